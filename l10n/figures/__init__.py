"""Figures: money, quantities and large numbers of a sentence, and how the locale writes them.

What is one phrase whatever the sentence says (`1,5 млрд долларов`, 900 км/ч) is known before an engine is asked;
`notation` puts right what the engine wrote of the other numbers.
"""

from __future__ import annotations

from l10n.figures.known import Figure, amounts, quantity
from l10n.figures.notation import quantities, renotated
from l10n.figures.ranges import Range, is_half, ranges
from l10n.figures.units import SHORT_UNIT, UNIT

__all__ = [
    "SHORT_UNIT",
    "UNIT",
    "Figure",
    "Range",
    "amounts",
    "is_half",
    "quantities",
    "quantity",
    "ranges",
    "renotated",
]
