"""Packages put in place and taken away: killed at any moment, the former or the new one is there, complete."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final

from l10n import store
from l10n.errors import InputError, L10nError
from l10n.models.archive import unpack
from l10n.models.installed import BrokenModel, Model, hashes, inspect
from l10n.models.record import Record, forget, remember


@dataclass(frozen=True, slots=True)
class Installed:
    """What an installation put in place."""

    model: Model
    sha256: str
    """Of the archive, hexadecimal."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What an archive must be; nothing is asked where a text is empty."""

    pair: str = ""
    """Of its languages, as in `en_ru`."""
    sha256: str = ""
    """Of the archive, hexadecimal."""


ANYTHING: Final = Expected()


def install(archive: Path, folder: Path, expected: Expected = ANYTHING) -> Installed:
    """Put the package of an `.argosmodel` file into `folder`, in the place of one of the same folder name.

    Killed at any moment, it leaves the former package or the new one, complete.
    InputError, and `folder` as it was, if the archive is damaged, unsafe to unpack, not a package or not what is
    expected; L10nError if `folder` cannot be written.
    """
    try:
        file = archive.open("rb")
    except OSError as error:
        raise InputError(archive, f"cannot be read: {error.strerror}") from error
    with file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        if expected.sha256 not in {"", sha256}:
            raise InputError(archive, f"is another file: its SHA-256 is {sha256}, not {expected.sha256}")
        try:
            return Installed(_install(archive, file, folder, sha256, expected.pair), sha256)
        except OSError as error:
            raise L10nError(f"{folder}: {archive.name} cannot be installed here: {error.strerror}") from error


def _install(archive: Path, file: BinaryIO, folder: Path, sha256: str, pair: str) -> Model:
    folder.mkdir(parents=True, exist_ok=True)
    with store.workshop(folder.parent) as workshop:
        package = unpack(archive, file, workshop)
        model = _inspected(archive, package, pair)
        target = folder / package.name
        record = Record(sha256, model.pair, hashes(package))
        # Without a record a package is merely unknown, so a kill at any point here makes no record lie.
        forget(target)
        _exchange(package, target)
        remember(target, record)
    return replace(model, path=target)


def _inspected(archive: Path, package: Path, pair: str) -> Model:
    """The model of an unpacked archive. InputError where it is none, or not the one that is expected."""
    inspected = inspect(package)
    if inspected is None:
        raise InputError(archive, "is a package, but not one that translates")
    if isinstance(inspected, BrokenModel):
        raise InputError(archive, f"is no Argos package: {inspected.reason}")
    if pair not in {"", inspected.pair}:
        raise InputError(archive, f"holds the model {inspected.pair}, not {pair}")
    return inspected


def remove(model: Model) -> None:
    """Take an installed package away; killed at any moment, it is either listed complete or not at all."""
    folder = model.path.parent
    forget(model.path)
    _discard(_old(model.path), folder)
    _discard(model.path, folder)


def _exchange(package: Path, target: Path) -> None:
    old = _old(target)
    if target.exists() or target.is_symlink():
        _discard(old, target.parent)
        target.replace(old)
    package.replace(target)
    _discard(old, target.parent)


def _old(path: Path) -> Path:
    return path.with_name(f".{path.name}.old")


def _discard(path: Path, folder: Path) -> None:
    """Delete a folder in two steps, so that a half-deleted one has a name that is never listed."""
    if path.is_symlink():
        path.unlink()
    elif path.exists():
        with store.workshop(folder.parent) as bin_:
            path.replace(bin_ / "package")
