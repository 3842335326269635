"""What a sentence is found by: its words without their ends, and each two of them that stand together.

Numbers are all one word, since sentences that differ in them alone are the best of matches. Where no blanks separate
words, signs stand for them.
"""

from __future__ import annotations

import re
from itertools import pairwise
from math import log2
from zlib import crc32

from l10n.scripts import UNSPACED, letters

_STEM = 6
"""Letters by which words are told apart: `minister` and `ministers` are one."""
_WORD = re.compile(rf"\d+|(?P<sign>[{letters(UNSPACED)}])|[^\W\d_]+")
_CLASSES_IN_AN_OCTAVE = 2


def features(text: str) -> frozenset[int]:
    """The features of a normal sentence, each a number of 32 bits; there is always one."""
    lower = text.casefold()
    words = ["0" if word[0].isdecimal() else word[:_STEM] for word in _words(lower)]
    both = map("\0".join, pairwise(words))
    found = {crc32(word.encode("utf-8", "surrogatepass")) for word in words if len(word) > 1}
    found.update(crc32(pair.encode("utf-8", "surrogatepass")) for pair in both)
    return frozenset(found or {crc32(lower.encode("utf-8", "surrogatepass"))})


def _words(lower: str) -> list[str]:
    return [found[0] for found in _WORD.finditer(lower)]


def length_class(length: int) -> int:
    """In which class sentences of so many characters are: 0 to 255, two for each doubling."""
    return min(int(log2(max(length, 1)) * _CLASSES_IN_AN_OCTAVE), 255)


def classes(length: int, least: float) -> tuple[int, int]:
    """The first and the last class that can hold a sentence which is `least` alike (0 to 100) to one of this length.

    The likeness is twice the letters in common by the letters of both, so a length bounds the other.
    """
    ratio = (200.0 - least) / max(least, 1.0)
    return length_class(int(length / ratio)), length_class(int(length * ratio) + 1)
