"""A terminal for tests: the command runs in a real pseudo-terminal, keys go in, the screen comes out."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from command import environment

_STYLES = re.compile(r"\x1b\[[0-9;]*m")
_CLEAR = "\x1b[2J\x1b[1;1H"
_PATIENCE = 60.0


class Terminal:
    """`l10n` in a terminal of so many columns; the screen is what was drawn since it was cleared last."""

    def __init__(
        self,
        project: Path,
        *arguments: str,
        columns: int = 100,
        command: Sequence[str] = (sys.executable, "-m", "l10n"),
        **settings: str,
    ) -> None:
        self._end, side = pty.openpty()
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        surroundings: Mapping[str, str] = environment(project / ".home", {"TERM": "xterm", **settings})
        self.process = subprocess.Popen(
            [*command, *arguments],
            cwd=project,
            env=surroundings,
            stdin=side,
            stdout=side,
            stderr=side,
            start_new_session=True,
        )
        os.close(side)
        self._output = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._end)

    @property
    def screen(self) -> str:
        """What a person sees."""
        text = self._output.decode("utf-8", "replace").replace("\r\n", "\n")
        return _STYLES.sub("", text.rsplit(_CLEAR, 1)[-1])

    def until(self, text: str) -> str:
        """The screen as soon as it shows a text and waits for a key."""
        stop = time.monotonic() + _PATIENCE
        while True:
            drawn = self._waits_for_key()
            while self._read(0.01):
                assert time.monotonic() < stop
            if drawn and text in self.screen:
                return self.screen
            assert time.monotonic() < stop, f"{text!r} is not on the screen:\n{self.screen}"
            assert self.process.poll() is None, f"it ended:\n{self.screen}"

    def press(self, key: str, then: str) -> str:
        """The screen after a key, when it shows a text."""
        self._output = b""
        os.write(self._end, key.encode())
        return self.until(then)

    def type(self, key: str) -> str | None:
        """The screen after a key, when it waits for the next; None where the command ended. No key: the first one."""
        if key:
            self._output = b""
            os.write(self._end, key.encode())
        stop = time.monotonic() + _PATIENCE
        while self.process.poll() is None and not (self._waits_for_key() and self._output and not self._read(0.02)):
            self._read(0.01)
            assert time.monotonic() < stop, self.screen
        return self.screen if self.process.poll() is None else None

    def finish(self, key: str) -> tuple[int, str]:
        """The exit code and the last screen after a key that ends the command."""
        os.write(self._end, key.encode())
        stop = time.monotonic() + _PATIENCE
        while self._read(0.01) or self.process.poll() is None:
            assert time.monotonic() < stop
        return self.process.wait(), self.screen

    def _read(self, seconds: float) -> bool:
        if not select.select([self._end], [], [], seconds)[0]:
            return False
        try:
            found = os.read(self._end, 65536)
        except OSError:  # how Linux tells that the other side is closed
            return False
        self._output += found
        return bool(found)

    def _waits_for_key(self) -> bool:
        """Whether the terminal hands over single keys: a program switches that on when it reads one."""
        return not termios.tcgetattr(self._end)[3] & termios.ICANON
