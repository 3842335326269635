"""Merging: an article changes, and no translator loses a word."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from catalogues import ARGOS, PO, accepted_by_msgfmt, empty, gettext, needs_gettext, reread, sample
from hypothesis import given
from hypothesis import strategies as st

from l10n.catalogue import (
    Catalogue,
    Entry,
    Provenance,
    State,
    drafted,
    dump,
    outdated,
    parse,
    retired,
    with_entries,
)
from l10n.merge import Wanted, merge

ARTICLE = (
    "The president visits the city",
    "He will arrive on Monday morning and meet the mayor.",
    "The visit lasts two days.",
    "Some streets of the old town will be closed.",
)
REVIEWED = ("Президент посещает город", "Он прибудет утром в понедельник.", "Визит длится два дня.", "Улицы закроют.")


def wanted(*sources: str) -> list[Wanted]:
    return [Wanted(source, ("paragraph",), "news/visit.md") for source in sources]


def reviewed() -> Catalogue:
    """The article's catalogue as a translator left it, written and read."""
    missing = merge(empty(), wanted(*ARTICLE))
    pairs = zip(missing.entries, REVIEWED, strict=True)
    return reread(with_entries(missing, [replace(entry, translation=text, raw="") for entry, text in pairs]))


def states(catalogue: Catalogue) -> list[str]:
    return [str(entry.state) for entry in catalogue.entries]


# --- The story of an article


def test_a_new_article_has_every_sentence_missing_in_its_order() -> None:
    catalogue = merge(empty(), wanted(*ARTICLE, ARTICLE[0]))
    assert [entry.source for entry in catalogue.entries] == list(ARTICLE)
    assert states(catalogue) == ["missing"] * 4
    assert catalogue.entries[0].references == ("news/visit.md",)


def test_an_article_that_did_not_change_changes_no_byte() -> None:
    assert dump(merge(reviewed(), wanted(*ARTICLE))) == dump(reviewed())


def test_an_edited_sentence_is_outdated_and_keeps_its_translation() -> None:
    edited = (*ARTICLE[:2], "The visit lasts three days.", ARTICLE[3])
    catalogue = merge(reviewed(), wanted(*edited))
    assert states(catalogue) == ["reviewed", "reviewed", "outdated", "reviewed"]
    assert (catalogue.entries[2].previous, catalogue.entries[2].translation) == (ARTICLE[2], REVIEWED[2])


def test_an_edit_that_is_undone_leaves_the_file_as_it_was() -> None:
    edited = merge(reviewed(), wanted(*ARTICLE[:2], "The visit lasts three days.", ARTICLE[3]))
    again = merge(reread(edited), wanted(*ARTICLE[:2], "The visit will last three days.", ARTICLE[3]))
    assert dump(merge(reread(again), wanted(*ARTICLE))) == dump(reviewed())


def test_a_removed_sentence_is_obsolete_and_returns_with_its_translation() -> None:
    without = merge(reviewed(), wanted(*ARTICLE[:1], *ARTICLE[2:]))
    assert states(without) == ["reviewed", "reviewed", "reviewed", "obsolete"]
    assert without.entries[-1].translation == REVIEWED[1]
    assert dump(merge(reread(without), wanted(*ARTICLE))) == dump(reviewed())


def test_a_moved_sentence_moves_its_entry() -> None:
    catalogue = merge(reviewed(), wanted(*reversed(ARTICLE)))
    assert [entry.translation for entry in catalogue.entries] == list(reversed(REVIEWED))
    assert states(catalogue) == ["reviewed"] * 4


def test_a_sentence_unlike_any_other_is_missing_and_the_old_one_obsolete() -> None:
    catalogue = merge(reviewed(), wanted(*ARTICLE[:3], "Rain is expected on both evenings."))
    assert states(catalogue) == ["reviewed", "reviewed", "reviewed", "missing", "obsolete"]


def test_standing_in_the_same_place_helps_a_sentence_to_be_found() -> None:
    """Alike to 60 of 100: too little elsewhere, enough between two unchanged neighbours."""
    rewritten = "It lasts at least four days."
    at_place = merge(reviewed(), wanted(*ARTICLE[:2], rewritten, ARTICLE[3]))
    elsewhere = merge(reviewed(), wanted(rewritten, *ARTICLE[:2], ARTICLE[3]))
    assert states(at_place) == ["reviewed", "reviewed", "outdated", "reviewed"]
    assert states(elsewhere) == ["missing", "reviewed", "reviewed", "reviewed", "obsolete"]


def test_of_two_edited_sentences_each_finds_its_own() -> None:
    catalogue = merge(
        reviewed(), wanted(*ARTICLE[:2], "Some streets of the old city will be closed.", "The visit lasts three days.")
    )
    assert [entry.translation for entry in catalogue.entries] == [*REVIEWED[:2], REVIEWED[3], REVIEWED[2]]


def test_a_draft_nobody_touched_is_not_carried_to_another_sentence() -> None:
    draft = with_entries(empty(), [drafted(Entry(ARTICLE[2]), REVIEWED[2], ARGOS)])
    assert states(merge(draft, wanted("The visit lasts three days."))) == ["missing", "obsolete"]


def test_a_draft_that_a_person_works_on_is_carried_over() -> None:
    touched = with_entries(empty(), [Entry(ARTICLE[2], REVIEWED[2], flags=("fuzzy",))])
    there = merge(touched, wanted("The visit lasts three days."))
    assert states(there) == ["outdated"]
    assert merge(there, wanted(ARTICLE[2])).entries[0].state is State.UNFINISHED


def test_a_sentence_without_a_translation_goes_without_a_trace() -> None:
    assert (
        merge(merge(empty(), wanted(*ARTICLE)), wanted(ARTICLE[0])).entries
        == merge(empty(), wanted(ARTICLE[0])).entries
    )


# --- What other people wrote


def test_entries_of_other_programs_are_retired_never_dropped() -> None:
    foreign = [Entry("Open", context="menu"), Entry("%d file", plural_source="%d files", plurals=("%d файл", ""))]
    catalogue = merge(with_entries(empty(), foreign), wanted(ARTICLE[0]))
    assert list(catalogue.entries[1:]) == [retired(entry) for entry in foreign]


def test_a_wrapped_file_with_comments_is_left_alone() -> None:
    catalogue = sample("translated.po")
    segments = [Wanted(entry.source, entry.notes[:1], entry.references[0]) for entry in catalogue.live]
    assert dump(merge(catalogue, segments)) == (PO / "translated.po").read_bytes()


def test_new_notes_change_the_entry_and_keep_the_translators_comment() -> None:
    catalogue = sample("translated.po")
    entry = merge(catalogue, [Wanted(catalogue.entries[0].source, ("title",), "news/visit.md")]).entries[0]
    assert (entry.notes, entry.comments) == (("title",), ("Anna: the headline of the print edition.",))
    assert entry.state is State.REVIEWED


def test_of_a_live_and_an_obsolete_twin_one_stays_and_no_persons_text_is_lost() -> None:
    yes, no = merge(sample("twins.po"), [Wanted("Yes."), Wanted("No.")]).entries
    assert (yes.translation, yes.comments) == ("Да.", ('l10n:was "Ага."',))
    assert (no.translation, no.state) == ("Нет.", State.REVIEWED)


def test_obsolete_entries_stay_behind_the_entry_that_they_followed() -> None:
    entries = [Entry("A.", "А."), Entry("Old.", "Старое.", obsolete=True), Entry("B.", "Б."), Entry("C.", "Ц.")]
    catalogue = with_entries(empty(), entries)
    assert [entry.source for entry in merge(catalogue, wanted("A.", "B.")).entries] == ["A.", "Old.", "B.", "C."]
    assert [entry.source for entry in merge(catalogue, wanted("B.", "C.")).entries] == ["B.", "C.", "Old.", "A."]


@needs_gettext
def test_what_gettext_wrapped_is_not_rewritten() -> None:
    wrapped = gettext("msgcat", dump(reviewed()), "-w", "30")
    assert dump(merge(parse(wrapped, Path("news.po")), wanted(*ARTICLE))) == wrapped


# --- Laws


sentences = st.sampled_from(
    [*ARTICLE, "The visit lasts three days.", "The visit lasts long.", "Yes.", "No.", 'A "b"\\\n']
)
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).map(str.strip)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """An entry in any state, by any hand."""
    source = draw(sentences).strip()
    text = draw(words)
    kind = draw(st.sampled_from(["plain", "draft", "outdated", "touched", "context", "plural"]))
    made = {
        "plain": Entry(source, text),
        "draft": drafted(Entry(source), text or "…", Provenance("pseudo")),
        "outdated": outdated(Entry(draw(sentences).strip(), text or "…"), source),
        "touched": Entry(source, text, flags=("fuzzy",)),
        "context": Entry(source, text, context=draw(words)),
        "plural": Entry(source, plural_source="Many.", plurals=(text, draw(words), text)),
    }[kind]
    return retired(made) if draw(st.booleans()) else made


def one_live_each(made: list[Entry]) -> Catalogue:
    """A catalogue that parses: obsolete twins may be in it, live ones may not."""
    seen: set[tuple[str | None, str]] = set()
    kept = []
    for entry in made:
        if entry.obsolete or entry.key not in seen:
            kept.append(entry)
        if not entry.obsolete:
            seen.add(entry.key)
    return with_entries(empty(), kept)


catalogues = st.lists(entries(), max_size=8).map(one_live_each)
articles = st.lists(sentences.map(str.strip), max_size=6).map(lambda sources: wanted(*sources))


@given(catalogues, articles)
def test_merging_twice_is_merging_once(old: Catalogue, article: list[Wanted]) -> None:
    once = merge(old, article)
    assert dump(merge(once, article)) == dump(once)
    assert dump(merge(reread(once), article)) == dump(once)
    assert reread(once) == once


@given(catalogues, articles)
def test_the_live_entries_are_the_article_in_its_order(old: Catalogue, article: list[Wanted]) -> None:
    live = [entry.source for entry in merge(old, article).live]
    assert live == list(dict.fromkeys(segment.source for segment in article))


@given(catalogues, articles, articles)
def test_nothing_a_person_wrote_is_lost(old: Catalogue, article: list[Wanted], later: list[Wanted]) -> None:
    merged = merge(merge(old, article), later)
    written = dump(merged).decode()
    for entry in old.entries:
        for text in (entry.translation, *entry.plurals):
            spelt = text.replace("\\", "\\\\").replace('"', '\\"')
            assert not entry.human or spelt in written or " ".join(spelt.split()) in written


@given(catalogues, articles)
def test_a_reviewed_translation_stays_with_its_sentence(old: Catalogue, article: list[Wanted]) -> None:
    after = {entry.key: entry for entry in merge(old, article).entries}
    sources = {segment.source for segment in article}
    for entry in old.live:
        if entry.state is State.REVIEWED and not entry.foreign and entry.source in sources:
            assert after[entry.key].translation == entry.translation
            assert after[entry.key].state is State.REVIEWED


@needs_gettext
@given(catalogues, articles)
def test_gettext_accepts_every_merged_catalogue(old: Catalogue, article: list[Wanted]) -> None:
    assert accepted_by_msgfmt(merge(old, article))


# --- Split and joined

LONG = "The bridge over the river was closed on Monday because of the flood, and nobody knew when it would open again."
HALVES = (
    "The bridge over the river was closed on Monday because of the flood.",
    "Nobody knew when it would open again.",
)


def translated(*pairs: tuple[str, str]) -> Catalogue:
    missing = merge(empty(), wanted(*(source for source, _ in pairs)))
    texts = dict(pairs)
    return with_entries(missing, [replace(each, translation=texts[each.source], raw="") for each in missing.entries])


def test_a_sentence_split_in_two_leaves_its_translation_with_the_longer_part() -> None:
    catalogue = merge(translated((LONG, "Мост закрыли, и никто не знал, когда его откроют.")), wanted(*HALVES))
    assert states(catalogue) == ["outdated", "missing"]
    assert catalogue.entries[0].previous == LONG


def test_two_sentences_joined_keep_both_translations() -> None:
    """The longer one's stands in the new entry, the other's waits as obsolete."""
    pairs = zip(HALVES, ("Мост закрыли.", "Никто не знал, когда его откроют."), strict=True)
    catalogue = merge(translated(*pairs), wanted(LONG))
    assert states(catalogue) == ["outdated", "obsolete"]
    assert [entry.translation for entry in catalogue.entries] == ["Мост закрыли.", "Никто не знал, когда его откроют."]
