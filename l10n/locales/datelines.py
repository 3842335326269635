"""Datelines: who wrote it and when, in a line of its own; read in one language, written as another writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from l10n.locales.common import is_common
from l10n.locales.conventions import DEFAULTS, Conventions
from l10n.locales.dates import find_dates, find_numeric_dates, find_parts_of_dates, format_date
from l10n.locales.frames import BYLINES, LABELS, Frames, frames
from l10n.locales.people import JOINING, Named, is_agency, is_name, joints, listed
from l10n.locales.table import Locale, locale
from l10n.locales.times import MERIDIEM, format_minutes, format_time

_LONGEST_DATELINE = 120

_ZONE = r"(?:\s*(?-i:(?!BY)[A-Z]{2,4}\b)|\s*(?:UTC|GMT)?[+-]\d[\d:]*)?"
_TIME = "|".join(
    (
        rf"\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s?[ap]\.?m\b\.?)?{_ZONE}",
        rf"\d{{1,2}}(?:\.\d{{2}})?\s?[ap]\.?m\b\.?{_ZONE}",
    )
)
_ISO = r"\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?"
_MOMENT = rf"{_ISO}|\d{{1,2}}[./]\d{{1,2}}[./](?:\d{{4}}|\d{{2}})|{_TIME}"
"""ISO and numeric dates, times of day and their zones: enough to see that a line tells when."""
_MOMENTS = re.compile(rf"(?<![\w.])(?:{_MOMENT})(?!\w)", re.IGNORECASE)
_TIMES = re.compile(rf"(?<![\w.])(?:{_TIME})(?!\w)", re.IGNORECASE)

_MARKUP = re.compile(r"[*_]+|</?[a-zA-Z][^<>]*>|\]\([^()\s]*\)|\[")
_READING_TIME = re.compile(r"(?<!\d)(?P<minutes>\d{1,3})[ -]min(?:ute)?s?(?P<read> read)?(?!\w)")
_STRONG_SEPARATOR = re.compile(r"\s[•·|]\s")
_FIELD_SEPARATOR = re.compile(r"[•·|,;，、\x00]|\s[—–-]\s|(?<=\w)[—–](?=\w)")
_BETWEEN_FIELDS = re.compile(r"[•·|;\x00]|\s[—–-]\s|(?<=\w)[—–](?=\w)")
"""What parts the fields of a line; commas stand in lists of names, too."""


def is_dateline(text: str, language: str) -> bool:
    """Whether `text` is nothing but a byline, a date or a time, their labels and what separates them.

    Inline markup is looked through. A sentence with a date in it is none. `language` is any name `locale` reads.
    """
    line = _MARKUP.sub("", text).strip()
    if not line or len(line) > _LONGEST_DATELINE or "\0" in line:
        return False
    code = locale(language).language
    rest, moments = _without_moments(line, language)
    fields = [field.strip() for field in _FIELD_SEPARATOR.split(_without_labels(rest, code))]
    unsigned = bool(moments and _STRONG_SEPARATOR.search(line))
    return _only_people([field for field in fields if field], code, signed=unsigned, dated=bool(moments))


def _without_moments(line: str, language: str) -> tuple[str, int]:
    """The line with a separator, NUL, for each date and time; and how many there were."""
    for found in reversed(find_dates(line, language)):
        line = f"{line[: found.start]}\0{line[found.end :]}"
    for part in reversed([each for each in find_parts_of_dates(line, language) if each.has_day]):
        line = f"{line[: part.start]}\0{line[part.end :]}"
    line = _MOMENTS.sub("\0", line)
    moments = line.count("\0")
    return _READING_TIME.sub("\0", line), moments


def _without_labels(line: str, code: str) -> str:
    """The line without labels, which stand at its start or before a moment."""
    return _label(code).sub("\0", line)


@lru_cache(maxsize=32)
def _label(code: str) -> re.Pattern[str]:
    labels = LABELS.get(code, LABELS["en"])
    written = "|".join(f"(?P<{kind}>{label})" for kind, label in labels.items())
    return re.compile(rf"(?:\A|(?<=[\s\0]))(?:{written})\s*(?P<colon>[:：])?(?=\s*\0)", re.IGNORECASE)


def _only_people(fields: list[str], code: str, *, signed: bool, dated: bool) -> bool:
    """Whether the fields are names and nothing else: those behind a byline, or all of them where they are `signed`.

    A byline without a date must leave no doubt: `By Anna Lee`, `Автор: Анна`, but not `By Design`.
    """
    certain = dated
    for field in fields:
        opening = _byline(code).match(field)
        signed = signed or opening is not None
        names = field[opening.end() :] if opening else field
        if not signed or not all(map(is_name, JOINING.split(names))):
            return False
        if not dated and any(is_common(name, code) for name in JOINING.split(names)):
            return False
        certain = certain or " " in names or bool(opening and opening["colon"])
    return certain


@lru_cache(maxsize=32)
def _byline(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{BYLINES.get(code, BYLINES['en'])})(?:\s*(?P<colon>[:：])\s*|\s+)", re.IGNORECASE)


# --- written ---


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands in a line for its characters `start:end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Writing:
    """From which language into which, how the project writes dates, and what its glossary calls people."""

    language: str
    target: Locale
    conventions: Conventions = DEFAULTS
    named: Named = str


def dateline_edits(line: str, into: Writing) -> tuple[Edit, ...] | None:
    """What changes in a dateline (`is_dateline`) without markup when a locale writes it, in order, without overlap.

    Dates, times of twice twelve hours, bylines, labels and reading times are written anew; separators, zones, machine
    dates and names that the glossary lacks stay. None where nobody told how the locale writes bylines, and where the
    line has words that name nobody, or a time that there is not.
    """
    written = frames(into.target)
    if written is None:
        return None
    dates = list(moment_edits(line, into))
    hidden = _hidden(line, [*dates, *_fixed(line)])
    times = [(found.start(), found.end()) for found in _TIMES.finditer(hidden)]
    hidden = _hidden(hidden, [*_spans(_MOMENTS, hidden), *times])
    reading = list(_reading(hidden, written, into.target))
    hidden = _hidden(hidden, reading)
    if not all(_is_time(line, *span, into.target) for span in times):
        return None
    weekdays = {found.start for found in find_dates(line, into.language) if found.weekday}
    labels = list(_labels(hidden, written, into, {start for start, _ in times}, weekdays))
    unlabelled = _hidden(hidden, labels)
    if any(_is_for_an_engine(field, into) for _, field in _fields(unlabelled)):
        return None
    people = _people(unlabelled, written, into)
    clocks = _clocks(line, times, into.target)
    commas = _commas(hidden, into.target)
    edits = [
        edit
        for edit in (*dates, *clocks, *commas, *reading, *labels, *people)
        if edit.text != line[edit.start : edit.end]
    ]
    return tuple(sorted(edits, key=lambda edit: edit.start))


def moment_edits(text: str, into: Writing) -> Iterator[Edit]:
    """The dates of a text as a locale writes them: whole ones, such without a year or a day, and numeric ones.

    Numeric dates only if the project says in which order they are written.
    """
    style, target = into.conventions.date_style, into.target
    whole = [*find_dates(text, into.language), *find_numeric_dates(text, into.conventions.date_order)]
    yield from (Edit(each.start, each.end, format_date(each, target, style)) for each in whole)
    rest = _hidden(text, [(each.start, each.end) for each in whole])
    for part in find_parts_of_dates(rest, into.language):
        formatted = part.format(target)
        if formatted is not None:
            yield Edit(part.start, part.end, formatted)


def lone_moment_edits(text: str, into: Writing) -> tuple[Edit, ...]:
    """What changes in a text that is a moment (`is_moment`), in order."""
    dates = list(moment_edits(text, into))
    times = _spans(_TIMES, _hidden(text, dates))
    hidden = _hidden(text, [*dates, *times])
    edits = [*dates, *_clocks(text, times, into.target), *_commas(hidden, into.target)]
    return tuple(sorted(edits, key=lambda edit: edit.start))


def _commas(hidden: str, target: Locale) -> Iterator[Edit]:
    """No comma between a date and a time where the language has no blanks: one sets them apart."""
    for found in re.finditer(r"(?<=\0),\s*(?=\0)", hidden) if not target.spaced else ():
        yield Edit(found.start(), found.end(), " ")


def is_moment(text: str, into: Writing) -> bool:
    """Whether a text is nothing but one date, with or without a time: a table's cell, a heading, front matter."""
    if len(text) > _LONGEST_DATELINE:
        return False
    edits = list(moment_edits(text, into))
    rest = _hidden(text, edits)
    times = _spans(_TIMES, rest)
    bare = re.sub(r"[\s\0,•·|]+", "", _hidden(rest, times))
    return len(edits) == 1 and not bare and all(_is_time(text, *span, into.target) for span in times)


def _fixed(line: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(r"(?<![\w.])\d{4}-\d{2}-\d{2}(?:T\S*)?", line)]


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [found.span() for found in pattern.finditer(text)]


def _hidden(text: str, spans: Sequence[Edit | tuple[int, int]]) -> str:
    """The text with NUL in each of the spans, every character at its place."""
    for span in spans:
        start, end = (span.start, span.end) if isinstance(span, Edit) else span
        text = text[:start] + "\0" * (end - start) + text[end:]
    return text


def _is_time(line: str, start: int, end: int, target: Locale) -> bool:
    """Whether there is such a time, as far as `a.m.` and `p.m.` go."""
    found = MERIDIEM.match(line, start, end)
    return found is None or format_time(found, target) is not None


def _clocks(line: str, times: Sequence[tuple[int, int]], target: Locale) -> Iterator[Edit]:
    for start, end in times:
        found = MERIDIEM.match(line, start, end)
        formatted = format_time(found, target) if found else None
        if found and formatted is not None:
            yield Edit(found.start(), found.end(), formatted)


def _reading(hidden: str, written: Frames, target: Locale) -> Iterator[Edit]:
    for found in _READING_TIME.finditer(hidden):
        minutes = format_minutes(int(found["minutes"]), target)
        yield Edit(found.start(), found.end(), written.reading.format(minutes) if found["read"] else minutes)


def _labels(hidden: str, written: Frames, into: Writing, times: set[int], weekdays: set[int]) -> Iterator[Edit]:
    """Labels and the blanks behind them; before a day of the week they take a colon, as no preposition fits all."""
    for found in _label(locale(into.language).language).finditer(hidden):
        end = found.end() + len(hidden[found.end() :]) - len(hidden[found.end() :].lstrip())
        kind = next(kind for kind, said in found.groupdict().items() if said is not None and kind != "colon")
        if kind == "at":
            yield Edit(found.start(), end, written.at)
            continue
        colon = found["colon"] is not None or end in weekdays
        joint = written.joint(kind, time=end in times, colon=colon)
        yield Edit(found.start(), end, _cased(written.label(kind), found[0], hidden, found.start()) + joint)


def _people(hidden: str, written: Frames, into: Writing) -> Iterator[Edit]:
    """Bylines and names, field by field."""
    for at, field in _fields(hidden):
        yield from _signed(field, at, hidden, written, into)


def _fields(hidden: str) -> Iterator[tuple[int, str]]:
    """The fields of a line that have words, each with the place where it begins."""
    at = 0
    for start, end in [*_spans(_BETWEEN_FIELDS, hidden), (len(hidden), len(hidden))]:
        field = hidden[at:start]
        if body := field.strip():
            yield at + field.index(body), body
        at = end


def _is_for_an_engine(field: str, into: Writing) -> bool:
    """Whether a field has words that are to be translated: `Opinion`, `London`, `By Staff Reporter`."""
    code = locale(into.language).language
    opening = _byline(code).match(field)
    begin = opening.end() if opening else 0
    names = [field[begin + each.start : begin + each.end].strip(" ,") for each in listed(field[begin:])]
    unknown = [name for name in names if name and into.named(name) == name and not is_agency(name)]
    return any(is_common(name, code) or (opening is None and " " not in name) for name in unknown)


def _signed(field: str, at: int, line: str, written: Frames, into: Writing) -> Iterator[Edit]:
    opening = _byline(locale(into.language).language).match(field)
    begin = opening.end() if opening else 0
    names = listed(field[begin:])
    authors = [each for each in names if each.author]
    if opening:
        word = _cased(written.byline[len(authors) > 1], opening[0], line, at)
        yield Edit(at, at + begin, word)
    between = joints(into.target, len(authors)) if len(authors) > 1 else ("",)
    comma = ", " if into.target.spaced else "，"
    for number, each in enumerate(names):
        name = field[begin + each.start : begin + each.end]
        if each.start > each.joint_start:
            joint = between[number] if each.author else comma
            yield Edit(at + begin + each.joint_start, at + begin + each.start, joint)
        yield Edit(at + begin + each.start, at + begin + each.end, into.named(name))


def _cased(word: str, said: str, line: str, at: int) -> str:
    """A frame with the capitals of what it stands for; at the start of a line it has one."""
    letters = "".join(sign for sign in said if sign.isalpha())
    if len(letters) > 1 and letters.isupper():
        return word.upper()
    return word if letters[:1].isupper() or not line[:at].strip("\0 ") else word[:1].lower() + word[1:]
