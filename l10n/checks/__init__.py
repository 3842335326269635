"""Checks: small generators that look at one article in one locale and yield problems. They change nothing.

A check is a function `check_<rule>`; its docstring is its manual: one line, then a bad and a good example.
"""

from __future__ import annotations

from collections.abc import Sequence

from l10n.checks.state import (
    Check,
    Localised,
    check_broken,
    check_machine,
    check_markup,
    check_missing,
    check_not_extracted,
    check_outdated,
)
from l10n.checks.terms import check_term
from l10n.problem import Problem

__all__ = ["CHECKS", "Localised", "check"]

CHECKS: Sequence[Check] = (
    check_broken,
    check_missing,
    check_machine,
    check_outdated,
    check_not_extracted,
    check_markup,
    check_term,
)


def check(localised: Localised) -> tuple[Problem, ...]:
    """Everything that the checks find, in a stable order."""
    return tuple(sorted(problem for each in CHECKS for problem in each(localised)))
