"""What an author's edit means for the translation."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.change import ChangeKind, change

LINES = (Path(__file__).parent / "data" / "change" / "changes.txt").read_text(encoding="utf-8").splitlines()
CASES = [line.split(" | ") for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize(("kind", "before", "after"), CASES)
def test_an_edit_is_what_it_means(kind: str, before: str, after: str) -> None:
    assert change(before, after, "en").kind == kind


@pytest.mark.parametrize(("kind", "before", "after"), CASES)
def test_it_is_the_same_the_other_way_round(kind: str, before: str, after: str) -> None:
    assert change(after, before, "en").kind == kind


def test_a_chinese_negation_is_seen_inside_its_word() -> None:
    assert change("他同意。", "他不同意。", "zh").kind is ChangeKind.NEGATION


def test_the_change_is_told_in_the_words_that_changed() -> None:
    assert str(change("It cost 12 euros.", "It cost 14 euros.", "en")) == "number or name: 12 → 14"
    assert str(change("It is open.", "It is not open.", "en")) == "negation: ∅ → not"


@given(st.text(), st.text())
def test_any_two_texts_have_a_change(before: str, after: str) -> None:
    assert change(before, after, "en").kind in ChangeKind
    assert change(before, before, "en").kind is ChangeKind.COSMETIC
