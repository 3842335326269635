"""What a build did, as JSON for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SCHEMA = "l10n-build/1"
"""What `build.schema.json` describes: fields may come to it; one that goes or changes makes the next number."""


@dataclass(frozen=True, slots=True)
class Building:
    """What a build did; paths from the project's folder."""

    require: str
    articles: int
    """Localised articles, written or not."""
    written: Sequence[Path]
    copied: Sequence[Path]
    removed: Sequence[Path]
    kept: Sequence[Path]
    """Those that an earlier build wrote, and this one did not."""
    below: int
    """Segments that their source stands in for, as they are below the required state or refused."""
    outdated_published: int
    outdated_replaced: int
    errors: Sequence[str]
    exit_code: int


def as_json(building: Building) -> str:
    """All of it; the schema's version changes when a field does."""
    return json.dumps(
        {
            "schema": SCHEMA,
            "require": building.require,
            "articles": building.articles,
            "written": [path.as_posix() for path in building.written],
            "copied": [path.as_posix() for path in building.copied],
            "removed": [path.as_posix() for path in building.removed],
            "kept": [path.as_posix() for path in building.kept],
            "below": building.below,
            "outdated_published": building.outdated_published,
            "outdated_replaced": building.outdated_replaced,
            "errors": list(building.errors),
            "exit_code": building.exit_code,
        },
        indent=2,
        ensure_ascii=False,
    )
