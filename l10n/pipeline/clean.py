"""What may be deleted without losing a word: caches, what builds wrote, and what killed commands left half made.

Catalogues, templates, articles, the glossary, the lock of models, `memory/` and `models/` are never touched.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from l10n.errors import InputError
from l10n.layout import Stray
from l10n.models.record import INSTALLED
from l10n.pipeline.manifest import MANIFEST, Manifest
from l10n.project import CACHES, Project
from l10n.store import KEPT

_KEPT: Final = frozenset({*KEPT, INSTALLED})
"""Of the folder of caches: what commands that run now hold, and what is known of models that stay."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What was deleted, or would be."""

    caches: tuple[Path, ...] = ()
    """Files and folders of the folder of caches."""
    outputs: tuple[Path, ...] = ()
    """Files that builds wrote."""
    unfinished: tuple[Path, ...] = ()
    """What killed commands left."""
    left: tuple[Stray, ...] = ()
    """Files that builds wrote, and somebody changed since."""
    bytes: int = 0
    errors: tuple[InputError, ...] = ()


def clean(project: Project, *, caches: bool, outputs: bool, dry: bool) -> Cleaned:
    """Caches and what builds wrote deleted, as far as wanted; `dry`: only found.

    The list of what builds wrote goes with the last file on it.
    """
    size = sum(map(_size, project.sweep(dry=True)))
    unfinished = project.sweep(dry=dry)
    errors: list[InputError] = []
    built: tuple[Path, ...] = ()
    with Manifest(project) as manifest:
        listed = manifest.files
        try:
            size += sum(_size(project.root / path) for path in listed if outputs and manifest.is_intact(path))
            built = manifest.remove(listed, dry=dry) if outputs else ()
        except InputError as error:
            errors.append(error)
        left = tuple(manifest.strays(listed)) if outputs else ()
        keeps_list = bool(manifest.files) and not (dry and outputs and not left)
    found = tuple(_caches(project, errors)) if caches else ()
    wanted = tuple(path for path in found if not (keeps_list and path == project.root / MANIFEST))
    size += sum(map(_size, wanted))
    gone = wanted if dry else tuple(path for path in wanted if _is_deleted(project, path, errors))
    return Cleaned(gone, built, unfinished, left, size, tuple(errors))


def _caches(project: Project, errors: list[InputError]) -> list[Path]:
    """What lies in the folder of caches and may go; nothing where it is a link to another folder."""
    folder = project.root / CACHES
    if folder.is_symlink():
        errors.append(InputError(project.relative(folder), "is a link, which is not followed; see to it yourself"))
        return []
    try:
        return sorted(folder / each.name for each in os.scandir(folder) if each.name not in _KEPT)
    except FileNotFoundError:
        return []
    except OSError as error:
        errors.append(InputError(project.relative(folder), f"cannot be read: {error.strerror}"))
        return []


def _is_deleted(project: Project, path: Path, errors: list[InputError]) -> bool:
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        errors.append(InputError(project.relative(path), f"cannot be deleted: {error.strerror}"))
        return False
    return True


def _size(path: Path) -> int:
    """The bytes of a file, or of all files below a folder; no link is followed."""
    try:
        if not path.is_dir() or path.is_symlink():
            return path.lstat().st_size
        return sum(_size(path / each.name) for each in os.scandir(path))
    except OSError:
        return 0
