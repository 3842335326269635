"""Where pairs come from: the reviewed entries of catalogues, and imported TMX files."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from l10n import catalogue as po
from l10n.catalogue import Catalogue, State
from l10n.errors import InputError
from l10n.locales import Locale
from l10n.memory.pair import Pair
from l10n.memory.tmx import pairs as pairs_of_tmx
from l10n.store import Border, read


@dataclass(frozen=True, slots=True)
class Source(ABC):
    """A file with pairs."""

    path: Path
    shown: Path
    """The path as messages show it."""
    origin: str
    """What a match calls it."""
    border: Border | None = field(default=None, kw_only=True)
    """Beyond which nothing is read."""

    imported = False
    """Whether its pairs are other people's, and stand behind those of the project."""

    @property
    def of_locale(self) -> str | None:
        """The `Locale.tag` of its translations; None where it may have them in several languages."""
        return None

    @property
    def name(self) -> str:
        """What tells it from all others."""
        return self.shown.as_posix()

    def read(self) -> bytes:
        """Its bytes. InputError where there are none."""
        try:
            return read(self.path, self.border)
        except OSError as error:
            raise InputError(self.shown, f"cannot be read: {error.strerror}") from error

    def fingerprint(self, content: bytes) -> bytes:
        """What stays the same as long as its pairs do."""
        return blake2b(content, digest_size=16, key=blake2b(self._settings().encode()).digest()).digest()

    @abstractmethod
    def _settings(self) -> str:
        """What the pairs depend on, beside the bytes."""

    @abstractmethod
    def pairs(self, content: bytes) -> Iterator[Pair]:
        """Its pairs, in order. InputError where it is damaged."""


@dataclass(frozen=True, slots=True)
class CatalogueSource(Source):
    """A catalogue: what people have reviewed in it."""

    locale: Locale

    @property
    def of_locale(self) -> str:
        """The locale of the catalogue."""
        return self.locale.tag

    def _settings(self) -> str:
        return f"po 1 {self.locale.tag} {self.origin}"

    def pairs(self, content: bytes) -> Iterator[Pair]:
        """The reviewed entries that the article has now, each between its neighbours."""
        return reviewed(po.parse(content, self.shown), self.locale)


@dataclass(frozen=True, slots=True)
class TmxSource(Source):
    """An imported file: its pairs from the language of the articles into the locales of the project."""

    imported = True

    source: Locale
    locales: Sequence[Locale]

    def _settings(self) -> str:
        return f"tmx 2 {self.source.tag} {' '.join(locale.tag for locale in self.locales)}"

    def pairs(self, content: bytes) -> Iterator[Pair]:
        """The pairs of all its units."""
        return pairs_of_tmx(content, self.shown, self.source, self.locales)


def reviewed(catalogue: Catalogue, locale: Locale) -> Iterator[Pair]:
    """The reviewed entries of a catalogue, each between the sentences that stand around it."""
    entries = [entry for entry in catalogue.live if not entry.foreign]
    sources = [None, *(entry.source for entry in entries), None]
    for at, entry in enumerate(entries):
        if entry.state is State.REVIEWED:
            yield Pair(locale.tag, entry.source, entry.translation, sources[at], sources[at + 2])
