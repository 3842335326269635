"""The engine `firefox`: Mozilla's Firefox Translations models, run by fxtranslate in worker processes.

The models are small and quick, made for reading along in a browser. They give no score, no alignment and one answer to
each sentence. What they cannot do is kept away from them: characters that their vocabulary lacks are replaced where
there is an equivalent (`spelling`), words with others are hidden (`hiding`), line breaks stay outside, and long
sentences are translated in parts.

A sentence over which the models fail gets an empty draft that is `cut_off`: no answer, though the run goes on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from l10n.engines import Draft, Manner, Origin, Setup
from l10n.engines.firefox.models import FirefoxModel, incomplete, mozilla, route
from l10n.engines.firefox.pool import Pool
from l10n.errors import ModelMissingError
from l10n.models import FIREFOX

PREPARATION: Final = 1
"""Raised whenever `spelling`, `hiding` or the parting changes, so that old drafts are not taken for new ones."""

SITE: Final = "https://mozilla.github.io/translations/firefox-models/"
"""Where Mozilla lists its models."""


@dataclass(frozen=True)
class FirefoxEngine:
    """Translates with one model, or with two, one after the other. Its processes end with it."""

    models: tuple[FirefoxModel, ...]

    @cached_property
    def origin(self) -> Origin:
        """`firefox en_pt 2.0`, or `firefox pt_en+en_es 2.0+1.0`."""
        files = [file for model in self.models for file in model.files]
        contents = [f"{file.name}={hashlib.sha256(file.read_bytes()).hexdigest()}" for file in files]
        return Origin(
            "firefox",
            "+".join(model.pair for model in self.models),
            "+".join(model.version for model in self.models),
            hashlib.sha256(repr([PREPARATION, _fxtranslate(), *contents]).encode()).hexdigest()[:16],
        )

    def translate(self, sentences: Sequence[str], manner: Manner = Manner.PLAIN) -> Iterator[tuple[int, Draft]]:
        """The drafts as they become ready; the manner makes no difference. Equal sentences are translated once.

        An empty draft of a sentence that is not blank means that there is no answer.
        """
        del manner
        places: dict[str, list[int]] = {}
        for index, sentence in enumerate(sentences):
            if sentence.strip():
                places.setdefault(sentence, []).append(index)
            else:
                yield index, Draft(sentence, None)
        todo = list(places)
        for number, text in self._pool.translate(todo):
            draft = Draft("", None, cut_off=True) if text is None else Draft(text, None)
            for index in places[todo[number]]:
                yield index, draft

    @cached_property
    def _pool(self) -> Pool:
        return Pool(self.models)


def open_engine(source: str, target: str, setup: Setup) -> FirefoxEngine:
    """The engine for a pair of Argos codes with the models below the setup's folders; loads nothing.

    ModelMissingError, in one line that says what to install, if fxtranslate is not installed, or neither a model nor
    two through English lead from one language to the other.
    """
    if find_spec("fxtranslate") is None:
        raise ModelMissingError("the engine firefox needs fxtranslate: run `pip install 'article-l10n[firefox]'`")
    models = route(setup.folders, source, target)
    if not models:
        raise ModelMissingError(_advice(source, target, setup.folders))
    return FirefoxEngine(models)


def _advice(source: str, target: str, folders: Sequence[Path]) -> str:
    legs = [(source, target)] if "en" in {source, target} else [(source, "en"), ("en", target)]
    missing = [(one, other) for one, other in legs if not route(folders, one, other)]
    lacking = [str(path) for one, other in missing for path in incomplete(folders, one, other)]
    damaged = f" (a file is missing in {', '.join(lacking)})" if lacking else ""
    place = (folders[0] if folders else Path("models")) / FIREFOX
    pairs = [f"{mozilla(one)}{mozilla(other)}" for one, other in missing]
    wanted = " and ".join(f"model.{pair}.*.bin with its vocabulary into {place / pair}/" for pair in pairs)
    return f"no Firefox model translates {source} into {target}{damaged}: put {wanted}; {SITE} lists them"


def _fxtranslate() -> str:
    try:
        return version("fxtranslate")
    except PackageNotFoundError:  # put on the path without being installed
        return "0"
