"""Counting: how many entries of a catalogue are in which state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields

from l10n.catalogue import Catalogue, Entry, State


@dataclass(frozen=True, slots=True)
class Counts:
    """Entries by state; the last four look at the others in another way."""

    missing: int = 0
    machine: int = 0
    outdated: int = 0
    reviewed: int = 0
    obsolete: int = 0
    accepted: int = 0
    """Of the reviewed ones: drafts accepted as they were."""
    edited: int = 0
    """Of the reviewed ones: drafts that their reviewer rewrote."""
    touched: int = 0
    """Of the machine drafts: those that a person has begun to work on."""
    origins: tuple[tuple[str, int], ...] = ()
    """Live entries with a text by who wrote it first, sorted: `argos en_ru 1.9`, `memory news/a.md`, `person`, or
    `person by Poedit 3.2` where the editor that saved the catalogue says its name."""

    @property
    def total(self) -> int:
        """Segments of the article: all but the obsolete."""
        return self.missing + self.machine + self.outdated + self.reviewed

    @property
    def share(self) -> float:
        """The reviewed part of the total, 0 to 1; 1 where there is nothing to review."""
        return self.reviewed / self.total if self.total else 1.0

    def __add__(self, other: Counts) -> Counts:
        numbers = [field.name for field in fields(Counts) if field.name != "origins"]
        origins = Counter(dict(self.origins)) + Counter(dict(other.origins))
        summed = {name: getattr(self, name) + getattr(other, name) for name in numbers}
        return Counts(**summed, origins=tuple(sorted(origins.items())))


@dataclass(frozen=True, slots=True)
class Row:
    """One article in one locale."""

    article: str
    locale: str
    counts: Counts | None
    """None where there is no catalogue yet."""


def count(catalogue: Catalogue) -> Counts:
    """The counts of a catalogue."""
    states = Counter(entry.state for entry in catalogue.entries)
    live, editor = catalogue.live, catalogue.field("X-Generator")
    return Counts(
        states[State.MISSING],
        states[State.MACHINE],
        states[State.OUTDATED],
        states[State.REVIEWED],
        states[State.OBSOLETE],
        accepted=sum(entry.accepted for entry in live),
        edited=sum(entry.edited for entry in live),
        touched=sum(entry.touched for entry in live),
        origins=tuple(sorted(Counter(_origin(entry, editor) for entry in live if entry.translated).items())),
    )


def _origin(entry: Entry, editor: str) -> str:
    """Who wrote the text of an entry first."""
    provenance = entry.provenance
    if provenance is None:
        return f"person by {editor}" if editor else "person"
    words = (provenance.engine, provenance.model, provenance.version)
    return " ".join(word for word in words if word != "-")


def totals(rows: Iterable[Row]) -> tuple[Row, ...]:
    """A row for each locale, with the counts of all its articles, in order of first appearance."""
    found: dict[str, Counts] = {}
    for row in rows:
        found[row.locale] = found.get(row.locale, Counts()) + (row.counts or Counts())
    return tuple(Row("all articles", locale, counts) for locale, counts in found.items())
