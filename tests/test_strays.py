"""What no article accounts for is named, with the next step, by `status`, `extract`, `run` and `check`."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import pytest
from command import l10n, write
from repository import commit, git, needs_git

from l10n.checks import RULES, check_layout, policy
from l10n.layout import Kind, Layout, Stray
from l10n.pipeline.articles import read
from l10n.pipeline.check import check_articles
from l10n.pipeline.extract import extract
from l10n.pipeline.scope import scope
from l10n.pipeline.strays import told
from l10n.problem import Problem, Severity
from l10n.project import Configuration, Project

RU = "locales/ru/LC_MESSAGES"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Two articles, extracted into two locales."""
    project = Project(tmp_path, Configuration(locales=("ru", "zh_CN")))
    for name in ("a.md", "news/b.md"):
        write(project.source / name, f"Text of {name}.\n")
    extract(project, read(project))
    return project


def strays(project: Project) -> dict[str, Stray]:
    return {str(each.path): each for each in Layout(project).strays}


def kinds(found: Iterable[Stray]) -> list[tuple[str, str]]:
    return [(str(each.kind), str(each.path)) for each in found]


def test_a_project_in_order_has_none(project: Project) -> None:
    write(project.root / "locales/README.md", "How to translate.\n")
    write(project.root / f"{RU}/django.po", "")
    write(project.root / "locales/de/LC_MESSAGES/django.po", "")
    write(project.root / "locales/templates/theme.pot", "")
    write(project.root / "build/assets/site.css", "")
    write(project.root / "build/ru/search.json", "")
    write(project.root / "build/.cache/de/a.md", "")
    assert strays(project) == {}


def test_catalogues_and_templates_of_a_deleted_article(project: Project) -> None:
    (project.source / "news/b.md").unlink()
    found = strays(project)
    assert list(found) == [
        f"{RU}/news/b.md.po",
        "locales/templates/news/b.md.pot",
        "locales/zh_CN/LC_MESSAGES/news/b.md.po",
    ]
    first = found[f"{RU}/news/b.md.po"]
    assert (first.kind, first.locale, first.article) == (Kind.ORPHAN, "ru", PurePosixPath("news/b.md"))
    assert first.message == "there is no article source/news/b.md"
    assert "delete it once nobody needs its translations" in first.hint


def test_an_excluded_article_is_not_called_absent(project: Project) -> None:
    chosen = Project(project.root, Configuration(locales=("ru",), exclude=("news/*",)))
    found = strays(chosen)
    assert found[f"{RU}/news/b.md.po"].message == "its article source/news/b.md is left alone (`exclude`)"


@pytest.mark.parametrize(
    ("folder", "hint"),
    [
        ("de", "add 'de' to `locales` in l10n.toml, or delete the folder"),
        ("zh_Hans", "l10n.toml calls this locale zh_CN: move what is needed there, or rename it in l10n.toml"),
        ("RU", "l10n.toml calls this locale ru"),
        ("en", "this is the language of the articles: delete the folder"),
        ("xx_pirate", "add 'xx_pirate' to `locales` in l10n.toml, or delete the folder"),
    ],
)
def test_a_folder_of_a_locale_that_nobody_named(project: Project, folder: str, hint: str) -> None:
    shutil.copytree(project.root / "locales/ru", project.root / "locales" / folder)
    found = strays(project)
    assert list(found) == [f"locales/{folder}"]
    assert found[f"locales/{folder}"].kind is Kind.UNLISTED_LOCALE
    assert found[f"locales/{folder}"].hint.startswith(hint)


def test_a_locale_taken_out_of_the_configuration(project: Project) -> None:
    write(project.root / "build/zh_CN/a.md", "正文。\n")
    write(project.root / "build/zh_CN/unrelated.md", "...\n")
    fewer = Project(project.root, Configuration(locales=("ru",)))
    assert kinds(Layout(fewer).strays) == [("leftover", "build/zh_CN"), ("unlisted-locale", "locales/zh_CN")]


def test_built_files_whose_article_is_gone(project: Project) -> None:
    write(project.root / "build/ru/gone.md", "Текст.\n")
    write(project.root / "build/zh_CN/news/gone.html", "<p>正文。")
    mine = PurePosixPath("build/ru/gone.md")
    found = {str(each.path): each for each in Layout(project, lambda path: path == mine).strays}
    assert found["build/ru/gone.md"].hint == "`l10n build` removes it"
    assert "delete it if nobody needs it" in found["build/zh_CN/news/gone.html"].hint


@pytest.mark.parametrize(
    ("one", "other"),
    [("visit.md", "Visit.md"), ("caf\u00e9.md", "cafe\u0301.md"), ("STRASSE.md", "straße.md"), ("x/a.md", "X/a.md")],
)
def test_articles_whose_names_are_one_elsewhere(project: Project, one: str, other: str) -> None:
    for name in (one, other):
        write(project.source / name, "Text.\n")
    if len({path.stat().st_ino for path in (project.source / one, project.source / other)}) == 1:
        pytest.skip("they are one here, too")
    (clash,) = [each for each in Layout(project).strays if each.kind is Kind.NAME_CLASH]
    assert {clash.article, PurePosixPath(clash.message.rpartition("source/")[2])} == set(
        map(PurePosixPath, (one, other))
    )


def test_names_are_shown_whatever_they_are_made_of(project: Project) -> None:
    for name in (b"\xff.md.po", b"\x1b]0;x\x07.md.po"):
        (project.root / RU / name.decode("utf-8", "surrogateescape")).write_bytes(b"")
    lines = told(Layout(project).strays)
    assert len(lines) == 2
    assert all(line.encode() and line.isprintable() for line in lines)


def test_many_are_counted_for_people(project: Project) -> None:
    for number in range(30):
        write(project.root / "build/ru" / f"{number}.md", "x")
    lines = told(Layout(project).strays)
    assert len(lines) == 13
    assert lines[-1] == "18 more such files: `l10n check` names them all"


# --- as the rules of a check


def problems(project: Project, *paths: Path) -> list[Problem]:
    found = check_articles(read(project), project.locales, "none", scope=scope(project, paths))
    return [each for each in found.problems if each.rule in set(Kind)]


def test_a_check_names_them_as_warnings(project: Project) -> None:
    (project.source / "news/b.md").unlink()
    shutil.copytree(project.root / RU, project.root / "locales/de/LC_MESSAGES")
    found = problems(project)
    assert {(each.rule, each.severity) for each in found} == {
        ("orphan", Severity.WARNING),
        ("unlisted-locale", Severity.WARNING),
    }
    assert {each.path.as_posix() for each in found} >= {f"{RU}/news/b.md.po", "locales/de"}
    assert all(each.hint for each in found)


def test_a_check_of_paths_tells_what_lies_there(project: Project) -> None:
    (project.source / "news/b.md").unlink()
    catalogue = project.root / RU / "news/b.md.po"
    assert [each.path for each in problems(project, catalogue)] == [Path(f"{RU}/news/b.md.po")]
    assert problems(project, project.source / "a.md") == []


def test_without_any_article_they_are_told_all_the_same(project: Project) -> None:
    for name in ("a.md", "news/b.md"):
        (project.source / name).unlink()
    assert len(problems(project)) == 6


def test_the_project_says_what_they_are_worth(project: Project) -> None:
    write(project.root / "build/ru/archive/gone.md", "x")
    configuration = Configuration(locales=("ru",), check_rules=(("leftover", "error"), ("unlisted-locale", "off")))
    chosen = Project(project.root, configuration)
    found = check_layout(Layout(chosen).strays, policy(configuration, RULES))
    assert [(each.rule, each.severity) for each in found] == [("leftover", Severity.ERROR)]
    assert Layout(Project(project.root, Configuration(check_rules=(("leftover", "off"),)))).strays == ()


@needs_git
def test_a_branch_that_deletes_an_article_is_told_of_its_catalogues_alone(project: Project) -> None:
    write(project.root / "l10n.toml", 'locales = ["ru", "zh_CN"]\n')
    write(project.root / f"{RU}/old.md.po", "")
    git(project.root, "init", "--quiet", "--initial-branch=main")
    commit(project.root)
    git(project.root, "switch", "--quiet", "--create", "branch")
    (project.source / "news/b.md").unlink()
    commit(project.root)
    done = l10n(project.root, "check", "--diff", "main", "--require", "none", "--format", "json")
    found = [each["path"] for each in json.loads(done.stdout)["problems"]]
    assert found == [f"{RU}/news/b.md.po", "locales/templates/news/b.md.pot", "locales/zh_CN/LC_MESSAGES/news/b.md.po"]


def test_status_extract_and_run_say_so(project: Project) -> None:
    write(project.root / "l10n.toml", 'locales = ["ru", "zh_CN"]\n')
    (project.source / "news/b.md").unlink()
    line = f"{RU}/news/b.md.po: there is no article source/news/b.md; delete it once"
    for command in (("status",), ("extract",), ("run", "--engine", "pseudo")):
        assert line in l10n(project.root, *command).stderr
    said = json.loads(l10n(project.root, "status", "--format", "json").stdout)["strays"]
    assert next((each["path"], each["rule"]) for each in said) == (f"{RU}/news/b.md.po", "orphan")
