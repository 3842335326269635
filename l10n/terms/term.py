"""One term, and what becomes of it in each locale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from l10n.locales import Locale

Variants = Mapping[str, tuple[str, ...]]
"""Words by `Locale.tag`, equal for all spellings of a locale: `zh-Hans` for the column `zh_CN`."""


def _none() -> Variants:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of the source language that has a fixed translation, or none."""

    source: str
    targets: Variants = field(default_factory=_none, hash=False)
    """Its translations; the first is the preferred one."""
    forbidden: Variants = field(default_factory=_none, hash=False)
    """What it must not be translated as."""
    keep: bool = False
    """Whether it stays as it is in every language; then it has no translations."""
    case_sensitive: bool = False
    note: str = ""
    pos: str = ""
    """Its part of speech, in the words of whoever wrote the glossary."""

    def into(self, target: Locale) -> tuple[str, ...]:
        """What it may be called in a locale, the preferred word first; nothing where the glossary does not say."""
        return _of(self.targets, target.tag)

    def never(self, target: Locale) -> tuple[str, ...]:
        """What it must not be called in a locale."""
        return _of(self.forbidden, target.tag)


def _of(variants: Variants, tag: str) -> tuple[str, ...]:
    """The words of a locale; of the language without its region, or of a region of the language, if there are others.

    As BCP 47 look-up (RFC 4647, section 3.4); a script is never left out, since `zh` alone is `zh-Hans`.
    """
    parts = tag.split("-")
    for length in range(len(parts), 0, -1):
        if found := variants.get("-".join(parts[:length])):
            return found
    return next((words for each, words in variants.items() if each.startswith(f"{tag}-")), ())
