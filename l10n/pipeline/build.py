"""Localised articles written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from l10n.build import Built, Page, build
from l10n.catalogue import Catalogue, State
from l10n.errors import InputError
from l10n.locales import Locale
from l10n.pipeline.articles import STAMPS, Article, Reading, catalogue_of, damage, localised_page, stamp
from l10n.pipeline.outcome import Outcome, Progress, silent
from l10n.project import Project
from l10n.stamps import Stamps
from l10n.store import write_atomic

_USABLE: Mapping[str, frozenset[State]] = {
    "reviewed": frozenset({State.REVIEWED}),
    "machine": frozenset({State.REVIEWED, State.OUTDATED, State.MACHINE}),
    "none": frozenset({State.REVIEWED, State.OUTDATED, State.MACHINE}),
}
"""States whose text a build uses, by what it requires."""


def build_articles(
    project: Project, reading: Reading, locales: Sequence[Locale], require: str, progress: Progress = silent
) -> Outcome:
    """Localised articles written; the source stands in where a translation is below `require` or breaks markup."""
    outcome = Outcome()
    total = len(reading.articles) * len(locales)
    with Stamps(project.root / STAMPS) as stamps, progress("Building", total) as step:
        for article in reading.articles:
            for locale in locales:
                try:
                    outcome += _build_one(article, locale, require, stamps)
                except InputError as error:
                    outcome += Outcome(errors=(error,))
                step(1)
    return outcome


def _build_one(article: Article, locale: Locale, require: str, stamps: Stamps) -> Outcome:
    project = article.project
    path = project.built(article.name, locale)
    files = (project.catalogue(article.name, locale), path)
    name = f"build {locale.name} {article.name}"
    if (known := stamps.done(name, stamp(article, files, require))) is not None:
        return Outcome(below=known)
    catalogue = catalogue_of(project, article.name, locale)
    page = localised_page(project, article.page, catalogue)
    texts = _texts(catalogue, _usable(require, project.configuration.build_outdated))
    built = build(page, texts, locale)
    below = 0 if require == "none" else _standing_in(page, texts, built)
    errors = damage(project, files[0]) if catalogue and catalogue.broken else ()
    if below and project.configuration.build_fallback == "skip":
        return Outcome(errors=errors, below=below)
    written = (path,) if write_atomic(path, built.content) else ()
    if not errors:
        stamps.remember(name, stamp(article, files, require), below)
    return Outcome(written, errors, below=below)


def _usable(require: str, outdated: str) -> frozenset[State]:
    """The states whose text is used; of outdated translations the project may say so itself."""
    usable = _USABLE[require]
    if outdated == "require":
        return usable
    return usable | {State.OUTDATED} if outdated == "translation" else usable - {State.OUTDATED}


def _texts(catalogue: Catalogue | None, usable: frozenset[State]) -> dict[str, str]:
    entries = catalogue.live if catalogue else ()
    return {entry.source: entry.translation for entry in entries if entry.state in usable and not entry.foreign}


def _standing_in(page: Page, texts: Mapping[str, str], built: Built) -> int:
    """How many segments show their source because there is no text for them, or none that can be placed."""
    missing = sum(segment.text not in texts for segment in page.segments)
    return missing + len(built.refused)
