"""Engines of tests: their answers are written down, and they tell what they were asked."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from l10n.engines import Draft, Engine, Manner, Origin, Setup, open_engine


class Phrasebook:
    """Answers with what stands in a table, and by a rule to what does not."""

    origin = Origin("phrasebook", "none", "1")

    def __init__(self, answers: Mapping[str, str] | None = None, otherwise: Callable[[str], str] = str.upper) -> None:
        self.answers = answers or {}
        self.otherwise = otherwise
        self.asked: list[str] = []

    def translate(self, sentences: Sequence[str], manner: Manner = Manner.PLAIN) -> Iterator[tuple[int, Draft]]:
        """In reversed order, as engines may."""
        del manner
        self.asked += sentences
        for number, sentence in reversed(list(enumerate(sentences))):
            yield number, Draft(self.answers.get(sentence, self.otherwise(sentence)), -0.5)


def plugged_in(folder: Path, name: str, factory: str) -> Path:
    """An entry point for an engine, as an installed package of other people has it; `folder` must be importable."""
    information = folder / f"{name}-1.0.dist-info"
    information.mkdir(parents=True)
    (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (information / "entry_points.txt").write_text(f"[l10n.engines]\n{name} = {factory}\n", encoding="utf-8")
    return folder


class Diary:
    """The Argos engine, which writes down each sentence when its answer has been taken and the next is wanted."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self.engine = engine
        self.path = path

    @property
    def origin(self) -> Origin:
        return self.engine.origin

    def translate(self, sentences: Sequence[str], manner: Manner = Manner.PLAIN) -> Iterator[tuple[int, Draft]]:
        with self.path.open("a", encoding="utf-8", buffering=1) as diary:
            for number, draft in self.engine.translate(sentences, manner):
                yield number, draft
                diary.write(f"{manner} {sentences[number]}\n")


def open_diary(source: str, target: str, setup: Setup) -> Diary:
    """The engine of the test of interruptions; the variable `L10N_DIARY` names its file."""
    return Diary(open_engine("argos", source, target, setup), Path(os.environ["L10N_DIARY"]))
