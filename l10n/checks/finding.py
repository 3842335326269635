"""What a check yields: what is wrong at one place, before anybody says how much it matters."""

from __future__ import annotations

from dataclasses import dataclass

from l10n.catalogue import Entry, digest
from l10n.problem import Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found; its rule and path are known to whoever asked."""

    message: str
    hint: str = ""
    """What to do next."""
    severity: Severity | None = None
    """Only where the rule alone does not tell how much it matters."""
    entry: Entry | None = None
    """The entry at fault; None where it is known (a check of one entry), or where it is none."""
    article_line: int = 0
    """The line of the article at fault, where it is no entry."""


def subject(entry: Entry) -> str:
    """What a problem of an entry is about, whatever its line: a digest of both texts."""
    return digest(f"{entry.source}\0{entry.translation}")


def shown(text: str) -> str:
    """A text short enough for a message."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= 72 else f"“{line[:70]}…”"
