"""Active content of HTML: tags with what they do, and template marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from l10n.document import PLAIN, TRANSLATED_ATTRIBUTES, Kind
from l10n.formats.active import Shown, templates, unsafe
from l10n.formats.html.inline import flat, one_line
from l10n.formats.html.tokens import Token, TokenKind, every_attribute, tokens
from l10n.inline import unescape

_TEXT_CONTENT: Final = frozenset([b"title", b"textarea"])
"""Elements whose content is neither tags nor code."""
_ADDRESSES: Final = frozenset([(b"a", b"href"), (b"area", b"href"), (b"img", b"src")])
"""Elements that may lead to another address as long as it is a safe one."""
_OPENING: Final = re.compile(r"<(?=[A-Za-z/!?])[^<>]*(>?)")


@lru_cache(maxsize=4096)
def active(text: str, kind: Kind) -> tuple[str, ...]:
    """The active items of a text between tags, or of an attribute that people read."""
    shown = Shown(text, plain=kind in PLAIN)
    return (*tags(shown), *templates(shown))


def may_lose_active() -> bool:
    """It may not: a lost end tag reaches further than its text."""
    return False


def tags(shown: Shown) -> Iterator[str]:
    """Each tag with all of its attributes but prose, and each comment; the content of scripts and styles.

    Behind a tag that never ends, whatever looks like a tag is one.
    """
    if "<" not in shown.bare:
        return
    text, source = shown.bare, flat(shown.bare)
    for token in tokens(source):
        if token.kind is TokenKind.DROPPED:
            yield from _openings(text[token.start :], plain=shown.plain)
        elif token.kind is TokenKind.RAW and token.name not in _TEXT_CONTENT:
            yield f"<{token.name.decode()}> {one_line(text[token.start : token.end])}"
        elif token.kind is not TokenKind.TEXT and token.kind is not TokenKind.RAW:
            yield from _label(text, source, token, plain=shown.plain)


def _openings(text: str, *, plain: bool) -> Iterator[str]:
    """What looks like a tag or comment; without an end only where that is enough, or where it would do something."""
    found = (each for each in _OPENING.finditer(text) if plain or each[1] or _DOES_SOMETHING.match(each[0]))
    return (one_line(each[0]) for each in found)


_DOES_SOMETHING: Final = re.compile(
    r"<(?:!--|[^=]*=|(?:base|embed|form|iframe|link|math|meta|object|plaintext|script|style|svg|template|textarea|title|xmp)\b)",
    re.IGNORECASE,
)


def _label(text: str, source: bytes, token: Token, *, plain: bool) -> Iterator[str]:
    whole = text[token.start : token.end]
    if token.kind is TokenKind.END:
        yield f"</{text[token.start + 2 : token.start + 2 + len(token.name)].lower()}>"
    elif token.kind is TokenKind.START:
        yield start_tag(text, source, token)
    elif whole.endswith(">"):
        yield one_line(whole)
    else:
        yield from _openings(whole, plain=plain)


def start_tag(text: str, source: bytes, tag: Token) -> str:
    """A start tag without what a translator may change in it; `source`: a byte for each character of `text`."""
    name = text[tag.start + 1 : tag.start + 1 + len(tag.name)].lower()
    return f"<{' '.join([name, *sorted(_attributes(text, source, tag))])}>"


def _attributes(text: str, source: bytes, tag: Token) -> Iterator[str]:
    """Names, and values that are no prose; where a link may lead elsewhere, only whether it is safe."""
    for each in every_attribute(source, tag):
        name = text[each.name_start : each.name_end].lower()
        value = unescape(text[each.start : each.end]) if each.start >= 0 else ""
        if each.start < 0 or name in TRANSLATED_ATTRIBUTES:
            yield name
        elif (tag.name, each.name) in _ADDRESSES:
            yield f"{name}={unsafe(value) and one_line(value)}"
        else:
            yield f"{name}={one_line(value)}"
