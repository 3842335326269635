"""What other programs make of our catalogues when they read, merge and write them: states, words, origins survive."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import read_po
from catalogues import ARGOS, PO, empty, gettext, needs_gettext, read, reread
from hypothesis import given
from hypothesis import strategies as st
from judges import program

from l10n.catalogue import (
    Catalogue,
    Entry,
    State,
    drafted,
    dump,
    outdated,
    parse,
    retired,
    template,
    with_entries,
    with_field,
    with_former,
    with_notes,
)
from l10n.threeway import merge_branches

NAME = Path("news.po")
LONG = "Поезд, который отошёл вчера вечером от станции, пришёл сегодня утром в город, и никто не сказал, почему. " * 2


def noted(entry: Entry, *notes: str) -> Entry:
    return with_notes(entry, notes, ("news/my visit.md",))


def ours() -> Catalogue:
    """A catalogue with all that this program ever writes: drafts, doubts, notes, former texts, every state."""
    doubts = ["numbers: 12 is missing", "length: a third of the source’s, which is less than 99 % of its kind have"]
    person = Entry("He left.", LONG, comments=("Anna: see the glossary",))
    draft = drafted(
        noted(Entry("It rained\ton “Monday” \\ Tuesday."), "heading", "a long note " * 9), LONG, ARGOS, doubts
    )
    entries = [
        noted(person, "paragraph"),
        draft,
        outdated(noted(Entry("He arrived.", "Он приехал."), "caption: of a picture"), "She arrived. " * 12),
        with_former(noted(Entry("He slept."), "cell"), Entry("He slept.", 'Он "спал".', comments=("Ivan: why?",))),
        replace(draft, source="Cleared.", flags=()),
        retired(outdated(Entry("Once.", "Однажды."), "Once!")),
        retired(drafted(Entry("Gone."), "Ушло.", ARGOS)),
        retired(Entry("Kept.", "Сохранено.", comments=("Anna: or: held",))),
    ]
    return with_entries(empty(), entries)


def facts(entry: Entry) -> tuple[object, ...]:
    """What of an entry must outlive every tool: who wrote what, and how far it is."""
    return entry.source, entry.translation, entry.state, entry.provenance, entry.human, entry.accepted


def words(lines: tuple[str, ...]) -> list[str]:
    return " ".join(lines).split()


# --- GNU gettext


@needs_gettext
@pytest.mark.parametrize("options", [(), ("--no-wrap",), ("-w", "50"), ("--sort-output",)], ids=" ".join)
@pytest.mark.parametrize("tool", ["msgcat", "msgattrib"])
def test_gettext_keeps_every_entry_of_ours(tool: str, options: tuple[str, ...]) -> None:
    returned = parse(gettext(tool, dump(ours()), *options), NAME).entries
    assert {entry.source: entry for entry in returned} == {entry.source: entry for entry in ours().entries}


@needs_gettext
def test_msgmerge_keeps_all_but_what_is_the_templates(tmp_path: Path) -> None:
    """Notes and references are of the template; an obsolete entry loses its previous source without `--previous`."""
    po, pot = tmp_path / "ru.po", tmp_path / "news.pot"
    po.write_bytes(dump(ours()))
    live = [Entry(entry.source, notes=entry.notes, references=entry.references) for entry in ours().live]
    pot.write_bytes(dump(with_entries(template(project="news"), live)))
    command = ["msgmerge", "--quiet", "--previous", "--no-fuzzy-matching", str(po), str(pot)]
    merged = parse(subprocess.run(command, capture_output=True, check=True).stdout, po)
    assert [facts(entry) for entry in merged.entries] == [facts(entry) for entry in ours().entries]
    assert [entry.comments for entry in merged.entries] == [entry.comments for entry in ours().entries]


@needs_gettext
@pytest.mark.parametrize("options", [(), ("--no-wrap",), ("-w", "60")], ids=["wrapped", "unwrapped", "narrow"])
def test_an_entry_of_ours_stands_in_a_file_of_msgcats_as_msgcat_would_write_it(options: tuple[str, ...]) -> None:
    theirs = gettext("msgcat", dump(ours()), *options)
    catalogue = parse(theirs, NAME)
    for at, entry in enumerate(catalogue.entries):
        entries = [*catalogue.entries[:at], replace(entry, raw=""), *catalogue.entries[at + 1 :]]
        assert dump(with_entries(catalogue, entries)) == theirs
    assert catalogue.header
    assert dump(replace(catalogue, header=replace(catalogue.header, raw=""))) == theirs


@needs_gettext
@pytest.mark.parametrize("options", [(), ("--no-wrap",)], ids=["wrapped", "unwrapped"])
def test_a_draft_in_a_file_of_msgcats_is_what_msgcat_would_write(options: tuple[str, ...]) -> None:
    catalogue = parse(gettext("msgcat", dump(ours()), *options), NAME)
    entries = [drafted(entry, LONG, ARGOS) if entry.state is State.MISSING else entry for entry in catalogue.entries]
    changed = dump(with_entries(catalogue, entries))
    assert gettext("msgcat", changed, *options) == changed


WORDS = """слово word vim-dev@vim.org, «кавычки» (скобки) http://example.org/a/b.html 漢字かな交じり文。 50-летний …
    № 5 % Hangul한글 ！ （全角） — 10 % "q" \\ d'été [a][b] {x}{y} 1,000.50 $5 €6 Да! Нет? a|b x=y 20:30
    пол-литра a/b"""
sentences = st.lists(st.sampled_from([*WORDS.split(), "\t", "\n", "U\u00a0S", "x" * 90]), min_size=4, max_size=40).map(
    " ".join
)


@needs_gettext
@given(sentences)
def test_any_sentence_is_wrapped_where_msgcat_wraps_it(text: str) -> None:
    catalogue = with_entries(empty(), [Entry("Wrapped.", LONG), Entry("New.", text.strip())])
    theirs = gettext("msgcat", dump(catalogue))
    known = parse(theirs, NAME)
    first, second = known.entries
    assert dump(with_entries(known, [first, replace(second, raw="")])) == theirs


# --- Libraries


def test_polib_writes_back_what_we_read() -> None:
    """It loses the previous source of obsolete entries, which is the only thing lost."""
    returned = parse(str(polib.pofile(dump(ours()).decode(), wrapwidth=0)).encode(), NAME)
    expected = {entry.source: facts(entry) for entry in ours().live}
    assert {entry.source: facts(entry) for entry in returned.live} == expected
    assert [entry.comments for entry in returned.live] == [entry.comments for entry in ours().live]
    assert {entry.source for entry in returned.obsolete} == {entry.source for entry in ours().obsolete}


def test_polib_wraps_comments_and_the_draft_is_still_known() -> None:
    returned = parse(str(polib.pofile(dump(ours()).decode(), wrapwidth=40)).encode(), NAME)
    assert {entry.source: facts(entry) for entry in returned.live} == {e.source: facts(e) for e in ours().live}
    assert [words(entry.comments) for entry in returned.live] == [words(entry.comments) for entry in ours().live]


def test_babel_reads_texts_flags_and_comments_as_they_are() -> None:
    """It demands a date, which the first editor that saves the catalogue fills in."""
    dated = with_field(ours(), "PO-Revision-Date", "2026-04-17 10:00+0000")
    found = {message.id: message for message in read_po(BytesIO(dump(dated))) if message.id}
    for entry in ours().live:
        message = found[entry.source]
        assert (message.string, message.fuzzy) == (entry.translation, entry.fuzzy)
        assert tuple(message.user_comments)[: len(entry.comments)] == entry.comments
        assert tuple(message.auto_comments) == entry.notes


TOOLKIT = """
import sys
from translate.storage.pypo import pofile
sys.stdout.buffer.write(bytes(pofile.parsestring(sys.stdin.buffer.read())))
"""
needs_toolkit = pytest.mark.skipif(
    find_spec("translate") is None,
    reason="translate-toolkit is not installed: run with `uv run --with translate-toolkit`",
)


@needs_toolkit
@pytest.mark.parametrize("name", ["ours", "translated.po"])
def test_translate_toolkit_which_weblate_uses_gives_back_every_byte(name: str) -> None:
    content = dump(ours()) if name == "ours" else (PO / name).read_bytes()
    done = subprocess.run([sys.executable, "-c", TOOLKIT], input=content, capture_output=True, check=True)
    assert parse(done.stdout, NAME).entries == parse(content, NAME).entries


@needs_toolkit
def test_pofilter_reads_our_drafts(tmp_path: Path) -> None:
    (tmp_path / "ru.po").write_bytes(dump(ours()))
    command = [sys.executable, "-m", "translate.filters.pofilter", "--progress=none", "-t", "untranslated"]
    done = subprocess.run([*command, "-i", "ru.po", "-o", "found.po"], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    found = parse((tmp_path / "found.po").read_bytes(), tmp_path / "found.po")
    assert [entry.source for entry in found.live] == ["He slept."]


def test_what_comes_back_wrapped_is_not_taken_for_another_note() -> None:
    entry = noted(
        read('#. a long note that\n#. a tool wrapped\nmsgid "Yes."\nmsgstr "Да."\n'), "a long note that a tool wrapped"
    )
    assert entry.notes == ("a long note that", "a tool wrapped")
    assert reread(with_entries(empty(), [entry])).entries == (entry,)


# --- Converters of translate-toolkit, each in an environment of its own


@pytest.fixture(scope="module")
def toolkit() -> list[str]:
    """How a tool of translate-toolkit is started."""
    command = [program("uv"), "tool", "run", "--quiet", "--from", "translate-toolkit==3.20.4"]
    if subprocess.run([*command, "po2xliff", "--version"], capture_output=True, check=False).returncode:
        pytest.skip("translate-toolkit cannot be installed: no package registry")
    return command


def test_what_comes_back_through_xliff_keeps_its_state(toolkit: list[str], tmp_path: Path) -> None:
    """The previous source is lost, and what is obsolete comes back live; the stamp says what is outdated."""
    before = {entry.source: entry for entry in ours().live}
    returned = through_xliff(toolkit, tmp_path)
    for source, entry in before.items():
        found = returned[source]
        assert (found.translation, found.state, found.human) == (entry.translation, entry.state, entry.human)


def test_a_merge_with_what_came_back_through_xliff_loses_nothing(toolkit: list[str], tmp_path: Path) -> None:
    base = ours()
    reviewed_since = [replace(e, translation="Он спал.") if e.source == "He slept." else e for e in base.entries]
    theirs = with_entries(base, through_xliff(toolkit, tmp_path).values())
    merged = merge_branches(base, with_entries(base, reviewed_since), theirs)
    found = {entry.source: entry for entry in merged.live}
    assert found["He slept."].translation == "Он спал."
    for entry in base.live:
        assert (found[entry.source].state, found[entry.source].previous) == (
            (entry.state, entry.previous) if entry.source != "He slept." else (State.REVIEWED, None)
        )


def test_pomerge_keeps_every_state(toolkit: list[str], tmp_path: Path) -> None:
    through_xliff(toolkit, tmp_path)
    command = [*toolkit, "pomerge", "--progress=none", "-t", "ru.po", "-i", "back.po", "-o", "merged.po"]
    subprocess.run(command, cwd=tmp_path, check=True)
    merged = parse((tmp_path / "merged.po").read_bytes(), NAME)
    assert [(e.source, e.translation, e.state) for e in merged.live] == [
        (e.source, e.translation, e.state) for e in ours().live
    ]


def through_xliff(toolkit: list[str], folder: Path) -> dict[str, Entry]:
    """Our entries as po2xliff and xliff2po give them back."""
    (folder / "ru.po").write_bytes(dump(ours()))
    for tool, *paths in (("po2xliff", "ru.po", "a.xlf"), ("xliff2po", "a.xlf", "back.po")):
        subprocess.run([*toolkit, tool, "--progress=none", *paths], cwd=folder, check=True)
    return {entry.source: entry for entry in parse((folder / "back.po").read_bytes(), NAME).live}
