"""What typography puts right, as data for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from l10n.catalogue import Entry
from l10n.typography import Amended

SCHEMA = "l10n-fix/1"
"""What `fix.schema.json` describes: fields may come to it; one that goes or changes makes the next number."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a catalogue, and its translation put right."""

    path: str
    """Of the catalogue, relative to the project."""
    locale: str
    entry: Entry
    done: Amended


def as_json(items: Sequence[Item], *, version: str, written: bool) -> str:
    """Each entry with its text before and after, and each repair, as `fix.schema.json` beside this module has them."""
    found = {"schema": SCHEMA, "version": version, "written": written, "fixes": [_fix(item) for item in items]}
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _fix(item: Item) -> dict[str, object]:
    return {
        "path": item.path,
        "line": item.entry.line,
        "locale": item.locale,
        "state": str(item.entry.state),
        "source": item.entry.source,
        "before": item.entry.translation,
        "after": item.done.text,
        "repairs": [
            {
                "rule": fault.rule,
                "start": fault.start,
                "end": fault.end,
                "found": fault.found,
                "suggestion": fault.suggestion,
            }
            for fault in item.done.faults
        ],
    }
