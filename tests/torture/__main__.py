"""The torture test: `python tests/torture --long --seed 1`, or a part of it; 1 where anything is wrong.

Each line of the report is a kind of happening and a step of writing, with the number of times that it really happened
inside of that step: the process was alive in it, and its exit status shows how it ended.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parent.parent.parent)]

from torture import ordeals, worlds  # noqa: E402 - they lie beside this folder
from torture.machine import Machine  # noqa: E402 - they lie beside this folder
from torture.projects import scenarios  # noqa: E402 - they lie beside this folder
from torture.trials import Ground, Trial  # noqa: E402 - they lie beside this folder

SHORT = dict.fromkeys(ordeals.SIGNALS, 16)
LONG = {"SIGKILL": 224, "SIGTERM": 48, "SIGHUP": 48, "SIGINT": 48}

Ordeal = Callable[[Ground, random.Random, bool], Iterator[Trial]]
World = Callable[[Ground, Path], Iterator[Trial]]
ORDEALS: dict[str, Ordeal] = {
    "signals": lambda ground, chance, long: ordeals.signals(ground, chance, LONG if long else SHORT),
    "failures": lambda ground, chance, long: ordeals.failures(ground, chance, 3 if long else 1),
    "movements": lambda ground, chance, long: ordeals.movements(ground, chance, 3 if long else 1),
    "databases": lambda ground, chance, long: ordeals.databases(ground, chance, 3 if long else 1),
    "saves": lambda ground, chance, long: ordeals.saves(ground, chance, 6 if long else 2),
}

WORLDS: dict[str, World] = {
    "rights": worlds.rights,
    "owners": worlds.others_files,
    "clocks": lambda ground, _: worlds.clocks(ground),
    "together": lambda ground, _: worlds.together(ground),
    "names": worlds.names,
}


def main() -> int:
    """Run the ordeals and report."""
    parser = argparse.ArgumentParser(prog="python tests/torture", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"all by default: {', '.join((*ORDEALS, *WORLDS))}")
    parser.add_argument("--long", action="store_true", help="more trials, and each command a process of its own")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    missed = wrong = 0
    with tempfile.TemporaryDirectory() as name, Machine(Path(name) / "machine", alone=given.long) as machine:
        Path(name).chmod(0o755)  # for those without rights
        ground = Ground(Path(name) / "trials", machine, scenarios(Path(name) / "projects", machine))
        worldly = Path(name) / "worlds"
        for part in given.parts or (*ORDEALS, *WORLDS):
            chance = random.Random(f"{part} {given.seed}")  # noqa: S311
            found = ORDEALS[part](ground, chance, given.long) if part in ORDEALS else WORLDS[part](ground, worldly)
            for trial in found:
                if part in ORDEALS:
                    counts[trial.what.split(" ")[0], trial.hit.name if trial.hit else "-"] += trial.hit is not None
                    missed += trial.hit is None
                else:
                    counts[part, ""] += 1
                wrong += bool(trial.faults)
                _tell(trial)
    for (what, step), count in sorted(counts.items()):
        print(f"{what:10} {step:10} {count:5}")
    by_kind: Counter[str] = Counter()
    for (what, _), count in counts.items():
        by_kind[what] += count
    print(f"seed {given.seed}: " + ", ".join(f"{count} {what}" for what, count in by_kind.items()))
    print(f"{counts.total()} hit, {missed} came after the end, {wrong} trials with faults")
    return int(wrong > 0)


def _tell(trial: Trial) -> None:
    if trial.faults:
        step = trial.hit
        place = f"{step.number} {step.name} {step.path}" if step else "not hit"
        print(f"{trial.scenario}: {trial.what} at {place}: exit code {trial.code}", flush=True)
        for fault in trial.faults:
            print(f"    {fault}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
