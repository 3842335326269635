"""Datelines, credits and dates that stand alone, as papers of each language write them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from articles import page
from babel.lists import format_list
from engine import Phrasebook
from hypothesis import given
from hypothesis import strategies as st
from vectors import Vector, vectors

from l10n.cache import Cache
from l10n.inline import shape
from l10n.locales import DEFAULTS, Conventions, Translation, credit_edits, dateline_edits, is_dateline, locale
from l10n.locales.people import joints, listed
from l10n.terms import Term
from l10n.translate import Context, Probe, drafts, request

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
    asked = [request(segment, article.format, ENGLISH, locale(into)) for segment in article.segments]
    context = Context(ENGLISH, locale(into), Probe("en"), terms, judged=False, conventions=conventions)
    with Cache(Path(":memory:")) as cache:
        found = drafts(asked, Phrasebook(otherwise=lambda words: f"«{words}»"), cache, context)
        return [draft.text for _, draft in sorted(found, key=lambda each: each[0])]


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
    translation = Translation("en", locale(into))
    for edits in (dateline_edits(text, translation) or (), credit_edits(text, translation)):
        ends = [0, *(edit.end for edit in edits)]
        assert all(end <= edit.start <= edit.end <= len(text) for end, edit in zip(ends, edits, strict=False))


@given(st.text("Ana, Leadn&и ", max_size=40))
def test_names_of_any_list_are_parts_of_it_in_order(text: str) -> None:
    ends = [0, *(each.end for each in listed(text))]
    found = zip(ends, listed(text), strict=False)
    assert all(end <= each.joint_start <= each.start < each.end <= len(text) for end, each in found)
