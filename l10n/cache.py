"""Drafts that engines made before, on disk: a run that was interrupted continues, and no sentence is decoded twice.

A cache, so nothing is lost with it: it may be deleted at any time, and a damaged one is set aside and begun anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from l10n.database import Connection, Database
from l10n.engines import Draft, Link, Manner, Origin

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS draft_2 (
    engine TEXT NOT NULL,
    model TEXT NOT NULL,
    version TEXT NOT NULL,
    settings TEXT NOT NULL,
    manner TEXT NOT NULL,
    source TEXT NOT NULL,
    text TEXT NOT NULL,
    score REAL,
    cut_off INTEGER NOT NULL,
    alignment TEXT,
    PRIMARY KEY (engine, model, version, settings, manner, source)
) WITHOUT ROWID
"""
"""The number in the table's name grows with every change of its columns, so older programs never see the new table."""

_ORIGIN: Final = "engine = ? AND model = ? AND version = ? AND settings = ? AND manner = ?"
_ASKED_AT_ONCE: Final = 500  # SQLite before 3.32 allows 999 parameters

_Row = tuple[str, str, str, str, str, str, str, float | None, int, str | None]


class Cache:
    """The drafts in one SQLite file, shared by all runs of a project, also by runs at the same time.

    What `remember` returned from is on disk, kill -9 notwithstanding.
    """

    def __init__(self, path: Path) -> None:
        self._database = Database(path, _SCHEMA, "cache")

    def __enter__(self) -> Self:
        self._database.done(Connection.commit)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._database.close()

    def known(self, origin: Origin, sentences: Iterable[str], manner: Manner = Manner.PLAIN) -> dict[str, Draft]:
        """The drafts of those sentences that are known from this origin. L10nError if the file cannot be read."""
        wanted = list(dict.fromkeys(sentences))
        chunks = [wanted[at : at + _ASKED_AT_ONCE] for at in range(0, len(wanted), _ASKED_AT_ONCE)]
        return self._database.done(
            lambda database: {
                source: draft for chunk in chunks for source, draft in _select(database, origin, manner, chunk)
            }
        )

    def remember(self, origin: Origin, pairs: Iterable[tuple[str, Draft]], manner: Manner = Manner.PLAIN) -> None:
        """Keep drafts of sentences, all of them or none. L10nError if the file cannot be written."""
        rows = [_row(origin, manner, source, draft) for source, draft in pairs]
        self._database.done(lambda database: _insert(database, rows))


def _columns(origin: Origin, manner: Manner) -> tuple[str, str, str, str, str]:
    return origin.engine, origin.model, origin.version, origin.settings, manner.value


def _row(origin: Origin, manner: Manner, source: str, draft: Draft) -> _Row:
    return (*_columns(origin, manner), source, draft.text, draft.score, int(draft.cut_off), _links(draft.alignment))


def _select(database: Connection, origin: Origin, manner: Manner, sources: Sequence[str]) -> list[tuple[str, Draft]]:
    marks = ", ".join("?" * len(sources))
    query = (
        "SELECT source, text, score, alignment, cut_off "  # noqa: S608 - only question marks are put in
        f"FROM draft_2 WHERE {_ORIGIN} AND source IN ({marks})"
    )
    rows = database.execute(query, (*_columns(origin, manner), *sources))
    return [(row[0], Draft(row[1], row[2], _alignment(row[3]), bool(row[4]))) for row in rows]


def _insert(database: Connection, rows: Sequence[_Row]) -> None:
    with database:
        database.executemany("INSERT OR REPLACE INTO draft_2 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _links(alignment: tuple[Link, ...] | None) -> str | None:
    if alignment is None:
        return None
    links = [(each.start, each.end, each.source_start, each.source_end, each.weight) for each in alignment]
    return json.dumps(links, separators=(",", ":"))


def _alignment(links: str | None) -> tuple[Link, ...] | None:
    return None if links is None else tuple(Link(*link) for link in json.loads(links))
