"""Sentences as pieces that a model knows, and where in a text each piece lies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from l10n.engines.argos.alignment import Span
from l10n.errors import InputError
from l10n.models import Model, Tokenizer, bpe_tokenizer

_BYTE: Final = re.compile(r"<0x[0-9A-F]{2}>")


class SentencePiece:
    """The tokenizer of a package that has a `sentencepiece.model`."""

    def __init__(self, file: Path) -> None:
        from sentencepiece import SentencePieceProcessor  # noqa: PLC0415 - loaded when a sentence has to be decoded

        try:
            self._model = SentencePieceProcessor(model_file=str(file))
        except (RuntimeError, OSError) as error:
            raise InputError(file, f"is no SentencePiece model: {error}; install the package again") from error

    def encode(self, sentence: str) -> list[str]:
        """The pieces of a sentence; unknown characters are pieces of their own."""
        pieces: list[str] = self._model.encode(sentence, return_type=str)
        return pieces

    def decode(self, tokens: list[str]) -> str:
        """The sentence of some pieces; a piece that only the target language has keeps its `▁` until here."""
        return str(self._model.decode(tokens, return_type=str)).replace("▁", " ") if tokens else ""

    def source_spans(self, sentence: str) -> list[Span]:
        """The characters of a sentence from which each of its pieces was made, the blanks before a word included.

        Characters that are several pieces (`½`, bytes) are the span of each of them.
        """
        spans: list[Span] = self._model.encode(sentence, return_type="offset_mapping")["offsets"]
        return _widened(spans, range(len(spans)))

    def answer_spans(self, tokens: Sequence[str]) -> list[Span]:
        """The characters of `decode(tokens)` that each piece became; those of a piece that became nothing are none."""
        if not tokens:
            return []
        spans: list[Span] = self._model.decode(list(tokens), return_type="offset_mapping")["offsets"]
        return _widened(spans, [number for number, token in enumerate(tokens) if _BYTE.fullmatch(token)])


def _widened(spans: Sequence[Span], numbers: Sequence[int]) -> list[Span]:
    """The spans, where some that are empty take the span that follows at the same place.

    SentencePiece gives a character that is several pieces to the last of them.
    """
    wide = [*spans]
    for number in reversed(numbers):
        start, end = wide[number]
        if start == end and number + 1 < len(wide) and wide[number + 1][0] == start:
            wide[number] = wide[number + 1]
    return wide


def tokenizer(model: Model) -> Tokenizer:
    """The tokenizer of an installed package. InputError if its file is damaged."""
    file = model.path / "sentencepiece.model"
    return SentencePiece(file) if file.exists() else bpe_tokenizer(model)
