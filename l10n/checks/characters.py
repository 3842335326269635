"""Checks of characters: letters that only look like the right ones, and what nobody sees."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from l10n.checks.finding import Finding, shown
from l10n.checks.localised import Pair
from l10n.protect import without_invisible
from l10n.scripts import letters

_TWINS: Final[Mapping[str, tuple[str, str]]] = {
    "Cyrl": ("ABCEHKMOPTXYaceopxyik", "АВСЕНКМОРТХУасеорхуі"),
    "Grek": ("ABEZHIKMNOPTYXovu", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυ"),
}
"""Latin letters, and those of another script that look like them (Unicode's confusables.txt)."""


def check_homoglyph(pair: Pair) -> Iterator[Finding]:
    """No word mixes scripts with letters that look alike; what a hyphen joins are two words.

    Bad:  msgid "Moscow said" with msgstr "Mосква заявила", its M a Latin one
    Good: msgid "an IT company" with msgstr "IT-компания"
    """
    text = pair.said
    if not _LATIN.search(text):
        return
    for script in _TWINS:
        strange = list(_disguised(text, script))
        if script == "Cyrl" == pair.locale.script:
            strange += _LONE.findall(text)
        strange = [word for word in strange if word not in _WORD.findall(pair.told)]
        if strange:
            message = f"letters of two scripts in “{strange[0]}”: {shown(pair.entry.translation)}"
            yield Finding(message, "type it anew on one keyboard layout")
            return


_LATIN = re.compile("[A-Za-z]")
_WORD = re.compile(r"[^\W\d_]+")
_LONE = re.compile(r"(?<![\w.,’'-])[aocykABCKOY](?= [а-яё«])")
"""A Latin letter that stands where Russian has a word of one letter."""


def _disguised(text: str, script: str) -> Iterator[str]:
    """Words in which the few letters of one script look like letters of the other."""
    joint = _joint(script)
    if not joint.search(text):
        return
    latin, other = map(set, _TWINS[script])
    for word in _WORD.findall(text):
        if joint.search(word):
            ours, theirs = [c for c in word if c.isascii()], [c for c in word if not c.isascii()]
            few_latin, few_other = len(ours) <= len(theirs), len(theirs) <= len(ours)
            if (few_latin and latin.issuperset(ours)) or (few_other and other.issuperset(theirs)):
                yield word


@lru_cache(maxsize=4)
def _joint(script: str) -> re.Pattern[str]:
    """A Latin letter beside one of the script."""
    other = letters(frozenset({script}))
    return re.compile(rf"[A-Za-z][{other}]|[{other}][A-Za-z]")


_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u3164\ufeff\ue000-\uf8ff"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\U000f0000-\U0010fffd]"
)
_WORD_BREAKS = frozenset({"Thai", "Laoo", "Khmr", "Mymr", "Tibt"})
"""Scripts that part words with U+200B."""


def check_invisible(pair: Pair) -> Iterator[Finding]:
    """No character that nobody sees is in a translation but not in its source.

    Bad:  msgid "Hello" with msgstr "При<U+200B>вет"
    Good: msgid "Hello" with msgstr "Привет"
    """
    text = pair.said
    if not _INVISIBLE.search(text):
        return
    seen = Counter(without_invisible(text))
    found = [sign for sign in dict.fromkeys(_INVISIBLE.findall(text)) if _is_stray(sign, text, seen, pair)]
    if found:
        names = ", ".join(f"U+{ord(sign):04X}" for sign in found[:5])
        yield Finding(
            f"invisible characters {names}: {shown(pair.entry.translation)}", "delete them, or type the word anew"
        )


def _is_stray(sign: str, text: str, seen: Counter[str], pair: Pair) -> bool:
    """Whether a sign is neither the source's nor spelling: joiners of emoji and of Persian, marks of direction."""
    if sign in pair.told:
        return False
    if sign in "\u200c\u200d" and seen[sign] == text.count(sign):
        return False
    if pair.locale.direction == "rtl" and sign in "\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069":
        return False
    return not (sign == "\u200b" and pair.locale.script in _WORD_BREAKS)
