"""Inline markup of one text: what stands in it besides words, where, and lifting it off for an engine.

A text is what a translator sees: native markup (`**bold**`, `<em>`), one line. Its marks say which characters of it
are markup. `lift` replaces them by placeholders; `lay` puts them back. The law: `lay(lift(text, marks), its own prose)`
is `text`.
"""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final

OBJECT: Final = "\ufffc"
"""U+FFFC OBJECT REPLACEMENT CHARACTER: an atom among lifted words, which is what Unicode has it for (section 23.8)."""

_NUMBERED = re.compile(r"&#(?:(?P<hex>[xX])(?P<digits>[0-9A-Fa-f]+)|(?P<decimal>[0-9]+))")
_LONGEST: Final = 7
"""Digits of the highest code point, 1114111."""


def unescape(text: str) -> str:
    """A text with its character references resolved (HTML, section 13.5), however long their numbers are.

    A number that is no character's stands for U+FFFD, as browsers have it; Python refuses to read one of thousands of
    digits.
    """
    return html.unescape(_NUMBERED.sub(_short, text) if "&#" in text else text)


def _short(found: re.Match[str]) -> str:
    digits = (found["digits"] or found["decimal"]).lstrip("0") or "0"
    return f"&#{found['hex'] or ''}{digits}" if len(digits) <= _LONGEST else "&#x110000"


_LETTER = re.compile(r"[^\W\d_]")


def has_letter(text: str) -> bool:
    """Whether a text has anything to translate: numbers, punctuation and symbols alone have not."""
    return _LETTER.search(text) is not None


_MEANT: Final = ("L", "N", "Sc", "So")
"""Categories of characters that say something; punctuation alone is no answer."""
_UNITS: Final = frozenset("%‰‱&§")
"""Punctuation that stands for words."""


def says_something(text: str) -> bool:
    """Whether a text has a letter, a number, or a symbol that is read as a word."""
    return any(
        (character in _UNITS or unicodedata.category(character).startswith(_MEANT)) and character != "\ufffd"
        for character in text
    )


class MarkKind(Enum):
    """Whether a mark encloses words of the sentence."""

    PAIR = "pair"
    """Markup around words: emphasis, a link, `<em>…</em>`."""
    ATOM = "atom"
    """Markup instead of words: code, an image, a URL, `<br>`, math. Never translated, never split."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One inline construct; offsets are characters of the text it was found in."""

    kind: MarkKind
    start: int
    end: int
    label: str
    """What it is, without its words: `strong`, `link /url`, `code x`. Two texts with equal labels have equal markup."""
    inner_start: int = -1
    """PAIR only: where the enclosed words begin."""
    inner_end: int = -1
    """PAIR only: where the enclosed words end."""

    def shifted(self, by: int) -> Mark:
        """The same mark in a text that begins `by` characters earlier."""
        if self.kind is MarkKind.ATOM:
            return replace(self, start=self.start + by, end=self.end + by)
        return replace(
            self,
            start=self.start + by,
            end=self.end + by,
            inner_start=self.inner_start + by,
            inner_end=self.inner_end + by,
        )


def pair(start: int, inner_start: int, inner_end: int, end: int, label: str) -> Mark:
    """A mark that encloses `inner_start:inner_end`."""
    return Mark(MarkKind.PAIR, start, end, label, inner_start, inner_end)


def atom(start: int, end: int, label: str) -> Mark:
    """A mark that stands for itself."""
    return Mark(MarkKind.ATOM, start, end, label)


_CONSTRUCT = re.compile(r"(?:tag <)?(/?[^\s/>]+)")


def construct(label: str) -> str:
    """What kind of markup a label is of, whatever its particulars and its format.

    `link` of `link /url`; `br` of HTML's `br` and of Markdown's `tag <br/>`.
    """
    found = _CONSTRUCT.match(label)
    return found[1].lower() if found else ""


def shape(marks: Sequence[Mark]) -> tuple[str, ...]:
    """What markup a text has: each mark as the path of labels around it; sorted, since translations reorder."""
    paths = []
    around: list[tuple[int, str]] = []
    for mark in sorted(marks, key=lambda each: (each.start, -each.end)):
        while around and around[-1][0] <= mark.start:
            around.pop()
        path = f"{_shortened(around[-1][1])} > {mark.label}" if around else mark.label
        paths.append(path)
        around.append((mark.end, path))
    return tuple(sorted(paths))


_LONGEST_PATH: Final = 2000
"""Characters. Marks nested deeper than anybody writes would each have a path as long as their depth."""


def _shortened(path: str) -> str:
    return path if len(path) < _LONGEST_PATH else hashlib.sha256(path.encode()).hexdigest()


def cut(marks: Sequence[Mark], start: int, end: int) -> tuple[Mark, ...]:
    """The marks that lie inside `start:end` of a text, as marks of that part."""
    return tuple(mark.shifted(-start) for mark in marks if start <= mark.start and mark.end <= end)


@dataclass(frozen=True, slots=True)
class Atom:
    """Lifted markup that stands for itself, as it was written."""

    native: str
    label: str
    words: str = field(default="", compare=False)
    """What the source has in its place, where that is plain words: `5 kg` of what becomes `5 кг`."""


@dataclass(frozen=True, slots=True)
class Wrap:
    """Lifted markup around words: `start:end` of the words it was lifted from, and how both its ends were written."""

    start: int
    end: int
    opener: str
    closer: str
    label: str


@dataclass(frozen=True, slots=True)
class Lifted:
    """A text with its markup lifted off."""

    words: str
    """Plain words, as a reader sees them; each atom is one `OBJECT`."""
    atoms: tuple[Atom, ...] = ()
    """One for each `OBJECT`, in order."""
    wraps: tuple[Wrap, ...] = ()
    """In order of their starts, the outer before the inner."""


def lift(text: str, marks: Sequence[Mark], decode: Callable[[str], str] = str) -> Lifted:
    """The plain words of a text, decoded (entities, escapes), and its markup.

    Markup around anything but words is an atom, all of it; and so is an `OBJECT` that the text already contains.
    """
    if not marks and OBJECT not in text:
        return Lifted(decode(text))
    ordered = _outermost_wordless(text, [*marks, *_own_objects(text, marks)])
    cuts = sorted(((span, mark) for mark in ordered for span in delimiters(mark)), key=lambda cut: cut[0])
    words, at = "", 0
    atoms: list[Atom] = []
    places: dict[tuple[int, int], int] = {}
    for (start, end), mark in cuts:
        words += decode(text[at:start]) if at < start else ""
        places[start, end] = len(words)
        if mark.kind is MarkKind.ATOM:
            words += OBJECT
            atoms.append(Atom(text[start:end], mark.label))
        at = end
    words += decode(text[at:]) if at < len(text) else ""
    wraps = tuple(_wrap(text, mark, places) for mark in ordered if mark.kind is MarkKind.PAIR)
    return Lifted(words, tuple(atoms), wraps)


def seen(text: str, marks: Sequence[Mark], decode: Callable[[str], str] = str) -> str:
    """What readers see of a text: its words, decoded, without the ends of pairs; each atom is one `OBJECT`."""
    if not marks:
        return decode(text)
    found, at = [], 0
    spans = [(span, OBJECT if mark.kind is MarkKind.ATOM else "") for mark in marks for span in delimiters(mark)]
    for (start, end), stand_in in sorted(spans):
        if start >= at:
            found += [decode(text[at:start]), stand_in]
            at = end
    return "".join([*found, decode(text[at:])])


def _own_objects(text: str, marks: Sequence[Mark]) -> list[Mark]:
    if OBJECT not in text:
        return []
    taken = [span for mark in marks for span in delimiters(mark)]
    own = [at for at, sign in enumerate(text) if sign == OBJECT]
    return [atom(at, at + 1, "object") for at in own if not any(start <= at < end for start, end in taken)]


def _outermost_wordless(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """The marks in order; a pair without a letter between its ends is one atom with all that it holds."""
    seen = _seen_letters(text, marks)
    found: list[Mark] = []
    for mark in sorted(marks, key=lambda each: (each.start, -each.end)):
        if found and found[-1].kind is MarkKind.ATOM and mark.start < found[-1].end:
            continue
        is_pair = mark.inner_start >= 0
        wordless = is_pair and bisect_left(seen, mark.inner_start) == bisect_left(seen, mark.inner_end)
        found.append(atom(mark.start, mark.end, mark.label) if wordless else mark)
    return found


def _seen_letters(text: str, marks: Sequence[Mark]) -> list[int]:
    """Where the letters stand that are none of the markup."""
    hidden = {at for mark in marks for span in delimiters(mark) for at in range(*span)}
    return [letter.start() for letter in _LETTER.finditer(text) if letter.start() not in hidden]


def _wrap(text: str, mark: Mark, places: Mapping[tuple[int, int], int]) -> Wrap:
    opening, closing = delimiters(mark)
    opener, closer = text[slice(*opening)], text[slice(*closing)]
    return Wrap(places[opening], places[closing], opener, closer, mark.label)


def lay(lifted: Lifted, encode: Callable[[str], str] = str) -> str:
    """Native text again: the words encoded, with the markup where it stands in them.

    The law: `lay(lift(text, marks))` is `text`. ValueError where atoms and `OBJECT`s differ in number or wraps cross.
    """
    if lifted.words.count(OBJECT) != len(lifted.atoms) or crossing(lifted.wraps):
        raise ValueError(f"markup that cannot be placed: {lifted}")
    natives = iter(lifted.atoms)
    found: list[str] = []
    around: list[Wrap] = []
    at = 0

    def words_to(end: int) -> int:
        for number, words in enumerate(lifted.words[at:end].split(OBJECT)):
            found.extend([next(natives).native] if number else [])
            found.extend([encode(words)] if words else [])
        return end

    for wrap in sorted(lifted.wraps, key=lambda each: (each.start, -each.end)):
        while around and around[-1].end <= wrap.start:
            at = words_to(around[-1].end)
            found.append(around.pop().closer)
        at = words_to(wrap.start)
        found.append(wrap.opener)
        around.append(wrap)
    while around:
        at = words_to(around[-1].end)
        found.append(around.pop().closer)
    words_to(len(lifted.words))
    return "".join(found)


def crossing(wraps: Sequence[Wrap]) -> bool:
    """Whether one of the wraps begins inside another and ends outside of it."""
    around: list[Wrap] = []
    for wrap in sorted(wraps, key=lambda each: (each.start, -each.end)):
        while around and around[-1].end <= wrap.start:
            around.pop()
        if around and around[-1].end < wrap.end:
            return True
        around.append(wrap)
    return False


_IN_ADDRESS = r"""[^\s<>"'`“”„‘’‚«»‹›…–—\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]"""
_ADDRESS = re.compile(
    rf"""(?:https?|ftp)://{_IN_ADDRESS}+
      | (?<![A-Za-z0-9_.+-])www\.[\w-]+\.{_IN_ADDRESS}+
      | (?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+""",
    re.VERBOSE,
)


def addresses(text: str, marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Bare URLs and e-mail addresses of a text, outside `marks` or inside the words that they enclose."""
    if "://" not in text and "@" not in text and "www." not in text:
        return ()
    taken = sorted(span for mark in marks for span in delimiters(mark))
    ends = [end for _, end in taken]
    found = []
    for match in _ADDRESS.finditer(text):
        start, end = match.start(), match.start() + len(_trimmed(match[0]))
        after = bisect_right(ends, start)
        if after == len(taken) or end <= taken[after][0]:
            found.append(atom(start, end, f"address {text[start:end]}"))
    return tuple(found)


def without_addresses(text: str) -> str:
    """A text with a blank in place of each bare URL and e-mail address."""
    for address in reversed(addresses(text, ())):
        text = f"{text[: address.start]} {text[address.end :]}"
    return text


def delimiters(mark: Mark) -> tuple[tuple[int, int], ...]:
    """The characters of a mark that are markup: all of an atom, the two ends of a pair."""
    if mark.kind is MarkKind.ATOM:
        return ((mark.start, mark.end),)
    return (mark.start, mark.inner_start), (mark.inner_end, mark.end)


_STOPS = ".,;:!?*_~'"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def _trimmed(address: str) -> str:
    """An address without the punctuation of the sentence around it, and without brackets that close nothing in it."""
    surplus = {closer: address.count(closer) - address.count(opener) for closer, opener in _BRACKETS.items()}
    end = len(address)
    while end and (address[end - 1] in _STOPS or surplus.get(address[end - 1], 0) > 0):
        end -= 1
        if address[end] in surplus:
            surplus[address[end]] -= 1
    return address[:end]
