"""Where a file truly lies: whatever links, `..` and odd names say, nothing outside a project is opened.

A path is walked from the project's folder, each folder held open while the next name is looked up in it, and no link is
followed (openat(2) with O_NOFOLLOW). Where the walk meets a link, the path is resolved, its real path must lie inside
the project, and that path is walked in the same way. So look and open are one act: a folder that somebody swaps for a
link meanwhile stops the walk. Windows has no such calls; there the real path is checked just before it is used.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

_WALKS: Final = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
_NO_LINK: Final[int] = getattr(os, "O_NOFOLLOW", 0)
_CLOSED_ON_EXEC: Final[int] = getattr(os, "O_CLOEXEC", 0)
# O_PATH asks for no right to list the folder, only for the right to pass through it.
_FOLDER: Final[int] = getattr(os, "O_DIRECTORY", 0) | _CLOSED_ON_EXEC | getattr(os, "O_PATH", os.O_RDONLY)
_AT_ONCE: Final[int] = (
    _NO_LINK
    | _CLOSED_ON_EXEC
    | getattr(os, "O_NONBLOCK", 0)  # a named pipe without a writer would be waited for
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)


class OutsideError(OSError):
    """A link, `..` or an odd name leads to where the project has nothing to read or write."""


class NotAFileError(OSError):
    """A named pipe, a device or a socket in the place of a file."""


class _LinkError(OSError):
    """A link in the way."""


@dataclass(frozen=True, slots=True)
class Border:
    """What may be opened: what lies below a folder and is not hidden."""

    root: Path
    apart: tuple[str, ...] = ()
    """Folders and files below it, with `/`: nothing is written into one through a link that lies elsewhere."""

    def real(self, path: Path, *, writing: bool) -> tuple[str, ...]:
        """The names of the real path, from the real root on. OutsideError where it may not be opened."""
        root, real = Path(os.path.realpath(self.root)), Path(os.path.realpath(path))
        if not real.is_relative_to(root):
            raise OutsideError(errno.EPERM, "a link leads out of the project; put a file or folder in its place")
        inner = PurePosixPath(real.relative_to(root).as_posix())
        if any(map(is_hidden, inner.parts)):
            raise OutsideError(errno.EPERM, "a link leads to a hidden file or folder; put a file in its place")
        area = self._area(inner)
        if writing and area and area != self._area(_relative(path, self.root)):
            raise OutsideError(errno.EPERM, f"a link leads into {area}; remove the link")
        return inner.parts

    def _area(self, path: PurePosixPath) -> str:
        return max((each for each in self.apart if path.is_relative_to(each)), key=len, default="")


def is_hidden(name: str) -> bool:
    """Whether a name of a file or folder is hidden, or is what Windows calls `.git` for short."""
    return name.startswith(".") or name.lower() == "git~1"


@dataclass(frozen=True, slots=True)
class Place:
    """A name in an open folder: what is done with both is done there, whatever becomes of the path meanwhile."""

    name: str
    folder: int | None
    """Descriptor for `dir_fd`; None where the name is a whole path."""


@contextmanager
def place(path: Path, border: Border | None = None, *, writing: bool = False) -> Iterator[Place]:
    """Where a file truly lies; without a border, anywhere.

    `writing`: folders that are missing are made. Raises OSError: OutsideError beyond the border, FileNotFoundError
    where a folder of the path is missing.
    """
    try:
        found = _found(path, border, writing=writing)
        try:
            yield found
        finally:
            if found.folder is not None:
                os.close(found.folder)
    except OSError as error:
        error.filename = str(path)  # the whole path, instead of a name in a folder
        raise


def _found(path: Path, border: Border | None, *, writing: bool) -> Place:
    if "\0" in str(path):
        raise OutsideError(errno.EINVAL, "no file can have this name")
    if border is None or not _WALKS:
        return _resolved(path, border, writing=writing)
    names = _written_below(path, border.root)
    if names and ".." not in names:
        with suppress(_LinkError):
            return Place(names[-1], _walked(border.root, names, writing=writing))
    names = border.real(path, writing=writing)
    if not names:
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    try:
        return Place(names[-1], _walked(border.root, names, writing=writing))
    except _LinkError as error:
        raise OutsideError(errno.ELOOP, "a link that leads in a circle, or that appeared meanwhile") from error


def _written_below(path: Path, root: Path) -> tuple[str, ...]:
    """The names of a path below the root as it is written, none where it is not; each file is asked for so, so fast."""
    start, text = os.path.join(root, ""), os.path.join(".", path) if root == Path() else str(path)  # noqa: PTH118
    return tuple(text[len(start) :].split(os.sep)) if text.startswith(start) else ()  # noqa: PTH206


def _relative(path: Path, root: Path) -> PurePosixPath:
    """The path below the root as it is written; nothing where it is not written so."""
    return PurePosixPath(path.relative_to(root).as_posix() if path.is_relative_to(root) else "")


def _resolved(path: Path, border: Border | None, *, writing: bool) -> Place:
    real = Path(os.path.realpath(path))
    if border is not None:
        names = _written_below(path, border.root)
        if not names or real != Path(os.path.realpath(border.root), *names):  # no link, and nothing to be judged
            border.real(path, writing=writing)
    if writing:
        real.parent.mkdir(parents=True, exist_ok=True)
    return Place(real.name, os.open(real.parent, _FOLDER)) if _WALKS else Place(str(real), None)


def _walked(root: Path, names: Sequence[str], *, writing: bool) -> int:
    """The folder of the last name, open. _LinkError where one of the names is a link."""
    folder = os.open(root, _FOLDER)
    try:
        for name in names[:-1]:
            inner = _entered(folder, name, make=writing)
            os.close(folder)
            folder = inner
        _refuse_link(Place(names[-1], folder))
    except BaseException:
        os.close(folder)
        raise
    return folder


def _entered(folder: int, name: str, *, make: bool) -> int:
    try:
        return os.open(name, _FOLDER | _NO_LINK, dir_fd=folder)
    except FileNotFoundError:
        if not make:
            raise
    except OSError:
        _refuse_link(Place(name, folder))
        raise
    with suppress(FileExistsError):  # another run was faster
        os.mkdir(name, dir_fd=folder)
    return _entered(folder, name, make=False)


def _refuse_link(at: Place) -> None:
    """_LinkError where a link is there."""
    with suppress(FileNotFoundError):
        if stat.S_ISLNK(os.stat(at.name, dir_fd=at.folder, follow_symlinks=False).st_mode):
            raise _LinkError


def opened(at: Place, flags: int = os.O_RDONLY) -> int:
    """The descriptor of a regular file. OSError where it is another thing: nothing is ever waited for."""
    try:
        descriptor = os.open(at.name, flags | _AT_ONCE, 0o666, dir_fd=at.folder)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise OutsideError(errno.ELOOP, "a link appeared in its place; run the command again") from error
        if error.errno == errno.ENXIO:  # a socket, or a pipe that nobody reads
            raise _special() from error
        raise
    try:
        _refuse_special(os.fstat(descriptor).st_mode)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def check_file(path: Path, border: Border) -> None:
    """Raises OSError where another thing than a regular file is there; nothing may be there. The file is not opened."""
    with place(path, border) as at, suppress(FileNotFoundError):
        _refuse_special(os.stat(at.name, dir_fd=at.folder, follow_symlinks=False).st_mode)


def _refuse_special(mode: int) -> None:
    """OSError where a mode is of another thing than a regular file."""
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):
        raise _special()


def _special() -> NotAFileError:
    return NotAFileError(errno.EINVAL, "a named pipe, a device or a socket, no file; put a file in its place")
