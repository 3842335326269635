"""The memory's index: every pair of a project in one SQLite file, found by its sentence or by one like it.

An index, so nothing is lost with it: it may be deleted at any time, and a damaged one is set aside and made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from l10n.database import Connection, Database
from l10n.errors import InputError
from l10n.memory import postings
from l10n.memory.pair import Match, Pair, normal
from l10n.memory.sources import Source
from l10n.similarity import similar

LEAST: Final = 75.0
"""How alike a sentence must be to count as a match, from 0 to 100, unless somebody asks for less."""
BUSY_SECONDS: Final = 300.0
"""How long to wait for another run that is writing: a million pairs take it a minute or two."""
TWINS: Final = 100
"""The most translations of one sentence that are looked at."""

_SCHEMA: Final = """
PRAGMA cache_size = -65536;
CREATE TABLE IF NOT EXISTS file_1 (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    origin TEXT NOT NULL,
    imported INTEGER NOT NULL,
    fingerprint BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS sentence_1 (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    locale TEXT NOT NULL,
    digest BLOB NOT NULL UNIQUE,
    text TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS pair_1 (
    id INTEGER PRIMARY KEY,
    file INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    source TEXT,
    translation TEXT NOT NULL,
    before TEXT,
    after TEXT
);
CREATE INDEX IF NOT EXISTS pair_1_by_file ON pair_1 (file);
CREATE INDEX IF NOT EXISTS pair_1_by_sentence ON pair_1 (sentence);
""" + postings.SCHEMA  # fmt: skip
"""The number in the tables' names grows with every change of them. A pair's source is null where it is normal.

A page cache of 64 MiB instead of 2 holds the digests of a million sentences while they are built."""

_MATCHES: Final = """
SELECT coalesce(pair_1.source, sentence_1.text), translation, origin, before, after
FROM sentence_1 JOIN pair_1 ON pair_1.sentence = sentence_1.id JOIN file_1 ON file_1.id = pair_1.file
"""
_ORDER: Final = "ORDER BY imported, name, pair_1.id LIMIT ?"
_LOST: Final = "id IN (SELECT sentence FROM lost) AND NOT EXISTS (SELECT 1 FROM pair_1 WHERE sentence = sentence_1.id)"
_AT_ONCE: Final = 10_000


class Index:
    """The pairs of a project's catalogues and imported files, in one SQLite file."""

    def __init__(self, path: Path) -> None:
        self._database = Database(path, _SCHEMA, "memory's index", BUSY_SECONDS)
        self._sources: tuple[Source, ...] = ()

    def __enter__(self) -> Self:
        self._database.done(Connection.commit)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._database.close()

    def update(self, sources: Iterable[Source]) -> tuple[tuple[Source, InputError], ...]:
        """Make the index say what these files do, all of them or none; a file whose bytes are known is not parsed.

        Returns the files that could not be read; of them the index knows nothing. L10nError if it cannot be written.
        """
        self._sources = tuple(sources)
        return self._database.done(self._update)

    def exact(self, locale: str, sentences: Iterable[str]) -> dict[str, tuple[Match, ...]]:
        """The translations of those sentences that are known but for blanks, of catalogues before imported files'.

        `locale`: of the translations, by `Locale.tag`.
        """
        wanted = tuple(dict.fromkeys(sentences))
        return self._database.done(lambda database: _exact(database, locale, wanted), self._update)

    def alike(self, locale: str, sentence: str, limit: int = 5, least: float = LEAST) -> tuple[Match, ...]:
        """The best `limit` translations of sentences at least `least` alike (0 to 100), the most alike first."""
        return self._database.done(lambda database: _alike(database, locale, sentence, limit, least), self._update)

    def _update(self, database: Connection) -> tuple[tuple[Source, InputError], ...]:
        with database:
            return _update(database, self._sources)


# --- searching


def _exact(database: Connection, locale: str, sentences: Sequence[str]) -> dict[str, tuple[Match, ...]]:
    found = {sentence: _twins(database, _digest(locale, normal(sentence))) for sentence in sentences}
    return {sentence: matches for sentence, matches in found.items() if matches}


def _twins(database: Connection, digest: bytes) -> tuple[Match, ...]:
    rows = database.execute(f"{_MATCHES} WHERE digest = ? {_ORDER}", (digest, TWINS))
    return tuple(_match(row, 100.0) for row in rows)


def _alike(database: Connection, locale: str, sentence: str, limit: int, least: float) -> tuple[Match, ...]:
    text = normal(sentence)
    if not text:
        return ()
    numbers = postings.candidates(database, locale, text, least)
    marks = ", ".join("?" * len(numbers))
    query = f"SELECT text, id FROM sentence_1 WHERE id IN ({marks}) ORDER BY id"  # noqa: S608 - only question marks
    rows = database.execute(query, numbers).fetchall()
    matches: list[Match] = []
    for at, likeness in similar(text, [row[0] for row in rows], least=least):
        if len(matches) >= limit:
            break
        found = database.execute(f"{_MATCHES} WHERE sentence_1.id = ? {_ORDER}", (rows[at][1], limit - len(matches)))
        matches += [_match(row, likeness) for row in found]
    return tuple(matches)


def _match(row: tuple[str, str, str, str | None, str | None], likeness: float) -> Match:
    source, translation, origin, before, after = row
    return Match(source, translation, origin, likeness, before, after)


def _digest(locale: str, text: str) -> bytes:
    return blake2b(f"{locale}\0{text}".encode("utf-8", "surrogatepass"), digest_size=12).digest()


# --- updating


def _update(database: Connection, sources: Sequence[Source]) -> tuple[tuple[Source, InputError], ...]:
    database.execute("CREATE TEMPORARY TABLE IF NOT EXISTS lost (sentence INTEGER PRIMARY KEY)")
    database.execute("DELETE FROM lost")
    (last,) = database.execute("SELECT coalesce(max(id), 0) FROM sentence_1").fetchone()
    known = {
        name: (number, print_) for number, name, print_ in database.execute("SELECT id, name, fingerprint FROM file_1")
    }
    wanted = {source.name: source for source in sources}
    for name, (number, _) in known.items():
        if name not in wanted:
            _forget(database, number)
    errors = []
    for name, source in wanted.items():
        try:
            _refresh(database, source, known.get(name))
        except InputError as error:
            errors.append((source, error))
    _clean(database, last)
    return tuple(errors)


def _refresh(database: Connection, source: Source, known: tuple[int, bytes] | None) -> None:
    """Put the pairs of a file in place of those it had; none, where it cannot be read."""
    content = None
    try:
        content = source.read()
        fingerprint = source.fingerprint(content)
    except InputError:
        if known:
            _forget(database, known[0])
        raise
    if known and known[1] == fingerprint:
        return
    if known:
        _forget(database, known[0])
    database.execute("SAVEPOINT file")
    try:
        _insert(database, source, content, fingerprint)
    except InputError:
        database.execute("ROLLBACK TO file")
        raise
    finally:
        database.execute("RELEASE file")


def _insert(database: Connection, source: Source, content: bytes, fingerprint: bytes) -> None:
    row = database.execute(
        "INSERT INTO file_1 (name, origin, imported, fingerprint) VALUES (?, ?, ?, ?)",
        (source.name, source.origin, int(source.imported), fingerprint),
    )
    batch: list[Pair] = []
    for pair in source.pairs(content):
        batch.append(pair)
        if len(batch) == _AT_ONCE:
            _insert_pairs(database, row.lastrowid or 0, batch)
            batch.clear()
    _insert_pairs(database, row.lastrowid or 0, batch)


def _insert_pairs(database: Connection, file: int, pairs: Sequence[Pair]) -> None:
    texts = [normal(pair.source) for pair in pairs]
    digests = [_digest(pair.locale, text) for pair, text in zip(pairs, texts, strict=True)]
    database.executemany(
        "INSERT OR IGNORE INTO sentence_1 (locale, digest, text) VALUES (?, ?, ?)",
        ((pair.locale, digest, text) for pair, digest, text in zip(pairs, digests, texts, strict=True)),
    )
    database.executemany(
        "INSERT INTO pair_1 (file, sentence, source, translation, before, after) "
        "SELECT ?, id, nullif(?, text), ?, ?, ? FROM sentence_1 WHERE digest = ?",
        (
            (file, pair.source, pair.translation, pair.before, pair.after, digest)
            for pair, digest in zip(pairs, digests, strict=True)
        ),
    )


def _forget(database: Connection, file: int) -> None:
    database.execute("INSERT OR IGNORE INTO lost SELECT sentence FROM pair_1 WHERE file = ?", (file,))
    database.execute("DELETE FROM pair_1 WHERE file = ?", (file,))
    database.execute("DELETE FROM file_1 WHERE id = ?", (file,))


def _clean(database: Connection, last: int) -> None:
    """Drop sentences without a pair, and index those that are new: their numbers are above `last`."""
    touched = {locale for (locale,) in database.execute("SELECT DISTINCT locale FROM sentence_1 WHERE id > ?", (last,))}
    touched |= {locale for (locale,) in database.execute(f"SELECT DISTINCT locale FROM sentence_1 WHERE {_LOST}")}  # noqa: S608 - a constant
    database.execute(f"DELETE FROM sentence_1 WHERE {_LOST}")  # noqa: S608 - see above
    for locale in sorted(touched):
        postings.add(database, locale, last)
        postings.renew(database, locale)
