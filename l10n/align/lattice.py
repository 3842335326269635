"""All alignments of two sequences at once: how likely each bead is, and the likeliest alignment.

A bead (Brown et al. 1991) is a run of one sequence with the run of the other that it corresponds to. Beads are weighed
by the logarithm of how much likelier they are than two unrelated runs; the forward-backward algorithm sums over all
alignments, so that a bead's probability tells how many rivals it has.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

Shape = tuple[int, int]
"""How many units of each sequence a bead takes."""
Point = tuple[int, int]
_BAND = 60
"""How far an alignment may stray from the diagonal besides the difference in length: bounds time for long articles."""


@dataclass(frozen=True, slots=True)
class Bead:
    """Units `source` of one sequence and `target` of the other, which belong together; one side may be empty."""

    source: range
    target: range
    probability: float
    """Of this very bead, among all alignments; 0 to 1."""


Weigh = Callable[[range, range], float]
"""The log-likelihood ratio of a bead, its prior included; -inf where it cannot be."""


def aligned(sources: int, targets: int, shapes: Iterable[Shape], weigh: Weigh) -> tuple[Bead, ...]:
    """The likeliest alignment of two sequences, given by their lengths, each bead with its probability."""
    arcs = _arcs(sources, targets, tuple(shapes), weigh)
    ahead = _sums(arcs, sources, targets)
    behind = _backward(arcs, ahead)
    total = ahead[sources, targets]
    found = []
    for start, end, weight in _best(arcs, (sources, targets)):
        probability = math.exp(min(0.0, ahead[start] + weight + behind[end] - total))
        found.append(Bead(range(start[0], end[0]), range(start[1], end[1]), probability))
    return tuple(found)


_Arcs = Mapping[Point, tuple[tuple[Point, float], ...]]
"""To each point of the lattice, in order: where its last bead begins, and what that weighs."""


def _arcs(sources: int, targets: int, shapes: tuple[Shape, ...], weigh: Weigh) -> _Arcs:
    arcs: dict[Point, tuple[tuple[Point, float], ...]] = {(0, 0): ()}
    slack = _BAND + abs(sources - targets)
    for i in range(sources + 1):
        middle = i * targets // max(sources, 1)
        for j in range(max(0, middle - slack), min(targets, middle + slack) + 1):
            starts = (((i - take, j - give), (take, give)) for take, give in shapes)
            into = [
                (start, weigh(range(start[0], i), range(start[1], j)))
                for start, _ in starts
                if start in arcs and start != (i, j)
            ]
            kept = tuple((start, weight) for start, weight in into if weight > -math.inf)
            if kept:
                arcs[i, j] = kept
    return arcs


def _sums(arcs: _Arcs, sources: int, targets: int) -> dict[Point, float]:
    ahead: dict[Point, float] = {(0, 0): 0.0}
    for point, into in arcs.items():
        if into:
            ahead[point] = _log_sum([ahead[start] + weight for start, weight in into])
    assert (sources, targets) in ahead, "single units can always stand alone"
    return ahead


def _backward(arcs: _Arcs, ahead: Mapping[Point, float]) -> dict[Point, float]:
    behind: dict[Point, list[float]] = {point: [] for point in ahead}
    done: dict[Point, float] = {}
    for point in reversed(list(arcs)):
        done[point] = _log_sum(behind[point]) if behind[point] else (-math.inf if done else 0.0)
        for start, weight in arcs[point]:
            behind[start].append(done[point] + weight)
    return done


def _best(arcs: _Arcs, end: Point) -> list[tuple[Point, Point, float]]:
    scores: dict[Point, float] = {(0, 0): 0.0}
    origin: dict[Point, tuple[Point, float]] = {}
    for point, into in arcs.items():
        if into:
            start, weight = max(into, key=lambda arc: scores[arc[0]] + arc[1])
            scores[point], origin[point] = scores[start] + weight, (start, weight)
    path = []
    while end != (0, 0):
        start, weight = origin[end]
        path.append((start, end, weight))
        end = start
    return path[::-1]


def _log_sum(values: list[float]) -> float:
    most = max(values)
    return most if most == -math.inf else most + math.log(sum(math.exp(value - most) for value in values))
