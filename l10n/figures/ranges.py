"""Ranges: two numbers, what they are counted in, and the dash between them are one phrase.

A half alone would leave the other to the engine, joined to a placeholder (`5–XX1`). A range with a dash is known as a
whole; one with words (`from 5 to 10 kg`) is governed by its sentence, so all of it is the engine's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from l10n.figures.known import (
    ANY_SYMBOL,
    CALIBRE,
    CODES,
    SIZE,
    SYMBOLS,
    describes,
    power_of,
)
from l10n.figures.units import SHORT_UNIT, UNIT
from l10n.locales import Conventions, Locale
from l10n.locales.measures import Amount, currency_name, format_amount, format_quantity
from l10n.locales.numbers import FIGURE, Number, format_figure, parse_number


@dataclass(frozen=True, slots=True)
class Range:
    """A range at characters `start:end` of a sentence."""

    start: int
    end: int
    text: str | None
    """How the locale writes it; None where the sentence governs it."""


_DASH: Final = r"(?:[-–—−~～‐‑]|[ \u00a0][-–—−~～][ \u00a0])"
_FREE: Final = r"(?<![A-Za-z0-9_$€£¥#.,])(?<!\d[.,:/~～‐‑–—−-])(?<![A-Za-z][.-])(?<!\d[ \u00a0][–—-][ \u00a0])"
_MEASURE: Final = rf"(?:\s?(?:{UNIT})|[ \u00a0\u202f]{SHORT_UNIT})"
_CURRENCY_BEHIND: Final = rf"[ \u00a0\u202f]?(?:[€£₽₴₹₺₸]|(?:{'|'.join(sorted(CODES))})(?![A-Za-z0-9_]))"
_HALF_BEFORE: Final = re.compile(rf"\d{_DASH}\Z")
_HALF_BEHIND: Final = re.compile(rf"{_DASH}(?:{ANY_SYMBOL}|¥)?\d")
_QUANTITIES: Final = re.compile(
    rf"{_FREE}(?P<sign>[±−+-]?)(?P<low>{FIGURE})(?P<own>{_MEASURE})?{_DASH}"
    rf"(?P<other>[−+-]?)(?P<high>{FIGURE})(?P<unit>{_MEASURE})(?![A-Za-z0-9_/])"
)
_GOVERNED: Final = re.compile(
    rf"{_FREE}[±−+-]?{FIGURE}\s+(?:to|through|and|or|till|until|bis|und|oder|à|et|ou|до|и|или)\s+[±−+-]?{FIGURE}"
    rf"(?:{_MEASURE}(?![A-Za-z0-9_/])|{_CURRENCY_BEHIND})"
)
_MONEY: Final = re.compile(
    rf"(?<![A-Za-z0-9_.,])(?<!\D-)(?<!^-)"
    rf"(?:(?P<symbol>{ANY_SYMBOL})[ \u00a0]?|(?P<code>{'|'.join(sorted(CODES))})[ \u00a0])"
    rf"(?P<low>{FIGURE})(?:{SIZE.format('low')})?{_DASH}"
    rf"(?:(?P<again>{ANY_SYMBOL})[ \u00a0]?)?(?P<high>{FIGURE})(?:{SIZE.format('high')})?"
    r"(?![A-Za-z0-9_万亿萬億兆千百]|[.,]\d)",
    re.IGNORECASE,
)
_MONEY_BEHIND: Final = re.compile(rf"{_FREE}{FIGURE}{_DASH}{FIGURE}{_CURRENCY_BEHIND}")
_DIGIT: Final = re.compile(r"\d\D+\d")


def is_half(text: str, start: int, end: int) -> bool:
    """Whether some figures are half of a range with a dash."""
    return bool(_HALF_BEFORE.search(text[max(0, start - 4) : start]) or _HALF_BEHIND.match(text, end))


def ranges(text: str, languages: tuple[Locale, Locale], conventions: Conventions) -> Iterator[Range]:
    """The ranges of a text that have a unit or a currency, in no order; the first of two that overlap counts.

    `languages`: of the text, and into which.
    """
    if not _DIGIT.search(text):
        return
    source, target = languages
    for found in _MONEY.finditer(text):
        yield _money(text, found, languages, conventions)
    yield from (Range(*found.span(), found[0]) for found in _MONEY_BEHIND.finditer(text))
    for found in _QUANTITIES.finditer(text):
        is_calibre = found["unit"].strip() in CALIBRE and describes(text, found.end())
        written = None if is_calibre else _quantities(found, source, target, conventions)
        yield Range(*found.span(), written or found[0])
    yield from (Range(*found.span(), None) for found in _GOVERNED.finditer(text))


def _quantities(found: re.Match[str], source: Locale, target: Locale, conventions: Conventions) -> str | None:
    """How the locale writes a range of quantities; None where it must stay as it is."""
    low, high = parse_number(found["low"], source), parse_number(found["high"], source)
    unit = re.sub(r"\s", "", found["unit"])
    own = re.sub(r"\s", "", found["own"] or "")
    if low is None or high is None:
        return None
    second = format_quantity(high, unit, target, conventions)
    first = format_quantity(low, own or unit, target, conventions)
    if first is None or second is None:
        return None
    repeated = (own and own != unit) or (target.language == "zh" and unit in {"%", "‰"})
    if not repeated:
        first = format_figure(low, target, conventions)
    dash = "～" if target.language in {"zh", "ja"} else "…" if found["other"] else "–"
    return f"{found['sign']}{first}{dash}{found['other']}{second}"


# --- money


def _money(text: str, found: re.Match[str], languages: tuple[Locale, Locale], conventions: Conventions) -> Range:
    source, target = languages
    halves = _halves(found, source)
    if halves is None:
        return Range(*found.span(), found[0])
    low, high = halves
    if target.spaced and low.power == high.power and high.power and describes(text, found.end()):
        return _figures(found, low, high, target, conventions)
    first, second = format_amount(low, target, conventions), format_amount(high, target, conventions)
    if first is None or second is None:
        return _figures(found, low, high, target, conventions)
    name = currency_name(high.code, target)
    if target.language == "zh":
        return Range(*found.span(), f"{first.removesuffix(name) if second.endswith(name) else first}至{second}")
    if low.power != high.power:
        return Range(*found.span(), f"{first} – {second}")
    return Range(*found.span(), _joined(low.number, second, high.symbol, target, conventions))


def _joined(low: Number, second: str, symbol: str, target: Locale, conventions: Conventions) -> str:
    """`$5–10`, or `5–10 млн долларов`."""
    figure = format_figure(low, target, conventions)
    if second.startswith(symbol):
        return f"{symbol}{figure}–{second.removeprefix(symbol)}"
    return f"{figure}–{second}"


def _figures(found: re.Match[str], low: Amount, high: Amount, target: Locale, conventions: Conventions) -> Range:
    """The figures alone of a range whose words are the engine's, as they describe a noun: `a $5–10 million deal`."""
    second = format_amount(replace(high, power=0), target, conventions)
    if second is None or found["highshort"] or low.power != high.power:
        return Range(*found.span(), found[0])
    return Range(found.start(), found.end("high"), _joined(low.number, second, high.symbol, target, conventions))


def _halves(found: re.Match[str], source: Locale) -> tuple[Amount, Amount] | None:
    """Both amounts of a range, the first with the magnitude of the second where it has none; None for no range."""
    low, high = parse_number(found["low"], source), parse_number(found["high"], source)
    symbol = found["symbol"] or ""
    code = SYMBOLS.get(symbol) or SYMBOLS.get(symbol.upper()) or (found["code"] or "").upper()
    if low is None or high is None or not code or (found["again"] or symbol) != symbol:
        return None
    first, second = (power_of(found[f"{half}magnitude"], found[f"{half}short"]) for half in ("low", "high"))
    if second and not first and low.value < high.value:
        first = second
    written = symbol or f"{code}\u00a0"
    return Amount(low, first, code, written), Amount(high, second, code, written)
