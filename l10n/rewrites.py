"""Sentences that one branch rewrote while the other worked on their translations: the work goes with the sentence.

Between `base` and `side` the author made `F` into `N`, and the catalogue of `side` has `N` outdated, drafted or empty.
On `other` somebody reviewed `F`. Both branches speak of one entry, though its key differs:

    base             side              other               merged
    F = draft        N = new draft     F = reviewed text   N = that text, outdated; `#|` is F
    F = text         N = text, `#|` F  F = better text     N = better text, outdated; `#|` is F
    F = text         N = text          F = better text     N = better text (F and N say the same)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import takewhile

from l10n.catalogue import DOUBT, Entry, State, carried, outdated, with_former, with_notes
from l10n.change import ChangeKind, change
from l10n.merge import rewritten
from l10n.similarity import similar

Key = tuple[str | None, str]
Entries = Mapping[Key, Entry]
"""The entries of one version by their keys, in order."""

_COSMETIC = 70.0
"""How alike sentences are at least that say the same in other letters; below it nobody looks closer."""


def followed(side: Entries, base: Entries, other: Entries) -> tuple[Entries, Entries, Entries]:
    """The three versions as if `base` and `other` had the sentences that `side` rewrote under their new sources."""
    found, told = dict(side), certain(side, base)
    for source, former in told.items():
        found, base, other = _renamed(found, base, other, former, source)
    for source, former in _likely(found, base, other).items():
        found, base, other = _replaced(found, base, other, former, source)
    return found, base, other


def certain(side: Entries, base: Entries) -> dict[str, str]:
    """The new sources of sentences that `side` rewrote, with the former ones, as its own entries tell.

    An entry tells by its previous source, by a person's text under a source that says the same, or by the former text,
    fuzzy, where a tool dropped the previous source.
    """
    gone = {key[1]: entry for key, entry in base.items() if _has_work(entry) and not _is_live(side.get(key))}
    told: dict[str, str] = {}
    for entry in (entry for key, entry in side.items() if _has_work(entry) and key not in base):
        former = _former_by_text(entry, gone) if entry.previous is None else _former_by_name(entry, side, base)
        if former is not None and former not in told.values():
            told[entry.source] = former
    return told


def _former_by_name(entry: Entry, side: Entries, base: Entries) -> str | None:
    """Also of a sentence that was only drafted in the base: this side has reviewed it, then rewritten it."""
    key = None, entry.previous or ""
    rewritten = entry.state is State.OUTDATED and _is_live(base.get(key)) and not _is_live(side.get(key))
    return key[1] if rewritten else None


def _former_by_text(entry: Entry, gone: Mapping[str, Entry]) -> str | None:
    names = list(gone)
    alike = [names[at] for at, _ in similar(entry.source, names, least=_COSMETIC)]
    if entry.fuzzy:
        return next((name for name in alike if gone[name].translation == entry.translation), None)
    return next((name for name in alike if change(name, entry.source, "en").kind is ChangeKind.COSMETIC), None)


def _likely(side: Entries, base: Entries, other: Entries) -> dict[str, str]:
    """The new sources that nobody has translated, with the former ones, which somebody did meanwhile.

    A draft that a tool moved to a new source is kept beside.
    """
    gone = [
        entry
        for key, entry in other.items()
        if _has_work(entry) and key in base and _wording(base[key]) != _wording(entry) and not _is_live(side.get(key))
    ]
    new = [entry for key, entry in side.items() if _is_open(entry) and key not in base and key not in other]
    cut = _cut_anew([entry.source for entry in gone], [entry.source for entry in new])
    former, latter = {e.source for e in gone} - cut, {e.source for e in new} - cut
    if not former or not latter:
        return {}
    shared = {key[1] for key, entry in side.items() if entry.live and _is_live(other.get(key))}
    old = [entry for entry in other.values() if entry.live and entry.source in former | shared]
    sources = [entry.source for entry in side.values() if entry.live and entry.source in latter | shared]
    pairs = rewritten(old, sources)
    return {source: name for source, name in pairs.items() if source in latter and name in former}


def _cut_anew(gone: Iterable[str], new: Iterable[str]) -> set[str]:
    """The paragraphs that became their sentences, the sentences that became their paragraph, and these.

    Extraction cuts and joins their translations, as it knows the languages.
    """
    found: set[str] = set()
    for wholes, parts in ((set(new), set(gone)), (set(gone), set(new))):
        for whole in wholes:
            found |= _tiles(whole, parts)
    return found


def _tiles(whole: str, parts: Iterable[str]) -> set[str]:
    """A text and those that it consists of, with nothing but whitespace between; none where it does not."""
    by_length = sorted(parts, key=len, reverse=True)
    used: set[str] = set()
    rest = whole
    while rest:
        part = next((part for part in by_length if part and part != whole and rest.startswith(part)), None)
        if part is None:
            return set()
        used.add(part)
        rest = rest[len(part) :].lstrip()
    return {whole, *used}


# --- One sentence


def _renamed(
    side: dict[Key, Entry], base: Entries, other: Entries, former: str, source: str
) -> tuple[dict[Key, Entry], Entries, Entries]:
    """`base` and `other` with a sentence under its new source, as `side` has it."""
    mine, before = side[None, source], base[None, former]
    if (None, source) in other:
        return side, _with(base, former, _moved(before, mine)), other
    there = other.get((None, former))
    if there is None or not _has_work(there):
        return side, base, other
    if mine.fuzzy and mine.previous is None and before.human:  # a tool dropped it
        side[None, source] = with_notes(with_former(outdated(before, source), mine), mine.notes, mine.references)
        mine = side[None, source]
    return side, _with(base, former, _moved(before, mine)), _with(other, former, _moved(there, mine))


def _moved(entry: Entry, as_in: Entry) -> Entry | None:
    """An entry under another source, outdated where the other side's is; None without a person's text."""
    if not _has_work(entry):
        return None
    if as_in.fuzzy:
        return outdated(entry, as_in.source)
    if entry.state is State.OUTDATED:
        return replace(entry, source=as_in.source, raw="")
    return carried(entry, as_in.source)


def _replaced(
    side: dict[Key, Entry], base: Entries, other: Entries, former: str, source: str
) -> tuple[dict[Key, Entry], Entries, Entries]:
    """A draft of `side` replaced by the text that a person of `other` gave the former sentence."""
    draft = side[None, source]
    notes = tuple(takewhile(lambda note: not note.startswith(DOUBT), draft.notes))
    text = with_former(outdated(other[None, former], source), draft)
    side[None, source] = with_notes(text, notes, draft.references)
    left = side.get((None, former))
    if left is not None and (not left.human or left.translation == base[None, former].translation):
        del side[None, former]
    return side, _with(base, former, None), _with(other, former, None)


def _with(entries: Entries, former: str, entry: Entry | None) -> Entries:
    """The entries with another one in the place of a sentence, or none."""
    return {
        (entry.key if entry and key == (None, former) else key): (entry if entry and key == (None, former) else each)
        for key, each in entries.items()
        if entry or key != (None, former)
    }


def _is_live(entry: Entry | None) -> bool:
    return entry is not None and entry.live


def _is_open(entry: Entry) -> bool:
    """Whether nobody has translated its sentence as it is now."""
    return entry.untouched or (entry.moved and not entry.foreign)


def _has_work(entry: Entry) -> bool:
    """Whether a person's text may become outdated, or go with its sentence."""
    return entry.live and entry.human and not entry.foreign


def _wording(entry: Entry) -> tuple[object, ...]:
    return entry.translation, entry.fuzzy, entry.previous
