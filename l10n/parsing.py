"""What may be wrong with content from outside, whatever format it has: one list of errors, one reason for people.

Parsers say damage in their own ways, and depth, size and numbers of thousands of digits in Python's: a RecursionError,
a MemoryError, a plain ValueError. The only module that calls `json` and `tomllib` to read.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from l10n.errors import InputError

DAMAGE: Final = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError, MemoryError)
"""What a parser raises over damaged content, and code that takes the shape of what it read for granted."""


_DEEP_KEY = re.compile(r"(?:\A|[\[{,\n])[ \t]*(?:[\w-]+[ \t]*\.[ \t]*){100}")
"""A dotted key of a hundred levels: `tomllib` takes the square of their number."""


_LONGEST: Final = 1000
"""Characters of a reason: it may quote a name of megabytes."""


class MalformedError(ValueError):
    """Content that is not of its format; the message says why."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


def json_of(content: bytes | str) -> Any:
    """The value of a JSON text in UTF-8, with or without a byte order mark. Raises MalformedError."""
    try:
        return json.loads(content.decode("utf-8-sig") if isinstance(content, bytes) else content)
    except DAMAGE as error:
        raise MalformedError(reason(error), getattr(error, "lineno", None)) from error


TOMLError = tomllib.TOMLDecodeError


def toml_of(text: str) -> Mapping[str, object]:
    """The table of a TOML text. Raises MalformedError, and for a plain error of its grammar TOMLDecodeError."""
    if _DEEP_KEY.search(text):
        raise MalformedError("it is nested too deeply")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except DAMAGE as error:
        raise MalformedError(reason(error)) from error


def toml_fault(error: TOMLError, text: str) -> tuple[str, int]:
    """What is wrong with a TOML text, and in which line, both of which Python has in one message only."""
    what, _, place = str(error).rpartition(" (at ")
    line = re.match(r"line (\d+)", place)
    return what, int(line[1]) if line else len(text.splitlines())


def reason(error: BaseException) -> str:
    """Why content cannot be read, for people, in a few words."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, MemoryError):
        return "it is too large for this machine"
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8 at byte {error.start}"
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} in column {error.colno}"
    text = str(error)
    if re.search(r"limit \(\d+ digits\)", text):
        return "it has a number of thousands of digits"
    return text if 0 < len(text) <= _LONGEST else f"{text[:_LONGEST]}…" if text else "damaged"


@contextmanager
def readable(path: Path | str, what: str = "cannot be read") -> Iterator[None]:
    """Whatever damage a block meets in a file is an InputError that names it."""
    try:
        yield
    except DAMAGE as error:
        raise InputError(path, f"{what}: {reason(error)}", line=getattr(error, "line", None)) from error
