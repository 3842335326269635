"""How a project writes dates and numbers in one locale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

DATE_STYLES: Final = ("full", "long", "medium", "short")
"""CLDR's own styles of dates; any other is a pattern of the CLDR, such as `d MMMM y`."""
DATE_ORDERS: Final = ("unknown", "DMY", "MDY")
CURRENCIES: Final = ("name", "symbol", "code", "source")


@dataclass(frozen=True, slots=True)
class Conventions:
    """The choices of a project, with their defaults."""

    date_style: str = "long"
    date_order: str = "unknown"
    """In which order the articles write dates in figures, such as 04/05/2023; where it is unknown they stay."""
    currency: str = "name"
    """`1,5 млрд долларов`: by its `name` where no case depends on it, `symbol` ($), `code` (USD); or as in the
    `source`."""
    percent: str = "tight"
    """How Russian writes a percentage: `tight` (12,5%, the press), or with a no-break `space` (GOST 8.417)."""
    grouping: int = 0
    """How many digits a number must have to be parted into groups of three; 0: as the language does."""
    myriads: bool = True
    """Whether Chinese writes large numbers by 万 and 亿."""
    myriads_from: int = 1_000_000
    """From which value on it does so where the article has figures alone, if they come out short."""
    designations: bool = True
    """Whether aircraft, missiles and vehicles are called as the press of the locale calls them."""


DEFAULTS: Final = Conventions()

_PATTERN: Final = re.compile(r"(?:[GyYuQqMLwWdDEec]|'[^']*'|[^A-Za-z'])+")


def is_date_style(style: str) -> bool:
    """Whether a date can be written so: a style's name, or a pattern with a day, a month or a year in it (UTS 35)."""
    if style in DATE_STYLES:
        return True
    if not _PATTERN.fullmatch(style) or not re.search("[yMLd]", re.sub("'[^']*'", "", style)):
        return False
    from babel.dates import parse_pattern  # noqa: PLC0415  Babel is imported when a project has a pattern of its own

    try:
        parse_pattern(style)
    except ValueError:
        return False
    return True
