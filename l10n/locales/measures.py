"""Money, units and percentages as a locale writes them.

What is written here is the same in every case of a noun: symbols, abbreviations, a genitive behind млн. Nothing is
converted.
"""

# ruff: noqa: PLC0415  Babel is imported inside functions, because commands that need no numbers must start fast.
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from l10n.locales.cldr import known
from l10n.locales.conventions import Conventions
from l10n.locales.frames import press
from l10n.locales.numbers import NBSP, Number, format_figure, format_large, format_number
from l10n.locales.table import Locale

_UNITS: Final[Mapping[str, str]] = {
    # in articles: CLDR's identifier
    "km/h": "speed-kilometer-per-hour",
    "mph": "speed-mile-per-hour",
    "m/s": "speed-meter-per-second",
    "kn": "speed-knot",
    "km": "length-kilometer",
    "m": "length-meter",
    "cm": "length-centimeter",
    "mm": "length-millimeter",
    "ft": "length-foot",
    "kg": "mass-kilogram",
    "g": "mass-gram",
    "mg": "mass-milligram",
    "lb": "mass-pound",
    "lbs": "mass-pound",
    "oz": "mass-ounce",
    "ha": "area-hectare",
    "km²": "area-square-kilometer",
    "m²": "area-square-meter",
    "m³": "volume-cubic-meter",
    "L": "volume-liter",
    "l": "volume-liter",
    "ml": "volume-milliliter",
    "mL": "volume-milliliter",
    "°C": "temperature-celsius",
    "°F": "temperature-fahrenheit",
    "℃": "temperature-celsius",
    "℉": "temperature-fahrenheit",
    "W": "power-watt",
    "kW": "power-kilowatt",
    "MW": "power-megawatt",
    "GW": "power-gigawatt",
    "kWh": "energy-kilowatt-hour",
    "V": "electric-volt",
    "Hz": "frequency-hertz",
    "kHz": "frequency-kilohertz",
    "MHz": "frequency-megahertz",
    "GHz": "frequency-gigahertz",
    "hPa": "pressure-hectopascal",
    "KB": "digital-kilobyte",
    "kB": "digital-kilobyte",
    "MB": "digital-megabyte",
    "GB": "digital-gigabyte",
    "TB": "digital-terabyte",
    "ms": "duration-millisecond",
}
_HOUSE: Final[Mapping[str, Mapping[str, str]]] = {
    "ru": {
        "mph": "миль/ч",
        "lb": "фунтов",
        "lbs": "фунтов",
        "ft": "футов",
        "oz": "унций",
        "kn": "узлов",
        "kWh": "кВт·ч",
    },
    "uk": {"mph": "миль/год", "kWh": "кВт·год"},
    "zh": {
        "km/h": "公里/小时",
        "mph": "英里/小时",
        "m/s": "米/秒",
        "kn": "节",
        "kg": "公斤",
        "g": "克",
        "mg": "毫克",
        "lb": "磅",
        "lbs": "磅",
        "oz": "盎司",
        "V": "伏",
        "Hz": "赫兹",
        "kHz": "千赫",
        "MHz": "兆赫",
        "GHz": "吉赫",
        "hPa": "百帕",
    },
}
"""What papers write where CLDR's short form is Latin (`km/h` in Chinese) or unusual (`ми/ч`)."""
_INFLECTED: Final = frozenset({"фунтов", "футов", "унций", "узлов"})
"""Words of the house that are no symbols: genitive plurals, for the numbers that ask for one."""

_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "ru": {
        "USD": "долларов",
        "GBP": "фунтов стерлингов",
        "RUB": "рублей",
        "CNY": "юаней",
        "JPY": "иен",
        "UAH": "гривен",
        "KRW": "вон",
        "INR": "рупий",
    },
    "uk": {
        "USD": "доларів",
        "GBP": "фунтів стерлінгів",
        "RUB": "рублів",
        "CNY": "юанів",
        "JPY": "єн",
        "UAH": "гривень",
        "KRW": "вон",
        "INR": "рупій",
    },
    "zh": {"RUB": "卢布", "UAH": "格里夫纳", "INR": "卢比"},
}
"""What papers call currencies where CLDR says more (`долларов США`)."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money in an article."""

    number: Number
    power: int
    """Of ten, by which the number is multiplied in words: 9 in `$1.5 billion`."""
    code: str
    """ISO 4217."""
    symbol: str
    """As it was written."""


def format_amount(amount: Amount, target: Locale, conventions: Conventions) -> str | None:
    """An amount of money in a form that asks for no case; None where the locale has none, or the project wants none.

    By name (`1,5 млрд долларов`, 15亿美元) with a magnitude, behind which Russian always has the genitive plural, and
    always in Chinese; else by symbol, before the number as it was written ($100).
    """
    style = conventions.currency
    if style == "source":
        return None
    han = target.language == "zh"
    large = amount.power > 0
    if large:
        number = format_large(amount.number, amount.power, target, conventions)
    else:
        number = format_figure(amount.number, target, conventions)
    if number is None:
        return None
    gap = NBSP if target.spaced else ""
    if style == "code":
        return f"{number}{gap}{amount.code}"
    if style == "symbol" or not (han or large):
        return f"{amount.symbol}{number}"
    return f"{number}{gap}{currency_name(amount.code, target)}"


@lru_cache(maxsize=256)
def currency_name(code: str, target: Locale) -> str:
    """A currency behind a magnitude: in Russian the genitive plural, as CLDR has it for 5."""
    from babel.numbers import get_currency_name

    own = _NAMES.get(press(target), {})
    return own.get(code) or get_currency_name(code, count=5, locale=known(target.babel))


def format_quantity(number: Number, unit: str, target: Locale, conventions: Conventions) -> str | None:
    """A number with a unit's symbol in the locale's; None where it has none that fits every case of the number.

    CLDR's short forms, and those of the house. A no-break space stands between both, but none before a Han character
    where CLDR has none.
    """
    figure = format_figure(number, target, conventions) if target.spaced else format_number(number, target, conventions)
    if unit in {"%", "‰"}:
        return figure + (NBSP if _spaces_percent(target, conventions) else "") + unit
    written = _unit(unit, target)
    if written is None or (written.strip() in _INFLECTED and not _takes_many(number, target)):
        return None
    return figure + written


def _takes_many(number: Number, target: Locale) -> bool:
    return str(known(target.babel).plural_form(number.value)) == "many"


def _spaces_percent(target: Locale, conventions: Conventions) -> bool:
    """Whether a blank stands before %: as CLDR has it, in Russian as the project does."""
    if target.language == "ru":
        return conventions.percent == "space"
    return bool({"\u00a0", "\u202f", " "} & set(str(known(target.babel).percent_formats[None].pattern)))


@lru_cache(maxsize=512)
def _unit(unit: str, target: Locale) -> str | None:
    """What stands behind a number: the unit's symbol with the blank before it."""
    from babel.units import UnknownUnitError, format_unit

    house = _HOUSE.get(press(target), {})
    if unit in house:
        return (NBSP if target.spaced else "") + house[unit]
    if unit not in _UNITS:
        return None
    try:
        written = format_unit(5, _UNITS[unit], "short", locale=known(target.babel))
    except UnknownUnitError:
        return None
    if not written.startswith("5"):
        return None
    behind = written.removeprefix("5").replace("\u202f", NBSP)
    return behind.replace(" ", NBSP) if target.spaced else behind
