"""One measurement of `engine.py`, in a process of its own, so that its peak of memory is its own.

    cd tests && python -m bench.engine_run RUN.json

The file tells what to run; standard output is JSON: seconds, processor seconds, peak bytes, answers. Loading the model
counts, importing libraries does not.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import ctranslate2
from models.argos_judge import stand_in
from sentencepiece import SentencePieceProcessor

from l10n import models
from l10n.engines import Manner, Quality, Setup
from l10n.engines.argos import ArgosEngine, open_engine
from l10n.engines.argos.decode import BATCH_PIECES, LENGTH_PENALTY, LONGEST_ANSWER, Search
from l10n.engines.argos.model import ModelEngine

Translate = Callable[[Sequence[str]], list[str]]

BEAM = 4
"""Of Argos Translate, and of the best quality."""


def argos(folder: Path, **_: Any) -> Translate:
    """Argos Translate itself, a call for each sentence; its settings come from the environment."""
    os.environ["ARGOS_PACKAGES_DIR"] = str(folder)
    stand_in()
    from argostranslate import translate  # noqa: PLC0415 - reads its settings when imported

    return lambda sentences: [translate.translate(sentence, "en", "ru") for sentence in sentences]


def raw(folder: Path, **_: Any) -> Translate:
    """CTranslate2 alone, with all sentences in one call; it sorts and batches them."""
    (model,) = models.installed([folder])

    def translated(sentences: Sequence[str]) -> list[str]:
        tokenizer = SentencePieceProcessor(model_file=str(model.path / "sentencepiece.model"))
        translator = ctranslate2.Translator(str(model.path / "model"), compute_type="auto", intra_threads=1)
        results = translator.translate_batch(
            [tokenizer.encode(sentence, return_type=str) for sentence in sentences],
            max_batch_size=BATCH_PIECES // BEAM,
            batch_type="tokens",
            beam_size=BEAM,
            length_penalty=LENGTH_PENALTY,
            max_decoding_length=LONGEST_ANSWER,
            replace_unknowns=True,
            return_scores=True,
        )
        return [tokenizer.decode(result.hypotheses[0], return_type=str).replace("▁", " ") for result in results]

    return translated


def ours(folder: Path, quality: str, manner: str, **_: Any) -> Translate:
    """The engine as the pipeline opens it."""
    return answers_of(open_engine("en", "ru", Setup((folder,), Quality(quality))), Manner(manner))


def wide(folder: Path, beam: int, **_: Any) -> Translate:
    """The engine with a smaller beam that still weighs the whole vocabulary."""
    (model,) = models.installed([folder])
    return answers_of(ArgosEngine((ModelEngine(model, Search(beam)),), Quality.BEST), Manner.PLAIN)


def answers_of(engine: ArgosEngine, manner: Manner) -> Translate:
    """The drafts of an engine in the order of their sentences."""

    def translated(sentences: Sequence[str]) -> list[str]:
        drafts = sorted(engine.translate(sentences, manner), key=lambda each: each[0])
        return [draft.text for _, draft in drafts]

    return translated


def main() -> None:
    """Runs one measurement."""
    order = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-order["cores"] :])
    kinds: dict[str, Callable[..., Translate]] = {"argos": argos, "raw": raw, "ours": ours, "wide": wide}
    translate = kinds[order["kind"]](Path(order["folder"]), **order["options"])
    start, processor = time.perf_counter(), time.process_time()
    answers = translate(order["sentences"])
    seconds = time.perf_counter() - start
    told = {
        "seconds": seconds,
        "processor": time.process_time() - processor,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024),
        "answers": answers,
    }
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
