"""Drafts as they were written, on disk: what a person made of each can be compared with it.

A cache: nothing but that knowledge is lost with it, and no translation is made from it. It may be deleted at any time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from l10n.database import Connection, Database
from l10n.locales import Locale

DraftKey = tuple[str, str]
"""A source sentence, and the digest of its draft as the catalogue has it."""

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS written_1 (
    locale TEXT NOT NULL,
    digest TEXT NOT NULL,
    source TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (locale, digest, source)
) WITHOUT ROWID
"""
"""The number in the table's name grows with every change of its columns, so older programs never see the new table."""

_SELECT: Final = "SELECT source, text FROM written_1 WHERE locale = ? AND digest = ? ORDER BY source"
_INSERT: Final = "INSERT OR REPLACE INTO written_1 VALUES (?, ?, ?, ?)"


class WrittenDrafts:
    """The drafts in one SQLite file, shared by all runs of a project, also by runs at the same time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database = Database(path, _SCHEMA, "file of drafts")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._database.close()

    def keep(self, locale: Locale, drafts: Mapping[DraftKey, str]) -> None:
        """Keep drafts, all of them or none. L10nError if the file cannot be written."""
        rows = [(locale.tag, digest, source, text) for (source, digest), text in drafts.items()]

        def insert(database: Connection) -> None:
            with database:
                database.executemany(_INSERT, rows)

        if rows:
            self._database.done(insert)

    def known(self, locale: Locale, digests: Iterable[str]) -> dict[DraftKey, str]:
        """The drafts with these digests that were kept; no file is made. L10nError if it cannot be read."""
        wanted = sorted(set(digests))
        if not wanted or not self._path.is_file():
            return {}

        def select(database: Connection) -> dict[DraftKey, str]:
            return {
                (source, digest): text
                for digest in wanted
                for source, text in database.execute(_SELECT, (locale.tag, digest))
            }

        return self._database.done(select)
