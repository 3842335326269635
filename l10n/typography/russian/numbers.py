"""Numbers in Russian: their points, their groups, and what stands behind them.

Sources: CLDR through Babel; Kirsanov, Веб-дизайн, "Неразрываемые пробелы"; GOST 8.417-2002; gramota.ru, questions
298123 and 325557; typograf 7.4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.typography.russian.marks import BLANK, LOWER, NBSP, NO_WORD_BEFORE
from l10n.typography.sheet import Change, Repair, Sheet

NO_NUMBER_BEFORE: Final = r"(?<![\d.,:/-])(?<![^\W_])"


def _kept_together(pattern: re.Pattern[str], sheet: Sheet) -> Iterator[Repair]:
    """A no-break space in the place of each blank, or of none, that `pattern` finds."""
    for found in pattern.finditer(sheet.view):
        if found[0] != NBSP:
            yield (Change(*found.span(), NBSP),)


_SIGN = re.compile(rf"(?<=[№§]){BLANK}?(?=\d)")


def nbsp_number(sheet: Sheet) -> Iterator[Repair]:
    """A no-break space stands behind № and §.

    Bad:  приказ №5
    Good: приказ № 5
    """
    yield from _kept_together(_SIGN, sheet)


_RANGE = re.compile(
    rf"{NO_NUMBER_BEFORE}(?P<first>[12]\d{{3}})(?P<hyphen>-)(?P<second>[12]\d{{3}})(?={BLANK}?(?:гг?\.|год))"
)


def year_range(sheet: Sheet) -> Iterator[Repair]:
    """An en dash stands between years.

    Bad:  2014-2022 гг.
    Good: 2014–2022 гг.
    """
    for found in _RANGE.finditer(sheet.view):
        if found["first"] < found["second"]:
            yield (Change(*found.span("hyphen"), "–"),)


_YEAR = re.compile(rf"(?<=\d\d\d){BLANK}?(?=гг?\.)|(?<=[IVXLC]){BLANK}?(?=вв?\.)")


def year(sheet: Sheet) -> Iterator[Repair]:
    """A no-break space stands between a year and г., a Roman numeral and в.

    Bad:  в 2014г., в XIX в.
    Good: в 2014 г., в XIX в. (with no-break spaces)
    """
    yield from _kept_together(_YEAR, sheet)


_GROUPED = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\w|[.,]\d)")
_SPACED = re.compile(r"(?<![\w.,])(?<!\d[ \u00a0])\d{1,3}(?: \d{3})+(?!\w|[.,]\d| \d)")


def thousands(sheet: Sheet) -> Iterator[Repair]:
    """Thousands are parted by no-break spaces from five digits on; four stand together.

    Only what the source has as the same number: else `12,000` may be a decimal.

    Bad:  12,000 военных
    Good: 12 000 военных (with a no-break space)
    """
    known = set(_GROUPED.findall(sheet.source.words)) if "," in sheet.source.words else ()
    if not known:
        return
    for pattern, sign in ((_GROUPED, ","), (_SPACED, " ")):
        for found in pattern.finditer(sheet.view):
            if found[0].replace(sign, ",") in known:
                yield tuple(_regrouped(found.start(), found[0], sign))


def _regrouped(start: int, number: str, sign: str) -> Iterator[Change]:
    short = re.fullmatch(r"\d[, ]\d{3}(?:\.\d+)?", number) is not None
    for at, character in enumerate(number, start):
        if character in {sign, "."}:
            yield Change(at, at + 1, "," if character == "." else "" if short else NBSP)


_POINT = re.compile(rf"(?<![\w.,:/-])\d+(?P<point>\.)\d+(?={BLANK}?(?:%|‰|(?:тыс|млн|млрд|трлн)(?!{LOWER})))")


def decimal(sheet: Sheet) -> Iterator[Repair]:
    """A comma parts decimals: before %, тыс., млн, млрд and трлн it can be nothing else.

    Bad:  выросла на 12.5%
    Good: выросла на 12,5%; версия 16.4
    """
    for found in _POINT.finditer(sheet.view):
        yield (Change(*found.span("point"), ","),)


_MAGNITUDE = re.compile(rf"(?<=\d){BLANK}?(?=(?:тыс\.|(?:тыс|млн|млрд|трлн)(?!{LOWER})))")
_MAGNITUDE_STOP = re.compile(rf"(?<=\d)(?:{BLANK}?(?:млн|млрд|трлн))(?P<stop>\.)(?={BLANK}{LOWER})")


def magnitude(sheet: Sheet) -> Iterator[Repair]:
    """A no-break space stands between a number and тыс., млн, млрд, трлн, of which only the first has a point.

    Bad:  3 млн. долларов
    Good: 3 млн долларов (with a no-break space)
    """
    yield from _kept_together(_MAGNITUDE, sheet)
    for found in _MAGNITUDE_STOP.finditer(sheet.view):
        yield (Change(*found.span("stop"), ""),)


_LONG_UNIT: Final = (
    "км/ч|км²|км³|км|м/с|м²|м³|кг|мг|мкг|мм|см|дм|мл|га|кВт·ч|кВт|МВт|ГВт|Вт|кГц|МГц|ГГц|Гц|[КМГТ]Б|[КМГ]бит/с|мин|сек|"
    "руб\\.|долл\\.|°[CFС]|л\\. ?с\\."
)
_UNIT = re.compile(
    rf"(?<=\d){BLANK}?(?=(?:{_LONG_UNIT})(?![^\W\d_]))|(?<=\d)[ \u2009\u202f](?=[мгтлч](?![^\W_]|[./]{LOWER}))"
)


def unit(sheet: Sheet) -> Iterator[Repair]:
    """A no-break space stands between a number and its unit.

    Bad:  900 км/ч (with a common space)
    Good: 900 км/ч (with a no-break space)
    """
    yield from _kept_together(_UNIT, sheet)


_PERCENT = re.compile(rf"(?<=\d)(?P<blank>{BLANK}?)(?=[%‰](?![^\W_]))")


def percent(sheet: Sheet) -> Iterator[Repair]:
    """A per cent sign stands as the house has it: `tight`, as in the press, or behind a no-break space (GOST).

    Bad:  12,5 %
    Good: 12,5%
    """
    wanted = NBSP if sheet.house.percent == "space" else ""
    for found in _PERCENT.finditer(sheet.view):
        if found["blank"] != wanted:
            yield (Change(*found.span("blank"), wanted),)


_ORDINAL = re.compile(rf"{NO_WORD_BEFORE}\d+-(?P<ending>ый|ой|ая|ое|ые|ым|ом|ых|ого|ому|ыми)(?![^\W_])")


def ordinal(sheet: Sheet) -> Iterator[Repair]:
    """The ending of a number is its last letter behind a vowel, the last two behind a consonant.

    Bad:  5-ый удар за 30-ые сутки
    Good: 5-й удар за 30-е сутки
    """
    for found in _ORDINAL.finditer(sheet.view):
        start, end = found.span("ending")
        yield (Change(start, end - (1 if end - start == 2 else 2), ""),)
