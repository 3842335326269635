"""What stands around a block, in any format: taken from the literal bytes before it, which no translator writes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n.document import Document

_TAG = re.compile(r"</?[A-Za-z][\w-]*")
_LEAST = 8
"""Letters and digits between two blocks from which they can be told from those between others."""


def openings(document: Document) -> Iterator[tuple[str, str]]:
    """For each block: its label (equal for equal structure), and what else stands before it, if that is much."""
    at = 0
    for block in document.blocks:
        literal = document.source[at : block.start].decode("utf-8", "replace")
        yield f"{block.kind} {block.note} {_opening(literal)}", _substance(literal)
        at = block.end


def _opening(literal: str) -> str:
    """The marker of a heading or list item with its indentation, or the tag that opens the block."""
    line = literal[max(literal.rfind("\n"), literal.rfind("\r")) + 1 :]
    tags = _TAG.findall(line) or (_TAG.findall(literal) if not line.strip() else [])
    return tags[-1].lower() if tags else re.sub(r"\d+", "1", line.expandtabs(4))


def _substance(literal: str) -> str:
    """Code, targets of images, dates and the like."""
    words = re.findall(r"\w+", _TAG.sub(" ", literal))
    return " ".join(words) if sum(map(len, words)) >= _LEAST else ""
