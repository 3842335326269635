"""Merging what extraction found today into yesterday's catalogue, so that no person's work is lost.

Laws: merging twice is merging once; a translation that a person wrote is live or obsolete afterwards; gettext accepts
the result.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from l10n.catalogue import (
    CHANGE,
    MACHINE,
    Catalogue,
    Entry,
    State,
    carried,
    held,
    outdated,
    restored,
    retired,
    revived,
    with_entries,
    with_former,
    with_notes,
)
from l10n.change import ChangeKind, change, is_edit
from l10n.similarity import parted, similar

ALIKE = 65.0
"""How alike two sentences must be (0 to 100) for one to be the other, edited.

Of the pairs of different sentences on one page of Python's manual, 0.7 % reach it, and 1.3 % reach 55."""
SAME_PLACE = 10.0
"""What standing between the same two unchanged sentences adds to the likeness."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A segment as extraction found it; in document order."""

    source: str
    notes: tuple[str, ...] = ()
    """What a translator must know, a line each."""
    reference: str = ""
    """Where it stands: the article's path, with `:line` if the project asks for it."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How edited sentences are treated."""

    language: str = "en"
    """Of the articles, as Argos names it."""
    keep_cosmetic: bool = True
    """Whether a reviewed translation stays reviewed when its sentence says the same in other letters."""


def merge(old: Catalogue, wanted: Sequence[Wanted], manner: Manner = Manner()) -> Catalogue:
    """The catalogue with an entry for each wanted segment, in their order, and everything else obsolete.

    A sentence finds its entry by its text, live before obsolete but a person's work before a draft; an edited one by
    likeness, which makes that entry outdated. Segments of one text share the first one's entry. Entries that did not
    change keep their bytes. Left over, an entry with a text or a translator's comment becomes obsolete, one without is
    dropped; entries with a context or a plural, which extraction does not make, are retired whatever they hold. Broken
    entries stay where they are, except second entries of a sentence in which no person wrote anything; a sentence that
    one may be of gets no other entry until it is mended.
    """
    damaged = held(old, [segment.source for segment in wanted])
    found = tuple(segment for segment in _distinct(wanted) if segment.source not in damaged)
    entries = [entry for entry in old.entries if not _is_spare(entry)]
    same = _same(entries, found)
    origins = {**same, **_edited(entries, found, same, manner.language)}
    live = [_entry(segment, entries, origins.get(at), manner) for at, segment in enumerate(found)]
    return with_entries(old, without_twins(_placed(entries, live, origins)))


def rewritten(old: Sequence[Entry], sources: Sequence[str]) -> dict[str, str]:
    """The sentences of a version that are edited ones of an older version, as a merge finds them: new, and former."""
    found = _distinct([Wanted(source) for source in sources])
    pairs = _edited(old, found, _same(old, found), Manner().language)  # git says nothing of the articles' language
    return {found[at].source: old[origin].source for at, origin in pairs.items()}


def _distinct(wanted: Sequence[Wanted]) -> tuple[Wanted, ...]:
    first: dict[str, Wanted] = {}
    for segment in wanted:
        first.setdefault(segment.source, segment)
    return tuple(segment for source, segment in first.items() if source)


def _is_spare(entry: Entry) -> bool:
    """Whether it is a second entry of its sentence that nobody would miss."""
    untouched = not entry.human and all(line.startswith(MACHINE) for line in entry.comments)
    return bool(entry.broken and entry.source) and untouched


def _entry(segment: Wanted, old: Sequence[Entry], origin: int | None, manner: Manner) -> Entry:
    references = (segment.reference,) if segment.reference else ()
    if origin is None:
        return with_notes(Entry(segment.source), segment.notes, references)
    entry = _edited_entry(revived(old[origin]), segment.source, manner)
    if entry.state is not State.OUTDATED:
        return with_notes(entry, segment.notes, references)
    return with_notes(entry, (*segment.notes, *_change_note(entry, old[origin], manner)), references)


def _change_note(entry: Entry, before: Entry, manner: Manner) -> tuple[str, ...]:
    """How the sentence of an outdated entry was edited; what was noted `before` where a tool dropped the old source."""
    if entry.previous is not None:
        return (f"{CHANGE}{change(entry.previous, entry.source, manner.language)}",)
    return tuple(note for note in before.notes if note.startswith(CHANGE) and before.source == entry.source)


def _edited_entry(entry: Entry, source: str, manner: Manner) -> Entry:
    """The entry for its sentence as it is now; where only letters changed, and the project wants it, still reviewed."""
    if entry.source == source:
        return entry
    if entry.state is State.OUTDATED and entry.previous is None:  # a tool dropped it: nothing to compare with
        return outdated(entry, source)
    translated = entry.previous if entry.state is State.OUTDATED and entry.previous is not None else entry.source
    if not manner.keep_cosmetic or change(translated, source, manner.language).kind is not ChangeKind.COSMETIC:
        return outdated(entry, source)
    kept = restored(entry) if entry.state is State.OUTDATED else entry
    return carried(kept, source) if kept.state in _CARRIED else outdated(entry, source)


_CARRIED = frozenset({State.REVIEWED, State.UNFINISHED})


# --- Which old entry a segment has, by index


def _same(old: Sequence[Entry], found: Sequence[Wanted]) -> dict[int, int]:
    """The segments whose text an old entry has: among twins a person's, then a translated, then a live one."""
    best: dict[str, int] = {}
    for at, entry in enumerate(old):
        if not entry.foreign and (entry.source not in best or entry.rank < old[best[entry.source]].rank):
            best[entry.source] = at
    return {at: best[segment.source] for at, segment in enumerate(found) if segment.source in best}


def _edited(old: Sequence[Entry], found: Sequence[Wanted], same: Mapping[int, int], language: str) -> dict[int, int]:
    """The segments that are an old sentence rewritten, or one that came back as its translation has it; best first."""
    kept = {old[at].source for at in same.values()}
    left = [at for at, entry in enumerate(old) if _may_be_edited(entry) and entry.source not in kept]
    fresh = [at for at in range(len(found)) if at not in same]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, segment, origin in sorted(_likeness(old, found, same, fresh=fresh, left=left)):
        is_open = segment not in pairs and origin not in taken
        if is_open and _is_edit(old[origin], found[segment].source, language):
            pairs[segment] = origin
            taken.add(origin)
    return pairs


def _is_edit(entry: Entry, source: str, language: str) -> bool:
    """Whether a sentence may be the entry's, edited: letters alone do not tell.

    `Select all bulletins` has most letters of `Delete stale bulletins`.
    """
    return any(is_edit(text, source, language) for text in _texts(entry))


def _may_be_edited(entry: Entry) -> bool:
    return entry.human and entry.live and not entry.foreign


def _likeness(
    old: Sequence[Entry], found: Sequence[Wanted], same: Mapping[int, int], *, fresh: Sequence[int], left: Sequence[int]
) -> list[tuple[float, int, int]]:
    """The pairs that are alike by their letters as (rank, segment, old entry): the lower the rank, the likelier."""
    if not fresh or not left:
        return []
    place_of_segment, place_of_entry = _places(old, found, same)
    origins, texts = zip(*((at, text) for at in left for text in _texts(old[at])), strict=True)
    pairs = []
    for segment in fresh:
        source = found[segment].source
        for hit, likeness in similar(source, texts, least=ALIKE - SAME_PLACE):
            origin = origins[hit]
            score = likeness + SAME_PLACE * (place_of_segment[segment] == place_of_entry[origin])
            if score >= ALIKE:
                # A sentence back at the text that its translation was made for goes before any likeness.
                pairs.append((-score - 100.0 * (_back(old[origin], source)), segment, origin))
        # Behind all likeness: what was split in two, or joined to another.
        pairs += [(-share, segment, origins[hit]) for hit, share in parted(source, texts)]
    return pairs


def _texts(entry: Entry) -> tuple[str, ...]:
    """What a sentence may be alike to: the entry's source, and the one that an outdated translation was made for."""
    return (entry.source, entry.previous) if entry.previous and entry.state is State.OUTDATED else (entry.source,)


def _back(entry: Entry, source: str) -> bool:
    return entry.state is State.OUTDATED and entry.previous == source


_Place = tuple[int, int]
"""The old indices of the unchanged neighbours before and after; -1 and -2 where there is none."""


def _places(
    old: Sequence[Entry], found: Sequence[Wanted], same: Mapping[int, int]
) -> tuple[Sequence[_Place], Sequence[_Place]]:
    """Between which unchanged sentences each segment stands, and each old entry."""
    fixed = {at: origin for at, origin in same.items() if old[origin].live}
    anchors, origins = sorted(fixed), sorted(fixed.values())
    names = [fixed[anchor] for anchor in anchors]
    segments = [_between(anchors, at, names) for at in range(len(found))]
    return segments, [_between(origins, at, origins) for at in range(len(old))]


def _between(anchors: Sequence[int], at: int, names: Sequence[int]) -> _Place:
    cut = bisect_left(anchors, at)
    return (names[cut - 1] if cut else -1), (names[cut] if cut < len(names) else -2)


# --- Where entries stand


def _placed(old: Sequence[Entry], live: Sequence[Entry], origins: Mapping[int, int]) -> list[Entry]:
    """Live entries in document order with the obsolete ones among and behind them.

    An old obsolete entry stays behind the live one that it followed; where that is gone it goes to the end, and the
    newly retired come last.
    """
    front, end = -1, len(live)
    segment_of = {origin: segment for segment, origin in origins.items()}
    behind: dict[int, list[Entry]] = {}
    anchor = end if not any(entry.live for entry in old) else front
    for at, entry in enumerate(old):
        if entry.live:
            anchor = segment_of.get(at, end)
        elif at not in segment_of:
            behind.setdefault(anchor, []).append(entry)
    gone = [entry for at, entry in enumerate(old) if at not in segment_of and _is_leaving(entry)]
    placed = [*behind.get(front, ())]
    for at, entry in enumerate(live):
        placed += [entry, *behind.get(at, ())]
    return [*placed, *behind.get(end, ()), *map(retired, gone)]


def _is_leaving(entry: Entry) -> bool:
    return entry.live and (entry.foreign or bool(entry.translation or entry.comments))


def without_twins(entries: Sequence[Entry]) -> list[Entry]:
    """The entries with one of each key, as gettext demands; what a person wrote in another one becomes a comment."""
    groups: dict[tuple[str | None, str], list[Entry]] = {}
    for entry in (entry for entry in entries if not entry.broken):
        groups.setdefault(entry.key, []).append(entry)
    twins = {key: _by_claim(group) for key, group in groups.items() if len(group) > 1}
    return [
        reduce(with_former, twins[entry.key][1:], entry) if entry.key in twins and not entry.broken else entry
        for entry in entries
        if entry.broken or entry.key not in twins or entry is twins[entry.key][0]
    ]


def _by_claim(twins: Iterable[Entry]) -> list[Entry]:
    return sorted(twins, key=lambda entry: (entry.obsolete, *entry.rank))
