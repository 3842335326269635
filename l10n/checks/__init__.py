"""Checks: small generators that look at one article in one locale and yield problems. They change nothing.

A check is a function `check_<rule>`; its docstring is its manual: one line, then a bad and a good example.
"""

from __future__ import annotations

from l10n.checks.state import CHECKS, Localised, check

__all__ = ["CHECKS", "Localised", "check"]
