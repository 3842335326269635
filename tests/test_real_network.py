"""This repository's articles in Portuguese, by a real network: every link, code span and tag is right."""

import re
from collections import Counter
from pathlib import Path
from shutil import copytree

import pytest
from command import l10n, write
from test_firefox import ENPT, real

from l10n.formats import SUFFIXES

SOURCE = Path(__file__).parent.parent / "source"
KEPT = {
    ".md": r"`[^`\n]+`|\]\([^)\s]*|\]\[[^\]]*\]|\[\^[^\]]*\]|\*\*|~~|https?://[^\s)]+",
    ".html": r"<(?!html)[^>]*>|https?://[^\s\"<]+",
    ".txt": r"https?://\S+|\d+ ?km",
}
"""What must stand in a built article as often as in its source."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project after `l10n run`."""
    project = tmp_path_factory.mktemp("portuguese")
    write(project / "l10n.toml", 'locales = ["pt"]\nengine = "firefox"\n')
    copytree(SOURCE, project / "source")
    copytree(ENPT, project / "models" / "firefox" / "enpt")
    done = l10n(project, "run")
    assert done.returncode == 0, done.stderr
    return project


@real
@pytest.mark.parametrize("name", sorted(str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.*")))
def test_every_link_tag_and_code_span_is_in_the_built_article(built: Path, name: str) -> None:
    suffix = Path(name).suffix
    if suffix not in SUFFIXES:
        return
    source = (SOURCE / name).read_text(encoding="utf-8")
    ours = (built / "build" / "pt" / name).read_text(encoding="utf-8")
    assert ours != source
    patched = re.compile(r' (?:title|alt|content|aria-label|placeholder|lang|dir)="[^"]*"')
    before, after = (Counter(re.findall(KEPT[suffix], patched.sub("", text))) for text in (source, ours))
    assert after == before


@real
def test_no_markup_was_lost_and_little_is_to_be_doubted(built: Path) -> None:
    catalogues = [path.read_text(encoding="utf-8") for path in built.glob("locales/pt/**/*.po")]
    notes = Counter(re.findall(r"^#\. draft: (\S+ \S+ \S+)", "\n".join(catalogues), re.MULTILINE))
    assert notes["markup: could not"] == 0
    assert notes.total() <= 8, notes


@real
def test_a_second_run_starts_no_network(built: Path) -> None:
    again = l10n(built, "-v", "run")
    assert (again.returncode, again.stderr) == (0, "")
