"""HTML articles: blocks between block tags, titles and attributes, at byte spans.

There is no tree: a run of prose ends at any start or end tag of a block element, so implied ends, lone tags and text
outside of any element need no rules of their own. Nothing is refused but bytes that are not UTF-8.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from l10n.document import Block, Document, Kind, ParseOptions, Patch, splice
from l10n.formats.html.active import active, may_lose_active
from l10n.formats.html.attributes import attribute_blocks, attributes_of
from l10n.formats.html.inline import FENCE, bounds, decode, encode, has_words, marks, mended, one_line, partners, trim
from l10n.formats.html.pieces import INLINE, Piece, Role, pieces
from l10n.formats.html.references import references
from l10n.formats.html.tokens import BLANKS, BOM, VOID, Attribute, Token, TokenKind, attributes, tokens
from l10n.formats.html.write import AttributeWriter, TextWriter, TitleWriter, markup_of
from l10n.formats.switches import heard, silenced
from l10n.locales import is_dateline

__all__ = [
    "active",
    "comments",
    "decode",
    "encode",
    "fragment",
    "marks",
    "may_lose_active",
    "mended",
    "parse",
    "references",
]


def parse(source: bytes, options: ParseOptions) -> Document:
    """The document of an HTML article.

    Raises UnicodeDecodeError where the bytes are not UTF-8, or where the page declares another encoding and is not
    plain ASCII.
    """
    source.decode()
    found = tuple(tokens(source))
    _refuse_other_encoding(source, found)
    ranges = silenced(_comments(source, found), len(source))
    blocks = heard(_blocks(source, found, options, island=False), ranges)
    patches = tuple(patch for patch in _language_patches(source, found) if _is_apart(patch, blocks))
    return Document(source, blocks, _skeleton(source, blocks, patches), patches)


def fragment(
    source: bytes, options: ParseOptions, *, island: bool = False
) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks of a piece of HTML, which must be UTF-8, and the structure around them.

    `island`: it stands in Markdown; then a tag alone on its line is a border, and a run in which a line looks like a
    Markdown block is left alone.
    """
    blocks = tuple(_blocks(source, tuple(tokens(source)), options, island=island))
    return blocks, _skeleton(source, blocks, ())


def comments(source: bytes) -> Iterable[tuple[int, bytes]]:
    """Byte offset and source of each comment, in order: what may be a switch."""
    return _comments(source, tokens(source))


def _comments(source: bytes, found: Iterable[Token]) -> Iterator[tuple[int, bytes]]:
    return ((token.start, source[token.start : token.end]) for token in found if token.kind is TokenKind.COMMENT)


# --- blocks ---

_KINDS: Mapping[bytes, Kind] = {
    **dict.fromkeys(b"h1 h2 h3 h4 h5 h6 summary legend".split(), Kind.HEADING),
    **dict.fromkeys(b"td th".split(), Kind.CELL),
    **dict.fromkeys(b"figcaption caption".split(), Kind.CAPTION),
    **dict.fromkeys(b"option button".split(), Kind.PARAGRAPH),
    b"li": Kind.ITEM,
    b"blockquote": Kind.QUOTATION,
    b"dt": Kind.TERM,
    b"dd": Kind.DEFINITION,
}


@dataclass(slots=True)
class _Nesting:
    """The block elements around a place, as far as tags tell; each with the kind of text in it."""

    around: list[tuple[bytes, Kind]] = field(default_factory=list)
    names: Counter[bytes] = field(default_factory=Counter)

    @property
    def kind(self) -> Kind:
        return self.around[-1][1] if self.around else Kind.PARAGRAPH

    def open(self, name: bytes) -> None:
        if name not in VOID:
            self.around.append((name, _KINDS.get(name, self.kind)))
            self.names[name] += 1

    def close(self, name: bytes) -> None:
        while self.names[name]:
            inner, _ = self.around.pop()
            self.names[inner] -= 1
            if inner == name:
                return


def _blocks(source: bytes, found: Sequence[Token], options: ParseOptions, *, island: bool) -> Iterator[Block]:
    nesting = _Nesting()
    run: list[Piece] = []
    stream = pieces(source, found)
    for piece in _with_line_borders(source, list(stream)) if island else stream:
        if piece.role in INLINE:
            run.append(piece)
            continue
        if run:
            yield from _run_blocks(source, run, nesting.kind, options, island=island)
            run = []
        yield from _border_blocks(source, piece, options)
        if piece.role is Role.BORDER_OPEN:
            nesting.open(piece.name)
        elif piece.role is Role.BORDER_CLOSE:
            nesting.close(piece.name)
    if run:
        yield from _run_blocks(source, run, nesting.kind, options, island=island)


def _border_blocks(source: bytes, piece: Piece, options: ParseOptions) -> Iterator[Block]:
    if piece.role is Role.BORDER_OPEN:
        yield from attribute_blocks(source, piece, options)
    elif piece.role is Role.TITLE and source[piece.start : piece.end].strip(BLANKS):
        start, end = bounds(source, [piece._replace(role=Role.TEXT)])
        text = one_line(source[start:end].decode(), options.latin_joint)
        found = marks(text)
        yield Block(start, end, Kind.TITLE, text, TitleWriter(), found, words=has_words(text, found))


def _run_blocks(
    source: bytes, run: Sequence[Piece], kind: Kind, options: ParseOptions, *, island: bool
) -> Iterator[Block]:
    """The block of a run, and the attributes of the tags that are not in it."""
    if island and _is_markdown(source, run):
        return
    if len(run) == 1 and run[0].role is Role.TEXT:
        block = _text_block(source, run, kind, options)
        yield from [block] if block else []
        return
    low, high, fenced = trim(source, run, partners(run))
    block = _text_block(source, run[low:high], kind, options)
    within = attributes_of(source, run[low:high], options)
    if block and (block.words or fenced or not within):
        within = [block]
    yield from attributes_of(source, run[:low], options)
    yield from within
    yield from attributes_of(source, run[high:], options)


def _text_block(source: bytes, kept: Sequence[Piece], kind: Kind, options: ParseOptions) -> Block | None:
    start, end = bounds(source, kept) if kept else (0, 0)
    if start >= end:
        return None
    text = one_line(source[start:end].decode(), options.latin_joint)
    found = marks(text)
    words = has_words(text, found)
    if kind is Kind.PARAGRAPH and words and is_dateline(text, options.language):
        kind = Kind.DATELINE
    return Block(start, end, kind, text, TextWriter(markup_of(text)), found, words=words)


# --- islands in Markdown ---

_MARKDOWN_LINE = re.compile(
    rb"(?:\A|(?<=[\r\n]))[ \t]*(?:```|~~~|:::|[>|]|(?:#{1,6}|[-+*]|[0-9]{1,9}[.)])(?:[ \t\r\n]|\Z))"
)


def _is_markdown(source: bytes, run: Sequence[Piece]) -> bool:
    """Whether a line of the run looks like a Markdown block: components hold Markdown without blank lines."""
    return bool(_MARKDOWN_LINE.search(source, run[0].start, run[-1].end))


_LINE_ROLES: Mapping[Role, Role] = {
    Role.OPEN: Role.BORDER_OPEN,
    Role.CLOSE: Role.BORDER_CLOSE,
    Role.VOID: Role.BORDER_OPEN,
}


def _with_line_borders(source: bytes, found: Sequence[Piece]) -> Iterator[Piece]:
    """Pieces in which an inline tag alone on its line is a border."""
    for number, piece in enumerate(found):
        border = _LINE_ROLES.get(piece.role)
        before = found[number - 1] if number else None
        after = found[number + 1] if number + 1 < len(found) else None
        if border and _ends_line(source, before) and _starts_line(source, after):
            yield piece._replace(role=border)
        else:
            yield piece


def _ends_line(source: bytes, before: Piece | None) -> bool:
    return before is None or (
        before.role is Role.TEXT
        and source[before.start : before.end].rstrip(b" \t").endswith(b"" if before.start == 0 else (b"\n", b"\r"))
    )


def _starts_line(source: bytes, after: Piece | None) -> bool:
    return after is None or (
        after.role is Role.TEXT and source[after.start : after.end].lstrip(b" \t").startswith((b"\n", b"\r"))
    )


# --- the structure around the blocks ---


def _skeleton(source: bytes, blocks: Sequence[Block], patches: Sequence[Patch]) -> tuple[str, ...]:
    """What stands before, between and behind the blocks, except what a build itself may write there."""
    waiting = list(patches)
    parts, at, quote = [], 0, b""
    for start, end, writer in [
        *((block.start, block.end, block.writer) for block in blocks),
        (len(source),) * 2 + (None,),
    ]:
        inside = [patch for patch in waiting if patch.end <= start]
        waiting = waiting[len(inside) :]
        changes = ((patch.start - at, patch.end - at, patch.template.encode()) for patch in inside)
        literal = splice(source[at:start], changes) if inside else source[at:start]
        opening = quote
        quote = b'"' if writer == AttributeWriter("") else b""
        parts.append((opening + literal + quote).replace(FENCE, b"").decode())
        at = end
    return tuple(parts)


# --- the language of a page ---


def _language_patches(source: bytes, found: Iterable[Token]) -> tuple[Patch, ...]:
    """What makes the `<html>` tag of a page, if it has one, tell locale and direction."""
    tag = next((token for token in found if token.kind is TokenKind.START and token.name == b"html"), None)
    if tag is None:
        return ()
    present = {each.name: each for each in attributes(source, tag)}
    missing = [name for name in (b"lang", b"dir") if name not in present]
    patches = []
    if missing:
        at = tag.start + 1 + len(tag.name)
        patches.append(Patch(at, at, "".join(f' {name.decode()}="{_TOLD[name]}"' for name in missing)))
    patches += [_replaced(present[name], told) for name, told in _TOLD.items() if name in present]
    return tuple(sorted(patches, key=lambda patch: patch.start))


def _is_apart(patch: Patch, blocks: Iterable[Block]) -> bool:
    """A lone `<html>` tag in the middle of a sentence is the sentence's own."""
    return all(patch.end <= block.start or block.end <= patch.start for block in blocks)


_TOLD: Mapping[bytes, str] = {b"lang": "%lang%", b"xml:lang": "%lang%", b"dir": "%dir%"}


def _replaced(attribute: Attribute, told: str) -> Patch:
    if attribute.quote:
        return Patch(attribute.start, attribute.end, told)
    end = max(attribute.end, attribute.name_end)
    return Patch(attribute.name_start, end, f'{attribute.name.decode()}="{told}"')


# --- the encoding of a page ---

_XML_ENCODING = re.compile(rb"""<\?xml[^>]*?\bencoding[\t\n\r ]*=[\t\n\r ]*["']([\w.:-]+)""")
_CHARSET = re.compile(rb"""(?i)charset[\t\n\f\r ]*=[\t\n\f\r ]*["']?([\w.:-]+)""")


def _refuse_other_encoding(source: bytes, found: Iterable[Token]) -> None:
    if source.isascii() or source.startswith(BOM):
        return
    start, end = next(_encodings(source, found), (0, 0))
    name = source[start:end].decode()
    if name and not _is_utf8(name):
        raise UnicodeDecodeError("utf-8", source, start, end, f"the page declares the encoding {name}")


def _is_utf8(name: str) -> bool:
    try:
        return codecs.lookup(name).name == "utf-8"
    except (LookupError, ValueError):  # no name of an encoding: NUL, or not ASCII
        return True


def _encodings(source: bytes, found: Iterable[Token]) -> Iterator[tuple[int, int]]:
    """Where a page names its encoding."""
    if declared := _XML_ENCODING.match(source):
        yield declared.span(1)
    for token in found:
        if token.kind is TokenKind.START and token.name == b"meta":
            yield from _meta_encoding(source, token)


def _meta_encoding(source: bytes, tag: Token) -> Iterator[tuple[int, int]]:
    present = {each.name: each for each in attributes(source, tag) if each.start >= 0}
    if charset := present.get(b"charset"):
        yield charset.start, charset.end
    content, kind = present.get(b"content"), present.get(b"http-equiv")
    if content and kind and source[kind.start : kind.end].strip(BLANKS).lower() == b"content-type":
        yield from (found.span(1) for found in [_CHARSET.search(source, content.start, content.end)] if found)
