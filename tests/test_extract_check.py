"""`l10n extract --check`: CI learns which files are behind their articles, and nothing is written."""

from pathlib import Path

import pytest
from command import l10n, write

PO = "locales/ru/LC_MESSAGES/news/visit.md.po"
POT = "locales/templates/news/visit.md.pot"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one article, not yet extracted."""
    write(tmp_path / "l10n.toml", 'locales = ["ru"]\n')
    write(tmp_path / "source/news/visit.md", "# Visit\n\nThe minister left.\n")
    return tmp_path


def files(project: Path) -> dict[Path, tuple[int, bytes]]:
    """Every file with its time and bytes."""
    return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in project.rglob("*") if path.is_file()}


def test_what_was_never_extracted_is_named_and_not_made(project: Path) -> None:
    before = files(project)
    done = l10n(project, "extract", "--check")
    assert (done.returncode, done.stdout.splitlines()) == (1, [f"there is no {POT}", f"there is no {PO}"])
    assert "2 files would change: run `l10n extract`" in done.stderr
    assert files(project) == before


def test_what_is_in_step_passes_without_a_line(project: Path) -> None:
    l10n(project, "extract")
    before = files(project)
    done = l10n(project, "extract", "--check")
    assert (done.returncode, done.stdout) == (0, "")
    assert files(project) == before


def test_an_edited_article_is_seen_until_it_is_extracted_even_if_asked_twice(project: Path) -> None:
    l10n(project, "extract")
    write(project / "source/news/visit.md", "# Visit\n\nThe minister stayed.\n")
    before = files(project)
    for _ in range(2):
        done = l10n(project, "extract", "--check")
        assert (done.returncode, done.stdout) == (1, f"{POT}: behind its article\n{PO}: behind its article\n")
    assert files(project) == before
    l10n(project, "extract")
    assert l10n(project, "extract", "--check").returncode == 0


def test_a_checkout_without_caches_is_judged_by_its_files(project: Path) -> None:
    l10n(project, "extract")
    (project / ".l10n/stamps.json").unlink()
    assert l10n(project, "extract", "--check").returncode == 0
    assert not (project / ".l10n/stamps.json").exists()


def test_a_damaged_catalogue_is_an_unreadable_file_and_the_others_are_judged(project: Path) -> None:
    l10n(project, "extract")
    write(project / PO, "<<<<<<< ours\n")
    (project / POT).unlink()
    done = l10n(project, "extract", "--check")
    assert (done.returncode, done.stdout) == (4, f"there is no {POT}\n")
    assert f"{PO}:1: an unresolved merge conflict" in done.stderr
