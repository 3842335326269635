"""Dates as people write them: found in a text, and written as a locale writes them.

Only dates that a reader reads as words are found; ISO dates are for machines, all-numeric ones are ambiguous.
"""

# ruff: noqa: PLC0415  Babel is imported inside functions, because commands that need no dates must start fast.
from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from l10n.locales.cldr import known
from l10n.locales.table import Locale, locale


class DateStyle(StrEnum):
    """In which order a date was written."""

    DAY_FIRST = "17 April 2023"
    MONTH_FIRST = "April 17, 2023"
    YEAR_FIRST = "2023年4月17日"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text, at characters `start:end`."""

    start: int
    end: int
    date: dt.date
    style: DateStyle
    weekday: bool = False
    """Whether its day of the week is part of it; a wrong one is left outside."""


_YEAR = r"(?P<year>[12]\d{3})(?!\d)"
_DAY = r"(?P<day>\d{1,2})"
_DATE_PATTERNS: Mapping[DateStyle, str] = {
    DateStyle.DAY_FIRST: (
        rf"(?:(?P<weekday>%weekday%)\.?,?\s+)?(?:the\s+(?=\d+[a-z]))?{_DAY}(?:st|nd|rd|th|er|re|º|ª|\.)?\s+(?:de\s+|of\s+)?"
        rf"(?P<month>%month%)\.?,?\s+(?:de\s+|del\s+)?{_YEAR}(?:\s*(?:года|году|року|г\.|р\.))?"
    ),
    DateStyle.MONTH_FIRST: (
        rf"(?:(?P<weekday>%weekday%)\.?,?\s+)?(?P<month>%month%)\.?\s+{_DAY}(?:st|nd|rd|th)?(?:,\s*|\s+){_YEAR}"
    ),
    DateStyle.YEAR_FIRST: (
        rf"{_YEAR}\s*[年년]\s*(?P<month>\d{{1,2}})\s*[月월]\s*{_DAY}\s*[日일]"
        r"(?:\s*[（(]?(?P<weekday>%weekday%)[）)]?)?"
    ),
}
"""By style: how it is written; `%month%` and `%weekday%` stand for the names in the language of the text."""

_REGIONAL_NAMES: Mapping[str, tuple[str, ...]] = {"en": ("en_GB", "en_AU", "en_CA")}
"""Where else Babel has abbreviations of a language, such as British `Sept`."""

_RANGE_BEFORE = re.compile(r"(?<!\d)\d{1,2}(?:st|nd|rd|th|\.)?\s*(?:[-–—/&,]|and|or|to|und|bis|et|au|y|al|и|по)\s*\Z")
"""The first day of a range such as `16–17 April 2023`: half of it must not be formatted."""


@dataclass(frozen=True, slots=True)
class DateNames:
    """What a language calls months and days of the week, and how it writes dates with them."""

    patterns: tuple[tuple[DateStyle, re.Pattern[str]], ...]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]


def find_dates(text: str, language: str) -> tuple[FoundDate, ...]:
    """The dates with a day and a year that are written out in `text`, in order, without overlap.

    `language` is any name `locale` reads. Dates that do not exist, halves of ranges, ISO and all-numeric dates are
    left alone.
    """
    if not any(character.isdigit() for character in text):
        return ()
    names = date_names(family(locale(language).babel))
    found = sorted(_dates_written(text, names), key=lambda each: (each.start, -each.end))
    return tuple(_without_overlap(found))


def family(identifier: str) -> str:
    """The identifier under which the names of a language are kept, all its regions together."""
    return identifier.partition("_")[0] if identifier.partition("_")[0] in _REGIONAL_NAMES else identifier


def _dates_written(text: str, names: DateNames) -> Iterator[FoundDate]:
    for style, pattern in names.patterns:
        for match in pattern.finditer(text):
            found = _dated(match, style, names)
            if found and not _RANGE_BEFORE.search(text, max(0, found.start - 16), found.start):
                yield found


def _dated(match: re.Match[str], style: DateStyle, names: DateNames) -> FoundDate | None:
    month = names.months.get(match["month"].lower()) or int(match["month"] if match["month"].isdecimal() else 0)
    try:
        date = dt.date(int(match["year"]), month, int(match["day"]))
    except ValueError:
        return None
    weekday = names.weekdays.get((match["weekday"] or "").lower())
    if weekday is None or weekday == date.weekday():
        return FoundDate(match.start(), match.end(), date, style, weekday is not None)
    return FoundDate(*_span_without_weekday(match, style), date, style)


def _span_without_weekday(match: re.Match[str], style: DateStyle) -> tuple[int, int]:
    if style is DateStyle.YEAR_FIRST:
        return match.start(), match.end("day") + 1
    return min(match.start("day"), match.start("month")), match.end()


def _without_overlap(found: list[FoundDate]) -> Iterator[FoundDate]:
    at = 0
    for each in found:
        if each.start >= at:
            yield each
            at = each.end


@lru_cache(maxsize=32)
def date_names(identifier: str) -> DateNames:
    """The names of months and days in a language, by Babel's identifier (`family`)."""
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    for each in (identifier, *_REGIONAL_NAMES.get(identifier, ())):
        months.update(_names(known(each).months, 1))
        weekdays.update(_names(known(each).days, 0))
    patterns = tuple(
        (style, _date_pattern(written, sorted(months, key=len), sorted(weekdays, key=len)))
        for style, written in _DATE_PATTERNS.items()
    )
    return DateNames(patterns, months, weekdays)


def _names(widths: Mapping[str, Mapping[str, Mapping[int, str]]], first: int) -> Iterator[tuple[str, int]]:
    """Wide and abbreviated names, lower-cased and without dots; in a sentence and standing alone."""
    for context in ("stand-alone", "format"):
        for width in ("abbreviated", "wide"):
            for number, name in widths[context][width].items():
                if number >= first and not name.isdecimal():
                    yield name.lower().rstrip("."), number


def _date_pattern(written: str, months: list[str], weekdays: list[str]) -> re.Pattern[str]:
    month, weekday = ("|".join(map(re.escape, reversed(names))) for names in (months, weekdays))
    filled = written.replace("%month%", month).replace("%weekday%", weekday)
    edge = r"(?<![^\W_])"
    return re.compile(f"{edge}(?:{filled})" if written.startswith("(?:") else rf"(?<!\d)(?:{filled})", re.IGNORECASE)


def format_date(found: FoundDate, target: Locale, style: str = "long") -> str:
    """The date as `target` writes it, in a style of Babel's or by a pattern of the CLDR (UTS 35, Date Format Patterns).

    `long` becomes `full` where the day of the week belongs to the date. Babel's narrow no-break spaces become ordinary
    no-break spaces, which every font has. Where the date ends a sentence and `target` ends dates with a point (`г.`),
    the caller drops the sentence's own.
    """
    from babel.dates import format_date as written

    chosen = "full" if found.weekday and style == "long" else style
    return written(found.date, chosen, locale=known(target.babel)).replace("\u202f", "\u00a0")


# --- parts of dates, and dates in figures ---


@dataclass(frozen=True, slots=True)
class PartOfDate:
    """A day without its year, or a month with its year, at characters `start:end`."""

    start: int
    end: int
    date: dt.date
    skeleton: str
    """What CLDR calls it: `MMMMd`, `yMMMM`."""

    @property
    def has_day(self) -> bool:
        """Whether it is a day, of any year."""
        return self.skeleton == "MMMMd"

    def format(self, target: Locale) -> str | None:
        """It as `target` writes it; None where the CLDR has no pattern of its own, for Babel then takes another."""
        from babel.dates import format_skeleton

        locale = known(target.babel)
        if self.skeleton not in locale.datetime_skeletons:
            return None
        return format_skeleton(self.skeleton, self.date, locale=locale).replace("\u202f", "\u00a0")


_LEAP_YEAR = 2000


def find_parts_of_dates(text: str, language: str) -> Iterator[PartOfDate]:
    """`17 April`, `April 17` and `April 2023` in a text of a language that writes dates so, in order."""
    names = date_names(family(locale(language).babel))
    for found in _parts_pattern(family(locale(language).babel)).finditer(text):
        name = next(filter(None, (found["month1"], found["month2"], found["month3"])))
        day = found["day1"] or found["day2"]
        year = int(found["year"] or _LEAP_YEAR)
        try:
            date = dt.date(year, names.months[name.lower()], int(day or 1))
        except ValueError:
            continue
        yield PartOfDate(found.start(), found.end(), date, "MMMMd" if day else "yMMMM")


@lru_cache(maxsize=32)
def _parts_pattern(identifier: str) -> re.Pattern[str]:
    names = sorted(date_names(identifier).months, key=len, reverse=True)
    month = "|".join(map(re.escape, names))
    return re.compile(
        rf"(?<![\w-])(?:(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month1>{month})"
        rf"|(?P<month2>{month})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?"
        rf"|(?P<month3>{month})\.?,?\s+(?P<year>[12]\d{{3}}))(?![\w-])",
        re.IGNORECASE,
    )


_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2([12]\d{3})(?![\d/-]|\.\d)")


def find_numeric_dates(text: str, order: str) -> Iterator[FoundDate]:
    """The dates in figures of a text that writes them in the order `DMY` or `MDY`; none where the order is not known.

    Which of its numbers is the month nobody can tell from 04/05/2023; two figures for a year are left alone.
    """
    for found in _NUMERIC.finditer(text) if order in {"DMY", "MDY"} else ():
        first, second = int(found[1]), int(found[3])
        day, month = (first, second) if order == "DMY" else (second, first)
        style = DateStyle.DAY_FIRST if order == "DMY" else DateStyle.MONTH_FIRST
        try:
            yield FoundDate(found.start(), found.end(), dt.date(int(found[4]), month, day), style)
        except ValueError:
            continue
