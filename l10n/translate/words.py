"""The words of a sentence, its atoms among them: asked for with masks, doubted, asked again, and the best kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Final

from l10n.distrust import Fault, faults
from l10n.engines import Draft, Link, Manner
from l10n.figures import quantities
from l10n.inline import OBJECT, Atom, Lifted, Mark, atom, construct, has_letter, says_something
from l10n.translate.asking import Question, Steps
from l10n.translate.context import Context
from l10n.translate.frame import Known, guarded, spoken_out
from l10n.translate.masks import FORMS, Form, Masked, Unmasked, masked, unmasked, usable

TRIED: Final = 2
"""Forms of masks that are tried before a sentence is cut at its atoms."""
_SPOKEN: Final = frozenset({"quantity", "money", "date", "designation"})
"""Atoms that an answer may have as words."""
_ARTICLES: Final = frozenset(("the", "a", "an", "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une"))
"""Words that many languages do without."""
_NUMBER: Final = re.compile(r"\d+(?:[.,:/\u00a0\u202f-]\d+)*")


@dataclass(frozen=True, slots=True)
class Trace:
    """The way from the words of a sentence to the words of its draft, for who must find one's place in the other."""

    asked: Masked
    answer: Unmasked
    raw: str
    """The answer as the engine gave it."""
    links: tuple[Link, ...] | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An engine's answer to a sentence, its atoms in place."""

    source: Lifted
    """The sentence that it answers."""
    words: str
    atoms: tuple[Atom, ...]
    """In the order of the words."""
    score: float | None
    faults: tuple[Fault, ...]
    trace: Trace | None = None
    """None where the sentence was asked in pieces."""


def answered(lifted: Lifted, context: Context) -> Steps[Candidate]:
    """The best answer to the words of a sentence: the first, and where that is distrusted, one with fewer faults."""
    first = yield from _first(lifted, context)
    if not first.faults:
        return first
    others = yield from _others(lifted, first, context)
    return min([first, *(each for each in others if each.words.strip())], key=lambda each: len(each.faults))


def _first(lifted: Lifted, context: Context) -> Steps[Candidate]:
    """With masks in the form that the model keeps best, else the next; else in pieces, else plainly; else none."""
    manner = Manner.ALIGNED if lifted.wraps else Manner.PLAIN
    for form in (yield from _forms(lifted, context)):
        asked = masked(lifted, form)
        question = Question(asked.sentence, manner)
        answers = yield [question]
        candidate = _candidate(lifted, asked, answers[question], context)
        if candidate is not None:
            return candidate
    return (yield from _in_pieces(lifted, context))


def _forms(lifted: Lifted, context: Context) -> Steps[Sequence[Form]]:
    """The forms to try, best first; a model is probed only for a sentence with atoms."""
    if not lifted.atoms:
        return FORMS[:1]
    kept = yield from context.probe.masks()
    return [form for form in kept if usable(form, lifted.words)][:TRIED]


def _candidate(lifted: Lifted, asked: Masked, draft: Draft, context: Context) -> Candidate | None:
    """The answer with its atoms, or None where a mask is lost or doubled, or nothing but masks is left."""
    answer = unmasked(asked, draft.text)
    if answer is None or (lifted.atoms and _lost(lifted.words, answer.words)):
        return None
    return Candidate(
        lifted,
        answer.words,
        tuple(lifted.atoms[number] for number in answer.order),
        draft.score,
        _faults(lifted.words, answer.words, context, draft),
        Trace(asked, answer, draft.text, draft.alignment),
    )


def _lost(source: str, words: str) -> bool:
    """Whether the words of a sentence are gone, and its atoms alone are left; articles may be."""
    prose = " ".join(source.replace(OBJECT, " ").split()).strip(" .,:;!?").casefold()
    return has_letter(prose) and prose not in _ARTICLES and not says_something(words.replace(OBJECT, ""))


def _faults(source: str, words: str, context: Context, draft: Draft) -> tuple[Fault, ...]:
    """Objects are left out on both sides: what they stand for comes through as it is."""
    if not context.judged:
        return ()
    texts = (source.replace(OBJECT, " "), words.replace(OBJECT, " "))
    return faults(*texts, context.source, context.target, score=draft.score, cut_off=draft.cut_off)


def still(candidate: Candidate, words: str, context: Context) -> tuple[Fault, ...]:
    """The faults of a candidate that it has with other words, too."""
    cut_off = Draft(words, candidate.score, cut_off=any(fault.rule == "cut-off" for fault in candidate.faults))
    rules = {fault.rule for fault in _faults(candidate.source.words, words, context, cut_off)}
    return tuple(fault for fault in candidate.faults if fault.rule in rules)


# --- in pieces, and plainly ---


def _in_pieces(lifted: Lifted, context: Context) -> Steps[Candidate]:
    """The pieces between the atoms, each translated alone: nothing is lost but their connection.

    Where a piece has no answer, the sentence is asked for as it reads; half of a sentence is no draft.
    """
    pieces = lifted.words.split(OBJECT)
    questions = [Question(piece.strip()) for piece in pieces if has_letter(piece)]
    answers = yield questions
    if not all(answers[question].text.strip() for question in questions):
        whole = yield from _plainly(lifted, context)
        return whole or Candidate(lifted, "", (), None, ())
    words = OBJECT.join(
        _like(piece, answers[Question(piece.strip())].text) if has_letter(piece) else piece for piece in pieces
    )
    scores = [score for question in questions if (score := answers[question].score) is not None]
    worst = Draft(words, min(scores, default=None), cut_off=any(answers[each].cut_off for each in questions))
    return Candidate(lifted, words, lifted.atoms, worst.score, _faults(lifted.words, words, context, worst))


def _plainly(lifted: Lifted, context: Context) -> Steps[Candidate | None]:
    """The sentence as it reads, its atoms found again in the answer; None where there is none, or one is not found.

    Numbers and the like may come back as other words: as such they stay.
    """
    question = Question(spoken_out(lifted).strip())
    answers = yield [question]
    draft = answers[question]
    found = _found_again(lifted.atoms, draft.text) if draft.text.strip() else None
    if found is None:
        return None
    words, atoms = "", []
    at = 0
    for start, end, one in found:
        words += draft.text[at:start] + OBJECT
        atoms.append(one)
        at = end
    if _lost(lifted.words, words + draft.text[at:]):
        return None
    doubted = _faults(question.sentence, draft.text, context, draft)
    return Candidate(lifted, words + draft.text[at:], tuple(atoms), draft.score, doubted)


def _found_again(atoms: Sequence[Atom], answer: str) -> list[tuple[int, int, Atom]] | None:
    """Where the atoms stand in an answer to the sentence as it reads; None where code or markup is lost or doubled."""
    found: list[tuple[int, int, Atom]] = []
    for native, alike in groupby(sorted(atoms, key=_native), key=_native):
        same = list(alike)
        places = _places(answer, native) or _places(answer, same[0].words)
        if len(places) == len(same):
            found += [(*place, each) for place, each in zip(places, same, strict=True)]
        elif not all(construct(each.label) in _SPOKEN for each in same):
            return None
    found.sort(key=lambda each: each[:2])
    return None if any(one[1] > other[0] for one, other in pairwise(found)) else found


def _native(one: Atom) -> str:
    return one.native


def _places(answer: str, text: str) -> list[tuple[int, int]]:
    """Where a text stands in an answer as words of their own, whatever its spaces."""
    if not text:
        return []
    spaced = r"\s+".join(map(re.escape, text.split()))
    return [match.span() for match in re.finditer(rf"(?<![A-Za-z0-9]){spaced}(?![A-Za-z0-9])", answer)]


def _like(piece: str, text: str) -> str:
    """The text with the blanks of the piece at its edges."""
    body = piece.strip()
    start = piece.index(body)
    return piece[:start] + text.strip() + piece[start + len(body) :]


# --- again ---


def _others(lifted: Lifted, first: Candidate, context: Context) -> Steps[list[Candidate]]:
    """What else the engine says when it is asked in other ways, chosen by what is wrong with its first answer."""
    form = first.trace.asked.form if first.trace else (yield from context.probe.masks())[0]
    ways = list(_ways(lifted, first, form, context))
    answers = yield [question for _, _, question, _ in ways]
    found = []
    for variant, asked, question, shouted in ways:
        draft = answers[question]
        told = replace(draft, text=draft.text.upper(), alignment=None) if shouted else draft
        found.append(_candidate(variant, asked, told, context))
    if lifted.atoms and first.trace is not None:
        found.append((yield from _in_pieces(lifted, context)))
    return [candidate for candidate in found if candidate is not None]


def _ways(
    lifted: Lifted, first: Candidate, form: Form, context: Context
) -> Iterator[tuple[Lifted, Masked, Question, bool]]:
    rules = {fault.rule for fault in first.faults}
    manner = Manner.ALIGNED if lifted.wraps else Manner.PLAIN
    if first.trace is not None:
        yield lifted, first.trace.asked, Question(first.trace.asked.sentence, Manner.AGAIN), False
    if rules & {"copy", "script"} and (calm := _calmed(lifted)) is not None:
        asked = masked(calm, form)
        yield calm, asked, Question(asked.sentence, manner), lifted.words.isupper()
    if "numbers" in rules:
        kept = guarded(lifted, tuple(_numbers(lifted.words, context)), str)
        asked = masked(kept, form)
        yield kept, asked, Question(asked.sentence, manner), False


def _calmed(lifted: Lifted) -> Lifted | None:
    """A sentence in capitals, or in Words With Capitals, in lower case but for its first letter; None for others."""
    words = lifted.words.lower()
    at = next((number for number, sign in enumerate(words) if sign.isalpha()), 0)
    words = words[:at] + words[at : at + 1].upper() + words[at + 1 :]
    return None if words == lifted.words or len(words) != len(lifted.words) else replace(lifted, words=words)


def _numbers(words: str, context: Context) -> Iterator[Mark | Known]:
    """The numbers of a sentence: quantities in the locale's notation, others as they are."""
    found = list(quantities(words, (context.source, context.target), context.conventions))
    yield from (Known(each.start, each.end, each.text, f"number {words[each.start : each.end]}") for each in found)
    taken = {place for each in found for place in range(each.start, each.end)}
    for number in _NUMBER.finditer(words):
        if taken.isdisjoint(range(*number.span())):
            yield atom(number.start(), number.end(), f"number {number[0]}")
