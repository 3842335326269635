"""What checks said of articles before, on disk: an article whose files did not change is not checked again.

A cache: it may be deleted at any time, a damaged one is begun anew, and where none can be written all is checked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from l10n.checks import Said
from l10n.database import Connection, Database
from l10n.errors import L10nError
from l10n.links import Reference
from l10n.parsing import DAMAGE, json_of
from l10n.problem import Problem, Severity

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS verdict_5 (name TEXT PRIMARY KEY, stamp TEXT NOT NULL, found TEXT NOT NULL) WITHOUT ROWID
"""
"""The number in the table's name grows with every change of what `found` holds."""

_BUSY_SECONDS: Final = 2.0
"""A check that writes nothing else never waits long: without this memory it checks all."""

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checks said of an article in a locale."""

    problems: tuple[Problem, ...]
    said: tuple[Said, ...]
    links: tuple[Reference, ...] = ()
    """Where the article leads; of one of its locales only."""


class Verdicts:
    """Verdicts by article and locale, with the fingerprint of everything that they depend on."""

    def __init__(self, path: Path) -> None:
        self._database = Database(path, _SCHEMA, "memory of checks", _BUSY_SECONDS)
        self._usable = True

    def __enter__(self) -> Self:
        try:
            self._database.done(Connection.commit)
        except L10nError:
            self._usable = False
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._database.close()

    def known(self, stamps: Iterable[tuple[str, str]]) -> dict[str, Verdict]:
        """The verdicts of names that were given with the same stamp."""
        wanted = dict(stamps)
        rows = self._done(lambda database: list(_rows(database, wanted))) or []
        return {name: verdict for name, text in rows if (verdict := unpacked(text)) is not None}

    def remember(self, verdicts: Sequence[tuple[str, str, str]]) -> None:
        """Keep verdicts as (name, stamp, verdict packed)."""
        self._done(lambda database: _insert(database, verdicts))

    def _done(self, work: Callable[[Connection], _Result]) -> _Result | None:
        if not self._usable:
            return None
        try:
            return self._database.done(work)
        except L10nError:
            self._usable = False
            return None


def _rows(database: Connection, wanted: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, stamp, found in database.execute("SELECT name, stamp, found FROM verdict_5"):
        if wanted.get(name) == stamp:
            yield name, found


def _insert(database: Connection, rows: Sequence[tuple[str, str, str]]) -> None:
    with database:
        database.executemany("INSERT OR REPLACE INTO verdict_5 VALUES (?, ?, ?)", rows)


def packed(verdict: Verdict) -> str:
    """A verdict as text: as it is kept, and as it comes from another process soonest."""
    parts = [
        map(_values(Problem), verdict.problems),
        verdict.said,
        map(_values(Reference), verdict.links),
    ]
    return json.dumps([list(part) for part in parts], default=str, ensure_ascii=False, separators=(",", ":"))


@cache
def _values(kind: type[Problem | Reference]) -> attrgetter[tuple[object, ...]]:
    """The fields of a value, one level deep, unlike `dataclasses.astuple`."""
    return attrgetter(*(field.name for field in fields(kind)))


def unpacked(text: str) -> Verdict | None:
    """The verdict of a text; None where it is none."""
    try:
        problems, said, links = json_of(text)
        return Verdict(
            tuple(_problem(*each) for each in problems),
            tuple(Said(*each) for each in said),
            tuple(Reference(int(line), str(address)) for line, address in links),
        )
    except DAMAGE:
        return None


def _problem(path: str, line: int, rule: str, message: str, severity: str, *rest: Any) -> Problem:
    locale, hint, subject, article, at, source = rest
    where = None if article is None else Path(article)
    told = (rule, message, Severity(severity), locale, hint, subject, where, int(at), source)
    return Problem(Path(path), int(line), *told)
