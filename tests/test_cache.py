"""The cache remembers what engines answered, and whatever happens to its file, a run goes on."""

import sqlite3
import struct
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.cache import Cache, Call
from l10n.engines import Draft, Link, Manner, Origin, Quality
from l10n.errors import InputError, L10nError

ORIGIN = Origin("argos", "en_ru", "1.9", "0123456789abcdef")
CALL = Call(ORIGIN, "en", "ru", Quality.BEST, "argos")
HELLO = ("Hello.", Draft("Привет.", -0.25))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".l10n" / "cache.sqlite"


def remembered(path: Path) -> dict[str, Draft]:
    with Cache(path) as cache:
        return cache.known(CALL, [HELLO[0]])


def test_what_was_remembered_is_known_to_the_next_run(path: Path) -> None:
    with Cache(path) as cache:
        cache.remember(CALL, [HELLO, ("Yes.", Draft("Да.", None))])

    with Cache(path) as cache:
        assert cache.known(CALL, ["Yes.", "No.", "Hello.", "Yes."]) == dict([HELLO, ("Yes.", Draft("Да.", None))])


@pytest.mark.parametrize(
    "other",
    [
        replace(CALL, origin=replace(ORIGIN, engine="pseudo")),
        replace(CALL, origin=replace(ORIGIN, model="en_zh")),
        replace(CALL, origin=replace(ORIGIN, version="1.10")),
        replace(CALL, origin=replace(ORIGIN, settings="fedcba9876543210")),
        replace(CALL, source="de"),
        replace(CALL, target="zh-Hans"),
        replace(CALL, target="ru-KZ"),
        replace(CALL, quality=Quality.FAST),
        replace(CALL, name="mine"),
    ],
    ids=["engine", "model", "version", "settings", "source", "target", "country", "quality", "name"],
)
def test_drafts_of_another_call_are_not_known(path: Path, other: Call) -> None:
    with Cache(path) as cache:
        cache.remember(CALL, [HELLO])

        assert cache.known(other, [HELLO[0]]) == {}


def test_a_cache_without_languages_is_not_read(path: Path) -> None:
    """An older one may hold a German draft for a French catalogue."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(
            "CREATE TABLE draft_2 (engine, model, version, settings, manner, source, text, score, cut_off, alignment)"
        )
        row = ("argos", "en_ru", "1.9", "0123456789abcdef", "plain", "Hello.", "Hallo.", -0.25, 0, None)
        database.execute("INSERT INTO draft_2 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    assert remembered(path) == {}


def test_sentences_are_told_apart_to_the_letter(path: Path) -> None:
    with Cache(path) as cache:
        cache.remember(CALL, [HELLO])

        assert cache.known(CALL, ["hello.", "Hello. ", "Hello"]) == {}


def test_a_newer_draft_replaces_the_former(path: Path) -> None:
    with Cache(path) as cache:
        cache.remember(CALL, [HELLO])
        cache.remember(CALL, [("Hello.", Draft("Здравствуйте.", -0.5))])

        assert cache.known(CALL, ["Hello."]) == {"Hello.": Draft("Здравствуйте.", -0.5)}


@given(
    drafts=st.dictionaries(
        st.text(), st.builds(Draft, st.text(), st.none() | st.floats(max_value=0, allow_nan=False)), max_size=20
    ),
    asked=st.lists(st.text(), max_size=5),
)
def test_known_is_what_was_remembered_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, drafts: dict[str, Draft], asked: list[str]
) -> None:
    """Any text that UTF-8 can hold: blanks, NUL, every script."""
    with Cache(tmp_path_factory.mktemp("cache") / "cache.sqlite") as cache:
        cache.remember(CALL, drafts.items())

        assert cache.known(CALL, [*drafts, *asked]) == drafts


def test_thousands_of_sentences_are_asked_at_once(path: Path) -> None:
    drafts = {f"Sentence {number}.": Draft(str(number), None) for number in range(3000)}
    with Cache(path) as cache:
        cache.remember(CALL, drafts.items())

        assert cache.known(CALL, drafts) == drafts


# ------------------------------------------------------------------------------------------------------ accidents

KEEPS_REMEMBERING = """
import sys
from itertools import count
from pathlib import Path
from l10n.cache import Cache, Call
from l10n.engines import Draft, Origin

call = Call(Origin("argos", "en_ru", "1.9", sys.argv[2]), "en", "ru", name="argos")
with Cache(Path(sys.argv[1])) as cache:
    for number in count():
        cache.remember(call, [(str(number), Draft("x" * 2000, None))])
        print(number, flush=True)
"""


def start(path: Path, settings: str = ORIGIN.settings) -> "subprocess.Popen[str]":
    """A run that remembers one sentence after another, and says so, until it is killed."""
    return subprocess.Popen(
        [sys.executable, "-c", KEEPS_REMEMBERING, str(path), settings], stdout=subprocess.PIPE, text=True
    )


def kill_after(run: "subprocess.Popen[str]", lines: int) -> list[str]:
    """Kills the run in the middle of its work; what it said to have remembered."""
    assert run.stdout is not None
    said = [run.stdout.readline().strip() for _ in range(lines)]
    run.kill()
    said += run.stdout.read().split("\n")[:-1]
    run.wait()
    run.stdout.close()
    return said


@pytest.mark.parametrize("lines", [1, 50, 400])
def test_what_was_remembered_survives_kill_9(path: Path, lines: int) -> None:
    said = kill_after(start(path), lines)

    with Cache(path) as cache:
        assert set(cache.known(CALL, said)) == set(said)
    assert sorted(each.name for each in path.parent.iterdir()) == [".gitignore", "cache.sqlite"]


def test_two_runs_write_at_the_same_time(path: Path) -> None:
    """Also when both begin with no file."""
    runs = {settings: start(path, settings) for settings in ("one", "two")}
    said = {settings: kill_after(run, 100) for settings, run in runs.items()}

    with Cache(path) as cache:
        for settings, sentences in said.items():
            call = Call(Origin("argos", "en_ru", "1.9", settings), "en", "ru", name="argos")
            assert set(cache.known(call, sentences)) == set(sentences)


def test_two_open_caches_know_each_others_drafts(path: Path) -> None:
    with Cache(path) as cache, Cache(path) as other:
        cache.remember(CALL, [HELLO])
        other.remember(CALL, [("Yes.", Draft("Да.", None))])

        assert cache.known(CALL, ["Hello.", "Yes."]).keys() == {"Hello.", "Yes."}


def no_database(path: Path) -> None:
    path.write_bytes(b"This is no database. " * 500)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def garbled(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))


def other_columns(path: Path) -> None:
    path.unlink()
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE draft_3 (something TEXT)")
    database.close()


@pytest.mark.parametrize("damage", [no_database, cut_short, garbled, other_columns])
def test_a_damaged_file_is_set_aside_and_begun_anew(path: Path, damage: Callable[[Path], None]) -> None:
    with Cache(path) as cache:
        cache.remember(CALL, [HELLO, *((str(number), Draft("x" * 100, None)) for number in range(500))])
    damage(path)

    assert remembered(path) == {}
    assert path.with_name("cache.sqlite.damaged").exists()

    with Cache(path) as cache:
        cache.remember(CALL, [HELLO])
    assert remembered(path) == dict([HELLO])


def test_a_journal_deletes_no_other_file(path: Path, tmp_path: Path) -> None:
    """SQLite deletes the file that a rollback journal names as its super-journal; a branch may bring such a journal."""
    other = tmp_path / "precious.txt"
    other.write_text("words\n")
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE other (x)")
    name, magic = bytes(other), bytes.fromhex("d9d505f920a163d7")
    page = 4096
    header = magic + struct.pack(">5I", 0, 0, path.stat().st_size // page, 512, page)
    names = struct.pack(">I", 2**30 // page + 1) + name + struct.pack(">2I", len(name), sum(name)) + magic
    path.with_name("cache.sqlite-journal").write_bytes(header.ljust(512, b"\0") + names)
    assert remembered(path) == {}
    assert other.read_text() == "words\n"


@pytest.mark.parametrize(
    "program",
    [
        "CREATE VIEW {} AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n",
        "CREATE TRIGGER t AFTER INSERT ON {} BEGIN DELETE FROM {}; END",
    ],
)
def test_a_program_in_the_file_is_not_run(path: Path, program: str) -> None:
    """A view or a trigger of a file that a branch brings could work for ever, or change what is remembered."""
    remembered(path)
    with closing(sqlite3.connect(path)) as database:
        (table,) = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' LIMIT 1").fetchone()
        if "VIEW" in program:
            database.execute(f"DROP TABLE {table}")
        database.execute(program.format(table, table))
        database.commit()
    with Cache(path) as cache:
        cache.remember(CALL, [HELLO])
    assert remembered(path) == dict([HELLO])
    assert path.with_name("cache.sqlite.damaged").exists()


def test_an_empty_file_is_a_new_cache(path: Path) -> None:
    path.parent.mkdir()
    path.touch()

    assert remembered(path) == {}


def test_a_file_damaged_while_it_is_open_costs_only_its_drafts(path: Path) -> None:
    many = {str(number): Draft("x" * 1000, None) for number in range(5000)}
    with Cache(path) as cache:
        cache.remember(CALL, many.items())
        with sqlite3.connect(path) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
        garbled(path)

        assert len(cache.known(CALL, many)) < len(many)
        cache.remember(CALL, [HELLO])
        assert cache.known(CALL, ["Hello."]) == dict([HELLO])


def test_the_folder_may_be_deleted_while_a_run_goes_on(path: Path) -> None:
    with Cache(path) as cache:
        cache.remember(CALL, [HELLO])
        for file in path.parent.iterdir():
            file.unlink()
        path.parent.rmdir()

        cache.remember(CALL, [("Yes.", Draft("Да.", None))])
        assert "Yes." in cache.known(CALL, ["Yes."])

    assert remembered(path) == {}


def test_a_place_where_no_file_can_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "a file").touch()

    with (
        pytest.raises(L10nError, match=r"a file: the folder of the cache cannot be made"),
        Cache(tmp_path / "a file" / "c"),
    ):
        pass

    (tmp_path / "a folder").mkdir()
    with pytest.raises(InputError, match=r"a folder: the cache cannot be used"), Cache(tmp_path / "a folder"):
        pass


def test_what_an_answer_was_made_from_is_remembered_with_it(path: Path) -> None:
    """A sentence is known in the manner it was asked in: aligned answers are apart from plain ones."""
    aligned = Draft("Да.", -0.5, (Link(0, 2, 0, 3, 0.75), Link(2, 3, 3, 4, 1.0)), cut_off=True)
    with Cache(path) as cache:
        cache.remember(CALL, [("Yes.", aligned)], Manner.ALIGNED)
        cache.remember(CALL, [("Yes.", Draft("Да!", -0.5))])

    with Cache(path) as cache:
        assert cache.known(CALL, ["Yes."], Manner.ALIGNED) == {"Yes.": aligned}
        assert cache.known(CALL, ["Yes."]) == {"Yes.": Draft("Да!", -0.5)}
        assert cache.known(CALL, ["Yes."], Manner.AGAIN) == {}
