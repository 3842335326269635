"""Pairs: a sentence and what a person made of it, where that stands, and between what."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """A reviewed translation as one file has it."""

    locale: str
    """Of the translation, by `Locale.tag`."""
    source: str
    translation: str
    before: str | None = None
    """The sentence before it in its article; None where there is none, or nobody knows."""
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A reviewed translation of the same sentence, or of one like it."""

    source: str
    translation: str
    origin: str
    """The article or the imported file that it is from."""
    likeness: float = 100.0
    """Of its source to the sentence that was looked for, from 0 to 100 (equal but for blanks)."""
    before: str | None = None
    after: str | None = None


def normal(text: str) -> str:
    """A sentence as it is compared: NFC, with one blank for each run of them."""
    return " ".join(unicodedata.normalize("NFC", text).split())
