"""One Argos model at work: sentences are parted, each part is decoded once, and the answers are drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from l10n.engines import Draft, Link, Manner, Shelf
from l10n.engines.argos.alignment import links, moved
from l10n.engines.argos.decode import LONGEST, Answer, Decoder, Search, search_for
from l10n.engines.argos.pieces import SentencePiece, tokenizer
from l10n.engines.argos.vocabulary import narrowing
from l10n.engines.parting import Part, Plan, joined, plan, unanswered
from l10n.models import Model, Tokenizer

SCORE_PLACES: Final = 4
"""Decimal places of a score; the rest depends on the machine."""


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """What the model made of one part."""

    text: str
    links: tuple[Link, ...] | None
    answer: Answer


@dataclass(frozen=True, slots=True)
class ModelEngine:
    """Translates with one model. What it loads, it loads at the first sentence, onto the shelf."""

    model: Model
    search: Search
    shelf: Shelf = field(default_factory=Shelf, compare=False)

    def translate(self, sentences: Sequence[str], manner: Manner) -> Iterator[tuple[int, Draft]]:
        """Drafts of all sentences as each batch ends, the longest first; equal sentences are decoded once."""
        if not sentences:
            return
        places: dict[str, list[int]] = {}
        for index, sentence in enumerate(sentences):
            places.setdefault(sentence, []).append(index)
        pieces_of = cache(self._tokenizer.encode)
        plans = {sentence: plan(sentence, lambda text: len(pieces_of(text)), LONGEST) for sentence in places}
        for sentence, draft in self._drafts(plans, pieces_of, manner):
            yield from ((index, draft) for index in places[sentence])

    def _drafts(
        self, plans: Mapping[str, Plan], pieces_of: Callable[[str], list[str]], manner: Manner
    ) -> Iterator[tuple[str, Draft]]:
        """Each sentence with its draft, once the last of its parts is answered."""
        missing = {sentence: {part.text for part in planned.parts} for sentence, planned in plans.items()}
        sentences_of: dict[str, list[str]] = {}
        for sentence, texts in missing.items():
            for text in texts:
                sentences_of.setdefault(text, []).append(sentence)
        yield from ((sentence, self._draft(plans[sentence], {})) for sentence, texts in missing.items() if not texts)
        answers: dict[str, PartAnswer] = {}
        for text, answer in self._answers({text: pieces_of(text) for text in sentences_of}, manner):
            answers[text] = answer
            for sentence in sentences_of[text]:
                missing[sentence].discard(text)
                if not missing[sentence]:
                    yield sentence, self._draft(plans[sentence], answers)

    def _answers(self, pieces: Mapping[str, list[str]], manner: Manner) -> Iterator[tuple[str, PartAnswer]]:
        by_search: dict[Search, list[str]] = {}
        for text in pieces:
            by_search.setdefault(search_for(pieces[text], self.search, manner), []).append(text)
        for search, texts in by_search.items():
            asked = [pieces[text] for text in texts]
            for batch in self._decoder.answers(asked, search, self.model.target_prefix):
                yield from ((texts[number], self._part_answer(texts[number], answer)) for number, answer in batch)

    def _part_answer(self, source: str, answer: Answer) -> PartAnswer:
        whole = self._tokenizer.decode(answer.pieces)
        rest = whole.removeprefix(self.model.target_prefix).lstrip()
        text = rest.rstrip()
        if answer.looked is None or not isinstance(self._tokenizer, SentencePiece):
            return PartAnswer(text, None, answer)
        before = len(whole) - len(rest)
        spans = [
            (max(0, start - before), min(len(text), end - before))
            for start, end in self._tokenizer.answer_spans(answer.pieces)
        ]
        return PartAnswer(text, links(spans, self._tokenizer.source_spans(source), answer.looked), answer)

    def _draft(self, planned: Plan, answers: Mapping[str, PartAnswer]) -> Draft:
        mine = [(part, answers[part.text]) for part in planned.parts]
        text = self._joined(mine, planned.after)
        if not mine:
            return Draft(text, None)
        if unanswered([(part, each.text) for part, each in mine]):
            return Draft("", None)
        score = sum(each.answer.log_probability for _, each in mine) / sum(each.answer.length for _, each in mine)
        cut_off = any(each.answer.cut_off for _, each in mine)
        return Draft(text, rounded(score), self._alignment(mine), cut_off)

    def _joined(self, parts: Iterable[tuple[Part, PartAnswer]], after: str) -> str:
        texts = [(part, each.text) for part, each in parts]
        return joined(texts, after, self.model.from_code, self.model.to_code)

    def _alignment(self, parts: Sequence[tuple[Part, PartAnswer]]) -> tuple[Link, ...] | None:
        """The links of all parts, in the draft and the sentence as wholes."""
        every: list[Link] = []
        source_at = 0
        for number, (part, each) in enumerate(parts, start=1):
            if each.links is None:
                return None
            at = len(self._joined(parts[:number], "")) - len(each.text)
            source_at += len(part.before)
            every += moved(each.links, at, source_at)
            source_at += len(part.text)
        return tuple(every)

    @property
    def _tokenizer(self) -> Tokenizer:
        return self.shelf.get(("tokenizer", self.model.path), lambda: tokenizer(self.model))

    @property
    def _decoder(self) -> Decoder:
        folder: Path = self.model.path / "model"

        def load() -> Decoder:
            vocabulary_map = narrowing(folder, self.model.to_code) if self.search.narrowed else None
            return Decoder(folder, vocabulary_map)

        return self.shelf.get(("decoder", folder, self.search.narrowed), load)


def rounded(score: float) -> float:
    """A score as it is told; never `-0.0`."""
    return round(score, SCORE_PLACES) + 0.0
