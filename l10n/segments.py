"""Segments: the units that a translator sees, cut from the blocks of a document, and blocks joined from them again.

Law: the texts and gaps of a block's segments, in order, are its text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from l10n.document import WHOLE, Block, Document, Kind
from l10n.inline import Mark, cut
from l10n.locales import Locale
from l10n.segmentation import sentences


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence, heading, caption…: the source side of an entry."""

    block: int
    """The number of its block in the document."""
    text: str
    kind: Kind
    gap: str
    """The blanks between it and the next segment of its block; empty behind the last."""
    marks: tuple[Mark, ...] = ()
    note: str = ""


_NOT_IN_PO = re.compile("[\0\x04]")
"""gettext ends a text at the first and parts a context from its text by the second: such a block stays as it is."""


def segments(document: Document, *, language: str, by: str) -> tuple[Segment, ...]:
    """All segments of a document, in order.

    `language`: of the article, as Argos names it; `by`: `sentence` or `paragraph`.
    """
    return tuple(
        segment
        for number, block in enumerate(document.blocks)
        if block.words and not _NOT_IN_PO.search(block.text)
        for segment in block_segments(number, block, language, whole=by == "paragraph" or block.kind in WHOLE)
    )


def block_segments(number: int, block: Block, language: str, *, whole: bool) -> list[Segment]:
    """The segments of one block, `number` of its document: its sentences, or all of it as one."""
    if whole:
        return [Segment(number, block.text, block.kind, "", block.marks, block.note)]
    found = []
    for start, end, gap in pieces(block.text, block.marks, language):
        found.append(Segment(number, block.text[start:end], block.kind, gap, cut(block.marks, start, end), block.note))
    return found


def pieces(text: str, marks: Sequence[Mark], language: str) -> list[tuple[int, int, str]]:
    """Sentences of a text as (start, end, blanks behind it); a sentence of blanks belongs to the gap before."""
    found: list[tuple[int, int, str]] = []
    at = 0
    for sentence in sentences(text, language=language, protected=[(mark.start, mark.end) for mark in marks]):
        body = sentence.rstrip(" \t\n")
        if body or not found:
            found.append((at, at + len(body), sentence[len(body) :]))
        else:
            start, end, gap = found[-1]
            found[-1] = (start, end, gap + sentence)
        at += len(sentence)
    return found


def joined(parts: Sequence[Segment], texts: Mapping[int, str], locale: Locale) -> str:
    """The text of a block with `texts` (by position in `parts`) in place of its segments."""
    words = []
    for number, part in enumerate(parts):
        words.append(texts.get(number, part.text))
        if number + 1 < len(parts):
            both = number in texts and number + 1 in texts
            words.append(joint(part.gap, locale) if both else part.gap or " " * locale.spaced)
    return "".join(words)


def joint(gap: str, locale: Locale) -> str:
    """What stands between two translated sentences where `gap` stood: a line end stays, a blank is the language's."""
    return gap if "\n" in gap else " " * locale.spaced
