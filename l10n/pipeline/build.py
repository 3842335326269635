"""Localised articles written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from l10n.build import Built, Page, build, readdressed
from l10n.catalogue import Catalogue, State
from l10n.errors import InputError
from l10n.links import Site
from l10n.locales import Locale
from l10n.pipeline.articles import STAMPS, Article, Reading, catalogue_of, damage, localised_page, stamp
from l10n.pipeline.assets import LocalisedSite
from l10n.pipeline.outcome import Outcome, Progress, silent, together
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
    """Localised articles written; the source stands in where a translation is below `require` or breaks markup.

    Links take for granted that each of these articles will be there; should one not be, those that lead to it are
    written again.
    """
    done: list[Outcome] = []
    works = [(article, locale) for article in reading.articles for locale in locales]
    planned = frozenset((article.name, locale) for article, locale in works)
    with Stamps(project.root / STAMPS) as stamps, progress("Building", len(works)) as step:
        site = LocalisedSite(Site(project), planned)
        for article, locale in works:
            done.append(_attempt(article, locale, require, stamps, site))
            step(1)
        absent = frozenset(each for each in planned if not project.built(*each).is_file())
        site = LocalisedSite(site.site, planned - absent)
        for article, locale in works if absent else ():
            if (article.name, locale) not in absent:
                again = _attempt(article, locale, require, stamps, site)
                done.append(Outcome(again.written, copied=again.copied))
    return together(done)


def _attempt(article: Article, locale: Locale, require: str, stamps: Stamps, site: LocalisedSite) -> Outcome:
    try:
        return _build_one(article, locale, require, stamps, site)
    except InputError as error:
        return Outcome(errors=(error,))


def _build_one(article: Article, locale: Locale, require: str, stamps: Stamps, site: LocalisedSite) -> Outcome:
    project = article.project
    path = project.built(article.name, locale)
    files = (project.catalogue(article.name, locale), path)
    name = f"build {locale.name} {article.name}"
    seen = site.states(stamps.probes(name), locale)
    if (known := stamps.done(name, stamp(article, files, require, *seen))) is not None:
        return Outcome(below=known)
    catalogue = catalogue_of(project, article.name, locale)
    page = localised_page(project, article.page, catalogue)
    texts = _texts(catalogue, _usable(require, project.configuration.build_outdated))
    built = build(page, texts, locale)
    below = 0 if require == "none" else _standing_in(page, texts, built)
    errors = damage(project, files[0]) if catalogue and catalogue.broken else ()
    if below and project.configuration.build_fallback == "skip":
        return Outcome(errors=errors, below=below)
    leads = site.leads(page.format, built.content, article.name, locale)
    content = readdressed(page, built.content, lambda address: leads[address].address)
    written = (path,) if write_atomic(path, content) else ()
    copied, unread = site.copied(leads.values(), locale)
    if not errors and not unread:
        probes = site.probes(leads.values())
        done = stamp(article, files, require, *site.states(probes, locale))
        stamps.remember(name, done, below, probes)
    return Outcome(written, (*errors, *unread), below=below, copied=copied)


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
