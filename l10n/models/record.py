"""What was noted when a package was installed: the hash of its archive and of each of its files.

The note lies outside the package, in `.l10n/installed/` beside the folder of packages: what a package consists of stays
what its archive holds. Packages of other programs, and those whose note was deleted, are unknown, not wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from l10n.parsing import DAMAGE, json_of
from l10n.store import ANY, CACHES, Border, read, remove, write_atomic

SHA256: Final = re.compile(r"[0-9a-f]{64}")

INSTALLED: Final = "installed"
"""Where notes lie, in the folder of caches beside the folder of packages."""


@dataclass(frozen=True, slots=True)
class Record:
    """A package as it was installed."""

    sha256: str
    """Of the archive, hexadecimal."""
    pair: str
    files: Mapping[str, str]
    """The SHA-256 of each file, hexadecimal, by its path below the package."""


def _note(package: Path) -> Path:
    folder = package.parent
    return folder.parent / CACHES / INSTALLED / folder.name / f"{package.name}.json"


def _border(package: Path) -> Border:
    return Border(package.parent.parent)


def remember(package: Path, record: Record) -> None:
    """Note how a package was installed. Raises OSError."""
    content = {"sha256": record.sha256, "pair": record.pair, "files": dict(record.files)}
    write_atomic(_note(package), json.dumps(content, indent=1).encode(), ANY, _border(package))


def forget(package: Path) -> None:
    """Delete the note. Raises OSError."""
    remove(_note(package), ANY, _border(package))


def recorded(package: Path) -> Record | None:
    """The note of a package; None where there is none that can be read."""
    try:
        content = json_of(read(_note(package), _border(package)))
        return _record(content["sha256"], content["pair"], content["files"])
    except (OSError, *DAMAGE):
        return None


def _record(sha256: object, pair: object, files: Mapping[object, object]) -> Record:
    known = {name: value for name, value in files.items() if isinstance(name, str) and _is_hash(value)}
    if not _is_hash(sha256) or not isinstance(pair, str) or len(known) < len(files):
        raise ValueError("is no record")
    return Record(str(sha256), pair, {name: str(value) for name, value in known.items()})


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and SHA256.fullmatch(value) is not None


def differences(record: Record, found: Mapping[str, str]) -> tuple[str, ...]:
    """What of a package, given by the hashes of its files, is not as installed: one phrase for each file."""
    said = {
        **dict.fromkeys(record.files.keys() - found.keys(), "is missing"),
        **dict.fromkeys(found.keys() - record.files.keys(), "was added"),
        **{name: "was changed" for name in found.keys() & record.files.keys() if found[name] != record.files[name]},
    }
    return tuple(f"{name} {what}" for name, what in sorted(said.items()))
