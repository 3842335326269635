"""Locks of the operating system on open files: they end with the process that holds them, however it ends."""

from __future__ import annotations

import errno
import os
import sys
import time
from typing import Final

_PAUSE: Final = 0.05
"""Seconds between two looks at a lock that another process holds."""

if sys.platform == "win32":
    import msvcrt

    _FAR: Final = 2**40
    """Beyond any content: Windows refuses others to read what is locked."""

    def lock(descriptor: int) -> None:
        """Lock an open file until it is closed. BlockingIOError where another process holds it."""
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN)) from error
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
else:
    import fcntl

    def lock(descriptor: int) -> None:
        """Lock an open file until it is closed. BlockingIOError where another process holds it."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def locked_within(descriptor: int, seconds: float) -> bool:
    """Lock an open file, waiting for whoever holds it; False where that takes longer. Raises OSError."""
    until = time.monotonic() + seconds
    while True:
        try:
            lock(descriptor)
        except BlockingIOError:
            left = until - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(_PAUSE, left))
        else:
            return True
