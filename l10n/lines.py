"""Lines of one text put together: what a line break stands for between two characters.

Languages that write without spaces break their lines anywhere: there a line break is nothing. Source of the rule for
wide characters: CSS Text Module Level 3, section 4.1.3 (segment break transformation); for Thai, Lao, Khmer, Burmese
and Tibetan, Unicode Line Breaking (UAX 14, class SA), as their words have no spaces between them either.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from l10n.scripts import UNSPACED, letter_of

_HANGUL: Final = re.compile(
    "[\u1100-\u11ff\u3130-\u318f\u3200-\u321e\u3260-\u327f\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdf]"
)
"""Wide, yet Korean has spaces between its words."""
_EITHER: Final = frozenset("“”‘’…—⋯·‧")
"""Marks that Chinese and Latin texts share."""
_LATIN: Final = re.compile("[A-Za-z0-9\u00c0-\u024f%‰℃°]")
_WINDOW: Final = 400
"""Characters that are looked at on each side of a line break."""
_SPACES: Final = re.compile(r"\s+")


@lru_cache(maxsize=1 << 14)
def unspaced(character: str) -> bool:
    """Whether a character is of a script whose words stand without spaces, or a full-width mark."""
    if character.isascii() or _HANGUL.match(character):
        return False
    wide = unicodedata.east_asian_width(character) in "WFH" and unicodedata.category(character) != "So"
    return wide or bool(letter_of(UNSPACED).match(character))


def joint(left: str, right: str, latin: str = " ") -> str:
    """What a line break between two texts without markup stands for: a space, or nothing.

    `latin`: what stands between a character of a script without spaces and a Latin letter or digit.
    """
    before, after = _edge(reversed(left[-_WINDOW:])), _edge(right[:_WINDOW])
    if not (unspaced(before) or unspaced(after) or (_either(before) and _either(after))):
        return " "
    if unspaced(before) and unspaced(after):
        return ""
    if _either(before) or _either(after):
        return "" if unspaced(before) or unspaced(after) or _amid(left, right) else " "
    return latin if _LATIN.match(before) or _LATIN.match(after) else " "


def closed_up(text: str) -> str:
    """A text without spaces between characters of scripts that have none: for comparing, not for writing."""
    return text if text.isascii() else _SPACES.sub(lambda found: _between(text, *found.span()), text)


def _between(text: str, start: int, end: int) -> str:
    inside = start > 0 and end < len(text)
    return "" if inside and unspaced(text[start - 1]) and unspaced(text[end]) else text[start:end]


def _edge(characters: Iterable[str]) -> str:
    """The first character that takes room: no accent, joiner or selector; empty where there is none."""
    seen = (each for each in characters if each.isascii() or unicodedata.category(each) not in {"Mn", "Me", "Cf"})
    return next(seen, "")


def _either(character: str) -> bool:
    """Whether a character is at home in texts with and without spaces: some marks, and pictures."""
    return character in _EITHER or (bool(character) and unicodedata.category(character) == "So")


def _amid(left: str, right: str) -> bool:
    """Whether marks of both kinds stand between characters of scripts without spaces."""
    before = next((each for each in reversed(left[-_WINDOW:]) if each.isalnum()), "")
    after = next((each for each in right[:_WINDOW] if each.isalnum()), "")
    return unspaced(before) and unspaced(after)
