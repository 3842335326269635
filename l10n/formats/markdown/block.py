"""Blocks of Markdown: where the words of a paragraph, heading, cell, image or title begin and end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from l10n.document import Block, Kind
from l10n.formats.markdown.inline import (
    Cut,
    Event,
    cut_text,
    decoded,
    event_end,
    marks_of,
    normal_label,
    reference_inserts,
)
from l10n.formats.markdown.joint import joint
from l10n.formats.markdown.mask import admonition_titles
from l10n.formats.markdown.run import EDGE, Article, Part, Run
from l10n.formats.markdown.write import MarkdownWriter
from l10n.inline import Mark, delimiters, has_letter
from l10n.locales import is_dateline

if TYPE_CHECKING:
    from pyromark.event import LinkDef

_KINDS: Mapping[str, Kind] = {
    "Item": Kind.ITEM,
    "BlockQuote": Kind.QUOTATION,
    "FootnoteDefinition": Kind.FOOTNOTE,
    "DefinitionListDefinition": Kind.DEFINITION,
    "DefinitionListTitle": Kind.TERM,
    "Heading": Kind.HEADING,
    "TableCell": Kind.CELL,
}

_TRAILING_ATTRIBUTES = re.compile(rb"(?:^|\s)\{[:#.][^{}\r\n]*\}\s*\Z")
_ALERT = re.compile(rb"\[![A-Za-z]+\][+-]?[ \t]*(?:\r\n|\r|\n)?")
OWN_ANCHOR = re.compile(rb"""<a id="[^"<>]*"></a>[ \t]*""")


def blocks_of(article: Article, run: Run) -> Iterator[Block]:
    """The block of a run of inline events: its text, or what an image that stands alone says."""
    if image := _lone_image(run.events):
        yield from _image_blocks(article, run, image)
        return
    start, end = _span(article, run)
    if start >= end or (run.around and run.around[-1].name == "CodeBlock"):
        return
    inside = tuple(
        event for event in run.events if (start <= event.start and event.end <= end) or _hangs(event, start, end)
    )
    cut = _cut(article, run, inside, start, end)
    templates = _inside(article.templates, start, end)
    marks_here = marks_of(article.source, inside, cut, templates, lists=not article.mdx)
    words = _has_words(cut.text, marks_here)
    kind = _kind(run)
    if kind is Kind.PARAGRAPH and words and is_dateline(cut.text, article.options.language):
        kind = Kind.DATELINE
    yield Block(start, end, kind, cut.text, _writer(article, run, start), marks_here, words=words)


def _inside(spans: Sequence[tuple[int, int]], start: int, end: int) -> Sequence[tuple[int, int]]:
    """Those of some spans, which are in order, that lie inside of `start:end`."""
    first = bisect_left(spans, (start, 0))
    return list(takewhile(lambda span: span[1] <= end, islice(spans, first, None)))


def _hangs(event: Event, start: int, end: int) -> bool:
    """A text event that reaches over the trimmed end of a block: it still says where its words are."""
    return event.name == "Text" and event.start < end and event.end > start


def _cut(article: Article, run: Run, inside: Sequence[Event], start: int, end: int) -> Cut:
    breaks = {
        _line_end(article.source, event.start, event.end): event.name == "HardBreak"
        for event in run.events
        if event.name in {"HardBreak", "SoftBreak"}
    }
    quotes = sum(event.name == "BlockQuote" for event in run.around)
    return cut_text(
        article.source,
        (start, end),
        quotes=quotes,
        breaks=breaks,
        inserts=reference_inserts(article.source, inside),
        between=partial(joint, latin=article.options.latin_joint, seen=article.options.emphasis_seen),
    )


def _line_end(source: bytes, start: int, end: int) -> int:
    found = re.search(rb"\r\n|\r|\n", source[start:end])
    return start + found.start() if found else end


def _span(article: Article, run: Run) -> tuple[int, int]:
    """The bytes of a block's words: without outer blanks, attribute lists, alert markers and anchors of our own."""
    source = article.source
    start, end = run.events[0].start, max(event_end(event) for event in run.events)
    if run.around and run.around[-1].name in {"Paragraph", "TableCell"}:
        whole = run.around[-1]
        start, end = (start if whole.name == "Paragraph" else min(start, whole.start)), whole.end
    while start > 0 and source[start - 1 : start] == b"\\":
        start -= 1
    if run.around and run.around[-1].name == "Heading" and (anchor := OWN_ANCHOR.match(source, start, end)):
        start = anchor.end()
    if _in_quote(run) and (alert := _ALERT.match(source, start, end)):
        start = _first_word(source, alert.end(), end)
    if attributes := _TRAILING_ATTRIBUTES.search(source, start, end):
        end = attributes.start()
    raw = source[start:end]
    return start + len(raw) - len(raw.lstrip(EDGE)), start + len(raw.rstrip(EDGE))


def _in_quote(run: Run) -> bool:
    return [event.name for event in run.around[-2:]] == ["BlockQuote", "Paragraph"]


def _first_word(source: bytes, at: int, end: int) -> int:
    while at < end and source[at] in b" \t>\r\n":
        at += 1
    return at


def _has_words(text: str, marks_here: Sequence[Mark]) -> bool:
    """Whether anything but markup, numbers and punctuation stands in a text."""
    if not marks_here:
        return has_letter(decoded(text))
    rest = list(text)
    for mark in marks_here:
        for start, end in delimiters(mark):
            rest[start:end] = " " * (end - start)
    return has_letter(decoded("".join(rest)))


def _kind(run: Run) -> Kind:
    for event in reversed(run.around):
        if event.name in _KINDS:
            return _KINDS[event.name]
    return Kind.PARAGRAPH


def _writer(article: Article, run: Run, start: int) -> MarkdownWriter:
    source = article.source
    line_start = max(source.rfind(b"\n", 0, start), source.rfind(b"\r", 0, start)) + 1
    before = source[line_start:start].decode()
    prefix = "".join(char if char in "> \t" else " " for char in before)
    return MarkdownWriter(_place(run, source, before, mdx=article.mdx), prefix, article.newline, article.labels)


def _place(run: Run, source: bytes, before: str, *, mdx: bool) -> str:
    name = run.around[-1].name if run.around else ""
    if name == "Heading" and mdx:
        return "heading in MDX"
    if name == "Heading":
        return "heading" if source[run.around[-1].start : run.around[-1].start + 1] == b"#" else "setext"
    if name == "TableCell":
        return "first cell" if not before.strip(" \t>") else "cell"
    return "prose"


# --- images that stand alone ---


def _lone_image(run: Sequence[Event]) -> Event | None:
    """The image that is all of a run, perhaps inside links and emphasis."""
    depth = 0
    image = None
    for event in run:
        if event.name == "Image":
            depth += 1 if event.phase == "Start" else -1
            if event.phase == "Start" and depth == 1:
                if image:
                    return None
                image = event
        elif depth == 0 and event.phase == "" and event.name != "SoftBreak":
            return None
    return image


def _image_blocks(article: Article, run: Run, image: Event) -> Iterator[Block]:
    """The alternative text of an image, and its title."""
    source = article.source
    [event for event in run.events if image.start < event.start and event.end < image.end and event.phase != "End"]
    if image.value["link_type"] != "Inline":
        return
    raw = source[image.start : event_end(image)]
    alt = re.match(rb"!\[((?:\\.|\[(?:\\.|[^\[\]\\])*\]|[^\[\]\\])*)\]\(", raw, re.DOTALL)
    if not alt:
        return
    if alt[1].strip(EDGE):
        start, end = image.start + alt.start(1), image.start + alt.end(1)
        cut = _cut(article, run, (), start, end)
        writer = replace(_writer(article, run, start), place_name="alt")
        if cut.text.strip(" \t") == cut.text:
            yield Block(start, end, Kind.ALT, cut.text, writer, words=has_letter(cut.text))
    if title := _link_title(raw, 1):
        yield from _title_block(article, image.start + title.start("title"), title, "image")


_LINK_TITLE = re.compile(
    rb"""[ \t\r\n>](?P<q>["'])(?P<title>(?:\\.|(?!(?P=q)).)*)(?P=q)[ \t\r\n>]*\)?[ \t\r\n]*\Z""", re.DOTALL
)


def _link_title(raw: bytes, least: int) -> re.Match[bytes] | None:
    """The title in the source of a link: what stands between its last quotation mark and the one before."""
    end = len(raw.rstrip(EDGE + b")")) - 1
    quote = raw[end : end + 1]
    first = raw.rfind(quote, least, max(end, least)) if quote in (b'"', b"'") else -1
    while first > least and raw[first - 1 : first] == b"\\":
        first = raw.rfind(quote, least, first)
    return _LINK_TITLE.match(raw, first - 1) if first > least else None


def _title_block(article: Article, start: int, title: re.Match[bytes], note: str) -> Iterator[Block]:
    text = title["title"].decode()
    if text and not re.search(r"[\r\n]", text) and text.strip(" \t") == text:
        writer = MarkdownWriter("title", newline=article.newline, quote=title["q"].decode())
        words = has_letter(text)
        yield Block(start, start + len(title["title"]), Kind.TITLE, text, writer, note=note, words=words)


_DEFINITION_TITLE = re.compile(rb"""(?P<q>["'])(?P<title>(?:\\.|(?!(?P=q)).)*)(?P=q)[ \t]*\Z""", re.DOTALL)


def definition_titles(article: Article, definitions: Mapping[str, LinkDef]) -> Iterator[Part]:
    """Reference definitions (`[r]: /u "title"`): part of the structure, and their titles are blocks."""
    for label, definition in definitions.items():
        known = f"definition {normal_label(label)} {definition['dest']} {bool(definition['title'])}"
        yield Part(tuple(_definition_title(article, definition)), (known,))


def _definition_title(article: Article, definition: LinkDef) -> Iterator[Block]:
    start, end = definition["span"]["start"], definition["span"]["end"]
    raw = article.source[start:end].rstrip(EDGE)
    for found in re.finditer(rb"[ \t\r\n>](?=[\"'])", raw):
        title = _DEFINITION_TITLE.match(raw, found.end())
        if definition["title"] and title and b"://" not in title[0]:
            yield from _title_block(article, start + title.start("title"), title, "link")
            break


def directive_titles(article: Article, copy: bytes) -> Iterator[Part]:
    """The quoted titles of admonitions, whose lines the parser does not see."""
    for start, end in admonition_titles(article.source, copy):
        text = article.source[start:end].decode()
        if text.strip(" \t") == text:
            writer = MarkdownWriter("title", newline=article.newline, quote='"')
            words = has_letter(text)
            yield Part((Block(start, end, Kind.TITLE, text, writer, note="admonition", words=words),), ())
