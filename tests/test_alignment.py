"""Alignments name the characters of a sentence that each character of its draft was made from."""

from pathlib import Path

import pytest
from drafts import answers
from packages import PLAIN, archive, argos, in_cyrillic, package

from l10n import models
from l10n.engines import Draft, Link, Manner, Quality
from l10n.engines.argos.alignment import composed, links, looks, moved
from l10n.engines.argos.pieces import SentencePiece

PARTED = "\n".join([f"  {PLAIN[0]} " * 12, PLAIN[-1], "Yes."])
"""Two lines of which the first is too long for a model, and a short one."""


def linked(draft: Draft) -> list[set[int]]:
    """For each character of a draft, those of its sentence."""
    assert draft.alignment is not None
    found: list[set[int]] = [set() for _ in draft.text]
    for link in draft.alignment:
        for at in range(link.start, link.end):
            found[at].update(range(link.source_start, link.source_end))
    return found


@pytest.mark.parametrize("pair", ["en_ru", "en_zh"])
@pytest.mark.parametrize("quality", Quality)
def test_aligned_drafts_are_the_plain_ones(folder: Path, pair: str, quality: Quality) -> None:
    engine = argos(folder, *pair.split("_"), quality=quality)
    sentences = [*PLAIN, "", " \n", PARTED, "  Yes.\n\n No. "]

    plain, aligned = answers(engine, sentences), answers(engine, sentences, Manner.ALIGNED)

    assert [(draft.text, draft.score) for draft in aligned] == [(draft.text, draft.score) for draft in plain]
    assert {draft.alignment for draft in plain} == {None}
    assert [draft.alignment is None for draft in aligned] == [not sentence.strip() for sentence in sentences]


@pytest.mark.parametrize(
    "sentence",
    [
        *PLAIN[:16],
        "  Two sides.\n\n  Two  ",
        "🙂 你好 привет ⟦1⟧⟦/1⟧",
        "She said: “Yes.”\u2028“No.”",
        "; ".join(["at 10:45, 1,234,567 people, ⟦12⟧ and others met"] * 30),
    ],
)
def test_where_letters_are_exchanged_one_for_one_each_comes_from_its_own_place(folder: Path, sentence: str) -> None:
    """Every piece of the draft is linked to the very same characters of the sentence; blanks between parts to none."""
    (draft,) = answers(argos(folder, "en", "ru"), [sentence], Manner.ALIGNED)

    assert draft.text == in_cyrillic(sentence)
    assert draft.alignment is not None
    assert {link.weight for link in draft.alignment} == {1.0}
    for at, (character, found) in enumerate(zip(draft.text, linked(draft), strict=True)):
        assert at in found or character.isspace()
    for link in draft.alignment:
        assert draft.text[link.start : link.end] == in_cyrillic(sentence[link.source_start : link.source_end]).lstrip(
            " " if sentence[: link.source_start].strip() == "" else ""
        )


@pytest.mark.parametrize(
    ("sentence", "word", "origin"),
    [
        ("Two   blanks\tand", "бланкс", "   blanks"),
        ("It costs ½ of it", "1⁄2", " ½"),
        ("so … on", "...", " …"),
        ("a ﬁle", "филе", " ﬁle"),
        ("zero\u200bwidth", "шидтх", "\u200bwidth"),
        ("good 👍🏽!", "👍🏽", "👍🏽"),
    ],
)
def test_what_the_tokenizer_rewrites_is_linked_to_what_was_written(
    folder: Path, sentence: str, word: str, origin: str
) -> None:
    (draft,) = answers(argos(folder, "en", "ru"), [sentence], Manner.ALIGNED)

    at = draft.text.index(word)
    found = set().union(*linked(draft)[at : at + len(word)])
    text = "".join(sentence[index] for index in sorted(found))
    assert text.strip() == origin.strip()


def test_a_chinese_draft_is_linked_piece_by_piece(folder: Path) -> None:
    sentence = "The minister of defence, they said: “Yes, 5 people!”"
    (draft,) = answers(argos(folder, "en", "zh"), [sentence], Manner.ALIGNED)
    pieces = SentencePiece(package(folder, "en_zh") / "sentencepiece.model")

    assert draft.alignment is not None
    assert [(link.source_start, link.source_end) for link in draft.alignment] == [
        span for span, piece in zip(pieces.source_spans(sentence), pieces.encode(sentence), strict=True) if piece != "▁"
    ]


def test_through_two_models_the_links_lead_to_the_first_sentence(folder: Path) -> None:
    russian = in_cyrillic(PLAIN[0])

    (through,) = answers(argos(folder, "ru", "zh"), [russian], Manner.ALIGNED)
    (direct,) = answers(argos(folder, "en", "zh"), [PLAIN[0]], Manner.ALIGNED)

    assert through.text == direct.text
    for one, other in zip(linked(through), linked(direct), strict=True):
        assert one & other


def test_the_strongest_looks_are_kept() -> None:
    assert looks([0.05, 0.3, 0.1, 0.2, 0.25, 0.09]) == ((1, 0.3), (4, 0.25), (3, 0.2))
    assert looks([0.09, 0.02]) == ()


def test_links_are_in_the_order_of_the_draft_the_heaviest_first() -> None:
    answer, source = [(0, 2), (2, 5), (5, 5)], [(0, 3), (3, 4), (4, 4)]
    looked = [((1, 0.6), (0, 0.3)), ((0, 0.9), (2, 0.1)), ((0, 1.0),)]

    assert links(answer, source, looked) == (Link(0, 2, 3, 4, 0.6), Link(0, 2, 0, 3, 0.3), Link(2, 5, 0, 3, 0.9))


def test_several_pieces_of_one_character_are_one_link() -> None:
    assert links([(0, 1)] * 3, [(4, 5)] * 3, [((0, 1.0),), ((1, 0.8),), ((2, 0.5),)]) == (Link(0, 1, 4, 5, 1.0),)


def test_links_move_with_what_stands_before() -> None:
    assert moved([Link(0, 2, 3, 4, 0.6)], 10, 20) == (Link(10, 12, 23, 24, 0.6),)


def test_composed_links_share_the_weight_by_the_characters_between() -> None:
    first = [Link(0, 4, 0, 6, 1.0), Link(4, 8, 6, 9, 0.5)]
    second = [Link(0, 1, 4, 8, 0.8), Link(1, 3, 3, 7, 1.0)]

    assert composed(first, second) == (Link(0, 1, 6, 9, 0.4), Link(1, 3, 6, 9, 0.375), Link(1, 3, 0, 6, 0.25))


def test_without_an_alignment_of_both_models_there_is_none(tmp_path: Path) -> None:
    """A package with byte pairs tells no places."""
    models.install(archive("en_zh"), tmp_path)
    model = models.install(archive("ru_en"), tmp_path).model
    (model.path / "sentencepiece.model").unlink()
    (model.path / "bpe.model").write_text("#version: 0.2\n", encoding="utf-8")

    for target in ("en", "zh"):
        (draft,) = answers(argos(tmp_path, "ru", target), ["а б"], Manner.ALIGNED)
        assert draft.alignment is None
