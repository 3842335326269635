"""What `l10n check` looks at: everything, or what lies at the given paths."""

from pathlib import Path

import pytest
from command import l10n, write

PO = "locales/ru/LC_MESSAGES/a b.md.po"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two articles, both reviewed."""
    write(tmp_path / "l10n.toml", 'locales = ["ru"]\n')
    write(tmp_path / "source/a b.md", "Visit\n")
    write(tmp_path / "source/b.md", "Rain\n")
    l10n(tmp_path, "extract")
    for path in (tmp_path / "locales/ru").rglob("*.po"):
        head, rest = path.read_text("utf-8").split("\n\n", 1)
        write(path, head + "\n\n" + rest.replace('msgstr ""', 'msgstr "Да."'))
    return tmp_path


def test_paths_may_be_catalogues_templates_and_folders(project: Path) -> None:
    write(project / "source/b.md", "Sun\n")
    for path in ("source/b.md", "locales/ru/LC_MESSAGES/b.md.po", "locales/templates/b.md.pot", "locales/ru", "source"):
        assert l10n(project, "check", path).returncode == 1, path
    assert l10n(project, "check", PO).returncode == 0


def test_other_files_are_wrong_usage_unless_they_are_to_be_ignored(project: Path) -> None:
    write(project / "source/b.md", "Sun\n")
    write(project / "README.md", "# Read\n")
    done = l10n(project, "check", "README.md", "source/a b.md")
    assert done.returncode == 2
    assert "README.md: no article of source/" in done.stderr
    assert l10n(project, "check", "--ignore-unknown", "README.md", "source/a b.md").returncode == 0
    assert l10n(project, "check", "--ignore-unknown", "README.md").returncode == 0
    assert l10n(project, "check", "--ignore-unknown", "README.md", "source/b.md").returncode == 1


def test_what_is_made_below_the_source_is_no_article(project: Path) -> None:
    write(project / "l10n.toml", 'locales = ["ru"]\nsource = "."\n')
    l10n(project, "extract")
    l10n(project, "build")
    assert (project / "build/ru/source/b.md").exists()
    assert "0 files written" in l10n(project, "extract").stderr
