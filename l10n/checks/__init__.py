"""Checks: small generators that look at one article in one locale, or at one entry, and yield what is wrong.

A check is a function `check_<rule>` in `table`; its docstring is its manual: one line, then a bad and a good
example. How much a rule matters in a project is its policy's affair. Nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TypeVar

from l10n.catalogue import digest
from l10n.checks.consistency import INCONSISTENT, Disagreement, Reviewed, Said, check_inconsistent, said
from l10n.checks.finding import Finding, subject
from l10n.checks.limits import Limits
from l10n.checks.localised import Localised, Pair
from l10n.checks.policy import REFUSALS, UNEXCEPTABLE, Policy, policy
from l10n.checks.rule import AnyCheck, Rule, name_of
from l10n.checks.table import ARTICLE_CHECKS, LAYOUT_CHECKS, LINK_CHECKS, PAIR_CHECKS, RULES
from l10n.exemptions import MARKUP
from l10n.layout import Stray
from l10n.links import DeadLink
from l10n.locales import Locale, locale
from l10n.problem import Problem, Severity

__all__ = [
    "REFUSALS",
    "RULES",
    "Limits",
    "Localised",
    "Pair",
    "Policy",
    "Reviewed",
    "Rule",
    "Said",
    "check",
    "check_layout",
    "check_links",
    "check_together",
    "policy",
    "said",
]


def check(localised: Localised, how: Policy | None = None, name: PurePath | None = None) -> tuple[Problem, ...]:
    """Everything that the checks find, in a stable order.

    `how`: the project's words on rules; `name`: of the article below `source`, by which they may differ.
    """
    severities = (how or Policy()).of(name or localised.article, localised.locale)
    found = (_problem(localised, rule, finding, severities) for rule, finding in _found(localised, severities))
    return tuple(sorted(problem for problem in found if problem is not None))


def check_links(
    article: Path, name: PurePath, locale: Locale, dead: Iterable[DeadLink], how: Policy | None = None
) -> tuple[Problem, ...]:
    """What the checks of an article's links find; `article` relative to the project, `name` below `source`."""
    severities = (how or Policy()).of(name, locale)
    found = tuple(dead)
    return tuple(
        _of_article(article, rule, finding, severities, locale)
        for rule, of_links in _wanted(LINK_CHECKS, severities)
        for finding in of_links(found)
    )


def check_layout(strays: Iterable[Stray], how: Policy | None = None) -> tuple[Problem, ...]:
    """What the checks of how files lie find."""
    found = tuple(strays)
    named = [(name_of(each), each) for each in LAYOUT_CHECKS]
    return tuple(
        Problem(Path(stray.path), 0, rule, stray.message, severity, stray.locale, stray.hint)
        for rule, of_layout in named
        for stray in of_layout(found)
        if (severity := _of_stray(stray, rule, how or Policy())) is not None
    )


def _of_stray(stray: Stray, rule: str, how: Policy) -> Severity | None:
    """What the project says of it; exceptions count for what was made of one article in one locale."""
    exact = how.of(stray.article, locale(stray.locale)) if stray.article and stray.locale else how.severities
    return exact.get(rule, RULES[rule].severity)


def check_together(found: Iterable[Reviewed], how: Policy | None = None) -> tuple[Problem, ...]:
    """What the checks of a whole project find."""
    default = RULES[INCONSISTENT].severity
    worth = [(each, (how or Policy()).of(each.name, each.locale).get(INCONSISTENT, default)) for each in found]
    severities = {each.path: severity for each, severity in worth if severity is not None}
    told = check_inconsistent([each for each, severity in worth if severity is not None])
    return tuple(_disagreement(each, severities[each.where.path]) for each in told)


def _disagreement(each: Disagreement, severity: Severity) -> Problem:
    where, said_ = each.where, each.said
    return Problem(
        where.path,
        said_.line,
        INCONSISTENT,
        each.message,
        severity,
        where.locale.name,
        each.hint,
        said_.subject,
        where.article,
        said_.article_line,
    )


_Check = TypeVar("_Check", bound=AnyCheck)


def _wanted(checks: Iterable[_Check], severities: Mapping[str, Severity | None]) -> list[tuple[str, _Check]]:
    """The checks that are not off, by their rules."""
    named = ((name_of(each), each) for each in checks)
    return [(rule, each) for rule, each in named if severities.get(rule, Severity.ERROR) is not None]


def _found(localised: Localised, severities: Mapping[str, Severity | None]) -> Iterator[tuple[str, Finding]]:
    """What the checks that are not off find, each with its entry."""
    for rule, of_article in _wanted(ARTICLE_CHECKS, severities):
        yield from ((rule, finding) for finding in of_article(localised))
    wanted = _wanted(PAIR_CHECKS, severities)
    for pair in localised.pairs() if wanted else ():
        for rule, of_pair in wanted:
            for finding in of_pair(pair):
                yield rule, finding if finding.entry else replace(finding, entry=pair.entry)


def _problem(
    localised: Localised, rule: str, finding: Finding, severities: Mapping[str, Severity | None]
) -> Problem | None:
    """The finding as people see it; None where its entry is excepted."""
    entry = finding.entry
    if entry is None:
        return _of_article(localised.article, rule, finding, severities, localised.locale)
    if rule not in UNEXCEPTABLE | {MARKUP} and rule in localised.exemptions.of(entry):
        return None
    line = localised.lines.get(entry.source, 0)
    return Problem(
        localised.path,
        entry.line,
        rule,
        finding.message,
        _severity(rule, finding, severities),
        localised.locale.name,
        finding.hint,
        subject(entry),
        localised.article if line else None,
        line,
        "" if rule in UNEXCEPTABLE else digest(entry.source),
    )


def _of_article(
    article: Path, rule: str, finding: Finding, severities: Mapping[str, Severity | None], locale: Locale
) -> Problem:
    """A finding that is about no entry."""
    severity = _severity(rule, finding, severities)
    return Problem(article, finding.article_line, rule, finding.message, severity, locale.name, finding.hint)


def _severity(rule: str, finding: Finding, severities: Mapping[str, Severity | None]) -> Severity:
    """What the project says, else the finding, else the rule."""
    return severities.get(rule) or finding.severity or RULES[rule].severity
