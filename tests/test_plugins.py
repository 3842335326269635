"""Engines of other people: whatever they answer, no false text is written, and other sentences get theirs."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from command import write
from engine import plugged_in

from l10n import catalogue as po
from l10n.engines import Draft, Link, Manner, Origin, Setup
from l10n.engines.opencc import TRADITIONAL
from l10n.locales import locale
from l10n.pipeline.articles import read
from l10n.pipeline.extract import extract
from l10n.pipeline.outcome import Outcome
from l10n.pipeline.translate import Order, translate
from l10n.project import Configuration, Project
from l10n.protect import already_in

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
    for each in project.locales:
        (project.root / "locales" / each.name / "LC_MESSAGES" / "a.md.po").unlink()

    again = drafted(project)

    assert again.tally.from_cache == 3
    assert [texts(project, name) for name in ("de", "fr", "ru")] == [
        ["Das ist ein Haus."],
        ["C’est une maison."],
        ["Это дом."],
    ]
    assert set(map(len, ASKED.values())) == {1}


def test_a_pivot_mixes_no_languages(tmp_path: Path, folder: Path) -> None:
    """Russian into English, and through English into Chinese: the sentences in between are nobody's drafts."""
    shutil.copytree(folder, tmp_path / "models")
    project = project_of(tmp_path, "Правда.\n", "en", "zh_CN", language="ru")

    drafted(project, "argos")
    first = {name: texts(project, name) for name in ("en", "zh_CN")}
    for name in ("en", "zh_CN"):
        (project.root / "locales" / name / "LC_MESSAGES" / "a.md.po").unlink()
    again = drafted(project, "argos")

    assert already_in(first["en"][0], locale("en"))
    assert already_in(first["zh_CN"][0], locale("zh_CN"))
    assert {name: texts(project, name) for name in first} == first
    assert again.tally.from_cache == 2


# --- the contract

WORDS = {"It rained.": "Шёл дождь.", "It snowed.": "Шёл снег.", "It is late.": "Уже поздно.", "We left.": "Мы ушли."}
ARTICLE = "\n\n".join(WORDS) + "\n"

Answers = Callable[[Sequence[str]], Iterable[object]]


@dataclass
class Odd:
    """Answers as a test says."""

    answers: Answers
    origin: object = Origin("odd", "none", "1")

    def translate(self, sentences: Sequence[str], manner: Manner = Manner.PLAIN) -> Iterable[object]:
        del manner
        return self.answers(sentences)


ODD: list[Odd] = []


def open_odd(source: str, target: str, setup: Setup) -> Odd:
    del source, target, setup
    return ODD[-1]


def odd_run(folder: Path, patch: pytest.MonkeyPatch, engine: Odd, article: str = ARTICLE) -> tuple[list[str], Outcome]:
    """The drafts into Russian, and what the run says."""
    ODD[:] = [engine]
    patch.syspath_prepend(plugged_in(folder / "packages", "odd", "test_plugins:open_odd"))
    project = project_of(folder, article, "ru")
    outcome = drafted(project, "odd")
    return texts(project, "ru"), outcome


def rightly(sentences: Sequence[str]) -> Iterator[tuple[int, Draft]]:
    for index, sentence in enumerate(sentences):
        yield index, Draft(WORDS[sentence], None)


def twice(sentences: Sequence[str]) -> Iterator[object]:
    for index, draft in rightly(sentences):
        yield index, draft
        yield index, Draft("Неправда.", None)


def always_the_first(sentences: Sequence[str]) -> Iterator[object]:
    yield from ((0, draft) for _, draft in rightly(sentences))


def from_one(sentences: Sequence[str]) -> Iterator[object]:
    yield from ((index + 1, draft) for index, draft in rightly(sentences))


class Counting:
    """Counts on from call to call."""

    def __init__(self) -> None:
        self.count = -1

    def __call__(self, sentences: Sequence[str]) -> Iterator[object]:
        for _, draft in rightly(sentences):
            self.count += 1
            yield self.count, draft


def only_the_second_never(sentences: Sequence[str]) -> Iterator[object]:
    yield from ((index, draft) for index, draft in rightly(sentences) if sentences[index] != "It snowed.")


def far_out(sentences: Sequence[str]) -> Iterator[object]:
    yield from rightly(sentences)
    yield 99, Draft("Неправда.", None)


def from_the_end(sentences: Sequence[str]) -> Iterator[object]:
    yield from ((index - len(sentences), draft) for index, draft in rightly(sentences))


def forever(sentences: Sequence[str]) -> Iterator[object]:
    while True:
        yield from rightly(sentences)


RIGHT = list(WORDS.values())
BUT_THE_SECOND = [RIGHT[0], "", *RIGHT[2:]]


@pytest.mark.parametrize(
    ("answers", "expected", "told"),
    [
        (twice, RIGHT, "index 0 twice"),
        (always_the_first, RIGHT, "index 0 twice"),
        (forever, RIGHT, "index 0 twice"),
        (from_one, [""] * 4, "(1, Draft("),
        (from_the_end, [""] * 4, "(-1, Draft("),
        (Counting(), [RIGHT[0], "", "", ""], "for an index below 1"),
        (far_out, RIGHT, "(99, Draft("),
        (only_the_second_never, BUT_THE_SECOND, None),
        (lambda _: iter(()), [""] * 4, None),
        (lambda sentences: [(index, draft.text) for index, draft in rightly(sentences)], [""] * 4, "with a str"),
        (lambda sentences: [draft for _, draft in rightly(sentences)], [""] * 4, "for an index below 1"),
        (lambda sentences: [(str(index), draft) for index, draft in rightly(sentences)], [""] * 4, "('0', Draft("),
        (lambda sentences: [[index, draft] for index, draft in rightly(sentences)], RIGHT, None),
    ],
)
def test_an_index_that_cannot_be_right_puts_no_text_in_the_wrong_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: Answers, expected: list[str], told: str | None
) -> None:
    found, outcome = odd_run(tmp_path, monkeypatch, Odd(answers))

    assert found == expected
    assert outcome.tally.failed == expected.count("")
    assert (told or "") in "".join(map(str, outcome.errors))
    assert {error.exit_code for error in outcome.errors} == (set() if told is None else {3})


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        (None, "with a NoneType"),
        ("Шёл снег.", "with a str"),
        (Draft(None, None), "with a NoneType"),  # type: ignore[arg-type]
        (Draft("Шёл снег.".encode(), None), "with a bytes"),  # type: ignore[arg-type]
        (Draft("", None), None),
        (Draft("  \n ", None), None),
        (Draft("…", None), None),
        (Draft(" . ", -0.1), None),
        (Draft("\ufffd\ufffd", None), None),
        (Draft("\x00", None), None),
        (Draft("⁇ ⁇", None), None),
    ],
)
def test_an_answer_that_is_none_leaves_its_sentence_empty_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, draft: object, told: str | None
) -> None:
    def answers(sentences: Sequence[str]) -> Iterator[object]:
        for index, right in rightly(sentences):
            yield index, draft if sentences[index] == "It snowed." else right

    found, outcome = odd_run(tmp_path, monkeypatch, Odd(answers))

    assert found == BUT_THE_SECOND
    assert outcome.tally.failed == 1
    assert (told or "") in "".join(map(str, outcome.errors))
    assert len(outcome.errors) == (told is not None)


@pytest.mark.parametrize(
    ("text", "expected", "told"),
    [
        ("Шёл\nснег.", "Шёл снег.", False),
        ("Шёл\r\nснег.", "Шёл  снег.", False),
        ("Шёл\u2028снег.", "Шёл снег.", False),
        ("Шёл сне\x00г.", "Шёл снег.", True),
        ("\x1bШёл\x07 снег.", "Шёл снег.", True),
        ("Шёл \u202eснег.", "Шёл снег.", True),
        ("Шёл \ud800снег.", "Шёл снег.", True),
        ("Шёл \x9bснег.", "Шёл снег.", True),
        ("Шёл \ufffcснег.", "Шёл  снег.", False),
    ],
)
def test_what_is_no_text_is_left_out_of_an_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, expected: str, *, told: bool
) -> None:
    """No catalogue and no terminal gets a control character that an engine made."""

    def answers(sentences: Sequence[str]) -> Iterator[object]:
        yield from ((index, Draft(text, None)) for index, _ in enumerate(sentences))

    found, outcome = odd_run(tmp_path, monkeypatch, Odd(answers), "It snowed.\n")

    assert [" ".join(each.split()) for each in found] == [" ".join(expected.split())]
    assert len(outcome.errors) == told


@pytest.mark.parametrize("score", [float("nan"), float("-inf"), "0.5", object(), True])
def test_a_score_that_is_none_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, score: object) -> None:
    def answers(sentences: Sequence[str]) -> Iterator[object]:
        yield from ((index, Draft(WORDS[sentence], score)) for index, sentence in enumerate(sentences))  # type: ignore[arg-type]

    found, outcome = odd_run(tmp_path, monkeypatch, Odd(answers))

    assert found == RIGHT
    assert "for a score, which was left out (4 times, first for 'It rained.')" in str(outcome.errors[0])


@pytest.mark.parametrize("links", [[], ((0, 1, 0, 1, 1.0),), (Link(0, 99, 0, 1, 1.0),), (Link(3, 1, 0, 1, 1.0),), "xx"])
def test_an_alignment_of_other_texts_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: object
) -> None:
    def answers(sentences: Sequence[str]) -> Iterator[object]:
        yield from ((index, Draft("Был [дождь].", None, links)) for index, _ in enumerate(sentences))  # type: ignore[arg-type]

    _, outcome = odd_run(tmp_path, monkeypatch, Odd(answers), "There was **rain**.\n")

    assert "an alignment of other texts" in str(outcome.errors[0])


@pytest.mark.parametrize("error", [ValueError("no such word"), KeyError(3), SystemExit(0), RecursionError(), OSError()])
@pytest.mark.parametrize("eager", [True, False])
def test_a_sentence_over_which_an_engine_fails_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, *, eager: bool
) -> None:
    many = {f"It rained {word}.": f"Шёл дождь: {word}." for word in ("here", "there", "now", "again", "once", "twice")}

    def answered(sentences: Sequence[str]) -> Iterator[object]:
        for index, sentence in enumerate(sentences):
            if "again" in sentence:
                raise error
            yield index, Draft(many[sentence], None)

    engine = Odd((lambda sentences: list(answered(sentences))) if eager else answered)
    found, outcome = odd_run(tmp_path, monkeypatch, engine, "\n\n".join(many))

    assert found == [text if "again" not in text else "" for text in many.values()]
    (told,) = outcome.errors
    assert str(told).startswith(f"ru: the engine odd raised {type(error).__name__}")
    assert str(told).endswith("first for 'It rained again.')")


def test_an_engine_that_fails_over_everything_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answers(sentences: Sequence[str]) -> Iterable[object]:
        asked.extend(sentences)
        raise ConnectionRefusedError(111, "Connection refused")

    article = "\n\n".join(f"It rained {number} times." for number in range(100))
    found, outcome = odd_run(tmp_path, monkeypatch, Odd(answers), article)

    assert set(found) == {""}
    assert len(asked) < 250
    assert "the engine fails: ConnectionRefusedError: [Errno 111] Connection refused" in str(outcome.errors[0])


def test_an_engine_that_returns_nothing_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found, outcome = odd_run(tmp_path, monkeypatch, Odd(lambda _: None))  # type: ignore[arg-type, return-value]

    assert set(found) == {""}
    assert "TypeError: 'NoneType' object is not iterable" in str(outcome.errors[0])


@pytest.mark.parametrize("origin", [None, "odd", Origin("odd", "none", 1), Origin(b"odd", "none", "1")])  # type: ignore[arg-type]
def test_an_engine_without_an_origin_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, origin: object) -> None:
    found, outcome = odd_run(tmp_path, monkeypatch, Odd(rightly, origin))

    assert set(found) == {""}
    assert "for an origin; report it" in str(outcome.errors[0])


# --- half a sentence


@pytest.mark.parametrize(
    ("article", "answers", "expected"),
    [
        ("The bag weighs 5 kg.\n", {}, ""),
        ("The bag weighs 5 kg.\n", {"The bag weighs 5 kg.": "Сумка весит 5 кг."}, "Сумка весит 5\u00a0кг."),
        ("The bag weighs 5 kg.\n", {"The bag weighs 5 kg.": "Сумка весит 5 kg."}, "Сумка весит 5\u00a0кг."),
        ("The bag weighs 5 kg.\n", {"The bag weighs 5 kg.": "5 kg."}, ""),
        ("The bag weighs 5 kg.\n", {"The bag weighs XX1.": "XX1."}, ""),
        ("The `bag`.\n", {"The XX1.": "XX1."}, "`bag`."),
        ("The bag weighs 5 kg.\n", {"The bag weighs": "Сумка весит"}, "Сумка весит 5\u00a0кг."),
        ("Open `a` now.\n", {"Open": "Откройте"}, ""),
        ("Open `a` now.\n", {"now.": "сейчас."}, ""),
        ("Open `a` now.\n", {"Open": "Откройте", "Open `a` now.": "Сейчас откройте `a`."}, "Сейчас откройте `a`."),
        ("Open `a` now.\n", {"Open": "Откройте", "Open `a` now.": "Сейчас откройте."}, ""),
        ("Open `a` now.\n", {"Open": "Откройте", "Open `a` now.": "Откройте `a` `a`."}, ""),
        ("Open `a` or `b` now.\n", {"Open `a` or `b` now.": "Сейчас `b` или `a`."}, "Сейчас `b` или `a`."),
        ("Open `a` or `b` now.\n", {"Open": "Откройте", "or": "или", "now.": "…"}, ""),
        ("Write to a@b.org now.\n", {"Write to a@b.org now.": "Пишите на a@b.org."}, "Пишите на a@b.org."),
        ("Write to a@b.org now.\n", {"Write to": "Пишите на"}, ""),
        ("It costs $5 there.\n", {"It costs": "Стоит"}, ""),
        ("[Home](a) | [Out](b)\n", {"Home": "Домой"}, ""),
        ("# Only 5 kg\n", {}, ""),
        ("| a bag of 5 kg | 3 |\n|---|---|\n| so | 4 |\n", {"so": "так"}, None),
        ("<p title='The bag weighs 5 kg.'>So</p>\n", {}, None),
    ],
)
def test_half_a_sentence_is_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, article: str, answers: dict[str, str], expected: str | None
) -> None:
    """Where an engine keeps no mask and lacks a piece, it is asked for the sentence as it reads; else no draft."""
    engine = Odd(lambda sentences: [(at, Draft(answers.get(each, ""), None)) for at, each in enumerate(sentences)])

    found, outcome = odd_run(tmp_path, monkeypatch, engine, article)

    if expected is None:
        assert set(found) <= {"", "так"}
    else:
        assert found == [expected]
    assert outcome.errors == ()


def test_a_paragraph_whose_second_sentence_has_no_answer_stays_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ODD[:] = [Odd(lambda sentences: [(at, Draft(WORDS.get(each, ""), None)) for at, each in enumerate(sentences)])]
    monkeypatch.syspath_prepend(plugged_in(tmp_path / "packages", "odd", "test_plugins:open_odd"))
    write(tmp_path / "source" / "a.md", "It rained. It was cold.\n\nIt rained. It snowed.\n")
    project = Project(tmp_path, Configuration(locales=("ru",), segmentation="paragraph"))

    drafted(project, "odd")

    assert texts(project, "ru") == ["", "Шёл дождь. Шёл снег."]
