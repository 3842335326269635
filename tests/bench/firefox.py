"""How many sentences a second the engine `firefox` drafts, with one worker and with one for each core, on Linux.

Run it with `uv run python tests/bench/firefox.py FOLDER`, where FOLDER has a model for English to Portuguese. The
sentences are 200 of this repository's articles, none twice; each figure is the better of two runs with warm workers.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from l10n.engines import Engine, Setup, cores, open_engine
from l10n.pipeline.articles import read
from l10n.project import open_project

ROOT = Path(__file__).parent.parent.parent


def sentences(number: int) -> list[str]:
    """So many sentences; where the articles have fewer, with a number behind."""
    articles = read(open_project(ROOT), []).articles
    texts = [segment.text for article in articles for segment in article.page.segments if len(segment.text) > 20]
    again = [f"{text} ({at})" for at in range(1, number) for text in texts]
    return list(dict.fromkeys([*texts, *again]))[:number]


def seconds(engine: Engine, texts: list[str]) -> float:
    """The time that all drafts take."""
    start = time.perf_counter()
    drafts = list(engine.translate(texts))
    assert len(drafts) == len(texts)
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    texts = sentences(200)
    print(f"{len(texts)} sentences, {sum(map(len, texts)) / len(texts):.0f} characters each")
    every = os.sched_getaffinity(0)
    for allowed in ({min(every)}, every):
        os.sched_setaffinity(0, allowed)
        engine = open_engine("firefox", "en", "pt", Setup((Path(sys.argv[1]),)))
        seconds(engine, texts)
        print(f"{cores()} workers: {len(texts) / min(seconds(engine, texts) for _ in range(2)):.0f} sentences/s")


if __name__ == "__main__":
    main()
