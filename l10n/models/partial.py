"""Files that are being downloaded: `NAME.part`, held by one process at a time, and what is known of their origin.

A later process goes on where a killed one stopped. Beside the file, `NAME.part.origin` names the address its bytes
came from and the validator (an ETag or a date) by which the server tells whether they are still the same.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from l10n.errors import L10nError
from l10n.parsing import DAMAGE, json_of
from l10n.store import ANY, CACHES, Border, lock, opened, place, read, write_atomic

PART: Final = ".part"
STALE_SECONDS: Final = 24 * 3600
"""What nobody went on with for so long is deleted at the next installation."""


class Partial:
    """The bytes that have arrived, and where they came from."""

    def __init__(self, file: BinaryIO, note: Path | None = None) -> None:
        self.file = file
        self._note = note
        self._url, self._validator = _read(note)

    @property
    def size(self) -> int:
        """Bytes that have arrived."""
        return self.file.seek(0, os.SEEK_END)

    def validator(self, url: str) -> str:
        """By what the server knows these bytes again; empty where they are not of this address."""
        return self._validator if self._url == url and self.size else ""

    def begin(self, url: str, validator: str) -> None:
        """Start anew with an answer from `url`."""
        self.file.seek(0)
        self.file.truncate()
        self._url, self._validator = url, validator
        if self._note:
            write_atomic(self._note, json.dumps([url, validator]).encode(), ANY, _border(self._note))


def _read(note: Path | None) -> tuple[str, str]:
    try:
        url, validator = json_of(read(note, _border(note))) if note else ("", "")
    except (OSError, *DAMAGE):
        return "", ""
    return str(url), str(validator)


@contextlib.contextmanager
def partial(target: Path) -> Iterator[tuple[Path, Partial]]:
    """The partial file of `target`, held until the end. L10nError where another process holds it."""
    path = target.with_name(target.name + PART)
    with _held(path) as file:
        yield path, Partial(file, _origin(path))


def discard(path: Path) -> None:
    """Delete a partial file, which the caller holds."""
    _origin(path).unlink(missing_ok=True)
    with contextlib.suppress(PermissionError):  # Windows deletes no open file; the sweep does, a day later
        path.unlink(missing_ok=True)


def sweep_partial(folder: Path) -> None:
    """Delete the partial files of a folder that nobody holds and nobody went on with for a day."""
    for path in sorted(folder.glob(f"*{PART}")):
        with contextlib.suppress(OSError, L10nError):
            if time.time() - path.stat().st_mtime > STALE_SECONDS:
                with _held(path):
                    discard(path)


def _origin(path: Path) -> Path:
    return path.with_name(f"{path.name}.origin")


@contextlib.contextmanager
def _held(path: Path) -> Iterator[BinaryIO]:
    """The file, open for reading and writing, under an exclusive lock that ends with the process."""
    while True:
        with _opened(path) as file:
            try:
                lock(file.fileno())
            except OSError as error:
                raise L10nError(f"{path}: another l10n is downloading this model; run again when it is done") from error
            if _is_at(file, path):
                yield file
                return


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """The file, for reading and for writing at its end; no link leads elsewhere, and the folders above are made."""
    with place(path, _border(path), writing=True) as at:
        descriptor = opened(at, os.O_RDWR | os.O_CREAT | os.O_APPEND)
    with open(descriptor, "a+b") as file:  # noqa: PTH123 - a descriptor, not a path
        yield file


def _border(path: Path) -> Border | None:
    """That of the folder of caches in which downloads lie."""
    return Border(path.parent.parent.parent) if path.parent.parent.name == CACHES else None


def _is_at(file: BinaryIO, path: Path) -> bool:
    """Whether nobody deleted the file between its opening and its locking."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False
