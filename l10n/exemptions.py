"""Exemptions: entries that a person excepts from a rule, by a comment or by `[[check.ignore]]` in l10n.toml.

The configuration is for editors without a field for translator comments, such as Weblate: it names the article, the
rule and the hash of the source, which `l10n check` tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from l10n.catalogue import Catalogue, Entry, digest
from l10n.locales import Locale, locale
from l10n.project import Ignored

IGNORE = "l10n:ignore"
"""How the translator comment starts that names the rules an entry is excepted from."""
MARKUP = "markup"
"""The rule that a build heeds: it publishes what is excepted from it, if it can."""


@dataclass(frozen=True, slots=True)
class Exemptions:
    """What the configuration excepts in an article in a locale."""

    rules: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By the hash of the source text."""

    def of(self, entry: Entry) -> frozenset[str]:
        """The rules that an entry is excepted from."""
        configured = self.rules.get(digest(entry.source), frozenset()) if self.rules else frozenset()
        return configured.union(named(entry)) if entry.comments else configured

    def excused(self, catalogue: Catalogue | None) -> frozenset[str]:
        """The source texts whose translations may have other markup."""
        entries = catalogue.live if catalogue else ()
        return frozenset(entry.source for entry in entries if not entry.foreign and MARKUP in self.of(entry))


def exemptions(configured: Iterable[Ignored], article: PurePath, into: Locale) -> Exemptions:
    """Those that concern an article, named below `source`, in a locale."""
    found: dict[str, frozenset[str]] = {}
    for each in configured:
        if each.article == article.as_posix() and concerns(each, into):
            found[each.source] = found.get(each.source, frozenset()) | {each.rule}
    return Exemptions(found)


def concerns(ignored: Ignored, into: Locale) -> bool:
    """Whether an exemption of the configuration is about a locale; without locales it is about all."""
    return not ignored.locales or into.tag in {locale(name).tag for name in ignored.locales}


def named(entry: Entry) -> tuple[str, ...]:
    """The rules that a comment of the entry names: `# l10n:ignore numbers length (the source is wrong)`."""
    found: list[str] = []
    for line in entry.comments:
        if line.startswith(IGNORE):
            words = line.removeprefix(IGNORE).partition("(")[0].replace(",", " ").split()
            found += words
    return tuple(dict.fromkeys(found))
