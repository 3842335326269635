"""What an author's edit means for the translation."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.change import ChangeKind, change, is_edit

FOLDER = Path(__file__).parent / "data" / "change"


def cases() -> Iterator[tuple[str, str, str, str]]:
    """The language, the kind, and both versions of each line; `changes.txt` is English."""
    for path in sorted(FOLDER.glob("changes*.txt")):
        language = path.stem.removeprefix("changes").removeprefix(".") or "en"
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                kind, before, after = line.split(" | ")
                yield language, kind, before, after


CASES = tuple(cases())


@pytest.mark.parametrize(("language", "kind", "before", "after"), CASES)
def test_an_edit_is_what_it_means(language: str, kind: str, before: str, after: str) -> None:
    assert change(before, after, language).kind == kind


@pytest.mark.parametrize(("language", "kind", "before", "after"), CASES)
def test_it_is_the_same_the_other_way_round(language: str, kind: str, before: str, after: str) -> None:
    assert change(after, before, language).kind == kind


def test_a_chinese_negation_is_seen_inside_its_word() -> None:
    assert change("他同意。", "他不同意。", "zh").kind is ChangeKind.NEGATION


def test_the_change_is_told_in_the_words_that_changed() -> None:
    assert str(change("It cost 12 euros.", "It cost 14 euros.", "en")) == "number or name: 12 → 14"
    assert str(change("It is open.", "It is not open.", "en")) == "negation: ∅ → not"


@given(st.text(), st.text())
def test_any_two_texts_have_a_change(before: str, after: str) -> None:
    assert change(before, after, "en").kind in ChangeKind
    assert change(before, before, "en").kind is ChangeKind.COSMETIC


@given(st.text(), st.text(), st.sampled_from(["ru", "zh", "de", "fr", "es", "pt", "it", "ja", "xx"]))
def test_any_two_texts_of_any_language_have_a_change(before: str, after: str, language: str) -> None:
    assert change(before, after, language).kind in ChangeKind
    assert is_edit(before, before, language)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Delete stale bulletins", "Select all bulletins"),
        ("No Station Selected", "None selected"),
        ("Stale bulletins", "Fresh bulletins"),
        ("Bulletins", "Delete bulletins"),
        ("The end of the day", "The start of the year"),
        ("Custom Installations", "Basic project settings"),
        ("It is what it was for them.", "It was what it is in Rome."),
        ("The new road past the mill was closed by noon.", "The old bridge over the weir was painted by hand."),
    ],
)
def test_letters_and_common_words_are_no_likeness(before: str, after: str) -> None:
    assert not is_edit(before, after, "en")
    assert not is_edit(after, before, "en")


@pytest.mark.parametrize(
    ("before", "after", "language"),
    [
        ("Instalation", "Installation", "en"),
        ("Delete bulletins", "Delete the bulletins", "en"),
        ("Delete stale bulletins", "Delete all stale bulletins", "en"),
        ("The minister left at noon.", "The minister left the hall at two.", "en"),
        ("It opens at 12.", "It opens at 14.", "en"),
        ("He left at noon.", "He left at one.", "en"),
        ("Grep is **G**lobal.", "Grep is Global.", "en"),
        ("Министр уехал в полдень.", "Министр уехал из города в час.", "ru"),
        ("部长中午离开了大厅。", "部长下午离开了大厅。", "zh"),
    ],
)
def test_an_edited_sentence_is_known(before: str, after: str, language: str) -> None:
    assert is_edit(before, after, language)
