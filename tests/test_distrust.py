"""Distrust: good translations and faulty drafts are in `data/distrust`, the laws are here."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.catalogue import State, parse
from l10n.distrust import SCORE_FLOOR, Fault, faults
from l10n.locales import locale

DATA = Path(__file__).parent / "data" / "distrust"
CATALOGUES = sorted((Path(__file__).parent.parent / "locales").rglob("*.po"))
EN, RU, ZH = locale("en"), locale("ru"), locale("zh_CN")

RULES = (
    "empty",
    "cut-off",
    "incomplete",
    "loop",
    "copy",
    "script",
    "language",
    "length",
    "unknown",
    "numbers",
    "score",
)
PIECES = st.sampled_from(
    [
        *("word ", "слово ", "字", "12", "1.5", "1 000", ",", ".", ":", " p.m.", " million", "万", "亿", "XIV", "半"),
        *("twenty ", "one ", "сто ", "пять ", "二十", "三四", "<b>", "`x`", "⁇", "α", "\ud800", "\x00", "９", "½", "٣"),
        *("-", "–", "s", "2014-15", "10:30", "thousand ", "0", "成", "час", "«", "»", "?", "。"),
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join) | st.text()
LOCALES = st.sampled_from(["en", "ru", "zh_CN", "zh_TW", "de", "ja", "ar"]).map(locale)


def _lines(name: str) -> Iterator[list[str]]:
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield [cell.strip() for cell in line.split(" | ")]


GOOD = [
    (source, draft, name)
    for source, *drafts in _lines("good.txt")
    for draft, name in zip(drafts, ("ru", "zh_CN"), strict=True)
]


def found(source: str, draft: str, target: str) -> set[str]:
    return {fault.rule for fault in faults(source, draft, EN, locale(target))}


@pytest.mark.parametrize(("source", "draft", "target"), GOOD)
def test_a_good_translation_is_trusted(source: str, draft: str, target: str) -> None:
    assert faults(source, draft, EN, locale(target)) == ()


@pytest.mark.parametrize(("source", "draft", "target"), GOOD)
def test_a_good_translation_is_trusted_the_other_way_round(source: str, draft: str, target: str) -> None:
    assert faults(draft, source, locale(target), EN) == ()


@pytest.mark.parametrize(("rule", "target", "source", "draft"), list(_lines("bad.txt")))
def test_a_faulty_draft_is_found(rule: str, target: str, source: str, draft: str) -> None:
    assert rule in found(source, draft, target)


def test_there_are_enough_examples() -> None:
    assert sum(name == "ru" for *_, name in GOOD) >= 60
    assert {rule for rule, *_ in _lines("bad.txt")} == set(RULES) - {"score"}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parts[-4]} {path.name}")
def test_our_own_reviewed_translations_are_trusted(path: Path) -> None:
    target = locale(path.parts[-4])
    reviewed = [entry for entry in parse(path.read_bytes(), path).live if entry.state is State.REVIEWED]
    assert reviewed
    for entry in reviewed:
        source, draft = words(entry.source), words(entry.translation)
        assert faults(source, draft, EN, target) == ()
        assert faults(draft, source, target, EN) == ()


def words(text: str) -> str:
    """A text without tags and code, its entities decoded."""
    return html.unescape(re.sub(r"<[^<>]*>|`[^`]*`|\*\*|~~", "", text))


def test_what_the_engine_says_of_itself_counts() -> None:
    assert faults("He left.", "Он ушёл.", EN, RU, score=-0.4, cut_off=False) == ()
    assert [fault.rule for fault in faults("He left.", "Он ушёл.", EN, RU, score=SCORE_FLOOR - 0.1)] == ["score"]
    assert [fault.rule for fault in faults("He left.", "Он ушёл.", EN, RU, cut_off=True)] == ["cut-off"]


def test_a_message_says_what_to_look_at() -> None:
    (fault,) = faults("In 1987 he left with 3 friends.", "В 1978 году он уехал с тремя друзьями.", EN, RU)
    assert fault == Fault("numbers", "lost: 1987; not in the source: 1978")


@given(TEXTS, TEXTS, LOCALES, LOCALES, st.none() | st.floats(), st.booleans())
def test_any_two_texts_can_be_judged(  # noqa: PLR0917
    source: str,
    draft: str,
    one: object,
    two: object,
    score: float | None,
    cut_off: bool,  # noqa: FBT001
) -> None:
    first = faults(source, draft, one, two, score=score, cut_off=cut_off)  # type: ignore[arg-type]
    again = faults(source, draft, one, two, score=score, cut_off=cut_off)  # type: ignore[arg-type]
    assert first == again
    assert {fault.rule for fault in first} <= set(RULES)


@given(st.lists(st.decimals(0, 10**9, places=2) | st.integers(0, 10**12), min_size=1, max_size=6))
def test_figures_alone_are_their_own_translation(values: list[object]) -> None:
    text = "; ".join(map(str, values))
    assert faults(text, text, EN, RU) == faults(text, text, EN, ZH) == ()


@given(st.integers(13, 10**9))
def test_a_number_is_the_same_however_it_is_grouped(value: int) -> None:
    russian, english = f"{value:,}".replace(",", "\u00a0"), f"{value:,}"
    assert faults(f"We saw {english} ships.", f"Мы видели {russian} кораблей.", EN, RU) == ()
    assert faults(f"We saw {english} ships.", f"我们看到了{value}艘船。", EN, ZH) == ()


@given(st.integers(13, 10**9), st.integers(13, 10**9))
def test_another_number_is_another(one: int, two: int) -> None:
    rules = found(f"We saw {one} ships.", f"Мы видели {two} кораблей.", "ru")
    assert ("numbers" in rules) == (one != two)
