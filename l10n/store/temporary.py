"""Files and folders that are being made. What a killed process left of them is swept by a later command.

They lie in `.l10n/unfinished`, which git ignores. Where a folder is on another file system, or gives its group or
access rights to new files, they lie in that folder. Their names hold the process; while they are made, the process
holds a lock on them, by which a process of another container is known to be alive, too.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from l10n.store.borders import Border, Place, opened, place
from l10n.store.locking import lock

CACHES: Final = ".l10n"
"""The folder of everything that may be deleted at any time."""
WORKSHOP: Final = f"{CACHES}/unfinished"

_NAME: Final = re.compile(r"\.l10n-(\d{1,10})-[\w-]+\.(?:tmp|work)")
_FORMER: Final = re.compile(r"\.(?:installing|removing)-[a-z0-9_]{8}\Z")
"""Folders in which older versions of l10n installed models; their names hold no process."""
_FORMER_SECONDS: Final = 24 * 3600
"""What is older was left by an installation that was killed; one takes seconds."""
_IGNORED: Final = b"# Made by l10n: git ignores all that lies here.\n*\n"
_DEFAULT_RIGHTS: Final = "system.posix_acl_default"
_HELD: Final = "held"
"""The file of a temporary folder that its maker holds locked."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that is being made."""

    at: Place
    file: BinaryIO


def own_name() -> str:
    """A name that no other thread alive has."""
    return f".l10n-{os.getpid()}-{threading.get_ident()}.tmp"


@contextmanager
def caches(root: Path) -> Iterator[Border]:
    """The folder of caches below a root, there and ignored by git, as the border of what is done in it."""
    border = Border(root)
    with place(root / CACHES / ".gitignore", border, writing=True) as at, suppress(FileExistsError):
        descriptor = opened(at, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        os.write(descriptor, _IGNORED)
        os.close(descriptor)
    yield border


@contextmanager
def draft(target: Place, border: Border | None, *, beside: bool) -> Iterator[Draft]:
    """An empty file that will replace `target`; it is gone at the end unless it was moved. Raises OSError."""
    if beside or border is None:
        with _made(Place(own_name(), target.folder) if target.folder is not None else _beside(target)) as made:
            yield made
        return
    with (
        caches(border.root) as inner,
        place(border.root / WORKSHOP / own_name(), inner, writing=True) as at,
        _made(at) as made,
    ):
        yield made


def _beside(target: Place) -> Place:
    return Place(str(Path(target.name).with_name(own_name())), None)


@contextmanager
def _made(at: Place) -> Iterator[Draft]:
    with suppress(FileNotFoundError):  # of a killed process that had our number
        os.unlink(at.name, dir_fd=at.folder)
    try:  # a signal may come as soon as the file is there
        descriptor = opened(at, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
            with suppress(OSError):  # some network file systems have no locks
                lock(descriptor)
            yield Draft(at, file)
    finally:
        with suppress(OSError):  # it was moved, or a later command sweeps it
            os.unlink(at.name, dir_fd=at.folder)


def must_be_beside(target: Place, border: Border) -> bool:
    """Whether a file must be made in the folder itself, so that it can be moved and has the rights usual there.

    Raises OSError.
    """
    if target.folder is None:
        return False
    folder = os.fstat(target.folder)
    if folder.st_mode & 0o2000 or folder.st_dev != border.root.stat().st_dev:
        return True
    if sys.platform != "linux":
        return False
    try:
        return _DEFAULT_RIGHTS in os.listxattr(f"/proc/self/fd/{target.folder}")
    except OSError:
        return False


@contextmanager
def workshop(root: Path) -> Iterator[Path]:
    """A new folder below a root's folder of caches, deleted at the end. Raises OSError."""
    folder = root / WORKSHOP / f".l10n-{os.getpid()}-{os.urandom(6).hex()}.work"
    try:  # a signal may come as soon as the folder is there
        with caches(root) as border, place(root / WORKSHOP / _HELD, border, writing=True):
            folder.mkdir(mode=0o700)
        with place(folder / _HELD) as at, open(opened(at, os.O_RDWR | os.O_CREAT), "r+b") as held:  # noqa: PTH123
            with suppress(OSError):
                lock(held.fileno())
            inner = folder / "content"
            inner.mkdir()
            yield inner
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep(root: Path, folders: Iterable[Path] = (), *, dry: bool = False) -> tuple[Path, ...]:
    """Delete what dead processes left in a root and its caches, and in or below folders; nothing of a living one.

    What was deleted, or where it is `dry` would be.
    """
    real = Path(os.path.realpath(root))
    found = [*_swept(root, dry=dry)]
    for top in (root / WORKSHOP, *folders):
        if not Path(os.path.realpath(top)).is_relative_to(real):
            continue
        for folder, inner, files in os.walk(top):
            if any(name.startswith(".l10n-") for name in (*inner, *files)):
                found += _swept(Path(folder), dry=dry)
    return tuple(found)


def _swept(folder: Path, *, dry: bool) -> Iterator[Path]:
    try:
        found = sorted(
            each.name for each in os.scandir(folder) if _NAME.fullmatch(each.name) or _FORMER.match(each.name)
        )
    except OSError:
        return
    for name in found:
        with suppress(OSError):  # another command sweeps, too
            if _is_dead(folder / name):
                if not dry:
                    _delete(folder / name)
                yield folder / name


def _is_dead(path: Path) -> bool:
    """Whether a killed process left it. Raises OSError."""
    if path.is_symlink():
        return True
    if _FORMER.match(path.name):
        return path.is_dir() and _age(path) > _FORMER_SECONDS
    return not _is_used(path.name, path / _HELD if path.is_dir() else path)


def _age(folder: Path) -> float:
    """Seconds since anything in a folder last changed."""
    return time.time() - max(path.lstat().st_mtime for path in (folder, *folder.rglob("*")))


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _is_used(name: str, file: Path) -> bool:
    """Whether the process that made it lives. Raises OSError."""
    found = _NAME.fullmatch(name)
    if found is None or _is_alive(int(found[1])):
        return True
    try:
        with place(file) as at:
            descriptor = opened(at, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        lock(descriptor)
    except BlockingIOError:
        return True
    except OSError:  # a file system without locks
        return False
    finally:
        os.close(descriptor)
    return False


def _is_alive(process: int) -> bool:
    if sys.platform == "win32":  # where a process cannot be asked so, its lock tells
        return process == os.getpid()
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
