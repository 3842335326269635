"""The stages over a folder of articles: what people wrote outlives every edit of the articles and every command."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from command import write
from engine import Phrasebook, plugged_in
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n import catalogue as po
from l10n.catalogue import Entry, State
from l10n.engines import Draft, Manner, Setup
from l10n.errors import InputError
from l10n.pipeline.articles import read
from l10n.pipeline.build import build_articles
from l10n.pipeline.extract import extract
from l10n.pipeline.outcome import Outcome, Shown, together
from l10n.pipeline.translate import Order
from l10n.pipeline.translate import translate as translate_articles
from l10n.project import Configuration, Project

SENTENCES = (
    "The minister left on Monday.",
    "The minister left on Tuesday.",
    "Nobody said why.",
    "“We will see.”",
    "The **price** rose to $5.",
    "See [the guide](guide.md) first.",
    "It rained.",
)
PARAGRAPHS = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(" ".join), max_size=4)
ARTICLES = PARAGRAPHS.map("\n\n".join)
COMMANDS = st.lists(
    st.sampled_from(("extract", "translate", "retranslate", "build", "paragraph", "sentence")), max_size=4
)


def human_words(project: Project, name: str = "a.md") -> dict[str, str]:
    """Every reviewed translation, live or obsolete, by the source it was made for."""
    path = project.root / "locales" / "ru" / "LC_MESSAGES" / f"{name}.po"
    entries = po.parse(path.read_bytes(), path).entries if path.exists() else ()
    return {entry.previous or entry.source: entry.translation for entry in entries if entry.human}


def run(project: Project, command: str) -> Project:
    if command in {"sentence", "paragraph"}:
        return replace(project, configuration=replace(project.configuration, segmentation=command))
    reading = read(project)
    if command == "extract":
        extract(project, reading)
    elif command == "build":
        build_articles(project, reading, project.locales, "machine")
    else:
        order = Order(project.locales, "pseudo", retranslate=command == "retranslate")
        translate_articles(project, reading, order)
    return project


def review_some(project: Project, number: int) -> None:
    """A person translates every second entry, in words that say which round it was."""
    path = project.root / "locales" / "ru" / "LC_MESSAGES" / "a.md.po"
    catalogue = po.parse(path.read_bytes(), path)

    def reviewed(at: int, entry: Entry) -> Entry:
        if at % 2 or entry.state is State.REVIEWED:
            return entry
        text = entry.source.replace("The minister left", f"Министр уехал ({number})")
        return replace(entry, translation=text, flags=(), comments=(), previous=None, raw="")

    entries = [entry if entry.obsolete else reviewed(at, entry) for at, entry in enumerate(catalogue.entries)]
    path.write_bytes(po.dump(po.with_entries(catalogue, entries)))


@settings(max_examples=40)
@given(rounds=st.lists(st.tuples(ARTICLES, COMMANDS), min_size=1, max_size=4))
def test_law_5_human_work_outlives_every_command(rounds: list[tuple[str, list[str]]]) -> None:
    """Whatever is edited and run, no reviewed translation is altered, and none vanishes from its catalogue."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder), Configuration(locales=("ru",)))
        project.source.mkdir()
        for number, (article, commands) in enumerate(rounds):
            (project.source / "a.md").write_text(article, encoding="utf-8")
            before = human_words(project)
            for command in ("extract", *commands, "extract"):
                project = run(project, command)
            kept = set(human_words(project).values())
            text = (project.root / "locales/ru/LC_MESSAGES/a.md.po").read_text(encoding="utf-8")
            for translation in before.values():
                assert translation in kept or _in_parts(translation, kept) or translation in text
            review_some(project, number)


def _in_parts(translation: str, kept: set[str]) -> bool:
    """Whether a translation was cut anew: it stands inside a paragraph's, or its sentences stand alone."""
    return any(translation in other for other in kept) or all(
        any(part in other for other in kept) for part in translation.split(" ")
    )


@settings(max_examples=20)
@given(article=ARTICLES)
def test_running_again_changes_nothing(article: str) -> None:
    """Extract, translate and build a second time: not one file is written."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder), Configuration(locales=("ru", "zh_CN")))
        project.source.mkdir()
        (project.source / "a.md").write_text(article, encoding="utf-8")
        order = Order(project.locales, "pseudo")
        outcomes = []
        for _ in range(2):
            reading = read(project)
            outcome = extract(project, reading)
            outcome += translate_articles(project, reading, order)
            outcome += build_articles(project, reading, project.locales, "machine")
            outcomes.append(outcome)
        assert outcomes[0].shown.below == 0
        assert outcomes[1].written == ()


# --- while an engine works ---


def small(folder: Path, text: str) -> Project:
    """A project with one article, extracted."""
    project = Project(folder / "project", Configuration(locales=("ru",)))
    write(project.source / "a.md", text)
    extract(project, read(project))
    return project


def catalogue(project: Project) -> Path:
    return project.root / "locales" / "ru" / "LC_MESSAGES" / "a.md.po"


def entries(project: Project) -> dict[str, Entry]:
    return {entry.source: entry for entry in po.parse(catalogue(project).read_bytes(), catalogue(project)).live}


class Meddler(Phrasebook):
    """An engine during whose work a person translates the first sentence in their editor, and saves."""

    def translate(self, sentences: Sequence[str], manner: Manner = Manner.PLAIN) -> Iterator[tuple[int, Draft]]:
        path = Path(os.environ["L10N_TEST_CATALOGUE"])
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('msgid "One."\nmsgstr ""', 'msgid "One."\nmsgstr "Раз."'), encoding="utf-8")
        yield from super().translate(sentences, manner)


def open_meddler(source: str, target: str, setup: Setup) -> Meddler:
    del source, target, setup
    return Meddler()


def test_what_a_person_saves_while_the_engine_works_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = small(tmp_path, "One.\n\nTwo.\n")
    monkeypatch.setenv("L10N_TEST_CATALOGUE", str(catalogue(project)))
    monkeypatch.syspath_prepend(plugged_in(tmp_path / "plugins", "meddler", "test_pipeline:open_meddler"))

    outcome = translate_articles(project, read(project), Order(project.locales, "meddler"))

    assert {source: (entry.translation, entry.state) for source, entry in entries(project).items()} == {
        "One.": ("Раз.", State.REVIEWED),
        "Two.": ("TWO.", State.MACHINE),
    }
    assert outcome.tally.drafted == 1


class Stopped(Phrasebook):
    """An engine that the user interrupts after its second answer."""

    def translate(self, sentences: Sequence[str], manner: Manner = Manner.PLAIN) -> Iterator[tuple[int, Draft]]:
        for count, answer in enumerate(super().translate(sentences, manner)):
            if count == 2:
                raise KeyboardInterrupt
            yield answer


def open_stopped(source: str, target: str, setup: Setup) -> Stopped:
    del source, target, setup
    return Stopped()


def test_what_is_drafted_when_the_user_interrupts_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = small(tmp_path, "One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n")
    monkeypatch.syspath_prepend(plugged_in(tmp_path / "plugins", "stopped", "test_pipeline:open_stopped"))

    with pytest.raises(KeyboardInterrupt):
        translate_articles(project, read(project), Order(project.locales, "stopped"))

    assert [entry.translation for entry in entries(project).values()] == ["ONE.", "TWO.", "", "FOUR.", "FIVE."]


class Doubtful(Phrasebook):
    """An engine that is sure of its answer to short sentences only, and loses numbers."""

    def translate(self, sentences: Sequence[str], manner: Manner = Manner.PLAIN) -> Iterator[tuple[int, Draft]]:
        del manner
        answers = {"It cost 12 euros then.": "Это столько стоило.", "One.": "Раз."}
        for number, sentence in enumerate(sentences):
            yield number, Draft(answers.get(sentence, "Другое дело."), -0.1 * len(sentence.split()))


def open_doubtful(source: str, target: str, setup: Setup) -> Doubtful:
    del source, target, setup
    return Doubtful()


def test_drafts_below_a_score_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = small(tmp_path, "One.\n\nThis is a different matter altogether.\n")
    monkeypatch.syspath_prepend(plugged_in(tmp_path / "plugins", "doubtful", "test_pipeline:open_doubtful"))

    order = Order(project.locales, "doubtful", min_score=-0.4)
    outcome = translate_articles(project, read(project), order)

    assert [entry.translation for entry in entries(project).values()] == ["Раз.", ""]
    assert outcome.tally.below == 1


def test_what_is_wrong_with_a_draft_is_noted_until_somebody_has_seen_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = small(tmp_path, "It cost 12 euros then.\n")
    monkeypatch.syspath_prepend(plugged_in(tmp_path / "plugins", "doubtful", "test_pipeline:open_doubtful"))
    translate_articles(project, read(project), Order(project.locales, "doubtful"))
    (draft,) = entries(project).values()
    assert [note.partition(":")[0] for note in draft.notes] == ["paragraph", "draft"]
    assert "12" in draft.notes[1]

    written = catalogue(project).read_bytes()
    write(project.source / "a.md", "First this.\n\nIt cost 12 euros then.\n")
    extract(project, read(project))
    assert entries(project)[draft.source] == draft

    catalogue(project).write_bytes(written.replace(b"#, fuzzy\n", b""))
    extract(project, read(project))
    reviewed = entries(project)[draft.source]
    assert (reviewed.state, reviewed.notes) == (State.REVIEWED, ("paragraph",))


@given(parts=st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.sampled_from([0, 1, 2])), max_size=9))
def test_outcomes_are_the_same_together_and_one_by_one(parts: list[tuple[str, int]]) -> None:
    done = [
        Outcome((Path(name),), (InputError(Path(name), "damaged", line=line),), shown=Shown(line, 1, 2))
        for name, line in parts
    ]
    one_by_one = sum(done, Outcome())
    found = together(done)
    assert (found.written, found.shown) == (one_by_one.written, one_by_one.shown)
    assert list(map(str, found.errors)) == list(map(str, one_by_one.errors))
