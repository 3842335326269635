"""Localised articles written."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import astuple, dataclass, replace

from l10n import catalogue as po
from l10n.build import Built, Page, build, readdressed
from l10n.errors import InputError
from l10n.exemptions import exemptions
from l10n.links import Site
from l10n.locales import Locale
from l10n.pipeline.articles import (
    STAMPS,
    Article,
    Reading,
    broken,
    bytes_at,
    handled,
    localised_page,
    publishing,
    stamp_of,
)
from l10n.pipeline.assets import LocalisedSite
from l10n.pipeline.manifest import Manifest, digest_of_bytes, digest_of_file
from l10n.pipeline.outcome import Outcome, Progress, Shown, silent, together
from l10n.project import Project
from l10n.publishing import outdated_sources, published
from l10n.stamps import Stamps
from l10n.store import ANY, is_file


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
    with (
        Stamps(project.root / STAMPS, project.border) as stamps,
        Manifest(project) as manifest,
        progress("Building", len(works)) as step,
    ):
        stage = _Stage(require, stamps, manifest, LocalisedSite(Site(project), planned))
        for article, locale in works:
            done.append(_attempt(article, locale, stage))
            step(1)
        absent = frozenset(each for each in planned if not is_file(project.built(*each)))
        stage = replace(stage, site=LocalisedSite(stage.site.site, planned - absent))
        for article, locale in works if absent else ():
            if (article.name, locale) not in absent:
                again = _attempt(article, locale, stage)
                done.append(Outcome(again.written, copied=again.copied))
        done.append(_without_stale(manifest))
    return together(done)


@dataclass(frozen=True, slots=True)
class _Stage:
    """What all articles of one build share."""

    require: str
    stamps: Stamps
    manifest: Manifest
    site: LocalisedSite


def _without_stale(manifest: Manifest) -> Outcome:
    """What earlier builds wrote, and no article needs any more, removed."""
    try:
        return Outcome(removed=manifest.remove(manifest.stale))
    except InputError as error:
        return Outcome(errors=(error,))


def _attempt(article: Article, locale: Locale, stage: _Stage) -> Outcome:
    try:
        with handled(article):
            return _build_one(article, locale, stage)
    except InputError as error:
        return Outcome(errors=(error,))


def _build_one(article: Article, locale: Locale, stage: _Stage) -> Outcome:
    project, require, stamps, site = article.project, stage.require, stage.stamps, stage.site
    path = project.built(article.name, locale)
    place = project.catalogue(article.name, locale)
    saved = project.read(place)
    name = f"build {locale.name} {article.name}"
    seen = site.states(stamps.probes(name), locale)
    known = stamps.done(name, stamp_of(article, (saved, bytes_at(project, path)), require, *seen))
    if known is not None and stage.manifest.has(path):
        return Outcome(shown=Shown(*known))
    catalogue = None if saved is None else po.parse(saved, project.relative(place))
    page = localised_page(project, article.page, catalogue)
    texts = published(catalogue, publishing(project, require))
    exempt = exemptions(project.configuration.check_ignore, article.name, locale)
    built = build(page, texts, locale, exempt.excused(catalogue))
    shown = _shown(page, texts, built, outdated_sources(catalogue), required=require != "none")
    errors = broken(project, place, catalogue) if catalogue else ()
    if shown.below and project.configuration.build_fallback == "skip":
        return Outcome(errors=errors, shown=Shown(shown.below), kept=(path,) if path.is_file() else ())
    leads = site.leads(page.format, built.content, article.name, locale)
    content = readdressed(page, built.content, lambda address: leads[address].address)
    written = (path,) if project.write(path, content, ANY) else ()
    copied, unread = site.copied(leads.values(), locale)
    beside = [each for each in site.copies(leads.values(), locale) if each in copied or stage.manifest.has(each)]
    made = {path: digest_of_bytes(content), **{each: digest_of_file(each) for each in beside}}
    stage.manifest.remember(article.name, locale, made)
    if not errors and not unread:
        probes = site.probes(leads.values())
        done = stamp_of(article, (saved, content), require, *site.states(probes, locale))
        stamps.remember(name, done, astuple(shown), probes)
    return Outcome(written, (*errors, *unread), shown=shown, copied=copied)


def _shown(page: Page, texts: Mapping[str, str], built: Built, outdated: Collection[str], *, required: bool) -> Shown:
    """What stands in the built article; of what is not `required` to have a text, nothing is below."""
    missing = sum(segment.text not in texts for segment in page.segments)
    refused = {segment.text for segment in built.refused}
    found = {segment.text for segment in page.segments}.intersection(outdated)
    used = sum(source in texts and source not in refused for source in found)
    return Shown(missing + len(built.refused) if required else 0, used, len(found) - used)
