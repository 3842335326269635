"""Installed models held against what was noted when they were installed, and against the lock of a project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from l10n.models.installed import BrokenModel, Model, broken, digest, hashes, installed
from l10n.models.lock import Lock, Locked
from l10n.models.record import Record, differences, recorded


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one model."""

    pair: str
    version: str
    path: Path | None
    """None where it is not installed."""
    complaints: tuple[str, ...] = ()
    known: bool = True
    """Whether there was anything to hold it against."""


def verify(folders: Sequence[Path], lock: Lock) -> tuple[Finding, ...]:
    """A finding for each installed model, each damaged one and each one that is only locked. Raises OSError."""
    models = installed(folders)
    present = [_installed(model, lock.get(model.pair)) for model in models]
    damaged = [_broken(each) for each in broken(folders)]
    found = [*present, *(each for each in damaged if each.pair not in {model.pair for model in models})]
    return tuple(sorted((*found, *_lost(lock, found)), key=lambda finding: finding.pair))


def is_as_locked(model: Model, locked: Locked) -> bool:
    """Whether a model is known to be the locked one, and nothing of it changed. Raises OSError."""
    finding = _installed(model, locked)
    return finding.known and not finding.complaints


def _installed(model: Model, locked: Locked | None) -> Finding:
    files = hashes(model.path)
    record = recorded(model.path)
    complaints = differences(record, files) if record else ()
    if locked and not complaints:
        complaints = tuple(_against_lock(locked, record, files))
    known = record is not None or bool(locked and locked.files)
    return Finding(model.pair, model.version, model.path, complaints, known=known)


def _against_lock(locked: Locked, record: Record | None, files: Mapping[str, str]) -> Iterator[str]:
    if record and record.sha256 != locked.sha256:
        yield f"it was installed from another archive than the locked {locked.version}: {record.sha256}"
    elif locked.files and locked.files != digest(files):
        yield f"its files are not those of the locked {locked.version}"


def _broken(folder: BrokenModel) -> Finding:
    record = recorded(folder.path)
    if record is None:
        return Finding(folder.path.name, "", folder.path, (folder.reason,))
    return Finding(record.pair, "", folder.path, differences(record, hashes(folder.path)) or (folder.reason,))


def _lost(lock: Lock, found: Iterable[Finding]) -> Iterator[Finding]:
    present = {finding.pair for finding in found}
    for locked in lock.models:
        if locked.pair not in present:
            yield Finding(locked.pair, locked.version, None, ("it is locked, but not installed",))
