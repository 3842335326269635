"""How much each rule matters in a project, in which articles, and which exceptions its translators made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import PurePath
from typing import Final

from l10n.checks.limits import Limits, limits
from l10n.errors import UsageError
from l10n.locales import Locale, locale
from l10n.problem import Severity
from l10n.project import Configuration, PathRules, nearest

REFUSALS: Final = frozenset({"active", "broken", "markup"})
"""Rules of what a build refuses: always errors, whatever is set, ignored or known."""
UNEXCEPTABLE: Final = frozenset({"active", "broken", "machine", "missing", "not-extracted", "outdated", "unfinished"})
"""Rules that no entry can be excepted from, as a build would show its source all the same."""
OFF = "off"


@dataclass(frozen=True, slots=True)
class _Exception:
    paths: tuple[str, ...]
    locales: frozenset[str]
    rules: Mapping[str, Severity | None]

    def concerns(self, article: PurePath, into: Locale) -> bool:
        """Whether it is about an article, named below `source`, in a locale."""
        named = not self.paths or any(fnmatch(article.as_posix(), pattern) for pattern in self.paths)
        return named and (not self.locales or into.tag in self.locales)


@dataclass(frozen=True, slots=True)
class Policy:
    """What a project says of the rules; without words of its own, each rule's own severity counts."""

    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    exceptions: tuple[_Exception, ...] = ()
    limits: Limits = field(default_factory=Limits)
    firm: tuple[str, ...] = ()
    """Rules that the project sets to something else, but that stay errors."""

    def of(self, article: PurePath, into: Locale) -> Mapping[str, Severity | None]:
        """The severities that the project sets for an article in a locale, None where a rule is off."""
        found = dict(self.severities)
        for exception in self.exceptions:
            if exception.concerns(article, into):
                found |= exception.rules
        return found


def policy(configuration: Configuration, rules: Collection[str]) -> Policy:
    """What the configuration says of `rules`. UsageError where it names others, with the nearest known one."""
    exceptions = tuple(_exception(each, rules) for each in configuration.check_paths)
    for each in configuration.check_ignore:
        _known("check.ignore.rule", each.rule, rules)
        if each.rule in UNEXCEPTABLE:
            raise UsageError(f"check.ignore.rule: no entry can be excepted from {each.rule!r}: {WHY_NOT}")
    severities = _severities("check.rules", configuration.check_rules, rules)
    firm = REFUSALS & {name for name, value in _set(configuration) if value != Severity.ERROR}
    return Policy(severities, exceptions, limits(configuration.check_limits), tuple(sorted(firm)))


def _set(configuration: Configuration) -> Iterator[tuple[str, str]]:
    """Every rule that the project sets, and to what."""
    yield from configuration.check_rules
    for each in configuration.check_paths:
        yield from each.rules


def _exception(each: PathRules, rules: Collection[str]) -> _Exception:
    tags = frozenset(locale(name).tag for name in each.locales)
    return _Exception(each.paths, tags, _severities("check.paths.rules", each.rules, rules))


WHY_NOT: Final = "a build does not publish such a text"


def _known(key: str, name: str, rules: Collection[str]) -> None:
    if name not in rules:
        raise UsageError(f"{key}: unknown rule {name!r}{nearest(name, rules)} (`l10n check --rules` lists them)")


def _severities(key: str, values: Iterable[tuple[str, str]], rules: Collection[str]) -> dict[str, Severity | None]:
    found: dict[str, Severity | None] = {}
    for name, value in values:
        _known(key, name, rules)
        if name not in REFUSALS:
            found[name] = None if value == OFF else Severity(value)
    return found
