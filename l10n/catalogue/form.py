"""Writing one entry: gettext's order of lines, in the wrapping that the rest of the file has.

What msgcat would write, so that the next editor to save the file changes nothing. polib escapes the strings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from l10n.catalogue.entry import Entry
from l10n.catalogue.wrap import WIDTH, breakable, columns, wrapped

_FIELD = re.compile(
    r"(?P<prefix>(?:#~\| ?|#~ ?|#\| ?)?)(?P<name>msg(?:ctxt|id(?:_plural)?|str(?:\[\d+\])?)) (?P<text>\".*\")"
)
_SAMPLE = 50
"""How many long strings tell the width of a file."""
_NO_WRAP = "no-wrap"
_ISOLATED = re.compile("(?P<file>.*\\s.*?)(?P<line>:\\d+)?")

_Field = tuple[str, str, tuple[str, ...]]
"""What stands before the keyword, the keyword, and the escaped text of each line."""


def formatted(entry: Entry, width: int) -> Iterator[str]:
    """The lines of an entry; strings are filled to `width` columns, or with 0 broken at line ends only."""
    yield from (_remark("#", line) for line in entry.comments)
    yield from (_remark("#.", line) for line in entry.notes)
    yield from _reference_lines(entry.references, width or WIDTH)
    if entry.flags:
        yield "#, " + ", ".join(entry.flags)
    width = 0 if _NO_WRAP in entry.flags else width
    for prefix, name, texts in _fields(_strings(entry)):
        yield from _laid_out(prefix, name, "".join(texts), width)


def _remark(prefix: str, line: str) -> str:
    """A comment line; to gettext a backslash at its end joins the next line, unless a space follows."""
    ended = f"{line} " if line.endswith("\\") else line
    return f"{prefix} {ended}" if line else prefix


def width_of(entries: Iterable[Entry]) -> int:
    """How wide the strings of a file are filled: 0 if they are not, or if nothing tells.

    Of gettext's own width, the widest line and none, the one counts that most of the long strings are written in.
    """
    fields = [field for entry in entries if _NO_WRAP not in entry.flags for field in _fields(entry.raw.splitlines())]
    broken = [field for field in fields if _is_broken(field)]
    if not broken:
        return 0
    widest = max(columns(prefix + text) + 2 for prefix, _, texts in broken for text in texts[1:-1] or texts)
    telling = [field for field in fields if _is_broken(field) or _is_overlong(field)]
    sample = telling[:: len(telling) // _SAMPLE + 1]
    return max((WIDTH, widest, 0), key=lambda width: sum(_fits(field, width) for field in sample))


def _is_broken(field: _Field) -> bool:
    """Whether a string is broken where it has no line end."""
    return any(text and not text.endswith("\\n") for text in field[2][:-1])


def _is_overlong(field: _Field) -> bool:
    """Whether a string has a line that gettext would have broken."""
    prefix, name, texts = field
    before = len(prefix) + (len(name) + 1 if len(texts) == 1 else 0)
    return any(before + columns(text) + 2 > WIDTH and breakable(text) for text in texts)


def _fits(field: _Field, width: int) -> bool:
    prefix, name, texts = field
    return tuple(wrapped("".join(texts), first=len(prefix + name) + 1, rest=len(prefix), width=width)) == texts


def _laid_out(prefix: str, name: str, text: str, width: int) -> Iterator[str]:
    first, *rest = wrapped(text, first=len(prefix + name) + 1, rest=len(prefix), width=width)
    yield f'{prefix}{name} "{first}"'
    yield from (f'{prefix}"{line}"' for line in rest)


def _fields(lines: Iterable[str]) -> Iterator[_Field]:
    """The strings among the lines of an entry, where they stand as gettext writes them."""
    found: re.Match[str] | None = None
    texts: list[str] = []
    for line in chain(lines, [""]):
        if found and line.startswith(found["prefix"] + '"'):
            texts.append(line[len(found["prefix"]) + 1 : -1])
            continue
        if found:
            yield found["prefix"], found["name"], tuple(texts)
        found = _FIELD.fullmatch(line)
        texts = [found["text"][1:-1]] if found else []


def _reference_lines(references: Sequence[str], width: int) -> Iterator[str]:
    """References filled to a width, as gettext does even where nothing else is wrapped; it counts their bytes."""
    line = "#:"
    for reference in map(_isolated, references):
        if line != "#:" and len(f"{line} {reference}".encode("utf-8", "replace")) > width:
            yield line
            line = "#:"
        line += f" {reference}"
    if references:
        yield line


def _isolated(reference: str) -> str:
    """A reference as gettext writes it: a file name with a space stands between U+2068 and U+2069."""
    found = _ISOLATED.fullmatch(reference)
    return (
        f"\N{FIRST STRONG ISOLATE}{found['file']}\N{POP DIRECTIONAL ISOLATE}{found['line'] or ''}"
        if found
        else reference
    )


def _strings(entry: Entry) -> list[str]:
    import polib  # noqa: PLC0415 - as long to import as the rest of the module; needed only when an entry changed

    plurals = dict(enumerate(entry.plurals or (entry.translation,))) if entry.plural_source is not None else {}
    formatted = polib.POEntry(
        msgid=entry.source,
        msgstr=entry.translation,
        msgctxt=entry.context,
        msgid_plural=entry.plural_source or "",
        msgstr_plural=plurals,
        obsolete=entry.obsolete,
        previous_msgid=entry.previous,
        previous_msgctxt=entry.previous_context,
        previous_msgid_plural=entry.previous_plural,
    )
    return formatted.__unicode__(wrapwidth=0).removesuffix("\n").split("\n")
