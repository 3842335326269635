"""Units that translators convert for their readers: what a figure in miles, pounds or °F is in kilometres, kilos, °C.

Only English names of units are read; that side of a pair is enough to know what the other must say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

_FACTORS: Final[Mapping[str, tuple[str, ...]]] = {
    r"miles?(?: per hour| an hour)?|mph|mi": ("1.609344", "1609.344"),
    r"yards?|yds?": ("0.9144",),
    r"foot|feet|ft|['′]": ("0.3048", "30.48"),
    r"inch(?:es)?|in|[\"″]": ("2.54", "25.4"),
    r"pounds?|lbs?": ("0.45359237",),
    r"ounces?|oz": ("28.349523",),
    r"stones?": ("6.35029318",),
    r"acres?": ("0.40468564",),
    r"(?:square|sq\.?) miles?": ("2.58998811",),
    r"(?:square|sq\.?) (?:feet|foot|ft)": ("0.09290304",),
    r"gallons?|gal": ("3.785411784", "4.54609"),
    r"pints?": ("0.473176473", "0.56826125"),
    r"knots?": ("1.852",),
    r"(?:nautical|sea) miles?": ("1.852",),
}
"""Names of units, and what one is in metric units that are written for it. Source: NIST SP 811, appendix B."""
_NUMBER: Final = r"(?<!\d)\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,9})?"
_PATTERN: Final = "|".join(f"(?P<u{at}>{names})" for at, names in enumerate(_FACTORS))
_MEASURE: Final = re.compile(
    rf"({_NUMBER})(?:(?: to | or | and |-|–|—| - )({_NUMBER}))?"
    rf"[ \u00a0-]?(?:(?:{_PATTERN})(?![A-Za-z])|(?P<f>°|degree|F\b))",
    re.IGNORECASE,
)
_ROUNDED: Final = Decimal("0.12")
"""By how much of itself a converted figure may be rounded: 3 inches are 7 cm, 650 pounds 300 kg."""
_DEGREE: Final = Decimal(2)


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with a unit that may have been converted."""

    value: Decimal
    converted: tuple[tuple[Decimal, Decimal], ...]
    """What it may have become: least and greatest."""


def measures(text: str, language: str) -> tuple[Measure, ...]:
    """The figures of a text that have such a unit; in English only."""
    if language != "en":
        return ()
    return tuple(
        Measure(value, tuple(_converted(match, value)))
        for match in _MEASURE.finditer(text)
        for value in map(_value, filter(None, match.group(1, 2)))
    )


def about(ranges: Iterable[tuple[Decimal, Decimal]], values: Iterable[Decimal]) -> bool:
    """Whether one of the values is in one of the ranges."""
    found = tuple(values)
    return any(least <= value <= most for least, most in ranges for value in found)


def _value(written: str) -> Decimal:
    try:
        return Decimal(written.replace(",", ""))
    except InvalidOperation:  # digits of other scripts that are no decimal number
        return Decimal(0)


def _converted(match: re.Match[str], value: Decimal) -> Iterable[tuple[Decimal, Decimal]]:
    if match["f"]:
        celsius = (value - 32) * 5 / 9
        yield celsius - _DEGREE, celsius + _DEGREE
        return
    at = next(at for at in range(len(_FACTORS)) if match[f"u{at}"] is not None)
    for factor in tuple(_FACTORS.values())[at]:
        put = value * Decimal(factor)
        yield put * (1 - _ROUNDED), put * (1 + _ROUNDED)
