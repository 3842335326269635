"""One fault of a draft."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a draft is not to be trusted."""

    rule: str
    message: str
