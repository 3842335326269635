"""The test models are what their description says: small, portable, reproducible, and exactly predictable.

Every other test of the engine compares with `models.oracle`; here the oracle itself is held against the two programs
that decide: SentencePiece with CTranslate2, and Argos Translate.
"""

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import ctranslate2
import pytest
from models.oracle import SPACE, TABLES, TO_CYRILLIC, expected, expected_argos
from sentencepiece import SentencePieceProcessor

TESTS = Path(__file__).parent
PAIRS = sorted(TABLES)
PACKAGES = {pair: TESTS / "models" / f"translate-{pair}-1_0.argosmodel" for pair in PAIRS}

SENTENCES = {
    "news": "The defence minister signed an agreement on military cooperation with China on Sunday, April 16.",
    "quotation": "“The world is very restless,” he said, “and peaceful relations are in great demand.”",
    "dateline": "MOSCOW, April 17, 2023 (Reuters) - Talks began at 10:45.",
    "short": "Yes.",
    "one word": "Photos",
    "one letter": "x",
    "question": "Who has read the documentation?",
    "exclamation": "Save the file; then close it!",
    "numbers": "About 12,500 people paid $3.75 or 40 % of £1 000 in 1999.",
    "number alone": "2023",
    "address": "See https://www.example.com/news?id=7&lang=en#top or write to info@example.com.",
    "code": "Call print(x[0]) and set {name} to %s in C:\\Temp.",
    "tags": "This is <b>bold</b>, <1>linked</1> and &amp; escaped.",
    "underscores": "Run snake_case and __init__ again.",
    "brackets": "⟦1⟧ opened ⟦2⟧ the door.",
    "dashes": "Two sides — left and right – agreed: it’s ‘good’ «enough».",
    "capitals": "THE CAT SAT ON THE MAT",
    "names": "Li Shangfu met Vladimir Putin, Xi Jinping and Sergei Lavrov in the Kremlin.",
    "unseen words": "Quixotic zebras juggle fjord wax with Schadenfreude.",
    "accents": "The naïve café in São Paulo offers crème brûlée.",
    "ligatures": "A ﬁle costs ½ of ① and … so on.",
    "emoji": "Good morning 🙂 and good luck 👍🏽!",
    "Chinese": "The word 你好 means hello.",
    "Cyrillic": "The word «привет», with ж and ё, means hello.",
    "wide blanks": "  Two   blanks\tand\u00a0others  ",
    "soft hyphen": "A co\u00adoperation of zero\u200bwidth.",
    "product names": "The Su-35 and the S-400 need Python 3.11.4.",
    "list": "apples, pears, plums; bread, butter, milk; one, two, three, four, five, six, seven",
    "long": "The officials of both countries said that " * 8 + "nothing had changed.",
    "empty": "",
    "blank": " ",
}


def in_source_language(pair: str, text: str) -> str:
    """English text for the models that read English; the same in Cyrillic letters for the one that reads Russian."""
    return text.translate(TO_CYRILLIC) if pair.startswith("ru") else text


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The unpacked package of each pair."""
    root = tmp_path_factory.mktemp("packages")
    for package in PACKAGES.values():
        with zipfile.ZipFile(package) as archive:
            archive.extractall(root)
    return {pair: root / package.stem for pair, package in PACKAGES.items()}


@pytest.fixture(scope="module")
def decode(folders: dict[str, Path]) -> Callable[[str, str], str]:
    """Translates with the model of a pair as Argos Translate would, but by its two libraries alone."""
    tokenizers = {
        pair: SentencePieceProcessor(model_file=str(folder / "sentencepiece.model")) for pair, folder in folders.items()
    }
    translators = {
        pair: ctranslate2.Translator(str(folder / "model"), compute_type="int8", intra_threads=1)
        for pair, folder in folders.items()
    }

    def decoded(pair: str, text: str) -> str:
        pieces = [tokenizers[pair].encode(text, out_type=str)]
        (result,) = translators[pair].translate_batch(pieces, beam_size=4, length_penalty=0.2, replace_unknowns=True)
        answer: str = tokenizers[pair].decode_pieces(result.hypotheses[0])
        return answer.replace(SPACE, " ")

    return decoded


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("text", SENTENCES.values(), ids=SENTENCES)
def test_the_model_answers_what_the_oracle_says(
    folders: dict[str, Path], decode: Callable[[str, str], str], pair: str, text: str
) -> None:
    sentence = in_source_language(pair, text)

    assert decode(pair, sentence) == expected(folders[pair], sentence)


@pytest.mark.parametrize(
    ("pair", "text", "answer"),
    [
        ("en_ru", "The minister said: “Yes, 5 %!”", "Тхе министер саид: “Ыес, 5 %!”"),
        ("ru_en", "Тхе министер саид: “Ыес, 5 %!”", "The minister said: “Yes, 5 %!”"),
        ("en_ru", "snake_case and привет", "снаке_цасе анд привет"),
    ],
    ids=["to Cyrillic", "to Latin", "underscore and Cyrillic"],
)
def test_letters_are_exchanged_one_for_one(folders: dict[str, Path], pair: str, text: str, answer: str) -> None:
    assert expected(folders[pair], text) == answer


def test_chinese_has_no_blanks_and_no_latin_letters(folders: dict[str, Path]) -> None:
    answer = expected(folders["en_zh"], "The minister (of defence) said: yes, 5 people!")

    assert re.fullmatch(r"[一-龥]+（[一-龥]+）[一-龥]+：[一-龥]+，5[一-龥]+！", answer)


def test_there_and_back_again_is_the_same_sentence(decode: Callable[[str, str], str]) -> None:
    assert decode("ru_en", decode("en_ru", SENTENCES["news"])) == SENTENCES["news"]


@pytest.mark.parametrize("pair", PAIRS)
def test_a_package_is_small_and_has_one_root(pair: str) -> None:
    with zipfile.ZipFile(PACKAGES[pair]) as archive:
        roots = {name.partition("/")[0] for name in archive.namelist()}

    assert PACKAGES[pair].stat().st_size < 500_000
    assert roots == {f"translate-{pair}-1_0"}


@pytest.mark.parametrize("pair", PAIRS)
def test_a_package_names_no_place_of_the_machine_that_built_it(folders: dict[str, Path], pair: str) -> None:
    places = [re.escape(os.fsencode(place)) for place in (TESTS.parent, Path(sys.prefix))]
    usual = [rb"/(?:home|root|tmp|Users|var|opt|usr|mnt|private)/", rb"[A-Z]:\\\\?[A-Za-z]{3}"]
    content = b"\n".join(path.read_bytes() for path in sorted(folders[pair].rglob("*")) if path.is_file())

    assert not re.search(b"|".join(places + usual), content)


def test_building_again_gives_the_same_bytes(folders: dict[str, Path], tmp_path: Path) -> None:
    pytest.importorskip("numpy", reason="building a model takes numpy")
    from models import build  # noqa: PLC0415 - needs numpy

    built_with = (folders["en_zh"] / "README.md").read_text(encoding="utf-8")
    if build.tools() not in built_with:
        pytest.skip(f"other tools make other bytes; here: {build.tools()}. {built_with}")

    assert unpacked(build.build("en_zh", tmp_path)) == unpacked(PACKAGES["en_zh"])


def unpacked(package: Path) -> list[tuple[str, tuple[int, ...], bytes]]:
    """Name, date and content of each file; the deflated bytes would also depend on the version of zlib."""
    with zipfile.ZipFile(package) as archive:
        return [(entry.filename, entry.date_time, archive.read(entry)) for entry in archive.infolist()]


def test_argos_translate_itself_agrees_with_the_oracle(folders: dict[str, Path], tmp_path: Path) -> None:
    asked = [(*pair.split("_"), in_source_language(pair, text)) for pair in PAIRS for text in SENTENCES.values()]

    answers = judged(tmp_path, asked)

    assert answers == [expected_argos(folders[f"{source}_{target}"], text) for source, target, text in asked]


def test_argos_translate_goes_from_russian_to_chinese_through_english(folders: dict[str, Path], tmp_path: Path) -> None:
    russian = in_source_language("ru_en", SENTENCES["news"])

    english = expected_argos(folders["ru_en"], russian)

    assert judged(tmp_path, [("ru", "zh", russian)]) == [expected_argos(folders["en_zh"], english)]


def judged(home: Path, sentences: list[tuple[str, ...]]) -> list[str]:
    """What Argos Translate answers, run as a program whose home is an empty folder."""
    names = ("HOME", "USERPROFILE", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR")
    places = {name: str(home / name) for name in names}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("ARGOS_", "SNAP"))}
    done = subprocess.run(
        [sys.executable, "-m", "models.argos_judge", *map(str, PACKAGES.values())],
        cwd=TESTS,
        env=inherited | places | {"ARGOS_COMPUTE_TYPE": "int8"},
        input=json.dumps(sentences),
        capture_output=True,
        text=True,
        check=True,
    )
    answers: list[str] = json.loads(done.stdout)
    return answers
