"""What a page refers to: destinations of links, sources of pictures, films, styles and scripts, in attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from l10n.document import Reference
from l10n.formats.html.tokens import BLANKS, Attribute, Token, TokenKind, attributes, tokens
from l10n.formats.switches import outside, silenced
from l10n.inline import unescape

_HINT = re.compile(rb"(?i)[\t\n\f\r /\"'](?:xlink:)?(?:href|src|srcset|imagesrcset|poster|data|content)[\t\n\f\r ]*=")
_ADDRESSES = frozenset([b"href", b"xlink:href", b"src", b"poster"])
_LISTS = frozenset([b"srcset", b"imagesrcset"])
_CARDS = frozenset(
    prefix + name
    for prefix, names in ((b"og:", b"url image image:url audio video"), (b"twitter:", b"url image"))
    for name in names.split()
)
"""Metas whose content is an address."""
_SEPARATORS = re.compile(rb"[\t\n\f\r ,]*")
_NO_BLANKS = re.compile(rb"[^\t\n\f\r ]*")


def references(source: bytes) -> tuple[Reference, ...]:
    """The references of a page, in order; none where a `<base>` says that addresses mean something else."""
    if not _HINT.search(source):
        return ()
    found = tuple(tokens(source))
    tags = [token for token in found if token.kind is TokenKind.START]
    if any(tag.name == b"base" for tag in tags):
        return ()
    comments = ((token.start, source[token.start : token.end]) for token in found if token.kind is TokenKind.COMMENT)
    return outside(_of_tags(source, tags), silenced(comments, len(source)))


def _of_tags(source: bytes, tags: Sequence[Token]) -> Iterator[Reference]:
    for tag in tags:
        if _HINT.search(source, tag.start, tag.end):
            found = tuple(each for each in attributes(source, tag) if each.start >= 0)
            values = {each.name: source[each.start : each.end] for each in found}
            if b"hreflang" not in values:  # it says itself which language it leads to
                for each in found:
                    yield from _of_attribute(source, tag.name, each, values)


def _of_attribute(
    source: bytes, element: bytes, attribute: Attribute, values: Mapping[bytes, bytes]
) -> Iterator[Reference]:
    start, end = attribute.start, attribute.end
    if _is_address(element, attribute.name, values):
        raw = source[start:end]
        yield _reference(source, end - len(raw.lstrip(BLANKS)), start + len(raw.rstrip(BLANKS)))
    elif attribute.name in _LISTS:
        yield from (_reference(source, first, last) for first, last in _candidates(source, start, end))


def _is_address(element: bytes, name: bytes, values: Mapping[bytes, bytes]) -> bool:
    if element == b"meta":
        key = (values.get(b"property") or values.get(b"name") or b"").strip(BLANKS).lower()
        return name == b"content" and key in _CARDS
    return name in _ADDRESSES or (name == b"data" and element == b"object")


def _candidates(source: bytes, at: int, end: int) -> Iterator[tuple[int, int]]:
    """The addresses of an image's candidates (WHATWG HTML, 4.8.4.2.1): commas may stand in them, and in brackets."""
    while (at := _end(_SEPARATORS, source, at, end)) < end:
        stop = _end(_NO_BLANKS, source, at, end)
        last = at + len(source[at:stop].rstrip(b","))
        yield at, last
        at = stop if last < stop else _descriptor_end(source, stop, end)


def _end(pattern: re.Pattern[bytes], source: bytes, at: int, end: int) -> int:
    found = pattern.match(source, at, end)
    return found.end() if found else at


def _descriptor_end(source: bytes, at: int, end: int) -> int:
    """The next comma outside of brackets."""
    while at < end and source[at : at + 1] != b",":
        closing = source.find(b")", at, end) if source[at : at + 1] == b"(" else at
        at = end if closing < 0 else closing + 1
    return at


def _reference(source: bytes, start: int, end: int) -> Reference:
    return Reference(start, max(start, end), unescape(source[start:end].decode()))
