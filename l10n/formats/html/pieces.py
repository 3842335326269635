"""Pieces of HTML prose: tokens, with elements and template expressions that are not for translators taken whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import NamedTuple

from l10n.formats.html.tokens import VOID, Token, TokenKind, attributes, closes_itself

BLOCKS = frozenset(
    b"""address applet article aside blockquote body button caption center col colgroup dd details dialog dir div dl dt
    fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li
    listing main marquee menu nav noembed noframes noscript object ol optgroup option p plaintext pre search section
    select summary table tbody td template textarea tfoot th thead title tr ul video audio canvas xmp""".split()
)
"""Elements whose start and end tags are borders of runs."""
_CODE = frozenset(b"code kbd samp var".split())
_PICTURES = frozenset([b"svg", b"script", b"style"])
DRAWN = frozenset([b"svg", b"math"])


class Role(StrEnum):
    """What a piece is to prose."""

    TEXT = "text"
    OPEN = "inline start tag"
    CLOSE = "inline end tag"
    VOID = "element without content"
    COMMENT = "comment"
    ATOM = "words that are not for translators"
    PICTURE = "markup instead of words"
    BORDER_OPEN = "block start tag"
    BORDER_CLOSE = "block end tag"
    TITLE = "title text"
    OPAQUE = "border of any length"


INLINE = frozenset([Role.TEXT, Role.OPEN, Role.CLOSE, Role.VOID, Role.COMMENT, Role.ATOM, Role.PICTURE])
_ROLES: Mapping[TokenKind, tuple[Mapping[bytes, Role], Role]] = {
    TokenKind.TEXT: ({}, Role.TEXT),
    TokenKind.START: (
        dict.fromkeys(VOID, Role.VOID) | dict.fromkeys(BLOCKS, Role.BORDER_OPEN),
        Role.OPEN,
    ),
    TokenKind.END: (dict.fromkeys(BLOCKS, Role.BORDER_CLOSE), Role.CLOSE),
    TokenKind.COMMENT: ({}, Role.COMMENT),
    TokenKind.RAW: ({b"title": Role.TITLE}, Role.OPAQUE),
    TokenKind.DROPPED: ({}, Role.OPAQUE),
}


class Piece(NamedTuple):
    """One or more tokens; offsets are bytes of the source."""

    role: Role
    start: int
    end: int
    name: bytes = b""


class _Region(NamedTuple):
    role: Role
    last: int
    """The number of its last token."""


# --- pieces ---


def pieces(source: bytes, found: Sequence[Token], *, page: bool = True) -> Iterator[Piece]:
    """The tokens of `source`; elements that are not for translators, and template expressions, are one piece each.

    `page`: an element without its end tag reaches as far as a browser lets it; otherwise it is a lone tag.
    """
    regions = _regions(source, found, page=page)
    templates = any(sign in source for sign in TEMPLATE_STARTS)
    number = 0
    while number < len(found):
        kind, start, end, name = found[number]
        region = regions.get(number)
        if region:
            yield Piece(region.role, start, found[region.last].end, name)
            number = region.last
        elif kind is TokenKind.TEXT and templates:
            yield from _split_templates(source, start, end)
        else:
            roles, usual = _ROLES[kind]
            yield Piece(roles.get(name, usual), start, end, name)
        number += 1


TEMPLATE_STARTS = (b"{{", b"{%", b"<%")
TEMPLATE = re.compile(
    rb"\{\{(?:[^{}<]|<(?![A-Za-z/!?])|\{(?!\{)|\}(?!\}))*\}\}|\{%(?:[^%{<]|<(?![A-Za-z/!?])|\{(?!%)|%(?!\}))*%\}"
    rb"|<%(?:[^%<]|<(?![A-Za-z/!?%])|%(?!>))*%>"
)


def _split_templates(source: bytes, start: int, end: int) -> Iterator[Piece]:
    at = start
    for found in TEMPLATE.finditer(source, start, end):
        if found.start() > at:
            yield Piece(Role.TEXT, at, found.start())
        statement = source.startswith((b"{%", b"<%"), found.start()) and source[found.start() + 2] not in b"=-"
        yield Piece(Role.PICTURE if statement else Role.ATOM, found.start(), found.end())
        at = found.end()
    if at < end:
        yield Piece(Role.TEXT, at, end)


def has_open_template(value: bytes) -> bool:
    """Whether a template expression begins in `value` and ends elsewhere, or the reverse."""
    rest = TEMPLATE.sub(b"", value)
    return any(sign in rest for sign in (b"{{", b"}}", b"{%", b"%}"))


def _regions(source: bytes, found: Sequence[Token], *, page: bool) -> Mapping[int, _Region]:
    """Elements to be taken whole, by the number of the token they start with."""
    silent = _silent(source, found)
    names = _REGIONS.keys() | {found[number].name for number in silent}
    closings, crossing = _closings(source, found, names)
    regions: dict[int, _Region] = {}
    covered = -1
    for number, (kind, _, _, name) in enumerate(found):
        if kind is TokenKind.START and name in names and number > covered and (page or number in closings):
            make = _silent_region if number in silent else _REGIONS.get(name, _plain_region)
            region = make(source, found, number, _Ending(closings.get(number), number in crossing))
            if region:
                regions[number + (name == b"pre" and number not in silent)] = region
                covered = region.last
    return regions


class _Ending(NamedTuple):
    last: int | None
    """The number of the end tag, if there is one."""
    crosses: bool
    """Whether a block border stands before it."""


def _plain_region(_source: bytes, _found: Sequence[Token], _number: int, _ending: _Ending) -> None:
    """An element that is prose, though it has the name of one that is kept whole elsewhere in the page."""


def _code(_source: bytes, _found: Sequence[Token], _number: int, ending: _Ending) -> _Region | None:
    return _Region(Role.ATOM, ending.last) if ending.last and not ending.crosses else None


def _listing(_source: bytes, found: Sequence[Token], number: int, ending: _Ending) -> _Region | None:
    """What is between the tags: the attributes of the start tag are for translators."""
    last = len(found) - 1 if ending.last is None else ending.last - 1
    return _Region(Role.OPAQUE, last) if last > number else None


def _formula(_source: bytes, found: Sequence[Token], _number: int, ending: _Ending) -> _Region:
    return _Region(Role.OPAQUE, len(found) - 1) if ending.last is None else _Region(Role.ATOM, ending.last)


def _picture(source: bytes, found: Sequence[Token], number: int, ending: _Ending) -> _Region:
    if ending.last is None:
        return _Region(Role.OPAQUE, len(found) - 1)
    inner = source[found[number].start : found[ending.last].end]
    # A run becomes one line, and a line comment in a script would then swallow the lines behind it.
    one_line = b"\n" not in inner and b"\r" not in inner
    return _Region(Role.PICTURE if one_line or b"<script" not in inner.lower() else Role.OPAQUE, ending.last)


_REGIONS: Mapping[bytes, Callable[[bytes, Sequence[Token], int, _Ending], _Region | None]] = {
    **dict.fromkeys(_CODE, _code),
    **dict.fromkeys(_PICTURES, _picture),
    b"math": _formula,
    b"pre": _listing,
}
"""Elements that are kept whole, if not by the word of the author."""


def _closings(source: bytes, found: Sequence[Token], names: AbstractSet[bytes]) -> tuple[Mapping[int, int], set[int]]:
    """End tags by start tags of elements called `names`, and the start tags with a block border before the end."""
    waiting: dict[bytes, list[int]] = {name: [] for name in names}
    closings: dict[int, int] = {}
    crossing: set[int] = set()
    border = -1
    for number, token in enumerate(found):
        name = token.name
        if name in waiting:
            if token.kind is TokenKind.START:
                if name in DRAWN and closes_itself(source, token):
                    closings[number] = number
                else:
                    waiting[name].append(number)
            elif token.kind is TokenKind.END and waiting[name]:
                start = waiting[name].pop()
                closings[start] = number
                if border > start:
                    crossing.add(start)
        if name in BLOCKS:
            border = number
    return closings, crossing


# --- elements that authors keep from translation ---

_SAYS_TRANSLATE = re.compile(rb"(?i)translate")
_NOTRANSLATE = re.compile(rb"(?:^|[\t\n\f\r ])notranslate(?:[\t\n\f\r ]|$)")


def _silent(source: bytes, found: Sequence[Token]) -> frozenset[int]:
    """Numbers of the start tags that say `translate="no"` or `class="notranslate"`."""
    if not _SAYS_TRANSLATE.search(source):
        return frozenset()
    return frozenset(
        number
        for number, token in enumerate(found)
        if token.kind is TokenKind.START
        and _SAYS_TRANSLATE.search(source, token.start, token.end)
        and _is_silent(source, token)
    )


def _is_silent(source: bytes, tag: Token) -> bool:
    values = {each.name: source[each.start : each.end] for each in attributes(source, tag) if each.start >= 0}
    return values.get(b"translate", b"").lower() == b"no" or bool(_NOTRANSLATE.search(values.get(b"class", b"")))


def _silent_region(_source: bytes, found: Sequence[Token], number: int, ending: _Ending) -> _Region:
    name = found[number].name
    if name in VOID:
        return _Region(Role.OPAQUE if name in BLOCKS else Role.PICTURE, number)
    if name in _IMPLIED:
        return _Region(Role.OPAQUE, _implied_end(found, number, _IMPLIED[name]))
    if ending.last is None:
        return _Region(Role.OPAQUE, len(found) - 1 if name in BLOCKS else _next_border(found, number) - 1)
    return _Region(Role.OPAQUE if ending.crosses or name in BLOCKS else Role.ATOM, ending.last)


def _next_border(found: Sequence[Token], number: int) -> int:
    return next((at for at in range(number + 1, len(found)) if found[at].name in BLOCKS), len(found))


class _Implied(NamedTuple):
    """What ends an element that needs no end tag."""

    siblings: frozenset[bytes]
    """Start tags that end it."""
    parents: frozenset[bytes]
    """End tags that end it."""
    containers: frozenset[bytes]
    """Elements in which siblings and parents are not its own."""


def _implied(siblings: bytes, parents: bytes, containers: bytes = b"") -> _Implied:
    return _Implied(*(frozenset(names.split()) for names in (siblings, parents, containers)))


_FLOW = b"""address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p pre search section summary table ul"""
_ROWS = b"tr tbody thead tfoot"
_LISTS = b"ul ol menu dir"
_CHOICES = b"select datalist"
_IMPLIED: Mapping[bytes, _Implied] = {
    b"p": _implied(_FLOW, _FLOW + b" body html td th"),
    b"li": _implied(b"li", _LISTS, _LISTS),
    b"dt": _implied(b"dt dd", b"dl", b"dl"),
    b"dd": _implied(b"dt dd", b"dl", b"dl"),
    b"td": _implied(b"td th " + _ROWS, b"table " + _ROWS, b"table"),
    b"th": _implied(b"td th " + _ROWS, b"table " + _ROWS, b"table"),
    b"tr": _implied(_ROWS, b"table tbody thead tfoot", b"table"),
    b"option": _implied(b"option optgroup", _CHOICES + b" optgroup", _CHOICES),
}


def _implied_end(found: Sequence[Token], number: int, ends: _Implied) -> int:
    """The number of the last token of an element that may lack its end tag."""
    depth = 0
    for at in range(number + 1, len(found)):
        kind, _, _, name = found[at]
        if kind is TokenKind.START:
            if depth == 0 and name in ends.siblings:
                return at - 1
            depth += name in ends.containers
        elif kind is TokenKind.END and depth == 0:
            if name == found[number].name:
                return at
            if name in ends.parents:
                return at - 1
        elif kind is TokenKind.END:
            depth -= name in ends.containers
    return len(found) - 1
