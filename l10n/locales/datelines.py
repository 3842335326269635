"""Datelines: who wrote it and when, in a line of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from l10n.locales.dates import date_names, family, find_dates
from l10n.locales.table import locale

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
    names = date_names(family(locale(language).babel)).months
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
