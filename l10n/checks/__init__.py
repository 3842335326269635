"""Checks: small generators that look at one article in one locale, or at one entry, and yield what is wrong.

A check is a function `check_<rule>` in a table below; its docstring is its manual: one line, then a bad and a good
example. How much a rule matters in a project is its policy's affair. Nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePath

from l10n.catalogue import digest
from l10n.checks.addresses import check_urls
from l10n.checks.catalogue import check_po
from l10n.checks.characters import check_homoglyph, check_invisible
from l10n.checks.completeness import check_edited_source, check_incomplete, check_length, check_sentences
from l10n.checks.consistency import INCONSISTENT, Disagreement, Reviewed, Said, check_inconsistent, said
from l10n.checks.figures import check_numbers
from l10n.checks.finding import Finding
from l10n.checks.language import check_residue, check_script_share, check_untranslated, check_wrong_language
from l10n.checks.leakage import check_leakage
from l10n.checks.limits import Limits
from l10n.checks.localised import Localised, Pair
from l10n.checks.names import check_designation, check_name_untranslated
from l10n.checks.policy import IGNORE, Policy, ignored, policy
from l10n.checks.punctuation import check_brackets, check_capital, check_end_punct, check_quotes, check_spaces
from l10n.checks.rendering import check_emphasis, check_link
from l10n.checks.repetition import check_doubled_word, check_repetition
from l10n.checks.rule import ArticleCheck, LinkCheck, PairCheck, ProjectCheck, Rule, name_of, rules
from l10n.checks.state import (
    check_broken,
    check_machine,
    check_markup,
    check_missing,
    check_not_extracted,
    check_outdated,
)
from l10n.checks.terms import check_term
from l10n.checks.typography import check_typography, check_yo
from l10n.links import DeadLink
from l10n.locales import Locale
from l10n.problem import Problem, Severity
from l10n.project import nearest

__all__ = [
    "RULES",
    "Limits",
    "Localised",
    "Pair",
    "Policy",
    "Reviewed",
    "Rule",
    "Said",
    "check",
    "check_links",
    "check_together",
    "policy",
    "said",
]


def check_ignore(pair: Pair) -> Iterator[Finding]:
    """A comment that excepts an entry names rules that there are.

    Bad:  # l10n:ignore number
    Good: # l10n:ignore numbers (the source is wrong)
    """
    hint = "`l10n check --rules` lists them"
    named = ignored(pair.entry)
    if not named and any(line.startswith(IGNORE) for line in pair.entry.comments):
        yield Finding(f"`{IGNORE}` names no rule", hint)
    for name in named:
        if name not in RULES:
            yield Finding(f"`{IGNORE}`: unknown rule {name!r}{nearest(name, RULES)}", hint)


ARTICLE_CHECKS: Mapping[ArticleCheck, Severity] = {
    check_broken: Severity.ERROR,
    check_missing: Severity.ERROR,
    check_machine: Severity.ERROR,
    check_outdated: Severity.ERROR,
    check_not_extracted: Severity.ERROR,
    check_markup: Severity.ERROR,
    check_po: Severity.ERROR,
    check_yo: Severity.INFO,
}
"""Checks of an article as a whole."""
PAIR_CHECKS: Mapping[PairCheck, Severity] = {
    check_untranslated: Severity.ERROR,
    check_script_share: Severity.ERROR,
    check_wrong_language: Severity.ERROR,
    check_repetition: Severity.ERROR,
    check_leakage: Severity.ERROR,
    check_urls: Severity.ERROR,
    check_homoglyph: Severity.ERROR,
    check_term: Severity.WARNING,
    check_designation: Severity.WARNING,
    check_name_untranslated: Severity.INFO,
    check_numbers: Severity.WARNING,
    check_length: Severity.WARNING,
    check_incomplete: Severity.WARNING,
    check_residue: Severity.WARNING,
    check_doubled_word: Severity.WARNING,
    check_brackets: Severity.WARNING,
    check_invisible: Severity.WARNING,
    check_edited_source: Severity.WARNING,
    check_quotes: Severity.INFO,
    check_end_punct: Severity.INFO,
    check_sentences: Severity.INFO,
    check_capital: Severity.INFO,
    check_spaces: Severity.INFO,
    check_typography: Severity.INFO,
    check_emphasis: Severity.INFO,
    check_ignore: Severity.WARNING,
}
"""Checks of one translated entry."""
PROJECT_CHECKS: Mapping[ProjectCheck, Severity] = {
    check_inconsistent: Severity.INFO,
}
"""Checks of all articles together."""
LINK_CHECKS: Mapping[LinkCheck, Severity] = {
    check_link: Severity.WARNING,
}
"""Checks of an article's links."""
RULES: Mapping[str, Rule] = rules((ARTICLE_CHECKS, PAIR_CHECKS, LINK_CHECKS, PROJECT_CHECKS))


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
    found = []
    for of_links in LINK_CHECKS:
        rule = name_of(of_links)
        severity = severities.get(rule, RULES[rule].severity)
        for finding in of_links(dead) if severity is not None else ():
            assert severity is not None
            found.append(
                Problem(article, finding.article_line, rule, finding.message, severity, locale.name, finding.hint)
            )
    return tuple(found)


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


def _found(localised: Localised, severities: Mapping[str, Severity | None]) -> Iterator[tuple[str, Finding]]:
    """What the checks that are not off find, each with its entry."""
    for of_article in ARTICLE_CHECKS:
        if severities.get(rule := name_of(of_article), Severity.ERROR) is not None:
            yield from ((rule, finding) for finding in of_article(localised))
    named = [(name_of(each), each) for each in PAIR_CHECKS]
    wanted = [(rule, each) for rule, each in named if severities.get(rule, Severity.ERROR) is not None]
    for pair in localised.pairs() if wanted else ():
        for rule, of_pair in wanted:
            for finding in of_pair(pair):
                yield rule, _of_entry(finding, pair)


def _of_entry(finding: Finding, pair: Pair) -> Finding:
    return Finding(finding.message, finding.hint, finding.severity, finding.entry or pair.entry)


def _problem(
    localised: Localised, rule: str, finding: Finding, severities: Mapping[str, Severity | None]
) -> Problem | None:
    """The finding as people see it; None where its entry is excepted."""
    entry, locale = finding.entry, localised.locale.name
    severity = severities.get(rule) or finding.severity or RULES[rule].severity
    if entry is None:
        return Problem(localised.article, finding.article_line, rule, finding.message, severity, locale, finding.hint)
    if rule in ignored(entry):
        return None
    subject = digest(f"{entry.source}\0{entry.translation}")
    line = localised.lines.get(entry.source, 0)
    return Problem(
        localised.path,
        entry.line,
        rule,
        finding.message,
        severity,
        locale,
        finding.hint,
        subject,
        localised.article if line else None,
        line,
    )
