"""Patterns that cost careless parsers the square of their length, by kind of input.

A pattern is repeated; one of several parts repeats each part as often as the others, one part after the other.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

Pattern = str | tuple[str, ...]

_OPENERS = (
    *("{{ x ", "{{< a ", "{{% a ", "{% x ", "{# x ", "<% x ", "{{ x }", "{%raw%}", "{: .a ", "{#a ", "{.a ", "{=a "),
    *("<!-- x ", "<!--", "<? x ", "<?", "<![CDATA[ x ", "<!A ", "<a ", '<a href="', "<a href='x ", "<a b=c", "</a "),
    *("[", "[a](", "[a](<", '[a](b "', "[a][", "[a]: ", "![", "![a](", "[[a", "[[a|b", "[^a", "[^a]: ", "^[", "[a]"),
    *("`", "`` ", "`a``b", "**", "*a ", "_a ", "~~a ", "**a *b "),
    *("***a", "a**b", "$", "$a ", "$$ ", "$$a", "\\(", "\\"),
    *("&", "&#", "&a", "&#x", "http://", "http://a", "(http://a", "a@", "a@b.", "www.", "www.a", "<http://", "<a@"),
    *("(", ")", "((", "“", "«", "‘", '"a ', "'a ", "„a ", "（", "《", "「"),
)
_PAIRS = (
    "**真，**她说",
    "*真，*她说",
    "<b>a</b> ",
    "[a](b) ",
    "[a](b",
    "`a` ",
    "**a** ",
    "*a* ",
    "a*b*",
    "_a_ ",
    "![a](b) ",
)
_LINES = (
    *('!!! "', '!!! note "a', '??? "a', "::: ", ":::a{", ":a[", "::a[", '=== "a', "|", "|-", "|a|b|\n|-|-|\n", "|a"),
    *("- ", "* * ", "> ", "1. ", "#", "# a\n", "---\n", "+++\n", "```\n", "~~~\n", "===\n", "***\n", "- a\n", "  - "),
    *("<div>", "<div>\n", "<p>", "<div\n", "<b>", "</b>", "</div>", "<details>\n", "<pre>", "<script>", "<style>"),
    *("a\\\n", "\t", " ", "\n", " \n", "\r", "\u00a0"),
    *("\u3000", "a: b\n", ": a\n", "a\n: b\n", "[x] ", "- [ ] a\n", "%%"),
    *("\nimport a from 'b'\n", "\nexport ", "<A b={c ", "{a", "<A>"),
    *("<>", "</>", "> [!NOTE]\n", "{%a%}\n", "    a\n", "a\n"),
    *("* a\n\n", "> a\n\n", "# a {#", "# a #"),
    *("a\n---\n", "| a |\n", "<!-- l10n:off -->", "<!-- l10n:off -->\n\na\n\n"),
)
_PROSE = (
    *("a", "a.", "A.", "A. ", "a-", "1,", "1.", "1 234 "),
    *("1-", "5 km ", "$5 ", "May 5 ", "10:45 ", "Mr. ", "e.g. ", "... "),
    *("?! ", "I. ", "AB ", "Su-35 ", ". ", ".", "!", "…", "—"),
    *(" - ", "%", "/a", "C:\\", "@a ", "#a ", "ж1", "a’", "1/2 "),
    *(
        "你",
        "你。",
        "。",
        "，",
        "“你。”",
        "你 a",
        "a你",
        "1万",
        "、",
        "ا",
        "\u200b",
        "\u0301",
        "\U0001f600",
        "é",
        "\ufffc",
    ),
)
_NESTED: Final = (
    *(("<b>", "</b>"), ("<b>", "</i>"), ("*a ", "a*"), ("**a ", "a**"), ("[", "]"), ("[", "](b)"), ("![", "](b)")),
    *(("(", ")"), ("“", "”"), ("> ", "a"), ("a", "*", "b", "*")),
    *(("`", "a", "`"), ("{{", "}}"), ("&#", "0"), ("a@", "b.")),
    *(('!!! note "a', " "), ("# a", " ", "#"), ("a", " ", "b")),
    *(("[a](b", " ", ")"), ('![a](b "', "a 'b ", '")'), ("|", " ")),
    *(("http://a", ")"), ("http://a", "."), ("<a", " ", ">")),
    *(("<a b='", " ", "'>"), ("<!--", "-", "-->"), ("- ", " ")),
    *(("[a]: ", " ", "b"), ("[a", "]: b\n[a"), ("a", "\\")),
    *(("$", "a ", "$"), ("<b>*a*</b>", "{{ x }}"), ("    ", "a\n")),
)
_HTML = (
    *("<p>a", "<table>", "<td>", "<tr><td>a", "<li>a", "<ul>"),
    *("<a>", "<svg>", "<math>", "<template>", "<select>", "<option>a"),
    *('<p title="a', "<p title='a' ", "<p title=a ", "<p a=b "),
    *("<title>", "<textarea>", "<iframe>", "<noscript>", "<br>"),
    *("<meta name=description content=a>", "<img alt=a>", "<!doctype"),
    *("<html lang=a>", "<div translate=no>", "&lt;", "<"),
)

ARTICLES: Final[Mapping[str, tuple[Pattern, ...]]] = MappingProxyType(
    {
        "md": (*_OPENERS, *_PAIRS, *_LINES, *_PROSE, *_NESTED, *_HTML),
        "html": (*_OPENERS, *_PAIRS, *_LINES, *_PROSE, *_NESTED, *_HTML),
        "txt": (*_OPENERS, *_PAIRS, *_LINES, *_PROSE, *_NESTED),
    }
)
"""By suffix."""
CAUGHT: Final[Mapping[str, tuple[Pattern, ...]]] = MappingProxyType(
    {
        "md": (
            *("{{ x ", "{{< a ", "{% x ", "{{ x }", "**真，**她说", ("a", "*", "b", "*"), ("*a ", "a*"), "<b>*a*</b> "),
            *(("<b>", "</i>"), "{{ x }}\n```\na\n```\n"),
            *(("http://a", ")"), ('![a](b "', "a 'b ", '")'), "[a]\n[a]: b\n"),
        ),
        "html": (("<a", " ", ">"),),
        "txt": (("a", " ", "b"),),
    }
)
"""Those that once took the square of their length."""
TEXTS: Final[tuple[Pattern, ...]] = (*_OPENERS, *_PAIRS, *_PROSE, *_NESTED)
"""For the one text of a segment or a translation."""


def repeated(pattern: Pattern, size: int) -> str:
    """About so many bytes of a pattern."""
    parts = (pattern,) if isinstance(pattern, str) else pattern
    times = size // sum(len(part.encode()) for part in parts) + 1
    return "".join(part * times for part in parts)
