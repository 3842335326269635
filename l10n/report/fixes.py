"""What typography puts right, as data for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from l10n.catalogue import Entry
from l10n.typography import Amended

SCHEMA = "l10n-fix/1"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a catalogue, and its translation put right."""

    path: str
    """Of the catalogue, relative to the project."""
    locale: str
    entry: Entry
    done: Amended


def as_json(items: Sequence[Item], *, version: str, written: bool) -> str:
    """Each entry with its text before and after, and each repair; the schema's version changes when a field does.

    Places are characters of the text without its markup, as it was.
    """
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
