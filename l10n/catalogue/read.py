"""Reading PO files: scanned by lines into a header, entries and the gaps between them, each keeping its own text.

Nothing is dropped in silence: what is no PO is an error that names the line.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from l10n.catalogue.entry import SIGNS, Entry
from l10n.catalogue.file import UTF8, Catalogue
from l10n.errors import InputError

_COMMENTS = {"#.": "notes", "#:": "references", "#,": "flags", "#=": "flags", "#|": "previous"}
"""What a line is by its first two characters; any other comment is a translator's."""
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
_CHARSET = re.compile(
    rb'^msgid[ \t]*""\s*^msgstr\b(?:(?!^(?:#|msg)).)*?charset=(?P<name>[\w.:+-]+)', re.MULTILINE | re.DOTALL
)
_REFERENCE = re.compile("\u2068(?P<file>[^\u2069]*)\u2069(?P<line>\\S*)|(?P<plain>\\S+)")
_ESCAPE = re.compile(r"(?P<bytes>(?:\\[0-7]{1,3}|\\x[0-9A-Fa-f]{1,2})+)|\\(?P<sign>.)", re.DOTALL)


@dataclass(slots=True)
class _Open:
    """An entry while its lines are read."""

    start: int
    end: int = 0
    last: str = ""
    """The last keyword, and below the field that a further string belongs to."""
    text_of: str = ""
    previous_of: str = ""
    obsolete: bool | None = None
    strings: dict[str, list[str]] = field(default_factory=dict)
    comments: dict[str, list[str]] = field(default_factory=dict)


def parse(content: bytes, path: Path) -> Catalogue:
    """The catalogue in a PO or POT file; `path` is only named in errors.

    Raises InputError with the line for what is not PO, for two live entries of one key, for merge conflicts, and for
    bytes that are not of the file's charset.
    """
    bom = content.startswith(codecs.BOM_UTF8)
    text, charset = _decoded(content.removeprefix(codecs.BOM_UTF8), path)
    entries, end = _entries(text, path)
    has_header = bool(entries) and entries[0].key == (None, "") and not entries[0].obsolete
    _refuse_duplicates(entries, path)
    return Catalogue(
        header=entries[0] if has_header else None,
        entries=tuple(entries[has_header:]),
        tail=text[end:],
        newline="\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n",
        bom=bom,
        charset=charset,
    )


def _decoded(content: bytes, path: Path) -> tuple[str, str]:
    """The text of a file and the charset that brings back its bytes."""
    found = _CHARSET.search(content)
    charset = found["name"].decode("ascii") if found else UTF8
    if not _is_known(charset):
        charset = UTF8
    try:
        text = content.decode(charset)
    except UnicodeError as error:
        line = content.count(b"\n", 0, error.start) + 1 if isinstance(error, UnicodeDecodeError) else None
        raise InputError(path, f"not {charset}, which its header names; save it as UTF-8", line=line) from error
    if charset != UTF8 and text.encode(charset, "replace") != content:
        raise InputError(path, f"{charset} text that would not be written back the same; convert it to UTF-8")
    return text, charset


def _is_known(charset: str) -> bool:
    """Whether it is a charset to decode by, and not UTF-8 by another name or a template's placeholder."""
    try:
        # Codecs of Python that are no charsets refuse to decode bytes into text.
        return codecs.lookup(charset).name != "utf-8" and b"".decode(charset) == ""
    except (LookupError, UnicodeError):
        return False


def _entries(text: str, path: Path) -> tuple[list[Entry], int]:
    """The entries of a file in order, the header among them, and where the last one ends."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    entries: list[Entry] = []
    end = 0
    for opened in _scanned(lines, path):
        start = starts[opened.start]
        gap, end = text[end:start], starts[opened.end] + len(lines[opened.end].removesuffix("\r"))
        entries.append(_entry(opened, raw=text[start:end], gap=gap))
    return entries, end


def _scanned(lines: Sequence[str], path: Path) -> Iterator[_Open]:
    """The entries of a file by their lines; a comment belongs to the entry after it."""
    opened: _Open | None = None
    for number, line in enumerate(lines):
        stripped = line.strip()
        if not stripped:
            continue
        obsolete, kind, text = _classified(stripped)
        if opened and opened.last in _ENDS and _starts_entry(opened, kind):
            yield opened
            opened = None
        opened = opened or _Open(number)
        reason = _misplaced(opened, kind, obsolete=obsolete) or _READERS.get(kind, _read_comment)(opened, kind, text)
        if reason:
            raise InputError(path, reason, line=number + 1)
        if kind not in _COMMENT_KINDS:
            opened.end, opened.obsolete = number, obsolete
    if opened and opened.last:
        if opened.last not in _ENDS:
            raise InputError(path, f"{opened.last} without a msgstr", line=opened.end + 1)
        yield opened


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


def _starts_entry(opened: _Open, kind: str) -> bool:
    return kind not in {"string", "garbage"} and kind not in _FOLLOWS[opened.last]


def _misplaced(opened: _Open, kind: str, *, obsolete: bool) -> str | None:
    """Why a line may not stand where it does, if so."""
    if kind in _COMMENT_KINDS:
        return f"a comment between {opened.last} and its msgstr" if opened.last else None
    mixed = opened.obsolete not in {None, obsolete} and kind != "garbage"
    return "live and obsolete (#~) lines in one entry" if mixed else None


def _read_comment(opened: _Open, kind: str, text: str) -> str | None:
    opened.comments.setdefault(kind, []).append(text)
    return None


def _read_previous(opened: _Open, _kind: str, text: str) -> str | None:
    """A line of the source that an outdated translation was made for."""
    found = _KEYWORD.fullmatch(text)
    if found:
        opened.previous_of = "|" + found["word"]
        opened.strings[opened.previous_of] = []
        text = found["strings"]
    if not opened.previous_of:
        return "a previous source (#|) that is no msgid"
    return _add_strings(opened, opened.previous_of, text)


def _read_keyword(opened: _Open, kind: str, text: str) -> str | None:
    if kind not in _FOLLOWS[opened.last]:
        return (
            f"{kind.removesuffix('[')} after {opened.last}"
            if opened.last
            else f"{kind.removesuffix('[')} without a msgid"
        )
    forms = sum(name.startswith("msgstr[") for name in opened.strings)
    opened.last = kind
    opened.text_of = f"msgstr[{forms}]" if kind == "msgstr[" else kind
    opened.strings[opened.text_of] = []
    return _add_strings(opened, opened.text_of, text)


def _read_string(opened: _Open, _kind: str, text: str) -> str | None:
    return _add_strings(opened, opened.text_of, text) if opened.text_of else "a string without a msgid or msgstr"


def _read_garbage(_opened: _Open, _kind: str, text: str) -> str | None:
    if _CONFLICT.match(text):
        return "an unresolved merge conflict"
    return f"neither a comment, a keyword nor a string: {text[:40]}"


_COMMENT_KINDS = frozenset({"comments", *_COMMENTS.values()})
_READERS = {
    "previous": _read_previous,
    "string": _read_string,
    "garbage": _read_garbage,
    **dict.fromkeys(("msgctxt", "msgid", "msgid_plural", "msgstr", "msgstr["), _read_keyword),
}
"""What reads a line of each kind into the open entry; it returns what is wrong with it, if anything."""


def _add_strings(opened: _Open, name: str, text: str) -> str | None:
    at = 0
    while at < len(text):
        found = _STRING.match(text, at)
        if not found:
            return "a string that does not end, or text after its end"
        opened.strings[name].append(found["text"])
        at = found.end()
    return None


def _entry(opened: _Open, *, raw: str, gap: str) -> Entry:
    strings = {name: _unescaped("".join(parts)) for name, parts in opened.strings.items()}
    comments = opened.comments
    return Entry(
        source=strings["msgid"],
        translation=strings.get("msgstr", ""),
        context=strings.get("msgctxt"),
        flags=tuple(flag.strip() for line in comments.get("flags", ()) for flag in line.split(",") if flag.strip()),
        previous=strings.get("|msgid"),
        notes=tuple(comments.get("notes", ())),
        comments=tuple(comments.get("comments", ())),
        references=tuple(_references(comments.get("references", ()))),
        obsolete=bool(opened.obsolete),
        plural_source=strings.get("msgid_plural"),
        plurals=tuple(text for name, text in strings.items() if name.startswith("msgstr[")),
        previous_context=strings.get("|msgctxt"),
        previous_plural=strings.get("|msgid_plural"),
        line=opened.start + 1,
        raw=raw,
        gap=gap,
    )


def _references(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        for found in _REFERENCE.finditer(line):
            yield found["plain"] or (found["file"] + found["line"])


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_sign, text) if "\\" in text else text


def _sign(found: re.Match[str]) -> str:
    """What an escape stands for; one that gettext does not know stays as it is written."""
    if found["sign"]:
        return SIGNS.get(found["sign"], found[0])
    numbers = re.findall(r"\\(?:x([0-9A-Fa-f]+)|([0-7]+))", found["bytes"])
    raw = bytes((int(hexadecimal, 16) if hexadecimal else int(octal, 8)) & 0xFF for hexadecimal, octal in numbers)
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _refuse_duplicates(entries: Iterable[Entry], path: Path) -> None:
    """Obsolete twins are left to a merge, which mends them; two live ones leave a translator's choice open."""
    first: dict[tuple[str | None, str], int] = {}
    for entry in entries:
        if entry.obsolete:
            continue
        if entry.key in first:
            what = f"msgid {entry.source[:40]!r} is already at line {first[entry.key]}"
            raise InputError(path, f"a second entry of the same sentence: {what}", line=entry.line)
        first[entry.key] = entry.line
