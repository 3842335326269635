"""What is said of Russian text and left to a person, since it is right in one sentence and wrong in another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from l10n.terms import with_yo
from l10n.typography.russian.marks import BLANK, LOWER, NBSP, UPPER
from l10n.typography.russian.numbers import NO_NUMBER_BEFORE
from l10n.typography.sheet import Change, Repair, Sheet

_ENDED = re.compile(r"(?<=: )«[^«»]*[?!…]»(?P<stop>\.)")


def quote_mark(sheet: Sheet) -> Iterator[Repair]:
    """No point stands behind direct speech that ends in `?`, `!` or `…`; it does behind a title (Rosenthal, §66).

    Bad:  Он крикнул: «Ура!».
    Good: Он крикнул: «Ура!»; Он читал роман «Что делать?».
    """
    for found in _ENDED.finditer(sheet.view):
        yield (Change(*found.span("stop"), ""),)


_SAID: Final = (
    "сказал|говорит|говорил|заявил|заявляет|сообщил|сообщает|отметил|отмечает|добавил|добавляет|подчеркнул|написал|пишет|"
    "ответил|отвечает|спросил|пояснил|объяснил|признал|признаётся|признаётся|утверждает|утверждал|считает|рассказал|"
    "рассказывает|воскликнул|предупредил|цитирует"
)
_SPEECH = re.compile(rf"(?<=»,)(?P<blank>{BLANK})(?=(?:{_SAID})(?:а|о|и|ась|ся)?(?!{LOWER}))")


def speech_dash(sheet: Sheet) -> Iterator[Repair]:
    """A dash parts direct speech from the words that say who spoke (Rosenthal).

    Bad:  «Мы готовы», сказал он.
    Good: «Мы готовы», — сказал он.
    """
    for found in _SPEECH.finditer(sheet.view):
        yield (Change(*found.span("blank"), f"{NBSP}— "),)


_INITIAL = re.compile(rf"{UPPER}\.(?<![^\W_]..)(?<![.\u00a0]..)(?P<blank>[ \u2009\u202f])(?={UPPER}{LOWER}{{2}})")


def single_initial(sheet: Sheet) -> Iterator[Repair]:
    """A no-break space keeps an initial and the surname together; what ends a sentence may look the same.

    Bad:  В. Иванов (with a common space)
    Good: В. Иванов (with a no-break space)
    """
    for found in _INITIAL.finditer(sheet.view):
        if sheet.view[found.start() - 1 : found.start()] in {"", " ", "(", "«", NBSP}:
            yield (Change(*found.span("blank"), NBSP),)


_NUMBERS = re.compile(
    rf"{NO_NUMBER_BEFORE}(?P<first>\d{{1,4}})(?P<hyphen>-)(?P<second>\d{{1,4}})"
    rf"(?={BLANK}(?:лет|дн|час|мин|сек|км|кг|метр|м |тыс|млн|млрд|год|челов|раз|процент|долл|руб)|%)"
)


def numbers_range(sheet: Sheet) -> Iterator[Repair]:
    """A dash without blanks stands between the ends of a range.

    Bad:  5-7 дней
    Good: 5—7 дней
    """
    for found in _NUMBERS.finditer(sheet.view):
        if int(found["first"]) < int(found["second"]):
            yield (Change(*found.span("hyphen"), "—"),)


_POINT = re.compile(
    rf"(?<![\w.,:/-])\d{{1,3}}(?P<point>\.)\d{{1,2}}"
    rf"(?={BLANK}(?:км|кг|см|мм|раз[а ]|метр|килом|миллион|миллиард|тысяч|процент|балл|доллар|евро|рубл|секунд|тонн))"
)


def decimal_point(sheet: Sheet) -> Iterator[Repair]:
    """A comma parts decimals; a point, parts of versions, dates, times and calibres.

    Bad:  1.5 километра
    Good: 1,5 километра
    """
    for found in _POINT.finditer(sheet.view):
        yield (Change(*found.span("point"), ","),)


_BARE = re.compile(r"\d{5,9}(?![\w.,:/-])")
_NUMBERED = re.compile(r"[№§#][ \u00a0]?\Z|[\w.,:/-]\Z")


def grouping(sheet: Sheet) -> Iterator[Repair]:
    """Numbers of five digits and more are grouped by no-break spaces; what the source has so may be a code.

    Bad:  12500 человек
    Good: 12 500 человек
    """
    for found in _BARE.finditer(sheet.view):
        before = sheet.view[max(0, found.start() - 2) : found.start()]
        if found[0] not in sheet.source.words and not _NUMBERED.search(before):
            yield tuple(Change(at, at, NBSP) for at in range(found.end() - 3, found.start(), -3))[::-1]


_MONTHS: Final = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_DATED = re.compile(
    rf"(?:{NO_NUMBER_BEFORE}\d{{1,2}}(?P<day>-(?:ого|го|ое|е))(?={BLANK}(?:{_MONTHS}))"
    rf"|{NO_NUMBER_BEFORE}[12]\d{{3}}(?P<year>-(?:ого|го|ому|му|ом|м|ый|й))(?={BLANK}год)"
    rf"|(?<![A-Za-z])[IVXLCDM]+(?P<roman>-(?:ый|й|ой|ая|я|ое|ого|го|ому|му|ом|м|ых|х|ые|е))(?!{LOWER}))"
)


def ordinal_date(sheet: Sheet) -> Iterator[Repair]:
    """No ending stands behind the numbers of a date, nor behind Roman numerals.

    Bad:  22-го марта 2003-го года, XX-й век
    Good: 22 марта 2003 года, XX век
    """
    for found in _DATED.finditer(sheet.view):
        yield (Change(*found.span(str(found.lastgroup)), ""),)


_BELOW = re.compile(rf"(?<![^\s(«])(?P<minus>[-–])\d+(?:[.,]\d+)?{BLANK}?°")


def minus(sheet: Sheet) -> Iterator[Repair]:
    """A minus is a sign of its own, U+2212.

    Bad:  -5 °C (with a hyphen)
    Good: −5 °C
    """
    for found in _BELOW.finditer(sheet.view):
        yield (Change(*found.span("minus"), "−"),)


_SIGNED = re.compile(
    rf"(?P<sign>[$€])(?P<blank>{BLANK}?)(?P<number>\d+(?:[.,\u00a0]\d+)*)(?P<size>{BLANK}(?:тыс\.|млн|млрд|трлн))?(?![^\W_])"
)
_WORDED = re.compile(
    rf"(?<![\w.,])(?P<number>\d+(?:[.,\u00a0]\d+)*)(?P<size>{BLANK}(?:тыс\.|млн|млрд|трлн))?{BLANK}(?P<word>долл\.|евро)"
)


def currency(sheet: Sheet) -> Iterator[Repair]:
    """Money is written in the one way that the house has, if it has one: `$100 млн`, or `100 млн долл.`.

    Bad:  $100 млн, where the house has words
    Good: 100 млн долл.
    """
    if sheet.house.currency == "word":
        for found in _SIGNED.finditer(sheet.view):
            word = "долл." if found["sign"] == "$" else "евро"
            yield Change(found.start(), found.start("number"), ""), Change(found.end(), found.end(), NBSP + word)
    if sheet.house.currency == "sign":
        for found in _WORDED.finditer(sheet.view):
            sign = "$" if found["word"] == "долл." else "€"
            end = found.end("size") if found["size"] else found.end("number")
            yield Change(found.start(), found.start(), sign), Change(end, found.end(), "")


_RUSSIAN: Final = re.compile("[А-Яа-яЁё]+")
_DOTTED: Final = re.compile("[а-яё]*ё[а-яё]*")


def yo(sheet: Sheet) -> Iterator[Repair]:
    """ё is written as the house has it, `required` or `forbidden`; `optional` says nothing of one sentence.

    Required, it is asked for where a word can be nothing else, as pymorphy3 knows (extra `ru`). Source: §5 of the
    academy's rules of 2006.

    Bad:  Он еще помнит, where ё is required; Он ещё помнит, where it is forbidden
    Good: Он ещё помнит; Он еще помнит
    """
    if sheet.house.yo == "optional":
        return
    for word in _RUSSIAN.finditer(sheet.view):
        right = _without_yo(word[0]) if sheet.house.yo == "forbidden" else with_yo(word[0])
        if right and right != word[0]:
            yield (Change(*word.span(), right),)


def _without_yo(word: str) -> str:
    return word.replace("ё", "е").replace("Ё", "Е")


def mixed_yo(texts: Iterable[str]) -> dict[str, str]:
    """The words that texts, as those of one catalogue, have both with ё and with е: the spelling with ё by the other.

    Only words that are the same for certain (extra `ru`): not все and всё. For a house whose ё is `optional`.
    """
    said = " ".join(texts).lower()
    pairs = {_without_yo(word): word for word in _DOTTED.findall(said)}
    if not any(plain in said for plain in pairs):
        return {}
    words = frozenset(_RUSSIAN.findall(said))
    return {plain: word for plain, word in sorted(pairs.items()) if plain in words and with_yo(plain) == word}
