"""Lines of Markdown put together: what a line break stands for, looked at through the markup beside it."""

from __future__ import annotations

import re
import unicodedata
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
_RUN_BEFORE: Final = re.compile(r"(?<!\\)[*_~]+\Z")
_RUN_AFTER: Final = re.compile(r"[*_~]+")
_LONGEST_RUN: Final = 3
"""Delimiters of emphasis; of more, some are text."""
_MARKUP_ENDS: Final = tuple("*_~`=^])>}")
_MARKUP_STARTS: Final = tuple("*_~`=^[!<")


def joint(left: str, right: str, latin: str = " ", *, seen: bool = True) -> str:
    """What a line break between two native texts stands for: a space, or nothing.

    A space also where emphasis would be none without it (CommonMark 0.31.2, section 6.2). `seen`: also where it is the
    punctuation in it that asks for one, which a build mends: `**注意：**` before a letter.
    """
    closing, opening = _RUN_BEFORE.search(left[-_WINDOW:]), _RUN_AFTER.match(right)
    if closing and opening and closing[0][-1] == opening[0][0]:
        return " "
    if closing and _is_unseen(closing[0], closing.string[: closing.start()][-1:], right[:1], seen=seen):
        return " "
    if opening and _is_unseen(opening[0], right[opening.end() :][:1], left[-1:], seen=seen):
        return " "
    if left.endswith(_MARKUP_ENDS):
        left = left[-_WINDOW:]
        left = left[: found.start()] if (found := _BEFORE.search(left)) else left
    if right.startswith(_MARKUP_STARTS):
        found = _AFTER.match(right, 0, _WINDOW)
        right = right[found.end() :] if found else right
    return plain_joint(left, right, latin)


def _is_unseen(run: str, inside: str, beyond: str, *, seen: bool) -> bool:
    """Whether delimiters between two characters may be none: `_` in a word, punctuation inside and a letter beyond."""
    if not inside or not beyond or _is_punctuation(beyond):
        return False
    return "_" in run or len(run) > _LONGEST_RUN or (seen and _is_punctuation(inside))


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
