"""Models fetched from where they are offered, and put in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from l10n.errors import InputError, L10nError
from l10n.models import index as indices
from l10n.models.download import PATIENCE, Patience, Progress, download, read, silent
from l10n.models.index import Index, Offer
from l10n.models.installation import Expected, Installed, install
from l10n.models.mirror import read_folder
from l10n.models.partial import discard, partial, sweep_partial
from l10n.project import CACHES
from l10n.store import sweep

DOWNLOADS: Final = f"{CACHES}/downloads"


@dataclass(frozen=True, slots=True)
class Supply:
    """Where models go, and how they are fetched."""

    folder: Path
    """Of packages."""
    downloads: Path
    """For what has not arrived completely; survives an interruption."""
    patience: Patience = PATIENCE
    progress: Progress = silent


@dataclass(frozen=True, slots=True)
class Supplied:
    """A model that was fetched and installed."""

    installed: Installed
    link: str
    """Where its archive is to be had: an address, or the path of a file."""


def open_index(place: str) -> Index:
    """What is offered at an address or in a folder. InputError where there is none; UsageError for other schemes."""
    url = indices.index_url(place)
    return read_folder(place) if url is None else indices.online(indices.parse(read(url), url))


def supply(offer: Offer, to: Supply) -> Supplied:
    """Fetch and install a model: from its file, or from the first of its addresses that has a whole and safe archive.

    InputError naming what is wrong with the last; nothing is then installed. L10nError if nothing can be written.
    """
    to.downloads.parent.parent.mkdir(parents=True, exist_ok=True)
    sweep(to.folder.parent)
    sweep_partial(to.downloads)
    expected = Expected(offer.pair, offer.sha256)
    if offer.file is not None:
        done = install(offer.file, to.folder, expected)
        return Supplied(done, offer.links[0] if offer.links else str(offer.file))
    return _first(offer.links, offer, to, expected)


def _first(links: Sequence[str], offer: Offer, to: Supply, expected: Expected) -> Supplied:
    failures: list[str] = []
    for link in links:
        try:
            return Supplied(_fetched(link, offer, to, expected), link)
        except InputError as error:
            failures.append(str(error))
        except OSError as error:
            raise L10nError(f"{to.downloads}: cannot be written: {error.strerror}") from error
    if not failures:
        raise InputError(offer.pair, "no address of this model is known; `--index` names an index that has it")
    raise InputError(offer.pair, "; ".join(failures))


def _fetched(link: str, offer: Offer, to: Supply, expected: Expected) -> Installed:
    with partial(to.downloads / offer.name) as (path, part):
        try:
            download(link, part, to.patience, to.progress)
        except InputError:
            if not part.size:
                discard(path)
            raise
        try:
            return install(path, to.folder, expected)
        except InputError as error:
            raise InputError(link, error.reason) from error
        finally:
            discard(path)


def locked_offer(offers: Sequence[Offer], wanted: Offer) -> Offer:
    """The offer with the archive that is wanted; from a folder, the one with its name or its version.

    `wanted` itself where there is none: it has an address of its own.
    """
    same = [offer for offer in offers if (offer.pair, offer.version) == (wanted.pair, wanted.version)]
    found = next((offer for offer in same if offer.sha256 in {"", wanted.sha256}), None)
    return wanted if found is None else replace(found, sha256=wanted.sha256)
