"""Terms: what the glossary says of a word, where it stands in a source, and whether a translation says it.

A glossary is `glossary.csv`, `glossary.tbx`, or both; where both name a source, the table counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from l10n.locales import Locale
from l10n.terms.cldr import found_names, named, names, territories
from l10n.terms.designations import Designation, designations, wrong_designations
from l10n.terms.glossary import Found, Glossary
from l10n.terms.notes import noted
from l10n.terms.people import untranslated_names
from l10n.terms.russian import inflected, installed, with_yo
from l10n.terms.table import rows
from l10n.terms.tbx import concepts
from l10n.terms.term import Term
from l10n.terms.wording import Spoken, spoken, stands

__all__ = [
    "Designation",
    "Found",
    "Glossary",
    "Spoken",
    "Term",
    "designations",
    "found_names",
    "inflected",
    "installed",
    "named",
    "names",
    "noted",
    "spoken",
    "stands",
    "terms",
    "territories",
    "untranslated_names",
    "with_yo",
    "wrong_designations",
]


def terms(paths: Iterable[Path], source: Locale) -> tuple[Term, ...]:
    """The terms of glossaries, by what their names end in: `.tbx`, else a table. A file that is not there has none.

    `source`: the language of the articles, by which TBX tells sources from targets. Of two terms with one source the
    first counts. Raises InputError for a damaged file.
    """
    found: dict[str, Term] = {}
    for path in paths:
        for term in _read(path, source):
            found.setdefault(term.source, term)
    return tuple(found.values())


def _read(path: Path, source: Locale) -> Sequence[Term]:
    return concepts(path, source) if path.suffix.lower() == ".tbx" else rows(path)
