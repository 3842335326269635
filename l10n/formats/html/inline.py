"""Runs of HTML: what a run between two block borders begins and ends with, and which markup is in it.

The same code looks at runs of a page and at texts on their own, so a translation is judged as its page will be.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from l10n.document import TRANSLATED_ATTRIBUTES
from l10n.formats.html.pieces import Piece, Role, pieces
from l10n.formats.html.tokens import BLANKS, Token, TokenKind, attributes, tokens
from l10n.inline import Mark, MarkKind, addresses, atom, pair, shape, unescape
from l10n.lines import joint

FENCE = b"<!---->"
"""Written around a translation that begins or ends with what a run would be trimmed of: trimming stops there."""
_OPENING = frozenset([Role.OPEN, Role.BORDER_OPEN])
_CLOSING = frozenset([Role.CLOSE, Role.BORDER_CLOSE])
_LOOSE = frozenset([Role.VOID, Role.COMMENT, Role.PICTURE, Role.OPAQUE])

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
        fenced = False
        while self.low < self.high:
            fenced = fenced or self._is_fence(self.low)
            beyond = self._beyond(self.low, +1)
            if beyond is None or (fenced and not self._is_blank_or_fence(self.low)):
                break
            self.low = beyond + 1
        self.fenced = self.fenced or fenced

    def right(self) -> None:
        """Take off what stands behind the words."""
        fenced = False
        while self.low < self.high:
            fenced = fenced or self._is_fence(self.high - 1)
            beyond = self._beyond(self.high - 1, -1)
            if beyond is None or (fenced and not self._is_blank_or_fence(self.high - 1)):
                break
            self.high = beyond
        self.fenced = self.fenced or fenced

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

    def _is_blank_or_fence(self, number: int) -> bool:
        return self.run[number].role is Role.TEXT or self._is_fence(number)

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


class Kept(NamedTuple):
    """The pieces `low:high` of a run."""

    low: int
    high: int
    fenced: bool
    """Whether a `FENCE` stood at an end: between fences everything is text."""


def trim(source: bytes, run: Sequence[Piece], pairs: Sequence[int]) -> Kept:
    """What remains of a run without blanks, comments, lone tags, pictures and pairs around all of it."""
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
    return Kept(state.low, state.high, state.fenced)


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

_LINE_END = re.compile(r"[\n\r\f]")
_BLANK_RUN = re.compile(r"[\t\n\f\r ]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def one_line(text: str, latin: str = " ") -> str:
    """The text as HTML shows it: runs of spaces are one, none outside; `latin`: as for `joint`.

    A line break between characters of scripts without spaces is nothing, also where tags stand between them.
    """
    if text.isascii() or not _LINE_END.search(text):
        return _BLANK_RUN.sub(" ", text).strip(" ")
    prose = _prose(text)

    def between(run: re.Match[str]) -> str:
        is_prose = bisect_right(prose, run.start()) % 2 == 1
        return _between(text, run, latin) if is_prose and _LINE_END.search(run[0]) else " "

    return _BLANK_RUN.sub(between, text).strip(" ")


def _prose(text: str) -> list[int]:
    """Where runs of prose begin and end in turn: what is no markup, no code and no template expression."""
    if not may_hold_markup(text):
        return [0, len(text)]
    spans = [(piece.start, piece.end) for piece in pieces_of(text, flat(text)) if piece.role is Role.TEXT]
    return [place for span in spans for place in span]


_TAGS_BEFORE = re.compile(r"(?:<[^<>]*>)+\Z")
_TAGS_AFTER = re.compile(r"(?:<[^<>]*>)+")
_WINDOW = 400
"""Characters that are looked at on each side of a line break."""


def _between(text: str, run: re.Match[str], latin: str) -> str:
    left, right = text[max(0, run.start() - _WINDOW) : run.start()], text[run.end() : run.end() + _WINDOW]
    left = _TAGS_BEFORE.sub("", left) if left.endswith(">") else left
    right = _TAGS_AFTER.sub("", right, count=1) if right.startswith("<") else right
    return joint(left, right, latin)


def flat(text: str) -> bytes:
    """One byte for each character, the same syntax: offsets of bytes are offsets of characters."""
    return _NOT_ASCII.sub("\x80", text).encode("latin-1")


def may_hold_markup(text: str) -> bool:
    """Whether a text needs a tokenizer at all."""
    return "<" in text or "{{" in text or "{%" in text


@lru_cache(maxsize=4096)
def marks(text: str) -> tuple[Mark, ...]:
    """Tags, comments, code, template expressions and addresses of a text, in order of their starts.

    A text is asked for as a segment, as a block and as a translation, one soon after the other.
    """
    own = tuple(_own_marks(text)) if may_hold_markup(text) else ()
    found = [replace(mark, label=unescape(mark.label)) for mark in addresses(text, own)]
    return tuple(sorted((*own, *found), key=lambda mark: (mark.start, -mark.end)))


def pieces_of(text: str, source: bytes) -> list[Piece]:
    """A text as pieces: what never ends in it is text, as the words behind it are for translators."""
    found = list(tokens(source))
    if found and _is_endless(text, found[-1]):
        found[-1] = found[-1]._replace(kind=TokenKind.TEXT, name=b"")
    return list(pieces(source, found, page=False))


def _is_endless(text: str, last: Token) -> bool:
    if last.kind is not TokenKind.COMMENT:
        return last.kind in {TokenKind.RAW, TokenKind.DROPPED}
    ends = ("-->", "--!>") if text.startswith("<!--", last.start) else (">",)
    return not text.endswith(ends, last.start)


def _own_marks(text: str) -> Iterator[Mark]:
    source = flat(text)
    run = pieces_of(text, source)
    pairs = partners(run)
    for number, piece in enumerate(run):
        partner = pairs[number]
        if piece.role is Role.TEXT or -1 < partner < number:
            continue
        if partner > number:
            closing = run[partner]
            yield pair(piece.start, piece.end, closing.start, closing.end, label_of(text[piece.start : piece.end]))
        else:
            label = _LABELS.get(piece.role, _whole)(text[piece.start : piece.end])
            yield atom(piece.start, piece.end, f"{label} without its end" if piece.role in _OPENING else label)


def label_of(tag: str) -> str:
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
    Role.OPEN: label_of,
    Role.CLOSE: label_of,
    Role.VOID: label_of,
    Role.BORDER_OPEN: label_of,
    Role.BORDER_CLOSE: label_of,
}


# --- plain words ---

_TEMPLATE_START = re.compile(r"\{(?=[{%])")


def decode(text: str) -> str:
    """Native text without markup as plain words."""
    return unescape(text)


def encode(words: str) -> str:
    """Plain words as native text: no tag, comment, reference or template expression arises."""
    native = words.replace("&", "&amp;").replace("<", "&lt;") if "&" in words or "<" in words else words
    return _TEMPLATE_START.sub("&#123;", native)


def mended(text: str, source: str, how: str) -> str | None:
    """The text itself, if its markup is that of its source: tags are seen as they were meant, wherever they stand."""
    del how
    return text if shape(marks(text)) == shape(marks(source)) else None
