"""Baselines: problems that are known and do not count, so that an old project can adopt checks for what is new.

A problem is known by its file, rule, locale and the texts of its entry, so it counts again when one of these changes,
and not when lines move. The file is JSON with a line for each, so that branches merge.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from l10n.catalogue import digest
from l10n.checks.policy import REFUSALS
from l10n.errors import InputError
from l10n.parsing import DAMAGE, MalformedError, json_of
from l10n.problem import Problem

SCHEMA = "l10n-baseline/1"

_Known = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Sifted:
    """Problems, told apart by a baseline."""

    new: tuple[Problem, ...]
    known: int
    """How many are in the baseline."""
    gone: int
    """How many of the baseline are no problems any more."""


def sifted(problems: Sequence[Problem], baseline: Counter[_Known]) -> Sifted:
    """The problems that a baseline does not have, or has less often; what a build refuses is never known."""
    left = Counter(baseline)
    new = []
    for problem in problems:
        key = _key(problem)
        if left[key] > 0 and problem.rule not in REFUSALS:
            left[key] -= 1
        else:
            new.append(problem)
    return Sifted(tuple(new), len(problems) - len(new), left.total())


def dump(problems: Iterable[Problem]) -> bytes:
    """The file of a baseline that has these problems, but for what a build refuses."""
    counts = Counter(map(_key, excusable(problems)))
    lines = [
        json.dumps({"path": path, "rule": rule, "locale": locale, "subject": subject, "count": count})
        for (path, rule, locale, subject), count in sorted(counts.items())
    ]
    listed = ",\n".join(lines)
    return f'{{"schema": "{SCHEMA}", "problems": [\n{listed}\n]}}\n'.encode()


def excusable(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that a baseline may hold."""
    return tuple(problem for problem in problems if problem.rule not in REFUSALS)


def load(content: bytes, path: Path) -> Counter[_Known]:
    """The problems of a baseline's file. InputError, naming `path` and line, where it is none."""
    try:
        found = json_of(content)
        if found["schema"] != SCHEMA:
            raise InputError(
                path, f"not a baseline of this version ({SCHEMA}); `l10n check --write-baseline` renews it"
            )
        return Counter({_read(each): int(each["count"]) for each in found["problems"]})
    except MalformedError as error:
        raise InputError(path, f"not JSON: {error}; {_ADVICE}", line=error.line) from error
    except DAMAGE as error:
        raise InputError(path, f"not a baseline; {_ADVICE}") from error


_ADVICE = "correct it, or replace it with `l10n check --write-baseline`"


def _read(each: dict[str, str]) -> _Known:
    return each["path"], each["rule"], each["locale"], each["subject"]


def _key(problem: Problem) -> _Known:
    return problem.path.as_posix(), problem.rule, problem.locale, problem.subject or digest(problem.message)
