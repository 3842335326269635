"""What an engine must be asked to draft a segment: its sentences. Dates, separators and blanks need no engine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from l10n.document import Kind
from l10n.formats import Format
from l10n.inline import Mark, cut, delimiters, has_letter, lift
from l10n.locales import Locale, find_dates, format_date
from l10n.segments import Segment, joint, pieces


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a segment: a sentence for the engine, or text that stays or is known already."""

    source: str
    marks: tuple[Mark, ...]
    gap: str
    """What stands between it and the next part."""
    known: str | None = None
    """Its translation, where no engine is needed: a date, a separator, a number."""


@dataclass(frozen=True, slots=True)
class Request:
    """A segment to be drafted, in parts."""

    segment: Segment
    format: Format
    parts: tuple[Part, ...]


def request(segment: Segment, form: Format, source: Locale, target: Locale) -> Request:
    """What an engine must be asked to draft a segment."""
    if segment.kind is Kind.DATELINE:
        return Request(segment, form, tuple(_dateline_parts(segment, source, target)))
    found = pieces(segment.text, segment.marks, source.argos)
    parts = (
        _part(segment.text[start:end], cut(segment.marks, start, end), joint(gap, target) if gap else "")
        for start, end, gap in found
    )
    return Request(segment, form, tuple(parts))


def _part(text: str, marks: tuple[Mark, ...], gap: str) -> Part:
    return Part(text, marks, gap, known=None if has_letter(lift(text, marks).words) else text)


_FIXED = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[:.]\d\d(?:[:.]\d\d)?|[\s•·|—–,;/]+")
"""What a dateline keeps as it is: machine dates, times, separators."""


def _dateline_parts(segment: Segment, source: Locale, target: Locale) -> Iterator[Part]:
    """Dates in the locale's own form; markup, separators and times as they are; words for the engine."""
    text, at = segment.text, 0
    for start, end in sorted(span for mark in segment.marks for span in delimiters(mark)):
        yield from _dated_parts(text[at:start], source, target)
        yield Part(text[start:end], (), "", known=text[start:end])
        at = end
    yield from _dated_parts(text[at:], source, target)


def _dated_parts(text: str, source: Locale, target: Locale) -> Iterator[Part]:
    at = 0
    for date in find_dates(text, source.argos):
        yield from _dateline_words(text[at : date.start])
        yield Part(text[date.start : date.end], (), "", known=format_date(date, target))
        at = date.end
    yield from _dateline_words(text[at:])


def _dateline_words(text: str) -> Iterator[Part]:
    fixed = [found for found in _FIXED.finditer(text) if found[0] != " "]
    at = 0
    for found in [*fixed, None]:
        end = found.start() if found else len(text)
        words = text[at:end]
        if words.strip():
            yield from _between_blanks(words)
        elif words:
            yield Part(words, (), "", known=words)
        if found:
            yield Part(found[0], (), "", known=found[0])
            at = found.end()


def _between_blanks(words: str) -> Iterator[Part]:
    body = words.strip()
    start = words.index(body)
    for blank_or_words in (words[:start], body, words[start + len(body) :]):
        if blank_or_words:
            yield _part(blank_or_words, (), "")
