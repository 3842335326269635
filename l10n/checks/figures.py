"""Checks of figures."""

from __future__ import annotations

from collections.abc import Iterator

from l10n.checks.finding import Finding, shown
from l10n.checks.localised import Pair
from l10n.distrust.numbers import differences
from l10n.problem import Severity


def check_numbers(pair: Pair) -> Iterator[Finding]:
    """The numbers of a translation are those of its source, whatever they are written like.

    Figures that were rightly converted into another unit are named too, but as information.

    Bad:  msgid "It cost $1.5 billion." with msgstr "Это стоило 1,5 млн долларов."
    Good: msgid "It cost $1.5 billion." with msgstr "Это стоило 1,5 млрд долларов."
    """
    found = differences(pair.told, pair.said, pair.source_locale, pair.locale)
    said = shown(pair.entry.translation)
    if message := str(found):
        yield Finding(f"{message}: {said}", "compare the numbers of both")
    elif found.converted:
        message = f"converted into another unit: {', '.join(found.converted[:5])}: {said}"
        yield Finding(message, "nothing, if that is meant", Severity.INFO)
