"""Engines of other people: whatever they answer, no false text is written, and other sentences get theirs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from command import write
from engine import plugged_in

from l10n import catalogue as po
from l10n.engines import Draft, Manner, Origin, Setup
from l10n.engines.opencc import TRADITIONAL
from l10n.pipeline.articles import read
from l10n.pipeline.extract import extract
from l10n.pipeline.outcome import Outcome
from l10n.pipeline.translate import Order, translate
from l10n.project import Configuration, Project

HOUSE = {
    ("en", "de"): "Das ist ein Haus.",
    ("en", "fr"): "C’est une maison.",
    ("en", "ru"): "Это дом.",
    ("en", "zh"): "这是一座房子。",
    ("en", TRADITIONAL): "這是一座房子。",
    ("en", "pt"): "É uma casa.",
    ("en", "pb"): "Isso é uma casa.",
    ("sv", "de"): "Das ist das Haus.",
    ("sv", "fr"): "C’est la maison.",
}


@dataclass
class Tongues:
    """One origin for all pairs of languages, as the README's example has it."""

    pair: tuple[str, str]
    asked: list[str]

    @property
    def origin(self) -> Origin:
        return Origin("tongues", "all", "1.0")

    def translate(self, sentences: Sequence[str], manner: Manner = Manner.PLAIN) -> Iterator[tuple[int, Draft]]:
        del manner
        self.asked += sentences
        for index, _ in enumerate(sentences):
            yield index, Draft(HOUSE[self.pair], None)


ASKED: dict[tuple[str, str], list[str]] = {}


def open_tongues(source: str, target: str, setup: Setup) -> Tongues:
    del setup
    return Tongues((source, target), ASKED.setdefault((source, target), []))


@pytest.fixture
def plugged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine as an installed package has it."""
    ASKED.clear()
    monkeypatch.syspath_prepend(plugged_in(tmp_path / "packages", "tongues", "test_plugins:open_tongues"))


def project_of(folder: Path, article: str, *locales: str, language: str = "en") -> Project:
    write(folder / "source" / "a.md", article)
    return Project(folder, Configuration(locales=locales, source_language=language))


def drafted(project: Project, engine: str = "tongues") -> Outcome:
    reading = read(project)
    extract(project, reading)
    return translate(project, reading, Order(project.locales, engine))


def texts(project: Project, locale: str) -> list[str]:
    path = project.root / "locales" / locale / "LC_MESSAGES" / "a.md.po"
    return [entry.translation for entry in po.parse(path.read_bytes(), path).live]


# --- languages


@pytest.mark.usefixtures("plugged")
def test_one_origin_for_all_languages_mixes_none(tmp_path: Path) -> None:
    project = project_of(tmp_path, "It is a house.\n", "de", "fr", "ru", "zh_CN", "zh_TW", "pt", "pt_BR")

    outcome = drafted(project)

    assert outcome.errors == ()
    assert {locale.name: texts(project, locale.name) for locale in project.locales} == {
        "de": ["Das ist ein Haus."],
        "fr": ["C’est une maison."],
        "ru": ["Это дом."],
        "zh_CN": ["这是一座房子。"],
        "zh_TW": ["這是一座房子。"],
        "pt": ["É uma casa."],
        "pt_BR": ["Isso é uma casa."],
    }


@pytest.mark.usefixtures("plugged")
def test_the_same_words_in_another_source_language_are_another_sentence(tmp_path: Path) -> None:
    """As in a project that changes the language of its articles."""
    for language, expected in (("en", "Das ist ein Haus."), ("sv", "Das ist das Haus.")):
        project = project_of(tmp_path, "Det hus.\n", "de", language=language)
        path = project.root / "locales/de/LC_MESSAGES/a.md.po"
        path.unlink(missing_ok=True)

        drafted(project)

        assert texts(project, "de") == [expected]


@pytest.mark.usefixtures("plugged")
def test_a_second_run_asks_no_language_again(tmp_path: Path) -> None:
    project = project_of(tmp_path, "It is a house.\n", "de", "fr", "ru")
    drafted(project)
    for locale in project.locales:
        (project.root / "locales" / locale.name / "LC_MESSAGES" / "a.md.po").unlink()

    again = drafted(project)

    assert again.tally.from_cache == 3
    assert [texts(project, name) for name in ("de", "fr", "ru")] == [
        ["Das ist ein Haus."],
        ["C’est une maison."],
        ["Это дом."],
    ]
    assert set(map(len, ASKED.values())) == {1}
