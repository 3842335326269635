"""MDX: Markdown in which braces are JavaScript, tags are components, and modules stand between the paragraphs."""

from __future__ import annotations

import re
from functools import lru_cache

from l10n.document import Document, Kind, ParseOptions
from l10n.formats.markdown import decode, marks_in, parse_as, references
from l10n.formats.markdown import encode as encode_markdown
from l10n.formats.markdown.active import active_mdx
from l10n.formats.markdown.emphasis import mended as mended_emphasis
from l10n.inline import Mark, shape

__all__ = ["active", "decode", "encode", "marks", "may_lose_active", "mended", "parse", "references"]


def parse(source: bytes, options: ParseOptions) -> Document:
    """The document of an MDX article.

    Raises UnicodeDecodeError where the bytes are not UTF-8.
    """
    return parse_as(source, options, mdx=True)


@lru_cache(maxsize=4096)
def marks(text: str) -> tuple[Mark, ...]:
    """The inline markup of a text on its own, expressions included."""
    return marks_in(text, mdx=True)


@lru_cache(maxsize=4096)
def active(text: str, kind: Kind) -> tuple[str, ...]:
    """The active content of a text; see `Format`."""
    return active_mdx(text, kind, marks(text))


def may_lose_active() -> bool:
    """It may not."""
    return False


_CODE = re.compile(r"(?<!\\)[{<]")


def encode(words: str) -> str:
    """Plain words as MDX: nothing in it is taken for markup or code."""
    return _CODE.sub(lambda found: "\\" + found[0], encode_markdown(words))


def mended(text: str, source: str, how: str) -> str | None:
    """The translation with emphasis that every renderer sees, if it is then that of its source; see `Format`."""
    return mended_emphasis(text, shape(marks(source)), how, marks)
