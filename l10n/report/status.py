"""Counts by article and locale: a table, JSON, Markdown, a badge."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from html import escape

from l10n.columns import columns, padded, shortened, visible
from l10n.layout import Stray
from l10n.status import Counts, Extraction, Row, totals

SCHEMA = "l10n-status/2"
"""What `status.schema.json` describes: fields may come to it; one that goes or changes makes the next number."""
_BAR = 10
_PERCENT = 4
_LEAST_NAME = 16
"""Columns that an article's name keeps in a narrow terminal."""
_NUMBERS: Sequence[tuple[str, Callable[[Counts], int]]] = (
    ("reviewed", lambda counts: counts.reviewed),
    ("machine", lambda counts: counts.machine),
    ("unfinished", lambda counts: counts.unfinished),
    ("outdated", lambda counts: counts.outdated),
    ("missing", lambda counts: counts.missing),
)


def table(rows: Sequence[Row], *, width: int) -> str:
    """A line for each article and locale, then one for each locale; at most `width` columns where that is possible.

    Names are shortened for it, to 16 columns at least; then the bars go.
    """
    if not rows:
        return "No articles or no locales yet: put articles into the folder, and name locales in l10n.toml.\n"
    rows = [replace(row, article=visible(row.article), locale=visible(row.locale)) for row in rows]
    shown = [*rows, *(totals(rows) if len({row.article for row in rows}) > 1 else ())]
    locale_width = max(len("locale"), *(columns(row.locale) for row in shown))
    rest = 2 + locale_width + 2 + _PERCENT + sum(len(name) + 2 for name, _ in _NUMBERS)
    longest = max(len("article"), *(columns(row.article) for row in shown))
    bar = _BAR if width >= rest + _BAR + 1 + min(longest, _LEAST_NAME) else 0
    rest += bar + 1 if bar else 0
    name_width = min(longest, max(_LEAST_NAME, width - rest))
    shape = _Shape(name_width, locale_width, bar)
    heading = [padded("article", name_width), padded("locale", locale_width), " " * shape.share]
    lines = ["  ".join([*heading, *(name for name, _ in _NUMBERS)])]
    lines += [_line(row, shape) for row in rows]
    if len(shown) > len(rows):
        lines += ["", *(_line(row, shape) for row in shown[len(rows) :])]
    return "\n".join(line.rstrip() for line in lines) + "\n"


_NOTES: Mapping[Extraction, str] = {
    Extraction.NOT_EXTRACTED: "not extracted: run `l10n extract`",
    Extraction.CATALOGUE_UNREADABLE: "its catalogue is unreadable",
    Extraction.ARTICLE_UNREADABLE: "the article is unreadable",
}
"""What stands in the place of a share that nobody knows."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """The columns of a table, in columns of a terminal."""

    name: int
    locale: int
    bar: int
    """0: there is no room for one."""

    @property
    def share(self) -> int:
        """Of the bar and the percentage."""
        return self.bar + 1 + _PERCENT if self.bar else _PERCENT


def _line(row: Row, shape: _Shape) -> str:
    start = [padded(shortened(row.article, shape.name), shape.name), padded(row.locale, shape.locale)]
    numbers = [str(number(row.counts)).rjust(len(name)) for name, number in _NUMBERS]
    if row.extraction is Extraction.EXTRACTED:
        return "  ".join([*start, _share(row.counts, shape.bar), *numbers])
    place = "  ".join([" " * shape.share, *(" " * len(number) for number in numbers[:-1])])
    return "  ".join([*start, padded(_NOTES[row.extraction], len(place)), numbers[-1]])


def _share(counts: Counts, bar: int) -> str:
    full = counts.percent * bar // 100 if counts.total else 0
    percent = f"{_percent(counts):>{_PERCENT}}"
    return f"{'█' * full}{'░' * (bar - full)} {percent}" if bar else percent


def _percent(counts: Counts) -> str:
    """A dash where there is nothing to review."""
    return f"{counts.percent}%" if counts.total else "–"


def as_json(rows: Sequence[Row], strays: Sequence[Stray] = ()) -> str:
    """The counts for other programs; the schema's version changes when a field does."""
    return json.dumps(
        {
            "schema": SCHEMA,
            "articles": [_as_fields(row) for row in rows],
            "locales": [{"locale": row.locale, **_count_fields(row.counts)} for row in totals(rows)],
            "strays": [
                {
                    "path": each.shown,
                    "rule": str(each.kind),
                    "locale": each.locale,
                    "message": each.message,
                    "hint": each.hint,
                }
                for each in strays
            ],
        },
        indent=2,
        ensure_ascii=False,
    )


def _as_fields(row: Row) -> dict[str, object]:
    return {
        "article": row.article,
        "locale": row.locale,
        "extraction": str(row.extraction),
        **_count_fields(row.counts),
    }


def _count_fields(counts: Counts) -> dict[str, object]:
    derived = {"outdated_replaced": counts.outdated_replaced, "total": counts.total}
    return {**asdict(counts), "origins": dict(counts.origins), **derived}


def markdown(rows: Sequence[Row]) -> str:
    """A table for a pull request or a wiki."""
    names = [name for name, _ in _NUMBERS]
    lines = [f"| article | locale | done | {' | '.join(names)} |", "|---|---|---:|" + "---:|" * len(names)]
    lines += [_markdown_line(row) for row in (*rows, *totals(rows))]
    return "\n".join(lines) + "\n"


def _markdown_line(row: Row) -> str:
    done = _percent(row.counts) if row.extraction is Extraction.EXTRACTED else row.extraction.replace("-", " ")
    numbers = " | ".join(str(number(row.counts)) for _, number in _NUMBERS)
    return f"| {_cell(row.article)} | {_cell(row.locale)} | {done} | {numbers} |"


def _cell(name: str) -> str:
    """A name as it is: no markup, no HTML, no end of the cell (CommonMark 0.31, section 2.4; GFM, section 4.10)."""
    return re.sub(r"([\\`*\[\]<>&|~!]|(?<![^\W_])_|_(?![^\W_]))", r"\\\1", visible(name))


_LABEL = "reviewed"
_COLOURS: Sequence[tuple[int, str]] = ((100, "#2e7d32"), (80, "#8a6d00"), (0, "#b3261e"))
_NO_COLOUR = "#555555"
"""Where there is nothing to review, nothing is done."""


def badge(rows: Sequence[Row]) -> str:
    """An SVG image that says how much is reviewed, over all articles and locales."""
    counts = sum((row.counts for row in totals(rows)), Counts())
    colour = next(colour for least, colour in _COLOURS if counts.percent >= least) if counts.total else _NO_COLOUR
    text = escape(_percent(counts), quote=False)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="104" height="20" role="img" '
        f'aria-label="{_LABEL}: {text}"><title>{_LABEL}: {text}</title>'
        f'<rect width="62" height="20" fill="#444"/><rect x="62" width="42" height="20" fill="{colour}"/>'
        '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">'
        f'<text x="31" y="14">{_LABEL}</text><text x="83" y="14">{text}</text></g></svg>\n'
    )
