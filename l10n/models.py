"""Argos packages on disk: which there are, putting one in, taking one out, and the way from one language to another.

An installed package is a folder with `metadata.json`, a CTranslate2 model in `model/` and its tokenizer's model beside
it. That shape is Argos Translate's own, so a package installed by either of the two serves both.

Folders whose names begin with a dot are never listed: packages are made and taken apart in them. Only `.NAME.old`
counts, while there is no `NAME`: it is the former `NAME`, if a replacement was cut off between its two renames.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final, Protocol

from l10n.errors import InputError, L10nError

MAX_MEMBERS: Final = 10_000
"""Files of a package; real ones have fewer than a hundred."""
MAX_UNPACKED_BYTES: Final = 4 * 1024**3
"""Real packages unpack to 50-500 MB."""
MAX_RATIO: Final = 100
"""Unpacked by packed size of a whole package; real ones are below 2, nearly empty ones below 20."""

FIREFOX: Final = "firefox"
"""Among the packages, the folder of another engine's models."""

TOKENIZERS: Final = ("sentencepiece.model", "bpe.model")
"""A package has one of these; where it has both, Argos Translate takes the first."""

_NEEDED: Final = (("model/model.bin",), TOKENIZERS)
_OLD: Final = re.compile(r"\.(?P<name>.+)\.old")


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


@dataclass(frozen=True, slots=True)
class Installed:
    """What an installation put in place."""

    model: Model
    sha256: str
    """Of the archive, hexadecimal."""


class Tokenizer(Protocol):
    """Cuts a sentence into the pieces a model knows, and joins pieces to a sentence."""

    def encode(self, sentence: str) -> list[str]:
        """The pieces of a sentence."""
        ...

    def decode(self, tokens: list[str]) -> str:
        """The sentence of some pieces."""
        ...


# ------------------------------------------------------------------------------------------------------- looking


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
        settings = json.loads(file.read_bytes())
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
    by_version = sorted(found, key=lambda model: _version_key(model.version), reverse=True)
    best: dict[str, Model] = {}
    for model in by_version:
        best.setdefault(model.pair, model)
    return tuple(sorted(best.values(), key=lambda model: model.pair))


def broken(folders: Iterable[Path]) -> tuple[BrokenModel, ...]:
    """The folders that should be packages and are not, with the reason of each, in the order of the folders."""
    return tuple(each for each in _inspected(folders) if isinstance(each, BrokenModel))


def find(models: Iterable[Model], from_code: str, to_code: str) -> Model | None:
    """The model of a pair of languages."""
    return next((model for model in models if (model.from_code, model.to_code) == (from_code, to_code)), None)


def route(models: Sequence[Model], source: str, target: str) -> tuple[Model, ...]:
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
    digest = hashlib.sha256()
    for file in sorted(path for path in model.path.rglob("*") if path.is_file()):
        digest.update(f"{file.relative_to(model.path).as_posix()}\0".encode())
        with file.open("rb") as content:
            digest.update(hashlib.file_digest(content, "sha256").digest())
    return digest.hexdigest()


def bpe_tokenizer(model: Model) -> Tokenizer:
    """The tokenizer of a package with a `bpe.model` (Moses tokens, byte-pair encoding): Argos Translate's own."""
    from argostranslate.tokenizer import BPETokenizer  # noqa: PLC0415 - slow, and few packages need it

    tokenizer: Tokenizer = BPETokenizer(model.path / "bpe.model", model.from_code, model.to_code)
    return tokenizer


def _inspected(folders: Iterable[Path]) -> Iterator[Model | BrokenModel]:
    for folder in dict.fromkeys(folders):
        for path in _package_folders(folder):
            package = _inspect(path)
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


def _inspect(path: Path) -> Model | BrokenModel | None:
    """What a folder is; None for packages that do not translate (Argos Translate has some that split sentences)."""
    try:
        metadata = json.loads((path / "metadata.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return BrokenModel(path, "there is no metadata.json")
    except (OSError, ValueError) as error:
        return BrokenModel(path, f"metadata.json cannot be read: {error}")
    if not isinstance(metadata, dict):
        return BrokenModel(path, "metadata.json is not a JSON object")
    if metadata.get("type", "translate") != "translate":
        return None
    return _described(path, metadata)


def _described(path: Path, metadata: Mapping[str, object]) -> Model | BrokenModel:
    texts = {key: metadata.get(key, "") for key in ("from_code", "to_code", "package_version", "target_prefix")}
    for key, value in texts.items():
        if not isinstance(value, str):
            return BrokenModel(path, f"metadata.json: {key} is not a text")
    codes = {key: str(texts[key]) for key in ("from_code", "to_code")}
    for key, code in codes.items():
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", code):
            return BrokenModel(path, f"metadata.json: {key} names no language")
    for names in _NEEDED:
        if not any((path / name).is_file() for name in names):
            return BrokenModel(path, f"there is no {' or '.join(names)}")
    name = f"translate-{codes['from_code']}_{codes['to_code']}"
    return Model(
        **codes, version=str(texts["package_version"]), path=path, name=name, target_prefix=str(texts["target_prefix"])
    )


def _version_key(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"[0-9]{1,18}", version))


# ---------------------------------------------------------------------------------------------------- installing


def install(archive: Path, folder: Path) -> Installed:
    """Put the package of an `.argosmodel` file into `folder`, in the place of one of the same folder name.

    Killed at any moment, it leaves the former package or the new one, complete.
    InputError, and `folder` as it was, if the archive is damaged, unsafe to unpack or not a package; L10nError if
    `folder` cannot be written.
    """
    try:
        file = archive.open("rb")
    except OSError as error:
        raise InputError(archive, f"cannot be read: {error.strerror}") from error
    with file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        try:
            return Installed(_install(archive, file, folder), sha256)
        except OSError as error:
            raise L10nError(f"{folder}: {archive.name} cannot be installed here: {error.strerror}") from error


def _install(archive: Path, file: BinaryIO, folder: Path) -> Model:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".installing-", dir=folder.parent) as workshop:
        package = _unpack(archive, file, Path(workshop))
        inspected = _inspect(package)
        if inspected is None:
            raise InputError(archive, "is a package, but not one that translates")
        if isinstance(inspected, BrokenModel):
            raise InputError(archive, f"is no Argos package: {inspected.reason}")
        target = folder / package.name
        _exchange(package, target)
    return replace(inspected, path=target)


def remove(model: Model) -> None:
    """Take an installed package away; killed at any moment, it is either listed complete or not at all."""
    folder = model.path.parent
    _discard(_old(model.path), folder)
    _discard(model.path, folder)


def _exchange(package: Path, target: Path) -> None:
    old = _old(target)
    if target.exists() or target.is_symlink():
        _discard(old, target.parent)
        target.replace(old)
    package.replace(target)
    _discard(old, target.parent)


def _old(path: Path) -> Path:
    return path.with_name(f".{path.name}.old")


def _discard(path: Path, folder: Path) -> None:
    """Delete a folder in two steps, so that a half-deleted one has a name that is never listed."""
    if path.is_symlink():
        path.unlink()
    elif path.exists():
        with tempfile.TemporaryDirectory(prefix=".removing-", dir=folder.parent) as bin_:
            path.replace(Path(bin_) / "package")


def _unpack(archive: Path, file: BinaryIO, workshop: Path) -> Path:
    """The single root folder of the archive, unpacked in `workshop`. InputError naming the archive."""
    try:
        with zipfile.ZipFile(file) as package:
            members = package.infolist()
            complaint = next(_complaints(members), None)
            if complaint is not None:
                raise InputError(archive, complaint)
            for member in members:
                _unpack_member(package, member, workshop)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise InputError(archive, _damage(file, error)) from error
    return workshop / _root(members[0])


def _unpack_member(package: zipfile.ZipFile, member: zipfile.ZipInfo, workshop: Path) -> None:
    path = workshop / member.filename
    if member.is_dir():
        path.mkdir(parents=True, exist_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    # Reading to the end compares the checksum, and never gives more than the size that was judged.
    with package.open(member) as source, path.open("xb") as target:
        shutil.copyfileobj(source, target, 1024 * 1024)


def _damage(file: BinaryIO, error: Exception) -> str:
    file.seek(0)
    if file.read(4) != b"PK\x03\x04":
        return "is not a zip archive, so no .argosmodel file"
    if "not a zip file" in str(error).lower():
        return "is cut short: the end of the zip archive is missing; download it again"
    return f"is damaged ({error}); download it again"


# The checks of an archive's list of members, before anything is unpacked. Each yields what is wrong.


def _complaints(members: Sequence[zipfile.ZipInfo]) -> Iterator[str]:
    for member in members:
        yield from _member_complaints(member)
    yield from _list_complaints(members)


def _member_complaints(member: zipfile.ZipInfo) -> Iterator[str]:
    name = member.orig_filename
    if not _is_safe(name):
        yield f"holds an unsafe file name: {name!r}"
    if member.flag_bits & 0x1:  # APPNOTE.TXT 4.4.4: bit 0 is encryption
        yield f"holds an encrypted file: {name}"
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        yield f"holds a link or device: {name}"


def _is_safe(name: str) -> bool:
    """Whether a member stays below its root on every system: no `..`, no drive, no backslash, no control sign."""
    parts = name.removesuffix("/").split("/")
    forbidden = re.search(r'[\x00-\x1f\x7f\\:*?"<>|]', name)
    return forbidden is None and all(part.strip(". ") for part in parts) and not parts[0].startswith(".")


def _list_complaints(members: Sequence[zipfile.ZipInfo]) -> Iterator[str]:
    if not members:
        yield "is an empty archive"
    if len(members) > MAX_MEMBERS:
        yield f"holds {len(members)} files, more than {MAX_MEMBERS}"
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED_BYTES:
        yield f"would unpack to {unpacked} bytes, more than {MAX_UNPACKED_BYTES}"
    if unpacked > MAX_RATIO * max(1, sum(member.compress_size for member in members)):
        yield f"would unpack to more than {MAX_RATIO} times its size"
    roots = sorted({_root(member) for member in members})
    if len(roots) > 1:
        yield f"must hold one folder, but holds {', '.join(roots[:4])}"
    files = [member.filename for member in members if not member.is_dir()]
    if len(set(files)) < len(files):
        yield "holds two files of one name"
    inside = {str(parent) for member in members for parent in PurePosixPath(member.filename).parents}
    if not inside.isdisjoint(files):
        yield "holds a file that is a folder as well"
    if any("/" not in name for name in files):
        yield "must hold one folder, but holds a file outside of it"


def _root(member: zipfile.ZipInfo) -> str:
    return member.filename.split("/", 1)[0]
