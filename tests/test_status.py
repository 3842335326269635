"""Status tells the truth: what is not extracted, unreadable, damaged or missing is missing in every number."""

import json
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

import fastjsonschema
import pytest
from command import l10n, write
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n import catalogue as po
from l10n.build import Page
from l10n.catalogue import Entry
from l10n.layout import Layout
from l10n.pipeline import articles
from l10n.pipeline.articles import read
from l10n.pipeline.build import build_articles
from l10n.pipeline.extract import extract
from l10n.pipeline.status import status
from l10n.project import Configuration, Project
from l10n.report.status import as_json, badge, markdown, table
from l10n.status import Counts, Extraction, Row

NAMES = ("a.md", "b.md", "c.md")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Three articles of two sentences each, all of them reviewed."""
    project = Project(tmp_path, Configuration(locales=("ru",)))
    for name in NAMES:
        write(project.source / name, f"Text of {name}.\n\nMore of {name}.\n")
    assert extract(project, read(project)).errors == ()
    for name in NAMES:
        path = catalogue(project, name)
        known = po.parse(path.read_bytes(), path)
        done = [replace(each, translation=f"Текст: {each.source}", raw="") for each in known.entries]
        path.write_bytes(po.dump(po.with_entries(known, done)))
    return project


def catalogue(project: Project, name: str) -> Path:
    return project.root / "locales/ru/LC_MESSAGES" / f"{name}.po"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def becomes_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def counted(project: Project) -> tuple[dict[str, Row], list[str]]:
    """The row of each article, and what was wrong."""
    rows, outcome = status(project, (), project.locales)
    return {row.article: row for row in rows}, list(map(str, outcome.errors))


def shares(rows: dict[str, Row]) -> set[str]:
    """What the table, Markdown, JSON and the badge say of all articles together."""
    shown = tuple(rows.values())
    total = json.loads(as_json(shown))["locales"][0]
    label = ET.fromstring(badge(shown)).get("aria-label") or ""  # noqa: S314 - our own output
    return {
        table(shown, width=100).rpartition("all articles")[2].split()[2],
        markdown(shown).rpartition("all articles")[2].split(" | ")[2],
        f"{round(100 * total['reviewed'] / total['total'])}%",
        label.removeprefix("reviewed: "),
    }


def test_all_is_reviewed(project: Project) -> None:
    rows, errors = counted(project)
    assert (shares(rows), errors) == ({"100%"}, [])


DAMAGES: dict[str, tuple[Callable[[Project], object], Extraction, int, str, int, str]] = {
    "no catalogue": (
        lambda project: catalogue(project, "b.md").unlink(),
        *(Extraction.NOT_EXTRACTED, 2, "67%", 2, ""),
    ),
    "an empty catalogue": (
        lambda project: catalogue(project, "b.md").write_bytes(b""),
        *(Extraction.EXTRACTED, 2, "67%", 2, ""),
    ),
    "an entry that cannot be read": (
        lambda project: edit(catalogue(project, "b.md"), 'msgstr "Текст: More', 'msgstr "Текст: "More'),
        *(Extraction.EXTRACTED, 1, "83%", 0, "b.md.po:"),
    ),
    "an entry deleted by hand": (
        lambda project: edit(catalogue(project, "b.md"), 'msgid "More of b.md."\nmsgstr', 'msgid "Other."\nmsgstr'),
        *(Extraction.EXTRACTED, 1, "83%", 1, ""),
    ),
    "an entry made obsolete by a tool": (
        lambda project: edit(
            catalogue(project, "b.md"),
            'msgid "More of b.md."\nmsgstr "Текст: More of b.md."',
            '#~ msgid "More of b.md."\n#~ msgstr "Текст: More of b.md."',
        ),
        *(Extraction.EXTRACTED, 1, "83%", 1, ""),
    ),
    "an entry with a context of another tool": (
        lambda project: edit(catalogue(project, "b.md"), 'msgid "More', 'msgctxt "x"\nmsgid "More'),
        *(Extraction.EXTRACTED, 1, "83%", 1, ""),
    ),
    "a merge conflict": (
        lambda project: edit(catalogue(project, "b.md"), 'msgid "More', '<<<<<<< HEAD\nmsgid "More'),
        *(Extraction.CATALOGUE_UNREADABLE, 2, "67%", 0, "b.md.po:"),
    ),
    "a header that cannot be read": (
        lambda project: edit(catalogue(project, "b.md"), 'msgstr ""\n', 'msgstr "\n'),
        *(Extraction.CATALOGUE_UNREADABLE, 2, "67%", 0, "b.md.po:"),
    ),
    "no PO at all": (
        lambda project: catalogue(project, "b.md").write_bytes(b"\x89PNG\r\n\0"),
        *(Extraction.CATALOGUE_UNREADABLE, 2, "67%", 0, "b.md.po:"),
    ),
    "a folder in place of a catalogue": (
        lambda project: becomes_a_folder(catalogue(project, "b.md")),
        *(Extraction.CATALOGUE_UNREADABLE, 2, "67%", 0, "b.md.po: cannot be read"),
    ),
    "an article that is not UTF-8": (
        lambda project: (project.source / "b.md").write_bytes(b"caf\xe9\n"),
        *(Extraction.ARTICLE_UNREADABLE, 2, "67%", 0, "source/b.md:1: not UTF-8"),
    ),
    "an article whose sentence was edited": (
        lambda project: edit(project.source / "b.md", "More", "Much more"),
        *(Extraction.EXTRACTED, 1, "83%", 1, ""),
    ),
    "an article with a new sentence": (
        lambda project: edit(project.source / "b.md", "More of b.md.", "More of b.md. It rained."),
        *(Extraction.EXTRACTED, 1, "86%", 1, ""),
    ),
    "an article that lost a sentence": (
        lambda project: edit(project.source / "b.md", "More of b.md.", ""),
        *(Extraction.EXTRACTED, 0, "100%", 0, ""),
    ),
}


@pytest.mark.parametrize("caches", [True, False], ids=["with caches", "without caches"])
@pytest.mark.parametrize("name", DAMAGES)
def test_what_is_not_done_counts_as_missing(project: Project, name: str, *, caches: bool) -> None:
    harm, extraction, missing, share, unextracted, named = DAMAGES[name]
    if not caches:
        (project.root / articles.STAMPS).unlink()
    harm(project)
    for _ in range(2):  # the second time from the cache
        rows, errors = counted(project)
        row = rows["b.md"]
        assert (row.extraction, row.counts.missing, row.counts.unextracted) == (extraction, missing, unextracted)
        assert list(rows) == list(NAMES)
        assert shares(rows) == {share}
        assert len(errors) == bool(named)
        assert named in "".join(errors)


def test_an_article_that_nobody_can_name_counts_as_missing(project: Project) -> None:
    write(project.source / "d\x1b[31m.md", "Some words.\n")
    rows, errors = counted(project)
    row = rows["d\\x1b[31m.md"]
    assert (row.extraction, row.counts.missing) == (Extraction.ARTICLE_UNREADABLE, 1)
    assert shares(rows) == {"86%"}
    assert [error for error in errors if "rename the article" in error]


def test_an_article_without_words_needs_nothing(project: Project) -> None:
    write(project.source / "d.md", "---\n\n```\ncode\n```\n")
    rows, _ = counted(project)
    assert rows["d.md"].counts.missing == 0
    assert shares(rows) == {"100%"}


def test_a_second_entry_of_a_sentence_is_named_and_its_sentence_done(project: Project) -> None:
    """What a build publishes is the first."""
    path = catalogue(project, "b.md")
    path.write_bytes(path.read_bytes() + '\nmsgid "More of b.md."\nmsgstr "Другое."\n'.encode())
    rows, errors = counted(project)
    assert (rows["b.md"].counts.reviewed, rows["b.md"].counts.broken, len(errors)) == (2, 1, 1)


def test_only_articles_that_are_new_or_edited_are_parsed(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counting a project that is in step opens no article, whatever people do to its catalogues."""
    edit(catalogue(project, "a.md"), "Текст", "Слова")
    (catalogue(project, "c.md")).unlink()
    edit(project.source / "b.md", "More", "Much more")
    parsed: list[str] = []
    page_of = articles.page_of

    def counting(project: Project, name: PurePosixPath, source: bytes) -> Page:
        parsed.append(str(name))
        return page_of(project, name, source)

    monkeypatch.setattr(articles, "page_of", counting)
    counted(project)
    assert parsed == ["b.md"]


@pytest.mark.parametrize(
    ("reviewed", "missing", "percent"),
    [(0, 0, 100), (0, 5, 0), (996, 4, 99), (99_999, 1, 99), (1000, 0, 100), (2, 1, 67), (1, 2, 33), (29, 71, 29)],
)
def test_a_share_is_rounded_but_only_all_is_a_hundred(reviewed: int, missing: int, percent: int) -> None:
    assert Counts(missing, reviewed=reviewed).percent == percent


def test_the_command_says_it_in_every_way(project: Project) -> None:
    write(project.root / "l10n.toml", 'locales = ["ru"]\n')
    edit(catalogue(project, "a.md"), 'msgid "More', '<<<<<<< HEAD\nmsgid "More')
    catalogue(project, "b.md").unlink()
    done = l10n(project.root, "status")
    assert re.search(r"a\.md +ru +its catalogue is unreadable +2\n", done.stdout)
    assert re.search(r"b\.md +ru +not extracted: run `l10n extract` +2\n", done.stdout)
    assert re.search(r"c\.md +ru +█+ 100%", done.stdout)
    assert done.returncode == 4
    assert "a.md.po:20: an unresolved merge conflict" in done.stderr
    assert "2 segments are in no catalogue: run `l10n extract`" in done.stderr


@pytest.mark.parametrize(("require", "code"), [("reviewed", 1), ("machine", 1), ("none", 0)])
def test_a_required_state_is_judged_by_the_same_count(project: Project, require: str, code: int) -> None:
    write(project.root / "l10n.toml", 'locales = ["ru"]\n')
    catalogue(project, "b.md").unlink()
    assert l10n(project.root, "status", "--require", require).returncode == code


def test_json_is_as_its_schema_says(project: Project) -> None:
    schema = json.loads((files("l10n.report") / "status.schema.json").read_text("utf-8"))
    validate = fastjsonschema.compile(schema)
    (project.source / "a.md").write_bytes(b"\xff")
    catalogue(project, "b.md").unlink()
    (project.source / "c.md").unlink()
    rows, _ = counted(project)
    said = json.loads(as_json(tuple(rows.values()), Layout(project).strays))
    validate(said)
    assert said["strays"]
    fields = set(schema["properties"]["articles"]["items"]["properties"])
    assert fields == set(said["articles"][0])


def test_a_folder_that_cannot_be_read_counts_as_missing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody knows how many articles are in it; 100 % it is not."""
    write(project.source / "news/d.md", "Some words.\n")
    refused = project.source / "news"
    scandir = os.scandir

    def refusing(path: str | Path) -> object:
        if Path(path) == refused:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    rows, errors = counted(project)
    assert rows["news/"].counts.missing == 1
    assert shares(rows) == {"86%"}
    (error,) = errors
    assert error.startswith("source/news: cannot be read: Permission denied; no article in it is seen")
    assert [str(each) for each in read(project).errors] == [error]


@pytest.mark.parametrize("to", ["nowhere.md", "d.md"])
def test_an_article_that_is_a_link_to_nothing_counts_as_missing(project: Project, to: str) -> None:
    (project.source / "d.md").symlink_to(to)
    rows, errors = counted(project)
    assert rows["d.md"].extraction is Extraction.ARTICLE_UNREADABLE
    assert shares(rows) == {"86%"}
    assert len(errors) == 1
    assert errors[0].startswith("source/d.md: cannot be read")


WORDS = ("It rained.", "It snowed.", "Nobody came.", "Trains were late.")
DRAFT = po.Provenance("argos", digest=po.digest("Черновик"))
WORK: dict[str, Callable[[Entry], Entry | None]] = {
    "missing": lambda entry: entry,
    "reviewed": lambda entry: replace(entry, translation="Слова", raw=""),
    "drafted": lambda entry: replace(entry, translation="Черновик", flags=("fuzzy",), comments=(str(DRAFT),), raw=""),
    "begun": lambda entry: replace(entry, translation="Начато", flags=("fuzzy",), raw=""),
    "outdated": lambda entry: replace(
        entry, translation="Старое", flags=("fuzzy",), previous=f"{entry.source} Once.", raw=""
    ),
    "deleted": lambda _: None,
    "obsolete": lambda entry: replace(entry, translation="Слова", obsolete=True, raw=""),
    "of another tool": lambda entry: replace(entry, translation="Слова", context="menu", raw=""),
    "broken": lambda entry: replace(entry, raw=f'msgid "{entry.source}"\nmsgstr "a "b"'),
}
_WORK = st.lists(st.sampled_from(sorted(WORK)), min_size=len(WORDS), max_size=len(WORDS))


@settings(max_examples=25, deadline=None)
@given(work=_WORK, edited=st.sets(st.integers(0, len(WORDS) - 1)), by=st.sampled_from(["sentence", "paragraph"]))
def test_what_status_calls_below_is_what_a_build_calls_so(work: list[str], edited: set[int], by: str) -> None:
    """Whatever was done to a catalogue, and whatever became of its article since."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder), Configuration(locales=("ru",), segmentation=by))
        article = project.source / "a.md"
        write(article, "\n\n".join(WORDS) + "\n")
        extract(project, read(project))
        path = catalogue(project, "a.md")
        known = po.parse(path.read_bytes(), path)
        done = [WORK[each](entry) for each, entry in zip(work, known.entries, strict=True)]
        path.write_bytes(po.dump(po.with_entries(known, [each for each in done if each is not None])))
        write(
            article,
            "\n\n".join(f"{text} Then it was {at}." if at in edited else text for at, text in enumerate(WORDS)) + "\n",
        )
        for require in ("reviewed", "machine"):
            rows, _ = status(project, (), project.locales, require)
            built = build_articles(project, read(project), project.locales, require)
            assert sum(row.counts.below(require) for row in rows) == built.shown.below
            if by == "sentence":  # else a paragraph may be counted by the sentences that people translated
                assert sum(row.counts.total for row in rows) == len(read(project).articles[0].page.segments)
