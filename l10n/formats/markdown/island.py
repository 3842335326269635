"""HTML islands: blocks of HTML in Markdown, read without the prefixes of the containers around their lines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from l10n.document import Reference
from l10n.formats import html
from l10n.formats.html.tokens import Token, TokenKind, tokens
from l10n.formats.markdown.inline import NOT_FOR_TRANSLATORS
from l10n.formats.markdown.run import Article, Part, Run


def island(article: Article, run: Run) -> Part:
    """Blocks of an HTML block; its lines are read without the prefixes of the containers around them."""
    if _is_mask(article.source, run):
        return Part((), ())
    starts, joined = _joined(article.source, run)
    blocks, skeleton = html.fragment(joined, article.options, island=True)
    moved = (
        replace(
            block,
            start=_moved(starts, block.start, last=False),
            end=_moved(starts, block.end, last=True),
            island=True,
        )
        for block in blocks
    )
    return Part(tuple(moved), skeleton)


def island_references(source: bytes, run: Run) -> Iterator[Reference]:
    """What the HTML of a run refers to, each address on one line."""
    if not any(event.name == "Html" for event in run.events) or _is_mask(source, run):
        return
    starts, joined = _joined(source, run)
    for each in html.references(joined):
        start, end = _moved(starts, each.start, last=False), _moved(starts, each.end, last=True)
        if end - start == each.end - each.start:
            yield Reference(start, end, each.target)


def _is_mask(source: bytes, run: Run) -> bool:
    """Whether the island is not in the article: it hides the first line of an admonition from the parser."""
    first = run.events[0]
    return str(first.value).startswith("<?>") and not source.startswith(b"<?>", first.start)


def _joined(source: bytes, run: Run) -> tuple[list[tuple[int, int]], bytes]:
    """The lines of an island without what stands before them, and where each begins in them and in the article."""
    pieces = [(event.start, event.end) for event in run.events if event.name == "Html"]
    lengths = accumulate((end - start for start, end in pieces), initial=0)
    starts = [(at, start) for at, (start, _) in zip(lengths, pieces, strict=False)]
    return starts, b"".join(source[start:end] for start, end in pieces)


def untranslated(source: bytes, islands: Iterable[Run]) -> Iterator[tuple[int, int]]:
    """What lies between the tags of an element that is not for translators, when they stand in different islands."""
    if b"translate" not in source:
        return
    name, depth, since = b"", 0, 0
    for offset, token, tag in _tags(source, islands):
        closes = token.kind is TokenKind.END
        if not depth and not closes and NOT_FOR_TRANSLATORS.search(tag.decode()):
            name, depth, since = token.name, 1, offset
        elif depth and token.name == name:
            depth += -1 if closes else 1
            if not depth:
                yield since, offset


def _tags(source: bytes, islands: Iterable[Run]) -> Iterator[tuple[int, Token, bytes]]:
    """Each tag of the islands: its byte offset in the article, itself, its source."""
    for run in islands:
        starts, joined = _joined(source, run)
        for token in tokens(joined):
            if token.kind in {TokenKind.START, TokenKind.END}:
                yield _moved(starts, token.start, last=False), token, joined[token.start : token.end]


def _moved(starts: Sequence[tuple[int, int]], offset: int, *, last: bool) -> int:
    """An offset in the joined lines as one in the article; `last`: it ends a block, on the line before."""
    number = (bisect_left if last else bisect_right)(starts, offset, key=lambda pair: pair[0]) - 1
    joined, start = starts[max(number, 0)]
    return start + offset - joined
