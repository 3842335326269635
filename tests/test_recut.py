"""What becomes of a catalogue when `segmentation` changes."""

from articles import page

from l10n.catalogue import Catalogue, Entry, State
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
