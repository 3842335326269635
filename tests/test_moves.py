"""Articles are renamed, split and copied, sentences move between them: no translator does a sentence twice."""

from dataclasses import replace
from pathlib import Path

import pytest
from command import write

from l10n import catalogue as po
from l10n.catalogue import Entry, State
from l10n.errors import InputError
from l10n.pipeline.articles import read
from l10n.pipeline.build import build_articles
from l10n.pipeline.extract import extract as extract_articles
from l10n.pipeline.translate import Order, translate
from l10n.project import Configuration, Project

LINES = ("It rained all night.", "The bridge was closed.", "Nobody knew why.", "Trains were late.", "People waited.")
RUSSIAN = dict(
    zip(
        LINES,
        ("Всю ночь шёл дождь.", "Мост закрыли.", "Никто не знал почему.", "Поезда опаздывали.", "Люди ждали."),
        strict=True,
    )
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """One article, every sentence of which a person has translated."""
    project = Project(tmp_path, Configuration(locales=("ru",)))
    article(project, "news/a.md", LINES)
    extract(project)
    path = catalogue(project, "news/a.md")
    known = po.parse(path.read_bytes(), path)
    path.write_bytes(
        po.dump(
            po.with_entries(known, [replace(each, translation=RUSSIAN[each.source], raw="") for each in known.entries])
        )
    )
    return project


def article(project: Project, name: str, lines: tuple[str, ...]) -> None:
    write(project.source / name, "\n\n".join(lines) + "\n")


def extract(project: Project) -> None:
    assert extract_articles(project, read(project)).errors == ()


def catalogue(project: Project, name: str) -> Path:
    return project.root / "locales" / "ru" / "LC_MESSAGES" / f"{name}.po"


def reviewed(project: Project, name: str) -> list[str]:
    """The sentences of an article with a reviewed translation, which must be the person's."""
    path = catalogue(project, name)
    entries = [each for each in po.parse(path.read_bytes(), path).live if each.state is State.REVIEWED]
    assert all(is_theirs(each) for each in entries)
    return [each.source for each in entries]


def is_theirs(entry: Entry) -> bool:
    return entry.translation == RUSSIAN[entry.source]


def files(project: Project) -> list[str]:
    return sorted(
        path.relative_to(project.root / "locales").as_posix() for path in project.root.glob("locales/**/*.po*")
    )


def test_a_renamed_article_keeps_its_catalogue(project: Project) -> None:
    (project.source / "archive").mkdir()
    (project.source / "news/a.md").rename(project.source / "archive/b.md")
    extract(project)
    assert reviewed(project, "archive/b.md") == list(LINES)
    assert files(project) == ["ru/LC_MESSAGES/archive/b.md.po", "templates/archive/b.md.pot"]


def test_a_renamed_and_edited_article_keeps_what_stayed(project: Project) -> None:
    (project.source / "news/a.md").unlink()
    article(project, "c.md", ("A new start.", LINES[0], "The old bridge was closed again.", *LINES[2:]))
    extract(project)
    assert reviewed(project, "c.md") == [LINES[0], *LINES[2:]]
    path = catalogue(project, "c.md")
    (outdated,) = [each for each in po.parse(path.read_bytes(), path).live if each.state is State.OUTDATED]
    assert (outdated.previous, outdated.translation) == (LINES[1], RUSSIAN[LINES[1]])
    assert not catalogue(project, "news/a.md").exists()


def test_an_article_split_in_two_keeps_both_halves(project: Project) -> None:
    (project.source / "news/a.md").unlink()
    article(project, "one.md", LINES[:3])
    article(project, "two.md", LINES[3:])
    extract(project)
    assert reviewed(project, "one.md") == list(LINES[:3])
    assert reviewed(project, "two.md") == list(LINES[3:])


def test_a_sentence_that_moves_to_another_article_takes_its_translation_along(project: Project) -> None:
    article(project, "0.md", ("Something else.",))
    extract(project)
    article(project, "news/a.md", LINES[:4])
    article(project, "0.md", ("Something else.", LINES[4]))
    extract(project)
    assert reviewed(project, "0.md") == [LINES[4]]


def test_a_copied_article_is_drafted_from_the_memory(project: Project) -> None:
    """Its sentences stand in another place now: a person looks at them once."""
    article(project, "copy.md", LINES)
    extract(project)
    translate(project, read(project), Order(project.locales, "pseudo"))
    path = catalogue(project, "copy.md")
    assert [is_theirs(each) for each in po.parse(path.read_bytes(), path).live] == [True] * len(LINES)
    assert reviewed(project, "news/a.md") == list(LINES)


def test_a_catalogue_without_an_heir_stays(project: Project) -> None:
    (project.source / "news/a.md").unlink()
    article(project, "d.md", ("Quite another story.",))
    extract(project)
    assert catalogue(project, "news/a.md").exists()
    assert reviewed(project, "d.md") == []


def test_a_new_locale_gets_its_catalogues(project: Project) -> None:
    wider = replace(project, configuration=replace(project.configuration, locales=("ru", "zh_CN")))
    extract(wider)
    assert "zh_CN/LC_MESSAGES/news/a.md.po" in files(wider)
    assert reviewed(wider, "news/a.md") == list(LINES)


@pytest.mark.parametrize(("outdated", "published"), [("translation", True), ("source", False), ("require", False)])
def test_what_is_published_of_an_outdated_translation_is_the_project_s_choice(
    project: Project, outdated: str, *, published: bool
) -> None:
    article(project, "news/a.md", ("The old bridge was closed again.", LINES[0]))
    chosen = replace(project, configuration=replace(project.configuration, build_outdated=outdated))
    extract(chosen)
    build_articles(chosen, read(chosen), chosen.locales, "reviewed")
    built = (project.root / "build" / "ru" / "news" / "a.md").read_text(encoding="utf-8")
    assert (RUSSIAN[LINES[1]] in built) == published
    assert RUSSIAN[LINES[0]] in built


# --- guards: what moved is never more than it was, and moves once


def spoilt(project: Project, name: str, text: str, *, previous: str = "", fuzzy: bool = True) -> None:
    """An entry of a catalogue as an editor leaves it: fuzzy, perhaps with the sentence that it translated."""
    path = catalogue(project, name)
    known = po.parse(path.read_bytes(), path)
    flags = ("fuzzy",) if fuzzy else ()
    changed = [
        replace(each, flags=flags, previous=previous or None, raw="") if each.source == text else each
        for each in known.entries
    ]
    path.write_bytes(po.dump(po.with_entries(known, changed)))


def state_of(project: Project, name: str, text: str) -> State:
    path = catalogue(project, name)
    (entry,) = [each for each in po.parse(path.read_bytes(), path).live if each.source == text]
    return entry.state


@pytest.mark.parametrize("previous", ["The bridge was open.", ""], ids=["outdated", "fuzzy without previous"])
@pytest.mark.parametrize("gone", ["article", "sentence"])
def test_an_unsure_text_of_a_departed_sentence_never_arrives_as_reviewed(
    project: Project, gone: str, previous: str
) -> None:
    """The sentence leaves with its article, or alone; another article has it next."""
    spoilt(project, "news/a.md", LINES[1], previous=previous)
    article(project, "other.md", ("Something else.", "And more.", "And again.", "The end."))
    extract(project)
    if gone == "article":
        (project.source / "news/a.md").unlink()
    else:
        article(project, "news/a.md", (LINES[0], *LINES[2:]))
        extract(project)
    article(project, "other.md", ("Something else.", "And more.", "And again.", "The end.", LINES[1]))
    extract(project)
    assert state_of(project, "other.md", LINES[1]) is not State.REVIEWED
    assert LINES[1] not in reviewed(project, "other.md")


@pytest.mark.parametrize("names", [("b.md", "c.md"), ("c.md", "b.md")])
def test_a_catalogue_without_article_goes_to_one_new_article_the_first_by_name(
    project: Project, names: tuple[str, str]
) -> None:
    """A note and the obsolete entries go with the catalogue: only its heir has them."""
    path = catalogue(project, "news/a.md")
    path.write_bytes(path.read_bytes() + '\n#~ msgid "Long gone."\n#~ msgstr "Давно нет."\n'.encode())
    (project.source / "news/a.md").unlink()
    for name in names:
        article(project, name, LINES)
    extract(project)
    heirs = [name for name in ("b.md", "c.md") if "Давно нет." in catalogue(project, name).read_text(encoding="utf-8")]
    assert heirs == ["b.md"]
    assert not path.exists()
    assert reviewed(project, "b.md") == list(LINES)


def test_a_copy_takes_nothing_away_from_its_article(project: Project) -> None:
    before = catalogue(project, "news/a.md").read_bytes()
    article(project, "copy.md", LINES)
    extract(project)
    assert catalogue(project, "news/a.md").read_bytes() == before
    assert reviewed(project, "copy.md") == []


# --- what a killed command left to do


def test_a_catalogue_whose_heir_was_written_before_a_kill_is_removed_by_the_next_run(project: Project) -> None:
    old, template = catalogue(project, "news/a.md"), project.root / "locales/templates/news/a.md.pot"
    kept = {path: path.read_bytes() for path in (old, template)}
    (project.source / "news/a.md").rename(project.source / "news/b.md")
    extract(project)
    for path, content in kept.items():  # as if it had been killed before it removed them
        path.write_bytes(content)
    (project.root / ".l10n/stamps.json").unlink()
    extract(project)
    assert files(project) == ["ru/LC_MESSAGES/news/b.md.po", "templates/news/b.md.pot"]
    assert reviewed(project, "news/b.md") == list(LINES)


@pytest.mark.parametrize("own", ["word", "sentence", "comment"])
def test_a_catalogue_without_article_that_has_anything_of_its_own_stays(project: Project, own: str) -> None:
    old = catalogue(project, "news/a.md")
    text = old.read_text(encoding="utf-8")
    (project.source / "news/a.md").rename(project.source / "news/b.md")
    extract(project)
    changed = {
        "word": text.replace(RUSSIAN[LINES[1]], "Мост закрыт."),
        "sentence": text + '\nmsgid "Long gone."\nmsgstr ""\n',
        "comment": text.replace("\n#. paragraph", "\n# Ask Anna.\n#. paragraph", 1),
    }[own]
    assert changed != text
    old.write_text(changed, encoding="utf-8")
    (project.root / ".l10n/stamps.json").unlink()
    extract(project)
    assert old.read_text(encoding="utf-8") == changed


def test_a_sentence_that_moved_before_a_kill_has_its_translation_after_the_next_run(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The catalogue that the sentence came to was written already, and waits for the second look."""
    (project.source / "news/a.md").unlink()
    article(project, "0.md", ("Something else.", "And more.", "And again.", LINES[4]))
    monkeypatch.setattr("l10n.pipeline.extract._finished", _killed)
    with pytest.raises(KeyboardInterrupt):
        extract(project)
    monkeypatch.undo()
    assert reviewed(project, "0.md") == []
    extract(project)
    assert reviewed(project, "0.md") == [LINES[4]]


def test_a_translation_that_could_not_be_written_is_by_the_next_run(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk was full at the second look: the article does not count as done."""
    (project.source / "news/a.md").unlink()
    article(project, "0.md", ("Something else.", "And more.", "And again.", LINES[4]))
    monkeypatch.setattr("l10n.pipeline.extract._with_departed", _full)
    assert [error.exit_code for error in extract_articles(project, read(project)).errors] == [4]
    monkeypatch.undo()
    extract(project)
    assert reviewed(project, "0.md") == [LINES[4]]


def _full(_project: Project, path: Path, *_: object) -> bytes:
    raise InputError(_project.relative(path), "cannot be written: No space left on device")


def _killed(*_: object) -> None:
    raise KeyboardInterrupt
