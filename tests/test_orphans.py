"""A rename that was killed leaves no catalogue behind for ever, and no catalogue goes with a word of its own."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from command import write

from l10n import catalogue as po
from l10n import store
from l10n.catalogue import Entry
from l10n.pipeline.articles import read
from l10n.pipeline.extract import extract
from l10n.pipeline.outcome import Outcome
from l10n.pipeline.translate import Order, translate
from l10n.project import Configuration, Project

LINES = ("It rained all night.", "The bridge was closed.", "Nobody knew why.")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An article in two locales: one sentence reviewed, one drafted, one without a text."""
    project = Project(tmp_path, Configuration(locales=("ru", "zh_CN")))
    write(project.source / "a.md", "\n\n".join(LINES) + "\n")
    extracted(project)
    for locale in project.locales:
        path = project.catalogue(PurePosixPath("a.md"), locale)
        edit(path, {LINES[0]: {"translation": f"{locale.name} 1", "comments": ("checked by Anna",)}})
        draft = po.Provenance("argos", digest=po.digest("draft"))
        edit(path, {LINES[1]: {"translation": "draft", "flags": ("fuzzy",), "comments": (str(draft),)}})
    return project


def edit(path: Path, changes: Mapping[str, Mapping[str, object]]) -> None:
    known = po.parse(path.read_bytes(), path)
    changed = (_changed(each, changes.get(each.source, {})) for each in known.entries)
    path.write_bytes(po.dump(po.with_entries(known, changed)))


def _changed(entry: Entry, fields: Mapping[str, object]) -> Entry:
    return replace(entry, **fields, raw="") if fields else entry  # type: ignore[arg-type]


def extracted(project: Project) -> Outcome:
    outcome = extract(project, read(project))
    assert outcome.errors == ()
    return outcome


def files(project: Project) -> dict[str, bytes]:
    found = (path for path in (project.root / "locales").rglob("*") if path.is_file())
    return {path.relative_to(project.root / "locales").as_posix(): path.read_bytes() for path in found}


OLD = ("ru/LC_MESSAGES/a.md.po", "templates/a.md.pot", "zh_CN/LC_MESSAGES/a.md.po")
EDITS: dict[str, Callable[[str], str]] = {
    "as it was": lambda text: text,
    "with a sentence rewritten": lambda text: text.replace("all night", "all night long"),
    "with the reviewed sentence dropped": lambda text: text.replace(LINES[0], ""),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_rename_killed_at_any_file_ends_as_one_that_was_not(project: Project, tmp_path: Path, name: str) -> None:
    """Each subset of the files that an undisturbed run deletes may still be there."""
    before = files(project)
    text = EDITS[name]((project.source / "a.md").read_text("utf-8"))
    (project.source / "a.md").unlink()
    write(project.source / "b.md", text)
    extracted(project)
    after = files(project)
    assert not set(after) & set(OLD)
    for left in (OLD[:1], OLD[:2], OLD[1:], OLD, OLD[::2]):
        shutil.rmtree(tmp_path / ".l10n")
        for each in left:
            write(project.root / "locales" / each, before[each].decode())
        planned = extract(project, read(project), dry=True)
        outcome = extracted(project)
        assert planned.removed == outcome.removed
        assert files(project) == after
        assert {path.relative_to(project.root / "locales").as_posix() for path in outcome.removed} == set(left)


def test_a_template_alone_is_named_and_stays(project: Project) -> None:
    before = files(project)
    (project.source / "a.md").rename(project.source / "b.md")
    extracted(project)
    write(project.root / "locales/templates/a.md.pot", before["templates/a.md.pot"].decode())
    assert extracted(project).removed == ()


OWN: dict[str, Mapping[str, Mapping[str, object]]] = {
    "another translation": {LINES[0]: {"translation": "better"}},
    "a translation where there was none": {LINES[2]: {"translation": "only here"}},
    "a draft that a person began to change": {LINES[1]: {"translation": "draft, changed"}},
    "a note of a translator": {LINES[0]: {"comments": ("checked by Anna", "ask the author")}},
    "a note without a text": {LINES[2]: {"comments": ("what does it mean?",)}},
    "a context of another tool": {LINES[0]: {"context": "menu", "translation": "Dieses"}},
    "a sentence that no article has": {LINES[0]: {"source": "Unheard of.", "translation": "only here"}},
    "an obsolete text": {LINES[0]: {"source": "Gone.", "translation": "only here", "obsolete": True}},
}


@pytest.mark.parametrize("name", OWN)
def test_one_with_words_of_its_own_stays(project: Project, name: str) -> None:
    before = files(project)
    (project.source / "a.md").rename(project.source / "b.md")
    extracted(project)
    path = project.root / "locales" / OLD[0]
    write(path, before[OLD[0]].decode())
    edit(path, OWN[name])
    content = path.read_bytes()
    for _ in range(2):
        assert path not in extracted(project).removed
        assert path.read_bytes() == content


@pytest.mark.parametrize("text", ["", "<<<<<<< HEAD\n", 'msgid "x"\nmsgstr "y\n'])
def test_one_that_cannot_be_read_stays(project: Project, text: str) -> None:
    before = files(project)
    (project.source / "a.md").rename(project.source / "b.md")
    extracted(project)
    path = project.root / "locales" / OLD[0]
    write(path, before[OLD[0]].decode() + "\n" + text)
    assert (path in extracted(project).removed) is (text == "")
    assert path.exists() is (text != "")


def test_one_whose_article_is_excluded_stays(project: Project) -> None:
    write(project.source / "b.md", (project.source / "a.md").read_text("utf-8"))
    extracted(project)
    shutil.copy(project.root / "locales" / OLD[0], project.root / "locales/ru/LC_MESSAGES/b.md.po")
    excluding = replace(project, configuration=replace(project.configuration, exclude=("a.md",)))
    assert extracted(excluding).removed == ()


def test_one_with_drafts_of_its_own_stays(project: Project) -> None:
    """A deleted article, not a renamed one."""
    write(project.source / "b.md", "Another article.\n")
    extracted(project)
    translate(project, read(project), Order(project.locales, "pseudo"))
    (project.source / "b.md").unlink()
    assert extracted(project).removed == ()


def test_saved_meanwhile_it_stays(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who translates in the old file when it is about to go."""
    before = files(project)
    (project.source / "a.md").rename(project.source / "b.md")
    extracted(project)
    path = project.root / "locales" / OLD[0]
    write(path, before[OLD[0]].decode())
    removed = store.files.remove

    def remove(at: Path, was: object, border: object = None) -> bool:
        if at == path:
            edit(path, {LINES[2]: {"translation": "saved just now"}})
        return removed(at, was, border)  # type: ignore[arg-type]

    monkeypatch.setattr("l10n.project.remove", remove)
    (error,) = extract(project, read(project)).errors
    assert "cannot be deleted: somebody saved it meanwhile" in str(error)
    assert "saved just now" in path.read_text("utf-8")


def test_one_that_stays_costs_no_look_at_other_catalogues(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project.source / "b.md", "Another article.\n")
    extracted(project)
    (project.source / "a.md").unlink()
    extracted(project)
    looked: list[Path] = []
    monkeypatch.setattr("l10n.pipeline.orphans.parsed", lambda _, path: looked.append(path))
    assert extracted(project).removed == ()
    assert looked == []
