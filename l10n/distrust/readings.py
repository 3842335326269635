"""Figures of a text as values: what digits, separators and the words beside them may mean in a language.

A figure may have several readings: 1.234 is one number or another, and the 2 of `2 p.m.` is 14 too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from l10n.inline import without_addresses

_DECIMAL_POINT = frozenset("en zh ja ko th he hi ms".split())  # noqa: SIM905
"""Languages that write 1,234.5; all others are read as 1.234,5 or 1 234,5. Source: CLDR."""
_LONGEST = 30
"""Digits of a number; a longer run is no quantity."""
_FULL_WIDTH = {ord("０") + digit: ord("0") + digit for digit in range(10)} | {ord("．"): ord("."), ord("，"): ord("、")}
_DIGIT, _DIGITS = re.compile(r"\d"), re.compile(r"\d+")
_WIDE = re.compile("[０-９．，]")
_FIGURE = re.compile(
    r"(?P<parts>\d+(?:[.]\d+){2,}(?!\d|[.,]\d)|\d+(?::\d+)+|(?P<clock>\d{1,2}\.\d\d)(?=\s?[apAP]\.?\s?[mM]\b))"
    r"|(?P<grouped>\d{1,3}(?P<by>[ \u00a0\u202f\u2009,.'’])\d{3}(?:(?P=by)\d{3})*(?!\d)(?:[.,]\d+)?)"
    r"|(?P<plain>\d+(?:[.,]\d+)?)"
)
_MAGNITUDES: Mapping[str, int] = {
    r"thousand|т[ыи]с(?!яч)\.?|т[ыи]сяч\w*|千": 10**3,
    r"million|mn\b|mln\b|млн|миллион\w*|мільйон\w*|百万|百萬": 10**6,
    r"billion|bn\b|bln\b|млрд|миллиард\w*|мільярд\w*|十亿|十億": 10**9,
    r"trillion|tn\b|трлн|триллион\w*|трильйон\w*|兆|万亿|萬億": 10**12,
    r"dozen": 12,
    r"hundred|百": 100,
    r"[多余餘]?(?:万|萬)": 10**4,
    r"[多余餘]?(?:亿|億)": 10**8,
    r"十": 10,
}
_MULTIPLIERS = "|".join(f"(?P<m{at}>{written})" for at, written in enumerate(_MAGNITUDES))
_MAGNITUDE = re.compile(rf"[ \u00a0\u202f-]?(?:{_MULTIPLIERS})", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:(?P<k>k)|(?P<m>m)|(?P<b>bn?))(?![^\W_])", re.IGNORECASE)
_HOUR = re.compile(r"\s?(?:[ap]\.?\s?m\b|[时点時點]|час|o[’']clock)|[.:]\d\d\s?[ap]\.?\s?m\b", re.IGNORECASE)
_NAMED = re.compile(r"(?!thousand|million|billion|trillion|hundred|dozen)[a-z]{4}")
"""What makes a number the beginning of a name: `3dfxvoodoo`; units such as `5km` are shorter."""
_YEAR_BEFORE = re.compile(r"(?<!\d)(\d{2})\d{2}[-–—/]\Z")
_RANGE = re.compile(r"[ \u00a0]?(?:-|–|—|~|～|to|and|or|до|и|или|至|到|或)[ \u00a0]?[$€£¥]?\d[\d.,]{0,20}(?<=\d)")
"""What may lend a number its magnitude: `2 to 3 million`."""
_YEARS = re.compile(r"['’]?s\b|-[ея]|年代")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a text."""

    written: str
    values: frozenset[Decimal]
    """What it may mean; never empty."""
    wanted: bool
    """Whether it must be in the other text: not a digit inside a name such as `l10n`."""

    @property
    def digits(self) -> str:
        """Without its magnitude, whose word another language may not have been taught."""
        return "".join(_DIGITS.findall(self.written))


def plain(text: str) -> str:
    """A text ready to be read: figures in half width, and no addresses, whose figures are no numbers."""
    return without_addresses(text.translate(_FULL_WIDTH) if _WIDE.search(text) else text)


def figures(text: str, language: str) -> Iterator[Figure]:
    """The figures of a text from left to right; those that add up, as 2 млн 300 тыс., are one."""
    before: Figure | None = None
    at, above = 0, Decimal(1)  # where the last figure ended, and by what it was multiplied
    for match in _written(text):
        if len(match[0]) > _LONGEST and max(map(len, _DIGITS.findall(match[0]))) > _LONGEST:
            continue
        end, magnitude = _magnitude(text, match.end())
        read = _parts(match, language) if match["parts"] else [_figure(text, match, language, end, magnitude)]
        joined = magnitude < above and not text[at : match.start()].strip(" \u00a0\u202f.")
        if before and joined and len(read) == 1:
            read = [_sum(before, read[0])]
        elif before:
            yield before
        yield from read[:-1]
        before, at, above = read[-1], end, magnitude
    if before:
        yield before


def _written(text: str) -> Iterator[re.Match[str]]:
    """What `finditer` gives, four times as fast: most of a text is no digit."""
    digit = _DIGIT.search(text)
    while digit and (match := _FIGURE.match(text, digit.start())):
        yield match
        digit = _DIGIT.search(text, match.end())


def _sum(one: Figure, two: Figure) -> Figure:
    """Two figures that may be one number, or two numbers after all."""
    values = one.values | two.values | {max(one.values) + min(two.values)}
    return Figure(f"{one.written} … {two.written}", values, wanted=one.wanted)


def _figure(text: str, match: re.Match[str], language: str, end: int, magnitude: Decimal) -> Figure:
    values = {value * magnitude for value in _readings(match, language)}
    written = text[match.start() : end]
    return Figure(written, frozenset(values | _also(text, match, end, min(values))), _stands_alone(text, match))


def _parts(match: re.Match[str], language: str) -> list[Figure]:
    """Times, scores, dates in figures and versions, number by number."""
    if language not in _DECIMAL_POINT and re.fullmatch(r"\d{1,3}(?:\.\d{3})+", match[0]):
        return [Figure(match[0], frozenset({Decimal(match[0].replace(".", ""))}), wanted=True)]
    parts = _DIGITS.findall(match[0])
    hour = _clock(Decimal(parts[0])) if match["clock"] or ":" in match[0] else set()
    return [
        Figure(part, frozenset({Decimal(part)} | (hour if at == 0 else set())), wanted=True)
        for at, part in enumerate(parts)
    ]


def _clock(hour: Decimal) -> set[Decimal]:
    """The hour on the other half of a day: 2 p.m. is 14:00, 12 a.m. is 0:00."""
    other = hour + 12 if hour < 12 else hour - 12
    return {other, Decimal(24)} if hour in {0, 12} else {other}


def _readings(match: re.Match[str], language: str) -> set[Decimal]:
    """What digits and separators may mean in a language; both readings where its writers do not agree."""
    text, by = match[0], match["by"]
    point = language in _DECIMAL_POINT
    if not by and not point and re.fullmatch(r"(?:[012]\d|3[01])\.(?:0[1-9]|1[0-2])", text):
        return {Decimal(text), Decimal(text[:2])}  # 17.04 may be a date
    if not by and point and "," in text:
        return {Decimal(text.replace(",", ".")), *map(Decimal, text.split(","))}  # a list, as in [1,8], or a slip
    if by:
        whole = Decimal(
            re.sub(r"[ \u00a0\u202f\u2009'’]|,(?=\d{3})|\.(?=\d{3})", "", text[: _groups_end(text, by)]) or 0
        )
        rest = text[_groups_end(text, by) + 1 :]
        grouped = whole + (Decimal(f"0.{rest}") if rest else 0)
        ambiguous = by in ",." and text.count(by) == 1 and not rest
        if ambiguous and (by == ".") == point:
            return {Decimal(text.replace(",", "."))}
        if ambiguous and not point:
            return {grouped, Decimal(text.replace(",", "."))}
        return {grouped}
    return {Decimal(text.replace(",", "."))}


def _groups_end(text: str, by: str) -> int:
    """Where the groups of three end and a fraction may begin."""
    end = text.rfind(by) + 4
    return min(end, len(text))


def _magnitude(text: str, end: int) -> tuple[int, Decimal]:
    """The end of the words after a number that multiply it, and by how much: `1.5 million`, `3百万`."""
    magnitude = Decimal(1)
    for _ in range(2):
        found = _MAGNITUDE.match(text, end)
        if not found:
            break
        end = found.end()
        magnitude *= next(value for at, value in enumerate(_MAGNITUDES.values()) if found[f"m{at}"] is not None)
    return end, magnitude


def _also(text: str, match: re.Match[str], end: int, value: Decimal) -> set[Decimal]:
    """Other values that the neighbours of a number allow: an hour, a decade, half of a range, `5m`."""
    found: set[Decimal] = set()
    if value <= 24 and _HOUR.match(text, match.end()):
        found |= _clock(value)
    if value % 10 == 0 and _YEARS.match(text, end):
        found.update({value % 100, value // 100 + 1} if value > 100 else {value})
    years = value < 100 and _YEAR_BEFORE.search(text[max(0, match.start() - 6) : match.start()])
    if years:
        found.add(Decimal(years[1]) * 100 + value)
    if end == match.end() and (ranging := _RANGE.match(text, end)):
        found.add(value * _magnitude(text, ranging.end())[1])
    if text[end : end + 1] in {"成", "折"}:
        found.add(value * 10)
    if end == match.end() and (suffix := _SUFFIX.match(text, end)):
        found.add(value * {"k": 1000, "m": 10**6, "b": 10**9}[str(suffix.lastgroup)])
    return found


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether it is a number and no part of a word in Latin letters."""
    before = text[max(0, match.start() - 1) : match.start()]
    return not (before.isascii() and before.isalpha()) and not _NAMED.match(text, match.end())
