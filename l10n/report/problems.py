"""Problems as text for people, and in the formats of the programs that show them beside the code."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from l10n.columns import visible
from l10n.problem import Problem, Severity
from l10n.report.findings import Report, shown
from l10n.report.github import github
from l10n.report.gitlab import gitlab
from l10n.report.junit import junit
from l10n.report.sarif import sarif

SCHEMA = "l10n-check/1"
"""What `check.schema.json` describes: fields may come to it; one that goes or changes makes the next number."""


def text(report: Report) -> str:
    """A clickable line for each problem, what to do below it, and a summary; nothing in it acts in a terminal."""
    if not report.problems:
        return "No problems.\n"
    lines = []
    for problem in report.problems:
        place = f"{shown(problem.path)}:{problem.line}"
        locale = f" {problem.locale}" if problem.locale else ""
        lines.append(visible(f"{place}: {problem.severity}[{problem.rule}]{locale}: {problem.message}"))
        below = [problem.hint, f"[source {problem.source}]" if problem.source else ""]
        lines += [f"    {visible(' '.join(filter(None, below)))}"] if any(below) else []
    return "\n".join([*lines, _summary(report.problems)]) + "\n"


def _summary(problems: Sequence[Problem]) -> str:
    counts = Counter(problem.severity for problem in problems)
    found = [_plural(counts[severity], severity) for severity in Severity if counts[severity]]
    return f"{', '.join(found)} in {_plural(len({problem.path for problem in problems}), 'file')}."


def _plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 or word == Severity.INFO else f"{count} {word}s"


def as_json(report: Report) -> str:
    """All fields of all problems, as `check.schema.json` beside this module describes them."""
    found = [
        {
            "path": shown(problem.path),
            "line": problem.line,
            "rule": problem.rule,
            "severity": str(problem.severity),
            "locale": problem.locale,
            "message": problem.message,
            "hint": problem.hint,
            "article": shown(problem.article) if problem.article else None,
            "article_line": problem.article_line,
            "source": problem.source,
        }
        for problem in report.problems
    ]
    known = {"schema": SCHEMA, "version": report.version, "exit_code": report.exit_code}
    return json.dumps({**known, "problems": found}, indent=2, ensure_ascii=False) + "\n"


FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": text,
    "json": as_json,
    "github": github,
    "gitlab": gitlab,
    "sarif": sarif,
    "junit": junit,
}
"""What `--format` takes."""
