"""How fast a memory of a million pairs is built, brought up to date and searched, and what it finds.

Run it with `uv run python tests/bench/memory.py [PAIRS]`. The pairs are made: half of words drawn by Zipf's law from a
vocabulary of 60,000, twelve in a sentence on average, half from the templates that the test models are trained on,
whose phrases come again and again. Looked for are sentences with a word or a number changed, and new ones; what is
found is compared with what a look at every sentence finds.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, islice
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).parent.parent))

from models import corpus
from rapidfuzz import fuzz, process

from l10n.locales import locale
from l10n.memory import LEAST, Index, Pair, TmxSource, normal, tmx

ENGLISH, RUSSIAN = locale("en"), locale("ru")
VOCABULARY = 60_000
SEARCHES, COMPARED = 500, 40


def vocabulary(draw: random.Random) -> list[str]:
    """Words of two to five syllables, the frequent ones short."""
    syllables = [
        first + vowel + last for first in "bdfgklmnprstvw" for vowel in "aeiou" for last in ("", "n", "r", "s")
    ]
    words = {"".join(draw.choices(syllables, k=1 + min(4, at // 8000))): None for at in range(2 * VOCABULARY)}
    return list(words)[:VOCABULARY]


def zipf(draw: random.Random) -> Iterator[str]:
    """Sentences without end; every fourth has a number in it."""
    words = vocabulary(draw)
    weights = list(accumulate(1.0 / rank for rank in range(1, len(words) + 1)))
    while True:
        length = max(2, min(60, round(draw.lognormvariate(2.35, 0.5))))
        found = draw.choices(words, cum_weights=weights, k=length)
        if draw.random() < 0.25:
            found[draw.randrange(length)] = str(draw.randrange(1, 3000))
        yield " ".join(found).capitalize() + "."


def sentences(count: int, draw: random.Random) -> list[str]:
    """So many sentences of both kinds, each once."""
    found = dict.fromkeys(islice(zipf(draw), count // 2))
    found.update(dict.fromkeys(f"{text[:-1]} {at // 20}." for at, text in enumerate(corpus.sentences(count // 2))))
    return list(found)


def edited(sentence: str, draw: random.Random) -> str:
    """The sentence with one of its words changed, left out, or another put in."""
    words = sentence.split()
    at = draw.randrange(len(words))
    words[at : at + 1] = draw.choice((["other"], [], [words[at], "other"], [words[at] + "s"]))
    return " ".join(words)


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def source(path: Path) -> TmxSource:
    return TmxSource(path, Path(path.name), path.name, ENGLISH, (RUSSIAN,))


def write(path: Path, texts: Sequence[str]) -> TmxSource:
    """A TMX file with a made translation of each sentence, of about its length."""
    path.write_bytes(tmx((Pair("ru", text, f"{text[::-1]} {at}") for at, text in enumerate(texts)), ENGLISH))
    return source(path)


def searched(index: Index, queries: Sequence[str], label: str) -> None:
    """Prints how long searches take."""
    seconds = [timed(lambda query=query: index.alike("ru", query)) * 1000 for query in queries]  # type: ignore[misc]
    last = quantiles(seconds, n=100)[98]
    print(f"{label}: median {median(seconds):.2f} ms, p99 {last:.2f} ms, most {max(seconds):.2f} ms")


def compared(index: Index, queries: Sequence[str], texts: Sequence[str]) -> None:
    """Prints for how many searches the index finds as good a match as there is."""
    known = [normal(text) for text in texts]
    there = found = 0
    for query in queries:
        best = process.extractOne(normal(query), known, scorer=fuzz.ratio, score_cutoff=LEAST)
        if best is not None:
            there += 1
            matches = index.alike("ru", query, limit=1)
            found += bool(matches) and matches[0].likeness >= best[1]
    print(f"best match found: {found} of {there} that there are, for {len(queries)} searches")


def peak() -> int:
    """The most memory that this process has had, in megabytes; Linux only."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def build(path: Path, large: Path) -> None:
    """Prints how long the index is built, in a process of its own, so that its peak of memory is its own."""
    before = peak()
    with Index(path) as index:
        seconds = timed(lambda: index.update([source(large)]))
    print(f"built in {seconds:.1f} s, {peak()} MB of memory at most, {before} MB of it before", flush=True)


def main() -> None:
    """Prints what was measured."""
    if len(sys.argv) == 3:
        build(Path(sys.argv[1]), Path(sys.argv[2]))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    draw = random.Random(1)  # noqa: S311 - the same sentences each time
    texts = sentences(count, draw)
    queries = [edited(text, draw) for text in draw.choices(texts, k=SEARCHES)]
    fresh = list(islice(zipf(random.Random(2)), SEARCHES))  # noqa: S311 - see above
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "memory.sqlite"
        large, small = write(Path(folder) / "large.tmx", texts), write(Path(folder) / "small.tmx", fresh[:100])
        print(f"{len(texts)} pairs, TMX of {large.path.stat().st_size / 1e6:.0f} MB", flush=True)
        subprocess.run([sys.executable, __file__, str(path), str(large.path)], check=True)
        print(f"{path.stat().st_size / 1e6:.0f} MB on disk")
        with Index(path) as index:
            print(f"nothing changed: {timed(lambda: index.update([large])):.2f} s")
            print(f"a file of 100 pairs added: {timed(lambda: index.update([large, small])):.2f} s")
            write(small.path, fresh[:99])
            print(f"one of its pairs removed: {timed(lambda: index.update([large, small])):.2f} s")
            print(f"exact: {timed(lambda: index.exact('ru', texts[:1000])):.3f} ms a sentence")
        with Index(path) as index:
            searched(index, queries, f"{len(queries)} sentences with an edit, alike")
            searched(index, fresh, f"{len(fresh)} new sentences, alike")
            compared(index, queries[:COMPARED], texts)


if __name__ == "__main__":
    main()
