"""Which texts of a catalogue a build publishes, and why the source stands in for the others.

`build`, `check` and `status` all ask here, so that they agree. Law: under the default settings no text is published
whose source says another thing than the one that a person translated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from l10n.catalogue import Catalogue, Entry, State
from l10n.change import MEANING_CHANGES, change


class Reason(StrEnum):
    """Why the source stands in for a text."""

    MISSING = "missing"
    MACHINE = "machine"
    UNFINISHED = "unfinished"
    OUTDATED = "outdated"
    """No outdated text is wanted."""
    MEANING = "meaning"
    """The source says another thing now."""
    LOST = "lost"
    """The source that it was translated from is lost, so nobody knows what changed."""
    BEGUN = "begun"
    """Nobody stood for the text before its source changed, or somebody has begun to change it since."""


@dataclass(frozen=True, slots=True)
class Publishing:
    """Which texts are good enough to be published."""

    require: str = "machine"
    """The lowest state whose text is used; `none` uses what there is."""
    outdated: str = "require"
    """Which outdated texts are used: as the required state has it (`require`), those whose source says the same in
    other words (`wording`), all (`translation`), or none (`source`)."""
    language: str = "en"
    """Of the articles, as Argos names it."""


DEFAULT: Final = Publishing()


def withheld(entry: Entry, how: Publishing) -> Reason | None:
    """Why a build does not publish the text of a live entry; None where it does."""
    match entry.state:
        case State.REVIEWED:
            return None
        case State.MACHINE:
            return Reason.MACHINE if how.require == "reviewed" else None
        case State.UNFINISHED:
            return None if how.require == "none" else Reason.UNFINISHED
        case State.OUTDATED:
            return _withheld_outdated(entry, how)
        case _:
            return Reason.MISSING


_BY_REQUIRED: Final[Mapping[str, str]] = MappingProxyType(
    {"reviewed": "source", "machine": "wording", "none": "translation"}
)
"""Which outdated texts are used where the project leaves that to the required state."""


def _withheld_outdated(entry: Entry, how: Publishing) -> Reason | None:
    wanted = _BY_REQUIRED[how.require] if how.outdated == "require" else how.outdated
    if wanted != "wording":
        return Reason.OUTDATED if wanted == "source" else None
    if entry.previous is None:
        return Reason.LOST
    if entry.previous == entry.source or not _was_reviewed(entry):
        return Reason.BEGUN
    changed = change(entry.previous, entry.source, how.language).kind in MEANING_CHANGES
    return Reason.MEANING if changed else None


def _was_reviewed(entry: Entry) -> bool:
    """Whether a person stood for the text as it is; without a stamp, unless it still is an engine's."""
    stamp = entry.stamp
    return not entry.is_as_drafted if stamp is None else stamp.reviewed and entry.is_as_stamped


def published(catalogue: Catalogue | None, how: Publishing) -> dict[str, str]:
    """The texts that a build publishes, by source."""
    entries = catalogue.live if catalogue else ()
    return {entry.source: entry.translation for entry in entries if not entry.foreign and withheld(entry, how) is None}


def outdated_sources(catalogue: Catalogue | None) -> frozenset[str]:
    """The sources of outdated entries."""
    entries = catalogue.live if catalogue else ()
    return frozenset(entry.source for entry in entries if not entry.foreign and entry.state is State.OUTDATED)
