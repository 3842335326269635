"""Wrapping strings of PO files where gettext would: Unicode's line breaking (UAX #14), filled to a width.

The rules are those of gettext 0.21, which breaks the text as it is written, escapes and all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

WIDTH = 79
"""How wide gettext fills lines if it is not told otherwise."""

_PARTS = re.compile(r"(?:[^\\]|\\(?!n)(?:.|$))*\\n|(?:[^\\]|\\(?!n)(?:.|$))+", re.DOTALL)
"""An escaped text up to and with each of its line ends."""
_ESCAPE = re.compile(r"\\(?:[0-7]{1,3}|.)", re.DOTALL)
_CLASSES = {
    "OP": "([{¡¿‚„",
    "CL": "}、。，．｡､",
    "CP": ")]",
    "EX": "!?！？؟؛܀",
    "IS": ",.:;\u037e\u0589\u060c\u060d",
    "SY": "/",
    "PR": "+\\±№−",
    "PO": "%¢°‰‱′″‴‵‶‷℃℉％￠",
    "HY": "-",
    "BA": "\t|\xad\u058a\u05be\u0964\u0965\u0f0b\u1680‐‒–"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u2027\u2056\u2058\u205f",
    "B2": "—",
    "BB": "\xb4\u02c8\u02cc\u02df",
    "GL": "\xa0\u202f\u2007\u2011\u034f",
    "WJ": "\u2060\ufeff",
    "ZW": "\u200b",
    "IN": "\u2024\u2025\u2026\u22ef\ufe19",
    "QU": "\"'",
    "NS": "‼⁇⁈⁉々〜〻゛゜ゝゞ゠・ーヽヾ：；･ｰﾞﾟぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶｧｨｩｪｫｬｭｮｯ",
    "SP": " ",
}
_CLASS = {sign: name for name, signs in _CLASSES.items() for sign in signs}
_BY_CATEGORY = {"Ps": "OP", "Pe": "CL", "Pi": "QU", "Pf": "QU", "Sc": "PR", "Mn": "CM", "Mc": "CM", "Me": "CM"}
_NEVER_BEFORE = {"CL", "CP", "EX", "IS", "SY", "WJ", "SP", "ZW"}
"""No break before these, not even behind spaces."""
_OPENING = {"OP", "WO"}
"""No break behind these, not even behind spaces; the second are brackets as wide as an ideograph."""
_NEVER_BETWEEN = {("QU", "OP"), ("QU", "WO"), ("CL", "NS"), ("CP", "NS"), ("B2", "B2")}
_CLINGING = {"WJ", "GL", "QU", "BB"}
"""No break behind these where no space stands."""
_TIGHT = {
    "AL": {"AL", "HL", "NU", "PR", "PO", "IN", "OP"},
    "HL": {"AL", "HL", "NU", "PR", "PO", "IN", "OP"},
    "NU": {"AL", "HL", "NU", "PR", "PO", "IN", "OP"},
    "ID": {"PO", "IN"},
    "EX": {"IN"},
    "IN": {"IN"},
    "PR": {"AL", "HL", "NU", "OP", "ID"},
    "PO": {"AL", "HL", "NU", "OP"},
    "CL": {"PO", "PR"},
    "CP": {"PO", "PR", "AL", "HL", "NU"},
    "HY": {"NU"},
    "IS": {"NU"},
    "SY": {"NU", "HL"},
}
"""What stays with what, where no space stands between (LB 22 to LB 30)."""


def wrapped(text: str, *, first: int, rest: int, width: int) -> list[str]:
    """The lines that an escaped text is written on, without their quotes; the first one is empty if there are several.

    `first` and `rest`: columns before the opening quote of the first line and of the others. `width`: columns of a
    line with its quotes; 0 breaks at line ends only.
    """
    parts = _PARTS.findall(text)
    if len(parts) < 2 and (not width or first + columns(text) + 2 <= width or (first < width and not breakable(text))):
        return [text]
    return ["", *(line for part in parts for line in (_filled(part, width - rest - 2) if width else [part]))]


def breakable(text: str) -> bool:
    """Whether an escaped text may be broken anywhere."""
    return any(True for _ in _breaks(text))


def columns(text: str) -> int:
    """How many columns a text takes: two for each wide character."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _filled(text: str, width: int) -> Iterator[str]:
    """A text in lines of at most so many columns, as far as it may be broken at all."""
    start = end = 0
    for at in (*_breaks(text), len(text)):
        if end > start and columns(text[start:at]) > width:
            yield text[start:end]
            start = end
        end = at
    yield text[start:]


@cache
def _width(sign: str) -> int:
    if unicodedata.category(sign) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _breaks(text: str) -> Iterator[int]:
    """Where an escaped text may be broken, in order."""
    inside = {at for found in _ESCAPE.finditer(text) for at in range(found.start() + 1, found.end())}
    if text.endswith("\\n"):
        inside.add(len(text) - 2)
    before, spaces = "", False
    for at, sign in enumerate(text):
        after = _class(sign)
        if after == "SP":
            spaces = True
            continue
        if after == "CM":
            if before and not spaces:
                continue
            after = "AL"
        if before and at not in inside and _may_break(before, after, spaces=spaces):
            yield at
        before, spaces = after, False


def _may_break(before: str, after: str, *, spaces: bool) -> bool:
    if before == "ZW":
        return True
    if after in _NEVER_BEFORE or before in _OPENING or (before, after) in _NEVER_BETWEEN:
        return False
    if spaces:
        return True
    if after == "GL":
        return before in {"BA", "HY"}
    clings = before in _CLINGING or after in {"QU", "BA", "HY", "NS"}
    return not clings and after not in _TIGHT.get(before, ())


@cache
def _class(sign: str) -> str:
    """The line breaking class of a character, as far as gettext tells them apart."""
    if sign in _CLASS:
        return _CLASS[sign]
    category = unicodedata.category(sign)
    wide = unicodedata.east_asian_width(sign) in "WF"
    if category in _BY_CATEGORY:
        return "WO" if wide and category == "Ps" else _BY_CATEGORY[category]
    if wide:
        return "ID"
    if category == "Nd":
        return "NU"
    return "HL" if "\u05d0" <= sign <= "\u05f4" else "AL"
