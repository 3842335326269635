"""Two branches' catalogues in one: no translator meets a conflict marker, nobody's work is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from catalogues import ARGOS, accepted_by_msgfmt, empty, needs_gettext, reread
from hypothesis import assume, given
from hypothesis import strategies as st
from test_merge import catalogues, one_live_each, sentences, words

from l10n.catalogue import (
    Catalogue,
    Entry,
    Provenance,
    State,
    carried,
    combined,
    digest,
    drafted,
    dump,
    outdated,
    parse,
    retired,
    reviewed,
    with_entries,
    with_field,
)
from l10n.catalogue.entry import Stamp
from l10n.threeway import merge_branches, undecided

LEFT = Entry("The minister left.", notes=("paragraph",))
DRAFT = drafted(LEFT, "Министр ушёл.", ARGOS, ("numbers: 12 is missing",))
MINE = reviewed(DRAFT, "Министр уехал.")
YOURS = reviewed(DRAFT, "Министр покинул город.")


def of(*entries: Entry) -> Catalogue:
    return with_entries(empty(), entries)


def one(base: Entry, ours: Entry, theirs: Entry) -> Entry:
    (entry,) = merge_branches(of(base), of(ours), of(theirs)).entries
    return entry


# --- One entry


def test_what_one_side_changed_is_taken() -> None:
    assert one(DRAFT, MINE, DRAFT) == MINE
    assert one(DRAFT, DRAFT, MINE) == MINE


def test_a_review_goes_before_a_new_draft_and_before_what_was_begun() -> None:
    redrafted = drafted(LEFT, "Служитель ушёл.", Provenance("firefox"))
    begun = replace(DRAFT, translation="Министр отбыл", raw="")
    for ours, theirs in ((MINE, redrafted), (redrafted, MINE)):
        assert one(DRAFT, ours, theirs) == MINE
    for ours, theirs in ((MINE, begun), (begun, MINE)):
        kept = one(DRAFT, ours, theirs)
        assert (kept.translation, kept.state) == ("Министр уехал.", State.REVIEWED)
        assert kept.comments[-1] == 'l10n:was "Министр отбыл"'


def test_two_people_who_disagree_leave_a_decision_with_both_texts() -> None:
    entry = one(DRAFT, MINE, YOURS)
    assert (entry.translation, entry.state, entry.previous) == ("Министр уехал.", State.UNFINISHED, None)
    assert entry.comments == ('l10n:was "Министр покинул город."',)
    assert undecided(of(entry), of(MINE), of(YOURS)) == (entry,)


def test_no_engine_may_replace_what_two_people_disagree_about() -> None:
    """Ours was accepted as drafted: it must not look like a draft that nobody touched."""
    entry = one(DRAFT, reviewed(DRAFT, DRAFT.translation), YOURS)
    assert entry.translation == "Министр ушёл."
    assert entry.state is State.UNFINISHED


def test_two_people_who_agree_leave_nothing_to_decide() -> None:
    assert one(DRAFT, replace(MINE, comments=()), MINE).state is State.REVIEWED
    assert undecided(of(MINE), of(MINE), of(MINE)) == ()


def test_a_text_and_new_notes_meet() -> None:
    theirs = replace(DRAFT, notes=("heading", *DRAFT.notes[1:]), references=("source/b.md",))
    entry = one(DRAFT, MINE, theirs)
    assert (entry.translation, entry.notes, entry.references) == ("Министр уехал.", ("heading",), ("source/b.md",))


def test_comments_of_both_are_kept_and_what_one_took_out_is_out() -> None:
    base = Entry("A", comments=("Anna: ask the editor.", "Old."))
    ours = replace(base, comments=("Anna: ask the editor.", "Old.", "Boris: done."))
    theirs = replace(base, comments=("Anna: ask the editor.", "Vera: no."), flags=("no-wrap",))
    entry = combined(base, ours, theirs)
    assert (entry.comments, entry.flags) == (("Anna: ask the editor.", "Boris: done.", "Vera: no."), ("no-wrap",))


def test_a_sentence_gone_on_one_side_and_translated_on_the_other_is_obsolete() -> None:
    (entry,) = merge_branches(of(DRAFT), of(), of(MINE)).entries
    assert (entry.state, entry.translation) == (State.OBSOLETE, "Министр уехал.")
    assert merge_branches(of(DRAFT), of(retired(DRAFT)), of(MINE)).entries == (entry,)
    assert merge_branches(of(LEFT), of(), of(replace(LEFT, notes=("heading",)))).entries == ()


def test_a_rewritten_sentence_takes_the_other_sides_review_along() -> None:
    base = of(reviewed(LEFT, "Министр ушёл."))
    rewritten = merge_branches(base, of(outdated(base.entries[0], "The minister stayed.")), of(MINE))
    (entry,) = rewritten.entries
    assert (entry.source, entry.translation, entry.previous) == (
        "The minister stayed.",
        "Министр уехал.",
        "The minister left.",
    )
    swapped = merge_branches(base, of(MINE), of(outdated(base.entries[0], "The minister stayed.")))
    assert swapped.entries == rewritten.entries


def test_a_sentence_rewritten_in_two_ways_keeps_both() -> None:
    base = of(reviewed(LEFT, "Министр ушёл."))
    ours, theirs = (of(outdated(base.entries[0], f"The minister {word}.")) for word in ("stayed", "slept"))
    assert {entry.source for entry in merge_branches(base, ours, theirs).live} == {
        "The minister stayed.",
        "The minister slept.",
    }


# --- A sentence that the author rewrote on one branch, and somebody reviewed on the other

ROOM = Entry("The hall has room for 12 guests.", notes=("paragraph",), references=("source/a.md",))
NEW_ROOM = replace(ROOM, source="The hall has room for 14 guests.")
TEXT = "В зале место для 12 гостей."
HELD = drafted(ROOM, "Зал имеет комнату для 12 гостей.", ARGOS, ("numbers: in words",))
HELD_NOW = drafted(NEW_ROOM, "Зал имеет комнату для 14 гостей.", ARGOS, ("numbers: in words",))
HELD_MOVED = replace(HELD, source=NEW_ROOM.source, notes=("paragraph",))
TITLE, END = Entry("The town hall", "Ратуша"), Entry("It is open.", "Она открыта.")


@pytest.mark.parametrize(
    ("base", "rewritten"),
    [
        pytest.param((HELD,), (HELD_NOW, retired(HELD)), id="a draft, drafted again"),
        pytest.param((HELD,), (NEW_ROOM, retired(HELD)), id="a draft, not drafted again"),
        pytest.param((ROOM,), (HELD_NOW,), id="nothing, then a draft"),
        pytest.param((ROOM,), (NEW_ROOM,), id="nothing"),
        pytest.param((HELD,), (HELD_NOW,), id="a draft, and a tool that drops what is obsolete"),
        pytest.param((HELD,), (HELD_MOVED,), id="a draft, and a tool that takes it for the new sentence's"),
        pytest.param((TITLE, HELD, END), (TITLE, HELD_NOW, END, retired(HELD)), id="between others"),
    ],
)
def test_a_review_goes_with_the_sentence_that_the_other_branch_rewrote(
    base: tuple[Entry, ...], rewritten: tuple[Entry, ...]
) -> None:
    people = [reviewed(entry, TEXT) if entry.source == ROOM.source else entry for entry in base]
    versions = of(*people), of(*rewritten)
    for ours, theirs in (versions, versions[::-1]):
        merged = merge_branches(of(*base), ours, theirs)
        found = next(entry for entry in merged.entries if entry.source == NEW_ROOM.source)
        assert (found.translation, found.state, found.previous) == (TEXT, State.OUTDATED, ROOM.source)
        assert (found.stamp, found.is_as_stamped) == (Stamp(reviewed=True, digest=digest(TEXT)), True)
        assert (found.notes, found.references) == (("paragraph",), ("source/a.md",))
        assert [entry.source for entry in merged.entries] == [
            entry.source if entry.source != ROOM.source else NEW_ROOM.source for entry in base
        ]


def test_two_sentences_rewritten_in_one_article_take_each_their_own() -> None:
    bar = Entry("The bar sells tea and cake until noon.")
    new_bar = replace(bar, source="The bar sells tea and cake until one.")
    base = of(TITLE, ROOM, bar)
    theirs = of(TITLE, reviewed(ROOM, TEXT), reviewed(bar, "Бар продаёт чай и пирог до полудня."))
    merged = merge_branches(base, of(TITLE, HELD_NOW, new_bar), theirs)
    assert [(entry.source, entry.translation, entry.previous) for entry in merged.entries] == [
        (TITLE.source, TITLE.translation, None),
        (NEW_ROOM.source, TEXT, ROOM.source),
        (new_bar.source, "Бар продаёт чай и пирог до полудня.", bar.source),
    ]


def test_a_comment_beside_a_draft_stays_with_the_text_that_takes_its_place() -> None:
    noted = replace(HELD_NOW, comments=(*HELD_NOW.comments, "Vera: which hall?"))
    (entry,) = merge_branches(of(HELD), of(noted), of(reviewed(HELD, TEXT))).entries
    assert entry.comments[-1] == "Vera: which hall?"
    assert entry.translation == TEXT


def test_a_persons_text_for_the_new_sentence_stays_and_the_old_one_is_kept_beside() -> None:
    mine = reviewed(HELD_NOW, "В зале место для 14 гостей.")
    live, gone = merge_branches(of(HELD), of(mine, retired(HELD)), of(reviewed(HELD, TEXT))).entries
    assert live == mine
    assert (gone.state, gone.translation) == (State.OBSOLETE, TEXT)


def test_a_sentence_that_is_none_of_the_new_ones_becomes_obsolete() -> None:
    other = drafted(Entry("Nobody knows where the minister went."), "Никто не знает.", ARGOS)
    live, gone = merge_branches(of(HELD), of(other, retired(HELD)), of(reviewed(HELD, TEXT))).entries
    assert live == other
    assert (gone.state, gone.translation) == (State.OBSOLETE, TEXT)


def test_a_slip_mended_on_one_branch_meets_better_words_on_the_other() -> None:
    """The sentence says the same: the text stays reviewed. Two people who disagree leave a decision."""
    slip = Entry("The minsiter left.", "Министр ушёл.")
    mended, better = replace(slip, source=LEFT.source), replace(slip, translation="Министр уехал.")
    for ours, theirs in ((mended, better), (better, mended)):
        assert one(slip, ours, theirs) == replace(better, source=LEFT.source)
    both = one(slip, replace(mended, translation="Министр отбыл."), better)
    assert (both.translation, both.state) == ("Министр отбыл.", State.UNFINISHED)
    assert both.comments == ('l10n:was "Министр уехал."',)


def test_an_accepted_draft_is_one_of_the_sentence_that_was_mended() -> None:
    slip = reviewed(drafted(Entry("The minsiter left."), "Министр ушёл.", ARGOS), "Министр ушёл.")
    mended, remarked = carried(slip, LEFT.source), replace(slip, comments=("Anna: sic", *slip.comments), raw="")
    for ours, theirs in ((mended, remarked), (remarked, mended)):
        entry = one(slip, ours, theirs)
        assert sorted(entry.comments) == ["Anna: sic", *mended.comments]
        assert replace(entry, flags=("fuzzy",)).state is State.MACHINE


def test_a_previous_source_that_a_tool_dropped_is_known_from_the_base() -> None:
    """`msgmerge` without `--previous` has made the text fuzzy under the new sentence."""
    base = Entry(ROOM.source, TEXT)
    fuzzy = replace(base, source=NEW_ROOM.source, flags=("fuzzy",), notes=("paragraph",))
    drafts = ((base, fuzzy), (reviewed(HELD, HELD.translation), HELD_MOVED))
    for before, moved in drafts:
        better = replace(before, translation="Зал вмещает 12 гостей.")
        for ours, theirs in ((moved, better), (better, moved)):
            entry = one(before, ours, theirs)
            assert (entry.translation, entry.state, entry.previous) == (better.translation, State.OUTDATED, ROOM.source)


@pytest.mark.parametrize("rewritten", [HELD_NOW, NEW_ROOM], ids=["drafted", "missing"])
def test_a_paragraph_cut_anew_is_left_to_extraction(rewritten: Entry) -> None:
    """Its sentences' texts are kept as they are: extraction joins them, as it knows the language."""
    sentences = (Entry("It rained."), Entry("Nobody came to the hall."))
    whole = replace(rewritten, source="It rained. Nobody came to the hall.")
    theirs = of(reviewed(sentences[0], "Шёл дождь."), reviewed(sentences[1], "Никто не пришёл."))
    merged = merge_branches(of(*sentences), of(whole), theirs)
    assert [(entry.source, entry.translation, entry.state) for entry in merged.obsolete] == [
        ("It rained.", "Шёл дождь.", State.OBSOLETE),
        ("Nobody came to the hall.", "Никто не пришёл.", State.OBSOLETE),
    ]
    assert [entry.source for entry in merged.live] == [whole.source]


# --- Texts that a tool left out

OPEN, SHUT = Entry("Open", "Открыто"), Entry("Shut", "Закрыто")
WAIT = Entry("Wait", comments=("Anna: or: queue",))


@pytest.mark.parametrize(
    "emptied",
    [
        pytest.param((replace(OPEN, translation=""), SHUT, WAIT), id="emptied"),
        pytest.param((replace(OPEN, translation=" "), SHUT, WAIT), id="a space"),
        pytest.param((replace(OPEN, translation="", flags=("fuzzy",)), SHUT, WAIT), id="emptied, fuzzy"),
        pytest.param((SHUT, WAIT), id="left out"),
        pytest.param((), id="all left out"),
        pytest.param((replace(SHUT, translation="Заперто"),), id="what was not translated now left out"),
    ],
)
@pytest.mark.parametrize("here", [OPEN, replace(OPEN, translation="Отперто")], ids=["kept", "changed"])
def test_a_text_that_a_tool_emptied_or_left_out_stays(emptied: tuple[Entry, ...], here: Entry) -> None:
    base, ours = of(OPEN, SHUT, WAIT), of(here, SHUT, WAIT)
    for merged in (merge_branches(base, ours, of(*emptied)), merge_branches(base, of(*emptied), ours)):
        found = {entry.source: entry for entry in merged.entries}
        assert found["Open"] == here
        assert [*found] == ["Open", "Shut", "Wait"]
        assert found["Shut"].translation in {"Закрыто", *(entry.translation for entry in emptied)}
        assert found["Wait"] == WAIT


def test_what_somebody_translated_meanwhile_stays_where_a_tool_left_it_out() -> None:
    ours = of(OPEN, SHUT, replace(WAIT, translation="Ждите"))
    assert merge_branches(of(OPEN, SHUT, WAIT), ours, of(OPEN)).entries == ours.entries


def test_a_plural_and_an_outdated_text_that_a_tool_emptied_stay() -> None:
    plural = Entry("%d guest", plural_source="%d guests", plurals=("%d гость", "%d гостя", "%d гостей"))
    old = outdated(replace(ROOM, translation=TEXT), NEW_ROOM.source)
    emptied = of(replace(plural, plurals=("", "", "")), replace(old, translation=""), SHUT)
    merged = merge_branches(of(plural, old, SHUT), of(plural, old, replace(SHUT, translation="Заперто")), emptied)
    assert merged.entries == (plural, old, replace(SHUT, translation="Заперто"))


def test_a_previous_source_that_a_tool_dropped_comes_back_while_the_text_waits() -> None:
    old = outdated(replace(ROOM, translation=TEXT), NEW_ROOM.source)
    dropped = replace(old, previous=None)
    assert merge_branches(of(old, SHUT), of(old, OPEN), of(dropped, SHUT)).entries[0] == old
    noted = replace(dropped, comments=(*old.comments, "Vera: 14?"))
    assert one(old, old, noted) == replace(noted, previous=old.previous)
    accepted = replace(dropped, translation="В зале место для 14 гостей.", flags=())
    assert one(old, old, accepted) == accepted


def test_notes_that_came_with_an_emptied_text_are_taken() -> None:
    noted = replace(OPEN, translation="", notes=("heading",), comments=("Vera: check",))
    assert one(OPEN, OPEN, noted) == replace(OPEN, notes=("heading",), comments=("Vera: check",))


def test_a_draft_that_is_left_out_is_gone_and_so_is_what_was_purged() -> None:
    """An engine makes it again; a person purges obsolete entries in Poedit."""
    ours = of(SHUT, replace(LEFT, source="New"))
    assert merge_branches(of(DRAFT, SHUT, retired(OPEN)), of(DRAFT, SHUT, retired(OPEN)), ours) == ours


# --- The file


def sources(catalogue: Catalogue) -> str:
    return "".join(entry.source for entry in catalogue.entries)


def in_order(letters: str) -> Catalogue:
    return of(*(Entry(letter, letter * 2) for letter in letters))


def test_new_entries_stand_between_the_neighbours_that_they_had_ours_first() -> None:
    assert sources(merge_branches(in_order("AB"), in_order("AXYB"), in_order("APQBZ"))) == "AXYPQBZ"
    assert sources(merge_branches(in_order("AB"), in_order("XAB"), in_order("PAB"))) == "XPAB"
    assert sources(merge_branches(in_order(""), in_order("AC"), in_order("ABC"))) == "ABC"


def test_entries_stand_as_the_side_has_it_that_moved_them() -> None:
    assert sources(merge_branches(in_order("ABC"), in_order("CBA"), in_order("ABXC"))) == "XCBA"
    assert sources(merge_branches(in_order("ABC"), in_order("ABXC"), in_order("CBA"))) == "CBXA"


def test_of_the_header_each_side_keeps_what_it_changed_and_the_later_one_what_both_did() -> None:
    base = of(LEFT)
    ours = with_field(with_field(base, "Last-Translator", "Anna"), "PO-Revision-Date", "2024-05-01 10:00+0200")
    theirs = with_field(with_field(base, "Last-Translator", "Boris"), "PO-Revision-Date", "2024-05-01 10:00+0000")
    theirs = with_field(theirs, "Language-Team", "Moscow")
    theirs = with_field(theirs, "X-Generator", "Poedit 3.4")
    for merged in (merge_branches(base, ours, theirs), merge_branches(base, theirs, ours)):
        fields = dict(merged.fields)
        assert fields["Last-Translator"] == "Boris"
        assert fields["PO-Revision-Date"] == "2024-05-01 10:00+0000"
        assert fields["Language-Team"] == "Moscow"
        assert fields["X-Generator"] == "Poedit 3.4"


def test_files_added_on_both_sides_have_an_empty_base() -> None:
    """As git hands it to a merge driver."""
    base = parse(b"", Path("empty"))
    merged = merge_branches(base, of(LEFT, Entry("B")), of(MINE, Entry("C")))
    assert [(entry.source, entry.state) for entry in merged.entries] == [
        (LEFT.source, State.REVIEWED),
        ("B", State.MISSING),
        ("C", State.MISSING),
    ]
    assert merged.header == empty().header


def test_a_file_of_other_line_ends_and_charset_meets_one_of_ours() -> None:
    base = reread(of(LEFT, Entry("B")))
    theirs = parse(dump(of(LEFT, Entry("B", "Бэ"), Entry("C", "Цэ"))).replace(b"\n", b"\r\n"), Path("news.po"))
    koi8 = dump(of(MINE, Entry("B"))).decode().replace("UTF-8", "KOI8-R").encode("koi8-r")
    merged = merge_branches(base, parse(koi8, Path("news.po")), theirs)
    assert b"\r" not in dump(merged)
    assert [entry.translation for entry in reread(merged).entries] == ["Министр уехал.", "Бэ", "Цэ"]


def test_entries_that_nobody_changed_keep_their_bytes() -> None:
    wrapped = dump(of(DRAFT, Entry("B"), Entry("C"))).replace(b'msgid "B"', b'msgid ""\n"B"')
    base = parse(wrapped, Path("news.po"))
    ours = parse(wrapped.replace(b'"C"\nmsgstr ""', b'"C"\nmsgstr "\xd0\xa6"'), Path("news.po"))
    theirs = with_entries(base, (MINE, *base.entries[1:]))
    assert b'msgid ""\n"B"\n' in dump(merge_branches(base, ours, theirs))


# --- Laws


@st.composite
def branches(draw: st.DrawFn) -> tuple[Catalogue, Catalogue, Catalogue]:
    """A base, and what two people and the program made of it."""
    base = draw(catalogues)
    return base, draw(changes(base)), draw(changes(base))


@st.composite
def changes(draw: st.DrawFn, base: Catalogue) -> Catalogue:
    """A catalogue edited: entries reviewed, drafted, outdated, retired, moved, added; dropped if no person's."""
    made: list[Entry] = []
    for entry in base.entries:
        text = draw(words) or "…"
        kind = draw(st.sampled_from(["keep", "keep", "review", "rewrite", "retire", "drop", "comment", "begin"]))
        if kind == "drop" and not entry.human:
            continue
        made.append(changed(entry, kind, text, draw(sentences).strip()))
    made += draw(catalogues).entries if draw(st.booleans()) else ()
    found = one_live_each(draw(st.permutations(made)) if draw(st.booleans()) else made)
    left = {key for entry in found.entries for key in (entry.key, (None, entry.previous))}
    gone = [retired(entry) for entry in base.entries if entry.human and entry.live and entry.key not in left]
    return with_entries(found, [*found.entries, *gone])


def changed(entry: Entry, kind: str, text: str, source: str) -> Entry:
    own = not entry.foreign and not entry.obsolete
    if kind == "review" and own:
        return reviewed(entry, text)
    if kind == "rewrite" and own and entry.human:
        return outdated(entry, source)
    if kind == "begin" and own:
        return replace(entry, translation=text, flags=("fuzzy",), raw="")
    if kind == "comment":
        return replace(entry, comments=(*entry.comments, f"Anna: {text}"), raw="")
    return retired(entry) if kind == "retire" else entry


def without_twins(catalogue: Catalogue) -> Catalogue:
    """As gettext would have it: one entry of each key, live or obsolete, and no comments of other texts."""
    used = {entry.key: entry for entry in (*catalogue.obsolete, *catalogue.live)}
    return with_entries(catalogue, [entry for entry in catalogue.entries if used[entry.key] is entry])


@st.composite
def one_branch(draw: st.DrawFn) -> tuple[Catalogue, Catalogue]:
    """A base, and what people and the program made of it, who delete no person's text."""
    base = without_twins(draw(catalogues))
    other = without_twins(draw(changes(base)))
    there = {entry.key for entry in other.entries if entry.translated or entry.obsolete or entry.foreign}
    before = {entry.key: entry.previous for entry in base.entries}
    rewritten = [entry for entry in other.entries if entry.human and entry.previous != before.get(entry.key)]
    there |= {(None, entry.previous or "") for entry in rewritten}
    assume(all(entry.key in there for entry in base.live if entry.human))
    return base, other


@given(one_branch())
def test_what_only_one_side_changed_is_that_sides(sides: tuple[Catalogue, Catalogue]) -> None:
    base, other = sides
    assert dump(merge_branches(base, other, base)) == dump(other)
    assert dump(merge_branches(base, base, other)) == dump(other)
    assert dump(merge_branches(base, other, other)) == dump(other)


@given(one_branch(), st.data())
def test_an_entry_that_only_one_side_changed_is_that_sides(
    sides: tuple[Catalogue, Catalogue], data: st.DataObject
) -> None:
    """Also beside others that both changed; sentences that were rewritten are followed, which is told above."""
    base, ours = sides
    theirs = without_twins(data.draw(changes(base)))
    merged = {entry.key: entry for entry in merge_branches(base, ours, theirs).entries}
    before, mine, other = ({entry.key: entry for entry in each.entries} for each in (base, ours, theirs))
    rewritten = [entry for entry in (*ours.entries, *theirs.entries) if entry.previous is not None]
    followed = {text for entry in rewritten for text in (entry.source, entry.previous)}
    for side in (ours, theirs):
        live = {entry.key for entry in side.live}
        followed |= {entry.source for entry in side.live if entry.key not in {each.key for each in base.entries}}
        followed |= {entry.source for entry in base.live if entry.key not in live}
    for key in {**before, **mine, **other}:
        was, here, there = before.get(key), mine.get(key), other.get(key)
        if key[1] not in followed and there == was:
            assert merged.get(key) == here
        elif key[1] not in followed and here == was:
            assert merged.get(key) == there


@given(branches())
def test_nothing_a_person_wrote_on_a_side_is_lost(sides: tuple[Catalogue, Catalogue, Catalogue]) -> None:
    """What a side has since they parted is there: live, obsolete or in a comment."""
    base, ours, theirs = sides
    written = dump(merge_branches(base, ours, theirs)).decode()
    known = {text for entry in base.entries for text in (entry.translation, *entry.plurals)}
    for entry in (*ours.entries, *theirs.entries):
        for text in (entry.translation, *entry.plurals):
            spelt = text.replace("\\", "\\\\").replace('"', '\\"')
            there = spelt in written or " ".join(spelt.split()) in written
            assert not entry.human or text in known or there


@given(catalogues, st.data())
def test_a_text_that_is_emptied_or_left_out_on_one_side_stays(given: Catalogue, data: st.DataObject) -> None:
    base = without_twins(given)
    theirs = []
    for entry in base.entries:
        fate = data.draw(st.sampled_from(["keep", "empty", "leave"])) if entry.live and entry.human else "keep"
        if fate != "leave":
            theirs.append(entry if fate == "keep" or entry.foreign else replace(entry, translation="", raw=""))
    texts = {entry.key: (entry.translation, entry.plurals, entry.state) for entry in base.entries}
    for sides in ((base, with_entries(base, theirs)), (with_entries(base, theirs), base)):
        merged = merge_branches(base, *sides)
        assert {entry.key: (entry.translation, entry.plurals, entry.state) for entry in merged.entries} == texts


@given(branches())
def test_a_reviewed_text_is_published_or_waits_for_a_decision(sides: tuple[Catalogue, Catalogue, Catalogue]) -> None:
    """No reviewed translation is another one silently: it is ours, theirs, fuzzy, or its sentence is back."""
    base, ours, theirs = sides
    known = {
        (entry.key, entry.translation, entry.plurals)
        for side in (ours, theirs)
        for entry in side.entries
        if not entry.fuzzy
    }
    entries = [entry for side in (ours, theirs) for entry in side.entries]
    back = [entry for entry in entries if entry.state is State.OUTDATED and entry.is_as_stamped]
    known |= {((None, entry.previous), entry.translation, entry.plurals) for entry in back if entry.previous}
    for entry in merge_branches(base, ours, theirs).live:
        if entry.state is State.REVIEWED:
            assert (entry.key, entry.translation, entry.plurals) in known


@given(branches())
def test_both_sides_get_the_same_but_for_whose_text_stands(sides: tuple[Catalogue, Catalogue, Catalogue]) -> None:
    base, ours, theirs = sides
    one_way, other_way = (merge_branches(base, *pair) for pair in ((ours, theirs), (theirs, ours)))
    there, back = ({entry.key: entry for entry in each.entries} for each in (one_way, other_way))
    assert there.keys() == back.keys()
    for key, entry in there.items():
        other = back[key]
        assert entry.obsolete == other.obsolete
        if not entry.foreign and not other.foreign:
            assert (entry.fuzzy, entry.translated) == (other.fuzzy, other.translated)
        if entry.state is State.REVIEWED and other.state is State.REVIEWED:
            assert entry.translation == other.translation


@needs_gettext
@given(branches())
def test_gettext_accepts_every_merged_catalogue(sides: tuple[Catalogue, Catalogue, Catalogue]) -> None:
    merged = merge_branches(*map(without_twins, sides))
    assert accepted_by_msgfmt(merged)
    assert reread(merged) == merged
