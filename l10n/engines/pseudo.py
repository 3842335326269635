"""The engine `pseudo`: `[Ĥéļļö ŵöŕļð ·ẋẋ]`. Accented, longer and bracketed, for layout tests; needs no model.

What shows up without accents was never translated, what lacks a bracket is cut off, and as most languages are longer
than English, so are these answers.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Final

from l10n.engines import Draft, Link, Manner, Origin, Setup

PSEUDO: Final = "pseudo"
"""Its name; what it says is no translation."""
LONGER: Final = 0.3
"""The part by which English grows in Russian, German or Finnish, roughly."""
FILLER: Final = " ·ẋẋẋẋẋẋ"
"""Repeated as much as is needed: words of seven signs that no markup language knows, so that lines still break."""

_PLAIN: Final = "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz"
_ACCENTED: Final = "ÅåƁƀÇçÐðÉéƑƒĜĝĤĥÎîĴĵĶķĻļṀṁÑñÖöÞþǪǫŔŕŜŝŢţÛûṼṽŴŵẊẋÝýŽž"
ACCENTS: Final = str.maketrans(_PLAIN, _ACCENTED)


def accented(text: str) -> str:
    """A text accented, longer and in brackets; outer blanks as they are, and a blank text too."""
    prose = text.strip()
    if not prose:
        return text
    start = text.index(prose)
    return f"{text[:start]}[{prose.translate(ACCENTS)}{_filler(prose)}]{text[start + len(prose) :]}"


def _alignment(text: str) -> tuple[Link, ...]:
    """Each sign was made from the one that it is an accented form of; brackets and filler from none."""
    start = len(text) - len(text.lstrip())
    return tuple(Link(at + 1, at + 2, at, at + 1, 1.0) for at in range(start, len(text.rstrip())))


def _filler(prose: str) -> str:
    """At least a blank, a point and a letter; never a blank at its end."""
    filler = "".join(islice(cycle(FILLER), max(3, math.ceil(len(prose) * LONGER))))
    return filler[:-1] + FILLER[-1]


@dataclass(frozen=True, slots=True)
class PseudoEngine:
    """Answers every sentence with `accented`; the languages make no difference."""

    @property
    def origin(self) -> Origin:
        """`pseudo accents 1`."""
        return Origin(PSEUDO, "accents", "1")

    def translate(self, sentences: Sequence[str], manner: Manner = Manner.PLAIN) -> Iterator[tuple[int, Draft]]:
        """The accented sentences, in order."""
        for index, sentence in enumerate(sentences):
            yield index, Draft(accented(sentence), None, _alignment(sentence) if manner is Manner.ALIGNED else None)


def open_engine(source: str, target: str, setup: Setup) -> PseudoEngine:
    """The engine, which every pair of languages shares."""
    del source, target, setup
    return PseudoEngine()
