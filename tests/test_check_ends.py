"""How `l10n check` ends: its exit codes, the same in every format, and complete documents whatever happened."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from command import l10n, write

from l10n.report.problems import FORMATS

PO = "locales/ru/LC_MESSAGES/a b.md.po"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two articles, one of them reviewed."""
    write(tmp_path / "l10n.toml", 'locales = ["ru"]\n')
    write(tmp_path / "source/a b.md", "# Visit\n\nThe minister left.\n")
    write(tmp_path / "source/b.md", "Rain\n")
    l10n(tmp_path, "extract")
    for path in (tmp_path / "locales/ru").rglob("*.po"):
        review(path)
    return tmp_path


def review(path: Path) -> None:
    """Every entry gets a text that ends as its source."""
    head, rest = path.read_text("utf-8").split("\n\n", 1)
    translated = rest.replace('."\nmsgstr ""', '."\nmsgstr "Да."').replace('msgstr ""', 'msgstr "Да"')
    write(path, f"{head}\n\n{translated}")


def rules(form: str, said: str) -> list[str]:
    """The rules of the problems that a report tells."""
    if form == "text":
        return [line.split("[")[1].split("]")[0] for line in said.splitlines() if "[" in line]
    if form == "github":
        return [line.split("title=l10n ")[1].split(",")[0] for line in said.splitlines()]
    if form == "junit":
        root = ET.fromstring(said)  # noqa: S314 - our own output
        return [(failure.get("type") or "") for failure in root.iter("failure")]
    found = json.loads(said)
    if form == "sarif":
        return [each["ruleId"] for each in found["runs"][0]["results"]]
    return [each["rule"] for each in found["problems"]] if form == "json" else [each["check_name"] for each in found]


@pytest.mark.parametrize("form", FORMATS)
def test_the_exit_codes_of_the_contract(project: Path, form: str) -> None:
    fine = l10n(project, "check", "--format", form)
    assert (fine.returncode, rules(form, fine.stdout), fine.stderr) == (0, [], "")
    write(project / "source/b.md", "Sun\n")
    found = l10n(project, "check", "--format", form)
    assert (found.returncode, rules(form, found.stdout), found.stderr) == (1, ["not-extracted"], "")
    write(project / PO, "<<<<<<< ours\n")
    both = l10n(project, "check", "--format", form)
    assert (both.returncode, rules(form, both.stdout)) == (4, ["unreadable", "not-extracted"])
    write(project / "l10n.toml", 'locals = ["ru"]\n')
    refused = l10n(project, "check", "--format", form)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "did you mean 'locales'?" in refused.stderr


def test_an_unreadable_file_is_told_once_where_people_look(project: Path) -> None:
    write(project / "source/b.md", "Rain\n")
    (project / "source/b.md").write_bytes(b"Rain\n\xff\n")
    done = l10n(project, "check")
    assert (done.returncode, done.stderr) == (4, "")
    assert done.stdout == (
        "source/b.md:2: error[unreadable]: not UTF-8 at byte 5: invalid start byte; save the article as UTF-8\n"
        "1 error in 1 file.\n"
    )
    machine = l10n(project, "check", "--format", "json")
    assert "l10n: source/b.md:2: not UTF-8" in machine.stderr


def test_a_damaged_glossary_is_told(project: Path) -> None:
    write(project / "glossary.csv", "what,ever\n1,2\n")
    done = l10n(project, "check", "--format", "gitlab")
    assert (done.returncode, rules("gitlab", done.stdout)) == (4, ["unreadable"])
    assert json.loads(done.stdout)[0]["location"]["path"] == "glossary.csv"


def test_reports_are_written_beside_what_is_shown(project: Path) -> None:
    write(project / PO, "<<<<<<< ours\n")
    options = [f"--report={form}={project / 'out' / form}" for form in FORMATS]
    done = l10n(project, "check", *options)
    assert done.returncode == 4
    for form in FORMATS:
        written = (project / "out" / form).read_text("utf-8")
        assert written == l10n(project, "check", "--format", form).stdout
        assert rules(form, written) == ["unreadable"]


@pytest.mark.parametrize("value", ["sarif", "sarif=", "pdf=x.pdf", "=x"])
def test_a_report_without_format_or_file_is_wrong_usage(project: Path, value: str) -> None:
    done = l10n(project, "check", "--report", value)
    assert (done.returncode, done.stdout) == (2, "")
    assert "must be FORMAT=FILE" in done.stderr


def test_a_report_that_cannot_be_written_is_wrong_usage(project: Path) -> None:
    done = l10n(project, "check", "--report", "json=l10n.toml/x.json")
    assert done.returncode == 2
    assert "l10n.toml/x.json: cannot be written" in done.stderr


def test_what_is_told_stands_in_the_same_order_each_time(project: Path) -> None:
    write(project / "source/b.md", "Sun\n\nMoon\n")
    write(project / "source/a b.md", "Stars\n")
    first, second = (l10n(project, "check", "--format", "json", PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert first.stdout == second.stdout
    places = [(each["path"], each["line"]) for each in json.loads(first.stdout)["problems"]]
    assert places == sorted(places)
    assert len(places) == 3


def test_places_are_those_of_the_entry_and_of_its_sentence(project: Path) -> None:
    path = project / PO
    text = path.read_text("utf-8").replace('left."\nmsgstr "Да."', 'left."\nmsgstr ""')
    write(path, text)
    (problem,) = json.loads(l10n(project, "check", "--format", "json").stdout)["problems"]
    entry = text.splitlines()[problem["line"] - 1 :]
    assert entry[0] == "#. paragraph"
    assert 'msgid "The minister left."' in entry[:3]
    assert (problem["article"], problem["article_line"]) == ("source/a b.md", 3)
