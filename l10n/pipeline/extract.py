"""Templates and catalogues brought up to date with the articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from l10n import catalogue as po
from l10n.build import Page
from l10n.catalogue import Catalogue
from l10n.errors import InputError, L10nError
from l10n.locales import Locale
from l10n.merge import Manner, Wanted, merge
from l10n.pipeline.articles import STAMPS, Article, Reading, catalogue_of, localised_page, parsed, stamp
from l10n.pipeline.outcome import Outcome, Progress, silent
from l10n.project import Project
from l10n.recut import recut
from l10n.segments import Segment
from l10n.stamps import Stamps
from l10n.store import write_atomic


def extract(project: Project, reading: Reading, progress: Progress = silent) -> Outcome:
    """Templates and catalogues brought up to date with the articles; people's work is kept."""
    outcome = Outcome()
    with Stamps(project.root / STAMPS) as stamps, progress("Extracting", len(reading.articles)) as step:
        for article in reading.articles:
            outcome += _extract_one(article, stamps)
            step(1)
    return outcome


def _extract_one(article: Article, stamps: Stamps) -> Outcome:
    made = dict(_extractions(article))
    name = f"extract {article.name}"
    if stamps.done(name, stamp(article, made)) is not None:
        return Outcome()
    written: list[Path] = []
    errors: list[L10nError] = []
    for path, make in made.items():
        try:
            if write_atomic(path, po.dump(make())):
                written.append(path)
        except InputError as error:
            errors.append(error)
    if not errors:
        stamps.remember(name, stamp(article, made))
    return Outcome(tuple(written), tuple(errors))


def _extractions(article: Article) -> Iterator[tuple[Path, Callable[[], Catalogue]]]:
    project = article.project
    yield project.template(article.name), partial(_new_template, article)
    for locale in project.locales:
        yield project.catalogue(article.name, locale), partial(_merged, article, locale)


def _new_template(article: Article) -> Catalogue:
    project = article.project
    old = parsed(project, project.template(article.name)) or po.template(project=project.name)
    return merge(old, _wanted(article, article.page))


def _merged(article: Article, locale: Locale) -> Catalogue:
    project = article.project
    old = catalogue_of(project, article.name, locale)
    if old is None:
        old = po.new(language=locale.header, plural_forms=locale.plural_forms, project=project.name)
    else:
        by = project.configuration.segmentation
        old = recut(article.page.document, old, project.source_locale, locale, by)
    manner = Manner(project.source_locale.argos, keep_cosmetic=project.configuration.cosmetic == "keep")
    return merge(old, _wanted(article, localised_page(project, article.page, old)), manner)


def _wanted(article: Article, page: Page) -> list[Wanted]:
    project = article.project
    reference = f"{project.configuration.source}/{article.name}"
    return [
        Wanted(segment.text, (_note(segment),), _reference(project, page, segment, reference))
        for segment in page.segments
    ]


def _note(segment: Segment) -> str:
    return f"{segment.kind}: {segment.note}" if segment.note else str(segment.kind)


def _reference(project: Project, page: Page, segment: Segment, reference: str) -> str:
    if project.configuration.references == "file":
        return reference
    return f"{reference}:{page.document.line(page.document.blocks[segment.block].start)}"
