"""Attribute lists: braces of attr_list (Python-Markdown), kramdown, Pandoc, MyST and markdown-it-attrs.

They begin with `:`, name an id, a class or a value, or stand right behind an inline element (`**x**{onclick}`). Other
braces are prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from l10n.inline import Mark, atom, delimiters

_BODY: Final = r"""(?=(?P<body>(?:"[^"\n]*+"|'[^'\n]*+'|[^}\n])*))(?P=body)"""
"""Up to the first brace outside of quotes. What a lookahead found is not tried otherwise; a possessive group would say
so more plainly, but groups with branches are matched wrongly by Python up to 3.11.4 (CPython gh-106052)."""
_LIST: Final = re.compile(
    rf"""\{{(?:
        :(?!\}})                                          # {{: .class}}, {{:toc}}, {{::nomarkdown}}
      | =(?=\w)                                          # {{=html}}
      | (?!%)(?=[^{{}}\n]*?(?<![\w.\#])[.\#][A-Za-z_-])  # {{.class}}, {{ #id }}
      | (?!%)(?=[^{{}}\n]*?\w=[^\s{{}}=])                 # {{key=value}}
      ){_BODY}\}}?
    """,
    re.VERBOSE,
)
"""An attribute list wherever it stands; its end may be written behind the text."""
_BEHIND: Final = re.compile(rf"\{{(?![{{%])[ ]*+[^{{}}\n\s]{_BODY}\}}")
_GLUED: Final = re.compile(
    rf"(?:(?<=[^\s`*])[`*]++|[\]>]|==|\+\+|\]\([^()\n]*+\)|(?<!\w)([_~^])[^\s_~^]++\1)(?P<list>{_BEHIND.pattern}?)"
)
"""An attribute list behind what may be the end of an element, to one program or another."""
_NEVER_BEHIND: Final = ("address ", "template ", "break")
"""Labels of marks that are no elements."""


def attribute_lists(text: str) -> Iterator[str]:
    """The attribute lists of a text, as any of the programs may see them; code must be blanked out in it."""
    found = {match.start("list"): match["list"] for match in _GLUED.finditer(text)}
    found |= {match.start(): match[0] for match in _LIST.finditer(text)}
    return (" ".join(found[at].split()) for at in sorted(found))


def with_attribute_lists(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """Marks with the attribute lists that belong to them, and a mark for each list that stands alone."""
    held = [_holding(text, mark) for mark in marks]
    taken = bytearray(len(text))
    for start, end in (span for mark in held for span in delimiters(mark)):
        taken[start:end] = b"\1" * (end - start)
    free = (found for found in _LIST.finditer(text) if found[0].endswith("}") and not taken[found.start()])
    return [*held, *(atom(*found.span(), f"attributes {_written(found[0])}") for found in free)]


def _holding(text: str, mark: Mark) -> Mark:
    found = None if mark.label.startswith(_NEVER_BEHIND) else _BEHIND.match(text, mark.end)
    return replace(mark, end=found.end(), label=f"{mark.label} {_written(found[0])}") if found else mark


def _written(attributes: str) -> str:
    return " ".join(attributes.split())
