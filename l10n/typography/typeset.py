"""The rules of a locale at work on words whose markup is lifted off.

Law: what comes out changes no more; atoms stay in their order, wraps around their words, and none crosses another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from l10n.house import House, Level
from l10n.inline import OBJECT, Lifted
from l10n.locales import Locale
from l10n.typography.sheet import Repair, Rule, Sheet, repaired, sheet

PASSES: Final = 5
"""What one rule puts right may be work for another; a text that does not come to rest is left as it was."""


def safe_names() -> frozenset[str]:
    """The rules that put something right."""
    rules = (*_known("ru", "Cyrl"), *_known("zh", "Hans"))
    return frozenset(rule.name for rule in rules if rule.level is Level.SAFE)


@dataclass(frozen=True, slots=True)
class Style:
    """What is the same for all texts of a locale."""

    locale: Locale
    house: House = field(default_factory=House)
    keep: tuple[str, ...] = ()
    """Words that must stay as they are: terms not to be translated."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule says of one place."""

    rule: str
    level: Level
    start: int
    """The place in the words as they were given: `start:end`, empty where something is missing."""
    end: int
    found: str
    suggestion: str | None
    """What would stand there instead; None where the rule has no advice."""
    before: str = ""
    """A few words that stand before it."""
    after: str = ""
    """A few words that stand behind it."""

    @property
    def said(self) -> str:
        """The place among its words, with … for code and the like."""
        return f"{self.before}{self.found}{self.after}".replace(OBJECT, "…")

    @property
    def advised(self) -> str | None:
        """The place among its words as it should be."""
        if self.suggestion is None:
            return None
        return f"{self.before}{self.suggestion}{self.after}".replace(OBJECT, "…")


@dataclass(frozen=True, slots=True)
class Typeset:
    """Words put right, and what was done to them."""

    sheet: Sheet
    faults: tuple[Fault, ...] = ()

    @property
    def lifted(self) -> Lifted:
        """The words with their atoms and wraps."""
        return self.sheet.lifted


@dataclass(frozen=True, slots=True)
class Limits:
    """What of the rules may be done to a text."""

    rules: frozenset[str] | None = None
    """Only these; all where None."""
    shy: frozenset[str] = frozenset()
    """These leave alone what stands at the edges of markup."""


def has_rules(locale: Locale) -> bool:
    """Whether there are rules for a language."""
    return locale.language == "ru" or locale.script in {"Hans", "Hant"}


def rules_of(style: Style, level: Level) -> tuple[Rule, ...]:
    """The rules that count, in order."""
    return _rules_of(style.locale.language, style.locale.script, style.house.off, level)


@lru_cache(maxsize=64)
def _rules_of(language: str, script: str, off: frozenset[str], level: Level) -> tuple[Rule, ...]:
    return tuple(rule for rule in _known(language, script) if rule.level is level and rule.name not in off)


def _known(language: str, script: str) -> tuple[Rule, ...]:
    """All rules for a language, imported when they are first asked for: their patterns take a while to compile."""
    if language == "ru":
        from l10n.typography import russian  # noqa: PLC0415 - see above

        return russian.RULES
    if script in {"Hans", "Hant"}:
        from l10n.typography import chinese  # noqa: PLC0415 - see above

        return chinese.RULES
    return ()


_ALL: Final = Limits()


def typeset(source: Lifted, target: Lifted, style: Style, limits: Limits = _ALL) -> Typeset:
    """A translation with all that is safe put right; as it was where that comes to no rest."""
    first = sheet(target, source, style.house, style.locale.script, style.keep)
    rules = rules_of(style, Level.SAFE)
    if limits.rules is not None:
        rules = tuple(rule for rule in rules if rule.name in limits.rules)
    now, faults = first, list[Fault]()
    for _ in range(PASSES):
        done, found = _passed(now, rules, limits)
        if not found:
            return Typeset(now, tuple(faults))
        faults += found
        fresh = sheet(done.lifted, source, style.house, style.locale.script, style.keep)
        now = Sheet(fresh.view, fresh.lifted, done.origins, source, style.house, style.locale.script)
    return Typeset(first)


def _passed(start: Sheet, rules: Sequence[Rule], limits: Limits) -> tuple[Sheet, list[Fault]]:
    now, faults = start, list[Fault]()
    for rule in rules:
        repairs: Sequence[Repair] = rule.repairs(now)
        if rule.name in limits.shy:
            repairs = [each for each in repairs if not _at_edge(now, each)]
        if repairs:
            faults += [_fault(rule, repair, now) for repair in repairs]
            now = repaired(now, repairs)
    return now, faults


def _at_edge(now: Sheet, repair: Repair) -> bool:
    edges = {place for wrap in now.lifted.wraps for place in (wrap.start, wrap.end)}
    return any(change.start <= edge <= change.end for change in repair for edge in edges)


def _fault(rule: Rule, repair: Repair, now: Sheet) -> Fault:
    start, end = min(change.start for change in repair), max(change.end for change in repair)
    words = now.lifted.words
    return Fault(
        rule.name,
        rule.level,
        now.origins[start],
        now.origins[end],
        words[start:end],
        _after(words, start, end, repair) if rule.advises else None,
        _cut(words[max(0, start - _AROUND) : start][::-1])[::-1],
        _cut(words[end : end + _AROUND]),
    )


_AROUND: Final = 16
"""Characters of the words around a fault that are shown."""


def _cut(words: str) -> str:
    """The words up to their last blank, if there are more of them."""
    return words if len(words) < _AROUND or " " not in words.strip() else words[: words.rfind(" ")]


def _after(words: str, start: int, end: int, repair: Repair) -> str:
    parts, at = [], start
    for change in sorted(repair):
        parts += [words[at : change.start], change.new]
        at = change.end
    return "".join([*parts, words[at:end]])


def reported(done: Typeset, style: Style) -> Iterator[Fault]:
    """What is only told, of words put right."""
    for rule in rules_of(style, Level.REPORTED):
        for repair in rule.repairs(done.sheet):
            yield _fault(rule, repair, done.sheet)


def faults(source: Lifted, target: Lifted, style: Style) -> Iterator[Fault]:
    """All that the rules say of a translation: what they would put right, then what they only tell.

    Both texts with their markup lifted off, and no character decoded.
    """
    done = typeset(source, target, style)
    yield from done.faults
    yield from reported(done, style)
