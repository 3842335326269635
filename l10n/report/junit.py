"""JUnit XML, as the xUnit plugin of Jenkins describes it: what GitLab, Jenkins and others show as tests."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from l10n.problem import Problem, Severity
from l10n.report.findings import Report, said

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold (section 2.2)."""


def junit(report: Report) -> str:
    """A suite for each file, a failed test for each error, a passed one with a note for the rest."""
    root = ET.Element("testsuites", {"name": "l10n"} | _counts(report.problems or (None,)))
    for path in dict.fromkeys(problem.path for problem in report.problems):
        problems = [problem for problem in report.problems if problem.path == path]
        suite = ET.SubElement(root, "testsuite", {"name": _xml(report.place(path))} | _counts(problems))
        names: Counter[str] = Counter()
        for problem in problems:
            suite.append(_case(report, problem, names))
    if not report.problems:
        suite = ET.SubElement(root, "testsuite", {"name": "l10n"} | _counts((None,)))
        ET.SubElement(suite, "testcase", classname="l10n", name="check")
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _counts(problems: Iterable[Problem | None]) -> dict[str, str]:
    """How many tests there are, and how many failed; None is a test that passed."""
    errors = [problem is not None and problem.severity is Severity.ERROR for problem in problems]
    return {"tests": str(len(errors)), "failures": str(sum(errors)), "errors": "0"}


def _case(report: Report, problem: Problem, names: Counter[str]) -> ET.Element:
    """A test named by what is wrong, not by its line, so that it is the same test when lines move."""
    place = report.place(problem.path)
    name = f"{problem.rule}: {' '.join(said(problem).split())}"
    names[name] += 1
    numbered = name if names[name] == 1 else f"{name} #{names[name]}"
    case = ET.Element("testcase", classname=_xml(place), name=_xml(numbered))
    text = _xml("\n".join([f"{place}:{problem.line}: {said(problem)}", *report.more(problem)]))
    if problem.severity is Severity.ERROR:
        ET.SubElement(case, "failure", message=_xml(said(problem)), type=problem.rule).text = text
    else:
        ET.SubElement(case, "system-out").text = f"{problem.severity}: {text}"
    return case


def _xml(value: str) -> str:
    return _NOT_XML.sub("\ufffd", value)
