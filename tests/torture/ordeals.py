"""The trials of each kind, placed by chance but the same for the same seed."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from torture.hook import FAILING
from torture.machine import Step
from torture.trials import Ground, Trial

SIGNALS = ("SIGKILL", "SIGTERM", "SIGHUP", "SIGINT")
WRITING = frozenset({"open", "write", "fsync", "chmod", "rename", "renamed", "folder", "unlink", "mkdir", "commit"})
"""The steps at which signals are sent; statements before a commit are like each other."""


def placed(chance: random.Random, steps: Sequence[Step], many: int, kinds: frozenset[str] = WRITING) -> list[Step]:
    """Steps of a command: one of each kind before the second of any."""
    by_kind: dict[str, list[Step]] = defaultdict(list)
    for step in chance.sample(steps, len(steps)):
        if step.name in kinds:
            by_kind[step.name].append(step)
    order = sorted(by_kind)
    chance.shuffle(order)
    rounds = max((len(each) for each in by_kind.values()), default=0)
    found = [by_kind[kind][number] for number in range(rounds) for kind in order if number < len(by_kind[kind])]
    return found[:many]


def signals(ground: Ground, chance: random.Random, many: dict[str, int]) -> Iterator[Trial]:
    """So many of each signal that hit, over all commands by turns."""
    for what, wanted in many.items():
        names = list(ground.scenarios)
        each = -(-wanted // len(names))
        for name in names:
            for step in placed(chance, ground.steps(name), each):
                yield ground.trial(name, step.number, what)


def failures(ground: Ground, chance: random.Random, each: int) -> Iterator[Trial]:
    """A full disk, a broken one, one that is read-only, rights that lack: at one step, and from one step on."""
    for name in ground.scenarios:
        for kind, at in FAILING.items():
            for what in (kind, f"{kind}+"):
                for step in placed(chance, ground.steps(name), each, at):
                    yield ground.trial(name, step.number, what)


CATALOGUE = "locales/ru/LC_MESSAGES/news/visit.md.po"
MOVES = (
    "remove source/news",
    "rename source/news source/old-news",
    f"remove {CATALOGUE}",
    f"folder {CATALOGUE}",
    "remove locales/ru/LC_MESSAGES/news",
    "remove build",
    "remove .l10n",
    "remove source",
    "remove locales",
)
DATABASES = (".l10n/drafts.sqlite", ".l10n/cache.sqlite", ".l10n/memory.sqlite", ".l10n/checks.sqlite")


def movements(ground: Ground, chance: random.Random, each: int) -> Iterator[Trial]:
    """The ground moves: folders and catalogues are removed, renamed, or become something else in mid-run."""
    for name in ("run", "extract", "translate", "retranslate", "build", "fix", "adopt", "baseline"):
        for what in MOVES:
            if what == "remove build" and name not in {"run", "build"}:
                continue
            for step in placed(chance, ground.steps(name), each):
                yield ground.trial(name, step.number, what, moved=True)


def databases(ground: Ground, chance: random.Random, each: int) -> Iterator[Trial]:
    """A database is locked by somebody else, deleted, or cut while it is open."""
    for name in ("run", "translate", "retranslate", "baseline"):
        for path in DATABASES:
            steps = [step for step in ground.steps(name) if step.path == path]
            for verb in ("lock", "remove", "cut"):
                for step in placed(chance, steps, each, frozenset({"statement", "commit"})):
                    yield ground.trial(name, step.number, f"{verb} {path}", busy=0.2)


def saves(ground: Ground, chance: random.Random, each: int) -> Iterator[Trial]:
    """Somebody saves a catalogue in an editor while a command is about to write it."""
    for name in ("run", "extract", "translate", "retranslate", "fix"):
        scenario = ground.scenarios[name]
        paths = sorted(
            {step.path for step in ground.steps(name) if step.name == "rename" and step.path.endswith(".po")}
        )
        for path in paths:
            if not (scenario.start / path).exists():
                continue
            near = _until_rename(ground.steps(name), path)
            for step in placed(chance, near, each):
                yield ground.save(name, step.number, path)


def _until_rename(steps: Sequence[Step], path: str) -> list[Step]:
    """The steps from the temporary file of a catalogue to just before its rename."""
    at = next(number for number, step in enumerate(steps) if step.name == "rename" and step.path == path)
    first = next(number for number in range(at, -1, -1) if steps[number].name == "open")
    return [step for step in steps[first:at] if Path(step.path).parent == Path(steps[first].path).parent]
