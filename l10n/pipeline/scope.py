"""What a check looks at: all of a project, what lies at some paths, or what a branch touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from l10n.errors import UsageError
from l10n.formats import SUFFIXES
from l10n.layout import Stray
from l10n.locales import Locale
from l10n.pipeline.articles import Article
from l10n.pipeline.strays import strays
from l10n.pipeline.touched import Touched
from l10n.problem import Problem
from l10n.project import Project


@dataclass(frozen=True)
class Scope:
    """Articles in locales, and what of them is told."""

    project: Project
    paths: tuple[Path, ...] | None = None
    """Articles, catalogues and templates, or folders of them; all of the project where it is None."""
    touched: Touched | None = None
    """Only problems of this are told; of everything where it is None."""

    @property
    def is_whole(self) -> bool:
        """Whether all of the project is told."""
        return self.paths is None and self.touched is None

    @cached_property
    def articles(self) -> tuple[PurePosixPath, ...]:
        """The articles to read, sorted."""
        locales = self.project.locales
        names = self.project.articles(SUFFIXES)
        return tuple(name for name in names if any(self.includes(name, locale) for locale in locales))

    def includes(self, article: PurePosixPath, locale: Locale) -> bool:
        """Whether an article is looked at in a locale."""
        if self.touched is not None and not self.touched.concerns(article, locale):
            return False
        return self.paths is None or any(map(self._lies_at(article, locale), self._resolved))

    @cached_property
    def _resolved(self) -> Sequence[Path]:
        return [path.resolve() for path in self.paths or ()]

    def _lies_at(self, article: PurePosixPath, locale: Locale) -> Callable[[Path], bool]:
        """Whether the article, its template or its catalogue in a locale is at or below a path."""
        project = self.project
        files = (project.source / article, project.template(article), project.catalogue(article, locale))
        places = [file.resolve() for file in files]
        return lambda path: any(place.is_relative_to(path) for place in places)

    @cached_property
    def strays(self) -> tuple[Stray, ...]:
        """What no article accounts for: at the paths, or touched itself or by what happened to its article."""
        found = strays(self.project)
        if self.touched is not None:
            changed = [PurePosixPath(path.as_posix()) for path in self.touched.changes]
            found = tuple(each for each in found if self._is_touched(each, changed))
        if self.paths is None:
            return found
        return tuple(each for each in found if any(self._is_at(each, path) for path in self._resolved))

    def _is_touched(self, stray: Stray, changed: Sequence[PurePosixPath]) -> bool:
        article = PurePosixPath(self.project.configuration.source) / stray.article if stray.article else None
        return any(path.is_relative_to(stray.path) or path == article for path in changed)

    def _is_at(self, stray: Stray, path: Path) -> bool:
        place = (self.project.root / stray.path).resolve()
        return place.is_relative_to(path) or path.is_relative_to(place)

    def unknown(self) -> Iterator[Path]:
        """Those of the paths at which nothing of the project lies."""
        names = self.project.articles(SUFFIXES) if self.paths else ()
        known = [self._lies_at(name, locale) for name in names for locale in self.project.locales]
        all_strays = strays(self.project) if self.paths else ()
        for path, given in zip(self._resolved, self.paths or (), strict=True):
            if not any(lies_at(path) for lies_at in known) and not any(self._is_at(each, path) for each in all_strays):
                yield given

    def told(self, problems: Sequence[Problem], article: Article, locale: Locale) -> Sequence[Problem]:
        """Those of the problems of an article in a locale that are told."""
        if self.touched is None or not problems:
            return problems
        pair = self.touched.of(article, locale)
        return [problem for problem in problems if pair.has(problem)]


def scope(
    project: Project, paths: Sequence[Path], touched: Touched | None = None, *, ignore_unknown: bool = False
) -> Scope:
    """The scope of some paths, of everything where there are none.

    UsageError where nothing of the project lies at one of them, unless such ones are to be ignored.
    """
    wanted = Scope(project, tuple(paths) or None, touched)
    for path in () if ignore_unknown else wanted.unknown():
        source = project.configuration.source
        known = " ".join(sorted(SUFFIXES))
        raise UsageError(f"{path}: no article of {source}/ (known: {known}), and no catalogue or template of one")
    return wanted
