"""Russian punctuation: quotation marks, dashes, points, and the letters between them.

Sources: Rosenthal, Справочник по правописанию, §66 and §135; the rules of 1956, §185; typograf 7.4, whose rules are
restated, not copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.typography.quotes import (
    CLOSES,
    OPENS,
    UNCLEAR,
    Quotation,
    is_even,
    marks_of,
    paired,
)
from l10n.typography.sheet import MASK, Change, Repair, Sheet

NBSP: Final = "\u00a0"
BLANK: Final = "[ \u00a0\u2009\u202f]"
LOWER: Final = "[а-яё]"
UPPER: Final = "[А-ЯЁ]"
NO_WORD_BEFORE: Final = r"(?<![^\W_])"
"""Nothing of a word or number stands just before."""

_TWINS: Final = str.maketrans("AaBEeKMHOoPpCcTXxy", "АаВЕеКМНОоРрСсТХху")
_MIXED = re.compile("[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]")
_WORD = re.compile("[A-Za-zА-Яа-яЁё]+")
_LATIN = re.compile("[A-Za-z]+")
_CENTURY = re.compile("[IVXLCDM]+вв?")


def homoglyph(sheet: Sheet) -> Iterator[Repair]:
    """A word is of one script; a Latin letter that looks like a Cyrillic one does not stand in a Russian word.

    Parts of a hyphenated word are looked at one by one, and what the source has as a word (`PC`) may stay; so does the
    Roman numeral of a century (`XXв.`).

    Bad:  Cу-35 (with a Latin C)
    Good: Су-35; IT-компания
    """
    if not _MIXED.search(sheet.view):
        return
    for word in _WORD.finditer(sheet.view):
        runs = list(_LATIN.finditer(word[0]))
        if not runs or len(runs[0][0]) == len(word[0]) or _CENTURY.fullmatch(word[0]):
            continue
        latin = "".join(run[0] for run in runs)
        named = any(len(run[0]) > 1 and run[0] in sheet.source.words for run in runs)
        if not named and all(sign != sign.translate(_TWINS) for sign in latin):
            yield tuple(
                Change(word.start() + run.start(), word.start() + run.end(), run[0].translate(_TWINS)) for run in runs
            )


_BLANKS = re.compile(r"(?<=[^\s\ufffc]) {2,}(?=[^\s\ufffc])")


def double_space(sheet: Sheet) -> Iterator[Repair]:
    """One blank stands between words.

    Bad:  Он  ушёл.
    Good: Он ушёл.
    """
    for found in _BLANKS.finditer(sheet.view):
        yield (Change(*found.span(), " "),)


_POINTS = re.compile(r"(?<![.\d])(?P<mark>[?!]?)(?P<points>\.{3})(?![.])|(?<=\d)\.{3}(?![.\d])")


def hellip(sheet: Sheet) -> Iterator[Repair]:
    """Three points are one sign; behind a question or exclamation mark there are two.

    Bad:  Подождите... Что это?...
    Good: Подождите… Что это?..
    """
    for found in _POINTS.finditer(sheet.view):
        if found["mark"]:
            yield (Change(found.end() - 1, found.end(), ""),)
        else:
            yield (Change(found.end() - 3, found.end(), "…"),)


_BEFORE_MARK = re.compile(
    r"(?<=[^\s\ufdd0]) +(?=[,!?](?![=!?\w])|[!?]{2}|(?:;|(?<!\d ):|:(?! *\d))(?![-)(DPp\w:])"
    r"|\.(?:[\s»”\"“)]|\Z)|…(?=\s|\Z))"
)


def space_punct(sheet: Sheet) -> Iterator[Repair]:
    """No blank stands before a punctuation mark.

    Bad:  указано , что
    Good: указано, что
    """
    for found in _BEFORE_MARK.finditer(sheet.view):
        if sheet.view[found.start() - 1] not in "([—–-«„":
            yield (Change(*found.span(), ""),)


_FEET = re.compile(r"\d['’]")
_RUSSIAN = re.compile("[А-Яа-яЁё]")
_PARTNERS: Final = {"«": "»", "„": "“”", "“": "”“", '"': '"'}
_BEFORE_OPENING: Final = "([{<—–-/=«„"


def _role(text: str, at: int, is_open: bool, before: str) -> str:  # noqa: FBT001
    """Of a Russian mark; `"` and `“`, which opens in English and closes here, do what their neighbours ask for."""
    sign = text[at]
    if sign in "«„‘":
        return OPENS
    if sign in "»”’" or before == CLOSES:
        return CLOSES
    previous, following = text[at - 1] if at else " ", text[at + 1 : at + 2]
    if not (previous.isspace() or before == OPENS or previous in _BEFORE_OPENING):
        return CLOSES
    if following and not following.isspace():
        return OPENS
    return UNCLEAR if previous.isspace() or not is_open else CLOSES


_SINGLE: Final = {**_PARTNERS, "‘": "’", "'": "'"}
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’](?=[^\W\d_])")
_SINGLE_QUOTED = re.compile(r"(?<![^\W_])['‘](?=[^\W\d_])(?:[^'’]|(?<=\w)['’](?=\w))*['’](?!\w)")


def _quotations(sheet: Sheet) -> tuple[Quotation, ...]:
    """The quotations of a translation; between single marks, too, as the British press has them, if the source does."""
    view = _APOSTROPHE.sub(MASK, sheet.view)
    if (
        ("'" in view or "‘" in view)
        and "''" not in view
        and _SINGLE_QUOTED.search(sheet.source.words)
        and not _FEET.search(view)
    ):
        found = paired(view, _SINGLE, _role) or ()
        if all(any(_RUSSIAN.match(sign) for sign in view[each.start : each.end]) for each in found):
            return found or paired(sheet.view, _PARTNERS, _role) or ()
    return paired(sheet.view, _PARTNERS, _role) or ()


def _balanced(sheet: Sheet) -> bool:
    return is_even(sheet.source.words)


def quotes(sheet: Sheet) -> Iterator[Repair]:
    """Quotations stand in «…», those inside of them in „…“; only where all are balanced, in the source, too.

    Single marks count where the source quotes with them.

    Bad:  Он сказал: "Я читал "Войну и мир" дважды".
    Good: Он сказал: «Я читал „Войну и мир“ дважды».
    """
    found = _quotations(sheet) if _balanced(sheet) else ()
    wanted = [(place, ("«„"[depth % 2], "»“"[depth % 2])[not opens]) for place, depth, opens in marks_of(found)]
    changes = tuple(Change(at, at + 1, sign) for at, sign in sorted(wanted) if sheet.view[at] != sign)
    if changes:
        yield changes


_SHORTENED = re.compile(
    r"(?:^|[^а-яёa-z])(?:[а-яёa-z]|гг|вв|др|пр|проч|руб|коп|долл|тыс|им|ул|стр|см|чел|экз|inc|ltd|co|corp)\Z",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?<![.,])(?P<stop>[.,])(?P<marks>[»“]+)(?P<behind>[.,;:!?…]?)")
_GOES_ON = re.compile(rf"{BLANK}?[—–-]|{BLANK}{LOWER}")


def quote_stop(sheet: Sheet) -> Iterator[Repair]:
    """Point and comma stand behind the closing quotation mark; `?`, `!` and `…` before it.

    The point of an abbreviation stays, and so does one behind which the sentence goes on.

    Bad:  Он назвал это «ошибкой.»
    Good: Он назвал это «ошибкой».
    """
    stops = list(_STOP.finditer(sheet.view))
    if not stops or not _balanced(sheet) or paired(sheet.view, _PARTNERS, _role) is None:
        return
    for found in stops:
        at, end = found.start("stop"), found.end("marks")
        shortened = _SHORTENED.search(sheet.view[max(0, at - 8) : at]) is not None
        goes_on = not found["behind"] and _GOES_ON.match(sheet.view, end) is not None
        if found["stop"] == "." and (shortened or goes_on):
            continue
        out = () if found["behind"] else (Change(end, end, found["stop"]),)
        yield (Change(at, at + 1, ""), *out)


_DASH = re.compile(r"(?<=\S)(?P<blank>[ \u00a0\u2009\u202f])(?P<dash>--|[-–—])(?=[ \u00a0]\S)")
_FIRST_DASH = re.compile(r"\A–(?= \S)")
_NUMBER = re.compile(r"[ \u00a0](\d+)(?!\d|[.,]\d)")


def dash(sheet: Sheet) -> Iterator[Repair]:
    """A dash is an em dash with a no-break space before it, so that no line begins with it.

    A hyphen between figures or Latin words may be a minus or a range and stays, as does one of a designation that an
    engine parted, or a minus (Су - 35, при - 5). A hyphen that begins a line is an item's.

    Bad:  Киев - столица Украины.
    Good: Киев — столица Украины.
    """
    if first := _FIRST_DASH.match(sheet.view):
        yield (Change(*first.span(), "—"),)
    for found in _DASH.finditer(sheet.view):
        number = _NUMBER.match(sheet.view, found.end())
        if number and re.search(rf"(?<!\d)[-−]{number[1]}(?!\d)", sheet.source.words):
            continue
        before, behind = sheet.view[found.start() - 1], sheet.at(found.end() + 1)
        plain = all(sign.isascii() and sign.isalnum() for sign in (before, behind))
        if plain and found["dash"] != "—":
            continue
        wanted = {"blank": NBSP, "dash": "—"}
        changes = tuple(Change(*found.span(name), new) for name, new in wanted.items() if found[name] != new)
        if changes:
            yield changes


_INITIALS = re.compile(rf"{UPPER}\.(?<![^\W_]..)(?<!\...)(?P<one>{BLANK}?){UPPER}\.(?P<two>{BLANK}?)(?={UPPER}{LOWER})")


def initials(sheet: Sheet) -> Iterator[Repair]:
    """No-break spaces keep two initials and the surname together.

    Bad:  А.С. Пушкин
    Good: А. С. Пушкин (with no-break spaces)
    """
    for found in _INITIALS.finditer(sheet.view):
        changes = tuple(Change(*found.span(name), NBSP) for name in ("one", "two") if found[name] != NBSP)
        if changes:
            yield changes


_ABBREVIATION = re.compile(rf"{NO_WORD_BEFORE}(?:[тТ]\.(?P<t>{BLANK}?)[дпекноч]\.|[иИ]\.(?P<i>{BLANK}?)о\.)")


def abbr(sheet: Sheet) -> Iterator[Repair]:
    """No-break spaces stand inside т. д., т. п., т. е., т. к., т. н., т. о., т. ч. and и. о.

    Bad:  и т.д.
    Good: и т. д. (with a no-break space)
    """
    for found in _ABBREVIATION.finditer(sheet.view):
        name = "t" if found["t"] is not None else "i"
        if found[name] != NBSP:
            yield (Change(*found.span(name), NBSP),)
