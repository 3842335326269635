"""Sentences: the examples are in `data/segmentation`, one file per language; the laws are here."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.segmentation import sentences

EXAMPLES = Path(__file__).parent / "data" / "segmentation"

WORDS = st.sampled_from(["Anna Lee", " said", "U.S.", " 5 p.m.", " Mr.", "他说", "т. е.", "Он", "the ", "3.14", "😀"])
POINTS = st.sampled_from([".", "!", "?", "…", "。", "”", "“", "«", "»", '"', " ", "\n", "(", ")", "•", "\ud800"])
MARKUP = st.sampled_from(["[x](y)", "*", "<em>", "</em>", "&rdquo;"])
PROSE = st.lists(WORDS | POINTS | MARKUP, max_size=40).map("".join)
LANGUAGES = st.sampled_from(["en", "ru", "zh_CN", "de", "ja", "th", "pt-BR", "xx", ""])


def _examples() -> Iterator[tuple[str, str, list[str]]]:
    for file in sorted(EXAMPLES.glob("*.txt")):
        for example in file.read_text(encoding="utf-8").split("\n\n"):
            lines = [line for line in example.splitlines() if line and not line.startswith("#")]
            if lines:
                yield file.stem, lines[0], lines[1:]


@pytest.mark.parametrize(("language", "paragraph", "expected"), list(_examples()))
def test_a_paragraph_has_the_sentences_a_translator_sees(language: str, paragraph: str, expected: list[str]) -> None:
    assert [sentence.strip() for sentence in sentences(paragraph, language=language)] == expected


def test_blanks_stay_with_the_sentence_before_them() -> None:
    assert sentences("It rained.  \nWe left. ") == ("It rained.  \n", "We left. ")


def test_a_line_break_is_no_end_of_a_sentence() -> None:
    assert sentences("It rained  \nand rained.\n\nalways") == ("It rained  \nand rained.\n\nalways",)


def test_no_text_has_no_sentences() -> None:
    assert sentences("") == ()


def test_a_protected_span_is_never_cut() -> None:
    text = "See **It rained. We left.** now. It was late."
    assert sentences(text, protected=[(4, 27)]) == ("See **It rained. We left.** now. ", "It was late.")


def test_a_boundary_may_touch_protected_spans() -> None:
    assert sentences("It rained. We left.", protected=[(0, 11), (11, 19)]) == ("It rained. ", "We left.")


@given(PROSE | st.text(), LANGUAGES)
def test_joined_the_sentences_are_the_text(text: str, language: str) -> None:
    assert "".join(sentences(text, language=language)) == text


@given(PROSE | st.text(), LANGUAGES)
def test_every_sentence_has_a_word_or_is_the_only_one(text: str, language: str) -> None:
    pieces = sentences(text, language=language)
    assert len(pieces) < 2 or all(any(character.isalnum() for character in piece) for piece in pieces)


@given(PROSE, st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)).map(sorted), max_size=4))
def test_no_boundary_falls_inside_a_protected_span(text: str, spans: list[list[int]]) -> None:
    pieces = sentences(text, protected=[(start, end) for start, end in spans])
    boundaries = list(accumulate(map(len, pieces)))[:-1]
    assert not [at for at in boundaries for start, end in spans if start < at < end]


def test_a_long_paragraph_is_cut_like_a_short_one() -> None:
    example = ("“It was late,” Mr. Lee said. ", "The U.S. Army (once. more) left at 5 p.m. Monday. ", "Why? ")
    assert sentences("".join(example) * 2000) == example * 2000


@pytest.mark.parametrize("day", ["1", "3", "9", "17", "30", "31"])
@pytest.mark.parametrize("month", ["Januar", "April", "Mai", "Dezember"])
@pytest.mark.parametrize(
    "frame", ["Am {}. {} kam er.", "Er kam am {}. {} an.", "Der {}. {} war kalt.", "Vom {}. {} an."]
)
def test_a_german_ordinal_ends_no_sentence_whatever_the_library_says(
    monkeypatch: pytest.MonkeyPatch, frame: str, day: str, month: str
) -> None:
    """By our own rule: a library that would cut everywhere changes nothing."""
    text = frame.format(day, month)
    assert sentences(text, language="de") == (text,)
    monkeypatch.setattr("l10n.segmentation._proposals", lambda text, _: list(range(len(text) + 1)))
    assert sentences(text, language="de") == (text,)
