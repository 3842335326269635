"""Numbers in words: English, Russian and Chinese numerals, months, and what else a translator may turn a figure into.

Whatever is read here only explains a figure of the other text; it is never missed itself. So a reading may be generous.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

_ENGLISH: Mapping[str, str] = {
    "0": "zero|midnight|nil|no",
    "1": "one|first|once|single|january|jan|an?|each|every",
    "2": "two|second|twice|double[ds]?|february|feb|both|pair|couple|twin|half|halve[ds]?|halves|binary",
    "3": "three|third|thrice|triple[ds]?|march|mar|thirds",
    "4": "four|fourth|quarters?|april|apr|quadruple[ds]?",
    "5": "five|fifth|may|fifths",
    "6": "six|sixth|june|jun",
    "7": "seven|seventh|july|jul|week",
    "8": "octal|eight|eighth|august|aug",
    "9": "nine|ninth|september|sept?",
    "10": "ten|tenth|october|oct|decades?",
    "11": "eleven|eleventh|november|nov",
    "12": "twelve|twelfth|december|dec|dozens?|noon|midday|midnight",
    "13": "thirteen|thirteenth",
    "14": "fourteen|fourteenth|fortnight",
    "15": "fifteen|fifteenth",
    "16": "hexadecimal|sixteen|sixteenth",
    "17": "seventeen|seventeenth",
    "18": "eighteen|eighteenth",
    "19": "nineteen|nineteenth",
    "20": "twenty|twentieth|twenties|score",
    "30": "thirty|thirtieth|thirties",
    "40": "forty|fortieth|forties",
    "50": "fifty|fiftieth|fifties|half",
    "60": "sixty|sixtieth|sixties",
    "70": "seventy|seventieth|seventies",
    "80": "eighty|eightieth|eighties",
    "90": "ninety|ninetieth|nineties",
    "100": "hundreds?|hundredth|century|centuries|centenary",
    "1000": "thousands?|thousandth|millennium",
    "1000000": "millions?|millionth",
    "1000000000": "billions?|billionth",
    "1000000000000": "trillions?|trillionth",
    "0.5": "half",
    "0.25": "quarter",
    "25": "quarter",
    "24": "midnight",
}
_RUSSIAN: Mapping[str, str] = {
    "0": r"нол\w*|нул\w*|полноч\w*",
    "1": r"один|одн\w+|перв\w+|январ\w*|янв|кажд\w+|однажды|единствен\w+",
    "2": r"дв[аеу]\w*|дво(?:е|их|им|ими)|втор\w+|феврал\w*|фев|оба|обе|обо\w+|пар[аыу]|половин\w*|пол\w*|вдвое|дважды",
    "3": r"три|тр[её]\w+|тро(?:е|их|им|ими)|трижды|втрое|март\w*|мар",
    "4": r"четыр\w+|четв[её]р[ато]\w+|апрел\w*|апр|вчетверо",
    "5": r"пят\w+|ма[йяею]\w*|впятеро",
    "6": r"шест\w+|июн\w*",
    "7": r"сем\w+|седьм\w+|июл\w*",
    "8": r"вос[еь]м\w+|август\w*|авг",
    "9": r"девят\w+|сентябр\w*|сен",
    "10": r"десят\w+|октябр\w*|окт",
    "11": r"одиннадцат\w+|ноябр\w*|ноя",
    "12": r"двенадцат\w+|декабр\w*|дек|дюжин\w*|полдень|полудн\w+|полноч\w*|полуноч\w*",
    "13": r"тринадцат\w+",
    "14": r"четырнадцат\w+",
    "15": r"пятнадцат\w+|четверт\w+",
    "16": r"шестнадцат\w+",
    "17": r"семнадцат\w+",
    "18": r"восемнадцат\w+",
    "19": r"девятнадцат\w+",
    "20": r"двадцат\w+",
    "30": r"тридцат\w+",
    "40": r"сорок\w*",
    "50": r"пят(?:ь|и|ью)десят\w*|половин\w*",
    "60": r"шест(?:ь|и|ью)десят\w*",
    "70": r"сем(?:ь|и|ью)десят\w*",
    "80": r"вос[еь]м(?:ь|и|ью)?десят\w*",
    "90": r"девяност\w+",
    "100": r"сто|ста|сот\w*|столети\w+|век\w*",
    "200": r"двест\w+|двухсот\w*",
    "300": r"трист\w+|тр[её]хсот\w*",
    "400": r"четырест\w+|четыр[её]хсот\w*",
    "500": r"пят(?:ь|и|ью)со?т\w*|полтысяч\w*",
    "600": r"шест(?:ь|и|ью)со?т\w*",
    "700": r"сем(?:ь|и|ью)со?т\w*",
    "800": r"вос[еь]м(?:ь|и|ью)?со?т\w*",
    "900": r"девят(?:ь|и|ью)со?т\w*",
    "1000": r"тысяч\w*|тыс",
    "1000000": r"миллион\w*|млн",
    "1000000000": r"миллиард\w*|млрд",
    "1000000000000": r"триллион\w*|трлн",
    "0.5": r"половин\w*|пол\w*",
    "500000": r"полмиллион\w*",
    "500000000": r"полмиллиард\w*",
    "1.5": r"полтор\w+|полутор\w+",
    "0.25": r"четверт\w+",
    "25": r"четверт\w+",
    "24": r"полноч\w*|сутки|суток",
}
_WORDS: Mapping[str, Mapping[str, str]] = {"en": _ENGLISH, "ru": _RUSSIAN}
KNOWN = frozenset({*_WORDS, "zh"})
"""Languages whose words for numbers are read."""

_HALVES: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(r"\band a half\b", re.IGNORECASE),
    "ru": re.compile(r"\bс половиной\b", re.IGNORECASE),
    "zh": re.compile(r"半"),
}
_DECADES = re.compile(r"\b(\w+) decades\b", re.IGNORECASE)
_HALF_OF = re.compile(r"\bhalf[ -](?:an? )?(hundred|thousand|million|billion|trillion|dozen)", re.IGNORECASE)
_JOINING = frozenset({"and", "и"})
_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(
    r"(?<!\w)(?=[IVXLCDMХІ])M{0,3}(?:CM|CD|D?C{0,3})(?:[XХ]C|[XХ]L|L?[XХ]{0,3})(?:[IІ][XХ]|[IІ]V|V?[IІ]{0,3})(?!\w)"
)
_DIGITS = {"I": 1, "І": 1, "V": 5, "X": 10, "Х": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@lru_cache(maxsize=8)
def _table(language: str) -> tuple[tuple[Decimal, re.Pattern[str]], ...]:
    words = _WORDS.get(language, {})
    return tuple((Decimal(value), re.compile(written, re.IGNORECASE)) for value, written in words.items())


@lru_cache(maxsize=1024)
def spelled(text: str, language: str) -> frozenset[Decimal]:
    """The values that words, Roman and Chinese numerals of a text may stand for."""
    found: set[Decimal] = set(map(Decimal, _romans(text)))
    if language == "zh":
        found.update(map(Decimal, _han(text)))
    elif language in _WORDS:
        found.update(_worded(text, language))
    if language in _HALVES and _HALVES[language].search(text):
        found |= {
            value + Decimal("0.5") for value in found | {Decimal(digits) for digits in re.findall(r"\d{1,3}", text)}
        }
        found |= {Decimal("0.5"), Decimal(50)}
    return frozenset(found)


def _worded(text: str, language: str) -> Iterator[Decimal]:
    """Each numeral, and the value of each row of them: `twenty`, `one`, `twenty-one`; `half a million`."""
    for match in _HALF_OF.finditer(text) if language == "en" else ():
        yield from (value / 2 for value in _values(match[1].lower(), language))
    for match in _DECADES.finditer(text) if language == "en" else ():
        yield from (value * 10 for value in _values(match[1].lower(), language))
    row: list[Decimal] = []
    for match in _WORD.finditer(text):
        values = _values(match[0].lower(), language)
        yield from values
        if values and values[0] >= 1 and not (language == "en" and match[0].lower() in {"a", "an", "second"}):
            row.append(values[0])
            yield from _composed(row)
        elif match[0].lower() not in _JOINING:
            row = []


@lru_cache(maxsize=4096)
def _values(word: str, language: str) -> tuple[Decimal, ...]:
    """What a word may stand for, the longest reading first: `двенадцати` is 12 before it is 2."""
    found = [value for value, written in _table(language) if written.fullmatch(word)]
    return tuple(sorted(found, key=lambda value: -value))


def _composed(row: Iterable[Decimal]) -> Iterator[Decimal]:
    """The value of numerals in a row, each way of beginning: hundreds, tens and units add, magnitudes multiply."""
    values = list(row)[-8:]
    for start in range(len(values)):
        total, part = Decimal(0), Decimal(0)
        for value in values[start:]:
            if value >= 1000:
                total += (part or 1) * value
                part = Decimal(0)
            elif value == 100 and 0 < part < 100:
                part *= value
            else:
                part += value
        yield total + part


def _romans(text: str) -> Iterator[int]:
    for match in _ROMAN.finditer(text):
        digits = [_DIGITS[character] for character in match[0]]
        pairs = zip(digits, [*digits[1:], 0], strict=True)
        yield sum(-digit if digit < following else digit for digit, following in pairs)


_HAN_DIGITS = {
    character: value
    for value, characters in enumerate(("零〇", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九"))
    for character in characters
}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_HAN_NUMERAL = re.compile(f"[{''.join(_HAN_DIGITS)}{''.join(_HAN_UNITS)}]+")


def _han(text: str) -> Iterator[int]:
    """The value of each Chinese numeral; of digits in a row also each alone: 三四 is three or four."""
    if re.search("每|首|单|各|元旦", text):
        yield 1
    if re.search("双|倍|对|俩|一半|中午|正午", text):
        yield from (2, 50, 12)
    if "周" in text or "星期" in text:
        yield 7
    if re.search("午夜|零点|零时", text):
        yield from (0, 12, 24)
    for match in _HAN_NUMERAL.finditer(text[:10_000]):
        numeral = match[0][:24]
        if any(character in _HAN_UNITS for character in numeral):
            yield _han_value(numeral)
        else:
            digits = [_HAN_DIGITS[character] for character in numeral]
            yield int("".join(map(str, digits)))
            yield from digits
        if text[match.end() : match.end() + 1] == "成":
            yield _han_value(numeral) * 10


def _han_value(numeral: str) -> int:
    """Chinese numerals by their units: 一千二百三十四万五千."""
    total = part = digit = 0
    for character in numeral:
        if character in _HAN_DIGITS:
            digit = _HAN_DIGITS[character]
        elif (unit := _HAN_UNITS[character]) >= 10**4:
            total = (total + part + digit or 1) * unit if unit > total else total + (part + digit or 1) * unit
            part = digit = 0
        else:
            part += (digit or 1) * unit
            digit = 0
    return total + part + digit
