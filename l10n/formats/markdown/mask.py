"""Syntax that CommonMark does not know, hidden from its parser in a copy of the same length.

Directives (`:::`), shortcodes (`{{< x >}}`), admonitions (`!!! note "T"`) and front matter are opaque: the parser must
neither join nor reflow them, and the paragraphs around them must stay what they are. Offsets in the copy are offsets in
the article, because each hidden byte becomes one byte.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from l10n.formats.markdown.expressions import expression_spans, module_spans

Span = tuple[int, int]

_LINE_SYNTAX = re.compile(
    rb"""^[ \t]*(?:
        :::+[^\r\n]*                                 # container directive
      | ///[^\r\n]*                                  # block of another dialect
      | \{\{[<%][^\r\n]*?[%>]\}\}[ \t]*              # a shortcode alone on its line
      | \{%[^\r\n]*?%\}[ \t]*                        # a template tag alone on its line
      | (?:import|export)[ ][^\r\n]*[ ]from[ ]["'][^\r\n]*
      | \[(?:TOC|\[_?TOC_?\])\][ \t]*
    )$""",
    re.MULTILINE | re.VERBOSE,
)
_OPENING = re.compile(rb"\{\{(?=[^\r\n{}])|\{%")
_CLOSING: Mapping[bytes, bytes] = MappingProxyType({b"{{": b"}}", b"{%": b"%}"})
_REST_OF_LINE = re.compile(rb"[^\r\n]*")
_ADMONITION = re.compile(rb"^([ \t]*)(!!!|\?\?\?\+?|===)([ \t]+)([^\r\n]*)$", re.MULTILINE)
_ADMONITION_TITLE = re.compile(
    rb'^[ \t]*(?:!!!|\?\?\?\+?|===)[ \t]++[^\r\n"]*"(?P<title>(?:\\.|[^"\\\r\n])+)"[ \t]*$', re.MULTILINE
)
_NO_LETTER = b"\x1a"
"""Stands for inline syntax: a letter there would change which `*` may open emphasis."""


def _blank(line: bytes) -> bytes:
    return re.sub(rb"[^\r\n]", b" ", line)


def _opaque_item(line: bytes) -> bytes:
    """A list item whose first child is an HTML block, so that the indented body is parsed as its paragraphs."""
    indent = line[: len(line) - len(line.lstrip(b" \t"))]
    return (indent + b"-   <?>").ljust(len(line)) if len(line) >= len(indent) + 7 else _blank(line)


def _templates(source: bytes, at: int) -> Iterator[Span]:
    """From `at` on, each opening mark with the first closing one on its line.

    A line without a closing mark is searched for it once, not for each opening mark: of 1 MB of `{{ x ` each search
    would read all the rest.
    """
    line_end = at
    unclosed = dict.fromkeys(_CLOSING.values(), at)
    """Up to where there is no such mark."""
    while found := _OPENING.search(source, at):
        closing = _CLOSING[found[0]]
        at = found.start() + 1
        if found.end() > line_end:
            line_end = _end_of_line(source, found.end())
        if found.end() < unclosed[closing]:
            continue
        end = source.find(closing, found.end() + (closing == b"}}"), line_end)
        if end < 0:
            unclosed[closing] = line_end
        else:
            at = end + len(closing)
            yield found.start(), at


def _end_of_line(source: bytes, at: int) -> int:
    rest = _REST_OF_LINE.match(source, at)
    return rest.end() if rest else at


def _line_spans(pattern: re.Pattern[bytes]) -> Callable[[bytes, int], Iterable[Span]]:
    return lambda source, body: [found.span() for found in pattern.finditer(source, body)]


_LINE_MASKS: Sequence[tuple[Callable[[bytes, int], Iterable[Span]], Callable[[bytes], bytes]]] = (
    (_line_spans(_LINE_SYNTAX), _blank),
    (_line_spans(_ADMONITION), _opaque_item),
    (_templates, lambda inline: _NO_LETTER * len(inline)),
)


def template_spans(source: bytes, *, mdx: bool = False) -> tuple[Span, ...]:
    """Where inline template syntax stands: `{{ x }}`, `{% x %}`, `{{< x >}}`; in MDX, expressions."""
    if mdx:
        spans = expression_spans(source.decode("latin-1")) if b"{" in source else ()
        return tuple(span for span in spans if not source.startswith(b"{#", span[0]))  # {#id} of a heading
    return tuple(_templates(source, 0))


def admonition_titles(source: bytes, copy: bytes) -> tuple[Span, ...]:
    """Where the quoted titles of admonitions stand (`!!! note "Title"`), as far as the parser's `copy` hides them."""
    return tuple(
        found.span("title")
        for found in _ADMONITION_TITLE.finditer(source)
        if copy[found.start() : found.end()] != found[0]
    )


def masked(source: bytes, body: int, kept: Sequence[Span], *, mdx: bool = False) -> bytes:
    """A copy for the parser: the first `body` bytes (BOM, front matter) blank, opaque syntax hidden, `kept` as it is.

    `kept`: spans of code, where syntax is text; in order.
    """
    if mdx:
        source = _without_javascript(source, body, kept)
    if not _may_need_mask(source):
        return _blank(source[:body]) + source[body:]
    copy = bytearray(_blank(source[:body]) + source[body:])
    ends = [end for _, end in kept]
    for spans, mask in _LINE_MASKS:
        before = bytes(copy)
        for start, end in spans(before, body):
            if not _overlaps(start, end, kept, ends):
                copy[start:end] = mask(before[start:end])
    assert len(copy) == len(source)
    return bytes(copy)


def _without_javascript(source: bytes, body: int, kept: Sequence[Span]) -> bytes:
    """A copy without modules, and with a letter that is none for each byte of an expression."""
    ends = [end for _, end in kept]
    source = hidden(source, [span for span in module_spans(source, body) if not _overlaps(*span, kept, ends)], b" ")
    return hidden(source, [each for each in template_spans(source, mdx=True) if not _overlaps(*each, kept, ends)])


def hidden(source: bytes, spans: Sequence[Span], stand_in: bytes = _NO_LETTER) -> bytes:
    """A copy in which `stand_in` stands for each byte of the spans but line ends."""
    copy = bytearray(source)
    for start, end in spans:
        copy[start:end] = re.sub(rb"[^\r\n]", stand_in, source[start:end])
    return bytes(copy)


_SIGNS = (b":::", b"///", b"{{", b"{%", b" from ", b"[TOC", b"[[", b"!!!", b"???", b"===")


def _may_need_mask(source: bytes) -> bool:
    return any(sign in source for sign in _SIGNS)


def _overlaps(start: int, end: int, others: Sequence[Span], ends: Sequence[int]) -> bool:
    """Whether a span meets one of the others, which are in order; `ends`: of the others."""
    after = bisect_right(ends, start)
    return after < len(others) and others[after][0] < end
