"""What is wrong with catalogues, and what is in them; nothing is written but a cache of what was found."""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

from l10n.checks import RULES, Localised, Policy, Reviewed, Said, check, check_links, check_together, policy, said
from l10n.engines import cores
from l10n.errors import InputError, L10nError
from l10n.formats import SUFFIXES
from l10n.links import Site, dead_links, references
from l10n.locales import Locale
from l10n.pipeline.articles import Article, Reading, Terminology, catalogue_of, localised_page, stamp
from l10n.pipeline.outcome import Outcome, Progress, silent
from l10n.pipeline.scope import Scope
from l10n.pipeline.style import style_of
from l10n.pipeline.verdicts import Verdict, Verdicts, packed, unpacked
from l10n.problem import Problem
from l10n.project import CACHES, Project
from l10n.report.findings import UNREADABLE
from l10n.status import Row, count
from l10n.terms import Glossary
from l10n.typography import Style

VERDICTS = f"{CACHES}/checks.sqlite"
_SHARE = 50
"""Articles in a locale that make worker processes worth their start of half a second."""


def check_articles(
    reading: Reading,
    locales: Sequence[Locale],
    require: str,
    progress: Progress = silent,
    scope: Scope | None = None,
) -> Outcome:
    """What is wrong with the articles' catalogues, as far as the scope goes.

    What did not change since it was checked is not checked again; the rest is shared by all cores. UsageError where
    the configuration names rules that there are not.
    """
    if not reading.articles:
        return Outcome()
    project = reading.articles[0].project
    how = policy(project.configuration, RULES)
    damaged = _glossary_errors(project)
    errors: list[L10nError] = [*damaged]
    cases = [
        _Case(article, locale, require, alone=not number)
        for article in reading.articles
        for number, locale in enumerate(_included(article, locales, scope))
    ]
    with Verdicts(project.root / VERDICTS) as verdicts, progress("Checking", len(cases)) as step:
        glossary = Terminology(project).fingerprint
        stamps = {each.name: each.stamp(glossary) for each in cases}
        known = verdicts.known(stamps.items())
        step(len(known))
        found = dict(known)
        fresh: list[tuple[str, str, str]] = []
        for case, result in _judged([each for each in cases if each.name not in known]):
            step(1)
            if isinstance(result, InputError):
                errors.append(result)
            elif (verdict := unpacked(result)) is not None:
                found[case.name] = verdict
                fresh.append((case.name, stamps[case.name], result))
        verdicts.remember(() if damaged else fresh)
    problems = _all_problems(cases, found, how)
    return Outcome(errors=tuple(errors), problems=problems if scope is None else _told(problems, cases, scope))


def _included(article: Article, locales: Sequence[Locale], scope: Scope | None) -> list[Locale]:
    return [locale for locale in locales if scope is None or scope.includes(article.name, locale)]


def _all_problems(cases: Iterable[_Case], found: dict[str, Verdict], how: Policy) -> tuple[Problem, ...]:
    judged = [(case, found[case.name]) for case in cases if case.name in found]
    problems = [problem for _, verdict in judged for problem in verdict.problems]
    together = check_together((case.reviewed(verdict.said) for case, verdict in judged), how)
    return tuple(sorted([*problems, *together, *_of_links(judged, how)]))


def _of_links(judged: Sequence[tuple[_Case, Verdict]], how: Policy) -> Iterator[Problem]:
    """What leads nowhere: looked at each time, since files come and go while articles stay."""
    if not judged:
        return
    project = judged[0][0].article.project
    site = Site(project)
    for case, verdict in judged:
        name = case.article.name
        dead = dead_links(site, name, verdict.links)
        yield from check_links(project.relative(project.source / name), name, case.locale, dead, how)


def _told(problems: Sequence[Problem], cases: Iterable[_Case], scope: Scope) -> tuple[Problem, ...]:
    """The problems that the scope tells, in their order."""
    by_place: dict[Path, list[Problem]] = {}
    for problem in problems:
        by_place.setdefault(problem.path, []).append(problem)
    told: set[Problem] = set()
    for case in cases:
        project, name = case.article.project, case.article.name
        files = (project.source / name, project.catalogue(name, case.locale))
        found = [problem for file in files for problem in by_place.get(project.relative(file), ())]
        mine = [problem for problem in found if problem.locale == case.locale.name]
        told.update(scope.told(mine, case.article, case.locale))
    return tuple(problem for problem in problems if problem in told)


def unreadable(errors: Iterable[L10nError]) -> tuple[Problem, ...]:
    """Files that could not be read, or are damaged, as problems."""
    return tuple(
        Problem(error.path, error.line or 0, UNREADABLE, error.reason)
        for error in errors
        if isinstance(error, InputError)
    )


@dataclass(frozen=True, slots=True)
class _Case:
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


_Result = str | InputError
"""A verdict, packed, or why there is none."""


def _judged(cases: Sequence[_Case]) -> Iterator[tuple[_Case, _Result]]:
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


def _judged_by(workers: int, cases: Sequence[_Case]) -> Iterator[tuple[_Case, _Result]]:
    size = max(1, min(16, len(cases) // (4 * workers)))
    parts = [cases[at : at + size] for at in range(0, len(cases), size)]
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=_prepare) as pool:
        waiting = {pool.submit(_verdicts, part): part for part in parts}
        try:
            for done in as_completed(waiting):
                yield from zip(waiting[done], done.result(), strict=True)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _prepare() -> None:
    """Ctrl-C is for the process that people see; it ends its workers. Their values are in no circles, and soon gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()


def _verdicts(cases: Sequence[_Case]) -> list[_Result]:
    return [_verdict(case) for case in cases]


def _verdict(case: _Case) -> _Result:
    try:
        localised = _localised(case)
        _, how = _rulebook(case.article.project)
        problems = check(localised, how, case.article.name)
    except InputError as error:
        return error
    links = references(case.article.name, case.article.source) if case.alone else ()
    return packed(Verdict(problems, tuple(said(localised)), tuple(links)))


def _localised(case: _Case) -> Localised:
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


def _glossary_errors(project: Project) -> list[InputError]:
    for known in (_rulebook, _style):
        known.cache_clear()  # the glossary may have changed since
    try:
        _ = Terminology(project).glossary
    except InputError as error:
        return [error]
    return []


def status(project: Project, paths: Sequence[Path], locales: Sequence[Locale]) -> tuple[tuple[Row, ...], Outcome]:
    """The counts of each article and locale; only catalogues are read."""
    rows: list[Row] = []
    errors: list[L10nError] = []
    for name in project.articles(SUFFIXES, paths):
        for locale in locales:
            try:
                catalogue = catalogue_of(project, name, locale)
            except InputError as error:
                errors.append(error)
                continue
            rows.append(Row(str(name), locale.name, count(catalogue) if catalogue else None))
    return tuple(rows), Outcome(errors=tuple(errors))
