"""Attributes of HTML that people read: alternative texts, titles, labels, what a page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from l10n.document import Block, Kind, ParseOptions
from l10n.formats.html.inline import bounds, has_words, marks, one_line
from l10n.formats.html.pieces import Piece, Role, has_open_template
from l10n.formats.html.tokens import BLANKS, Attribute, Token, TokenKind, attributes
from l10n.formats.html.write import AttributeWriter

_META: Mapping[bytes, Kind] = {
    b"title": Kind.TITLE,
    b"description": Kind.ATTRIBUTE,
    **{
        prefix + name: kind
        for prefix in (b"og:", b"twitter:")
        for name, kind in (
            (b"title", Kind.TITLE),
            (b"description", Kind.ATTRIBUTE),
            (b"image:alt", Kind.ALT),
            (b"site_name", Kind.ATTRIBUTE),
        )
    },
}
_LABELLED = frozenset(b"option optgroup track".split())
_BUTTONS = frozenset(b"submit button reset".split())
_UNTITLED = frozenset(b"link style script".split())
"""Elements whose `title` is the name of a style sheet."""


@lru_cache(maxsize=32)
def _attribute_hint(names: tuple[str, ...]) -> re.Pattern[bytes]:
    """What a tag must match to have an attribute for translators."""
    wanted = b"|".join(re.escape(name.encode()) for name in (*names, "content", "label", "value"))
    return re.compile(rb"(?i)[\t\n\f\r /\"'](?:" + wanted + rb")[\t\n\f\r ]*=")


def attributes_of(source: bytes, found: Iterable[Piece], options: ParseOptions) -> list[Block]:
    """The blocks in the tags of a run, or of a part of it."""
    tags = (piece for piece in found if piece.role in {Role.OPEN, Role.VOID})
    return [block for tag in tags for block in attribute_blocks(source, tag, options)]


def attribute_blocks(source: bytes, tag: Piece, options: ParseOptions) -> Iterator[Block]:
    """A block for each attribute of a start tag that has a value for translators."""
    if not _attribute_hint(options.attributes).search(source, tag.start, tag.end):
        return
    found = tuple(attributes(source, Token(TokenKind.START, tag.start, tag.end, tag.name)))
    values = {each.name: source[each.start : each.end] for each in found if each.start >= 0}
    for each in found:
        told = _told(tag.name, each.name, values, options)
        if told and values.get(each.name, b"").strip(BLANKS):
            yield _attribute_block(source, each, *told, options.latin_joint)


def _told(element: bytes, name: bytes, values: Mapping[bytes, bytes], options: ParseOptions) -> tuple[Kind, str] | None:
    """Kind and note of an attribute, if it is for translators."""
    note = f"{element.decode()} {name.decode()}"
    if element == b"meta" and name == b"content":
        key = (values.get(b"name") or values.get(b"property") or b"").strip(BLANKS).lower()
        return (_META[key], f"meta {key.decode()}") if key in _META else None
    if name == b"value" and element == b"input":
        # A value that is never sent anywhere is a caption.
        is_button = values.get(b"type", b"").lower() in _BUTTONS and not values.get(b"name")
        return (Kind.ATTRIBUTE, note) if is_button else None
    if name == b"label" and element in _LABELLED:
        return Kind.ATTRIBUTE, note
    if name.decode() in options.attributes and not (name == b"title" and element in _UNTITLED):
        return Kind.ALT if name == b"alt" else Kind.ATTRIBUTE, note
    return None


def _attribute_block(source: bytes, attribute: Attribute, kind: Kind, note: str, latin: str) -> Block:
    start, end = bounds(source, [Piece(Role.TEXT, attribute.start, attribute.end)])
    text = one_line(source[start:end].decode(), latin)
    found = marks(text)
    writer = AttributeWriter(attribute.quote.decode())
    words = has_words(text, found) and not has_open_template(source[start:end])
    return Block(start, end, kind, text, writer, found, note=note, words=words)
