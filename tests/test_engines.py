"""An engine answers every sentence once, whatever it is; engines are found by name."""

from collections import Counter
from pathlib import Path

import pytest
from drafts import answers, texts
from hypothesis import given
from hypothesis import strategies as st

from l10n.engines import ROOM, Draft, Manner, Origin, Setup, engine_names, memory_is_short, open_engine
from l10n.engines.pseudo import PseudoEngine, accented
from l10n.errors import UsageError

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


# -------------------------------------------------------------------------------------------------------- memory


@pytest.mark.parametrize(
    ("told", "short"),
    [
        (f"MemTotal: 8000000 kB\nMemAvailable:   {ROOM // 1024} kB\nBuffers: 1 kB\n", False),
        (f"MemTotal: 8000000 kB\nMemAvailable:   {ROOM // 1024 - 1} kB\nBuffers: 1 kB\n", True),
        ("MemTotal: 8000000 kB\n", True),
        ("", True),
    ],
    ids=["enough", "too little", "not told", "nothing told"],
)
def test_memory_is_short_unless_the_system_says_that_there_is_enough(tmp_path: Path, told: str, short: bool) -> None:  # noqa: FBT001
    (tmp_path / "meminfo").write_text(told, encoding="ascii")

    assert memory_is_short(tmp_path / "meminfo") is short


def test_memory_is_short_on_a_system_that_does_not_tell(tmp_path: Path) -> None:
    assert memory_is_short(tmp_path / "meminfo")
