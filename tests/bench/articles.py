"""How fast articles are read, built and left alone, beside the time that rendering the same Markdown takes.

Run it with `uv run python tests/bench/articles.py [COPIES]`. It makes a project of so many copies of this repository's
articles, each with words of its own, and times the stages in this process; a second run of everything shows what work
that is done already costs. The yardstick is `pyromark.html` over the Markdown of the same project.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyromark

from l10n.pipeline.articles import read
from l10n.pipeline.build import build_articles
from l10n.pipeline.extract import extract
from l10n.pipeline.status import status
from l10n.pipeline.translate import Order, translate
from l10n.project import Configuration, Project

SOURCES = Path(__file__).parent.parent.parent / "source"


def copies(root: Path, number: int) -> Project:
    """A project of so many copies; one word of each is its own, so that no two are equal."""
    for path in sorted(SOURCES.rglob("*.*")):
        if path.suffix in {".md", ".html", ".txt"}:
            text = path.read_text(encoding="utf-8")
            for at in range(number):
                target = root / "source" / f"{at:04}" / path.name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(re.sub(r"\bthe (\w+)", rf"the \g<1>x{at}", text, count=40), encoding="utf-8")
    return Project(root, Configuration())


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def stages(project: Project) -> dict[str, Callable[[], object]]:
    """The stages of the main job, each from articles on disk."""
    order = Order(project.locales, "pseudo")
    return {
        "parse": lambda: [article.page for article in read(project).articles],
        "extract": lambda: extract(project, read(project)),
        "translate (pseudo)": lambda: translate(project, read(project), order),
        "build, 2 locales": lambda: build_articles(project, read(project), project.locales, "machine"),
        "status": lambda: status(project, (), project.locales),
    }


def main() -> None:
    """Prints a table."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as folder:
        project = copies(Path(folder), number)
        articles = [article.source for article in read(project).articles]
        size = sum(map(len, articles)) / 1e6
        markdown = [path.read_text(encoding="utf-8") for path in project.source.rglob("*.md")]
        rendered = timed(lambda: [pyromark.html(text) for text in markdown])
        speed = sum(len(text.encode()) for text in markdown) / 1e6 / rendered
        print(f"{len(articles)} articles, {size:.2f} MB; pyromark.html: {speed:.0f} MB/s")
        print(f"{'stage':<20} {'first':>8} {'articles/s':>10} {'MB/s':>6} {'again':>8}")
        first = {name: timed(work) for name, work in stages(project).items()}
        again = {name: timed(work) for name, work in stages(project).items()}
        for name, seconds in first.items():
            rate = len(articles) / seconds
            print(f"{name:<20} {seconds:>7.2f}s {rate:>10.0f} {size / seconds:>6.2f} {again[name]:>7.2f}s")


if __name__ == "__main__":
    main()
