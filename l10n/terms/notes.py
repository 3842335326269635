"""What a translator is told of the terms of a sentence, a line each."""

from __future__ import annotations

from l10n.locales import Locale
from l10n.terms.cldr import found_names, named
from l10n.terms.glossary import Glossary
from l10n.terms.term import Term

NOTE = "term: "


def noted(text: str, glossary: Glossary, target: Locale) -> tuple[str, ...]:
    """The terms of a text of plain words with their translations, then the countries that the CLDR names.

    `term: Night Train = Ночной поезд (the service), not Ночной экспресс`, `term: Poedit = do not translate`.
    """
    terms = [each.term for each in glossary.found(text)]
    listed = {term.source for term in terms}
    countries = found_names(text, named(glossary.source, target, only_territories=True))
    terms += [each.term for each in countries if each.term.source not in listed and not _held(each.term, terms)]
    return tuple(dict.fromkeys(" ".join(line.split()) for term in terms if (line := _line(term, target))))


def _held(country: Term, terms: list[Term]) -> bool:
    """Whether the glossary has a term that holds the country's name, and so says more."""
    return any(country.source.lower() in term.source.lower() for term in terms)


def _line(term: Term, target: Locale) -> str:
    if term.keep:
        return f"{NOTE}{term.source} = do not translate" + _remark(term)
    wanted, wrong = " | ".join(term.into(target)), " | ".join(term.never(target))
    if not wanted:
        return f"{NOTE}{term.source}: not {wrong}{_remark(term)}" if wrong else ""
    return f"{NOTE}{term.source} = {wanted}{_remark(term)}" + (f", not {wrong}" if wrong else "")


def _remark(term: Term) -> str:
    return f" ({term.note})" if term.note else ""
