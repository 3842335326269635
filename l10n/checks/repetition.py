"""Checks of what is said twice: loops of engines, and slips of the pen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from l10n.checks.finding import Finding, shown
from l10n.checks.localised import Pair
from l10n.distrust.loops import loops

_PRONOUNS: Final[Mapping[str, str]] = {
    **dict.fromkeys("ru uk be bg sr mk pl cs sk hr bs es it ca gl sv da nb fi et lt lv".split(), ""),  # noqa: SIM905
    "de": "die der das den dem sie",
    "en": "that had is her",
    "fr": "nous vous en",
    "nl": "die dat",
    "pt": "se",
}
"""Languages that double no word but by a slip, and the words of theirs that may stand twice in good sentences."""


def check_repetition(pair: Pair) -> Iterator[Finding]:
    """No translation says the same again and again, unless its source does.

    Bad:  msgid "He was enrolled." with msgstr "Он зачислен зачислен зачислен."
    Good: msgid "No, no, no, no." with msgstr "Нет, нет, нет, нет."
    """
    for fault in loops(pair.told, pair.said, pair.locale):
        yield Finding(f"{fault.message}: {shown(pair.entry.translation)}", "translate the sentence anew")


def check_doubled_word(pair: Pair) -> Iterator[Finding]:
    """No word stands twice in a row, unless one does in the source.

    Bad:  msgid "with his friend" with msgstr "со со своим другом"
    Good: msgid "He barely walked." with msgstr "Он шёл еле-еле."
    """
    allowed = _PRONOUNS.get(pair.locale.language)
    if allowed is None:
        return
    doubled = [word for word in _doubled(pair.said) if word not in allowed.split()]
    if doubled and not _doubled(pair.told):
        yield Finding(f"“{doubled[0]} {doubled[0]}”: {shown(pair.entry.translation)}", "delete one of the two")


_TWICE = re.compile(r"(?<![\w-])([^\W\d_]{2,})[ \u00a0]+\1(?![\w-])", re.IGNORECASE)


def _doubled(text: str) -> list[str]:
    """The words of two letters at least that stand twice in a row, with blanks and nothing else between."""
    words = text.lower().split()
    if not any(map(str.startswith, words[1:], words)):
        return []
    return [word.lower() for word in _TWICE.findall(text)]
