"""Sentences in parts that a model can take: at line breaks, and where a line is too long, near the middle of it.

How long a text is, each engine measures itself: in the pieces of its tokenizer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from l10n.inline import has_letter, says_something

UNSPACED: Final = frozenset({"zh", "zt", "ja", "th"})
"""Argos codes of the languages that write no blanks between words."""

_LINE_BREAK: Final = re.compile(r"([\n\r\v\f\x85\u2028\u2029]\s*)")
_BREAKS: Final = (
    re.compile(r"[;:–](?=\s)\s*|—+\s*|[；：]"),
    re.compile(r",(?=\s)\s*|[，、]"),
    re.compile(r"\s+"),
    # Any character that does not continue the one before; masks stay whole.
    re.compile(r"(?:⟦\d{1,3}⟧|[A-Z]{2,3}-?\d{1,3}|.)[\u0300-\u036f\u200d\ufe0f]*", re.DOTALL),
)
"""Where a long sentence may be parted, the best places first; a part ends where a match ends."""


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text that a model translates at once."""

    before: str
    """What stands between it and the part before: blanks, line breaks, text of no size."""
    text: str
    cut: bool
    """Whether it was parted from the one before only because both together are too long."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A sentence in parts: all `before` and `text` in turn, and `after`, are the sentence."""

    parts: tuple[Part, ...]
    after: str


def plan(sentence: str, size: Callable[[str], int], limit: int) -> Plan:
    """Part a sentence at its line breaks, and where a line is larger than `limit`, near the middle of it.

    `size` measures a text; what it finds to be 0 is nothing for a model, and stays as it is. A text that is too large
    even as two characters stays whole.
    """
    parts: list[Part] = []
    before = ""
    for number, line in enumerate(_LINE_BREAK.split(sentence)):
        if number % 2:
            before += line
            continue
        for nth, stretch in enumerate(_stretches(line, size, limit)):
            text = stretch.strip()
            before += stretch[: len(stretch) - len(stretch.lstrip())]
            if text and size(text):
                parts.append(Part(before, text, cut=nth > 0 and not before.strip()))
                before = ""
            else:
                before += text
            before += stretch[len(stretch.rstrip()) :] if text else ""
    return Plan(tuple(parts), before)


def unanswered(parts: Sequence[tuple[Part, str]]) -> bool:
    """Whether a part has no answer: then the sentence has none, as half of it would be taken for all of it."""
    return any(has_letter(part.text) and not says_something(answer) for part, answer in parts)


def joined(parts: Sequence[tuple[Part, str]], after: str, source: str, target: str) -> str:
    """The answers to the parts of a sentence, with what stood between; around cuts, blanks as the target has them.

    `source` and `target` are Argos codes.
    """
    text = ""
    for part, answer in parts:
        text += (_blank(part.before, text, answer, source, target) if part.cut else part.before) + answer
    return text + after


def _stretches(line: str, size: Callable[[str], int], limit: int) -> list[str]:
    if size(line) <= limit:
        return [line]
    middle = _break_near_middle(line)
    if middle is None:
        return [line]
    return [*_stretches(line[:middle], size, limit), *_stretches(line[middle:], size, limit)]


def _break_near_middle(line: str) -> int | None:
    """The end of the best mark between the first and the last quarter of a line, nearest to its middle."""
    for marks in _BREAKS:
        ends = [found.end() for found in marks.finditer(line) if len(line) <= 4 * found.end() <= 3 * len(line)]
        if ends:
            return min(ends, key=lambda end: abs(2 * end - len(line)))
    return None


def _blank(blank: str, left: str, right: str, source: str, target: str) -> str:
    if target in UNSPACED:
        latin = re.search(r"[A-Za-z0-9]$", left) and re.match(r"[A-Za-z0-9]", right)
        return blank if latin else ""
    return blank or (" " if source in UNSPACED else "")
