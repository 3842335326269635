"""Locales: what a language is called by gettext, HTML, Argos and Babel, and how its dates are read and written.

The only module that knows Babel. Babel is imported when first needed: most look-ups are answered by the tables here.
"""

# ruff: noqa: PLC0415  Babel is imported inside functions, because commands that need no dates must start fast.
from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from l10n.errors import UsageError

if TYPE_CHECKING:
    import babel

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Locale:
    """A language as each of the worlds we talk to spells it."""

    name: str
    """Folder and gettext name, as the project spells it: `ru`, `pt_BR`, `zh_CN` or `zh_Hans`."""
    tag: str
    """BCP-47, for HTML `lang`: `ru`, `pt-BR`, `zh-Hans`. Two names of one language have equal tags."""
    header: str
    """`Language:` of a PO file. Never a script subtag: Poedit rewrites `zh_Hans` to `zh`."""
    argos: str
    """The language code of Argos Translate: `ru`, `pb`, `zh`, `zt`."""
    babel: str
    """The identifier Babel parses: `ru`, `pt_BR`, `zh_Hans`."""
    plural_forms: str
    """The value of gettext's `Plural-Forms:` header."""
    direction: Direction
    spaced: bool
    """Whether blanks separate words and sentences."""
    script: str
    """What it is written in, by ISO 15924: `Cyrl`, `Hans`, `Latn`."""

    @property
    def language(self) -> str:
        """Its language alone, by BCP-47: `zh` of `zh-Hans`."""
        return self.tag.partition("-")[0]


_ONE = "nplurals=1; plural=0;"
_TWO = "nplurals=2; plural=(n != 1);"
_FRENCH = "nplurals=2; plural=(n > 1);"
_SLAVIC = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
_CZECH = "nplurals=3; plural=((n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2);"

_PLURALS: Mapping[str, str] = {
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);": "ar",
    "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);": "pl",
    "nplurals=3; plural=(n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2);": "ro",
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2);": "lt",
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);": "lv",
    "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);": "sl",
    _SLAVIC: "ru uk be sr hr bs",
    _CZECH: "cs sk",
    _FRENCH: "fr fa hi bn",
    _ONE: "ja ko vi th id ms lo km my",
    _TWO: "en de es it nl sv da fi nb nn el hu bg ca et eu gl eo az tr he ur sq pt ka",
}
"""Plural header, as GNU gettext and Weblate write it, and the languages whose other names are all the same code."""

_SPECIAL: Mapping[str, tuple[str, str, str, str, str, str]] = {
    # name       tag           header       argos babel         plurals  also written
    "zh_CN": ("zh-Hans", "zh_CN", "zh", "zh_Hans", _ONE, "zh zh_Hans_CN cmn cmn_Hans cmn_Hans_CN zh_CHS"),
    "zh_TW": ("zh-Hant", "zh_TW", "zt", "zh_Hant", _ONE, "zt zh_Hant_TW cmn_Hant cmn_Hant_TW zh_CHT"),
    "zh_Hans": ("zh-Hans", "zh_CN", "zh", "zh_Hans", _ONE, ""),
    "zh_Hant": ("zh-Hant", "zh_TW", "zt", "zh_Hant", _ONE, ""),
    "zh_SG": ("zh-Hans-SG", "zh_SG", "zh", "zh_Hans_SG", _ONE, "zh_Hans_SG"),
    "zh_HK": ("zh-Hant-HK", "zh_HK", "zt", "zh_Hant_HK", _ONE, "zh_Hant_HK"),
    "zh_MO": ("zh-Hant-MO", "zh_MO", "zt", "zh_Hant_MO", _ONE, "zh_Hant_MO"),
    "pt_BR": ("pt-BR", "pt_BR", "pb", "pt_BR", _FRENCH, "pb"),
    "no": ("no", "no", "nb", "no", _TWO, ""),
    "tl": ("tl", "tl", "tl", "fil", _FRENCH, ""),
    "sr@latin": ("sr-Latn", "sr@latin", "sr", "sr_Latn", _SLAVIC, "sr_Latn"),
    "he": ("he", "he", "he", "he", _TWO, "iw"),
    "id": ("id", "id", "id", "id", _ONE, "in"),
}
"""Languages that the worlds spell differently. The last column is read, never written."""

_RTL = frozenset({"ar", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})
_SCRIPTS: Mapping[str, str] = {
    "Arab": "ar fa ur",
    "Beng": "bn",
    "Cyrl": "ru uk be sr bg",
    "Deva": "hi",
    "Geor": "ka",
    "Grek": "el",
    "Hebr": "he",
    "Jpan": "ja",
    "Khmr": "km",
    "Kore": "ko",
    "Laoo": "lo",
    "Mymr": "my",
    "Thai": "th",
}
"""Script, as CLDR's likely subtags name it, and the languages above that it writes; all others are written in Latin."""
_SCRIPT_FOLDERS = frozenset({"zh_Hans", "zh_Hant"})
"""A hyphen is no folder name of gettext's: `zh-Hans` asks for the usual folder, `zh_Hans` is a folder of that name."""

_ARGOS_BY_LANGUAGE: Mapping[str, str] = {"fil": "tl", "no": "nb"}


def locale(name: str) -> Locale:
    """The locale called `name`, in whichever of the usual spellings.

    Raises UsageError, naming the nearest known locale. Source of the rules: gettext manual, Header Entry; BCP-47.
    """
    return _locale(name.strip())


@lru_cache(maxsize=256)
def _locale(name: str) -> Locale:
    spelling = _normalised(name)
    canonical = _aliases().get(spelling, spelling)
    if "-" in name and canonical in _SCRIPT_FOLDERS:
        canonical = _SPECIAL[canonical][1]
    if canonical in _SPECIAL:
        return _special(canonical)
    return _plain(canonical) or _from_babel(canonical, asked=name)


def _normalised(name: str) -> str:
    """`PT-br.UTF-8` as gettext writes it: `pt_BR`."""
    code, at, variant = name.partition(".")[0].partition("@")
    first, *rest = code.replace("-", "_").split("_")
    return "_".join([first.lower(), *map(_subtag, rest)]) + at + variant.lower()


def _subtag(part: str) -> str:
    return part.title() if len(part) == 4 and part.isalpha() else part.upper()


@lru_cache(maxsize=1)
def _aliases() -> Mapping[str, str]:
    return {_normalised(alias): name for name, row in _SPECIAL.items() for alias in row[5].split()}


def _special(name: str) -> Locale:
    tag, header, argos, identifier, plurals, _ = _SPECIAL[name]
    script = next((part for part in tag.split("-") if len(part) == 4), _script_table().get(name, "Latn"))
    return Locale(name, tag, header, argos, identifier, plurals, _direction(name), _spaced(name), script)


@lru_cache(maxsize=1)
def _script_table() -> Mapping[str, str]:
    return {name: script for script, names in _SCRIPTS.items() for name in names.split()}


def _plain(name: str) -> Locale | None:
    plurals = _plural_table().get(name)
    if plurals is None:
        return None
    script = _script_table().get(name, "Latn")
    return Locale(name, name, name, name, name, plurals, _direction(name), _spaced(name), script)


@lru_cache(maxsize=1)
def _plural_table() -> Mapping[str, str]:
    return {name: plurals for plurals, names in _PLURALS.items() for name in names.split()}


def _direction(name: str) -> Direction:
    return "rtl" if name.partition("_")[0] in _RTL else "ltr"


def _spaced(name: str) -> bool:
    return name.partition("_")[0] not in _UNSPACED


def _from_babel(name: str, *, asked: str) -> Locale:
    from babel import Locale as Known
    from babel import UnknownLocaleError
    from babel.messages.plurals import get_plural

    try:
        known = Known.parse(name.partition("@")[0])
    except (UnknownLocaleError, ValueError, TypeError):
        raise UsageError(_unknown(asked)) from None
    asked_language, _, rest = name.partition("_")
    language = known.language
    if language != asked_language:  # an older or longer code, such as `rus`
        return _locale(f"{language}_{rest}" if rest else language)
    return Locale(
        name=name,
        tag=name.replace("_", "-").partition("@")[0],
        header=name,
        argos=_ARGOS_BY_LANGUAGE.get(language, language),
        babel=str(known),
        plural_forms=_plural_table().get(language) or get_plural(known).plural_forms,
        direction="rtl" if known.text_direction == "rtl" else "ltr",
        spaced=_spaced(language),
        script=_likely_script(known),
    )


def _likely_script(known: babel.Locale) -> str:
    """The script a name says, or else the one its language is likely written in (CLDR); `Zzzz` where nobody knows."""
    from babel.core import get_global

    likely = get_global("likely_subtags")
    language, territory = known.language, known.territory
    full = likely.get(f"{language}_{territory}") or likely.get(language) or ""
    return known.script or next((part for part in full.split("_") if len(part) == 4), "Zzzz")


def _unknown(name: str) -> str:
    from babel.localedata import locale_identifiers

    known = sorted({*_plural_table(), *_SPECIAL, *locale_identifiers()})
    near = get_close_matches(_normalised(name), known, n=1, cutoff=0.5)
    advice = f"did you mean {near[0]}?" if near else "expected a name such as ru, zh_CN or pt_BR"
    return f"unknown locale {name!r}; {advice}"


def language_name(named: Locale, reader: Locale) -> str:
    """What readers of `reader` call the language of `named`: `китайский, упрощенное письмо`; its tag where unknown."""
    names = _babel(reader.babel).languages
    parts = named.babel.split("_")
    for length in range(len(parts), 0, -1):
        found = names.get("_".join(parts[:length]))
        if found:
            return _with_territory(found, parts[length:], reader)
    return named.tag


def _with_territory(language: str, rest: list[str], reader: Locale) -> str:
    territory = _babel(reader.babel).territories.get(rest[-1]) if rest else None
    return f"{language} ({territory})" if territory else language


@lru_cache(maxsize=32)
def _babel(identifier: str) -> babel.Locale:
    from babel import Locale as Known

    return Known.parse(identifier)


NameKind = Literal["territories", "languages", "currencies"]


def cldr_names(kind: NameKind, reader: Locale) -> Mapping[str, str]:
    """What readers of `reader` call countries, languages or currencies, by code, as Babel has it from the CLDR.

    Currencies are those in use, in the singular as after a 1: `US dollar`. Regions that have a number for a code, such
    as Europe, are left out.
    """
    from babel.numbers import get_currency_name, get_territory_currencies

    known = _babel(reader.babel)
    if kind == "currencies":
        used = {str(code) for country in known.territories for code in get_territory_currencies(str(country))}
        return {code: get_currency_name(code, count=1, locale=known) for code in sorted(used)}
    found: Mapping[str, str] = getattr(known, kind)
    return {code: name for code, name in found.items() if not code.isdigit()}


# Dates. Only dates that a reader reads as words are found; ISO dates are for machines, all-numeric ones are ambiguous.


class DateStyle(StrEnum):
    """In which order a date was written."""

    DAY_FIRST = "17 April 2023"
    MONTH_FIRST = "April 17, 2023"
    YEAR_FIRST = "2023年4月17日"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text, at characters `start:end`."""

    start: int
    end: int
    date: dt.date
    style: DateStyle
    weekday: bool = False
    """Whether its day of the week is part of it; a wrong one is left outside."""


_YEAR = r"(?P<year>[12]\d{3})(?!\d)"
_DAY = r"(?P<day>\d{1,2})"
_DATE_PATTERNS: Mapping[DateStyle, str] = {
    DateStyle.DAY_FIRST: (
        rf"(?:(?P<weekday>%weekday%)\.?,?\s+)?(?:the\s+(?=\d+[a-z]))?{_DAY}(?:st|nd|rd|th|er|re|º|ª|\.)?\s+(?:de\s+|of\s+)?"
        rf"(?P<month>%month%)\.?,?\s+(?:de\s+|del\s+)?{_YEAR}(?:\s*(?:года|году|року|г\.|р\.))?"
    ),
    DateStyle.MONTH_FIRST: (
        rf"(?:(?P<weekday>%weekday%)\.?,?\s+)?(?P<month>%month%)\.?\s+{_DAY}(?:st|nd|rd|th)?(?:,\s*|\s+){_YEAR}"
    ),
    DateStyle.YEAR_FIRST: (
        rf"{_YEAR}\s*[年년]\s*(?P<month>\d{{1,2}})\s*[月월]\s*{_DAY}\s*[日일]"
        r"(?:\s*[（(]?(?P<weekday>%weekday%)[）)]?)?"
    ),
}
"""By style: how it is written; `%month%` and `%weekday%` stand for the names in the language of the text."""

_REGIONAL_NAMES: Mapping[str, tuple[str, ...]] = {"en": ("en_GB", "en_AU", "en_CA")}
"""Where else Babel has abbreviations of a language, such as British `Sept`."""

_RANGE_BEFORE = re.compile(r"(?<!\d)\d{1,2}(?:st|nd|rd|th|\.)?\s*(?:[-–—/&,]|and|or|to|und|bis|et|au|y|al|и|по)\s*\Z")
"""The first day of a range such as `16–17 April 2023`: half of it must not be formatted."""


@dataclass(frozen=True, slots=True)
class _DateNames:
    patterns: tuple[tuple[DateStyle, re.Pattern[str]], ...]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]


def find_dates(text: str, language: str) -> tuple[FoundDate, ...]:
    """The dates with a day and a year that are written out in `text`, in order, without overlap.

    `language` is any name `locale` reads. Dates that do not exist, halves of ranges, ISO and all-numeric dates are
    left alone.
    """
    if not any(character.isdigit() for character in text):
        return ()
    names = _date_names(_family(locale(language).babel))
    found = sorted(_dates_written(text, names), key=lambda each: (each.start, -each.end))
    return tuple(_without_overlap(found))


def _family(identifier: str) -> str:
    return identifier.partition("_")[0] if identifier.partition("_")[0] in _REGIONAL_NAMES else identifier


def _dates_written(text: str, names: _DateNames) -> Iterator[FoundDate]:
    for style, pattern in names.patterns:
        for match in pattern.finditer(text):
            found = _dated(match, style, names)
            if found and not _RANGE_BEFORE.search(text, max(0, found.start - 16), found.start):
                yield found


def _dated(match: re.Match[str], style: DateStyle, names: _DateNames) -> FoundDate | None:
    month = names.months.get(match["month"].lower()) or int(match["month"] if match["month"].isdecimal() else 0)
    try:
        date = dt.date(int(match["year"]), month, int(match["day"]))
    except ValueError:
        return None
    weekday = names.weekdays.get((match["weekday"] or "").lower())
    if weekday is None or weekday == date.weekday():
        return FoundDate(match.start(), match.end(), date, style, weekday is not None)
    return FoundDate(*_span_without_weekday(match, style), date, style)


def _span_without_weekday(match: re.Match[str], style: DateStyle) -> tuple[int, int]:
    if style is DateStyle.YEAR_FIRST:
        return match.start(), match.end("day") + 1
    return min(match.start("day"), match.start("month")), match.end()


def _without_overlap(found: list[FoundDate]) -> Iterator[FoundDate]:
    at = 0
    for each in found:
        if each.start >= at:
            yield each
            at = each.end


@lru_cache(maxsize=32)
def _date_names(identifier: str) -> _DateNames:
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    for each in (identifier, *_REGIONAL_NAMES.get(identifier, ())):
        months.update(_names(_babel(each).months, 1))
        weekdays.update(_names(_babel(each).days, 0))
    patterns = tuple(
        (style, _date_pattern(written, sorted(months, key=len), sorted(weekdays, key=len)))
        for style, written in _DATE_PATTERNS.items()
    )
    return _DateNames(patterns, months, weekdays)


def _names(widths: Mapping[str, Mapping[str, Mapping[int, str]]], first: int) -> Iterator[tuple[str, int]]:
    """Wide and abbreviated names, lower-cased and without dots; in a sentence and standing alone."""
    for context in ("stand-alone", "format"):
        for width in ("abbreviated", "wide"):
            for number, name in widths[context][width].items():
                if number >= first and not name.isdecimal():
                    yield name.lower().rstrip("."), number


def _date_pattern(written: str, months: list[str], weekdays: list[str]) -> re.Pattern[str]:
    month, weekday = ("|".join(map(re.escape, reversed(names))) for names in (months, weekdays))
    filled = written.replace("%month%", month).replace("%weekday%", weekday)
    edge = r"(?<![^\W_])"
    return re.compile(f"{edge}(?:{filled})" if written.startswith("(?:") else rf"(?<!\d)(?:{filled})", re.IGNORECASE)


def format_date(found: FoundDate, target: Locale) -> str:
    """The date as `target` writes it: Babel's `long`, or `full` where the day of the week belongs to it.

    Babel's narrow no-break spaces become ordinary no-break spaces, which every font has. Where the date ends a
    sentence and `target` ends dates with a point (`г.`), the caller drops the sentence's own.
    """
    from babel.dates import format_date as written

    text = written(found.date, "full" if found.weekday else "long", locale=_babel(target.babel))
    return text.replace("\u202f", "\u00a0")


def plural_form(number: str, target: Locale) -> str:
    """Which form of a word the language puts behind a number, by CLDR's names: `one`, `few`, `many`, `other`.

    `number`: digits, with a point before its fraction. ValueError where it is none.
    """
    try:
        return str(_babel(target.babel).plural_form(Decimal(number)))
    except InvalidOperation:
        raise ValueError(f"not a number: {number!r}") from None


# Datelines: who wrote it and when, in a line of its own.

_LONGEST_DATELINE = 120

_BYLINES: Mapping[str, str] = {
    "en": "by|written by|story by|reported by",
    "ru": "автор|авторы|текст",
    "zh": "作者|记者|記者|文",
    "de": "von",
    "fr": "par",
    "es": "por",
    "it": "di",
    "pt": "por",
    "uk": "автор|автори",
}
"""By language: what stands before the names of authors."""

_LABELS: Mapping[str, str] = {
    "en": "(?:first |last )?(?:updated|published|posted|modified|created)(?: on| at)?|date|at",
    "ru": "опубликовано|обновлено|изменено|дата|в",
    "zh": "发布时间|发布于|更新时间|更新于|日期|發布|更新",
    "de": "veröffentlicht(?: am)?|aktualisiert(?: am)?|stand|datum|um",
    "fr": "publié(?: le)?|mis à jour(?: le)?|date|à",
    "es": "publicado(?: el)?|actualizado(?: el)?|fecha|a las",
    "it": "pubblicato(?: il)?|aggiornato(?: il)?|data|alle",
    "pt": "publicado(?: em)?|atualizado(?: em)?|data|às",
    "uk": "опубліковано|оновлено|дата|о",
}
"""By language: what stands before a date or a time."""

_ZONE = r"(?:\s*(?-i:(?!BY)[A-Z]{2,4}\b)|\s*(?:UTC|GMT)?[+-]\d[\d:]*)?"
_MOMENT = "|".join(
    (
        r"\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?",
        r"\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})",
        rf"\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s?[ap]\.?m\b\.?)?{_ZONE}",
        rf"\d{{1,2}}(?:\.\d{{2}})?\s?[ap]\.?m\b\.?{_ZONE}",
    )
)
"""ISO and numeric dates, times of day and their zones: enough to see that a line tells when."""

_MARKUP = re.compile(r"[*_]+|</?[a-zA-Z][^<>]*>|\]\([^()\s]*\)|\[")
_READING_TIME = r"\d{1,3}[ -]min(?:ute)?s?(?: read)?"
_STRONG_SEPARATOR = re.compile(r"\s[•·|]\s")
_FIELD_SEPARATOR = re.compile(r"[•·|,;，、\x00]|\s[—–-]\s|(?<=\w)[—–](?=\w)")
_PARTICLES = frozenset(
    {"al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la", "van", "von", "zu"}
)
_JOINING = re.compile(r"\s+(?:and|&|и|und|et|y|e|та|і)\s+|和|与")


def is_dateline(text: str, language: str) -> bool:
    """Whether `text` is nothing but a byline, a date or a time, their labels and what separates them.

    Inline markup is looked through. A sentence with a date in it is none. `language` is any name `locale` reads.
    """
    line = _MARKUP.sub("", text).strip()
    if not line or len(line) > _LONGEST_DATELINE or "\0" in line:
        return False
    code = locale(language).babel.partition("_")[0]
    rest, moments = _without_moments(line, language)
    fields = [field.strip() for field in _FIELD_SEPARATOR.split(_without_labels(rest, code))]
    unsigned = bool(moments and _STRONG_SEPARATOR.search(line))
    return _only_people([field for field in fields if field], code, signed=unsigned, dated=bool(moments))


def _without_moments(line: str, language: str) -> tuple[str, int]:
    """The line with a separator, NUL, for each date and time; and how many there were."""
    for found in reversed(find_dates(line, language)):
        line = f"{line[: found.start]}\0{line[found.end :]}"
    line = _day_and_month(language).sub("\0", line)
    line = re.sub(rf"(?<![\w.])(?:{_MOMENT})(?!\w)", "\0", line, flags=re.IGNORECASE)
    moments = line.count("\0")
    return re.sub(_READING_TIME, "\0", line), moments


@lru_cache(maxsize=32)
def _day_and_month(language: str) -> re.Pattern[str]:
    """`17 April` and `April 17`: a date whose year the reader knows."""
    names = _date_names(_family(locale(language).babel)).months
    month = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:\d{{1,2}}\s+(?:{month})|(?:{month})\.?\s+\d{{1,2}})(?!\w)", re.IGNORECASE)


def _without_labels(line: str, code: str) -> str:
    """The line without labels, which stand at its start or before a moment."""
    labels = _LABELS.get(code, _LABELS["en"])
    return re.sub(rf"(?:\A|(?<=[\s\0]))(?:{labels})\s*[:：]?(?=\s*\0)", "\0", line, flags=re.IGNORECASE)


def _only_people(fields: list[str], code: str, *, signed: bool, dated: bool) -> bool:
    """Whether the fields are names and nothing else: those behind a byline, or all of them where they are `signed`.

    A byline without a date must leave no doubt: `By Anna Lee`, `Автор: Анна`, but not `By Design`.
    """
    byline = re.compile(rf"(?:{_BYLINES.get(code, _BYLINES['en'])})(?:\s*(?P<colon>[:：])\s*|\s+)", re.IGNORECASE)
    certain = dated
    for field in fields:
        opening = byline.match(field)
        signed = signed or opening is not None
        names = field[opening.end() :] if opening else field
        if not signed or not all(map(_is_name, _JOINING.split(names))):
            return False
        certain = certain or " " in names or bool(opening and opening["colon"])
    return certain


def _is_name(text: str) -> bool:
    words = text.split()
    return 1 <= len(words) <= 5 and all(map(_is_name_word, words)) and words[0].lower() not in _PARTICLES


def _is_name_word(word: str) -> bool:
    letters = re.sub(r"[.'’·-]", "", word)
    return letters.isalpha() and (not letters[0].islower() or word in _PARTICLES)
