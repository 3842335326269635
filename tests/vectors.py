"""Vectors in files: a source and what becomes of it, by locale. `~` is a no-break space, `#` begins a remark."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "data" / "figures"


class Vector(NamedTuple):
    """One source and its translation."""

    source: str
    locale: str
    expected: str
    draft: str = ""
    """What an engine made of it, where one was asked."""


def vectors(name: str) -> list[Vector]:
    """The vectors of a file, in order."""
    return list(_vectors((FOLDER / name).read_text(encoding="utf-8")))


def _vectors(text: str) -> Iterator[Vector]:
    source = ""
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        language, _, rest = line.replace("~", "\u00a0").partition("|")
        if language.strip() == "en":
            source = rest.strip(" ")
        else:
            draft, arrow, expected = rest.partition(" → ")
            yield Vector(
                source, language.strip(), (expected if arrow else rest).strip(" "), draft.strip(" ") if arrow else ""
            )
