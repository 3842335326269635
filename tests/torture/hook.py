"""Steps of writing in this process, counted; at a chosen one something happens, inside the step and never beside it.

The functions of `os`, `io` and `sqlite3` that change a disk are replaced. Each call is a step with a number and a line
in a diary outside of the project. At the step with the number `at` the line HIT is written, and then the signal comes,
the error is raised or the ground moves: a file is open and empty, or half written, or complete but not yet in place.
"""

# ruff: noqa: PTH109, PTH115, PTH118, PTH119, PTH120 - `pathlib` calls what is replaced here

from __future__ import annotations

import errno
import io
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final, Self

SQL_CODES: Final = {"ENOSPC": sqlite3.SQLITE_FULL, "EIO": sqlite3.SQLITE_IOERR, "EROFS": sqlite3.SQLITE_READONLY}
"""What SQLite says to an error of the system; EACCES is its SQLITE_PERM."""
FAILING: Final[Mapping[str, frozenset[str]]] = {
    "ENOSPC": frozenset({"open", "write", "fsync", "folder", "mkdir", "rename", "link", "statement", "commit"}),
    "EIO": frozenset({"open", "write", "fsync", "folder", "rename", "statement", "commit"}),
    "EROFS": frozenset({"open", "chmod", "rename", "unlink", "mkdir", "rmdir", "link", "truncate", "statement"}),
    "EACCES": frozenset({"open", "rename", "unlink", "mkdir", "rmdir", "link", "statement"}),
}
"""The steps at which a system says so."""


@dataclass(frozen=True)
class Plan:
    """What happens where; with `at` 0 the steps are only counted."""

    diary: str
    root: str
    """Only what lies below counts."""
    at: int = 0
    what: str = ""
    """A signal's or an error's name (`ENOSPC+`: from this step on), or what moves: `remove PATH`, `lock PATH` …"""
    busy: float = 0.0
    """How long SQLite waits for a lock, in seconds; 0: as the program says."""


Place = int | str | bytes | os.PathLike[str]
"""A file by its name, or by its number in this process."""


class Hook:
    """The steps of this process."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.count = 0
        self.sticky = False
        self._quiet = False
        self._kept: list[object] = []
        self._diary = os.open(plan.diary, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
        self._write = os.write
        # git starts a driver for each catalogue: one of them is hit.
        self._struck = b"HIT" in Path(plan.diary).read_bytes()

    def step(self, name: str, path: Place, half: Callable[[], object] | None = None, folder: int | None = None) -> bool:
        """One step; True where it was hit, after what happens there.

        `half`: how to do half of the work before; `folder`: the open folder in which the path is.
        """
        shown = self._below(path, folder)
        if shown is None or self._quiet:
            return False
        self.count += 1
        hit = self.count == self.plan.at and not self._struck
        self._note(f"{'HIT' if hit else 'step'}\t{self.count}\t{name}\t{shown}\n")
        kind = self.plan.what.rstrip("+")
        if self.sticky and name in FAILING[kind]:
            self._fail(kind, name, shown)
        if not hit:
            return False
        if half is not None:
            half()
        self._happen(name, shown)
        return True

    @contextmanager
    def made(self, name: str, path: Place, folder: int | None = None) -> Iterator[None]:
        """A step that makes something: a signal finds it made, an error prevents it."""
        if self.plan.what.rstrip("+") in FAILING:
            self.step(name, path, folder=folder)
            yield
        else:
            yield
            self.step(name, path, folder=folder)

    def _below(self, path: Place, folder: int | None) -> str | None:
        """A file's name below the root; None where it is elsewhere, or no file."""
        try:
            name = os.readlink(f"/proc/self/fd/{path}") if isinstance(path, int) else os.fsdecode(path)
            above = os.readlink(f"/proc/self/fd/{folder}") if folder is not None else os.getcwd()
        except OSError:
            return None
        text = os.path.join(above, name)
        full = os.path.join(os.path.realpath(os.path.dirname(text)), os.path.basename(text))
        return os.path.relpath(full, self.plan.root) if full.startswith(self.plan.root + os.sep) else None

    def _note(self, line: str) -> None:
        self._write(self._diary, line.encode("utf-8", "replace"))

    def _happen(self, name: str, shown: str) -> None:
        what = self.plan.what
        if what.startswith("SIG"):
            os.kill(os.getpid(), signal.Signals[what])
        elif what.rstrip("+") in FAILING:
            self.sticky = what.endswith("+")
            if name in FAILING[what.rstrip("+")]:
                self._fail(what.rstrip("+"), name, shown)
        else:
            self._quiet = True
            try:
                self._move(*what.split(" "))
            finally:
                self._quiet = False

    def _fail(self, kind: str, name: str, shown: str) -> None:
        if name in {"statement", "commit"}:
            error = sqlite3.OperationalError(f"torture: {kind}")
            error.sqlite_errorcode = SQL_CODES.get(kind, sqlite3.SQLITE_PERM)
            raise error
        number: int = getattr(errno, kind)
        raise OSError(number, os.strerror(number), os.path.join(self.plan.root, shown))

    def _move(self, verb: str, first: str, second: str = "", third: str = "") -> None:
        path = Path(self.plan.root, first)
        if verb == "remove":
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        elif verb == "rename":
            path.rename(Path(self.plan.root, second))
        elif verb == "folder":
            path.unlink()
            path.mkdir()
        elif verb == "readonly":
            path.chmod(0o555 if path.is_dir() else 0o444)
        elif verb == "cut":
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        elif verb == "lock":
            other = _CONNECT(path, isolation_level=None)
            other.execute("BEGIN EXCLUSIVE")
            self._kept.append(other)
        elif verb == "git":
            words = ["git", first, *filter(None, (second, third)), "--quiet"]
            subprocess.run(words, cwd=self.plan.root, check=True, capture_output=True)
        elif verb == "save":
            beside = path.with_name(path.name + ".editor")
            beside.write_bytes(path.read_bytes().replace(second.encode(), third.encode()))
            beside.replace(path)
        else:
            raise AssertionError(verb)


# --- files


class Written:
    """A file open for writing; each `write` is a step, which can be stopped when half of it is on the disk."""

    def __init__(self, file: IO[Any], hook: Hook, path: Place) -> None:
        self._file = file
        self._hook = hook
        self._path = path

    def write(self, content: Any) -> int:
        half = len(content) // 2
        done = self._hook.step("write", self._path, lambda: (self._file.write(content[:half]), self._file.flush()))
        return int(self._file.write(content[half:]) + half) if done else int(self._file.write(content))

    def writelines(self, lines: Any) -> None:
        for line in lines:
            self.write(line)

    def __enter__(self) -> Self:
        self._file.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._file.__exit__(*error)  # type: ignore[arg-type]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __iter__(self) -> Any:
        return iter(self._file)


_WRITING = frozenset("wax+")


def _opened(hook: Hook, original: Callable[..., Any]) -> Callable[..., Any]:
    def open_(file: Any, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if not _WRITING & set(mode):
            return original(file, mode, *rest, **more)
        if isinstance(file, int):
            return Written(original(file, mode, *rest, **more), hook, file)
        with hook.made("open", file):
            return Written(original(file, mode, *rest, **more), hook, file)

    return open_


def _os_open(hook: Hook) -> Callable[..., int]:
    original = os.open

    def open_(path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            return original(path, flags, mode, dir_fd=dir_fd)
        with hook.made("open", path, dir_fd):
            return original(path, flags, mode, dir_fd=dir_fd)

    return open_


def _os_write(hook: Hook) -> Callable[[int, bytes], int]:
    original = os.write

    def write(number: int, content: bytes) -> int:
        half = len(content) // 2
        done = hook.step("write", number, lambda: original(number, content[:half]))
        return original(number, content[half:]) + half if done else original(number, content)

    return write


def _synced(hook: Hook, original: Callable[[int], None]) -> Callable[[Any], None]:
    def sync(file: Any) -> None:
        number = file if isinstance(file, int) else file.fileno()
        hook.step("folder" if stat.S_ISDIR(os.fstat(number).st_mode) else "fsync", number)
        original(number)

    return sync


def _before(hook: Hook, name: str, original: Callable[..., Any], *, which: int = 0) -> Callable[..., Any]:
    """A step before a function; its argument number `which` names the file."""

    def call(*arguments: Any, **more: Any) -> Any:
        folder = more.get("dir_fd", more.get("dst_dir_fd"))
        if name != "unlink" or _is_there(arguments[which], more.get("dir_fd")):
            hook.step(name, arguments[which], folder=folder)
        return original(*arguments, **more)

    return call


def _is_there(path: Any, folder: int | None) -> bool:
    try:
        os.lstat(path, dir_fd=folder)
    except OSError:
        return False
    return True


def _renamed(hook: Hook, original: Callable[..., None]) -> Callable[..., None]:
    def rename(source: Any, target: Any, *, src_dir_fd: int | None = None, dst_dir_fd: int | None = None) -> None:
        hook.step("rename", target, folder=dst_dir_fd)
        original(source, target, src_dir_fd=src_dir_fd, dst_dir_fd=dst_dir_fd)
        hook.step("renamed", target, folder=dst_dir_fd)

    return rename


def _made(hook: Hook, original: Callable[..., None]) -> Callable[..., None]:
    def mkdir(path: Any, mode: int = 0o777, *, dir_fd: int | None = None) -> None:
        with hook.made("mkdir", path, dir_fd):
            original(path, mode, dir_fd=dir_fd)

    return mkdir


# --- SQLite

_CONNECT = sqlite3.connect


def _connected(hook: Hook) -> Callable[..., sqlite3.Connection]:
    class Connection(sqlite3.Connection):
        path: str

        def execute(self, sql: str, *rest: Any) -> sqlite3.Cursor:
            if not sql.lstrip().upper().startswith(("SELECT", "PRAGMA")):
                hook.step("statement", self.path)
            return super().execute(sql, *rest)

        def executemany(self, sql: str, *rest: Any) -> sqlite3.Cursor:
            hook.step("statement", self.path)
            return super().executemany(sql, *rest)

        def commit(self) -> None:
            if self.in_transaction:
                hook.step("commit", self.path)
            super().commit()

        def __exit__(self, *error: Any) -> Any:  # noqa: PYI036 - handed on
            if self.in_transaction and error[0] is None:
                hook.step("commit", self.path)
            return super().__exit__(*error)

    def connect(path: Any, timeout: float = 5.0, **more: Any) -> sqlite3.Connection:
        waits = hook.plan.busy or timeout
        connection = _CONNECT(path, timeout=waits, factory=Connection, **more)
        connection.path = os.fsdecode(path)
        return connection

    return connect


def install(plan: Plan) -> Hook:
    """Put the steps into this process; there is no way back."""
    hook = Hook(plan)
    if plan.busy:
        import l10n.database  # noqa: PLC0415 - only where its time is changed

        l10n.database.BUSY_SECONDS = plan.busy  # type: ignore[misc]
    opened = _opened(hook, io.open)
    system: Any = os
    io.open = opened
    sys.modules["builtins"].open = opened  # type: ignore[attr-defined]
    system.open, system.write = _os_open(hook), _os_write(hook)
    system.fsync, system.fdatasync = _synced(hook, os.fsync), _synced(hook, os.fdatasync)
    system.replace, system.rename = _renamed(hook, os.replace), _renamed(hook, os.rename)
    system.mkdir = _made(hook, os.mkdir)
    for name, step, which in (
        ("unlink", "unlink", 0),
        ("remove", "unlink", 0),
        ("rmdir", "rmdir", 0),
        ("chmod", "chmod", 0),
        ("fchmod", "chmod", 0),
        ("truncate", "truncate", 0),
        ("ftruncate", "truncate", 0),
        ("link", "link", 1),
        ("symlink", "link", 1),
    ):
        setattr(system, name, _before(hook, step, getattr(os, name), which=which))
    shutil._USE_CP_SENDFILE = False  # type: ignore[attr-defined]  # so that a copy is written piece by piece
    sqlite3.connect = _connected(hook)  # type: ignore[assignment]
    return hook
