"""A build removes what it wrote for articles and locales that are gone, and nothing else, whatever its list says."""

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from command import l10n, write

from l10n.pipeline.articles import read
from l10n.pipeline.build import build_articles
from l10n.pipeline.manifest import MANIFEST, digest_of_file
from l10n.pipeline.outcome import Outcome
from l10n.pipeline.strays import strays
from l10n.project import Configuration, Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Two articles that share a picture; one of them has one of its own, and nobody else's file lies between."""
    project = Project(tmp_path / "site", Configuration(locales=("ru", "zh_CN")))
    write(project.source / "a.md", "Text.\n\n![One](both.png)\n")
    write(project.source / "news/b.md", "Text.\n\n![One](../both.png) ![Two](own.png)\n")
    write(project.source / "both.png", "both")
    write(project.source / "news/own.png", "own")
    write(project.root / "build/ru/news/theirs.md", "Not ours.\n")
    build(project)
    return project


def build(project: Project, *paths: Path) -> Outcome:
    outcome = build_articles(project, read(project, paths), project.locales, "none")
    assert outcome.errors == ()
    return outcome


def removed(project: Project, *paths: Path) -> list[str]:
    before = files(project)
    outcome = build(project, *paths)
    found = sorted(path.relative_to(project.root).as_posix() for path in outcome.removed)
    assert set(found) == before - files(project)
    return found


def files(project: Project, folder: str = "build") -> set[str]:
    return {path.relative_to(project.root).as_posix() for path in (project.root / folder).rglob("*") if path.is_file()}


def left(project: Project) -> list[str]:
    """What is named of the built files."""
    return [str(each.path) for each in strays(project) if str(each.path).startswith("build")]


def locales(project: Project, *names: str) -> Project:
    return replace(project, configuration=replace(project.configuration, locales=names))


B = ["build/ru/news/b.md", "build/ru/news/own.png", "build/zh_CN/news/b.md", "build/zh_CN/news/own.png"]


def test_a_removed_article_takes_its_pages_and_what_only_it_needs(project: Project) -> None:
    (project.source / "news/b.md").unlink()
    assert removed(project) == B
    assert left(project) == ["build/ru/news/theirs.md"]
    assert not (project.root / "build/zh_CN/news").exists()
    assert removed(project) == []


def test_a_renamed_article_leaves_nothing(project: Project) -> None:
    shutil.move(project.source / "news", project.source / "archive")
    assert removed(project) == B
    assert "build/ru/archive/own.png" in files(project)


def test_a_picture_that_no_article_shows_any_more(project: Project) -> None:
    write(project.source / "news/b.md", "Text.\n\n![One](../both.png)\n")
    assert removed(project) == ["build/ru/news/own.png", "build/zh_CN/news/own.png"]
    write(project.source / "a.md", "Text.\n")
    assert removed(project) == []  # the other article shows it still


@pytest.mark.parametrize("assets", ["link", "none"])
def test_files_that_are_not_copied_any_more(project: Project, assets: str) -> None:
    copies = sorted(each for each in files(project) if each.endswith(".png"))
    assert removed(replace(project, configuration=replace(project.configuration, build_assets=assets))) == copies


def test_a_locale_that_is_taken_out_goes_as_a_whole(project: Project) -> None:
    theirs = sorted(each for each in files(project) if "zh_CN" in each)
    assert removed(locales(project, "ru")) == theirs
    assert not (project.root / "build/zh_CN").exists()


def test_an_article_that_is_excluded_is_published_no_more(project: Project) -> None:
    excluding = replace(project, configuration=replace(project.configuration, exclude=("news/*",)))
    assert removed(excluding) == B


def test_a_build_of_one_article_or_locale_takes_nothing_from_others(project: Project) -> None:
    assert removed(project, project.source / "a.md") == []
    build_articles(project, read(project), project.locales[:1], "none")
    assert len(files(project)) == 9


def test_all_articles_gone(project: Project) -> None:
    for name in ("a.md", "news/b.md"):
        (project.source / name).unlink()
    assert len(removed(project)) == 8
    assert files(project) == {"build/ru/news/theirs.md"}


def test_what_was_changed_since_stays_and_is_named(project: Project) -> None:
    write(project.root / "build/ru/news/b.md", "Somebody's own words.\n")
    write(project.root / "build/ru/news/own.png", "another picture")
    (project.source / "news/b.md").unlink()
    assert removed(project) == B[2:]
    assert left(project) == ["build/ru/news/b.md", "build/ru/news/own.png", "build/ru/news/theirs.md"]


def test_a_picture_that_somebody_put_there_is_theirs(project: Project) -> None:
    write(project.source / "c.md", "![Three](three.png)\n")
    for path in (project.source / "three.png", project.root / "build/ru/three.png"):
        write(path, "the same")
    build(project)
    (project.source / "c.md").unlink()
    assert removed(project) == ["build/ru/c.md", "build/zh_CN/c.md", "build/zh_CN/three.png"]


def test_without_the_list_nothing_is_removed_but_all_is_named(project: Project) -> None:
    (project.root / MANIFEST).unlink()
    (project.source / "news/b.md").unlink()
    assert removed(project) == []
    assert left(project) == ["build/ru/news/b.md", "build/ru/news/theirs.md", "build/zh_CN/news/b.md"]


def test_a_list_that_was_lost_is_made_again(project: Project) -> None:
    (project.root / MANIFEST).unlink()
    build(project)
    shutil.move(project.source / "a.md", project.source / "c.md")
    assert removed(project) == ["build/ru/a.md", "build/zh_CN/a.md"]


def test_an_unchanged_project_writes_no_list(project: Project) -> None:
    before = (project.root / MANIFEST).stat().st_mtime_ns
    assert build(project).written == ()
    assert (project.root / MANIFEST).stat().st_mtime_ns == before


def test_another_output_leaves_what_lies_in_the_former_one(project: Project) -> None:
    elsewhere = replace(project, configuration=replace(project.configuration, output="site"))
    assert removed(elsewhere) == []
    assert len(files(project, "site")) == 8
    (found, *_) = [each for each in strays(elsewhere) if each.path.as_posix().startswith("build/")]
    assert found.message == "`l10n build` wrote it, but not where it deletes: for another `output`, or through a link"


@pytest.mark.skipif(os.name == "nt", reason="names of POSIX")
def test_names_that_are_hard_to_write_down(project: Project) -> None:
    for name in ("a:b.md", "a\\b.md", "é.md", 'a "b".md'):
        write(project.source / name, "![P](p\\.png)\n")
    build(project)
    assert build(project).written == ()
    shutil.rmtree(project.source)
    project.source.mkdir()
    assert len(removed(project)) == 16


def test_an_article_that_is_not_written_any_more_keeps_its_page_and_is_named(project: Project) -> None:
    skipping = replace(project, configuration=replace(project.configuration, build_fallback="skip"))
    before = files(project)
    outcome = build_articles(skipping, read(skipping), skipping.locales[:1], "reviewed")
    assert [path.relative_to(project.root).as_posix() for path in outcome.kept] == [
        "build/ru/a.md",
        "build/ru/news/b.md",
    ]
    assert files(project) == before


def test_killed_between_the_files_and_its_list_a_build_goes_on(project: Project) -> None:
    """The list is saved last: it may name files that are gone, and not those that were written just now."""
    before = (project.root / MANIFEST).read_bytes()
    (project.source / "news/b.md").rename(project.source / "c.md")
    assert removed(project) == B
    (project.root / MANIFEST).write_bytes(before)
    (project.root / ".l10n/stamps.json").unlink()
    assert removed(project) == []
    (project.source / "c.md").unlink()
    assert removed(project) == ["build/ru/c.md", "build/zh_CN/c.md"]


def test_two_names_of_one_file_are_one_file(project: Project) -> None:
    """An article renamed in its capitals alone, where these do not count; here two hard links say so."""
    (project.source / "a.md").rename(project.source / "A.md")
    for locale in ("ru", "zh_CN"):
        page = project.root / "build" / locale / "a.md"
        os.link(page, page.with_name("A.md"))
    assert build(project).removed == ()
    assert {"build/ru/A.md", "build/zh_CN/A.md"} <= files(project)
    assert build(project).removed == ()


HOSTILE = {
    "a file above the project": "../outside.txt",
    "an absolute path": "{root}/outside.txt",
    "dots in the middle": "build/ru/../../../outside.txt",
    "an article": "source/a.md",
    "a catalogue": "locales/ru/LC_MESSAGES/gone.md.po",
    "a file of the project": "l10n.toml",
    "git's": ".git/config",
    "a file that is of no locale": "build/private/notes.txt",
    "a file in the folder of pages itself": "build/notes.txt",
    "a hidden file": "build/ru/.htaccess",
    "through a link to a folder": "build/ru/link/outside.txt",
    "a link to a file": "build/ru/link.txt",
    "a link in the place of a locale": "build/de/outside.txt",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_list_deletes_nothing_but_localised_articles(project: Project, name: str) -> None:
    outside = project.root.parent
    write(outside / "outside.txt", "precious")
    for path in ("l10n.toml", ".git/config", "build/private/notes.txt", "build/notes.txt", "build/ru/.htaccess"):
        write(project.root / path, "precious")
    write(project.root / "locales/ru/LC_MESSAGES/gone.md.po", "precious")
    (project.root / "build/ru/link").symlink_to(outside)
    (project.root / "build/de").symlink_to(outside)
    (project.root / "build/ru/link.txt").symlink_to(outside / "outside.txt")
    path = HOSTILE[name].format(root=outside)
    target = project.root / path
    known = {path: [digest_of_file(target), "gone.md"]}
    write(project.root / MANIFEST, json.dumps({"schema": "l10n-built/1", "files": known}))
    assert removed(project) == []
    assert target.exists()


@pytest.mark.parametrize("output", [".", "locales", "source/made"])
def test_folders_in_each_other_keep_their_files(tmp_path: Path, output: str) -> None:
    """A list that names articles and catalogues, where these lie beside localised articles."""
    project = Project(tmp_path, Configuration(locales=("ru",), output=output))
    write(project.source / "a.md", "Text.\n")
    names = ("source/a.md", "locales/ru/LC_MESSAGES/gone.md.po", "locales/templates/a.md.pot", "ru/x.po", "models/ru/x")
    for name in names[1:]:
        write(project.root / name, "precious")
    known = {name: [digest_of_file(project.root / name), "gone.md"] for name in names}
    write(project.root / MANIFEST, json.dumps({"schema": "l10n-built/1", "files": known}))
    build(project)
    assert [name for name in names if not (project.root / name).exists()] == (["ru/x.po"] if output == "." else [])
    (project.source / "a.md").unlink()
    assert removed_pages(project) == [f"{output}/ru/a.md".removeprefix("./")]


def removed_pages(project: Project) -> list[str]:
    return [path.relative_to(project.root).as_posix() for path in build(project).removed]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[" * 100_000,
        b"{}",
        b"[]",
        b'{"schema": "l10n-built/2", "files": {}}',
        b'{"schema": "l10n-built/1", "files": []}',
        b'{"schema": "l10n-built/1", "files": {"build/ru/news/b.md": "x", "x": [1], "": [""]}}',
        b'{"schema": "l10n-built/1", "files": {"y": [], "\\u0000": ["a"]}}',
        b'{"schema": "l10n-built/1", "files": {"build/ru/news/theirs.md": [""]}}',
        b'{"schema": "l10n-built/1", "files": {"build/ru/news/theirs.md": ["' + b"0" * 40 + b'", "\\ud800.md"]}}',
        b'{"schema": "l10n-built/1", "files": {"build/ru/news/theirs.md": [' + b"9" * 5000 + b"]}}",
    ],
)
def test_a_damaged_list_is_made_anew(project: Project, content: bytes) -> None:
    (project.root / MANIFEST).write_bytes(content)
    (project.source / "news/b.md").unlink()
    assert removed(project) == []
    strays(project)


def test_the_commands_say_what_they_removed(project: Project) -> None:
    write(project.root / "l10n.toml", 'locales = ["ru", "zh_CN"]\n')
    (project.source / "news/b.md").unlink()
    done = l10n(project.root, "build")
    assert [line for line in done.stderr.splitlines() if line.startswith("removed")] == [
        f"removed {each}" for each in B
    ]
    assert "build/ru/news/theirs.md: there is no article source/news/theirs.md; delete it if nobody" in done.stderr
    (project.source / "a.md").rename(project.source / "c.md")
    assert "removed build/ru/a.md" in l10n(project.root, "run", "--engine", "pseudo").stderr
