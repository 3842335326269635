"""What a stage did, and how it tells how far it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from l10n.errors import InputError, L10nError
from l10n.problem import Problem

Progress = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]
"""Opens a progress display for so many steps, and takes how many have been done."""


def silent(label: str, total: int) -> AbstractContextManager[Callable[[int], None]]:
    """No progress display."""
    del label, total
    return nullcontext(lambda _: None)


@dataclass(frozen=True, slots=True)
class Tally:
    """Where the drafts of a run came from, in segments."""

    drafted: int = 0
    """Entries that got a text."""
    from_memory: int = 0
    from_cache: int = 0
    by_engine: int = 0
    by_tables: int = 0
    """Datelines, credits and dates, which need no engine."""
    failed: int = 0
    """Segments for which the engine had no answer."""
    below: int = 0
    """Drafts left out for their score."""
    seconds: float = 0.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.drafted + other.drafted,
            self.from_memory + other.from_memory,
            self.from_cache + other.from_cache,
            self.by_engine + other.by_engine,
            self.by_tables + other.by_tables,
            self.failed + other.failed,
            self.below + other.below,
            self.seconds + other.seconds,
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """What readers of built articles are shown where no reviewed text is published."""

    below: int = 0
    """Segments whose state is lower than what was required, or whose text was refused: their source stands in."""
    outdated: int = 0
    """Outdated texts that were published."""
    replaced: int = 0
    """Outdated texts that their source stands in for."""

    def __add__(self, other: Shown) -> Shown:
        return Shown(self.below + other.below, self.outdated + other.outdated, self.replaced + other.replaced)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a stage did."""

    written: tuple[Path, ...] = ()
    errors: tuple[L10nError, ...] = ()
    """Files, and entries of catalogues, that could not be read; the others were done."""
    problems: tuple[Problem, ...] = ()
    untranslated: Mapping[str, str] | None = None
    """By locale, why entries stayed untranslated: one line that says what to install."""
    tally: Tally = Tally()
    shown: Shown = Shown()
    copied: tuple[Path, ...] = ()
    """Files that articles show or link to, written beside them."""
    removed: tuple[Path, ...] = ()
    """Files of ours whose article is gone."""
    kept: tuple[Path, ...] = ()
    """Localised articles of earlier builds whose articles are below what is required, and so are not written now."""

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(
            tuple(dict.fromkeys(self.written + other.written)),
            _latest(self.errors, other.errors),
            self.problems + other.problems,
            {**(self.untranslated or {}), **(other.untranslated or {})},
            self.tally + other.tally,
            self.shown + other.shown,
            tuple(dict.fromkeys(self.copied + other.copied)),
            tuple(dict.fromkeys(self.removed + other.removed)),
            tuple(dict.fromkeys(self.kept + other.kept)),
        )


def together(outcomes: Sequence[Outcome]) -> Outcome:
    """The sum of what many articles came to, by halves: one by one, each sum would be built from all before it."""
    if len(outcomes) < 2:
        return outcomes[0] if outcomes else Outcome()
    half = len(outcomes) // 2
    return together(outcomes[:half]) + together(outcomes[half:])


def _latest(before: Sequence[L10nError], after: Sequence[L10nError]) -> tuple[L10nError, ...]:
    """The errors of two stages, each once; of a file that both name, as the later one found it: lines may move."""
    seen = {error.path for error in after if isinstance(error, InputError)}
    kept = (error for error in before if not (isinstance(error, InputError) and error.path in seen))
    return tuple({str(error): error for error in (*kept, *after)}.values())
