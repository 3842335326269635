"""A catalogue as a whole: its header, its entries, and the bytes of its file."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from operator import is_

from l10n.catalogue.entry import Entry, State
from l10n.catalogue.form import formatted, width_of

UTF8 = "UTF-8"
STRAY = "surrogateescape"
"""How bytes that are not of a file's charset are read and written back."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A PO file: its header, its entries in file order, and how its bytes were written."""

    header: Entry | None
    """The entry of the empty msgid; None in a file without one."""
    entries: tuple[Entry, ...] = ()
    tail: str = field(default="\n", compare=False, repr=False)
    """What follows the last entry: a line end, blank lines, comments of nothing."""
    newline: str = field(default="\n", compare=False)
    """The line end of most lines, and of those written anew."""
    bom: bool = False
    charset: str = UTF8
    """What the file is read and written in; the header names it."""

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """The header's fields in file order, as (name, value)."""
        lines = self.header.translation.split("\n") if self.header else []
        pairs = (line.partition(":") for line in lines if ":" in line)
        return tuple((name.strip(), value.strip()) for name, _, value in pairs)

    def field(self, name: str) -> str:
        """The value of a header field, empty when the header has none; case does not matter."""
        return next((value for known, value in self.fields if known.lower() == name.lower()), "")

    @property
    def live(self) -> tuple[Entry, ...]:
        """The entries that the article has now."""
        return tuple(entry for entry in self.entries if entry.live)

    @property
    def obsolete(self) -> tuple[Entry, ...]:
        """The entries that the article had once."""
        return tuple(entry for entry in self.entries if entry.state is State.OBSOLETE)

    @property
    def broken(self) -> tuple[Entry, ...]:
        """The entries that are kept as they stand, each with the reason and the line."""
        return tuple(entry for entry in self.entries if entry.broken)


# --- making catalogues


def new(*, language: str, plural_forms: str, project: str) -> Catalogue:
    """An empty catalogue whose header `msgfmt --check --use-fuzzy` accepts without a warning.

    msgfmt asks that these fields be there and not hold gettext's placeholder texts. Dates and persons stay empty, so
    that the same articles give the same bytes; an editor fills them in.
    """
    return _headed({**_header_fields(project), "Language": language, "Plural-Forms": plural_forms})


def template(*, project: str) -> Catalogue:
    """An empty template (POT) for `msginit`, `msgmerge` and translation platforms: a catalogue of no language."""
    return _headed(_header_fields(project))


def with_field(catalogue: Catalogue, name: str, value: str) -> Catalogue:
    """The catalogue with a header field set, in its place or after the last one; unchanged bytes if it was so."""
    if catalogue.field(name) == value and any(known.lower() == name.lower() for known, _ in catalogue.fields):
        return catalogue
    header = catalogue.header or Entry("")
    lines = header.translation.removesuffix("\n").split("\n") if header.translation else []
    written = f"{name}: {' '.join(value.split())}"
    matches = [at for at, line in enumerate(lines) if line.partition(":")[0].strip().lower() == name.lower()]
    at = matches[0] if matches else len(lines)
    text = "\n".join([*lines[:at], written, *lines[at + 1 :]]) + "\n"
    return replace(catalogue, header=replace(header, translation=text, raw=""))


def with_entries(catalogue: Catalogue, entries: Iterable[Entry]) -> Catalogue:
    """The catalogue with these entries instead; it becomes UTF-8 when its charset lacks a character of theirs.

    Itself, when they are its own.
    """
    made = tuple(entries)
    if len(made) == len(catalogue.entries) and all(map(is_, made, catalogue.entries)):
        return catalogue
    return _in_fitting_charset(replace(catalogue, entries=made))


def _header_fields(project: str) -> dict[str, str]:
    return {
        "Project-Id-Version": project,
        "PO-Revision-Date": "",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": "",
        "MIME-Version": "1.0",
        "Content-Type": f"text/plain; charset={UTF8}",
        "Content-Transfer-Encoding": "8bit",
    }


def _headed(fields: Mapping[str, str]) -> Catalogue:
    return Catalogue(Entry("", _header_text(fields)))


def _header_text(fields: Mapping[str, str]) -> str:
    return "".join(f"{name}: {' '.join(value.split())}\n" for name, value in fields.items())


# --- writing


def dump(catalogue: Catalogue) -> bytes:
    """The bytes of a catalogue: unchanged entries as they were read, the others with its wrapping and line ends."""
    fitting = _in_fitting_charset(catalogue)
    return codecs.BOM_UTF8 * fitting.bom + _text(fitting).encode(fitting.charset, STRAY)


def _text(catalogue: Catalogue) -> str:
    parts: list[str] = []
    entries = (*((catalogue.header,) if catalogue.header else ()), *catalogue.entries)
    width = 0 if all(entry.raw for entry in entries) else width_of(catalogue.entries)
    for entry in entries:
        gap = entry.gap if "\n" in entry.gap or not parts else catalogue.newline * 2
        parts += [gap, entry.raw or catalogue.newline.join(formatted(entry, width))]
    glued = parts and catalogue.tail and catalogue.tail[0] not in "\r\n"
    return "".join([*parts, catalogue.newline * bool(glued), catalogue.tail])


def _in_fitting_charset(catalogue: Catalogue) -> Catalogue:
    if catalogue.charset == UTF8:
        return catalogue
    try:
        _text(catalogue).encode(catalogue.charset, STRAY)
    except UnicodeEncodeError:
        content_type = re.sub(r"charset=\S+", f"charset={UTF8}", catalogue.field("Content-Type"))
        return replace(with_field(catalogue, "Content-Type", content_type), charset=UTF8)
    return catalogue
