"""What stops a command: one class per exit code, each message naming the place and the next step."""

from __future__ import annotations

from functools import partial
from pathlib import Path


class L10nError(Exception):
    """Something that a person must act on; `exit_code` is what the command returns."""

    exit_code = 1


class UsageError(L10nError):
    """Wrong options, a wrong configuration, or a project that is not there."""

    exit_code = 2


class OutputError(L10nError):
    """A result that cannot be written: a full disk, a closed stream. No gate takes it for a finding."""

    exit_code = 2


class ModelMissingError(L10nError):
    """No engine or model can translate into a locale."""

    exit_code = 3


class EngineError(L10nError):
    """An engine fails, or does not keep the contract of engines."""

    exit_code = 3


class BusyError(L10nError):
    """Another command is at work in the project; the number is EX_TEMPFAIL of sysexits.h: try again later."""

    exit_code = 75


class InputError(L10nError):
    """An input file that is unreadable or damaged; names the file and, where known, the line."""

    exit_code = 4

    def __init__(self, path: Path | str, message: str, *, line: int | None = None) -> None:
        self.path = Path(path)
        self.line = line
        self.reason = message
        place = f"{path}:{line}" if line is not None else str(path)
        super().__init__(f"{place}: {message}")

    def __reduce__(self) -> tuple[object, ...]:
        """How it comes out of another process."""
        return partial(type(self), line=self.line), (self.path, self.reason)
