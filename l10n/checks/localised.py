"""What checks look at: an article in a locale, and each of its entries as a pair of texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath

from l10n.build import Built, Page, build, mended
from l10n.catalogue import Catalogue, Entry, State
from l10n.checks.limits import Limits
from l10n.distrust import Fault, shared_code
from l10n.distrust.copies import copied
from l10n.distrust.language import mixed
from l10n.document import PLAIN
from l10n.exemptions import Exemptions
from l10n.formats import Format, format_of
from l10n.inline import Lifted, Mark, lift, seen
from l10n.locales import Locale
from l10n.protect import prose
from l10n.publishing import Publishing, Reason, withheld
from l10n.segments import Segment
from l10n.terms import Glossary
from l10n.typography import Style

_HTML = format_of(PurePath("island.html"))
SIGNS = frozenset("*_~")
"""What emphasis is written with."""


@dataclass(frozen=True)
class Localised:
    """An article in a locale, as checks look at it."""

    article: Path
    """Relative to the project, as is `path`."""
    path: Path
    """Of the catalogue."""
    page: Page
    catalogue: Catalogue | None
    """None where there is no catalogue yet."""
    locale: Locale
    require: str
    """The lowest state that is enough: `reviewed`, `machine` or `none`."""
    glossary: Glossary
    limits: Limits = field(default_factory=Limits)
    designations: bool = True
    """Whether the project has equipment called as the press of the locale calls it."""
    outdated: str = "require"
    """Which outdated texts a build publishes: as `Publishing.outdated`."""
    exemptions: Exemptions = field(default_factory=Exemptions)
    """What the configuration excepts of it."""
    style: Style | None = None
    """How the house writes the language; None where there are no rules for it."""

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """The live entries by source text."""
        entries = self.catalogue.live if self.catalogue else ()
        return {entry.source: entry for entry in entries if not entry.foreign}

    @cached_property
    def wanted(self) -> dict[str, Entry]:
        """The entries of the segments that the article has now."""
        texts = dict.fromkeys(segment.text for segment in self.page.segments)
        return {text: self.entries[text] for text in texts if text in self.entries}

    @cached_property
    def lines(self) -> dict[str, int]:
        """By segment, the line of the article where the block of its text first begins."""
        document = self.page.document
        found: dict[str, int] = {}
        at, line = 0, 1
        for start, text in sorted((document.blocks[each.block].start, each.text) for each in self.page.segments):
            line += document.source.count(b"\n", at, start)
            at = start
            found.setdefault(text, line)
        return found

    @cached_property
    def built(self) -> Built:
        """The article with every translation that there is: what a build refuses."""
        texts = {source: entry.translation for source, entry in self.wanted.items() if entry.translated}
        return build(self.page, texts, self.locale, self.exemptions.excused(self.catalogue))

    def line(self, segment: Segment) -> int:
        """Where the block of a segment begins in the article."""
        document = self.page.document
        return document.line(document.blocks[segment.block].start)

    def withheld(self, entry: Entry) -> Reason | None:
        """Why a build with the same required state does not publish the text of an entry; None where it does."""
        return withheld(entry, Publishing(self.require, self.outdated, self.glossary.source.argos))

    def pairs(self) -> Iterator[Pair]:
        """Each translated segment with its translation, once; outdated and unfinished texts only if published."""
        segments = {segment.text: segment for segment in reversed(self.page.segments)}
        for text, entry in self.wanted.items():
            hidden = entry.state in {State.OUTDATED, State.UNFINISHED} and self.withheld(entry) is not None
            if entry.translated and not hidden:
                yield Pair(self, segments[text], entry)


@dataclass(frozen=True)
class Pair:
    """A segment and its translation, as checks of texts look at them."""

    of: Localised
    segment: Segment
    entry: Entry

    @property
    def format(self) -> Format:
        """Of the article, or of the island of HTML in it that the text stands in."""
        page = self.of.page
        return _HTML if page.document.blocks[self.segment.block].island else page.format

    @property
    def source_locale(self) -> Locale:
        """The language of the article."""
        return self.of.glossary.source

    @property
    def locale(self) -> Locale:
        """The language of the translation."""
        return self.of.locale

    @property
    def limits(self) -> Limits:
        """What the project allows."""
        return self.of.limits

    @cached_property
    def written(self) -> str:
        """The translation as a build writes it: with emphasis that renderers see."""
        text = self.entry.translation
        return text if SIGNS.isdisjoint(text) else mended(self.of.page, self.segment, text) or text

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The inline markup of the translation as written."""
        return () if self.segment.kind in PLAIN else self.format.marks(self.written)

    @cached_property
    def source(self) -> Lifted:
        """The segment with its markup lifted off."""
        return lift(self.segment.text, self.segment.marks, self.format.decode)

    @cached_property
    def target(self) -> Lifted:
        """The translation with its markup lifted off."""
        return lift(self.written, self.marks, self.format.decode)

    @cached_property
    def _seen(self) -> tuple[str, str]:
        source, translation = self.segment.text, self.written
        told = seen(source, self.segment.marks, self.format.decode)
        said = seen(translation, self.marks, self.format.decode)
        for code in shared_code(source, translation):
            stand_in = "] " if code[0] == "]" else " "
            told, said = told.replace(code, stand_in), said.replace(code, stand_in)
        return told, said

    @property
    def told(self) -> str:
        """The segment as readers see it: no markup, an `OBJECT` for code; without code that both texts show."""
        return self._seen[0]

    @property
    def said(self) -> str:
        """The same of the translation."""
        return self._seen[1]

    @cached_property
    def mixed(self) -> tuple[Fault, ...]:
        """Whether too much of the translation is in another script."""
        return tuple(mixed(self.told, self.said, self.source_locale, self.locale, self.limits.script_share))

    @cached_property
    def copied(self) -> tuple[Fault, ...]:
        """What of the translation is still its source."""
        return tuple(copied(self.told, self.said, self.source_locale, self.locale))

    @cached_property
    def source_prose(self) -> str:
        """The words of the segment; code, addresses and placeholders are `OBJECT`s."""
        return prose(self.source.words, terms=self.of.glossary.sources)

    @cached_property
    def prose(self) -> str:
        """The words of the translation; code, addresses and placeholders are `OBJECT`s."""
        return prose(self.target.words, terms=self.of.glossary.sources)
