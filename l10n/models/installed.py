"""Argos packages on disk: which there are, and the way from one language to another.

An installed package is a folder with `metadata.json`, a CTranslate2 model in `model/` and its tokenizer's model beside
it. That shape is Argos Translate's own, so a package installed by either of the two serves both.

Folders whose names begin with a dot are never listed: packages are made and taken apart in them. Only `.NAME.old`
counts, while there is no `NAME`: it is the former `NAME`, if a replacement was cut off between its two renames.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, TypeVar

from l10n.parsing import json_of, reason

FIREFOX: Final = "firefox"
"""Among the packages, the folder of another engine's models."""

TOKENIZERS: Final = ("sentencepiece.model", "bpe.model")
"""A package has one of these; where it has both, Argos Translate takes the first."""

MAX_METADATA: Final = 1024**2
"""Bytes of a package's metadata.json; real ones have a few hundred."""

CODE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,31}")
"""The code of a language, as it may stand in the names of files."""

_NEEDED: Final = (("model/model.bin",), TOKENIZERS)
_OLD: Final = re.compile(r"\.(?P<name>.+)\.old")


class Pair(Protocol):
    """What leads from one language to another."""

    @property
    def from_code(self) -> str:
        """Argos code of the source language."""
        ...

    @property
    def to_code(self) -> str:
        """Argos code of the target language."""
        ...


_P = TypeVar("_P", bound=Pair)


@dataclass(frozen=True, slots=True)
class Model:
    """An installed package that translates from one language into another; the codes are Argos Translate's."""

    from_code: str
    to_code: str
    version: str
    path: Path
    name: str
    """Its name in the Argos index: `translate-en_ru`."""
    target_prefix: str = ""
    """The piece with which every answer of a model for several target languages must begin."""

    @property
    def pair(self) -> str:
        """Both languages, as in `en_ru`."""
        return f"{self.from_code}_{self.to_code}"


@dataclass(frozen=True, slots=True)
class BrokenModel:
    """A folder among the packages that is none, and why."""

    path: Path
    reason: str


def argos_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where Argos Translate keeps its packages; nothing is created.

    The same path as `argostranslate.settings.package_data_dir`, worked out apart, because importing that module creates
    folders in the home directory.
    """
    home = Path(environment["SNAP_USER_DATA"]) if "SNAP" in environment else Path.home()
    configuration = Path(environment.get("XDG_CONFIG_HOME", home / ".config")) / "argos-translate" / "settings.json"
    named = environment.get("ARGOS_PACKAGES_DIR", _setting(configuration, "ARGOS_PACKAGES_DIR"))
    share = Path(environment.get("XDG_DATA_HOME", home / ".local" / "share"))
    return share / "argos-translate" / "packages" if named is None else Path(named)


def _setting(file: Path, key: str) -> str | None:
    try:
        settings = json_of(file.read_bytes())
    except (OSError, ValueError):
        return None
    value = settings.get(key) if isinstance(settings, dict) else None
    return value if isinstance(value, str) else None


def installed(folders: Iterable[Path]) -> tuple[Model, ...]:
    """One model for each pair of languages, sorted by pair.

    Of several the highest version is taken, and of equal ones that of the first folder. Folders that do not exist hold
    nothing; what is broken is left out.
    """
    found = [each for each in _inspected(folders) if isinstance(each, Model)]
    # Both sorts keep the order of equals: first folder, then name.
    by_version = sorted(found, key=lambda model: version_key(model.version), reverse=True)
    best: dict[str, Model] = {}
    for model in by_version:
        best.setdefault(model.pair, model)
    return tuple(sorted(best.values(), key=lambda model: model.pair))


def older(model: Model) -> tuple[Model, ...]:
    """The lower versions of a model in its own folder."""
    found = (each for each in _inspected([model.path.parent]) if isinstance(each, Model) and each.pair == model.pair)
    return tuple(each for each in found if version_key(each.version) < version_key(model.version))


def broken(folders: Iterable[Path]) -> tuple[BrokenModel, ...]:
    """The folders that should be packages and are not, with the reason of each, in the order of the folders."""
    return tuple(each for each in _inspected(folders) if isinstance(each, BrokenModel))


def find(models: Iterable[_P], from_code: str, to_code: str) -> _P | None:
    """The model of a pair of languages, or what else leads from one to the other."""
    return next((model for model in models if (model.from_code, model.to_code) == (from_code, to_code)), None)


def route(models: Sequence[_P], source: str, target: str) -> tuple[_P, ...]:
    """The models to apply one after another: the direct one, else two through English, else two through any language.

    Returns `()` where there is no such way.
    """
    direct = find(models, source, target)
    if direct is not None:
        return (direct,)
    reachable = {model.to_code for model in models if model.from_code == source and source != target}
    for code in sorted(reachable, key=lambda code: (code != "en", code)):
        second = find(models, code, target)
        first = find(models, source, code)
        if first is not None and second is not None:
            return (first, second)
    return ()


def fingerprint(model: Model) -> str:
    """The SHA-256 of an installed package: of all its files, their names included; hexadecimal."""
    return digest(hashes(model.path))


def hashes(package: Path) -> dict[str, str]:
    """The SHA-256 of each file of a package, hexadecimal, by its path below the package, in the order of the paths.

    Files and folders whose names begin with a dot do not count: they are other programs' notes.
    """
    found: dict[str, str] = {}
    for file in sorted(path for path in package.rglob("*") if path.is_file()):
        name = file.relative_to(package)
        if not any(part.startswith(".") for part in name.parts):
            with file.open("rb") as content:
                found[name.as_posix()] = hashlib.file_digest(content, "sha256").hexdigest()
    return found


def digest(files: Mapping[str, str]) -> str:
    """The fingerprint of the hashes of files."""
    whole = hashlib.sha256()
    for name, sha256 in files.items():
        whole.update(f"{name}\0".encode() + bytes.fromhex(sha256))
    return whole.hexdigest()


def _inspected(folders: Iterable[Path]) -> Iterator[Model | BrokenModel]:
    for folder in dict.fromkeys(folders):
        for path in _package_folders(folder):
            package = inspect(path)
            if package is not None:
                yield package


def _package_folders(folder: Path) -> list[Path]:
    try:
        names = sorted(path.name for path in folder.iterdir() if path.is_dir() and path.name != FIREFOX)
    except OSError:
        return []
    return [folder / name for name in names if not name.startswith(".") or _is_orphan(name, names)]


def _is_orphan(name: str, names: Sequence[str]) -> bool:
    old = _OLD.fullmatch(name)
    return old is not None and old["name"] not in names


def limited(file: Path, most: int) -> bytes:
    """The bytes of a file. ValueError where there are more than `most`; raises OSError."""
    with file.open("rb") as opened:
        content = opened.read(most + 1)
    if len(content) > most:
        raise ValueError(f"it has more than {most} bytes")
    return content


def inspect(path: Path) -> Model | BrokenModel | None:
    """What a folder is; None for packages that do not translate (Argos Translate has some that split sentences)."""
    try:
        metadata = json_of(limited(path / "metadata.json", MAX_METADATA))
    except FileNotFoundError:
        return BrokenModel(path, "there is no metadata.json")
    except (OSError, ValueError) as error:
        return BrokenModel(path, f"metadata.json cannot be read: {reason(error)}")
    if not isinstance(metadata, dict):
        return BrokenModel(path, "metadata.json is not a JSON object")
    if metadata.get("type", "translate") != "translate":
        return None
    return _described(path, metadata)


def _described(path: Path, metadata: Mapping[str, object]) -> Model | BrokenModel:
    texts = {key: metadata.get(key, "") for key in ("from_code", "to_code", "package_version", "target_prefix")}
    for key, value in texts.items():
        if not isinstance(value, str) or not value.isprintable():
            return BrokenModel(path, f"metadata.json: {key} is not a text")
    codes = {key: str(texts[key]) for key in ("from_code", "to_code")}
    for key, code in codes.items():
        if not CODE.fullmatch(code):
            return BrokenModel(path, f"metadata.json: {key} names no language")
    for names in _NEEDED:
        if not any((path / name).is_file() for name in names):
            return BrokenModel(path, f"there is no {' or '.join(names)}")
    name = f"translate-{codes['from_code']}_{codes['to_code']}"
    return Model(
        **codes, version=str(texts["package_version"]), path=path, name=name, target_prefix=str(texts["target_prefix"])
    )


def version_key(version: str) -> tuple[int, ...]:
    """What versions are compared by: their numbers, so that 1.10 is above 1.9."""
    return tuple(int(number) for number in re.findall(r"[0-9]{1,18}", version))
