"""Catalogues: PO files read, edited and written, where what nobody changed keeps its bytes.

A file is spliced like an article: it is scanned into a header, entries and the gaps between them, each keeping its own
text; writing gives that text back and formats anew only entries that changed, in the file's own wrapping. polib
escapes their strings. An entry that is no PO, or a second one of its sentence, is kept as it stands and stops no other.
Laws: dump(parse(x)) == x for every file that parses; parse(dump(c)) == c; no function changes a reviewed translation
but `reviewed` and `amended`, which act on a person's order.
"""

from __future__ import annotations

from l10n.catalogue.damaged import held
from l10n.catalogue.edit import (
    adopted,
    amended,
    carried,
    combined,
    drafted,
    outdated,
    restored,
    retired,
    reviewed,
    revived,
    trusted,
    unchanged_since,
    with_candidates,
    with_former,
    with_notes,
)
from l10n.catalogue.entry import CHANGE, DOUBT, FORMER, FUZZY, KEPT, LEFT, MACHINE, Entry, Provenance, State, digest
from l10n.catalogue.file import UTF8, Catalogue, dump, new, template, with_entries, with_field
from l10n.catalogue.read import parse

__all__ = [
    "CHANGE",
    "DOUBT",
    "FORMER",
    "FUZZY",
    "KEPT",
    "LEFT",
    "MACHINE",
    "UTF8",
    "Catalogue",
    "Entry",
    "Provenance",
    "State",
    "adopted",
    "amended",
    "carried",
    "combined",
    "digest",
    "drafted",
    "dump",
    "held",
    "new",
    "outdated",
    "parse",
    "restored",
    "retired",
    "reviewed",
    "revived",
    "template",
    "trusted",
    "unchanged_since",
    "with_candidates",
    "with_entries",
    "with_field",
    "with_former",
    "with_notes",
]
