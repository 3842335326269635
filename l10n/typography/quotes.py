"""Quotation marks paired by nesting."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quotation:
    """A pair of quotation marks at `start` and `end`, and how many pairs it stands in."""

    start: int
    end: int
    depth: int


OPENS, CLOSES, UNCLEAR = "opens", "closes", ""
Role = Callable[[str, int, bool, str], str]
"""What the mark at a place of a text does, `OPENS`, `CLOSES` or `UNCLEAR`; told whether any is open, and what the mark
just before it does."""


def paired(text: str, partners: Mapping[str, str], role: Role) -> tuple[Quotation, ...] | None:
    """The quotations of a text in order of their ends, or None where its marks are not balanced.

    `partners`: by the mark that opens, those that may close it.
    """
    found: list[Quotation] = []
    around: list[int] = []
    known = set("".join(partners) + "".join(partners.values()))
    does, last = UNCLEAR, -1
    for at in (place for place, sign in enumerate(text) if sign in known):
        does, last = role(text, at, bool(around), does if last == at - 1 else UNCLEAR), at
        if does == OPENS:
            around.append(at)
        elif does == CLOSES and around and text[at] in partners.get(text[around[-1]], ""):
            start = around.pop()
            found.append(Quotation(start, at, len(around)))
        else:
            return None
    return None if around else tuple(found)


def is_even(words: str) -> bool:
    """Whether the quotation marks of a source sentence are balanced: else a quotation goes over several sentences."""
    low = words.count("„")
    curly = low == words.count("“") + words.count("”") if low else words.count("“") == words.count("”")
    return curly and words.count('"') % 2 == 0 and words.count("«") == words.count("»")


def marks_of(quotations: tuple[Quotation, ...]) -> Iterator[tuple[int, int, bool]]:
    """Each mark as its place, its depth, and whether it opens."""
    for each in quotations:
        yield each.start, each.depth, True
        yield each.end, each.depth, False
