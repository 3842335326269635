"""Engines turn source sentences into target sentences, offline. One line of `ENGINES` each.

Other people's engines are found by their entry points in the group `l10n.engines`:

    [project.entry-points."l10n.engines"]
    mine = "my_package:open_engine"

where `open_engine` is a `Factory`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol, TypeVar, cast

from l10n.errors import EngineError, L10nError, UsageError

_Loaded = TypeVar("_Loaded")

ROOM: Final = 1024**3
"""Bytes that two more Argos models with their work may take: 80-150 MB each, and as much for each core at work."""
_MEMINFO: Final = Path("/proc/meminfo")

GROUP: Final = "l10n.engines"
"""The entry points under which other packages offer engines."""

ENGINES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "argos": "l10n.engines.argos:open_engine",
        "firefox": "l10n.engines.firefox:open_engine",
        "pseudo": "l10n.engines.pseudo:open_engine",
    }
)
"""Our own engines, by name: where their factory is. Named, not imported: an engine's library may take a second."""


class Quality(StrEnum):
    """How much time drafts may take."""

    FAST = "fast"
    BALANCED = "balanced"
    BEST = "best"
    """What the engine's makers hold for right: for Argos models, Argos Translate's own answers."""


class Manner(StrEnum):
    """What is wanted of an engine beside a translation; an engine that cannot do it answers plainly."""

    PLAIN = "plain"
    ALIGNED = "aligned"
    """The same drafts, with their alignment."""
    AGAIN = "again"
    """Other drafts, for sentences whose plain ones are distrusted: another search, repetitions forbidden."""


@dataclass(frozen=True, slots=True)
class Link:
    """Which characters of a draft were made from which characters of its sentence, and how surely."""

    start: int
    end: int
    """Of the draft; a whole piece, with its blank where it has one."""
    source_start: int
    source_end: int
    weight: float
    """The part of the model's attention, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What an engine answers to one sentence."""

    text: str
    score: float | None
    """Natural logarithm of the model's probability, per piece of the answer: 0 is certain, -1 is doubtful.
    None where no model was asked."""
    alignment: tuple[Link, ...] | None = None
    """In the order of the draft; a piece has several links where the model looked at several. None: not known."""
    cut_off: bool = False
    """Whether the model was stopped at a limit before its answer came to an end."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where drafts come from: equal origins give equal drafts of equal sentences. No part contains a blank."""

    engine: str
    model: str
    version: str
    settings: str = ""
    """A digest of everything else the drafts depend on."""


class Shelf:
    """Models that the engines of one run have loaded, so that none is loaded twice; the only state they share."""

    def __init__(self) -> None:
        self._loaded: dict[Hashable, object] = {}

    def get(self, key: Hashable, load: Callable[[], _Loaded]) -> _Loaded:
        """What lies under the key, loaded now if it was not."""
        if key not in self._loaded:
            self._loaded[key] = load()
        return cast("_Loaded", self._loaded[key])

    def clear(self) -> None:
        """Let go of everything; what is needed again is loaded again."""
        self._loaded.clear()


def cores() -> int:
    """The processor cores this run may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def memory_is_short(meminfo: Path = _MEMINFO) -> bool:
    """Whether less than `ROOM` is left on this machine, so that models should leave the shelf before others come.

    Where the system does not tell (`MemAvailable` of Linux), memory counts as short.
    """
    try:
        told = re.search(r"^MemAvailable:\s*(\d+) kB$", meminfo.read_text(encoding="ascii"), re.MULTILINE)
    except (OSError, ValueError):
        return True
    return told is None or int(told[1]) * 1024 < ROOM


@dataclass(frozen=True, slots=True)
class Setup:
    """What engines of a run are opened with."""

    folders: tuple[Path, ...] = ()
    """Where models lie, the project's own first."""
    quality: Quality = Quality.BEST
    shelf: Shelf = field(default_factory=Shelf, compare=False)


class Engine(Protocol):
    """Translates from one language into another."""

    @property
    def origin(self) -> Origin:
        """Where its drafts come from; must not load a model."""
        ...

    def translate(self, sentences: Sequence[str], manner: Manner = Manner.PLAIN) -> Iterator[tuple[int, Draft]]:
        """The draft of each sentence with its index, in any order, each index exactly once, as they become ready."""
        ...


class Factory(Protocol):
    """Opens an engine for a pair of languages; must be quick, as nothing may be left to translate."""

    def __call__(self, source: str, target: str, setup: Setup) -> Engine:
        """The engine. ModelMissingError where it cannot translate the pair."""
        ...


def engine_names() -> tuple[str, ...]:
    """The names of all engines, ours and other people's."""
    return tuple(sorted({*ENGINES, *(point.name for point in entry_points(group=GROUP))}))


def open_engine(name: str, source: str, target: str, setup: Setup) -> Engine:
    """The engine of that name for a pair of languages, given by their Argos codes.

    UsageError if there is no such engine, naming the nearest; ModelMissingError if it cannot translate the pair.
    """
    try:
        return _factory(name)(source, target, setup)
    except L10nError:
        raise
    except Exception as error:
        raise EngineError(f"the engine {name} cannot be opened: {type(error).__name__}: {error}; see to it") from error


def check_name(name: str) -> None:
    """UsageError if there is no engine of that name, naming the nearest; nothing is loaded."""
    _entry_point(name)


def _factory(name: str) -> Factory:
    point = _entry_point(name)
    try:
        factory: Factory = point.load()
    except Exception as error:
        raise UsageError(f"the engine {name!r} cannot be loaded from {point.value}: {error}") from error
    return factory


def _entry_point(name: str) -> EntryPoint:
    if name in ENGINES:
        return EntryPoint(name, ENGINES[name], GROUP)
    for point in entry_points(group=GROUP, name=name):
        return point
    raise UsageError(f"there is no engine named {name!r}{_hint(name)}; known are: {', '.join(engine_names())}")


def _hint(name: str) -> str:
    nearest = get_close_matches(name, engine_names(), n=1)
    return f", did you mean {nearest[0]!r}?" if nearest else ""
