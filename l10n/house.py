"""House style: the rules of typography by name, and what a project chooses where usage differs.

Names and levels are those of the tables below; `l10n.typography` has the rule behind each name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """What may be done about a finding."""

    SAFE = "safe"
    """Put right in drafts; offered by `l10n fix` for what people wrote."""
    REPORTED = "reported"
    """Told only: right in one sentence, wrong in another."""


RULES: tuple[str, ...] = (
    "ru.quotes",
    "ru.quote-stop",
    "ru.quote-mark",
    "ru.dash",
    "ru.speech-dash",
    "ru.hellip",
    "ru.space-punct",
    "ru.double-space",
    "ru.nbsp-number",
    "ru.initials",
    "ru.year",
    "ru.year-range",
    "ru.range",
    "ru.magnitude",
    "ru.unit",
    "ru.decimal",
    "ru.thousands",
    "ru.percent",
    "ru.ordinal",
    "ru.abbr",
    "ru.yo",
    "ru.homoglyph",
    "ru.minus",
    "ru.currency",
    "zh.punct",
    "zh.stop",
    "zh.quotes",
    "zh.ellipsis",
    "zh.dash",
    "zh.parens",
    "zh.han-space",
    "zh.punct-space",
    "zh.latin-space",
    "zh.fullwidth",
    "zh.name-dot",
    "zh.titles",
    "zh.enum",
    "zh.quote-stop",
    "zh.quote-intro",
    "zh.range",
    "zh.percent",
    "zh.mixed-number",
    "zh.repeat",
    "zh.script",
)
"""The names of all rules; what a rule may repair itself and what it only reports bears the same name."""

PERCENT = ("tight", "space")
"""How Russian writes a percentage: `12,5%` (the press), or with a no-break space (GOST 8.417)."""
LATIN_SPACE = ("usual", "none", "space", "keep")
"""What stands between Han and Latin letters or figures: nothing, a space, or what the translator wrote; `usual` is
nothing in Simplified and a space in Traditional Chinese."""
YO = ("optional", "required", "forbidden")
"""Whether Russian writes ё: `optional` says nothing."""
TITLES = ("report", "apply")
"""Whether 《》 is put around works that are marked up as such in the source, or only asked for."""
CURRENCY = ("any", "sign", "word")
"""How Russian writes dollars and euros: `$100 млн`, or `100 млн долл.`."""


@dataclass(frozen=True, slots=True)
class House:
    """What a project chose."""

    drafts: bool = True
    """Whether drafts are put right."""
    off: frozenset[str] = frozenset()
    """Rules that do not count."""
    percent: str = "tight"
    latin_space: str = "usual"
    yo: str = "optional"
    titles: str = "report"
    currency: str = "any"
