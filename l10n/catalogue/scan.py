"""Scanning PO files by lines into entries: which line belongs to which, and which entries are no PO.

An entry that is no PO is kept as it stands and stops no other: it ends where the next one starts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_COMMENTS = {"#.": "notes", "#:": "references", "#,": "flags", "#=": "flags", "#|": "previous"}
"""What a line is by its first two characters; any other comment is a translator's."""
_COMMENT_KINDS = frozenset({"comments", *_COMMENTS.values()})
_FOLLOWS: Mapping[str, frozenset[str]] = {
    "": frozenset({"msgctxt", "msgid"}),
    "msgctxt": frozenset({"msgid"}),
    "msgid": frozenset({"msgid_plural", "msgstr", "msgstr["}),
    "msgid_plural": frozenset({"msgstr", "msgstr["}),
    "msgstr": frozenset(),
    "msgstr[": frozenset({"msgstr["}),
}
"""Which keyword may follow which in one entry."""
_ENDS = frozenset({"msgid_plural", "msgstr", "msgstr["})
"""Keywords that an entry may end with; old files have plurals without a form."""
_CONFLICT = re.compile(r"<{7}|={7}$|>{7}|\|{7}")
_KEYWORD = re.compile(
    r"(?P<word>msgctxt|msgid_plural|msgid|msgstr(?P<plural>\s*\[\s*\d+\s*\])?)\s*(?P<strings>(?:\".*)?)"
)
_STRING = re.compile(r'"(?P<text>[^"\\]*(?:\\.[^"\\]*)*)"\s*')


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an entry, and where."""

    line: int
    """Counted from 0."""
    reason: str


@dataclass(slots=True)
class Scanned:
    """An entry by its lines, counted from 0; its strings still hold their escapes."""

    start: int
    end: int = 0
    last: str = ""
    """The last keyword, and below the field that a further string belongs to."""
    text_of: str = ""
    previous_of: str = ""
    obsolete: bool | None = None
    strings: dict[str, list[str]] = field(default_factory=dict)
    comments: dict[str, list[str]] = field(default_factory=dict)
    fault: Fault | None = None


class ConflictError(Exception):
    """An unresolved merge conflict: the file is two files, and no entry of it can be told from its twin."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__("an unresolved merge conflict; keep one side of it, and delete the lines that mark it")


def scan(lines: Sequence[str]) -> Iterator[Scanned]:
    """The entries of a file in order; a comment belongs to the entry after it. Raises ConflictError."""
    opened: Scanned | None = None
    blank = False
    for number, line in enumerate(lines):
        stripped = line.strip()
        if not stripped:
            blank = True
            continue
        if _CONFLICT.match(stripped):
            raise ConflictError(number)
        obsolete, kind, text = _classified(stripped)
        if opened and _ends_before(opened, kind, blank=blank):
            yield _closed(opened)
            opened = None
        opened = opened or Scanned(number)
        _take(opened, number, obsolete=obsolete, kind=kind, text=text)
        blank = False
    if opened and (opened.last or opened.fault):
        yield _closed(opened)


def _ends_before(opened: Scanned, kind: str, *, blank: bool) -> bool:
    """Whether an entry is over before a line of this kind, whether or not it is complete.

    A flag is never left to an entry at fault when it may be the next one's: a draft that loses `fuzzy` would count
    as reviewed.
    """
    if kind == "string":
        return False
    if kind == "garbage":
        return blank and opened.last in _ENDS
    if not opened.last:
        flagged = bool(opened.comments.get("flags")) and kind not in _COMMENT_KINDS
        return opened.fault is not None and blank and not flagged
    starts = kind in _FOLLOWS[""] or opened.last in _ENDS
    return kind in _COMMENT_KINDS or (starts and kind not in _FOLLOWS[opened.last])


def _closed(opened: Scanned) -> Scanned:
    if opened.last not in _ENDS and not opened.fault:
        opened.fault = Fault(opened.end, f"{opened.last} without a msgstr")
    return opened


def _classified(line: str) -> tuple[bool, str, str]:
    """A line as (obsolete, kind, text): kind is of `_COMMENTS`, a keyword, `string` or `garbage`."""
    obsolete = line.startswith("#~")
    if obsolete:
        line = line[2:].strip()
        line = "#" + line if not line or line.startswith("|") else line
    if line.startswith("#"):
        kind = _COMMENTS.get(line[:2], "comments")
        return obsolete, kind, line[1:].removeprefix(" ") if kind == "comments" else line[2:].strip()
    if line.startswith('"'):
        return obsolete, "string", line
    found = _KEYWORD.fullmatch(line)
    if not found:
        return obsolete, "garbage", line
    return obsolete, "msgstr[" if found["plural"] else found["word"], found["strings"]


def _take(opened: Scanned, number: int, *, obsolete: bool, kind: str, text: str) -> None:
    """A line read into the open entry; behind a fault nothing is read any more."""
    reason = None
    if not opened.fault:
        reason = _misplaced(opened, kind, obsolete=obsolete) or _READERS.get(kind, _read_comment)(opened, kind, text)
    if reason:
        opened.fault = Fault(number, reason)
    if opened.fault and kind in _FOLLOWS:
        opened.last = kind
    if opened.fault or kind not in _COMMENT_KINDS:
        opened.end, opened.obsolete = number, obsolete


def _misplaced(opened: Scanned, kind: str, *, obsolete: bool) -> str | None:
    """Why a line may not stand where it does, if so."""
    mixed = opened.obsolete not in {None, obsolete} and kind != "garbage"
    return "live and obsolete (#~) lines in one entry" if mixed else None


def _read_comment(opened: Scanned, kind: str, text: str) -> str | None:
    opened.comments.setdefault(kind, []).append(text)
    return None


def _read_previous(opened: Scanned, _kind: str, text: str) -> str | None:
    """A line of the source that an outdated translation was made for."""
    found = _KEYWORD.fullmatch(text)
    if found:
        opened.previous_of = "|" + found["word"]
        opened.strings[opened.previous_of] = []
        text = found["strings"]
    opened.comments.setdefault("previous", [])
    if not opened.previous_of:
        return "a previous source (#|) that is no msgid"
    return _add_strings(opened, opened.previous_of, text)


def _read_keyword(opened: Scanned, kind: str, text: str) -> str | None:
    if kind not in _FOLLOWS[opened.last]:
        word = kind.removesuffix("[")
        return f"{word} after {opened.last}" if opened.last else f"{word} without a msgid"
    forms = sum(name.startswith("msgstr[") for name in opened.strings)
    opened.last = kind
    opened.text_of = f"msgstr[{forms}]" if kind == "msgstr[" else kind
    opened.strings[opened.text_of] = []
    return _add_strings(opened, opened.text_of, text)


def _read_string(opened: Scanned, _kind: str, text: str) -> str | None:
    return _add_strings(opened, opened.text_of, text) if opened.text_of else "a string without a msgid or msgstr"


def _read_garbage(_opened: Scanned, _kind: str, text: str) -> str | None:
    return f"neither a comment, a keyword nor a string: {text[:40]}"


_READERS = {
    "previous": _read_previous,
    "string": _read_string,
    "garbage": _read_garbage,
    **dict.fromkeys(("msgctxt", "msgid", "msgid_plural", "msgstr", "msgstr["), _read_keyword),
}
"""What reads a line of each kind into the open entry; it returns what is wrong with it, if anything."""


def _add_strings(opened: Scanned, name: str, text: str) -> str | None:
    at = 0
    while at < len(text):
        found = _STRING.match(text, at)
        if not found:
            return "a string that does not end, or text after its end"
        opened.strings[name].append(found["text"])
        at = found.end()
    return None
