"""The engine `argos`: Argos packages, decoded by CTranslate2.

A sentence gets the answer that Argos Translate itself would give with its default settings, except that underscores
stay (Argos makes blanks of them) and no blank is added at the edges. What differs is the work around it: every
sentence is decoded once, with others of its length, and nothing is loaded before a sentence has to be decoded.

What the models cannot do is kept away from them: blanks at the edges and line breaks stay outside, and a sentence of
more than `LONGEST` pieces is translated in parts.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar

from l10n.engines import Draft, Manner, Origin, Setup
from l10n.errors import InputError, ModelMissingError
from l10n.inline import PLACEHOLDER
from l10n.models import BrokenModel, Model, Tokenizer, bpe_tokenizer, broken, find, installed, route

BEAM: Final = 4
LENGTH_PENALTY: Final = 0.2
"""Both as in Argos Translate."""
LONGEST: Final = 150
"""Pieces of a sentence given to a model: Argos models are trained on no more."""
LONGEST_ANSWER: Final = 2 * LONGEST + 50
"""Pieces of an answer. The same for every sentence, so that no answer depends on the sentences decoded beside it."""
BATCH_PIECES: Final = 1024
"""Pieces decoded at once: three to four times as fast as Argos' 32; more is hardly faster and takes more memory.
It is also what is lost when a run is interrupted: a few seconds of work."""
SLICE: Final = 64
"""Answers of a first model that are gathered for a second one."""
COMPUTE_TYPE: Final = "auto"
"""As in Argos Translate: the fastest that the machine has for the model, which is 8-bit integers on a CPU."""

UNSPACED: Final = frozenset({"zh", "zt", "ja", "th"})
"""Argos codes of the languages that write no blanks between words."""

INDEX: Final = "https://www.argosopentech.com/argospm/index/"
"""Where Argos models are downloaded."""

_Item = TypeVar("_Item")

_LINE_BREAK: Final = re.compile(r"([\n\r\v\f\x85\u2028\u2029]\s*)")
_BREAKS: Final = (
    re.compile(r"[;:–](?=\s)\s*|—+\s*|[；：]"),
    re.compile(r",(?=\s)\s*|[，、]"),
    re.compile(r"\s+"),
    # Any character that does not continue the one before; placeholders stay whole.
    re.compile(rf"(?:{PLACEHOLDER.pattern}|.)[\u0300-\u036f\u200d\ufe0f]*", re.DOTALL),
)
"""Where a long sentence may be parted, the best places first; a part ends where a match ends."""


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text that a model translates at once."""

    before: str
    """What stands between it and the part before: blanks, line breaks, text without any piece."""
    text: str
    pieces: tuple[str, ...]
    cut: bool
    """Whether it was parted from the one before only because both together are too long."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A sentence in parts: all `before` and `text` in turn, and `after`, are the sentence."""

    parts: tuple[Part, ...]
    after: str

    @property
    def longest(self) -> int:
        """Pieces of its longest part."""
        return max((len(part.pieces) for part in self.parts), default=0)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model made of one part."""

    text: str
    log_probability: float
    """The sum over its pieces."""
    pieces: int
    """Pieces it consists of, its end included."""


# ------------------------------------------------------------------------------------------------------- parting


def plan(sentence: str, tokenizer: Tokenizer) -> Plan:
    """Part a sentence at its line breaks, and where a line has more than `LONGEST` pieces, near the middle of it."""
    parts: list[Part] = []
    before = ""
    for number, line in enumerate(_LINE_BREAK.split(sentence)):
        if number % 2:
            before += line
            continue
        for nth, stretch in enumerate(_stretches(line, tokenizer)):
            text = stretch.strip()
            before += stretch[: len(stretch) - len(stretch.lstrip())]
            pieces = tuple(tokenizer.encode(text)) if text else ()
            if pieces:
                parts.append(Part(before, text, pieces, cut=nth > 0 and not before.strip()))
                before = ""
            else:
                before += text
            before += stretch[len(stretch.rstrip()) :] if text else ""
    return Plan(tuple(parts), before)


def _stretches(line: str, tokenizer: Tokenizer) -> list[str]:
    if len(tokenizer.encode(line)) <= LONGEST:
        return [line]
    middle = _break_near_middle(line)
    if middle is None:
        return [line]
    return [*_stretches(line[:middle], tokenizer), *_stretches(line[middle:], tokenizer)]


def _break_near_middle(line: str) -> int | None:
    """The end of the best mark between the first and the last quarter of a line, nearest to its middle."""
    for marks in _BREAKS:
        ends = [found.end() for found in marks.finditer(line) if len(line) <= 4 * found.end() <= 3 * len(line)]
        if ends:
            return min(ends, key=lambda end: abs(2 * end - len(line)))
    return None


def _joined(parts: Sequence[tuple[Part, str]], after: str, source: str, target: str) -> str:
    """The answers to the parts of a sentence, with what stood between; around cuts, blanks as the target has them."""
    text = ""
    for part, answer in parts:
        text += (_blank(part.before, text, answer, source, target) if part.cut else part.before) + answer
    return text + after


def _blank(blank: str, left: str, right: str, source: str, target: str) -> str:
    if target in UNSPACED:
        latin = re.search(r"[A-Za-z0-9]$", left) and re.match(r"[A-Za-z0-9]", right)
        return blank if latin else ""
    return blank or (" " if source in UNSPACED else "")


# ------------------------------------------------------------------------------------------------------ decoding


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
        return [str(piece) for piece in self._model.encode(sentence, out_type=str)]

    def decode(self, tokens: list[str]) -> str:
        """The sentence of some pieces; a piece that only the target language has keeps its `▁` until here."""
        return str(self._model.decode_pieces(tokens)).replace("▁", " ")


@dataclass(frozen=True)
class ModelEngine:
    """Translates with one model. What it loads, it loads at the first sentence."""

    model: Model

    def translate(self, sentences: Sequence[str]) -> Iterator[tuple[int, Draft]]:
        """Drafts of all sentences, the shortest first, as each batch ends; equal sentences are decoded once."""
        places: dict[str, list[int]] = {}
        for index, sentence in enumerate(sentences):
            places.setdefault(sentence, []).append(index)
        plans = {sentence: plan(sentence, self._tokenizer) for sentence in places}
        answers: dict[str, Answer] = {}
        for some in _batches(plans):
            answers |= self._decoded(
                part for sentence in some for part in plans[sentence].parts if part.text not in answers
            )
            for sentence in some:
                draft = self._draft(plans[sentence], answers)
                yield from ((index, draft) for index in places[sentence])

    @property
    def settings(self) -> str:
        """What the model's version may not tell: enough to notice that another model took its place."""
        files = sorted(path for path in self.model.path.rglob("*") if path.is_file())
        return ",".join(f"{path.name}={path.stat().st_size}" for path in files)

    def _draft(self, plan_: Plan, answers: dict[str, Answer]) -> Draft:
        mine = [(part, answers[part.text]) for part in plan_.parts]
        texts = [(part, answer.text) for part, answer in mine]
        text = _joined(texts, plan_.after, self.model.from_code, self.model.to_code)
        if not mine:
            return Draft(text, None)
        score = sum(answer.log_probability for _, answer in mine) / sum(answer.pieces for _, answer in mine)
        return Draft(text, _rounded(score))

    def _decoded(self, parts: Iterable[Part]) -> dict[str, Answer]:
        todo = {part.text: part for part in parts}
        prefix = self.model.target_prefix
        results = self._translator.translate_batch(
            [list(part.pieces) for part in todo.values()],
            target_prefix=[[prefix]] * len(todo) if prefix else None,
            max_batch_size=BATCH_PIECES,
            batch_type="tokens",
            beam_size=BEAM,
            length_penalty=LENGTH_PENALTY,
            max_decoding_length=LONGEST_ANSWER,
            replace_unknowns=True,
            return_scores=True,
        )
        return {
            text: self._answer(result.hypotheses[0], result.scores[0])
            for text, result in zip(todo, results, strict=True)
        }

    def _answer(self, pieces: list[str], score: float) -> Answer:
        text = self._tokenizer.decode(pieces).removeprefix(self.model.target_prefix).strip()
        # CTranslate2 divides the sum by length ** penalty, where the length counts the end of the sentence.
        length = len(pieces) + 1
        return Answer(text, score * length**LENGTH_PENALTY, length)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        file = self.model.path / "sentencepiece.model"
        return SentencePiece(file) if file.exists() else bpe_tokenizer(self.model)

    @cached_property
    def _translator(self) -> Any:
        from ctranslate2 import Translator  # noqa: PLC0415 - loaded when a sentence has to be decoded

        folder = self.model.path / "model"
        try:
            return Translator(
                str(folder), device="auto", compute_type=COMPUTE_TYPE, inter_threads=1, intra_threads=_cores()
            )
        except (RuntimeError, ValueError) as error:
            raise InputError(folder, f"the model cannot be loaded: {error}; install the package again") from error


@dataclass(frozen=True)
class ArgosEngine:
    """Translates with one model, or with two, one after the other."""

    engines: tuple[ModelEngine, ...]

    @cached_property
    def origin(self) -> Origin:
        """`argos en_ru 1.9`, or `argos ru_en+en_zh 1.9+1.9`."""
        models = [engine.model for engine in self.engines]
        settings = [BEAM, LENGTH_PENALTY, LONGEST, COMPUTE_TYPE, *(engine.settings for engine in self.engines)]
        return Origin(
            "argos",
            "+".join(model.pair for model in models),
            "+".join(re.sub(r"\s+", "_", model.version) or "0" for model in models),
            hashlib.sha256(repr(settings).encode()).hexdigest()[:16],
        )

    def translate(self, sentences: Sequence[str], manner: Manner = Manner.PLAIN) -> Iterator[tuple[int, Draft]]:
        """The drafts, as each batch ends.

        Through two models, the score is the sum of both: the second can only add doubt.
        """
        del manner
        first, *others = self.engines
        drafts = first.translate(sentences)
        for engine in others:
            drafts = _continued(drafts, engine)
        return drafts


def _continued(drafts: Iterator[tuple[int, Draft]], engine: ModelEngine) -> Iterator[tuple[int, Draft]]:
    for some in _slices(drafts):
        for place, draft in engine.translate([between.text for _, between in some]):
            index, between = some[place]
            yield index, Draft(draft.text, _sum(between.score, draft.score))


def _sum(first: float | None, second: float | None) -> float | None:
    scores = [score for score in (first, second) if score is not None]
    return _rounded(sum(scores)) if scores else None


def _rounded(score: float) -> float:
    """Four places, as the rest depends on the machine; never `-0.0`."""
    return round(score, 4) + 0.0


def _batches(plans: Mapping[str, Plan]) -> Iterator[list[str]]:
    """Sentences of about the same length, as many as fill `BATCH_PIECES` when all parts are as long as the longest."""
    batch: list[str] = []
    parts = 0
    for sentence in sorted(plans, key=lambda sentence: plans[sentence].longest):
        parts += len(plans[sentence].parts)
        if batch and parts * plans[sentence].longest > BATCH_PIECES:
            yield batch
            batch, parts = [], len(plans[sentence].parts)
        batch.append(sentence)
    if batch:
        yield batch


def _slices(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    rest = iter(items)
    while some := list(islice(rest, SLICE)):
        yield some


def _cores() -> int:
    """The processor cores this run may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


# ------------------------------------------------------------------------------------------------------- opening


def open_engine(source: str, target: str, setup: Setup) -> ArgosEngine:
    """The engine for a pair of Argos codes with the models installed in the setup's folders; loads nothing.

    ModelMissingError, in one line that says what to install, if no model and no two models lead from one to the other.
    """
    models = installed(setup.folders)
    way = route(models, source, target)
    if not way:
        raise ModelMissingError(_advice(source, target, models, broken(setup.folders)))
    return ArgosEngine(tuple(ModelEngine(model) for model in way))


def _advice(source: str, target: str, models: Sequence[Model], broken_models: Sequence[BrokenModel]) -> str:
    """What is missing: the direct model, or two through English, as nearly all Argos models have it on one side."""
    legs = [(source, target)] if "en" in {source, target} else [(source, "en"), ("en", target)]
    names = [f"translate-{one}_{other}" for one, other in legs if find(models, one, other) is None]
    damaged = "".join(
        f" (damaged: {each.path}, {each.reason})"
        for each in broken_models
        if any(f"{one}_{other}" in each.path.name for one, other in legs)
    )
    commands = " and ".join(f"`argospm install {name}`" for name in names)
    files = " and ".join(f"{name}.argosmodel" for name in names)
    return (
        f"no installed model translates {source} into {target}{damaged}: run {commands}, "
        f"or download {files} from {INDEX} and run `l10n models install FILE.argosmodel`"
    )
