"""Translation memory: what people have reviewed, offered wherever the same sentence stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from l10n.catalogue import Catalogue, State


@dataclass(frozen=True, slots=True)
class Match:
    """A reviewed translation of a sentence, and where it is from."""

    translation: str
    origin: str


Memory = Mapping[str, Match]
"""Matches by source text."""


def memory(catalogues: Iterable[tuple[str, Catalogue]]) -> Memory:
    """The memory of a locale from its catalogues, given with their names; the first reviewed translation counts."""
    found: dict[str, Match] = {}
    for name, catalogue in catalogues:
        for entry in catalogue.entries:
            if entry.state is State.REVIEWED and not entry.foreign:
                found.setdefault(entry.source, Match(entry.translation, name))
    return found
