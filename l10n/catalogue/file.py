"""A catalogue as a whole: its header, its entries, and the bytes of its file."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from l10n.catalogue.entry import Entry

UTF8 = "UTF-8"


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
        return tuple(entry for entry in self.entries if not entry.obsolete)

    @property
    def obsolete(self) -> tuple[Entry, ...]:
        """The entries that the article had once."""
        return tuple(entry for entry in self.entries if entry.obsolete)


# --- making catalogues


def new(*, language: str, plural_forms: str, project: str, fields: Mapping[str, str] | None = None) -> Catalogue:
    """An empty catalogue whose header `msgfmt --check --use-fuzzy` accepts without a warning.

    msgfmt asks that these fields be there and not hold gettext's placeholder texts. Dates and persons stay empty, so
    that the same articles give the same bytes; an editor fills them in. `fields` adds or replaces some.
    """
    return _headed({**_header_fields(project), "Language": language, "Plural-Forms": plural_forms, **(fields or {})})


def template(*, project: str, fields: Mapping[str, str] | None = None) -> Catalogue:
    """An empty template (POT) for `msginit`, `msgmerge` and translation platforms: a catalogue of no language."""
    return _headed({**_header_fields(project), **(fields or {})})


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
    """The catalogue with these entries instead; it becomes UTF-8 when its charset lacks a character of theirs."""
    return _in_fitting_charset(replace(catalogue, entries=tuple(entries)))


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


_ISOLATED = re.compile("(?P<file>.*\\s.*?)(?P<line>:\\d+)?")


def dump(catalogue: Catalogue) -> bytes:
    """The bytes of a catalogue: unchanged entries as they were read, the others unwrapped, with its line ends."""
    fitting = _in_fitting_charset(catalogue)
    return codecs.BOM_UTF8 * fitting.bom + _text(fitting).encode(fitting.charset)


def _text(catalogue: Catalogue) -> str:
    parts: list[str] = []
    for entry in (*((catalogue.header,) if catalogue.header else ()), *catalogue.entries):
        gap = entry.gap if "\n" in entry.gap or not parts else catalogue.newline * 2
        parts += [gap, entry.raw or catalogue.newline.join(_formatted(entry))]
    glued = parts and catalogue.tail and catalogue.tail[0] not in "\r\n"
    return "".join([*parts, catalogue.newline * bool(glued), catalogue.tail])


def _in_fitting_charset(catalogue: Catalogue) -> Catalogue:
    if catalogue.charset == UTF8:
        return catalogue
    try:
        _text(catalogue).encode(catalogue.charset)
    except UnicodeEncodeError:
        content_type = re.sub(r"charset=\S+", f"charset={UTF8}", catalogue.field("Content-Type"))
        return replace(with_field(catalogue, "Content-Type", content_type), charset=UTF8)
    return catalogue


def _formatted(entry: Entry) -> Iterator[str]:
    """The lines of an entry in gettext's order; comments and strings are never wrapped."""
    yield from (f"# {line}" if line else "#" for line in entry.comments)
    yield from (f"#. {line}" if line else "#." for line in entry.notes)
    yield from (f"#: {_isolated(reference)}" for reference in entry.references)
    if entry.flags:
        yield "#, " + ", ".join(entry.flags)
    yield from _strings(entry)


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

    plurals = dict(enumerate(entry.plurals or ("",))) if entry.plural_source is not None else {}
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
