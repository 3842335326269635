"""`l10n check --diff BASE`: a branch answers for what it touched, and for nothing that was there before."""

import json
from pathlib import Path

import pytest
from command import l10n, write
from repository import commit, git, needs_git

pytestmark = needs_git
ARTICLE = "# Visit\n\nThe minister left.\n\nThe rain came late.\n"
OTHER = "# Guide\n\nOpen the gate.\n"
VISIT, GUIDE = "locales/ru/LC_MESSAGES/visit.md.po", "locales/ru/LC_MESSAGES/guide.md.po"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose main branch has two articles with nothing translated: much to complain about."""
    write(tmp_path / "l10n.toml", 'locales = ["ru", "zh_CN"]\n')
    write(tmp_path / ".gitignore", ".l10n/\n.home/\n")
    write(tmp_path / "source/visit.md", ARTICLE)
    write(tmp_path / "source/guide.md", OTHER)
    l10n(tmp_path, "extract")
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    commit(tmp_path)
    git(tmp_path, "switch", "--quiet", "--create", "branch")
    return tmp_path


def told(project: Path, *more: str) -> list[tuple[str, str, str]]:
    """The problems as (path, rule, what of the article it is about)."""
    done = l10n(project, "check", "--format", "json", "--diff", "main", *more)
    assert done.returncode in {0, 1}, done.stderr
    found = json.loads(done.stdout)["problems"]
    assert done.returncode == bool(found)
    return [(each["path"], each["rule"], each["message"].partition(": ")[2].strip("“”")) for each in found]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    write(path, text.replace(old, new, 1))


def translate(project: Path, source: str, translation: str, path: str = VISIT) -> None:
    edit(project / path, f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{translation}"')


def test_a_branch_that_touched_nothing_has_no_problems(project: Path) -> None:
    assert l10n(project, "check").returncode == 1
    assert told(project) == []


def test_an_entry_that_the_branch_changed_is_told_alone(project: Path) -> None:
    translate(project, "The minister left.", "Министр уехал <b>.")
    assert told(project) == [(VISIT, "active", "Министр уехал <b>.")]
    commit(project)
    assert told(project) == [(VISIT, "active", "Министр уехал <b>.")]


def test_flags_and_comments_touch_an_entry(project: Path) -> None:
    translate(project, "Visit", "Визит")
    commit(project)
    git(project, "branch", "--force", "main")
    edit(project / VISIT, '#: source/visit.md\nmsgid "Visit"', '#: source/visit.md\n#, fuzzy\nmsgid "Visit"')
    assert [rule for _, rule, _ in told(project)] == ["unfinished"]
    git(project, "checkout", "--", ".")
    edit(project / VISIT, '#: source/visit.md\nmsgid "The rain', '# why?\n#: source/visit.md\nmsgid "The rain')
    assert told(project) == [(VISIT, "missing", "The rain came late.")]


def test_entries_that_only_moved_are_not_touched(project: Path) -> None:
    text = (project / VISIT).read_text("utf-8")
    head, *entries = text.rstrip("\n").split("\n\n")
    write(project / VISIT, "\n\n".join([head, *reversed(entries)]) + "\n")
    assert told(project) == []


def test_a_new_sentence_is_told_whether_it_was_extracted_or_not(project: Path) -> None:
    write(project / "source/visit.md", ARTICLE + "\nIt stayed.\n")
    assert told(project, "-l", "ru") == [("source/visit.md", "not-extracted", "It stayed.")]
    l10n(project, "extract")
    assert told(project) == [
        (VISIT, "missing", "It stayed."),
        (VISIT.replace("ru", "zh_CN"), "missing", "It stayed."),
    ]


def test_an_entry_that_the_branch_removed_is_missed(project: Path) -> None:
    text = (project / VISIT).read_text("utf-8")
    write(project / VISIT, text[: text.index("#. paragraph")])
    found = told(project)
    assert {rule for _, rule, _ in found} == {"not-extracted"}
    assert [text for *_, text in found] == ["The minister left.", "The rain came late."]


def test_a_new_article_is_told_whole(project: Path) -> None:
    write(project / "source/new.md", "# New\n\nFresh.\n")
    assert [(path, rule) for path, rule, _ in told(project)] == [("source/new.md", "not-extracted")] * 2
    l10n(project, "extract")
    found = told(project, "-l", "ru")
    assert [text for *_, text in found] == ["New", "Fresh."]


def test_renames_are_followed(project: Path) -> None:
    git(project, "mv", "source/visit.md", "source/journey.md")
    l10n(project, "extract")
    commit(project)
    assert not (project / VISIT).exists()
    assert told(project) == []
    translate(project, "Visit", "Поездка <i>", VISIT.replace("visit", "journey"))
    assert [text for *_, text in told(project)] == ["Поездка <i>"]


def test_an_article_renamed_without_its_catalogues_is_told(project: Path) -> None:
    git(project, "mv", "source/visit.md", "source/journey.md")
    commit(project)
    assert [(path, rule) for path, rule, _ in told(project, "-l", "ru")] == [
        (VISIT, "orphan"),
        ("locales/templates/visit.md.pot", "orphan"),
        ("source/journey.md", "not-extracted"),
    ]


def test_a_broken_entry_of_before_is_not_of_the_branch(project: Path) -> None:
    edit(project / VISIT, 'msgid "Visit"\nmsgstr ""', 'msgid "Visit"\nmsgstr "a "b""')
    commit(project)
    git(project, "branch", "--force", "main")
    write(project / "source/visit.md", "A first line.\n\n" + ARTICLE)
    translate(project, "The rain came late.", "Дождь пришёл поздно.")
    assert [rule for _, rule, _ in told(project, "-l", "ru")] == ["not-extracted"]
    edit(project / VISIT, 'msgstr "a "b""', 'msgstr "a "c""')
    assert "broken" in [rule for _, rule, _ in told(project, "-l", "ru")]


def test_only_touched_articles_are_read(project: Path) -> None:
    """A catalogue that the branch did not touch may be as damaged as it likes."""
    write(project / GUIDE, "<<<<<<< ours\n")
    commit(project)
    git(project, "branch", "--force", "main")
    translate(project, "Visit", "Визит")
    assert told(project) == []
    assert l10n(project, "check").returncode == 4
    write(project / GUIDE, "<<<<<<< theirs\n")
    assert l10n(project, "check", "--diff", "main").returncode == 4


def test_the_main_branch_may_have_gone_on(project: Path) -> None:
    """What others did to the base meanwhile is not of the branch."""
    git(project, "switch", "--quiet", "main")
    translate(project, "Open the gate.", "Ворота <b>.", GUIDE)
    commit(project)
    git(project, "switch", "--quiet", "branch")
    translate(project, "Visit", "Визит <b>")
    assert [text for *_, text in told(project)] == ["Визит <b>"]


def test_paths_and_locales_narrow_it_further(project: Path) -> None:
    translate(project, "Visit", "Визит <b>")
    translate(project, "Open the gate.", "Ворота <b>.", GUIDE)
    assert [path for path, *_ in told(project)] == [GUIDE, VISIT]
    assert [path for path, *_ in told(project, VISIT)] == [VISIT]
    assert told(project, "locales/zh_CN") == []
    assert told(project, "-l", "zh_CN") == []


def test_names_that_git_would_quote(project: Path) -> None:
    write(project / 'source/новый "x"\\y.md', "# Neu\n")
    l10n(project, "extract")
    commit(project)
    assert [text for *_, text in told(project, "-l", "ru")] == ["Neu"]


def test_a_project_in_a_folder_of_its_repository(tmp_path: Path) -> None:
    """Services know files by their path from the top of the repository."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    write(tmp_path / "site/l10n.toml", 'locales = ["ru"]\n')
    write(tmp_path / "site/source/visit.md", ARTICLE)
    l10n(tmp_path / "site", "extract")
    commit(tmp_path)
    translate(tmp_path / "site", "Visit", "Визит <b>")
    done = l10n(tmp_path, "--project", "site", "check", "--format", "github", "--diff", "main")
    assert (done.returncode, done.stdout.count("\n")) == (1, 1)
    assert f"file=site/{VISIT},line=" in done.stdout


def refused(project: Path, base: str, path: str | None = None) -> str:
    """The message of a refusal; `path`: where programs are looked for."""
    settings = {} if path is None else {"PATH": path}
    done = l10n(project, "check", f"--diff={base}", home=None, **settings)
    assert (done.returncode, done.stdout) == (2, "")
    return done.stderr


def test_an_unknown_base_is_named_with_the_next_step(project: Path, tmp_path: Path) -> None:
    assert refused(project, "nowhere") == (
        "l10n: nowhere: git knows no such branch, tag or commit; `git fetch` may bring it\n"
    )
    assert "--help: git knows no such" in refused(project, "--help")
    clone = tmp_path / "clone"
    git(project, "clone", "--quiet", ".", str(clone))
    assert refused(clone, "main").endswith("; did you mean 'origin/main'?\n")
    assert l10n(clone, "check", "--diff", "origin/main").returncode == 0


def test_a_shallow_clone_is_told_to_fetch_more(project: Path, tmp_path: Path) -> None:
    translate(project, "Visit", "Визит")
    commit(project)
    clone = tmp_path / "clone"
    git(project, "clone", "--quiet", "--depth=1", "--no-single-branch", project.as_uri(), str(clone))
    said = refused(clone, "origin/main")
    assert "no commit in common in this shallow clone" in said
    assert "`git fetch --unshallow`" in said
    assert "`fetch-depth: 0`" in said
    git(clone, "fetch", "--quiet", "--unshallow")
    assert l10n(clone, "check", "--diff", "origin/main").returncode == 0


def test_without_a_repository_or_git_it_says_so(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    write(outside / "l10n.toml", "")
    write(outside / "source/a.md", "# A\n")
    assert "not a git repository" in refused(outside, "main")
    assert "git is not installed" in refused(outside, "main", str(tmp_path / "empty"))


def test_before_the_first_commit(tmp_path: Path) -> None:
    write(tmp_path / "l10n.toml", "")
    write(tmp_path / "source/a.md", "# A\n")
    git(tmp_path, "init", "--quiet")
    assert "nothing was committed yet" in refused(tmp_path, "main")


def test_nothing_is_changed_not_even_the_index_of_git(project: Path) -> None:
    for path in (project / "source").iterdir():
        path.touch()  # files that git must read to see that nothing changed
    index = project / ".git/index"
    before = (index.stat().st_mtime_ns, index.read_bytes())
    assert told(project) == []
    assert (index.stat().st_mtime_ns, index.read_bytes()) == before
