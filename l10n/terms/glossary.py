"""Where terms stand in a text of the source language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final

from l10n.locales import Locale
from l10n.scripts import UNSPACED, script_of
from l10n.terms.term import Term

_UNSPACED: Final = "\u0e00-\u109f\u1780-\u17ff\u2e80-\u312f\u31a0-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN: Final = re.compile(rf"[^\W_{_UNSPACED}]+|\S")
"""A word, or a sign, or a character of a script without blanks, which may follow a word at once in a translation."""
_ENDING: Final = 3
"""Characters by which a form may be longer than what no ending changes of a word: `countries`, `countr`."""
_ENGLISH: Final = "en"


@dataclass(frozen=True, slots=True)
class Found:
    """A term in a text, at characters `start:end`."""

    start: int
    end: int
    term: Term


@dataclass(frozen=True)
class Glossary:
    """Terms of a source language, ready to be found."""

    source: Locale
    terms: Sequence[Term] = field(default=(), repr=False)

    def found(self, text: str) -> tuple[Found, ...]:
        """The terms in a text in order, without overlap: of two that overlap, the longer.

        Whole words, where the script parts words by blanks; in any case unless the term says otherwise; in English also
        with the endings -s, -es, -ies and -'s. Terms to be kept stand only as they are written. A blank of a term is
        any run of blanks.
        """
        if not self.terms:
            return ()
        longest = sorted(self._all(text), key=lambda each: (each.start - each.end, each.start))
        chosen: list[Found] = []
        taken: set[int] = set()
        for each in longest:
            span = range(each.start, each.end)
            if taken.isdisjoint(span):
                taken.update(span)
                chosen.append(each)
        return tuple(sorted(chosen, key=lambda each: each.start))

    def _all(self, text: str) -> Iterator[Found]:
        for at, key in self._keys(text):
            for term in self._index.get(key, ()):
                match = self._pattern(term).match(text, at)
                if match and not _joined(text, at) and not _joined(text, match.end()):
                    yield Found(at, match.end(), term)

    def _keys(self, text: str) -> Iterator[tuple[int, str]]:
        """Where terms may begin, and what the index may have them under."""
        lower = text.lower()
        if len(lower) != len(text):  # such as of U+0130: the places would be others
            lower = "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)
        if self.source.spaced:
            for token in _TOKEN.finditer(lower):
                start, end = token.span()
                for last in range(max(start + 1, end - _ENDING), end + 1):
                    yield start, lower[start:last]
        else:
            for start in range(len(lower)):
                yield start, lower[start]

    @cached_property
    def sources(self) -> frozenset[str]:
        """The terms as they are listed."""
        return frozenset(term.source for term in self.terms)

    @cached_property
    def _index(self) -> Mapping[str, Sequence[Term]]:
        """Terms by their first word, as far as no ending changes it, or by their first character."""
        found: dict[str, list[Term]] = {}
        for term in self.terms:
            token = _TOKEN.match(term.source)
            first = token[0] if token and self.source.spaced else term.source[0]
            unchanged = first[:-1] or first if first == term.source else first
            found.setdefault(unchanged.lower(), []).append(term)
        return found

    def _pattern(self, term: Term) -> re.Pattern[str]:
        english = self.source.language == _ENGLISH
        inflected = english and not term.keep and term.source[-1].isalpha()
        return _compiled(term.source, exact=term.keep or term.case_sensitive, inflected=inflected)


@lru_cache(maxsize=16384)
def _compiled(source: str, *, exact: bool, inflected: bool) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, source.split()))
    return re.compile(_with_endings(words) if inflected else words, re.NOFLAG if exact else re.IGNORECASE)


def _with_endings(words: str) -> str:
    """A pattern for English words and their plural and possessive; `y` after a consonant becomes `ies`."""
    if re.search(r"[^aeiouAEIOU\W]y\Z", words):
        return rf"{words[:-1]}(?:ies|y(?:['’]s)?)"
    return rf"{words}(?:e?s)?(?:['’]s)?"


def _joined(text: str, at: int) -> bool:
    """Whether the characters before and at a place belong to one word."""
    return 0 < at < len(text) and _in_word(text[at - 1]) and _in_word(text[at])


def _in_word(character: str) -> bool:
    return character.isalnum() and script_of(character) not in UNSPACED
