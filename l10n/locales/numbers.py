"""Numbers as a locale writes them: read from figures, and written with the separators and magnitudes of the CLDR."""

# ruff: noqa: PLC0415  Babel is imported inside functions, because commands that need no numbers must start fast.
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from l10n.locales.cldr import known
from l10n.locales.conventions import Conventions
from l10n.locales.table import Locale

NBSP: Final = "\u00a0"
FIGURE: Final = r"(?:\d{1,3}(?:[ \u00a0\u202f\u2009,.'’]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
"""A number in figures, with any language's separators."""
_LONGEST: Final = 18
"""Digits of a number; a longer run is no quantity."""
_BLANKS: Final = " \u00a0\u202f\u2009"

MAGNITUDES: Final[Mapping[str, int]] = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
"""Powers of ten by their English names (the short scale)."""
_SHORT: Final[Mapping[str, Mapping[int, str]]] = {
    "ru": {3: "тыс.", 6: "млн", 9: "млрд", 12: "трлн"},
    "uk": {3: "тис.", 6: "млн", 9: "млрд", 12: "трлн"},
}
"""What papers write for magnitudes, as CLDR's short form does; the noun behind is in the genitive plural, always."""
_GROUPS_FROM_FIVE: Final = frozenset({"ru", "uk", "be", "bg", "es", "pl"})
"""Languages whose papers part four digits of no number; CLDR has it as `minimumGroupingDigits`, or usage does."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was written."""

    value: Decimal
    fraction: int
    """How many digits stand behind its point."""


@lru_cache(maxsize=32)
def _separators(identifier: str) -> tuple[str, str]:
    symbols = known(identifier).number_symbols["latn"]
    return str(symbols["decimal"]), str(symbols["group"])


def parse_number(text: str, source: Locale) -> Number | None:
    """A number in the notation of a language; None where it has another, and could be another number.

    Blanks part groups in every language, beside the language's own sign.
    """
    point, group = _separators(source.babel)
    whole, found, fraction = text.partition(point)
    grouped = re.split(f"[{_BLANKS}{re.escape(group)}’']", whole)
    sound = all(part.isdecimal() for part in grouped) and all(len(part) == 3 for part in grouped[1:])
    if not sound or (len(grouped) > 1 and len(grouped[0]) > 3) or (found and not fraction.isdecimal()):
        return None
    digits = "".join(grouped)
    if len(digits + fraction) > _LONGEST:
        return None
    return Number(Decimal(f"{digits}.{fraction}" if found else digits), len(fraction))


def spellings(number: Number) -> frozenset[str]:
    """Every way in which the figures of a number may be written, by whatever language's separators."""
    digits = f"{number.value:.{number.fraction}f}" if number.fraction else f"{number.value:f}"
    whole, _, fraction = digits.partition(".")
    groups = _groups(whole)
    wholes = {whole, *(sign.join(groups) for sign in (*_BLANKS, ",", ".", "'", "’"))}
    if not fraction:
        return frozenset(wholes)
    return frozenset(f"{each}{point}{fraction}" for each in wholes for point in ".," if point not in each)


def _groups(digits: str) -> list[str]:
    first = len(digits) % 3
    return [part for part in (digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3))) if part]


def format_number(number: Number, target: Locale, conventions: Conventions) -> str:
    """A number with the separators of a locale, as many digits behind the point as it had.

    Groups are parted from as many digits on as the project or the language's papers say, by no-break spaces where CLDR
    has narrow ones.
    """
    from babel.numbers import format_decimal

    least = conventions.grouping or (5 if target.language in _GROUPS_FROM_FIVE else 4)
    whole = "#,##0" if len(str(int(number.value))) >= least else "0"
    pattern = f"{whole}.{'0' * number.fraction}" if number.fraction else whole
    return format_decimal(number.value, pattern, locale=known(target.babel)).replace("\u202f", NBSP)


def counts_by_myriads(target: Locale, conventions: Conventions) -> bool:
    """Whether large numbers are counted by ten thousands: 万, 亿."""
    return conventions.myriads and target.language == "zh"


_MYRIADS: Final = 4
"""Digits that may stand behind the point before 万 or 亿."""


def format_myriads(value: Decimal, target: Locale, *, digits: int = _MYRIADS) -> str | None:
    """A number by 万 or 亿 in CLDR's short form, which is exact; None where that takes more digits behind the point.

    CLDR has no long form for Chinese: Babel raises KeyError for it.
    """
    from babel.numbers import format_compact_decimal

    if value < 10**4 or value != int(value):
        return None
    for fraction in range(digits + 1):
        text = format_compact_decimal(value, locale=known(target.babel), fraction_digits=fraction)
        found = re.fullmatch(r"([\d.,]+)(万亿|[万萬亿億兆])", text)
        if found and Decimal(found[1].replace(",", "")) * _UNITS[found[2]] == value:
            return text
    return None


_UNITS: Final[Mapping[str, int]] = {
    "万": 10**4,
    "萬": 10**4,
    "亿": 10**8,
    "億": 10**8,
    "万亿": 10**12,
    "兆": 10**12,
}


def format_large(number: Number, power: int, target: Locale, conventions: Conventions) -> str | None:
    """So many thousands, millions, billions (`power` of ten) in a form that asks for no case: `1,5 млн`, 150万.

    None where the language has none: there the noun depends on the number, or the word for it on the sentence.
    """
    if target.language == "zh":
        value = number.value * 10**power
        by_myriads = format_myriads(value, target) if counts_by_myriads(target, conventions) else None
        return by_myriads or (format_number(Number(value, 0), target, conventions) if value == int(value) else None)
    word = _SHORT.get(target.language, {}).get(power)
    return word and f"{format_number(number, target, conventions)}{NBSP}{word}"


def format_figure(number: Number, target: Locale, conventions: Conventions) -> str:
    """A number that was written out; by 万 or 亿 from the value on that the project says, if it comes out short."""
    if counts_by_myriads(target, conventions) and number.value >= conventions.myriads_from:
        return format_myriads(number.value, target, digits=2) or format_number(number, target, conventions)
    return format_number(number, target, conventions)
