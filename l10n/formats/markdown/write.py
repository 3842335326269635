"""Text back into Markdown: what each place in an article asks to be escaped, and how lines continue there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from l10n.formats.markdown.inline import spelled_out
from l10n.formats.markdown.joint import joint

_HTML_BLOCKS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    "menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|"
    "track|ul|pre|script|style|textarea"
)
_LINE_STARTS: Sequence[tuple[re.Pattern[str], str]] = tuple(
    (re.compile(pattern, re.IGNORECASE), replacement)
    for pattern, replacement in (
        (r"^(#{1,6})(?=[ \t]|$)", r"\\\1"),
        (r"^([-+*])(?=[ \t]|$)", r"\\\1"),
        (r"^([-*_=])(?=[ \t]*\1|[ \t]*$)(?=(?:[ \t]*\1)*[ \t]*$)", r"\\\1"),
        (r"^(\d{1,9})([.)])(?=[ \t]|$)", r"\1\\\2"),
        (r"^>", r"\\>"),
        (r"^(```+(?=[^`]*$)|~~~+)", r"\\\1"),
        (r"^:", r"\\:"),
        (r"^(?=\|)", r"\\"),
        (r"^(?=[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)+$)", r"\\"),
        (r"^\[(?=[^\]]*\]:)", r"\\["),
        (r"^\*(?=\[[^\]]*\]:)", r"\\*"),  # an abbreviation of PHP Markdown Extra
        (r"^\[(?=!|[ xX]\](?:[ \t]|$))", r"\\["),
        (r"^(\+\+\+|\$\$|!!!|\?\?\?|===|///)", r"\\\1"),
        (r"^(import|export)(?=[ ].*[ ]from[ ][\"'])", r"&#105;\1"),
        (r"^\{(?=%|\{[<%])", r"\\{"),
        (rf"^<(?=!--|\?|![A-Z]|!\[CDATA\[|/?(?:{_HTML_BLOCKS})(?:[\s/>]|$))", r"\\<"),
        (r"^<(?=/?[A-Za-z][^<>]*>[ \t]*$)", r"\\<"),
    )
)
_BLANKS = " \t\v\f"
_LINE_END = re.compile(r"\r\n|\r|\n")
_OPEN_BACKSLASH = re.compile(r"(?<!\\)(?:\\\\)*\\$")


_MAY_START_BLOCK = re.compile(r"[\W\d_]|(?:import|export) ", re.IGNORECASE)


def escaped_line(line: str) -> str:
    """A line that no block construct starts with."""
    if not _MAY_START_BLOCK.match(line):
        return line
    for pattern, replacement in _LINE_STARTS:
        line = pattern.sub(replacement, line, count=1)
    return line


def _lines(text: str) -> list[str]:
    """Lines at hard breaks; every other line end is what it stands for."""
    lines = [""]
    parts = _LINE_END.split(text)
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        stripped = part.lstrip(_BLANKS)
        hard = not last and (part.endswith("  ") or bool(_OPEN_BACKSLASH.search(part)))
        if number and lines[-1] and stripped:
            lines[-1] = lines[-1].rstrip(_BLANKS)
        lines[-1] += _between(lines[-1], stripped) + stripped
        if hard:
            lines.append("")
    return [line for line in lines if line.strip(_BLANKS)] or [""]


def _between(left: str, right: str) -> str:
    return joint(left, right) if left and right else ""


_ATTRIBUTE_LIST = re.compile(r"(?<!\\)\{(?=[:#.][^{}]*\}$)")


def _prose(text: str) -> str:
    lines = [escaped_line(line) for line in _lines(text)]
    last = _ATTRIBUTE_LIST.sub(r"\\{", lines[-1].rstrip(_BLANKS))
    lines[-1] = last + "\\" if _OPEN_BACKSLASH.search(last) else last
    return "\n".join(lines)


def _joined(text: str) -> str:
    line = ""
    for part in _LINE_END.split(text):
        stripped = part.strip(_BLANKS)
        line += _between(line, stripped) + stripped
    return line


def _one_line(text: str) -> str:
    line = _joined(text)
    return line + "\\" if _OPEN_BACKSLASH.search(line) else line


_CLOSING_HASHES = re.compile(r"(^|[ \t])(#+)$")
_ATTRIBUTES = re.compile(r"\{(?=[^{}]*\}$)")


def _heading_in_mdx(text: str) -> str:
    """Braces at the end are an expression, not attributes."""
    return _CLOSING_HASHES.sub(r"\1\\\2", _one_line(text))


_OPEN_BRACE = re.compile(r"(?<!\\)\{")


def _heading(text: str) -> str:
    """A brace without its end would take in the attributes behind the heading."""
    line = _heading_in_mdx(text)
    closed = line.rfind("}") + 1
    line = line[:closed] + _OPEN_BRACE.sub(r"\\{", line[closed:])
    return _ATTRIBUTES.sub("&#123;", line) if line.endswith("}") else line


def _setext(text: str) -> str:
    return escaped_line(_heading(text))


_BARE_PIPE = re.compile(r"(?<!\\)\|")


def _cell(text: str) -> str:
    line = _BARE_PIPE.sub(r"\\|", _joined(text))
    return line[:-1] + "&#92;" if line.endswith("\\") else line


def _first_cell(text: str) -> str:
    return escaped_line(_cell(text))


_TEXT_BRACKET = re.compile(r"(?<!\\)[\[\]]")


def _alt(text: str) -> str:
    line = _one_line(text)
    return line if line.count("[") == line.count("]") else _TEXT_BRACKET.sub(lambda found: "\\" + found[0], line)


PLACES: Mapping[str, Callable[[str], str]] = {
    "prose": _prose,
    "heading": _heading,
    "heading in MDX": _heading_in_mdx,
    "setext": _setext,
    "cell": _cell,
    "first cell": _first_cell,
    "alt": _alt,
    "title": _one_line,
}
"""What a block's surroundings ask for, by the name of the place."""


@dataclass(frozen=True, slots=True)
class MarkdownWriter:
    """Text of one block of Markdown."""

    place_name: str
    prefix: str = ""
    """What stands before a continued line: the markers of quotes, blanks for those of lists."""
    newline: str = "\n"
    labels: frozenset[str] = field(default=frozenset(), repr=False)
    """Normalised labels of the article's reference definitions."""
    quote: str = ""
    """Titles only: the quotation marks around them."""

    def escape(self, text: str) -> str:
        """Native text that, at this place, is no block syntax; references in full."""
        text = PLACES[self.place_name](text)
        if self.quote:
            closing = ")" if self.quote == "(" else self.quote
            return re.sub(rf"(?<!\\){re.escape(closing)}", lambda found: "\\" + found[0], text)
        return spelled_out(text, self.labels)

    def place(self, text: str) -> bytes:
        """Lines after a hard break continue inside the containers of the block."""
        return text.replace("\n", self.newline + self.prefix).encode()
