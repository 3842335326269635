"""Rule `numbers`: figures of the source that its draft has lost, and figures that the draft has invented.

Compared are values, not characters: 12,000, 12 000, 1.2万 and twelve thousand are one. Repetitions are not counted,
since translators drop them. 0 and 1 are nobody's loss: `an hour` is `1 час`, 14:00 is `2 p.m.`. Nor is what was rightly
converted into other units: `30 yards` are 27 metres.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from l10n.distrust.fault import Fault
from l10n.distrust.numerals import KNOWN, spelled
from l10n.distrust.readings import Figure, figures, plain
from l10n.distrust.units import Measure, about, measures
from l10n.locales import Locale

_SPELLED_UP_TO = 100
"""Numbers that languages whose numerals we cannot read may write in words."""
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Quantities:
    """What numbers a text has."""

    language: str
    texts: tuple[str, ...]
    figures: tuple[Figure, ...]

    @property
    def words(self) -> frozenset[Decimal]:
        """The values of its numerals."""
        return frozenset().union(*(spelled(text, self.language) for text in self.texts))

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Its figures in units that translators convert."""
        return tuple(measure for text in self.texts for measure in measures(text, self.language))

    @property
    def told(self) -> int:
        """How many different figures the other text must have too."""
        return len({figure.written for figure in self.figures if figure.wanted and min(figure.values) > 1})

    def missing_in(self, other: Quantities) -> list[str]:
        """The figures that no figure and no numeral of the other text explains, as they are written."""
        return [figure.written for figure in self.unmatched(other)]

    def unmatched(self, other: Quantities) -> list[Figure]:
        """The same as figures."""
        if not self.figures:
            return []
        left = _unmatched(self.figures, other.figures, frozenset(), lenient=False)
        lenient = not KNOWN.issuperset((self.language, other.language))
        return left and _unmatched(left, other.figures, other.words, lenient=lenient)

    def converts(self, figure: Figure, other: Quantities) -> bool:
        """Whether a figure of this text is one of the other in another unit."""
        theirs = other.words.union(*(each.values for each in other.figures))
        ours = (measure for measure in self.measures if measure.value in figure.values)
        return any(about(measure.converted, theirs) for measure in ours) or any(
            about(measure.converted, figure.values) for measure in other.measures
        )


@lru_cache(maxsize=2048)
def quantities(text: str, locale: Locale) -> Quantities:
    """The figures and numerals of a text in a language; those of addresses are no numbers."""
    language = locale.language
    words = plain(text)
    return Quantities(language, (words,), tuple(figures(words, language)))


@dataclass(frozen=True, slots=True)
class Differences:
    """Figures that two texts do not share, as they are written."""

    lost: tuple[str, ...] = ()
    invented: tuple[str, ...] = ()
    converted: tuple[str, ...] = ()
    """Those of either text that are figures of the other in another unit."""

    def __str__(self) -> str:
        parts = (("lost", self.lost), ("not in the source", self.invented))
        return "; ".join(f"{name}: {', '.join(found[:5])}" for name, found in parts if found)


def differences(source: str, draft: str, source_locale: Locale, target: Locale) -> Differences:
    """Each figure of one text that is no figure and no numeral of the other."""
    if not _DIGIT.search(source) and not _DIGIT.search(draft):
        return Differences()
    told, drafted = quantities(source, source_locale), quantities(draft, target)
    lost, invented = told.unmatched(drafted), drafted.unmatched(told)
    converted = [figure for figure in lost if told.converts(figure, drafted)]
    converted += [figure for figure in invented if drafted.converts(figure, told)]
    return Differences(
        tuple(figure.written for figure in lost if figure not in converted),
        tuple(figure.written for figure in invented if figure not in converted),
        tuple(figure.written for figure in converted),
    )


def numbers(source: str, draft: str, source_locale: Locale, target: Locale) -> Iterator[Fault]:
    """Rule `numbers`: each figure of one text is a figure or a numeral of the other."""
    if message := str(differences(source, draft, source_locale, target)):
        yield Fault("numbers", message)


def _unmatched(
    figures: Sequence[Figure], others: Sequence[Figure], words: frozenset[Decimal], *, lenient: bool
) -> list[Figure]:
    """The figures that no other figure and no numeral explains, each as it is written first."""
    known = words.union(*(other.values for other in others))
    written = {other.written for other in others}
    digits = {other.digits for other in others} if lenient else set()
    found: dict[str, Figure] = {}
    for figure in figures:
        if (
            figure.wanted
            and figure.written not in written
            and not figure.values & known
            and min(figure.values) > 1
            and not (lenient and (min(figure.values) <= _SPELLED_UP_TO or figure.digits in digits))
        ):
            found.setdefault(figure.written, figure)
    return list(found.values())
