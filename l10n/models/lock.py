"""`l10n.lock`: the archives of a project's models by their hashes, so that all machines draft with the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from l10n import store
from l10n.errors import InputError
from l10n.models.installed import CODE
from l10n.models.record import SHA256
from l10n.parsing import DAMAGE, reason, toml_of
from l10n.store import Border

FILE: Final = "l10n.lock"
FORM: Final = 1
"""The version of the file's form."""

_HEAD: Final = f"""\
# Written by l10n: the models of this project. `l10n models install` installs exactly these.
form = {FORM}
"""

_LINK: Final = re.compile(r"[^\x00-\x1f\x7f]{0,4096}")
"""An address or a path."""


class _MalformedError(ValueError):
    """A file that is no lock."""


@dataclass(frozen=True, slots=True)
class Locked:
    """One model of a project."""

    from_code: str
    to_code: str
    version: str
    sha256: str
    """Of the archive, hexadecimal."""
    link: str
    """Where the archive came from: an address, or a path below the project."""
    files: str = ""
    """The fingerprint of the installed package, by which one that another program installed is known; may be empty."""

    @property
    def pair(self) -> str:
        """Both languages, as in `en_ru`."""
        return f"{self.from_code}_{self.to_code}"


@dataclass(frozen=True, slots=True)
class Lock:
    """All models of a project: one for a pair of languages, sorted by pair."""

    models: tuple[Locked, ...] = ()

    def get(self, pair: str) -> Locked | None:
        """The model of a pair such as `en_ru`."""
        return next((model for model in self.models if model.pair == pair), None)

    def with_models(self, models: Iterable[Locked]) -> Lock:
        """The lock with these in the place of others of the same pairs."""
        known = {model.pair: model for model in (*self.models, *models)}
        return Lock(tuple(known[pair] for pair in sorted(known)))


def read(path: Path) -> Lock:
    """The lock of a project; an empty one where there is no file. InputError where it is damaged."""
    try:
        return parse(store.read(path, Border(path.parent)), path)
    except FileNotFoundError:
        return Lock()
    except OSError as error:
        raise InputError(path, f"cannot be read: {error.strerror}") from error


def add(path: Path, models: Iterable[Locked]) -> bool:
    """These in the lock on the disk, in the place of others of the same pairs; False where they were there already.

    InputError where the file is damaged; raises OSError.
    """
    wanted = tuple(models)

    def change(now: bytes | None) -> bytes:
        return dump((Lock() if now is None else parse(now, path)).with_models(wanted))

    return store.update(path, change, Border(path.parent))


def dump(lock: Lock) -> bytes:
    """The bytes of the file: the same for the same models, on every machine."""
    tables = [f"\n[[model]]\n{''.join(_line(key, value) for key, value in _values(each))}" for each in lock.models]
    return (_HEAD + "".join(tables)).encode()


def _values(model: Locked) -> Iterable[tuple[str, str]]:
    yield from (("from", model.from_code), ("to", model.to_code), ("version", model.version))
    yield from (("sha256", model.sha256), ("files", model.files), ("link", model.link))


def _line(key: str, value: str) -> str:
    # JSON's escapes are TOML's, but TOML wants DEL escaped as well (TOML 1.0, basic strings).
    text = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"{key} = {text}\n" if value or key != "files" else ""


def parse(content: bytes, path: Path) -> Lock:
    """The lock of its file's bytes. InputError naming the path where they are none."""
    try:
        lock = _lock(toml_of(content.decode()))
    except DAMAGE as error:
        advice = "restore it, or delete it and install again"
        raise InputError(path, f"is no lock of models: {reason(error)}; {advice}") from error
    return lock


def _lock(table: Mapping[str, object]) -> Lock:
    if table.get("form") != FORM:
        raise _MalformedError(f"form is {table.get('form')!r}, this l10n knows {FORM}")
    entries = table.get("model", [])
    if not isinstance(entries, list):
        raise _MalformedError("model must be a list of tables")
    models = [_locked(entry) for entry in entries]
    lock = Lock().with_models(models)
    if len(lock.models) < len(models):
        raise _MalformedError("it names a pair of languages twice")
    return lock


def _locked(entry: object) -> Locked:
    if not isinstance(entry, dict):
        raise _MalformedError("model must be a list of tables")
    return Locked(
        _text(entry, "from", CODE),
        _text(entry, "to", CODE),
        _text(entry, "version"),
        _text(entry, "sha256", SHA256),
        _text(entry, "link", _LINK),
        _text(entry, "files", SHA256) if "files" in entry else "",
    )


def _text(entry: Mapping[str, object], key: str, shape: re.Pattern[str] | None = None) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or (shape and not shape.fullmatch(value)):
        raise _MalformedError(f"{key} is {str(value)[:80]!r}")
    return value
