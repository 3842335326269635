"""Files of a user's project: read and written whole, below the project's folder, by one command at a time."""

from l10n.store.borders import Border, NotAFileError, OutsideError, check_file, is_hidden, opened, place
from l10n.store.files import (
    ANY,
    Change,
    ChangedError,
    Was,
    copy_atomic,
    holds,
    is_file,
    read,
    remove,
    retried,
    update,
    write_atomic,
)
from l10n.store.locking import lock
from l10n.store.runs import KEPT, alone
from l10n.store.temporary import CACHES, caches, sweep, workshop

__all__ = [
    "ANY",
    "CACHES",
    "KEPT",
    "Border",
    "Change",
    "ChangedError",
    "NotAFileError",
    "OutsideError",
    "Was",
    "alone",
    "caches",
    "check_file",
    "copy_atomic",
    "holds",
    "is_file",
    "is_hidden",
    "lock",
    "opened",
    "place",
    "read",
    "remove",
    "retried",
    "sweep",
    "update",
    "workshop",
    "write_atomic",
]
