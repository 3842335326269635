"""A translation under repair: its words with their markup lifted off, what of them no rule may touch, and edits.

A rule reads a view of the words, as long as they are, in which everything that must stay as it is has become a sign
that no rule knows. It answers with repairs: changes that are made together or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, NamedTuple

from l10n.house import House, Level
from l10n.inline import OBJECT, Lifted, Wrap
from l10n.protect import prose

MASK: Final = "\ufdd0"
"""A noncharacter (Unicode 23.7) in a view for a character that must stay, and beside which blanks must stay."""


class Change(NamedTuple):
    """Characters `start:end` of the words replaced by others; of nothing, where both are one place."""

    start: int
    end: int
    new: str


Repair = tuple[Change, ...]


@dataclass(frozen=True)
class Sheet:
    """Words as a rule sees them."""

    view: str
    lifted: Lifted
    origins: tuple[int, ...]
    """For each place between characters, the place in the words as they were given; one more than characters."""
    source: Lifted
    house: House
    script: str
    """As `Locale.script`: tells Simplified Chinese from Traditional."""

    @cached_property
    def characters(self) -> frozenset[str]:
        """Those of the view."""
        return frozenset(self.view)

    def at(self, place: int) -> str:
        """The character of the view there, or nothing."""
        return self.view[place] if 0 <= place < len(self.view) else ""


Work = Callable[[Sheet], Iterator[Repair]]


@dataclass(frozen=True)
class Rule:
    """What is done about one thing."""

    name: str
    level: Level
    work: Work
    needs: tuple[str, ...] = ()
    """Texts without all of which there is nothing to do; none where any text may have work for it."""
    advises: bool = True
    """Whether its repairs say what to write; else they only name a place."""

    @cached_property
    def _signs(self) -> frozenset[str]:
        return frozenset(need for need in self.needs if len(need) == 1)

    @cached_property
    def _longer(self) -> tuple[str, ...]:
        return tuple(need for need in self.needs if len(need) > 1)

    def concerns(self, sheet: Sheet) -> bool:
        """Whether there may be work: asked first, since it is told in no time."""
        if not self.needs or not self._signs.isdisjoint(sheet.characters):
            return True
        return bool(self._longer) and any(map(sheet.view.__contains__, self._longer))

    def repairs(self, sheet: Sheet) -> tuple[Repair, ...]:
        """What the rule would do, in order, without overlap; nothing that touches what must stay."""
        if not self.concerns(sheet) or not (found := list(self.work(sheet))):
            return ()
        kept: list[Repair] = []
        taken: set[int] = set()
        for repair in sorted(found):
            spans = {place for each in repair for place in range(each.start, max(each.end, each.start + 1))}
            if repair and taken.isdisjoint(spans) and all(_may_change(sheet, each) for each in repair):
                kept.append(repair)
                taken |= spans
        return tuple(kept)


def _may_change(sheet: Sheet, change: Change) -> bool:
    covered = sheet.view[change.start : change.end]
    return MASK not in covered and OBJECT not in covered and sheet.lifted.words[change.start : change.end] != change.new


def sheet(target: Lifted, source: Lifted, house: House, script: str, keep: Collection[str] = ()) -> Sheet:
    """A translation ready for rules. `keep`: words that must stay as they are."""
    view = masked(target, source.words, keep)
    return Sheet(view, target, tuple(range(len(target.words) + 1)), source, house, script)


_COPIED = re.compile(r"[A-Za-z][!#-~ ]*")
"""A run of ASCII that begins with a letter; quotation marks are the translation's own."""
_BACKSLASHED = re.compile(r"\\[!-/:-@\[-`{-~]")
_TECHNICAL = re.compile(r"[A-Za-z_{&#@%~\\/]|рф")


def masked(target: Lifted, source: str, keep: Collection[str] = ()) -> str:
    """The words of a translation with a `MASK` for each character that must stay.

    These are addresses, code, placeholders, escapes and entities, terms to be kept, and what parts words of a run of
    Latin letters that stands in the source with the same characters.
    """
    words = target.words
    view = prose(words) if _TECHNICAL.search(words) else words
    view = "".join(MASK if new != old else new for new, old in zip(view, words, strict=True)) if view != words else view
    view = _BACKSLASHED.sub(MASK * 2, view) if "\\" in view else view
    for word in keep:
        view = view.replace(word, _hidden(word)) if word and word in view else view
    view = _COPIED.sub(lambda found: _without_gaps(found[0], source), view)
    return _addresses_masked(view, target) if OBJECT in view else view


def _without_gaps(run: str, source: str) -> str:
    end = len(run)
    while not run[end - 1].isalnum():
        end -= 1
    if run.isalnum() or run[:end].isalnum() or run[:end] not in source:
        return run
    return _hidden(run[:end]) + run[end:]


def _hidden(words: str) -> str:
    """Masks for all but Latin letters and figures, which rules know as such and never change."""
    return "".join(sign if sign.isascii() and sign.isalnum() else MASK for sign in words)


def _addresses_masked(view: str, target: Lifted) -> str:
    """Beside a bare address blanks are syntax: it ends there."""
    labels = iter([atom.label for atom in target.atoms])
    return "".join(MASK if sign == OBJECT and next(labels, "").startswith("address") else sign for sign in view)


def repaired(old: Sheet, repairs: Sequence[Repair]) -> Sheet:
    """The sheet with repairs made. Markup keeps its place around its words; what is put in stands outside of it."""
    changes = sorted(change for repair in repairs for change in repair)
    words, view = (_spliced(text, changes) for text in (old.lifted.words, old.view))
    wraps = _moved(old.lifted.wraps, changes) if old.lifted.wraps else ()
    lifted = Lifted(words, old.lifted.atoms, wraps)
    return replace(old, view=view, lifted=lifted, origins=_traced(old.origins, changes))


def _spliced(text: str, changes: Sequence[Change]) -> str:
    parts, at = [], 0
    for change in changes:
        parts += [text[at : change.start], change.new]
        at = change.end
    return "".join([*parts, text[at:]])


def _traced(origins: Sequence[int], changes: Sequence[Change]) -> tuple[int, ...]:
    found: list[int] = []
    at = 0
    for change in changes:
        found += origins[at : change.start]
        whole = origins[change.start : change.end][: len(change.new)]
        found += [*whole, *[origins[change.end]] * (len(change.new) - len(whole))]
        at = change.end
    return (*found, *origins[at:])


def _moved(wraps: Sequence[Wrap], changes: Sequence[Change]) -> tuple[Wrap, ...]:
    return tuple(
        replace(wrap, start=_place(wrap.start, changes, after=True), end=_place(wrap.end, changes, after=False))
        for wrap in wraps
    )


def _place(place: int, changes: Sequence[Change], *, after: bool) -> int:
    """Where a place is after changes; `after`: whether it is behind what is put in just there."""
    shift = 0
    for start, end, new in changes:
        if start > place or (start == place and not (start == end and after)):
            break
        if end > place:
            return start + shift + min(place - start, len(new))
        shift += len(new) - (end - start)
    return place + shift
