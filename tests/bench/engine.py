"""How fast the Argos engine is, beside Argos Translate itself and beside CTranslate2 alone.

    uv run python tests/bench/engine.py [SENTENCES] [FOLDER]

It builds a model of the size of a real one (`models/big.py`; in FOLDER it stays for the next time), makes SENTENCES
sentences of 5 to 40 words, and prints a Markdown table. Each line is measured in processes of its own, twice; the
faster one counts. Segments by processor second say more where the machine has other work.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path

TESTS = Path(__file__).parent.parent
sys.path.insert(0, str(TESTS))

from models.corpus import LEARNT, sentences  # noqa: E402 - run as a program, this file knows only its own folder

REPEATS = 2
SEED = 5
ONE_THREAD = {"ARGOS_INTER_THREADS": "1", "ARGOS_INTRA_THREADS": "1", "ARGOS_DEVICE_TYPE": "cpu"}


@dataclass(frozen=True)
class Run:
    """A line of the table."""

    name: str
    kind: str
    cores: int = 1
    options: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Measured:
    """What a run told."""

    seconds: float
    processor: float
    peak: int
    """Bytes."""
    answers: list[str]


def our_engine(quality: str, manner: str = "plain") -> dict[str, object]:
    """The options of our engine."""
    return {"quality": quality, "manner": manner}


ARGOS = Run("Argos Translate, a call for each sentence", "argos")
RAW = Run("CTranslate2, all sentences in one call", "raw")
BEST = Run("l10n, best", "ours", 1, our_engine("best"))
RUNS = (
    ARGOS,
    RAW,
    BEST,
    Run("l10n, best, two cores", "ours", 2, our_engine("best")),
    Run("l10n, best, with alignment", "ours", 1, our_engine("best", "aligned")),
    Run("l10n, balanced", "ours", 1, our_engine("balanced")),
    Run("l10n, balanced, whole vocabulary", "wide", 1, {"beam": 2}),
    Run("l10n, fast", "ours", 1, our_engine("fast")),
    Run("l10n, fast, whole vocabulary", "wide", 1, {"beam": 1}),
    Run("l10n, fast, two cores", "ours", 2, our_engine("fast")),
)


def texts(count: int) -> list[str]:
    """Different runs of 5 to 40 words, 16 on average, of the text that follows what the vocabulary was learnt from."""
    draw = random.Random(SEED)  # noqa: S311 - the same sentences each time
    words = iter(word for sentence in islice(sentences(10**9), LEARNT, None) for word in sentence.split())
    found: dict[str, None] = {}
    while len(found) < count:
        found[" ".join(islice(words, 5 + int(36 * draw.random() ** 2.3)))] = None
    return list(found)


def measured(run: Run, asked: list[str], folder: Path) -> Measured:
    """The faster one of two runs."""
    every = [_once(run, asked, folder) for _ in range(REPEATS)]
    return min(every, key=lambda each: each.seconds)


def _once(run: Run, asked: list[str], folder: Path) -> Measured:
    with tempfile.TemporaryDirectory() as home:
        order = Path(home) / "run.json"
        told = asdict(run) | {"folder": str(folder), "sentences": asked}
        order.write_text(json.dumps(told), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "bench.engine_run", order],
            cwd=TESTS,
            env=os.environ | ONE_THREAD | {"HOME": home, "PYTHONPATH": str(TESTS.parent)},
            stdout=subprocess.PIPE,
            check=True,
        )
    return Measured(**json.loads(done.stdout))


def table(results: dict[str, Measured], count: int) -> str:
    """The table; ratios are those of segments by second."""
    lines = [
        "| run | segments/s | by processor second | to Argos Translate | to CTranslate2 | changed | peak MB |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    best = results[BEST.name].answers
    for name, each in results.items():
        argos, raw = (results[base.name].seconds / each.seconds for base in (ARGOS, RAW))
        changed = sum(one != other for one, other in zip(each.answers, best, strict=True)) / count
        lines.append(
            f"| {name} | {count / each.seconds:.1f} | {count / each.processor:.1f} | {argos:.1f} | {raw:.2f} "
            f"| {changed:.0%} | {each.peak / 1e6:.0f} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Prints the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    asked = texts(count)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[2] if len(sys.argv) > 2 else temporary).resolve()
        subprocess.run([sys.executable, "-m", "models.big", folder], cwd=TESTS, stdout=subprocess.DEVNULL, check=True)
        results = {}
        for run in RUNS:
            print(f"{run.name} ...", file=sys.stderr, flush=True)
            results[run.name] = measured(run, asked, folder)
    words = sum(len(text.split()) for text in asked)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(f"{count} sentences, {words / count:.1f} words each; load of the machine at the end: {load:.1f}\n")
    print(table(results, count))


if __name__ == "__main__":
    main()
