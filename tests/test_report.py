"""What people and programs are shown: each format says the same problems and counts, in a stable order."""

import json
from dataclasses import replace
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

import pytest

from l10n.catalogue import Catalogue, Entry, digest
from l10n.checks import RULES
from l10n.columns import columns
from l10n.problem import Problem, Severity
from l10n.report import problems as report
from l10n.report import status as status_report
from l10n.report.findings import Report, fingerprints
from l10n.status import Counts, Extraction, Row, count

PROBLEMS = (
    Problem(
        Path("locales/ru/a.po"),
        7,
        "missing",
        "not translated: “100%, done: yes”",
        locale="ru",
        hint="translate it",
        article=Path("source/a.md"),
        article_line=3,
    ),
    Problem(Path("locales/ru/a.po"), 9, "markup", "bad \x01 <b>", Severity.WARNING, "ru"),
    Problem(Path("source/b.md"), 0, "not-extracted", "two\nlines", locale="zh_CN"),
)
ROWS = (
    Row("news/a.md", "ru", Counts(missing=1, machine=2, reviewed=5)),
    Row("news/a.md", "zh_CN", Counts(outdated=1, reviewed=8, obsolete=3)),
    Row("news/很长的名字.md", "ru", Counts(missing=4, unextracted=4), Extraction.NOT_EXTRACTED),
)


def test_text() -> None:
    assert report.text(Report(PROBLEMS[:2])) == (
        "locales/ru/a.po:7: error[missing] ru: not translated: “100%, done: yes”\n"
        "    translate it\n"
        "locales/ru/a.po:9: warning[markup] ru: bad ␁ <b>\n"
        "1 error, 1 warning in 1 file.\n"
    )


def test_github_escapes_what_its_commands_need() -> None:
    lines = report.FORMATS["github"](Report(PROBLEMS)).splitlines()
    assert lines[0] == (
        "::error title=l10n missing,file=locales/ru/a.po,line=7::"
        "ru: not translated: “100%25, done: yes”%0Atranslate it%0Asource/a.md:3"
    )
    assert lines[2].startswith("::error title=l10n not-extracted,file=source/b.md,line=1::")
    assert len(lines) == 3


def test_github_and_junit_name_the_article_from_the_top_of_the_repository() -> None:
    """Also one whose name is no UTF-8, which nothing could print."""
    problem = replace(PROBLEMS[0], article=Path("source/\udcff.md"))
    for name in ("github", "junit"):
        said = report.FORMATS[name](Report((problem,), folder=PurePosixPath("site")))
        assert "site/source/\ufffd.md:3" in said
        assert said.encode()


def test_fingerprints_outlive_moved_lines() -> None:
    moved = tuple(replace(each, line=each.line + 10) for each in PROBLEMS)
    assert fingerprints(PROBLEMS) == fingerprints(moved)
    assert len(set(fingerprints(PROBLEMS * 2))) == 6


def test_gitlab_places_and_severities() -> None:
    found = json.loads(report.FORMATS["gitlab"](Report(PROBLEMS, folder=PurePosixPath("site"))))
    assert [each["severity"] for each in found] == ["major", "minor", "major"]
    assert found[2]["location"] == {"path": "site/source/b.md", "lines": {"begin": 1, "end": 1}}
    assert found[0]["other_locations"] == [{"path": "site/source/a.md", "lines": {"begin": 3, "end": 3}}]
    assert found[2]["description"] == "zh_CN: two lines"


def test_sarif_says_all_about_rules_results_and_how_the_check_ended() -> None:
    (run,) = json.loads(report.FORMATS["sarif"](Report(PROBLEMS, "1.2.0", RULES, exit_code=4)))["runs"]
    driver = run["tool"]["driver"]
    assert (driver["version"], driver["semanticVersion"]) == ("1.2.0", "1.2.0")
    assert {rule["id"] for rule in driver["rules"]} == {*RULES}
    assert run["invocations"] == [{"executionSuccessful": False, "exitCode": 4}]
    assert [result["ruleId"] for result in run["results"]] == ["missing", "markup", "not-extracted"]
    for result in run["results"]:
        rule = driver["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert rule["shortDescription"]["text"] == RULES[rule["id"]].summary
        assert rule["help"]["text"] == RULES[rule["id"]].manual
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1
    (related,) = run["results"][0]["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "source/a.md"
    assert related["physicalLocation"]["region"] == {"startLine": 3}


def test_junit_counts_failures_and_names_tests_by_what_is_wrong() -> None:
    said = report.FORMATS["junit"](Report((*PROBLEMS, PROBLEMS[0])))
    root = ET.fromstring(said)  # noqa: S314 - our own output
    assert (root.get("tests"), root.get("failures")) == ("4", "3")
    assert [suite.get("name") for suite in root] == ["locales/ru/a.po", "source/b.md"]
    assert len(root.findall(".//failure")) == 3
    names = [case.get("name") for case in root.iter("testcase")]
    assert names[0] == "missing: ru: not translated: “100%, done: yes”"
    assert names[2] == f"{names[0]} #2"
    assert (root[0][0][0].text or "").endswith("translate it\nsource/a.md:3")


@pytest.mark.parametrize("name", report.FORMATS)
def test_no_problems(name: str) -> None:
    """Every format has something to say about a clean project, if only that it is clean."""
    said = report.FORMATS[name](Report())
    assert said == "" if name == "github" else said.endswith("\n")


def test_json_has_a_versioned_schema() -> None:
    found = json.loads(report.as_json(Report(PROBLEMS, "1", exit_code=1)))
    assert (found["schema"], found["exit_code"]) == ("l10n-check/1", 1)
    assert found["problems"][0]["path"] == "locales/ru/a.po"
    assert (found["problems"][0]["article"], found["problems"][0]["article_line"]) == ("source/a.md", 3)


def test_status_json_has_a_versioned_schema() -> None:
    counted = json.loads(status_report.as_json(ROWS))
    assert counted["schema"] == "l10n-status/2"
    assert counted["articles"][2]["extraction"] == "not-extracted"
    assert counted["locales"][0] == {"locale": "ru"} | counted["locales"][0]
    assert counted["locales"][1]["reviewed"] == 8
    outdated = {name: number for name, number in counted["locales"][1].items() if name.startswith("outdated")}
    assert outdated == {"outdated": 1, "outdated_published": 0, "outdated_replaced": 1}


def test_table() -> None:
    assert status_report.table(ROWS, width=100).splitlines() == [
        "article             locale                   reviewed  machine  unfinished  outdated  missing",
        "news/a.md           ru      ██████░░░░  63%         5        2           0         0        1",
        "news/a.md           zh_CN   ████████░░  89%         8        0           0         1        0",
        "news/很长的名字.md  ru      not extracted: run `l10n extract`                               4",
        "",
        "all articles        ru      ████░░░░░░  42%         5        2           0         0        5",
        "all articles        zh_CN   ████████░░  89%         8        0           0         1        0",
    ]


def test_table_in_a_narrow_terminal_shortens_names_in_the_middle() -> None:
    rows = [Row("news/2023/04/a-very-long-name-of-an-article.md", "ru", Counts(reviewed=1))]
    line = status_report.table(rows, width=60).splitlines()[1]
    assert line.startswith("news/…article.md  ru")


def test_table_of_eighty_columns_has_no_bars() -> None:
    """With the longest names that fit, no line is wrapped by a terminal."""
    lines = status_report.table([*ROWS, replace(ROWS[0], article="a-very-long-name.md")], width=80).splitlines()
    assert max(map(columns, lines)) <= 80
    assert lines[:4] == [
        "article           locale        reviewed  machine  unfinished  outdated  missing",
        "news/a.md         ru       63%         5        2           0         0        1",
        "news/a.md         zh_CN    89%         8        0           0         1        0",
        "news/…的名字.md   ru      not extracted: run `l10n extract`                    4",
    ]


def test_table_is_no_wider_than_its_names() -> None:
    row = Row("a.md", "ru", Counts(reviewed=1))
    assert status_report.table([row], width=100).splitlines() == [
        "article  locale                   reviewed  machine  unfinished  outdated  missing",
        "a.md     ru      ██████████ 100%         1        0           0         0        0",
    ]


def test_markdown_and_badge() -> None:
    assert "| news/a.md | ru | 63% | 5 | 2 | 0 | 0 | 1 |" in status_report.markdown(ROWS)
    assert "| news/很长的名字.md | ru | not extracted | 0 | 0 | 0 | 0 | 4 |" in status_report.markdown(ROWS)
    svg = ET.fromstring(status_report.badge(ROWS))  # noqa: S314 - our own output
    assert svg.get("aria-label") == "reviewed: 62%"


def test_a_badge_of_nothing_is_not_green() -> None:
    assert "#2e7d32" in status_report.badge([Row("a.md", "ru", Counts(reviewed=1))])
    assert "#2e7d32" not in status_report.badge([])


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
