"""People named in bylines and credits, who have a name in the language of the readers, too."""

from __future__ import annotations

from collections.abc import Iterator

from l10n.locales import Locale, Writing, credit_edits, dateline_edits, is_agency, is_dateline
from l10n.scripts import script_of, written_in
from l10n.terms.glossary import Glossary


def untranslated_names(source: str, words: str, target: Locale, glossary: Glossary) -> Iterator[str]:
    """The names of a byline or credit that a translation left in letters that its language does not write, once each.

    Names that the glossary has, or keeps, and agencies (Reuters) are left out. Both texts are plain words.
    """
    seen: list[str] = []
    for name in _names(source, Writing(glossary.source.argos, target)):
        strange = [sign for sign in name if script_of(sign) and script_of(sign) not in written_in(target.script)]
        if strange and name in words and name not in seen and not is_agency(name) and not glossary.found(name):
            seen.append(name)
            yield name


def _names(source: str, into: Writing) -> list[str]:
    """The names as they are asked for when the line is written."""
    asked: list[str] = []

    def named(name: str) -> str:
        asked.append(name)
        return name

    asking = Writing(into.language, into.target, into.conventions, named)
    if is_dateline(source, into.language):
        dateline_edits(source, asking)
    else:
        credit_edits(source, asking)
    return asked
