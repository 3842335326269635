"""Law 8 in the eyes of others: a built page holds no element, handler or address that its source's page does not hold.

Judges: Python-Markdown with the extensions of MkDocs Material, markdown-it-py, and html5lib as the browser.
"""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import html5lib
import pytest
from articles import page
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from l10n.build import build
from l10n.document import ParseOptions
from l10n.formats.active import unsafe
from l10n.locales import locale

markdown = pytest.importorskip("markdown", reason="Python-Markdown is not installed")
pytest.importorskip("pymdownx", reason="pymdown-extensions are not installed")

RUSSIAN, CHINESE = locale("ru"), locale("zh_CN")
EXTENSIONS = (
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"),
    *("pymdownx.details", "pymdownx.tabbed", "pymdownx.superfences", "pymdownx.caret", "pymdownx.tilde"),
    *("pymdownx.mark", "pymdownx.inlinehilite", "pymdownx.magiclink", "pymdownx.smartsymbols"),
)


def python_markdown(text: str) -> str:
    """A page as MkDocs makes it."""
    return str(markdown.markdown(text, extensions=EXTENSIONS))


def markdown_it(text: str) -> str:
    """A page as VitePress and Docusaurus make it, from plain Markdown."""
    return str(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))


RENDERERS = [pytest.param(python_markdown, id="Python-Markdown"), pytest.param(markdown_it, id="markdown-it-py")]
TEXT_ATTRIBUTES = frozenset(["alt", "title", "aria-label", "placeholder", "id", "for", "name", "content"])
"""Attributes that hold words, or names made of words."""


def active(html: str) -> Counter[str]:
    """Elements with their attributes but words; of links whether a browser would run them."""
    found: Counter[str] = Counter()
    for element in html5lib.parse(html, namespaceHTMLElements=False).iter():
        name = str(element.tag) if isinstance(element.tag, str) else "comment"
        found[" ".join([name, *sorted(_attributes(name, element))])] += 1
    return found


def _attributes(name: str, element: Any) -> list[str]:
    attributes = {str(key): str(value) for key, value in element.attrib.items()} if name != "comment" else {}
    found = []
    for key, value in attributes.items():
        if name in {"a", "img"} and key in {"href", "src"}:
            found.append(f"{key}={unsafe(value)}")
        elif key not in TEXT_ATTRIBUTES:
            found.append(f"{key}={value}")
    return found


def brought_in(source: str, built: str, render: Callable[[str], str]) -> Counter[str]:
    """What the page of the built article has more of; paragraphs may join differently where raw HTML stands."""
    more = active(render(built)) - active(render(source))
    return Counter({item: count for item, count in more.items() if item not in HARMLESS})


HARMLESS = frozenset(
    (
        *(
            "html",
            "head",
            "body",
            "p",
            "br",
            "hr",
            "em",
            "strong",
            "del",
            "s",
            "sub",
            "sup",
            "ins",
            "mark",
            "code",
            "pre",
        ),
        *("h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ol", "ul", "li", "dl", "dt", "dd"),
    )
)
"""What words may become to one renderer and not to another, without an attribute: `#word` is a heading to some."""

FRAGMENTS = st.sampled_from(
    (
        *(
            "Слово",
            "word",
            "真",
            " ",
            " ",
            "\n",
            "  \n",
            "\\",
            "&",
            "&lt;",
            "&#60;",
            "&#x3c;",
            ".",
            ",",
            "，",
            "“",
            '"',
            "'",
        ),
        *(
            "<",
            ">",
            "</",
            "/>",
            "<!--",
            "-->",
            "<?",
            "?>",
            "<script>",
            "</script>",
            "alert(1)",
            "<img src=x onerror=x>",
        ),
        *(
            "<b>",
            "</b>",
            "<b ",
            "onclick=x",
            " onclick='x'",
            "<svg/onload=x>",
            "<a href=",
            "javascript:x",
            "java\tscript:",
        ),
        *("{", "}", "{:", "{: ", ".c", "#i", "=", "{.c}", "{#i}", "{: onclick=x}", "{ onclick=x }", "{onclick='x'}"),
        *(
            "*",
            "**",
            "_",
            "`",
            "``",
            "~",
            "~~",
            "^",
            "==",
            "++",
            "[",
            "]",
            "(",
            ")",
            "![",
            "](",
            "](u)",
            "](javascript:x)",
        ),
        *(
            "<javascript:x>",
            "<https://a.b>",
            "https://a.b",
            "[x]: ",
            "&colon;",
            "|",
            "#",
            "!!! note",
            "??? x",
            "=== ",
            ":::",
        ),
        *(
            "- ",
            "1. ",
            "> ",
            "    ",
            "\t",
            "```",
            "~~~",
            "$",
            ": ",
            "[^1]",
            "*[x]: ",
            "+++",
            "---",
            "@[",
            "--8<--",
            "(c)",
        ),
    )
)
TRANSLATIONS = st.lists(FRAGMENTS, min_size=1, max_size=10).map("".join)
BLOCKS = (
    *("Some words here. And *more* words.", "# A `heading` here", "A heading\n=========", "- An item here\n- Two `b`"),
    *(
        "> A quotation of words.",
        "| a head | b |\n|---|---|\n| some cell | c |",
        "![An image](i.png)",
        "Term\n:   Words.",
    ),
    *(
        '!!! note "A title here"\n\n    Some body words.',
        '??? tip "A fold"\n    Its body.',
        '=== "A tab"\n\n    In the tab.',
    ),
    *(
        "A [link here](https://a.b) and <kbd>Esc</kbd>.",
        "**Bold**{: .c } words.",
        "Words<br>more words and ~~gone~~ ones.",
    ),
    *(
        '![Alt text](i.png "Its title")',
        '[r]: /u "A title"',
        "Note[^1].\n\n[^1]: The footnote.",
        "Line one  \nline two.",
    ),
    *(
        "<div>\nSome island words.\n</div>",
        '<p title="Some title">Words in it</p>',
        "## Head {#id}",
        "A {name} in prose.",
    ),
)
ARTICLES = st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=3).map(lambda blocks: "\n\n".join(blocks) + "\n")


@pytest.mark.parametrize("render", RENDERERS)
@given(source=ARTICLES, translations=st.lists(TRANSLATIONS, min_size=1, max_size=4), chinese=st.booleans())
def test_no_translation_brings_anything_active_into_a_page(
    render: Callable[[str], str], source: str, translations: list[str], *, chinese: bool
) -> None:
    assume(render is python_markdown or "[^1]" not in source)  # a definition of a link where there are no footnotes
    article = page(source.encode(), options=ParseOptions(anchors="off"))
    texts = {each.text: translations[number % len(translations)] for number, each in enumerate(article.segments)}
    built = build(article, texts, CHINESE if chinese else RUSSIAN).content.decode()
    assert brought_in(source, built, render) == Counter(), built


HTML_BLOCKS = (
    *("<p>Some words here. And <em>more</em> words.</p>", "<h1>A <code>heading</code></h1>", "<ul><li>An item</ul>"),
    *('<p title="A title">Words</p>', "<img src=i.png alt='An image'>", "<input placeholder=Enter>", "Bare words"),
    *('<p>A <a href="https://a.b" title="Its title">link</a> here.</p>', "<table><tr><td>A cell<td>B</table>"),
    *('<meta name="description" content="What it is">', "<p>Hi <b class=x>you</b> <!-- c --> there.</p>"),
    *("<p aria-label='A label'>1</p>", "<p>Line<br>two</p>", "<details><summary>More</summary>Words</details>"),
    "<title>A title</title>",
)
HTML_ARTICLES = st.lists(st.sampled_from(HTML_BLOCKS), min_size=1, max_size=3).map("\n".join)

RUNS = re.compile(r"^(?:script|style|iframe|object|embed|svg|link|base|form|meta)\b| on\w+=|script:")
"""What does something in a plain text; `<b ` alone may reach as far as the next `>`, and does nothing."""
TEXT_ARTICLES = st.sampled_from(
    ["Some words here. And more.\n", "A heading\n\n- An item\n- Two\n", "Press {{ key }} now.\n"]
)


@pytest.mark.parametrize("name", ["a.html", "a.txt"])
@given(data=st.data(), translations=st.lists(TRANSLATIONS, min_size=1, max_size=4))
def test_no_translation_brings_anything_active_into_a_page_as_it_is(
    name: str, data: st.DataObject, translations: list[str]
) -> None:
    """What a browser finds in a page, or in a text that a generator puts into one."""
    source = data.draw(HTML_ARTICLES if name == "a.html" else TEXT_ARTICLES)
    article = page(source.encode(), name)
    texts = {each.text: translations[number % len(translations)] for number, each in enumerate(article.segments)}
    built = build(article, texts, RUSSIAN).content.decode()
    more = brought_in(source, built, lambda text: text)
    runs = [item for item in more if name == "a.html" or RUNS.search(item)]
    assert runs == [], built
