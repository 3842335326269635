"""SARIF 2.1.0 (OASIS standard, 27 March 2020), as code scanning services read it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import quote

from l10n.problem import Problem, Severity
from l10n.report.findings import Report, fingerprints, said

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_BASE: Final = "%SRCROOT%"
_SEMANTIC = re.compile(r"\d+\.\d+\.\d+")
"""A version that is one of semver.org too."""

_Json = Mapping[str, object]


def sarif(report: Report) -> str:
    """One run with all rules that are known, and a result for each problem."""
    names = sorted({*report.rules, *(problem.rule for problem in report.problems)})
    numbers = {name: number for number, name in enumerate(names)}
    results = [
        _result(report, problem, numbers[problem.rule], fingerprint)
        for problem, fingerprint in zip(report.problems, fingerprints(report.problems), strict=True)
    ]
    run = {
        "tool": {"driver": _driver(report, names)},
        "automationDetails": {"id": "l10n/"},
        "invocations": [{"executionSuccessful": report.exit_code in {0, 1}, "exitCode": report.exit_code}],
        "originalUriBaseIds": {_BASE: {"description": {"text": "The top of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _driver(report: Report, names: list[str]) -> _Json:
    semantic = {"semanticVersion": report.version} if _SEMANTIC.fullmatch(report.version) else {}
    return {"name": "l10n", "version": report.version, **semantic, "rules": [_rule(report, name) for name in names]}


def _rule(report: Report, name: str) -> _Json:
    rule = report.rule(name)
    example = rule.manual.removeprefix(rule.summary).strip("\n")
    return {
        "id": name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {
            "text": rule.manual,
            "markdown": f"{rule.summary}\n\n```text\n{example}\n```" if example else rule.summary,
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(report: Report, problem: Problem, rule: int, fingerprint: str) -> _Json:
    message = said(problem) + (f"\n{problem.hint}" if problem.hint else "")
    result: dict[str, object] = {
        "ruleId": problem.rule,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": message},
        "locations": [{"physicalLocation": _place(report, problem.path, problem.line)}],
        "partialFingerprints": {"l10n/v1": fingerprint},
    }
    if problem.article and problem.article_line:
        place = _place(report, problem.article, problem.article_line)
        result["relatedLocations"] = [{"id": 1, "message": {"text": "in the article"}, "physicalLocation": place}]
    return result


def _place(report: Report, path: Path, line: int) -> _Json:
    return {"artifactLocation": _uri(report, path), "region": {"startLine": max(line, 1)}}


def _uri(report: Report, path: Path) -> _Json:
    """A file as a URI reference (RFC 3986): bytes that may not stand in one, and `:`, as `%` and their code."""
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(os.fsencode((report.folder / path).as_posix())), "uriBaseId": _BASE}
