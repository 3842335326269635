"""Engines turn source sentences into target sentences, offline. One line of `ENGINES` each.

Other people's engines are found by their entry points in the group `l10n.engines`:

    [project.entry-points."l10n.engines"]
    mine = "my_package:open_engine"

where `open_engine` is a `Factory`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol

from l10n.errors import UsageError

GROUP: Final = "l10n.engines"
"""The entry points under which other packages offer engines."""

ENGINES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "argos": "l10n.engines.argos:open_engine",
        "pseudo": "l10n.engines.pseudo:open_engine",
    }
)
"""Our own engines, by name: where their factory is. Named, not imported: an engine's library may take a second."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What an engine answers to one sentence."""

    text: str
    score: float | None
    """Natural logarithm of the model's probability, per piece of the answer: 0 is certain, -1 is doubtful.
    None where no model was asked."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where drafts come from: equal origins give equal drafts of equal sentences. No part contains a blank."""

    engine: str
    model: str
    version: str
    settings: str = ""
    """A digest of everything else the drafts depend on."""


class Engine(Protocol):
    """Translates from one language into another."""

    @property
    def origin(self) -> Origin:
        """Where its drafts come from; must not load a model."""
        ...

    def translate(self, sentences: Sequence[str]) -> Iterator[tuple[int, Draft]]:
        """The draft of each sentence with its index, in any order, each index exactly once, as they become ready."""
        ...


class Factory(Protocol):
    """Opens an engine for a pair of languages; must be quick, as nothing may be left to translate."""

    def __call__(self, source: str, target: str, *, folders: Sequence[Path]) -> Engine:
        """The engine. ModelMissingError where it cannot translate the pair."""
        ...


def engine_names() -> tuple[str, ...]:
    """The names of all engines, ours and other people's."""
    return tuple(sorted({*ENGINES, *(point.name for point in entry_points(group=GROUP))}))


def open_engine(name: str, source: str, target: str, *, folders: Sequence[Path]) -> Engine:
    """The engine of that name for a pair of languages, given by their Argos codes, with models from `folders`.

    UsageError if there is no such engine, naming the nearest; ModelMissingError if it cannot translate the pair.
    """
    return _factory(name)(source, target, folders=folders)


def _factory(name: str) -> Factory:
    points = [EntryPoint(name, ENGINES[name], GROUP)] if name in ENGINES else [*entry_points(group=GROUP, name=name)]
    if not points:
        raise UsageError(f"there is no engine named {name!r}{_hint(name)}; known are: {', '.join(engine_names())}")
    try:
        factory: Factory = points[0].load()
    except (ImportError, AttributeError) as error:
        raise UsageError(f"the engine {name!r} cannot be loaded from {points[0].value}: {error}") from error
    return factory


def _hint(name: str) -> str:
    nearest = get_close_matches(name, engine_names(), n=1)
    return f", did you mean {nearest[0]!r}?" if nearest else ""
