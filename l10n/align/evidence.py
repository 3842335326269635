"""How much likelier two runs of units are as a translation of each other than as strangers.

Each trait adds the logarithm of a likelihood ratio: how often it agrees in translations (the constants below) against
how often it would by chance (counted in the article itself). A rare trait that agrees says much, a common one little.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import fmean

from l10n.align.lattice import Shape, Weigh
from l10n.align.traits import Unit, together
from l10n.locales import Locale

LENGTHS: Mapping[str, tuple[float, float]] = {"ru": (1.04, 1.60), "zh": (0.37, 0.88)}
"""From English: characters of translation for each of the source, and the variance of that (Gale and Church 1993).

Measured on the 152 reviewed segments of this repository's catalogues in each language."""
_VARIANCE = 6.8
"""Of any other pair of languages: Gale and Church's for English, French and German."""
_OUTLIERS = 0.02
"""Translations of any length whatever: 1.3 % of the segments above are more than 3 standard deviations off."""
_FARTHEST = 4.0
"""Standard deviations beyond which lengths make no merge."""
_LEAST_SPREAD = 0.5

# How often traits agree in translations. Estimates: in this repository's catalogues they agree nearly always (ends in
# 304 of 304 segments), but other translators are freer.
_SAME_LABEL, _SAME_END, _SAME_BEFORE = 0.97, 0.95, 0.9
_KEPT_MARK, _KEPT_SIGN = 0.97, 0.85
_KEPT_NAME, _KEPT_WORD = 0.6, 0.15
"""Few words are cognates, and none in other scripts than Latin and Cyrillic: a missing one is no evidence."""
_KEPT_NUMBER, _NUMBER_BY_CHANCE = 0.97, 0.15
_MOST = 8.0
"""What one kind of traits can add or take: traits of one kind depend on each other."""


@dataclass(frozen=True, slots=True)
class Priors:
    """How often beads of a shape are met, before the texts are looked at."""

    one: float
    alone: float
    """A unit without a translation, or one that translates nothing."""
    merged: float
    """Two units told in one, or one in two."""
    crossed: float
    """Two neighbours in the other order."""

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The shapes of all beads."""
        return (1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2)


BLOCKS = Priors(one=0.95, alone=0.01, merged=0.01, crossed=0.005)
SENTENCES = Priors(one=0.89, alone=0.005, merged=0.045, crossed=0.003)
"""After Gale and Church's table 5; people move blocks and sentences more rarely than they merge them."""


@dataclass(frozen=True, slots=True)
class Background:
    """What is common in an article and its translation, so that it says little."""

    ratio: float
    variance: float
    log_length: float
    spread: float
    share: Callable[[str], float]
    """How many target units have a trait; strictly between 0 and 1."""


def background(sources: Sequence[Unit], targets: Sequence[Unit], source: Locale, target: Locale) -> Background:
    """The background of two sequences of units in their languages."""
    lengths = [math.log(each.length) for each in targets] or [0.0]
    mean = fmean(lengths)
    spread = max(_LEAST_SPREAD, math.sqrt(fmean([(length - mean) ** 2 for length in lengths])))
    ratio, variance = _length_model(sources, targets, source, target)
    return Background(ratio, variance, mean, spread, _shares(targets))


def _length_model(
    sources: Sequence[Unit], targets: Sequence[Unit], source: Locale, target: Locale
) -> tuple[float, float]:
    language = target.language
    if source.argos == "en" and language in LENGTHS:
        return LENGTHS[language]
    told, written = sum(each.length for each in sources), sum(each.length for each in targets)
    ratio = min(5.0, max(0.2, written / told)) if told and written else 1.0
    return ratio, _VARIANCE * ratio


def _shares(targets: Sequence[Unit]) -> Callable[[str], float]:
    counts = Counter(trait for each in targets for trait in _traits(each))
    return lambda trait: (counts[trait] + 0.5) / (len(targets) + 1)


def _traits(each: Unit) -> Iterable[str]:
    yield from each.kept
    yield from (f"stem {stem}" for stem in each.stems)
    yield from (f"label {each.label}", f"end {each.end}", f"before {each.before}")


def weigher(sources: Sequence[Unit], targets: Sequence[Unit], common: Background, priors: Priors) -> Weigh:
    """The weights of the beads of two sequences."""

    @cache
    def alike(i: range, j: range) -> float:
        return likeness(together(sources[i.start : i.stop]), together(targets[j.start : j.stop]), common)

    def weigh(i: range, j: range) -> float:
        if not i or not j:
            return math.log(priors.alone)
        if len(i) == len(j) == 2:
            crossing = alike(i[:1], j[1:]) + alike(i[1:], j[:1])
            return math.log(priors.crossed) + crossing
        if len(i) == len(j):
            return math.log(priors.one) + alike(i, j)
        return math.log(priors.merged) + alike(i, j) if _fitting(sources, i, targets, j, common) else -math.inf

    return weigh


def likeness(source: Unit, target: Unit, common: Background) -> float:
    """The log-likelihood ratio of two units: positive if they are more likely translations than strangers."""
    return sum(
        (
            _length(source, target, common),
            _same(f"label {source.label}", f"label {target.label}", _SAME_LABEL, common),
            _same(f"end {source.end}", f"end {target.end}", _SAME_END, common),
            _before(source, target, common),
            _limited(_kept(source.kept, target.kept, common)),
            _limited(_stems(source.stems & target.stems, common)),
            _limited(_numbers(source, target)),
        )
    )


def _fitting(sources: Sequence[Unit], i: range, targets: Sequence[Unit], j: range, common: Background) -> bool:
    """Whether the lengths of two runs allow a merge; most do not, and need not be compared."""
    told, written = sum(sources[at].length for at in i), sum(targets[at].length for at in j)
    return abs(written - common.ratio * told) <= _FARTHEST * math.sqrt(common.variance * told)


def _length(source: Unit, target: Unit, common: Background) -> float:
    expected, deviation = common.ratio * source.length, math.sqrt(common.variance * source.length)
    translated = _normal(target.length, expected, deviation)
    stranger = _normal(math.log(target.length), common.log_length, common.spread) / target.length
    return math.log(_OUTLIERS + (1 - _OUTLIERS) * translated / max(stranger, 1e-12))


def _normal(value: float, mean: float, deviation: float) -> float:
    return math.exp(-(((value - mean) / deviation) ** 2) / 2) / (deviation * math.sqrt(2 * math.pi))


def _same(source: str, target: str, usual: float, common: Background) -> float:
    share = common.share(source)
    return math.log(usual / share) if source == target else math.log((1 - usual) / (1 - share))


def _before(source: Unit, target: Unit, common: Background) -> float:
    if source.before == target.before:
        return math.log(_SAME_BEFORE / common.share(f"before {source.before}")) if source.before else 0.0
    return math.log(1 - _SAME_BEFORE)


def _kept(source: frozenset[str], target: frozenset[str], common: Background) -> float:
    found = 0.0
    for trait in source | target:
        usual = _KEPT_MARK if trait.startswith("mark ") else _KEPT_SIGN
        share = common.share(trait)
        found += math.log(usual / share) if trait in source & target else math.log((1 - usual) / (1 - min(share, 0.5)))
    return found


def _stems(shared: Iterable[str], common: Background) -> float:
    usual = {stem: _KEPT_NAME if stem[0].isupper() else _KEPT_WORD for stem in shared}
    return sum(max(0.0, math.log(kept / common.share(f"stem {stem}"))) for stem, kept in usual.items())


def _numbers(source: Unit, target: Unit) -> float:
    told = source.numbers.told
    if not told and not target.numbers.told:
        return 0.0
    lost, invented = source.numbers.missing_in(target.numbers), target.numbers.missing_in(source.numbers)
    kept = max(0, told - len(lost))
    return kept * math.log(_KEPT_NUMBER / _NUMBER_BY_CHANCE) + (len(lost) + len(invented)) * math.log(
        (1 - _KEPT_NUMBER) / (1 - _NUMBER_BY_CHANCE)
    )


def _limited(weight: float) -> float:
    return max(-_MOST, min(_MOST, weight))
