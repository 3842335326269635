"""What the most used PO editor leaves of our catalogues: all of it, and the edit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import poedit
import pytest
from catalogues import ARGOS
from command import l10n, write

from l10n.catalogue import Catalogue, Entry, State, drafted, dump, outdated, parse, with_entries

NAME = "visit.md"
ARTICLE = """\
# The minister’s visit

He left on Monday for a long journey to all the cities, villages and islands of the republic, by train and by bus.

It rained. Nobody said *why*. “We will see.”
"""
needs_poedit = pytest.mark.skipif(
    bool(poedit.missing()), reason=f"{poedit.missing()} is not installed: apt-get install poedit xvfb xdotool"
)


def read(path: Path) -> Catalogue:
    return parse(path.read_bytes(), path)


def with_every_state(catalogue: Catalogue) -> Catalogue:
    title, left, rained, why, see = catalogue.entries
    doubted = drafted(why, "Никто не сказал почему.", ARGOS, ["markup: *why* is missing"])
    was = outdated(replace(rained, source="It snowed.", translation="Шёл снег.", raw=""), rained.source)
    gone = replace(Entry("He slept.", "Он спал.", comments=("Anna: or: she?",)), obsolete=True)
    reviewed = replace(left, translation="Он уехал.", comments=("Anna: ok",), raw="")
    return with_entries(catalogue, [drafted(title, "Визит", ARGOS), reviewed, was, doubted, see, gone])


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """A catalogue with an entry of every state, as `l10n extract` leaves it."""
    write(tmp_path / "source" / NAME, ARTICLE)
    write(tmp_path / "l10n.toml", 'locales = ["ru"]\n')
    assert l10n(tmp_path, "extract").returncode == 0
    path = tmp_path / "locales" / "ru" / "LC_MESSAGES" / f"{NAME}.po"
    path.write_bytes(dump(with_every_state(read(path))))
    assert l10n(tmp_path, "extract").returncode == 0
    return path


@needs_poedit
def test_poedit_changes_what_was_typed_and_nothing_else(catalogue: Path, tmp_path: Path) -> None:
    before = read(catalogue)
    assert {entry.state for entry in before.entries} == set(State) - {State.BROKEN}
    poedit.edit(catalogue, "Seen and mended.")
    after = read(catalogue)
    old, new = next(pair for pair in zip(before.entries, after.entries, strict=True) if pair[0] != pair[1])
    assert new == replace(old, translation="Seen and mended.", flags=(), previous=None)
    assert (new.state, new.provenance) == (State.REVIEWED, old.provenance)
    assert [entry for entry in after.entries if entry != new] == [entry for entry in before.entries if entry != old]

    saved = catalogue.read_bytes()
    assert l10n(tmp_path, "extract").returncode == 0
    assert catalogue.read_bytes() == saved
