"""What asks a command to stop: Ctrl-C, and the signals of a system that shuts down or of a terminal that is closed.

All of them unwind the command alike: temporary files are removed and caches are closed. The exit code is 128 and the
number of the signal, as shells have it: 130 for SIGINT, 143 for SIGTERM, 129 for SIGHUP.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from itertools import islice
from types import FrameType
from typing import Final, NoReturn

_ASKING: Final = ("SIGTERM", "SIGHUP", "SIGBREAK")
"""Beside SIGINT, which Python knows; Windows has the last one, and no SIGHUP."""


class Stopped(KeyboardInterrupt):
    """A signal that asked the command to stop."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def heed_signals() -> None:
    """Let signals unwind the command; one that is ignored, as below `nohup`, stays ignored."""
    for name in _ASKING:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _stop)


def interrupted_code(error: BaseException) -> int:
    """The exit code for what an interruption became on its way up."""
    stopped = (each for each in islice(_causes(error), 100) if isinstance(each, Stopped))
    return 128 + next((each.number for each in stopped), signal.SIGINT)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    del frame
    raise Stopped(number)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
