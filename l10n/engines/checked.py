"""An engine whose answers are looked at before anyone relies on them: other people's code may break the contract.

An answer that is none (no text, nothing but punctuation) is an empty draft. After an index that cannot be right, or an
exception, sentences are asked for in fewer at a time, at last one by one, where only one index can be right: one bad
sentence costs no other its answer, and no sentence gets the answer to another.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from operator import index as as_index
from typing import Final, SupportsIndex

from l10n.engines import ENGINES, Draft, Engine, Link, Manner, Origin
from l10n.errors import EngineError, L10nError
from l10n.inline import says_something

PATIENCE: Final = 8
"""Sentences over which an engine may fail one after the other before it has answered any: then it is given up."""
TRIED: Final = 2
"""Sentences that other people's engines are asked for one by one at first."""
_SHOWN: Final = 40
"""Characters of a sentence that a message shows."""


@dataclass(frozen=True, slots=True)
class Breach:
    """How an engine broke the contract, how often, and over which sentence first."""

    what: str
    times: int
    sentence: str

    def __str__(self) -> str:
        shown = self.sentence if len(self.sentence) <= _SHOWN else f"{self.sentence[:_SHOWN]}…"
        return f"{self.what} ({self.times} times, first for {shown!r})"


class CheckedEngine:
    """Another engine, held to its contract."""

    def __init__(self, engine: Engine, *, tried: int = 0) -> None:
        """`tried`: how many sentences are asked for one by one at first, to see that indexes are those of the call."""
        self._engine = engine
        self._tried = tried
        self._alone = False
        self._answered = False
        self._failures = 0
        self._ended_badly = False
        self._breaches: dict[str, Breach] = {}

    @property
    def origin(self) -> Origin:
        """Where its drafts come from. EngineError if it does not say so."""
        try:
            origin: object = self._engine.origin
        except L10nError:
            raise
        except Exception as error:
            raise EngineError(f"the engine has no origin: {_told(error)}; report it to whoever offers it") from error
        if not isinstance(origin, Origin) or not all(isinstance(part, str) for part in _parts(origin)):
            raise EngineError(f"the engine has {origin!r} for an origin; report it to whoever offers it")
        return origin

    @property
    def breaches(self) -> tuple[Breach, ...]:
        """How the contract was broken so far, each way once."""
        return tuple(self._breaches.values())

    def translate(self, sentences: Sequence[str], manner: Manner = Manner.PLAIN) -> Iterator[tuple[int, Draft]]:
        """The draft of each sentence with its index, each index exactly once; empty where there is no answer.

        EngineError if the engine fails over the first sentences.
        """
        places = list(range(len(sentences)))
        first, self._tried = self._tried, max(0, self._tried - len(sentences))
        for share in [*([place] for place in places[:first]), places[first:]]:
            yield from self._share(share, sentences, manner)

    def _share(self, places: Sequence[int], sentences: Sequence[str], manner: Manner) -> Iterator[tuple[int, Draft]]:
        """The drafts of some of the sentences: asked for together, as long as the engine can be believed that way."""
        shares = [[place] for place in places] if self._alone else [places] if places else []
        for share in shares:
            left = dict.fromkeys(share)
            for place, draft in self._call(share, sentences, manner):
                del left[place]
                yield place, draft
            yield from self._left([*left], sentences, manner, alone=len(share) == 1)

    def _left(
        self, places: Sequence[int], sentences: Sequence[str], manner: Manner, *, alone: bool
    ) -> Iterator[tuple[int, Draft]]:
        """Sentences without an answer: one that was asked for alone has none, others are asked for in halves."""
        if alone or not self._ended_badly:
            yield from ((place, Draft("", None)) for place in places)
            return
        half = (len(places) + 1) // 2
        for share in (places[:half], places[half:]):
            yield from self._share(share, sentences, manner)

    def _call(self, places: Sequence[int], sentences: Sequence[str], manner: Manner) -> Iterator[tuple[int, Draft]]:
        """What the engine answers, up to what cannot be right."""
        self._ended_badly = True
        answered: set[int] = set()
        try:
            for item in self._engine.translate([sentences[place] for place in places], manner):
                at = self._index(item, len(places), answered, sentences[places[0]])
                if at is None:
                    return
                answered.add(at)
                yield places[at], self._draft(item[1], sentences[places[at]])
            self._ended_badly = False
        except L10nError:
            raise
        except (Exception, SystemExit) as error:  # noqa: BLE001 - other people's code raises what it likes
            if len(places) == 1:
                self._fail(error, sentences[places[0]])

    def _index(self, item: object, count: int, answered: Collection[int], sentence: str) -> int | None:
        """The index of an answer; None where it cannot be right: from then on, sentences are asked for one by one."""
        pair = item if isinstance(item, tuple | list) and len(item) == 2 else (None, None)
        at = pair[0] if isinstance(pair[0], SupportsIndex) and not isinstance(pair[0], bool) else -1
        if 0 <= (place := as_index(at)) < count and place not in answered:
            return place
        self._alone = True
        reason = f"index {place} twice" if place in answered else f"{item!r:.60} for an index below {count} and a draft"
        self._broken(f"answered with {reason}", sentence)
        return None

    def _fail(self, error: BaseException, sentence: str) -> None:
        self._broken(f"raised {_told(error)}", sentence)
        self._failures += 1
        if self._failures >= PATIENCE and not self._answered:
            raise EngineError(f"the engine fails: {_told(error)}; see to it, or take another by --engine") from error

    def _draft(self, draft: object, sentence: str) -> Draft:
        """An answer as the contract has it."""
        if not isinstance(draft, Draft) or not isinstance(draft.text, str):
            self._broken(f"answered with a {type(getattr(draft, 'text', draft)).__name__}, not a draft", sentence)
            return Draft("", None)
        self._answered = True
        if not says_something(draft.text):
            return replace(draft, text="", alignment=None)
        text = self._clean(draft.text, sentence)
        alignment = draft.alignment if text == draft.text else None
        return Draft(
            text, self._score(draft.score, sentence), self._links(alignment, draft, sentence), bool(draft.cut_off)
        )

    def _clean(self, text: str, sentence: str) -> str:
        strange = {character for character in text if _is_control(character) and character not in sentence}
        if not strange:
            return text
        self._broken("answered with control characters, which were left out", sentence)
        return "".join(character for character in text if character not in strange)

    def _score(self, score: object, sentence: str) -> float | None:
        if score is None:
            return None
        if isinstance(score, float | int) and not isinstance(score, bool) and isfinite(score):
            return float(score)
        self._broken(f"answered with {score!r:.40} for a score, which was left out", sentence)
        return None

    def _links(self, links: object, draft: Draft, sentence: str) -> tuple[Link, ...] | None:
        if links is None:
            return None
        if isinstance(links, tuple) and all(_fits(link, len(draft.text), len(sentence)) for link in links):
            return links
        self._broken("answered with an alignment of other texts, which was left out", sentence)
        return None

    def _broken(self, what: str, sentence: str) -> None:
        known = self._breaches.get(what, Breach(what, 0, sentence))
        self._breaches[what] = replace(known, times=known.times + 1)


def checked(engine: Engine, name: str) -> CheckedEngine:
    """The engine of that name, held to its contract."""
    return engine if isinstance(engine, CheckedEngine) else CheckedEngine(engine, tried=0 if name in ENGINES else TRIED)


def _is_control(character: str) -> bool:
    """Control characters but for line ends and tabs, halves of surrogate pairs, and marks that turn text around."""
    category = unicodedata.category(character)
    turns = "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"
    return turns or category == "Cs" or (category == "Cc" and not character.isspace())


def _fits(link: object, length: int, source_length: int) -> bool:
    return (
        isinstance(link, Link) and 0 <= link.start <= link.end <= length
        and 0 <= link.source_start <= link.source_end <= source_length
    )  # fmt: skip


def _parts(origin: Origin) -> tuple[object, ...]:
    return origin.engine, origin.model, origin.version, origin.settings


def _told(error: BaseException) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
