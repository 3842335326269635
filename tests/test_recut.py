"""What becomes of a catalogue when `segmentation` changes."""

import pytest
from articles import page

from l10n.catalogue import Catalogue, Entry, State, digest
from l10n.locales import locale
from l10n.recut import localised_segments, recut

ENGLISH, RUSSIAN = locale("en"), locale("ru")
ARTICLE = b"He left. She stayed.\n"
WHOLE = "He left. She stayed."


def cut(entries: list[Entry], by: str) -> tuple[dict[str, Entry], list[str]]:
    """The live entries after a recut, and the segments that extraction then asks for."""
    article = page(ARTICLE, by=by)
    found = recut(article.document, Catalogue(None, tuple(entries)), ENGLISH, RUSSIAN, by)
    asked = localised_segments(article.document, found, ENGLISH, by, article.segments)
    return {entry.source: entry for entry in found.live}, [segment.text for segment in asked]


def test_reviewed_sentences_become_a_reviewed_paragraph() -> None:
    entries, asked = cut([Entry("He left.", "Он ушёл."), Entry("She stayed.", "Она осталась.")], "paragraph")
    assert asked == [WHOLE]
    assert entries[WHOLE].state is State.REVIEWED
    assert entries[WHOLE].translation == "Он ушёл. Она осталась."


def test_a_paragraph_waits_for_its_last_sentence() -> None:
    """As long as one sentence is not reviewed, the paragraph stays in sentences."""
    entries, asked = cut([Entry("He left.", "Он ушёл."), Entry("She stayed.")], "paragraph")
    assert asked == ["He left.", "She stayed."]
    assert WHOLE not in entries


def test_a_reviewed_paragraph_becomes_as_many_reviewed_sentences() -> None:
    entries, asked = cut([Entry(WHOLE, "Он ушёл. Она осталась.", comments=("note",))], "sentence")
    assert asked == ["He left.", "She stayed."]
    assert [entries[text].translation for text in asked] == ["Он ушёл.", "Она осталась."]
    assert all(entries[text].comments == ("note",) for text in asked)


def test_a_paragraph_told_in_one_sentence_stays_whole() -> None:
    """What cannot be cut without a guess is not cut, and stays published."""
    entries, asked = cut([Entry(WHOLE, "Он ушёл, а она осталась.")], "sentence")
    assert asked == [WHOLE]
    assert entries[WHOLE].translation == "Он ушёл, а она осталась."


def test_drafts_are_no_reason_to_keep_a_cut() -> None:
    draft = Entry("He left.", "Он ушёл.", flags=("fuzzy",), comments=("l10n:mt argos en_ru 1.0 h=00000000",))
    _, asked = cut([draft, Entry("She stayed.")], "paragraph")
    assert asked == [WHOLE]


@pytest.mark.parametrize("told", ["Она не ушла.", "Она осталась там."])
def test_a_sentence_with_a_reviewed_text_of_its_own_keeps_it_when_its_paragraph_is_cut(told: str) -> None:
    """The paragraph's translation has as many sentences, and another text for this one."""
    entries, _ = cut([Entry(WHOLE, "Он ушёл. Она осталась."), Entry("She stayed.", told)], "sentence")
    assert entries["She stayed."].translation == told
    assert entries["She stayed."].state is State.REVIEWED


def test_a_paragraph_with_a_reviewed_text_of_its_own_keeps_it_when_its_sentences_are_joined() -> None:
    told = [Entry(WHOLE, "Он ушёл, а она нет."), Entry("He left.", "Он ушёл."), Entry("She stayed.", "Она осталась.")]
    entries, asked = cut(told, "paragraph")
    assert asked == [WHOLE]
    assert entries[WHOLE].translation == "Он ушёл, а она нет."


@pytest.mark.parametrize("flags", [("fuzzy",), ()], ids=["fuzzy", "not translated"])
def test_a_paragraph_is_joined_of_reviewed_sentences_only(flags: tuple[str, ...]) -> None:
    """A fuzzy text among them would become a reviewed one by the way."""
    second = Entry(
        "She stayed.", "Она осталась." if flags else "", flags=flags, previous="She left." if flags else None
    )
    entries, _ = cut([Entry("He left.", "Он ушёл."), second], "paragraph")
    assert WHOLE not in entries


def test_a_fuzzy_paragraph_is_not_cut_into_reviewed_sentences() -> None:
    entries, _ = cut([Entry(WHOLE, "Он ушёл. Она осталась.", flags=("fuzzy",), previous="He left.")], "sentence")
    assert [entry.source for entry in entries.values() if entry.state is State.REVIEWED] == []


def test_what_was_reviewed_on_a_branch_before_the_other_cut_is_cut_too() -> None:
    """A merge made it obsolete beside a draft of the new cut."""
    parts = [Entry("He left.", "Он ушёл.", obsolete=True), Entry("She stayed.", "Она осталась.", obsolete=True)]
    draft = Entry(WHOLE, "Он левый.", flags=("fuzzy",), comments=(f"l10n:mt argos en_ru 1.0 h={digest('Он левый.')}",))
    for whole in ([], [Entry(WHOLE)], [draft]):
        entries, _ = cut([*whole, *parts], "paragraph")
        assert (entries[WHOLE].translation, entries[WHOLE].state) == ("Он ушёл. Она осталась.", State.REVIEWED)
    entries, _ = cut([Entry("He left."), Entry(WHOLE, "Он ушёл. Она осталась.", obsolete=True)], "sentence")
    assert [entries[text].translation for text in ("He left.", "She stayed.")] == ["Он ушёл.", "Она осталась."]


def test_an_obsolete_text_replaces_no_persons_work() -> None:
    parts = [Entry("He left.", "Он ушёл.", obsolete=True), Entry("She stayed.", "Она осталась.", obsolete=True)]
    begun = Entry(WHOLE, "Он уш", flags=("fuzzy",))
    assert cut([begun, *parts], "paragraph")[0] == {WHOLE: begun}
    part = Entry("He left.", "Он вышел.")
    assert cut([part, Entry(WHOLE, "Он ушёл. Она осталась.", obsolete=True)], "sentence")[0] == {"He left.": part}
