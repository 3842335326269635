"""What of a sentence is not for an engine: protected spans, and words whose translation is known without one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from l10n.figures import Range, amounts, is_half, quantity, ranges
from l10n.inline import Mark
from l10n.locales import credit_edits, find_numeric_dates, format_date
from l10n.protect import protected
from l10n.terms import designations
from l10n.translate.context import Context
from l10n.translate.frame import CREDIT, Known

_TECHNICAL = ("entity", "variable", "path", "file", "domain", "code", "option", "tag", "address", "term", "number")
"""Labels of spans in which nothing is a figure or a name."""
_NUMBER_SIGNS: Final = frozenset("−±+-")


def spans(words: str, context: Context) -> tuple[Mark | Known, ...]:
    """The protected spans of plain words and those that are known already, in order, without overlap.

    Code, addresses and terms to be kept come first; then what is known; then all else that every language writes alike.
    """
    found = protected(words, context.source, context.target, context.terms)
    governed = [each for each in _ranges(words, context) if each.text is None]
    kept = [mark for mark in found if not _is_part(words, mark, governed)]
    technical = [mark for mark in kept if mark.label.startswith(_TECHNICAL)]
    known = _disjoint(_known(words, kept, context), technical)
    rest = [mark for mark in kept if not mark.label.startswith(_TECHNICAL)]
    spans_found: list[Mark | Known] = [*technical, *known, *_free(rest, known)]
    return tuple(_put_together(words, sorted(spans_found, key=lambda span: span.start)))


def _ranges(words: str, context: Context) -> list[Range]:
    return list(ranges(words, (context.source, context.target), context.conventions))


def _is_part(words: str, mark: Mark, governed: Sequence[Range]) -> bool:
    """Whether a mark is no word of its own: half of a range that the sentence governs, or the sign of a number."""
    if any(each.start <= mark.start and mark.end <= each.end for each in governed):
        return True
    if mark.label.startswith(("quantity", "money")) and is_half(words, mark.start, mark.end):
        return True
    return words[mark.end : mark.end + 1].isdecimal() and not set(words[mark.start : mark.end]) - _NUMBER_SIGNS


def _put_together(words: str, spans: Iterable[Mark | Known]) -> Iterator[Mark | Known]:
    """The spans, those without anything between them as one: a mask that touches another is none."""
    last: Mark | Known | None = None
    for span in spans:
        if last is None:
            last = span
        elif last.end == span.start and not (_is_credit(last) or _is_credit(span)):
            last = Known(last.start, span.end, _becomes(words, last) + _becomes(words, span), span.label)
        else:
            yield last
            last = span
    if last is not None:
        yield last


def _is_credit(span: Mark | Known) -> bool:
    return span.label.startswith(CREDIT)


def _becomes(words: str, span: Mark | Known) -> str:
    return span.text if isinstance(span, Known) else words[span.start : span.end]


def _disjoint(known: Iterable[Known], taken: Sequence[Mark]) -> list[Known]:
    """What is known, the first of two that overlap, and nothing inside the marks; a credit may hold an address."""
    found: list[Known] = []
    covered = _covered(taken)
    for each in known:
        if covered.isdisjoint(range(each.start, each.end)):
            found.append(each)
            covered.update(range(each.start, each.end))
    return found


def _free(marks: Sequence[Mark], taken: Sequence[Known]) -> Iterator[Mark]:
    covered = _covered(taken)
    return (mark for mark in marks if covered.isdisjoint(range(mark.start, mark.end)))


def _covered(spans: Sequence[Mark | Known]) -> set[int]:
    return {place for span in spans for place in range(span.start, span.end)}


def _known(words: str, kept: Sequence[Mark], context: Context) -> Iterator[Known]:
    for edit in credit_edits(words, context.writing):
        yield Known(edit.start, edit.end, edit.text, f"{CREDIT} {words[edit.start : edit.end]}")
    if not context.judged:
        return
    yield from _known_figures(words, kept, context)


def _known_figures(words: str, kept: Sequence[Mark], context: Context) -> Iterator[Known]:
    languages = (context.source, context.target)
    for whole in _ranges(words, context):
        if whole.text is not None:
            yield Known(whole.start, whole.end, whole.text, f"quantity {words[whole.start : whole.end]}")
    for date in find_numeric_dates(words, context.conventions.date_order):
        yield Known(date.start, date.end, format_date(date, context.target, "short"), "date")
    for name in designations(words, context.target, context.glossary) if context.conventions.designations else ():
        yield Known(name.start, name.end, name.target, f"designation {name.source}")
    for found in amounts(words, languages, context.conventions):
        yield Known(found.start, found.end, found.text, f"money {words[found.start : found.end]}")
    for mark in kept:
        if mark.label.startswith("quantity"):
            figure = quantity(words, (mark.start, mark.end), languages, context.conventions)
            if figure is not None:
                yield Known(mark.start, mark.end, figure.text, mark.label)
