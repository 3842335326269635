"""Articles that were renamed or split, and sentences that went from one to another: their translations go with them.

An orphan is a catalogue whose article is gone. A new article that has most of an orphan's sentences is its heir: the
article was moved. Sentences that left an article, or whose article is gone, keep their reviewed translations wherever
they appear again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final

from l10n import catalogue as po
from l10n.catalogue import Catalogue, Entry, State
from l10n.errors import InputError
from l10n.formats import SUFFIXES
from l10n.locales import Locale
from l10n.pipeline.articles import Article
from l10n.project import Project
from l10n.store import is_file

SHARED: Final = 0.5
"""The part of an orphan's sentences that a new article must have to be the same article."""
_OBSOLETE: Final = b"#~ msgid"
_OWN: Final = "l10n:"
"""Comments that l10n writes begin so."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """A catalogue without its article."""

    path: Path
    content: bytes
    catalogue: Catalogue

    @property
    def sources(self) -> frozenset[str]:
        """The sentences that its article had."""
        return frozenset(entry.source for entry in self.catalogue.live if not entry.foreign)


def heirs(project: Project, articles: Sequence[Article], locale: Locale) -> Mapping[PurePosixPath, Orphan]:
    """The orphan that belongs to each new article, if one does; each orphan has one heir at most."""
    fresh = [article for article in articles if not is_file(project.catalogue(article.name, locale))]
    left = list(orphans(project, locale)) if fresh else []
    scored = sorted(
        (-shared, str(article.name), str(orphan.path), article.name, orphan)
        for article in (fresh if left else ())
        for orphan in left
        if (shared := _shared(article, orphan)) >= SHARED
    )
    found: dict[PurePosixPath, Orphan] = {}
    for _, _, _, name, orphan in scored:
        if name not in found and orphan not in found.values():
            found[name] = orphan
    return found


def orphans(project: Project, locale: Locale) -> Iterator[Orphan]:
    """The catalogues whose articles are gone; a damaged one is left alone."""
    root = project.catalogue(PurePosixPath("x"), locale).parent
    known = {project.catalogue(name, locale) for name in project.articles(SUFFIXES)}
    for path in sorted(root.rglob("*.po")):
        if path not in known and PurePosixPath(path.stem).suffix.lower() in SUFFIXES:
            try:
                content = project.read(path)
                catalogue = None if content is None else po.parse(content, project.relative(path))
            except InputError:
                continue
            if content is not None and catalogue is not None and catalogue.live:
                yield Orphan(path, content, catalogue)


def _shared(article: Article, orphan: Orphan) -> float:
    try:
        sources = {segment.text for segment in article.page.segments}
    except InputError:
        return 0.0
    return len(sources & orphan.sources) / len(orphan.sources) if orphan.sources else 0.0


def departed(project: Project, locale: Locale) -> Mapping[str, Entry]:
    """Reviewed translations of sentences that no article has where they were: obsolete ones, and those of orphans."""
    found: dict[str, Entry] = {}
    for orphan in orphans(project, locale):
        _collect(found, orphan.catalogue.entries)
    for name in project.articles(SUFFIXES):
        path = project.catalogue(name, locale)
        try:
            content = project.read(path)
            if content is not None and _OBSOLETE in content:
                _collect(found, po.parse(content, project.relative(path)).obsolete)
        except InputError:
            continue
    return found


def _collect(found: dict[str, Entry], entries: Iterable[Entry]) -> None:
    for entry in entries:
        if entry.human and not entry.fuzzy and not entry.foreign:
            found.setdefault(entry.source, entry)


def with_departed(catalogue: Catalogue, known: Mapping[str, Entry]) -> Catalogue:
    """The catalogue with the translations of sentences that came from elsewhere; nothing else is touched."""
    return po.with_entries(
        catalogue,
        (
            _arrived(entry, known[entry.source])
            if entry.state is State.MISSING and not entry.foreign and entry.source in known
            else entry
            for entry in catalogue.entries
        ),
    )


def _arrived(entry: Entry, other: Entry) -> Entry:
    """The entry with a person's translation of the same sentence, and what was said about it."""
    comments = tuple(dict.fromkeys((*entry.comments, *other.comments)))
    return replace(entry, translation=other.translation, comments=comments, raw="")
