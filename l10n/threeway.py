"""Two branches' catalogues merged entry by entry, so that no translator ever meets a conflict marker.

What one side changed is taken; where both did, a person's work goes before a draft and a reviewed text before any
other. Two people who disagree leave a decision: our text is made fuzzy and theirs is kept in a comment, so that a check
fails until somebody decides.
Laws: what only one side changed is that side's; equal changes are no change more; no text that a person wrote on either
side since they parted is lost; gettext accepts the result.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from l10n.catalogue import (
    FORMER,
    UTF8,
    Catalogue,
    Entry,
    State,
    combined,
    outdated,
    retired,
    with_entries,
    with_field,
)
from l10n.merge import without_twins

_Key = tuple[str | None, str]
_Entries = Mapping[_Key, Entry]


def merge_branches(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> Catalogue:
    """What `ours` and `theirs` made of `base`, in one catalogue; for templates, too.

    An entry that one side lost and the other changed becomes obsolete if it has a text or a translator's comment, else
    it goes. A sentence that one side rewrote takes along what the other did to its translation meanwhile. New entries
    stand between the neighbours that they had, ours before theirs.
    """
    if ours == base and ours.newline == theirs.newline:
        return theirs
    if theirs in {base, ours}:
        return ours
    header = _header(base, ours, theirs)
    old, mine, other = (_by_key(catalogue) for catalogue in (base, ours, theirs))
    old, other = _followed(mine, old, other)
    old, mine = _followed(other, old, mine)
    merged = {key: _merged(old.get(key), mine.get(key), other.get(key)) for key in {**mine, **other}}
    entries = [entry for key in _order(old, mine, other) if (entry := merged[key]) is not None]
    return with_entries(header, _in_line_ends_of(ours, theirs, entries))


def undecided(merged: Catalogue, ours: Catalogue, theirs: Catalogue) -> tuple[Entry, ...]:
    """The entries of a merged catalogue that have a second text since, and wait for a decision."""
    known = {line for side in (ours, theirs) for entry in side.entries for line in entry.comments}
    return tuple(
        entry
        for entry in merged.live
        if entry.fuzzy and any(line.startswith(FORMER) and line not in known for line in entry.comments)
    )


def _by_key(catalogue: Catalogue) -> _Entries:
    return {entry.key: entry for entry in without_twins(catalogue.entries)}


def _in_line_ends_of(ours: Catalogue, theirs: Catalogue, entries: Iterable[Entry]) -> list[Entry]:
    """The entries, those of a file with other line ends to be formatted anew."""
    if ours.newline == theirs.newline:
        return list(entries)
    known = {id(entry) for entry in ours.entries}
    return [entry if id(entry) in known else replace(entry, raw="", gap="") for entry in entries]


# --- Sentences that one side rewrote


def _followed(side: _Entries, base: _Entries, other: _Entries) -> tuple[_Entries, _Entries]:
    """`base` and `other` as if they had rewritten the sentences that `side` did: changes meet in one entry."""
    for entry in side.values():
        former = (None, entry.previous or "")
        rewritten = entry.state is State.OUTDATED and not entry.foreign and former not in side
        if rewritten and former in base and entry.key not in base:
            if entry.key in other:
                base = _renamed(base, former, entry.source)
            elif former in other and _may_be_rewritten(other[former]):
                base, other = _renamed(base, former, entry.source), _renamed(other, former, entry.source)
    return base, other


def _renamed(entries: _Entries, former: _Key, source: str) -> _Entries:
    """The entries with one outdated by a new source; without it where it has no person's text to be outdated."""
    found = {}
    for key, entry in entries.items():
        if key != former:
            found[key] = entry
        elif _may_be_rewritten(entry):
            found[None, source] = outdated(entry, source)
    return found


def _may_be_rewritten(entry: Entry) -> bool:
    return entry.human and not entry.obsolete and not entry.foreign


# --- One entry


def _merged(base: Entry | None, ours: Entry | None, theirs: Entry | None) -> Entry | None:
    if theirs in {ours, base}:
        return ours
    if ours == base:
        return theirs
    if ours is None or theirs is None:
        return _left(ours or theirs)
    return combined(base, ours, theirs)


def _left(changed: Entry | None) -> Entry | None:
    """An entry that one side changed and the other lost."""
    if changed is None or not (changed.foreign or changed.translation or changed.comments):
        return None
    return retired(changed)


# --- Where entries stand


def _order(base: _Entries, ours: _Entries, theirs: _Entries) -> list[_Key]:
    """All keys: in the order of the side that moved entries, ours if both did; the other's own among their neighbours.

    Where both have new entries at one place, ours come first.
    """
    common = {key: None for key in base if key in ours and key in theirs}
    if [key for key in ours if key in common] == list(common):
        return _behind(list(theirs), list(ours))
    return _behind(list(ours)[::-1], list(theirs)[::-1])[::-1]


def _behind(frame: Sequence[_Key], others: Sequence[_Key]) -> list[_Key]:
    """The keys of `frame`, each followed by those of `others` alone that stand behind it there."""
    known = set(frame)
    front: list[_Key] = []
    behind: dict[_Key, list[_Key]] = {key: [] for key in frame}
    place = front
    for key in others:
        if key in known:
            place = behind[key]
        else:
            place.append(key)
    return [*front, *(each for key in frame for each in (key, *behind[key]))]


# --- The header


def _header(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> Catalogue:
    """Our catalogue with the merged header: of a field that both changed, the value of the side saved later."""
    old, mine, other = base.header, ours.header, theirs.header
    if mine is None or other is None:
        return replace(ours, header=mine or other)
    if mine == old:
        ours = replace(ours, header=other)
    elif other not in {mine, old}:
        # Its fields are merged by name, the rest of it as in any entry.
        since = old and replace(old, translation=mine.translation)
        rest = combined(since, mine, replace(other, translation=mine.translation, raw=""))
        ours = _with_fields(base, replace(ours, header=rest), theirs)
    return _in_one_charset(ours, theirs)


def _with_fields(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> Catalogue:
    known = {name.lower() for name, _ in ours.fields}
    later = _saved(theirs) > _saved(ours)
    for name, value in theirs.fields:
        changed = value != base.field(name)
        if changed and (later or name.lower() not in known or ours.field(name) == base.field(name)):
            ours = with_field(ours, name, value)
    return ours


def _saved(catalogue: Catalogue) -> datetime:
    """When an editor saved a catalogue last, as its header says."""
    try:
        return datetime.strptime(catalogue.field("PO-Revision-Date"), "%Y-%m-%d %H:%M%z")
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


def _in_one_charset(ours: Catalogue, theirs: Catalogue) -> Catalogue:
    """Our catalogue in the charset of both, UTF-8 where they differ."""
    if ours.charset == theirs.charset:
        return ours
    content_type = f"text/plain; charset={UTF8}"
    return replace(with_field(ours, "Content-Type", content_type), charset=UTF8)
