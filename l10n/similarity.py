"""How alike two sentences are, by the letters they share in order."""

from __future__ import annotations

from collections.abc import Sequence


def similar(sentence: str, others: Sequence[str], *, least: float) -> list[tuple[int, float]]:
    """Which of `others` are at least `least` alike, from 0 (nothing shared) to 100 (equal), as (index, likeness).

    Best first, then in the order given.
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - 50 ms that only a merge with edited sentences needs

    found = process.extract(sentence, others, scorer=fuzz.ratio, score_cutoff=least, limit=None)
    return sorted(((index, likeness) for _, likeness, index in found), key=lambda hit: (-hit[1], hit[0]))


def likeness(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 100."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - see above

    return fuzz.ratio(one, other)
