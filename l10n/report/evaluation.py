"""What became of drafts: a table, JSON, CSV."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from l10n.columns import columns, padded, shortened, visible, visible_lines
from l10n.evaluation import Drafted, Fate, Group, Row
from l10n.overlap import available

SCHEMA = "l10n-eval/1"
_LEAST_NAME = 16
"""Columns that a group's name keeps in a narrow terminal."""
_NOTHING = "–"
_EMPTY = "No drafts yet: `l10n translate` makes some."
_LEGEND = (
    "changed: letters put in, left out or replaced, of all letters. HTER: such edits in words, of the words of the",
    "final texts. Texts are compared as written, markup included.",
)


@dataclass(frozen=True, slots=True)
class Report:
    """What is shown."""

    rows: Sequence[Row]
    drafted: Sequence[Drafted]
    by: str
    segments: bool = False
    """Whether each reviewed draft is listed, too."""
    unsearched: Sequence[str] = ()
    """Why drafts were not looked for somewhere."""
    engines: Sequence[str] = ()
    """Whose drafts there are, also those that were not asked for."""

    @property
    def listed(self) -> tuple[Drafted, ...]:
        """The reviewed drafts, where they are wanted."""
        return tuple(each for each in self.drafted if each.decided) if self.segments else ()


# --- the table


def table(report: Report, *, width: int) -> str:
    """A line for each group and locale, at most `width` columns where that is possible, and what it means."""
    if not report.drafted:
        others = ", ".join(map(visible, report.engines))
        return f"No such drafts; there are some by {others}.\n" if others else f"{_EMPTY}\n"
    parts = [[line for each in report.listed for line in _listed(each)]] if report.listed else []
    parts += [_lines(report.rows, report.by, width), [*_notes(report)]]
    return "\n".join("\n".join(lines) + "\n" for lines in parts if lines)


_COUNTS: Sequence[tuple[str, Callable[[Row], int]]] = (
    ("accepted", lambda row: row.fates[Fate.ACCEPTED]),
    ("edited", lambda row: row.fates[Fate.EDITED]),
    ("unknown", lambda row: row.unknown),
    ("untouched", lambda row: row.fates[Fate.UNTOUCHED]),
)
_OVERLAP: Sequence[tuple[str, Callable[[Row], str]]] = (
    ("chrF", lambda row: f"{row.overlap.chrf:.1f}" if row.overlap else _NOTHING),
    ("BLEU", lambda row: f"{row.overlap.bleu:.1f}" if row.overlap else _NOTHING),
)
_WORK: Sequence[tuple[str, Callable[[Row], str]]] = (
    ("changed", lambda row: f"{row.work.share:.1%}" if row.telling else _NOTHING),
    ("HTER", lambda row: f"{row.work.hter:.1%}" if row.telling else _NOTHING),
)


def _lines(found: Sequence[Row], by: str, width: int) -> list[str]:
    figures = [*(_OVERLAP if available() else ()), *_WORK]
    numbers = [[name for name, _ in (*_COUNTS, *figures)]]
    numbers += [[*(str(count(row)) for _, count in _COUNTS), *(figure(row) for _, figure in figures)] for row in found]
    widths = [max(map(columns, cells)) for cells in zip(*numbers, strict=True)]
    locales = ["locale", *(row.locale.name for row in found)]
    locale_width = max(map(columns, locales))
    names = [] if by == "locale" else [by, *(visible(str(row.group)) for row in found)]
    rest = locale_width + 2 + sum(each + 2 for each in widths)
    name_width = min(max(map(columns, names)), max(_LEAST_NAME, width - rest)) if names else 0
    starts = [padded(shortened(name, name_width), name_width) + "  " for name in names] or [""] * len(locales)
    return [
        "  ".join([start + padded(locale, locale_width), *(_right(*cell) for cell in zip(cells, widths, strict=True))])
        for start, locale, cells in zip(starts, locales, numbers, strict=True)
    ]


def _right(text: str, width: int) -> str:
    return " " * (width - columns(text)) + text


def _notes(report: Report) -> Iterator[str]:
    found = report.rows
    if any(row.telling for row in found):
        yield from _LEGEND
    elif not any(row.compared or row.unknown for row in found):
        yield "Nothing is compared yet: no draft was reviewed."
    if unknown := sum(row.unknown for row in found):
        yield f"Edited drafts that are not known any more: {unknown}. They count in no figure behind `untouched`, and"
        yield "where they are more than a fifth there is none, as the accepted ones alone would say too much."
        yield from (f"  {visible(reason)}" for reason in report.unsearched or (_NOWHERE,))
    if reworded := sum(row.fates[Fate.REWORDED] for row in found):
        yield f"Drafts reviewed after the author had changed their sentences, which count nowhere: {reworded}."
    if report.by in {"engine", "model"}:
        yield from (line for row in found if (line := _scores(row)))
    for name, signatures in _signatures(found).items():
        yield from (f"{name}: {signature}" for signature in signatures)


_NOWHERE = "neither in .l10n/drafts.sqlite nor in git's history"


def _scores(row: Row) -> str:
    """What the engine's scores foretold, for who wants to set `--min-score`."""
    means = [
        f"{mean:.2f} where they were {word}"
        for mean, word in ((row.accepted_score, "accepted"), (row.edited_score, "edited"))
        if mean is not None
    ]
    if not means:
        return ""
    start = f"{visible(str(row.group))}, {row.locale.name}: the mean score of drafts is {', '.join(means)}"
    if row.threshold is None:
        return start
    least = row.threshold
    return f"{start}; `--min-score {least.score:.2f}` leaves out {least.below}, of which {least.edited} were edited"


def _signatures(found: Iterable[Row]) -> dict[str, list[str]]:
    """The signatures of sacrebleu, once each."""
    known: dict[str, dict[str, None]] = {}
    for row in found:
        if row.overlap:
            known.setdefault("chrF", {})[row.overlap.chrf_signature] = None
            known.setdefault(f"BLEU {row.locale.name}", {})[row.overlap.bleu_signature] = None
    return {name: list(signatures) for name, signatures in known.items()}


def _listed(each: Drafted) -> Iterator[str]:
    place = visible(f"{each.path.as_posix()}:{each.entry.line}: {_origin(each)}")
    final = visible(each.entry.translation)
    if each.fate is Fate.ACCEPTED:
        yield from (f"{place}: accepted", f"  = {final}")
    elif each.work is None or each.draft is None:
        yield from (f"{place}: edited, draft unknown", f"  + {final}")
    else:
        done = each.work
        yield f"{place}: edited, {done.edits} letters ({done.share:.1%}), {done.word_edits} of {done.words} words"
        yield from (f"  - {visible(each.draft)}", f"  + {final}")


def _origin(each: Drafted) -> str:
    made = each.provenance
    return str(Group(made.engine, made.model, made.version))


# --- for other programs


def as_json(report: Report) -> str:
    """The figures for other programs; the schema's version changes when a field does."""
    fields: dict[str, object] = {
        "schema": SCHEMA,
        "by": report.by,
        "rows": [_row_fields(row) for row in report.rows],
        "unsearched": list(report.unsearched),
    }
    if report.segments:
        fields["segments"] = [_segment_fields(each) for each in report.listed]
    return json.dumps(fields, indent=2, ensure_ascii=False)


def as_csv(report: Report) -> str:
    """A line for each group and locale, or for each reviewed draft where these are wanted; the fields of the JSON."""
    found = [_segment_fields(each) for each in report.listed] if report.segments else [*map(_row_fields, report.rows)]
    names = _SEGMENT_FIELDS if report.segments else _ROW_FIELDS
    out = StringIO()
    writer = csv.DictWriter(out, list(names), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in found)
    return out.getvalue()


_FORMULA = re.compile(r"[\s\"'\u200b\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n|%]")
"""How a text begins that a spreadsheet may run (OWASP, CSV Injection), full-width characters included."""


def _cell(value: _Value) -> _Value:
    """A value as a sheet shows it: a text that could be a formula has an apostrophe before it, a number stays one."""
    if not isinstance(value, str):
        return value
    return f"'{visible_lines(value)}" if _FORMULA.match(value) else visible_lines(value)


_Value = str | int | float | None


def _rounded(number: float | None, digits: int) -> float | None:
    return None if number is None else round(number, digits)


_ROW_FIELDS: Mapping[str, Callable[[Row], _Value]] = {
    "engine": lambda row: row.group.engine or None,
    "model": lambda row: row.group.model or None,
    "version": lambda row: row.group.version or None,
    "article": lambda row: row.group.article or None,
    "locale": lambda row: row.locale.name,
    "accepted": lambda row: row.fates[Fate.ACCEPTED],
    "edited": lambda row: row.fates[Fate.EDITED],
    "unknown": lambda row: row.unknown,
    "begun": lambda row: row.fates[Fate.BEGUN],
    "untouched": lambda row: row.fates[Fate.UNTOUCHED],
    "reworded": lambda row: row.fates[Fate.REWORDED],
    "compared": lambda row: row.compared,
    "chrf": lambda row: _rounded(row.overlap.chrf if row.overlap else None, 2),
    "chrf_signature": lambda row: row.overlap.chrf_signature if row.overlap else None,
    "bleu": lambda row: _rounded(row.overlap.bleu if row.overlap else None, 2),
    "bleu_signature": lambda row: row.overlap.bleu_signature if row.overlap else None,
    "edits": lambda row: row.work.edits,
    "letters": lambda row: row.work.length,
    "changed": lambda row: _rounded(row.work.share, 4) if row.telling else None,
    "word_edits": lambda row: row.work.word_edits,
    "words": lambda row: row.work.words,
    "hter": lambda row: _rounded(row.work.hter, 4) if row.telling else None,
    "accepted_score": lambda row: _rounded(row.accepted_score, 4),
    "edited_score": lambda row: _rounded(row.edited_score, 4),
    "min_score": lambda row: row.threshold.score if row.threshold else None,
    "below_min_score": lambda row: row.threshold.below if row.threshold else None,
    "edited_below_min_score": lambda row: row.threshold.edited if row.threshold else None,
}
_SEGMENT_FIELDS: Mapping[str, Callable[[Drafted], _Value]] = {
    "file": lambda each: each.path.as_posix(),
    "line": lambda each: each.entry.line,
    "article": lambda each: each.article,
    "locale": lambda each: each.locale.name,
    "engine": lambda each: each.provenance.engine,
    "model": lambda each: each.provenance.model,
    "version": lambda each: each.provenance.version,
    "score": lambda each: each.provenance.score,
    "fate": lambda each: each.fate.value,
    "edits": lambda each: each.work.edits if each.work else None,
    "changed": lambda each: _rounded(each.work.share, 4) if each.work else None,
    "word_edits": lambda each: each.work.word_edits if each.work else None,
    "hter": lambda each: _rounded(each.work.hter, 4) if each.work else None,
    "source": lambda each: each.entry.source,
    "draft": lambda each: each.draft,
    "final": lambda each: each.entry.translation,
}


def _row_fields(row: Row) -> dict[str, _Value]:
    return {name: value(row) for name, value in _ROW_FIELDS.items()}


def _segment_fields(each: Drafted) -> dict[str, _Value]:
    return {name: value(each) for name, value in _SEGMENT_FIELDS.items()}
