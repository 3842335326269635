"""The glossary as TBX, `glossary.tbx`: TBX-Basic (martif, 2008) and TBX core with its dialects (ISO 30042:2019).

A concept has languages, a language has terms. Terms of the source language are sources; of the others, those that are
deprecated or superseded are forbidden, and one that is preferred comes first. Notes and definitions become notes.
The file is read by expat without its DTD: a document that declares entities of its own is refused.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final
from xml.parsers import expat

from l10n.errors import InputError, UsageError
from l10n.locales import Locale, locale
from l10n.parsing import readable
from l10n.store import Border, read
from l10n.terms.term import Term

_CONCEPT: Final = frozenset({"termEntry", "conceptEntry"})
_LANGUAGE: Final = frozenset({"langSet", "langSec"})
_TERM: Final = frozenset({"tig", "ntig", "termSec"})
_DATA: Final = frozenset({"descrip", "termNote", "admin"})
"""Elements that say what they are in `type`; in the DCT style of 2019 the element itself is called so."""
_STATUS: Final = frozenset({"administrativeStatus", "normativeAuthorization"})
_INSIDE: Final = frozenset({"hi", "foreign", "ph", "sc", "ec"})
"""Markup inside a text."""
_WRONG: Final = ("deprecated", "superseded", "obsolete", "notrecommended", "forbidden")
"""How the statuses of terms begin that are not to be used (`deprecatedTerm-admn-sts`), in lower case."""
_DEEPEST: Final = 100
"""Levels of elements; the standard has fewer than twenty."""
_XML_LANG: Final = "xml:lang"


@dataclass(slots=True)
class _Said:
    """A term of one language, as far as it is read."""

    language: str
    text: str = ""
    status: str = ""
    pos: str = ""


@dataclass(slots=True)
class _Concept:
    """A concept, as far as it is read."""

    said: list[_Said] = field(default_factory=list)
    note: str = ""


def concepts(path: Path, source: Locale) -> Sequence[Term]:
    """The terms of a TBX file in its order; none where there is no such file. Languages we do not know are left out.

    Concepts that share a source are one term. Raises InputError, with the line where one is known, for a file that is
    unreadable, not well-formed, no TBX, or declares entities.
    """
    try:
        content = read(path, Border(path.parent))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise InputError(path, f"cannot be read: {error.strerror}") from error
    found: dict[str, Term] = {}
    with readable(path, "damaged"):
        for term in (term for concept in _Reader(path).read(content) for term in _terms(concept, source)):
            known = found.get(term.source)
            found[term.source] = _joined(known, term) if known else term
    return tuple(found.values())


class _Reader:
    """One pass of expat through a file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._open: list[str] = []
        self._types: list[str] = []
        self._text: list[str] = []
        self._language = ""
        self._concepts: list[_Concept] = []

    def read(self, content: bytes) -> Sequence[_Concept]:
        parser = self._parser
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text.append
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = parser.SkippedEntityHandler = self._entity
        try:
            parser.Parse(content, True)
        except expat.ExpatError as error:
            reason = f"not well-formed XML: {expat.errors.messages[error.code]}"
            raise InputError(self._path, reason, line=error.lineno) from error
        except (ValueError, LookupError) as error:  # an encoding that Python does not know, or not by a name
            raise InputError(self._path, f"its encoding is unknown ({error}); save it as UTF-8", line=1) from error
        return self._concepts

    def _refused(self, reason: str) -> InputError:
        return InputError(self._path, reason, line=self._parser.CurrentLineNumber)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, internal: int) -> None:
        if internal:
            raise self._refused("declares a DTD of its own, which a glossary does not need; delete the declaration")

    def _entity(self, name: str, *_: object) -> None:
        raise self._refused(f"uses the entity {name!r}; write the character itself")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        name = name.rpartition(" ")[2]
        if not self._open and name not in {"martif", "tbx"}:
            raise self._refused(f"no TBX: the root is <{name}>; expected <tbx> or <martif>")
        if len(self._open) == _DEEPEST:
            raise self._refused(f"elements lie in each other more than {_DEEPEST} deep")
        self._open.append(name)
        self._types.append(attributes.get("type", name) if name in _DATA else name)
        if name not in _INSIDE:
            self._text.clear()
        if name in _CONCEPT:
            self._concepts.append(_Concept())
        elif name in _LANGUAGE:
            self._language = attributes.get("http://www.w3.org/XML/1998/namespace lang", attributes.get(_XML_LANG, ""))
        elif name in _TERM and self._concepts:
            self._concepts[-1].said.append(_Said(self._language))

    def _end(self, _name: str) -> None:
        name, kind = self._open.pop(), self._types.pop()
        if name in _INSIDE:
            return
        text = unicodedata.normalize("NFC", " ".join("".join(self._text).split()))
        self._text.clear()
        if self._concepts and text:
            self._told(kind, text)

    def _told(self, kind: str, text: str) -> None:
        concept = self._concepts[-1]
        inside = not _TERM.isdisjoint(self._open)
        if kind == "term" and inside:
            concept.said[-1].text = text
        elif kind in _STATUS and inside:
            concept.said[-1].status = text.lower()
        elif kind == "partOfSpeech" and inside:
            concept.said[-1].pos = text
        elif kind in {"definition", "note"} and not concept.note and not inside:
            concept.note = text


def _terms(concept: _Concept, source: Locale) -> Iterator[Term]:
    targets: dict[str, list[str]] = {}
    forbidden: dict[str, list[str]] = {}
    sources: list[_Said] = []
    for said in concept.said:
        tag = _tag(said.language)
        if not tag or not said.text:
            continue
        wrong = said.status.startswith(_WRONG)
        if _is_source(tag, source):
            sources += [] if wrong else [said]
        elif wrong:
            forbidden.setdefault(tag, []).append(said.text)
        else:
            words = targets.setdefault(tag, [])
            words.insert(0 if said.status.startswith("preferred") else len(words), said.text)
    for said in sources:
        yield Term(said.text, _frozen(targets), _frozen(forbidden), note=concept.note, pos=said.pos)


def _tag(language: str) -> str:
    try:
        return locale(language).tag if language else ""
    except UsageError:
        return ""


def _is_source(tag: str, source: Locale) -> bool:
    """Whether terms are in the language of the articles, of whatever region."""
    said = locale(tag)
    return (said.language, said.script) == (source.language, source.script)


def _frozen(words: Mapping[str, Sequence[str]]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({tag: tuple(dict.fromkeys(each)) for tag, each in words.items()})


def _joined(one: Term, other: Term) -> Term:
    """Two concepts of one word: what either may be called is allowed, and only the rest is forbidden."""
    targets = _union(one.targets, other.targets)
    forbidden = {
        tag: tuple(word for word in words if word not in targets.get(tag, ()))
        for tag, words in _union(one.forbidden, other.forbidden).items()
    }
    note = "; ".join(filter(None, dict.fromkeys((one.note, other.note))))
    return Term(one.source, targets, _frozen({tag: words for tag, words in forbidden.items() if words}), note=note)


def _union(one: Mapping[str, tuple[str, ...]], other: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    return _frozen({tag: (*one.get(tag, ()), *other.get(tag, ())) for tag in {**one, **other}})
