"""Drafts: from segments to sentences that an engine understands, and from its answers back to native text.

A segment goes to the engine sentence by sentence, with its markup lifted off; what comes back gets its markup again and
is looked at before anyone relies on it. `settled` knows what needs no engine, `request` cuts a segment into sentences,
`sentence` is the way of each of them (`known`, `words`, then `wraps`), `asking` asks the engine on behalf of all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from l10n.build import same_markup
from l10n.cache import Cache
from l10n.document import PLAIN
from l10n.engines import Engine
from l10n.engines.checked import checked
from l10n.translate.asking import Interview, Steps
from l10n.translate.context import Context
from l10n.translate.probe import Probe
from l10n.translate.request import Part, Request, request
from l10n.translate.sentence import LOST, Sentence, drafted
from l10n.translate.settled import settled
from l10n.typography import Text, amended

__all__ = ["Context", "Part", "Probe", "Request", "SegmentDraft", "drafts", "request"]

WINDOW: Final = 2048
"""Segments whose sentences are asked for together, in the order of their articles: enough for batches of sentences of
one length, few enough that articles are done one after another."""


@dataclass(frozen=True, slots=True)
class SegmentDraft:
    """The draft of a segment."""

    text: str
    """Empty where the engine had no answer."""
    score: float | None
    """Of its worst sentence: one bad sentence makes a draft that must be read."""
    doubts: tuple[str, ...]
    fresh: bool
    """Whether an engine worked for it; the cache knew it otherwise."""
    settled: bool = False
    """Whether the tables of the locale are all that it needed: a dateline, a credit, a date."""


def drafts(
    requests: Sequence[Request], engine: Engine, cache: Cache, context: Context
) -> Iterator[tuple[int, SegmentDraft]]:
    """The draft of each request with its number, as it is ready; what the cache knows is not asked for again.

    Each sentence is asked for once, however many requests hold it; answers reach the cache as they come.
    """
    held = checked(engine, context.engine)
    for at in range(0, len(requests), WINDOW):
        for number, draft in _window(requests[at : at + WINDOW], held, cache, context):
            yield at + number, draft


def _window(
    requests: Sequence[Request], engine: Engine, cache: Cache, context: Context
) -> Iterator[tuple[int, SegmentDraft]]:
    whole = {number: text for number, each in enumerate(requests) if (text := _settled(each, context)) is not None}
    yield from ((number, SegmentDraft(text, None, (), fresh=False, settled=True)) for number, text in whole.items())
    places = [
        (number, at)
        for number, each in enumerate(requests)
        for at, part in enumerate(each.parts)
        if part.known is None and number not in whole
    ]
    tasks: list[Steps[Sentence]] = [_task(requests[number], at, context) for number, at in places]
    found: list[dict[int, Sentence]] = [{} for _ in requests]
    fresh = [False] * len(requests)
    missing = [sum(part.known is None for part in each.parts) for each in requests]
    for number, count in enumerate(missing):
        if not count and number not in whole:
            yield number, _whole(requests[number], {}, context, fresh=False)
    for done in Interview(tasks, engine, cache, context.call(engine.origin)).results():
        number, at = places[done.number]
        found[number][at] = done.result
        fresh[number] |= done.fresh
        missing[number] -= 1
        if not missing[number]:
            yield number, _whole(requests[number], found[number], context, fresh=fresh[number])


def _settled(each: Request, context: Context) -> str | None:
    return settled(each.segment, each.format, context)


def _task(each: Request, at: int, context: Context) -> Steps[Sentence]:
    part = each.parts[at]
    return drafted(part.source, part.marks, each.format, context, plain=each.segment.kind in PLAIN)


def _whole(each: Request, found: dict[int, Sentence], context: Context, *, fresh: bool) -> SegmentDraft:
    texts = [part.known if part.known is not None else found[at].text for at, part in enumerate(each.parts)]
    scores = [sentence.score for sentence in found.values() if sentence.score is not None]
    doubts = list(dict.fromkeys(doubt for at in sorted(found) for doubt in found[at].doubts))
    if any(not sentence.text for sentence in found.values()):
        return SegmentDraft("", None, (), fresh)
    text = "".join(text + part.gap for text, part in zip(texts, each.parts, strict=True))
    if len(each.parts) > 1 and not same_markup(each.format, each.segment, text):
        doubts = list(dict.fromkeys([*doubts, LOST]))
    return SegmentDraft(_set(each, text, context), min(scores, default=None), tuple(doubts), fresh)


def _set(each: Request, text: str, context: Context) -> str:
    """The draft with its typography put right."""
    if context.style is None:
        return text
    segment = each.segment
    return amended(Text(segment.text, segment.marks, text, each.format, segment.kind), context.style).text
