"""What a Markdown article refers to: destinations of links, images and reference definitions, and those of its HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pyromark

from l10n.document import Reference
from l10n.formats import html
from l10n.formats.markdown.front_matter import front_matter
from l10n.formats.markdown.inline import Event, decoded, events
from l10n.formats.markdown.island import island_references
from l10n.formats.markdown.run import Run, masked_text, pieces
from l10n.formats.switches import outside, silenced

if TYPE_CHECKING:
    from pyromark.event import LinkDef

_BEFORE = rb"[\t\n\r >]*"
_DESTINATION = rb"(?:<((?:\\.|[^<>\\\r\n])*)>|((?:\\.|[^\\\x00-\x20])+))"
_INLINE = re.compile(rb"\]\(" + _BEFORE + _DESTINATION, re.DOTALL)
_DEFINITION = re.compile(rb"\[(?:\\.|[^\]\\])*\]:" + _BEFORE + _DESTINATION, re.DOTALL)
_LONGEST = 4096
"""Bytes; no file is called anything longer."""


def references(source: bytes) -> tuple[Reference, ...]:
    """The references of an article, in order; a destination that is no plain text in the source is left out."""
    if not any(sign in source for sign in (b"](", b"]:", b"=")):
        return ()
    text, flags = masked_text(source, front_matter(source, ()).end)
    runs = [piece for piece in pieces(events(text, flags)) if isinstance(piece, Run)]
    found = [*_of_runs(source, runs), *_of_definitions(source, pyromark.reference_definitions(text, options=flags))]
    ordered = sorted(set(found), key=lambda each: each.start)
    return outside(ordered, silenced(comments(source, runs), len(source)))


def comments(source: bytes, runs: Iterable[Run]) -> Iterator[tuple[int, bytes]]:
    """Byte offset and source of each piece of HTML in an article."""
    for run in runs:
        for event in run.events:
            if event.name in {"Html", "InlineHtml"}:
                yield event.start, source[event.start : event.end]


def _of_runs(source: bytes, runs: Iterable[Run]) -> Iterator[Reference]:
    for run in runs:
        yield from island_references(source, run)
        yield from _of_links(source, run.events)
        for event in run.events:
            if event.name == "InlineHtml":
                for each in html.references(source[event.start : event.end]):
                    yield replace(each, start=each.start + event.start, end=each.end + event.start)


def _of_links(source: bytes, run: Sequence[Event]) -> Iterator[Reference]:
    """The destination stands behind the last thing inside of a link or an image."""
    around: list[tuple[Event, int]] = []
    for event in run:
        if event.phase == "Start":
            around.append((event, event.start))
            continue
        if event.phase == "End":
            opened, behind = around.pop()
            if opened.name in {"Link", "Image"} and opened.value["link_type"] == "Inline":
                yield from _destination(source, _INLINE.search(source, behind, opened.end), opened.value["dest_url"])
        if around:
            around[-1] = (around[-1][0], max(around[-1][1], event.end))


def _of_definitions(source: bytes, definitions: Mapping[str, LinkDef]) -> Iterator[Reference]:
    for definition in definitions.values():
        start, end = definition["span"]["start"], definition["span"]["end"]
        yield from _destination(source, _DEFINITION.match(source, start, end), definition["dest"])


def _destination(source: bytes, found: re.Match[bytes] | None, target: str) -> Iterator[Reference]:
    """What was found, if it is what the parser found; an unquoted one may end with the bracket of its link."""
    if not found or found.end() - found.start() > _LONGEST:
        return
    start, end = found.span(found.lastindex or 0)
    for last in (end, *(at for at in range(end - 1, start, -1) if source[at : at + 1] == b")")):
        if decoded(source[start:last].decode(errors="replace")) == target:
            yield Reference(start, last, target)
            return
