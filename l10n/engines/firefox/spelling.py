"""Text in characters that a vocabulary has: a model drops any other, or makes rubbish of the words around it.

Measured on Mozilla's English to Portuguese: `“hi”` became `ohi`, `the word—which is long—ended` `que é longended`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

EQUIVALENTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛‹›′ʼ`´", "'"),
        **dict.fromkeys("‐‑‒–−", "-"),
        **dict.fromkeys("—―", " - "),
        **dict(zip("łŁđĐøØıþÞðÐ", "lLdDoOitTdD", strict=True)),
        "…": "...",
        "×": " x ",
        "€": " EUR ",
        "£": " GBP ",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "Œ": "Oe",
    }
)
"""What stands for a character that a vocabulary lacks; accented letters give their bare ones."""

_INVISIBLE: Final = frozenset("\u00ad\u200b\u2060\ufeff")
"""Soft hyphen, blanks and joiners of no width. Vocabularies know some, as blanks in the middle of words."""
_CONTROLS: Final = frozenset({"Cc", "Cf"})
_SURROGATE: Final = "Cs"
"""Half of a character, which no vocabulary can be asked about."""


def spelled(text: str, known: Callable[[str], bool]) -> str:
    """A text with what is `known` or has an equivalent that is; invisible characters dropped, blanks collapsed.

    Other unknown characters stay.
    """
    characters = "".join(_spelled(character, known) for character in unicodedata.normalize("NFC", text))
    return re.sub(r"\s+", " ", characters).strip()


def _spelled(character: str, known: Callable[[str], bool]) -> str:
    category = unicodedata.category(character)
    if character in _INVISIBLE or category == _SURROGATE:
        return ""
    if character.isspace() or known(character):
        return character
    if category in _CONTROLS:
        return ""
    equivalent = EQUIVALENTS.get(character) or _bare(character)
    return equivalent if all(each == " " or known(each) for each in equivalent) else character


def _bare(character: str) -> str:
    """A letter without its accents."""
    marks = unicodedata.normalize("NFD", character)
    return "".join(each for each in marks if not unicodedata.combining(each)) or character
