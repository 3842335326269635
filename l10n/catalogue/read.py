"""Reading PO files into a header, entries and the gaps between them, each keeping its own text.

Nothing is dropped in silence: an entry that is no PO, or the second of its sentence, is kept as it stands, says why,
and stops no other.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from l10n.catalogue.entry import SIGNS, Entry
from l10n.catalogue.file import STRAY, UTF8, Catalogue
from l10n.catalogue.scan import ConflictError, Scanned, scan
from l10n.errors import InputError
from l10n.parsing import readable

_CHARSET = re.compile(
    rb'^msgid[ \t]*""\s*^msgstr\b(?:(?!^(?:#|msg)).)*?charset=(?P<name>[\w.:+-]+)', re.MULTILINE | re.DOTALL
)
_NO_CHARSETS = frozenset(
    ("charmap", "idna", "mbcs", "oem", "punycode", "raw-unicode-escape", "undefined", "unicode-escape")
)
"""Codecs of Python that are texts in its own sense, but no charsets that gettext's tools know."""
_HEADER = re.compile(r'^msgid[ \t]*""\s*^msgstr\b', re.MULTILINE)
_REFERENCE = re.compile("\u2068(?P<file>[^\u2069]*)\u2069(?P<line>\\S*)|(?P<plain>\\S+)")
_ESCAPE = re.compile(r"(?P<bytes>(?:\\[0-7]{1,3}|\\x[0-9A-Fa-f]{1,2})+)|\\(?P<sign>.)", re.DOTALL)
_STRAY = re.compile("[\udc80-\udcff]")
"""A byte that is not of the file's charset, as the error handler `surrogateescape` decodes it."""


def parse(content: bytes, path: Path) -> Catalogue:
    """The catalogue in a PO or POT file; `path` is only named in errors.

    Entries that are no PO, or not of the file's charset, and second entries of a sentence are `broken`. Raises
    InputError with the line for a merge conflict, for a broken header and for a file without an entry that is PO.
    """
    with readable(path):
        return _catalogue(content, path)


def _catalogue(content: bytes, path: Path) -> Catalogue:
    bom = content.startswith(codecs.BOM_UTF8)
    text, charset = _decoded(content.removeprefix(codecs.BOM_UTF8), path)
    entries, end = _entries(text, charset, path)
    first = entries[0] if entries else None
    has_header = first is not None and first.key == (None, "") and first.live
    return Catalogue(
        header=first if has_header else None,
        entries=tuple(_with_twins_broken(entries[has_header:])),
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
    for text in _readings(content, charset):
        if text.encode(charset, STRAY) == content:
            return text, charset
    raise InputError(path, f"{charset} text that would not be written back the same; convert it to UTF-8")


def _readings(content: bytes, charset: str) -> Iterator[str]:
    """The text of a file, and the one where lines that charset would not write back the same are bytes of none.

    Some charsets of the east have two codes for one character, or codes that shift.
    """
    try:
        yield content.decode(charset, STRAY)
        yield "\n".join(_line(line, charset) for line in content.split(b"\n"))
    except UnicodeError:
        return


def _line(line: bytes, charset: str) -> str:
    text = line.decode(charset, STRAY)
    return text if text.encode(charset, STRAY) == line else line.decode("ascii", STRAY)


def _is_known(charset: str) -> bool:
    """Whether it is a charset to decode by, and not UTF-8 by another name or a template's placeholder."""
    if charset.lower().replace("_", "-") in _NO_CHARSETS:
        return False
    try:
        # Codecs of Python that are no charsets refuse to decode bytes into text.
        return codecs.lookup(charset).name != "utf-8" and b"".decode(charset) == ""
    except (LookupError, UnicodeError):
        return False


def _entries(text: str, charset: str, path: Path) -> tuple[list[Entry], int]:
    """The entries of a file in order, the header among them, and where the last one ends."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    entries: list[Entry] = []
    end = 0
    for scanned in _scanned(lines, path):
        start = starts[scanned.start]
        gap, end = text[end:start], starts[scanned.end] + len(lines[scanned.end].removesuffix("\r"))
        entries.append(_entry(scanned, charset, raw=text[start:end], gap=gap))
    faults = [entry for entry in entries if entry.broken]
    if faults and (_HEADER.search(faults[0].raw) or len(faults) == len(entries)):
        raise InputError(path, faults[0].broken, line=faults[0].line)
    return entries, end


def _scanned(lines: list[str], path: Path) -> Iterator[Scanned]:
    try:
        yield from scan(lines)
    except ConflictError as error:
        raise InputError(path, str(error), line=error.line + 1) from error


def _entry(scanned: Scanned, charset: str, *, raw: str, gap: str) -> Entry:
    if scanned.fault:
        return Entry("", broken=scanned.fault.reason, line=scanned.fault.line + 1, raw=raw, gap=gap)
    strings = {name: _unescaped("".join(parts)) for name, parts in scanned.strings.items()}
    if (stray := _STRAY.search(raw)) and strings["msgid"] and any(map(_STRAY.search, strings.values())):
        line = scanned.start + 1 + raw.count("\n", 0, stray.start())
        return Entry("", broken=f"bytes that are not {charset}, which the header names", line=line, raw=raw, gap=gap)
    if stray:
        strings = {name: _legible(text) for name, text in strings.items()}
    comments = {kind: [_unended(_legible(line)) for line in lines] for kind, lines in scanned.comments.items()}
    return Entry(
        source=strings["msgid"],
        translation=strings.get("msgstr", ""),
        context=strings.get("msgctxt"),
        flags=tuple(flag.strip() for line in comments.get("flags", ()) for flag in line.split(",") if flag.strip()),
        previous=strings.get("|msgid"),
        notes=tuple(comments.get("notes", ())),
        comments=tuple(comments.get("comments", ())),
        references=tuple(_references(comments.get("references", ()))),
        obsolete=bool(scanned.obsolete),
        plural_source=strings.get("msgid_plural"),
        plurals=tuple(text for name, text in strings.items() if name.startswith("msgstr[")),
        previous_context=strings.get("|msgctxt"),
        previous_plural=strings.get("|msgid_plural"),
        line=scanned.start + 1,
        raw=raw,
        gap=gap,
    )


def _unended(line: str) -> str:
    """A comment without the space that keeps its last backslash from joining the next line."""
    return line[:-1] if line.endswith("\\ ") else line


def _legible(text: str) -> str:
    """A comment or header with bytes of another charset read as Latin-1, in which most such names are."""
    return _STRAY.sub(lambda found: chr(ord(found[0]) - 0xDC00), text)


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


def _with_twins_broken(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries with one that is used of each sentence: a person's, then a translated, then the first one.

    Obsolete twins are left to a merge, which mends them; two live ones leave a translator's choice open.
    """
    entries = list(entries)
    used: dict[tuple[str | None, str], Entry] = {}
    for entry in entries:
        if entry.live and (entry.key not in used or entry.rank < used[entry.key].rank):
            used[entry.key] = entry
    for entry in entries:
        if not entry.live or used[entry.key] is entry:
            yield entry
        else:
            broken = f"a second entry of the same sentence: the one at line {used[entry.key].line} is used"
            yield replace(entry, broken=broken)
