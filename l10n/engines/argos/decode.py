"""Decoding by CTranslate2: from the pieces of many texts to the pieces of their answers, batch by batch.

Batches are filled with texts of one length, the longest first: that takes the least memory, and leaves the least work
for the end, when some cores have nothing left to do. Each worker decodes a batch on a core of its own; two cores at one
batch gain little. A few batches wait for the next free worker.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from l10n.engines import Manner, Quality, cores
from l10n.engines.argos.alignment import Looks, looks
from l10n.errors import InputError

LENGTH_PENALTY: Final = 0.2
"""As in Argos Translate."""
LONGEST: Final = 150
"""Pieces of a text given to a model: Argos models are trained on no more."""
LONGEST_ANSWER: Final = 2 * LONGEST + 50
"""Pieces of an answer. The same for every text, so that no answer depends on the texts decoded beside it."""
COMPUTE_TYPE: Final = "auto"
"""As in Argos Translate: the fastest that the machine has for the model, which is 8-bit integers on a CPU."""

BATCH_PIECES: Final = 2048
"""Pieces that a worker decodes at once, counted once for each answer its search follows: 512 of the source for a beam
of four. Memory goes by their number (keys and values of each layer); more is hardly faster."""
BATCH_ANSWERS: Final = 128
"""Answers that a worker follows at once: of short texts, memory goes by these (a weight for each piece there is)."""
LEAST_BATCH: Final = 256
"""Pieces, counted likewise, below which no batch is made smaller to give all workers something to do."""
WAITING: Final = 2
"""Batches handed out for each worker: one to decode, one to begin with at once."""

_MAP: Final = "vmap.txt"
"""Where CTranslate2 looks for a vocabulary map in the folder of a model."""


@dataclass(frozen=True, slots=True)
class Search:
    """How answers are sought. Of equal searches, equal texts get equal answers."""

    beam: int
    narrowed: bool = False
    """Whether only pieces in the scripts of the target language and of the text itself are weighed."""
    aligned: bool = False
    """Whether it tells what each piece looked at; the answers are the same."""
    no_repeat: int = 0
    """Runs of so many pieces occur once in an answer; 0 forbids none."""
    repetition_penalty: float = 1.0
    """By which the weight of a piece is divided where it was said before."""
    longest: int = LONGEST_ANSWER


SEARCHES: Final = MappingProxyType(
    {
        Quality.FAST: Search(beam=1, narrowed=True),
        Quality.BALANCED: Search(beam=2, narrowed=True),
        # As Argos Translate.
        Quality.BEST: Search(beam=4),
    }
)
AGAIN: Final = Search(beam=5, no_repeat=3, repetition_penalty=1.05)
"""For answers that are distrusted, mostly because they go round in circles."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model made of one text."""

    pieces: list[str]
    log_probability: float
    """The sum over its pieces."""
    length: int
    """Pieces it consists of, its end included."""
    cut_off: bool
    """Whether it was stopped at its limit."""
    looked: tuple[Looks, ...] | None
    """What each of its pieces looked at, where that was asked."""


class Decoder:
    """A loaded model, with a worker for each core that this run may use, or one for a graphics card.

    InputError naming the folder if it cannot be loaded.
    """

    def __init__(self, folder: Path, vocabulary_map: str | None) -> None:
        from ctranslate2 import Translator, get_cuda_device_count  # noqa: PLC0415 - when a sentence has to be decoded

        self.workers = 1 if get_cuda_device_count() else cores()
        with ExitStack() as stack:
            try:
                self._translator = Translator(
                    str(folder if vocabulary_map is None else _with_map(folder, vocabulary_map, stack)),
                    device="auto",
                    compute_type=COMPUTE_TYPE,
                    inter_threads=self.workers,
                    intra_threads=1,
                )
            except (RuntimeError, ValueError) as error:
                raise InputError(folder, f"the model cannot be loaded: {error}; install the package again") from error

    def answers(
        self, texts: Sequence[Sequence[str]], search: Search, prefix: str = ""
    ) -> Iterator[list[tuple[int, Answer]]]:
        """The answers to texts of pieces with the number of each, batch by batch, the longest first.

        `prefix` is the piece with which each answer must begin.
        """
        flying: deque[list[tuple[int, Any]]] = deque()
        for batch in batches(texts, search.beam, self.workers):
            if len(flying) == WAITING * self.workers:
                yield _landed(flying.popleft(), search)
            results = self._translator.translate_batch(
                [texts[number] for number in batch],
                target_prefix=[[prefix]] * len(batch) if prefix else None,
                asynchronous=True,
                beam_size=search.beam,
                length_penalty=LENGTH_PENALTY,
                repetition_penalty=search.repetition_penalty,
                no_repeat_ngram_size=search.no_repeat,
                max_decoding_length=search.longest,
                use_vmap=search.narrowed,
                replace_unknowns=True,
                return_scores=True,
                return_attention=search.aligned,
            )
            flying.append(list(zip(batch, results, strict=True)))
        while flying:
            yield _landed(flying.popleft(), search)


def search_for(pieces: Sequence[str], plain: Search, manner: Manner) -> Search:
    """The search for the answer to a text, from the one that its quality asks for."""
    if manner is Manner.AGAIN:
        # What the text itself repeats, its translation may repeat.
        return replace(AGAIN, no_repeat=max(AGAIN.no_repeat, _longest_repeat(pieces) + 1))
    return replace(plain, aligned=manner is Manner.ALIGNED)


def batches(texts: Sequence[Sequence[str]], beam: int, workers: int) -> Iterator[list[int]]:
    """The numbers of texts of about the same length, as many as a worker takes at once when all are as long as one.

    No batch is larger than the part of each worker in what is left, so that all end at about the same time.
    """
    batch: list[int] = []
    left = beam * sum(map(len, texts))
    limit = _limit(left, workers)
    for number in sorted(range(len(texts)), key=lambda number: -len(texts[number])):
        answers = (len(batch) + 1) * beam
        if batch and (answers > BATCH_ANSWERS or answers * len(texts[batch[0]]) > limit):
            yield batch
            batch, limit = [], _limit(left, workers)
        batch.append(number)
        left -= beam * len(texts[number])
    if batch:
        yield batch


def _limit(left: int, workers: int) -> int:
    return min(BATCH_PIECES, max(LEAST_BATCH, left // workers))


def _landed(flight: list[tuple[int, Any]], search: Search) -> list[tuple[int, Answer]]:
    return [(number, _answer(result.result(), search)) for number, result in flight]


def _answer(result: Any, search: Search) -> Answer:
    pieces: list[str] = result.hypotheses[0]
    cut_off = len(pieces) >= search.longest
    # CTranslate2 divides the sum by length ** penalty, where the length counts the end of the answer.
    length = len(pieces) + (not cut_off)
    looked = tuple(looks(weights) for weights in result.attention[0]) if search.aligned else None
    return Answer(pieces, result.scores[0] * length**LENGTH_PENALTY, length, cut_off, looked)


def _longest_repeat(pieces: Sequence[str]) -> int:
    """Pieces of the longest run that occurs twice."""
    size = 0
    for start in range(len(pieces)):
        while _occurs_after(pieces, start, size + 1):
            size += 1
    return size


def _occurs_after(pieces: Sequence[str], start: int, size: int) -> bool:
    run = pieces[start : start + size]
    return any(pieces[other : other + size] == run for other in range(start + 1, len(pieces) - size + 1))


def _with_map(folder: Path, vocabulary_map: str, stack: ExitStack) -> Path:
    """A temporary folder with the files of a model and a vocabulary map: nothing is written into the model's own."""
    linked = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="l10n-")))
    for file in chain(folder.glob("*.json"), folder.glob("*.txt"), folder.glob("*.bin")):
        if file.name != _MAP:
            _link(file.resolve(), linked / file.name)
    (linked / _MAP).write_text(vocabulary_map, encoding="utf-8", newline="\n")
    return linked


def _link(file: Path, name: Path) -> None:
    try:
        name.symlink_to(file)
    except OSError:  # Windows grants links to few users
        shutil.copyfile(file, name)
