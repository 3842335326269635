"""Builds a model of the size of a real Argos model, for measurements of speed: about 80 MB, never committed.

    cd tests && python -m models.big FOLDER

It answers as the small English to Russian model does, letter by letter, but each of its answers costs what an answer of
a real model costs: six layers on each side, vectors of 512 numbers in eight heads, 32 000 pieces, 8-bit weights. All
layers but the last one of the decoder multiply by random weights and add nothing (see `build.py`). What it cannot show
is doubt: real models are less sure of themselves, so their beam search runs somewhat longer.

The vocabulary of the small model is filled up with invented words and their answers, so that half of its pieces are
Cyrillic, as in a real joint vocabulary.
"""

import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
from models.build import Shape, Vocabulary, appended, learn_vocabulary, network, package_name, write_package_folder
from models.corpus import words
from models.oracle import SPACE, TO_CYRILLIC

PAIR: Final = "en_ru"
ARGOS: Final = Shape(piece_places=448, position_places=64, feed_forward=2048, heads=8, layers=6, busy=True)
"""The size of the models that argos-train makes; 448 and 64 fill eight heads of 64 numbers."""
PIECES: Final = 32_000
SCORE: Final = -30.0
"""Of an invented word: so low that no text is cut into such words where others fit."""
SEED: Final = 4

ONSETS: Final = words("b c d f g h k l m n p r s t v z bl br cl cr dr fl gr pl pr st tr")
VOWELS: Final = words("a e i o u")


def invented_words() -> Iterator[str]:
    """An endless list of words of three to five syllables, with a blank before them; each only once."""
    draws = np.random.PCG64(SEED)
    known: set[str] = set()
    while True:
        count, *syllables = (int(draw) >> 11 for draw in draws.random_raw(6))
        word = "".join(
            ONSETS[draw % len(ONSETS)] + VOWELS[draw // len(ONSETS) % len(VOWELS)]
            for draw in syllables[: 3 + count % 3]
        )
        if word not in known:
            known.add(word)
            yield SPACE + word


def fill(vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary with invented words and their answers, `PIECES` pieces in all."""
    count = (PIECES - len(vocabulary.pieces)) // 2
    added = tuple(islice((word for word in invented_words() if word not in vocabulary.pieces), count))
    answers = tuple(word.translate(TO_CYRILLIC) for word in added)
    pieces = (*vocabulary.pieces, *added, *answers)
    return Vocabulary(
        appended(vocabulary.model, [*added, *answers], SCORE), pieces, (*vocabulary.answers, *answers * 2)
    )


def build_folder(folder: Path) -> Path:
    """The package's folder in `folder`, built unless it is there; it appears only when it is complete."""
    package = folder / package_name(PAIR)
    if not package.exists():
        folder.mkdir(parents=True, exist_ok=True)
        vocabulary = fill(learn_vocabulary(PAIR))
        with tempfile.TemporaryDirectory(dir=folder, prefix=".building-") as workshop:
            built = Path(workshop) / package.name
            built.mkdir()
            write_package_folder(PAIR, built, vocabulary, network(vocabulary, ARGOS))
            built.rename(package)
    return package


if __name__ == "__main__":
    print(build_folder(Path(sys.argv[1])))
