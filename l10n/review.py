"""A review: a person decides on one entry after another, may go back, and may take back what was decided.

The state of a review is a value; each decision makes the next. Law: taking back as many decisions as were made leaves
every entry as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from l10n.catalogue import Catalogue, Entry, State, reviewed, with_entries

NEEDY = frozenset({State.MISSING, State.MACHINE, State.UNFINISHED, State.OUTDATED})
"""States of entries that wait for a person."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry to decide on."""

    catalogue: str
    """The catalogue's name."""
    source: str


class Act(StrEnum):
    """What a person may do."""

    ACCEPT = "accept"
    EDIT = "edit"
    SKIP = "skip"
    NEXT = "next"
    BACK = "back"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Decision:
    """An act, and the text of an edit."""

    act: Act
    text: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What a decision made of an entry."""

    item: Item
    before: Entry
    after: Entry


@dataclass(frozen=True, slots=True)
class Session:
    """A review as it stands."""

    catalogues: Mapping[str, Catalogue]
    """By name."""
    queue: tuple[Item, ...]
    at: int = 0
    """Which of the queue is looked at; its length when the end is reached."""
    history: tuple[Change, ...] = ()
    """Decisions, the last one last."""

    @property
    def item(self) -> Item | None:
        """What is looked at; None at the end."""
        return self.queue[self.at] if self.at < len(self.queue) else None

    @property
    def entry(self) -> Entry | None:
        """The entry that is looked at; None at the end."""
        return self.entry_of(self.item) if self.item else None

    @property
    def decided(self) -> frozenset[Item]:
        """What was decided on."""
        return frozenset(change.item for change in self.history)

    @property
    def neighbours(self) -> tuple[Entry | None, Entry | None]:
        """The entries before and after the one that is looked at, in document order."""
        found = list(_entries(self.catalogues[self.item.catalogue])) if self.item else []
        at = next((at for at, entry in enumerate(found) if self.item and entry.source == self.item.source), None)
        if at is None:
            return None, None
        return (found[at - 1] if at else None), (found[at + 1] if at + 1 < len(found) else None)

    def entry_of(self, item: Item) -> Entry | None:
        """The entry of an item; None where its catalogue has it no more."""
        return next((entry for entry in _entries(self.catalogues[item.catalogue]) if entry.source == item.source), None)


def start(catalogues: Mapping[str, Catalogue], *, everything: bool = False) -> Session:
    """A review of the entries that wait for a person, or of `everything`, in order."""
    queue = [
        Item(name, entry.source)
        for name, catalogue in catalogues.items()
        for entry in _entries(catalogue)
        if everything or entry.state in NEEDY
    ]
    return Session(catalogues, tuple(queue))


def decide(session: Session, decision: Decision) -> Session:
    """The review after a decision: an accepted or edited entry is reviewed, and the next undecided one is looked at.

    `skip` leaves an entry as it is and goes there, too; `next` and `back` go one step. Raises ValueError for a text
    that no entry can have: an empty one.
    """
    match decision.act:
        case Act.ACCEPT | Act.EDIT:
            return _decided(session, decision)
        case Act.SKIP:
            return _onward(session)
        case Act.NEXT:
            return replace(session, at=min(session.at + 1, len(session.queue)))
        case Act.BACK:
            return replace(session, at=max(session.at - 1, 0))
        case Act.UNDO:
            return _undone(session)


def reloaded(session: Session, name: str, catalogue: Catalogue) -> Session:
    """The review with a catalogue as it is on disk now; what it has no more leaves the queue."""
    known = {entry.source for entry in _entries(catalogue)}
    stays = [item.catalogue != name or item.source in known for item in session.queue]
    return replace(
        session,
        catalogues={**session.catalogues, name: catalogue},
        queue=tuple(item for item, kept in zip(session.queue, stays, strict=True) if kept),
        at=sum(stays[: session.at]),
    )


def forgotten(session: Session) -> Session:
    """The review with its last decision out of reach, looking at its entry."""
    last = session.history[-1].item
    at = session.queue.index(last) if last in session.queue else session.at
    return replace(session, at=at, history=session.history[:-1])


def _entries(catalogue: Catalogue) -> Iterator[Entry]:
    return (entry for entry in catalogue.live if not entry.foreign)


def _decided(session: Session, decision: Decision) -> Session:
    item, before = session.item, session.entry
    if item is None or before is None:
        return session
    after = reviewed(before, before.translation if decision.act is Act.ACCEPT else decision.text)
    changed = _with_entry(session, item, before, after)
    return _onward(replace(changed, history=(*session.history, Change(item, before, after))))


def _undone(session: Session) -> Session:
    if not session.history:
        return session
    last = session.history[-1]
    now = session.entry_of(last.item)
    return forgotten(_with_entry(session, last.item, now, last.before) if now else session)


def _with_entry(session: Session, item: Item, old: Entry, new: Entry) -> Session:
    catalogue = session.catalogues[item.catalogue]
    entries = [new if entry is old else entry for entry in catalogue.entries]
    return replace(session, catalogues={**session.catalogues, item.catalogue: with_entries(catalogue, entries)})


def _onward(session: Session) -> Session:
    """The review looking at the next entry that nothing was decided on."""
    decided = session.decided
    later = range(session.at + 1, len(session.queue))
    return replace(session, at=next((at for at in later if session.queue[at] not in decided), len(session.queue)))


# --- What changed in a source

_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|\s+|[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+|\W")
"""Words, blanks and signs; Chinese and Japanese characters one by one."""


class Part(StrEnum):
    """What became of a part of a text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


def difference(old: str, new: str) -> tuple[tuple[Part, str], ...]:
    """How one text became another, word by word: its parts in order."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    found: list[tuple[Part, str]] = []
    for kind, start_before, end_before, start_after, end_after in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            found.append((Part.SAME, "".join(after[start_after:end_after])))
            continue
        gone, fresh = "".join(before[start_before:end_before]), "".join(after[start_after:end_after])
        found += [(part, text) for part, text in ((Part.GONE, gone), (Part.NEW, fresh)) if text]
    return tuple(found)
