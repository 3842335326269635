"""Checks of names: designations of equipment, and of persons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n.checks.finding import Finding, shown
from l10n.checks.localised import Pair
from l10n.document import Kind
from l10n.segments import Segment
from l10n.terms import untranslated_names, wrong_designations

_DESIGNATION = re.compile(r"\b[A-Z]\w*[-‐‑][A-Z\d]")
"""What every designation looks like."""
_LATIN = re.compile(r"[A-Za-z]{2}")
"""What a name has that was left as it was, of a language that is written so."""


def _says_no_name(segment: Segment) -> bool:
    """Whether a segment is no byline, and has none of the colons that stand before the names of a credit."""
    return segment.kind is not Kind.DATELINE and ":" not in segment.text and "：" not in segment.text


def check_designation(pair: Pair) -> Iterator[Finding]:
    """A designation is written in the letters of the language, none of them a lookalike.

    `designations = false` in l10n.toml, or a row of the glossary, switches the table off.

    Bad:  msgid "The S-400 fired." with msgstr "C-400 открыла огонь." (a Latin C)
    Good: msgid "The S-400 fired." with msgstr "С-400 открыла огонь."
    """
    if not pair.of.designations or not _DESIGNATION.search(pair.segment.text):
        return
    found = wrong_designations(pair.source_prose, pair.prose, pair.locale, pair.of.glossary)
    for written, expected in found:
        message = f"“{written}” should be “{expected}”: {shown(pair.entry.translation)}"
        yield Finding(message, f"write “{expected}”; mind letters that look alike")


def check_name_untranslated(pair: Pair) -> Iterator[Finding]:
    """The name in a byline or credit is written in the letters of the language.

    Bad:  msgid "By Chris King" with msgstr "Автор: Chris King"
    Good: msgid "By Chris King" with msgstr "Автор: Крис Кинг"
    """
    if not _LATIN.search(pair.entry.translation) or _says_no_name(pair.segment):
        return
    for name in untranslated_names(pair.source_prose, pair.prose, pair.locale, pair.of.glossary):
        yield Finding(f"“{name}” is left as it was", "transcribe it, or put it into the glossary")
