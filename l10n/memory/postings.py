"""Which sentences have a feature: an inverted index in parts, each written once.

A part holds sentences whose numbers lie in one range. A posting is the row of one feature and one class of length in
one part: the numbers of its sentences, four bytes each. New sentences make a new part, which takes in the small ones
before it, so that there are few; numbers of sentences that are gone stay until the whole is made anew.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from l10n.database import Connection
from l10n.memory.features import classes, features, length_class

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS part_1 (
    id INTEGER PRIMARY KEY,
    locale TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    size INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS posting_1 (id INTEGER PRIMARY KEY, sentences BLOB NOT NULL);
"""

PART: Final = 100_000
"""Sentences in the largest part: what is gathered in memory at once (some 250 MB)."""
BUDGET: Final = 10_000
"""Numbers of sentences that one search reads; the rarest features come first."""
CANDIDATES: Final = 60
"""Sentences that are compared letter by letter."""
_SMALL: Final = 400
"""Bytes of a posting that is read at once, since a second look costs more than that."""
_POSTINGS: Final = (
    "SELECT id, length(sentences), CASE WHEN length(sentences) <= ? THEN sentences END "
    "FROM posting_1 WHERE id BETWEEN ? AND ?"
)
_GROWTH: Final = 3
"""A part is made anew with those before it that are less than so many times as large."""
_CLASS_BITS, _PART_SHIFT = 8, 40


def add(database: Connection, locale: str, after: int) -> None:
    """Index the locale's sentences whose numbers are above `after`."""
    (fresh,) = database.execute(
        "SELECT count(*) FROM sentence_1 WHERE locale = ? AND id > ?", (locale, after)
    ).fetchone()
    if not fresh:
        return
    parts = database.execute("SELECT id, first, size FROM part_1 WHERE locale = ? ORDER BY last DESC", (locale,))
    for part, first, size in parts.fetchall():
        if size >= _GROWTH * fresh or size + fresh > PART:
            break
        _remove(database, part)
        after, fresh = first - 1, fresh + size
    rows = database.execute("SELECT id, text FROM sentence_1 WHERE locale = ? AND id > ? ORDER BY id", (locale, after))
    while batch := rows.fetchmany(PART):
        _write(database, locale, batch)


def renew(database: Connection, locale: str) -> None:
    """Index the locale's sentences anew where more than half of what is indexed is gone."""
    (indexed,) = database.execute("SELECT total(size) FROM part_1 WHERE locale = ?", (locale,)).fetchone()
    (alive,) = database.execute("SELECT count(*) FROM sentence_1 WHERE locale = ?", (locale,)).fetchone()
    if indexed <= 2 * alive:
        return
    for (part,) in database.execute("SELECT id FROM part_1 WHERE locale = ?", (locale,)).fetchall():
        _remove(database, part)
    add(database, locale, 0)


def candidates(database: Connection, locale: str, text: str, least: float) -> list[int]:
    """The numbers of sentences that share most features with a text, and may be `least` alike by their length."""
    parts = [part for (part,) in database.execute("SELECT id FROM part_1 WHERE locale = ?", (locale,))]
    shared: Counter[int] = Counter()
    for numbers in _read(database, _chosen(_found(database, parts, text, least))):
        shared.update(numbers)
    return _best(shared)


def _best(shared: Counter[int]) -> list[int]:
    """Those that share most; where there are too many that share as much, none of them but the last."""
    sizes = Counter(shared.values())
    taken, enough = 0, 0
    for count in sorted(sizes, reverse=True):
        taken, enough = taken + sizes[count], count
        if taken >= CANDIDATES:
            break
    found = [number for number, count in shared.items() if count >= enough]
    if len(found) <= 2 * CANDIDATES:
        return found
    return sorted(found, key=lambda number: (-shared[number], number))[: 2 * CANDIDATES]


@dataclass(frozen=True, slots=True)
class _Posting:
    row: int
    size: int
    blob: bytes | None
    """Its content, where that is small enough to have been read with it."""


def _found(database: Connection, parts: Sequence[int], text: str, least: float) -> dict[int, list[_Posting]]:
    """The postings that matter, by feature."""
    low, high = classes(len(text), least)
    found: defaultdict[int, list[_Posting]] = defaultdict(list)
    for feature in features(text):
        for part in parts:
            start = (part << _PART_SHIFT) | (feature << _CLASS_BITS)
            for row, size, blob in database.execute(_POSTINGS, (_SMALL, start | low, start | high)):
                found[feature].append(_Posting(row, size // 4, blob))
    return found


def _chosen(found: Mapping[int, Sequence[_Posting]]) -> Iterator[_Posting]:
    """The postings of the rarest features, as many as the budget allows but at least those of one."""
    sizes = {feature: sum(posting.size for posting in postings) for feature, postings in found.items()}
    read = 0
    for feature in sorted(sizes, key=lambda each: (sizes[each], each)):
        read += sizes[feature]
        if read > BUDGET and read > sizes[feature]:
            return
        yield from found[feature]


def _read(database: Connection, postings: Iterable[_Posting]) -> Iterator[array[int]]:
    for posting in postings:
        blob = posting.blob
        if blob is None:
            (blob,) = database.execute("SELECT sentences FROM posting_1 WHERE id = ?", (posting.row,)).fetchone()
        yield _numbers(blob)


def _write(database: Connection, locale: str, sentences: Sequence[tuple[int, str]]) -> None:
    """A part of these sentences, given with their numbers in order."""
    first, last = sentences[0][0], sentences[-1][0]
    row = database.execute(
        "INSERT INTO part_1 (locale, first, last, size) VALUES (?, ?, ?, ?)", (locale, first, last, len(sentences))
    )
    start = (row.lastrowid or 0) << _PART_SHIFT
    postings: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))
    for number, text in sentences:
        length = length_class(len(text))
        for feature in features(text):
            postings[(feature << _CLASS_BITS) | length].append(number)
    database.executemany(
        "INSERT INTO posting_1 VALUES (?, ?)", ((start | at, _blob(postings[at])) for at in sorted(postings))
    )


def _remove(database: Connection, part: int) -> None:
    database.execute("DELETE FROM part_1 WHERE id = ?", (part,))
    start = part << _PART_SHIFT
    database.execute("DELETE FROM posting_1 WHERE id BETWEEN ? AND ?", (start, start + (1 << _PART_SHIFT) - 1))


def _blob(numbers: array[int]) -> bytes:
    """Little-endian, as a file must be the same on every machine."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _numbers(blob: bytes) -> array[int]:
    numbers = array("I", blob)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
