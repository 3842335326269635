"""Catalogues cut anew when `segmentation` changes, without losing a word that a person wrote.

A block may be one entry (its paragraph) or one for each sentence. A block keeps the cut in which people translated it
until their words can be cut anew: all sentences reviewed become the paragraph's translation, and a paragraph's reviewed
translation becomes its sentences' where it has as many.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from l10n.catalogue import MACHINE, Catalogue, Entry, State, revived, with_entries, with_former
from l10n.document import Document
from l10n.locales import Locale
from l10n.segmentation import sentences
from l10n.segments import Segment, joined, segments

_Cuts = Mapping[int, tuple[Segment, ...]]


def recut(document: Document, catalogue: Catalogue, source: Locale, target: Locale, by: str) -> Catalogue:
    """The catalogue with entries in the cut `by` (`sentence` or `paragraph`) wherever people's words allow it."""
    entries = {entry.source: entry for entry in catalogue.entries if not entry.foreign}
    added: dict[str, Entry] = {}
    for parts in _cuts(document, source).values():
        whole = document.blocks[parts[0].block].text
        if by == "paragraph" and not _reviewed(entries.get(whole)):
            added |= _paragraph(whole, parts, entries, target)
        elif by == "sentence" and (_reviewed(entries.get(whole)) or _waits(whole, parts, entries)):
            added |= _split(entries[whole], parts, entries, target)
    if not added:
        return catalogue
    kept = [entry for entry in catalogue.entries if entry.broken or entry.source not in added]
    new = [with_former(entry, entries[text]) if text in entries else entry for text, entry in added.items()]
    return with_entries(catalogue, [*kept, *new])


def localised_segments(
    document: Document, catalogue: Catalogue, source: Locale, by: str, wanted: tuple[Segment, ...]
) -> tuple[Segment, ...]:
    """`wanted` (the segments cut `by` the configuration), but in the old cut where only that has people's words."""
    entries = {entry.source: entry for entry in catalogue.entries if not entry.foreign}
    cuts = _grouped(wanted) if by == "sentence" else _cuts(document, source)
    kept = dict(_kept_cuts(document, cuts, entries, by))
    if not kept:
        return wanted
    found: list[Segment] = []
    for segment in wanted:
        if segment.block not in kept:
            found.append(segment)
        elif not found or found[-1].block != segment.block:
            found += kept[segment.block]
    return tuple(found)


def _kept_cuts(
    document: Document, cuts: _Cuts, entries: Mapping[str, Entry], by: str
) -> Iterable[tuple[int, tuple[Segment, ...]]]:
    for block, parts in cuts.items():
        whole = document.blocks[block].text
        sentences_done = any(_reviewed(entries.get(part.text)) for part in parts)
        whole_done = _reviewed(entries.get(whole))
        if by == "sentence" and whole_done and not sentences_done:
            known = document.blocks[block]
            yield block, (Segment(block, whole, known.kind, "", known.marks, known.note),)
        if by == "paragraph" and sentences_done and not whole_done:
            yield block, parts


def _cuts(document: Document, source: Locale) -> _Cuts:
    """The sentences of each block that has more than one."""
    return _grouped(segments(document, language=source.argos, by="sentence"))


def _grouped(sentences: Iterable[Segment]) -> _Cuts:
    found: dict[int, list[Segment]] = {}
    for segment in sentences:
        found.setdefault(segment.block, []).append(segment)
    return {block: tuple(parts) for block, parts in found.items() if len(parts) > 1}


def _reviewed(entry: Entry | None) -> bool:
    return entry is not None and entry.state is State.REVIEWED


def _kept(entry: Entry | None) -> bool:
    """Whether a reviewed text became obsolete: on another branch, the block was cut anew before it was reviewed."""
    return entry is not None and entry.state is State.OBSOLETE and entry.human and not entry.fuzzy


def _is_free(entry: Entry | None) -> bool:
    return entry is None or entry.untouched


def _waits(whole: str, parts: Sequence[Segment], entries: Mapping[str, Entry]) -> bool:
    """Whether a paragraph's reviewed text became obsolete, and nobody has worked on any of its sentences."""
    return _kept(entries.get(whole)) and all(_is_free(entries.get(part.text)) for part in parts)


def _paragraph(whole: str, parts: Sequence[Segment], entries: Mapping[str, Entry], target: Locale) -> dict[str, Entry]:
    free = _is_free(entries.get(whole))
    if not all(_reviewed(each) or (free and _kept(each)) for each in (entries.get(part.text) for part in parts)):
        return {}
    texts = {number: entries[part.text].translation for number, part in enumerate(parts)}
    comments = dict.fromkeys(
        line for part in parts for line in entries[part.text].comments if not line.startswith(MACHINE)
    )
    return {whole: Entry(whole, joined(parts, texts, target), comments=tuple(comments))}


def _split(entry: Entry, parts: Sequence[Segment], entries: Mapping[str, Entry], target: Locale) -> dict[str, Entry]:
    """The sentences of a paragraph's translation: those it was once joined from, or as many as its source has."""
    once = {number: entries[part.text] for number, part in enumerate(parts) if part.text in entries}
    former = {number: each.translation for number, each in once.items() if each.translated and not each.fuzzy}
    if len(former) == len(parts) and joined(parts, former, target) == entry.translation:
        return {each.source: revived(each) for each in once.values()}
    texts = [text for found in sentences(entry.translation, language=target.argos) if (text := found.strip())]
    if len(texts) != len(parts) or any(_reviewed(entries.get(part.text)) for part in parts):
        return {}
    comments = tuple(line for line in entry.comments if not line.startswith(MACHINE))
    return {part.text: Entry(part.text, text, comments=comments) for part, text in zip(parts, texts, strict=True)}
