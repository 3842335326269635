"""A sentence is parted where it breaks, and its parts with what stands between them are the sentence."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from l10n.engines.parting import Part, Plan, joined, plan, unanswered


def words(text: str) -> int:
    return len(text.split())


def letters(text: str) -> int:
    """A measure by which zero-width blanks are nothing."""
    return len(text.replace("\u200b", ""))


def parts(sentence: str, limit: int) -> list[str]:
    return [part.text for part in plan(sentence, words, limit).parts]


def test_a_short_sentence_is_one_part_and_its_outer_blanks_stay_outside() -> None:
    assert plan("  He said yes. ", words, 3) == Plan((Part("  ", "He said yes.", cut=False),), " ")


@pytest.mark.parametrize("blank", ["", " ", "\n", "\u00a0\t", "\u200b", " \u200b\n"])
def test_a_blank_sentence_has_no_parts(blank: str) -> None:
    assert plan(blank, letters, 3) == Plan((), blank)


def test_every_line_is_a_part() -> None:
    assert plan("Yes.\r\n  No.\u2028\nWhy?", words, 3) == Plan(
        (Part("", "Yes.", cut=False), Part("\r\n  ", "No.", cut=False), Part("\u2028\n", "Why?", cut=False)), ""
    )


def test_a_text_of_no_size_stands_between_parts() -> None:
    assert plan("One\n\u200b\ntwo", letters, 3) == Plan(
        (Part("", "One", cut=False), Part("\n\u200b\n", "two", cut=False)), ""
    )


def test_a_long_sentence_is_parted_at_the_best_mark_near_its_middle() -> None:
    """Semicolons, colons and dashes before commas, commas before blanks."""
    assert parts("He left, and then; she came, saw and won.", 5) == ["He left, and then;", "she came, saw and won."]
    assert parts("He left and went, she came and won.", 5) == ["He left and went,", "she came and won."]
    assert parts("He left and went she came and won.", 5) == ["He left and went", "she came and won."]
    assert parts("Oh: he left and went home, then she came and won.", 7) == [
        "Oh: he left and went home,",
        "then she came and won.",
    ]


def test_parts_that_are_still_too_long_are_parted_again() -> None:
    assert parts("one two, three four; five six, seven eight", 2) == [
        "one two,",
        "three four;",
        "five six,",
        "seven eight",
    ]


def test_numbers_times_and_placeholders_are_never_parted() -> None:
    sentence = "; ".join(["at 10:45, 1,234,567 people, ⟦12⟧ and others met"] * 30)

    planned = plan(sentence, words, 20)

    assert all(part.text.endswith(("met;", "met")) for part in planned.parts)


def test_a_text_without_blanks_is_parted_between_characters_but_not_inside_one() -> None:
    assert plan("aaé" * 4, letters, 9).parts == (
        Part("", "aaéaaé", cut=False),
        Part("", "aaéaaé", cut=True),
    )
    assert all(len(part.text) % 3 == 0 for part in plan("⟦1⟧" * 20, letters, 10).parts)


def test_only_parts_that_were_cut_for_their_length_say_so() -> None:
    planned = plan("one two three four\nfive", words, 2)

    assert [(part.text, part.cut) for part in planned.parts] == [
        ("one two", False),
        ("three four", True),
        ("five", False),
    ]


SENTENCES = st.lists(st.text(st.sampled_from("aé，,;—: \n\t\u200b你⟦1⟧_.")), max_size=60).map("".join)


@given(SENTENCES, st.integers(2, 30))
@example("a" * 200, 2)
def test_the_parts_of_a_plan_are_the_sentence(sentence: str, limit: int) -> None:
    planned = plan(sentence, letters, limit)

    assert "".join(part.before + part.text for part in planned.parts) + planned.after == sentence
    assert all(part.text == part.text.strip() and part.text for part in planned.parts)


@given(st.text(st.sampled_from("ab ,;\n")), st.integers(2, 30))
def test_no_part_is_longer_than_the_limit(sentence: str, limit: int) -> None:
    assert all(letters(part.text) <= limit for part in plan(sentence, letters, limit).parts)


@given(SENTENCES, st.integers(2, 30))
def test_joining_the_parts_unchanged_gives_the_sentence(sentence: str, limit: int) -> None:
    """Between languages that both write blanks."""
    planned = plan(sentence, letters, limit)

    assert joined([(part, part.text) for part in planned.parts], planned.after, "en", "ru") == sentence


CUT = (Part("", "one,", cut=False), Part(" ", "two", cut=True))


def test_around_cuts_are_the_blanks_of_the_target() -> None:
    assert joined([(CUT[0], "раз,"), (CUT[1], "два")], ".", "en", "ru") == "раз, два."
    assert joined([(CUT[0], "一，"), (CUT[1], "二")], "。", "en", "zh") == "一，二。"
    assert joined([(CUT[0], "NATO"), (CUT[1], "2023")], "", "en", "zh") == "NATO 2023"
    assert joined([(CUT[0], "one,"), (Part("", "二", cut=True), "two")], "", "zh", "en") == "one, two"


def test_line_breaks_stay_in_every_language() -> None:
    assert joined([(CUT[0], "一"), (Part("\n ", "x", cut=False), "二")], "\n", "en", "zh") == "一\n 二\n"


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([("One", "Раз"), ("two", "два")], False),
        ([("One", "Раз"), ("two", "")], True),
        ([("One", " "), ("two", "два")], True),
        ([("One", "Раз"), ("two", "...")], True),
        ([("One", "1"), ("12", "")], False),
        ([("per cent", "%")], False),
        ([], False),
    ],
)
def test_a_part_without_an_answer_is_known(answers: list[tuple[str, str]], *, expected: bool) -> None:
    """Half of a sentence would be taken for all of it."""
    assert unanswered([(Part("", text, cut=False), answer) for text, answer in answers]) is expected
