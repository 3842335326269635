"""An article parsed: blocks of translatable text at byte spans of the source, everything else left as bytes.

Law: no byte of the article is in neither a block nor the literal parts between; splicing nothing gives the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from l10n.inline import Mark, shape


class Kind(StrEnum):
    """What a block is, in the words shown to translators."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "list item"
    QUOTATION = "quotation"
    CELL = "table cell"
    CAPTION = "caption"
    DATELINE = "dateline"
    FOOTNOTE = "footnote"
    TERM = "term"
    DEFINITION = "definition"
    TITLE = "title"
    ALT = "alternative text"
    FRONT_MATTER = "front matter"
    ATTRIBUTE = "attribute"


WHOLE = frozenset(
    {Kind.HEADING, Kind.CELL, Kind.DATELINE, Kind.TERM, Kind.TITLE, Kind.ALT, Kind.FRONT_MATTER, Kind.ATTRIBUTE}
)
"""Kinds that are one segment each, however many sentences they hold."""


FRONT_MATTER_KEYS = ("title", "subtitle", "description", "summary", "excerpt", "caption", "alt")
EMPHASES = ("entity", "move", "tags", "off")
"""Ways to write emphasis that CommonMark does not see between letters and punctuation."""
TRANSLATED_ATTRIBUTES = ("alt", "title", "aria-label", "placeholder")


@dataclass(frozen=True, slots=True)
class ParseOptions:
    """What of an article is for translators; one value for a whole project."""

    front_matter: tuple[str, ...] = FRONT_MATTER_KEYS
    attributes: tuple[str, ...] = TRANSLATED_ATTRIBUTES
    anchors: str = "attribute"
    """How headings keep their anchors: `attribute`, `html` or `off`."""
    language: str = "en"
    """Of the articles, as Argos names it."""
    emphasis: str = EMPHASES[0]
    """How a build writes emphasis that a parser would not see; one of `EMPHASES`."""
    latin_joint: str = " "
    """What a line break stands for between a character of a script without spaces and a Latin letter or digit."""
    emphasis_seen: bool = True
    """Whether a line break stays a space where emphasis beside it would not be seen without one."""


PLAIN = frozenset({Kind.TITLE, Kind.ALT, Kind.FRONT_MATTER, Kind.ATTRIBUTE})
"""Kinds whose text is shown as it is: what looks like markup there is none."""


class Writer(Protocol):
    """How text goes back into the article at one place: it knows the syntax around its block."""

    def escape(self, text: str) -> str:
        """`text` as parsing the written block gives it back; idempotent."""
        ...

    def place(self, text: str) -> bytes:
        """The bytes of an escaped text at its place: quoting, continuation prefixes, line ends."""
        ...


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, cell, attribute…: the unit that is spliced."""

    start: int
    """Byte offset in the article."""
    end: int
    kind: Kind
    text: str
    """Its text as a translator sees it: native inline markup, unwrapped, no outer blanks."""
    writer: Writer
    marks: tuple[Mark, ...] = ()
    """Inline markup of `text`, in order of their starts."""
    note: str = ""
    """What else a translator must know: the front-matter key, the attribute."""
    island: bool = False
    """Whether it stands in HTML within an article of another format: what looks like that format's markup is none."""
    words: bool = True
    """Whether there is anything to translate; a number or a lone code span is a block, but no translator sees it."""

    @property
    def shape(self) -> tuple[str, ...]:
        """Which inline markup the block has, whatever its order."""
        return shape(self.marks)


@dataclass(frozen=True, slots=True)
class Patch:
    """What a page that holds translated text says of itself besides its text: a heading's anchor, its language."""

    start: int
    """Byte offset of the bytes that `template` replaces; equal to `end` where it is inserted."""
    end: int
    template: str
    """The new text; `%lang%` and `%dir%` stand for the locale's BCP-47 tag and direction."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Where an article names another page or file: the destination of a link, the source of a picture."""

    start: int
    """Byte offset of the address in the article, without what quotes it."""
    end: int
    target: str
    """The address, with escapes and entities resolved."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article as blocks at spans of its bytes, in order and without overlap."""

    source: bytes
    blocks: tuple[Block, ...]
    skeleton: tuple[str, ...]
    """The structure around the blocks, as the format sees it; a build must not change it."""
    patches: tuple[Patch, ...] = ()

    def __post_init__(self) -> None:
        at = 0
        for block in self.blocks:
            assert at <= block.start <= block.end, f"blocks overlap at byte {block.start}"
            at = block.end

    def line(self, offset: int) -> int:
        """The line of a byte offset, counted from 1."""
        return self.source.count(b"\n", 0, offset) + 1


def newline_of(source: bytes) -> str:
    """The article's line end: that of its first line."""
    found = re.search(rb"\r\n|\r|\n", source)
    return found[0].decode() if found else "\n"


def splice(source: bytes, changes: Iterable[tuple[int, int, bytes]]) -> bytes:
    """`source` with each `(start, end, new)` put in place; changes must not overlap."""
    parts, at = [], 0
    for start, end, new in sorted(changes, key=lambda change: change[:2]):
        assert at <= start, f"changes overlap at byte {start}"
        parts += [source[at:start], new]
        at = end
    return b"".join([*parts, source[at:]])


def written(document: Document, texts: Mapping[int, str]) -> bytes:
    """The article with the texts of the blocks numbered in `texts` written in their place."""
    return splice(document.source, _block_changes(document.blocks, texts))


def _block_changes(blocks: Sequence[Block], texts: Mapping[int, str]) -> Iterable[tuple[int, int, bytes]]:
    for number, text in texts.items():
        block = blocks[number]
        if text != block.text:
            yield block.start, block.end, block.writer.place(block.writer.escape(text))
