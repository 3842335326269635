"""HTML cut into tokens as a browser cuts it: at byte offsets, nothing lost, nothing refused.

Law: the tokens' slices, joined, are the source, whatever its bytes. States: WHATWG HTML, 13.2.5. Linear in the input:
every pattern is possessive, and a tag that never ends takes the rest of the source with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

BLANKS = b"\t\n\f\r "
BOM = b"\xef\xbb\xbf"
VOID = frozenset(
    b"area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
"""Elements that never have content or an end tag."""


class TokenKind(StrEnum):
    """What a token is to the parser of a browser."""

    TEXT = "text"
    START = "start tag"
    END = "end tag"
    COMMENT = "comment"
    """Also what is treated as one: doctypes, `<?…>`, `<!…>`, `</1>`, a byte order mark."""
    RAW = "raw text"
    """Content of an element in which there are no tags: script, style, title…"""
    DROPPED = "tag without end"
    """A tag that the end of the source cuts off."""


class Token(NamedTuple):
    """One token; offsets are bytes of the source."""

    kind: TokenKind
    start: int
    end: int
    name: bytes = b""
    """The element of a tag or of raw text, in lower case."""


class Attribute(NamedTuple):
    """One attribute of a start tag; offsets are bytes of the source, both -1 where it has no value."""

    name: bytes
    """In lower case."""
    name_start: int
    name_end: int
    start: int
    end: int
    quote: bytes
    """What stands on both sides of the value: `"`, `'` or nothing."""


_MARKUP = re.compile(
    rb"""<(?:
    (/?+)([A-Za-z][^\t\n\f\r />]*+)                                 # 1, 2: a tag
        (?=((?:[\t\n\f\r /]++                                      # 3: its attributes
        |[^\t\n\f\r />][^\t\n\f\r />=]*+
            (?:[\t\n\f\r ]*+=[\t\n\f\r ]*+
                (?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\t\n\f\r >"'][^\t\n\f\r >]*+|(?=>|\Z)))?
        )*))\3>
    |(!--(?:-?>|.*?(?:--!?>|\Z)))                                   # 4: a comment
    |((?:[!?]|/(?=[^A-Za-z]))[^>]*+(?:>|\Z))                        # 5: what is treated as one
    |(/?[A-Za-z].*+)                                                # 6: a tag without end
    )""",
    re.VERBOSE | re.DOTALL,
)
"""What a lookahead found is not tried otherwise. A possessive group would say so more plainly, but groups with branches
are matched wrongly by Python up to 3.11.4 (CPython gh-106052)."""
_KINDS: Mapping[int | None, TokenKind] = {
    3: TokenKind.START,
    4: TokenKind.COMMENT,
    5: TokenKind.COMMENT,
    6: TokenKind.DROPPED,
}
_ATTRIBUTE = re.compile(
    rb"""[\t\n\f\r /]*+([^\t\n\f\r />][^\t\n\f\r />=]*+)
    (?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:"([^"]*+)"|'([^']*+)'|([^\t\n\f\r >"'][^\t\n\f\r >]*+)|))?""",
    re.VERBOSE,
)
_QUOTES: Mapping[int | None, bytes] = {2: b'"', 3: b"'", 4: b""}
_RAW_ENDS: Mapping[bytes, re.Pattern[bytes]] = {
    name: re.compile(rb"(?i)</" + name + rb"(?=[\t\n\f\r />])")
    for name in b"style xmp iframe noembed noframes title textarea".split()
} | {b"plaintext": re.compile(rb"(?!)")}
_SCRIPT = re.compile(rb"(?i)(<!---*+>|-->)|(<!--)|(<script[\t\n\f\r />])|</script(?=[\t\n\f\r />])")
RAW = frozenset([*_RAW_ENDS, b"script"])
"""Elements in whose content there are no tags."""
_FOREIGN = frozenset([b"svg", b"math"])


def tokens(source: bytes, at: int = 0) -> Iterator[Token]:
    """The tokens of `source` from byte `at` on, in order; where `at` is 0 their slices join to the source."""
    if at == 0 and source.startswith(BOM):
        yield Token(TokenKind.COMMENT, 0, len(BOM))
        at = len(BOM)
    self_closing = source.startswith(b"<?xml", at)
    foreign = 0
    while found := _MARKUP.search(source, at):
        start, end = found.span()
        if start > at:
            yield Token(TokenKind.TEXT, at, start)
        at = end
        if found.lastindex == 3:
            yield (tag := _tag(found, start, end))
            if tag.name in _FOREIGN:
                foreign = _depth(source, tag, foreign)
            elif tag.name in RAW and _holds_raw(source, tag, foreign=foreign > 0, self_closing=self_closing):
                at = _raw_end(source, tag.name, end)
                if at > end:
                    yield Token(TokenKind.RAW, end, at, tag.name)
        else:
            at = _cdata_end(source, start, end) if foreign else end
            yield Token(_KINDS[found.lastindex], start, at)
    if at < len(source):
        yield Token(TokenKind.TEXT, at, len(source))


def _tag(found: re.Match[bytes], start: int, end: int) -> Token:
    return Token(TokenKind.END if found[1] else TokenKind.START, start, end, found[2].lower())


def _depth(source: bytes, tag: Token, depth: int) -> int:
    if tag.kind is TokenKind.END:
        return max(depth - 1, 0)
    return depth if closes_itself(source, tag) else depth + 1


def closes_itself(source: bytes, tag: Token) -> bool:
    """Whether a tag ends in `/>`."""
    return source.endswith(b"/>", tag.start, tag.end)


def _holds_raw(source: bytes, tag: Token, *, foreign: bool, self_closing: bool) -> bool:
    """Whether raw text follows; in a page that is XML, `<script/>` and `<title/>` are empty elements."""
    return tag.kind is TokenKind.START and not foreign and not (self_closing and closes_itself(source, tag))


def _cdata_end(source: bytes, start: int, end: int) -> int:
    """Where a comment-like token ends inside svg and math, where CDATA sections are real."""
    if not source.startswith(b"<![CDATA[", start):
        return end
    found = source.find(b"]]>", start)
    return len(source) if found < 0 else found + len(b"]]>")


def _raw_end(source: bytes, name: bytes, at: int) -> int:
    if name == b"script":
        return _script_end(source, at)
    found = _RAW_ENDS[name].search(source, at)
    return found.start() if found else len(source)


def _script_end(source: bytes, at: int) -> int:
    """Where the content of a script ends: `<!-- <script> … </script> … -->` nests."""
    hidden = nested = False
    for found in _SCRIPT.finditer(source, at):
        if found[1]:
            hidden = nested = False
        elif found[2]:
            hidden = True
        elif found[3]:
            nested = hidden
        elif nested:
            nested = False
        else:
            return found.start()
    return len(source)


def attributes(source: bytes, tag: Token) -> Iterator[Attribute]:
    """The attributes of a start tag in order; of two with one name only the first counts."""
    seen = set()
    for found in every_attribute(source, tag):
        if found.name not in seen:
            seen.add(found.name)
            yield found


def every_attribute(source: bytes, tag: Token) -> Iterator[Attribute]:
    """The attributes of a start tag in order, those that a browser drops because of their name, too."""
    at = tag.start + 1 + len(tag.name)
    while found := _ATTRIBUTE.match(source, at, tag.end - 1):
        at = found.end()
        start, end = found.span(found.lastindex or 1) if found.lastindex != 1 else (-1, -1)
        quote = _QUOTES.get(found.lastindex, b"")
        yield Attribute(found[1].lower(), found.start(1), found.end(1), start, end, quote)
