"""Catalogues of articles that are gone, removed where nothing of them is lost.

When a run is killed while an article is renamed, its catalogues may lie under both names. The old one goes as soon as
an extraction sees it: the catalogues of articles hold all of its sentences, and every word of a person in it. One with
anything of its own stays; it is a memory until somebody deletes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from l10n import catalogue as po
from l10n.catalogue import Catalogue, Entry
from l10n.errors import InputError
from l10n.formats import SUFFIXES
from l10n.layout import Kind, Layout
from l10n.locales import Locale
from l10n.pipeline.articles import parsed
from l10n.pipeline.outcome import Outcome, together
from l10n.project import Project
from l10n.stamps import Stamps, fingerprint
from l10n.store import ANY

_Text = tuple[str | None, str, tuple[str, ...]]
"""Context, translation and plural forms."""


@dataclass(frozen=True, slots=True)
class _Relic:
    """A catalogue whose article is gone."""

    article: PurePosixPath
    path: Path
    content: bytes
    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the catalogues of articles hold in a locale."""

    texts: set[tuple[str, _Text]] = field(default_factory=set)
    """Each source, present or former, with a text of its."""
    comments: set[tuple[str, str]] = field(default_factory=set)

    def add(self, entry: Entry) -> None:
        for source in _sources(entry):
            self.texts.add((source, _text(entry)))
            self.comments.update((source, comment) for comment in entry.comments)

    def has_words(self, entry: Entry) -> bool:
        """Whether nothing that people wrote in an entry would be lost with it."""
        sources = _sources(entry)
        text = not entry.human or any((source, _text(entry)) in self.texts for source in sources)
        return text and all(any((source, each) in self.comments for source in sources) for each in _notes(entry))


def removed_orphans(project: Project, stamps: Stamps, *, dry: bool = False) -> Outcome:
    """Catalogues of absent articles deleted that hold nothing of their own, with their templates; `dry`: only found."""
    relics = list(_relics(project))
    if not relics:
        return Outcome()
    return together([_removed(project, locale, relics, stamps, dry=dry) for locale in project.locales])


def _relics(project: Project) -> Iterator[_Relic]:
    """Those that can be read, and whose article is not merely excluded or out of sight."""
    for stray in Layout(project).found(Kind.ORPHAN):
        if stray.article is not None and stray.locale and _is_absent(project.source / stray.article):
            path = project.root / stray.path
            try:
                content = project.read(path)
                catalogue = po.parse(content or b"", project.relative(path))
            except InputError:
                continue
            if content is not None:
                yield _Relic(stray.article, path, content, catalogue)


def _is_absent(article: Path) -> bool:
    try:
        article.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def _removed(project: Project, locale: Locale, all_relics: Iterable[_Relic], stamps: Stamps, *, dry: bool) -> Outcome:
    relics = [each for each in all_relics if each.path == project.catalogue(each.article, locale)]
    name, stamp = f"orphans {locale.name}", _stamp(project, locale, relics)
    if not relics or stamps.done(name, stamp) is not None:
        return Outcome()
    kept = _kept(project, locale)
    gone: list[Path] = []
    errors: list[InputError] = []
    for relic in relics:
        if _is_settled(relic.catalogue, kept):
            try:
                files = ((project.template(relic.article), ANY), (relic.path, relic.content))
                gone += [path for path, was in files if (path.exists() if dry else project.remove(path, was))]
            except InputError as error:
                errors.append(error)
    if not errors and not dry:
        stamps.remember(name, stamp)
    return Outcome(removed=tuple(gone), errors=tuple(errors))


def _stamp(project: Project, locale: Locale, relics: Iterable[_Relic]) -> str:
    """Sizes and times of the catalogues are enough: what is missed is seen by the next extraction that writes one."""
    found: list[str] = []
    for article in project.articles(SUFFIXES):
        try:
            at = project.catalogue(article, locale).stat()
            found.append(f"{article} {at.st_size} {at.st_mtime_ns} {at.st_ctime_ns}")
        except OSError:
            continue
    return fingerprint("\0".join(found), (relic.content for relic in relics))


def _kept(project: Project, locale: Locale) -> _Kept:
    kept = _Kept()
    for article in project.articles(SUFFIXES):
        try:
            catalogue = parsed(project, project.catalogue(article, locale))
        except InputError:
            continue
        for entry in catalogue.entries if catalogue else ():
            if not entry.broken:
                kept.add(entry)
    return kept


def _is_settled(orphan: Catalogue, kept: _Kept) -> bool:
    if orphan.broken or not all(map(kept.has_words, orphan.entries)):
        return False
    known = {source for source, _ in kept.texts}
    return all(any(source in known for source in _sources(entry)) for entry in orphan.live)


def _sources(entry: Entry) -> tuple[str, ...]:
    return (entry.source,) if entry.previous is None else (entry.source, entry.previous)


def _text(entry: Entry) -> _Text:
    return entry.context, entry.translation, entry.plurals


def _notes(entry: Entry) -> Iterable[str]:
    """What people wrote beside a text; what a machine noted of its draft is worth as much as the draft."""
    return entry.comments if entry.human else (each for each in entry.comments if not each.startswith(po.MACHINE))
