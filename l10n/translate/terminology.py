"""Terms of a draft put right: where the engine left the source's word, or wrote one that the glossary forbids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from l10n.inline import OBJECT, Lifted, has_letter
from l10n.scripts import written_in
from l10n.terms import Found, Glossary, Term, found_names, inflected, named, spoken, stands
from l10n.translate.context import Context
from l10n.translate.frame import edited, is_whole


@dataclass(frozen=True, slots=True)
class _Wrong:
    """What stands in a draft for a term, at characters `start:end`."""

    start: int
    end: int
    variant: str
    """The forbidden word whose form it is; empty where it is the source's own."""


def corrected(source: Lifted, draft: Lifted, context: Context) -> tuple[Lifted, tuple[str, ...]]:
    """The draft with its terms as the glossary has them, and what is to be doubted of that.

    A term that the sentence has once, and whose translation the draft lacks, is put in the place of the one forbidden
    word, or of the source's own word, that the draft has for it; and so are names of the CLDR that were left in the
    source's script. Russian words take the form of the word that they replace where pymorphy3 knows it for certain;
    in other cases they stand as the glossary has them, and a doubt says so. Markup keeps its place around its words:
    a word that it cuts is left.
    """
    doubts: list[str] = []
    for term in _once(source.words, context):
        wrong = _wrong(draft.words, term, context)
        if wrong is not None and is_whole(draft, wrong.start, wrong.end):
            put, certain = _put(draft.words, term, wrong, context)
            doubts += [] if certain else [f"term: “{put}” was put in for “{term.source}”; see to its form"]
            draft = edited(draft, wrong.start, wrong.end, put)
    return draft, tuple(doubts)


def _once(words: str, context: Context) -> Iterator[Term]:
    """The terms that stand in a sentence just once and have a translation, and the names that the glossary lacks."""
    listed = context.glossary.found(words)
    counts = Counter(each.term.source for each in listed)
    yield from (each.term for each in listed if counts[each.term.source] == 1 and each.term.into(context.target))
    if written_in(context.source.script).isdisjoint(written_in(context.target.script)):
        free = [each for each in found_names(words, _names(context)) if not _overlaps(each, listed)]
        counts = Counter(each.term.source for each in free)
        yield from (each.term for each in free if counts[each.term.source] == 1)


def _names(context: Context) -> Glossary:
    return named(context.source, context.target)


def _overlaps(name: Found, listed: Sequence[Found]) -> bool:
    return any(each.start < name.end and name.start < each.end for each in listed)


def _wrong(words: str, term: Term, context: Context) -> _Wrong | None:
    """The one place where a draft has a wrong word for a term, if it has the right one nowhere."""
    wanted = term.into(context.target)
    if term.keep or spoken(words, wanted, context.target):
        return None
    left = Glossary(context.source, (term,)).found(words)
    misused = stands(words, term.never(context.target), wanted, context.target)
    found = {(each.start, each.end): _Wrong(each.start, each.end, "") for each in left}
    found |= {(each.start, each.end): _Wrong(each.start, each.end, each.phrase) for each in misused if each.sure}
    return next(iter(found.values())) if len(found) == 1 else None


def _put(words: str, term: Term, wrong: _Wrong, context: Context) -> tuple[str, bool]:
    """What to put in the place of a wrong word, and whether its form is certain to fit."""
    best = term.into(context.target)[0]
    said = words[wrong.start : wrong.end]
    form = _form(best, said, wrong, context)
    put, certain = (best, not context.target.spaced) if form is None else (form, True)
    begins = not has_letter(words[: wrong.start]) and OBJECT not in words[: wrong.start]
    return put[:1].upper() + put[1:] if begins and said[:1].isupper() else put, certain


def _form(best: str, said: str, wrong: _Wrong, context: Context) -> str | None:
    """The translation in the form of the word that it replaces; None where that is not known, or not Russian."""
    if not wrong.variant or context.target.language != "ru":
        return None
    return inflected(best, said, wrong.variant)
