"""What a branch touched: of articles the sentences, of catalogues the entries that are not as they were.

An entry is touched when anything of it but its references differs from the entries of its catalogue where the branch
began; where it stands in the file does not matter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from l10n import catalogue as po
from l10n import git
from l10n.build import Page
from l10n.catalogue import Catalogue, Entry
from l10n.errors import InputError
from l10n.formats import SUFFIXES
from l10n.locales import Locale
from l10n.pipeline.articles import Article, catalogue_of, localised_page, page_of
from l10n.problem import Problem
from l10n.project import Project


@dataclass(frozen=True)
class Touched:
    """What differs between the working tree and the commit at which its branch began."""

    project: Project
    changes: Mapping[Path, git.Change]
    """By path below the project."""

    def concerns(self, article: PurePosixPath, locale: Locale) -> bool:
        """Whether the article or its catalogue in the locale was touched."""
        return self._differs(self._article(article)) or self._differs(self._catalogue(article, locale))

    @cached_property
    def articles(self) -> frozenset[PurePosixPath]:
        """The articles that were touched, or one of whose catalogues was."""
        names = self.project.articles(SUFFIXES)
        return frozenset(name for name in names if any(self.concerns(name, each) for each in self.project.locales))

    def of(self, one: Article, locale: Locale) -> TouchedPair:
        """What was touched of an article in a locale. InputError where it, or its catalogue, is damaged."""
        article, path = self._article(one.name), self._catalogue(one.name, locale)
        catalogue = catalogue_of(self.project, one.name, locale)
        page = localised_page(self.project, one.page, catalogue)
        old = self._old_catalogue(path) if self._differs(path) else catalogue
        known = frozenset(map(_content, old.entries)) if old else frozenset()
        entries = catalogue.entries if catalogue else ()
        fresh = frozenset(self._fresh(page, one.name, article)) | _gone(old, entries)
        touched = [entry for entry in entries if _content(entry) not in known or entry.source in fresh]
        return TouchedPair(
            article=article,
            path=path,
            files=frozenset(each for each in (article, path) if self._differs(each)),
            starts=tuple(sorted(entry.line for entry in entries)),
            entries=frozenset(entry.line for entry in touched),
            lines=frozenset(_lines(page, fresh)),
            extracted=catalogue is not None,
        )

    def _fresh(self, page: Page, name: PurePosixPath, article: Path) -> Iterable[str]:
        """The sentences of an article that it did not have."""
        texts = dict.fromkeys(segment.text for segment in page.segments)
        if not self._differs(article):
            return ()
        before = self._before(article)
        try:
            old = page_of(self.project, name, before) if before is not None else None
        except InputError:
            old = None
        known = {segment.text for segment in old.segments} if old else set()
        return [text for text in texts if text not in known]

    def _old_catalogue(self, path: Path) -> Catalogue | None:
        before = self._before(path)
        try:
            return po.parse(before, path) if before is not None else None
        except InputError:
            return None

    def _before(self, path: Path) -> bytes | None:
        change = self.changes[path]
        return self._contents[change.before] if change.before else None

    @cached_property
    def _contents(self) -> Mapping[str, bytes]:
        """What articles and catalogues were, by object name."""
        locales = self.project.locales
        files = {file for name in self.articles for file in self._files(name, locales)}
        names = sorted({change.before for path, change in self.changes.items() if path in files and change.before})
        return dict(zip(names, git.contents(self.project.root, names), strict=True))

    def _files(self, name: PurePosixPath, locales: Sequence[Locale]) -> Iterator[Path]:
        yield self._article(name)
        yield from (self._catalogue(name, locale) for locale in locales)

    def _differs(self, path: Path) -> bool:
        return path in self.changes

    def _article(self, name: PurePosixPath) -> Path:
        return self.project.relative(self.project.source / name)

    def _catalogue(self, name: PurePosixPath, locale: Locale) -> Path:
        return self.project.relative(self.project.catalogue(name, locale))


@dataclass(frozen=True, slots=True)
class TouchedPair:
    """What was touched of an article in a locale."""

    article: Path
    path: Path
    """Of the catalogue."""
    files: frozenset[Path]
    """Those of the two that were touched."""
    starts: tuple[int, ...]
    """Where the entries of the catalogue begin, in order."""
    entries: frozenset[int]
    """Where the touched ones begin."""
    lines: frozenset[int]
    """Where the article has sentences that are new or left the catalogue."""
    extracted: bool
    """Whether there is a catalogue."""

    def has(self, problem: Problem) -> bool:
        """Whether a problem is of what was touched."""
        if problem.path == self.path:
            at = bisect_right(self.starts, problem.line)
            return self.starts[at - 1] in self.entries if at else self.path in self.files
        if problem.path == self.article:
            of_file = not problem.line or not self.extracted
            return bool(self.files) if of_file else problem.line in self.lines
        return False


def touched(project: Project, base: str) -> Touched:
    """What the branch that is checked out, and the working tree, changed since they left `base`.

    UsageError where git, or the repository, cannot tell.
    """
    found = git.changes(project.root, git.branch_point(project.root, base))
    return Touched(project, {change.path: change for change in found})


def _content(entry: Entry) -> Entry | str:
    """What of an entry is compared; of one that is no PO, its text."""
    return entry.raw if entry.broken else replace(entry, references=())


def _gone(old: Catalogue | None, entries: Sequence[Entry]) -> frozenset[str]:
    """The sentences whose entries are no longer there."""
    left = {entry.source for entry in entries if entry.live}
    return frozenset(entry.source for entry in old.live if entry.source not in left) if old else frozenset()


def _lines(page: Page, texts: frozenset[str]) -> Iterator[int]:
    document = page.document
    for segment in page.segments:
        if segment.text in texts:
            yield document.line(document.blocks[segment.block].start)
