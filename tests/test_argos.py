"""The Argos engine answers as Argos Translate does, whatever the sentence, and loads nothing that it does not need."""

import json
import os
import re
import shutil
import subprocess
import sys
import weakref
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from drafts import answers, is_near, texts
from hypothesis import given, settings
from hypothesis import strategies as st
from models.oracle import expected, expected_argos
from packages import PLAIN, archive, argos, in_cyrillic, package

from l10n import models
from l10n.engines import Draft, Manner, Quality, Shelf, cores
from l10n.engines.argos import SLICE
from l10n.engines.argos.decode import (
    BATCH_ANSWERS,
    BATCH_PIECES,
    LONGEST,
    LONGEST_ANSWER,
    SEARCHES,
    Decoder,
    Search,
    _answer,
    batches,
    search_for,
)
from l10n.engines.argos.model import ModelEngine
from l10n.engines.argos.pieces import SentencePiece
from l10n.engines.parting import plan
from l10n.errors import InputError, ModelMissingError


def size_in(folder: Path, pair: str) -> Callable[[str], int]:
    """Counts pieces as the model of a pair does."""
    pieces = SentencePiece(package(folder, pair) / "sentencepiece.model")
    return lambda text: len(pieces.encode(text))


WORDS = " ".join(f"word{number}" for number in range(300))


@pytest.mark.parametrize("quality", Quality)
@pytest.mark.parametrize("pair", ["en_ru", "en_zh"])
def test_plain_sentences_are_answered_as_argos_translate_answers_them(
    folder: Path, pair: str, quality: Quality
) -> None:
    """In one call, in a mixed order, with doubles; the test models are too sure for another quality to matter."""
    sentences = [*PLAIN, *PLAIN[::-2], *PLAIN[::3]]

    assert texts(argos(folder, *pair.split("_"), quality=quality), sentences) == [
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

    assert [draft.score for draft in drafts] == pytest.approx([0.0] * len(PLAIN), abs=0.01)
    assert "-0.0" not in {str(draft.score) for draft in drafts}


def test_the_score_is_free_of_the_length_penalty() -> None:
    """CTranslate2 divides the sum by length ** 0.2; five pieces and their end, of -1.2 in sum, are -0.2 a piece."""
    result = SimpleNamespace(hypotheses=[["▁а", "▁б", "▁ц", "▁д", "."]], scores=[-1.2 / 6**0.2])

    answer = _answer(result, SEARCHES[Quality.BEST])

    assert answer.length == 6
    assert answer.log_probability == pytest.approx(-1.2)


def test_drafts_come_batch_by_batch_the_longest_first(folder: Path) -> None:
    """So that little is left to do when the first core runs out of work."""
    sentences = ["x", *(f"Number {number}" for number in range(300)), PLAIN[0], " "]

    drafts = argos(folder, "en", "ru").translate(sentences)

    assert next(drafts) == (302, Draft(" ", None))
    index, longest = next(drafts)
    assert index == 301
    assert is_near(longest, Draft(in_cyrillic(PLAIN[0]), 0.0))
    assert [index for index, _ in drafts][-1] == 0


@given(st.lists(st.integers(1, LONGEST), max_size=300), st.integers(1, 5), st.integers(1, 4))
def test_a_batch_has_texts_of_one_length_and_a_limited_size(lengths: list[int], beam: int, workers: int) -> None:
    """What is padded counts as if it were text."""
    every = list(batches([["x"] * length for length in lengths], beam, workers))

    assert sorted(number for batch in every for number in batch) == list(range(len(lengths)))
    for batch in every:
        answers_followed = len(batch) * beam
        assert len(batch) == 1 or answers_followed * max(lengths[number] for number in batch) <= BATCH_PIECES
        assert answers_followed <= BATCH_ANSWERS
    longest = [max(lengths[number] for number in batch) for batch in every]
    assert longest == sorted(longest, reverse=True)


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
    size = size_in(folder, "en_ru")
    sentence = "; ".join(["at 10:45, 1,234,567 people, ⟦12⟧ and others met"] * 30)

    planned = plan(sentence, size, LONGEST)

    assert all(size(part.text) <= LONGEST for part in planned.parts)
    assert all(part.text.endswith(";") for part in planned.parts[:-1])
    assert "".join(part.before + part.text for part in planned.parts) + planned.after == sentence


@settings(max_examples=60)
@given(st.lists(st.text(st.sampled_from("aé，,;—: \n\t\u200b你⟦1⟧_.")), max_size=60).map("".join))
def test_the_parts_of_a_plan_are_the_sentence(folder: Path, sentence: str) -> None:
    size = size_in(folder, "en_zh")

    planned = plan(sentence, size, LONGEST)

    assert "".join(part.before + part.text for part in planned.parts) + planned.after == sentence
    assert all(0 < size(part.text) <= LONGEST for part in planned.parts)


def test_without_a_direct_model_two_are_applied(folder: Path) -> None:
    """Russian to Chinese: what the second model answers to what the first one answers."""
    english = [*PLAIN, *[f"The minister read document {number}." for number in range(SLICE)], " "]
    russian = [in_cyrillic(sentence) for sentence in english]
    engine = argos(folder, "ru", "zh")

    between = texts(argos(folder, "ru", "en"), russian)

    assert between[0] == english[0]
    assert texts(engine, russian) == texts(argos(folder, "en", "zh"), between)


def test_a_chain_shares_its_loaded_model_with_the_direct_way(folder: Path) -> None:
    """Russian to English, and Russian to Chinese through English, load `ru_en` once."""
    shelf = Shelf()
    loaded = Counter[Path]()

    class Counting(Decoder):
        def __init__(self, folder: Path, vocabulary_map: str | None) -> None:
            loaded[folder] += 1
            super().__init__(folder, vocabulary_map)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("l10n.engines.argos.model.Decoder", Counting)
        for target in ("en", "zh", "en"):
            texts(argos(folder, "ru", target, shelf=shelf), [in_cyrillic(PLAIN[0])])

    assert loaded == {package(folder, pair) / "model": 1 for pair in ("ru_en", "en_zh")}


def test_a_cleared_shelf_lets_go_of_its_models(folder: Path) -> None:
    shelf = Shelf()
    engine = argos(folder, "en", "ru", shelf=shelf)
    before = texts(engine, PLAIN)
    decoder = weakref.ref(shelf.get(("decoder", package(folder, "en_ru") / "model", False), pytest.fail))

    shelf.clear()

    assert decoder() is None
    assert texts(engine, PLAIN) == before


def test_each_core_has_a_worker(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("l10n.engines.argos.decode.cores", lambda: 3)

    assert Decoder(package(folder, "en_ru") / "model", None).workers == 3


def test_small_work_is_shared_out_among_the_workers() -> None:
    """Forty short sentences, which one worker would decode at once; and what is left at the end of much work."""
    assert [len(batch) for batch in batches([["x"] * 10] * 20, 4, 1)] == [20]
    assert [len(batch) for batch in batches([["x"] * 10] * 20, 4, 2)] == [10, 6, 4]
    assert [len(batch) for batch in batches([["x"] * 20] * 100, 4, 2)] == [25, 25, 25, 12, 6, 3, 3, 1]


def test_cores_are_those_this_process_may_use() -> None:
    if not hasattr(os, "sched_setaffinity"):
        assert cores() == os.cpu_count()
        return
    allowed = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, {min(allowed)})
        assert cores() == 1
    finally:
        os.sched_setaffinity(0, allowed)


# -------------------------------------------------------------------------------------------------------- limits


@pytest.fixture(scope="module")
def stuck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model for Russian, made to say its first word for ever."""
    pytest.importorskip("numpy", reason="building a model takes numpy")
    from models import build  # noqa: PLC0415 - needs numpy

    folder = tmp_path_factory.mktemp("stuck")
    model = models.install(archive("en_ru"), folder).model.path / "model"
    pieces = tuple(json.loads((model / "shared_vocabulary.json").read_text(encoding="utf-8")))
    shutil.rmtree(model)
    model.mkdir()
    build.network(build.Vocabulary(b"", pieces, pieces), stuck=True).save(str(model))
    return folder


def test_an_answer_without_end_is_stopped_and_flagged(stuck: Path) -> None:
    (draft,) = answers(argos(stuck, "en", "ru"), ["the minister"])

    assert is_near(draft, Draft(" ".join(["the"] * LONGEST_ANSWER), 0.0, cut_off=True))


@pytest.mark.parametrize("beam", [1, 4])
def test_an_answer_is_flagged_exactly_where_it_misses_its_end(folder: Path, beam: int) -> None:
    (model,) = [model for model in models.installed([folder]) if model.pair == "en_ru"]
    sentence = "the minister of defence"
    size = size_in(folder, "en_ru")(sentence)

    drafts = {
        limit: answers_of(ModelEngine(model, Search(beam, longest=limit)), sentence) for limit in range(1, size + 3)
    }

    assert {limit for limit, draft in drafts.items() if draft.cut_off} == {*range(1, size + 1)}
    assert is_near(drafts[1], Draft("тхе", 0.0, cut_off=True))
    assert is_near(drafts[size + 1], Draft(in_cyrillic(sentence), 0.0))
    assert is_near(drafts[size + 2], Draft(in_cyrillic(sentence), 0.0))


def answers_of(engine: ModelEngine, sentence: str) -> Draft:
    ((_, draft),) = engine.translate([sentence], Manner.PLAIN)
    return draft


def test_asking_again_breaks_circles(stuck: Path) -> None:
    """What follows three equal words must be another one; which, is for the kernels of the processor to say."""
    engine = argos(stuck, "en", "ru")

    (again,) = texts(engine, ["the minister"], Manner.AGAIN)

    assert again.startswith("the the the")
    assert set(again.split()) != {"the"}
    assert texts(engine, ["the minister"], Manner.AGAIN) == [again]


def test_asking_again_leaves_what_a_sentence_itself_repeats(folder: Path) -> None:
    """Placeholders in single bytes, numbers, refrains."""
    assert texts(argos(folder, "en", "ru"), PLAIN, Manner.AGAIN) == texts(argos(folder, "en", "ru"), PLAIN)


@pytest.mark.parametrize(
    ("pieces", "forbidden"),
    [("", 3), ("abc", 3), ("abcabd", 3), ("abcabc", 4), ("xabcdyabcdz", 5), ("aaaaaa", 6)],
)
def test_runs_may_be_as_long_as_in_the_sentence(pieces: str, forbidden: int) -> None:
    plain = SEARCHES[Quality.BEST]

    assert search_for(pieces, plain, Manner.AGAIN).no_repeat == forbidden
    assert search_for(pieces, plain, Manner.PLAIN) == plain


# ------------------------------------------------------------------------------------------------------- opening


def test_the_qualities_have_origins_of_their_own(folder: Path) -> None:
    """So that their drafts never mix in the cache."""
    origins = {argos(folder, "en", "ru", quality=quality).origin for quality in Quality}

    assert len(origins) == len(Quality)
    assert len({origin.settings for origin in origins}) == len(Quality)


def test_the_best_drafts_do_not_depend_on_the_rules_of_the_others(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {quality: argos(folder, "en", "ru", quality=quality).origin for quality in Quality}

    monkeypatch.setattr("l10n.engines.argos.RULES", "others")

    after = {quality: argos(folder, "en", "ru", quality=quality).origin for quality in Quality}
    assert [quality for quality in Quality if after[quality] == before[quality]] == [Quality.BEST]


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
        "no installed model translates en into de: run `l10n models install en_de`; without a network, carry "
        "translate-en_de.argosmodel from https://www.argosopentech.com/argospm/index/ here and name the files instead"
    )


def test_a_missing_model_between_other_languages_is_sought_through_english(folder: Path) -> None:
    with pytest.raises(ModelMissingError, match="run `l10n models install en_de`;") as one_missing:
        argos(folder, "ru", "de")
    with pytest.raises(ModelMissingError) as two_missing:
        argos(folder, "fr", "de")

    assert "ru_en" not in str(one_missing.value)
    assert "`l10n models install fr_en en_de`" in str(two_missing.value)


def test_a_damaged_folder_is_told_where_a_model_is_missing(tmp_path: Path) -> None:
    (tmp_path / "translate-en_de-1_0").mkdir()
    (tmp_path / "translate-en_fr-1_0").mkdir()

    with pytest.raises(ModelMissingError, match=r"\(damaged: .*translate-en_de-1_0, there is no metadata\.json\)"):
        argos(tmp_path, "en", "de")


@pytest.mark.parametrize("file", ["model/model.bin", "sentencepiece.model"])
def test_a_model_that_cannot_be_loaded_is_named(tmp_path: Path, file: str) -> None:
    model = models.install(archive("en_ru"), tmp_path).model
    (model.path / file).write_bytes(b"damaged")

    with pytest.raises(InputError, match="install the package again"):
        answers(argos(tmp_path, "en", "ru"), ["Yes."])


def test_a_package_with_byte_pairs_uses_its_own_tokenizer(tmp_path: Path) -> None:
    """Moses tokens and merges, as Argos Translate has them; the test model knows single letters."""
    model = models.install(archive("en_ru"), tmp_path).model
    (model.path / "sentencepiece.model").unlink()
    (model.path / "bpe.model").write_text("#version: 0.2\n", encoding="utf-8")

    assert texts(argos(tmp_path, "en", "ru"), ["a ( b )"]) == ["а (б)"]


def test_opening_an_engine_loads_no_library(tmp_path: Path) -> None:
    """A run that finds all its drafts in the cache must not wait for libraries."""
    program = (
        "import sys; from pathlib import Path; from l10n.engines import Setup, open_engine\n"
        "from l10n.models import install\n"
        f"install(Path({str(archive('en_ru'))!r}), Path(sys.argv[1]))\n"
        "print(open_engine('argos', 'en', 'ru', Setup((Path(sys.argv[1]),))).origin.model)\n"
        "print({'ctranslate2', 'sentencepiece', 'argostranslate'} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=True)

    assert told.stdout == "en_ru\nset()\n"
