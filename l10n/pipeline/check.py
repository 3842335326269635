"""What is wrong with catalogues, and what is in them; nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from l10n.checks import RULES, Localised, Policy, check, policy
from l10n.errors import InputError, L10nError
from l10n.formats import SUFFIXES
from l10n.locales import Locale
from l10n.pipeline.articles import Article, Reading, Terminology, catalogue_of, localised_page
from l10n.pipeline.outcome import Outcome, Progress, silent
from l10n.problem import Problem
from l10n.project import Project
from l10n.status import Row, count
from l10n.terms import Glossary


def check_articles(reading: Reading, locales: Sequence[Locale], require: str, progress: Progress = silent) -> Outcome:
    """What is wrong with the articles' catalogues; nothing is written."""
    problems: list[Problem] = []
    errors: list[L10nError] = []
    glossary = _glossary(reading, errors)
    how = policy(reading.articles[0].project.configuration, RULES) if reading.articles else Policy()
    with progress("Checking", len(reading.articles) * len(locales)) as step:
        for article in reading.articles:
            for locale in locales:
                try:
                    localised = _localised(article, locale, require, glossary, how)
                    problems += check(localised, how, article.name)
                except InputError as error:
                    errors.append(error)
                step(1)
    return Outcome() + Outcome(errors=tuple(errors), problems=tuple(sorted(problems)))


def _glossary(reading: Reading, errors: list[L10nError]) -> Glossary | None:
    """The terms to look for; none, and one more error, where the glossary is damaged."""
    if not reading.articles:
        return None
    try:
        return Terminology(reading.articles[0].project).glossary
    except InputError as error:
        errors.append(error)
        return None


def _localised(article: Article, locale: Locale, require: str, glossary: Glossary | None, how: Policy) -> Localised:
    project = article.project
    catalogue = catalogue_of(project, article.name, locale)
    return Localised(
        project.relative(project.source / article.name),
        project.relative(project.catalogue(article.name, locale)),
        localised_page(project, article.page, catalogue),
        catalogue,
        locale,
        require,
        glossary or Glossary(project.source_locale),
        how.limits,
    )


def status(project: Project, paths: Sequence[Path], locales: Sequence[Locale]) -> tuple[tuple[Row, ...], Outcome]:
    """The counts of each article and locale; only catalogues are read."""
    rows: list[Row] = []
    errors: list[L10nError] = []
    for name in project.articles(SUFFIXES, paths):
        for locale in locales:
            try:
                catalogue = catalogue_of(project, name, locale)
            except InputError as error:
                errors.append(error)
                continue
            rows.append(Row(str(name), locale.name, count(catalogue) if catalogue else None))
    return tuple(rows), Outcome(errors=tuple(errors))
