"""Two branches' catalogues merged entry by entry, so that no translator ever meets a conflict marker.

What one side changed is taken; where both did, a person's work goes before a draft and a reviewed text before any
other. Two people who disagree leave a decision: our text is made fuzzy and theirs is kept in a comment, so that a check
fails until somebody decides.
Laws: what only one side changed is that side's, but for a person's text that it emptied or left out; equal changes are
no change more; no text that a person wrote on either side since they parted is lost; gettext accepts the result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from l10n.catalogue import (
    FORMER,
    UTF8,
    Catalogue,
    Entry,
    combined,
    retired,
    with_entries,
    with_field,
)
from l10n.merge import without_twins
from l10n.rewrites import Entries, Key, certain, followed


def merge_branches(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> Catalogue:
    """What `ours` and `theirs` made of `base`, in one catalogue; for templates, too.

    An entry that one side lost and the other changed becomes obsolete if it has a text or a translator's comment, else
    it goes. A sentence that one side rewrote takes along what the other did to its translation meanwhile. An entry that
    one side emptied or left out keeps the person's text that it had. New entries stand between the neighbours that they
    had, ours before theirs.
    """
    old, known, others = (_by_key(catalogue) for catalogue in (base, ours, theirs))
    mine, other = _unemptied(known, old), _unemptied(others, old)
    if mine is known and other is others:
        if ours == base and ours.newline == theirs.newline:
            return theirs
        if theirs in {base, ours}:
            return ours
    header = _header(base, ours, theirs)
    mine, old, other = followed(mine, old, other)
    other, old, mine = followed(other, old, mine)
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


def _by_key(catalogue: Catalogue) -> Entries:
    return {entry.key: entry for entry in without_twins(catalogue.entries)}


def _in_line_ends_of(ours: Catalogue, theirs: Catalogue, entries: Iterable[Entry]) -> list[Entry]:
    """The entries, those of a file with other line ends to be formatted anew."""
    if ours.newline == theirs.newline:
        return list(entries)
    known = {id(entry) for entry in ours.entries}
    return [entry if id(entry) in known else replace(entry, raw="", gap="") for entry in entries]


# --- What a tool left out


def _unemptied(side: Entries, base: Entries) -> Entries:
    """A side with the texts that a person wrote in `base` where it has none: no one meant to delete them.

    Some tools write only what they translated, or empty what they did not; extraction keeps every text, live or
    obsolete. Where an entry with a person's text is left out, all that are left out come back. So does the source that
    an outdated text was made for.
    """
    before = {key: entry.previous for key, entry in base.items()}
    outdated = (entry for key, entry in side.items() if entry.human and entry.previous != before.get(key))
    rewritten = {*certain(side, base).values(), *(entry.previous for entry in outdated)}
    dropped = [key for key, entry in base.items() if entry.live and key not in side and key[1] not in rewritten]
    if not any(base[key].human for key in dropped):
        dropped = []
    emptied = {
        key: _with_text(base[key], entry)
        for key, entry in side.items()
        if key in base and entry.live and base[key].live and base[key].human and _is_empty(entry)
    }
    told = {
        key: _with_previous(base[key], entry) for key, entry in side.items() if _lacks_previous(base.get(key), entry)
    }
    if not dropped and not emptied and not told:
        return side
    kept = {**side, **emptied, **told, **{key: base[key] for key in dropped}}
    return {key: kept[key] for key in _behind(list(side), [key for key in base if key in kept])}


def _lacks_previous(before: Entry | None, entry: Entry) -> bool:
    """Whether only the source that an outdated text was made for is gone: `msgmerge` drops it, and others do."""
    if before is None or before.previous is None or entry.previous is not None:
        return False
    return entry.live and entry.fuzzy and before.fuzzy and entry.translation == before.translation


def _with_previous(before: Entry, entry: Entry) -> Entry:
    filled = replace(entry, previous=before.previous, raw="")
    return before if filled == before else filled


def _is_empty(entry: Entry) -> bool:
    return not any(text.strip() for text in (entry.translation, *entry.plurals))


def _with_text(text: Entry, entry: Entry) -> Entry:
    """An entry with another one's text and state, and the comments of both."""
    comments = tuple(dict.fromkeys((*text.comments, *entry.comments)))
    filled = replace(text, notes=entry.notes, references=entry.references, comments=comments, raw="")
    return text if filled == text else filled


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


def _order(base: Entries, ours: Entries, theirs: Entries) -> list[Key]:
    """All keys: in the order of the side that moved entries, ours if both did; the other's own among their neighbours.

    Where both have new entries at one place, ours come first.
    """
    common = {key: None for key in base if key in ours and key in theirs}
    if [key for key in ours if key in common] == list(common):
        return _behind(list(theirs), list(ours))
    return _behind(list(ours)[::-1], list(theirs)[::-1])[::-1]


def _behind(frame: Sequence[Key], others: Sequence[Key]) -> list[Key]:
    """The keys of `frame`, each followed by those of `others` alone that stand behind it there."""
    known = set(frame)
    front: list[Key] = []
    behind: dict[Key, list[Key]] = {key: [] for key in frame}
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
