"""Drafts that engines made before, on disk: a run that was interrupted continues, and no sentence is decoded twice.

A cache, so nothing is lost with it: it may be deleted at any time, and a damaged one is set aside and begun anew.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar

from l10n.engines import Draft, Link, Manner, Origin
from l10n.errors import L10nError

BUSY_SECONDS: Final = 30.0
"""How long to wait for another run that is writing."""

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

_NOT_DAMAGE: Final = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)
"""Errors that a new file would not mend."""

_Result = TypeVar("_Result")
_Row = tuple[str, str, str, str, str, str, str, float | None, int, str | None]


class Cache:
    """The drafts in one SQLite file, shared by all runs of a project, also by runs at the same time.

    What `remember` returned from is on disk, kill -9 notwithstanding.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        self._repaired(sqlite3.Connection.commit)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._close()

    def known(self, origin: Origin, sentences: Iterable[str], manner: Manner = Manner.PLAIN) -> dict[str, Draft]:
        """The drafts of those sentences that are known from this origin. L10nError if the file cannot be read."""
        wanted = list(dict.fromkeys(sentences))
        chunks = [wanted[at : at + _ASKED_AT_ONCE] for at in range(0, len(wanted), _ASKED_AT_ONCE)]
        return self._repaired(
            lambda database: {
                source: draft for chunk in chunks for source, draft in _select(database, origin, manner, chunk)
            }
        )

    def remember(self, origin: Origin, pairs: Iterable[tuple[str, Draft]], manner: Manner = Manner.PLAIN) -> None:
        """Keep drafts of sentences, all of them or none. L10nError if the file cannot be written."""
        rows = [_row(origin, manner, source, draft) for source, draft in pairs]
        self._repaired(lambda database: _insert(database, rows))

    def _repaired(self, work: Callable[[sqlite3.Connection], _Result]) -> _Result:
        """Do the work; if the file turns out to be damaged, do it once more with a new file."""
        try:
            return self._done(work)
        except sqlite3.DatabaseError as error:
            if _primary_code(error) in _NOT_DAMAGE and not _is_gone(error):
                raise self._unusable(error) from error
        self._close()
        _set_aside(self._path)
        try:
            return self._done(work)
        except sqlite3.DatabaseError as error:
            raise self._unusable(error) from error

    def _done(self, work: Callable[[sqlite3.Connection], _Result]) -> _Result:
        if self._database is None:
            self._database = _opened(self._path)
        return work(self._database)

    def _unusable(self, error: sqlite3.DatabaseError) -> L10nError:
        return L10nError(f"{self._path}: the cache cannot be used: {error}; see to its folder's rights and free space")

    def _close(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None


def _opened(path: Path) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise L10nError(f"{path.parent}: the folder of the cache cannot be made: {error.strerror}") from error
    database = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level="IMMEDIATE")
    try:
        _use_wal(database)
        # With WAL, this survives the end of any process; only a power cut may take the last drafts.
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute(_SCHEMA)
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database


def _use_wal(database: sqlite3.Connection) -> None:
    """Switch the file to WAL. While another run does the same, SQLite says busy at once instead of waiting."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            database.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if _primary_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _columns(origin: Origin, manner: Manner) -> tuple[str, str, str, str, str]:
    return origin.engine, origin.model, origin.version, origin.settings, manner.value


def _row(origin: Origin, manner: Manner, source: str, draft: Draft) -> _Row:
    return (*_columns(origin, manner), source, draft.text, draft.score, int(draft.cut_off), _links(draft.alignment))


def _select(
    database: sqlite3.Connection, origin: Origin, manner: Manner, sources: Sequence[str]
) -> list[tuple[str, Draft]]:
    marks = ", ".join("?" * len(sources))
    query = (
        "SELECT source, text, score, alignment, cut_off "  # noqa: S608 - only question marks are put in
        f"FROM draft_2 WHERE {_ORIGIN} AND source IN ({marks})"
    )
    rows = database.execute(query, (*_columns(origin, manner), *sources))
    return [(row[0], Draft(row[1], row[2], _alignment(row[3]), bool(row[4]))) for row in rows]


def _insert(database: sqlite3.Connection, rows: Sequence[_Row]) -> None:
    with database:
        database.executemany("INSERT OR REPLACE INTO draft_2 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _links(alignment: tuple[Link, ...] | None) -> str | None:
    if alignment is None:
        return None
    links = [(each.start, each.end, each.source_start, each.source_end, each.weight) for each in alignment]
    return json.dumps(links, separators=(",", ":"))


def _alignment(links: str | None) -> tuple[Link, ...] | None:
    return None if links is None else tuple(Link(*link) for link in json.loads(links))


def _primary_code(error: sqlite3.DatabaseError) -> int:
    # Errors of Python's own module have no code; the lowest byte of SQLite's is the kind of error.
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


def _is_gone(error: sqlite3.DatabaseError) -> bool:
    """Whether the file was deleted or moved while it was open."""
    return getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_DBMOVED


def _set_aside(path: Path) -> None:
    """Rename the file and what SQLite keeps beside it, so that a person can look at it; a former one is replaced."""
    for suffix in ("", "-wal", "-shm"):
        file = path.with_name(path.name + suffix)
        if file.exists():
            file.replace(path.with_name(f"{path.name}.damaged{suffix}"))
