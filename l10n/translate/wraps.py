"""Markup around words, put around the words that became of them.

The chain, each step looked at before it counts: the plain draft with each span found by the decoder's attention; by
translating the span's words alone, or by leaving them out and seeing what goes; then a new draft with signs around the
words, if it says what the plain one says. Outer markup is placed before inner, inner only inside outer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from l10n.inline import OBJECT, Atom, Lifted, Wrap, crossing, has_letter
from l10n.similarity import likeness
from l10n.translate.asking import Question, Steps
from l10n.translate.context import Context
from l10n.translate.frame import part
from l10n.translate.masks import FORMS, Fence, Form, Masked, Unmasked, masked, unmasked
from l10n.translate.projection import Span, by_attention, by_occlusion, by_phrase, trimmed
from l10n.translate.words import Candidate

ATTEMPTS: Final = 2
"""Drafts with signs that are tried."""
LONG: Final = 5
"""Letters from which a word that stands in both languages is taken for the same word."""
SAME: Final = 80
"""The likeness, of 100, of a draft with signs in it to the plain draft, from which it counts as the same."""

MOST_WRAPS: Final = 100
"""Wraps of a sentence that are placed: each is sought in all of the draft, and no sentence of people has as many."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A draft with its markup."""

    draft: Lifted
    candidate: Candidate
    sure: bool
    """Whether no span was found by likeness alone."""


def placed(candidate: Candidate, context: Context) -> Steps[Placed | None]:
    """The candidate's words with the markup of its source around the right ones, or None where they are not found."""
    if not candidate.source.wraps:
        return Placed(Lifted(candidate.words, candidate.atoms), candidate, sure=True)
    if len(candidate.source.wraps) > MOST_WRAPS:
        return None
    spans = _attended(candidate)
    sure = True
    if _wrapped(candidate, spans) is None:
        spans, sure = yield from _searched(candidate, spans, context)
    draft = _wrapped(candidate, spans)
    if draft is not None:
        return Placed(draft, candidate, sure)
    return (yield from _fenced(candidate, context))


def _wrapped(candidate: Candidate, spans: Sequence[Span | None]) -> Lifted | None:
    """The draft with its wraps, or None unless they are nested, and hold atoms, as in the source."""
    wraps = tuple(
        replace(wrap, start=span[0], end=span[1])
        for wrap, span in zip(candidate.source.wraps, spans, strict=True)
        if span is not None
    )
    if len(wraps) < len(spans) or crossing(wraps) or _nesting(wraps) != _nesting(candidate.source.wraps):
        return None
    draft = Lifted(candidate.words, candidate.atoms, wraps)
    return draft if _held(draft) == _held(candidate.source) else None


def _nesting(wraps: Sequence[Wrap]) -> list[list[bool]]:
    """Which of the wraps stands in which; of two around the same words, the first is the outer."""
    return [
        [one.start <= other.start and other.end <= one.end for other in wraps[number + 1 :]]
        + [one.start < other.end and other.start < one.end for other in wraps[number + 1 :]]
        for number, one in enumerate(wraps)
    ]


def _held(lifted: Lifted) -> list[list[str]]:
    """The atoms that each wrap holds."""
    return [
        sorted(each.native for each in part(Lifted(lifted.words, lifted.atoms), wrap.start, wrap.end).atoms)
        for wrap in lifted.wraps
    ]


# --- by attention ---


def _attended(candidate: Candidate) -> list[Span | None]:
    """The span of each wrap in the draft's words, where the engine's attention tells."""
    source, trace = candidate.source, candidate.trace
    if trace is None or trace.links is None:
        return [None] * len(source.wraps)
    found: list[Span | None] = []
    for number, wrap in enumerate(source.wraps):
        start, end = trace.asked.places[wrap.start], trace.asked.places[wrap.end]
        # A piece of most tokenizers begins with the blank before its word.
        asked = start - trace.asked.sentence[:start].endswith(" "), end
        span = by_attention(trace.links, asked, trace.raw)
        inside = span and (trace.answer.places[span[0]], trace.answer.places[span[1]])
        found.append(inside and _trimmed(candidate, number, inside))
    return found


# --- by the words of the span ---


def _searched(
    candidate: Candidate, known: Sequence[Span | None], context: Context
) -> Steps[tuple[list[Span | None], bool]]:
    """The spans that are not known yet, by the phrase alone and by leaving it out; and whether all of them are sure."""
    todo = [number for number, span in enumerate(known) if span is None] or list(range(len(known)))
    whole = (0, len(candidate.words))
    named = [number for number in todo if _as_it_is(candidate, number)]
    phrases = yield from _phrases(candidate.source, [number for number in todo if number not in named], context)
    phrases |= {number: _words(candidate.source, number) for number in named}
    unsure = [number for number in todo if not by_phrase(phrases[number], candidate.words, whole)[1]]
    gone = yield from _occluded(candidate, unsure)
    spans = [None if number in todo else span for number, span in enumerate(known)]
    sure = True
    for number in todo:
        within = _room(candidate.source.wraps, spans, number) or whole
        found, certain = _found(candidate.words, phrases[number], gone.get(number), within)
        spans[number] = found and _trimmed(candidate, number, found)
        sure = sure and certain
    return spans, sure


def _words(source: Lifted, number: int) -> str:
    return source.words[source.wraps[number].start : source.wraps[number].end]


def _as_it_is(candidate: Candidate, number: int) -> bool:
    """Whether the draft has the words of a wrap as they were, once: a name, or too long to be alike by chance."""
    words = _words(candidate.source, number)
    named = words != words.lower() or len(words) >= LONG
    if not named or not has_letter(words) or OBJECT in words or words not in candidate.words:
        return False
    return by_phrase(words, candidate.words, (0, len(candidate.words)))[1]


def _trimmed(candidate: Candidate, number: int, span: Span) -> Span | None:
    wrap = candidate.source.wraps[number]
    return trimmed(candidate.words, span, candidate.source.words, (wrap.start, wrap.end))


def _room(wraps: Sequence[Wrap], spans: Sequence[Span | None], number: int) -> Span | None:
    """Where the wrap around a wrap stands, if there is one."""
    mine = wraps[number]
    for outer in range(number - 1, -1, -1):
        if wraps[outer].start <= mine.start and mine.end <= wraps[outer].end:
            return spans[outer]
    return None


def _found(words: str, phrase: str, without: tuple[str, str] | None, within: Span) -> tuple[Span | None, bool]:
    """Where a phrase stands; two methods that agree are sure, and so is the phrase itself; one alone is not."""
    alike, sure = by_phrase(phrase, words, within)
    if sure:
        return alike, True
    gap = by_occlusion(words, without, within) if without else None
    agree = alike is not None and gap is not None and alike[0] < gap[1] and gap[0] < alike[1]
    return alike or gap, agree


def _phrases(source: Lifted, numbers: Sequence[int], context: Context) -> Steps[dict[int, str]]:
    """The translation of the words of each wrap alone; empty where its atoms were lost."""
    form = (yield from context.probe.masks())[0] if source.atoms else FORMS[0]
    asked = {}
    for number in numbers:
        phrase = part(source, source.wraps[number].start, source.wraps[number].end)
        asked[number] = masked(phrase, form)
    answers = yield [Question(each.sentence.strip()) for each in asked.values()]
    found = {number: unmasked(each, answers[Question(each.sentence.strip())].text) for number, each in asked.items()}
    return {number: each.words if each else "" for number, each in found.items()}


def _occluded(candidate: Candidate, numbers: Sequence[int]) -> Steps[dict[int, tuple[str, str]]]:
    """What stands left and right of the mask for a wrap in the translation of the sentence without its words."""
    if candidate.trace is None or not numbers:
        return {}
    form = candidate.trace.asked.form
    asked = {number: _without(candidate.source, candidate.source.wraps[number], form) for number in numbers}
    answers = yield [Question(each.sentence) for each, _ in asked.values()]
    found = {}
    for number, (each, gap) in asked.items():
        answer = unmasked(each, answers[Question(each.sentence)].text)
        if answer is not None:
            objects = [at for at, sign in enumerate(answer.words) if sign == OBJECT]
            at = objects[answer.order.index(gap)]
            found[number] = answer.words[:at], answer.words[at + 1 :]
    return found


def _without(source: Lifted, wrap: Wrap, form: Form) -> tuple[Masked, int]:
    """The sentence with a mask for the words of a wrap, and which of the masks it is."""
    left, right = part(source, 0, wrap.start), part(source, wrap.end, len(source.words))
    atoms = (*left.atoms, Atom("", wrap.label), *right.atoms)
    return masked(Lifted(left.words + OBJECT + right.words, atoms), form), len(left.atoms)


# --- with signs around the words ---


def _fenced(candidate: Candidate, context: Context) -> Steps[Placed | None]:
    """A new draft, of the sentence with fences around the words of each wrap; None if fences or words are lost."""
    source = candidate.source
    kept = yield from context.probe.fences()
    free = [fence for fence in kept if not set(fence.openers + fence.closers) & set(source.words)]
    form = candidate.trace.asked.form if candidate.trace else (yield from context.probe.masks())[0]
    for first in range(min(len(free), ATTEMPTS)):
        fences = [*free[first:], *free[:first]][: len(source.wraps)]
        if len(fences) < len(source.wraps):
            return None
        asked = masked(_with_fences(source, fences), form)
        question = Question(asked.sentence)
        answers = yield [question]
        answer = unmasked(asked, answers[question].text)
        found = None if answer is None else _without_fences(answer, source, fences)
        if found is not None and likeness(found.words, candidate.words) >= SAME:
            again = replace(candidate, words=found.words, atoms=found.atoms, trace=None)
            draft = _wrapped(again, [_trimmed(again, n, (w.start, w.end)) for n, w in enumerate(found.wraps)])
            if draft is not None:
                return Placed(draft, again, sure=True)
    return None


def _with_fences(source: Lifted, fences: Sequence[Fence]) -> Lifted:
    cuts = []
    for number, (wrap, fence) in enumerate(zip(source.wraps, fences, strict=True)):
        cuts += [(wrap.end, 0, -number, fence.closer), (wrap.start, 1, number, fence.opener)]
    words, at = "", 0
    for place, _, _, sign in sorted(cuts, key=lambda cut: cut[:3]):
        words += source.words[at:place] + sign
        at = place
    return Lifted(words + source.words[at:], source.atoms)


def _without_fences(answer: Unmasked, source: Lifted, fences: Sequence[Fence]) -> Lifted | None:
    """The answer without the signs, with wraps where they stood."""
    places = [fence.span(answer.words) for fence in fences]
    signs = sorted(place for pair in places if pair for place in pair)
    if len(signs) < 2 * len(fences):
        return None
    words = "".join(sign for at, sign in enumerate(answer.words) if at not in signs)
    wraps = tuple(
        replace(wrap, start=pair[0] - bisect_left(signs, pair[0]), end=pair[1] - bisect_left(signs, pair[1]))
        for wrap, pair in zip(source.wraps, places, strict=True)
        if pair
    )
    return Lifted(words, tuple(source.atoms[number] for number in answer.order), wraps)
