"""What people and programs are shown: each format says the same problems and counts, in a stable order."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from l10n.catalogue import Catalogue, Entry, digest
from l10n.problem import Problem, Severity
from l10n.report import problems as report
from l10n.report import status as status_report
from l10n.status import Counts, Row, count

PROBLEMS = (
    Problem(
        Path("locales/ru/a.po"), 7, "missing", "not translated: “100%, done: yes”", locale="ru", hint="translate it"
    ),
    Problem(Path("locales/ru/a.po"), 9, "markup", "bad \x01 <b>", Severity.WARNING, "ru"),
    Problem(Path("source/b.md"), 0, "not-extracted", "two\nlines", locale="zh_CN"),
)
ROWS = (
    Row("news/a.md", "ru", Counts(missing=1, machine=2, reviewed=5)),
    Row("news/a.md", "zh_CN", Counts(outdated=1, reviewed=8, obsolete=3)),
    Row("news/很长的名字.md", "ru", None),
)


def test_text() -> None:
    assert report.text(PROBLEMS[:2], version="1") == (
        "locales/ru/a.po:7: error[missing] ru: not translated: “100%, done: yes”\n"
        "    translate it\n"
        "locales/ru/a.po:9: warning[markup] ru: bad \x01 <b>\n"
        "1 error, 1 warning in 1 file.\n"
    )


def test_github_escapes_what_its_commands_need() -> None:
    lines = report.github(PROBLEMS, version="1").splitlines()
    assert lines[0] == (
        "::error file=locales/ru/a.po,line=7,title=l10n missing::ru: not translated: “100%25, done: yes”%0Atranslate it"
    )
    assert lines[2].startswith("::error file=source/b.md,line=1,")
    assert len(lines) == 3


def test_gitlab_fingerprints_outlive_moved_lines() -> None:
    first = json.loads(report.gitlab(PROBLEMS, version="1"))
    moved = [Problem(each.path, each.line + 10, *_rest(each)) for each in PROBLEMS]
    second = json.loads(report.gitlab(moved, version="1"))
    assert [each["fingerprint"] for each in first] == [each["fingerprint"] for each in second]
    assert len({each["fingerprint"] for each in first}) == 3
    assert {each["severity"] for each in first} == {"major", "minor"}
    assert first[2]["location"] == {"path": "source/b.md", "lines": {"begin": 1}}


def _rest(problem: Problem) -> tuple[str, str, Severity, str, str]:
    return problem.rule, problem.message, problem.severity, problem.locale, problem.hint


def test_sarif() -> None:
    (run,) = json.loads(report.sarif(PROBLEMS, version="1.2"))["runs"]
    assert run["tool"]["driver"]["version"] == "1.2"
    assert [result["ruleId"] for result in run["results"]] == ["missing", "markup", "not-extracted"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1


def test_junit_counts_failures_and_survives_control_characters() -> None:
    root = ET.fromstring(report.junit(PROBLEMS, version="1"))  # noqa: S314 - our own output
    assert (root.get("tests"), root.get("failures")) == ("3", "2")
    assert [suite.get("name") for suite in root] == ["locales/ru/a.po", "source/b.md"]
    assert len(root.findall(".//failure")) == 2


@pytest.mark.parametrize("name", report.FORMATS)
def test_no_problems(name: str) -> None:
    """Every format has something to say about a clean project, if only that it is clean."""
    said = report.FORMATS[name]((), version="1")
    assert said == "" if name == "github" else said.endswith("\n")


def test_json_has_a_versioned_schema() -> None:
    found = json.loads(report.as_json(PROBLEMS, version="1"))
    assert found["schema"] == "l10n-check/1"
    assert found["problems"][0]["path"] == "locales/ru/a.po"
    counted = json.loads(status_report.as_json(ROWS))
    assert counted["schema"] == "l10n-status/1"
    assert counted["articles"][2]["extracted"] is False
    assert counted["locales"][0] == {"locale": "ru"} | counted["locales"][0]
    assert counted["locales"][1]["reviewed"] == 8


def test_table() -> None:
    assert status_report.table(ROWS, width=100).splitlines() == [
        "article             locale                   reviewed  machine  outdated  missing",
        "news/a.md           ru      ██████░░░░  62%         5        2         0        1",
        "news/a.md           zh_CN   ████████░░  88%         8        0         1        0",
        "news/很长的名字.md  ru      not extracted yet: run `l10n extract`",
        "",
        "all articles        ru      ██████░░░░  62%         5        2         0        1",
        "all articles        zh_CN   ████████░░  88%         8        0         1        0",
    ]


def test_table_in_a_narrow_terminal_shortens_names_in_the_middle() -> None:
    rows = [Row("news/2023/04/a-very-long-name-of-an-article.md", "ru", Counts(reviewed=1))]
    line = status_report.table(rows, width=60).splitlines()[1]
    assert line.startswith("news/…article.md  ru")


def test_markdown_and_badge() -> None:
    assert "| news/a.md | ru | 62% | 5 | 2 | 0 | 1 |" in status_report.markdown(ROWS)
    svg = ET.fromstring(status_report.badge(ROWS))  # noqa: S314 - our own output
    assert svg.get("aria-label") == "reviewed: 76%"


def test_counts_tell_accepted_from_edited() -> None:
    """A draft reviewed as it was, and one that its reviewer rewrote; a person's own work is neither."""
    provenance = "l10n:mt argos en_ru 1.9 h=7dd12f6a"
    entries = (
        Entry("a", "А", comments=(provenance.replace("7dd12f6a", digest("А")),)),
        Entry("b", "Б", comments=(provenance,)),
        Entry("c", "В"),
        Entry("d"),
    )
    counts = count(Catalogue(None, entries))
    assert (counts.reviewed, counts.accepted, counts.edited, counts.missing) == (3, 1, 1, 1)
    assert counts.origins == (("argos en_ru 1.9", 2), ("person", 1))
    doubled = json.loads(status_report.as_json([Row("a", "ru", counts), Row("b", "ru", counts)]))
    assert doubled["locales"][0]["origins"] == {"argos en_ru 1.9": 4, "person": 2}
