"""Catalogues: PO files read, edited and written, where what nobody changed keeps its bytes.

A file is spliced like an article: it is scanned into a header, entries and the gaps between them, each keeping its own
text; writing gives that text back and formats anew only entries that changed. polib formats those strings.
Laws: dump(parse(x)) == x for every file that parses; parse(dump(c)) == c; no function changes a reviewed translation.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import accumulate
from pathlib import Path
from types import MappingProxyType

from l10n.errors import InputError

UTF8 = "UTF-8"
FUZZY = "fuzzy"
MACHINE = "l10n:mt "
"""How the translator comment of a machine draft starts; it says which engine wrote what."""
KEPT = "l10n:outdated "
"""How the translator comment starts that says what a translation was before its source changed."""
FORMER = "l10n:was "
"""How the translator comment starts that keeps a person's text which another one replaced."""


class State(StrEnum):
    """What may be done with an entry's translation, from nothing to publishing it."""

    MISSING = "missing"
    MACHINE = "machine"
    OUTDATED = "outdated"
    REVIEWED = "reviewed"
    OBSOLETE = "obsolete"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which engine drafted a translation, in one comment line: `l10n:mt argos en_zh 1.9 s=-0.21 h=3f9a1c07`."""

    engine: str
    model: str = "-"
    version: str = "-"
    score: float | None = None
    digest: str = ""
    """`digest(translation)` of the draft as written; tells accepted and edited drafts apart."""

    def __str__(self) -> str:
        words = [re.sub(r"[\s=]+", "_", word) or "-" for word in (self.engine, self.model, self.version)]
        if self.score is not None:
            words.append(f"s={self.score:.2f}")
        return MACHINE + " ".join([*words, f"h={self.digest}"])


@dataclass(frozen=True, slots=True)
class Entry:
    """One segment in a catalogue; made anew by the functions below, never altered."""

    source: str
    translation: str = ""
    context: str | None = None
    flags: tuple[str, ...] = ()
    previous: str | None = None
    """The source that an outdated translation was made for."""
    notes: tuple[str, ...] = ()
    """What a translator must know (`#.`); written by extraction."""
    comments: tuple[str, ...] = ()
    """What translators and engines wrote (`# `), a line each."""
    references: tuple[str, ...] = ()
    """Where the segment stands (`#:`)."""
    obsolete: bool = False
    plural_source: str | None = None
    plurals: tuple[str, ...] = ()
    """The forms of an entry with a plural: other programs' work, read and kept."""
    previous_context: str | None = None
    previous_plural: str | None = None
    line: int = field(default=0, compare=False)
    """Where it starts in the file it was read from, counted from 1; 0 for an entry made since."""
    raw: str = field(default="", compare=False, repr=False)
    """Its text as read, without the last line end; empty when it must be formatted."""
    gap: str = field(default="", compare=False, repr=False)
    """The blank lines before it, as read."""

    @property
    def key(self) -> tuple[str | None, str]:
        """What gettext knows it by: no file may have two entries of one key."""
        return self.context, self.source

    @property
    def foreign(self) -> bool:
        """Whether it has a context or a plural, which extraction never makes."""
        return self.context is not None or self.plural_source is not None or bool(self.plurals)

    @property
    def fuzzy(self) -> bool:
        """Whether its text waits for a person: a draft, or outdated."""
        return FUZZY in self.flags

    @property
    def translated(self) -> bool:
        """Whether it has a text, of a plural every form."""
        return all(self.plurals) if self.plurals else bool(self.translation)

    @property
    def provenance(self) -> Provenance | None:
        """Who drafted its translation; None for a person's."""
        found = _machine_lines(self.comments)
        return _provenance(" ".join(self.comments[at] for at in found)) if found else None

    @property
    def state(self) -> State:
        """The one state that the entry is in."""
        if self.obsolete:
            return State.OBSOLETE
        if not self.translated:
            return State.MISSING
        if not self.fuzzy:
            return State.REVIEWED
        return State.MACHINE if self.previous is None else State.OUTDATED

    @property
    def touched(self) -> bool:
        """Whether it is a draft that a person has begun to work on: no engine may replace it."""
        return self.state is State.MACHINE and not self._as_drafted

    @property
    def accepted(self) -> bool:
        """Whether it is a machine draft reviewed without a change."""
        return self.state is State.REVIEWED and self._as_drafted

    @property
    def edited(self) -> bool:
        """Whether it is a machine draft that its reviewer rewrote."""
        return self.state is State.REVIEWED and self.provenance is not None and not self._as_drafted

    @property
    def human(self) -> bool:
        """Whether a person wrote, touched or reviewed its text, obsolete or not: it must not be lost."""
        has_text = bool(self.translation) or any(self.plurals)
        return has_text and not (self.fuzzy and self.previous is None and self._as_drafted)

    @property
    def _as_drafted(self) -> bool:
        provenance = self.provenance
        return provenance is not None and provenance.digest == digest(self.translation)


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


def digest(translation: str) -> str:
    """The first 8 hexadecimal digits of a text's SHA-256, as kept in a draft's provenance."""
    import hashlib  # noqa: PLC0415 - a third of this module's import time, and most commands on no drafts need none

    return hashlib.sha256(translation.encode("utf-8", "surrogatepass")).hexdigest()[:8]


# --- Making catalogues


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
    return replace(catalogue, header=_changed(header, translation=text))


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


# --- Editing entries: each function returns a new entry, formatted anew when the catalogue is written


def drafted(entry: Entry, translation: str, provenance: Provenance) -> Entry:
    """The entry with a machine draft as its text, fuzzy, and the engine named in a comment with the draft's digest.

    A text that a person wrote for an earlier source stays as a comment. Outer line ends are made the source's, and
    U+0000 and U+0004 left out, as gettext demands. Raises ValueError for an empty draft and for an entry that no
    engine may write: reviewed, touched, obsolete or foreign.
    """
    if entry.foreign or entry.touched or entry.state in {State.REVIEWED, State.OBSOLETE}:
        raise ValueError(f"no engine may write this entry: {entry.source!r}")
    text = _ended_like(entry.source, translation.translate(_UNWRITABLE))
    if not text.strip():
        raise ValueError(f"an empty draft for {entry.source!r}")
    former = (_former(entry.translation),) if entry.state is State.OUTDATED and entry.human else ()
    return _changed(
        entry,
        translation=text,
        flags=_with_fuzzy(entry.flags),
        comments=(*_said(entry), *former, str(replace(provenance, digest=digest(text)))),
        **_NOTHING_PREVIOUS,
    )


def with_notes(entry: Entry, notes: Sequence[str], references: Sequence[str]) -> Entry:
    """The entry with these notes and references; itself when it has them, however a tool wrapped or sorted them."""
    clean = tuple(line for note in notes for line in map(_comment, note.split("\n")) if line)
    same_notes = _words(clean) == _words(entry.notes) or set(clean) == set(entry.notes)
    if same_notes and sorted(references) == sorted(entry.references):
        return entry
    return _changed(entry, notes=entry.notes if same_notes else clean, references=tuple(references))


def with_former(entry: Entry, other: Entry) -> Entry:
    """The entry with what a person wrote in `other`, where it differs, kept as comments, and with its comments."""
    known = {"", entry.translation, *entry.plurals}
    texts = [text for text in (other.translation, *other.plurals) if other.human and text not in known]
    said = dict.fromkeys((*_said(other), *map(_former, texts)))
    lines = [line for line in said if line and line not in entry.comments]
    return _changed(entry, comments=(*entry.comments, *lines)) if lines else entry


def outdated(entry: Entry, new_source: str) -> Entry:
    """The entry for a sentence that was rewritten: its text stays, fuzzy, with the source that it was made for.

    An outdated entry keeps the first such source, and when the sentence is back at it, is `restored`. Raises
    ValueError for an entry without a person's text and for an obsolete or foreign one.
    """
    if not entry.human or entry.obsolete or entry.foreign:
        raise ValueError(f"not a person's translation: {entry.source!r}")
    if new_source == entry.source:
        return entry
    if entry.state is State.OUTDATED:
        back = new_source == entry.previous
        return restored(entry) if back else _changed(entry, source=new_source)
    return _changed(
        entry,
        source=new_source,
        flags=_with_fuzzy(entry.flags),
        comments=(*_unkept(entry), _kept(entry)),
        **{**_NOTHING_PREVIOUS, "previous": entry.source},
    )


def restored(entry: Entry) -> Entry:
    """An outdated entry whose sentence is back as it was translated: reviewed again, if it was and nobody wrote since.

    Raises ValueError when it is not outdated.
    """
    if entry.state is not State.OUTDATED or entry.previous is None:
        raise ValueError(f"not outdated: {entry.source!r}")
    said = next((line for line in entry.comments if line.startswith(KEPT)), None)
    reviewed = said is None or said == _kept_line("reviewed", entry.translation)
    flags = tuple(flag for flag in entry.flags if flag != FUZZY) if reviewed else entry.flags
    return _changed(entry, source=entry.previous, flags=flags, comments=_unkept(entry), **_NOTHING_PREVIOUS)


def retired(entry: Entry) -> Entry:
    """The entry made obsolete: the article lost its sentence. As gettext does, it loses its notes and references."""
    return entry if entry.obsolete else _changed(entry, obsolete=True, notes=(), references=())


def revived(entry: Entry) -> Entry:
    """The entry made live again, in the state that it had."""
    return _changed(entry, obsolete=False) if entry.obsolete else entry


_UNWRITABLE = {0: None, 4: None}
"""gettext ends a text at U+0000 and refuses U+0004, which it puts between context and msgid."""
_NOTHING_PREVIOUS: Mapping[str, None] = MappingProxyType(
    {"previous": None, "previous_context": None, "previous_plural": None}
)


def _changed(entry: Entry, **changes: object) -> Entry:
    """The entry changed, without its old text: it must be formatted."""
    changed: Entry = replace(entry, **changes, raw="")  # type: ignore[arg-type]
    return changed


def _with_fuzzy(flags: tuple[str, ...]) -> tuple[str, ...]:
    return (FUZZY, *(flag for flag in flags if flag != FUZZY))


def _words(lines: Iterable[str]) -> list[str]:
    return " ".join(lines).split()


def _comment(line: str) -> str:
    """A line fit for a comment: Lokalize deletes `, fuzzy` in them and joins lines that end in `#`."""
    return " ".join(line.split()).replace(", fuzzy", ",\N{NO-BREAK SPACE}fuzzy").rstrip("# ")


def _former(text: str) -> str:
    return _comment(FORMER + '"' + "".join(_ESCAPES.get(sign, sign) for sign in text) + '"')


def _kept(entry: Entry) -> str:
    return _kept_line("reviewed" if entry.state is State.REVIEWED else "draft", entry.translation)


def _kept_line(state: str, translation: str) -> str:
    return f"{KEPT}{state} h={digest(translation)}"


def _said(entry: Entry) -> tuple[str, ...]:
    """The comments that are not this program's words on the entry's state."""
    machine = _machine_lines(entry.comments)
    return tuple(line for at, line in enumerate(entry.comments) if at not in machine and not line.startswith(KEPT))


def _unkept(entry: Entry) -> tuple[str, ...]:
    return tuple(line for line in entry.comments if not line.startswith(KEPT))


def _ended_like(source: str, text: str) -> str:
    start, end = ("\n" * source.startswith("\n")), ("\n" * source.endswith("\n"))
    return start + text.strip("\n") + end


# --- Provenance


_DIGEST = re.compile(r"(?:^|\s)h=(?P<digest>[0-9a-f]{8})(?:\s|$)")
_SCORE = re.compile(r"(?:^|\s)s=(?P<score>[-+]?\d+(?:\.\d+)?)(?:\s|$)")


def _machine_lines(comments: Sequence[str]) -> tuple[int, ...]:
    """Which comment lines name the engine: one, or two where a tool wrapped it before its digest."""
    first = next((at for at, line in enumerate(comments) if line.startswith(MACHINE.strip())), None)
    if first is None:
        return ()
    wrapped = not _DIGEST.search(comments[first]) and any(map(_DIGEST.search, comments[first + 1 : first + 2]))
    return (first, first + 1) if wrapped else (first,)


def _provenance(line: str) -> Provenance:
    words = [word for word in line.split()[1:] if "=" not in word]
    engine, model, version = (*words, "-", "-", "-")[:3]
    found, scored = _DIGEST.search(line), _SCORE.search(line)
    score = float(scored["score"]) if scored else None
    return Provenance(engine, model, version, score, found["digest"] if found else "")


# --- Writing


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


# --- Reading


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
_SIGNS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", '"': '"', "\\": "\\"}
_ESCAPES = {sign: f"\\{letter}" for letter, sign in _SIGNS.items()}


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
        return _SIGNS.get(found["sign"], found[0])
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
