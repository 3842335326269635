"""Problems as text for people, and in the formats of the programs that show them beside the code."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from xml.etree import ElementTree as ET

from l10n.problem import Problem, Severity

SCHEMA = "l10n-check/1"


def text(problems: Sequence[Problem], *, version: str) -> str:
    """A clickable line for each problem, what to do below it, and a summary."""
    del version
    if not problems:
        return "No problems.\n"
    lines = []
    for problem in problems:
        place = f"{problem.path.as_posix()}:{problem.line}"
        lines.append(f"{place}: {problem.severity}[{problem.rule}] {problem.locale}: {problem.message}")
        lines += [f"    {problem.hint}"] if problem.hint else []
    return "\n".join([*lines, _summary(problems)]) + "\n"


def _summary(problems: Sequence[Problem]) -> str:
    counts = Counter(problem.severity for problem in problems)
    found = [_plural(counts[severity], severity) for severity in Severity if counts[severity]]
    return f"{', '.join(found)} in {_plural(len({problem.path for problem in problems}), 'file')}."


def _plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 or word == Severity.INFO else f"{count} {word}s"


def as_json(problems: Sequence[Problem], *, version: str) -> str:
    """All fields of all problems; the schema's version changes when a field does."""
    found = [
        {
            "path": problem.path.as_posix(),
            "line": problem.line,
            "rule": problem.rule,
            "severity": str(problem.severity),
            "locale": problem.locale,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    return _dumped({"schema": SCHEMA, "version": version, "problems": found})


def _dumped(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(problems: Sequence[Problem], *, version: str) -> str:
    """Workflow commands that GitHub turns into annotations."""
    del version
    return "".join(_github_line(problem) for problem in problems)


def _github_line(problem: Problem) -> str:
    values = {"file": problem.path.as_posix(), "line": str(max(problem.line, 1)), "title": f"l10n {problem.rule}"}
    properties = ",".join(f"{name}={_github_escaped(value, ':,')}" for name, value in values.items())
    message = _github_escaped(f"{problem.locale}: {problem.message}" + (f"\n{problem.hint}" if problem.hint else ""))
    return f"::{_GITHUB_LEVELS[problem.severity]} {properties}::{message}\n"


def _github_escaped(value: str, more: str = "") -> str:
    return re.sub(f"[%\r\n{more}]", lambda found: f"%{ord(found[0]):02X}", value)


_GITLAB_LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def gitlab(problems: Sequence[Problem], *, version: str) -> str:
    """A code quality report."""
    del version
    found = [
        {
            "description": f"{problem.locale}: {problem.message}",
            "check_name": problem.rule,
            "fingerprint": fingerprint,
            "severity": _GITLAB_LEVELS[problem.severity],
            "location": {"path": problem.path.as_posix(), "lines": {"begin": max(problem.line, 1)}},
        }
        for problem, fingerprint in zip(problems, _fingerprints(problems), strict=True)
    ]
    return _dumped(found)


def _fingerprints(problems: Sequence[Problem]) -> list[str]:
    """What a problem is known by when lines move: everything but its line, and its number among equals."""
    seen: Counter[str] = Counter()
    found = []
    for problem in problems:
        known = f"{problem.path.as_posix()}\0{problem.rule}\0{problem.locale}\0{problem.message}"
        seen[known] += 1
        found.append(hashlib.sha256(f"{known}\0{seen[known]}".encode()).hexdigest())
    return found


_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(problems: Sequence[Problem], *, version: str) -> str:
    """SARIF 2.1.0 (OASIS), as code scanning services read it."""
    rules = sorted({problem.rule for problem in problems})
    results = [
        {
            "ruleId": problem.rule,
            "ruleIndex": rules.index(problem.rule),
            "level": _SARIF_LEVELS[problem.severity],
            "message": {"text": f"{problem.locale}: {problem.message}"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": problem.path.as_posix(), "uriBaseId": "%SRCROOT%"},
                        "region": {"startLine": max(problem.line, 1)},
                    }
                }
            ],
            "partialFingerprints": {"l10n/v1": fingerprint},
        }
        for problem, fingerprint in zip(problems, _fingerprints(problems), strict=True)
    ]
    driver = {"name": "l10n", "version": version, "rules": [{"id": rule} for rule in rules]}
    run = {"tool": {"driver": driver}, "results": results, "columnKind": "unicodeCodePoints"}
    return _dumped(
        {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]},
    )


_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold (section 2.2)."""


def junit(problems: Sequence[Problem], *, version: str) -> str:
    """A JUnit report: a suite for each file, a failed test for each error, a passed one with a note for the rest."""
    del version
    failures = sum(problem.severity is Severity.ERROR for problem in problems)
    root = ET.Element("testsuites", name="l10n", tests=str(max(len(problems), 1)), failures=str(failures))
    for path in dict.fromkeys(problem.path for problem in problems):
        _suite(root, path.as_posix(), [problem for problem in problems if problem.path == path])
    if not problems:
        suite = ET.SubElement(root, "testsuite", name="l10n", tests="1", failures="0")
        ET.SubElement(suite, "testcase", classname="l10n", name="check")
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(root: ET.Element, path: str, problems: Sequence[Problem]) -> None:
    failures = sum(problem.severity is Severity.ERROR for problem in problems)
    suite = ET.SubElement(root, "testsuite", name=_xml(path), tests=str(len(problems)), failures=str(failures))
    for problem in problems:
        name = _xml(f"{problem.rule} ({problem.locale}) line {problem.line}")
        case = ET.SubElement(suite, "testcase", classname=_xml(path), name=name)
        if problem.severity is Severity.ERROR:
            failure = ET.SubElement(case, "failure", message=_xml(problem.message), type=problem.rule)
            failure.text = _xml(f"{path}:{problem.line}: {problem.message}\n{problem.hint}")
        else:
            ET.SubElement(case, "system-out").text = _xml(f"{problem.severity}: {problem.message}")


def _xml(value: str) -> str:
    return _NOT_XML.sub("\ufffd", value)


FORMATS: Mapping[str, Callable[..., str]] = {
    "text": text,
    "json": as_json,
    "github": github,
    "gitlab": gitlab,
    "sarif": sarif,
    "junit": junit,
}
"""What `--format` takes; each is called with the problems in order and the program's version."""
