"""Designations and names of people: as the press of each language has them, the glossary first."""

from collections.abc import Sequence

import pytest
from articles import page
from drafts import of_page
from engine import Phrasebook
from hypothesis import given
from hypothesis import strategies as st
from vectors import Vector, vectors

from l10n.locales import DEFAULTS, Conventions, locale
from l10n.terms import Glossary, Term, designations, untranslated_names, wrong_designations
from l10n.translate import Context, Probe

ENGLISH = locale("en")
NOTHING = Glossary(ENGLISH)
TARGETS = ["ru", "uk", "zh_CN", "zh_TW"]


def drafted(
    source: str, into: str, terms: Sequence[Term] = (), conventions: Conventions = DEFAULTS, otherwise: str = ""
) -> str:
    context = Context(ENGLISH, locale(into), Probe("en"), terms, conventions=conventions)
    book = Phrasebook(otherwise=lambda words: otherwise or words)
    (draft,) = of_page(page(source.encode() + b"\n"), book, context)
    return draft.text


@pytest.mark.parametrize("vector", vectors("designations.txt"), ids=lambda each: f"{each.locale}-{each.source[:40]}")
def test_designations_are_those_of_the_press(vector: Vector) -> None:
    assert drafted(vector.source, vector.locale) == vector.expected


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (Term("Su-35", {"ru": ("Су-35С",)}), "The Су-35С met a Ту-95."),
        (Term("Su-35", keep=True), "The Su-35 met a Ту-95."),
        (Term("Su-35", {"zh-Hans": ("苏-35",)}), "The Su-35 met a Ту-95."),
    ],
    ids=["another word", "kept", "nothing for the locale: switched off"],
)
def test_the_glossary_goes_before_the_table(term: Term, expected: str) -> None:
    assert drafted("The Su-35 met a Tu-95.", "ru", [term]) == expected


def test_a_term_that_holds_a_designation_is_for_the_engine() -> None:
    term = Term("Su-35 fighter", {"ru": ("истребитель Су-35",)})
    assert [
        each.source for each in designations("A Su-35 fighter met a Tu-95.", locale("ru"), Glossary(ENGLISH, (term,)))
    ] == ["Tu-95"]


def test_a_project_may_do_without_the_table() -> None:
    assert drafted("The Su-35 flew.", "ru", conventions=Conventions(designations=False)) == "The Su-35 flew."


@pytest.mark.parametrize(
    ("source", "words", "into", "wrong"),
    [
        ("The S-400 and T-72", "С-400 и Т-72", "ru", []),
        ("The S-400 and T-72", "C-400 и T-72", "ru", [("C-400", "С-400"), ("T-72", "Т-72")]),
        ("The S-400", "система S-400", "ru", [("S-400", "С-400")]),
        ("The Su-35", "Cу-35 (Latin C)", "ru", [("Cу-35", "Су-35")]),
        ("The MiG-31", "Миг-31", "ru", [("Миг-31", "МиГ-31")]),
        ("The MiG-31K", "МиГ-31K", "ru", [("МиГ-31K", "МиГ-31К")]),
        ("The Su-35", "Су–35 и Су 35", "ru", [("Су–35", "Су-35"), ("Су 35", "Су-35")]),
        ("The Su-35", "Су-35С", "ru", []),
        ("The Su-35", "самолёт", "ru", []),
        ("The Su-35", "一架Su-35战斗机", "zh_CN", [("Su-35", "苏-35")]),
        ("The Su-35", "一架苏-35战斗机", "zh_CN", []),
        ("Iskander-M", "«Искандер-М»", "ru", []),
        ("Iskander-M", "«Искандер-M»", "ru", [("Искандер-M", "Искандер-М")]),
        ("The F-16", "F-16", "ru", []),
        ("The Su-35", "Su-35", "de", []),
    ],
)
def test_letters_that_only_look_right_are_found(
    source: str, words: str, into: str, wrong: list[tuple[str, str]]
) -> None:
    assert list(wrong_designations(source, words, locale(into), NOTHING)) == wrong


@given(
    st.sampled_from(["Su-35", "MiG-31K", "T-72B3", "S-300PMU-2", "Kh-101", "Iskander-M", "F-16"]),
    st.sampled_from(TARGETS),
)
def test_what_the_table_says_is_never_wrong(name: str, into: str) -> None:
    (each,) = designations(f"The {name} flew.", locale(into), NOTHING)
    assert list(wrong_designations(f"The {name} flew.", f"ab {each.target} cd", locale(into), NOTHING)) == []


@given(st.text("SuMiGT-35 ‑KfЯ'’s.", max_size=40), st.text("SuСуC-35 Т72T–", max_size=40), st.sampled_from(TARGETS))
def test_any_text_has_designations_in_order(text: str, words: str, into: str) -> None:
    found = list(designations(text, locale(into), NOTHING))
    assert [each.start for each in found] == sorted({each.start for each in found})
    assert all(text[each.start : each.end].startswith(each.source) for each in found)
    assert all(one != other for one, other in wrong_designations(text, words, locale(into), NOTHING))


@pytest.mark.parametrize(
    ("source", "words", "into", "names"),
    [
        ("By Chris King and Ann Lee, Reuters", "Авторы: Chris King и Энн Ли, Reuters", "ru", ["Chris King"]),
        ("By Chris King • 17 April 2023", "作者：Chris King • 2023年4月17日", "zh_CN", ["Chris King"]),
        ("Photo: J. Brown/Getty Images", "图片来源：J. Brown/Getty Images", "zh_CN", ["J. Brown"]),
        ("Credit: Reuters", "Фото: Reuters", "ru", []),
        ("By Chris King", "Von Chris King", "de", []),
        ("Chris King said so.", "Chris King так сказал.", "ru", []),
    ],
)
def test_names_left_in_foreign_letters_are_told(source: str, words: str, into: str, names: list[str]) -> None:
    assert list(untranslated_names(source, words, locale(into), NOTHING)) == names


def test_a_name_that_the_glossary_has_is_for_its_own_check() -> None:
    terms = (Term("Chris King", {"ru": ("Крис Кинг",)}), Term("Ann Lee", keep=True))
    words = "Авторы: Chris King и Ann Lee"
    assert list(untranslated_names("By Chris King and Ann Lee", words, locale("ru"), Glossary(ENGLISH, terms))) == []
