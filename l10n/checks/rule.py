"""Rules: a check with a name, what it is for, and how much it matters by default."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from l10n.checks.consistency import Disagreement, Reviewed
from l10n.checks.finding import Finding
from l10n.checks.localised import Localised, Pair
from l10n.layout import Stray
from l10n.links import DeadLink
from l10n.problem import Severity

ArticleCheck = Callable[[Localised], Iterator[Finding]]
"""Looks at an article in a locale."""
PairCheck = Callable[[Pair], Iterator[Finding]]
"""Looks at a translated entry."""
ProjectCheck = Callable[[Sequence[Reviewed]], Iterator[Disagreement]]
"""Looks at the reviewed translations of a whole project."""
LinkCheck = Callable[[Iterable[DeadLink]], Iterator[Finding]]
"""Looks at where an article leads: what is there may change while the article does not."""
LayoutCheck = Callable[[Iterable[Stray]], Iterator[Stray]]
"""Looks at the files that no article accounts for."""
AnyCheck = ArticleCheck | PairCheck | ProjectCheck | LinkCheck | LayoutCheck


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; its check's docstring is its manual: one line, then a bad and a good example."""

    name: str
    severity: Severity
    manual: str

    @property
    def summary(self) -> str:
        """What must hold, in a line."""
        return self.manual.partition("\n")[0]


def name_of(check: AnyCheck) -> str:
    """`check_end_punct` is the rule `end-punct`."""
    return check.__name__.removeprefix("check_").replace("_", "-")


def rules(tables: Iterable[Mapping[Any, Severity]]) -> dict[str, Rule]:
    """The rules of tables of checks (`AnyCheck`), by name, in order."""
    found: dict[str, Rule] = {}
    for check, severity in (row for table in tables for row in table.items()):
        name = name_of(check)
        assert name not in found, f"two checks of the rule {name}"
        found[name] = Rule(name, severity, inspect.getdoc(check) or "")
    return found
