"""Lines of Markdown put together: what a line break stands for, looked at through the markup beside it."""

from __future__ import annotations

import re
from typing import Final

from l10n.lines import joint as plain_joint

_WINDOW: Final = 400
"""Characters of markup that are looked through at most."""
_BEFORE: Final = re.compile(
    r"(?:[*_~`=^]+|\]\([^()\s]*(?:[ \t]+(?:\"[^\"]*\"|'[^']*'))?\)|\]\[[^\[\]]*\]|\]|\[\^[^\[\]\s]+\]"
    r"|</?[A-Za-z][^<>]*>|<!--(?:(?!-->).)*-->|(?<=[`*_)\]])\{[:.#][^{}]*\})+\Z",
    re.DOTALL,
)
"""What may stand between the last word of a line and its end: ends of marks, footnotes, tags, attribute lists."""
_AFTER: Final = re.compile(
    r"(?:[*_~`=^]+|!?\[(?!\^)|\[\^[^\[\]\s]+\]|</?[A-Za-z][^<>]*>|<!--(?:(?!-->).)*-->)+", re.DOTALL
)
_MARKUP_ENDS: Final = tuple("*_~`=^])>}")
_MARKUP_STARTS: Final = tuple("*_~`=^[!<")


def joint(left: str, right: str, latin: str = " ") -> str:
    """What a line break between two native texts stands for: a space, or nothing."""
    if left.endswith(_MARKUP_ENDS):
        left = left[-_WINDOW:]
        left = left[: found.start()] if (found := _BEFORE.search(left)) else left
    if right.startswith(_MARKUP_STARTS):
        found = _AFTER.match(right, 0, _WINDOW)
        right = right[found.end() :] if found else right
    return plain_joint(left, right, latin)
