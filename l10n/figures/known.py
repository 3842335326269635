"""Money and quantities whose translation does not depend on the sentence around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from l10n.locales import Conventions, Locale
from l10n.locales.measures import Amount, currency_name, format_amount, format_quantity
from l10n.locales.numbers import FIGURE, MAGNITUDES, parse_number


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at characters `start:end` of a sentence, and how the locale writes it."""

    start: int
    end: int
    text: str


SYMBOLS: Final[Mapping[str, str]] = {
    "$": "USD",
    "US$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "HK$": "HKD",
    "NZ$": "NZD",
    "S$": "SGD",
    "R$": "BRL",
    "€": "EUR",
    "£": "GBP",
    "₽": "RUB",
    "₴": "UAH",
    "₹": "INR",
    "₩": "KRW",
    "₺": "TRY",
    "₪": "ILS",
    "₸": "KZT",
    "CN¥": "CNY",
    "RMB¥": "CNY",
    "JP¥": "JPY",
}
"""ISO 4217 by symbol; ¥ alone is two currencies."""
CODES: Final = frozenset(SYMBOLS.values()) | {"CHF", "PLN", "CZK", "SEK", "NOK", "DKK", "JPY"}
_SHORT: Final[Mapping[str, int]] = {"k": 3, "m": 6, "mn": 6, "b": 9, "bn": 9, "tn": 12}
_DIGIT: Final = re.compile(r"\d")
ANY_SYMBOL: Final = "|".join(map(re.escape, sorted(SYMBOLS, key=len, reverse=True)))
_AMOUNT: Final = re.compile(
    rf"(?<![A-Za-z0-9_.,])(?<!\D-)(?<!^-)(?:(?P<symbol>{ANY_SYMBOL})[ \u00a0]?"
    rf"|(?P<code>{'|'.join(sorted(CODES))})[ \u00a0])(?P<number>{FIGURE})"
    rf"(?:[ \u00a0-]?(?P<magnitude>{'|'.join(MAGNITUDES)})(?![A-Za-z])|(?P<short>{'|'.join(_SHORT)})(?![A-Za-z0-9]))?"
    r"(?![A-Za-z0-9_万亿萬億兆千百]|[.,]\d)",
    re.IGNORECASE,
)
_RANGE: Final = re.compile(r"\s?[-–—]\s?[^\s\w]?\d")
SIZE: Final = (
    rf"(?:[ \u00a0-]?(?P<{{0}}magnitude>{'|'.join(MAGNITUDES)})(?![A-Za-z])"
    rf"|(?P<{{0}}short>{'|'.join(_SHORT)})(?![A-Za-z0-9]))"
)
"""A magnitude behind figures; the names of its groups begin as is put in."""
_SHARED: Final = re.compile(
    rf"(?:\s?[-–—]\s?|\s+(?P<joint>to|and|or)\s+)(?:{ANY_SYMBOL})?(?P<number>{FIGURE}){SIZE.format('')}", re.IGNORECASE
)
"""What may follow an amount without a magnitude that has the next one's: `$1 to $2 million`."""
_BEFORE: Final = re.compile(rf"(?<![\d.,])(?P<number>{FIGURE})(?:\s?[-–—]\s?|\s(?P<joint>to|and|or)\s)\Z")
_BETWEEN: Final = re.compile(r"\b(?:between|from|either)\s+\Z", re.IGNORECASE)
_NOUN: Final = re.compile(r"-|[ \u00a0](?P<word>[a-z][a-z-]*)")
_FUNCTION: Final = frozenset(
    {
        *("a", "about", "above", "across", "after", "against", "ago", "all", "along", "also", "although", "among"),
        *("an", "and", "annually", "are", "around", "as", "at", "because", "been", "before", "below", "between"),
        *("but", "by", "can", "could", "daily", "did", "do", "does", "during", "each", "either", "even", "every"),
        *("following", "for", "from", "had", "has", "have", "he", "how", "if", "in", "instead", "into", "is", "it"),
        *("its", "last", "less", "like", "may", "might", "monthly", "more", "must", "next", "nor", "not", "now"),
        *("of", "off", "on", "once", "only", "or", "out", "over", "owed", "paid", "per", "raised", "she", "should"),
        *("since", "so", "spent", "such", "than", "that", "the", "their", "then", "they", "this", "through", "to"),
        *("today", "toward", "towards", "under", "until", "up", "versus", "via", "was", "we", "were", "what"),
        *("when", "where", "which", "while", "who", "will", "with", "within", "without", "worth", "would", "yearly"),
        *("yesterday", "you"),
    }
)
"""Words behind an amount that are no noun which it describes."""


def amounts(text: str, languages: tuple[Locale, Locale], conventions: Conventions) -> Iterator[Figure]:
    """The amounts of money of a text that are one phrase in the locale, whatever the sentence says.

    `languages`: of the text, and into which. Where words are inflected, no more than the figures of an amount that
    describes a noun (`a $2 billion deal`) or is half of a range; in Chinese, all of a range with one magnitude.
    """
    source, target = languages
    ranged = 0
    for found in _AMOUNT.finditer(text) if _DIGIT.search(text) else ():
        amount = _amount(found, source)
        if found.start() < ranged:
            continue
        if amount and (whole_range := _whole_range(text, found, amount, languages, conventions)):
            ranged = whole_range.end
            yield whole_range
            continue
        half = _is_half(text, found, source)
        if amount is None or (half and (not target.spaced or found["short"])):
            continue
        whole = None if half or _is_bound(text, found, target) else format_amount(amount, target, conventions)
        if whole is not None:
            yield Figure(found.start(), found.end(), whole)
        elif target.spaced and not found["short"]:
            figures = format_amount(replace(amount, power=0), target, conventions)
            if figures is not None:
                yield Figure(found.start(), found.end("number"), figures)


def _is_bound(text: str, found: re.Match[str], target: Locale) -> bool:
    """Whether the words of an amount depend on the sentence: it describes a noun, and nouns have cases."""
    return target.spaced and found["magnitude"] is not None and describes(text, found.end())


def _is_half(text: str, found: re.Match[str], source: Locale) -> bool:
    """Whether an amount is a half of a range, whose other half may have its magnitude: `$1 to $2 million`."""
    if _RANGE.match(text, found.end()):
        return True
    second = None if _power(found) else _SHARED.match(text, found.end())
    if second is not None and _is_less(found, second, source):
        return True
    first = _BEFORE.search(text, max(0, found.start() - 24), found.start())
    return first is not None and (first["joint"] is None or (_power(found) > 0 and _is_less(first, found, source)))


def _is_less(first: re.Match[str], second: re.Match[str], source: Locale) -> bool:
    """Whether the figures of one number are less than those of another, as those of a range with one magnitude."""
    low, high = (parse_number(each["number"], source) for each in (first, second))
    return low is not None and high is not None and low.value < high.value


def _whole_range(
    text: str, found: re.Match[str], first: Amount, languages: tuple[Locale, Locale], conventions: Conventions
) -> Figure | None:
    """`$1 to $2 million` in Chinese, where each half has a magnitude of its own; None where it is no such range."""
    source, target = languages
    second = _SHARED.match(text, found.end()) if target.language == "zh" and not first.power else None
    number = parse_number(second["number"], source) if second else None
    if second is None or number is None or not _is_less(found, second, source):
        return None
    joint = (second["joint"] or "").lower()
    if joint == "and" and not _BETWEEN.search(text, max(0, found.start() - 12), found.start()):
        return None
    power = _power(second)
    halves = [
        format_amount(replace(first, number=each, power=power), target, conventions) for each in (first.number, number)
    ]
    if None in halves:
        return None
    name = currency_name(first.code, target)
    low, high = map(str, halves)
    return Figure(
        found.start(),
        second.end(),
        f"{low.removesuffix(name) if high.endswith(name) else low}{'或' if joint == 'or' else '至'}{high}",
    )


def power_of(magnitude: str | None, short: str | None) -> int:
    """The power of ten of a magnitude, as a word or as a letter; 0 without one."""
    return MAGNITUDES.get((magnitude or "").lower(), 0) or _SHORT.get((short or "").lower(), 0)


def _power(found: re.Match[str]) -> int:
    return power_of(found["magnitude"], found["short"])


def _amount(found: re.Match[str], source: Locale) -> Amount | None:
    number = parse_number(found["number"], source)
    if number is None:
        return None
    power = _power(found)
    symbol = found["symbol"] or ""
    code = SYMBOLS.get(symbol) or SYMBOLS.get(symbol.upper()) or (found["code"] or "").upper()
    return Amount(number, power, code, symbol or f"{code}\u00a0") if code else None


def describes(text: str, end: int) -> bool:
    """Whether a noun follows that the amount describes."""
    found = _NOUN.match(text, end)
    return found is not None and found["word"] not in _FUNCTION


_QUANTITY: Final = re.compile(rf"(?P<sign>[±−+-]?)(?P<number>{FIGURE})\s?(?P<unit>[^\s\d]\s?\S*)")
CALIBRE: Final = frozenset({"mm"})
"""Units that name a calibre where a noun follows or the number has a point: `a 155 mm howitzer`, `7.62 mm`."""


def quantity(
    text: str, span: tuple[int, int], languages: tuple[Locale, Locale], conventions: Conventions
) -> Figure | None:
    """The quantity that stands at a span of a text, as the locale writes it; None where it must stay as it is.

    `languages`: of the text, and into which. Quantities are never converted. Calibres and products (5.56×45) stay.
    """
    (start, end), (source, target) = span, languages
    found = _QUANTITY.fullmatch(text[start:end])
    number = parse_number(found["number"], source) if found else None
    if found is None or number is None:
        return None
    unit = re.sub(r"\s", "", found["unit"])
    if unit in CALIBRE and (number.fraction or describes(text, end)):
        return None
    written = format_quantity(number, unit, target, conventions)
    return Figure(start, end, found["sign"] + written) if written is not None else None
