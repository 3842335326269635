"""Folders of archives, for machines without a network: with an index file, or told by the archives' own metadata."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from l10n.errors import InputError
from l10n.models.archive import BROKEN_ZIP
from l10n.models.index import FILE, SUFFIX, Index, Offer, is_address, offer_of, parse
from l10n.models.installed import MAX_METADATA, limited
from l10n.parsing import json_of, reason

MAX_INDEX: Final = 16 * 1024**2
"""Bytes of a folder's index file, as of one from the network."""

_UNREADABLE: Final = (*BROKEN_ZIP, OSError)
"""What reading a damaged archive, or the JSON in it, may raise."""


def read_folder(place: str) -> Index:
    """The offers of a folder (or of an index file in one): by its index file, and by the archives that lie in it.

    InputError where the folder or its index cannot be read.
    """
    path = Path(place)
    folder, file = (path.parent, path) if path.is_file() else (path, path / FILE)
    archives = _archives(folder)
    if not file.is_file():
        return _by_metadata(place, archives.values())
    try:
        listed = parse(limited(file, MAX_INDEX), str(file))
    except ValueError as error:
        raise InputError(file, f"is no index of models: {error}") from error
    except OSError as error:
        raise InputError(file, f"cannot be read: {error.strerror}") from error
    return _with_files(listed, folder, archives)


def _archives(folder: Path) -> dict[str, Path]:
    try:
        return {path.name: path for path in sorted(folder.iterdir()) if path.name.endswith(SUFFIX) and path.is_file()}
    except OSError as error:
        raise InputError(folder, f"cannot be read as a folder of models: {error.strerror}") from error


def _with_files(index: Index, folder: Path, archives: Mapping[str, Path]) -> Index:
    offers: list[Offer] = []
    lost: list[str] = []
    for offer in index.offers:
        files = (_file(link, folder, archives) for link in (*offer.links, offer.name))
        file = next((file for file in files if file is not None), None)
        if file is None:
            lost.append(f"{index.place}: {offer.pair} {offer.version} is left out: its file is not in the folder")
            continue
        links = tuple(filter(is_address, offer.links))
        offers.append(replace(offer, file=file, links=links))
    return replace(index, offers=tuple(offers), skipped=(*index.skipped, *lost))


def _file(link: str, folder: Path, archives: Mapping[str, Path]) -> Path | None:
    """The file that a link means: at its relative path, which must not leave the folder, or by its name."""
    inside = PurePosixPath(link)
    if is_address(link):
        return archives.get(unquote(PurePosixPath(urlsplit(link).path).name))
    if inside.is_absolute() or ".." in inside.parts or "\\" in link:
        return None
    file = folder / inside
    try:
        return file if file.is_file() else None
    except OSError:  # a name that is too long
        return None


def _by_metadata(place: str, archives: Iterable[Path]) -> Index:
    offers: list[Offer] = []
    skipped: list[str] = []
    for path in archives:
        try:
            offer = offer_of(json_of(_metadata(path)))
        except _UNREADABLE as error:
            skipped.append(f"{path}: is left out: {reason(error)}")
            continue
        if offer is not None:
            offers.append(replace(offer, file=path, links=()))
    return Index(place, tuple(offers), tuple(skipped))


def _metadata(archive: Path) -> bytes:
    with zipfile.ZipFile(archive) as package:
        names = [name for name in package.namelist() if re.fullmatch(r"[^/]+/metadata\.json", name)]
        if len(names) != 1:
            raise ValueError("it does not hold one metadata.json")
        with package.open(names[0]) as file:
            content = file.read(MAX_METADATA + 1)
    if len(content) > MAX_METADATA:
        raise ValueError("its metadata.json is too long")
    return content
