"""Plain text: paragraphs, headings, lists, datelines and captions, at byte spans.

Blank lines part paragraphs. Lines of a paragraph that are as full as they can be were wrapped by an editor: they are
one text for the translator and wrapped again on the way back. Other lines (an address, a verse, a list) stand alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from l10n.document import Block, Document, Kind, Reference, newline_of
from l10n.formats import ParseOptions
from l10n.formats.active import Shown, includes, templates
from l10n.formats.html.active import tags
from l10n.formats.switches import heard, silenced
from l10n.inline import Mark, addresses, has_letter, shape
from l10n.lines import joint, unspaced
from l10n.locales import is_dateline

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_BLANKS = b" \t\f\v\x00"
_LIST_MARKER = re.compile(r"[ \t]*(?:[-*+•‣▪◦]|\d{1,3}[.)]|[a-z]\))[ \t]+")
_UNDERLINE = re.compile(r"[=\-~*^_#]{3,}")
_CREDIT = re.compile(r"\b(?:Credit|Photo|Photograph|Image|Picture|Source)s?\s*:", re.IGNORECASE)
_LINE_BREAKS = re.compile(r"(?:(?<![ \t])[ \t]++)?+(?:\r\n|\r|\n)[ \t\r\n]*")
_EDGE = " \t\f\v\x00\r\n"
_LEAST_WRAPPED_WIDTH = 50
"""Nobody wraps prose narrower than this many columns; shorter lines are meant."""
_LONGEST_HEADING = 100
_NARROW_SLACK = 6
"""Columns that a line may stay short where punctuation must not start the next one."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    """Of its words, in bytes: behind indentation and list marker."""
    end: int
    first: int
    """Of the line itself."""
    text: str
    item: bool


@dataclass(frozen=True, slots=True)
class TextWriter:
    """A paragraph on one line, or wrapped as its source was."""

    width: int
    """Columns; 0 where the source was not wrapped."""
    indent: str
    newline: str

    def escape(self, text: str) -> str:
        """One line without outer blanks: plain text has no other syntax to keep away from."""
        first, *others = (line for line in _LINE_BREAKS.split(text.strip(_EDGE)))
        return unwrapped([first, *others])

    def place(self, text: str) -> bytes:
        """Wrapped only if the lines can be told from lines that are meant."""
        if self.width:
            lines = wrapped(text, self.width - len(self.indent))
            if len(lines) > 1 and _is_wrapped(lines) and unwrapped(lines) == text and not _has_marker(lines):
                return (self.newline + self.indent).join(lines).encode()
        return text.encode()


def parse(source: bytes, options: ParseOptions) -> Document:
    """The document of a plain-text article.

    Raises UnicodeDecodeError where the bytes are not UTF-8.
    """
    source.decode()
    newline = newline_of(source)
    blocks: list[Block] = []
    skeleton: list[str] = []
    for lines in _paragraphs(source):
        skeleton.append("paragraph")
        alone = len(lines) == 1
        for group in _groups(lines):
            skeleton.append("item" if group[0].item else "text")
            text = unwrapped([line.text for line in group], options.latin_joint)
            kind = Kind.ITEM if group[0].item else _kind(text, options.language, alone=alone)
            blocks.append(_block(source, group, text, kind, newline))
    ranges = silenced([(0, source)], len(source))
    return Document(source, heard(blocks, ranges), tuple(skeleton))


def references(source: bytes) -> tuple[Reference, ...]:
    """Plain text refers to nothing by markup."""
    del source
    return ()


def marks(text: str) -> tuple[Mark, ...]:
    """Addresses are all the markup that plain text has."""
    return addresses(text, ())


def decode(text: str) -> str:
    """The text itself."""
    return text


def encode(words: str) -> str:
    """The words themselves."""
    return words


def active(text: str, kind: Kind) -> tuple[str, ...]:
    """Tags and template marks, for a generator that reads the text."""
    del kind
    shown = Shown(text)
    return (*tags(shown), *templates(shown), *includes(shown))


def may_lose_active() -> bool:
    """It may: a `<Enter>` that is translated runs nothing."""
    return True


def mended(text: str, source: str, how: str) -> str | None:
    """The text itself, if it has the addresses of its source: there is nothing that could be seen otherwise."""
    del how
    return text if shape(marks(text)) == shape(marks(source)) else None


# --- lines ---


def _paragraphs(source: bytes) -> Iterator[list[_Line]]:
    """Lines with words, by paragraph."""
    lines: list[_Line] = []
    at = 3 if source.startswith(b"\xef\xbb\xbf") else 0
    while at < len(source):
        found = _LINE.match(source, at)
        assert found
        line = _line(source, at, found.end())
        if line:
            lines.append(line)
        elif lines:
            yield lines
            lines = []
        at = found.end()
    if lines:
        yield lines


def _line(source: bytes, first: int, end: int) -> _Line | None:
    raw = source[first:end].rstrip(b"\r\n").rstrip(_BLANKS)
    words = raw.lstrip(_BLANKS)
    if not words:
        return None
    indent = len(raw) - len(words)
    text = words.decode()
    marker = _LIST_MARKER.match(text)
    skip = len(marker[0].encode()) if marker and marker.end() < len(text) else 0
    text = text[marker.end() :] if marker and skip else text
    return _Line(first + indent + skip, first + len(raw), first, text, item=bool(skip))


def _groups(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Lines that belong to one text: a wrapped paragraph, a list item with its continuation, or a line alone."""
    group: list[_Line] = []
    for line in lines:
        if group and line.item:
            yield from _settled(group)
            group = []
        group.append(line)
    if group:
        yield from _settled(group)


def _settled(group: list[_Line]) -> Iterator[list[_Line]]:
    if len(group) == 1 or _is_wrapped([line.text for line in group]):
        yield group
    else:
        yield from ([line] for line in group)


def columns(text: str) -> int:
    """How wide a text is on a screen: East Asian wide characters take two columns (UAX 11)."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else not unicodedata.combining(char) for char in text)


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether each line but the last is full: the first word of the next one would not have fit."""
    widths = [columns(line) for line in lines if " " in line or _breaks_anywhere(line[-1])]
    limit = max(widths, default=0)
    if limit < _LEAST_WRAPPED_WIDTH or any(_UNDERLINE.fullmatch(line) for line in lines):
        return False
    return all(_full(line, following, limit) for line, following in pairwise(lines))


def _full(line: str, following: str, limit: int) -> bool:
    if _breaks_anywhere(line[-1]) or _breaks_anywhere(following[0]):
        return columns(line) + _NARROW_SLACK > limit
    return columns(line) + 1 + columns(following.split(" ", 1)[0]) > limit


def _breaks_anywhere(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF" or unspaced(char)


def unwrapped(lines: Sequence[str], latin: str = " ") -> str:
    """Lines as one text; `latin`: as for `joint`."""
    text = lines[0]
    for line in lines[1:]:
        text += joint(text, line, latin) + line
    return text


_NO_START = frozenset("，。、；：？！）》」』”’…—·")
"""Marks that may not begin a line (GB/T 15834)."""
_UNIT = re.compile(r"[^\s]+|[ \t]+")


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns, broken at blanks and between East Asian characters."""
    lines, line = [], ""
    for unit in _units(text):
        if line and columns(line) + columns(unit.rstrip(" \t")) > width and unit[0] not in _NO_START:
            lines.append(line.rstrip(" \t"))
            line = unit.lstrip(" \t")
        else:
            line += unit
    return [*lines, line.rstrip(" \t")] if line.strip(" \t") else lines


def _units(text: str) -> Iterator[str]:
    """The pieces that a line may be broken between, each with the blanks before it."""
    blank = ""
    for found in _UNIT.finditer(text):
        if found[0][0] in " \t":
            blank = found[0]
            continue
        for number, piece in enumerate(_breakable(found[0])):
            yield blank + piece if number == 0 else piece
        blank = ""


def _breakable(word: str) -> list[str]:
    if word.isascii():
        return [word]
    return re.findall(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]|[^\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]+", word)


# --- blocks ---


def _has_marker(lines: Sequence[str]) -> bool:
    return any(_LIST_MARKER.match(line) for line in lines[1:])


def _block(source: bytes, group: Sequence[_Line], text: str, kind: Kind, newline: str) -> Block:
    width, indent = 0, ""
    if len(group) > 1:
        indent = source[group[1].first : group[1].start].decode()
        width = max(columns(line.text) for line in group) + len(indent)
    words = has_letter(text)
    writer = TextWriter(width, indent, newline)
    return Block(group[0].start, group[-1].end, kind, text, writer, addresses(text, ()), words=words)


def _kind(text: str, language: str, *, alone: bool) -> Kind:
    """What a translator is told; the structure does not depend on it."""
    if is_dateline(text, language):
        return Kind.DATELINE
    if _CREDIT.search(text) and len(text) <= 2 * _LONGEST_HEADING:
        return Kind.CAPTION
    ends = text.rstrip("\"'”’)»").endswith((".", "!", "?", "…", ":", ";", ",", "。", "！", "？"))
    return Kind.HEADING if alone and len(text) <= _LONGEST_HEADING and not ends else Kind.PARAGRAPH
