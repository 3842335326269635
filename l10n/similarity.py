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


def parted(sentence: str, others: Sequence[str]) -> list[tuple[int, float]]:
    """Which of `others` hold the sentence, or stand in it: they were split, or joined; as (index, share).

    The share is the length of the shorter one, of 1: a third at least, and no mere word.
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - see above

    found = process.extract(sentence, others, scorer=fuzz.partial_ratio, score_cutoff=_WHOLE, limit=None)
    shares = ((index, _share(sentence, other)) for other, _, index in found)
    return [(index, share) for index, share in shares if share >= _LEAST_SHARE]


def _share(one: str, other: str) -> float:
    shorter, longer = sorted((len(one), len(other)))
    return shorter / longer if shorter >= _LEAST_PART else 0.0


_WHOLE = 92.0
_LEAST_SHARE = 1 / 3
_LEAST_PART = 20
"""Letters of the shortest part that is told from a phrase that many sentences have."""


def likeness(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 100."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - see above

    return fuzz.ratio(one, other)


def slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter too many or two exchanged, not at their ends: a slip of the pen.

    Other letters at a word's end are other forms, at its start other words; another letter in its middle may be one.
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - see above

    if min(len(one), len(other)) < _LONG or one[0] != other[0] or one[-2:] != other[-2:]:
        return False
    exchanged = sorted(one) == sorted(other)
    return (exchanged or len(one) != len(other)) and OSA.distance(one, other, score_cutoff=1) == 1


_LONG = 5
"""Letters of the shortest word in which a slip is seen as one."""


def edits(one: Sequence[str], other: Sequence[str]) -> int:
    """How many items must be put in, left out or replaced to make one sequence the other (Levenshtein distance).

    A text is a sequence of its letters.
    """
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - see above

    return Levenshtein.distance(one, other)
