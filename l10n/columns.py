"""Text in a terminal or a log: how many columns it takes, where its lines break, and no character that acts there.

Widths are those of Unicode Standard Annex 11: wide and full-width characters take two columns, marks and format
characters none.
"""

from __future__ import annotations

import re
import unicodedata

_ACTIVE = (
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1: escapes, the bell, window titles
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks, embeddings, overrides and isolates of direction (UAX 9)
    "\u2028\u2029"  # ends of lines and paragraphs
    "\u206a-\u206f\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f"  # invisible controls and tags
    "\ud800-\udfff"  # lone surrogates: bytes of a name that are not UTF-8
)
_CONTROL = re.compile(f"[{_ACTIVE}]")
_CONTROL_IN_LINES = re.compile(f"(?![\n\t])[{_ACTIVE}]")
_COMMAND = re.compile(r"^(?P<before>\s*):(?=:[A-Za-z][^\n]*?::)|(?P<hash>#)(?=#(?:vso|teamcity)?\[)", re.MULTILINE)


def columns(text: str) -> int:
    """How many columns a text takes."""
    return sum(map(_width, text))


def _width(char: str) -> int:
    if char.isascii():
        return 1
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def visible(text: str) -> str:
    """The text on one line, with each character that would act in a terminal or a log as a picture or as its number.

    A line end is `↵`, an escape `␛`, a turn of the direction `<U+202E>`.
    """
    return _CONTROL.sub(_picture, text)


def visible_lines(text: str) -> str:
    """The same of a text of several lines: line ends and tabs stay."""
    return _CONTROL_IN_LINES.sub(_picture, text)


def inert(text: str) -> str:
    """A text in which nothing is a command to a service of continuous integration that reads the log.

    Such are GitHub's `::error::` at the start of a line and `##[error]` anywhere (actions/runner, `ActionCommand.cs`),
    Azure's `##vso[` and TeamCity's `##teamcity[`.
    """
    return _COMMAND.sub(lambda found: "<U+0023>" if found["hash"] else f"{found['before']}<U+003A>", text)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code == 0x0A:
        return "↵"
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"<U+{code:04X}>"


def padded(text: str, width: int) -> str:
    """The text with blanks behind it, up to a width."""
    return text + " " * (width - columns(text))


def shortened(text: str, width: int) -> str:
    """A name cut in the middle, where names of one folder are alike."""
    if columns(text) <= width:
        return text
    end = len(text)
    while end > 1 and columns(text[-end:]) > width - width // 3 - 1:
        end -= 1
    start = text[: width // 3]
    while start and columns(start) + 1 + columns(text[-end:]) > width:
        start = start[:-1]
    return f"{start}…{text[-end:]}"


def lines(text: str, width: int) -> list[tuple[int, int]]:
    """Where each line of a text starts and ends, at most `width` columns without the blanks at its end.

    Lines break behind blanks and beside wide characters; a word that is longer than a line is cut.
    """
    found = []
    start = allowed = used = 0
    for at, char in enumerate(text):
        size = _width(char)
        if size == 2:
            allowed = at
        if used + size > width and at > start and not char.isspace():
            cut = allowed if allowed > start else at
            found.append((start, cut))
            start, used = cut, columns(text[cut:at])
        used += size
        if size == 2 or char.isspace():
            allowed = at + 1
    return [*found, (start, len(text))]
