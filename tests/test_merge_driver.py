"""git merges catalogues by `l10n merge-po`, in real repositories with two branches."""

from pathlib import Path

import pytest
from command import l10n, write
from repository import commit, git, needs_git

from l10n import catalogue as po
from l10n.catalogue import Catalogue, State
from l10n.driver import merge_files

pytestmark = needs_git
PO = "locales/ru/LC_MESSAGES/visit.md.po"
POT = "locales/templates/visit.md.pot"
ARTICLE = "# Visit\n\nThe minister left.\n\nNobody said why.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with a project, extracted and committed, and git told to merge catalogues."""
    write(tmp_path / "l10n.toml", 'locales = ["ru"]\n')
    write(tmp_path / ".gitignore", "/.l10n/\n/.home/\n")
    write(tmp_path / "source/visit.md", ARTICLE)
    git(tmp_path, "init", "-q", "-b", "main")
    assert l10n(tmp_path, "merge-po", "--install").returncode == 0
    assert l10n(tmp_path, "extract").returncode == 0
    commit(tmp_path, "start")
    return tmp_path


def catalogue(project: Path, name: str = PO) -> Catalogue:
    return po.parse((project / name).read_bytes(), Path(name))


def translate(project: Path, **texts: str) -> None:
    """A person's words for the entries whose source starts with these words."""
    old = catalogue(project)
    entries = [
        next((po.reviewed(entry, text) for start, text in texts.items() if entry.source.startswith(start)), entry)
        for entry in old.entries
    ]
    (project / PO).write_bytes(po.dump(po.with_entries(old, entries)))


def test_two_branches_of_translators_meet_without_a_conflict(project: Path) -> None:
    git(project, "switch", "-q", "-c", "boris")
    translate(project, The="Министр покинул город.", Visit="Визит")
    commit(project, "Boris")
    git(project, "switch", "-q", "main")
    translate(project, The="Министр уехал.", Nobody="Никто не сказал почему.")
    commit(project, "Anna")

    said = git(project, "merge", "--no-edit", "boris")

    assert f"{PO}: 1 entry has two translations now; choose one" in said
    assert {entry.source: (entry.translation, entry.state) for entry in catalogue(project).live} == {
        "Visit": ("Визит", State.REVIEWED),
        "The minister left.": ("Министр уехал.", State.UNFINISHED),
        "Nobody said why.": ("Никто не сказал почему.", State.REVIEWED),
    }
    assert '# l10n:was "Министр покинул город."' in (project / PO).read_text(encoding="utf-8")
    assert git(project, "status", "--porcelain") == ""
    checked = l10n(project, "check")
    assert (checked.returncode, checked.stdout.count("[unfinished]"), checked.stdout.count("error[")) == (1, 1, 1)
    assert "choose between it and the text in its comment `l10n:was`, delete that comment" in checked.stdout
    translate(project, The="Министр уехал.")
    assert l10n(project, "check").returncode == 0


def test_what_a_killed_driver_left_is_gone_after_the_next_merge(tmp_path: Path) -> None:
    """Where git keeps the versions of a merge no other command comes by."""
    text = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Yes."\nmsgstr ""\n'
    base, ours, theirs = (write(tmp_path / name, text) for name in ("base", "ours", "theirs"))
    left = write(tmp_path / ".l10n-999999999-1.tmp", "half a")
    merge_files(base, ours, theirs, ours)
    assert not left.exists()


def test_an_article_rewritten_on_one_branch_meets_a_review_on_the_other(project: Path) -> None:
    """Templates and catalogues of the merged commit are in step with its article."""
    translate(project, The="Министр ушёл.", Visit="Визит", Nobody="Никто не сказал почему.")
    commit(project, "reviewed")
    git(project, "switch", "-q", "-c", "editor")
    write(
        project / "source/visit.md", ARTICLE.replace("minister left", "minister left town").replace("# ", "New.\n\n# ")
    )
    l10n(project, "extract")
    commit(project, "edited")
    git(project, "switch", "-q", "main")
    translate(project, The="Министр уехал.")
    commit(project, "better words")

    git(project, "merge", "--no-edit", "editor")

    left = next(entry for entry in catalogue(project).live if entry.source == "The minister left town.")
    assert (left.translation, left.state, left.previous) == ("Министр уехал.", State.OUTDATED, "The minister left.")
    assert l10n(project, "extract", "--check").returncode == 0


ROOM, NEW_ROOM = "The hall has room for 12 guests.", "The hall has room for 14 guests."
TEXT = "В зале место для 12 гостей."


@pytest.fixture
def branches(project: Path) -> Path:
    """A draft of a sentence in the base; `tr` reviews it, `editor` rewrites the sentence and drafts it again."""
    write(project / "source/visit.md", f"# Visit\n\n{ROOM}\n")
    for command in ("extract", "translate"):
        assert l10n(project, command, *(["--engine", "pseudo"] if command == "translate" else [])).returncode == 0
    commit(project, "drafted")
    git(project, "switch", "-q", "-c", "tr")
    translate(project, The=TEXT)
    commit(project, "reviewed")
    git(project, "switch", "-q", "-c", "editor", "main")
    write(project / "source/visit.md", f"# Visit\n\n{NEW_ROOM}\n")
    for command in ("extract", "translate"):
        assert l10n(project, command, *(["--engine", "pseudo"] if command == "translate" else [])).returncode == 0
    commit(project, "rewritten")
    return project


@pytest.mark.parametrize(("here", "there"), [("editor", "tr"), ("tr", "editor")])
@pytest.mark.parametrize("act", [("merge", "--no-edit"), ("rebase",), ("cherry-pick",)], ids=lambda words: words[0])
def test_what_was_reviewed_goes_with_the_sentence_that_the_other_branch_rewrote(
    branches: Path, here: str, there: str, act: tuple[str, ...]
) -> None:
    git(branches, "switch", "-q", here)
    git(branches, *act, there)
    left = next(entry for entry in catalogue(branches).live if entry.source == NEW_ROOM)
    assert (left.translation, left.state, left.previous) == (TEXT, State.OUTDATED, ROOM)
    assert [entry.source for entry in catalogue(branches).obsolete] == []
    assert l10n(branches, "extract", "--check").returncode == 0
    assert l10n(branches, "extract").returncode == 0
    left = next(entry for entry in catalogue(branches).live if entry.source == NEW_ROOM)
    assert (left.translation, left.notes) == (TEXT, ("paragraph", "change: number or name: 12 → 14"))
    assert l10n(branches, "translate", "--engine", "pseudo").returncode == 0
    assert TEXT in (branches / PO).read_text(encoding="utf-8")


def test_templates_are_merged_too(project: Path) -> None:
    git(project, "switch", "-q", "-c", "editor")
    write(project / "source/visit.md", ARTICLE.replace("# Visit\n", "# Visit\n\nIt rained.\n"))
    l10n(project, "extract")
    commit(project, "rain")
    git(project, "switch", "-q", "main")
    write(project / "source/visit.md", ARTICLE + "\nHe came back.\n")
    l10n(project, "extract")
    commit(project, "back")

    git(project, "merge", "--no-edit", "editor")

    assert [entry.source for entry in catalogue(project, POT).entries] == [
        *("Visit", "It rained.", "The minister left.", "Nobody said why.", "He came back.")
    ]
    assert l10n(project, "extract", "--check").returncode == 0


def test_a_damaged_version_stops_the_merge_and_names_the_line(project: Path) -> None:
    git(project, "switch", "-q", "-c", "boris")
    (project / PO).write_text("<<<<<<< ours\n", encoding="utf-8")
    commit(project, "Boris")
    git(project, "switch", "-q", "main")
    translate(project, The="Министр уехал.")
    commit(project, "Anna")
    before = (project / PO).read_bytes()

    said = git(project, "merge", "--no-edit", "boris", fails=True)

    assert f"{PO}:1: an unresolved merge conflict; keep one side of it, and delete the lines that mark it" in said
    assert "; nothing is merged" in said
    assert (project / PO).read_bytes() == before


def attributes(project: Path) -> Path:
    return project / ".git/info/attributes"


def test_git_learns_which_files_are_merged_so_in_this_clone_alone(project: Path) -> None:
    """A committed line would switch Weblate's own driver off, and git there would merge catalogues as text."""
    assert attributes(project).read_text(encoding="utf-8") == "*.po merge=l10n\n*.pot merge=l10n\n"
    assert not (project / ".gitattributes").exists()


def test_installing_twice_changes_nothing_and_keeps_what_is_there(project: Path) -> None:
    write(attributes(project), "*.md text\n*.po merge=l10n")
    first, second = l10n(project, "merge-po", "--install"), l10n(project, "merge-po", "--install")
    assert first.stdout.splitlines() == [f"{attributes(project).resolve()}: *.pot merge=l10n"]
    assert (second.returncode, second.stdout) == (0, "")
    assert attributes(project).read_text(encoding="utf-8") == "*.md text\n*.po merge=l10n\n*.pot merge=l10n\n"


def test_a_committed_file_is_a_choice_and_what_it_does_to_others_is_said(project: Path) -> None:
    done = l10n(project, "merge-po", "--install", "--shared")
    assert (project / ".gitattributes").read_text(encoding="utf-8") == "*.po merge=l10n\n*.pot merge=l10n\n"
    assert "commit .gitattributes" in done.stderr
    again = l10n(project, "merge-po", "--install")
    assert (again.returncode, again.stdout) == (0, "")
    assert ".gitattributes names the driver, too (`*.po merge=l10n` and `*.pot merge=l10n`): clones" in again.stderr


def test_a_committed_file_that_leads_out_of_the_repository_is_not_written(project: Path) -> None:
    outside = write(project.parent / "outside", "")
    (project / ".gitattributes").symlink_to(outside)
    done = l10n(project, "merge-po", "--install", "--shared")
    assert (done.returncode, outside.read_text()) == (2, "")
    assert "leads out of the repository" in done.stderr


def test_worktrees_share_what_git_was_told_in_any_of_them(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    attributes(project).unlink()
    second = tmp_path_factory.mktemp("other") / "worktree"
    git(project, "worktree", "add", "-q", "-b", "boris", str(second))
    assert l10n(second, "merge-po", "--install").returncode == 0
    assert attributes(project).read_text(encoding="utf-8") == "*.po merge=l10n\n*.pot merge=l10n\n"
    for folder in (project, second):
        assert git(folder, "check-attr", "merge", PO) == f"{PO}: merge: l10n\n"


def test_outside_of_a_repository_there_is_nothing_to_install(tmp_path: Path) -> None:
    done = l10n(tmp_path, "merge-po", "--install", GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert done.returncode == 2
    assert "not a git repository" in done.stderr


def test_three_files_are_merged_into_another_or_over_ours(tmp_path: Path) -> None:
    versions = {"base": "", "ours": "Да.", "theirs": ""}
    for name, text in versions.items():
        write(tmp_path / name, f'msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "Yes."\nmsgstr "{text}"\n')
    assert l10n(tmp_path, "merge-po", "base", "theirs", "ours", "-o", "out").returncode == 0
    assert (tmp_path / "out").read_bytes() == (tmp_path / "ours").read_bytes()
    assert l10n(tmp_path, "merge-po", "base", "theirs", "ours").returncode == 0
    assert (tmp_path / "theirs").read_bytes() == (tmp_path / "ours").read_bytes()
    assert l10n(tmp_path, "merge-po", "base", "ours").returncode == 2
