"""Drafts: from segments to sentences that an engine understands, and from its answers back to native text.

A segment goes to the engine sentence by sentence, with its markup lifted off; what comes back gets its markup again and
is looked at before anyone relies on it. Markup that was lost on the way is tried once more as plain words: a draft
without a lie, that a check reports and a build does not publish.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from l10n.build import same_markup
from l10n.cache import Cache
from l10n.document import Kind
from l10n.engines import Draft, Engine
from l10n.formats import Format
from l10n.inline import PLACEHOLDER, Lifted, Mark, MarkKind, cut, delimiters, has_letter, lay, lift
from l10n.locales import Locale, find_dates, format_date
from l10n.segments import Segment, joint, pieces

Progress = Callable[[int], None]
"""Told how many sentences have just been drafted."""

_BATCH = 256
"""Sentences kept in the cache at once: what an interrupted run may lose."""


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
    words = PLACEHOLDER.sub("", lift(text, marks).prose)
    return Part(text, marks, gap, known=None if has_letter(words) else text)


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


# --- asking ---


def drafts(
    requests: Sequence[Request], engine: Engine, cache: Cache, progress: Progress = lambda _: None
) -> Iterator[tuple[Request, Draft]]:
    """The draft of each request, in their order; sentences known to the cache are not asked again.

    Each sentence is asked once, however many requests hold it; answers reach the cache as they come.
    """
    answers = _asked(_sentences(requests, _prose), engine, cache, progress)
    failed = [each for each in requests if _laid(each, answers) is None]
    plain = _asked(_sentences(failed, _plain), engine, cache, progress)
    for each in requests:
        yield each, _laid(each, answers) or _unmarked(each, plain)


def _sentences(requests: Iterable[Request], sentence: Callable[[Part, Format], str]) -> list[str]:
    return list(
        dict.fromkeys(sentence(part, each.format) for each in requests for part in each.parts if part.known is None)
    )


def _prose(part: Part, form: Format) -> str:
    return _lifted(part, form).prose


def _lifted(part: Part, form: Format) -> Lifted:
    return lift(part.source, part.marks, form.decode)


def _plain(part: Part, form: Format) -> str:
    """The words of a part without the markup around them; code, URLs and the like stay as they are written."""
    spans = (span for mark in part.marks if mark.kind is MarkKind.PAIR for span in delimiters(mark))
    text, at = [], 0
    for start, end in sorted(spans):
        text.append(form.decode(part.source[at:start]))
        at = max(end, at)
    return "".join([*text, form.decode(part.source[at:])])


def _asked(sentences: Sequence[str], engine: Engine, cache: Cache, progress: Progress) -> Mapping[str, Draft]:
    answers = dict(cache.known(engine.origin, sentences))
    progress(len(answers))
    unknown = [sentence for sentence in sentences if sentence not in answers]
    fresh: list[tuple[str, Draft]] = []
    try:
        for number, draft in engine.translate(unknown):
            fresh.append((unknown[number], draft))
            progress(1)
            if len(fresh) == _BATCH:
                cache.remember(engine.origin, fresh)
                answers.update(fresh)
                fresh = []
    finally:
        cache.remember(engine.origin, fresh)
    answers.update(fresh)
    return answers


# --- laying back ---


def _laid(each: Request, answers: Mapping[str, Draft]) -> Draft | None:
    """The draft with its markup in place, or None where that cannot be done without a lie."""
    texts = []
    for part in each.parts:
        lifted = _lifted(part, each.format)
        if part.known is not None:
            texts.append(part.known)
        elif (text := lay(lifted, answers[lifted.prose].text, each.format.encode)) is not None:
            texts.append(text)
        else:
            return None
    text = _whole(each, texts)
    if not text.strip() or not same_markup(each.format, each.segment, text):
        return None
    return Draft(text, _score(each, answers, _prose))


def _unmarked(each: Request, answers: Mapping[str, Draft]) -> Draft:
    texts = [
        part.known if part.known is not None else each.format.encode(answers[_plain(part, each.format)].text)
        for part in each.parts
    ]
    return Draft(_whole(each, texts), _score(each, answers, _plain))


def _whole(each: Request, texts: Sequence[str]) -> str:
    return "".join(text + part.gap for text, part in zip(texts, each.parts, strict=True))


def _score(each: Request, answers: Mapping[str, Draft], sentence: Callable[[Part, Format], str]) -> float | None:
    """The worst of its sentences: one bad sentence makes a draft that must be read."""
    scores = [answers[sentence(part, each.format)].score for part in each.parts if part.known is None]
    known = [score for score in scores if score is not None]
    return min(known) if known else None
