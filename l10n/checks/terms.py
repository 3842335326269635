"""Checks against the glossary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.catalogue import Entry
from l10n.checks.state import Localised, shown
from l10n.document import PLAIN
from l10n.inline import Mark, lift
from l10n.problem import Problem, Severity
from l10n.protect import prose
from l10n.terms import Found, Spoken, Term, spoken, stands


def check_term(localised: Localised) -> Iterator[Problem]:
    """A translation says the terms of its source as the glossary has them; code and addresses are left out.

    A term that is not there is a warning, since a sentence may do without it; one that is forbidden, and a changed one
    that must stay as it is, is an error. A forbidden word is a warning where it is only alike (`l10n.terms.wording`),
    or where the right one is there as often as the term: then it may stand for something else.

    Bad:  msgid "The night train left." with msgstr "Ночной экспресс ушёл."
    Good: msgid "The night train left." with msgstr "Ночного поезда уже не было."
    """
    if not localised.glossary.terms:
        return
    for segment in {each.text: each for each in reversed(localised.page.segments)}.values():
        entry = localised.entries.get(segment.text)
        if entry is None or not entry.translated:
            continue
        marks = () if segment.kind in PLAIN else localised.page.format.marks(entry.translation)
        source, draft = _words(localised, entry.source, segment.marks), _words(localised, entry.translation, marks)
        found: dict[str, list[Found]] = {}
        for each in localised.glossary.found(source):
            found.setdefault(each.term.source, []).append(each)
        for places in found.values():
            yield from _of_term(localised, entry, places, (source, draft))


def _words(localised: Localised, text: str, marks: Sequence[Mark]) -> str:
    """What a reader sees."""
    return prose(lift(text, marks, localised.page.format.decode).words, terms=localised.glossary.sources)


def _of_term(localised: Localised, entry: Entry, places: Sequence[Found], texts: tuple[str, str]) -> Iterator[Problem]:
    source, draft = texts
    found, term = places[0], places[0].term
    if term.keep:
        if term.source not in draft:
            message = f"“{term.source}” must stay as it is: {shown(entry.translation)}"
            yield localised.problem("term", entry, message, "the glossary says not to translate it; write it so")
        return
    wanted, wrong = term.into(localised.locale), term.never(localised.locale)
    advice = _advice(term, wanted)
    right = spoken(draft, wanted, localised.locale)
    if misused := stands(draft, wrong, wanted, localised.locale):
        message = f"“{_said(draft, misused[0])}” is no word for “{term.source}”: {shown(entry.translation)}"
        clear = any(each.sure for each in misused) and len(right) < len(places)
        severity = Severity.ERROR if clear else Severity.WARNING
        yield localised.problem("term", entry, message, advice, severity)
    elif wanted and not right:
        message = f"no word of the glossary for “{source[found.start : found.end]}”: {shown(entry.translation)}"
        yield localised.problem("term", entry, message, advice, Severity.WARNING)


def _said(draft: str, misused: Spoken) -> str:
    return draft[misused.start : misused.end]


def _advice(term: Term, wanted: tuple[str, ...]) -> str:
    note = f" ({term.note})" if term.note else ""
    return f"the glossary says {' or '.join(f'“{each}”' for each in wanted)}{note}" if wanted else "use another word"
