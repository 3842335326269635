"""What is in catalogues: how much is reviewed, drafted, outdated and missing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from l10n.errors import InputError, L10nError
from l10n.formats import SUFFIXES
from l10n.locales import Locale
from l10n.pipeline.articles import catalogue_of, nameable
from l10n.pipeline.outcome import Outcome
from l10n.project import Project
from l10n.status import Row, count


def status(project: Project, paths: Sequence[Path], locales: Sequence[Locale]) -> tuple[tuple[Row, ...], Outcome]:
    """The counts of each article and locale; only catalogues are read."""
    rows: list[Row] = []
    names, unfit = nameable(project, project.articles(SUFFIXES, paths))
    errors: list[L10nError] = [*unfit]
    for name in names:
        for locale in locales:
            try:
                catalogue = catalogue_of(project, name, locale)
            except InputError as error:
                errors.append(error)
                continue
            rows.append(Row(str(name), locale.name, count(catalogue) if catalogue else None))
    return tuple(rows), Outcome(errors=tuple(errors))
