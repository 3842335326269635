"""A translation of a sentence made one of a sentence that differs in numbers, dates or names alone.

A word is swapped where it is certain which one of the translation it became: it stands once in the old sentence, and
what it became stands once in the translation. All others stay as they are, and their difference is seen by comparing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from l10n.inline import addresses
from l10n.locales import FoundDate, Locale, find_dates, format_date, plural_form

_GROUPED = r"\d{1,3}(?:[ \u00a0\u202f,.]\d{3})+(?!\d)(?:[.,]\d+)?"
_TOKEN = re.compile(
    rf"(?P<link>(?<=\]\()[^\s()]+(?=\)))|(?P<code>`[^`]+`)|(?P<number>{_GROUPED}|\d+(?:[.,:]\d+)*)"
    r"|(?P<word>\w+(?:-\w+)*)|(?P<sign>[^\w\s])"
)
_LETTER = r"[A-Za-z0-9_\u00c0-\u052f]"
"""What must not stand beside a number or a name; between Chinese signs there are no blanks."""
_GROUPING = re.compile(r"(?<=\d)[ \u00a0\u202f,.](?=\d{3}(?!\d))")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    kind: str
    date: FoundDate | None = None


@dataclass(frozen=True, slots=True)
class Swapped:
    """An old sentence and its translation, with as many words of the new sentence as are certain."""

    source: str
    translation: str


def swapped(old: str, new: str, translation: str, source: Locale, target: Locale) -> Swapped:
    """The old sentence and its translation with what differs in the new one put in, where that is certain.

    Where the result's source is the new sentence, nothing else differs.
    """
    edits: list[tuple[int, int, str]] = []
    changes: list[tuple[int, int, str]] = []
    for before, after in _differing(_tokens(old, source), _tokens(new, source)):
        places = _places(before, after, old, translation, target)
        if places is not None:
            edits.append((before.start, before.end, after.text))
            changes.append(places)
    if any(one[1] > other[0] for one, other in pairwise(sorted(changes))):
        return Swapped(old, translation)
    return Swapped(_edited(old, edits), _edited(translation, changes))


def literals(text: str, locale: Locale) -> tuple[str, ...]:
    """What of a sentence must be in its translation, in order: numbers, dates, links, code, names behind its start."""
    tokens = _tokens(text, locale)
    return tuple(
        token.text
        for at, token in enumerate(tokens)
        if token.kind not in {"word", "sign"} and (at > 0 or token.kind != "name")
    )


def _tokens(text: str, locale: Locale) -> list[_Token]:
    """Dates, addresses, names, numbers, words and signs; blanks are none."""
    found = [
        _Token(date.start, date.end, text[date.start : date.end], "date", date)
        for date in find_dates(text, locale.name)
    ]
    found += [_Token(mark.start, mark.end, text[mark.start : mark.end], "link") for mark in addresses(text, ())]
    at = 0
    for start, end in [*sorted((token.start, token.end) for token in found), (len(text), len(text))]:
        found += [_Token(*word.span(), word[0], _kind(word)) for word in _TOKEN.finditer(text, at, max(start, at))]
        at = max(at, end)
    return sorted(found, key=lambda token: token.start)


def _kind(word: re.Match[str]) -> str:
    """What a token is; a word with a capital or a figure in it is a name."""
    named = word.lastgroup == "word" and any(sign.isupper() or sign.isdecimal() for sign in word[0])
    return "name" if named else str(word.lastgroup)


def _differing(old: Sequence[_Token], new: Sequence[_Token]) -> Iterator[tuple[_Token, _Token]]:
    """The words of one kind that stand in each other's place."""
    matcher = SequenceMatcher(None, [token.text for token in old], [token.text for token in new], autojunk=False)
    for name, start, end, other, last in matcher.get_opcodes():
        if name == "replace" and end - start == last - other:
            pairs = zip(old[start:end], new[other:last], strict=True)
            yield from (pair for pair in pairs if pair[0].kind == pair[1].kind and pair[0].text != pair[1].text)


def _places(before: _Token, after: _Token, old: str, translation: str, target: Locale) -> tuple[int, int, str] | None:
    """What becomes of the translation, as (start, end, text); None where it is not certain."""
    if before.kind in {"word", "sign"} or len(_standing(before.text, old)) != 1:
        return None
    if before.date and after.date:
        return _date_place(before.date, after.date, translation, target)
    if before.kind == "number":
        return _number_place(before.text, after.text, translation, target)
    places = _standing(before.text, translation)
    return (*places[0], after.text) if len(places) == 1 else None


def _date_place(before: FoundDate, after: FoundDate, translation: str, target: Locale) -> tuple[int, int, str] | None:
    """A date written as the locale writes dates, up to its last figure; what follows (`года`) stays."""
    if before.weekday != after.weekday:
        return None
    old, new = format_date(before, target), format_date(after, target)
    tails = [re.search(r"\D*\Z", date) for date in (old, new)]
    if tails[0] and tails[1] and tails[0][0] == tails[1][0]:
        old, new = old[: tails[0].start()], new[: tails[1].start()]
    places = _standing(old.replace("\u00a0", " "), translation.replace("\u00a0", " "))
    return (*places[0], new) if len(places) == 1 else None


def _number_place(before: str, after: str, translation: str, target: Locale) -> tuple[int, int, str] | None:
    """A number as the translation writes it: with the same separators, or with others for each of them."""
    for old, new in _written(before, after):
        places = _standing(old, translation)
        if len(places) == 1:
            start, end = places[0]
            return (start, end, new) if _agrees(translation[end:], before, after, target) else None
    return None


def _written(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Both numbers in each way that a language writes them; the same separators must stand in both."""
    separators = [re.sub(r"\d+", "", number) for number in (before, after)]
    if separators[0] != separators[1]:
        return
    yield before, after
    grouped = re.fullmatch(r"\d{1,3}(?:,\d{3})+", before) and re.fullmatch(r"\d{1,3}(?:,\d{3})+", after)
    ways = ["\u00a0", "\u202f", " ", ".", ""] if grouped else [","] if separators[0] == "." else []
    old = separators[0][:1]
    for way in ways:
        yield before.replace(old, way), after.replace(old, way)


def _agrees(rest: str, before: str, after: str, target: Locale) -> bool:
    """Whether the word behind a number, if any, has the form that the other number asks for; years ask for none."""
    if not re.match(r"[\s\u00a0-]*[^\W\d_]", rest) or (_YEAR.fullmatch(before) and _YEAR.fullmatch(after)):
        return True
    plain = [_GROUPING.sub("", number).replace(",", ".") for number in (before, after)]
    if not all(re.fullmatch(r"\d+(?:\.\d+)?", number) for number in plain):
        return True  # a time or a version
    return plural_form(plain[0], target) == plural_form(plain[1], target)


def _standing(text: str, among: str) -> list[tuple[int, int]]:
    """Where a text stands, and not as a part of a longer word or number."""
    start = rf"(?<!{_LETTER})(?<!\d[.,:])" if text[0].isalnum() else ""
    end = rf"(?![.,:]?\d)(?!{_LETTER})" if text[-1].isalnum() else ""
    return [found.span() for found in re.finditer(f"{start}{re.escape(text)}{end}", among)]


def _edited(text: str, edits: Sequence[tuple[int, int, str]]) -> str:
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text
