"""How time grows with hostile input: each pattern of `tests/pathological.py`, twice as long.

Run it with `uv run python tests/bench/linear.py [BYTES] [KIND]…`: BYTES is the larger input (1,000,000 by default),
KIND one of `md`, `mdx`, `html`, `txt` (an article parsed, cut, translated and built), `po` (a catalogue read and
written), `change` (a sentence edited), `draft` (an article drafted with `pseudo`) and `check` (every rule of `l10n
check`). For each kind it prints how many patterns there are, the slowest, and those that took more than 2 times the
time, and 30 %, for twice the input. Processor time, the least of three tries; the status is 1 where there is one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from time import process_time
from types import MappingProxyType

sys.path.insert(0, str(Path(__file__).parent.parent))

from articles import page
from drafts import of_page
from faults import pair_of
from pathological import ARTICLES, TEXTS, Pattern, repeated

from l10n import catalogue as po
from l10n.build import build
from l10n.change import change
from l10n.checks.table import PAIR_CHECKS
from l10n.engines import Setup, open_engine
from l10n.locales import locale
from l10n.translate import Context, Probe

LIMIT = 2 * 1.3
LEAST = 0.05
"""Seconds of processor time below which nothing is told of growth."""
RUSSIAN = locale("ru")
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def article(suffix: str) -> Callable[[str], object]:
    """Parses, cuts and builds an article with a translation of each segment."""

    def work(text: str) -> object:
        source = page(text.encode(), f"article.{suffix}")
        return build(source, {segment.text: f"{segment.text}!" for segment in source.segments}, RUSSIAN)

    return work


def catalogue(text: str) -> object:
    """Reads and writes a catalogue with the text as a translation and, line by line, as a comment."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    comment = "\n# ".join(text.splitlines())
    return po.dump(po.parse(f'{HEADER}# {comment}\nmsgid "a"\nmsgstr "{quoted}"\n'.encode(), Path("a.po")))


def edited(text: str) -> object:
    """Compares a sentence with the same one turned round."""
    return change(text, text[::-1], "en")


def drafted(text: str) -> object:
    """Drafts the segments of an article, with their markup."""
    context = Context(locale("en"), RUSSIAN, Probe("en"))
    return of_page(page(text.encode()), open_engine("pseudo", "en", "ru", Setup(())), context)


def checked(text: str) -> object:
    """Looks by every rule at the text as a translation, and as a source that was left as it is."""
    pairs = [pair_of("The minister left.", text, "ru"), pair_of(text, text, "zh_CN")]
    return [finding for pair in pairs for check in PAIR_CHECKS for finding in check(pair)]


KINDS: Mapping[str, tuple[tuple[Pattern, ...], Callable[[str], object]]] = MappingProxyType(
    {
        **{suffix: (ARTICLES[suffix], article(suffix)) for suffix in ("md", "html", "txt")},
        "mdx": (ARTICLES["md"], article("mdx")),
        "po": (TEXTS, catalogue),
        "change": (TEXTS, edited),
        "draft": (ARTICLES["md"], drafted),
        "check": (TEXTS, checked),
    }
)


def least(work: Callable[[str], object], text: str, tries: int) -> float:
    """Processor seconds of the quickest of some tries."""
    times = []
    for _ in range(tries):
        started = process_time()
        work(text)
        times.append(process_time() - started)
    return min(times)


def growths(kind: str, size: int) -> Iterator[tuple[Pattern, float, float]]:
    """Each pattern with the seconds that half of the size and all of it take."""
    patterns, work = KINDS[kind]
    for pattern in dict.fromkeys(patterns):
        half, whole = repeated(pattern, size // 2), repeated(pattern, size)
        times = least(work, half, 1), least(work, whole, 1)
        if times[1] > max(LEAST, LIMIT * times[0]):
            times = least(work, half, 3), least(work, whole, 3)
        yield pattern, *times


def main() -> int:
    """Prints a line for each kind, and one for each pattern that grows too fast."""
    arguments = sys.argv[1:]
    size = int(arguments.pop(0)) if arguments and arguments[0].isdigit() else 1_000_000
    steep = 0
    print(f"{size:,} bytes against half of it")
    for kind in arguments or KINDS:
        found = list(growths(kind, size))
        slowest = max(found, key=lambda each: each[2])
        print(f"{kind:7} {len(found):4} patterns, the slowest {slowest[2]:6.2f} s: {slowest[0]!r}", flush=True)
        for pattern, half, whole in found:
            if whole > max(LEAST, LIMIT * half):
                steep += 1
                print(
                    f"        {whole / half:5.1f} times as long ({half:.3f} s, {whole:.3f} s): {pattern!r}", flush=True
                )
    return 1 if steep else 0


if __name__ == "__main__":
    sys.exit(main())
