"""The draft of one sentence: its words from the engine, its markup where it belongs, and whatever is to be doubted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from l10n.formats import Format
from l10n.inline import Lifted, Mark, Wrap, has_letter, lay, lift, shape
from l10n.locales import Locale
from l10n.protect import already_in, protected, without_invisible
from l10n.translate.asking import Steps
from l10n.translate.context import Context
from l10n.translate.frame import Frame, framed, guarded
from l10n.translate.words import Candidate, answered
from l10n.translate.wraps import Placed, placed

BY_LIKENESS: Final = "markup: placed by likeness; see that it stands around the right words"
LOST: Final = "markup: could not be placed; put it around the right words"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A draft in the syntax of its article; empty where the engine had no answer."""

    text: str
    score: float | None = None
    doubts: tuple[str, ...] = ()
    """What a translator should look at."""


def drafted(
    source: str, marks: tuple[Mark, ...], form: Format, context: Context, *, plain: bool = False
) -> Steps[Sentence]:
    """The draft of a sentence; what needs no engine is answered without asking.

    `plain`: whether it is shown as it is, so that what looks like markup is none. A draft whose markup could not be
    placed has the words and atoms without it, and a doubt that says so.
    """
    frame = framed(_lifted(source, marks, form, context))
    if not has_letter(frame.inside.words) or _is_translated(frame.inside.words, context):
        return Sentence(source)
    if _is_row(frame.inside):
        return (yield from _row(source, frame.lifted, form, context))
    candidate = yield from answered(frame.inside, context)
    if not candidate.words.strip():
        return Sentence("")
    found = yield from placed(candidate, context)
    for draft in _spelled(found):
        text = _native(frame, draft, context.target, form)
        if plain or shape(form.marks(text)) == shape(form.marks(source)):
            doubts = () if found is None or found.sure else (BY_LIKENESS,)
            return Sentence(text, candidate.score, (*_doubts(candidate), *doubts))
    words = Lifted(candidate.words, candidate.atoms)
    return Sentence(_native(frame, words, context.target, form), candidate.score, (*_doubts(candidate), LOST))


# --- a row of links ---


def _is_row(lifted: Lifted) -> bool:
    """Whether all words stand in wraps, of which there are several: links in a row are no sentence."""
    covered = set().union(*(range(wrap.start, wrap.end) for wrap in lifted.wraps))
    outside = "".join(sign for at, sign in enumerate(lifted.words) if at not in covered)
    return len(_outermost(lifted)) > 1 and not has_letter(outside)


def _outermost(lifted: Lifted) -> list[Wrap]:
    found: list[Wrap] = []
    for wrap in lifted.wraps:
        if not found or found[-1].end <= wrap.start:
            found.append(wrap)
    return found


def _row(source: str, lifted: Lifted, form: Format, context: Context) -> Steps[Sentence]:
    """The words of each wrap, drafted as a sentence of their own, in their order."""
    scores: list[float] = []
    doubts: list[str] = []
    start, row = framed(lifted).start, framed(lifted).inside
    for wrap in reversed(_outermost(row)):
        frame = Frame(lifted, start + wrap.start, start + wrap.end)
        candidate = yield from answered(frame.inside, context)
        found = yield from placed(candidate, context)
        if found is None or not candidate.words.strip():
            return Sentence(source, None, (LOST,))
        lifted = frame.around(found.draft)
        scores += [candidate.score] if candidate.score is not None else []
        doubts += [*_doubts(candidate), *(() if found.sure else (BY_LIKENESS,))]
    return Sentence(lay(lifted, form.encode), min(scores, default=None), tuple(dict.fromkeys(doubts)))


def _is_translated(words: str, context: Context) -> bool:
    """Whether the words are in the target language already, as far as their script tells."""
    return already_in(words, context.target) and not already_in(words, context.source)


def _lifted(source: str, marks: tuple[Mark, ...], form: Format, context: Context) -> Lifted:
    """The sentence without its markup, without invisible characters, and with protected spans as atoms."""
    lifted = lift(source, marks, lambda text: without_invisible(form.decode(text)))
    spans = protected(lifted.words, context.source, context.target, context.terms)
    return guarded(lifted, spans, form.encode)


def _doubts(candidate: Candidate) -> tuple[str, ...]:
    return tuple(f"{fault.rule}: {fault.message}" for fault in candidate.faults)


def _native(frame: Frame, draft: Lifted, target: Locale, form: Format) -> str:
    spaced = draft if target.spaced else _tight(draft)
    return lay(frame.around(spaced), form.encode)


# --- what the target's script asks of markup ---

_UNSPACED: Final = "[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff“”‘’…—]"
_BLANK: Final = re.compile(rf"(?<={_UNSPACED})\s+(?={_UNSPACED})")


def _tight(draft: Lifted) -> Lifted:
    """The draft without blanks between characters of a script that writes none."""
    blanks = [found.span() for found in _BLANK.finditer(draft.words)]

    def moved(place: int) -> int:
        return place - sum(min(end, place) - start for start, end in blanks if start < place)

    wraps = tuple(replace(wrap, start=moved(wrap.start), end=moved(wrap.end)) for wrap in draft.wraps)
    return Lifted(_BLANK.sub("", draft.words), draft.atoms, wraps)


def _spelled(found: Placed | None) -> Iterator[Lifted]:
    """The draft as it is, and with emphasis by `*`: `_` is none between letters (CommonMark 0.31.2, section 6.2)."""
    if found is None:
        return
    yield found.draft
    if any("_" in wrap.opener for wrap in found.draft.wraps):
        wraps = (
            replace(wrap, opener=wrap.opener.replace("_", "*"), closer=wrap.closer.replace("_", "*"))
            if not wrap.opener.strip("_")
            else wrap
            for wrap in found.draft.wraps
        )
        yield replace(found.draft, wraps=tuple(wraps))
