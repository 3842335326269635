"""What the Markdown parser is given and what it says: a masked copy, block events, and runs of inline events."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyromark

from l10n.document import Block, ParseOptions
from l10n.formats.markdown.inline import DEFINITIONS, INLINE, MATH, OPTIONS, Event, events
from l10n.formats.markdown.mask import masked

EDGE = b" \t\r\n\v\f"
"""Bytes that are no part of a block at its ends."""


@dataclass(frozen=True, slots=True)
class Run:
    """Inline events between two block events: the text of one paragraph, heading, cell or tight item."""

    around: tuple[Event, ...]
    """The containers, outermost first."""
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article with what its parser needs to know everywhere."""

    source: bytes
    options: ParseOptions
    newline: str
    labels: frozenset[str]
    templates: tuple[tuple[int, int], ...]
    mdx: bool = False
    """Whether braces are JavaScript in it."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a piece of an article comes to."""

    blocks: tuple[Block, ...]
    skeleton: tuple[str, ...]


def masked_text(source: bytes, body: int, *, mdx: bool = False) -> tuple[str, pyromark.Options]:
    """The copy for the parser, and its options: extensions that the article does not use stay off."""
    flags = OPTIONS | (MATH if b"$" in source else pyromark.Options(0))
    copy, plain = masked(source, body, (), mdx=mdx), masked(source, body, ((0, len(source)),))
    if copy != plain and any(sign in source for sign in (b"```", b"~~~")):
        copy = masked(source, body, _code_spans(plain.decode(), flags), mdx=mdx)
    text = copy.decode()
    if re.search(r"^[ \t>]*:[ \t]", text, re.MULTILINE) and _true_definitions(text, flags | DEFINITIONS):
        flags |= DEFINITIONS
    return text, flags


def _code_spans(text: str, flags: pyromark.Options) -> tuple[tuple[int, int], ...]:
    return tuple(
        (event.start, event.end)
        for event in events(text, flags)
        if event.phase == "Start" and event.name == "CodeBlock" and event.value != "Indented"
    )


def _true_definitions(text: str, flags: pyromark.Options) -> bool:
    """Whether every definition has the blank after its `:` (the parser takes `:::` and `:word` too)."""
    raw = text.encode()
    return all(
        raw[event.start : event.start + 2] in {b": ", b":\t"}
        for event in events(text, flags)
        if event.phase == "Start" and event.name == "DefinitionListDefinition"
    )


def pieces(stream: Iterable[Event]) -> Iterator[Event | Run]:
    """Block events, and between them the runs of inline events with the containers around them."""
    around: list[Event] = []
    run: list[Event] = []
    for event in stream:
        if event.name in INLINE or event.name == "Html":
            run.append(event)
            continue
        if run:
            yield Run(tuple(around), tuple(run))
            run = []
        if event.phase == "Start":
            around.append(event)
        elif event.phase == "End":
            around.pop()
        yield event
    if run:
        yield Run(tuple(around), tuple(run))


def structure(event: Event, source: bytes) -> str:
    """A block event without what a translation may change: positions, anchors."""
    if event.name == "Heading":
        return f"{event.phase} {event.value['level'] if isinstance(event.value, dict) else ''}"
    if event.name == "CodeBlock" and event.phase == "Start":
        code = hashlib.sha256(source[event.start : event.end].strip()).hexdigest()[:12]
        return f"{event.phase} {event.name} {event.value} {code}"
    return f"{event.phase} {event.name} {event.value}"
