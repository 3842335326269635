"""Alignments: which characters of a draft came from which characters of its sentence, by the attention of the model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from heapq import nlargest
from typing import Final

from l10n.engines import Link

Span = tuple[int, int]
"""Start and end, in characters."""
Looks = tuple[tuple[int, float], ...]
"""The source pieces that a piece of an answer looked at, by number, with their weights; the heaviest first."""

MOST_LINKS: Final = 3
"""Links of one span of a draft; the rest of a model's attention is thinly spread."""
LEAST_WEIGHT: Final = 0.1


def looks(weights: Sequence[float]) -> Looks:
    """The strongest of the weights that a piece of an answer gives to the pieces of its source."""
    strong = [(number, weight) for number, weight in enumerate(weights) if weight >= LEAST_WEIGHT]
    return tuple(nlargest(MOST_LINKS, strong, key=lambda each: each[1]))


def links(answer: Sequence[Span], source: Sequence[Span], looked: Sequence[Looks]) -> tuple[Link, ...]:
    """The links between the pieces of an answer and of its source, from where both lie and what each looked at."""
    weights: dict[tuple[Span, Span], float] = {}
    for span, some in zip(answer, looked, strict=True):
        for number, weight in some:
            # Several pieces may be one character: its link is the strongest one.
            key = span, source[number]
            weights[key] = max(weight, weights.get(key, 0.0))
    return _strongest(weights)


def moved(some: Iterable[Link], by: int, source_by: int) -> tuple[Link, ...]:
    """The same links in a draft and in a sentence that have so many more characters in front."""
    return tuple(
        replace(
            link,
            start=link.start + by,
            end=link.end + by,
            source_start=link.source_start + source_by,
            source_end=link.source_end + source_by,
        )
        for link in some
    )


def composed(first: Sequence[Link], second: Sequence[Link]) -> tuple[Link, ...]:
    """The links from the drafts of a second model to the sentences of a first one, whose drafts the second translated.

    A link of the second is shared out among the links of the first by how many of its characters each covers.
    """
    weights: dict[tuple[Span, Span], float] = {}
    for link in second:
        size = link.source_end - link.source_start
        for between in first:
            common = min(link.source_end, between.end) - max(link.source_start, between.start)
            if common > 0:
                key = (link.start, link.end), (between.source_start, between.source_end)
                weights[key] = weights.get(key, 0.0) + link.weight * between.weight * common / size
    return _strongest(weights)


def _strongest(weights: Mapping[tuple[Span, Span], float]) -> tuple[Link, ...]:
    by_span: dict[Span, list[Link]] = {}
    for (span, source), weight in weights.items():
        if span[0] < span[1] and source[0] < source[1] and weight >= LEAST_WEIGHT:
            # Four places, as the rest depends on the machine.
            by_span.setdefault(span, []).append(Link(*span, *source, round(weight, 4)))
    return tuple(
        link
        for _, some in sorted(by_span.items())
        for link in sorted(some, key=lambda link: (-link.weight, link.source_start))[:MOST_LINKS]
    )
