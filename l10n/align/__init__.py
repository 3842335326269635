"""An article and its existing translation brought together: which sentence of one is which of the other.

Blocks are aligned first, by what translators keep: structure, code, links, numbers, names, punctuation, length; then
the sentences inside of aligned blocks. A pair is certain if nearly all alignments, weighed by their likelihood, have
it; anything else is only proposed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from l10n.align.evidence import BLOCKS, SENTENCES, Background, background, likeness, weigher
from l10n.align.lattice import Bead, aligned
from l10n.align.structure import openings
from l10n.align.traits import Unit, together, unit
from l10n.document import WHOLE, Block, Document
from l10n.locales import Locale
from l10n.segments import Segment, block_segments

__all__ = ["CERTAIN", "PLAUSIBLE", "Pair", "Side", "align"]

CERTAIN = 0.995
"""The probability from which a pair is taken without a person's look.

None of 35,000 pairs that reach both thresholds was wrong in copies of this repository's translations with one damage,
and 5 of 2,600 in copies with ten (`tests/bench/adopt.py`); of those between 0.95 and 0.99, an eighth was. Neighbours
that nothing tells apart but their order stay just below."""
PLAUSIBLE = -1.0
"""How much likelier strangers may be than the two texts of a pair, as a logarithm; 0 where they end on other marks.

One of the 306 pairs of this repository's own translations has less."""


@dataclass(frozen=True, slots=True)
class Side:
    """An article, or its translation, in its language."""

    document: Document
    locale: Locale


@dataclass(frozen=True, slots=True)
class Pair:
    """Segments of an article and the texts of its translation that belong together; one side may be empty."""

    sources: tuple[Segment, ...]
    targets: tuple[Segment, ...]
    probability: float
    """Among all alignments of the two articles."""
    likeness: float = 0.0
    """The log-likelihood ratio of the texts themselves, or of a neighbour's in the block if that is less: a sentence
    beside two that cannot be translations of each other is in doubt too."""

    @property
    def certain(self) -> bool:
        """Whether it is one segment and its translation, without a doubt."""
        single = len(self.sources) == len(self.targets) == 1
        return single and self.probability >= CERTAIN and self.likeness >= PLAUSIBLE


def align(source: Side, target: Side, segments: Sequence[Segment], by: str) -> tuple[Pair, ...]:
    """All segments of both sides, each in one pair, in the order of the likeliest alignment.

    `segments`: of the source, cut `by` `sentence` or `paragraph`; the translation is cut as they are.
    """
    units = _block_units(source), _block_units(target)
    common = background(*units, source.locale, target.locale)
    beads = aligned(len(units[0]), len(units[1]), BLOCKS.shapes, weigher(*units, common, BLOCKS))
    members = _members(segments)
    cuts = [_cut(bead, source, target, members, by) for bead in _uncrossed(beads)]
    common = _sentence_background(cuts, source, target)
    return tuple(pair for cut in cuts for pair in _pairs(cut, common))


def _block_units(side: Side) -> tuple[Unit, ...]:
    blocks = zip(side.document.blocks, openings(side.document), strict=True)
    return tuple(
        unit(block.text, block.marks, side.locale, label=label, before=before) for block, (label, before) in blocks
    )


def _members(segments: Sequence[Segment]) -> Mapping[int, tuple[Segment, ...]]:
    found: dict[int, tuple[Segment, ...]] = {}
    for segment in segments:
        found[segment.block] = (*found.get(segment.block, ()), segment)
    return found


def _uncrossed(beads: Sequence[Bead]) -> Iterator[Bead]:
    """The beads, but two units in the other order as two beads."""
    for bead in beads:
        if len(bead.source) == len(bead.target) == 2:
            yield Bead(bead.source[:1], bead.target[1:], bead.probability)
            yield Bead(bead.source[1:], bead.target[:1], bead.probability)
        else:
            yield bead


# --- the sentences of aligned blocks


@dataclass(frozen=True, slots=True)
class _Cut:
    """The segments of aligned blocks."""

    sources: tuple[Segment, ...]
    targets: tuple[Segment, ...]
    units: tuple[tuple[Unit, ...], tuple[Unit, ...]]
    probability: float


def _cut(bead: Bead, source: Side, target: Side, members: Mapping[int, tuple[Segment, ...]], by: str) -> _Cut:
    blocks = source.document.blocks
    sources = tuple(segment for number in bead.source for segment in members.get(number, ()))
    whole = by == "paragraph" or all(
        _is_whole(number, blocks[number], members.get(number, ()), source.locale) for number in bead.source
    )
    targets = tuple(segment for number in bead.target for segment in _target_segments(number, target, whole=whole))
    units = (
        tuple(_sentence_unit(each, source) for each in sources),
        tuple(_sentence_unit(each, target) for each in targets),
    )
    return _Cut(sources, targets, units, bead.probability)


def _is_whole(number: int, block: Block, members: Sequence[Segment], locale: Locale) -> bool:
    """Whether a block is one segment whatever its sentences: a heading, or a paragraph that people translated whole."""
    if block.kind in WHOLE or len(members) != 1 or members[0].text != block.text:
        return block.kind in WHOLE
    return len(block_segments(number, block, locale.argos, whole=False)) > 1


def _target_segments(number: int, target: Side, *, whole: bool) -> list[Segment]:
    block = target.document.blocks[number]
    return block_segments(number, block, target.locale.argos, whole=whole) if block.words else []


def _sentence_unit(segment: Segment, side: Side) -> Unit:
    return unit(segment.text, segment.marks, side.locale)


def _sentence_background(cuts: Sequence[_Cut], source: Side, target: Side) -> Background:
    pools = tuple([each for cut in cuts for each in cut.units[side]] for side in (0, 1))
    return background(pools[0], pools[1], source.locale, target.locale)


def _pairs(cut: _Cut, common: Background) -> Iterator[Pair]:
    weigh = weigher(*cut.units, common, SENTENCES)
    beads = list(_uncrossed(aligned(len(cut.sources), len(cut.targets), SENTENCES.shapes, weigh)))
    alike = [_alike(bead, cut, common) for bead in beads]
    for at, bead in enumerate(beads):
        sources, targets = (slice(side.start, side.stop) for side in (bead.source, bead.target))
        least = min(alike[max(0, at - 1) : at + 2])
        yield Pair(cut.sources[sources], cut.targets[targets], cut.probability * bead.probability, least)


def _alike(bead: Bead, cut: _Cut, common: Background) -> float:
    """The likeness of the texts of a bead, less where they end on other punctuation; 0 where a side is empty."""
    if not bead.source or not bead.target:
        return 0.0
    one, other = (
        together(units[side.start : side.stop])
        for units, side in zip(cut.units, (bead.source, bead.target), strict=True)
    )
    return likeness(one, other, common) + (PLAUSIBLE if one.end != other.end else 0.0)
