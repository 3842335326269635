"""How far a translation may go before a check speaks: numbers that a project may set below `[check.limits]`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from l10n.distrust.language import LEAST_SHARE
from l10n.errors import UsageError
from l10n.project import nearest


@dataclass(frozen=True, slots=True)
class Limits:
    """Each is a number with a default."""

    length: float = 1.0
    """By how much the bands of the rule `length` are widened: 1.2 lets a text be a fifth longer or shorter."""
    incomplete: float = 1.0
    """How strong the signs of the rule `incomplete` must be: 1.2 asks for a fifth more."""
    script_share: float = LEAST_SHARE
    """How much of a text must be in the script of its language, a Han character counting for three letters."""
    residue: float = 4
    """How many letters a word of the source must have for the rule `residue`; names have particles of fewer."""
    inconsistent: float = 3
    """How many words a sentence must have to be the same everywhere; `Home` or `Read more` may not be."""


def limits(values: Iterable[tuple[str, float]]) -> Limits:
    """The limits with those of a project. UsageError names the nearest known one, and what a number must be."""
    known = {field.name.replace("_", "-"): field.name for field in fields(Limits)}
    for name, value in values:
        if name not in known:
            raise UsageError(f"unknown key 'check.limits.{name}'{nearest(name, known)}")
        if value <= 0:
            raise UsageError(f"check.limits.{name} must be above 0, not {value!r}")
    return Limits(**{known[name]: value for name, value in values})
