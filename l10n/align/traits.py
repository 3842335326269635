"""What a text and its translation have in common whatever the language: the traits by which units are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from l10n.distrust.numbers import Quantities, quantities
from l10n.inline import Mark
from l10n.locales import Locale

_NARROW = str.maketrans("。｡．！？：；，", "...!?:;,")
_CLOSING = "\"'”’»›“)]）】』」》*_~` \u00a0"
_ENDS = frozenset(".!?…:;,")
_INNER: Mapping[str, re.Pattern[str]] = {
    "?": re.compile("[?？]"),
    "!": re.compile("!(?!\\[)|！"),
    '"': re.compile('["“”«»「」„]'),
    "“": re.compile(r'\A[*_]*["“«「„]'),
    "”": re.compile(r'["”»」“][.!?…。！？*_]*\Z'),
    "(": re.compile(r"(?<!\])[(（]"),
    ":": re.compile("[:：](?!/)"),
    ";": re.compile("[;；]"),
}
"""Marks that translators keep, by the way English writes them."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 4
"""Letters by which words are taken for cognates (Simard, Foster and Isabelle 1992)."""
_CYRILLIC: Mapping[int, str] = str.maketrans(
    dict(zip("абвгдеёзийклмнопрстуфцыэіїєґў", "abvgdeeziiklmnoprstufkieiiegu", strict=True))
    | {"ж": "zh", "х": "h", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ь": "", "ю": "iu", "я": "ia"}
)
_SPELLINGS: Sequence[tuple[str, str]] = (
    ("ph", "f"),
    ("ck", "k"),
    ("kh", "h"),
    ("c", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("y", "i"),
    ("j", "i"),
)
"""Letters of Latin alphabets that stand for one sound in names and loan words."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A block or a sentence as alignment sees it."""

    length: int
    """Characters; at least 1."""
    label: str
    """Its kind and what stands before it; equal for units of equal structure."""
    before: str
    """What the literal bytes before it hold besides structure (code, an image, a date); empty for little."""
    kept: frozenset[str]
    """Markup and punctuation that translators keep."""
    stems: frozenset[str]
    """The beginnings of its words, in Latin letters; with a capital where the word has one, as names do."""
    end: str
    """The punctuation that it ends on, as English writes it."""
    numbers: Quantities


def unit(text: str, marks: Iterable[Mark], locale: Locale, *, label: str = "", before: str = "") -> Unit:
    """The traits of a text."""
    last = text.rstrip(_CLOSING)[-1:].translate(_NARROW)
    inner = {f"sign {sign}" for sign, pattern in _INNER.items() if pattern.search(text)}
    return Unit(
        max(len(text), 1),
        label,
        before,
        frozenset(inner.union(f"mark {mark.label}" for mark in marks)),
        frozenset(_stem(word) for word in _WORD.findall(text)),
        last if last in _ENDS else "",
        quantities(text, locale),
    )


def together(units: Sequence[Unit]) -> Unit:
    """Several units as one; there must be one."""
    if len(units) == 1:
        return units[0]
    first, last = units[0], units[-1]
    numbers = Quantities(
        first.numbers.language,
        tuple(text for each in units for text in each.numbers.texts),
        tuple(figure for each in units for figure in each.numbers.figures),
    )
    return Unit(
        sum(each.length for each in units),
        first.label,
        first.before,
        frozenset().union(*(each.kept for each in units)),
        frozenset().union(*(each.stems for each in units)),
        last.end,
        numbers,
    )


def _stem(word: str) -> str:
    latin = word.lower().translate(_CYRILLIC)
    for spelling, letter in _SPELLINGS:
        latin = latin.replace(spelling, letter)
    stem = re.sub(r"(.)\1", r"\1", latin)[:_STEM]
    return stem.capitalize() if word[0].isupper() else stem
