"""How far articles are: what is reviewed, drafted, outdated and missing, whatever state their files are in.

Counted are the segments of an article as it is now. A catalogue with just these needs no look at the article but at its
bytes: a digest of its segments is remembered by them. Other articles are parsed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from l10n.catalogue import Catalogue
from l10n.errors import InputError
from l10n.formats import SUFFIXES
from l10n.locales import Locale
from l10n.pipeline.articles import (
    STAMPS,
    Article,
    broken,
    catalogue_of,
    legible,
    localised_page,
    publishing,
    read,
    remembered_segments,
)
from l10n.pipeline.outcome import Outcome
from l10n.project import Project
from l10n.publishing import Publishing
from l10n.stamps import Stamps, digest_of
from l10n.status import Counts, Extraction, Row, count


def status(
    project: Project, paths: Sequence[Path], locales: Sequence[Locale], require: str | None = None
) -> tuple[tuple[Row, ...], Outcome]:
    """The counts of each article and locale, and what cannot be read: it counts as missing.

    `require`: the state for which outdated texts count as published; the configured one of builds where None. Nothing
    is written but a cache. UsageError where a path holds no article.
    """
    rows: list[Row] = []
    how = publishing(project, require or project.configuration.build_require)
    errors: list[InputError] = []
    with Stamps(project.root / STAMPS, project.border) as stamps:
        for name in project.articles(SUFFIXES, paths):
            reading = read(project, names=[name])
            errors += reading.errors
            for article in reading.articles:
                rows += _rows(article, locales, stamps, how, errors)
            if not reading.articles:
                rows += (_unreadable(project, name, locale) for locale in locales)
    for error in () if paths else project.unreadable_folders():
        errors.append(error)
        folder = f"{legible(error.path.relative_to(project.configuration.source))}/"
        rows += (Row(folder, each.name, Counts(missing=1), Extraction.ARTICLE_UNREADABLE) for each in locales)
    return tuple(rows), Outcome(errors=tuple({str(error): error for error in errors}.values()))


def _rows(
    article: Article, locales: Sequence[Locale], stamps: Stamps, how: Publishing, errors: list[InputError]
) -> Iterator[Row]:
    """A row for each locale; `errors` gets what was wrong."""
    for locale in locales:
        try:
            number, digest = remembered_segments(article, stamps)
        except InputError as error:
            errors.append(error)
            yield _unreadable(article.project, article.name, locale)
            continue
        counts, extraction = Counts(missing=number, unextracted=number), Extraction.NOT_EXTRACTED
        try:
            catalogue = catalogue_of(article.project, article.name, locale)
            if catalogue is not None:
                counts, extraction = _counted(article, catalogue, digest, how), Extraction.EXTRACTED
                errors += broken(article.project, article.project.catalogue(article.name, locale), catalogue)
        except InputError as error:
            errors.append(error)
            counts, extraction = Counts(missing=number), Extraction.CATALOGUE_UNREADABLE
        yield Row(str(article.name), locale.name, counts, extraction)


def _counted(article: Article, catalogue: Catalogue, digest: str, how: Publishing) -> Counts:
    sources = (entry.source for entry in catalogue.live if not entry.foreign)
    if digest_of(sources) == digest:
        return count(catalogue, how=how)
    segments = localised_page(article.project, article.page, catalogue).segments
    return count(catalogue, frozenset(segment.text for segment in segments), how)


def _unreadable(project: Project, name: PurePosixPath, locale: Locale) -> Row:
    """An article that cannot be read has at least one segment that is not done, and as many as its catalogue knows."""
    try:
        catalogue = catalogue_of(project, name, locale)
    except InputError:
        catalogue = None
    number = max(1, len(catalogue.live) if catalogue else 0)
    return Row(legible(name), locale.name, Counts(missing=number), Extraction.ARTICLE_UNREADABLE)
