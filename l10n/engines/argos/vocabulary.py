"""The pieces an answer may be made of: a model with one vocabulary for two languages need not weigh all of them.

About half of what it costs to decode a piece is the output layer, which weighs every piece of the vocabulary. Pieces in
a script that the target language is not written in are left out, but for those that stand in the source: names stay
possible. What an answer may say then depends a little on the sentences decoded beside it, since CTranslate2 allows to
all sentences of a batch what one of them allows; so answers of the best quality are never narrowed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from l10n.errors import InputError
from l10n.parsing import json_of

RULES: Final = "scripts 1"
"""Changes with what is left out: drafts depend on it."""
LEAST_SHARE: Final = 0.2
"""The part of a vocabulary that must fall away for the narrower search to be worth its own tables."""

_LANGUAGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "LATIN": (
            "az ca cs da de en eo es et eu fi fr ga gl hu id it lt lv ms nb nl pb pl pt ro sk sl sq sv sw tl tr vi"
        ),
        "CYRILLIC": "be bg kk ky mk mn ru uk",
        "ARABIC": "ar fa ur",
        "HEBREW": "he",
        "DEVANAGARI": "hi mr ne",
        "BENGALI": "bn",
        "GREEK": "el",
        "THAI": "th",
        "HANGUL CJK": "ko",
        "CJK": "zh zt",
        "CJK HIRAGANA KATAKANA": "ja",
    }
)
"""Scripts, by the words with which Unicode names of their letters begin, and the Argos codes of their languages."""

_SCRIPTS: Final = {code: frozenset(names.split()) for names, codes in _LANGUAGES.items() for code in codes.split()}
_ALL_SCRIPTS: Final = frozenset[str]().union(*_SCRIPTS.values())


def narrowing(folder: Path, target: str) -> str | None:
    """The text of a CTranslate2 vocabulary map (`vmap.txt`) for the model in a folder; None where it would not pay.

    `target` is an Argos code; of a language whose script is not known here, nothing is left out.
    InputError if a vocabulary cannot be read.
    """
    pieces = _pieces(folder, "target")
    kept = [piece for piece in pieces if _belongs(piece, target)]
    if len(kept) >= (1 - LEAST_SHARE) * len(pieces):
        return None
    left_out = {piece for piece in pieces if _writable(piece)}.difference(kept)
    # Source: `VocabularyMap` of CTranslate2. A line is a source piece, a tab, target pieces between blanks; the line
    # of the empty source holds what is always allowed.
    lines = [("", " ".join(kept)), *_copied(_pieces(folder, "source"), left_out)]
    return "".join(f"{source}\t{allowed}\n" for source, allowed in lines)


def _copied(source: Sequence[str], left_out: set[str]) -> Iterator[tuple[str, str]]:
    """Each source piece that may be copied though its script is left out: as it is, or with the other kind of edge."""
    for piece in source:
        other = piece.removeprefix("▁") if piece.startswith("▁") else f"▁{piece}"
        allowed = [each for each in (piece, other) if each in left_out]
        if allowed and _writable(piece):
            yield piece, " ".join(allowed)


def _belongs(piece: str, target: str) -> bool:
    """Whether a piece is always allowed: it has only letters of the target's scripts, or it is no word.

    Latin letters and abbreviations in capitals are at home in every script.
    """
    if not _writable(piece):
        return False
    scripts = {script for character in piece if (script := _script(character))}
    if scripts <= _SCRIPTS.get(target, _ALL_SCRIPTS) or _is_special(piece):
        return True
    word = piece.removeprefix("▁")
    return scripts == {"LATIN"} and (len(word) == 1 or word.isupper())


def _is_special(piece: str) -> bool:
    """Whether it is no text: `<unk>`, `<0xE2>`, `>>rus<<`, `__ru__`."""
    return piece.startswith(("<", ">>", "__")) and piece.endswith((">", "<<", "__"))


def _writable(piece: str) -> bool:
    """Whether a line of a map can hold it."""
    return piece != "" and not set(piece) & set(" \t\n\r")


@cache
def _script(character: str) -> str | None:
    """The script of a letter; None for what all languages share."""
    name = unicodedata.name(character, "").partition(" ")[0] if character.isalpha() else ""
    return name if name in _ALL_SCRIPTS else None


def _pieces(folder: Path, side: str) -> list[str]:
    """The vocabulary of one side of a model, in the file where CTranslate2 finds it; none if there is no such file."""
    for name in (f"{side}_vocabulary", "shared_vocabulary"):
        for file in (folder / f"{name}.json", folder / f"{name}.txt"):
            if file.exists():
                return _read(file)
    return []


def _read(file: Path) -> list[str]:
    try:
        text = file.read_text(encoding="utf-8")
        pieces = json_of(text) if file.suffix == ".json" else text.split("\n")
    except (OSError, ValueError) as error:
        raise InputError(file, f"cannot be read: {error}; install the package again") from error
    if not isinstance(pieces, list) or not all(isinstance(piece, str) for piece in pieces):
        raise InputError(file, "is no list of pieces; install the package again")
    return pieces
