"""Checks of how a language is written: its quotation marks, dashes, blanks and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from l10n.checks.finding import Finding
from l10n.checks.localised import Localised, Pair
from l10n.document import Kind
from l10n.house import Level
from l10n.inline import Lifted, Mark, lift
from l10n.locales.numbers import NBSP
from l10n.typography import Fault, faults


def check_typography(pair: Pair) -> Iterator[Finding]:
    """A translation is written as its language, and the house, write.

    What `l10n fix` can put right, and what only a person can tell; the message begins with the name of the rule of
    typography, which `off` below `[typography]` in l10n.toml switches off.

    Bad:  msgid "Kyiv is the capital." with msgstr "Киев - столица."
    Good: msgid "Kyiv is the capital." with msgstr "Киев — столица."
    """
    style, segment, translation = pair.of.style, pair.segment, pair.written
    if style is None or segment.kind is Kind.DATELINE or translation == segment.text:
        return
    found: dict[str, list[Fault]] = {}
    source = _undecoded(pair.source, segment.text, segment.marks)
    for fault in faults(source, _undecoded(pair.target, translation, pair.marks), style):
        found.setdefault(fault.rule, []).append(fault)
    for rule, places in found.items():
        yield Finding(f"{rule}: {_places(places)}", _advice(places))


def _undecoded(decoded: Lifted, text: str, marks: Sequence[Mark]) -> Lifted:
    """A text with its markup lifted off, its entities and escapes as they were written."""
    return lift(text, marks) if "&" in text or "\\" in text else decoded


def _places(places: Sequence[Fault]) -> str:
    first = places[0]
    said = f"“{first.said}”" if first.advised is None else f"“{first.said}” → “{first.advised}”{_unseen(first)}"
    return f"{said}, and {len(places) - 1} more" if len(places) > 1 else said


def _unseen(fault: Fault) -> str:
    """What of a change nobody sees, in words."""
    new = fault.suggestion or ""
    if fault.rule == "ru.homoglyph":
        return " in Cyrillic letters"
    if new == fault.found or new.replace(NBSP, " ") != fault.found:
        return ""
    return " with a no-break space" if new.count(NBSP) == 1 else " with no-break spaces"


def _advice(places: Sequence[Fault]) -> str:
    safe = any(place.level is Level.SAFE for place in places)
    return (
        "`l10n fix` shows it as a diff and `l10n fix --write` puts it right" if safe else "see whether it is meant so"
    )


def check_yo(localised: Localised) -> Iterator[Finding]:
    """A Russian word is written with ё in the whole catalogue, or nowhere in it.

    Needs the extra `ru`. Where `yo` below `[typography]` is `required` or `forbidden`, rule `typography` sees to it.

    Bad:  "Он идёт." in one entry, "Она тоже идет." in another
    Good: "Он идёт." and "Она тоже идёт."
    """
    style = localised.style
    if style is None or localised.locale.language != "ru" or style.house.yo != "optional":
        return
    pairs = list(localised.pairs())
    if not any("ё" in pair.entry.translation for pair in pairs):
        return
    from l10n.typography.russian.reports import mixed_yo  # noqa: PLC0415 - its patterns take a while to compile

    mixed = mixed_yo(pair.entry.translation for pair in pairs)
    for plain, dotted in mixed.items():
        word = re.compile(rf"\b{re.escape(plain)}\b")
        entry = next(pair.entry for pair in pairs if word.search(pair.entry.translation.lower()))
        yield Finding(f"“{plain}” here, “{dotted}” in other entries", f"write “{dotted}”, or е everywhere", entry=entry)
