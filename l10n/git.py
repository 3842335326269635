"""What is asked of git: where a repository is, and its settings."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from l10n.errors import UsageError


def repository(folder: Path) -> Path:
    """The top of the working tree that a folder is in. UsageError where there is none, or no git."""
    return Path(_git(folder, "rev-parse", "--show-toplevel"))


def configure(folder: Path, name: str, value: str) -> bool:
    """Sets a setting of the repository's own (`git config`); False when it was so."""
    if _git(folder, "config", "--local", "--default", "", "--get", name) == value:
        return False
    _git(folder, "config", "--local", name, value)
    return True


def _git(folder: Path, *arguments: str) -> str:
    program = shutil.which("git")
    if program is None:
        raise UsageError("git is not installed, or not on PATH")
    done = subprocess.run(  # noqa: S603 - the words are ours, and no shell reads them
        [program, *arguments], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise UsageError(f"{folder}: git says: {done.stderr.strip()}")
    return done.stdout.removesuffix("\n")
