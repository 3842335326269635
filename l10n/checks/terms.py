"""Checks against the glossary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.checks.finding import Finding, shown
from l10n.checks.localised import Pair
from l10n.problem import Severity
from l10n.terms import Found, Spoken, Term, spoken, stands


def check_term(pair: Pair) -> Iterator[Finding]:
    """A translation says the terms of its source as the glossary has them; code and addresses are left out.

    A term that is not there is a warning, since a sentence may do without it; one that is forbidden, and a changed one
    that must stay as it is, is an error. A forbidden word is a warning where it is only alike (`l10n.terms.wording`),
    or where the right one is there as often as the term: then it may stand for something else.

    Bad:  msgid "The night train left." with msgstr "Ночной экспресс ушёл."
    Good: msgid "The night train left." with msgstr "Ночного поезда уже не было."
    """
    if not pair.of.glossary.terms:
        return
    found: dict[str, list[Found]] = {}
    for each in pair.of.glossary.found(pair.source_prose):
        found.setdefault(each.term.source, []).append(each)
    for places in found.values():
        yield from _of_term(pair, places)


def _of_term(pair: Pair, places: Sequence[Found]) -> Iterator[Finding]:
    source, draft, said = pair.source_prose, pair.prose, shown(pair.entry.translation)
    found, term = places[0], places[0].term
    if term.keep:
        if term.source not in draft:
            message = f"“{term.source}” must stay as it is: {said}"
            yield Finding(message, "the glossary says not to translate it; write it so", Severity.ERROR)
        return
    wanted, wrong = term.into(pair.locale), term.never(pair.locale)
    advice = _advice(term, wanted)
    right = spoken(draft, wanted, pair.locale)
    if misused := stands(draft, wrong, wanted, pair.locale):
        message = f"“{_said(draft, misused[0])}” is no word for “{term.source}”: {said}"
        clear = any(each.sure for each in misused) and len(right) < len(places)
        yield Finding(message, advice, Severity.ERROR if clear else Severity.WARNING)
    elif wanted and not right:
        message = f"no word of the glossary for “{source[found.start : found.end]}”: {said}"
        yield Finding(message, advice, Severity.WARNING)


def _said(draft: str, misused: Spoken) -> str:
    return draft[misused.start : misused.end]


def _advice(term: Term, wanted: tuple[str, ...]) -> str:
    note = f" ({term.note})" if term.note else ""
    return f"the glossary says {' or '.join(f'“{each}”' for each in wanted)}{note}" if wanted else "use another word"
