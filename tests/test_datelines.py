"""Datelines, credits and dates that stand alone, as papers of each language write them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from articles import page
from babel import Locale as BabelLocale
from babel.dates import format_skeleton, format_time
from babel.lists import format_list
from drafts import of_page
from engine import Phrasebook
from hypothesis import given
from hypothesis import strategies as st
from vectors import Vector, vectors

from l10n.document import Kind
from l10n.inline import shape
from l10n.locales import DEFAULTS, Conventions, Writing, credit_edits, dateline_edits, is_dateline, locale
from l10n.locales.people import joints, listed
from l10n.project import Configuration, Project
from l10n.terms import Term
from l10n.translate import Context, Probe

ENGLISH = locale("en")


def drafted(
    source: str,
    into: str,
    name: str = "a.md",
    *,
    conventions: Conventions = DEFAULTS,
    terms: Sequence[Term] = (),
    front_matter: tuple[str, ...] | None = None,
) -> list[str]:
    """The drafts of an article's segments by an engine that says «…» to everything."""
    article = page(source.encode(), name)
    if front_matter is not None:
        article = page(source.encode(), name, options=replace(article.options, front_matter=front_matter))
    context = Context(ENGLISH, locale(into), Probe("en"), terms, judged=False, conventions=conventions)
    return [draft.text for draft in of_page(article, Phrasebook(otherwise=lambda words: f"«{words}»"), context)]


def named(vector: Vector) -> str:
    return f"{vector.locale}-{vector.source[:40]}"


@pytest.mark.parametrize("vector", vectors("datelines.txt"), ids=named)
def test_a_dateline_reads_as_in_a_paper_of_its_readers(vector: Vector) -> None:
    assert is_dateline(vector.source, "en")
    assert drafted(vector.source + "\n", vector.locale) == [vector.expected]


@pytest.mark.parametrize("vector", vectors("credits.txt"), ids=named)
def test_a_credit_reads_as_in_a_paper_of_its_readers(vector: Vector) -> None:
    form = page(b"").format
    joint = " " if locale(vector.locale).spaced else ""
    assert joint.join(drafted(vector.source + "\n", vector.locale)) == vector.expected
    assert shape(form.marks(vector.expected)) == shape(form.marks(vector.source))


@pytest.mark.parametrize("name", ["a.md", "a.html", "a.txt"])
def test_a_dateline_is_one_in_every_format(name: str) -> None:
    assert drafted("By Ann Lee • 17 April 2023 • 0:32\n", "ru", name) == [
        "Автор: Ann Lee • 17 апреля 2023\u00a0г. • 0:32"
    ]


def test_the_glossary_knows_authors_and_agencies() -> None:
    terms = [
        Term("Chris King", {"ru": ("Крис Кинг",), "zh-Hans": ("克里斯·金",)}),
        Term("Reuters", {"zh-Hans": ("路透社",)}),
    ]
    assert drafted("By Chris King and Ann Lee\n", "ru", terms=terms) == ["Авторы: Крис Кинг и Ann Lee"]
    assert drafted("By Chris King\n\nPhoto: Reuters\n", "zh_CN", terms=terms) == ["作者：克里斯·金", "图片来源：路透社"]


@pytest.mark.parametrize(
    ("style", "into", "expected"),
    [
        ("medium", "ru", "17 апр. 2023\u00a0г."),
        ("short", "ru", "17.04.2023"),
        ("short", "zh_CN", "2023/4/17"),
        ("full", "zh_CN", "2023年4月17日星期一"),
        ("d MMMM y", "ru", "17 апреля 2023"),
        ("y年M月d日", "zh_CN", "2023年4月17日"),
    ],
)
def test_a_project_chooses_the_style_of_its_dates(style: str, into: str, expected: str) -> None:
    found = drafted("By Ann Lee • 17 April 2023 • 0:32\n", into, conventions=Conventions(date_style=style))
    assert found[0].split(" • ")[1:] == [expected, "0:32"]


@pytest.mark.parametrize(
    ("order", "expected"), [("unknown", "04/05/2023"), ("DMY", "4 мая 2023\u00a0г."), ("MDY", "5 апреля 2023\u00a0г.")]
)
def test_a_date_in_figures_is_read_only_if_the_project_says_how(order: str, expected: str) -> None:
    found = drafted("Published: 04/05/2023\n", "ru", conventions=Conventions(date_order=order))
    assert found == [f"Опубликовано: {expected}"]


def test_a_date_that_stands_alone_is_written_anew() -> None:
    head = "| Monday, 3 May 2021, 5 p.m. | April 2023 | 2023-04-17 |\n|---|---|---|\n"
    source = f"# 17 April 2023\n\n{head}| 17 April | x1 | May |\n"
    assert drafted(source, "ru") == [
        "17 апреля 2023\u00a0г.",
        "понедельник, 3 мая 2021\u00a0г., 17:00",
        "апрель 2023\u00a0г.",
        "17 апреля",
        "«x1»",
        "«May»",
    ]
    assert drafted(source, "zh_CN")[:4] == ["2023年4月17日", "2021年5月3日星期一 17:00", "2023年4月", "4月17日"]


def test_front_matter_dates_in_words_are_written_anew_and_those_for_machines_stay() -> None:
    source = "---\ntitle: Visit\ndate: 17 April 2023\nupdated: 2023-04-17T00:32:00Z\nslug: 17 April 2023\n---\n"
    assert drafted(source, "ru", front_matter=("title", "date", "updated")) == ["«Visit»", "17 апреля 2023\u00a0г."]


def test_a_sentence_with_a_date_is_for_the_engine() -> None:
    assert drafted("He left on 17 April 2023.\n", "ru") == ["«He left on 17 April 2023.»"]


@pytest.mark.parametrize("into", ["ru", "zh_CN", "zh_TW", "uk", "de", "fr", "es", "it", "pt"])
def test_lists_of_names_are_joined_as_babel_joins_them(into: str) -> None:
    for count in range(1, 6):
        names = [f"N{number}" for number in range(count)]
        joined = "".join(joint + name for joint, name in zip(joints(locale(into), count), names, strict=True))
        assert joined == format_list(names, locale=locale(into).babel)


@given(st.text("By and,•|:/()AnnaLe0123456789 .\u00a0", max_size=60), st.sampled_from(["ru", "zh_CN", "de"]))
def test_edits_of_any_line_are_in_order_and_inside(text: str, into: str) -> None:
    writing = Writing("en", locale(into))
    for edits in (dateline_edits(text, writing) or (), credit_edits(text, writing)):
        ends = [0, *(edit.end for edit in edits)]
        assert all(end <= edit.start <= edit.end <= len(text) for end, edit in zip(ends, edits, strict=False))


@given(st.text("Ana, Leadn&и ", max_size=40))
def test_names_of_any_list_are_parts_of_it_in_order(text: str) -> None:
    ends = [0, *(each.end for each in listed(text))]
    found = zip(ends, listed(text), strict=False)
    assert all(end <= each.joint_start <= each.start < each.end <= len(text) for end, each in found)


@pytest.mark.parametrize(
    ("source", "line", "into", "expected"),
    [
        ("ru", "Автор: Анна Ли • 3 мая 2021 г. • 14:05", "en", "By Анна Ли • May 3, 2021 • 14:05"),
        ("ru", "Опубликовано 3 мая 2021 г. в 14:05", "zh_CN", "发布于2021年5月3日 14:05"),
        ("zh_CN", "作者：李安娜 2021年5月3日 14:05", "ru", "Автор: 李安娜 3 мая 2021\u00a0г. 14:05"),
        ("de", "Von Anna Lee und Jo Braun • 3. Mai 2021", "fr", "Par Anna Lee et Jo Braun • 3 mai 2021"),
    ],
)
def test_datelines_are_read_in_other_languages_too(source: str, line: str, into: str, expected: str) -> None:
    assert is_dateline(line, source)
    edits = dateline_edits(line, Writing(locale(source).argos, locale(into)))
    assert edits is not None
    for edit in reversed(edits):
        line = line[: edit.start] + edit.text + line[edit.end :]
    assert line == expected


def test_figure_captions_keep_the_tags_around_their_credit() -> None:
    source = (
        "<figure><img src='a.png' alt=''><figcaption>The bridge. <span>Credit: Reuters</span></figcaption></figure>\n"
    )
    assert drafted(source, "zh_CN", "a.html") == ["«The bridge.»", "<span>图片来源：Reuters</span>"]
    assert drafted(source, "ru", "a.html") == ["«The bridge.»", "<span>Фото: Reuters</span>"]


def test_a_language_without_a_table_gets_its_dates_at_least() -> None:
    assert drafted("17 April 2023 • 0:32\n", "ja") == ["2023年4月17日 • 0:32"]
    assert drafted("By Ann Lee • 17 April 2023\n", "ja")[0].endswith(" • 2023年4月17日")


# --- traps of Babel ---


def test_babel_s_skeletons_are_asked_for_only_where_the_cldr_has_them() -> None:
    """`yMMMMd` silently becomes an abbreviated date in Russian, `yMMMMdHm` raises KeyError: neither is used."""
    russian = BabelLocale.parse("ru")
    assert "yMMMMd" not in russian.datetime_skeletons
    assert format_skeleton("yMMMMd", dt.date(2023, 4, 17), locale="ru") == "17 апр. 2023\u202fг."
    with pytest.raises(KeyError):
        format_skeleton("yMMMMdHm", dt.datetime(2023, 4, 17, tzinfo=dt.UTC), locale="ru")
    assert {"MMMMd", "yMMMM", "Hm"} <= set(russian.datetime_skeletons)


def test_traditional_chinese_has_the_clock_of_24_hours_in_datelines() -> None:
    """Babel's `short` is 凌晨12:32, and takes a time without a zone for UTC's: our times have no zone to lose."""
    assert format_time(dt.time(0, 32), "short", locale="zh_Hant") == "凌晨12:32"
    assert drafted("17 April 2023 12:32 a.m.\n", "zh_TW") == ["2023年4月17日 0:32"]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "Von Anna Schmidt • 17. April 2023"),
        ("fr", "Par Anne Lee • 17 avril 2023"),
        ("ru", "17 апреля 2023 г. • 0:32"),
    ],
)
def test_a_project_finds_the_datelines_of_its_own_language(language: str, line: str) -> None:
    options = Project(Path(), Configuration(source_language=language)).options
    article = page(f"{line}\n\nA sentence.\n".encode(), options=options)
    assert [segment.kind for segment in article.segments] == [Kind.DATELINE, Kind.PARAGRAPH]


# --- what is for an engine

WITH_WORDS = (
    "By Popular Demand",
    "By Land and Sea",
    "By Any Means Necessary",
    "By Monday Morning",
    "By Night and Day",
    "By The Numbers",
    "By Our Correspondent",
    "By Staff Reporter",
    "By noon, Chris King left",
    "By 2025, Chris King left",
    "By 2025",
    "By May",
    "By May 2023",
    "By Friday",
    "By hand",
    "Written by hand",
    "by chris king",
    "May",
    "March",
    "March on",
    "31 February 2023",
    "February 30",
    "31 June",
    "June 31 • 10:00",
    "Updated: June 31",
    "29 February 2023",
    "0 May 2023",
    "1–2 May 2023",
    "In 2023",
    "Summer 2023",
    "Credit: 5 points",
    "Credit: Author",
    "Credit where credit is due",
    "Photo: Unknown",
    "Photo: Left",
    "Photo by night",
    "Photo by Chris King on Monday",
    "Source: Table 3",
    "Source: Own Work",
    "Source: the ministry",
    "Source: Ministry of Health",
    "Source: Reuters, 17 April 2023",
    "Image: Figure 5",
    "Updated daily",
    "Published on Monday",
)


@pytest.mark.parametrize("text", WITH_WORDS)
@pytest.mark.parametrize("into", ["ru", "zh_CN", "de"])
def test_what_merely_looks_like_a_byline_a_credit_or_a_date_is_all_the_engine_s(text: str, into: str) -> None:
    plain = f"{text}\n\nIt rained all day long, they said.\n"
    for source, name in ((plain, "a.md"), (plain, "a.txt"), (f"<p>{text}</p>", "a.html")):
        draft = drafted(source, into, name)[0]
        assert draft.startswith(("«", "&laquo;")), draft
        assert draft == f"«{text}»"


@pytest.mark.parametrize(
    ("text", "russian", "chinese"),
    [
        ("Opinion • 17 April 2023", "«Opinion» • 17 апреля 2023~г.", "«Opinion» • 2023年4月17日"),
        ("LIVE | 10:00", "«LIVE» | 10:00", "«LIVE» | 10:00"),
        ("London • 17 April 2023", "«London» • 17 апреля 2023~г.", "«London» • 2023年4月17日"),
        ("World News • 17 April 2023", "«World News» • 17 апреля 2023~г.", "«World News» • 2023年4月17日"),
        ("Sunday, 17 April 2023 • 10:00", "«Sunday», 17 апреля 2023~г. • 10:00", "«Sunday», 2023年4月17日 • 10:00"),
        ("By News Desk • 17 April 2023", "«By News Desk» • 17 апреля 2023~г.", "«By News Desk» • 2023年4月17日"),
        ("17 April 2023 13:00 PM", "17 апреля 2023~г. 13:00 «PM»", "2023年4月17日 13:00 «PM»"),
    ],
)
def test_words_in_a_dateline_that_name_nobody_are_asked_for(text: str, russian: str, chinese: str) -> None:
    """A date beside them is in the locale's own form all the same."""
    assert drafted(f"{text}\n", "ru") == [russian.replace("~", "\u00a0")]
    assert drafted(f"{text}\n", "zh_CN") == [chinese]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By June Smith", "Автор: June Smith"),
        ("By April O'Neil and Will Land", "Авторы: April O'Neil и Will Land"),
        ("Reuters • 17 April 2023", "Reuters • 17 апреля 2023~г."),
        ("Chris King • 17 April 2023", "Chris King • 17 апреля 2023~г."),
        ("Photo: Chris King, 2023", "Фото: Chris King, 2023"),
        ("Photo: Sunday Times", "Фото: Sunday Times"),
        ("Credit: Apollo 11", "Фото: Apollo 11"),
        ("29 February 2024", "29 февраля 2024~г."),
        ("May 1 • 3 p.m.", "1 мая • 15:00"),
        ("MAY 3 2021", "3 мая 2021~г."),
    ],
)
def test_names_that_are_words_too_are_names(text: str, expected: str) -> None:
    assert drafted(f"{text}\n", "ru") == [expected.replace("~", "\u00a0")]


def test_a_glossary_may_say_that_common_words_are_a_name() -> None:
    terms = [Term("Staff Reporter", {"ru": ("Наш корреспондент",)})]
    assert drafted("By Staff Reporter • 17 April 2023\n", "ru", terms=terms) == [
        "Автор: Наш корреспондент • 17 апреля 2023\u00a0г."
    ]
