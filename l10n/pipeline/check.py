"""What is wrong with catalogues; nothing is written but a cache of what was found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from l10n.catalogue import digest
from l10n.checks import RULES, Policy, check_layout, check_links, check_together, policy
from l10n.errors import InputError, L10nError
from l10n.exemptions import concerns
from l10n.links import Site, dead_links
from l10n.locales import Locale
from l10n.pipeline.articles import Article, Reading, Terminology
from l10n.pipeline.judging import Case, glossary_errors, judged
from l10n.pipeline.outcome import Outcome, Progress, silent
from l10n.pipeline.scope import Scope
from l10n.pipeline.strays import of_locales, strays
from l10n.pipeline.verdicts import Verdict, Verdicts, unpacked
from l10n.problem import Problem, Severity
from l10n.project import CACHES, CONFIGURATION, Ignored, Project
from l10n.report.findings import UNREADABLE

VERDICTS = f"{CACHES}/checks.sqlite"
_KEPT_AT_ONCE = 256


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
        return Outcome(problems=_of_layout(scope.project, locales, scope)) if scope else Outcome()
    project = reading.articles[0].project
    how = policy(project.configuration, RULES)
    cases = [
        Case(article, locale, require, alone=not number)
        for article in reading.articles
        for number, locale in enumerate(_included(article, locales, scope))
    ]
    damaged = glossary_errors(project)
    with Verdicts(project.root / VERDICTS) as verdicts, progress("Checking", len(cases)) as step:
        found, errors = _found(cases, verdicts, Terminology(project).fingerprint, step, keep=not damaged)
    problems = _all_problems([(case, found[case.name]) for case in cases if case.name in found], how)
    told = problems if scope is None else _told(problems, cases, scope)
    about = () if scope and not scope.is_whole else stale_exemptions(reading, RULES["ignore"].severity)
    more = (*_of_layout(project, locales, scope), *about)
    return Outcome(errors=(*damaged, *errors), problems=tuple(sorted([*told, *more])))


def _found(
    cases: Sequence[Case], verdicts: Verdicts, glossary: str, step: Callable[[int], None], *, keep: bool
) -> tuple[dict[str, Verdict], list[InputError]]:
    """The verdicts by the names of their cases, and why there are none of the others.

    `glossary`: its fingerprint; `keep`: whether new ones are remembered.
    """
    stamps = {each.name: each.stamp(glossary) for each in cases}
    found = verdicts.known(stamps.items())
    step(len(found))
    errors: list[InputError] = []
    fresh: list[tuple[str, str, str]] = []
    for case, result in judged([each for each in cases if each.name not in found]):
        step(1)
        if isinstance(result, InputError):
            errors.append(result)
        elif (verdict := unpacked(result)) is not None:
            found[case.name] = verdict
            fresh.append((case.name, stamps[case.name], result))
        if len(fresh) == _KEPT_AT_ONCE and keep:  # an interrupted check goes on from here
            verdicts.remember(fresh)
            fresh = []
    verdicts.remember(fresh if keep else ())
    return found, errors


def stale_exemptions(reading: Reading, severity: Severity) -> Iterator[Problem]:
    """The items of `[[check.ignore]]` that except nothing any more: article, locale or source text is gone."""
    project = reading.articles[0].project
    articles = {article.name.as_posix(): article for article in reading.articles}
    lines = _lines_of_exemptions(project)
    for number, each in enumerate(project.configuration.check_ignore):
        if why := _why_stale(each, articles.get(each.article), project):
            message = f"[[check.ignore]] {each.rule} {each.source} of {each.article}: {why}"
            yield Problem(Path(CONFIGURATION), lines.get(number, 0), "ignore", message, severity, hint="take it out")


def _why_stale(each: Ignored, article: Article | None, project: Project) -> str:
    if article is None:
        return "" if (project.source / each.article).is_file() else "there is no such article"
    if not any(concerns(each, locale) for locale in project.locales):
        return "the project has none of its locales"
    known = {digest(segment.text) for segment in article.page.segments}
    return "" if each.source in known else "the article has no text with this hash"


def _lines_of_exemptions(project: Project) -> dict[int, int]:
    """By the number of an item, its line in the configuration."""
    text = (project.read(project.root / CONFIGURATION) or b"").decode("utf-8", "replace")
    found = (number for number, line in enumerate(text.splitlines(), 1) if _ITEM.match(line))
    return dict(enumerate(found))


_ITEM = re.compile(r"[ \t]*\[\[[ \t]*check[ \t]*\.[ \t]*ignore[ \t]*\]\]")


def _included(article: Article, locales: Sequence[Locale], scope: Scope | None) -> list[Locale]:
    return [locale for locale in locales if scope is None or scope.includes(article.name, locale)]


def _all_problems(found: Sequence[tuple[Case, Verdict]], how: Policy) -> tuple[Problem, ...]:
    problems = [problem for _, verdict in found for problem in verdict.problems]
    together = check_together((case.reviewed(verdict.said) for case, verdict in found), how)
    return tuple(sorted([*problems, *together, *_of_links(found, how)]))


def _of_links(found: Sequence[tuple[Case, Verdict]], how: Policy) -> Iterator[Problem]:
    """What leads nowhere: looked at each time, since files come and go while articles stay."""
    if not found:
        return
    project = found[0][0].article.project
    site = Site(project)
    for case, verdict in found:
        name = case.article.name
        if dead := tuple(dead_links(site, name, verdict.links)):
            yield from check_links(project.relative(project.source / name), name, case.locale, dead, how)


def _of_layout(project: Project, locales: Sequence[Locale], scope: Scope | None) -> tuple[Problem, ...]:
    """What no article accounts for, as far as the scope goes."""
    found = strays(project) if scope is None else scope.strays
    some = found if tuple(locales) == project.locales else of_locales(found, locales)
    return check_layout(some, policy(project.configuration, RULES))


def _told(problems: Sequence[Problem], cases: Iterable[Case], scope: Scope) -> tuple[Problem, ...]:
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
