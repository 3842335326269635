"""Workflow commands, which GitHub's runner turns into annotations beside the code."""

from __future__ import annotations

import re

from l10n.columns import visible
from l10n.problem import Problem, Severity
from l10n.report.findings import Report, said

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(report: Report) -> str:
    """A command for each problem; nothing where there is none. Nothing in it acts in a terminal or begins a command."""
    return "".join(_line(report, problem) for problem in report.problems)


def _line(report: Report, problem: Problem) -> str:
    values = {
        "title": f"l10n {problem.rule}",
        "file": report.place(problem.path),
        "line": str(max(problem.line, 1)),
    }
    properties = ",".join(f"{name}={_escaped(visible(value), ':,')}" for name, value in values.items())
    message = "\n".join(map(visible, [said(problem), *report.more(problem)]))
    return f"::{_LEVELS[problem.severity]} {properties}::{_escaped(message)}\n"


def _escaped(value: str, more: str = "") -> str:
    """A value as `@actions/toolkit` writes it: `%`, line ends, and in properties `:` and `,`, as `%` and their code."""
    return re.sub(f"[%\r\n{more}]", lambda found: f"%{ord(found[0]):02X}", value)
