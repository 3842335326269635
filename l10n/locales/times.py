"""Times of day, and how long something takes."""

# ruff: noqa: PLC0415  Babel is imported inside functions, because commands that need no dates must start fast.
from __future__ import annotations

import datetime as dt
import re
from typing import Final

from l10n.locales.cldr import known
from l10n.locales.table import Locale

MERIDIEM: Final = re.compile(
    r"(?P<hour>\d{1,2})(?:[.:](?P<minute>\d\d))?(?::(?P<second>\d\d))?\s?(?P<half>[ap])\.?m\b\.?", re.IGNORECASE
)
"""A time on the clock of twice twelve hours: `12:32 a.m.`, `5pm`."""


def format_time(found: re.Match[str], target: Locale) -> str | None:
    """A time of `MERIDIEM` on the clock of 24 hours, the hour as wide as it was; None where there is no such time.

    CLDR's skeleton `Hm`, since `short` is a clock of twelve hours in some languages whose papers use the other.
    """
    from babel.dates import format_time as written

    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if not 1 <= hour <= 12 or minute > 59 or int(found["second"] or 0) > 59:
        return None
    time = dt.time(hour % 12 + 12 * (found["half"].lower() == "p"), minute, int(found["second"] or 0))
    locale = known(target.babel)
    pattern = str(locale.datetime_skeletons["Hms" if found["second"] else "Hm"].pattern)
    wide = "HH" if found["hour"].startswith("0") else "H"
    return written(time, re.sub("H+", wide, pattern), locale=locale)


def format_minutes(minutes: int, target: Locale) -> str:
    """So many minutes in CLDR's short form: `5 мин`, with a no-break space."""
    from babel.units import format_unit

    text = format_unit(minutes, "duration-minute", "short", locale=known(target.babel))
    return text.replace(" ", "\u00a0").replace("\u202f", "\u00a0") if target.spaced else text.replace(" ", "")
