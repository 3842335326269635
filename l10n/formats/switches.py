"""Authors' switches in articles: `<!-- l10n:off -->` … `<!-- l10n:on -->` keep what lies between from translation."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from l10n.document import Block, Reference

_SWITCH = re.compile(rb"<!--\s*l10n:(on|off)\s*-->")


def silenced(comments: Iterable[tuple[int, bytes]], end: int) -> tuple[tuple[int, int], ...]:
    """The byte ranges between an `off` and the next `on`, or the end of the article.

    `comments`: byte offset and source of each piece of markup that may be a comment, in order;
    `end`: the article's length in bytes.
    """
    ranges, since = [], -1
    for offset, source in comments:
        for found in _SWITCH.finditer(source):
            if found[1] == b"off" and since < 0:
                since = offset + found.end()
            elif found[1] == b"on" and since >= 0:
                ranges.append((since, offset + found.start()))
                since = -1
    if since >= 0:
        ranges.append((since, end))
    return tuple(ranges)


def heard(blocks: Iterable[Block], ranges: Iterable[tuple[int, int]]) -> tuple[Block, ...]:
    """The blocks that no silenced range touches."""
    starts, ends = _bounds(ranges)
    return tuple(block for block in blocks if not _touched(block, starts, ends))


def outside(references: Iterable[Reference], ranges: Iterable[tuple[int, int]]) -> tuple[Reference, ...]:
    """The references that no silenced range touches."""
    starts, ends = _bounds(ranges)
    return tuple(each for each in references if not _touched(each, starts, ends))


def _bounds(ranges: Iterable[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Where ranges start, in order, and how far those that start so early reach."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(ranges):
        starts.append(start)
        ends.append(max(end, ends[-1] if ends else 0))
    return starts, ends


def _touched(block: Block | Reference, starts: Sequence[int], ends: Sequence[int]) -> bool:
    """Whether one of the ranges that begin before the end of a block or reference reaches over its start."""
    before = bisect_left(starts, block.end)
    return before > 0 and ends[before - 1] > block.start
