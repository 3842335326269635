"""Locales: names, dates and datelines, by example."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from contextlib import suppress

import babel
import pytest
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import UsageError
from l10n.locales import (
    DateStyle,
    find_dates,
    format_date,
    is_dateline,
    language_name,
    locale,
    plural_form,
)
from l10n.locales.table import _plural_table

EVERYDAY = ["ru", "zh_CN", "zh_Hans", "zh_TW", "pt_BR", "uk", "de", "fr", "es", "ja", "ko", "ar", "he", "en"]

SPELLINGS = {
    # written      name       tag             header      argos  babel
    "ru": ("ru", "ru", "ru", "ru", "ru"),
    "RU": ("ru", "ru", "ru", "ru", "ru"),
    "rus": ("ru", "ru", "ru", "ru", "ru"),
    "ru_RU": ("ru_RU", "ru-RU", "ru_RU", "ru", "ru_RU"),
    "ru_RU.UTF-8": ("ru_RU", "ru-RU", "ru_RU", "ru", "ru_RU"),
    "zh": ("zh_CN", "zh-Hans", "zh_CN", "zh", "zh_Hans"),
    "zh_CN": ("zh_CN", "zh-Hans", "zh_CN", "zh", "zh_Hans"),
    "zh-cn": ("zh_CN", "zh-Hans", "zh_CN", "zh", "zh_Hans"),
    "zh-Hans": ("zh_CN", "zh-Hans", "zh_CN", "zh", "zh_Hans"),
    "zh-Hans-CN": ("zh_CN", "zh-Hans", "zh_CN", "zh", "zh_Hans"),
    "cmn": ("zh_CN", "zh-Hans", "zh_CN", "zh", "zh_Hans"),
    "zh_Hans": ("zh_Hans", "zh-Hans", "zh_CN", "zh", "zh_Hans"),
    "zh_TW": ("zh_TW", "zh-Hant", "zh_TW", "zt", "zh_Hant"),
    "zh-Hant": ("zh_TW", "zh-Hant", "zh_TW", "zt", "zh_Hant"),
    "zh_Hant": ("zh_Hant", "zh-Hant", "zh_TW", "zt", "zh_Hant"),
    "zt": ("zh_TW", "zh-Hant", "zh_TW", "zt", "zh_Hant"),
    "zh_HK": ("zh_HK", "zh-Hant-HK", "zh_HK", "zt", "zh_Hant_HK"),
    "pt-br": ("pt_BR", "pt-BR", "pt_BR", "pb", "pt_BR"),
    "pb": ("pt_BR", "pt-BR", "pt_BR", "pb", "pt_BR"),
    "pt": ("pt", "pt", "pt", "pt", "pt"),
    "iw": ("he", "he", "he", "he", "he"),
    "sr@latin": ("sr@latin", "sr-Latn", "sr@latin", "sr", "sr_Latn"),
    "fil": ("fil", "fil", "fil", "tl", "fil"),
    "en-gb": ("en_GB", "en-GB", "en_GB", "en", "en_GB"),
}


@pytest.mark.parametrize("written", SPELLINGS)
def test_a_locale_is_known_by_all_its_spellings(written: str) -> None:
    found = locale(written)
    assert (found.name, found.tag, found.header, found.argos, found.babel) == SPELLINGS[written]


@pytest.mark.parametrize("written", SPELLINGS)
def test_a_locale_is_found_again_by_its_own_name(written: str) -> None:
    assert locale(locale(written).name) == locale(written)


@pytest.mark.parametrize(
    ("written", "nearest"),
    [("zh_XX", "zh_TW"), ("pt_BRR", "pt_BR"), ("xx", ""), ("", ""), ("../..", ""), ("english", "")],
)
def test_an_unknown_locale_is_refused_and_a_near_one_named(written: str, nearest: str) -> None:
    with pytest.raises(UsageError, match=re.escape(f"unknown locale {written!r}")) as refusal:
        locale(written)
    assert nearest in str(refusal.value)


@given(st.text(max_size=12))
def test_any_text_is_a_locale_or_a_usage_error(name: str) -> None:
    with suppress(UsageError):
        assert locale(locale(name).name) == locale(name)


def test_direction_and_blanks() -> None:
    assert [name for name in EVERYDAY if locale(name).direction == "rtl"] == ["ar", "he"]
    assert [name for name in EVERYDAY if not locale(name).spaced] == ["zh_CN", "zh_Hans", "zh_TW", "ja"]
    assert locale("ckb").direction == "rtl"
    assert not locale("km").spaced


@pytest.mark.parametrize(
    ("name", "script"),
    [
        *(("ru", "Cyrl"), ("ru_RU", "Cyrl"), ("en_GB", "Latn"), ("pt_BR", "Latn"), ("he", "Hebr"), ("ja", "Jpan")),
        *(("zh_CN", "Hans"), ("zh-Hans", "Hans"), ("zh_HK", "Hant"), ("zt", "Hant"), ("sr@latin", "Latn")),
        *(("sr", "Cyrl"), ("az_Cyrl", "Cyrl"), ("pa_PK", "Arab"), ("mk", "Cyrl"), ("am", "Ethi")),
    ],
)
def test_a_locale_knows_its_script(name: str, script: str) -> None:
    assert locale(name).script == script


def test_the_scripts_of_the_everyday_languages_are_those_of_cldr() -> None:
    likely = get_global("likely_subtags")
    for name in _plural_table():
        assert locale(name).script == (likely.get(name) or f"{name}_Latn").split("_")[1], name


@pytest.mark.parametrize("name", ["ru", "uk", "pl", "cs", "fr", "de", "ja", "lt", "sl", "ro", "ar", "hr", "sk"])
def test_plural_forms_choose_as_unicode_does(name: str) -> None:
    categories = [babel.Locale.parse(name).plural_form(number) for number in range(250)]
    order: list[str] = [each for each in ("zero", "one", "two", "few", "many", "other") if each in categories]
    assert locale(name).plural_forms.startswith(f"nplurals={len(order)}; plural=")
    assert [_form(locale(name).plural_forms, number) for number in range(250)] == list(map(order.index, categories))


def _form(header: str, number: int) -> int:
    """Which form a header chooses; its C expression read as Python's."""
    expression = header.partition("plural=")[2].rstrip(";").replace("&&", " and ").replace("||", " or ")
    chosen = eval(_conditional(expression), {"n": number})  # noqa: S307 - our own table
    return int(chosen)


def _conditional(expression: str) -> str:
    bare = expression.strip()
    if bare.startswith("(") and bare.endswith(")") and "?" in bare and not bare.startswith("(n==1) ?"):
        bare = bare[1:-1]
    condition, question, rest = bare.partition("?")
    if not question:
        return bare
    yes, _, no = rest.partition(":")
    return f"({yes}) if ({condition}) else ({_conditional(no)})"


def test_everyday_locales_need_no_babel() -> None:
    names = " ".join(EVERYDAY)
    program = (
        "import sys; from l10n.locales import locale; "
        f"[locale(name) for name in '{names}'.split()]; sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    ("named", "reader", "expected"),
    [
        ("zh_CN", "ru", "китайский, упрощенное письмо"),
        ("zh_Hans", "en", "Simplified Chinese"),
        ("ru", "zh_CN", "俄语"),
        ("pt_BR", "en", "Brazilian Portuguese"),
        ("ru_RU", "en", "Russian (Russia)"),
    ],
)
def test_a_language_is_named_for_its_readers(named: str, reader: str, expected: str) -> None:
    assert language_name(locale(named), locale(reader)) == expected


DATES = [
    # language, text, the date in it, its style, whether the weekday is part of it
    ("en", "on 3 May 2021, at noon", "3 May 2021", DateStyle.DAY_FIRST, False),
    ("en", "on 3rd May 2021.", "3rd May 2021", DateStyle.DAY_FIRST, False),
    ("en", "the 3rd of May, 2021", "the 3rd of May, 2021", DateStyle.DAY_FIRST, False),
    ("en", "on May 3, 2021, at noon", "May 3, 2021", DateStyle.MONTH_FIRST, False),
    ("en", "MAY 3rd 2021", "MAY 3rd 2021", DateStyle.MONTH_FIRST, False),
    ("en", "on Monday, May 3, 2021", "Monday, May 3, 2021", DateStyle.MONTH_FIRST, True),
    ("en", "on Mon 3 May 2021", "Mon 3 May 2021", DateStyle.DAY_FIRST, True),
    ("en", "on Sunday, 3 May 2021, which was a Monday", "3 May 2021", DateStyle.DAY_FIRST, False),
    ("ru", "вышло 3 мая 2021 г. в Москве", "3 мая 2021 г.", DateStyle.DAY_FIRST, False),
    ("ru", "вышло 3 мая 2021 года", "3 мая 2021 года", DateStyle.DAY_FIRST, False),
    ("uk", "3 травня 2021 р.", "3 травня 2021 р.", DateStyle.DAY_FIRST, False),
    ("zh_CN", "于2021年5月3日发表", "2021年5月3日", DateStyle.YEAR_FIRST, False),
    ("zh-Hans", "2021年5月3日星期一", "2021年5月3日星期一", DateStyle.YEAR_FIRST, True),
    ("ja", "2021年5月3日(月曜日)", "2021年5月3日(月曜日)", DateStyle.YEAR_FIRST, True),
    ("ko", "2021년 5월 3일에", "2021년 5월 3일", DateStyle.YEAR_FIRST, False),
    ("de", "Montag, 3. Mai 2021", "Montag, 3. Mai 2021", DateStyle.DAY_FIRST, True),
    ("fr", "le 3 mai 2021", "3 mai 2021", DateStyle.DAY_FIRST, False),
    ("es", "el 3 de mayo de 2021", "3 de mayo de 2021", DateStyle.DAY_FIRST, False),
]


@pytest.mark.parametrize(("language", "text", "written", "style", "weekday"), DATES)
def test_a_written_date_is_found(language: str, text: str, written: str, style: DateStyle, weekday: bool) -> None:  # noqa: FBT001
    (found,) = find_dates(text, language)
    assert text[found.start : found.end] == written
    assert (found.date, found.style, found.weekday) == (dt.date(2021, 5, 3), style, weekday)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Sept 5, 2022", dt.date(2022, 9, 5)),
        ("Sept. 5, 2022", dt.date(2022, 9, 5)),
        ("5 Sep 2022", dt.date(2022, 9, 5)),
        ("29 February 2024", dt.date(2024, 2, 29)),
    ],
)
def test_abbreviated_months_are_months(text: str, date: dt.date) -> None:
    assert [found.date for found in find_dates(text, "en")] == [date]


@pytest.mark.parametrize(
    "text",
    [
        "31 April 2021",
        "29 February 2023",
        "2021-05-03",
        "03/05/2021",
        "3.5.2021",
        "May 2021",
        "3 May",
        "in May, 12 2021s",
        "May 3-5, 2021",
        "3–5 May 2021",
        "3 and 5 May 2021",
        "v3 May 20211",
        "no date at all",
    ],
)
def test_what_is_no_whole_date_in_words_stays(text: str) -> None:
    assert find_dates(text, "en") == ()


def test_dates_are_found_in_order() -> None:
    found = find_dates("From May 3, 2021 to 5 May 2021 – 7 May 2021.", "en")
    assert [each.date.day for each in found] == [3, 5, 7]


@pytest.mark.parametrize(
    ("written", "target", "expected"),
    [
        ("3 May 2021", "ru", "3 мая 2021\u00a0г."),
        ("3 May 2021", "zh_CN", "2021年5月3日"),
        ("3 May 2021", "zh_TW", "2021年5月3日"),
        ("3 May 2021", "de", "3. Mai 2021"),
        ("Monday, May 3, 2021", "ru", "понедельник, 3 мая 2021\u00a0г."),
        ("Monday, May 3, 2021", "zh_CN", "2021年5月3日星期一"),
    ],
)
def test_a_date_is_written_as_its_readers_write_it(written: str, target: str, expected: str) -> None:
    (found,) = find_dates(written, "en")
    assert format_date(found, locale(target)) == expected


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)), st.sampled_from(["ru", "zh_CN", "zh_TW", "de", "fr", "uk"])
)
def test_a_date_that_was_formatted_is_found_again(date: dt.date, name: str) -> None:
    (english,) = find_dates(f"{date.day} {date:%B} {date.year}", "en")
    (found,) = find_dates(format_date(english, locale(name)), name)
    assert found.date == date


@pytest.mark.parametrize(
    ("number", "target", "form"),
    [
        ("1", "ru", "one"),
        ("3", "ru", "few"),
        ("21", "ru", "one"),
        ("5", "ru", "many"),
        ("1.5", "ru", "other"),
        ("1", "zh_CN", "other"),
    ],
)
def test_a_number_asks_for_a_form_of_the_word_behind_it(number: str, target: str, form: str) -> None:
    assert plural_form(number, locale(target)) == form


def test_what_is_no_number_has_no_plural() -> None:
    with pytest.raises(ValueError, match="not a number"):
        plural_form("12:30", locale("ru"))


@given(st.text(), st.sampled_from(["en", "ru", "zh_CN", "th"]))
def test_any_text_can_be_searched(text: str, language: str) -> None:
    assert is_dateline(text, language) in {True, False}
    assert all(0 <= found.start < found.end <= len(text) for found in find_dates(text, language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "By Anna Lee • 3 May 2021 • 14:05"),
        ("en", " date 2021-05-03 By Anna Lee • 3 May 2021 • 14:05"),
        ("en", "By [Anna Lee](/authors/lee) | *May 3, 2021* | 4 min read"),
        ("en", "By Anna Lee and John van Brown"),
        ("en", "By Anna Lee, Reuters"),
        ("en", "BY J. R. BROWN — MAY 3, 2021"),
        ("en", "Updated 3 May 2021 12:32 BST"),
        ("en", "Published: May 3, 2021 | 0:32"),
        ("en", "Last updated on Mon 3 May 2021, 5 p.m. ET"),
        ("en", "14:05 By Anna Lee"),
        ("en", "3 May 2021"),
        ("en", "Reuters • 3 May"),
        ("ru", "Автор: Анна Ли • 3 мая 2021 г. • 14:05"),
        ("ru", "Опубликовано 3 мая 2021 г. в 14:05"),
        ("zh_CN", "作者：李安娜"),
        ("zh_CN", "作者：李安娜 2021年5月3日 14:05"),
    ],
)
def test_who_and_when_is_a_dateline(language: str, text: str) -> None:
    assert is_dateline(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", ""),
        ("en", "LONDON, May 3 (Reuters) —"),
        ("en", "The bridge was opened on 3 May 2021."),
        ("en", "On 3 May 2021 the bridge was opened"),
        ("en", "3 May 2021: Bridge Opens"),
        ("en", "By popular demand"),
        ("en", "By Design"),
        ("en", "By 3 May 2021"),
        ("en", "By the time they came it was May 3, 2021"),
        ("en", "Anna Lee"),
        ("en", "Monday"),
        ("en", "Updated"),
        ("en", "3.14"),
        ("en", "By Anna Lee • 3 May 2021" + " • 14:05" * 20),
        ("ru", "3 мая 2021 г. в Москве"),
    ],
)
def test_anything_more_is_prose(language: str, text: str) -> None:
    assert not is_dateline(text, language)
