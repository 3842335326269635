"""The tokenizers of packages that have no SentencePiece model: Argos Translate's own."""

from __future__ import annotations

from typing import Protocol

from l10n.models.installed import Model


class Tokenizer(Protocol):
    """Cuts a sentence into the pieces a model knows, and joins pieces to a sentence."""

    def encode(self, sentence: str) -> list[str]:
        """The pieces of a sentence."""
        ...

    def decode(self, tokens: list[str]) -> str:
        """The sentence of some pieces."""
        ...


def bpe_tokenizer(model: Model) -> Tokenizer:
    """The tokenizer of a package with a `bpe.model` (Moses tokens, byte-pair encoding): Argos Translate's own."""
    from argostranslate.tokenizer import BPETokenizer  # noqa: PLC0415 - slow, and few packages need it

    tokenizer: Tokenizer = BPETokenizer(model.path / "bpe.model", model.from_code, model.to_code)
    return tokenizer
