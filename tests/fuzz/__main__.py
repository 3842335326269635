"""Fuzzes parsers, each for some seconds, and says what was found: `uv run --with atheris python tests/fuzz --help`.

Every target runs in a process of its own, which begins with the seeds. What it finds is kept below `.fuzz/`; mend it,
and put the input below `tests/data/fuzz/TARGET/`, where `tests/test_fuzz.py` tries it from then on.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parent.parent.parent)]

NAMES = (
    *("markdown", "mdx", "html", "text", "yaml", "toml", "po", "tmx", "csv", "tbx"),
    *("configuration", "lock", "baseline", "stamps", "index", "metadata", "archive"),
)
FOLDER = Path(".fuzz")


def main() -> int:
    """Run the targets; 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python tests/fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"all of them by default: {', '.join(NAMES)}")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--one", metavar="TARGET", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        _fuzz(given.one, given.seconds, given.seed)
    return max(_run(target, given.seconds, given.seed) for target in given.targets or NAMES)


def _run(target: str, seconds: int, seed: int) -> int:
    """One target in a process of its own; its last words are shown."""
    words = [sys.executable, __file__, "--one", target, "--seconds", str(seconds), "--seed", str(seed)]
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    said = done.stdout.decode("utf-8", "replace")
    (FOLDER / f"{target}.log").write_text(said, encoding="utf-8")
    last = next((line for line in reversed(said.splitlines()) if line.startswith("Done ")), said[-2000:])
    print(f"{target}: {'FOUND' if done.returncode else 'nothing'}: {last}", flush=True)
    return int(done.returncode != 0)


def _fuzz(target: str, seconds: int, seed: int) -> None:
    import atheris  # type: ignore[import-untyped] # noqa: PLC0415 - no dependency: `uv run --with atheris`

    with atheris.instrument_imports(include=["l10n"], enable_loader_override=False):
        from fuzz.seeds import others, own  # noqa: PLC0415 - imported under the instruments
        from fuzz.targets import TARGETS  # noqa: PLC0415

        for content in own(target):  # modules that are imported when they are needed get instruments, too
            TARGETS[target](content)
    corpus, found = FOLDER / "corpus" / target, FOLDER / "found" / target
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate((*own(target), *others(target, FOLDER / "suites"))):
        (corpus / f"seed-{number:05}").write_bytes(content)
    limits = [f"-max_total_time={seconds}", f"-seed={seed}", "-max_len=4096", "-timeout=20", "-rss_limit_mb=2048"]
    atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={found}/", str(corpus)], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
