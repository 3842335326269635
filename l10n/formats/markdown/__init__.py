"""Markdown: CommonMark and GFM with footnotes, definition lists, math and front matter, at byte spans.

The parser reads a masked copy of the article (same length, opaque syntax hidden) and only says where things are; all
text is cut from the article itself, and nothing is ever rendered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import pyromark

from l10n.document import PLAIN, Block, Document, Kind, ParseOptions, Patch, newline_of
from l10n.formats.markdown.active import active_markdown
from l10n.formats.markdown.block import OWN_ANCHOR, blocks_of, definition_titles, directive_titles
from l10n.formats.markdown.emphasis import mended as _mended
from l10n.formats.markdown.front_matter import front_matter
from l10n.formats.markdown.inline import (
    MAY_HOLD_MARKUP,
    Cut,
    Event,
    alone,
    chunks,
    decoded,
    encoded,
    event_end,
    events,
    marks_of,
    normal_label,
)
from l10n.formats.markdown.island import island, untranslated
from l10n.formats.markdown.mask import hidden, template_spans
from l10n.formats.markdown.references import comments, references
from l10n.formats.markdown.run import EDGE, Article, Part, Run, masked_text, pieces, structure
from l10n.formats.switches import heard, silenced
from l10n.inline import Mark, addresses, shape

__all__ = [
    "active",
    "decode",
    "encode",
    "marks",
    "marks_in",
    "may_lose_active",
    "mended",
    "parse",
    "parse_as",
    "references",
]


def parse(source: bytes, options: ParseOptions) -> Document:
    """The document of a Markdown article.

    Raises UnicodeDecodeError where the bytes are not UTF-8.
    """
    return parse_as(source, options, mdx=False)


def parse_as(source: bytes, options: ParseOptions, *, mdx: bool) -> Document:
    """The document of an article of Markdown, or of MDX."""
    source.decode()
    head = front_matter(source, options.front_matter, options.latin_joint)
    text, flags = masked_text(source, head.end, mdx=mdx)
    definitions = pyromark.reference_definitions(text, options=flags)
    article = Article(
        source,
        options,
        newline_of(source),
        frozenset(normal_label(label) for label in definitions),
        template_spans(source, mdx=mdx),
        mdx,
    )
    found = tuple(pieces(events(text, flags)))
    runs = [piece for piece in found if isinstance(piece, Run)]
    titles = (*definition_titles(article, definitions), *directive_titles(article, text.encode()))
    parts = [_part(article, piece) for piece in (*found, *titles)]
    blocks = sorted((block for part in parts for block in part.blocks), key=lambda block: (block.start, block.end))
    silent = (*silenced(comments(source, runs), len(source)), *untranslated(source, filter(_is_island, runs)))
    return Document(
        source,
        (*head.blocks, *heard(_apart(blocks, head.end), silent)),
        (*head.skeleton, *(line for part in parts for line in part.skeleton)),
        tuple(_anchors(article, runs)),
    )


def _part(article: Article, piece: Event | Run | Part) -> Part:
    if isinstance(piece, Part):
        return piece
    if isinstance(piece, Event):
        return Part((), (structure(piece, article.source),))
    return island(article, piece) if _is_island(piece) else Part(tuple(blocks_of(article, piece)), ())


def _is_island(run: Run) -> bool:
    return bool(run.around) and run.around[-1].name == "HtmlBlock"


@lru_cache(maxsize=4096)
def marks(text: str) -> tuple[Mark, ...]:
    """The inline markup of a text on its own; references count as text.

    A text is asked for as a segment, as a block and as a translation, one soon after the other.
    """
    return marks_in(text, mdx=False)


def marks_in(text: str, *, mdx: bool) -> tuple[Mark, ...]:
    """The inline markup of a text of Markdown, or of MDX, on its own."""
    if not MAY_HOLD_MARKUP.search(text):
        return addresses(text, ())
    run, source, first = alone(text)
    templates = template_spans(source, mdx=mdx)
    if mdx and templates:
        run, _, _ = alone(hidden(text.encode(), [(start - first, end - first) for start, end in templates]).decode())
    starts, offsets = zip(*chunks(text, first), strict=True)
    return marks_of(source, run, Cut(text, starts, offsets, source), templates, lists=not mdx)


def mended(text: str, source: str, how: str) -> str | None:
    """The translation with emphasis that every renderer sees, if it is then that of its source; see `Format`."""
    return _mended(text, shape(marks(source)), how, marks)


@lru_cache(maxsize=4096)
def active(text: str, kind: Kind) -> tuple[str, ...]:
    """The active content of a text; see `Format`."""
    return active_markdown(text, kind, () if kind in PLAIN else marks(text))


def may_lose_active() -> bool:
    """It may not: a lost end of a pair reaches further than its text."""
    return False


decode = decoded
encode = encoded


def _apart(blocks: Sequence[Block], body: int) -> Iterator[Block]:
    """Blocks after the front matter, without those that reach into the one before."""
    at = body
    for block in blocks:
        if block.start >= at:
            yield block
            at = block.end


# --- anchors ---

_NOT_IN_SLUG = re.compile(r"[^\w\- ]")


def _slug(run: Run) -> str:
    """A heading's anchor as GitHub's renderer makes it: lower case, no punctuation, blanks to hyphens."""
    words = "".join(str(event.value) for event in run.events if event.name in {"Text", "Code"})
    return _NOT_IN_SLUG.sub("", words.strip().lower()).replace(" ", "-")


def _anchors(article: Article, runs: Iterable[Run]) -> Iterator[Patch]:
    """What keeps the headings' anchors once their words are translated; equal ones are numbered."""
    slugs: Counter[str] = Counter()
    for run in runs:
        if run.around and run.around[-1].name == "Heading" and (slug := _slug(run)):
            anchor = f"{slug}-{slugs[slug]}" if slugs[slug] else slug
            slugs[slug] += 1
            if article.options.anchors != "off" and not run.around[-1].value["id"]:
                yield from _anchor(article, run, anchor)


def _anchor(article: Article, run: Run, anchor: str) -> Iterator[Patch]:
    heading = run.around[-1]
    start = run.events[0].start
    if OWN_ANCHOR.match(article.source, start):
        return
    if article.options.anchors == "html":
        yield Patch(start, start, f'<a id="{anchor}"></a>')
        return
    end = heading.start + len(article.source[heading.start : heading.end].rstrip(EDGE))
    if article.source[heading.start : heading.start + 1] != b"#":
        end = max(event_end(event) for event in run.events)
    if heading.value["classes"] or heading.value["attrs"]:
        at = article.source.rfind(b"{", heading.start, heading.end) + 1
        yield Patch(at, at, f"#{anchor} ")
    else:
        yield Patch(end, end, f" {{#{anchor}}}")
