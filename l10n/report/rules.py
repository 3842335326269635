"""Rules as text for people: all in a table, or one with its manual."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from l10n.checks import REFUSALS, Rule
from l10n.problem import Severity


def table(rules: Iterable[Rule], severities: Mapping[str, Severity | None]) -> str:
    """A line for each rule: its name, what it is worth here, what must hold."""
    rows = [(rule.name, worth(rule, severities), rule.summary) for rule in rules]
    widths = [max(len(row[at]) for row in rows) for at in (0, 1)]
    return "".join(f"{name:{widths[0]}}  {severity:{widths[1]}}  {summary}\n" for name, severity, summary in rows)


def manual(rule: Rule, severities: Mapping[str, Severity | None]) -> str:
    """One rule: what it is worth here and by default, what must hold, examples, and how to except an entry."""
    here = worth(rule, severities)
    default = "" if here == str(rule.severity) else f", {rule.severity} by default"
    if rule.name in REFUSALS:
        return f"{rule.name}: {here}\n\n{rule.manual}\n\n{_FIRM[rule.name]}\n"
    return (
        f"{rule.name}: {here}{default}\n\n{rule.manual}\n\n"
        f'To set it: `rules = {{ {rule.name} = "off" }}` (error, warning, info or off) below `[check]` in l10n.toml,\n'
        f"or below `[[check.paths]]` for some articles. To except an entry: `# l10n:ignore {rule.name}` above it,\n"
        f"or `[[check.ignore]]` in l10n.toml with article, rule and the hash of its source.\n"
    )


_FIRM: Final = {
    "active": "It is always an error: a build refuses such a text.",
    "broken": "It is always an error: no command can use such an entry.",
    "markup": (
        "It is always an error: a build refuses such a text. `# l10n:ignore markup` above an entry has the text built\n"
        "with other links, or without code and emphasis, as long as the structure of the article stays and nothing\n"
        "active comes in."
    ),
}


def worth(rule: Rule, severities: Mapping[str, Severity | None]) -> str:
    """The severity of a rule in a project, or `off`."""
    severity = severities.get(rule.name, rule.severity)
    return "off" if severity is None else str(severity)
