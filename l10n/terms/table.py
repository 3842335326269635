"""The glossary, `glossary.csv`: words of the source language and what becomes of them in each locale.

A table in UTF-8 with a header row. Its columns are `source`, one per locale (`ru`), one per locale for what is wrong
there (`ru:forbidden`), `do-not-translate`, `case`, `pos`, `note`; other columns are their owner's own. Several words of
one cell are parted by `|`, the preferred one first.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from l10n.errors import InputError, UsageError
from l10n.locales import locale
from l10n.parsing import readable
from l10n.store import Border, read
from l10n.terms.term import Term, Variants

_KEEP, _CASE, _POS, _NOTE, _SOURCE = "do-not-translate", "case", "pos", "note", "source"
_OWN = frozenset({_SOURCE, _KEEP, _CASE, _POS, _NOTE})
_FORBIDDEN = ":forbidden"
_YES = frozenset({"yes", "true", "1", "x"})
_NO = frozenset({"no", "false", "0", ""})


def rows(path: Path) -> tuple[Term, ...]:
    """The terms of a glossary in the order of its rows; none where there is no such file.

    Raises InputError, with the line where one is known, for a file that is unreadable or not UTF-8, a header without
    `source`, a row without a source or with more cells than the header, a source named twice, an unclear yes or no,
    a word that is both a translation and forbidden.
    """
    try:
        text = read(path, Border(path.parent)).decode("utf-8-sig")
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise InputError(path, "not UTF-8; save the glossary as “CSV UTF-8”", line=line) from error
    except OSError as error:
        raise InputError(path, f"cannot be read: {error.strerror}") from error
    with readable(path, "damaged"):
        return tuple(_terms(path, _cells(path, text.replace("\r\n", "\n").replace("\r", "\n"))))


def _cells(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with anything in them, each with the line it begins at; cells without the blanks around them."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for row in reader:
            cells = [unicodedata.normalize("NFC", cell.strip()) for cell in row]
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(path, f"damaged row: {error}; are its quotation marks closed?", line=line) from error


def _terms(path: Path, rows: Iterator[tuple[int, list[str]]]) -> Iterator[Term]:
    line, header = next(rows, (1, []))
    columns = _columns(path, line, header)
    first: dict[str, int] = {}
    for line, row in rows:
        if len(row) > len(header) and any(row[len(header) :]):
            raise InputError(path, "more cells than the header has; put a cell with commas in quotes", line=line)
        cells = {column: cell for column, cell in zip(columns, row, strict=False) if column}
        source = cells.get(_SOURCE, "")
        if not source:
            raise InputError(path, "no `source`; give the row its term or delete it", line=line)
        if source in first:
            raise InputError(path, f"{source!r} stands in line {first[source]} already; keep one of them", line=line)
        first[source] = line
        yield _term(path, line, cells)


def _columns(path: Path, line: int, header: Sequence[str]) -> list[str]:
    """What each column is: one of ours, the tag of a locale, or `""` for one that we do not know. None comes twice."""
    columns = [_column(name) for name in header]
    if _SOURCE not in columns:
        near = get_close_matches(_SOURCE, [name.lower() for name in header], n=1, cutoff=0.5)
        advice = f"; is it the column {near[0]!r}?" if near else "; it names the words to look for"
        raise InputError(path, f"no column `source` in the header{advice}", line=line)
    for name in header:
        stem, colon, end = name.rpartition(":")
        if colon and not name.lower().endswith(_FORBIDDEN) and get_close_matches(end, [_FORBIDDEN[1:]], cutoff=0.8):
            raise InputError(path, f"no column {name!r}; is it {stem + _FORBIDDEN!r}?", line=line)
    for column in filter(None, columns):
        if columns.count(column) > 1:
            raise InputError(path, f"two columns for {column!r}; keep one of them", line=line)
    return columns


def _column(name: str) -> str:
    lower = name.lower()
    if lower in _OWN:
        return lower
    stem = name[: -len(_FORBIDDEN)].rstrip() if lower.endswith(_FORBIDDEN) else name
    try:
        return locale(stem).tag + (_FORBIDDEN if stem != name else "")
    except UsageError:
        return ""


def _term(path: Path, line: int, cells: Mapping[str, str]) -> Term:
    targets, forbidden = _variants(cells, forbidden=False), _variants(cells, forbidden=True)
    for tag, words in forbidden.items():
        if both := [word for word in words if word in targets.get(tag, ())]:
            raise InputError(path, f"{both[0]!r} is both wanted and forbidden; keep it in one column", line=line)
    return Term(
        source=cells[_SOURCE],
        targets=targets,
        forbidden=forbidden,
        keep=_flag(path, line, _KEEP, cells),
        case_sensitive=_flag(path, line, _CASE, cells),
        note=cells.get(_NOTE, ""),
        pos=cells.get(_POS, ""),
    )


def _variants(cells: Mapping[str, str], *, forbidden: bool) -> Variants:
    """The words of each locale's cell, by its tag."""
    chosen = {
        column.removesuffix(_FORBIDDEN): _words(cell)
        for column, cell in cells.items()
        if column not in _OWN and column.endswith(_FORBIDDEN) is forbidden
    }
    return MappingProxyType({tag: words for tag, words in chosen.items() if words})


def _words(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in cell.split("|") if word.strip()))


def _flag(path: Path, line: int, column: str, cells: Mapping[str, str]) -> bool:
    written = cells.get(column, "")
    if written.lower() not in _YES | _NO:
        raise InputError(path, f"`{column}` is {written!r}; write yes or no", line=line)
    return written.lower() in _YES
