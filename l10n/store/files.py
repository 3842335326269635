"""Files read whole and written whole: whenever a command dies, a file on disk is the old or the new one, complete.

What somebody saves while a command works is not overwritten: a file is compared with what was read of it just before
it is replaced. What remains is the time from this look to the end of the rename: well below a millisecond, or some of
them on a busy disk.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

from l10n.store.borders import Border, NotAFileError, Place, opened, place
from l10n.store.locking import locked_within
from l10n.store.temporary import CACHES, Draft, draft, must_be_beside

TRIES: Final = 5
"""How often a change is made again on a file that somebody saves again and again."""
_NOT_THERE: Final = {errno.EXDEV, errno.EACCES, errno.EROFS, errno.EPERM, errno.ENOTDIR, errno.ELOOP}
"""Errors of a folder of caches that is on another file system, may not be written, or is none."""
_CHUNK: Final = 1024 * 1024
TURN: Final = f"{CACHES}/write.lock"
_TURN_SECONDS: Final = 2.0
"""Longer than any other command takes from its look to its rename, unless it was stopped."""


class Own(Enum):
    """What stands for the bytes that were read, where nobody but l10n writes a file."""

    ANY = "whatever is there is replaced"


ANY: Final = Own.ANY
Was = bytes | None | Own
"""The bytes that were read of a file before it is written; None where there was none."""
Change = Callable[[bytes | None], bytes | None]
"""What becomes of the bytes of a file, None where there is none; None for a file to be left as it is."""
_Result = TypeVar("_Result")


class ChangedError(OSError):
    """Somebody saved the file since it was read; it has what they saved."""

    def __init__(self) -> None:
        super().__init__(errno.EBUSY, "somebody saved it meanwhile; it is left as it is now, run the command again")


def read(path: Path, border: Border | None = None) -> bytes:
    """The bytes of a regular file. Raises OSError; nothing is waited for, nothing opened beyond the border."""
    with place(path, border) as at, _open(at) as file:
        return file.read()


def write_atomic(path: Path, content: bytes, was: Was, border: Border | None = None) -> bool:
    """Makes `content` the file's bytes at one stroke; False, touching nothing, when it has them already.

    `was`: what was read of the file. The folders above are made, mode and owner of an old file are kept, a link keeps
    pointing. Raises OSError, and then leaves the old file and no other: ChangedError where it is not what was read.
    """

    def is_there(now: bytes | None) -> bool:
        if was is not ANY and now not in (was, content):
            raise ChangedError
        return now == content

    with place(path, border, writing=True) as at:
        if is_there(_bytes(at)):
            return False
        look = None if was is ANY else lambda: is_there(_bytes(at))
        written = _replaced(at, border, _New(lambda file: file.write(content), look))
        if written and was is not ANY:  # what can be made again is not waited for
            _sync_folder(at)
    return written


def retried(attempt: Callable[[], _Result]) -> _Result:
    """What an attempt to read, change and write returns; made again while somebody saves in between.

    ChangedError where they do so every time.
    """
    for _ in range(TRIES - 1):
        with suppress(ChangedError):
            return attempt()
    return attempt()


def update(path: Path, change: Change, border: Border | None = None) -> bool:
    """Writes what `change` makes of a file's bytes, or leaves it where that is None; whether it was written.

    Where somebody saves the file meanwhile, the change is made again on what is there then. Raises OSError:
    ChangedError where they do so every time.
    """

    def attempt() -> bool:
        was = _read_or_none(path, border)
        content = change(was)
        return content is not None and write_atomic(path, content, was, border)

    return retried(attempt)


def copy_atomic(source: Path, path: Path, border: Border | None = None) -> bool:
    """Makes the file `path` a copy of `source`, as `write_atomic` does; neither is ever in memory as a whole."""
    with place(source, border) as origin, _open(origin) as original, place(path, border, writing=True) as at:
        if _is_copy(original, at):
            return False
        return _replaced(at, border, _New(lambda file: _copy(original, file), None))


def remove(path: Path, was: Was, border: Border | None = None) -> bool:
    """Deletes a file; False where there is none. Raises OSError: ChangedError where it is not what was read."""
    try:
        with place(path, border) as at, _turn(None if was is ANY else border):
            now = _bytes(at)
            if now is not None and was is not ANY and now != was:
                raise ChangedError
            os.unlink(at.name, dir_fd=at.folder)
            _sync_folder(at)
    except FileNotFoundError:
        return False
    return True


def holds(path: Path, content: bytes, border: Border | None = None) -> bool:
    """Whether the file is there and has these bytes."""
    return _read_or_none(path, border) == content


def is_file(path: Path) -> bool:
    """Whether there is a regular file, or a link to one; False for a name that no file can have here."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def _read_or_none(path: Path, border: Border | None) -> bytes | None:
    try:
        return read(path, border)
    except FileNotFoundError:
        return None


@contextmanager
def _open(at: Place) -> Iterator[BinaryIO]:
    with open(opened(at), "rb") as file:  # noqa: PTH123 - a descriptor, not a path
        yield file


def _bytes(at: Place) -> bytes | None:
    try:
        with _open(at) as file:
            return file.read()
    except FileNotFoundError:
        return None


# --- one file replaced by another


@dataclass(frozen=True, slots=True)
class _New:
    """What becomes of a file."""

    write: Callable[[BinaryIO], object]
    """Puts the content into a new file."""
    is_there: Callable[[], bool] | None
    """Whether the old file has it already. ChangedError where the old one is not what was read; None: never mind."""


def _replaced(at: Place, border: Border | None, new: _New) -> bool:
    """Writes a new file and moves it over the old one, unless that is the same by then."""
    old = _old(at)
    if border is None or must_be_beside(at, border):
        return _moved(at, border, old, new, beside=True)
    try:
        return _moved(at, border, old, new, beside=False)
    except OSError as error:
        if error.errno not in _NOT_THERE:
            raise
        return _moved(at, border, old, new, beside=True)


def _moved(at: Place, border: Border | None, old: os.stat_result | None, new: _New, *, beside: bool) -> bool:
    with draft(at, border, beside=beside) as made:
        new.write(made.file)
        made.file.flush()
        _take_over(made, old)
        os.fsync(made.file.fileno())
        with _turn(border if new.is_there else None):
            if new.is_there and new.is_there():
                return False
            made.file.close()  # Windows moves no open file
            os.replace(made.at.name, at.name, src_dir_fd=made.at.folder, dst_dir_fd=at.folder)
    return True


def _old(at: Place) -> os.stat_result | None:
    """The file that is to be replaced. OSError where it is none, or may not be written."""
    try:
        old = os.stat(at.name, dir_fd=at.folder, follow_symlinks=False)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(old.st_mode):
        os.close(opened(at))  # raises, and says what it is
        raise NotAFileError(errno.EINVAL, "no file")
    if not os.access(at.name, os.W_OK, dir_fd=at.folder):
        raise PermissionError(errno.EACCES, "it is read-only")
    return old


def _take_over(new: Draft, old: os.stat_result | None) -> None:
    """Give the new file mode and owner of the old one."""
    if old is None or os.name != "posix":
        return
    now = os.fstat(new.file.fileno())
    if (old.st_uid, old.st_gid) != (now.st_uid, now.st_gid):
        with suppress(OSError):  # only root may give files to others
            os.fchown(new.file.fileno(), old.st_uid, old.st_gid)
    os.fchmod(new.file.fileno(), stat.S_IMODE(old.st_mode))


@contextmanager
def _turn(border: Border | None) -> Iterator[None]:
    """From look to rename, no other process of ours replaces a file of the project.

    Without a lock where none can be had.
    """
    descriptor = None if border is None else _turn_file(border.root)
    try:
        if descriptor is not None:
            with suppress(OSError):
                locked_within(descriptor, _TURN_SECONDS)
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _turn_file(root: Path) -> int | None:
    try:
        with place(root / TURN, Border(root), writing=True) as at:
            return opened(at, os.O_RDWR | os.O_CREAT)
    except OSError:
        return None


def _sync_folder(at: Place) -> None:
    """Have the new name on the disk, too, where the system does that."""
    if at.folder is None:
        return
    with suppress(OSError):
        descriptor = os.open(".", os.O_RDONLY, dir_fd=at.folder)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


# --- copies


def _copy(original: BinaryIO, file: BinaryIO) -> None:
    original.seek(0)
    while chunk := original.read(_CHUNK):
        file.write(chunk)


def _is_copy(original: BinaryIO, at: Place) -> bool:
    try:
        with _open(at) as file:
            if os.fstat(file.fileno()).st_size != os.fstat(original.fileno()).st_size:
                return False
            return all(chunk == file.read(_CHUNK) for chunk in iter(lambda: original.read(_CHUNK), b""))
    except FileNotFoundError:
        return False
