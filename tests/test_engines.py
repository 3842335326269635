"""An engine answers every sentence once, whatever it is; the Argos engine answers as Argos Translate does."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from models.oracle import TO_CYRILLIC, expected, expected_argos

from l10n import models
from l10n.engines import Draft, Engine, Manner, Origin, Setup, engine_names, open_engine
from l10n.engines.argos import BATCH_PIECES, LONGEST, SLICE, ModelEngine, SentencePiece, _batches, plan
from l10n.engines.pseudo import PseudoEngine, accented
from l10n.errors import InputError, ModelMissingError, UsageError

ARCHIVES = Path(__file__).parent / "models"
PAIRS = ("en_ru", "en_zh", "ru_en")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three test models, installed."""
    folder = tmp_path_factory.mktemp("models")
    for pair in PAIRS:
        models.install(ARCHIVES / f"translate-{pair}-1_0.argosmodel", folder)
    return folder


def package(folder: Path, pair: str) -> Path:
    return folder / f"translate-{pair}-1_0"


def argos(folder: Path, source: str, target: str) -> Engine:
    return open_engine("argos", source, target, Setup((folder,)))


def answers(engine: Engine, sentences: Sequence[str]) -> list[Draft]:
    """The drafts in the order of their sentences; each index must have come exactly once."""
    drafts = list(engine.translate(sentences))
    assert sorted(index for index, _ in drafts) == list(range(len(sentences)))
    return [draft for _, draft in sorted(drafts, key=lambda pair: pair[0])]


def in_cyrillic(sentence: str) -> str:
    """The answer of the test model for Russian, where it is the same letter by letter."""
    return sentence.translate(TO_CYRILLIC)


def texts(engine: Engine, sentences: Sequence[str]) -> list[str]:
    return [draft.text for draft in answers(engine, sentences)]


# --------------------------------------------------------------------------------------------------------- Argos

PLAIN = (
    "The defence minister signed an agreement on military cooperation with China on Sunday, April 16.",
    "“The world is very restless,” he said, “and peaceful relations are in great demand.”",
    "MOSCOW, April 17, 2023 (Reuters) - Talks began at 10:45.",
    "Yes.",
    "Photos",
    "x",
    "2023",
    "Who has read the documentation?",
    "About 12,500 people paid $3.75 or 40 % of £1 000 in 1999.",
    "See https://www.example.com/news?id=7&lang=en#top or write to info@example.com.",
    "Call print(x[0]) and set {name} to %s in C:\\Temp.",
    "This is <b>bold</b>, <1>linked</1> and &amp; escaped.",
    "⟦1⟧ opened ⟦2⟧ the door⟦/2⟧.",
    "Two sides — left and right – agreed: it’s ‘good’ «enough».",
    "THE CAT SAT ON THE MAT",
    "Quixotic zebras juggle fjord wax with Schadenfreude.",
    "The naïve café in São Paulo offers crème brûlée.",
    "A ﬁle costs ½ of ① and … so on.",
    "Good morning 🙂 and good luck 👍🏽!",
    "The word 你好 means hello.",
    "The word «привет», with ж and ё, means hello.",
    "Two   blanks\tand\u00a0others",
    "A co\u00adoperation of zero\u200bwidth.",
    "The bell\x07 rang.",
    "The officials of both countries said that " * 8 + "nothing had changed.",
)
"""Without underscores, blanks at the edges and line breaks, and with no more pieces than a model takes."""


WORDS = " ".join(f"word{number}" for number in range(300))


@pytest.mark.parametrize("pair", ["en_ru", "en_zh"])
def test_plain_sentences_are_answered_as_argos_translate_answers_them(folder: Path, pair: str) -> None:
    """In one call, in a mixed order, with doubles."""
    sentences = [*PLAIN, *PLAIN[::-2], *PLAIN[::3]]

    assert texts(argos(folder, *pair.split("_")), sentences) == [
        expected_argos(package(folder, pair), sentence) for sentence in sentences
    ]


def test_underscores_survive(folder: Path) -> None:
    sentence = "Run snake_case and __init__ again."

    assert texts(argos(folder, "en", "ru"), [sentence]) == [expected(package(folder, "en_ru"), sentence)]
    assert texts(argos(folder, "en", "ru"), ["_a_"]) == ["_а_"]


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        " ",
        "\n",
        "\u00a0\t",
        "\u200b",
        "  Yes. ",
        "\n\nHello\n\nworld\n\n",
        "Yes.\r\n  No.",
        "Yes.\u2028No.",
    ],
)
def test_blanks_at_the_edges_and_line_breaks_stay(folder: Path, sentence: str) -> None:
    assert texts(argos(folder, "en", "ru"), [sentence]) == [in_cyrillic(sentence)]


def test_a_sentence_without_words_has_no_score(folder: Path) -> None:
    assert answers(argos(folder, "en", "ru"), ["", " \n"]) == [Draft("", None), Draft(" \n", None)]


def test_nothing_to_translate_gives_nothing(folder: Path) -> None:
    assert answers(argos(folder, "en", "ru"), []) == []


def test_a_score_is_the_mean_log_probability_of_a_piece(folder: Path) -> None:
    """The test models are nearly certain of everything."""
    drafts = answers(argos(folder, "en", "ru"), PLAIN)

    assert {draft.score for draft in drafts} == {0.0}
    assert {str(draft.score) for draft in drafts} == {"0.0"}


def test_the_score_is_free_of_the_length_penalty(folder: Path) -> None:
    """CTranslate2 divides the sum by length ** 0.2; five pieces and their end, of -1.2 in sum, are -0.2 a piece."""
    engine = ModelEngine(models.installed([folder])[0])

    answer = engine._answer(["▁а", "▁б", "▁ц", "▁д", "."], -1.2 / 6**0.2)

    assert (answer.text, answer.pieces) == ("а б ц д.", 6)
    assert answer.log_probability == pytest.approx(-1.2)


def test_drafts_come_batch_by_batch_the_shortest_first(folder: Path) -> None:
    """So that an interrupted run has kept most of its work."""
    sentences = [PLAIN[0], *(f"Number {number}" for number in range(300)), "x"]
    engine = ModelEngine(models.installed([folder])[0])
    drafts = engine.translate(sentences)

    assert next(drafts) == (301, Draft(in_cyrillic("x"), 0.0))
    assert [index for index, _ in drafts][-1] == 0


def test_a_batch_has_sentences_of_one_length_and_a_limited_size(folder: Path) -> None:
    tokenizer = SentencePiece(package(folder, "en_ru") / "sentencepiece.model")
    plans = {sentence: plan(sentence, tokenizer) for sentence in [*PLAIN, WORDS, *map(str, range(5000))]}

    batches = list(_batches(plans))

    assert sorted(sentence for batch in batches for sentence in batch) == sorted(plans)
    for batch in batches:
        parts = sum(len(plans[sentence].parts) for sentence in batch)
        longest = max(plans[sentence].longest for sentence in batch)
        assert len(batch) == 1 or parts * longest <= BATCH_PIECES


def test_an_answer_does_not_depend_on_the_sentences_beside_it(folder: Path) -> None:
    engine = argos(folder, "en", "zh")

    assert texts(engine, PLAIN) == [texts(engine, [sentence])[0] for sentence in PLAIN]


@pytest.mark.parametrize(
    "sentence",
    [
        " ".join(f"He said that number {number} is right;" for number in range(60)),
        WORDS,
        WORDS.replace(" ", ", "),
        WORDS.replace(" ", ""),
        "a" * 2000,
        "⟦1⟧⟦2⟧" * 120,
        f"{WORDS}\n{WORDS}",
    ],
    ids=["clauses", "words", "list", "one word", "one letter", "placeholders", "two lines"],
)
def test_a_long_sentence_loses_nothing(folder: Path, sentence: str) -> None:
    """It is translated in parts, none longer than a model takes."""
    assert texts(argos(folder, "en", "ru"), [sentence]) == [in_cyrillic(sentence)]


def test_a_long_sentence_has_no_blanks_between_its_parts_in_chinese(folder: Path) -> None:
    (answer,) = texts(argos(folder, "en", "zh"), [", ".join(["the minister of defence"] * 80) + "."])

    assert answer.count("，") == 79
    assert " " not in answer


def test_a_long_sentence_is_parted_at_clauses_near_its_middle(folder: Path) -> None:
    """Never inside a number, a time or a placeholder."""
    tokenizer = SentencePiece(package(folder, "en_ru") / "sentencepiece.model")
    sentence = "; ".join(["at 10:45, 1,234,567 people, ⟦12⟧ and others met"] * 30)

    planned = plan(sentence, tokenizer)

    assert planned.longest <= LONGEST
    assert all(part.text.endswith(";") for part in planned.parts[:-1])
    assert "".join(part.before + part.text for part in planned.parts) + planned.after == sentence


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.sampled_from("aé，,;—: \n\t\u200b你⟦1⟧_.")), max_size=60).map("".join))
def test_the_parts_of_a_plan_are_the_sentence(folder: Path, sentence: str) -> None:
    tokenizer = SentencePiece(package(folder, "en_zh") / "sentencepiece.model")

    planned = plan(sentence, tokenizer)

    assert "".join(part.before + part.text for part in planned.parts) + planned.after == sentence
    assert planned.longest <= LONGEST


def test_without_a_direct_model_two_are_applied(folder: Path) -> None:
    """Russian to Chinese: what the second model answers to what the first one answers."""
    english = [*PLAIN, *[f"The minister read document {number}." for number in range(SLICE)], " "]
    russian = [in_cyrillic(sentence) for sentence in english]
    engine = argos(folder, "ru", "zh")

    between = texts(argos(folder, "ru", "en"), russian)

    assert between[0] == english[0]
    assert texts(engine, russian) == texts(argos(folder, "en", "zh"), between)


def test_an_origin_names_the_models_and_a_digest_of_the_settings(folder: Path) -> None:
    direct, chain = argos(folder, "en", "ru").origin, argos(folder, "ru", "zh").origin

    assert (direct.engine, direct.model, direct.version) == ("argos", "en_ru", "1.0")
    assert (chain.engine, chain.model, chain.version) == ("argos", "ru_en+en_zh", "1.0+1.0")
    assert re.fullmatch("[0-9a-f]{16}", direct.settings)
    assert argos(folder, "en", "ru").origin == direct


def test_a_missing_model_is_told_in_one_line_with_the_next_step(folder: Path) -> None:
    with pytest.raises(ModelMissingError) as missing:
        argos(folder, "en", "de")

    assert str(missing.value) == (
        "no installed model translates en into de: run `argospm install translate-en_de`, or download "
        "translate-en_de.argosmodel from https://www.argosopentech.com/argospm/index/ "
        "and run `l10n models install FILE.argosmodel`"
    )


def test_a_missing_model_between_other_languages_is_sought_through_english(folder: Path) -> None:
    with pytest.raises(ModelMissingError, match="run `argospm install translate-en_de`, or") as one_missing:
        argos(folder, "ru", "de")
    with pytest.raises(ModelMissingError) as two_missing:
        argos(folder, "fr", "de")

    assert "ru_en" not in str(one_missing.value)
    assert "`argospm install translate-fr_en` and `argospm install translate-en_de`" in str(two_missing.value)


def test_a_damaged_folder_is_told_where_a_model_is_missing(tmp_path: Path) -> None:
    (tmp_path / "translate-en_de-1_0").mkdir()
    (tmp_path / "translate-en_fr-1_0").mkdir()

    with pytest.raises(ModelMissingError, match=r"\(damaged: .*translate-en_de-1_0, there is no metadata\.json\)"):
        argos(tmp_path, "en", "de")


@pytest.mark.parametrize("file", ["model/model.bin", "sentencepiece.model"])
def test_a_model_that_cannot_be_loaded_is_named(tmp_path: Path, file: str) -> None:
    model = models.install(ARCHIVES / "translate-en_ru-1_0.argosmodel", tmp_path).model
    (model.path / file).write_bytes(b"damaged")

    with pytest.raises(InputError, match="install the package again"):
        answers(argos(tmp_path, "en", "ru"), ["Yes."])


def test_a_package_with_byte_pairs_uses_its_own_tokenizer(tmp_path: Path) -> None:
    """Moses tokens and merges, as Argos Translate has them; the test model knows single letters."""
    model = models.install(ARCHIVES / "translate-en_ru-1_0.argosmodel", tmp_path).model
    (model.path / "sentencepiece.model").unlink()
    (model.path / "bpe.model").write_text("#version: 0.2\n", encoding="utf-8")

    assert texts(argos(tmp_path, "en", "ru"), ["a ( b )"]) == ["а (б)"]


def test_opening_an_engine_loads_no_library(tmp_path: Path) -> None:
    """A run that finds all its drafts in the cache must not wait for libraries."""
    program = (
        "import sys; from pathlib import Path; from l10n.engines import Setup, open_engine\n"
        "from l10n.models import install\n"
        f"install(Path({str(ARCHIVES / 'translate-en_ru-1_0.argosmodel')!r}), Path(sys.argv[1]))\n"
        "print(open_engine('argos', 'en', 'ru', Setup((Path(sys.argv[1]),))).origin.model)\n"
        "print({'ctranslate2', 'sentencepiece', 'argostranslate'} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=True)

    assert told.stdout == "en_ru\nset()\n"


# -------------------------------------------------------------------------------------------------------- pseudo


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Hello world", "[Ĥéļļö ŵöŕļð ·ẋẋ]"),
        ("x", "[ẋ ·ẋ]"),
        ("Open (1).", "[Öþéñ (1). ·ẋ]"),
        ("", ""),
        (" \n", " \n"),
        ("  Yes.\n", "  [Ýéŝ. ·ẋ]\n"),
    ],
)
def test_pseudo_text_is_accented_longer_and_in_brackets(source: str, target: str) -> None:
    pseudo = open_engine("pseudo", "en", "ru", Setup())

    assert texts(pseudo, [source]) == [target]


@given(st.text())
def test_pseudo_text_keeps_outer_blanks(sentence: str) -> None:
    answer = accented(sentence)

    prose = sentence.strip()
    if prose:
        before, after = sentence.split(prose, 1)
        assert answer.startswith(f"{before}[")
        assert answer.endswith(f"]{after}")
    else:
        assert answer == sentence


def test_pseudo_text_is_aligned_sign_by_sign() -> None:
    pseudo = open_engine("pseudo", "en", "ru", Setup())
    ((_, draft),) = pseudo.translate([" Open."], Manner.ALIGNED)

    assert draft.alignment is not None
    assert [draft.text[link.start : link.end] for link in draft.alignment] == list("Öþéñ.")
    assert [" Open."[link.source_start : link.source_end] for link in draft.alignment] == list("Open.")


@given(st.text())
def test_pseudo_text_has_no_more_markup_than_its_source(sentence: str) -> None:
    """But for the brackets around it."""
    signs = "*_~`#<>&|\\$^=+!(){}\"'[]-:\n"

    added = Counter(accented(sentence)) - Counter(sentence)

    assert {sign: count for sign, count in added.items() if sign in signs} in ({}, {"[": 1, "]": 1})


@given(st.text(st.sampled_from("abcdefgh ,."), min_size=20, max_size=400).filter(lambda text: len(text.strip()) >= 20))
def test_pseudo_text_is_about_a_third_longer(sentence: str) -> None:
    prose = sentence.strip()

    assert 1.3 <= len(accented(prose)[1:-1]) / len(prose) <= 1.36


@given(st.lists(st.text()))
def test_pseudo_answers_every_sentence_once_and_always_alike(sentences: list[str]) -> None:
    assert answers(PseudoEngine(), sentences) == [Draft(accented(sentence), None) for sentence in sentences]


def test_pseudo_has_an_origin() -> None:
    assert PseudoEngine().origin == Origin("pseudo", "accents", "1")


# ------------------------------------------------------------------------------------------------------ choosing


def test_the_engines_are_known_by_name() -> None:
    assert {"argos", "pseudo"} <= set(engine_names())


def test_an_unknown_engine_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UsageError, match="no engine named 'psuedo', did you mean 'pseudo'"):
        open_engine("psuedo", "en", "ru", Setup())


def entry_point(folder: Path, line: str) -> None:
    """Installs a distribution that offers an engine."""
    information = folder / "theirs-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: theirs\nVersion: 1.0\n", encoding="utf-8")
    (information / "entry_points.txt").write_text(f"[l10n.engines]\n{line}\n", encoding="utf-8")


def test_other_peoples_engines_are_found_by_their_entry_points(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry_point(tmp_path, "theirs = l10n.engines.pseudo:open_engine")
    monkeypatch.syspath_prepend(tmp_path)

    assert "theirs" in engine_names()
    assert texts(open_engine("theirs", "en", "ru", Setup()), ["Yes."]) == ["[Ýéŝ. ·ẋ]"]


def test_an_engine_that_cannot_be_imported_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry_point(tmp_path, "theirs = nowhere_to_be_found:open_engine")
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(UsageError, match="'theirs' cannot be loaded from nowhere_to_be_found:open_engine"):
        open_engine("theirs", "en", "ru", Setup())
