"""Counting: how many entries of a catalogue are in which state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from enum import StrEnum

from l10n.catalogue import Catalogue, Entry, State
from l10n.publishing import DEFAULT, Publishing, withheld


@dataclass(frozen=True, slots=True)
class Counts:
    """Segments by state; `accepted` and those below it look at the others in another way."""

    missing: int = 0
    """Segments without a text, also those that no catalogue has or whose entry cannot be read."""
    machine: int = 0
    unfinished: int = 0
    """A person's own texts that wait to be finished."""
    outdated: int = 0
    reviewed: int = 0
    obsolete: int = 0
    accepted: int = 0
    """Of the reviewed ones: drafts accepted as they were."""
    edited: int = 0
    """Of the reviewed ones: drafts that their reviewer rewrote."""
    unextracted: int = 0
    """Of the missing ones: those that no catalogue has, not even in an entry that cannot be read."""
    broken: int = 0
    """Entries that cannot be read, and second entries of a sentence."""
    outdated_published: int = 0
    """Of the outdated ones: those whose text a build publishes, as the project is configured."""
    origins: tuple[tuple[str, int], ...] = ()
    """Live entries with a text by who wrote it first, sorted: `argos en_ru 1.9`, `memory news/a.md`, `person`, or
    `person by Poedit 3.2` where the editor that saved the catalogue says its name."""

    @property
    def total(self) -> int:
        """Segments of the article: all but the obsolete."""
        return self.missing + self.machine + self.unfinished + self.outdated + self.reviewed

    @property
    def outdated_replaced(self) -> int:
        """Of the outdated ones: those that their source stands in for."""
        return self.outdated - self.outdated_published

    @property
    def percent(self) -> int:
        """The reviewed part in per cent, rounded, but 100 only where it is all; also where there is nothing."""
        if self.reviewed >= self.total:
            return 100
        return min((200 * self.reviewed + self.total) // (2 * self.total), 99)

    def below(self, require: str) -> int:
        """How many segments are below a state: `reviewed`, `machine` (what is published there is enough), or `none`.

        The outdated ones must have been counted as published, or not, for that state.
        """
        machine = self.missing + self.unfinished + self.outdated_replaced
        lowest = {"reviewed": self.total - self.reviewed, "machine": machine, "none": 0}
        return lowest[require]

    def __add__(self, other: Counts) -> Counts:
        numbers = [field.name for field in fields(Counts) if field.name != "origins"]
        origins = Counter(dict(self.origins)) + Counter(dict(other.origins))
        summed = {name: getattr(self, name) + getattr(other, name) for name in numbers}
        return Counts(**summed, origins=tuple(sorted(origins.items())))


class Extraction(StrEnum):
    """What is known of an article in a locale."""

    EXTRACTED = "extracted"
    NOT_EXTRACTED = "not-extracted"
    """There is no catalogue."""
    CATALOGUE_UNREADABLE = "catalogue-unreadable"
    ARTICLE_UNREADABLE = "article-unreadable"


@dataclass(frozen=True, slots=True)
class Row:
    """One article in one locale."""

    article: str
    locale: str
    counts: Counts
    """Where there is no catalogue that can be read, all segments are missing."""
    extraction: Extraction = Extraction.EXTRACTED


def count(catalogue: Catalogue, texts: Collection[str] | None = None, how: Publishing = DEFAULT) -> Counts:
    """The counts of a catalogue.

    `texts`: the different segments of its article as it is now; those of the catalogue where there are none given.
    `how`: which texts a build publishes.
    """
    live = tuple(entry for entry in catalogue.live if not entry.foreign and (texts is None or entry.source in texts))
    states = Counter(entry.state for entry in live)
    absent = len(texts) - len({entry.source for entry in live}) if texts is not None else 0
    unreadable = sum(not entry.source for entry in catalogue.broken)
    editor = catalogue.field("X-Generator")
    return Counts(
        states[State.MISSING] + absent,
        states[State.MACHINE],
        states[State.UNFINISHED],
        states[State.OUTDATED],
        states[State.REVIEWED],
        len(catalogue.obsolete),
        accepted=sum(entry.accepted for entry in live),
        edited=sum(entry.edited for entry in live),
        unextracted=max(0, absent - unreadable),
        broken=len(catalogue.broken),
        outdated_published=sum(entry.state is State.OUTDATED and withheld(entry, how) is None for entry in live),
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
        found[row.locale] = found.get(row.locale, Counts()) + row.counts
    return tuple(Row("all articles", locale, counts) for locale, counts in found.items())
