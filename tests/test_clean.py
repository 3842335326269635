"""`l10n clean` deletes what can be made again, and no word of anybody's."""

import os
import shutil
from pathlib import Path

import pytest
from command import l10n, write

from l10n.pipeline.articles import read
from l10n.pipeline.build import build_articles
from l10n.pipeline.check import check_articles
from l10n.pipeline.clean import Cleaned, clean
from l10n.pipeline.extract import extract
from l10n.pipeline.manifest import MANIFEST
from l10n.pipeline.status import status
from l10n.pipeline.translate import Order, translate
from l10n.project import Configuration, Project
from l10n.store import caches

DEAD = 4_194_305
"""No process of Linux has this number, and none of others is likely to."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with everything that there can be, extracted and built."""
    project = Project(tmp_path, Configuration(locales=("ru",)))
    write(tmp_path / "l10n.toml", 'locales = ["ru"]\n')
    write(project.source / "a.md", "Text.\n\n![One](one.png)\n")
    write(project.source / "one.png", "one")
    extract(project, read(project))
    assert build_articles(project, read(project), project.locales, "none").errors == ()
    for name in ("glossary.csv", "l10n.lock", "memory/old.tmx", "models/en_ru/metadata.json", "build/ru/theirs.md"):
        write(tmp_path / name, "precious")
    with caches(tmp_path):
        for name in ("cache.sqlite", "cache.sqlite-wal", "checks.sqlite.damaged", "downloads/x.part", "lock"):
            write(tmp_path / ".l10n" / name, "x")
    write(tmp_path / ".l10n/installed/models/en_ru.json", "{}")
    for folder in (".l10n/unfinished", "locales/ru/LC_MESSAGES", "build/ru"):
        write(tmp_path / folder / f".l10n-{DEAD}-1.tmp", "half")
    write(tmp_path / ".installing-abcd_1f2/package/model.bin", "half")
    for path in (*tmp_path.glob(".installing*/**/*"), *tmp_path.glob(".installing*")):
        os.utime(path, (0, 0))  # long ago
    write(tmp_path / f"locales/.l10n-{os.getpid()}-1.tmp", "of a process that lives")
    return project


def files(project: Project) -> set[str]:
    found = (path for path in project.root.rglob("*") if path.is_file() or path.is_symlink())
    return {path.relative_to(project.root).as_posix() for path in found}


CACHES = {
    ".l10n/cache.sqlite",
    ".l10n/cache.sqlite-wal",
    ".l10n/checks.sqlite.damaged",
    ".l10n/downloads/x.part",
    ".l10n/stamps.json",
}
OUTPUTS = {"build/ru/a.md", "build/ru/one.png"}
MODEL = ".installing-abcd_1f2/package/model.bin"
UNFINISHED = {MODEL} | {
    f"{folder}/.l10n-{DEAD}-1.tmp" for folder in (".l10n/unfinished", "locales/ru/LC_MESSAGES", "build/ru")
}


@pytest.mark.parametrize(
    ("wanted", "gone"),
    [
        ({"caches": True, "outputs": True}, {*CACHES, *OUTPUTS, *UNFINISHED, MANIFEST}),
        ({"caches": True, "outputs": False}, {*CACHES, *UNFINISHED}),
        ({"caches": False, "outputs": True}, {*OUTPUTS, *UNFINISHED}),
    ],
    ids=["all", "caches", "outputs"],
)
def test_what_is_deleted(project: Project, wanted: dict[str, bool], gone: set[str]) -> None:
    before = files(project)
    planned = clean(project, **wanted, dry=True)
    assert files(project) == before
    done = clean(project, **wanted, dry=False)
    assert before - files(project) == gone
    assert named(project, done) == named(project, planned)
    tops = {
        "downloads/x.part": "downloads",
        MODEL: MODEL.partition("/")[0],
        ".l10n/downloads/x.part": ".l10n/downloads",
    }
    assert named(project, done) == {tops.get(each, each) for each in gone}
    assert planned.bytes >= done.bytes > 0
    assert named(project, clean(project, **wanted, dry=False)) == set()


def named(project: Project, cleaned: Cleaned) -> set[str]:
    found = (*cleaned.caches, *cleaned.outputs, *cleaned.unfinished)
    return {path.relative_to(project.root).as_posix() for path in found}


def test_what_somebody_changed_stays_and_is_named(project: Project) -> None:
    write(project.root / "build/ru/a.md", "Somebody's own words.\n")
    done = clean(project, caches=True, outputs=True, dry=False)
    assert [str(each.path) for each in done.left] == ["build/ru/a.md"]
    assert {"build/ru/a.md", "build/ru/theirs.md", MANIFEST} <= files(project)


def test_a_folder_of_caches_that_is_a_link_is_not_followed(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (project.root / ".l10n").rename(elsewhere / "caches")
    (project.root / ".l10n").symlink_to(elsewhere / "caches")
    done = clean(project, caches=True, outputs=True, dry=False)
    assert (elsewhere / "caches/cache.sqlite").exists()
    assert [str(error) for error in done.errors if "is a link" in str(error)]


def test_links_in_the_folder_of_caches_go_alone(project: Project) -> None:
    (project.root / ".l10n/models").symlink_to(project.root / "models")
    (project.root / ".l10n/a").symlink_to(project.source / "a.md")
    clean(project, caches=True, outputs=False, dry=False)
    assert {"models/en_ru/metadata.json", "source/a.md"} <= files(project)
    assert not files(project) & {".l10n/models", ".l10n/a"}


def test_the_next_run_makes_all_of_it_again(project: Project) -> None:
    before = {name: (project.root / name).read_bytes() for name in OUTPUTS}
    assert clean(project, caches=True, outputs=True, dry=False).errors == ()
    build_articles(project, read(project), project.locales, "none")
    assert {name: (project.root / name).read_bytes() for name in OUTPUTS} == before
    assert clean(project, caches=False, outputs=True, dry=True).outputs != ()


def test_the_command_names_each_file(project: Project) -> None:
    dry = l10n(project.root, "clean", "--dry-run")
    assert "would remove build/ru/a.md\n" in dry.stdout
    done = l10n(project.root, "clean")
    assert dry.stdout.replace("would remove", "removed") == done.stdout
    assert done.returncode == 0
    assert ".l10n/lock" in files(project)
    assert l10n(project.root, "clean").stdout == ""


@pytest.mark.parametrize("name", ["extract", "build", "status", "check", "translate", "clean"])
@pytest.mark.parametrize("former", [False, True], ids=["new", "made by a former version"])
def test_whatever_makes_the_folder_of_caches_has_git_ignore_it(project: Project, name: str, *, former: bool) -> None:
    shutil.rmtree(project.root / ".l10n")
    if former:
        (project.root / ".l10n").mkdir()
    write(project.source / "new.md", "New.\n")
    if name == "clean":
        l10n(project.root, "clean")
    elif name == "status":
        status(project, (), project.locales)
    elif name == "translate":
        extract(project, read(project))
        shutil.rmtree(project.root / ".l10n")
        translate(project, read(project), Order(project.locales, "pseudo"))
    elif name == "check":
        check_articles(read(project), project.locales, "none")
    elif name == "build":
        build_articles(project, read(project), project.locales, "none")
    else:
        extract(project, read(project))
    assert (project.root / ".l10n/.gitignore").read_text("utf-8").endswith("\n*\n")


def test_a_project_without_anything_to_delete(tmp_path: Path) -> None:
    write(tmp_path / "l10n.toml", "")
    assert (l10n(tmp_path, "clean").returncode, l10n(tmp_path, "clean", "--dry-run").stdout) == (0, "")
