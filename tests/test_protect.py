"""What a translation leaves as it is: the examples are in `data/protect/vectors.txt`, the laws are here."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st

from l10n.inline import MarkKind, lay, lift
from l10n.locales import locale
from l10n.protect import already_in, protected, without_invisible
from l10n.terms import Term

VECTORS = Path(__file__).parent / "data" / "protect" / "vectors.txt"
EN, RU, ZH = locale("en"), locale("ru"), locale("zh_CN")

PIECES = st.sampled_from(
    [
        *("word ", "Anna ", "config.yml", "a_b", "::", "->", "()", "{x}", "%s", "$1", ".5", " GB", "2023-04-17", "-"),
        *("/", "\\", ".", ",", " ", "#", "@", "a@b.c", "https://x.y", "🙂", "\u200d", "\ufe0f", "1", "1,234", "%"),
        *("привет", "北京", "α", "\u0301", "⟦0⟧", "&amp;", "H2O", "+7 495 1", "ISBN 97", "_", "\x00", "\ud800"),
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join) | st.text()


def _vectors() -> Iterator[tuple[str, str, str]]:
    source, target = "en", "ru"
    for line in VECTORS.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            _, source, target = line.split()
        elif line and not line.startswith("# "):
            yield source, target, line


def shown(text: str, source: str, target: str, *terms: Term) -> str:
    """The text with its marks in ⟪⟫."""
    for mark in reversed(protected(text, locale(source), locale(target), terms)):
        text = f"{text[: mark.start]}⟪{text[mark.start : mark.end]}⟫{text[mark.end :]}"
    return text


@pytest.mark.parametrize(("source", "target", "expected"), list(_vectors()))
def test_a_sentence_keeps_what_every_language_writes_alike(source: str, target: str, expected: str) -> None:
    assert shown(expected.replace("⟪", "").replace("⟫", ""), source, target) == expected


def test_there_are_enough_examples() -> None:
    vectors = list(_vectors())
    assert len(vectors) >= 120
    assert sum("⟪" not in text for _, _, text in vectors) >= 40


@pytest.mark.parametrize(
    ("text", "terms", "expected"),
    [
        ("Open Poedit, not poedit or Poedits.", ["Poedit"], "Open ⟪Poedit⟫, not poedit or Poedits."),
        ("New York Times in New York", ["New York", "New York Times"], "⟪New York Times⟫ in ⟪New York⟫"),
        ("Use C++ and C.", ["C++", "C"], "Use ⟪C++⟫ and ⟪C⟫."),
        ("See https://poedit.net for net", ["net"], "See ⟪https://poedit.net⟫ for ⟪net⟫"),
        ("us and US", ["US"], "us and ⟪US⟫"),
    ],
)
def test_terms_stay_as_whole_words(text: str, terms: list[str], expected: str) -> None:
    assert shown(text, "en", "ru", *(Term(term, keep=True) for term in terms)) == expected


def test_terms_in_han_need_no_borders() -> None:
    assert shown("他在北京大学读书", "zh", "ru", Term("北京大学", keep=True)) == "他在⟪北京大学⟫读书"


def test_terms_that_are_translated_are_left_to_the_engine() -> None:
    assert shown("a fighter took off", "en", "ru", Term("fighter", {"ru": ("истребитель",)})) == "a fighter took off"


def test_a_label_says_what_was_kept() -> None:
    labels = [mark.label for mark in protected("On 2023-04-17 🙂 at https://a.b we", EN, RU)]
    assert labels == ["date 2023-04-17", "symbols 🙂", "address https://a.b"]


@given(TEXTS, st.sampled_from(["en", "ru", "zh_CN"]), st.lists(st.text(min_size=1, max_size=4), max_size=3))
def test_marks_are_atoms_in_order_without_overlap(text: str, source: str, words: list[str]) -> None:
    marks = protected(text, locale(source), RU, [Term(word, keep=True) for word in words])
    assert all(mark.kind is MarkKind.ATOM and mark.start < mark.end <= len(text) for mark in marks)
    assert all(one.end <= two.start for one, two in pairwise(marks))
    assert marks == protected(text, locale(source), RU, [Term(word, keep=True) for word in words])


@given(TEXTS)
def test_what_was_lifted_off_is_laid_in_again(text: str) -> None:
    assert lay(lift(text, protected(text, EN, ZH))) == text


@pytest.mark.parametrize(
    "piece", ["a", "a.", "a-", "_", "a_", "1,", "1.", "1 234 ", "/a", "*", "ж1", "H", "%", "{", "@a."]
)
def test_a_long_text_takes_no_longer_than_its_length(piece: str) -> None:
    assert growth(lambda times: protected(piece * times, EN, RU), 500) < 8 * 3  # quadratic: 64


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("Он сказал", "ru", True),
        ("Он купил iPhone", "ru", False),
        ("Он вчера купил в магазине себе новый iPhone", "ru", True),
        ("He said", "ru", False),
        ("记者在利兹为BBC工作并生活三年", "zh_CN", True),
        ("He said “你好”", "zh_CN", False),
        ("東京で働く", "ja", True),
        ("123 …", "ru", False),
        ("", "ru", False),
    ],
)
def test_whether_a_sentence_is_in_the_target_language_already(text: str, target: str, expected: bool) -> None:  # noqa: FBT001
    assert already_in(text, locale(target)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Вла\u00adди\u00adмир", "Владимир"),
        ("\ufeffHe\u200bllo\u2060", "Hello"),
        ("a\u200db\u200cc", "abc"),
        ("\u202bHe\u202c said\u200e\u2066x\u2069", "He saidx"),
        ("👨\u200d👩\u200d👧 ❤\ufe0f\u200d🔥", "👨\u200d👩\u200d👧 ❤\ufe0f\u200d🔥"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("no\u00a0break\u202fhere\n", "no\u00a0break\u202fhere\n"),
    ],
)
def test_what_nobody_sees_is_taken_out(text: str, expected: str) -> None:
    assert without_invisible(text) == expected


@given(st.lists(PIECES | st.sampled_from(["\u200c", "\ufeff", "ا", "क्"]), max_size=20).map("".join) | st.text())
def test_taking_out_what_nobody_sees_is_done_once(text: str) -> None:
    assert without_invisible(without_invisible(text)) == without_invisible(text)
