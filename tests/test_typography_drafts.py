"""Typography of drafts: put right behind engine and memory, as the project chose, and never of what a person wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from articles import page
from command import write
from drafts import of_page
from engine import Phrasebook, plugged_in
from hypothesis import given, settings
from hypothesis import strategies as st
from test_memory_command import entries, review
from test_translate import ENGLISH, WORDS, Mangler

from l10n.cache import Cache
from l10n.catalogue import State, digest
from l10n.engines import Draft, Manner, Setup
from l10n.errors import UsageError
from l10n.house import House
from l10n.inline import shape
from l10n.locales import locale
from l10n.pipeline.articles import read
from l10n.pipeline.extract import extract
from l10n.pipeline.translate import Order
from l10n.pipeline.translate import translate as translate_articles
from l10n.project import Configuration, Project, configuration
from l10n.translate import Context, Probe, drafts, request
from l10n.typography import Style

ANSWERS = {
    'He called it "a mistake."': 'Он назвал это "ошибкой."',
    "Kyiv is the capital...": "Киев - столица...",
    '"He left.': '"Он ушёл.',
    '"He left. It rained."': '"Он ушёл. Шёл дождь."',
    'It rained."': 'Шёл дождь."',
    "They found XX1 - and left.": "Они нашли XX1 - и ушли.",
    "It cost 12 euros then.": "Тогда это стоило 12 евро - дорого.",
}


def drafted(source: str, *, by: str = "sentence", style: Style | None = None, name: str = "a.md") -> list[str]:
    article = page(source.encode(), name, by=by)
    context = Context(ENGLISH, locale("ru"), Probe("en"), style=style or Style(locale("ru")))
    return [draft.text for draft in of_page(article, Phrasebook(ANSWERS), context)]


def test_the_draft_of_an_engine_is_put_right() -> None:
    assert drafted('He called it "a mistake."\n') == ["Он назвал это «ошибкой»."]
    assert drafted("Kyiv is the capital...\n") == ["Киев\u00a0— столица…"]
    assert drafted("They found `a -- b` - and left.\n") == ["Они нашли `a -- b`\u00a0— и ушли."]


def test_a_quotation_over_several_sentences_is_left_until_it_is_whole() -> None:
    assert drafted('"He left.\n\nIt rained."\n') == ['"Он ушёл.', 'Шёл дождь."']
    assert drafted('"He left.\nIt rained."\n', by="paragraph") == ["«Он ушёл. Шёл дождь»."]


@settings(max_examples=60)
@given(
    source=st.lists(WORDS, min_size=1, max_size=12).map(" ".join),
    seed=st.integers(0, 1000),
    into=st.sampled_from(["ru", "zh_CN", "zh_TW"]),
)
def test_whatever_an_engine_answers_its_markup_is_as_it_was_without_the_rules(
    source: str, seed: int, into: str
) -> None:
    article = page(source.encode() + b"\n")
    asked = [request(segment, article.format, ENGLISH, locale(into)) for segment in article.segments]
    shapes = []
    for style in (None, Style(locale(into))):
        context = Context(ENGLISH, locale(into), Probe("en"), style=style)
        with Cache(Path(":memory:")) as cache:
            found = dict(drafts(asked, Mangler(seed), cache, context))
        shapes.append([shape(article.format.marks(found[number].text)) for number in range(len(asked))])
    assert shapes[0] == shapes[1]


class Typist(Phrasebook):
    """An engine that types like a typewriter."""

    def translate(self, sentences: Sequence[str], manner: Manner = Manner.PLAIN) -> Iterator[tuple[int, Draft]]:
        del manner
        for number, sentence in enumerate(sentences):
            yield number, Draft(ANSWERS.get(sentence, 'Машина - "друг".'), -0.1)


def open_typist(source: str, target: str, setup: Setup) -> Typist:
    del source, target, setup
    return Typist()


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(plugged_in(tmp_path / "plugins", "typist", "test_typography_drafts:open_typist"))
    return tmp_path / "project"


def project(folder: Path, article: str, **settings: object) -> Project:
    made = Project(folder, Configuration(locales=("ru",), **settings))  # type: ignore[arg-type]
    write(made.source / "a.md", article)
    extract(made, read(made))
    return made


def translate(made: Project, engine: str = "typist") -> None:
    translate_articles(made, read(made), Order(made.locales, engine, retranslate=True))


def test_the_cache_keeps_what_the_engine_said_so_that_another_choice_asks_nothing(typed: Path) -> None:
    made = project(typed, "A machine.\n")
    translate(made)
    (entry,) = entries(made, "a.md").values()
    assert entry.translation == "Машина\u00a0— «друг»."
    assert entry.provenance
    assert entry.provenance.digest == digest(entry.translation)
    assert entry.state is State.MACHINE

    other = Project(made.root, Configuration(locales=("ru",), typography_off=("ru.quotes",)))
    translate(other)
    assert entries(other, "a.md")["A machine."].translation == 'Машина\u00a0— "друг".'

    none = Project(made.root, Configuration(locales=("ru",), typography_drafts=False))
    translate(none)
    assert entries(none, "a.md")["A machine."].translation == 'Машина - "друг".'


def test_a_person_s_words_are_never_put_right_and_pseudo_text_neither(typed: Path) -> None:
    made = project(typed, 'A "machine" - yes.\n\nA friend.\n')
    review(made, "a.md", {"A friend.": "Друг - да..."})
    translate(made, "pseudo")
    found = list(entries(made, "a.md").values())
    assert found[0].translation.startswith('\\[Å "ṁåçĥîñé" - ')
    assert (found[1].translation, found[1].state) == ("Друг - да...", State.REVIEWED)


def test_what_the_memory_swapped_is_put_right_and_the_same_sentence_is_a_person_s(typed: Path) -> None:
    made = project(typed, "It cost 12 euros then.\n")
    review(made, "a.md", {"It cost 12 euros then.": "Тогда это стоило 12 евро - дорого."})
    write(made.source / "b.md", "It cost 14 euros then.\n\nIt cost 12 euros then.\n")
    extract(made, read(made))
    translate(made)
    found = entries(made, "b.md")
    assert found["It cost 14 euros then."].translation == "Тогда это стоило 14 евро\u00a0— дорого."
    assert found["It cost 12 euros then."].translation == "Тогда это стоило 12 евро - дорого."


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('off = ["ru.dsh"]', "typography.off: unknown rule 'ru.dsh'; did you mean 'ru.dash'?"),
        ('percent = "tigt"', "typography.percent must be one of tight, space, not 'tigt'; did you mean 'tight'?"),
        ("drafts = 1", "typography.drafts must be true or false, not 1"),
        ('latin-space = "none"', "unknown key 'typography.latin-space'; did you mean 'typography.latin_space'?"),
    ],
)
def test_a_wrong_choice_is_named_with_the_nearest_right_one(text: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=r"l10n\.toml: ") as error:
        configuration(f"[typography]\n{text}\n", Path("l10n.toml"))
    assert str(error.value) == f"l10n.toml: {complaint}"


def test_choices_reach_the_house() -> None:
    text = (
        '[typography]\ndrafts = false\noff = ["ru.dash"]\npercent = "space"\nlatin_space = "keep"\nyo = "forbidden"\n'
    )
    text += 'titles = "apply"\ncurrency = "word"\n'
    chosen = Project(Path(), configuration(text, Path("l10n.toml"))).house
    assert chosen == House(
        drafts=False,
        off=frozenset({"ru.dash"}),
        percent="space",
        latin_space="keep",
        yo="forbidden",
        titles="apply",
        currency="word",
    )
