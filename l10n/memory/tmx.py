"""TMX 1.4b read: pairs of sentences that other programs exchange.

The file is other people's, so nothing in it is followed: entities that it declares are refused, as they are how a small
file becomes a huge one, and no DTD is looked up. Source: TMX 1.4b Specification, Localization Industry Standards
Association, 2005.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.parsers import expat

from l10n.errors import InputError, UsageError
from l10n.locales import Locale, locale
from l10n.memory.pair import Pair

BEFORE, AFTER = "x-before", "x-after"
"""Types of the properties that hold the neighbours of a unit; TMX leaves such names to whoever writes the file."""

_PIECE: Final = 1 << 16
_CODES: Final = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""Elements that hold the native markup of their place; `hi` holds words."""
_NATIVE: Final = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|br|cite|code|del|dfn|em|i|img|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var"
    r"|wbr)(?:\s[^<>]*)?/?>|[*_]{1,3}|~~|`+|!?\[|\]\([^\s()]*\)|\{\{?\w*\}?\}|%(?:\(\w+\)|\d+\$)?[sd]|\$\{\w+\}"
)
"""Markup of the formats that articles are written in. Other programs' codes, as `{\\b ` of RTF, are left out."""


def pairs(content: bytes, path: Path, source: Locale, locales: Sequence[Locale]) -> Iterator[Pair]:
    """The pairs from the source language into these locales, in the order of the file.

    `path`: as messages name it. Language codes are read as generously as possible: `EN-US` is English, `zh-CN` is
    Simplified Chinese, `ru_RU` is Russian. Raises InputError, with the line, where it is no TMX.
    """
    reader = _Reader(path)
    for at in range(0, len(content) + 1, _PIECE):
        for unit in reader.units(content[at : at + _PIECE], last=at + _PIECE > len(content)):
            yield from _of_unit(unit, reader, source, locales)


def _of_unit(unit: _Unit, reader: _Reader, source: Locale, locales: Sequence[Locale]) -> Iterator[Pair]:
    own = source.tag
    texts: dict[str, str] = {}
    for code, text in unit.variants:
        tag = reader.tag(code, source, locales)
        if text.strip() and tag is not None:
            texts.setdefault(tag, text)
    if own not in texts:
        return
    for tag, text in texts.items():
        if tag != own:
            yield Pair(tag, texts[own], text, unit.properties.get(BEFORE), unit.properties.get(AFTER))


@dataclass(slots=True)
class _Unit:
    """A `tu` while it is read."""

    variants: list[tuple[str, str]] = field(default_factory=list)
    """Language code and text of each `tuv`."""
    properties: dict[str, str] = field(default_factory=dict)
    language: str = ""
    segment: list[str] | None = None
    """The text of the open `seg`."""
    code: list[str] | None = None
    """The content of the open code element."""
    prop: tuple[str, list[str]] | None = None
    ignored: int = 0
    """How deep in elements whose content is no text of this segment, such as `sub` in a code."""


class _Reader:
    """An XML parser that hands out units."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._tags: dict[str, str | None] = {}
        self._open: list[str] = []
        self._unit: _Unit | None = None
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

    def tag(self, code: str, source: Locale, locales: Sequence[Locale]) -> str | None:
        """Which of the locales, or the source language, a code of the file means, by `Locale.tag`."""
        if code not in self._tags:
            self._tags[code] = meant(code, (source, *locales))
        return self._tags[code]

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if not self._open and name != "tmx":
            raise self._error(f"<{name}> is no TMX; expected <tmx>")
        self._open.append(name)
        unit = self._unit
        if name == "tu":
            self._unit = _Unit()
        elif unit is None:
            return
        elif name == "tuv":
            unit.language = attributes.get("xml:lang") or attributes.get("lang") or ""
        elif name == "prop" and unit.segment is None:
            unit.prop = (attributes.get("type", ""), [])
        elif name == "seg":
            unit.segment = []
        elif unit.segment is not None:
            _start_inline(unit, name)

    def _end(self, name: str) -> None:
        self._open.pop()
        unit = self._unit
        if unit is None:
            return
        if name == "tu":
            self._done.append(unit)
            self._unit = None
        elif name == "prop" and unit.prop is not None:
            if "tuv" not in self._open:
                unit.properties[unit.prop[0]] = "".join(unit.prop[1])
            unit.prop = None
        elif name == "seg" and unit.segment is not None:
            unit.variants.append((unit.language, "".join(unit.segment)))
            unit.segment = None
        elif unit.segment is not None:
            _end_inline(unit, name)

    def _text(self, text: str) -> None:
        unit = self._unit
        if unit is None or unit.ignored:
            return
        if unit.prop is not None:
            unit.prop[1].append(text)
        elif unit.code is not None:
            unit.code.append(text)
        elif unit.segment is not None:
            unit.segment.append(text)

    def _refuse_entity(self, name: str, *_: object) -> None:
        raise self._error(f"it declares the entity {name!r}, which is not followed; export it without")

    def _refuse_skipped(self, name: str, is_parameter: bool) -> None:  # noqa: FBT001 - as expat calls it
        if not is_parameter:
            raise self._error(f"the entity {name!r} is not known; export it without")

    def _error(self, message: str) -> InputError:
        return InputError(self._path, message, line=self._parser.CurrentLineNumber)


def _start_inline(unit: _Unit, name: str) -> None:
    if unit.ignored or (unit.code is not None):
        unit.ignored += 1
    elif name in _CODES:
        unit.code = []
    elif name != "hi":
        unit.ignored += 1


def _end_inline(unit: _Unit, name: str) -> None:
    if unit.ignored:
        unit.ignored -= 1
    elif name in _CODES and unit.code is not None and unit.segment is not None:
        native = "".join(unit.code)
        if _NATIVE.fullmatch(native):
            unit.segment.append(native)
        unit.code = None


def meant(code: str, locales: Sequence[Locale]) -> str | None:
    """The tag of the locale that a language code means: that of its own, or the one without its country.

    `ru-RU` means `ru`; `pt` does not mean `pt-BR`, as nobody knows which Portuguese it is.
    """
    try:
        tag = locale(code).tag
    except UsageError:
        return None
    tags = [each.tag for each in locales]
    if tag in tags:
        return tag
    wide = re.sub(r"-(?:[A-Z]{2}|\d{3})\b.*", "", tag)
    return wide if wide in tags else None
