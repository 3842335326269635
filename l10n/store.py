"""Files written whole: whenever a command dies, a file on disk is the old or the new one, complete."""

from __future__ import annotations

import os
import threading
from pathlib import Path


def write_atomic(path: Path, content: bytes) -> bool:
    """Makes `content` the file's bytes at one stroke; False, touching nothing, when it has them already.

    The folders above are made, the mode of an old file is kept, a link keeps pointing. Raises OSError, and then
    leaves the old file and no other.
    """
    target = Path(os.path.realpath(path))
    if holds(target, content):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    # No one alive shares the name, and a later write of the same process number takes over what a kill left behind.
    beside = target.parent / f".l10n-{os.getpid()}-{threading.get_ident()}.tmp"
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            beside.chmod(target.stat().st_mode & 0o7777)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return True


def holds(path: Path, content: bytes) -> bool:
    """Whether the file is there and has these bytes."""
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except FileNotFoundError:
        return False
