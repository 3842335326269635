"""Where the words of a span stand in a translation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.engines import Link
from l10n.translate.projection import by_attention, by_occlusion, by_phrase, tokens, trimmed


def links(*pairs: tuple[str, str, float], source: str, target: str) -> list[Link]:
    """Links by words: (word of the translation, word of the source, weight)."""
    return [
        Link(target.index(one), target.index(one) + len(one), source.index(other), source.index(other) + len(other), w)
        for one, other, w in pairs
    ]


SOURCE, TARGET = "He read the old guide twice.", "Старый справочник он прочёл дважды."
ATTENTION = links(
    ("Старый", "old", 0.8),
    ("справочник", "guide", 0.9),
    ("справочник", "the", 0.1),
    ("он", "He", 1.0),
    ("прочёл", "read", 0.9),
    ("дважды", "twice", 0.9),
    source=SOURCE,
    target=TARGET,
)


@pytest.mark.parametrize(
    ("words", "found"),
    [("the old guide", "Старый справочник"), ("old", "Старый"), ("twice", "дважды"), ("He read", "он прочёл")],
)
def test_attention_tells_where_words_went(words: str, found: str) -> None:
    at = SOURCE.index(words)
    span = by_attention(ATTENTION, (at, at + len(words)), TARGET)
    assert span is not None
    assert TARGET[slice(*span)] == found


def test_scattered_attention_tells_nothing() -> None:
    source, target = "Turn it off now.", "Abc def ghi jkl."
    scattered = links(
        ("Abc", "off", 0.6), ("def", "now", 1.0), ("ghi", "now", 1.0), ("jkl", "off", 0.6), source=source, target=target
    )
    assert by_attention(scattered, (8, 11), target) is None
    assert by_attention([], (8, 11), target) is None


@pytest.mark.parametrize(
    ("phrase", "text", "found", "sure"),
    [
        ("Руководство.", "Смотрите руководство сейчас.", "руководство", True),
        ("старая книга", "Он читал старую книгу дважды.", "старую книгу", False),
        ("кот", "Который час?", None, False),
        ("дом", "Дом за домом стоит дом.", None, False),
        ("指南", "现在看指南吧。", "指南", True),
        ("", "Что угодно.", None, False),
    ],
    ids=["the phrase itself", "inflected", "part of a word", "twice", "Chinese", "nothing"],
)
def test_a_phrase_is_found_by_its_own_translation(phrase: str, text: str, found: str | None, *, sure: bool) -> None:
    span, certain = by_phrase(phrase, text, (0, len(text)))
    assert (text[slice(*span)] if span else None, certain) == (found, sure)


def test_a_phrase_is_looked_for_only_inside_the_outer_one() -> None:
    text = "Дом и второй дом."
    assert by_phrase("дом", text, (6, len(text))) == ((13, 16), True)


@pytest.mark.parametrize(
    ("text", "without", "found"),
    [
        ("Читайте старый справочник сейчас.", ("Читайте ", " сейчас."), "старый справочник"),
        ("现在看指南吧。", ("现在看", "吧。"), "指南"),
        ("Читайте сейчас.", ("Читайте ", " сейчас."), None),
        ("Совсем другое.", ("Читайте ", " сейчас."), "Совсем другое"),
    ],
)
def test_a_phrase_is_what_goes_when_it_is_left_out(text: str, without: tuple[str, str], found: str | None) -> None:
    span = by_occlusion(text, without, (0, len(text)))
    assert (text[slice(*span)] if span else None) == found


@pytest.mark.parametrize(
    ("text", "span", "source", "expected"),
    [
        ("Привет, мир.", (0, 7), "Hello", "Привет"),
        ("Примечание: вот", (0, 10), "Note:", "Примечание:"),
        ("«Привет», мир", (0, 9), "“Hello”", "«Привет»"),
        ("да , нет", (3, 4), "yes", None),
    ],
)
def test_signs_stay_outside_unless_the_source_has_them_inside(
    text: str, span: tuple[int, int], source: str, expected: str | None
) -> None:
    found = trimmed(text, span, source, (0, len(source)))
    assert (text[slice(*found)] if found else None) == expected


@given(st.text())
def test_tokens_cover_all_that_is_no_blank(text: str) -> None:
    covered = {at for start, end in tokens(text) for at in range(start, end)}
    assert all(at in covered or sign.isspace() or sign == "_" for at, sign in enumerate(text))
