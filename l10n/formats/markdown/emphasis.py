"""Emphasis that CommonMark leaves as literal `**`, written so that every renderer sees it.

CommonMark 0.31.2, section 6.2: a run of `*` opens or closes emphasis only if it is left- or right-flanking, and between
a letter and a punctuation mark it is not. Scripts without blanks stumble over that: `**真，**她` shows its stars. What
was meant is found by the rules of the section without their words on punctuation; a character reference for the letter
beside the run (`**真，**&#22905;`) then makes it flanking, since `&` and `;` are punctuation marks to a parser.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from l10n.inline import Mark, delimiters, pair, shape, unescape

MAY_HOLD_EMPHASIS = re.compile(r"[*_~]")
_LABELS: Mapping[tuple[str, int], str] = {
    ("*", 1): "emphasis",
    ("_", 1): "emphasis",
    ("*", 2): "strong",
    ("_", 2): "strong",
    ("~", 1): "strikethrough",
    ("~", 2): "strikethrough",
}
TAGS: Mapping[str, str] = {"strong": "strong", "emphasis": "em", "strikethrough": "del"}
"""The HTML element of each emphasis."""
_RUN = re.compile(r"\\.|((?<!\*)\*\*(?=\*\*(?!\*))|(?<=\*\*)\*\*(?!\*)|\*+|_+|~+)", re.DOTALL)
"""Four stars are two runs: the end of one bold phrase, and the start of the next."""
_STOPS = frozenset("，。、；：？！…—·・,.:!?")
"""Marks that may leave an emphasis at its end; a `;` may end a character reference."""
_QUOTES = "“”‘’（）《》〈〉「」『』【】〔〕"
_MATES: Mapping[str, str] = dict(zip(_QUOTES[::2], _QUOTES[1::2], strict=True))
_MOST_SIGNS = 1000
"""More signs in one paragraph are an attack, or a drawing."""
_MOST_MOVES = 32
"""More marks than that do not end the emphases of a paragraph that anybody wrote."""


@dataclass(slots=True)
class _Run:
    """Delimiters of one kind side by side; what is left of them while they are paired."""

    start: int
    end: int
    sign: str
    length: int
    room: tuple[int, ...]
    """The links and tags that it stands in, by number."""
    opens: bool
    closes: bool


@dataclass(frozen=True, slots=True)
class _Meant:
    """A text, and its emphases as they were meant."""

    text: str
    fixed: tuple[Mark, ...]
    """All other markup."""
    emphases: tuple[Mark, ...]

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(sorted((*self.fixed, *self.emphases), key=lambda mark: (mark.start, -mark.end)))


Marks = Callable[[str], tuple[Mark, ...]]


def mended(text: str, wanted: Sequence[str], how: str, marks: Marks) -> str | None:
    """The text with the emphases that were meant, as a parser sees them; None where they are not the `wanted` ones.

    `wanted`: the shape of the source; `how`: `entity`, `move` or `tags` (anything else rewrites nothing); `marks`: what
    a parser sees in a text. The words that a reader sees are those of `text`, in their order.
    """
    if len(MAY_HOLD_EMPHASIS.findall(text)) > _MOST_SIGNS:
        return None
    seen = marks(text)
    meant = _meant(text, seen)
    if shape(meant.marks) != tuple(wanted):
        return None
    if shape(seen) == tuple(wanted):
        return text
    words = _words(text, meant.marks)
    for tried in _WAYS[how](meant, marks) if how in _WAYS else ():
        found = marks(tried)
        if shape(found) == tuple(wanted) and _words(tried, found) == words:
            return tried
    return None


def is_emphasis(mark: Mark) -> bool:
    """Whether a mark is emphasis, whatever it is written with."""
    return mark.label in TAGS


def _words(text: str, marks: Sequence[Mark]) -> str:
    """What is left of a text without its emphasis, with references to characters resolved."""
    parts, at = [], 0
    for start, end in sorted(span for mark in marks if is_emphasis(mark) for span in delimiters(mark)):
        parts.append(text[at:start])
        at = end
    return _REFERENCE.sub(lambda found: unescape(found[0]), "".join([*parts, text[at:]]))


_REFERENCE = re.compile(r"&#([0-9]{1,7});")

# --- what was meant ---


def _meant(text: str, seen: Sequence[Mark]) -> _Meant:
    fixed = tuple(mark for mark in seen if not (is_emphasis(mark) and text[mark.start] in "*_~"))
    return _Meant(text, fixed, tuple(_paired(list(_runs(text, fixed)))))


def _runs(text: str, fixed: Sequence[Mark]) -> Iterator[_Run]:
    taken = [span for mark in fixed for span in delimiters(mark)]
    rooms = [(mark.inner_start, mark.inner_end) for mark in fixed if mark.inner_start >= 0]
    for found in _RUN.finditer(text):
        start, end = found.span()
        if found[1] and not any(first < end and start < last for first, last in taken):
            room = tuple(number for number, (first, last) in enumerate(rooms) if first <= start and end <= last)
            before, after = _beside(text, start, end)
            inside_word = found[1][0] == "_" and before.isascii() and after.isascii() and (before + after).isalnum()
            opens, closes = not after.isspace() and not inside_word, not before.isspace() and not inside_word
            yield _Run(start, end, found[1][0], end - start, room, opens, closes)


def _beside(text: str, start: int, end: int) -> tuple[str, str]:
    """The characters before and behind a run; the ends of a text count as blanks."""
    return text[start - 1 : start] or " ", text[end : end + 1] or " "


def _paired(runs: Sequence[_Run]) -> Iterator[Mark]:
    """Pairs by the rules of CommonMark, of whichever runs stand at words."""
    waiting: list[_Run] = []
    for run in runs:
        while run.closes and run.start < run.end and (number := _opener(waiting, run)) is not None:
            opener = waiting[number]
            del waiting[number + 1 :]
            width = min(2, opener.end - opener.start, run.end - run.start)
            yield pair(opener.end - width, opener.end, run.start, run.start + width, _LABELS[run.sign, width])
            opener.end -= width
            run.start += width
            if opener.start == opener.end:
                del waiting[number]
        if run.opens and run.start < run.end:
            waiting.append(run)


def _opener(waiting: Sequence[_Run], closer: _Run) -> int | None:
    for number in range(len(waiting) - 1, -1, -1):
        opener = waiting[number]
        if opener.sign == closer.sign and opener.room == closer.room and _fit(opener, closer):
            return number
    return None


def _fit(opener: _Run, closer: _Run) -> bool:
    """Rules 9 and 10: lengths whose sum is a multiple of three do not fit, where one run may do either."""
    if opener.sign == "~":
        return opener.length == closer.length <= 2
    either = opener.closes or closer.opens
    return not either or (opener.length + closer.length) % 3 != 0 or opener.length % 3 == closer.length % 3 == 0


# --- what a parser sees ---


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _is_old_mark(char: str) -> bool:
    """Whether a character is punctuation to parsers before CommonMark 0.31 as well."""
    return char in "$+<=>^`|~" or unicodedata.category(char)[0] == "P"


def _can_open(text: str, start: int, end: int) -> bool:
    before, after = _beside(text, start, end)
    left = not after.isspace() and (not _is_mark(after) or before.isspace() or _is_old_mark(before))
    right = not before.isspace() and (not _is_mark(before) or after.isspace() or _is_mark(after))
    return left and before != text[start] and (text[start] != "_" or not right or _is_old_mark(before))


def _can_close(text: str, start: int, end: int) -> bool:
    before, after = _beside(text, start, end)
    right = not before.isspace() and (not _is_mark(before) or after.isspace() or _is_old_mark(after))
    left = not after.isspace() and (not _is_mark(after) or before.isspace() or _is_mark(before))
    return right and after != text[start] and (text[start] != "_" or not left or _is_old_mark(after))


def _run_at(text: str, at: int) -> tuple[int, int]:
    """The run that a delimiter at `at` is in."""
    start, end = at, at
    while start > 0 and text[start - 1] == text[at]:
        start -= 1
    while end < len(text) and text[end] == text[at]:
        end += 1
    if end - start == 4:
        return (start, start + 2) if at < start + 2 else (start + 2, end)
    return start, end


def _failing(meant: _Meant) -> Iterator[tuple[Mark, tuple[int, int], bool]]:
    """Emphases with a run that does not flank, that run, and whether it should open; the first ones first."""
    for mark in sorted(meant.emphases, key=lambda each: each.start):
        opener, closer = _run_at(meant.text, mark.start), _run_at(meant.text, mark.inner_end)
        if not _can_open(meant.text, *opener):
            yield mark, opener, True
        if not _can_close(meant.text, *closer):
            yield mark, closer, False


# --- ways to write it ---


def _with_references(meant: _Meant, marks: Marks) -> Iterator[str]:
    """Characters beside the runs that do not flank, written as references; where that is not all, punctuation moved."""
    yield _referring(meant, marks)
    yield _out(meant, marks).text


def _referring(meant: _Meant, marks: Marks) -> str:
    """The text with references; each is punctuation to the next run, so that one more may be needed there."""
    for _ in range(_MOST_MOVES):
        text = meant.text
        places = {start - 1 if opens else end for _, (start, end), opens in _failing(meant)}
        if not places:
            break
        for at in sorted(places, reverse=True):
            text = f"{text[:at]}&#{ord(text[at])};{text[at + 1 :]}"
        meant = _meant(text, marks(text))
    return meant.text


def _with_moves(meant: _Meant, marks: Marks) -> Iterator[str]:
    """Punctuation moved out of the emphasis; where that is not all, references as well."""
    moved = _out(meant, marks)
    yield from (moved.text, _referring(moved, marks), _referring(meant, marks))


def _out(meant: _Meant, marks: Marks) -> _Meant:
    """The text with punctuation out of each emphasis that would not be seen, as far as that goes."""
    for _ in range(_MOST_MOVES):
        tried = next(filter(None, (_moved(meant, *found) for found in _failing(meant))), None)
        if tried is None:
            break
        meant = _meant(tried, marks(tried))
    return meant


def _moved(meant: _Meant, mark: Mark, run: tuple[int, int], opens: bool) -> str | None:  # noqa: FBT001 a pair of cases
    """The text with a stop moved behind the run, or with both quotation marks moved out of the emphasis."""
    text = meant.text
    last = _run_at(text, mark.inner_end) if opens else run
    first = run if opens else _run_at(text, mark.start)
    inner = text[first[1] : last[0]]
    if not opens and len(inner) > 1 and inner[-1] in _STOPS and inner[-2] != "\\":
        return text[: last[0] - 1] + text[slice(*last)] + inner[-1] + text[last[1] :]
    if len(inner) > 2 and _MATES.get(inner[0]) == inner[-1] and inner[-2] != "\\" and not _is_fixed(meant, first, last):
        emphasis = text[slice(*first)] + inner[1:-1] + text[slice(*last)]
        return text[: first[0]] + inner[0] + emphasis + inner[-1] + text[last[1] :]
    return None


def _is_fixed(meant: _Meant, first: tuple[int, int], last: tuple[int, int]) -> bool:
    """Whether the characters inside of two runs are markup."""
    edges = (first[1], last[0] - 1)
    return any(start <= at < end for mark in meant.fixed for start, end in delimiters(mark) for at in edges)


def _with_tags(meant: _Meant, marks: Marks) -> Iterator[str]:
    """The emphases that a parser would not see as elements of HTML; or all of them."""
    del marks
    yield _tagged(meant.text, [mark for mark, _, _ in _failing(meant)])
    yield _tagged(meant.text, meant.emphases)


def _tagged(text: str, emphases: Sequence[Mark]) -> str:
    cuts = {}
    for mark in emphases:
        cuts[mark.start, mark.inner_start] = f"<{TAGS[mark.label]}>"
        cuts[mark.inner_end, mark.end] = f"</{TAGS[mark.label]}>"
    for (start, end), tag in sorted(cuts.items(), reverse=True):
        text = text[:start] + tag + text[end:]
    return text


_WAYS: Mapping[str, Callable[[_Meant, Marks], Iterator[str]]] = {
    "entity": _with_references,
    "move": _with_moves,
    "tags": _with_tags,
}
