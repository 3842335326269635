"""Front matter in JSON, as Hugo reads it: an object at the very start of an article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from l10n.document import Block, Kind
from l10n.inline import has_letter

_TOKEN: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\[\]:,]')
_HALF: Final = re.compile(r"[\ud800-\udfff]")
"""Half of a character, which no UTF-8 can hold."""
_KEY: Final = re.compile(r"\s*:")


@dataclass(frozen=True, slots=True)
class JsonWriter:
    """A string of JSON."""

    def escape(self, text: str) -> str:
        """One line."""
        return " ".join(re.split(r"\r\n|\r|\n", text)).strip(" \t")

    def place(self, text: str) -> bytes:
        """The string with its quotes."""
        return json.dumps(text, ensure_ascii=False).encode()


def json_head(source: bytes, at: int, keys: tuple[str, ...]) -> tuple[int, tuple[Block, ...]] | None:
    """Where the object that begins at byte `at` ends, and a block for each string of `keys`; None without an object."""
    if not re.match(rb'\{\s*["}]', source[at:]):
        return None
    text = source[at:].decode()
    try:
        found, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or (text[end:].strip(" \t") and text[end:].lstrip(" \t")[0] not in "\r\n"):
        return None
    blocks = tuple(_block(text, at, key, value) for key, value in _strings(text, end) if key in keys)
    return at + len(text[:end].encode()), tuple(each for each in blocks if each.text and not _HALF.search(each.text))


def _strings(text: str, end: int) -> Iterator[tuple[str, re.Match[str]]]:
    """Each key whose value is a string, and the string."""
    key = None
    for token in _TOKEN.finditer(text, 0, end):
        if token[0][0] != '"':
            key = key if token[0] == ":" else None
        elif _KEY.match(text, token.end()):
            key = str(json.loads(token[0]))
        elif key is not None:
            yield key, token
            key = None


def _block(text: str, at: int, key: str, value: re.Match[str]) -> Block:
    start = at + len(text[: value.start()].encode())
    writer, words = JsonWriter(), str(json.loads(value[0]))
    shown = writer.escape(words)
    end = start + len(value[0].encode())
    return Block(start, end, Kind.FRONT_MATTER, shown, writer, note=key, words=has_letter(words))
