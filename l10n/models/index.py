"""What models are offered: the Argos index, a mirror of it, or a folder of archives.

The index is a JSON list of objects with `from_code`, `to_code`, `package_version`, `links` and more, as
`argostranslate.package` 1.11 reads it; `sha256` is ours, for mirrors that have it. Nothing of it is believed: an entry
that is not of that shape is left out, with a reason.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from l10n.errors import InputError, UsageError
from l10n.models.installed import CODE, version_key
from l10n.models.record import SHA256
from l10n.parsing import DAMAGE, json_of, reason
from l10n.parsing import MalformedError as NoJsonError

ARGOS_INDEX: Final = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/"
"""The default of `package_index` in argostranslate.settings 1.11.0, which cannot be imported: it makes folders."""

FILE: Final = "index.json"
SUFFIX: Final = ".argosmodel"
_VERSION: Final = re.compile(r"[A-Za-z0-9.+_-]{1,64}")
_URL: Final = re.compile(r"https?://[!-~]{1,4096}", re.IGNORECASE)


class MalformedError(ValueError):
    """An entry that is none; the message says why."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A model that can be fetched."""

    from_code: str
    to_code: str
    version: str
    links: tuple[str, ...] = ()
    """Addresses of the archive, http or https, to be tried in turn."""
    file: Path | None = None
    """The archive in a folder; no address is then asked."""
    sha256: str = ""
    """Of the archive, hexadecimal; empty where the index does not say."""
    from_name: str = ""
    to_name: str = ""

    @property
    def pair(self) -> str:
        """Both languages, as in `en_ru`."""
        return f"{self.from_code}_{self.to_code}"

    @property
    def name(self) -> str:
        """A name for its archive, as Argos Translate makes it: `translate-en_ru-1_9.argosmodel`."""
        return f"translate-{self.pair}-{self.version.replace('.', '_')}{SUFFIX}"


@dataclass(frozen=True, slots=True)
class Index:
    """Everything that is offered at one place."""

    place: str
    offers: tuple[Offer, ...]
    skipped: tuple[str, ...] = ()
    """What was left out: an entry and why."""

    @property
    def best(self) -> tuple[Offer, ...]:
        """The highest version of each pair of languages, sorted by pair."""
        found: dict[str, Offer] = {}
        for offer in sorted(self.offers, key=lambda offer: version_key(offer.version), reverse=True):
            found.setdefault(offer.pair, offer)
        return tuple(sorted(found.values(), key=lambda offer: offer.pair))


def location(named: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """Where the index is: as named, else as Argos Translate's own variable says, else where Argos has it."""
    return named or environment.get("ARGOS_PACKAGE_INDEX") or ARGOS_INDEX


def is_address(text: str) -> bool:
    """Whether a text is an http or https address; everything else an index may call a link is not followed."""
    try:
        return _URL.fullmatch(text) is not None and bool(urlsplit(text).hostname)
    except ValueError:
        return False


def index_url(place: str) -> str | None:
    """The address of the index's file; None for a folder. UsageError for an address of another kind."""
    if "://" not in place:
        return None
    if not is_address(place):
        raise UsageError(f"{place}: an index is a folder or an http or https address")
    return place if urlsplit(place).path.endswith(".json") else f"{place.rstrip('/')}/{FILE}"


def parse(content: bytes, place: str) -> Index:
    """The offers of an index file. InputError naming `place` where it is none."""
    offers: list[Offer] = []
    skipped: list[str] = []
    for number, entry in enumerate(_entries(content, place), 1):
        try:
            offer = offer_of(entry)
        except DAMAGE as error:
            skipped.append(f"{place}: entry {number} is left out: {reason(error)}")
            continue
        if offer is not None:
            offers.append(offer)
    return Index(place, tuple(offers), tuple(skipped))


def _entries(content: bytes, place: str) -> list[object]:
    try:
        entries = json_of(content)
    except NoJsonError as error:
        raise InputError(place, f"is no index of models: {error}") from error
    if not isinstance(entries, list):
        raise InputError(place, "is no index of models: it must be a JSON list")
    return entries


def offer_of(entry: object) -> Offer | None:
    """One entry; None for what does not translate. MalformedError says what is wrong."""
    if not isinstance(entry, dict):
        raise MalformedError("it is not an object")
    if entry.get("type", "translate") != "translate":
        return None
    links = entry.get("links", [])
    if not isinstance(links, list):
        raise MalformedError("links is not a list")
    return Offer(
        _text(entry, "from_code", CODE),
        _text(entry, "to_code", CODE),
        _text(entry, "package_version", _VERSION),
        tuple(link for link in links if isinstance(link, str) and link.isprintable()),
        sha256=_text(entry, "sha256", SHA256).lower() if entry.get("sha256") else "",
        from_name=_name(entry, "from_name"),
        to_name=_name(entry, "to_name"),
    )


def _text(entry: Mapping[str, object], key: str, shape: re.Pattern[str]) -> str:
    value = entry.get(key)
    text = value.lower() if key == "sha256" and isinstance(value, str) else value
    if not isinstance(text, str) or not shape.fullmatch(text):
        raise MalformedError(f"{key} is {str(value)[:80]!r}")
    return text


def _name(entry: Mapping[str, object], key: str) -> str:
    value = entry.get(key)
    return value if isinstance(value, str) and value.isprintable() else ""


def online(index: Index) -> Index:
    """An index with those links that can be followed: other schemes are skipped, and nothing else may be a link."""
    offers = [replace(offer, links=tuple(filter(is_address, offer.links))) for offer in index.offers]
    lost = [
        f"{index.place}: {offer.pair} {offer.version} is left out: it has no http or https link"
        for offer in offers
        if not offer.links
    ]
    return replace(index, offers=tuple(offer for offer in offers if offer.links), skipped=(*index.skipped, *lost))
