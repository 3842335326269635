"""One command at a time writes in a project; a second one waits for the first, and says for whom.

The lock is the operating system's, on `.l10n/lock`: it ends with the process that holds it, even if that is killed. The
file only says who that is. Commands that read never wait.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from l10n.errors import BusyError
from l10n.store.borders import opened, place
from l10n.store.files import TURN
from l10n.store.locking import locked_within
from l10n.store.temporary import CACHES, WORKSHOP, caches

FILE: Final = f"{CACHES}/lock"
KEPT: Final = frozenset(Path(name).name for name in (FILE, TURN, WORKSHOP, ".gitignore"))
"""What must stay in the folder of caches while commands run."""
_MOST: Final = 400
"""Bytes of the file that are read: one line."""


@contextmanager
def alone(root: Path, command: str, seconds: float, tell: Callable[[str], None]) -> Iterator[None]:
    """The project for one command alone, after at most so many seconds; `tell` is told for whom it waits.

    BusyError where the other one takes longer. Where no lock can be had at all (a folder of caches that may not be
    written, a file system without locks), the command works without: each file is compared before it is replaced.
    """
    try:
        descriptor = _locked(root, seconds, tell)
    except OSError:
        yield
        return
    try:
        _sign(descriptor, command)
        yield
        with suppress(OSError):
            os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _locked(root: Path, seconds: float, tell: Callable[[str], None]) -> int:
    """The file, locked; opened again where somebody deleted the folder of caches between opening and locking."""
    while True:
        descriptor = _file(root)
        try:
            if not _is_free(descriptor, 0):
                _wait(root, descriptor, seconds, tell)
            if _is_at(descriptor, root / FILE):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _file(root: Path) -> int:
    with caches(root) as border, place(root / FILE, border) as at:
        return opened(at, os.O_RDWR | os.O_CREAT)


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _is_free(descriptor: int, seconds: float) -> bool:
    """Whether the lock is ours now; also where the file system has none."""
    try:
        return locked_within(descriptor, seconds)
    except OSError:
        return True


def _wait(root: Path, descriptor: int, seconds: float, tell: Callable[[str], None]) -> None:
    """Wait for the lock. BusyError where that takes longer."""
    holder = _holder(descriptor)
    if seconds > 0:
        tell(f"waiting for {holder}, at most {seconds:g} s")
        if _is_free(descriptor, seconds):
            return
        holder = _holder(descriptor)
    raise BusyError(f"{root}: {holder} is at work here; run the command again when it is done, or wait with `--wait`")


def _holder(descriptor: int) -> str:
    """Who holds the lock, in words."""
    try:
        line = os.pread(descriptor, _MOST, 0) if hasattr(os, "pread") else os.read(descriptor, _MOST)
    except OSError:
        line = b""
    process, _, rest = line.decode("utf-8", "replace").partition(" ")
    since, _, command = rest.partition(" ")
    if not (process.isdigit() and command):
        return "another command of l10n"
    return f"`{command.splitlines()[0]}` (process {process}, since {since})"


def _sign(descriptor: int, command: str) -> None:
    line = f"{os.getpid()} {time.strftime('%H:%M:%S')} {command}\n".encode("utf-8", "replace")
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, line[:_MOST])
