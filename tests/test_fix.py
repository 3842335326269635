"""`l10n fix`: what people wrote, put right as they see it, and only when they say so."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import fastjsonschema
import pytest
from catalogues import ARGOS, empty, read, reread
from command import environment, l10n, write
from hypothesis import given, settings
from hypothesis import strategies as st
from repository import git, needs_git

from l10n import catalogue as po
from l10n.catalogue import Entry, State, amended, outdated, restored
from l10n.errors import UsageError
from l10n.patch import Block, unified
from l10n.pipeline.fix import chosen_rules

ARTICLE = """\
# Kyiv - a capital

He called it "a mistake" and left. He said so.

See **the guide** ... now.

<!-- An open draft, a draft that somebody began to work on, and one more sentence. -->

An open draft. A draft begun. A changed sentence.
"""
CATALOGUE = """\
# A team's words.
msgid ""
msgstr ""
"Project-Id-Version: news\\n"
"Language: ru\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

#. heading
#: source/a.md
msgid "Kyiv - a capital"
msgstr   "Киев - столица"

# l10n:mt argos en_ru 1.9 s=-0.21 h=3f9a1c07
# Anna: sic
#. paragraph
#: source/a.md
msgid "He called it \\"a mistake\\" and left."
msgstr ""
"Он назвал это \\"ошибкой\\" и "
"ушёл..."

#. paragraph
#: source/a.md
msgid "He said so."
msgstr   "Он так сказал."

#. paragraph
#: source/a.md
msgid "See **the guide** ... now."
msgstr "См. **руководство ** - сейчас..."

# l10n:mt argos en_ru 1.9 h=DRAFT
#. paragraph
#: source/a.md
#, fuzzy
msgid "An open draft."
msgstr "Черновик - открыт."

# l10n:mt argos en_ru 1.9 h=00000000
#. paragraph
#: source/a.md
#, fuzzy
msgid "A draft begun."
msgstr "Черновик - начат."

#. paragraph
#: source/a.md
#, fuzzy
#| msgid "A sentence."
msgid "A changed sentence."
msgstr "Предложение - да."

msgctxt "menu"
msgid "Foreign"
msgstr "Чужой - да..."

#~ msgid "Gone."
#~ msgstr "Ушло - да..."
"""
PLACE = "locales/ru/LC_MESSAGES/a.md.po"


def project(folder: Path, catalogue: str = CATALOGUE, *, charset: str = "utf-8") -> Path:
    write(folder / "l10n.toml", 'locales = ["ru"]\n')
    write(folder / "source" / "a.md", ARTICLE)
    text = catalogue.replace("DRAFT", po.digest("Черновик - открыт."))
    write(folder / PLACE, "")
    (folder / PLACE).write_bytes(text.encode(charset))
    return folder


def translations(path: Path) -> dict[str, Entry]:
    return {entry.source: entry for entry in po.parse(path.read_bytes(), path).entries}


def test_what_is_shown_is_not_written_and_pending_repairs_fail(tmp_path: Path) -> None:
    folder = project(tmp_path)
    before = (folder / PLACE).read_bytes()
    done = l10n(folder, "fix")
    assert (done.returncode, done.stderr) == (1, "5 entries in 1 file may be put right: `--write` does so\n")
    assert (folder / PLACE).read_bytes() == before
    assert '-msgstr   "Киев - столица"\n+msgstr "Киев\u00a0— столица"\n' in done.stdout
    assert "@@ ru.dash; ru.hellip, ru.quotes\n" in done.stdout


def test_a_hunk_says_what_nobody_sees(tmp_path: Path) -> None:
    folder = project(tmp_path, CATALOGUE.replace("Киев - столица", "В 2014 г. и 5 км"))
    assert "@@ ru.year, ru.unit (no-break spaces); ru.hellip, ru.quotes\n" in l10n(folder, "fix").stdout


def test_only_the_entries_shown_are_written_and_stay_in_their_state(tmp_path: Path) -> None:
    folder = project(tmp_path)
    before = translations(folder / PLACE)
    done = l10n(folder, "fix", "--write")
    assert (done.returncode, done.stderr) == (0, "5 entries in 1 file put right\n")
    after = translations(folder / PLACE)
    changed = {source: entry.translation for source, entry in after.items() if entry != before[source]}
    assert changed == {
        "Kyiv - a capital": "Киев\u00a0— столица",
        'He called it "a mistake" and left.': "Он назвал это «ошибкой» и ушёл…",
        "See **the guide** ... now.": "См. **руководство **\u00a0— сейчас…",
        "A draft begun.": "Черновик\u00a0— начат.",
        "A changed sentence.": "Предложение\u00a0— да.",
    }
    assert {source: entry.state for source, entry in after.items()} == {
        source: entry.state for source, entry in before.items()
    }
    assert {source: entry.comments for source, entry in after.items()} == {
        source: entry.comments for source, entry in before.items()
    }
    unchanged = [source for source in before if source not in changed]
    assert [after[source].raw for source in unchanged] == [before[source].raw for source in unchanged]

    again = l10n(folder, "fix")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "nothing to put right\n")


def shown(folder: Path, *arguments: str) -> bytes:
    """The diff in its own bytes, as a pipe has it."""
    command = [sys.executable, "-m", "l10n", "fix", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment(folder, {}), capture_output=True, check=False)
    assert done.returncode == (0 if arguments else 1), done.stderr.decode()
    return done.stdout


@needs_git
@pytest.mark.parametrize("inside", [".", "sites/our news"], ids=["a repository", "a folder of one"])
def test_git_apply_does_what_write_does(tmp_path: Path, inside: str) -> None:
    applied, written = project(tmp_path / "a" / inside), project(tmp_path / "b")
    git(tmp_path / "a", "init", "-q")
    git(applied, "apply", "-", given=shown(applied))
    assert l10n(written, "fix", "--write").returncode == 0
    assert (applied / PLACE).read_bytes() == (written / PLACE).read_bytes()


CRLF = CATALOGUE.replace("\n", "\r\n")
NO_LAST_LINE_END = CATALOGUE.partition("#. paragraph\n#: source/a.md\n#, fuzzy\n#|")[0].rstrip("\n")
CYRILLIC = CATALOGUE.replace("UTF-8", "CP1251")
LATIN = CATALOGUE.replace("UTF-8", "ISO-8859-5")


@needs_git
@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (CRLF, "utf-8"),
        (NO_LAST_LINE_END, "utf-8"),
        (CYRILLIC, "cp1251"),
        (LATIN, "iso-8859-5"),
        (CATALOGUE, "utf-8-sig"),
    ],
    ids=[
        "line ends of Windows",
        "no last line end",
        "a charset with the signs",
        "a charset without",
        "a byte order mark",
    ],
)
def test_catalogues_of_any_kind_come_out_alike(tmp_path: Path, text: str, charset: str) -> None:
    applied, written = project(tmp_path / "a", text, charset=charset), project(tmp_path / "b", text, charset=charset)
    git(applied, "apply", "--whitespace=nowarn", "-", given=shown(applied))
    assert shown(written, "--write") == shown(project(tmp_path / "c", text, charset=charset))
    assert (applied / PLACE).read_bytes() == (written / PLACE).read_bytes() != text.encode(charset)


def test_a_broken_entry_is_left(tmp_path: Path) -> None:
    broken = '#: source/a.md\nmsgid "Broken."\nmsgstr "Сломано - "да"..."\n'
    folder = project(tmp_path, CATALOGUE + "\n" + broken)
    done = l10n(folder, "fix", "--write")
    assert done.returncode == 4
    assert f"{PLACE}:" in done.stderr
    assert "put right" in done.stderr
    drafted = l10n(folder, "translate", "--engine", "pseudo")
    assert drafted.returncode == 4
    assert f"{PLACE}:" in drafted.stderr
    assert broken in (folder / PLACE).read_text(encoding="utf-8")


def test_a_catalogue_that_is_a_folder_is_named(tmp_path: Path) -> None:
    folder = project(tmp_path)
    (folder / PLACE).unlink()
    (folder / PLACE).mkdir()
    done = l10n(folder, "fix")
    assert done.returncode == 4
    assert f"{PLACE}: cannot be read" in done.stderr


def test_rules_may_be_chosen(tmp_path: Path) -> None:
    folder = project(tmp_path)
    l10n(folder, "fix", "--rule", "ru.quotes", "--rule", "ru.hellip", "--write")
    found = translations(folder / PLACE)
    assert found["Kyiv - a capital"].translation == "Киев - столица"
    assert found['He called it "a mistake" and left.'].translation == "Он назвал это «ошибкой» и ушёл…"
    write(folder / "l10n.toml", 'locales = ["ru"]\n[typography]\noff = ["ru.dash"]\n')
    assert l10n(folder, "fix").returncode == 0


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("ru.dsh", "the rule 'ru.dsh' is unknown; did you mean 'ru.dash'?"),
        ("foo", "the rule 'foo' is unknown; choose from ru.abbr, ru.dash, "),
        ("ru.minus", "the rule 'ru.minus' tells only, and puts nothing right"),
    ],
)
def test_a_rule_that_puts_nothing_right_is_named(name: str, complaint: str) -> None:
    with pytest.raises(UsageError) as error:
        chosen_rules([name])
    assert str(error.value).startswith(complaint)


def test_as_data(tmp_path: Path) -> None:
    done = l10n(project(tmp_path), "fix", "--format", "json", "--rule", "ru.dash")
    found = json.loads(done.stdout)
    schema = (files("l10n.report") / "fix.schema.json").read_text(encoding="utf-8")
    fastjsonschema.validate(json.loads(schema), found)
    assert (done.returncode, found["schema"], found["written"]) == (1, "l10n-fix/1", False)
    assert found["fixes"][0] == {
        "path": PLACE,
        "line": 10,
        "locale": "ru",
        "state": "reviewed",
        "source": "Kyiv - a capital",
        "before": "Киев - столица",
        "after": "Киев\u00a0— столица",
        "repairs": [{"rule": "ru.dash", "start": 4, "end": 6, "found": " -", "suggestion": "\u00a0—"}],
    }


# --- entries ---


def test_an_entry_put_right_stays_in_its_state() -> None:
    entry = po.reviewed(po.drafted(Entry("A - b"), "А - б", ARGOS), "А - б")
    done = amended(entry, "А\u00a0— б")
    assert (done.state, done.comments, done.translation) == (State.REVIEWED, entry.comments, "А\u00a0— б")
    assert amended(entry, "А - б") is entry


def test_an_outdated_entry_put_right_is_reviewed_again_when_its_sentence_is_back() -> None:
    entry = outdated(Entry("A - b", "А - б"), "A - c")
    done = read(po.dump(po.with_entries(empty(), [amended(entry, "А\u00a0— б")])).decode())
    assert done.state is State.OUTDATED
    assert restored(done) == Entry("A - b", "А\u00a0— б")


@pytest.mark.parametrize(
    "entry",
    [
        Entry("A", "А", obsolete=True),
        Entry("A", "А", context="menu"),
        Entry("A"),
        po.drafted(Entry("A"), "А", ARGOS),
    ],
    ids=["obsolete", "foreign", "missing", "an untouched draft"],
)
def test_what_is_no_person_s_text_of_now_is_not_put_right(entry: Entry) -> None:
    with pytest.raises(ValueError, match="not to be put right"):
        amended(entry, "Б")


def test_an_entry_put_right_comes_back_from_its_file() -> None:
    entry = amended(Entry("A - b", "А - б"), "А\u00a0— б")
    assert reread(po.with_entries(empty(), [entry])).entries == (replace(entry, raw=""),)


# --- diffs ---

lines = st.lists(st.sampled_from([b"a", b"b", b"", b"\r", b"\xff", b"--- a", b"@@", b"\\"]), max_size=24)


@needs_git
@settings(max_examples=12)
@given(before=lines, after=lines, name=st.sampled_from(["a.po", "a b/c.po", "é.po", 'a"b.po', "a\\b.po", "a\tb.po"]))
def test_a_diff_leads_from_the_old_to_the_new(
    tmp_path_factory: pytest.TempPathFactory, before: list[bytes], after: list[bytes], name: str
) -> None:
    old, new = b"\n".join([b"first", *before]), b"\n".join([b"first", *after])
    diff = unified(name, old, new, [Block(0, 1, 0, 1)])
    folder = tmp_path_factory.mktemp("diff")
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(old)
    if old != new:
        git(folder, "apply", "--whitespace=nowarn", "-", given=diff)
    assert path.read_bytes() == new
    assert bool(diff) == (old != new)


def test_hunks_that_meet_are_one_and_say_what_was_done_in_both() -> None:
    old = [b"%d\n" % number for number in range(30)]
    new = [line.replace(b"\n", b"!\n") if number in {3, 8, 25} else line for number, line in enumerate(old)]
    blocks = [Block(3, 4, 3, 4, "one"), Block(8, 9, 8, 9, "two"), Block(20, 30, 20, 30, "three")]
    diff = unified("a", b"".join(old), b"".join(new), blocks).decode()
    assert [line for line in diff.splitlines() if line.startswith("@@")] == [
        "@@ -1,12 +1,12 @@ one; two",
        "@@ -23,7 +23,7 @@ three",
    ]
