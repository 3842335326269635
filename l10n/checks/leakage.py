"""Checks of what no writer wrote: pieces of an engine, of an encoding, of markup."""

from __future__ import annotations

from collections.abc import Iterator

from l10n.checks.finding import Finding, shown
from l10n.checks.localised import Pair
from l10n.distrust.text import leaked


def check_leakage(pair: Pair) -> Iterator[Finding]:
    """No piece of an engine's vocabulary, of an encoding or of markup is in a translation but not in its source.

    Bad:  msgid "He ate sushi." with msgstr "他吃了⁇司。"
    Good: msgid "He ate sushi." with msgstr "他吃了寿司。"
    """
    for fault in leaked(pair.told, pair.said):
        yield Finding(f"{fault.message}: {shown(pair.entry.translation)}", "delete it, or write what was meant")
