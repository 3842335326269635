"""What a check, a merge or a build found: data for a reviewer, never a reason to stop."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """How much a problem matters: an error fails the check."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding at one place."""

    path: Path
    """The file to open, relative to the project."""
    line: int
    """The line in it, from 1; 0 where the file as a whole is meant."""
    rule: str
    message: str
    severity: Severity = Severity.ERROR
    locale: str = ""
    hint: str = ""
    """What to do next."""
    subject: str = ""
    """What it is about, whatever its line: a digest of the entry's two texts; empty where it is no entry."""
    article: Path | None = field(default=None, compare=False)
    """The article of the entry at `path`, where it is known."""
    article_line: int = field(default=0, compare=False)
    """Where in the article the entry's text stands, from 1; 0 where it is not known."""
    source: str = field(default="", compare=False)
    """The hash of the entry's source text, by which l10n.toml can except it; empty where nothing can."""
