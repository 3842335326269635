"""An answer of a narrowed search has the scripts of its language and what stands in its source."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from drafts import texts
from packages import PLAIN, argos, package

from l10n.engines import Quality
from l10n.engines.argos.vocabulary import narrowing
from l10n.errors import InputError

ENGLISH = ["▁the", "the", "▁Reuters", "Reuters", "▁NATO", "▁x", "ing", "▁minister", "▁of"]
RUSSIAN = ["▁министр", "ство", "▁и", "ый", "я"]
COMMON = ["<unk>", "<s>", "</s>", "<0xE2>", "▁", ",", "▁2023", "“", "🙂"]


def model_folder(folder: Path, **vocabularies: Sequence[str]) -> Path:
    for name, pieces in vocabularies.items():
        (folder / f"{name}_vocabulary.json").write_text(json.dumps(pieces), encoding="utf-8")
    return folder


def lines(vocabulary_map: str | None) -> dict[str, list[str]]:
    """What each source piece allows; the empty one allows it always."""
    assert vocabulary_map is not None
    return {
        source: allowed.split(" ") for source, _, allowed in (line.partition("\t") for line in lines_of(vocabulary_map))
    }


def lines_of(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n")


def test_russian_keeps_its_letters_signs_abbreviations_and_what_a_sentence_brings(tmp_path: Path) -> None:
    allowed = lines(narrowing(model_folder(tmp_path, shared=[*COMMON, *ENGLISH, *RUSSIAN]), "ru"))

    assert allowed[""] == [*COMMON, "▁NATO", "▁x", *RUSSIAN]
    assert allowed["▁Reuters"] == ["▁Reuters", "Reuters"]
    assert allowed["Reuters"] == ["Reuters", "▁Reuters"]
    assert allowed["▁minister"] == ["▁minister"]
    assert not {"▁министр", "▁NATO", "▁2023"} & set(allowed)


def test_english_leaves_out_other_scripts(tmp_path: Path) -> None:
    allowed = lines(narrowing(model_folder(tmp_path, shared=[*COMMON, *ENGLISH, *RUSSIAN, "日本"]), "en"))

    assert allowed[""] == [*COMMON, *ENGLISH]
    assert allowed["日本"] == ["日本"]


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        ("ru", {"▁мир"}),
        ("zh", {"日本"}),
        ("ja", {"日本", "ひら", "カナ"}),
        ("ko", {"日本", "한국"}),
        ("ar", {"سلام"}),
        ("he", {"שלום"}),
        ("hi", {"नमस्ते"}),
        ("el", {"▁και"}),
        ("th", {"ไทย"}),
    ],
)
def test_each_language_keeps_its_scripts(tmp_path: Path, target: str, kept: set[str]) -> None:
    words = ["▁the", "▁мир", "日本", "ひら", "カナ", "한국", "سلام", "שלום", "नमस्ते", "▁και", "ไทย"]

    assert set(lines(narrowing(model_folder(tmp_path, shared=words), target))[""]) == kept


def test_where_little_falls_away_the_search_is_not_narrowed(tmp_path: Path) -> None:
    """A fifth is the least."""
    folder = model_folder(tmp_path, source=ENGLISH, target=[*["я"] * 9, "▁the", "▁of"])
    assert narrowing(folder, "ru") is None

    assert narrowing(model_folder(tmp_path, target=[*["я"] * 9, "▁the", "▁of", "▁in"]), "ru") is not None


def test_in_a_language_whose_script_is_not_known_nothing_falls_away(tmp_path: Path) -> None:
    assert narrowing(model_folder(tmp_path, shared=[*ENGLISH, *RUSSIAN, "日本"]), "xx") is None


def test_vocabularies_of_old_converters_are_plain_text(tmp_path: Path) -> None:
    (tmp_path / "shared_vocabulary.txt").write_text("\n".join([*ENGLISH, *RUSSIAN]), encoding="utf-8")

    assert lines(narrowing(tmp_path, "ru"))[""] == ["▁NATO", "▁x", *RUSSIAN]


def test_pieces_that_a_map_cannot_write_are_left_to_other_searches(tmp_path: Path) -> None:
    allowed = lines(narrowing(model_folder(tmp_path, shared=["a b", "\t", "▁the\n", "", "▁the", "я"]), "ru"))

    assert allowed == {"": ["я"], "▁the": ["▁the"]}


@pytest.mark.parametrize("content", ["{", "{}", "[1, 2]"])
def test_a_damaged_vocabulary_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "shared_vocabulary.json").write_text(content, encoding="utf-8")

    with pytest.raises(InputError, match=r"shared_vocabulary\.json.*install the package again"):
        narrowing(tmp_path, "ru")


@pytest.mark.parametrize("quality", [Quality.FAST, Quality.BALANCED])
def test_names_in_latin_letters_stay_possible(folder: Path, quality: Quality) -> None:
    """The model from Russian copies `ж` and `я`, which no English answer has unless its source brings them."""
    assert narrowing(package(folder, "ru_en") / "model", "en") is not None
    engine = argos(folder, "ru", "en", quality=quality)

    assert texts(engine, ["Хелло", "жя", "привет, Reuters"]) == ["Hello", "жя", "privet, Reuters"]


def test_nothing_is_written_into_the_folder_of_a_model(folder: Path) -> None:
    def content() -> dict[str, int]:
        return {str(path): path.stat().st_mtime_ns for path in package(folder, "en_ru").rglob("*")}

    before = content()
    texts(argos(folder, "en", "ru", quality=Quality.FAST), PLAIN)

    assert content() == before
