"""Active content of Markdown: tags, template marks, attribute lists, addresses; in MDX, expressions and modules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from l10n.document import PLAIN, Kind
from l10n.formats.active import CODE, Finder, Shown, includes, templates, unsafe
from l10n.formats.html.active import tags
from l10n.formats.html.inline import flat
from l10n.formats.html.tokens import TokenKind, tokens
from l10n.formats.markdown.attributes import attribute_lists
from l10n.formats.markdown.emphasis import TAGS
from l10n.formats.markdown.expressions import expression_spans
from l10n.inline import Mark, MarkKind, delimiters

_ROLE: Final = re.compile(r"\{[A-Za-z][\w:.+-]*\}(?=[`\x1a])|(?<![\w:]):[A-Za-z][\w-]*[\[{`]")
"""Roles of MyST (`{include}` and a code span) and directives in a line (`:name[…]`)."""


def active_markdown(text: str, kind: Kind, marks: Sequence[Mark]) -> tuple[str, ...]:
    """The active items of a text of Markdown, whose `marks` say where code is."""
    return _active(text, kind, marks, _MARKDOWN)


def active_mdx(text: str, kind: Kind, marks: Sequence[Mark]) -> tuple[str, ...]:
    """The active items of a text of MDX."""
    return _active(text, kind, marks, _MDX)


_MAY_BE_ACTIVE: Final = re.compile(
    r"[<{&=`]|\]\s?[(:]|8<|!\[\[|:include|\\[a-z]|^(?:im|ex)port |:[A-Za-z][\w-]*[\[`]", re.MULTILINE
)


def _active(text: str, kind: Kind, marks: Sequence[Mark], finders: Sequence[Finder]) -> tuple[str, ...]:
    if not _MAY_BE_ACTIVE.search(text):
        return ()
    plain = kind in PLAIN
    shown = Shown(text, () if plain else tuple(_code(text, marks)), plain)
    return (
        *(item for finder in finders for item in finder(shown)),
        *_code_in_attributes(text, kind, marks),
        *_links_in_attributes(shown, kind),
    )


_CODE_MARK: Final = re.compile("`+[^`]+`+|`+")
_IN_ATTRIBUTES: Final = frozenset({Kind.ALT, Kind.TITLE})


def _code_in_attributes(text: str, kind: Kind, marks: Sequence[Mark]) -> Iterator[str]:
    """Code in what becomes an attribute: Python-Markdown writes its quotation marks there as they are."""
    parts = [text] if kind in _IN_ATTRIBUTES or (kind in PLAIN and "](" in text) else []
    if kind not in PLAIN and "`" in text:
        held = [mark for mark in marks if mark.label.startswith(("link ", "image "))]
        parts = [text[start:end] for mark in held for start, end in delimiters(mark)]
    yield from (found[0] for part in parts if "`" in part for found in _CODE_MARK.finditer(part))


_LINK: Final = re.compile(r"\]\(|(?<!^)<[^\s<>]*[:@]")


def _links_in_attributes(shown: Shown, kind: Kind) -> Iterator[str]:
    """Links in attributes: Python-Markdown writes their tags there, whose quotation marks end the value.

    `<img alt="[x](onerror=alert(1))">` is then a picture with a handler.
    """
    text = shown.bare
    if not _LINK.search(text) or kind is Kind.FRONT_MATTER:
        return
    starts = (each for each in tokens(flat(text)) if each.kind is TokenKind.START and not shown.plain)
    parts = [text] if shown.plain else [text[each.start : each.end] for each in starts]
    yield from ("a link in an attribute" for part in parts for _ in _LINK.finditer(part))


_BACKTICKS: Final = re.compile("`+")


def _code(text: str, marks: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """Code spans, without the attribute lists that belong to them."""
    for mark in marks:
        if mark.kind is MarkKind.ATOM and mark.label.startswith("code "):
            runs = list(_BACKTICKS.finditer(text, mark.start, mark.end))
            ends = (run.end() for run in runs[1:] if len(run[0]) == len(runs[0][0]))
            yield mark.start, next(ends, mark.end)


def _attribute_lists(shown: Shown) -> Iterator[str]:
    text = _without_autolinks(shown.bare)
    if "{" not in text and ":" not in text:
        return
    yield from attribute_lists(text)
    yield from (match[0].rstrip("`\x1a") for match in _ROLE.finditer(text))


_AUTOLINK: Final = re.compile(r"<(?:(?:https?|ftp)://[^\s<>]+|(?:mailto:)?[\w.+-]+@[\w.-]+)>", re.IGNORECASE)


def _without_autolinks(text: str) -> str:
    return _AUTOLINK.sub(lambda found: CODE * len(found[0]), text) if "<" in text else text


def _tags(shown: Shown) -> Iterator[str]:
    """Tags; where Markdown is read, autolinks to a page or a mailbox are links, and `<em>` is emphasis."""
    if shown.plain:
        return tags(shown)
    return (tag for tag in tags(Shown(_without_autolinks(shown.bare))) if tag not in _EMPHASES)


_EMPHASES: Final = frozenset(f"<{end}{tag}>" for tag in TAGS.values() for end in ("", "/"))
"""Tags that are compared as the emphasis that they are: a build may write them."""
_DESTINATION: Final = re.compile(r"\][ \t]?\(\s*|\]:\s*|<(?=[^<>\s]{0,200}:)|=\s*+[\"'{]?+\s*+(?=[^\s\"']{0,200}:)")
"""What stands before an address: of a link, of a definition, of an autolink, of an attribute."""


def _addresses(shown: Shown) -> Iterator[str]:
    """Links to what a browser runs."""
    for found in _DESTINATION.finditer(shown.bare):
        window = shown.bare[found.end() : found.end() + 240].lstrip("<")
        if scheme := unsafe(window):
            end = re.search(r"[)\n>]|$", window)
            yield f"a link to {scheme} {window[: end.start() if end else None]}"


# --- MDX ---


def _expressions(shown: Shown) -> Iterator[str]:
    """Expressions, and braces and angle brackets that would begin code."""
    text = shown.bare
    at = 0
    for start, end in expression_spans(text):
        yield from _openings(text[at:start])
        yield " ".join(text[start:end].split())
        at = end
    yield from _openings(text[at:])


_OPENING: Final = re.compile(r"\\.|\{|<(?=[^\sA-Za-z!?]|\Z)", re.DOTALL)


def _openings(text: str) -> Iterator[str]:
    return (found[0] for found in _OPENING.finditer(text) if not found[0].startswith("\\"))


_MODULE: Final = re.compile(r"^(?:import|export) .*", re.MULTILINE)


def _modules(shown: Shown) -> Iterator[str]:
    return (found[0] for found in _MODULE.finditer(shown.bare)) if not shown.plain else iter(())


def _mdx_tags(shown: Shown) -> Iterator[str]:
    """Tags, with or without an end: either is code. MDX has no autolinks."""
    return (tag for tag in tags(Shown(shown.bare, plain=True)) if shown.plain or tag not in _EMPHASES)


_SHARED: Final = (templates, includes, _addresses)
_MARKDOWN: Final[tuple[Finder, ...]] = (*_SHARED, _tags, _attribute_lists)
_MDX: Final[tuple[Finder, ...]] = (*_SHARED, _mdx_tags, _expressions, _modules)
