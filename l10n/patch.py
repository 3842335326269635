"""Changes of a file as a unified diff that `git apply` and `patch` take, made of bytes: a file may be in any charset.

Law: applied to the old bytes, the diff of two contents gives the new ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

CONTEXT: Final = 3
"""Unchanged lines around a change, as `diff -u` has it."""
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


@dataclass(frozen=True, slots=True)
class Block:
    """Lines `start:end` of the old file that lines `new_start:new_end` of the new one replace, counted from 0."""

    start: int
    end: int
    new_start: int
    new_end: int
    heading: str = ""
    """What the hunk's first line says of the change; programs that apply it do not look at it."""


def unified(name: str, old: bytes, new: bytes, blocks: Sequence[Block]) -> bytes:
    """The diff of a file, empty where nothing changed.

    `name`: its path, with `/`; `blocks`: all that differs, in order. Where they do not account for the new content, the
    whole file is one block.
    """
    before, after = _lines(old), _lines(new)
    sound = [narrowed for each in blocks if (narrowed := _narrowed(each, before, after))]
    if _applied(before, after, sound) != after:
        sound = [narrowed for narrowed in [_narrowed(Block(0, len(before), 0, len(after)), before, after)] if narrowed]
    if not sound:
        return b""
    header = f"--- {_quoted(f'a/{name}')}\n+++ {_quoted(f'b/{name}')}\n".encode("utf-8", "surrogateescape")
    return header + b"".join(_hunk(hunk, before, after) for hunk in _hunks(sound))


def _lines(content: bytes) -> list[bytes]:
    """Lines with their ends; only a line feed ends one."""
    lines = content.split(b"\n")
    return [*(line + b"\n" for line in lines[:-1]), *([lines[-1]] if lines[-1] else [])]


def _narrowed(block: Block, before: Sequence[bytes], after: Sequence[bytes]) -> Block | None:
    """The block without lines at its edges that are the same; None where nothing is left."""
    start, end, new_start, new_end = block.start, block.end, block.new_start, block.new_end
    while start < end and new_start < new_end and before[start] == after[new_start]:
        start, new_start = start + 1, new_start + 1
    while start < end and new_start < new_end and before[end - 1] == after[new_end - 1]:
        end, new_end = end - 1, new_end - 1
    return None if (start, new_start) == (end, new_end) else Block(start, end, new_start, new_end, block.heading)


def _applied(before: Sequence[bytes], after: Sequence[bytes], blocks: Sequence[Block]) -> list[bytes]:
    found: list[bytes] = []
    at = 0
    for block in blocks:
        found += [*before[at : block.start], *after[block.new_start : block.new_end]]
        at = block.end
    return [*found, *before[at:]]


def _hunks(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks whose surroundings meet, together."""
    hunk: list[Block] = []
    for block in blocks:
        if hunk and block.start - hunk[-1].end > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(block)
    if hunk:
        yield hunk


def _hunk(blocks: Sequence[Block], before: Sequence[bytes], after: Sequence[bytes]) -> bytes:
    first, last = blocks[0], blocks[-1]
    start, end = max(0, first.start - CONTEXT), min(len(before), last.end + CONTEXT)
    new_start, new_end = first.new_start - (first.start - start), last.new_end + (end - last.end)
    headings = "; ".join(dict.fromkeys(block.heading for block in blocks if block.heading))
    ranges = f"@@ -{_range(start, end)} +{_range(new_start, new_end)} @@ {headings}".rstrip()
    parts, at = [f"{ranges}\n".encode()], start
    for block in blocks:
        parts += [b" " + line for line in before[at : block.start]]
        parts += [b"-" + line for line in before[block.start : block.end]]
        parts += [b"+" + line for line in after[block.new_start : block.new_end]]
        at = block.end
    parts += [b" " + line for line in before[at:end]]
    return b"".join(part if part.endswith(b"\n") else part + b"\n\\ No newline at end of file\n" for part in parts)


def _range(start: int, end: int) -> str:
    """Where lines stand, counted from 1, and how many; of none, the line before (POSIX, diff)."""
    return f"{start + 1 if end > start else start},{end - start}"


def _quoted(name: str) -> str:
    """A name as git writes it: in quotes with control characters, quotes or backslashes; a tab ends one with blanks."""
    if any(sign in _ESCAPES or ord(sign) < 0x20 for sign in name):
        return (
            '"'
            + "".join(_ESCAPES.get(sign, sign if ord(sign) >= 0x20 else f"\\{ord(sign):03o}") for sign in name)
            + '"'
        )
    return name + "\t" * (" " in name)
