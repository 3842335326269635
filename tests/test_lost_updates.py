"""No save of an editor is lost, wherever it falls; `tests/bench/lost_updates.py` does the same thousands of times."""

import os
from pathlib import Path

import pytest
from command import write
from editors import COMMANDS, POINTS, Translator, with_translation

from l10n.pipeline.articles import read
from l10n.pipeline.build import build_articles
from l10n.pipeline.extract import extract
from l10n.project import open_project


@pytest.mark.parametrize("command", COMMANDS)
def test_no_save_is_lost(tmp_path: Path, command: str) -> None:
    """Before the rename, between reading and writing, and at both; in another entry, and in the very same."""
    translator = Translator(tmp_path, 10)
    for points in (POINTS[:1], POINTS[1:], POINTS, POINTS[::-1]):
        translator.run(command, *points)
    for point in POINTS:
        translator.run(command, point, same_entry=True)
    assert (translator.saves, translator.lost) == (8, [])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path / "l10n.toml", 'locales = ["ru"]\nengine = "pseudo"\n')
    write(tmp_path / "source/a.md", "Rain falls.\n\nSnow falls.\n")
    return tmp_path


CATALOGUE = "locales/ru/LC_MESSAGES/a.md.po"


def extracted(root: Path) -> None:
    opened = open_project(root)
    assert not extract(opened, read(opened)).errors


def test_an_editor_that_saves_what_it_had_open_before_is_brought_up_to_date(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its file lacks the new sentence that was written a moment ago: the next extraction sees that."""
    extracted(project)
    old = (project / CATALOGUE).read_bytes()
    write(project / "source/a.md", "Rain falls.\n\nSnow falls.\n\nA fog comes in.\n")
    real = os.replace

    def replace(*names: str, **folders: int | None) -> None:
        real(names[0], names[1], src_dir_fd=folders["src_dir_fd"], dst_dir_fd=folders["dst_dir_fd"])
        if names[1] == "a.md.po":
            (project / CATALOGUE).write_bytes(old)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", replace)
        extracted(project)
    assert (project / CATALOGUE).read_bytes() == old
    extracted(project)
    assert b"A fog comes in." in (project / CATALOGUE).read_bytes()


def test_what_is_translated_during_a_build_is_built_by_the_next_one(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extracted(project)
    opened, page = open_project(project), project / "build/ru/a.md"
    real = os.replace

    def replace(*names: str, **folders: int | None) -> None:
        real(names[0], names[1], src_dir_fd=folders["src_dir_fd"], dst_dir_fd=folders["dst_dir_fd"])
        if names[1] == "a.md":
            saved = with_translation((project / CATALOGUE).read_bytes(), "Rain falls.", "Идёт дождь.")
            (project / CATALOGUE).write_bytes(saved)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", replace)
        build_articles(opened, read(opened), opened.locales, "none")
    assert "Идёт дождь." not in page.read_text("utf-8")
    build_articles(opened, read(opened), opened.locales, "none")
    assert "Идёт дождь." in page.read_text("utf-8")


def test_a_catalogue_that_somebody_saves_while_its_article_moves_is_not_deleted(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extracted(project)
    (project / "source/a.md").rename(project / "source/b.md")
    real = os.replace

    def replace(*names: str, **folders: int | None) -> None:
        real(names[0], names[1], src_dir_fd=folders["src_dir_fd"], dst_dir_fd=folders["dst_dir_fd"])
        if names[1] == "b.md.po":
            saved = with_translation((project / CATALOGUE).read_bytes(), "Rain falls.", "Идёт дождь.")
            (project / CATALOGUE).write_bytes(saved)

    opened = open_project(project)
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", replace)
        outcome = extract(opened, read(opened))
    heir = (project / "locales/ru/LC_MESSAGES/b.md.po").read_text("utf-8")
    assert "Идёт дождь." in heir or "Идёт дождь." in (project / CATALOGUE).read_text("utf-8")
    assert all("somebody saved it meanwhile" in str(error) for error in outcome.errors)
