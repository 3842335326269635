"""Ten rounds of work in two clones: a translator on a branch, an author on main, Weblate's gettext tools in between.

After each round every reviewed sentence whose source did not change is published, and no other text is, but for those
whose source changed in wording alone, which a build may publish. What was said of a sentence that the author rewrote in
the same round stands beside the new sentence.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from catalogues import needs_gettext
from command import write
from repository import commit, git, needs_git

from l10n import catalogue as po
from l10n.catalogue import Catalogue
from l10n.driver import install
from l10n.pipeline.articles import read
from l10n.pipeline.build import build_articles
from l10n.pipeline.extract import extract
from l10n.pipeline.translate import Order, translate
from l10n.project import open_project

pytestmark = [needs_git, needs_gettext]
PO = "locales/ru/LC_MESSAGES/news/hall.md.po"
POT = "locales/templates/news/hall.md.pot"
ARTICLE = [
    "The town hall",
    "The hall has room for 12 guests.",
    "The mayor Anna Lee can open the hall.",
    "It was built by the people of the town.",
    "The bar sells tea and cake until noon.",
    "Visitors must bring a ticket.",
    "A choir sings in the hall every Sunday.",
    "The roof was mended in 1998.",
]
ROUNDS = [
    # what the author makes of the article, whether it may be published under the old text, what is translated meanwhile
    ({"12 guests": "14 guests"}, False, [0, 1, 2]),
    ({"can open": "cannot open"}, False, [3, 4]),
    ({"by the people of the town": "by the people of this town"}, True, [3, 5]),
    ({"14 guests": "15 guests"}, False, [1]),
    ({"must bring": "must not bring"}, False, [5, 6]),
    (
        {"A choir sings in the hall every Sunday.": "It is closed.\n\nA choir sings in the hall every Sunday."},
        False,
        [2],
    ),
    ({"in 1998": "in 2001"}, False, [8, 1]),
    ({"It is closed.\n\n": ""}, False, [7]),
    ({"15 guests": "16 guests", "Anna Lee": "Vera Lee"}, False, [2, 4]),
    ({"until noon": "until one"}, True, [4, 5]),
]


@dataclass
class Clone:
    """A clone of the repository with a project in it, and git told to merge catalogues."""

    folder: Path

    def extract(self, *, draft: bool = False) -> None:
        project = open_project(self.folder)
        extract(project, read(project))
        if draft:
            translate(project, read(project), Order(project.locales, "pseudo"))

    def catalogue(self) -> Catalogue:
        return po.parse((self.folder / PO).read_bytes(), Path(PO))

    def page(self) -> str:
        project = open_project(self.folder)
        build_articles(project, read(project), project.locales, "machine")
        return (self.folder / "build/ru/news/hall.md").read_text(encoding="utf-8")


@dataclass
class Translator:
    """Someone who works in Poedit, and remembers what was said of which sentence."""

    clone: Clone
    said: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    """All that was ever said."""

    def work(self, numbers: list[int]) -> None:
        """Translates the entries of these numbers: Poedit clears `fuzzy` and the previous source, and wraps anew."""
        old = self.clone.catalogue()
        wanted = {old.live[number].source for number in numbers}
        entries = []
        for entry in old.entries:
            if entry.live and entry.source in wanted:
                text = f"Перевод {'о' * (len(self.texts) + 1)}."
                self.texts.append(text)
                self.said[entry.source] = text
                entry = replace(entry, translation=text, flags=(), previous=None, raw="")  # noqa: PLW2901
            entries.append(entry)
        (self.clone.folder / PO).write_bytes(po.dump(po.with_entries(old, entries)))
        gettext(self.clone.folder, "msgcat", PO)


def gettext(folder: Path, tool: str, *words: str) -> None:
    """One of gettext's tools at work on the catalogue, as Weblate and editors start them."""
    subprocess.run([tool, *words, "-o", PO], cwd=folder, check=True, stderr=subprocess.DEVNULL)


def weblate(folder: Path, number: int) -> None:
    """What its add-ons do to a catalogue after each update."""
    gettext(folder, "msgmerge", "--quiet", *(["--no-fuzzy-matching"] if number % 2 else []), PO, POT)
    gettext(folder, "msgattrib", *(["--no-wrap"] if number % 3 else ["--no-obsolete"] if number > 6 else []), PO)


@pytest.fixture
def clones(tmp_path: Path) -> tuple[Clone, Clone]:
    """The author's clone and the translator's, of one repository."""
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "origin")
    author, translator = Clone(tmp_path / "author"), Clone(tmp_path / "translator")
    driver = shlex.join([sys.executable, "-I", "-m", "l10n", "merge-po"])
    for clone in (author, translator):
        git(tmp_path, "clone", "-q", "origin", str(clone.folder))
        install(clone.folder, driver)
        if clone is author:
            write(clone.folder / "l10n.toml", 'locales = ["ru"]\n')
            write(clone.folder / ".gitignore", "/.l10n/\n/.home/\n/build/\n")
            write(clone.folder / "source/news/hall.md", "# " + "\n\n".join(ARTICLE) + "\n")
            clone.extract(draft=True)
            git(clone.folder, "switch", "-q", "-c", "main")
            commit(clone.folder)
            git(clone.folder, "push", "-q", "-u", "origin", "main")
    git(translator.folder, "switch", "-q", "-c", "ru")
    return author, translator


def test_ten_rounds_of_an_author_and_a_translator(clones: tuple[Clone, Clone]) -> None:
    author, clone = clones
    translator = Translator(clone)
    allowed: set[str] = set()
    for number, (edits, wording, numbers) in enumerate(ROUNDS):
        before = sentences(author)
        edit(author, edits)
        author.extract(draft=number % 3 != 1)
        save(author, f"author {number}")
        git(author.folder, "push", "-q", "origin", "main")

        translator.work(numbers)
        weblate(clone.folder, number)
        save(clone, f"translator {number}")
        if number % 4 == 3:
            git(clone.folder, "fetch", "-q")
            git(clone.folder, "rebase", "-q", "origin/main")
        else:
            git(clone.folder, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
        clone.extract()
        weblate(clone.folder, number + 1)
        save(clone, f"Weblate {number}")
        git(clone.folder, "push", "-q", "--force", "origin", "ru")

        git(author.folder, "pull", "-q", "--no-rebase", "--no-edit", "origin", "ru")
        author.extract()
        save(author, f"extract {number}")
        git(author.folder, "push", "-q", "origin", "main")
        if wording:
            gone = set(before) - set(sentences(author))
            allowed |= {translator.said[source] for source in gone if source in translator.said}
        due = {translator.said[source] for source in sentences(author) if source in translator.said}
        page, live = author.page(), {entry.translation for entry in author.catalogue().live}
        assert due
        assert [text for text in due if text not in page] == []
        assert [text for text in translator.texts if text in page and text not in due | allowed] == []
        assert [text for text in translator.texts[-len(numbers) :] if text not in live] == []
    assert len(translator.texts) == 18


def sentences(clone: Clone) -> list[str]:
    """The sentences of the article as it is now."""
    text = (clone.folder / "source/news/hall.md").read_text(encoding="utf-8")
    return text.removeprefix("# ").strip().split("\n\n")


def edit(clone: Clone, edits: Mapping[str, str]) -> None:
    path = clone.folder / "source/news/hall.md"
    text = path.read_text(encoding="utf-8")
    for old, new in edits.items():
        assert old in text
        text = text.replace(old, new)
    write(path, text)


def save(clone: Clone, message: str) -> None:
    """Commits what there is, if anything."""
    git(clone.folder, "add", "--all")
    git(clone.folder, "commit", "-q", "--allow-empty", "-m", message)
