"""A translator whose editor saves at the worst moments of our commands, and a count of the words that got lost."""

import os
import random
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from unittest.mock import patch

from command import write

import l10n.catalogue as po
from l10n.locales import locale
from l10n.pipeline.articles import read
from l10n.pipeline.extract import extract
from l10n.pipeline.fix import chosen_rules, fixes
from l10n.pipeline.fix import write as write_fixes
from l10n.pipeline.review import open_desk, take
from l10n.pipeline.translate import Order, translate
from l10n.project import Project, open_project
from l10n.review import Act, Decision

RU = locale("ru")
POINTS = ("before the rename", "between reading and writing")
COMMANDS = ("extract", "translate", "fix", "review")
_WORDS = ("River", "Stone", "Window", "Garden", "Station", "Summer", "Teacher", "Market", "Bridge", "Letter")


def _block(text: bytes, source: str) -> int:
    """Where the entry of a sentence is among the blocks of a catalogue, -1 where it is not live."""
    wanted = f'msgid "{source}"\n'.encode()
    blocks = text.split(b"\n\n")
    return next((at for at, block in enumerate(blocks) if block.startswith(wanted) or b"\n" + wanted in block), -1)


def with_translation(text: bytes, source: str, translation: str) -> bytes:
    """The catalogue as an editor saves it after somebody translated a sentence; written without any of our code."""
    blocks = text.split(b"\n\n")
    at = _block(text, source)
    assert at >= 0, source
    kept = [line for line in blocks[at].split(b"\n") if line.startswith((b"#.", b"#:"))]
    blocks[at] = b"\n".join([*kept, f'msgid "{source}"'.encode(), f'msgstr "{translation}"'.encode()])
    return b"\n\n".join(blocks).rstrip(b"\n") + b"\n"


@dataclass
class Translator:
    """A project with one article of so many sentences, a translator, and what they saved."""

    root: Path
    sentences: int
    draw: random.Random = field(default_factory=lambda: random.Random(5))  # noqa: S311
    saves: int = 0
    lost: list[str] = field(default_factory=list)
    latest: dict[str, str] = field(default_factory=dict)
    """By sentence, what the translator saved last."""
    number: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        write(self.root / "l10n.toml", 'locales = ["ru"]\nengine = "pseudo"\n')
        self.news = "Bulletin 0 is out."
        self.author_writes()
        extract(self.project, read(self.project))

    @property
    def project(self) -> Project:
        return open_project(self.root)

    @property
    def path(self) -> Path:
        return self.root / "locales/ru/LC_MESSAGES/a.md.po"

    def sentence(self, number: int) -> str:
        return f"{_WORDS[number % 10]} {number} has {number * 7 % 1000} visitors."

    def author_writes(self) -> None:
        old = [self.sentence(number) for number in range(self.sentences - 1)]
        write(self.root / "source/a.md", "\n\n".join([*old, self.news]) + "\n")

    def save(self, source: str = "") -> None:
        """Translate a sentence, any one if none is named, and save: by a new file, or over the old one."""
        text = self.path.read_bytes()
        source = source or self.sentence(self.draw.randrange(self.sentences - 1))
        token = f"Слово {next(self.number)} человека."
        new = self._translated(text, source, token)
        if self.draw.random() < 0.5:
            self.path.write_bytes(new)
        else:
            beside = self.path.with_name("a.md.po~")
            beside.write_bytes(new)
            beside.replace(self.path)
        self.latest[source] = token
        self.saves += 1

    def _translated(self, text: bytes, source: str, translation: str) -> bytes:
        """The catalogue with another translation; the one that it has the place of was the translator's to replace."""
        replaced = text.split(b"\n\n")[_block(text, source)]
        self.latest = {each: token for each, token in self.latest.items() if token.encode() not in replaced}
        return with_translation(text, source, translation)

    @contextmanager
    def saving(self, *points: str, source: str = "") -> Iterator[None]:
        """Save once at each of these points, in turn, while our commands come to them."""
        left = list(points)
        writing: list[bool] = [False]
        """Whether the catalogue is what is written, not its template."""
        synced, dumped = os.fsync, po.dump

        def fsync(descriptor: int) -> None:
            synced(descriptor)
            if writing[0] and left and left[0] == POINTS[0] and stat.S_ISREG(os.fstat(descriptor).st_mode):
                left.pop(0)
                self.save(source)

        def dump(catalogue: po.Catalogue) -> bytes:
            writing[0] = bool(catalogue.field("Language"))
            if writing[0] and left and left[0] == POINTS[1]:
                left.pop(0)
                self.save(source)
            return dumped(catalogue)

        with patch.object(os, "fsync", fsync), patch.object(po, "dump", dump):
            yield
        assert not left, f"the command never came to {left}"
        self.judge()

    def judge(self) -> None:
        """Count what is not in the catalogue, live and reviewed or, where its sentence changed, at all."""
        blocks = {
            block.split(b'msgid "')[-1].split(b'"\n')[0]: block for block in self.path.read_bytes().split(b"\n\n")
        }
        for source, token in list(self.latest.items()):
            block = blocks.get(source.encode(), b"")
            live = f'\nmsgstr "{token}"'.encode() in block and b", fuzzy" not in block and b"#~" not in block
            current = source == self.news or not source.startswith("Bulletin")
            if not (live if current else token.encode() in self.path.read_bytes()):
                self.lost.append(token)
                del self.latest[source]

    # --- our commands, each with something to write

    def run(self, command: str, *points: str, same_entry: bool = False) -> None:
        """One of our commands while the translator saves; `same_entry`: in the entry that the command works on."""
        work: Callable[[tuple[str, ...], bool], None] = getattr(self, f"_{command}")
        work(points, same_entry)

    def _extract(self, points: tuple[str, ...], same: bool) -> None:  # noqa: FBT001
        before, self.news = self.news, f"Bulletin {next(self.number)} is out."
        self.author_writes()
        with self.saving(*points, source=before if same else ""):
            outcome = extract(self.project, read(self.project))
        assert not outcome.errors

    def _translate(self, points: tuple[str, ...], same: bool) -> None:  # noqa: FBT001
        self._extract((), False)
        self._emptied(self.news)
        with self.saving(*points, source=self.news if same else ""):
            outcome = translate(self.project, read(self.project), Order((RU,), "pseudo"))
        assert not outcome.errors

    def _emptied(self, source: str) -> None:
        self.path.write_bytes(self._translated(self.path.read_bytes(), source, ""))

    def _fix(self, points: tuple[str, ...], same: bool) -> None:  # noqa: FBT001
        self.path.write_bytes(self._translated(self.path.read_bytes(), self.news, f"Он вышел - {next(self.number)}."))
        found, _ = fixes(self.project, read(self.project), (RU,), chosen_rules(()))
        assert found
        with self.saving(*points, source=self.news if same else ""):
            outcome = write_fixes(self.project, found)
        assert bool(outcome.errors) is same

    def _review(self, points: tuple[str, ...], same: bool) -> None:  # noqa: FBT001
        self._emptied(self.news)
        desk, session, _ = open_desk(self.project, read(self.project), (RU,))
        at = [item.source for item in session.queue].index(self.news)
        for _ in range(at):
            session, _ = take(desk, session, Decision(Act.NEXT))
        with self.saving(*points, source=self.news if same else ""):
            _, message = take(desk, session, Decision(Act.EDIT, f"Бюллетень {next(self.number)}."))
        assert bool(message) is same
