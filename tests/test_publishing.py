"""What a build publishes: nothing that the source no longer says, and nobody's half a sentence."""

import json
import subprocess
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import fastjsonschema
import pytest
from catalogues import empty, needs_gettext
from click.testing import CliRunner, Result
from command import write

from l10n import catalogue as po
from l10n.catalogue import Entry, Provenance, State, amended, digest, drafted, outdated, restored, reviewed
from l10n.cli import cli
from l10n.evaluation import Fate, fate
from l10n.merge import Wanted, merge
from l10n.publishing import Publishing, Reason, withheld

WAS, IS = "Twelve guests came to the hall.", "Fourteen guests came to the hall."
TEXT = "В зал пришли двенадцать гостей."
STAMP = f"l10n:outdated reviewed h={digest(TEXT)}"
ARGOS = Provenance("argos", "en_ru", "1.9", -0.21)


def read(text: str) -> Entry:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    return po.parse((header + text).encode(), Path("a.po")).entries[0]


def fuzzy(*comments: str, source: str = IS, previous: str | None = None) -> Entry:
    return Entry(source, TEXT, flags=("fuzzy",), comments=comments, previous=previous)


# --- Outdated texts, whatever their editor dropped


@pytest.mark.parametrize(
    "comments",
    [
        (STAMP,),
        (f"  {STAMP}",),
        ("Anna: check the number", STAMP),
        (f"Anna: check the number {STAMP}",),
        ("l10n:outdated", f"reviewed h={digest(TEXT)}"),
        ("l10n:outdated reviewed", f"h={digest(TEXT)}"),
        (f"l10n:mt argos en_ru 1.9 s=-0.21 h=7dd12f6a {STAMP}",),
        (f"{STAMP} l10n:mt argos en_ru 1.9 s=-0.21 h=7dd12f6a",),
        ("l10n:mt argos en_ru", f"1.9 s=-0.21 h={digest(TEXT)} l10n:outdated reviewed", f"h={digest(TEXT)}"),
    ],
    ids=["alone", "indented", "below a remark", "behind one", "wrapped", "late", "joined", "in front", "all of it"],
)
def test_the_stamp_alone_tells_an_outdated_text(comments: tuple[str, ...]) -> None:
    entry = fuzzy(*comments)
    assert (entry.state, entry.human) == (State.OUTDATED, True)
    assert withheld(entry, Publishing()) is Reason.LOST


@needs_gettext
@pytest.mark.parametrize(
    "tool",
    [("msgmerge", "--quiet", "a.po", "a.pot", "-o", "b.po"), ("msgattrib", "--clear-previous", "a.po", "-o", "b.po")],
    ids=["msgmerge without --previous", "msgattrib"],
)
def test_gettexts_own_tools_leave_it_outdated(tmp_path: Path, tool: tuple[str, ...]) -> None:
    """Accepted as drafted, too: the hash of the draft fits still."""
    accepted = Entry(WAS, TEXT, comments=(f"l10n:mt argos en_ru 1.9 h={digest(TEXT)}",), references=("source/a.md",))
    catalogue = po.with_entries(empty(), [outdated(accepted, IS)])
    (tmp_path / "a.po").write_bytes(po.dump(catalogue))
    (tmp_path / "a.pot").write_bytes(po.dump(merge(empty(), [Wanted(IS, ("paragraph",), "source/a.md")])))
    subprocess.run(tool, cwd=tmp_path, check=True)
    entry = po.parse((tmp_path / "b.po").read_bytes(), Path("b.po")).entries[0]
    assert (entry.state, entry.previous, entry.translation) == (State.OUTDATED, None, TEXT)
    assert withheld(entry, Publishing()) is Reason.LOST


def test_the_previous_source_alone_tells_an_outdated_text() -> None:
    assert fuzzy(previous=WAS).state is State.OUTDATED


def test_without_both_it_is_unfinished_and_never_a_draft() -> None:
    entry = fuzzy()
    assert entry.state is State.UNFINISHED
    assert withheld(entry, Publishing("machine")) is Reason.UNFINISHED


def test_an_accepted_draft_that_became_outdated_stays_a_persons_word() -> None:
    """The draft's own hash fits, too: it is no draft any more, and no engine may replace it."""
    accepted = Entry(WAS, TEXT, comments=(f"l10n:mt argos en_ru 1.9 h={digest(TEXT)}",))
    lost = Entry(IS, TEXT, flags=("fuzzy",), comments=outdated(accepted, IS).comments)
    assert (lost.state, lost.human, lost.untouched) == (State.OUTDATED, True, False)


def test_the_note_on_the_change_outlives_the_old_source() -> None:
    """It is the only witness of what changed; a catalogue without it is in step, too."""
    for notes in (("paragraph", "change: number or name: Twelve → Fourteen"), ("paragraph",)):
        catalogue = po.with_entries(empty(), [replace(fuzzy(STAMP), notes=notes)])
        assert merge(catalogue, [Wanted(IS, ("paragraph",))]) == catalogue


def test_an_engines_text_that_another_tool_called_outdated_is_never_carried_as_a_persons() -> None:
    entry = fuzzy(*drafted(Entry(WAS), TEXT, ARGOS).comments, source="Ten guests came.", previous=WAS)
    catalogue = po.with_entries(empty(), [entry])
    merged = merge(catalogue, [Wanted(WAS.replace(" hall", "  hall"))]).live
    assert [each.state for each in merged] in ([State.OUTDATED], [State.MACHINE], [State.MISSING])


def test_a_sentence_edited_again_after_its_old_source_was_lost_stays_outdated() -> None:
    catalogue = po.with_entries(empty(), [fuzzy(STAMP)])
    for source in ("Fourteen guests came to the hall!", "Fourteen guests came to the big hall."):
        entry = merge(catalogue, [Wanted(source)]).entries[0]
        assert (entry.source, entry.state, entry.previous) == (source, State.OUTDATED, None)


def test_a_remark_that_a_tool_joined_to_the_stamp_outlives_it() -> None:
    entry = fuzzy(f"Anna: sic {STAMP}", previous=WAS)
    assert restored(entry).comments == ("Anna: sic",)
    assert restored(entry).state is State.REVIEWED


def test_an_engines_text_without_a_stamp_is_no_persons_when_its_source_returns() -> None:
    draft = drafted(Entry(WAS), TEXT, ARGOS)
    entry = fuzzy(*draft.comments, previous=WAS)
    assert withheld(entry, Publishing()) is Reason.BEGUN
    assert restored(entry).state is State.MACHINE


# --- Drafts that a tool moved to another sentence


DRAFT = drafted(Entry(WAS, references=("source/a.md",)), TEXT, ARGOS)
ACCEPTED = reviewed(DRAFT, TEXT)
PREVIOUS = ("msgmerge", "--quiet", "--previous", "a.po", "a.pot", "-o", "b.po")
MERGED = ("msgmerge", "--quiet", "a.po", "a.pot", "-o", "b.po")


def moved(folder: Path, entry: Entry, source: str, *tools: tuple[str, ...]) -> Entry:
    """The entry as gettext's own tools leave it when they run before `extract` does."""
    (folder / "a.po").write_bytes(po.dump(po.with_entries(empty(), [entry])))
    (folder / "a.pot").write_bytes(po.dump(merge(empty(), [Wanted(source, ("paragraph",), "source/a.md")])))
    for tool in tools:
        subprocess.run(tool, cwd=folder, check=True)
    return po.parse((folder / "b.po").read_bytes(), Path("b.po")).entries[0]


@needs_gettext
@pytest.mark.parametrize("source", [IS, "Twelve guests did not come to the hall."])
@pytest.mark.parametrize("entry", [DRAFT, ACCEPTED], ids=["nobody's", "accepted"])
@pytest.mark.parametrize(
    "tools",
    [
        (MERGED,),
        (PREVIOUS, ("msgattrib", "--clear-previous", "b.po", "-o", "b.po")),
        (MERGED, ("msgattrib", "--only-fuzzy", "--width=40", "b.po", "-o", "b.po")),
        (MERGED, ("msgcat", "--sort-output", "--no-location", "b.po", "-o", "b.po")),
        (MERGED, MERGED),
    ],
    ids=["msgmerge", "msgmerge --previous, msgattrib", "msgattrib", "msgcat", "msgmerge twice"],
)
def test_a_draft_that_gettext_moved_is_no_draft_of_the_new_sentence(
    tmp_path: Path, entry: Entry, source: str, tools: tuple[tuple[str, ...], ...]
) -> None:
    """Nobody can tell whether it was accepted: no build publishes it, and no engine writes over it."""
    entry = moved(tmp_path, entry, source, *tools)
    assert (entry.source, entry.translation, entry.previous) == (source, TEXT, None)
    assert (entry.state, entry.human, entry.untouched) == (State.OUTDATED, True, False)
    assert withheld(entry, Publishing()) is Reason.LOST
    catalogue = po.with_entries(empty(), [entry])
    assert merge(catalogue, [Wanted(source, ("paragraph",), *entry.references)]) == catalogue


@needs_gettext
def test_the_line_of_an_older_version_is_read_as_before(tmp_path: Path) -> None:
    line = f"l10n:mt argos en_ru 1.9 s=-0.21 h={digest(TEXT)}"
    assert moved(tmp_path, replace(DRAFT, comments=(line,), raw=""), IS, MERGED).state is State.MACHINE


@needs_gettext
def test_a_draft_is_still_one_where_gettext_leaves_its_sentence(tmp_path: Path) -> None:
    entry = moved(tmp_path, DRAFT, WAS, MERGED)
    assert (entry.state, withheld(entry, Publishing())) == (State.MACHINE, None)


@pytest.mark.parametrize(
    "line",
    [
        (f"l10n:mt argos en_ru 1.9 s=-0.21 m={digest(WAS)} h={digest(TEXT)}",),
        (f"l10n:mt argos en_ru 1.9 m={digest(WAS)}", f"h={digest(TEXT)}"),
        ("Anna: sic l10n:mt argos en_ru 1.9", f"m={digest(WAS)} h={digest(TEXT)} more"),
        (f"l10n:mt argos en_ru 1.9 x=new m={digest(WAS)} h={digest(TEXT)}",),
    ],
    ids=["one line", "wrapped", "joined", "with a word of a later version"],
)
def test_the_sentence_of_a_draft_is_found_in_its_comment(line: tuple[str, ...]) -> None:
    assert fuzzy(*line, source=WAS).state is State.MACHINE
    assert fuzzy(*line).state is State.OUTDATED


SPACED = WAS.replace(" hall", "  hall")


def test_an_accepted_draft_goes_with_a_sentence_that_says_the_same() -> None:
    """Then somebody presses Needs work: it is a draft of the sentence as it is now."""
    remarked = replace(ACCEPTED, comments=(f"Anna: sic {ACCEPTED.comments[0]}", "Boris: m=00000000"), raw="")
    for entry in (ACCEPTED, remarked):
        (carried,) = merge(po.with_entries(empty(), [entry]), [Wanted(SPACED)]).entries
        assert (carried.source, carried.state, carried.accepted) == (SPACED, State.REVIEWED, True)
        assert carried.comments == tuple(line.replace(digest(WAS), digest(SPACED)) for line in entry.comments)
        assert replace(carried, flags=("fuzzy",)).state is State.MACHINE


def test_a_moved_text_that_a_person_accepted_is_no_draft_again() -> None:
    """What it was drafted for stays said: under a third sentence, or as Needs work, nobody takes it for a draft."""
    entry = reviewed(replace(DRAFT, source=IS, raw=""), TEXT)
    assert (entry.state, fate(entry)) == (State.REVIEWED, Fate.REWORDED)
    assert fate(ACCEPTED) is Fate.ACCEPTED
    spaced = IS.replace(" hall", "  hall")
    (carried,) = merge(po.with_entries(empty(), [entry]), [Wanted(spaced)]).entries
    assert (carried.state, replace(carried, flags=("fuzzy",)).state) == (State.REVIEWED, State.OUTDATED)
    third = fuzzy(*entry.comments, source="Ten guests came to the hall.", previous=IS)
    for source in (IS, spaced):
        (back,) = merge(po.with_entries(empty(), [third]), [Wanted(source)]).live
        assert (back.source, back.translation, back.state) == (source, TEXT, State.OUTDATED)


def test_a_moved_text_that_is_put_right_stays_outdated() -> None:
    entry = amended(replace(DRAFT, source=IS, raw=""), TEXT.replace(" гостей", "\u00a0гостей"))
    assert (entry.state, withheld(entry, Publishing())) == (State.OUTDATED, Reason.LOST)


def test_a_moved_text_that_a_person_began_to_change_is_unfinished() -> None:
    assert replace(DRAFT, source=IS, translation="В зал").state is State.UNFINISHED


# --- Which outdated texts are published


REWORDED = "Twelve guests came into the hall."


@pytest.mark.parametrize(
    ("require", "policy", "facts", "wording"),
    [
        ("machine", "require", Reason.MEANING, None),
        ("reviewed", "require", Reason.OUTDATED, Reason.OUTDATED),
        ("none", "require", None, None),
        ("none", "wording", Reason.MEANING, None),
        ("reviewed", "wording", Reason.MEANING, None),
        ("machine", "translation", None, None),
        ("reviewed", "translation", None, None),
        ("none", "source", Reason.OUTDATED, Reason.OUTDATED),
    ],
)
def test_the_settings_say_which_outdated_texts_are_used(
    require: str, policy: str, facts: Reason | None, wording: Reason | None
) -> None:
    how = Publishing(require, policy)
    assert withheld(outdated(Entry("It costs 5 euros.", TEXT), "It costs 50 euros."), how) is facts
    assert withheld(outdated(Entry(WAS, TEXT), REWORDED), how) is wording


def test_a_text_that_nobody_stood_for_is_not_published_under_another_wording() -> None:
    begun_before = outdated(Entry(WAS, TEXT, flags=("fuzzy",)), REWORDED)
    begun_since = replace(outdated(Entry(WAS, TEXT), REWORDED), translation="В зал")
    assert withheld(begun_before, Publishing()) is Reason.BEGUN
    assert withheld(begun_since, Publishing()) is Reason.BEGUN
    assert withheld(fuzzy(previous=IS), Publishing()) is Reason.BEGUN


# --- The commands agree


def command(project: Path, *arguments: str) -> Result:
    """A command run in this process."""
    return CliRunner().invoke(cli, ["--project", str(project), *arguments])


ARTICLE = "# Delete 5 files\n\nYou can save the file.\n\nIt rained here all day.\n\nSecond point.\n"
EDITED = "# Delete 50 files\n\nYou cannot save the file.\n\nIt rained here all day long.\n\nSecond point.\n"
TEXTS = {
    "Delete 5 files": "Удалите 5 файлов",
    "You can save the file.": "Вы можете сохранить файл.",
    "It rained here all day.": "Здесь весь день шёл дождь.",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Three sentences reviewed and then edited, a fourth begun and never finished."""
    write(tmp_path / "l10n.toml", 'locales = ["ru"]\n')
    write(tmp_path / "source/a.md", ARTICLE)
    assert command(tmp_path, "extract").exit_code == 0
    path = tmp_path / "locales/ru/LC_MESSAGES/a.md.po"
    text = path.read_text(encoding="utf-8")
    for source, translation in TEXTS.items():
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{translation}"')
    path.write_text(
        text.replace('msgid "Second point."\nmsgstr ""', '#, fuzzy\nmsgid "Second point."\nmsgstr "Втор?"'),
        encoding="utf-8",
    )
    write(tmp_path / "source/a.md", EDITED)
    assert command(tmp_path, "extract").exit_code == 0
    return tmp_path


def test_only_a_text_whose_source_says_the_same_is_published(project: Path) -> None:
    told = "outdated texts: 1 published, 2 replaced by their source"
    for _ in range(2):  # the second build has nothing to do, and says the same
        done = command(project, "build")
        assert done.exit_code == 1
        assert done.stderr.count(told) == 1
    built = (project / "build/ru/a.md").read_text(encoding="utf-8")
    assert built.split("\n\n") == [
        "# Delete 50 files {#delete-50-files}",
        "You cannot save the file.",
        "Здесь весь день шёл дождь.",
        "Second point.\n",
    ]
    assert told in command(project, "run", "--engine", "pseudo").stderr


def test_a_build_says_as_data_what_it_published(project: Path) -> None:
    done = command(project, "--quiet", "build", "--format", "json")
    told = json.loads(done.stdout)
    schema = json.loads((files("l10n.report") / "build.schema.json").read_text("utf-8"))
    assert fastjsonschema.compile(schema)(told) == told
    assert (told["outdated_published"], told["outdated_replaced"], told["below"]) == (1, 2, 3)
    assert (told["written"], told["exit_code"]) == (["build/ru/a.md"], 1)


def test_a_check_names_what_the_build_replaces(project: Path) -> None:
    checked = json.loads(command(project, "check", "--require", "machine", "--format", "json").stdout)
    errors = [(each["rule"], each["article_line"]) for each in checked["problems"] if each["severity"] == "error"]
    assert errors == [("outdated", 1), ("outdated", 3), ("unfinished", 7)]
    rules = {each["rule"] for each in json.loads(command(project, "check", "--format", "json").stdout)["problems"]}
    assert {"outdated", "unfinished"} <= rules
    assert "machine" not in rules


@pytest.mark.parametrize(
    ("required", "end"),
    [
        ("machine", "clear `fuzzy`; until then the source stands in"),
        ("reviewed", "clear `fuzzy`; until then a build that requires `reviewed` shows the source"),
    ],
)
def test_a_check_that_requires_more_than_the_build_does_not_say_what_the_build_does_not_do(
    project: Path, required: str, end: str
) -> None:
    """A check requires `reviewed` and a build `machine` where nothing is set: a build publishes outdated wording."""
    checked = json.loads(command(project, "check", "--require", required, "--format", "json").stdout)
    hints = {each["hint"].partition("; bring the translation up to date and ")[2] for each in checked["problems"]}
    assert hints - {""} == {end}


def test_a_status_counts_what_a_build_publishes(project: Path) -> None:
    counted = json.loads(command(project, "status", "--format", "json").stdout)["articles"][0]
    names = ("unfinished", "outdated", "outdated_published", "outdated_replaced", "machine", "total")
    assert [counted[name] for name in names] == [1, 3, 1, 2, 0, 4]


def test_an_unfinished_text_is_left_alone_and_published_only_where_nothing_is_required(project: Path) -> None:
    assert command(project, "translate", "--engine", "pseudo", "--retranslate").exit_code == 0
    assert read_entry(project, "Second point.").translation == "Втор?"
    assert command(project, "build", "--require", "none").exit_code == 0
    built = (project / "build/ru/a.md").read_text(encoding="utf-8")
    assert built.endswith("Втор?\n")


def read_entry(project: Path, source: str) -> Entry:
    path = project / "locales/ru/LC_MESSAGES/a.md.po"
    return next(entry for entry in po.parse(path.read_bytes(), path).live if entry.source == source)


@needs_gettext
def test_no_command_takes_a_text_that_gettext_moved_for_a_draft(tmp_path: Path) -> None:
    """One draft was accepted, the other was not; msgmerge runs before `extract`, and keeps no `#|`."""
    path, template = tmp_path / "locales/ru/LC_MESSAGES/a.md.po", tmp_path / "locales/templates/a.md.pot"
    write(tmp_path / "l10n.toml", 'locales = ["ru"]\n')
    write(tmp_path / "source/a.md", "# Delete 5 files\n\nYou can save the file.\n\nSecond point.\n")
    assert command(tmp_path, "run", "--engine", "pseudo", "--require", "none").exit_code == 0
    first, second, third = (entry for entry in po.parse(path.read_bytes(), path).live)
    accepted = po.with_entries(po.parse(path.read_bytes(), path), [first, reviewed(second, second.translation), third])
    write(tmp_path / "source/a.md", "# Delete 50 files\n\nYou cannot save the file.\n\nSecond point.\n")
    assert command(tmp_path, "extract").exit_code == 0
    path.write_bytes(po.dump(accepted))
    subprocess.run(["msgmerge", "--quiet", path, template, "-o", path], check=True)
    for arguments in (["extract"], ["translate", "--engine", "pseudo", "--retranslate"]):
        assert command(tmp_path, *arguments).exit_code == 0
    assert read_entry(tmp_path, "Delete 50 files").translation == first.translation
    assert read_entry(tmp_path, "You cannot save the file.").translation == second.translation
    assert "outdated texts: 0 published, 2 replaced by their source" in command(tmp_path, "build").stderr
    assert (tmp_path / "build/ru/a.md").read_text(encoding="utf-8").split("\n\n") == [
        "# Delete 50 files {#delete-50-files}",
        "You cannot save the file.",
        f"{third.translation}\n",
    ]
