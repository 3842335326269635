"""JavaScript in MDX: expressions in braces, and modules (`import`, `export`) at the start of a line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

_OUTSIDE: Final = re.compile(r"\\.|`+|\{", re.DOTALL)
_INSIDE: Final = re.compile(
    r"""[{}]|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'
      | `[^`\\]*+(?:\\.[^`\\]*+)*+(?:`|\Z) | /\*.*?(?:\*/|\Z)""",
    re.DOTALL | re.VERBOSE,
)


def expression_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where expressions stand, outermost braces only; braces in code spans and escaped ones begin none.

    One without its end is none.
    """
    runs: dict[int, list[int]] = {}
    for run in re.finditer("`+", text):
        runs.setdefault(len(run[0]), []).append(run.start())
    at = 0
    while found := _OUTSIDE.search(text, at):
        at = found.end()
        if found[0][0] == "`":
            at = _code_end(runs[len(found[0])], found) if len(found[0]) in runs else at
        elif found[0] == "{":
            end = _end(text, at)
            if end < 0:
                return
            yield found.start(), end
            at = end


def _code_end(starts: list[int], opening: re.Match[str]) -> int:
    number = bisect_right(starts, opening.start())
    return starts[number] + len(opening[0]) if number < len(starts) else opening.end()


def _end(text: str, at: int) -> int:
    """Where the expression ends whose first brace stands before `at`; -1 where nowhere."""
    depth = 1
    for found in _INSIDE.finditer(text, at):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return found.end()
    return -1


_MODULE: Final = re.compile(rb"^(?:import|export) (?:[^\r\n]+(?:\r\n|\r|\n|\Z))+", re.MULTILINE)
_EMPTY_LINE_BEFORE: Final = re.compile(rb"(?:\A|\n|\r)[ \t]*(?:\r\n|\r|\n)\Z")


def module_spans(source: bytes, body: int) -> Iterator[tuple[int, int]]:
    """Where modules are imported and values exported: from a line behind an empty one to the next empty one.

    `body`: the byte at which the article proper begins.
    """
    at = body
    while found := _MODULE.search(source, at):
        before = source[max(found.start() - 80, body) : found.start()]
        if not before.strip() or _EMPTY_LINE_BEFORE.search(before):
            yield found.span()
        at = found.end()
