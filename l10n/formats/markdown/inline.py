"""Inline Markdown: from the parser's events to the text of a block and its marks, and back to text that means itself.

Owner of pyromark, with its neighbours. Events carry byte ranges of the (masked) article; the text
of a block is cut from the article itself, line by line, without the prefixes of its containers.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pyromark

from l10n.formats.html.tokens import VOID
from l10n.formats.markdown.attributes import with_attribute_lists
from l10n.formats.markdown.emphasis import TAGS
from l10n.formats.markdown.joint import joint
from l10n.inline import Mark, addresses, atom, pair, unescape

_O = pyromark.Options
OPTIONS = (
    _O.ENABLE_TABLES
    | _O.ENABLE_FOOTNOTES
    | _O.ENABLE_STRIKETHROUGH
    | _O.ENABLE_TASKLISTS
    | _O.ENABLE_GFM
    | _O.ENABLE_HEADING_ATTRIBUTES
)
DEFINITIONS = _O.ENABLE_DEFINITION_LIST
MATH = _O.ENABLE_MATH


class Event(NamedTuple):
    """One parser event: `phase` is `Start`, `End` or empty; offsets are bytes."""

    phase: str
    name: str
    value: Any
    start: int
    end: int


def events(text: str, options: pyromark.Options, labels: frozenset[str] = frozenset()) -> Iterable[Event]:
    """The parser's events in one shape; `labels`: normalised reference labels that count as defined."""

    def known(link: Any) -> tuple[str, str] | None:
        label = normal_label(link["reference"])
        return (f"#{label}", "") if label in labels else None

    for event, span in pyromark.events_with_range(
        text, options=options, broken_link_callback=known if labels else None
    ):
        yield _event(event, span["start"], span["end"])


def _event(event: Any, start: int, end: int) -> Event:
    if isinstance(event, str):
        return Event("", event, None, start, end)
    ((key, value),) = event.items()
    if key not in {"Start", "End"}:
        return Event("", key, value, start, end)
    if isinstance(value, str):
        return Event(key, value, None, start, end)
    ((name, details),) = value.items()
    return Event(key, name, details, start, end)


INLINE = frozenset(
    {
        *("Text", "Code", "InlineHtml", "InlineMath", "DisplayMath", "FootnoteReference", "SoftBreak", "HardBreak"),
        *("Emphasis", "Strong", "Strikethrough", "Link", "Image", "Superscript", "Subscript"),
    }
)


def normal_label(label: str) -> str:
    """A reference label as CommonMark compares labels (section 4.7: case-folded, blanks collapsed)."""
    return " ".join(label.split()).casefold()


# --- text of a block ---


@dataclass(frozen=True, slots=True)
class Cut:
    """The text of a block, and where each byte of the article stands in it."""

    text: str
    starts: tuple[int, ...]
    """Byte offset of each chunk of the article that is in the text, in order."""
    offsets: tuple[int, ...]
    """Character offset of each chunk."""
    source: bytes = field(repr=False)

    def at(self, byte: int) -> int:
        """The character that the article's `byte` became."""
        number = max(bisect_right(self.starts, byte) - 1, 0)
        start, offset = self.starts[number], self.offsets[number]
        limit = self.offsets[number + 1] if number + 1 < len(self.offsets) else len(self.text)
        return min(offset + len(self.source[start:byte].decode(errors="ignore")), limit)


_CHUNK = 128
"""Characters: to find one, so many are counted at most, however long the line."""


def chunks(text: str, at: int, length: int = 0) -> Iterator[tuple[int, int]]:
    """Byte and character offset of each chunk of a text that begins at byte `at` and is character `length`."""
    for start in range(0, len(text) or 1, _CHUNK):
        yield at, length + start
        at += len(text[start : start + _CHUNK].encode())


_LINE_END = re.compile(rb"\r\n|\r|\n")
_QUOTE = re.compile(rb"[ \t]*>[ \t]?")
_WINDOW = 1000
"""Bytes that are looked at on each side of a line break."""


def cut_text(  # noqa: PLR0913 - what is known of the lines of a block
    source: bytes,
    span: tuple[int, int],
    *,
    quotes: int,
    breaks: Mapping[int, bool],
    inserts: Mapping[int, str],
    between: Callable[[str, str], str] = joint,
) -> Cut:
    """The text at `span`: prefixes of containers removed, lines joined, hard breaks kept as lines.

    `quotes`: how many block quotes the text is in; `breaks`: byte offsets of line ends between words, and whether they
    are hard breaks; others, as in code, are spaces; `inserts`: text to add at byte offsets (the label of a shortcut
    reference); `between`: what a line break stands for.
    """
    parts: list[str] = []
    starts: list[int] = []
    offsets: list[int] = []
    length = 0

    def add(text: str, at: int | None = None) -> None:
        nonlocal length
        for start, offset in chunks(text, at, length) if at is not None else ():
            starts.append(start)
            offsets.append(offset)
        parts.append(text)
        length += len(text)

    places = sorted(inserts)
    for line_start, line_end, after in _lines(source, *span, quotes, breaks):
        at = line_start
        for offset in places[bisect_left(places, line_start) : bisect_right(places, line_end)]:
            add(source[at:offset].decode(), at)
            add(inserts[offset])
            at = offset
        add(source[at:line_end].decode(), at)
        if isinstance(after, str):
            add(after)
        else:
            add(_between(source, (line_start, line_end), after, between))
    return Cut("".join(parts), tuple(starts), tuple(offsets), source)


def _lines(
    source: bytes, start: int, end: int, quotes: int, breaks: Mapping[int, bool]
) -> Iterable[tuple[int, int, tuple[int, int] | str]]:
    """Each line's own bytes, and what joins it to the next, or the bytes that it is joined to."""
    at = start
    for found in _LINE_END.finditer(source, start, end):
        line_start, hard = at, breaks.get(found.start(), False)
        line_end = found.start() if hard else at + len(source[at : found.start()].rstrip(b" \t"))
        at = _after_prefix(source, found.end(), end, quotes)
        soft = (at, end) if found.start() in breaks else " "
        yield line_start, line_end, "\n" if hard else soft
    yield at, end, ""


def _between(source: bytes, before: tuple[int, int], after: tuple[int, int], between: Callable[[str, str], str]) -> str:
    """What a line break that is no hard one stands for; characters beyond ASCII alone may make it nothing."""
    start, end = max(before[0], before[1] - _WINDOW), min(after[1], after[0] + _WINDOW)
    if source[start : before[1]].isascii() and source[after[0] : end].isascii():
        return " "
    left = source[start : before[1]].decode(errors="ignore")
    return between(left, source[after[0] : end].decode(errors="ignore"))


def _after_prefix(source: bytes, at: int, end: int, quotes: int) -> int:
    for _ in range(quotes):
        if not (found := _QUOTE.match(source, at, end)):
            break
        at = found.end()
    while at < end and source[at] in b" \t":
        at += 1
    return at


# --- marks ---

_Opener = Callable[[bytes, Event], int]


def _delimiter(source: bytes, event: Event) -> int:
    char = source[event.start : event.start + 1]
    run = source[event.start : event.end]
    return 2 if event.name != "Emphasis" and run.startswith(char * 2) else 1


_PAIRS: Mapping[str, tuple[str, _Opener]] = {
    "Emphasis": ("emphasis", _delimiter),
    "Strong": ("strong", _delimiter),
    "Strikethrough": ("strikethrough", _delimiter),
}
_ATOMS: Mapping[str, str] = {
    "Code": "code",
    "InlineMath": "math",
    "DisplayMath": "math",
    "FootnoteReference": "footnote",
}


def reference_inserts(source: bytes, run: Sequence[Event]) -> dict[int, str]:
    """Labels to spell out: `[text]` and `[text][]` become `[text][text]`, so that the words can be translated."""
    inserts = {}
    for event in run:
        if event.phase != "Start" or event.name not in {"Link", "Image"}:
            continue
        first = event.start + (2 if event.name == "Image" else 1)
        label = " ".join(source[first : event.end - 1].decode().split())
        if event.value["link_type"] == "Shortcut":
            inserts[event.end] = f"[{label}]"
        elif event.value["link_type"] == "Collapsed":
            inserts[event.end + 1] = label
    return inserts


def event_end(event: Event) -> int:
    """Where an event's source ends: a collapsed reference's range lacks its `[]`."""
    collapsed = event.name in {"Link", "Image"} and isinstance(event.value, dict)
    return event.end + 2 if collapsed and event.value["link_type"] == "Collapsed" else event.end


@dataclass(frozen=True, slots=True)
class _Tag:
    start: int
    end: int
    source: str
    parent: int
    """Where the emphasis or link begins that it stands in, as a byte of the article; -1 outside of all."""
    templated: bool
    """Whether a template reaches into it or around it; one of its own is part of it."""

    @property
    def name(self) -> str:
        """The element, in small letters; empty for a comment and the like."""
        found = _TAG_NAME.match(self.source)
        return found[2].lower() if found else ""

    @property
    def closes(self) -> bool:
        """Whether it is the end of an element."""
        return self.source.startswith("</")


def marks_of(
    source: bytes, run: Sequence[Event], cut: Cut, templates: Sequence[tuple[int, int]], *, lists: bool = True
) -> tuple[Mark, ...]:
    """The marks of a block from its inline events.

    `templates`: spans of `{{ x }}` and the like inside it; `lists`: whether it may hold attribute lists.
    """
    inside = tuple((cut.at(start), cut.at(end)) for start, end in templates)
    ends = [end for _, end in inside]
    found: list[Mark] = []
    tags: list[_Tag] = []
    around: list[tuple[Event, int]] = []
    image_depth = 0
    for event in run:
        if event.phase == "Start":
            around.append((event, len(found)))
            image_depth += event.name == "Image"
        elif event.phase == "End":
            opened, since = around.pop()
            image_depth -= opened.name == "Image"
            mark = _enclosing(source, opened, cut)
            if mark.inner_start < 0:
                del found[since:]
            found.append(mark)
        elif event.name == "InlineHtml" and not image_depth:
            start, end = cut.at(event.start), cut.at(event.end)
            after = bisect_right(ends, start)
            templated = after < len(inside) and inside[after][0] < start
            tags.append(_Tag(start, end, cut.text[start:end], around[-1][0].start if around else -1, templated))
        elif event.name in _ATOMS and not _is_money(source, event):
            label = f"{_ATOMS[event.name]} {' '.join(str(event.value).split())}"
            found.append(atom(cut.at(event.start), cut.at(event.end), label))
        elif event.name == "HardBreak":
            start = cut.at(event.start)
            found.append(atom(start, cut.text.index("\n", start) + 1, "break"))
    in_tags = {at for tag in tags for at in range(tag.start, tag.end)} if templates else set()
    for (start, end), place in zip(templates, inside, strict=True):
        if place[0] not in in_tags:
            found.append(atom(*place, f"template {' '.join(source[start:end].decode().split())}"))
    found = [*found, *_tag_marks(tags)]
    found = with_attribute_lists(cut.text, found) if lists and "{" in cut.text else found
    return _tidy([*found, *addresses(cut.text, found)])


_HALF_OF_MONEY = re.compile(r"\d[\d.,]*(?: ?[A-Za-z]+)?[-–—]")


def _is_money(source: bytes, event: Event) -> bool:
    """Whether a formula is none but half of `$5-$10`: Pandoc and GitHub ask that no digit follows a formula."""
    if event.name != "InlineMath" or not source[event.end : event.end + 1].isdigit():
        return False
    return _HALF_OF_MONEY.fullmatch(str(event.value)) is not None


def _enclosing(source: bytes, opened: Event, cut: Cut) -> Mark:
    """The mark of a Start event: a pair, or an atom where its words are not for translators."""
    start, end = cut.at(opened.start), cut.at(event_end(opened))
    if opened.name in _PAIRS:
        label, opener = _PAIRS[opened.name]
        width = opener(source, opened)
        return pair(start, start + width, end - width, end, label)
    target = f"{opened.value['dest_url']} {opened.value['title'] and 'title'}".rstrip()
    if opened.name == "Image":
        return atom(start, end, f"image {target}")
    if opened.value["link_type"] in {"Autolink", "Email"}:
        return atom(start, end, f"link {target}")
    return pair(start, start + 1, _closing_bracket(cut.text, start, end), end, f"link {target}")


_BRACKETS = re.compile(r"\\.|`+[^`]*`+|[\[\]]", re.DOTALL)


def _closing_bracket(text: str, start: int, end: int) -> int:
    """Where the `]` of the link text that begins at `start` stands."""
    depth = 0
    for found in _BRACKETS.finditer(text, start, end):
        depth += {"[": 1, "]": -1}.get(found[0], 0)
        if depth == 0 and found[0] == "]":
            return found.start()
    return text.rindex("](", start, end) if "](" in text[start:end] else end - 1


_TAG_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")


def _tag_marks(tags: Sequence[_Tag]) -> list[Mark]:
    """Inline HTML: paired tags enclose, all others stand alone."""
    found: list[Mark] = []
    around: list[_Tag] = []
    waiting: Counter[str] = Counter()
    """How often each element is open: a lone end need not be sought among all that are."""
    for tag in tags:
        if not tag.name or tag.source.endswith("/>") or (tag.closes and not waiting[tag.name]):
            found.append(_lone(tag))
        elif not tag.closes:
            around.append(tag)
            waiting[tag.name] += 1
        else:
            while (opened := around.pop()).name != tag.name:
                found.append(_lone(opened))
                waiting[opened.name] -= 1
            waiting[tag.name] -= 1
            found.extend(_element(opened, tag))
    return [*found, *map(_lone, around)]


def _element(opened: _Tag, closed: _Tag) -> Iterator[Mark]:
    """The mark of a pair of tags; two marks where emphasis, a link or a template holds only one of them."""
    if opened.parent != closed.parent or opened.templated or closed.templated:
        yield _lone(opened)
        yield _lone(closed)
    elif NOT_FOR_TRANSLATORS.search(opened.source):
        yield atom(opened.start, closed.end, f"tag {_tag_label(opened.source)}")
    else:
        yield pair(opened.start, opened.end, closed.start, closed.end, _element_label(opened.source))


NOT_FOR_TRANSLATORS = re.compile(
    r"""^<(?:code|kbd|samp|var)\b|\btranslate\s*=\s*["']?no\b|\bclass\s*=\s*["']?[^"'>]*\bnotranslate\b""",
    re.IGNORECASE,
)
_WORDS_IN_TAG = re.compile(r"""(\b(?:alt|title|aria-label|placeholder)\s*=\s*)("[^"]*"|'[^']*')""", re.IGNORECASE)


def _tag_label(source: str) -> str:
    """A tag without the attribute values that a translator may change."""
    return " ".join(_WORDS_IN_TAG.sub(r"\1", source).split())


_EMPHASES: Mapping[str, str] = {f"<{tag}>": label for label, tag in TAGS.items()}


def _element_label(source: str) -> str:
    """What a pair of tags is called; an element that a renderer writes for emphasis is that emphasis."""
    return _EMPHASES.get(source) or f"tag {_tag_label(source)}"


def _lone(tag: _Tag) -> Mark:
    """A tag that encloses nothing; one that lost its end is not the pair that it was."""
    name = _TAG_NAME.match(tag.source)
    opens = name and not name[1] and not tag.source.endswith("/>") and name[2].lower().encode() not in VOID
    return atom(tag.start, tag.end, f"tag {_tag_label(tag.source)}{' without its end' if opens else ''}")


def _tidy(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """In order of their starts, and nothing inside an atom."""
    tidy: list[Mark] = []
    atom_end = -1
    for mark in sorted(marks, key=lambda each: (each.start, -each.end)):
        if mark.start >= atom_end:
            tidy.append(mark)
            atom_end = mark.end if mark.inner_start < 0 else atom_end
    return tuple(tidy)


# --- a text on its own ---


def alone(text: str, labels: frozenset[str] = frozenset()) -> tuple[list[Event], bytes, int]:
    """Inline events of a text without its article, the source they were read from, and the offset of the text in it.

    As a heading it is one line whatever it starts with; the last character keeps a final `#` from closing the heading.
    """
    line = "# " + text.replace("\n", " ").replace("\r", " ") + " \x1a"
    options = OPTIONS & ~_O.ENABLE_HEADING_ATTRIBUTES | (MATH if "$" in text else _O(0))
    run = [event for event in events(line, options, labels) if event.name in INLINE]
    return run[:-1] if run and run[-1].name == "Text" and run[-1].value == "\x1a" else run, line.encode(), 2


def spelled_out(text: str, labels: frozenset[str]) -> str:
    """`text` with every shortcut and collapsed reference to one of `labels` written in full."""
    if not labels or "[" not in text:
        return text
    run, source, first = alone(text, labels)
    inserts = reference_inserts(source, run)
    raw = text.encode()
    for offset in sorted(inserts, reverse=True):
        raw = raw[: offset - first] + inserts[offset].encode() + raw[offset - first :]
    return raw.decode()


MAY_HOLD_MARKUP = re.compile(r"[\\`*_\[\]<>&~${\n]")
"""Without one of these a text has no marks but addresses."""
_WRITTEN = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MARKUP = re.compile(r"[\\`*_\[\]<>&~$]")


def decoded(text: str) -> str:
    """Words of a text without marks: backslash escapes and entities resolved."""
    return _WRITTEN.sub(lambda found: found[1] or unescape(found[0]), text)


def encoded(words: str) -> str:
    """Words as Markdown that renders as just these words."""
    if not _MARKUP.search(words):
        return words
    run, _, _ = alone(words)
    plain = all(event.name == "Text" for event in run)
    if plain and "".join(str(event.value) for event in run).rstrip() == words.strip():
        return words
    return _MARKUP.sub(_escaped, words)


def _escaped(found: re.Match[str]) -> str:
    """A reference for what Python-Markdown has no backslash escape for."""
    return "&lt;" if found[0] == "<" else "\\" + found[0]
