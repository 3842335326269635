"""Argos Translate itself, whole, as a judge of the test models and of the engine.

    cd tests && python -m models.argos_judge PACKAGE.argosmodel... < sentences.json

Standard input is a JSON list of [from, to, sentence]; standard output is the JSON list of translations. Run it as a
program of its own with `HOME`, `XDG_*_HOME` and `ARGOS_PACKAGES_DIR` in a temporary folder: Argos Translate makes
folders when it is imported, and keeps what it has once loaded.

Argos Translate cannot be imported without two libraries that split text into sentences, PyTorch and downloads with
them. Sentences are split before they come here, so two modules stand in for these libraries: `stanza`, which is never
called, and `minisbd`, which takes every text for one sentence. All else is the code that its users run.
"""

import json
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace


class OneSentence:
    """Has the shape of `minisbd.SBDetect`, for text that is one sentence."""

    def __init__(self, language: str, *, use_gpu: bool) -> None:
        self.language = language
        self.use_gpu = use_gpu

    def sentences(self, text: str) -> list[str]:
        """The text, uncut."""
        return [text]


class SplitterModule(ModuleType):
    """What Argos Translate takes from the module `minisbd`."""

    SBDetect = OneSentence
    models = SimpleNamespace(cache_dir="", list_models=lambda: ["en", "ru"])


def stand_in() -> None:
    """Puts the two modules in place; `argostranslate.translate` can be imported from then on."""
    sys.modules.update(stanza=ModuleType("stanza"), minisbd=SplitterModule("minisbd"))


def translations(packages: list[Path], sentences: list[tuple[str, str, str]]) -> list[str]:
    """Installs the packages as Argos Translate does, and lets it translate."""
    stand_in()
    from argostranslate import package, translate  # noqa: PLC0415 - must find the two modules

    for path in packages:
        package.install_from_path(path)
    return [translate.translate(text, source, target) for source, target, text in sentences]


if __name__ == "__main__":
    answers = translations([Path(name) for name in sys.argv[1:]], json.load(sys.stdin))
    json.dump(answers, sys.stdout)
