"""Sentences through one model, in this process and this thread: what a worker does.

fxtranslate's translator takes one sentence at a time, panics when another thread calls it, and says nothing of a
damaged vocabulary.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

from fxtranslate import Translator as Marian
from sentencepiece import SentencePieceProcessor

from l10n.engines.firefox.hiding import FORMS, hide
from l10n.engines.firefox.models import AGAIN, FirefoxModel, content
from l10n.engines.firefox.spelling import spelled
from l10n.engines.parting import UNSPACED, joined, plan, unanswered
from l10n.errors import InputError

LONGEST: Final = 70
"""Pieces of a sentence given to a model, about 300 characters of English. Measured on Mozilla's English to Portuguese:
of 79 pieces all came back, of 95 and more some clauses never, and the time grows faster than the length."""

PROBE: Final = "Hello world."
"""Every vocabulary has these letters, for names. A damaged one makes nothing of them, another model's leaves them."""


class Translator:
    """A loaded model. InputError names the file that cannot be loaded."""

    def __init__(self, model: FirefoxModel) -> None:
        self._languages = (model.source, model.target)
        self._pieces = _vocabulary(model.source_vocabulary)
        _vocabulary(model.target_vocabulary)
        self._known = cache(self._is_known)
        self._model = _loaded(model)
        answer = self._model.translate(PROBE).strip()
        if not answer or (answer == PROBE and model.source == "en"):
            raise InputError(model.source_vocabulary, f"does not fit the model beside it: {answer!r}; {AGAIN}")

    def translate(self, sentence: str) -> str:
        """The answer to a text of any length; line breaks, outer spaces and text without a known letter stay.

        Empty where a part of it has no answer.
        """
        planned = plan(sentence, self._size, LONGEST)
        answers = [(part, self._answer(part.text)) for part in planned.parts]
        if unanswered(answers):
            return ""
        return joined(answers, planned.after, *self._languages)

    def _answer(self, text: str) -> str:
        spelling = self._spelled(text)
        for form in FORMS if self._languages[0] not in UNSPACED else ():
            if hidden := hide(spelling, self._known, form):
                answer = hidden.revealed(self._model.translate(hidden.text))
                if answer is not None:
                    return answer.strip()
        return self._model.translate(spelling).strip()

    def _spelled(self, text: str) -> str:
        return spelled(text, self._known)

    def _is_known(self, character: str) -> bool:
        return self._pieces.unk_id() not in self._pieces.encode(character)

    def _size(self, text: str) -> int:
        """Pieces; of text without a letter or digit that the model knows, none."""
        spelling = self._spelled(text)
        if not any(self._known(character) for character in spelling if character.isalnum()):
            return 0
        return len(self._pieces.encode(spelling))


def _vocabulary(file: Path) -> Any:
    try:
        pieces = SentencePieceProcessor(model_proto=content(file))
    except RuntimeError as error:
        raise InputError(file, f"is no SentencePiece vocabulary; {AGAIN}") from error
    if pieces.get_piece_size() == 0:
        raise InputError(file, f"is empty; {AGAIN}")
    return pieces


def _loaded(model: FirefoxModel) -> Marian:
    vocabularies = content(model.source_vocabulary), content(model.target_vocabulary)
    weights, shortlist = content(model.weights), content(model.shortlist) if model.shortlist else None
    try:
        return Marian(weights, *vocabularies, shortlist)
    except ValueError as error:
        raise InputError(model.weights, f"is no model that fxtranslate can load: {error}; {AGAIN}") from error
    except BaseException as error:
        # A panic of the native code, as a damaged shortlist causes, is no Exception, and its class cannot be imported.
        if type(error).__module__ != "pyo3_runtime":
            raise
        raise InputError(model.shortlist or model.weights, f"cannot be loaded: {error}; {AGAIN}") from error
