"""SQLite files that may be lost: each is made when it is needed, and a damaged one is set aside and begun anew.

The only module that knows SQLite; others are handed its connections.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TypeVar

from l10n.errors import InputError, L10nError
from l10n.parsing import DAMAGE
from l10n.store import CACHES, Border, NotAFileError, OutsideError, caches, check_file, read, remove

Connection = sqlite3.Connection

BUSY_SECONDS: Final = 30.0
"""How long to wait for another run that is writing."""

_BESIDE: Final = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file."""
_SUPER: Final = bytes.fromhex("d9d505f920a163d7")
"""What a rollback journal ends with that names a super-journal (https://sqlite.org/atomiccommit.html, section 5)."""
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


class Database:
    """One SQLite file with a schema of `CREATE … IF NOT EXISTS`, shared by runs at the same time.

    What a transaction wrote is on disk when it ends, kill -9 notwithstanding.
    """

    def __init__(self, path: Path, schema: str, what: str, busy_seconds: float = BUSY_SECONDS) -> None:
        """`what`: how messages call the file."""
        self._path = path
        self._schema = schema
        self._what = what
        self._busy_seconds = busy_seconds
        self._connection: Connection | None = None

    def done(
        self, work: Callable[[Connection], _Result], renewed: Callable[[Connection], object] | None = None
    ) -> _Result:
        """Do the work; if the file turns out to be damaged, do it once more with a new one.

        `renewed` fills the new one before that. L10nError if there can be no such file, or it cannot be used.
        """
        try:
            return work(self._opened())
        except sqlite3.DatabaseError as error:
            if _primary_code(error) in _NOT_DAMAGE and not _is_gone(error):
                raise self._unusable(error) from error
        except DAMAGE:  # rows of another shape than the schema's: SQLite keeps any value in any column
            pass
        self.close()
        _set_aside(self._path)
        try:
            connection = self._opened()
            if renewed is not None:
                renewed(connection)
            return work(connection)
        except sqlite3.DatabaseError as error:
            raise self._unusable(error) from error

    def close(self) -> None:
        """Close the file; it is opened again when it is needed."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _opened(self) -> Connection:
        if self._connection is None:
            self._connection = self._open()
        return self._connection

    def _open(self) -> Connection:
        self._prepare()
        connection = sqlite3.connect(self._path, timeout=self._busy_seconds, isolation_level="IMMEDIATE")
        try:
            _refuse_programs(connection)
            _use_wal(connection, self._busy_seconds)
            # With WAL, this survives the end of any process; only a power cut may take the last transactions.
            connection.execute("PRAGMA synchronous = NORMAL")
            for statement in filter(str.strip, self._schema.split(";")):
                connection.execute(statement)
            connection.commit()
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection

    def _prepare(self) -> None:
        """The folder made. L10nError where it cannot be, or other things than files lie in it.

        SQLite follows links, and waits for a pipe: what it would open is looked at before.
        """
        try:
            with _folder(self._path.parent) as border:
                for suffix in ("", *_BESIDE):
                    check_file(self._path.with_name(self._path.name + suffix), border)
                _remove_foreign_journal(self._path.with_name(f"{self._path.name}-journal"), border)
        except IsADirectoryError as error:
            raise InputError(self._path, f"the {self._what} cannot be used: {error.strerror}") from error
        except (OutsideError, NotAFileError) as error:
            raise InputError(str(error.filename), f"the {self._what} cannot be used: {error.strerror}") from error
        except OSError as error:
            folder = self._path.parent
            raise InputError(folder, f"the folder of the {self._what} cannot be made: {error.strerror}") from error

    def _unusable(self, error: sqlite3.DatabaseError) -> L10nError:
        advice = "see to its folder's rights and free space"
        return InputError(self._path, f"the {self._what} cannot be used: {error}; {advice}")


@contextmanager
def _folder(folder: Path) -> Iterator[Border]:
    """The folder of a database, made, as the border of what lies in it."""
    if folder.name != CACHES:
        folder.mkdir(parents=True, exist_ok=True)
        yield Border(folder)
        return
    with caches(folder.parent) as border:
        yield border


def _remove_foreign_journal(path: Path, border: Border) -> None:
    """Delete a journal that names another file, as none of ours does: SQLite would delete that file. Raises OSError."""
    with suppress(FileNotFoundError):
        content = read(path, border)
        if content.endswith(_SUPER):
            remove(path, content, border)


def _refuse_programs(connection: Connection) -> None:
    """DatabaseError where a file has views or triggers, which may run for ever; ours have none."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE type IN ('view', 'trigger') LIMIT 1").fetchone():
        raise sqlite3.DatabaseError("it has views or triggers, which are not ours")


def _use_wal(connection: Connection, seconds: float) -> None:
    """Switch the file to WAL. While another run does the same, SQLite says busy at once instead of waiting."""
    until = time.monotonic() + seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if _primary_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _primary_code(error: sqlite3.DatabaseError) -> int:
    # Errors of Python's own module have no code; the lowest byte of SQLite's is the kind of error.
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


def _is_gone(error: sqlite3.DatabaseError) -> bool:
    """Whether the file was deleted or moved while it was open."""
    return getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_DBMOVED


def _set_aside(path: Path) -> None:
    """Rename the file and what SQLite keeps beside it, so that a person can look at it; a former one is replaced."""
    for suffix in ("", *_BESIDE):
        file = path.with_name(path.name + suffix)
        if file.exists():
            file.replace(path.with_name(f"{path.name}.damaged{suffix}"))
