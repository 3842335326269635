"""The file of known problems of a project."""

from __future__ import annotations

from pathlib import Path

from l10n.checks.baseline import Sifted, dump, load, sifted
from l10n.errors import InputError, UsageError
from l10n.pipeline.outcome import Outcome
from l10n.project import Project
from l10n.store import Border, read, update

BASELINE = "l10n-baseline.json"
"""Where it is written where nobody says otherwise."""


def without_known(project: Project, path: Path | None, outcome: Outcome) -> Sifted:
    """The problems that a baseline does not have; all of them without one.

    UsageError where the file is not there, InputError where it is damaged.
    """
    if path is None:
        return Sifted(outcome.problems, 0, 0)
    shown = project.relative(path)
    try:
        return sifted(outcome.problems, load(read(path, _border(project, path)), shown))
    except FileNotFoundError as error:
        raise UsageError(f"{shown}: no such baseline; `l10n check --write-baseline` writes it") from error
    except OSError as error:
        raise InputError(shown, f"cannot be read: {error.strerror}") from error


def write_baseline(project: Project, path: Path, outcome: Outcome) -> bool:
    """Makes all problems known ones; False where they were. InputError where the file cannot be written."""
    content = dump(outcome.problems)
    try:
        return update(path, lambda _: content, _border(project, path))
    except OSError as error:
        raise InputError(project.relative(path), f"cannot be written: {error.strerror}") from error


def _border(project: Project, path: Path) -> Border | None:
    """That of the project; none for a file that somebody named elsewhere."""
    return project.border if path.is_relative_to(project.root) else None
