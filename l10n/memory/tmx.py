"""TMX 1.4b read: pairs of sentences that other programs exchange.

The file is other people's, so nothing in it is followed: entities that it declares are refused, as they are how a small
file becomes a huge one, and no DTD is looked up. Source: TMX 1.4b Specification, Localization Industry Standards
Association, 2005.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final
from xml.parsers import expat

from l10n.errors import InputError, UsageError
from l10n.locales import Locale, locale
from l10n.memory.codes import Code, native, same_codes
from l10n.memory.pair import Pair
from l10n.parsing import readable

TOOL = "article-l10n"
"""The tool that a file of ours names."""
BEFORE, AFTER = "x-before", "x-after"
"""Types of the properties that hold the neighbours of a unit; TMX leaves such names to whoever writes the file."""

_PIECE: Final = 1 << 16
_DEEPEST: Final = 100
"""Levels of elements; the standard has fewer than ten, but `sub` may lie in codes of `sub`."""
_PAIRED: Final = frozenset({"bpt", "ept", "it", "ut"})
"""Elements that hold one end of markup; their words are none of the text."""
_CODES: Final = _PAIRED | {"ph"}
"""Elements that hold the native markup of their place, or in XLIFF's dialects stand for it."""
_EMPTY: Final = frozenset({"x", "bx", "ex", "sc", "ec", "cp"})
"""Elements of XLIFF that stand for a code which is elsewhere; `equiv-text` may tell it."""
_TEXT: Final = frozenset({"hi", "mrk", "sub"})
"""Elements that may be empty and stand for nothing."""


class Reason(StrEnum):
    """Why a translation is no pair."""

    CODE = "inline code that cannot be kept"
    DIFFERENT = "inline codes that differ between the languages"
    EMPTY = "no text"
    ALONE = "no sentence to go with it"
    UNKNOWN = "a language that is not known"
    OTHER = "other languages"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A translation that is no pair of this project."""

    line: int
    reason: Reason
    shown: str = ""
    """What of it a person should look at."""


def pairs(content: bytes, path: Path, source: Locale, locales: Sequence[Locale]) -> Iterator[Pair]:
    """The pairs from the source language into these locales, in the order of the file; see `read_tmx`."""
    return (each for each in read_tmx(content, path, source, locales) if isinstance(each, Pair))


def read_tmx(content: bytes, path: Path, source: Locale, locales: Sequence[Locale]) -> Iterator[Pair | LeftOut]:
    """The pairs from the source language into these locales, and what is none, in the order of the file.

    `path`: as messages name it. Language codes are read as generously as possible: `EN-US` is English, `zh-CN` is
    Simplified Chinese, `ru_RU` is Russian. A pair is whole: what it has of codes is kept, and in both languages alike.
    Raises InputError, with the line, where it is no TMX.
    """
    reader = _Reader(path)
    with readable(path, "damaged"):
        for at in range(0, len(content) + 1, _PIECE):
            for unit in reader.units(content[at : at + _PIECE], last=at + _PIECE > len(content)):
                yield from _of_unit(unit, reader, source, locales)


def _of_unit(unit: _Unit, reader: _Reader, source: Locale, locales: Sequence[Locale]) -> Iterator[Pair | LeftOut]:
    own: list[_Variant] = []
    others: list[tuple[str, _Variant]] = []
    foreign: list[LeftOut] = []
    for variant in unit.variants:
        tag = reader.tag(variant.language, source, locales)
        if tag is None:
            known = bool(reader.tag(variant.language, source, locales, known=True))
            foreign.append(LeftOut(variant.line, Reason.OTHER if known else Reason.UNKNOWN, variant.language))
        elif tag == source.tag:
            own.append(variant)
        else:
            others.append((tag, variant))
    for tag, variant in others:
        yield from _of_variant(own, tag, variant, unit)
    if own and not others and not foreign:
        foreign = [LeftOut(unit.line, Reason.ALONE, str(own[0]))]
    yield from foreign


def _of_variant(own: Sequence[_Variant], tag: str, variant: _Variant, unit: _Unit) -> Iterator[Pair | LeftOut]:
    """A translation with each sentence that it stands beside, which is one but in odd files."""
    if not own:
        yield LeftOut(variant.line, Reason.ALONE, str(variant))
    for sentence in own:
        texts = sentence.text(as_it_is=unit.ours), variant.text(as_it_is=unit.ours)
        broken = sentence if texts[0] is None else variant
        if texts[0] is None or texts[1] is None:
            yield LeftOut(broken.line, Reason.CODE, str(broken))
        elif not (texts[0].strip() and texts[1].strip()):
            yield LeftOut(variant.line, Reason.EMPTY, str(variant) or str(sentence))
        elif not same_codes(sentence.parts, variant.parts, (texts[0], texts[1])):
            yield LeftOut(variant.line, Reason.DIFFERENT, str(variant))
        else:
            yield Pair(tag, texts[0], texts[1], unit.properties.get(BEFORE), unit.properties.get(AFTER))


@dataclass(slots=True)
class _Variant:
    """A `tuv` while it is read."""

    line: int
    language: str
    parts: list[str | Code] = field(default_factory=list)

    def __str__(self) -> str:
        return " ".join("".join(part if isinstance(part, str) else f"[{part.content}]" for part in self.parts).split())

    def text(self, *, as_it_is: bool) -> str | None:
        """What an article would have; None where that cannot be told."""
        if as_it_is:
            return "".join(part if isinstance(part, str) else part.content for part in self.parts)
        return native(self.parts)


@dataclass(slots=True)
class _Unit:
    """A `tu` while it is read."""

    line: int
    ours: bool
    """Whether we wrote the file: then texts are those of articles, to the letter."""
    variants: list[_Variant] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    variant: _Variant | None = None
    """The open `tuv`."""
    in_segment: bool = False
    inline: list[_Inline] = field(default_factory=list)
    """The elements that are open in the `seg`."""
    prop: tuple[str, list[str]] | None = None


@dataclass(slots=True)
class _Inline:
    """An element in a `seg` while it is read."""

    name: str
    size: int
    """How many parts there were before it."""
    told: str
    """What an element without content says that it stands for."""
    code: list[str] | None
    """Its content, and that of all elements in it, where that is a code."""


class _Reader:
    """An XML parser that hands out units."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._tags: dict[tuple[str, bool], str | None] = {}
        self._open: list[str] = []
        self._unit: _Unit | None = None
        self._ours = False
        self._done: list[_Unit] = []
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._refuse_entity
        parser.SkippedEntityHandler = self._refuse_skipped

    def units(self, piece: bytes, *, last: bool) -> list[_Unit]:
        """The units that end in the next piece of the file."""
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise InputError(self._path, f"damaged XML: {reason}; export it again", line=error.lineno) from error
        except (ValueError, LookupError) as error:
            raise InputError(self._path, f"an encoding that cannot be read: {error}; save it as UTF-8") from error
        found, self._done = self._done, []
        return found

    def tag(self, code: str, source: Locale, locales: Sequence[Locale], *, known: bool = False) -> str | None:
        """Which of the locales, or the source language, a code of the file means, by `Locale.tag`.

        `known`: which language it means at all.
        """
        if (code, known) not in self._tags:
            self._tags[code, known] = _language(code) if known else meant(code, (source, *locales))
        return self._tags[code, known]

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if not self._open and name != "tmx":
            raise self._error(f"<{name}> is no TMX; expected <tmx>")
        if len(self._open) == _DEEPEST:
            raise self._error(f"elements lie in each other more than {_DEEPEST} deep; export it again")
        self._open.append(name)
        line = self._parser.CurrentLineNumber
        unit = self._unit
        if name == "header":
            self._ours = attributes.get("creationtool") == TOOL
        elif unit is not None and unit.in_segment:
            _start_inline(unit, name, attributes)
        elif name == "tu":
            self._close_unit()
            self._unit = _Unit(line, self._ours)
        elif unit is not None:
            _start_of_unit(unit, name, attributes, line)

    def _end(self, name: str) -> None:
        self._open.pop()
        unit = self._unit
        if unit is None:
            return
        if unit.in_segment and unit.inline:
            _end_inline(unit)
        elif name == "tu":
            self._close_unit()
        elif name == "prop" and unit.prop is not None:
            if unit.variant is None:
                unit.properties[unit.prop[0]] = "".join(unit.prop[1])
            unit.prop = None
        elif name == "seg":
            unit.in_segment = False
        elif name == "tuv":
            unit.variant = None

    def _close_unit(self) -> None:
        if self._unit is not None:
            self._done.append(self._unit)
        self._unit = None

    def _text(self, text: str) -> None:
        unit = self._unit
        if unit is None:
            return
        if unit.in_segment and unit.variant is not None:
            code = unit.inline[0].code if unit.inline else None
            code = next((each.code for each in unit.inline if each.code is not None), code)
            (unit.variant.parts if code is None else code).append(text)
        elif unit.prop is not None:
            unit.prop[1].append(text)

    def _refuse_entity(self, name: str, *_: object) -> None:
        raise self._error(f"it declares the entity {name!r}, which is not followed; export it without")

    def _refuse_skipped(self, name: str, is_parameter: bool) -> None:  # noqa: FBT001 - as expat calls it
        if not is_parameter:
            raise self._error(f"the entity {name!r} is not known; export it without")

    def _error(self, message: str) -> InputError:
        return InputError(self._path, message, line=self._parser.CurrentLineNumber)


def _start_of_unit(unit: _Unit, name: str, attributes: Mapping[str, str], line: int) -> None:
    if name == "tuv":
        unit.variant = _Variant(line, attributes.get("xml:lang") or attributes.get("lang") or "")
        unit.variants.append(unit.variant)
    elif name == "prop":
        unit.prop = (attributes.get("type", ""), [])
    elif name == "seg" and unit.variant is not None:
        unit.in_segment = True


def _start_inline(unit: _Unit, name: str, attributes: Mapping[str, str]) -> None:
    within = any(each.code is not None for each in unit.inline)
    code: list[str] | None = [] if not within and name in _CODES | _EMPTY else None
    told = attributes.get("equiv-text") or attributes.get("equiv") or attributes.get("disp") or ""
    size = len(unit.variant.parts) if unit.variant else 0
    unit.inline.append(_Inline(name, size, told, code))


def _end_inline(unit: _Unit) -> None:
    """A code is kept with all that is in it; an element that holds nothing stands for a code that is elsewhere."""
    done = unit.inline.pop()
    if unit.variant is None or any(each.code is not None for each in unit.inline):
        return
    if done.code is not None:
        content = "".join(done.code)
        unit.variant.parts.append(Code(content or done.told, done.name if done.name in _PAIRED else "ph"))
    elif done.name not in _TEXT and len(unit.variant.parts) == done.size:
        unit.variant.parts.append(Code(done.told))


def _language(code: str) -> str | None:
    try:
        return locale(code).tag
    except UsageError:
        return None


def meant(code: str, locales: Sequence[Locale]) -> str | None:
    """The tag of the locale that a language code means: that of its own, or the one without its country.

    `ru-RU` means `ru`; `pt` does not mean `pt-BR`, as nobody knows which Portuguese it is.
    """
    if (tag := _language(code)) is None:
        return None
    tags = [each.tag for each in locales]
    if tag in tags:
        return tag
    wide = re.sub(r"-(?:[A-Z]{2}|\d{3})\b.*", "", tag)
    return wide if wide in tags else None
