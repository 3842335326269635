"""Inline markup of one text: what stands in it besides words, where, and lifting it off for an engine.

A text is what a translator sees: native markup (`**bold**`, `<em>`), one line. Its marks say which characters of it
are markup. `lift` replaces them by placeholders; `lay` puts them back. The law: `lay(lift(text, marks), its own prose)`
is `text`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

PLACEHOLDER = re.compile(r"⟦\s*(/?)\s*(\d{1,3})\s*⟧")
"""Lifted markup on its way through an engine: `⟦3⟧` is an atom or the start of a pair, `⟦/3⟧` is the end of a pair."""


_LETTER = re.compile(r"[^\W\d_]")


def has_letter(text: str) -> bool:
    """Whether a text has anything to translate: numbers, punctuation and symbols alone have not."""
    return _LETTER.search(text) is not None


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


def shape(marks: Sequence[Mark]) -> tuple[str, ...]:
    """What markup a text has: each mark as the path of labels around it; sorted, since translations reorder."""
    paths = []
    around: list[Mark] = []
    for mark in sorted(marks, key=lambda each: (each.start, -each.end)):
        while around and around[-1].end <= mark.start:
            around.pop()
        paths.append(" > ".join([*(outer.label for outer in around), mark.label]))
        around.append(mark)
    return tuple(sorted(paths))


def cut(marks: Sequence[Mark], start: int, end: int) -> tuple[Mark, ...]:
    """The marks that lie inside `start:end` of a text, as marks of that part."""
    return tuple(mark.shifted(-start) for mark in marks if start <= mark.start and mark.end <= end)


@dataclass(frozen=True, slots=True)
class Lifted:
    """A sentence with its markup lifted off."""

    prose: str
    """Plain words with placeholders, as an engine gets it."""
    markup: tuple[tuple[str, str], ...]
    """By placeholder number: the source text of an atom and `""`, or of a pair's start and end."""


def lift(text: str, marks: Sequence[Mark], decode: Callable[[str], str] = str) -> Lifted:
    """Replace each mark by a placeholder, and decode (entities, escapes) what remains.

    A text that already contains what looks like a placeholder keeps it as a mark of its own.
    """
    inside = [(mark.start, mark.end) for mark in marks if mark.kind is MarkKind.ATOM]
    own = [
        atom(found.start(), found.end(), "placeholder")
        for found in PLACEHOLDER.finditer(text)
        if not any(start < found.end() and found.start() < end for start, end in inside)
    ]
    cuts: list[tuple[int, int, str]] = []
    markup: list[tuple[str, str]] = []
    for number, mark in enumerate(sorted([*marks, *own], key=lambda each: (each.start, -each.end))):
        if mark.kind is MarkKind.ATOM:
            cuts.append((mark.start, mark.end, f"⟦{number}⟧"))
            markup.append((text[mark.start : mark.end], ""))
        else:
            cuts.append((mark.start, mark.inner_start, f"⟦{number}⟧"))
            cuts.append((mark.inner_end, mark.end, f"⟦/{number}⟧"))
            markup.append((text[mark.start : mark.inner_start], text[mark.inner_end : mark.end]))
    return Lifted(_replaced(text, sorted(cuts), decode), tuple(markup))


def _replaced(text: str, cuts: Sequence[tuple[int, int, str]], decode: Callable[[str], str]) -> str:
    parts, at = [], 0
    for start, end, placeholder in cuts:
        parts += [decode(text[at:start]), placeholder]
        at = end
    return "".join([*parts, decode(text[at:])])


def lay(lifted: Lifted, prose: str, encode: Callable[[str], str] = str) -> str | None:
    """Put the markup back where the placeholders of `prose` stand, encoding the words between them.

    Returns None where a placeholder is lost, doubled or wrongly nested: the markup cannot be placed without a lie.
    """
    tokens = [(found.start(), found.end(), bool(found[1]), int(found[2])) for found in PLACEHOLDER.finditer(prose)]
    if not _well_placed(lifted, [(closes, number) for _, _, closes, number in tokens]):
        return None
    parts, at = [], 0
    for start, end, closes, number in tokens:
        parts += [encode(prose[at:start]) if start > at else "", lifted.markup[number][closes]]
        at = end
    return "".join([*parts, encode(prose[at:]) if at < len(prose) else ""])


def _well_placed(lifted: Lifted, tokens: Sequence[tuple[bool, int]]) -> bool:
    expected = Counter((False, number) for number in range(len(lifted.markup)))
    expected.update((True, number) for number, (_, end) in enumerate(lifted.markup) if end)
    if Counter(tokens) != expected:
        return False
    around: list[int] = []
    for closes, number in tokens:
        if closes:
            if not around or around.pop() != number:
                return False
        elif lifted.markup[number][1]:
            around.append(number)
    return True


_ADDRESS = re.compile(
    r"""(?:https?|ftp)://[^\s<>"'`“”‘’«»\u3000-\u303f\uff00-\uffef⟦⟧]+
      | (?<![\w.+-])www\.[\w-]+\.[^\s<>"'`“”‘’«»\u3000-\u303f\uff00-\uffef⟦⟧]+
      | (?<![\w.+-])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+""",
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


def delimiters(mark: Mark) -> tuple[tuple[int, int], ...]:
    """The characters of a mark that are markup: all of an atom, the two ends of a pair."""
    if mark.kind is MarkKind.ATOM:
        return ((mark.start, mark.end),)
    return (mark.start, mark.inner_start), (mark.inner_end, mark.end)


def _trimmed(address: str) -> str:
    """An address without the punctuation of the sentence around it."""
    while address and (address[-1] in ".,;:!?*_~'" or (address[-1] == ")" and address.count("(") < address.count(")"))):
        address = address[:-1]
    return address
