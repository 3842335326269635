"""Drafts that people have rewritten, found again: in the file that keeps them, and in old versions of catalogues."""

import os
from pathlib import Path

import pytest
from command import write
from hypothesis import given
from hypothesis import strategies as st
from repository import git, needs_git

from l10n import catalogue as po
from l10n.catalogue import Entry, Provenance, digest
from l10n.drafts import WrittenDrafts
from l10n.errors import L10nError, UsageError
from l10n.git import contents, versions
from l10n.history import drafts_in
from l10n.locales import locale

RUSSIAN = locale("ru")
KEY = ("The minister left.", digest("Министр ушёл."))
DRAFT = {KEY: "Министр ушёл."}

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
ENTRY = (
    f"# l10n:mt argos en_ru 1.9 s=-0.21 h={KEY[1]}\n"
    "#. paragraph\n"
    "#, fuzzy\n"
    'msgid "The minister left."\n'
    'msgstr "Министр ушёл."\n'
)
OTHER = 'msgid "Nobody said why."\nmsgstr "Никто не сказал почему."\n'
EDITED = f"{HEADER}\n{ENTRY}\n{OTHER}".replace("#, fuzzy\n", "").replace("Министр ушёл.", "Министр покинул зал.")
VERSIONS = {
    "as written": f"{HEADER}\n{ENTRY}\n{OTHER}".encode(),
    "windows": f"{HEADER}\n{ENTRY}\n{OTHER}".replace("\n", "\r\n").encode(),
    "cp1251": f"{HEADER}\n{ENTRY}".replace("UTF-8", "CP1251").encode("cp1251"),
    "wrapped comment": f"{HEADER}\n{ENTRY}".replace(" h=", "\n# h=").encode(),
    "wrapped text": f"{HEADER}\n{ENTRY}".replace('"Министр ', '""\n"Министр "\n"').encode(),
    "no blank lines": f"{HEADER}{ENTRY}# a comment\n{OTHER}".encode(),
    "obsolete": f"{HEADER}\n{ENTRY}".replace("\nmsg", "\n#~ msg").replace('#~ msgid ""', 'msgid ""').encode(),
    "beside a merge conflict": f"{HEADER}\n<<<<<<< ours\n{OTHER}\n{ENTRY}".encode(),
    "behind the edited one": f"{HEADER}\n{OTHER}\n{ENTRY}".encode(),
}


@pytest.mark.parametrize("content", VERSIONS.values(), ids=VERSIONS)
def test_a_draft_is_found_in_whatever_form_its_catalogue_had(content: bytes) -> None:
    assert drafts_in([EDITED.encode(), content], [KEY]) == DRAFT


def test_nothing_is_guessed() -> None:
    """Neither another draft of the sentence, nor a merge conflict."""
    others = (
        ENTRY.replace("Министр ушёл.", "Министр вышел."),
        ENTRY.replace("msgstr", "<<<<<<< ours\nmsgstr"),
    )
    assert drafts_in([EDITED.encode(), *(f"{HEADER}\n{entry}".encode() for entry in others)], [KEY]) == {}


def test_the_same_text_for_another_sentence_is_told_apart() -> None:
    other = ENTRY.replace("The minister left.", "A minister left.").encode()
    assert drafts_in([HEADER.encode() + b"\n" + other], [KEY]) == {("A minister left.", KEY[1]): "Министр ушёл."}


def test_no_version_is_read_that_is_not_needed() -> None:
    read = iter([VERSIONS["as written"], EDITED.encode()])
    assert drafts_in(read, [KEY]) == DRAFT
    assert next(read) == EDITED.encode()
    assert drafts_in(read, []) == {}


TEXTS = st.text('аб \n"\\h=#~msgstr0123', min_size=1, max_size=12).filter(str.strip)


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4, unique_by=lambda pair: pair[0]), st.data())
def test_every_draft_of_a_history_is_found(pairs: list[tuple[str, str]], data: st.DataObject) -> None:
    """Whatever people write over the drafts, one after another."""
    provenance = Provenance("argos", "en_ru", "1.9", -0.21)
    entries = [po.drafted(Entry(source), text, provenance) for source, text in pairs]
    wanted = {(entry.source, digest(entry.translation)): entry.translation for entry in entries}
    now = po.with_entries(po.new(language="ru", plural_forms=RUSSIAN.plural_forms, project="law"), entries)
    history = [po.dump(now)]
    for at in data.draw(st.permutations(range(len(entries)))):
        entries[at] = po.reviewed(entries[at], data.draw(TEXTS))
        now = po.with_entries(now, entries)
        history.insert(0, po.dump(now))
    assert {key: text for key, text in drafts_in(history, wanted).items() if key in wanted} == wanted


# --- the file


def test_what_is_kept_is_known_to_the_next_run(tmp_path: Path) -> None:
    path = tmp_path / ".l10n" / "drafts.sqlite"
    with WrittenDrafts(path) as written:
        written.keep(RUSSIAN, DRAFT)
    with WrittenDrafts(path) as written:
        assert written.known(RUSSIAN, [KEY[1], "00000000"]) == DRAFT
        assert written.known(locale("uk"), [KEY[1]]) == {}


def test_asking_makes_no_file(tmp_path: Path) -> None:
    with WrittenDrafts(tmp_path / ".l10n" / "drafts.sqlite") as written:
        assert written.known(RUSSIAN, [KEY[1]]) == {}
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "drafts.sqlite"
    path.write_bytes(b"no database at all " * 100)
    with WrittenDrafts(path) as written:
        assert written.known(RUSSIAN, [KEY[1]]) == {}
        written.keep(RUSSIAN, DRAFT)
        assert written.known(RUSSIAN, [KEY[1]]) == DRAFT


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    write(tmp_path / ".l10n", "a file")
    with (
        WrittenDrafts(tmp_path / ".l10n" / "drafts.sqlite") as written,
        pytest.raises(L10nError, match="file of draft"),
    ):
        written.keep(RUSSIAN, DRAFT)


# --- git


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A draft, and its edited text in the next commit, on a branch that was merged; the project is a folder in it."""
    folder = tmp_path / "repository"
    path = folder / "project" / "locales" / "ru" / "LC_MESSAGES" / "visit.md.po"
    write(folder / "README", "with [brackets]")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "README")
    git(folder, "commit", "-qm", "start")
    git(folder, "switch", "-qc", "drafts")
    for content in (f"{HEADER}\n{ENTRY}", EDITED):
        write(path, content)
        git(folder, "add", "project")
        git(folder, "commit", "-qm", "next")
    git(folder, "switch", "-q", "main")
    git(folder, "merge", "-q", "--no-ff", "drafts")
    git(folder, "branch", "-D", "drafts")
    return folder


def searched(folder: Path) -> object:
    names = versions(folder, ("locales/ru", "locales/[x"), ".po")
    return drafts_in(contents(folder, names), [KEY])


@needs_git
def test_the_history_is_searched_from_any_folder(repository: Path) -> None:
    assert searched(repository / "project") == DRAFT
    assert len(versions(repository / "project", (), ".po")) == 2
    assert versions(repository / "project", ("locales/zh_CN",), ".po") == ()


@needs_git
def test_a_shallow_clone_knows_what_it_has(repository: Path) -> None:
    url = repository.as_uri()
    git(repository.parent, "clone", "-q", "--depth", "1", url, "shallow")
    assert searched(repository.parent / "shallow" / "project") == {}


@needs_git
def test_a_partial_clone_fetches_nothing(repository: Path) -> None:
    """It has the names of old contents only; the repository that it came from is gone."""
    git(repository, "config", "uploadpack.allowFilter", "true")
    git(repository.parent, "clone", "-q", "--filter=blob:none", repository.as_uri(), "partial")
    repository.rename(repository.with_name("gone"))
    assert searched(repository.parent / "partial" / "project") == {}


@needs_git
def test_objects_that_are_missing_stop_no_other(repository: Path) -> None:
    names = versions(repository, ("project",), ".po")
    assert list(contents(repository, ["0" * 40, names[0]])) == [b"", EDITED.encode()]


@needs_git
def test_a_repository_without_a_commit_has_no_versions(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    assert versions(tmp_path, ("locales",), ".po") == ()


@needs_git
def test_no_repository_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", os.fspath(tmp_path.parent))
    with pytest.raises(UsageError, match="git says"):
        versions(tmp_path, ("locales",), ".po")


def test_no_git_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="git is not installed"):
        versions(tmp_path, ("locales",), ".po")
