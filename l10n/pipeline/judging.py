"""Verdicts: what the checks say of an article in a locale, of many by a process for each core."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context

from l10n.checks import RULES, Localised, Policy, Reviewed, Said, check, policy, said
from l10n.engines import cores
from l10n.errors import InputError
from l10n.exemptions import exemptions
from l10n.links import references
from l10n.locales import Locale
from l10n.pipeline.articles import Article, Terminology, catalogue_of, handled, localised_page, stamp
from l10n.pipeline.style import style_of
from l10n.pipeline.verdicts import Verdict, packed
from l10n.project import Project
from l10n.terms import Glossary
from l10n.typography import Style

_SHARE = 50
"""Articles in a locale that make worker processes worth their start of half a second."""


@dataclass(frozen=True, slots=True)
class Case:
    """An article in a locale, to be checked."""

    article: Article
    locale: Locale
    require: str
    alone: bool
    """Whether what is the article's own is looked at: once, however many locales there are."""

    @property
    def name(self) -> str:
        """What its verdict is known by."""
        return f"{self.locale.name} {self.article.name}"

    def reviewed(self, texts: Sequence[Said]) -> Reviewed:
        """What is reviewed of it."""
        project, name = self.article.project, self.article.name
        article, path = project.source / name, project.catalogue(name, self.locale)
        return Reviewed(name, project.relative(article), project.relative(path), self.locale, texts)

    def stamp(self, glossary: str) -> str:
        """The fingerprint of everything that its verdict depends on."""
        path = self.article.project.catalogue(self.article.name, self.locale)
        alone = "alone" if self.alone else ""
        return stamp(self.article, (path,), "check", self.require, self.locale.name, glossary, alone)


Result = str | InputError
"""A verdict, packed, or why there is none."""


def judged(cases: Sequence[Case]) -> Iterator[tuple[Case, Result]]:
    """The verdict of each case as it comes, or why there is none; many of them by a process for each core."""
    workers = min(cores(), len(cases) // _SHARE)
    if workers < 2:
        yield from ((case, _verdict(case)) for case in cases)
        return
    left = {case.name: case for case in cases}
    try:
        for case, result in _judged_by(workers, cases):
            del left[case.name]
            yield case, result
    except BrokenProcessPool:  # one was ended from outside: what it left is done here
        yield from ((case, _verdict(case)) for case in list(left.values()))


def _judged_by(workers: int, cases: Sequence[Case]) -> Iterator[tuple[Case, Result]]:
    size = max(1, min(16, len(cases) // (4 * workers)))
    parts = [cases[at : at + size] for at in range(0, len(cases), size)]
    with (
        _nothing_imported_from_here(),
        ProcessPoolExecutor(workers, get_context("spawn"), initializer=_prepare) as pool,
    ):
        waiting = {pool.submit(_verdicts, part): part for part in parts}
        try:
            for done in as_completed(waiting):
                yield from zip(waiting[done], done.result(), strict=True)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


@contextmanager
def _nothing_imported_from_here() -> Iterator[None]:
    """Python processes started meanwhile import no module that lies in the current folder, which may be anybody's."""
    before = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_SAFE_PATH]
        else:
            os.environ[_SAFE_PATH] = before


_SAFE_PATH = "PYTHONSAFEPATH"


def _prepare() -> None:
    """Ctrl-C is for the process that people see; it ends its workers. Their values are in no circles, and soon gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()


def _verdicts(cases: Sequence[Case]) -> list[Result]:
    return [_verdict(case) for case in cases]


def _verdict(case: Case) -> Result:
    try:
        with handled(case.article):
            localised = _localised(case)
            _, how = _rulebook(case.article.project)
            problems = check(localised, how, case.article.name)
            links = references(case.article.name, case.article.source) if case.alone else ()
            return packed(Verdict(problems, tuple(said(localised)), tuple(links)))
    except InputError as error:
        return error


def _localised(case: Case) -> Localised:
    article, locale = case.article, case.locale
    project = article.project
    glossary, how = _rulebook(project)
    catalogue = catalogue_of(project, article.name, locale)
    return Localised(
        project.relative(project.source / article.name),
        project.relative(project.catalogue(article.name, locale)),
        localised_page(project, article.page, catalogue),
        catalogue,
        locale,
        case.require,
        glossary,
        limits=how.limits,
        designations=project.configuration.designations,
        outdated=project.configuration.build_outdated,
        exemptions=exemptions(project.configuration.check_ignore, article.name, locale),
        style=_style(project, locale),
    )


@lru_cache(maxsize=1)
def _rulebook(project: Project) -> tuple[Glossary, Policy]:
    """The terms and rules of a project, read once a process; no terms where the glossary is damaged."""
    try:
        glossary = Terminology(project).glossary
    except InputError:
        glossary = Glossary(project.source_locale)
    return glossary, policy(project.configuration, RULES)


@lru_cache(maxsize=32)
def _style(project: Project, locale: Locale) -> Style | None:
    return style_of(project, locale)


def glossary_errors(project: Project) -> list[InputError]:
    """Why the glossary cannot be read, if so; it is read anew, since it may have changed."""
    for known in (_rulebook, _style):
        known.cache_clear()
    try:
        _ = Terminology(project).glossary
    except InputError as error:
        return [error]
    return []
