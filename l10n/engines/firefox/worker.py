"""The process that translates: lines of JSON in, lines of JSON out, until its input ends.

The first line names the models, `[[folder, source, target], …]`, and is answered by `{"ready": true}` or by
`{"path": …, "reason": …}`. Every other line is a sentence, and its answer a line.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from l10n.engines.firefox.models import AGAIN, model_in
from l10n.errors import InputError

if TYPE_CHECKING:
    from l10n.engines.firefox.translator import Translator


def main() -> None:
    """Answer the process that started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, whose end ends our input
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get among the answers
    try:
        _serve(sys.stdin.buffer, answers)
    except BrokenPipeError:
        os._exit(0)  # nobody is left to be answered


def _serve(requests: BinaryIO, answers: BinaryIO) -> None:
    try:
        translators = [_translator(Path(path), *pair) for path, *pair in json.loads(requests.readline())]
    except InputError as error:
        _tell(answers, {"path": str(error.path), "reason": error.reason})
        return
    _tell(answers, {"ready": True})
    for line in requests:
        _tell(answers, _translated(translators, json.loads(line)))


def _translator(folder: Path, source: str, target: str) -> Translator:
    try:
        from l10n.engines.firefox.translator import Translator  # noqa: PLC0415 - whoever asked is told if it fails
    except ImportError as error:
        raise InputError(folder, f"needs fxtranslate: {error}; run `pip install 'article-l10n[firefox]'`") from error
    model = model_in(folder, source, target)
    if model is None:
        raise InputError(folder, f"has lost a file of the model; {AGAIN}")
    return Translator(model)


def _translated(translators: Iterable[Translator], sentence: str) -> str:
    for translator in translators:
        sentence = translator.translate(sentence)
    return sentence


def _tell(answers: BinaryIO, message: object) -> None:
    answers.write(json.dumps(message).encode("ascii") + b"\n")
    answers.flush()
