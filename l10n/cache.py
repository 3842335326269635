"""Drafts that engines made before, on disk: a run that was interrupted continues, and no sentence is decoded twice.

A cache, so nothing is lost with it: it may be deleted at any time, and a damaged one is set aside and begun anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from l10n.database import Connection, Database
from l10n.engines import Draft, Link, Manner, Origin, Quality
from l10n.parsing import json_of

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS draft_3 (
    name TEXT NOT NULL,
    source_language TEXT NOT NULL,
    target_language TEXT NOT NULL,
    quality TEXT NOT NULL,
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
    PRIMARY KEY (
        name, source_language, target_language, quality, engine, model, version, settings, manner, source
    )
) WITHOUT ROWID
"""
"""The number in the table's name grows with every change of its columns, so older programs never see the new table."""

_COLUMNS: Final = (
    "name", "source_language", "target_language", "quality", "engine", "model", "version", "settings", "manner"
)  # fmt: skip
"""What a draft depends on, beside its sentence."""
_CALL: Final = " AND ".join(f"{column} = ?" for column in _COLUMNS)
_ASKED_AT_ONCE: Final = 500  # SQLite before 3.32 allows 999 parameters

_PLACES: Final = ", ".join("?" * (len(_COLUMNS) + 5))


@dataclass(frozen=True, slots=True)
class Call:
    """How an engine was opened: all that its drafts may depend on, beside the sentence and the manner of asking.

    An origin alone does not tell languages apart: other people's engines may have one for all pairs.
    """

    origin: Origin
    source: str
    """The language of the sentences, by `Locale.tag`."""
    target: str
    """The language of the drafts, by `Locale.tag`."""
    quality: Quality = Quality.BEST
    name: str = ""
    """What the engine is called by `--engine`; two packages may give their engines the same origin."""


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

    def known(self, call: Call, sentences: Iterable[str], manner: Manner = Manner.PLAIN) -> dict[str, Draft]:
        """The drafts of those sentences that are known from such a call. L10nError if the file cannot be read."""
        wanted = list(dict.fromkeys(sentences))
        chunks = [wanted[at : at + _ASKED_AT_ONCE] for at in range(0, len(wanted), _ASKED_AT_ONCE)]
        return self._database.done(
            lambda database: {
                source: draft for chunk in chunks for source, draft in _select(database, call, manner, chunk)
            }
        )

    def remember(self, call: Call, pairs: Iterable[tuple[str, Draft]], manner: Manner = Manner.PLAIN) -> None:
        """Keep drafts of sentences, all of them or none. L10nError if the file cannot be written."""
        rows = [_row(call, manner, source, draft) for source, draft in pairs]
        self._database.done(lambda database: _insert(database, rows))


def _columns(call: Call, manner: Manner) -> tuple[str, ...]:
    origin = call.origin
    opened = (call.name, call.source, call.target, call.quality.value)
    return (*opened, origin.engine, origin.model, origin.version, origin.settings, manner.value)


def _row(call: Call, manner: Manner, source: str, draft: Draft) -> tuple[object, ...]:
    return (*_columns(call, manner), source, draft.text, draft.score, int(draft.cut_off), _links(draft.alignment))


def _select(database: Connection, call: Call, manner: Manner, sources: Sequence[str]) -> list[tuple[str, Draft]]:
    marks = ", ".join("?" * len(sources))
    query = (
        "SELECT source, text, score, alignment, cut_off "  # noqa: S608 - only question marks are put in
        f"FROM draft_3 WHERE {_CALL} AND source IN ({marks})"
    )
    rows = database.execute(query, (*_columns(call, manner), *sources))
    return [(row[0], _draft(*row[1:])) for row in rows]


def _draft(text: object, score: object, links: str | None, cut_off: int) -> Draft:
    """A draft of its row. TypeError where somebody put another kind of value there."""
    if not isinstance(text, str) or not isinstance(score, float | int | None):
        raise TypeError("is no draft")
    return Draft(text, score, _alignment(links), bool(cut_off))


def _insert(database: Connection, rows: Sequence[tuple[object, ...]]) -> None:
    with database:
        database.executemany(f"INSERT OR REPLACE INTO draft_3 VALUES ({_PLACES})", rows)  # noqa: S608 - the same


def _links(alignment: tuple[Link, ...] | None) -> str | None:
    if alignment is None:
        return None
    links = [(each.start, each.end, each.source_start, each.source_end, each.weight) for each in alignment]
    return json.dumps(links, separators=(",", ":"))


def _alignment(links: str | None) -> tuple[Link, ...] | None:
    return None if links is None else tuple(Link(*link) for link in json_of(links))
