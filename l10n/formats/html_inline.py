"""Runs of HTML: tokens as pieces of prose, what a run begins and ends with, its marks, and writing it back.

A run is what stands between two block borders. The same code looks at runs of a page and at texts on their own, so a
translation is judged as its page will be.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from html import unescape
from html.entities import html5
from typing import NamedTuple

from l10n.document import TRANSLATED_ATTRIBUTES
from l10n.formats.html_tokens import BLANKS, RAW, VOID, Token, TokenKind, attributes, closes_itself, tokens
from l10n.inline import Mark, MarkKind, addresses, atom, pair

FENCE = b"<!---->"
"""Written around a translation that begins or ends with markup which a run would be trimmed of: trimming stops there."""
BLOCKS = frozenset(
    b"""address applet article aside blockquote body button caption center col colgroup dd details dialog dir div dl dt
    fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li
    listing main marquee menu nav noembed noframes noscript object ol optgroup option p plaintext pre search section
    select summary table tbody td template textarea tfoot th thead title tr ul video audio canvas xmp""".split()
)
"""Elements whose start and end tags are borders of runs."""
_CODE = frozenset(b"code kbd samp var".split())
_PICTURES = frozenset([b"svg", b"script", b"style"])
_DRAWN = frozenset([b"svg", b"math"])
_KEPT_WHOLE = frozenset([*_CODE, *_PICTURES, *_DRAWN, b"pre"])
_SEALED = RAW | _DRAWN


class Role(Enum):
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
_OPENING = frozenset([Role.OPEN, Role.BORDER_OPEN])
_CLOSING = frozenset([Role.CLOSE, Role.BORDER_CLOSE])
_LOOSE = frozenset([Role.VOID, Role.COMMENT, Role.PICTURE, Role.OPAQUE])
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


def pieces(source: bytes, found: Sequence[Token]) -> Iterator[Piece]:
    """The tokens of `source`; elements that are not for translators, and template expressions, are one piece each."""
    regions = _regions(source, found)
    templates = b"{{" in source or b"{%" in source
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


_TEMPLATE = re.compile(
    rb"\{\{(?:[^{}<]|<(?![A-Za-z/!?])|\{(?!\{)|\}(?!\}))*+\}\}|\{%(?:[^%{<]|<(?![A-Za-z/!?])|\{(?!%)|%(?!\}))*+%\}"
)
_TEXT_TEMPLATE = re.compile(f"({_TEMPLATE.pattern.decode()})")


def _split_templates(source: bytes, start: int, end: int) -> Iterator[Piece]:
    at = start
    for found in _TEMPLATE.finditer(source, start, end):
        if found.start() > at:
            yield Piece(Role.TEXT, at, found.start())
        statement = source.startswith(b"{%", found.start())
        yield Piece(Role.PICTURE if statement else Role.ATOM, found.start(), found.end())
        at = found.end()
    if at < end:
        yield Piece(Role.TEXT, at, end)


def has_open_template(value: bytes) -> bool:
    """Whether a template expression begins in `value` and ends elsewhere, or the reverse."""
    rest = _TEMPLATE.sub(b"", value)
    return any(sign in rest for sign in (b"{{", b"}}", b"{%", b"%}"))


def _regions(source: bytes, found: Sequence[Token]) -> Mapping[int, _Region]:
    """Elements to be taken whole, by the number of the token they start with."""
    silent = _silent(source, found)
    names = _KEPT_WHOLE | {found[number].name for number in silent}
    closings, crossing = _closings(source, found, names)
    regions: dict[int, _Region] = {}
    for number, (kind, _, _, name) in enumerate(found):
        if kind is not TokenKind.START or name not in names:
            continue
        last = closings.get(number)
        if number in silent:
            regions[number] = _silent_region(found, number, last, crosses=number in crossing)
        elif name in _CODE:
            if last and number not in crossing:
                regions[number] = _Region(Role.ATOM, last)
        elif name == b"pre":
            until = len(found) - 1 if last is None else last - 1
            if until > number:
                regions[number + 1] = _Region(Role.OPAQUE, until)
        elif name in _KEPT_WHOLE:
            regions[number] = _picture(source, found, number, last)
    return regions


def _picture(source: bytes, found: Sequence[Token], number: int, last: int | None) -> _Region:
    if last is None:
        return _Region(Role.OPAQUE, len(found) - 1)
    if found[number].name == b"math":
        return _Region(Role.ATOM, last)
    inner = source[found[number].start : found[last].end]
    # A run becomes one line, and a line comment in a script would then swallow the lines behind it.
    one_line = b"\n" not in inner and b"\r" not in inner
    return _Region(Role.PICTURE if one_line or b"<script" not in inner.lower() else Role.OPAQUE, last)


def _closings(
    source: bytes, found: Sequence[Token], names: frozenset[bytes] | set[bytes]
) -> tuple[Mapping[int, int], set[int]]:
    """End tags by start tags of elements called `names`, and the start tags with a block border before the end."""
    waiting: dict[bytes, list[int]] = {name: [] for name in names}
    closings: dict[int, int] = {}
    crossing: set[int] = set()
    border = -1
    for number, token in enumerate(found):
        name = token.name
        if name in waiting:
            if token.kind is TokenKind.START:
                if name in _DRAWN and closes_itself(source, token):
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


def _silent_region(found: Sequence[Token], number: int, last: int | None, *, crosses: bool) -> _Region:
    name = found[number].name
    if name in VOID:
        return _Region(Role.OPAQUE if name in BLOCKS else Role.PICTURE, number)
    if name in _IMPLIED:
        return _Region(Role.OPAQUE, _implied_end(found, number, _IMPLIED[name]))
    if name in BLOCKS:
        return _Region(Role.OPAQUE, len(found) - 1 if last is None else last)
    if last is None:
        return _Region(Role.OPAQUE, _next_border(found, number) - 1)
    return _Region(Role.OPAQUE if crosses else Role.ATOM, last)


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


_FLOW = b"""address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p pre search section summary table ul"""
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


# --- runs ---


def partners(run: Sequence[Piece]) -> list[int]:
    """For each piece the number of the tag it pairs with, or -1."""
    found = [-1] * len(run)
    around: list[int] = []
    names: Counter[bytes] = Counter()
    for number, piece in enumerate(run):
        if piece.role in _OPENING:
            around.append(number)
            names[piece.name] += 1
        elif piece.role in _CLOSING and names[piece.name]:
            while run[start := around.pop()].name != piece.name:
                names[run[start].name] -= 1
            names[piece.name] -= 1
            found[start], found[number] = number, start
    return found


@dataclass(slots=True)
class _Trim:
    """A run while its ends are taken off."""

    source: bytes
    run: Sequence[Piece]
    partners: Sequence[int]
    words: Sequence[int]
    """For each piece how many pieces before it hold words."""
    low: int
    high: int
    fenced: bool = False

    def left(self) -> None:
        """Take off what stands before the words."""
        while self.low < self.high:
            fence = self._is_fence(self.low)
            beyond = self._beyond(self.low, +1)
            if beyond is None:
                return
            self.low = beyond + 1
            if fence:
                self.fenced = True
                return

    def right(self) -> None:
        """Take off what stands behind the words."""
        while self.low < self.high:
            fence = self._is_fence(self.high - 1)
            beyond = self._beyond(self.high - 1, -1)
            if beyond is None:
                return
            self.high = beyond
            if fence:
                self.fenced = True
                return

    def around(self) -> bool:
        """Take off one pair that encloses everything."""
        if self.fenced or self.high - self.low < 3 or self.partners[self.low] != self.high - 1:
            return False
        self.low += 1
        self.high -= 1
        return True

    def _is_fence(self, number: int) -> bool:
        piece = self.run[number]
        return piece.role is Role.COMMENT and self.source[piece.start : piece.end] == FENCE

    def _beyond(self, number: int, step: int) -> int | None:
        """The last piece of what can be taken off at `number` going in direction `step`; None where words begin."""
        piece, partner = self.run[number], self.partners[number]
        if piece.role is Role.ATOM:
            return None
        if piece.role is Role.TEXT:
            return None if self.source[piece.start : piece.end].strip(BLANKS) else number
        if piece.role in _LOOSE or partner < 0:
            return number
        empty = (partner - number) * step > 0 and self.words[partner] == self.words[number]
        return partner if empty else None


def trim(source: bytes, run: Sequence[Piece], pairs: Sequence[int]) -> tuple[int, int]:
    """Which pieces of a run remain without blanks, comments, lone tags, pictures and pairs around all of it.

    Between `FENCE` comments only the fences go.
    """
    counts, words = [], 0
    for piece in run:
        counts.append(words)
        words += piece.role is Role.ATOM or (
            piece.role is Role.TEXT and bool(source[piece.start : piece.end].strip(BLANKS))
        )
    state = _Trim(source, run, pairs, counts, 0, len(run))
    again = True
    while again:
        state.left()
        state.right()
        again = state.around()
    return state.low, state.high


def bounds(source: bytes, kept: Sequence[Piece]) -> tuple[int, int]:
    """The bytes of the pieces that `trim` kept, without outer blanks; `kept` must not be empty."""
    start, end = kept[0].start, kept[-1].end
    raw = source[start:end]
    if kept[0].role is Role.TEXT:
        start = end - len(raw.lstrip(BLANKS))
    if kept[-1].role is Role.TEXT:
        end -= len(raw) - len(raw.rstrip(BLANKS))
    return start, end


def has_words(text: str, found: Sequence[Mark]) -> bool:
    """Whether there is a letter, or a reference to one, outside the markup `found` in a text."""
    rest = "".join(_outside(text, found)) if found else text
    return any(map(str.isalpha, unescape(rest) if "&" in rest else rest))


def _outside(text: str, found: Sequence[Mark]) -> Iterator[str]:
    cuts = [(mark.start, mark.end if mark.kind is MarkKind.ATOM else mark.inner_start) for mark in found]
    cuts += [(mark.inner_end, mark.end) for mark in found if mark.kind is MarkKind.PAIR]
    at = 0
    for start, end in sorted(cuts):
        yield text[at:start]
        at = end
    yield text[at:]


# --- texts on their own ---

_BLANK_RUN = re.compile(r"[\t\n\f\r ]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def one_line(text: str) -> str:
    """The text as HTML shows it: runs of blanks are one space, none outside."""
    return _BLANK_RUN.sub(" ", text).strip(" ")


def flat(text: str) -> bytes:
    """One byte for each character, the same syntax: offsets of bytes are offsets of characters."""
    return _NOT_ASCII.sub("\x80", text).encode("latin-1")


def may_hold_markup(text: str) -> bool:
    """Whether a text needs a tokenizer at all."""
    return "<" in text or "{{" in text or "{%" in text


def marks(text: str) -> tuple[Mark, ...]:
    """Tags, comments, code, template expressions and addresses of a text, in order of their starts."""
    own = tuple(_own_marks(text)) if may_hold_markup(text) else ()
    found = [replace(mark, label=unescape(mark.label)) for mark in addresses(text, own)]
    return tuple(sorted((*own, *found), key=lambda mark: (mark.start, -mark.end)))


def _own_marks(text: str) -> Iterator[Mark]:
    source = flat(text)
    run = list(pieces(source, list(tokens(source))))
    pairs = partners(run)
    for number, piece in enumerate(run):
        partner = pairs[number]
        if piece.role is Role.TEXT or -1 < partner < number:
            continue
        if partner > number:
            closing = run[partner]
            yield pair(piece.start, piece.end, closing.start, closing.end, _label(text[piece.start : piece.end]))
        else:
            yield atom(piece.start, piece.end, _LABELS.get(piece.role, _whole)(text[piece.start : piece.end]))


def _label(tag: str) -> str:
    """A tag without what a translator may change in it: quotes, blanks, the order and the prose of attributes."""
    source = tag.encode("utf-8", "surrogatepass")
    token = next(tokens(source))
    if token.kind is TokenKind.END:
        return f"/{_text(token.name)}"
    found = sorted(
        _text(each.name)
        if each.start < 0 or _text(each.name) in TRANSLATED_ATTRIBUTES
        else f"{_text(each.name)}={one_line(unescape(_text(source[each.start : each.end])))}"
        for each in attributes(source, token)
    )
    return " ".join([_text(token.name), *found])


def _text(source: bytes) -> str:
    return source.decode("utf-8", "surrogatepass")


def _whole(markup: str) -> str:
    return one_line(unescape(markup))


_LABELS: Mapping[Role, Callable[[str], str]] = {
    Role.OPEN: _label,
    Role.CLOSE: _label,
    Role.VOID: _label,
    Role.BORDER_OPEN: _label,
    Role.BORDER_CLOSE: _label,
}


# --- writing ---

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
    for token in stream:
        kind, start, end, name = token
        if kind is TokenKind.START and name in _SEALED and not (name in _DRAWN and closes_itself(source, token)):
            yield _sealed(text, stream, token)
        elif kind in {TokenKind.START, TokenKind.END}:
            yield _Markup(start, end, _label(text[start:end]))
        elif kind is not TokenKind.TEXT:
            yield _Markup(start, end, text[start:end] if kind is TokenKind.COMMENT else "")


def _sealed(text: str, stream: Iterator[Token], tag: Token) -> _Markup:
    depth = 1
    for kind, _, end, name in stream:
        if name == tag.name and kind is not TokenKind.RAW:
            depth += 1 if kind is TokenKind.START else -1
        if depth == 0:
            return _Markup(tag.start, end, text[tag.start : end])
    return _Markup(tag.start, len(text), "")


def markup_of(text: str) -> tuple[str, ...]:
    """The labels of the tags and comments of a text: what a translation of it may hold."""
    if "<" not in text:
        return ()
    return tuple(found.label for found in _markup(text, flat(text), 0) if found.label)


@dataclass(frozen=True, slots=True)
class TextWriter:
    """Words between tags."""

    markup: tuple[str, ...] = ()
    """Tags and comments that the source has, each as often as it has it."""

    def escape(self, text: str) -> str:
        """One line; what is no markup of the source, and no complete reference, is text."""
        line = one_line(text)
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
        """The text itself, fenced where a run of it alone would be trimmed."""
        fence = FENCE if may_hold_markup(text) and _loses_ends(text) else b""
        return fence + text.encode() + fence


def _escaped(text: str) -> str:
    return _outside_templates(text, lambda part: references(part).replace("<", "&lt;"))


def _outside_templates(text: str, change: Callable[[str], str]) -> str:
    if "{{" not in text and "{%" not in text:
        return change(text)
    parts = _TEXT_TEMPLATE.split(text)
    return "".join(part if number % 2 else change(part) for number, part in enumerate(parts))


def _loses_ends(text: str) -> bool:
    source = flat(text)
    run = list(pieces(source, list(tokens(source))))
    low, high = trim(source, run, partners(run))
    return (low, high) != (0, len(run))


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


# --- plain words ---

_TEMPLATE_START = re.compile(r"\{(?=[{%])")


def decode(text: str) -> str:
    """Native text without markup as plain words."""
    return unescape(text)


def encode(words: str) -> str:
    """Plain words as native text: no tag, comment, reference or template expression arises."""
    native = words.replace("&", "&amp;").replace("<", "&lt;") if "&" in words or "<" in words else words
    return _TEMPLATE_START.sub("&#123;", native)
