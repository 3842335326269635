"""Mozilla's models on disk: which folder translates a pair of languages, and what its files are.

A folder holds `model.enpt.*.bin`, `vocab.enpt.spm` (or `srcvocab.enpt.spm` and `trgvocab.enpt.spm`) and may hold a list
of likely words, `lex.*.enpt.s2t.bin`; each also with `.gz`, as Mozilla publishes them. That is the layout of the
repository mozilla/firefox-translations-models and of fxtranslate's own cache.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from l10n.errors import InputError
from l10n.models import FIREFOX
from l10n.models.installed import version_key
from l10n.parsing import json_of

MAX_BYTES: Final = 1024**3
"""Of one file, unpacked; Mozilla's have 1-60 MB."""

MOZILLA: Final[Mapping[str, str]] = MappingProxyType({"zt": "zh_hant", "pb": "pt"})
"""Argos codes that Mozilla spells otherwise, or has no model of its own for."""

AGAIN: Final = "copy the model's files there again"

_DESCRIPTIONS: Final = ("model_info.json", "modelMeta.json", "metadata.json")


@dataclass(frozen=True, slots=True)
class FirefoxModel:
    """A folder that translates from one language into another."""

    source: str
    target: str
    """Both as Argos codes."""
    pair: str
    """As Mozilla spells it, with `_` between the languages: `en_pt`, `en_zh_hant`."""
    version: str
    path: Path
    weights: Path
    source_vocabulary: Path
    target_vocabulary: Path
    """The same file as the source's for most pairs."""
    shortlist: Path | None

    @property
    def files(self) -> tuple[Path, ...]:
        """All its files, each once."""
        files = (self.weights, self.source_vocabulary, self.target_vocabulary, self.shortlist)
        return tuple(dict.fromkeys(file for file in files if file is not None))


def find(folders: Iterable[Path], source: str, target: str) -> FirefoxModel | None:
    """The model of a pair of Argos codes: of several the highest version, of equal ones that of the first folder."""
    found = [
        model for path in _candidates(folders, source, target) if (model := model_in(path, source, target)) is not None
    ]
    return max(found, key=lambda model: version_key(model.version), default=None)


def route(folders: Sequence[Path], source: str, target: str) -> tuple[FirefoxModel, ...]:
    """The direct model, else two through English, else none."""
    for ways in ([(source, target)], [(source, "en"), ("en", target)]):
        models = [model for one, other in ways if (model := find(folders, one, other)) is not None]
        if len(models) == len(ways):
            return tuple(models)
    return ()


def incomplete(folders: Iterable[Path], source: str, target: str) -> tuple[Path, ...]:
    """The folders that are called like the pair and lack a file."""
    return tuple(path for path in _candidates(folders, source, target) if model_in(path, source, target) is None)


def model_in(path: Path, source: str, target: str) -> FirefoxModel | None:
    """The model of a folder, or None where it lacks a file."""
    for one, other in _spellings(source, target):
        code = f"{one}{other}"
        weights = _file(path, rf"model\.{code}\..*bin")
        shared = _file(path, rf"vocab\.{code}\.spm")
        inward = _file(path, rf"srcvocab\.{code}\.spm") or shared
        outward = _file(path, rf"trgvocab\.{code}\.spm") or shared
        if weights and inward and outward:
            shortlist = _file(path, rf"lex\..*\.{code}\.s2t\.bin")
            return FirefoxModel(
                source, target, f"{one}_{other}", _version(path, one, other), path, weights, inward, outward, shortlist
            )
    return None


def content(file: Path) -> bytes:
    """The bytes of a file, unpacked. InputError names it."""
    try:
        with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as opened:
            data: bytes = opened.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(file, f"cannot be read: {error}; {AGAIN}") from error
    if len(data) > MAX_BYTES:
        raise InputError(file, f"unpacks to more than {MAX_BYTES} bytes, so it is no file of a model")
    return data


def mozilla(code: str) -> str:
    """An Argos code as Mozilla spells it."""
    return MOZILLA.get(code, code)


def _spellings(source: str, target: str) -> Iterator[tuple[str, str]]:
    """A pair as Mozilla may spell it, its own codes first."""
    for one in dict.fromkeys((source, mozilla(source))):
        for other in dict.fromkeys((target, mozilla(target))):
            yield one, other


def _candidates(folders: Iterable[Path], source: str, target: str) -> Iterator[Path]:
    """The folders called like the pair: `enpt`, `en-pt`, `en_pt`, `enpt-1693087644`."""
    names = "|".join(rf"{re.escape(one)}[-_]?{re.escape(other)}" for one, other in _spellings(source, target))
    called = re.compile(rf"(?:{names})(?:[-.].*)?", re.IGNORECASE)
    for folder in dict.fromkeys(folders):
        for collection in (folder / FIREFOX, folder):
            yield from (path for path in _listed(collection) if called.fullmatch(path.name) and path.is_dir())


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _file(folder: Path, name: str) -> Path | None:
    """The first file of that name, unpacked rather than packed."""
    wanted = re.compile(rf"{name}(?:\.gz)?")
    found = [path for path in _listed(folder) if wanted.fullmatch(path.name) and path.is_file()]
    return min(found, key=lambda path: (path.suffix == ".gz", path.name), default=None)


def _version(path: Path, one: str, other: str) -> str:
    """What the folder's description says, else the rest of its name, else 0."""
    for name in _DESCRIPTIONS:
        if version := _described(path / name):
            return version
    rest = re.fullmatch(rf"{one}[-_]?{other}[-.](.+)", path.name, re.IGNORECASE)
    return re.sub(r"\s+", "_", rest[1]) if rest else "0"


def _described(file: Path) -> str:
    try:
        description = json_of(file.read_bytes())
    except (OSError, ValueError):
        return ""
    version = description.get("version") if isinstance(description, dict) else None
    return re.sub(r"\s+", "_", str(version).strip()) if isinstance(version, str | int | float) else ""
