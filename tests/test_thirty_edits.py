"""The story of an article: thirty edits in a git repository, and translators who save with the tool that they like.

At the end every sentence that a person reviewed and nobody changed is still theirs.
"""

import io
import random
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import read_po, write_po
from catalogues import needs_gettext
from edits import articles, edited
from repository import git

from l10n import catalogue as po
from l10n.catalogue import State
from l10n.pipeline.articles import read
from l10n.pipeline.extract import extract
from l10n.pipeline.translate import Order, translate
from l10n.project import Configuration, Project

EDITS = 30
Save = Callable[[Path, Mapping[str, str]], None]


def by_polib(path: Path, texts: Mapping[str, str]) -> None:
    """A script that many projects have: polib reads, fills in, and writes."""
    catalogue = polib.pofile(str(path))
    for entry in catalogue:
        if entry.msgid in texts and not entry.obsolete:
            entry.msgstr = texts[entry.msgid]
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
            entry.previous_msgid = None
    catalogue.save()


def by_babel(path: Path, texts: Mapping[str, str]) -> None:
    """Babel, which drops what it does not know."""
    catalogue = read_po(io.BytesIO(path.read_bytes()))
    for message in catalogue:
        if message.id in texts:
            message.string = texts[str(message.id)]
            message.flags.discard("fuzzy")
    with path.open("wb") as file:
        write_po(file, catalogue, omit_header=False)


def by_gettext(path: Path, texts: Mapping[str, str]) -> None:
    """A compendium of new translations, put in by `msgcat` and `msgmerge`, wrapped as they do it."""
    compendium = path.with_suffix(".new")
    lines = [f"msgid {polib_quoted(source)}\nmsgstr {polib_quoted(text)}\n" for source, text in texts.items()]
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    compendium.write_text("\n".join([header, *lines]), encoding="utf-8")
    other = path.with_suffix(".rest")
    subprocess.run(["msgcat", "--use-first", compendium, path, "-o", other], check=True)
    subprocess.run(["msgmerge", "--quiet", "--no-fuzzy-matching", other, path, "-o", path], check=True)
    compendium.unlink()
    other.unlink()


def polib_quoted(text: str) -> str:
    return '"' + polib.escape(text) + '"'


TOOLS: tuple[Save, ...] = (by_polib, by_gettext, by_babel)


class Newsroom:
    """An article, its catalogue, and what its translators know to be theirs."""

    def __init__(self, root: Path, sentences: tuple[str, ...]) -> None:
        self.project = Project(root, Configuration(locales=("ru",)))
        self.project.source.mkdir()
        self.sentences = sentences
        self.theirs: dict[str, str] = {}
        git(root, "init", "--quiet")

    @property
    def path(self) -> Path:
        return self.project.root / "locales" / "ru" / "LC_MESSAGES" / "a.md.po"

    def publish(self, message: str) -> None:
        """The author saves, the program runs, all is committed."""
        (self.project.source / "a.md").write_text("\n\n".join(self.sentences) + "\n", encoding="utf-8")
        reading = read(self.project)
        assert extract(self.project, reading).errors == ()
        translate(self.project, reading, Order(self.project.locales, "pseudo"))
        git(self.project.root, "add", "-A")
        git(self.project.root, "commit", "--quiet", "--allow-empty", "-m", message)

    def review(self, save: Save, draw: random.Random) -> None:
        """A person sees to half of what waits for one."""
        waiting = [entry for entry in self.live() if entry.state is not State.REVIEWED]
        some = draw.sample(waiting, len(waiting) // 2)
        texts = {entry.source: f"Перевод: {entry.source}" for entry in some}
        if texts:
            save(self.path, texts)
            self.theirs |= texts
            git(self.project.root, "commit", "--quiet", "--allow-empty", "-am", "review")

    def live(self) -> tuple[po.Entry, ...]:
        return po.parse(self.path.read_bytes(), self.path).live


@needs_gettext
@pytest.mark.parametrize("number", range(len(articles())))
def test_thirty_edits_and_three_tools_later_every_reviewed_sentence_is_still_theirs(
    tmp_path: Path, number: int
) -> None:
    draw = random.Random(number)  # noqa: S311 - the same story in every run
    room = Newsroom(tmp_path, tuple(each for each in articles()[number] if "\n" not in each and each[0].isalpha()))
    room.publish("first")
    for edit in range(EDITS):
        room.review(TOOLS[edit % len(TOOLS)], draw)
        room.sentences = edited(room.sentences, draw, draw.randint(1, 3)).sentences
        room.publish(f"edit {edit}")

    entries = {entry.source: entry for entry in room.live()}
    reviewed = [source for source in room.theirs if source in entries]
    assert len(reviewed) > len(entries) / 3
    for source in reviewed:
        assert (entries[source].state, entries[source].translation) == (State.REVIEWED, room.theirs[source])
