"""The engine `argos`: Argos packages, decoded by CTranslate2.

A sentence gets the answer that Argos Translate itself would give with its default settings (in the best quality; the
others give up something for speed), except that underscores stay (Argos makes blanks of them) and no blank is added at
the edges. What differs is the work around it: every sentence is decoded once, with others of its length, on all cores,
and nothing is loaded before a sentence has to be decoded.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final, TypeVar

from l10n.engines import Draft, Link, Manner, Origin, Quality, Setup
from l10n.engines.argos.alignment import composed
from l10n.engines.argos.decode import COMPUTE_TYPE, LENGTH_PENALTY, LONGEST, SEARCHES
from l10n.engines.argos.model import ModelEngine, rounded
from l10n.engines.argos.vocabulary import RULES
from l10n.errors import ModelMissingError
from l10n.models import BrokenModel, Model, broken, find, fingerprint, installed, route

SLICE: Final = 256
"""Answers of a first model that are gathered for a second one; they are lost when a run is interrupted."""

INDEX: Final = "https://www.argosopentech.com/argospm/index/"
"""Where Argos models are downloaded."""

_Item = TypeVar("_Item")


@dataclass(frozen=True)
class ArgosEngine:
    """Translates with one model, or with two, one after the other."""

    engines: tuple[ModelEngine, ...]
    quality: Quality

    @cached_property
    def origin(self) -> Origin:
        """`argos en_ru 1.9`, or `argos ru_en+en_zh 1.9+1.9`; the settings tell the models by their SHA-256."""
        models = [engine.model for engine in self.engines]
        beam = SEARCHES[self.quality].beam
        settings = [beam, LENGTH_PENALTY, LONGEST, COMPUTE_TYPE, *map(fingerprint, models)]
        if SEARCHES[self.quality].narrowed:
            settings += [self.quality.value, RULES]
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
        first, *others = self.engines
        drafts = first.translate(sentences, manner)
        for engine in others:
            drafts = _continued(drafts, engine, manner)
        return drafts


def _continued(drafts: Iterator[tuple[int, Draft]], engine: ModelEngine, manner: Manner) -> Iterator[tuple[int, Draft]]:
    for some in _slices(drafts):
        for place, draft in engine.translate([between.text for _, between in some], manner):
            index, between = some[place]
            yield index, _through(between, draft)


def _through(between: Draft, draft: Draft) -> Draft:
    """The draft of a draft, as one of the first sentence."""
    scores = [score for score in (between.score, draft.score) if score is not None]
    return Draft(
        draft.text,
        rounded(sum(scores)) if scores else None,
        _alignment(between.alignment, draft.alignment),
        cut_off=between.cut_off or draft.cut_off,
    )


def _alignment(first: tuple[Link, ...] | None, second: tuple[Link, ...] | None) -> tuple[Link, ...] | None:
    return None if first is None or second is None else composed(first, second)


def _slices(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    rest = iter(items)
    while some := list(islice(rest, SLICE)):
        yield some


def open_engine(source: str, target: str, setup: Setup) -> ArgosEngine:
    """The engine for a pair of Argos codes with the models installed in the setup's folders; loads nothing.

    ModelMissingError, in one line that says what to install, if no model and no two models lead from one to the other.
    """
    models = installed(setup.folders)
    way = route(models, source, target)
    if not way:
        raise ModelMissingError(_advice(source, target, models, broken(setup.folders)))
    search = SEARCHES[setup.quality]
    return ArgosEngine(tuple(ModelEngine(model, search, setup.shelf) for model in way), setup.quality)


def _advice(source: str, target: str, models: Sequence[Model], broken_models: Sequence[BrokenModel]) -> str:
    """What is missing: the direct model, or two through English, as nearly all Argos models have it on one side."""
    legs = [(source, target)] if "en" in {source, target} else [(source, "en"), ("en", target)]
    pairs = [f"{one}_{other}" for one, other in legs if find(models, one, other) is None]
    damaged = "".join(
        f" (damaged: {each.path}, {each.reason})"
        for each in broken_models
        if any(f"{one}_{other}" in each.path.name for one, other in legs)
    )
    files = " and ".join(f"translate-{pair}.argosmodel" for pair in pairs)
    return (
        f"no installed model translates {source} into {target}{damaged}: run `l10n models install {' '.join(pairs)}`; "
        f"without a network, carry {files} from {INDEX} here and name the files instead"
    )
