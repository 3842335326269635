"""Catalogues: whatever people and their tools wrote into a PO file comes back, and gettext accepts what we write."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from catalogues import ARGOS, PO, accepted_by_msgfmt, empty, gettext, needs_gettext, read, reread, sample
from hypothesis import given
from hypothesis import strategies as st

from l10n.catalogue import (
    Entry,
    Provenance,
    State,
    digest,
    drafted,
    dump,
    outdated,
    parse,
    restored,
    retired,
    reviewed,
    revived,
    template,
    trusted,
    with_entries,
    with_field,
    with_former,
    with_notes,
)
from l10n.errors import InputError
from l10n.store import write_atomic

FILES = sorted(PO.rglob("*.po"))
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(str.strip)
segments = texts.filter(lambda text: "\x04" not in text).map(str.strip)
lines = st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])).map(str.strip), max_size=3).map(
    tuple
)


# --- Reading and writing back


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_that_nobody_changed_comes_back_byte_for_byte(path: Path) -> None:
    assert dump(parse(path.read_bytes(), path)) == path.read_bytes()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_entries_formatted_anew_say_the_same(path: Path) -> None:
    catalogue = parse(path.read_bytes(), path)
    anew = with_entries(
        catalogue, [replace(entry, raw=entry.raw if entry.broken else "", gap="") for entry in catalogue.entries]
    )
    assert parse(dump(anew), path).entries == tuple(
        replace(entry, plurals=(entry.translation,), translation="")
        if entry.plural_source and not entry.plurals
        else entry
        for entry in catalogue.entries
    )


def test_an_edit_changes_the_lines_of_its_entry_only() -> None:
    path = PO / "translated.po"
    catalogue = parse(path.read_bytes(), path)
    entries = [
        drafted(entry, "Вопросы?", ARGOS) if entry.state is State.MISSING else entry for entry in catalogue.entries
    ]
    (untranslated,) = (entry.source for entry in catalogue.entries if entry.state is State.MISSING)
    before, after = path.read_text().splitlines(), dump(with_entries(catalogue, entries)).decode().splitlines()
    assert [line for line in after if line not in before] == [
        f"# l10n:mt argos en_ru 1.9 s=-0.21 m={digest(untranslated)} h={digest('Вопросы?')}",
        'msgstr "Вопросы?"',
    ]


def test_states_are_what_translators_call_them() -> None:
    states = [entry.state for entry in sample("translated.po").entries]
    assert states == ["reviewed", "reviewed", "machine", "outdated", "missing", "obsolete", "obsolete"]


def test_odd_old_files_are_read() -> None:
    first, second, plural, formless, escapes, empty_context = sample("odd.po").entries
    assert (first.source, first.translation) == ("tab beforea string %d", "таб и ещё %d")
    assert first.references == ("a.c:1", "b.c:2", "with space.md:7")
    assert (first.flags, first.fuzzy, first.comments) == (("fuzzy", "c-format"), True, ("!odd comment", ""))
    assert (second.context, second.notes) == ("menu", ("no blank line above",))
    assert (second.source, second.translation) == ("no space", "без пробела")
    assert plural.plurals == ("%d файл", "%d файла", "%d файлов")
    assert (plural.previous, plural.previous_plural) == ("old file", "old files")
    assert (formless.plural_source, formless.state) == ("plurals without forms", State.MISSING)
    assert (escapes.source, escapes.translation) == ('escapes \aAA "q" \\n', "\t\v")
    assert (empty_context.context, empty_context.obsolete) == ("", True)


def test_lines_are_counted_from_the_first_comment_of_an_entry() -> None:
    assert [entry.line for entry in sample("twins.po").entries] == [13, 16, 19, 22]


def test_an_old_charset_and_dos_line_ends_are_kept() -> None:
    catalogue = sample("cp1251-crlf.po")
    assert catalogue.entries[0].translation == "Да."
    changed = with_entries(catalogue, [catalogue.entries[0], drafted(catalogue.entries[1], "Нет.", ARGOS)])
    assert changed.charset == "CP1251"
    assert dump(changed).decode("cp1251").count("\r\n") == dump(changed).count(b"\n")


def test_a_text_that_the_charset_lacks_makes_the_file_utf8() -> None:
    catalogue = sample("cp1251-crlf.po")
    changed = with_entries(catalogue, [drafted(catalogue.entries[1], "没有。", ARGOS)])
    assert reread(changed) == changed
    assert (changed.charset, changed.field("content-type")) == ("UTF-8", "text/plain; charset=UTF-8")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('msgid "a"\nmsgstr "b\n', 2, "does not end"),
        ('msgid "a"\nmsgstr "b" c\n', 2, "text after its end"),
        ('msgid "a"\nmsgstr "b"\nnonsense\n', 3, "neither a comment, a keyword nor a string: nonsense"),
        ('# lost\nmsgstr "b"\n', 2, "msgstr without a msgid"),
        ('msgid "a"\n', 1, "msgid without a msgstr"),
        ('msgid "a"\n# comment\nmsgstr "b"\n', 1, "msgid without a msgstr"),
        ('#~ msgid "a"\nmsgstr "b"\n', 2, "live and obsolete"),
        ('"a"\n', 1, "a string without a msgid"),
        ('#| "a"\nmsgid "a"\nmsgstr ""\n', 1, "a previous source"),
        ('msgid ""\nmsgstr "b\n\nmsgid "a"\nmsgstr "c"\n', 2, "does not end"),
        ('msgid "a"\n<<<<<<< HEAD\nmsgstr "b"\n=======\n', 2, "an unresolved merge conflict"),
        ('msgid "a"\nmsgstr "b"\n>>>>>>> branch\n', 3, "an unresolved merge conflict"),
    ],
)
def test_a_file_of_which_nothing_can_be_read_is_refused_by_name_and_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as refused:
        parse(text.encode(), Path("ru/news.po"))
    assert (refused.value.path, refused.value.line) == (Path("ru/news.po"), line)


def test_bytes_of_another_charset_are_refused_with_their_line() -> None:
    with pytest.raises(InputError, match="not UTF-8") as refused:
        parse('msgid "a"\nmsgstr "\xe9"\n'.encode("latin-1"), Path("news.po"))
    assert refused.value.line == 2


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_refused_or_come_back(content: bytes) -> None:
    try:
        catalogue = parse(content, Path("news.po"))
    except InputError:
        return
    assert dump(catalogue) == content


STRINGS = """msgid "" ¶ msgid "a" ¶ msgid "b" ¶ msgctxt "c" ¶ msgid_plural "p" ¶ msgstr "t" ¶ msgstr[0] "f" ¶ "more\""""
COMMENTS = """ ¶ # c ¶ # ¶ #~ ¶ #. n ¶ #: r ¶ #, fuzzy ¶ #| msgid "o" ¶ #~ msgid "a" ¶ #~ msgstr "t" ¶ #~| msgid "o\""""
pieces = st.sampled_from([*STRINGS.split(" ¶ "), *COMMENTS.split(" ¶ ")])


@given(st.lists(st.tuples(pieces, st.sampled_from(["\n", "\r\n"])), max_size=14), st.booleans())
def test_any_heap_of_po_lines_is_refused_or_comes_back(heap: list[tuple[str, str]], cut: bool) -> None:  # noqa: FBT001
    content = "".join(line + end for line, end in heap).removesuffix("\n" * cut).encode()
    try:
        catalogue = parse(content, Path("news.po"))
    except InputError:
        return
    assert dump(catalogue) == content
    added = with_entries(catalogue, [*catalogue.entries, drafted(Entry("new"), "ново", ARGOS)])
    assert reread(added) == added


@given(texts, texts, st.none() | texts, st.none() | texts, lines, lines, st.booleans())
def test_any_entry_comes_back_as_it_was(  # noqa: PLR0917
    source: str,
    translation: str,
    context: str | None,
    previous: str | None,
    notes: tuple[str, ...],
    comments: tuple[str, ...],
    obsolete: bool,  # noqa: FBT001
) -> None:
    entry = Entry(source, translation, context, ("fuzzy",), previous, notes, comments, ("a b.md:3",), obsolete)
    catalogue = with_entries(empty(), [entry])
    assert reread(catalogue) == catalogue
    assert dump(reread(catalogue)) == dump(catalogue)


# --- Headers


@needs_gettext
def test_gettext_accepts_an_empty_catalogue_without_a_warning() -> None:
    assert accepted_by_msgfmt(empty())
    assert accepted_by_msgfmt(with_entries(empty(), [Entry("One.", "Один.")]))


@needs_gettext
def test_a_comment_that_ends_in_a_backslash_joins_no_line() -> None:
    """Gettext reads a backslash and a line end as nothing, even in comments."""
    entry = Entry("One.", "Один.", comments=("Anna: a\\",), notes=("see C:\\",))
    catalogue = with_entries(empty(), [entry])
    assert accepted_by_msgfmt(catalogue)
    assert [(each.comments, each.notes) for each in reread(catalogue).live] == [(entry.comments, entry.notes)]


@needs_gettext
def test_gettext_makes_a_catalogue_of_our_template_and_updates_one(tmp_path: Path) -> None:
    pot, po = tmp_path / "news.pot", tmp_path / "ru.po"
    pot.write_bytes(dump(with_entries(template(project="news"), [Entry("One — 1."), Entry("Two.")])))
    po.write_bytes(dump(with_entries(empty(), [Entry("One — 1.", "Один.")])))
    made = subprocess.run(
        ["msginit", "--no-translator", "-l", "ru", "-i", pot, "-o", "-"], capture_output=True, check=True
    )
    assert [entry.source for entry in parse(made.stdout, po).entries] == ["One — 1.", "Two."]
    merged = subprocess.run(["msgmerge", "-q", po, pot], capture_output=True, check=True)
    assert merged.stderr == b""
    assert [entry.translation for entry in parse(merged.stdout, po).entries] == ["Один.", ""]


def test_the_same_call_gives_the_same_bytes_without_a_clock_or_a_name() -> None:
    assert dump(empty()) == dump(empty())
    assert empty().field("PO-Revision-Date") == empty().field("Last-Translator") == ""


def test_setting_a_field_keeps_the_others_and_their_order() -> None:
    catalogue = sample("translated.po")
    assert with_field(catalogue, "language", "ru") is catalogue
    changed = reread(with_field(with_field(catalogue, "language", "be"), "X-Project", "a"))
    names = [name for name, _ in catalogue.fields]
    assert [name for name, _ in changed.fields] == ["language" if n == "Language" else n for n in names] + ["X-Project"]
    assert changed.entries == catalogue.entries


# --- Drafts and people


def test_a_draft_says_who_made_it_and_waits_for_a_person() -> None:
    entry = drafted(Entry("Yes.", comments=("Anna: short",)), "Да.", ARGOS)
    assert (entry.state, entry.human) == (State.MACHINE, False)
    assert entry.comments == ("Anna: short", f"l10n:mt argos en_ru 1.9 s=-0.21 m={digest('Yes.')} h={digest('Да.')}")
    assert entry.provenance == replace(ARGOS, digest=digest("Да."), made_for=digest("Yes."))


def test_a_new_draft_replaces_the_old_one_and_its_comment() -> None:
    twice = drafted(drafted(Entry("Yes."), "Да.", ARGOS), "Так.", Provenance("memory"))
    assert twice.comments == (f"l10n:mt memory - - m={digest('Yes.')} h={digest('Так.')}",)
    assert twice.flags == ("fuzzy",)


def test_a_cleared_flag_tells_accepted_from_edited() -> None:
    draft = drafted(Entry("Yes."), "Да.", ARGOS)
    accepted, edited = replace(draft, flags=()), replace(draft, flags=(), translation="Ага.")
    assert (accepted.state, accepted.accepted, accepted.edited) == (State.REVIEWED, True, False)
    assert (edited.state, edited.accepted, edited.edited) == (State.REVIEWED, False, True)


def test_what_a_person_began_is_unfinished() -> None:
    draft = replace(drafted(Entry("Yes."), "Да.", ARGOS), translation="Да…")
    assert (draft.state, draft.human) == (State.UNFINISHED, True)
    assert read('#, fuzzy\nmsgid "Yes."\nmsgstr "Да."\n').state is State.UNFINISHED


def test_a_provenance_that_a_tool_wrapped_or_extended_is_understood() -> None:
    wrapped = f"l10n:mt argos en_ru\n# 1.9 s=-0.21 x=new h={digest('Да.')}"
    entry = read(f'# {wrapped}\n# Anna: short\n#, fuzzy\nmsgid "Yes."\nmsgstr "Да."\n')
    assert entry.provenance == replace(ARGOS, digest=digest("Да."))
    assert drafted(entry, "Так.", ARGOS).comments[0] == "Anna: short"


@pytest.mark.parametrize(
    "entry",
    [
        Entry("Yes.", "Да."),
        Entry("Yes.", "Да.", flags=("fuzzy",)),
        Entry("Yes.", "Да.", obsolete=True),
        Entry("Yes.", context="menu"),
        Entry("Yes.", plural_source="Yeses."),
    ],
    ids=["reviewed", "touched", "obsolete", "with a context", "with a plural"],
)
def test_no_engine_writes_over_people_or_other_programs(entry: Entry) -> None:
    with pytest.raises(ValueError, match="no engine may write"):
        drafted(entry, "Нет.", ARGOS)
    with pytest.raises(ValueError, match="no engine may write"):
        trusted(entry, "Нет.", ARGOS)


def test_what_a_person_said_of_the_same_sentence_is_reviewed_and_says_whence_it_is() -> None:
    entry = trusted(Entry("Yes."), "Да.", Provenance("memory", "visit.md"))

    assert (entry.state, entry.accepted) == (State.REVIEWED, True)
    assert entry.comments == (f"l10n:mt memory visit.md - m={digest('Yes.')} h={digest('Да.')}",)


def test_a_draft_for_an_outdated_entry_keeps_the_persons_text_as_a_comment() -> None:
    entry = drafted(outdated(Entry("Yes.", 'Да, "да".'), "Yes!"), "Да!", ARGOS)
    assert (entry.state, entry.previous) == (State.MACHINE, None)
    assert entry.comments[0] == 'l10n:was "Да, \\"да\\"."'


def test_a_person_of_a_rewritten_sentence_sees_what_it_was() -> None:
    entry = outdated(outdated(Entry("Yes.", "Да."), "Yes!"), "Yes?")
    assert (entry.state, entry.previous, entry.translation) == (State.OUTDATED, "Yes.", "Да.")
    assert restored(entry) == Entry("Yes.", "Да.")


def test_an_outdated_text_that_somebody_worked_on_is_not_reviewed_when_its_source_returns() -> None:
    worked_on = replace(outdated(Entry("Yes.", "Да."), "Yes!"), translation="Да!")
    never_reviewed = outdated(Entry("Yes.", "Да.", flags=("fuzzy",)), "Yes!")
    assert restored(worked_on).state is State.UNFINISHED
    assert restored(never_reviewed).state is State.UNFINISHED


def test_an_accepted_draft_loses_its_doubts_and_says_who_drafted_it() -> None:
    draft = drafted(Entry("A.", notes=("heading",)), "А.", ARGOS, ("numbers: 12 is missing",))
    entry = reviewed(draft, "А.")
    assert (entry.state, entry.notes, entry.accepted) == (State.REVIEWED, ("heading",), True)
    assert entry.provenance == draft.provenance
    rewritten = reviewed(draft, "Ай.")
    assert (rewritten.translation, rewritten.edited, rewritten.comments) == ("Ай.", True, draft.comments)


def test_an_outdated_translation_that_a_person_stands_for_has_nothing_previous() -> None:
    entry = reviewed(outdated(Entry("A.", "А.", comments=("Anna: sic.",)), "A!"), "А!")
    assert entry == Entry("A!", "А!", comments=("Anna: sic.",))


def test_reviewing_what_is_reviewed_changes_no_byte() -> None:
    entry = read('msgid ""\n"A"\nmsgstr "А"\n')
    assert reviewed(entry, "А") is entry
    assert reviewed(Entry("A\n"), "А").translation == "А\n"


@pytest.mark.parametrize(
    ("entry", "text"), [(Entry("A"), " \n"), (Entry("A", obsolete=True), "А"), (Entry("A", context="menu"), "А")]
)
def test_nothing_is_no_review_and_what_the_article_has_not_is_not_reviewed(entry: Entry, text: str) -> None:
    with pytest.raises(ValueError, match="A"):
        reviewed(entry, text)


def test_retiring_and_reviving_keeps_state_and_text() -> None:
    for entry in (Entry("Yes.", "Да."), drafted(Entry("Yes."), "Да.", ARGOS), outdated(Entry("A", "Б"), "B")):
        assert revived(retired(entry)) == entry
        assert reread(with_entries(empty(), [retired(entry)])).entries == (retired(entry),)


def test_notes_are_ours_and_change_nothing_when_only_a_tool_moved_them() -> None:
    entry = read('#. heading\n#. a long\n#. note\n#: a.md b.md\nmsgid "Yes."\nmsgstr "Да."\n')
    assert with_notes(entry, ("heading", "a long note"), ("b.md", "a.md")) is entry
    assert with_notes(entry, ("caption",), ("a.md",)).notes == ("caption",)


def test_comments_hold_nothing_that_editors_mangle() -> None:
    entry = with_notes(Entry("Yes."), ("plain, fuzzy and #1 ##", " \n#\n"), ())
    assert entry.notes == ("plain,\N{NO-BREAK SPACE}fuzzy and #1",)
    assert with_former(Entry("Yes."), Entry("Yes.", "C#\n")).comments == ('l10n:was "C#\\n"',)


# --- Other programs as judges


drafts = st.builds("{}{}".format, segments, st.sampled_from(["", "\n", "\x04\0"]))
notes = st.text(st.characters(exclude_categories=["Cs", "Cc"]))
everything = st.builds(
    lambda source, draft, note: drafted(with_notes(Entry(source), (note,), ("news/my visit.md",)), draft, ARGOS),
    segments,
    drafts,
    notes,
)


@needs_gettext
@given(st.lists(everything, max_size=4, unique_by=lambda entry: entry.source))
def test_gettext_accepts_every_catalogue_of_drafts(entries: list[Entry]) -> None:
    assert accepted_by_msgfmt(with_entries(empty(), entries))


@needs_gettext
@pytest.mark.parametrize("options", [(), ("--no-wrap",), ("-w", "40")], ids=["wrapped", "unwrapped", "narrow"])
@pytest.mark.parametrize("tool", ["msgcat", "msgattrib"])
def test_what_gettext_wraps_anew_says_the_same(tool: str, options: tuple[str, ...]) -> None:
    catalogue = sample("translated.po")
    returned = parse(gettext(tool, dump(catalogue), *options), PO / "translated.po")
    assert (returned.entries, returned.fields) == (catalogue.entries, catalogue.fields)


@needs_gettext
def test_what_gettext_keeps_of_our_own_writing_says_the_same() -> None:
    entries = [
        drafted(with_notes(Entry("A “quoted” \\ sentence,\twith\nlines."), ("heading",), ("my visit.md",)), "…", ARGOS),
        outdated(Entry("Long " * 40 + ".", "Длинно " * 40 + "."), "Longer " * 40 + "."),
        retired(outdated(Entry("Yes.", "Да."), "Yes!")),
    ]
    catalogue = with_entries(empty(), entries)
    assert accepted_by_msgfmt(catalogue)
    for options in ((), ("--no-wrap",)):
        returned = parse(gettext("msgcat", dump(catalogue), *options), Path("news.po"))
        assert returned.entries == catalogue.entries


# --- Files on disk


def test_a_file_that_has_the_bytes_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "ru" / "news.po"
    assert write_atomic(path, b"one", None)
    before = path.stat()
    assert not write_atomic(path, b"one", b"one")
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino


def test_the_mode_of_a_file_and_a_link_to_it_are_kept(tmp_path: Path) -> None:
    path, link = tmp_path / "news.po", tmp_path / "link.po"
    path.write_bytes(b"one")
    path.chmod(0o640)
    link.symlink_to(path)
    assert write_atomic(link, b"two", b"one")
    assert (path.read_bytes(), path.stat().st_mode & 0o777, link.is_symlink()) == (b"two", 0o640, True)


def test_a_write_that_fails_leaves_no_file_behind(tmp_path: Path) -> None:
    (tmp_path / "news.po").mkdir()
    with pytest.raises(OSError, match=r"news\.po"):
        write_atomic(tmp_path / "news.po", b"one", None)
    assert [path.name for path in tmp_path.iterdir()] == ["news.po"]


REWRITING = """
import itertools, pathlib, sys
from l10n.store import ANY, write_atomic
path = pathlib.Path(sys.argv[1])
for number in itertools.count():
    write_atomic(path, b"ab"[number % 2 : number % 2 + 1] * 300_000, ANY)
    if not number:
        print("ready", flush=True)
"""


def test_a_killed_process_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "news.po"
    for _ in range(8):
        with subprocess.Popen([sys.executable, "-c", REWRITING, path], stdout=subprocess.PIPE) as writer:
            assert writer.stdout
            assert writer.stdout.readline() == b"ready\n"
            with pytest.raises(subprocess.TimeoutExpired):
                writer.wait(0.05)
            writer.kill()
        assert path.read_bytes() in {b"a" * 300_000, b"b" * 300_000}


# --- Wrapping, as gettext wraps: without gettext

_WORDS = "The bridge over the river was closed for a long time, and trains were late again because of the snow."


def _at(width: int, text: str) -> str:
    """A string of a PO file filled to a width by hand: every word that fits, with its space, stands on the line."""
    lines = [""]
    for word in re.findall(r"\S+ ?", text):
        if len(lines[-1] + word) + 2 > width:
            lines.append("")
        lines[-1] += word
    return "\n".join(f'"{line}"' for line in ["", *lines])


@pytest.mark.parametrize("width", [40, 50, 60, 72, 79, 100])
def test_a_file_wrapped_at_another_width_is_written_at_its_own(width: int) -> None:
    """An entry that changes is filled as the others are; those that do not change keep every byte."""
    full = " ".join("abcdefghijklmnopqrstuvwxyz" * 4)  # letters fill a line to its last column
    others = "".join(
        f"msgid {_at(width, text)}\nmsgstr {_at(width, text)}\n\n" for text in (full, f"{_WORDS} {_WORDS}")
    )
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    catalogue = parse(f'{head}{others}msgid "Long."\nmsgstr ""\n'.encode(), Path("news.po"))
    *kept, last = catalogue.entries
    written = with_entries(catalogue, [*kept, replace(last, translation=f"Again {_WORDS}", raw="")])
    expected = f'msgid "Long."\nmsgstr {_at(width, f"Again {_WORDS}")}\n'
    assert dump(written).decode() == f"{head}{others}{expected}"
