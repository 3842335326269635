"""Text in a terminal: how many columns it takes, where its lines break, and no sign in it that moves the cursor.

Widths are those of Unicode Standard Annex 11: wide and full-width characters take two columns, marks and format
characters none.
"""

from __future__ import annotations

import re
import unicodedata

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


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
    """The text with control characters as pictures: a line end is `↵`, an escape `␛`; none reaches the terminal."""
    return _CONTROL.sub(lambda found: _picture(ord(found[0])), text)


def _picture(code: int) -> str:
    if code == 0x0A:
        return "↵"
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "\N{REPLACEMENT CHARACTER}"


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
