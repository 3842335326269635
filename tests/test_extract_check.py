"""`l10n extract --check`: CI learns which files are behind their articles, and nothing is written."""

from pathlib import Path

import pytest
from command import l10n, write

from l10n.catalogue import parse
from l10n.pipeline.articles import read
from l10n.pipeline.check import check_articles
from l10n.pipeline.extract import extract
from l10n.project import Project, open_project

PO = "locales/ru/LC_MESSAGES/news/visit.md.po"
POT = "locales/templates/news/visit.md.pot"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one article, not yet extracted."""
    write(tmp_path / "l10n.toml", 'locales = ["ru"]\n')
    write(tmp_path / "source/news/visit.md", "# Visit\n\nThe minister left.\n")
    return tmp_path


def files(project: Path) -> dict[Path, tuple[int, bytes]]:
    """Every file with its time and bytes."""
    return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in project.rglob("*") if path.is_file()}


def test_what_was_never_extracted_is_named_and_not_made(project: Path) -> None:
    before = files(project)
    done = l10n(project, "extract", "--check")
    assert (done.returncode, done.stdout.splitlines()) == (1, [f"there is no {POT}", f"there is no {PO}"])
    assert "2 files would change: run `l10n extract`" in done.stderr
    assert files(project) == before


def test_what_is_in_step_passes_without_a_line(project: Path) -> None:
    l10n(project, "extract")
    before = files(project)
    done = l10n(project, "extract", "--check")
    assert (done.returncode, done.stdout) == (0, "")
    assert files(project) == before


def test_an_edited_article_is_seen_until_it_is_extracted_even_if_asked_twice(project: Path) -> None:
    l10n(project, "extract")
    write(project / "source/news/visit.md", "# Visit\n\nThe minister stayed.\n")
    before = files(project)
    for _ in range(2):
        done = l10n(project, "extract", "--check")
        assert (done.returncode, done.stdout) == (1, f"{POT}: behind its article\n{PO}: behind its article\n")
    assert files(project) == before
    l10n(project, "extract")
    assert l10n(project, "extract", "--check").returncode == 0


def test_a_checkout_without_caches_is_judged_by_its_files(project: Path) -> None:
    l10n(project, "extract")
    (project / ".l10n/stamps.json").unlink()
    assert l10n(project, "extract", "--check").returncode == 0
    assert not (project / ".l10n/stamps.json").exists()


def test_a_damaged_catalogue_is_an_unreadable_file_and_the_others_are_judged(project: Path) -> None:
    l10n(project, "extract")
    write(project / PO, "<<<<<<< ours\n")
    (project / POT).unlink()
    done = l10n(project, "extract", "--check")
    assert (done.returncode, done.stdout) == (4, f"there is no {POT}\n")
    assert f"{PO}:1: an unresolved merge conflict" in done.stderr


# --- What a translator did right is never behind

UPDATED = """#. paragraph
#. change: wording: left → stayed
#: source/news/visit.md
msgid "The minister stayed."
msgstr "Министр остался."
"""
STALE = """#| msgid "The minister left."
msgid"""


def catalogue(text: str) -> bytes:
    return ('msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n' + text).encode()


TITLE = """#. heading
#. term: Visit → визит
#: source/news/visit.md
msgid "Visit"
msgstr "Визит"

"""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(TITLE + UPDATED, id="the note of the change stays"),
        pytest.param(TITLE + UPDATED.replace("msgid", STALE), id="the previous source stays"),
        pytest.param("# l10n:outdated reviewed h=12345678\n" + TITLE + UPDATED, id="a stamp stays"),
        pytest.param(TITLE + UPDATED.replace("#. paragraph\n", ""), id="a tool dropped a note"),
        pytest.param((TITLE + UPDATED).replace("#", "# #"), id="a tool made comments of all lines"),
        pytest.param("\n".join(line for line in (TITLE + UPDATED).split("\n") if line[:1] != "#"), id="no comments"),
        pytest.param((TITLE + UPDATED).replace('msgid "The', 'msgid ""\n"The'), id="wrapped"),
        pytest.param((TITLE + UPDATED).replace("#. ", "#. X"), id="notes of a template of somebody else's"),
        pytest.param(TITLE + UPDATED.replace("visit.md", "visit.md:3"), id="references with lines"),
        pytest.param(TITLE + UPDATED + '\n#~ msgid "Old"\n#~ msgstr "Старое"\n', id="an obsolete entry more"),
        pytest.param(TITLE + UPDATED.replace('"Министр остался."', '""'), id="not translated yet"),
    ],
)
def test_correct_work_is_in_step(tmp_path: Path, text: str) -> None:
    project = extracted(tmp_path, text)
    outcome = extract(project, read(project), dry=True)
    assert (outcome.written, outcome.errors) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(UPDATED, id="a sentence is not there"),
        pytest.param(UPDATED + "\n" + TITLE, id="in another order"),
        pytest.param(TITLE + UPDATED.replace("stayed", "left"), id="of an earlier source"),
        pytest.param(TITLE + UPDATED + '\nmsgid "Gone."\nmsgstr ""\n', id="a sentence that the article lost"),
    ],
)
def test_texts_and_their_order_are_what_is_behind(tmp_path: Path, text: str) -> None:
    project = extracted(tmp_path, text)
    assert [path.name for path in extract(project, read(project), dry=True).written] == ["visit.md.po"]


def extracted(folder: Path, text: str) -> Project:
    """A project whose template is in step, with a catalogue of this text."""
    write(folder / "l10n.toml", 'locales = ["ru"]\n')
    write(folder / "source/news/visit.md", "# Visit\n\nThe minister stayed.\n")
    project = open_project(folder)
    extract(project, read(project))
    (folder / PO).write_bytes(catalogue(text))
    return project


# --- An entry that cannot be read is not added a second time


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param('msgid "The minister stayed.\nmsgstr "Министр остался."', id="no closing quotation mark"),
        pytest.param('msgid "The minister stayed."\nmsgstr "Министр "остался"."', id="quotation marks in the text"),
        pytest.param('msgid "The "minister" stayed."\nmsgstr "Министр остался."', id="and in the source"),
        pytest.param('msgid "The minister stayed."', id="no msgstr"),
        pytest.param('msgid ""\n"The minister "\n"stayed."\nmsgstr "Министр\nостался."', id="wrapped"),
        pytest.param(
            '#, fuzzy\n#| msgid "The minister left."\nmsgid "The minister stayed."\nmsgstr "', id="fuzzy, no text"
        ),
        pytest.param('msgid "The minister stayed."\nmsgstr "Министр"\nостался', id="a line of text"),
        pytest.param('msgid "The min\udcefster stayed."\nmsgstr "Министр"', id="a byte of another charset"),
        pytest.param('msgctxt "x\nmsgid "The minister stayed."\nmsgstr "Министр"', id="a broken context"),
        pytest.param('msgstr "Министр остался."\nmsgid "The minister stayed."', id="turned round"),
    ],
)
def test_a_sentence_that_a_broken_entry_may_be_of_gets_no_second_entry(tmp_path: Path, broken: str) -> None:
    project = extracted(tmp_path, TITLE)
    damaged = catalogue(TITLE) + broken.encode("utf-8", "surrogateescape") + b"\n"
    (tmp_path / PO).write_bytes(damaged)
    extract(project, read(project))
    now = parse((tmp_path / PO).read_bytes(), tmp_path / PO)
    assert [entry.source for entry in now.live] == ["Visit"]
    found = check_articles(read(project), project.locales, "none").problems
    assert {problem.rule for problem in found} & {"broken", "not-extracted"} == {"broken"}
    mended = catalogue(TITLE + UPDATED)
    (tmp_path / PO).write_bytes(mended)
    outcome = extract(project, read(project), dry=True)
    assert (outcome.written, outcome.errors) == ((), ())


def test_a_broken_entry_of_another_sentence_hides_none(tmp_path: Path) -> None:
    project = extracted(tmp_path, TITLE)
    (tmp_path / PO).write_bytes(catalogue(TITLE) + b'msgid "Nobody said why.\nmsgstr "?"\n')
    extract(project, read(project))
    assert "The minister stayed." in (tmp_path / PO).read_text(encoding="utf-8")
