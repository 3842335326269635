"""Authors' switches in articles: `<!-- l10n:off -->` … `<!-- l10n:on -->` keep what lies between from translation."""

from __future__ import annotations

import re
from collections.abc import Iterable

from l10n.document import Block

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


def heard(blocks: Iterable[Block], ranges: tuple[tuple[int, int], ...]) -> tuple[Block, ...]:
    """The blocks that no silenced range touches."""
    return tuple(block for block in blocks if not any(start < block.end and block.start < end for start, end in ranges))
