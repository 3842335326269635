"""GitLab's code quality report: issues of the Code Climate specification."""

from __future__ import annotations

import json
from pathlib import Path

from l10n.problem import Problem, Severity
from l10n.report.findings import Report, fingerprints, said

_LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
_CATEGORIES = {Severity.ERROR: "Bug Risk", Severity.WARNING: "Clarity", Severity.INFO: "Clarity"}


def gitlab(report: Report) -> str:
    """A list of issues; an empty one where there is no problem."""
    found = [
        _issue(report, problem, fingerprint)
        for problem, fingerprint in zip(report.problems, fingerprints(report.problems), strict=True)
    ]
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _issue(report: Report, problem: Problem, fingerprint: str) -> dict[str, object]:
    body = "\n\n".join(text for text in (problem.hint, report.rule(problem.rule).summary) if text)
    issue: dict[str, object] = {
        "type": "issue",
        "check_name": problem.rule,
        "description": " ".join(said(problem).split()),  # of one line, the specification says
        "content": {"body": body},
        "categories": [_CATEGORIES[problem.severity]],
        "severity": _LEVELS[problem.severity],
        "fingerprint": fingerprint,
        "location": _location(report, problem.path, problem.line),
    }
    if problem.article and problem.article_line:
        issue["other_locations"] = [_location(report, problem.article, problem.article_line)]
    return issue


def _location(report: Report, path: Path, line: int) -> dict[str, object]:
    return {"path": report.place(path), "lines": {"begin": max(line, 1), "end": max(line, 1)}}
