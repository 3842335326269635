"""Where the words of a glossary stand in a translation, whatever their form.

Where blanks part words, a phrase is its words in order, nothing but blanks, hyphens and quotation marks between them.
Two words are one where they are equal but for case and ё, or are forms of one Russian word (`russian`). Without
pymorphy3, and in other languages, they are taken for forms of one word if they begin alike: 4 letters at least, and
60 % of the longer. So `поезд` is found in `поездами` but `день` not in `днём`, and `поездка` is taken for `поезд`.
Where no blanks part words, a phrase is its characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Final

from l10n.locales import Locale
from l10n.scripts import UNSPACED, written_in
from l10n.terms import russian

_WORD: Final = re.compile(r"[^\W_]+")
_BETWEEN: Final = re.compile(r"[\s\-‐‑«»\"“”„'’]*")
_STEM: Final = 4
_STEM_SHARE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Spoken:
    """A phrase in a translation, at characters `start:end`."""

    start: int
    end: int
    phrase: str
    exact: bool
    """Whether it stands in the form of the glossary."""
    sure: bool
    """Whether it is more than alike."""


def spoken(text: str, phrases: Sequence[str], target: Locale) -> tuple[Spoken, ...]:
    """The places of all phrases in a translation, in order; they may overlap."""
    place = _words_in if target.spaced and UNSPACED.isdisjoint(written_in(target.script)) else _characters_in
    found = [each for phrase in phrases for each in place(text, phrase, target)]
    return tuple(sorted(found, key=lambda each: (each.start, each.end)))


def stands(text: str, phrases: Sequence[str], others: Sequence[str], target: Locale) -> tuple[Spoken, ...]:
    """The places of `phrases` that are not better taken for one of the `others`.

    Of two that overlap, the longer is meant; of two as long, the one that stands in the form of the glossary.
    """
    rivals = spoken(text, others, target)
    return tuple(
        each
        for each in spoken(text, phrases, target)
        if not any(rival.start < each.end and each.start < rival.end and _better(rival, each) for rival in rivals)
    )


def _better(rival: Spoken, each: Spoken) -> bool:
    lengths = rival.end - rival.start, each.end - each.start
    return lengths[0] > lengths[1] or (lengths[0] == lengths[1] and (rival.exact or not each.exact))


def _characters_in(text: str, phrase: str, _target: Locale) -> Iterator[Spoken]:
    """Words in Latin letters (`iPhone`) must not be parts of longer ones; Han beside them is no part of theirs."""
    pattern = re.compile(rf"{_edge(phrase[0], '<')}{re.escape(phrase)}{_edge(phrase[-1], '')}", re.IGNORECASE)
    for match in pattern.finditer(text):
        yield Spoken(match.start(), match.end(), phrase, exact=True, sure=True)


def _edge(character: str, side: str) -> str:
    return rf"(?{side}![A-Za-z0-9])" if character.isascii() and character.isalnum() else ""


def _words_in(text: str, phrase: str, target: Locale) -> Iterator[Spoken]:
    wanted, words = list(_WORD.finditer(phrase)), list(_WORD.finditer(text))
    gaps = [phrase[one.end() : other.start()] for one, other in pairwise(wanted)]
    if not wanted:
        return
    for at in range(len(words) - len(wanted) + 1):
        run = words[at : at + len(wanted)]
        if not all(_is_form(one[0], each[0], target) for one, each in zip(run, wanted, strict=True)):
            continue
        between = [text[one.end() : other.start()] for one, other in pairwise(run)]
        if all(one == gap or _BETWEEN.fullmatch(one) for one, gap in zip(between, gaps, strict=True)):
            same = all(_folded(one[0]) == _folded(each[0]) for one, each in zip(run, wanted, strict=True))
            yield Spoken(run[0].start(), run[-1].end(), phrase, same, same or _has_lemmas(target))


def _is_form(word: str, wanted: str, target: Locale) -> bool:
    one, other = _folded(word), _folded(wanted)
    if one == other or not (one.isalpha() and other.isalpha()):
        return one == other
    if _has_lemmas(target):
        return not russian.lemmas(one).isdisjoint(russian.lemmas(other))
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return shared >= max(_STEM, _STEM_SHARE * max(len(one), len(other)))


def _has_lemmas(target: Locale) -> bool:
    return target.language == "ru" and russian.installed()


def _folded(word: str) -> str:
    return word.lower().replace("ё", "е")
