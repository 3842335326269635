"""Translation memory: what people have reviewed, offered wherever the same sentence stands, or one like it."""

from __future__ import annotations

from l10n.memory.export import tmx, writable
from l10n.memory.index import LEAST, Index
from l10n.memory.offer import Offer, of_alike, of_same
from l10n.memory.pair import Match, Pair, normal
from l10n.memory.sources import CatalogueSource, Source, TmxSource
from l10n.memory.tmx import LeftOut, Reason, pairs, read_tmx

__all__ = [
    "LEAST",
    "CatalogueSource",
    "Index",
    "LeftOut",
    "Match",
    "Offer",
    "Pair",
    "Reason",
    "Source",
    "TmxSource",
    "normal",
    "of_alike",
    "of_same",
    "pairs",
    "read_tmx",
    "tmx",
    "writable",
]
