"""The draft of one sentence: its words from the engine, its markup where it belongs, and whatever is to be doubted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from l10n.figures import renotated
from l10n.formats import Format
from l10n.inline import Lifted, Mark, Wrap, has_letter, lift
from l10n.protect import already_in, prose, without_invisible
from l10n.translate.asking import Steps
from l10n.translate.context import Context
from l10n.translate.frame import Frame, edited, framed, guarded, is_whole
from l10n.translate.known import spans
from l10n.translate.native import Native, tight
from l10n.translate.terminology import corrected
from l10n.translate.words import Candidate, answered, still
from l10n.translate.wraps import MOST_WRAPS, placed

_DIGIT: Final = re.compile(r"\d")
BY_LIKENESS: Final = "markup: placed by likeness; see that it stands around the right words"
LOST: Final = "markup: could not be placed; put it around the right words"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A draft in the syntax of its article; empty where the engine had no answer."""

    text: str
    score: float | None = None
    doubts: tuple[str, ...] = ()
    """What a translator should look at."""


@dataclass(frozen=True, slots=True)
class _Drafted:
    """Some words drafted, with their markup or without."""

    lifted: Lifted
    score: float | None
    doubts: tuple[str, ...]
    whole: bool


def drafted(
    source: str, marks: tuple[Mark, ...], form: Format, context: Context, *, plain: bool = False
) -> Steps[Sentence]:
    """The draft of a sentence; what needs no engine is answered without asking.

    `plain`: whether it is shown as it is, so that what looks like markup is none. A draft whose markup could not be
    placed has the words and atoms without it, and a doubt that says so.
    """
    frame = framed(_lifted(source, marks, form, context))
    inside = frame.inside
    if not has_letter(inside.words):
        known = Native(source, frame.lifted, form, plain).written(frame.lifted)
        return Sentence(source if known is None else known)
    if _is_translated(inside.words, context):
        return Sentence(source)
    done = yield from (_row(frame, context) if _is_row(inside) else _words(frame, context))
    if not done.lifted.words.strip():
        return Sentence("")
    native = Native(source, frame.lifted, form, plain)
    text = native.written(done.lifted) if done.whole else None
    if text is not None:
        return Sentence(text, done.score, done.doubts)
    bare = Lifted(done.lifted.words, done.lifted.atoms)
    return Sentence(native.words(bare), done.score, (*(each for each in done.doubts if each != BY_LIKENESS), LOST))


def _lifted(source: str, marks: tuple[Mark, ...], form: Format, context: Context) -> Lifted:
    """The sentence without its markup, without invisible characters, and with protected spans as atoms."""
    lifted = lift(source, marks, lambda text: without_invisible(form.decode(text)))
    return guarded(lifted, spans(lifted.words, context), form.encode, source)


def _is_translated(words: str, context: Context) -> bool:
    """Whether the words are in the target language already, as far as their script tells."""
    return already_in(words, context.target) and not already_in(words, context.source)


def _words(frame: Frame, context: Context) -> Steps[_Drafted]:
    """The words of a frame drafted, and what stands around them."""
    candidate = yield from answered(frame.inside, context)
    found = (yield from placed(candidate, context)) if candidate.words.strip() else None
    plain = found.draft if found else Lifted(candidate.words, candidate.atoms)
    new, about_terms = corrected(frame.inside, plain, context)
    new = _renotated(frame.inside, new, context) if context.judged else new
    likely = () if found is None or found.sure else (BY_LIKENESS,)
    doubts = (*_doubts(candidate, None if new is plain else new.words, context), *likely, *about_terms)
    whole = frame.around(new if context.target.spaced else tight(new)) if candidate.words.strip() else Lifted("")
    return _Drafted(whole, candidate.score, doubts, whole=found is not None)


def _renotated(source: Lifted, draft: Lifted, context: Context) -> Lifted:
    """The draft with the numbers of its source as the locale writes them."""
    if not _DIGIT.search(source.words) or not _DIGIT.search(draft.words):
        return draft
    languages = (context.source, context.target)
    figures = renotated(prose(source.words), prose(draft.words), languages, context.conventions)
    for figure in reversed(figures):
        if is_whole(draft, figure.start, figure.end):
            draft = edited(draft, figure.start, figure.end, figure.text)
    return draft


def _doubts(candidate: Candidate, words: str | None, context: Context) -> tuple[str, ...]:
    """What is wrong with a candidate, and still is with the words that it has after its terms were put right."""
    faults = candidate.faults if words is None else still(candidate, words, context)
    return tuple(f"{fault.rule}: {fault.message}" for fault in faults)


# --- a row of links ---


def _is_row(lifted: Lifted) -> bool:
    """Whether all words stand in wraps, of which there are several: links in a row are no sentence."""
    outermost = _outermost(lifted)
    ends = [0, *(wrap.end for wrap in outermost)]
    starts = [*(wrap.start for wrap in outermost), len(lifted.words)]
    outside = "".join(lifted.words[end:start] for end, start in zip(ends, starts, strict=True))
    return 1 < len(outermost) <= MOST_WRAPS and not has_letter(outside)


def _outermost(lifted: Lifted) -> list[Wrap]:
    found: list[Wrap] = []
    for wrap in lifted.wraps:
        if not found or found[-1].end <= wrap.start:
            found.append(wrap)
    return found


def _row(frame: Frame, context: Context) -> Steps[_Drafted]:
    """The words of each wrap, drafted as a sentence of their own, in their order."""
    lifted, parts = frame.lifted, []
    for wrap in reversed(_outermost(frame.inside)):
        part = yield from _words(Frame(lifted, frame.start + wrap.start, frame.start + wrap.end), context)
        if not part.lifted.words:
            return part
        lifted = part.lifted
        parts.append(part)
    doubts = dict.fromkeys(doubt for part in parts for doubt in part.doubts)
    scores = [part.score for part in parts if part.score is not None]
    return _Drafted(lifted, min(scores, default=None), tuple(doubts), whole=all(part.whole for part in parts))
