"""Files written whole: whenever a command dies, a file on disk is the old or the new one, complete."""

from __future__ import annotations

import filecmp
import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO


def write_atomic(path: Path, content: bytes) -> bool:
    """Makes `content` the file's bytes at one stroke; False, touching nothing, when it has them already.

    The folders above are made, the mode of an old file is kept, a link keeps pointing. Raises OSError, and then
    leaves the old file and no other.
    """
    target = Path(os.path.realpath(path))
    if holds(target, content):
        return False
    _replace(target, lambda file: file.write(content))
    return True


def copy_atomic(source: Path, path: Path) -> bool:
    """Makes the file `path` a copy of `source`, as `write_atomic` does; neither is ever in memory as a whole."""
    target = Path(os.path.realpath(path))
    if target.is_file() and filecmp.cmp(source, target, shallow=False):
        return False
    with source.open("rb") as original:
        _replace(target, lambda file: shutil.copyfileobj(original, file))
    return True


def _replace(target: Path, write: Callable[[BinaryIO], object]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    # No one alive shares the name, and a later write of the same process number takes over what a kill left behind.
    beside = target.parent / f".l10n-{os.getpid()}-{threading.get_ident()}.tmp"
    try:
        with beside.open("wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            beside.chmod(target.stat().st_mode & 0o7777)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def holds(path: Path, content: bytes) -> bool:
    """Whether the file is there and has these bytes."""
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except FileNotFoundError:
        return False
