"""The memory finds what people have reviewed, and whatever happens to its index, nothing is lost."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from catalogues import ARGOS, empty
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.catalogue import Entry, drafted, dump, retired, with_entries
from l10n.errors import InputError
from l10n.locales import locale
from l10n.memory import CatalogueSource, Index, Match, Pair, Source, TmxSource, features, postings, tmx
from l10n.memory.features import length_class
from l10n.similarity import likeness

EN, RU, ZH = locale("en"), locale("ru"), locale("zh_CN")
LEFT = Pair("ru", "The minister left on Monday.", "Министр уехал в понедельник.")
SAID = Pair("ru", "Nobody said why.", "Никто не сказал почему.")


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index(tmp_path / ".l10n" / "memory.sqlite") as index:
        yield index


def imported(folder: Path, pairs: Sequence[Pair], name: str = "old.tmx") -> Source:
    (folder / name).write_bytes(tmx(pairs, EN))
    return TmxSource(folder / name, Path("memory", name), f"memory/{name}", EN, (RU, ZH))


def catalogue(folder: Path, entries: Sequence[Entry], name: str = "visit.md") -> Source:
    (folder / f"{name}.po").write_bytes(dump(with_entries(empty(), entries)))
    return CatalogueSource(folder / f"{name}.po", Path("ru", f"{name}.po"), name, RU)


def sources_of(matches: Sequence[Match]) -> list[str]:
    return [match.source for match in matches]


# ------------------------------------------------------------------------------------------------------- what is found


def test_a_sentence_is_found_with_where_it_stands(index: Index, tmp_path: Path) -> None:
    entries = [Entry("A visit", "Визит"), Entry(LEFT.source, LEFT.translation), Entry("Nobody said why.")]
    index.update([catalogue(tmp_path, entries)])

    found = index.exact("ru", [LEFT.source, "Nobody said why."])

    assert found == {
        LEFT.source: (Match(LEFT.source, LEFT.translation, "visit.md", 100.0, "A visit", "Nobody said why."),)
    }


@pytest.mark.parametrize("text", ["A café  is\n open.", "A cafe\u0301 is open.", " A café is open. "])
def test_blanks_and_ways_to_write_a_letter_do_not_count(index: Index, tmp_path: Path, text: str) -> None:
    index.update([imported(tmp_path, [Pair("ru", "A café is open.", "Кафе открыто.")])])

    assert [match.translation for match in index.exact("ru", [text])[text]] == ["Кафе открыто."]


def test_only_what_people_reviewed_is_remembered(index: Index, tmp_path: Path) -> None:
    outdated = Entry("It ended.", "Он закончился.", flags=("fuzzy",), previous="It began.")
    entries = [
        Entry("Missing."),
        drafted(Entry("Drafted."), "Черновик.", ARGOS),
        outdated,
        retired(Entry("Gone.", "Ушло.")),
        Entry("May", "Май", context="month"),
        Entry("Yes.", "Да."),
    ]
    index.update([catalogue(tmp_path, entries)])

    assert index.exact("ru", [entry.source for entry in entries]).keys() == {"Yes."}


def test_a_sentence_with_an_edit_is_found_the_most_alike_first(index: Index, tmp_path: Path) -> None:
    near = Pair("ru", "The ministers left on Monday.", "Министры уехали в понедельник.")
    index.update([imported(tmp_path, [near, SAID, LEFT])])

    found = index.alike("ru", "The minister left on Sunday.")

    assert sources_of(found) == [LEFT.source, near.source]
    assert [match.likeness for match in found] == [
        likeness("The minister left on Sunday.", text) for text in sources_of(found)
    ]
    assert sources_of(index.alike("ru", "The minister left on Sunday.", limit=1)) == [LEFT.source]
    assert index.alike("ru", "The minister left on Sunday.", least=95) == ()


def test_locales_are_apart(index: Index, tmp_path: Path) -> None:
    index.update([imported(tmp_path, [LEFT, Pair("zh-Hans", LEFT.source, "部长周一离开了。")])])

    assert [match.translation for match in index.alike("zh-Hans", LEFT.source)] == ["部长周一离开了。"]
    assert index.exact("de", [LEFT.source]) == {}


def test_words_of_the_project_come_before_imported_ones(index: Index, tmp_path: Path) -> None:
    files = [
        imported(tmp_path, [Pair("ru", "Yes.", "Ага.")]),
        catalogue(tmp_path, [Entry("Yes.", "Да.")], "b.md"),
        catalogue(tmp_path, [Entry("Yes.", "Так точно.")], "a.md"),
    ]
    index.update(files)

    assert [match.origin for match in index.exact("ru", ["Yes."])["Yes."]] == ["a.md", "b.md", "memory/old.tmx"]


KNOWN = ("the", "a", "minister", "ministers", "left", "came", "on", "Monday", "12", "14", "部长", "离开了", "кафе")
WORDS = st.lists(st.sampled_from(KNOWN), min_size=1, max_size=6)
SENTENCES = WORDS.map(" ".join)


@settings(max_examples=60)
@given(known=st.lists(SENTENCES, min_size=1, max_size=12, unique=True), sentence=SENTENCES)
def test_what_is_found_is_what_a_look_at_every_sentence_finds(known: list[str], sentence: str) -> None:
    """Law for few sentences; for many, the benchmark counts."""
    with tempfile.TemporaryDirectory() as folder, Index(Path(folder) / "memory.sqlite") as index:
        index.update([imported(Path(folder), [Pair("ru", text, "…") for text in known])])
        found = {match.source for match in index.alike("ru", sentence, limit=20, least=80)}

        shared = {text for text in known if features.features(text) & features.features(sentence)}
        assert found == {text for text in shared if likeness(text, sentence) >= 80}


@given(st.text(), st.text(), st.integers(50, 100))
def test_no_class_of_length_hides_a_match(one: str, other: str, least: int) -> None:
    first, last = features.classes(len(one), least)

    assert likeness(one, other) < least or first <= length_class(len(other)) <= last


# --------------------------------------------------------------------------------------------------------- over time


def test_a_file_that_changed_is_read_again_and_others_are_not(index: Index, tmp_path: Path) -> None:
    index.update([imported(tmp_path, [LEFT]), imported(tmp_path, [SAID], "new.tmx")])

    class Unread(TmxSource):
        def pairs(self, content: bytes) -> Iterator[Pair]:
            raise AssertionError(content)

    path = tmp_path / "old.tmx"
    unread = Unread(path, Path("memory/old.tmx"), "memory/old.tmx", EN, (RU, ZH))
    index.update([unread, imported(tmp_path, [Pair("ru", "Nobody said why.", "Неизвестно.")], "new.tmx")])

    found = index.exact("ru", [LEFT.source, SAID.source])
    assert [match.translation for matches in found.values() for match in matches] == [LEFT.translation, "Неизвестно."]


def test_what_is_gone_from_the_files_is_gone_from_the_index(index: Index, tmp_path: Path) -> None:
    index.update([imported(tmp_path, [LEFT, SAID]), imported(tmp_path, [SAID], "new.tmx")])

    index.update([imported(tmp_path, [LEFT])])
    assert index.exact("ru", [LEFT.source, SAID.source]).keys() == {LEFT.source}

    index.update([])
    assert index.alike("ru", LEFT.source) == ()


@dataclass(frozen=True)
class Edit:
    """What a file is to hold next."""

    name: str
    sentences: tuple[str, ...]


EDITS = st.lists(
    st.builds(Edit, st.sampled_from(["a.tmx", "b.tmx"]), st.lists(SENTENCES, max_size=5).map(tuple)), max_size=6
)


@settings(max_examples=40)
@given(edits=EDITS, part=st.integers(1, 4))
def test_an_index_kept_up_to_date_is_as_good_as_a_new_one(edits: list[Edit], part: int) -> None:
    """Law, also where the parts of the index are many and small."""
    usual, postings.PART = postings.PART, part  # type: ignore[misc]
    try:
        with tempfile.TemporaryDirectory() as name, Index(Path(name) / "kept.sqlite") as kept:
            folder, files = Path(name), dict[str, Source]()
            for edit in edits:
                pairs = [Pair("ru", text, f"«{text}»") for text in edit.sentences]
                files[edit.name] = imported(folder, pairs, edit.name)
                kept.update(files.values())
            with Index(folder / "new.sqlite") as new:
                new.update(files.values())
                for text in {text for edit in edits for text in edit.sentences}:
                    assert set(kept.alike("ru", text, 20)) == set(new.alike("ru", text, 20))
    finally:
        postings.PART = usual  # type: ignore[misc]


def test_a_damaged_file_is_named_and_the_others_are_read(index: Index, tmp_path: Path) -> None:
    good, bad = imported(tmp_path, [SAID], "good.tmx"), imported(tmp_path, [LEFT], "bad.tmx")
    index.update([good, bad])
    (tmp_path / "bad.tmx").write_text("<tmx><body><tu>", encoding="utf-8")

    errors = index.update([good, bad])

    assert [(source.origin, type(error)) for source, error in errors] == [("memory/bad.tmx", InputError)]
    assert index.exact("ru", [LEFT.source, SAID.source]).keys() == {SAID.source}


# --------------------------------------------------------------------------------------------------------- accidents


def no_database(path: Path) -> None:
    path.write_bytes(b"This is no database. " * 500)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])


def other_columns(path: Path) -> None:
    path.unlink()
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE sentence_1 (something TEXT)")
    database.close()


@pytest.mark.parametrize("damage", [no_database, cut_short, other_columns, Path.unlink])
def test_a_damaged_index_is_made_anew(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    path, files = tmp_path / "memory.sqlite", [imported(tmp_path, [LEFT, SAID])]
    with Index(path) as index:
        index.update(files)
    damage(path)

    with Index(path) as index:
        index.update(files)
        assert sources_of(index.alike("ru", "The minister left on Sunday.")) == [LEFT.source]


def test_an_index_damaged_while_it_is_open_is_made_anew_by_the_search(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    many = [Pair("ru", f"Sentence {number} of many.", "x" * 2000) for number in range(500)]
    with Index(path) as index:
        index.update([imported(tmp_path, [LEFT, *many])])
    with Index(path) as index:
        index.update([imported(tmp_path, [LEFT, *many])])
        path.write_bytes(path.read_bytes()[:4096] + b"\xff" * (path.stat().st_size - 4096))

        assert sources_of(index.alike("ru", LEFT.source, limit=1)) == [LEFT.source]
        assert index.exact("ru", [many[7].source])
