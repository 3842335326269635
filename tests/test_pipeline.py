"""The stages over a folder of articles: what people wrote outlives every edit of the articles and every command."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from l10n import catalogue as po
from l10n import pipeline
from l10n.catalogue import Entry, State
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
    reading = pipeline.read(project)
    if command == "extract":
        pipeline.extract(project, reading)
    elif command == "build":
        pipeline.build_articles(project, reading, project.locales, "machine")
    else:
        order = pipeline.Order(project.locales, "pseudo", retranslate=command == "retranslate")
        pipeline.translate(project, reading, order)
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


@settings(max_examples=40, deadline=None)
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


@settings(max_examples=20, deadline=None)
@given(article=ARTICLES)
def test_running_again_changes_nothing(article: str) -> None:
    """Extract, translate and build a second time: not one file is written."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder), Configuration(locales=("ru", "zh_CN")))
        project.source.mkdir()
        (project.source / "a.md").write_text(article, encoding="utf-8")
        order = pipeline.Order(project.locales, "pseudo")
        outcomes = []
        for _ in range(2):
            reading = pipeline.read(project)
            outcome = pipeline.extract(project, reading)
            outcome += pipeline.translate(project, reading, order)
            outcome += pipeline.build_articles(project, reading, project.locales, "machine")
            outcomes.append(outcome)
        assert outcomes[0].below == 0
        assert outcomes[1].written == ()
