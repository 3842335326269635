"""A review without a terminal: decisions, steps, undo, and what a card shows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from catalogues import ARGOS, empty
from hypothesis import given
from hypothesis import strategies as st
from test_merge import catalogues

from l10n.catalogue import Catalogue, Entry, drafted, dump, outdated, retired, with_entries
from l10n.cli.card import Card, drawn, sheet, text_of
from l10n.columns import columns, lines, visible
from l10n.memory import Match
from l10n.review import Act, Decision, Part, Session, decide, difference, reloaded, start

ENTRIES = (
    drafted(Entry("A"), "А", ARGOS),
    Entry("B", "Б"),
    outdated(Entry("B?", "Ц"), "C"),
    Entry("D"),
    Entry("E", "Е", obsolete=True),
    Entry("F", context="menu"),
)
ACCEPT, SKIP, NEXT, BACK, UNDO = map(Decision, (Act.ACCEPT, Act.SKIP, Act.NEXT, Act.BACK, Act.UNDO))


def session(*, everything: bool = False) -> Session:
    return start({"news.po": with_entries(empty(), ENTRIES)}, everything=everything)


def after(review: Session, *decisions: Decision) -> Session:
    for decision in decisions:
        review = decide(review, decision)
    return review


def looked_at(review: Session) -> str | None:
    return review.item.source if review.item else None


def test_what_waits_for_a_person_is_looked_at_in_document_order() -> None:
    assert [item.source for item in session().queue] == ["A", "C", "D"]
    assert [item.source for item in session(everything=True).queue] == ["A", "B", "C", "D"]


def test_neighbours_are_those_of_the_article_decided_or_not() -> None:
    before, behind = after(session(), NEXT).neighbours
    assert (before and before.source, behind and behind.source) == ("B", "D")
    assert session().neighbours[0] is None


def test_a_decision_leads_to_the_next_undecided_entry_and_a_step_to_the_next_one() -> None:
    review = after(session(), ACCEPT, BACK)
    assert looked_at(review) == "A"
    assert looked_at(after(review, NEXT)) == "C"
    assert looked_at(after(review, NEXT, ACCEPT, BACK, BACK, SKIP)) == "D"
    assert looked_at(after(review, SKIP, SKIP, SKIP)) is None
    assert looked_at(after(review, BACK, BACK)) == "A"


def test_undo_goes_back_to_the_entry_that_was_decided_on() -> None:
    review = after(session(), ACCEPT, ACCEPT, SKIP, UNDO)
    assert (looked_at(review), [change.item.source for change in review.history]) == ("C", ["A"])
    assert review.entry == ENTRIES[2]


def test_an_empty_text_is_no_decision() -> None:
    with pytest.raises(ValueError, match="empty"):
        after(session(), NEXT, NEXT, ACCEPT)


def test_what_a_catalogue_has_no_more_leaves_the_queue_and_the_place_is_kept() -> None:
    review = after(session(), NEXT, NEXT)
    now = with_entries(empty(), [replace(entry, raw="") for entry in ENTRIES[1:]])
    assert looked_at(reloaded(review, "news.po", now)) == "D"
    assert [item.source for item in reloaded(review, "news.po", now).queue] == ["C", "D"]
    gone = reloaded(review, "news.po", with_entries(empty(), map(retired, ENTRIES)))
    assert (gone.queue, gone.item, gone.entry) == ((), None, None)


steps = st.lists(
    st.sampled_from([ACCEPT, Decision(Act.EDIT, "Да."), Decision(Act.EDIT, "日本"), SKIP, NEXT, BACK, UNDO]),
    max_size=12,
)


@given(catalogues, steps, st.booleans())
def test_taking_back_every_decision_leaves_the_file_as_it_was(
    old: Catalogue,
    decisions: list[Decision],
    everything: bool,  # noqa: FBT001
) -> None:
    review = start({"a.po": old}, everything=everything)
    for decision in decisions:
        if decision == ACCEPT and review.entry and not review.entry.translation.strip():
            continue
        review = decide(review, decision)
    review = after(review, *[UNDO] * len(review.history))
    assert dump(review.catalogues["a.po"]) == dump(old)


# --- Cards


def test_what_changed_is_told_word_by_word_and_in_chinese_sign_by_sign() -> None:
    assert difference("It lasts two days.", "It lasts three long days.") == (
        (Part.SAME, "It lasts "),
        (Part.GONE, "two"),
        (Part.NEW, "three long"),
        (Part.SAME, " days."),
    )
    assert difference("访问两天。", "访问三天。") == (
        (Part.SAME, "访问"),
        (Part.GONE, "两"),
        (Part.NEW, "三"),
        (Part.SAME, "天。"),
    )


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_difference_holds_both_texts(old: str, new: str) -> None:
    parts = difference(old, new)
    assert "".join(text for part, text in parts if part is not Part.GONE) == new
    assert "".join(text for part, text in parts if part is not Part.NEW) == old


def card(entry: Entry) -> Card:
    return Card(
        "a.md → ru  1 of 1", entry, None, Entry("Next.", "Далее."), Match("Yes.", "Да", "b.md"), "lacks code", "note"
    )


def test_a_card_says_all_that_helps_to_decide() -> None:
    entry = drafted(Entry("Yes.", notes=("heading",), comments=("Anna: sic.",)), "Да.", ARGOS, ("loops: да",))
    for text in ("a.md → ru", "machine", "heading", "draft: loops: да", "# Anna: sic.", "Yes.", "Да.", "argos en_ru"):
        assert text in drawn(card(entry), 200)
    for text in ("memory (b.md): ", "problem: lacks code", "Next.", "Далее.", "note", "? help"):
        assert text in drawn(card(entry), 200)


def test_lines_break_between_words_and_beside_chinese_signs() -> None:
    text = "one two three 中文字 abcdefgh"
    assert [text[start:end] for start, end in lines(text, 7)] == ["one two ", "three ", "中文字 ", "abcdefg", "h"]


@given(st.text(max_size=60), st.integers(2, 20))
def test_no_line_is_too_wide_and_none_of_the_text_is_lost(text: str, width: int) -> None:
    shown = visible(text)
    parts = [shown[start:end] for start, end in lines(shown, width)]
    assert "".join(parts) == shown
    assert all(columns(part.rstrip()) <= width for part in parts)
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in shown)


def test_what_stands_below_the_line_of_an_edited_sheet_is_not_kept() -> None:
    shown = card(Entry("Yes.", notes=("heading",)))
    opened = sheet(shown, "Да.")
    assert text_of(opened, shown) == "Да."
    assert text_of(opened.replace("Да.", "Да,\nда.\n"), shown) == "Да,\nда."
    without_line = "\n".join(line for line in opened.split("\n") if "below" not in line)
    assert text_of(without_line, shown) == "Да."
    assert not text_of("", shown)
