r"""Inline codes of exchanged segments: what of them Markdown and HTML can hold, and whether two texts have the same.

A code that other programs alone understand (`{\b `, `<f0>`, `{1>`, an empty `<x/>`) stands for something that would be
missing, so a text with one is no text of an article. What is markup, a placeholder or plain words is kept as written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from l10n.inline import unescape
from l10n.lines import joint


@dataclass(frozen=True, slots=True)
class Code:
    """The content of an inline element that holds the markup of its place."""

    content: str
    element: str = "ph"


Parts = Sequence[str | Code]
"""A segment: runs of text, and codes."""

_ELEMENTS: Final = frozenset(
    re.findall(
        r"\w+",
        "a abbr acronym address area article aside audio b bdi bdo big blockquote br button caption center cite code"
        " col colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure font"
        " footer form h1 h2 h3 h4 h5 h6 header hr i iframe img input ins kbd label legend li link main map mark menu"
        " meta meter nav nobr object ol optgroup option output p picture pre progress q rp rt ruby s samp section"
        " select small source span strike strong sub summary sup svg table tbody td template textarea tfoot th thead"
        " time tr track tt u ul var video wbr",
    )
)
"""HTML Living Standard, section 4, and the elements that older pages have."""
_TAG: Final = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)"
    r"(?:\s+[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*\s*/?>"
)
_MOST: Final = "{1,400}?"
"""Characters in a formula, in code or in a placeholder: without a limit, an open one in each of many places is slow."""
_WHOLE: Final = re.compile(
    rf"(?P<math>\$\$.{_MOST}\$\$|\$(?!\s)[^$]{_MOST}(?<!\s)\$(?!\d)|\\\(.{_MOST}\\\)|\\\[.{_MOST}\\\])"
    rf"|(?P<code>(?<!`)(?P<fence>`{{1,9}})(?!`).{_MOST}(?<!`)(?P=fence)(?!`))"
    rf"|(?P<template>\{{\{{.{_MOST}\}}\}}|\{{%.{_MOST}%\}}|\$\{{[^{{}}]*\}}|\{{[\w.:!-]*\}}"
    r"|%(?:\(\w+\)|\d+\$)?[-+#0-9.]*[a-zA-Z@](?![A-Za-z]))"
    r"|(?P<address><?(?:(?:https?|ftp)://|mailto:|(?<!\w)www\.)[^\s<>]+>?|(?<![\w.+-])<?[\w.+-]+@[\w-]+(?:\.[\w-]+)+>?)"
    rf"|(?P<comment><!--.{_MOST}-->)|(?P<footnote>\[\^[^\[\]\s]+\])|(?P<image>!\[[^\[\]]*\]\([^()]*\))"
    r"|(?P<link>\[[^\[\]]*\]\([^()]*\))|(?P<entity>&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});)",
    re.DOTALL,
)
"""What means the same wherever it stands."""
_OPENING: Final = re.compile(r"!?\[")
_CLOSING: Final = re.compile(r"\](?:\([^()]*\)|\[[^\[\]]*\])")
_DELIMITER: Final = re.compile(r"\*{1,3}|_{1,3}|~~?|==|`+|\^|\$\$?|\+\+|\|\|")
_PLACEHOLDER: Final = re.compile(r"\{[\w.:!-]*\}|%[^%]*|\$\{[^{}]*\}")
"""What stands for a word, and never for an end of markup."""
_FOREIGN: Final = re.compile(r"<[^\s<>=-][^<>]*>|(?<![\w:.\\])\\[A-Za-z*]|[\x00-\x08\x0b\x0c\x0e-\x1f\ufffc\ufffd]")
"""Tags of no page, control words of RTF and TeX, characters that are no text."""
_SPACES: Final = re.compile(r"[ \t\r\n\f\v]+")


def native(parts: Parts) -> str | None:
    """A segment as an article would have it; None where a code of it cannot be kept, or its pairs are not whole.

    Spaces at the ends go, a run of them is one, and a line break what it stands for in its script.
    """
    codes = [part for part in parts if isinstance(part, Code)]
    if not all(map(_is_kept, codes)) or not _is_paired(codes):
        return None
    text = ""
    for number, part in enumerate(_with_outer_spaces(parts)):
        text += part if number % 2 else _spaced(text, part)
    return text.strip()


def same_codes(one: Parts, other: Parts, texts: tuple[str, str]) -> bool:
    """Whether two segments, and the texts that became of them, have the same markup; without codes, it is not asked."""
    found = [[part for part in parts if isinstance(part, Code)] for parts in (one, other)]
    if not any(found):
        return True
    delimiters = [Counter(mark for code in codes for mark in _delimiters(code.content)) for codes in found]
    return _constructs(texts[0]) == _constructs(texts[1]) and delimiters[0] == delimiters[1]


def _with_outer_spaces(parts: Parts) -> list[str]:
    """Text and codes in turn, beginning and ending with text; spaces around what a code holds belong to the text."""
    found = [""]
    for part in parts:
        if isinstance(part, str):
            found[-1] += part
        elif not part.content.strip():
            found[-1] += part.content
        else:
            core = part.content.strip()
            start = part.content.index(core)
            found[-1] += part.content[:start]
            found += [core, part.content[start + len(core) :]]
    return found


def _spaced(before: str, text: str) -> str:
    """A run of text with its spaces put right."""
    found, at = [], 0
    for run in _SPACES.finditer(text):
        left, right = text[max(0, run.start() - 100) : run.start()] or before, text[run.end() : run.end() + 100]
        several = len(run[0]) > 1 or run[0] != " "
        found += [text[at : run.start()], joint(left, right) if several and right else " "]
        at = run.end()
    return "".join([*found, text[at:]])


# --- what can be kept


def _is_kept(code: Code) -> bool:
    """Whether Markdown or HTML has a code as it is written; of pairs, words are none of it."""
    content = code.content
    if not content:
        return False
    rest = _TAG.sub(lambda tag: "" if tag["name"].lower() in _ELEMENTS else tag[0], _WHOLE.sub("", content))
    if _FOREIGN.search(rest) or _FOREIGN.search(unescape(content).replace(content, "")):
        return False
    if _OPENING.fullmatch(rest.strip()) or _CLOSING.fullmatch(rest.strip()):
        return True
    if not (_balanced(rest, "{}") and _balanced(rest, "[]")):
        return False
    return code.element == "ph" or not (any(map(str.isalnum, rest)) or _PLACEHOLDER.fullmatch(content.strip()))


def _balanced(text: str, brackets: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == brackets[0]) - (character == brackets[1])
        if depth < 0:
            return False
    return depth == 0


def _is_paired(codes: Sequence[Code]) -> bool:
    """Whether as many codes of pairs begin as end."""
    counts = Counter(code.element for code in codes)
    return counts["bpt"] == counts["ept"]


# --- what two texts must share


def _constructs(text: str) -> Counter[str]:
    """The tags, code, formulas, placeholders, addresses and links of a text; where links lead may differ."""
    found = [_construct(match) for match in _WHOLE.finditer(text)]
    rest = _WHOLE.sub(" ", text)
    tags = [f"<{tag['end']}{tag['name'].lower()}" for tag in _TAG.finditer(rest) if tag["name"].lower() in _ELEMENTS]
    links = ["link" for _ in _CLOSING.finditer(rest)]
    return Counter([*filter(None, found), *tags, *links])


def _construct(match: re.Match[str]) -> str:
    kind = match.lastgroup if match.lastgroup != "fence" else "code"
    if kind in {"entity", "comment"}:
        return ""
    return str(kind) if kind in {"address", "image", "link"} else match[0]


def _delimiters(content: str) -> list[str]:
    """Emphasis, by its strength, however it is written."""
    rest = _TAG.sub(" ", _WHOLE.sub(" ", content))
    return [found[0].replace("_", "*") for found in _DELIMITER.finditer(_CLOSING.sub(" ", rest))]
