"""Formats of articles: a visible table from file name to parser. Adding one is a file and a line here."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import PurePath
from typing import Protocol, cast

from l10n.document import Document, Kind, ParseOptions, Reference
from l10n.formats.active import Difference, difference
from l10n.inline import Mark

__all__ = ["SUFFIXES", "Difference", "Format", "ParseOptions", "difference", "format_of"]


class Format(Protocol):
    """What a format module offers; all of its functions are pure."""

    def parse(self, source: bytes, options: ParseOptions) -> Document:
        """The document of an article.

        Raises UnicodeDecodeError where the bytes are not the UTF-8 that they must be.
        """
        ...

    def references(self, source: bytes) -> tuple[Reference, ...]:
        """The pages and files that an article names, in order; none between the switches `off` and `on`."""
        ...

    def marks(self, text: str) -> tuple[Mark, ...]:
        """The inline markup of a text on its own."""
        ...

    def decode(self, text: str) -> str:
        """Native text without markup as plain words: entities and escapes resolved."""
        ...

    def encode(self, words: str) -> str:
        """Plain words as native text: nothing in it is taken for markup."""
        ...

    def active(self, text: str, kind: Kind) -> tuple[str, ...]:
        """What in a text a browser, a site generator or a template engine would run or obey: one line for each.

        Those of a translation must be those of its source.
        """
        ...

    def may_lose_active(self) -> bool:
        """Whether a translation may lack active content of its source."""
        ...

    def mended(self, text: str, source: str, how: str) -> str | None:
        """A translation written so that a parser sees its markup as it was meant; the same text if it does already.

        Its words are the same, its markup is that of `source`; None where what was meant is another.
        `how`: one of `EMPHASES`; with `off` nothing is rewritten.
        """
        ...


_MODULES: Mapping[str, str] = {
    ".md": "l10n.formats.markdown",
    ".markdown": "l10n.formats.markdown",
    ".mdx": "l10n.formats.mdx",
    ".html": "l10n.formats.html",
    ".htm": "l10n.formats.html",
    ".xhtml": "l10n.formats.html",
    ".txt": "l10n.formats.text",
}
SUFFIXES = frozenset(_MODULES)


def format_of(path: PurePath) -> Format:
    """The format of an article by its suffix; the suffix must be one of `SUFFIXES`."""
    return cast("Format", import_module(_MODULES[path.suffix.lower()]))
