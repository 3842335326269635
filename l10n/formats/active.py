r"""Active content: what a browser, a site generator or a template engine would run, read or obey in a text.

A catalogue is written by people who may not write a site's code, so the active items of a translation must be those
of its source. Each format says which finders look at its texts; an item is a line that people can read. Finders are
wider than any one renderer, because renderers disagree: CommonMark escapes `\<b>`, Python-Markdown does not. All are
linear: no pattern looks for an end that may be missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from l10n.inline import unescape

CODE: Final = "\x1a"
"""Stands for each character of a code span."""


@dataclass(frozen=True)
class Shown:
    """A text as finders look at it."""

    text: str
    code: tuple[tuple[int, int], ...] = ()
    """Where code spans stand: tags, braces and addresses are text in them, template marks are not."""
    plain: bool = False
    """Whether it is written into a page as it is: then a tag needs no end to be one."""

    @cached_property
    def bare(self) -> str:
        """The text with its code blanked out, at the same length."""
        characters = list(self.text) if self.code else []
        for start, end in self.code:
            characters[start:end] = CODE * (end - start)
        return "".join(characters) or self.text


Finder = Callable[[Shown], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Difference:
    """How the active content of a translation differs from that of its source."""

    added: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether it differs at all."""
        return bool(self.added or self.lost)

    def __str__(self) -> str:
        """For people, short: what is brought in, and what is lost."""
        parts = (("brings in", self.added), ("loses", self.lost))
        return "; ".join(f"{verb} {', '.join(map(_short, items[:3]))}" for verb, items in parts if items)


def difference(source: Sequence[str], translation: Sequence[str]) -> Difference:
    """What `translation` has more and less often than `source`."""
    before, after = Counter(source), Counter(translation)
    return Difference(tuple(sorted((after - before).elements())), tuple(sorted((before - after).elements())))


def _short(item: str) -> str:
    line = " ".join(item.split())
    return line if len(line) <= 60 else f"{line[:58]}…"


# --- templates ---

_CLOSERS: Final = {
    "{{": "}}",
    "{{{": "}}}",
    "{{<": ">}}",
    "{{%": "%}}",
    "{%": "%}",
    "{#": "#}",
    "<%": "%>",
    "<?": "?>",
    "{!": "!}",
}
"""Marks of Jinja, Liquid, Twig, Hugo, Vue, Handlebars, Markdoc, ERB, EJS, PHP and markdown-include, with their ends."""
_DELIMITER: Final = re.compile(r"\{\{[{<%]?|[}>%]?\}\}|\{[%#!]|[%#!]\}|<[%?]|[%?]>")
_MAY_HOLD_TEMPLATE: Final = re.compile(r"\{[{%#!]|<[%?]")
_HARMLESS_ALONE: Final = frozenset({"{!"})


def templates(shown: Shown) -> Iterator[str]:
    """Template expressions, statements, comments and shortcodes; those in code, too, as generators expand them there.

    A mark without its end is an item as well: the end may stand in another text.
    """
    yield from _templates(shown.text, shown.bare)
    unescaped = _BACKSLASH.sub(r"\1", unescape(shown.bare)) if _MAY_HIDE.search(shown.bare) else ""
    if "{{" in unescaped:  # Vue compiles the page, in which references and escapes are characters already
        yield from (f"in the page: {item}" for item in _templates(unescaped, unescaped) if item.startswith("{{"))


_MAY_HIDE: Final = re.compile(r"[\\&]")
_BACKSLASH: Final = re.compile(r"\\([{}])")


def _templates(text: str, bare: str) -> Iterator[str]:
    if not _MAY_HOLD_TEMPLATE.search(text):
        return
    found = list(_DELIMITER.finditer(text))
    for number, mark in enumerate(found):
        closer = _CLOSERS.get(mark[0])
        if closer is None:
            continue
        place = "in code: " if bare[mark.start()] == CODE != text[mark.start()] else ""
        following = found[number + 1] if number + 1 < len(found) else None
        if following and following[0].endswith(closer[-2:]):
            yield place + " ".join(text[mark.start() : following.end()].split())
        elif mark[0] not in _HARMLESS_ALONE:
            yield place + mark[0]


_INCLUDE: Final = re.compile(
    r"""(?<!-)-++8<-+                                  # pymdownx.snippets
      | (?:^|(?<=\n))[ \t]*<<<[ \t]*[^\s<]+     # VitePress
      | !\[\[                                   # Obsidian
      | ["']\s*:include\b                       # Docsify
      | \\(?:input|include|includegraphics|verbatiminput|lstinputlisting|openin|openout|read|write|immediate|directlua)
        (?![A-Za-z])                            # raw TeX, in Pandoc
    """,
    re.VERBOSE,
)


def includes(shown: Shown) -> Iterator[str]:
    """Marks that make a generator read another file."""
    return (found[0].strip() for found in _INCLUDE.finditer(shown.bare))


# --- addresses ---

_IGNORED: Final = re.compile(r"[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028\u2029\u2060\ufeff\\]+")
_UNSAFE: Final = re.compile(r"(?:javascript|vbscript|livescript|data|mocha|jar|file|blob|view-source):", re.IGNORECASE)
_LONGEST_SCHEME: Final = 200
"""Characters of an address that are looked at: a scheme written with references for each letter fits."""


def unsafe(address: str) -> str:
    """The scheme of an address that a browser runs or that leaves the web; empty where there is none.

    Browsers drop tabs and line ends; references and escapes are resolved as a renderer does, twice.
    """
    start = address[:_LONGEST_SCHEME]
    if ":" not in start and "&" not in start:
        return ""
    found = _UNSAFE.match(_IGNORED.sub("", unescape(unescape(start))))
    return found[0].lower() if found else ""
