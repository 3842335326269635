"""Writing into HTML: what text between tags, a title and an attribute must not hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html.entities import html5
from typing import NamedTuple

from l10n.formats.html.active import start_tag
from l10n.formats.html.inline import (
    FENCE,
    flat,
    has_words,
    label_of,
    marks,
    may_hold_markup,
    one_line,
    partners,
    pieces_of,
    trim,
)
from l10n.formats.html.pieces import DRAWN, TEMPLATE, TEMPLATE_STARTS
from l10n.formats.html.tokens import RAW, Token, TokenKind, closes_itself, tokens

_SEALED = RAW | DRAWN
_TEMPLATE = re.compile(f"({TEMPLATE.pattern.decode()})")

_REFERENCE = re.compile(r"&(#[0-9]+;|#[xX][0-9A-Fa-f]+;|[A-Za-z][A-Za-z0-9]*;)?")


def references(text: str) -> str:
    """`text` with every `&` that starts no complete reference written as one."""
    return _REFERENCE.sub(_reference, text) if "&" in text else text


def _reference(found: re.Match[str]) -> str:
    name = found[1]
    known = name and (name.startswith("#") or name in html5)
    return found[0] if known else "&amp;" + found[0][1:]


class _Markup(NamedTuple):
    start: int
    end: int
    label: str
    """Empty where it must not stand in a text."""


def _markup(text: str, source: bytes, at: int) -> Iterator[_Markup]:
    """Tags and comments of a text from `at` on; an element whose content is no HTML is one."""
    stream = tokens(source, at)
    while token := next(stream, None):
        kind, start, end, name = token
        sealed = kind is TokenKind.START and name in _SEALED and not (name in DRAWN and closes_itself(source, token))
        if sealed and (found := _sealed(text, stream, token)):
            yield found
        elif kind in {TokenKind.START, TokenKind.END}:
            label = start_tag(text, source, token) if kind is TokenKind.START else label_of(text[start:end])
            yield _Markup(start, end, label)
            stream = tokens(source, end) if sealed else stream
        elif kind is not TokenKind.TEXT:
            yield _Markup(start, end, text[start:end] if kind is TokenKind.COMMENT else "")


def _sealed(text: str, stream: Iterator[Token], tag: Token) -> _Markup | None:
    """The whole of an element; None for a drawing without its end, which is a lone tag."""
    depth = 1
    for kind, _, end, name in stream:
        if name == tag.name and kind is not TokenKind.RAW:
            depth += 1 if kind is TokenKind.START else -1
        if depth == 0:
            return _Markup(tag.start, end, text[tag.start : end])
    return None if tag.name in DRAWN else _Markup(tag.start, len(text), "")


def markup_of(text: str) -> tuple[str, ...]:
    """The labels of the tags and comments of a text: what a translation of it may hold."""
    if "<" not in text:
        return ()
    return tuple(found.label for found in _markup(text, flat(text), 0) if found.label)


_FENCES = re.compile(rf"^(?:{FENCE.decode()} ?)+|(?: ?{FENCE.decode()})+$")


@dataclass(frozen=True, slots=True)
class TextWriter:
    """Words between tags."""

    markup: tuple[str, ...] = ()
    """Tags and comments that the source has, each as often as it has it."""

    def escape(self, text: str) -> str:
        """One line; what is no markup of the source, and no complete reference, is text."""
        line = _FENCES.sub("", one_line(text))
        source = flat(line)
        left = Counter(self.markup)
        parts, at = [], 0
        stream = _markup(line, source, 0) if left else iter(())
        while found := next(stream, None):
            if left[found.label] > 0:
                left[found.label] -= 1
                parts += [_escaped(line[at : found.start]), line[found.start : found.end]]
                at = found.end
            else:
                stream = _markup(line, source, found.start + 1)
        return "".join([*parts, _escaped(line[at:])])

    def place(self, text: str) -> bytes:
        """The text itself, fenced where a run of it alone would be taken for something else."""
        fence = FENCE if may_hold_markup(text) and _needs_fence(text) else b""
        return fence + text.encode() + fence


def _needs_fence(text: str) -> bool:
    source = flat(text)
    run = pieces_of(text, source)
    return trim(source, run, partners(run)) != (0, len(run), False) or not has_words(text, marks(text))


def _escaped(text: str) -> str:
    return _outside_templates(text, lambda part: references(part).replace("<", "&lt;"))


def _outside_templates(text: str, change: Callable[[str], str]) -> str:
    if not any(sign.decode() in text for sign in TEMPLATE_STARTS):
        return change(text)
    parts = _TEMPLATE.split(text)
    return "".join(part if number % 2 else change(part) for number, part in enumerate(parts))


_TITLE_END = re.compile(r"(?i)<(?=/title)")


@dataclass(frozen=True, slots=True)
class TitleWriter:
    """The content of `<title>`, where tags are text."""

    def escape(self, text: str) -> str:
        """One line in which only the end of the title is escaped."""
        return _outside_templates(_TITLE_END.sub("&lt;", one_line(text)), references)

    def place(self, text: str) -> bytes:
        """The text itself."""
        return text.encode()


_QUOTES: Mapping[str, tuple[str, str]] = {'"': ('"', "&quot;"), "'": ("'", "&#39;"), "": ('"', "&quot;")}


@dataclass(frozen=True, slots=True)
class AttributeWriter:
    """The value of an attribute."""

    quote: str
    """The quotes that stand around it; where there are none, double quotes are written."""

    def escape(self, text: str) -> str:
        """One line without the quotes that would end it."""
        quote, reference = _QUOTES[self.quote]
        return _outside_templates(one_line(text), references).replace(quote, reference)

    def place(self, text: str) -> bytes:
        """The value, in quotes if its place has none."""
        return text.encode() if self.quote else f'"{text}"'.encode()
