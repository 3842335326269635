"""What the test models must answer, worked out without running them.

A test model translates piece by piece, always in the same way, so its answer follows from its SentencePiece model
alone: cut the text into pieces, look each piece up, join the answers. The tables here are also what `build.py`
puts into the weights; nothing else is shared between a model and its oracle.
"""

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from sentencepiece import SentencePieceProcessor

SPACE: Final = "\u2581"
"""SentencePiece writes a blank before a word as this character."""
SILENT: Final = "<silent>"
"""A control piece: it is decoded to nothing."""

LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC: Final = "абцдефгхийклмнопщрстувшчыз"
TO_CYRILLIC: Final = str.maketrans(LATIN + LATIN.upper(), CYRILLIC + CYRILLIC.upper())
TO_LATIN: Final = str.maketrans(CYRILLIC + CYRILLIC.upper(), LATIN + LATIN.upper())

TO_FULL_WIDTH: Final = str.maketrans(",.?!:;()", "，。？！：；（）")
HAN_ROWS: Final = range(0xB0, 0xD8)  # the 3755 common characters of GB 2312, level 1, five short of its last row
HAN: Final = tuple(
    bytes([row, cell]).decode("gb2312") for row in HAN_ROWS for cell in range(0xA1, 0xFF if row < 0xD7 else 0xFA)
)
HAN_STRIDE: Final = 1009  # shares no factor with 3755, so that strides visit each character once


def letter_by_letter(letters: dict[int, int]) -> Callable[[Sequence[str]], dict[str, str]]:
    """A table maker that exchanges letters one for one and keeps every other character."""
    return lambda pieces: {piece: piece.translate(letters) for piece in pieces}


def piece_by_piece(pieces: Sequence[str]) -> dict[str, str]:
    """Each piece with a Latin letter becomes a Han character of its own, in order; the rest loses its blank.

    ValueError if there are more such pieces than characters.
    """
    lettered = [piece for piece in pieces if re.search("[A-Za-z]", piece)]
    if len(lettered) > len(HAN):
        raise ValueError(f"{len(lettered)} pieces are more than the {len(HAN)} Han characters")
    words = {piece: HAN[number * HAN_STRIDE % len(HAN)] for number, piece in enumerate(lettered)}
    signs = {piece: piece.lstrip(SPACE).translate(TO_FULL_WIDTH) or SILENT for piece in pieces}
    return signs | words


TABLES: Final = {
    "en_ru": letter_by_letter(TO_CYRILLIC),
    "en_zh": piece_by_piece,
    "ru_en": letter_by_letter(TO_LATIN),
}
"""For each pair of languages: the ordinary pieces of a vocabulary, in order, to what each is translated to."""


def ordinary_pieces(tokenizer: SentencePieceProcessor) -> list[str]:
    """The pieces that stand for text: no control pieces, no single bytes, not the unknown piece."""
    special = (tokenizer.is_control, tokenizer.is_byte, tokenizer.is_unknown)
    numbers = range(tokenizer.get_piece_size())
    return [tokenizer.id_to_piece(number) for number in numbers if not any(test(number) for test in special)]


def expected(package: Path, text: str) -> str:
    """What the model in the folder `package` answers to `text`, with underscores kept.

    `text` is one sentence of at most 255 pieces, the length at which CTranslate2 stops unless told otherwise.
    Pieces that no table knows (single bytes, characters outside the vocabulary) answer themselves.
    """
    tokenizer = SentencePieceProcessor(model_file=str(package / "sentencepiece.model"))
    metadata = json.loads((package / "metadata.json").read_text(encoding="utf-8"))
    answers = TABLES[f"{metadata['from_code']}_{metadata['to_code']}"](ordinary_pieces(tokenizer))
    pieces = [answers.get(piece, piece) for piece in tokenizer.encode(text, out_type=str)]
    answer: str = tokenizer.decode_pieces(pieces)
    return answer.replace(SPACE, " ")


def expected_argos(package: Path, text: str) -> str:
    """What Argos Translate itself makes of that answer: each underscore a blank, and no blank in front.

    Source: `SentencePieceTokenizer.decode` and `apply_packaged_translation` of argostranslate 1.11.
    """
    return expected(package, text).replace("_", " ").removeprefix(" ")
