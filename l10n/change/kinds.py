"""The kinds of edits, from the one that matters least to the one that matters most."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class ChangeKind(StrEnum):
    """From the one that matters least to the one that matters most."""

    COSMETIC = "cosmetic"
    WORDING = "wording"
    CONTENT = "content"
    """So much came or went that it may be another statement."""
    FACT = "number or name"
    OPPOSITE = "opposite"
    NEGATION = "negation"


MEANING_CHANGES: Final = frozenset({ChangeKind.CONTENT, ChangeKind.FACT, ChangeKind.OPPOSITE, ChangeKind.NEGATION})
"""Changes after which a translation of the old sentence says what the new one does not, or may."""


@dataclass(frozen=True, slots=True)
class Change:
    """How a sentence was edited."""

    kind: ChangeKind
    old: str
    """The words that went, as far as they fit into a note."""
    new: str
    """The words that came."""

    def __str__(self) -> str:
        if not self.old and not self.new:
            return str(self.kind)
        shown = f"{self.old or '∅'} → {self.new or '∅'}"
        return f"{self.kind}: {shown}"
