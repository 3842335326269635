"""`l10n review` as a translator uses it: in a terminal, with keys and an editor."""

import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from command import l10n, write

from l10n import catalogue as po
from l10n.catalogue import Entry, State
from l10n.columns import columns

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are of POSIX", allow_module_level=True)

from terminal import Terminal

PO = "locales/ru/LC_MESSAGES/visit.md.po"
ARTICLE = "# Visit\n\nThe minister left at noon. See [the guide](guide.md).\n\n中文，还有很多很多很多很多的字。\n"
PROVENANCE = po.Provenance("argos", "en_ru", "1.9", -0.21)
DRAFTS = {
    "Visit": "Визит",
    "The minister left at noon.": "Министр ушёл в полдень.",
    "See [the guide](guide.md).": "См. руководство.",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with an article, three drafts and a missing entry."""
    write(tmp_path / "l10n.toml", 'locales = ["ru"]\n')
    write(tmp_path / "source/visit.md", ARTICLE)
    assert l10n(tmp_path, "extract").returncode == 0
    for source, text in DRAFTS.items():
        doubts = ("numbers: 12 is missing",) if "noon" in source else ()
        change(tmp_path, source, partial(po.drafted, translation=text, provenance=PROVENANCE, doubts=doubts))
    return tmp_path


def entries(project: Path) -> dict[str, Entry]:
    return {entry.source: entry for entry in po.parse((project / PO).read_bytes(), Path(PO)).live}


def change(project: Path, source: str, how: Callable[[Entry], Entry]) -> None:
    """What another program saves."""
    old = po.parse((project / PO).read_bytes(), Path(PO))
    made = [how(entry) if entry.source == source else entry for entry in old.entries]
    (project / PO).write_bytes(po.dump(po.with_entries(old, made)))


def editor(folder: Path, text: str) -> str:
    """A command that saves this text above the line, as a person in an editor would."""
    script = write(
        folder / "editor.py",
        "import sys\nfrom pathlib import Path\n"
        "path = Path(sys.argv[1])\nold = path.read_text(encoding='utf-8')\n"
        f"path.write_text({text!r} + old[old.index(chr(10)):], encoding='utf-8')\n",
    )
    return f"{sys.executable} {script}"


def test_accept_edit_skip_and_what_was_decided_is_on_disk_when_it_is_killed(project: Path, tmp_path: Path) -> None:
    with Terminal(project, "review", EDITOR=editor(tmp_path, "Министр уехал в 12.")) as terminal:
        screen = terminal.until("1 of 4")
        assert "visit.md → ru" in screen
        assert "heading" in screen
        assert "a accept" in screen
        screen = terminal.press("a", "2 of 4")
        assert "draft: numbers: 12 is missing" in screen
        assert "mt argos en_ru 1.9" in screen
        assert entries(project)["Visit"].accepted
        terminal.press("e", "3 of 4")
        terminal.process.send_signal(signal.SIGKILL)
        terminal.process.wait()
    left = entries(project)["The minister left at noon."]
    assert (left.translation, left.edited, left.notes) == ("Министр уехал в 12.", True, ("paragraph",))
    assert left.provenance == entries(project)["The minister left at noon."].provenance
    assert entries(project)["See [the guide](guide.md)."].state is State.MACHINE


def test_a_translation_that_lost_a_link_is_refused_with_the_reason_until_it_is_edited(
    project: Path, tmp_path: Path
) -> None:
    with Terminal(project, "review", EDITOR=editor(tmp_path, "См. [руководство](guide.md).")) as terminal:
        terminal.until("1 of 4")
        terminal.press("s", "2 of 4")
        assert "problem: markup differs from the source's: lacks link guide.md" in terminal.press("s", "3 of 4")
        terminal.press("a", "lacks link guide.md: edit it")
        assert entries(project)["See [the guide](guide.md)."].fuzzy
        terminal.press("e", "4 of 4")
        code, _ = terminal.finish("q")
    assert code == 0
    assert entries(project)["See [the guide](guide.md)."].translation == "См. [руководство](guide.md)."


def test_undo_takes_back_each_decision_and_leaves_the_file_as_it_was(project: Path) -> None:
    before = (project / PO).read_bytes()
    with Terminal(project, "review") as terminal:
        terminal.until("1 of 4")
        terminal.press("a", "2 of 4")
        terminal.press("a", "3 of 4")
        assert (project / PO).read_bytes() != before
        terminal.press("u", "2 of 4")
        terminal.press("u", "1 of 4")
        terminal.press("u", "nothing is left to undo")
        assert terminal.finish("q")[0] == 0
    assert (project / PO).read_bytes() == before


def test_what_another_program_saved_meanwhile_is_shown_instead_of_written_over(project: Path) -> None:
    with Terminal(project, "review") as terminal:
        terminal.until("1 of 4")
        change(project, "Visit", lambda entry: replace(entry, translation="Поездка", raw=""))
        change(project, "The minister left at noon.", lambda entry: po.reviewed(entry, "Министр уехал."))
        screen = terminal.press("a", "somebody changed this entry meanwhile")
        assert "Поездка" in screen
        assert entries(project)["Visit"].fuzzy
        terminal.press("a", "2 of 4")
        terminal.finish("q")
    assert entries(project)["Visit"].translation == "Поездка"
    assert entries(project)["The minister left at noon."].translation == "Министр уехал."


def test_a_decision_that_somebody_changed_since_is_not_taken_back(project: Path) -> None:
    with Terminal(project, "review") as terminal:
        terminal.until("1 of 4")
        terminal.press("a", "2 of 4")
        change(project, "Visit", lambda entry: po.reviewed(entry, "Поездка"))
        assert "1 of 4" in terminal.press("u", "not undone: somebody changed this entry meanwhile")
        terminal.press("u", "nothing is left to undo")
        terminal.finish("q")
    assert entries(project)["Visit"].translation == "Поездка"


def test_a_catalogue_damaged_or_removed_meanwhile_is_named_and_left_alone(project: Path) -> None:
    with Terminal(project, "review") as terminal:
        terminal.until("1 of 4")
        write(project / PO, "<<<<<<< ours\n")
        terminal.press("a", f"{PO}:1: an unresolved merge conflict")
        assert (project / PO).read_text(encoding="utf-8") == "<<<<<<< ours\n"
        (project / PO).unlink()
        terminal.press("a", "somebody removed this catalogue")
        terminal.finish("q")
    assert not (project / PO).exists()


def test_an_interrupted_review_keeps_its_decisions(project: Path) -> None:
    with Terminal(project, "review") as terminal:
        terminal.until("1 of 4")
        terminal.press("a", "2 of 4")
        code, screen = terminal.finish("\x03")
    assert (code, "interrupted; what was finished is kept" in screen) == (130, True)
    assert entries(project)["Visit"].accepted


def test_a_changed_sentence_shows_what_changed_and_loses_it_when_accepted(project: Path) -> None:
    change(project, "Visit", lambda entry: po.reviewed(entry, "Визит"))
    change(project, "The minister left at noon.", lambda entry: po.reviewed(entry, "Министр ушёл."))
    write(project / "source/visit.md", ARTICLE.replace("noon", "one"))
    l10n(project, "extract")
    with Terminal(project, "review") as terminal:
        screen = terminal.until("1 of 3")
        assert "was: The minister left at [-noon-]{+one+}." in screen
        assert "outdated" in screen
        terminal.press("a", "2 of 3")
        terminal.finish("q")
    entry = entries(project)["The minister left at one."]
    assert (entry.state, entry.previous, [line for line in entry.comments if "outdated" in line]) == (
        State.REVIEWED,
        None,
        [],
    )


def test_steps_help_the_end_and_back(project: Path) -> None:
    with Terminal(project, "review") as terminal:
        terminal.until("1 of 4")
        terminal.press("n", "2 of 4")
        terminal.press("\x1b[C", "3 of 4")
        terminal.press("?", "undo your last decision")
        terminal.press("x", "3 of 4")
        terminal.press("x", "no such key")
        terminal.press("s", "no translation yet")
        terminal.press("a", "there is no text yet: edit it")
        terminal.press("n", "This is the end")
        terminal.press("b", "4 of 4")
        assert terminal.finish("q") == (0, terminal.screen)
        assert "0 entries decided on, 4 left" in terminal.screen


def test_no_line_is_wider_than_a_narrow_terminal_and_nothing_moves_its_cursor(project: Path) -> None:
    change(project, "Visit", lambda entry: replace(entry, translation="\x1b[2J" + "字" * 40, raw=""))
    with Terminal(project, "review", columns=30) as terminal:
        screen = terminal.until("字" * 14)
        assert "␛[2J" in screen
        screen += terminal.press("n", "2 of 4") + terminal.press("n", "3 of 4") + terminal.press("n", "4 of 4")
        assert max(map(columns, screen.splitlines())) <= 30
        terminal.finish("q")


def test_an_editor_that_saves_nothing_or_fails_changes_nothing(project: Path) -> None:
    before = (project / PO).read_bytes()
    for command, said in (("true", "nothing was saved in the editor"), ("false", "Editing failed")):
        with Terminal(project, "review", VISUAL=command) as terminal:
            terminal.until("1 of 4")
            terminal.press("e", said)
            assert terminal.finish("q")[0] == 0
    assert (project / PO).read_bytes() == before


def test_all_shows_reviewed_entries_and_without_it_nothing_waits(project: Path) -> None:
    write(project / "source/visit.md", "Visit\n")
    l10n(project, "extract")
    change(project, "Visit", lambda entry: po.reviewed(entry, "Визит"))
    with Terminal(project, "review", "-l", "ru", "source/visit.md") as terminal:
        code, screen = terminal.finish("")
        assert (code, screen.strip()) == (0, "nothing waits for a person; `--all` shows what is reviewed")
    with Terminal(project, "review", "--all") as terminal:
        assert "accepted" in terminal.until("1 of 1")
        terminal.finish("q")


def test_without_a_terminal_it_says_what_to_do(project: Path) -> None:
    done = l10n(project, "review")
    assert done.returncode == 2
    assert "l10n: review needs a terminal for its keys" in done.stderr
