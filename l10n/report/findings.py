"""What is reported of a check in every format: the problems in order, their rules, and how the check ended."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from l10n.checks import Rule
from l10n.problem import Problem, Severity

UNREADABLE: Final = "unreadable"
"""The rule of files that could not be read or are damaged; no project can turn it off."""
_UNREADABLE: Final = Rule(UNREADABLE, Severity.ERROR, "Every article, catalogue and glossary can be read.")


@dataclass(frozen=True, slots=True)
class Report:
    """All that the formats show."""

    problems: tuple[Problem, ...] = ()
    """In the order in which they are shown."""
    version: str = "0"
    """Of this program."""
    rules: Mapping[str, Rule] = field(default_factory=dict)
    """What is known of the problems' rules, by name."""
    exit_code: int = 0
    folder: PurePosixPath = field(default_factory=PurePosixPath)
    """Where the project lies in its repository: services know files by their path from its top."""

    def rule(self, name: str) -> Rule:
        """What is known of a rule; its name, where nothing is."""
        return self.rules.get(name) or (_UNREADABLE if name == UNREADABLE else Rule(name, Severity.ERROR, name))

    def place(self, path: Path) -> str:
        """A file as services know it: from the top of the repository, with slashes."""
        return shown(path if path.is_absolute() else self.folder / path)

    def more(self, problem: Problem) -> list[str]:
        """Lines below the message: what to do next, and where in the article the entry's text stands."""
        article, line = problem.article, problem.article_line
        place = f"{self.place(article)}:{line}" if article and line else ""
        return [text for text in (problem.hint, place) if text]


def shown(path: Path | PurePosixPath) -> str:
    """A path as text, with slashes; bytes of a name that are not UTF-8 are replaced."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")


def fingerprints(problems: Sequence[Problem]) -> list[str]:
    """What a problem is known by when lines move: everything but its line, and its number among equals."""
    seen: Counter[str] = Counter()
    found = []
    for problem in problems:
        known = f"{shown(problem.path)}\0{problem.rule}\0{problem.locale}\0{problem.message}"
        seen[known] += 1
        found.append(hashlib.sha256(f"{known}\0{seen[known]}".encode("utf-8", "surrogatepass")).hexdigest())
    return found


def said(problem: Problem) -> str:
    """What is wrong, after the locale."""
    return f"{problem.locale}: {problem.message}" if problem.locale else problem.message
