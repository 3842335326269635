"""Catalogues as other tools leave them: old charsets, odd line ends, broken entries. Nothing of them is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from catalogues import ARGOS, PO, empty, read, reread

from l10n.catalogue import Catalogue, Entry, State, drafted, dump, parse, with_entries
from l10n.merge import Wanted, merge

ODD = PO / "odd"
FILES = sorted(ODD.glob("*.po"))
BROKEN = {
    "broken-string.po": [11],
    "cp932-two-codes.po": [10],
    "garbage.po": [9],
    "half-an-entry.po": [9, 14],
    "live-and-obsolete.po": [10],
    "stray-byte.po": [10],
    "twins.po": [12],
    "unended-string.po": [8],
}
"""Files with entries that nobody can use, and the lines that a person must look at."""


def odd(name: str) -> Catalogue:
    return parse((ODD / name).read_bytes(), ODD / name)


def entry_of(catalogue: Catalogue, source: str) -> Entry:
    return next(entry for entry in catalogue.live if entry.source == source)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_odd_file_can_be_used(path: Path) -> None:
    catalogue = odd(path.name)
    assert entry_of(catalogue, "Yes.").translation
    assert entry_of(catalogue, "No.").state is State.MISSING
    assert [entry.line for entry in catalogue.broken] == BROKEN.get(path.name, [])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_draft_changes_no_other_byte_of_an_odd_file(path: Path) -> None:
    catalogue = odd(path.name)
    old = entry_of(catalogue, "No.")
    new = drafted(old, "-", ARGOS)
    changed = dump(with_entries(catalogue, [new if entry is old else entry for entry in catalogue.entries]))
    before, after = path.read_bytes().split(b"\n"), changed.split(b"\n")
    kept = [line for line in before if line not in {b'msgid\t"No."', b'msgstr ""', b'msgstr\t""', b'msgstr ""\r'}]
    assert [line for line in kept if line not in after] == []
    assert entry_of(parse(changed, path), "No.").translation == "-"


@pytest.mark.parametrize(
    ("name", "charset", "translation"),
    [
        ("latin-1.po", "ISO-8859-1", "Déjà."),
        ("koi8-r.po", "KOI8-R", "Да."),
        ("euc-jp.po", "EUC-JP", "はい。"),
        ("gb2312.po", "GB2312", "是。"),
        ("big5.po", "BIG5", "功許蓋。"),
        ("iso-2022-jp.po", "ISO-2022-JP", "はい。"),
    ],
)
def test_an_old_charset_is_kept_as_long_as_it_has_the_characters(name: str, charset: str, translation: str) -> None:
    catalogue = odd(name)
    yes, no = catalogue.entries
    assert (catalogue.charset, yes.translation) == (charset, translation)
    fits = with_entries(catalogue, [yes, drafted(no, translation, ARGOS)])
    assert reread(fits) == fits
    assert fits.charset == charset
    grown = with_entries(catalogue, [yes, drafted(no, "ქართული", ARGOS)])
    assert reread(grown) == grown
    assert (grown.charset, grown.field("Content-Type")) == ("UTF-8", "text/plain; charset=UTF-8")


def test_an_entry_that_breaks_off_takes_neither_the_next_one_nor_its_flag() -> None:
    rained = entry_of(odd("unended-string.po"), "It rained.")
    assert (rained.state, rained.translation) == (State.UNFINISHED, "Шёл дождь.")


def test_a_name_in_an_older_charset_is_read_and_stays_as_it_is() -> None:
    catalogue = odd("stray-byte-in-header.po")
    assert catalogue.field("Last-Translator") == "Jörg"
    assert "José, translator" in odd("stray-byte-in-comment.po").entries[0].comments
    assert dump(catalogue).startswith(b"# J\xf6rg\n")


@pytest.mark.parametrize("twin", ['msgid "Yes."\nmsgstr ""', 'msgid "Yes."\nmsgstr "Да."'], ids=["empty", "same"])
def test_of_twins_a_persons_text_is_used(twin: str) -> None:
    person = 'msgid "Yes."\nmsgstr "Да."'
    for text in (f"{twin}\n\n{person}\n", f"{person}\n\n{twin}\n"):
        catalogue = parse(text.encode(), Path("news.po"))
        assert [entry.translation for entry in catalogue.live] == ["Да."]
        assert len(catalogue.broken) == 1


def test_extraction_leaves_broken_entries_where_they_are_and_drops_spare_twins() -> None:
    catalogue = odd("broken-string.po")
    wanted = [Wanted("Yes."), Wanted("He left."), Wanted("No.")]
    merged = merge(catalogue, wanted)
    assert [entry.source for entry in merged.entries] == ["Yes.", "", "No."]  # no second entry of the sentence
    assert 'msgstr "Он "ушёл"."' in dump(merged).decode()
    assert dump(merge(reread(merged), wanted)) == dump(merged)
    mended = parse(dump(merged).replace('"Он "ушёл"."'.encode(), '"Он ушёл."'.encode()), Path("news.po"))
    assert entry_of(mended, "He left.").translation == "Он ушёл."
    assert merge(mended, wanted).broken == ()
    assert len(merge(odd("twins.po"), wanted).broken) == 1


def test_nobody_drafts_or_retires_a_broken_entry() -> None:
    (broken,) = odd("twins.po").broken
    with pytest.raises(ValueError, match="no engine may write"):
        drafted(broken, "Нет.", ARGOS)
    assert (broken.state, broken.live, broken in odd("twins.po").obsolete) == (State.BROKEN, False, False)


def test_a_changed_entry_is_wrapped_like_the_rest_of_its_file() -> None:
    long = "Предложение, которое не помещается на одной строке каталога, потому что оно длиннее её. " * 2
    wrapped, unwrapped = odd("wrapped.po"), with_entries(empty(), [read(f'msgid "Yes."\nmsgstr "{long}"\n')])
    new = replace(Entry("New."), translation=long)
    assert dump(with_entries(wrapped, [*wrapped.entries, new])).count(b"\n") == dump(wrapped).count(b"\n") + 6
    assert dump(with_entries(unwrapped, [*unwrapped.entries, new])).count(b"\n") == dump(unwrapped).count(b"\n") + 3
