"""Segments that need no engine: datelines, and dates that stand alone in a cell, a heading or front matter."""

from __future__ import annotations

from collections.abc import Sequence

from l10n.document import PLAIN, WHOLE, Kind
from l10n.formats import Format
from l10n.inline import Lifted, lift
from l10n.locales import Edit, Writing, dateline_edits, is_moment, lone_moment_edits
from l10n.segments import Segment
from l10n.translate.context import Context
from l10n.translate.frame import edited, is_whole
from l10n.translate.native import Native


def settled(segment: Segment, form: Format, context: Context) -> str | None:
    """The translation of a dateline or a lone date in the syntax of its article; None where an engine is needed.

    Markup keeps its place: a date that it cuts in two is left as it is.
    """
    if segment.kind not in WHOLE:
        return None
    lifted = lift(segment.text, segment.marks, form.decode)
    edits = _edits(segment.kind, lifted.words, context.writing)
    if edits is None:
        return None
    new = _with(lifted, edits)
    return Native(segment.text, lifted, form, segment.kind in PLAIN).written(new)


def _edits(kind: Kind, words: str, into: Writing) -> Sequence[Edit] | None:
    if kind is Kind.DATELINE:
        return dateline_edits(words, into)
    if is_moment(words, into):
        return lone_moment_edits(words, into)
    return None


def _with(lifted: Lifted, edits: Sequence[Edit]) -> Lifted:
    for edit in sorted(edits, key=lambda each: each.start, reverse=True):
        if is_whole(lifted, edit.start, edit.end):
            lifted = edited(lifted, edit.start, edit.end, edit.text)
    return lifted
