"""The notation of numbers that an engine wrote: the source's value in the locale's form.

A number of a draft is rewritten where it is, figure by figure, a quantity of the source in some language's notation.
Its value never changes; what is no certain quantity (versions, times, scores, calibres, years) is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from l10n.figures.known import Figure
from l10n.locales import Conventions, Locale
from l10n.locales.numbers import (
    FIGURE,
    MAGNITUDES,
    NBSP,
    Number,
    counts_by_myriads,
    format_figure,
    format_large,
    parse_number,
    spellings,
)

_NUMBER: Final = re.compile(rf"(?<![A-Za-z0-9_.,:/])(?<![A-Za-z]-){FIGURE}(?![0-9_:/]|[.,:]\d)")
_WORD_BEHIND: Final = re.compile(r"[A-Za-z]")

_MAGNITUDES: Final[Mapping[str, Mapping[str, int]]] = {
    "en": MAGNITUDES,
    "ru": {r"тыс\.|тысяч\w*": 3, r"млн|миллион\w*": 6, r"млрд|миллиард\w*": 9, r"трлн|триллион\w*": 12},
    "uk": {r"тис\.|тисяч\w*": 3, r"млн|мільйон\w*": 6, r"млрд|мільярд\w*": 9, r"трлн|трильйон\w*": 12},
    "zh": {"万亿|萬億|兆": 12, "十亿|十億": 9, "亿|億": 8, "百万|百萬": 6, "万|萬": 4, "千": 3},
}
"""Powers of ten by the words behind a number."""
_MEASURED: Final = re.compile(
    rf"(?:\s?[-–—]\s?{FIGURE}|[ \u00a0](?:to|and|or)[ \u00a0]{FIGURE})?"
    r"(?:\s?%|[ \u00a0-](?:per\s?cent|percent|percentage|times|fold|hours?|minutes?|seconds?|days?|weeks?|months?"
    r"|years?|decades?|kilomet(?:re|er)s?|met(?:re|er)s?|centimet(?:re|er)s?|miles?|feet|foot|inch(?:es)?|yards?|acres?"
    r"|hectares?|kilograms?|kilos?|grams?|tons?|tonnes?|pounds?|ounces?|lit(?:re|er)s?|gallons?|barrels?|degrees?"
    r"|dollars?|euros?|roubles?|rubles?|yuan|yen|points?|people|children|square|cubic|nautical|megawatts?|kilowatts?"
    r"|gigawatts?|horsepower|knots?|km|kg|cm|mph|[kmg]hz|[kmgt]b|[kmg]w)(?![a-z]))",
    re.IGNORECASE,
)
"""What stands behind a number with a point that measures something; any other may be a version or a section. Of a range
the second half has it."""

_JOINT: Final = r"\s?(?:[-–—~～]|(?<![^\W\d_])(?:to|and|or|до|и|или|至|到|和|与|或)(?![A-Za-zА-яЁё]))\s?[$€£¥₽₴]?"
"""What stands between the halves of a range, and the sign of a currency."""
_SECOND: Final = re.compile(rf"(?P<joint>{_JOINT})(?P<number>{FIGURE})")
_LIST: Final = re.compile(r"and|и|和|与")
_BETWEEN: Final = re.compile(r"\b(?:between|from|either|от|между)\s+[$€£¥₽₴]?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Told:
    """A quantity of the source."""

    number: Number
    power: int

    @property
    def value(self) -> Decimal:
        return self.number.value.scaleb(self.power)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A number of a draft with the magnitude behind it, at characters `start:end`."""

    start: int
    figures_end: int
    end: int
    power: int
    """0 where no magnitude follows."""
    foreign: bool
    """Whether the magnitude is a word of the source's language."""
    shared: bool = False
    """Whether the magnitude stands behind the other half of a range: `2.5 to 3 million`."""


def renotated(
    source: str, draft: str, languages: tuple[Locale, Locale], conventions: Conventions
) -> tuple[Figure, ...]:
    """What changes in a draft so that its numbers stand as the locale writes them, in order, without overlap.

    `languages`: of the source and of the draft. Both texts are plain words; what must not be looked at in either (code,
    addresses) has been blanked out. Doing it again changes nothing.
    """
    from_language, target = languages
    told = _told(source, from_language)
    if not told.quantities:
        return ()
    edits, bound = [], False
    for phrase in _phrases(draft, from_language, target):
        written = draft[phrase.start : phrase.figures_end]
        meant = None if bound else told.meant(phrase.power, written, target)
        bound = phrase.shared and meant is None and target.language == "zh"  # 2.5至3百万: both halves change, or none
        if meant is None or written in told.doubtful:
            continue
        new = _form(draft, phrase, meant, target, conventions)
        if new is not None and new != draft[phrase.start : phrase.end]:
            edits.append(Figure(phrase.start, phrase.end, new))
    return tuple(edits)


# --- the source ---


class _Source:
    """The quantities of a text, ready to be found by their figures and by their value."""

    def __init__(self, quantities: Sequence[_Told], doubtful: frozenset[str]) -> None:
        self.quantities = quantities
        self.doubtful = doubtful
        """The numbers of the text that are no quantities."""
        self._spelled: dict[tuple[int, str], set[_Told]] = {}
        self._figures: dict[str, set[_Told]] = {}
        self._values: dict[Decimal, set[_Told]] = {}
        for each in set(quantities):
            self._values.setdefault(each.value, set()).add(each)
            for text in spellings(each.number):
                self._figures.setdefault(text, set()).add(each)
                self._spelled.setdefault((each.power, text), set()).add(each)
            if each.power and each.value == int(each.value):
                for text in spellings(Number(each.value, 0)):
                    self._spelled.setdefault((0, text), set()).add(each)

    def meant(self, power: int, written: str, target: Locale) -> _Told | None:
        """The quantity that a number with a magnitude is; None where there is none, or there are several."""
        found = self._spelled.get((power, written), set())
        if target.language not in _MAGNITUDES:  # what stands behind the figures cannot be read
            found = found | self._figures.get(written, set())
        if not found and power:
            number = parse_number(written, target)
            found = self._values.get(number.value.scaleb(power), set()) if number else set()
        if len({each.value for each in found}) != 1:
            return None
        return max(found, key=lambda each: (each.power, each.number.fraction))


@lru_cache(maxsize=64)
def _told(text: str, source: Locale) -> _Source:
    """The quantities of a text."""
    matches = [(match[0], _quantity(text, match, source)) for match in _NUMBER.finditer(text)]
    doubtful = frozenset(written for written, quantity in matches if quantity is None)
    return _Source([quantity for _, quantity in matches if quantity is not None], doubtful)


def _quantity(text: str, match: re.Match[str], source: Locale) -> _Told | None:
    number = parse_number(match[0], source)
    if number is None:
        return None
    end, power = _magnitude(text, match.end(), source)
    if _WORD_BEHIND.match(text, end):
        return None
    power = power or _shared(text, match, number, source)
    grouped = re.fullmatch(r"\d{1,3}(?:\D\d{3})+(?:\D\d+)?", match[0]) is not None and number.value >= 1000
    measured = number.fraction > 0 and _MEASURED.match(text, end) is not None
    return _Told(number, power) if power or grouped or measured else None


def _shared(text: str, match: re.Match[str], number: Number, source: Locale) -> int:
    """The power of ten of the first half of a range, which stands behind the second: `2.5 to 3 million`; else 0.

    Of two numbers joined by `and` only behind `between` and the like, and never of a larger one.
    """
    second = _SECOND.match(text, match.end())
    other = parse_number(second["number"], source) if second else None
    if second is None or other is None or number.value >= other.value:
        return 0
    if _LIST.search(second["joint"]) and not _BETWEEN.search(text, max(0, match.start() - 16), match.start()):
        return 0
    return _magnitude(text, second.end(), source)[1]


@lru_cache(maxsize=16)
def _magnitude_pattern(language: str) -> re.Pattern[str] | None:
    words = _MAGNITUDES.get(language)
    if words is None:
        return None
    said = "|".join(f"(?P<m{at}>{word})" for at, word in enumerate(words))
    return re.compile(rf"[ \u00a0\u202f-]?(?:{said})(?![A-Za-zА-яЁё])", re.IGNORECASE)


def _magnitude(text: str, end: int, language: Locale) -> tuple[int, int]:
    """Where the magnitude behind a number ends, and its power of ten; the number's own end and 0 without one."""
    pattern = _magnitude_pattern(language.language)
    found = pattern.match(text, end) if pattern else None
    if found is None:
        return end, 0
    return found.end(), list(_MAGNITUDES[language.language].values())[int(str(found.lastgroup)[1:])]


def quantities(text: str, languages: tuple[Locale, Locale], conventions: Conventions) -> Iterator[Figure]:
    """The quantities of a sentence and their figures in the locale's notation, for an engine that garbles them.

    Words for magnitudes are the engine's; but in Chinese, where they change the figures, they are part of them.
    """
    source, target = languages
    for match in _NUMBER.finditer(text):
        told = _quantity(text, match, source)
        if told is None:
            continue
        large = format_large(told.number, told.power, target, conventions) if told.power else None
        if large is not None and target.language == "zh":
            yield Figure(match.start(), _magnitude(text, match.end(), source)[0], large)
        else:
            yield Figure(*match.span(), format_figure(told.number, target, conventions))


# --- the draft ---


def _phrases(draft: str, source: Locale, target: Locale) -> Iterator[_Phrase]:
    for match in _NUMBER.finditer(draft):
        start, end = match.span()
        own_end, own = _magnitude(draft, end, target)
        their_end, theirs = _magnitude(draft, end, source) if not own else (end, 0)
        last = max(own_end, their_end)
        doubled = any(_magnitude(draft, last, language)[1] for language in (source, target)) and last > end
        if doubled or _WORD_BEHIND.match(draft, last):
            continue
        shared = 0 if own or theirs else _magnitude_behind(draft, end, (target, source))
        yield _Phrase(start, end, last, own or theirs or shared, foreign=bool(theirs), shared=bool(shared))


def _magnitude_behind(draft: str, end: int, languages: tuple[Locale, Locale]) -> int:
    """The power of ten behind the other half of a range that a number begins, or 0."""
    second = _SECOND.match(draft, end)
    powers = (_magnitude(draft, second.end(), language)[1] for language in languages) if second else iter(())
    return next(filter(None, powers), 0)


def _form(draft: str, phrase: _Phrase, told: _Told, target: Locale, conventions: Conventions) -> str | None:
    """How the locale writes a quantity in the place of a phrase."""
    if target.language == "zh":
        return _myriads(phrase, told, target, conventions)
    if phrase.shared:
        return format_figure(told.number, target, conventions) if phrase.power == told.power else None
    large = format_large(told.number, phrase.power, target, conventions) if phrase.power else None
    if phrase.foreign:
        return large if phrase.power == told.power else None
    if phrase.power != told.power and phrase.power:
        return None
    same = draft[phrase.start : phrase.figures_end] in spellings(told.number)
    number = told.number if same else Number(told.value, 0)
    behind = draft[phrase.figures_end : phrase.end]
    if large is not None and large.endswith(behind.strip()):
        behind = NBSP + behind.strip()
    return format_figure(number, target, conventions) + behind


def _myriads(phrase: _Phrase, told: _Told, target: Locale, conventions: Conventions) -> str | None:
    """In Chinese: by 万 and 亿, or in figures, and never by other magnitudes behind figures (GB/T 15835)."""
    if told.power:
        return format_large(told.number, told.power, target, conventions)
    if phrase.power in {4, 8, 12} and counts_by_myriads(target, conventions):
        return None
    return format_figure(told.number, target, conventions)
