"""How the files of a project lie: those that no article accounts for, and articles whose names clash elsewhere.

Only names are looked at; no link to a folder is followed, and nothing is opened.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from l10n.errors import UsageError
from l10n.formats import SUFFIXES
from l10n.locales import Locale, locale
from l10n.project import Project


class Kind(StrEnum):
    """Why a file is a stray; the names of rules of `l10n check`."""

    ORPHAN = "orphan"
    """A catalogue or template without its article."""
    UNLISTED_LOCALE = "unlisted-locale"
    """A folder of catalogues or of localised articles in a locale that `l10n.toml` does not name."""
    LEFTOVER = "leftover"
    """A localised article, or a file copied beside one, without its article."""
    NAME_CLASH = "name-clash"
    """An article whose name is that of another one where capitals, or how letters are composed, do not count."""


@dataclass(frozen=True, slots=True, order=True)
class Stray:
    """A file or folder, relative to the project, that no article accounts for."""

    path: PurePosixPath
    kind: Kind
    message: str
    hint: str
    """The next step."""
    locale: str = ""
    """The name of its folder; empty where it is of none."""
    article: PurePosixPath | None = None
    """The article that it was made for, below `source`."""

    @property
    def shown(self) -> str:
        """Its path as text, whatever bytes its name has."""
        return _shown(self.path)


@dataclass(frozen=True)
class Layout:
    """The files of a project, and what a build remembers of those that it wrote."""

    project: Project
    is_ours: Callable[[PurePosixPath], bool] = lambda _: False
    """Whether a file, relative to the project, is as a build wrote it: its next run removes it."""

    @cached_property
    def articles(self) -> frozenset[PurePosixPath]:
        """All articles, by their paths below `source`."""
        return frozenset(self.project.articles(SUFFIXES))

    @cached_property
    def strays(self) -> tuple[Stray, ...]:
        """All strays, sorted; without those whose rule the project turns off."""
        return tuple(sorted(each for kind in Kind if not self.is_off(kind) for each in self.found(kind)))

    def found(self, kind: Kind) -> tuple[Stray, ...]:
        """The strays of a kind, whether anybody wants to be told of them or not."""
        ways = {
            Kind.ORPHAN: lambda: (*self._orphans(), *self._templates()),
            Kind.UNLISTED_LOCALE: self._unlisted,
            Kind.LEFTOVER: self._leftovers,
            Kind.NAME_CLASH: self._clashes,
        }
        return tuple(sorted(ways[kind]()))

    def is_off(self, kind: Kind) -> bool:
        """Whether the project turns the rule of such strays off."""
        return (str(kind), "off") in self.project.configuration.check_rules

    def _orphans(self) -> Iterator[Stray]:
        for each in self.project.locales:
            for path, article in self._without_article(self.project.catalogue(_ANY, each).parent, ".po"):
                hint = "delete it once nobody needs its translations; until then the memory offers them"
                yield Stray(path, Kind.ORPHAN, self._absence(article), hint, each.name, article)

    def _templates(self) -> Iterator[Stray]:
        for path, article in self._without_article(self.project.template(_ANY).parent, ".pot"):
            yield Stray(path, Kind.ORPHAN, self._absence(article), "delete it", article=article)

    def _without_article(self, folder: Path, suffix: str) -> Iterator[tuple[PurePosixPath, PurePosixPath]]:
        """The files of a folder that are named after no article there is, and after which they are."""
        for name in _files(folder):
            article = name.with_suffix("")
            if name.suffix == suffix and _is_article(article) and article not in self.articles:
                yield self._place(folder) / name, article

    def _absence(self, article: PurePosixPath) -> str:
        place = _shown(PurePosixPath(self.project.configuration.source) / article)
        there = os.path.lexists(self.project.source / article)
        return f"its article {place} is left alone (`exclude`)" if there else f"there is no article {place}"

    def _unlisted(self) -> Iterator[Stray]:
        catalogues = self.project.root / self.project.configuration.catalogues
        for name in self._foreign_folders(catalogues):
            files = _files(catalogues / name / "LC_MESSAGES")
            if any(file.suffix == ".po" and _is_article(file.with_suffix("")) for file in files):
                message = "l10n.toml does not name this locale, so no command updates its catalogues"
                path = self._place(catalogues) / name
                yield Stray(path, Kind.UNLISTED_LOCALE, message, self._next_step(name), name)

    def _foreign_folders(self, folder: Path) -> Iterator[str]:
        """The folders in a folder that are of no locale of the project."""
        known = {each.name for each in self.project.locales}
        try:
            folders = sorted(each.name for each in os.scandir(folder) if each.is_dir(follow_symlinks=False))
        except OSError:
            return
        yield from (name for name in folders if name not in known and not name.startswith("."))

    def _next_step(self, name: str) -> str:
        found = _locale(name)
        for each in self.project.locales:
            if found is not None and found.tag == each.tag:
                return f"l10n.toml calls this locale {each.name}: move what is needed there, or rename it in l10n.toml"
        if found is not None and found.tag == self.project.source_locale.tag:
            return "this is the language of the articles: delete the folder"
        return f"add {name!r} to `locales` in l10n.toml, or delete the folder"

    def _leftovers(self) -> Iterator[Stray]:
        output = self.project.root / self.project.configuration.output
        for each in self.project.locales:
            yield from self._pages(output / each.name, each.name)
        for name in self._foreign_folders(output):
            if _locale(name) is not None and self.project.source_locale.name != name:
                yield from self._pages_of_unlisted(output / name, name)

    def _pages(self, folder: Path, into: str) -> Iterator[Stray]:
        for name in _files(folder):
            path = self._place(folder) / name
            if _is_article(name) and name not in self.articles:
                yield Stray(path, Kind.LEFTOVER, self._absence(name), self._removal(path), into, name)

    def _pages_of_unlisted(self, folder: Path, into: str) -> Iterator[Stray]:
        """Of localised articles only: other programs may have folders of a language there, too."""
        place = self._place(folder)
        pages = [place / name for name in _files(folder) if name in self.articles or self.is_ours(place / name)]
        if pages:
            step = self._removal(pages[0])
            yield Stray(place, Kind.LEFTOVER, f"l10n.toml does not name the locale {into} of these pages", step, into)

    def _removal(self, path: PurePosixPath) -> str:
        if self.is_ours(path):
            return "`l10n build` removes it"
        return "delete it if nobody needs it: that `l10n build` wrote it is not known, or it was changed since"

    def _clashes(self) -> Iterator[Stray]:
        first: dict[str, PurePosixPath] = {}
        source = PurePosixPath(self.project.configuration.source)
        for article in sorted(self.articles):
            other = first.setdefault(folded(article.as_posix()), article)
            if other != article:
                message = f"macOS and Windows take it, and what is made of it, for {_shown(source / other)}"
                yield Stray(source / article, Kind.NAME_CLASH, message, "rename one of them", article=article)

    def _place(self, path: Path) -> PurePosixPath:
        return PurePosixPath(path.relative_to(self.project.root).as_posix())


_ANY = PurePosixPath("x")


def folded(path: str) -> str:
    """A path as file systems compare it that know neither capitals nor how a letter is composed."""
    return normalize("NFC", normalize("NFC", path).casefold())


def _shown(path: PurePosixPath) -> str:
    return os.fsencode(path).decode("utf-8", "replace")


def _is_article(name: PurePosixPath) -> bool:
    return name.suffix.lower() in SUFFIXES and not any(part.startswith(".") for part in name.parts)


def _locale(name: str) -> Locale | None:
    """The locale of a folder's name, if it is one."""
    try:
        return locale(name)
    except UsageError:
        return None


def _files(folder: Path) -> Iterable[PurePosixPath]:
    """The files below a folder, by their paths in it, sorted."""
    found: list[PurePosixPath] = []
    for at, _, names in os.walk(folder):
        below = PurePosixPath(Path(at).relative_to(folder).as_posix())
        found += (below / name for name in names)
    return sorted(found)
