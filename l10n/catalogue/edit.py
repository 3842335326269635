"""Editing entries: each function returns a new entry, formatted anew when its catalogue is written.

Law: no function changes a reviewed translation but `reviewed` and `amended`, which act on a person's order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from l10n.catalogue.entry import (
    DOUBT,
    FORMER,
    FUZZY,
    KEPT,
    LEFT,
    SIGNS,
    Entry,
    Provenance,
    State,
    digest,
    drafted_for,
    without_machine,
    without_stamp,
)


def drafted(entry: Entry, translation: str, provenance: Provenance, doubts: Sequence[str] = ()) -> Entry:
    """The entry with a machine draft as its text, fuzzy, and the engine named in a comment with the draft's digest.

    `doubts`: what a translator should look at, shown as notes until somebody has.

    A text that a person wrote for an earlier source stays as a comment. Outer line ends are made the source's, and
    U+0000 and U+0004 left out, as gettext demands. Raises ValueError for an empty draft and for an entry that no
    engine may write: reviewed, unfinished, obsolete or foreign.
    """
    if entry.foreign or entry.state not in _DRAFTABLE:
        raise ValueError(f"no engine may write this entry: {entry.source!r}")
    text = _ended_like(entry.source, translation.translate(_UNWRITABLE))
    if not text.strip():
        raise ValueError(f"an empty draft for {entry.source!r}")
    former = (_former(entry.translation),) if entry.state is State.OUTDATED and entry.human else ()
    return _changed(
        entry,
        translation=text,
        flags=_with_fuzzy(entry.flags),
        notes=(*_without_doubts(entry.notes), *(_comment(DOUBT + doubt) for doubt in doubts)),
        comments=(*_said(entry), *former, _made(entry, text, provenance)),
        **_NOTHING_PREVIOUS,
    )


def adopted(entry: Entry, translation: str, others: Sequence[str] = ()) -> Entry:
    """The entry reviewed, with a translation that a person wrote elsewhere; nothing of a draft is left.

    `others`: what people wrote for it besides, kept as comments. Line ends and U+0000 as in `drafted`. Raises
    ValueError for an empty translation and for an entry that a person has worked on.
    """
    text = _ended_like(entry.source, translation.translate(_UNWRITABLE))
    if not entry.untouched or not text.strip():
        raise ValueError(f"cannot be adopted: {entry.source!r}")
    said = (line for line in _said(entry) if not line.startswith(LEFT) and line != _former(text))
    return _changed(
        entry,
        translation=text,
        flags=tuple(flag for flag in entry.flags if flag != FUZZY),
        notes=_without_doubts(entry.notes),
        comments=tuple(dict.fromkeys((*said, *map(_former, others)))),
        **_NOTHING_PREVIOUS,
    )


def with_candidates(entry: Entry, reason: str, candidates: Sequence[str]) -> Entry:
    """The entry with what people may have written for it as comments, and why none of it was adopted."""
    told = dict.fromkeys(map(_former, candidates))
    said = (line for line in entry.comments if not line.startswith(LEFT) and line not in told)
    comments = (*said, _comment(LEFT + reason), *told)
    return _changed(entry, comments=comments) if comments != entry.comments else entry


def trusted(entry: Entry, translation: str, provenance: Provenance) -> Entry:
    """The entry with what a person said of the same sentence as its text, reviewed; the comment says whence it is.

    Raises ValueError as `drafted` does.
    """
    made = drafted(entry, translation, provenance)
    return _changed(made, flags=tuple(flag for flag in made.flags if flag != FUZZY))


def with_notes(entry: Entry, notes: Sequence[str], references: Sequence[str]) -> Entry:
    """The entry with these notes and references; itself when it has them, however a tool wrapped or sorted them.

    What was doubted of a draft stays noted while nobody has touched it.
    """
    doubts = _doubts(entry.notes) if entry.state is State.MACHINE else ()
    clean = (*(line for note in notes for line in map(_comment, note.split("\n")) if line), *doubts)
    same_notes = _words(clean) == _words(entry.notes) or set(clean) == set(entry.notes)
    if same_notes and sorted(references) == sorted(entry.references):
        return entry
    return _changed(entry, notes=entry.notes if same_notes else clean, references=tuple(references))


def with_former(entry: Entry, other: Entry) -> Entry:
    """The entry with what a person wrote in `other`, where it differs, kept as comments, and with its comments."""
    known = {"", entry.translation, *entry.plurals}
    texts = [text for text in (other.translation, *other.plurals) if other.human and text not in known]
    said = dict.fromkeys((*_said(other), *map(_former, texts)))
    lines = [line for line in said if line and line not in entry.comments]
    return _changed(entry, comments=(*entry.comments, *lines)) if lines else entry


def outdated(entry: Entry, new_source: str) -> Entry:
    """The entry for a sentence that was rewritten: its text stays, fuzzy, with the source that it was made for.

    An outdated entry keeps the first such source, and when the sentence is back at it, is `restored`. Raises
    ValueError for an entry without a person's text and for an obsolete or foreign one.
    """
    if not entry.human or entry.obsolete or entry.foreign:
        raise ValueError(f"not a person's translation: {entry.source!r}")
    if new_source == entry.source:
        return entry
    if entry.state is State.OUTDATED and entry.previous is not None:
        back = new_source == entry.previous
        return restored(entry) if back else _changed(entry, source=new_source)
    if entry.state is State.OUTDATED:  # a tool dropped the source that it was made for
        return _changed(entry, source=new_source)
    return _changed(
        entry,
        source=new_source,
        flags=_with_fuzzy(entry.flags),
        comments=(*_unkept(entry), _kept(entry)),
        **{**_NOTHING_PREVIOUS, "previous": entry.source},
    )


def carried(entry: Entry, new_source: str) -> Entry:
    """The entry for a sentence that says the same in other letters: its text and its state stay.

    What was drafted for the one was drafted for the other. Raises ValueError for an entry without a person's text, and
    for an outdated, obsolete or foreign one.
    """
    if not entry.human or entry.foreign or entry.state in {State.OUTDATED, State.OBSOLETE}:
        raise ValueError(f"not a person's translation of this sentence: {entry.source!r}")
    if new_source == entry.source:
        return entry
    made = entry.provenance
    same = made is not None and made.is_for(entry.source)
    comments = drafted_for(entry.comments, new_source) if same else entry.comments
    return _changed(entry, source=new_source, comments=comments)


def restored(entry: Entry) -> Entry:
    """An outdated entry whose sentence is back as it was translated: reviewed again, if it was and nobody wrote since.

    Where a tool dropped the stamp, only an engine's own text is no person's word. Raises ValueError when it is not
    outdated.
    """
    if entry.state is not State.OUTDATED or entry.previous is None:
        raise ValueError(f"not outdated: {entry.source!r}")
    stamp = entry.stamp
    reviewed = not entry.is_as_drafted if stamp is None else stamp.reviewed and entry.is_as_stamped
    flags = tuple(flag for flag in entry.flags if flag != FUZZY) if reviewed else entry.flags
    return _changed(entry, source=entry.previous, flags=flags, comments=_unkept(entry), **_NOTHING_PREVIOUS)


def unchanged_since(entry: Entry) -> bool:
    """Whether an entry that was outdated once still has the text that it had before its source changed."""
    return entry.is_as_stamped


def retired(entry: Entry) -> Entry:
    """The entry made obsolete: the article lost its sentence. As gettext does, it loses its notes and references.

    A broken one stays as it is.
    """
    return entry if not entry.live else _changed(entry, obsolete=True, notes=(), references=())


def revived(entry: Entry) -> Entry:
    """The entry made live again, in the state that it had."""
    return _changed(entry, obsolete=False) if entry.obsolete else entry


def reviewed(entry: Entry, translation: str) -> Entry:
    """The entry with a text that a person stands for: not fuzzy, nothing previous, no doubts.

    Who drafted it stays named, so that accepted and edited drafts can be told apart. Outer line ends are made the
    source's. Raises ValueError for an empty text and for an obsolete or foreign entry.
    """
    if entry.obsolete or entry.foreign:
        raise ValueError(f"not to be reviewed here: {entry.source!r}")
    text = _ended_like(entry.source, translation.translate(_UNWRITABLE))
    if not text.strip():
        raise ValueError(f"an empty translation of {entry.source!r}")
    changed = _changed(
        entry,
        translation=text,
        flags=tuple(flag for flag in entry.flags if flag != FUZZY),
        notes=_without_doubts(entry.notes),
        comments=_unkept(entry),
        **_NOTHING_PREVIOUS,
    )
    return entry if changed == entry else changed


def amended(entry: Entry, translation: str) -> Entry:
    """The entry with its text put right, as a person asked for who saw it: it says the same, so its state stays.

    Who drafted it stays named; an outdated one is still known to be as it was before its source changed. Raises
    ValueError for an empty text and for an entry that no person had a hand in, an obsolete or a foreign one.
    """
    if not entry.human or entry.obsolete or entry.foreign or not translation.strip():
        raise ValueError(f"not to be put right: {entry.source!r}")
    changed = replace(entry, translation=_ended_like(entry.source, translation.translate(_UNWRITABLE)))
    if changed == entry:
        return entry
    if not entry.is_as_stamped and not entry.moved:
        return _changed(changed)
    return _changed(changed, comments=(*_unkept(entry), _kept_line(changed.translation, reviewed=_was_reviewed(entry))))


def combined(base: Entry | None, ours: Entry, theirs: Entry) -> Entry:
    """What two branches made of one entry of `base`, whose key all share.

    A text that one side changed is taken. Where both did, a reviewed one goes before one that a person began, and this
    before a draft; what the other person wrote stays as a comment. Two reviewed texts that differ leave ours fuzzy and
    without its draft's provenance, so that no engine may replace it. Notes, references, flags and comments are merged
    on their own.
    """
    holder, other = (ours, theirs) if _holds_text(base, ours, theirs) else (theirs, ours)
    met = base is None or _wording(base) not in {_wording(ours), _wording(theirs)}
    lost = _lost(holder, other) if met else ()
    undecided = bool(lost) and not holder.fuzzy and not other.fuzzy
    obsolete = _chosen(base.obsolete, ours.obsolete, theirs.obsolete) if base else ours.obsolete and theirs.obsolete
    flags = _merged_lines(base.flags if base else (), ours.flags, theirs.flags)
    merged = _changed(
        holder,
        obsolete=obsolete,
        flags=_with_fuzzy(flags) if holder.fuzzy or undecided else tuple(flag for flag in flags if flag != FUZZY),
        notes=() if obsolete else _combined_notes(base, ours, theirs, holder),
        references=() if obsolete else _chosen(base.references if base else None, ours.references, theirs.references),
        comments=_combined_comments(base, holder, other, lost, undecided=undecided),
    )
    return next((entry for entry in (ours, theirs) if entry == merged), merged)


def _wording(entry: Entry) -> tuple[object, ...]:
    """The text of an entry, and what it is worth."""
    previous = (entry.previous, entry.previous_context, entry.previous_plural)
    return entry.translation, entry.plural_source, entry.plurals, entry.fuzzy, *previous


def _holds_text(base: Entry | None, ours: Entry, theirs: Entry) -> bool:
    """Whether it is our text that stays."""
    if base and _wording(base) in {_wording(ours), _wording(theirs)}:
        return _wording(base) == _wording(theirs)
    return _claim(ours) >= _claim(theirs)


def _claim(entry: Entry) -> tuple[bool, bool, bool]:
    has_text = bool(entry.translation) or any(entry.plurals)
    return entry.translated and not entry.fuzzy, entry.human, has_text


def _lost(holder: Entry, other: Entry) -> tuple[str, ...]:
    """Comments that keep the other person's text."""
    texts = (other.translation, *other.plurals) if other.human else ()
    return tuple(_former(text) for text in texts if text not in {"", holder.translation, *holder.plurals})


def _combined_notes(base: Entry | None, ours: Entry, theirs: Entry, holder: Entry) -> tuple[str, ...]:
    before = _without_doubts(base.notes) if base else None
    said = _chosen(before, _without_doubts(ours.notes), _without_doubts(theirs.notes))
    return (*said, *_doubts(holder.notes))


def _combined_comments(
    base: Entry | None, holder: Entry, other: Entry, lost: Sequence[str], *, undecided: bool
) -> tuple[str, ...]:
    """The comments of both; this program's words on the entry's state are those of the text that stays."""
    ours = _said(holder) if undecided else holder.comments
    own = [line for line in ours if line not in _said(holder)]
    merged = _merged_lines((*own, *(_said(base) if base else ())), ours, (*own, *_said(other)))
    return (*merged, *(line for line in lost if line not in merged))


def _merged_lines(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """Our lines without those that they took out, then those that they added."""
    kept = [line for line in ours if line in theirs or line not in base]
    return (*kept, *(line for line in dict.fromkeys(theirs) if line not in base and line not in ours))


_T = TypeVar("_T")


def _chosen(base: _T | None, ours: _T, theirs: _T) -> _T:
    """The value of the side that changed it; ours where both did."""
    return theirs if ours == base else ours


def _doubts(notes: Sequence[str]) -> tuple[str, ...]:
    """The notes on a draft, with the lines that a tool wrapped them into: they are the last."""
    first = next((at for at, line in enumerate(notes) if line.startswith(DOUBT)), len(notes))
    return tuple(notes[first:])


def _without_doubts(notes: Sequence[str]) -> tuple[str, ...]:
    return tuple(notes[: len(notes) - len(_doubts(notes))])


_DRAFTABLE = frozenset({State.MISSING, State.MACHINE, State.OUTDATED})
_UNWRITABLE = {0: None, 4: None}
"""gettext ends a text at U+0000 and refuses U+0004, which it puts between context and msgid."""
_NOTHING_PREVIOUS: Mapping[str, None] = MappingProxyType(
    {"previous": None, "previous_context": None, "previous_plural": None}
)


def _changed(entry: Entry, **changes: object) -> Entry:
    """The entry changed, without its old text: it must be formatted."""
    changed: Entry = replace(entry, **changes, raw="")  # type: ignore[arg-type]
    return changed


def _with_fuzzy(flags: tuple[str, ...]) -> tuple[str, ...]:
    return (FUZZY, *(flag for flag in flags if flag != FUZZY))


def _words(lines: Iterable[str]) -> list[str]:
    return " ".join(lines).split()


def _comment(line: str) -> str:
    """A line fit for a comment: Lokalize deletes `, fuzzy` in them and joins lines that end in `#`."""
    return " ".join(line.split()).replace(", fuzzy", ",\N{NO-BREAK SPACE}fuzzy").rstrip("# ")


_ESCAPES = {sign: f"\\{letter}" for letter, sign in SIGNS.items()}


def _former(text: str) -> str:
    return _comment(FORMER + '"' + "".join(_ESCAPES.get(sign, sign) for sign in text) + '"')


def _kept(entry: Entry) -> str:
    return _kept_line(entry.translation, reviewed=entry.state is State.REVIEWED)


def _kept_line(translation: str, *, reviewed: bool) -> str:
    return f"{KEPT}{'reviewed' if reviewed else 'draft'} h={digest(translation)}"


def _was_reviewed(entry: Entry) -> bool:
    return entry.stamp is not None and entry.stamp.reviewed


def _made(entry: Entry, text: str, provenance: Provenance) -> str:
    return str(replace(provenance, digest=digest(text), made_for=digest(entry.source)))


def _said(entry: Entry) -> tuple[str, ...]:
    """The comments that are not this program's words on the entry's state."""
    return without_stamp(without_machine(entry.comments))


def _unkept(entry: Entry) -> tuple[str, ...]:
    return without_stamp(entry.comments)


def _ended_like(source: str, text: str) -> str:
    start, end = ("\n" * source.startswith("\n")), ("\n" * source.endswith("\n"))
    return start + text.strip("\n") + end
