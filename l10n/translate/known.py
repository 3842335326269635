"""What of a sentence is not for an engine: protected spans, and words whose translation is known without one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.inline import Mark
from l10n.locales import credit_edits
from l10n.protect import protected
from l10n.translate.context import Context
from l10n.translate.frame import CREDIT, Known


def spans(words: str, context: Context) -> tuple[Mark | Known, ...]:
    """The protected spans of plain words and those that are known already, in order, without overlap."""
    kept = protected(words, context.source, context.target, context.terms)
    known = tuple(_credits(words, context))
    return tuple(sorted([*known, *_free(kept, known)], key=lambda span: span.start))


def _free(marks: Sequence[Mark], taken: Sequence[Known]) -> Iterator[Mark]:
    for mark in marks:
        if not any(mark.start < each.end and each.start < mark.end for each in taken):
            yield mark


def _credits(words: str, context: Context) -> Iterator[Known]:
    """The credit at the end of the words, with the blank before it."""
    edits = credit_edits(words, context.writing)
    for edit in edits:
        yield Known(edit.start, edit.end, edit.text, f"{CREDIT} {words[edit.start : edit.end]}")
