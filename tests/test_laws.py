"""The laws of the design, for any input: articles of every format, translations however hostile, markup however odd."""

import html
from collections import Counter
from pathlib import Path

import pytest
from articles import page
from hostile import ATTACKS, HOSTILE, MARKDOWN_ATTACKS, MDX_ATTACKS
from hypothesis import given, settings
from hypothesis import strategies as st
from rendering import markdown_it, structure

from l10n.build import build
from l10n.document import ParseOptions, written
from l10n.formats import SUFFIXES, format_of
from l10n.formats import markdown as markdown_format
from l10n.inline import lay, lift
from l10n.locales import locale
from l10n.segments import segments

SOURCES = Path(__file__).parent.parent / "source"
ARTICLES = sorted(path for path in SOURCES.rglob("*") if path.suffix in SUFFIXES)
NAMES = ("a.md", "a.html", "a.txt", "a.mdx")

FRAGMENTS = st.sampled_from(
    (
        *(
            "\n",
            "\n\n",
            "\r\n",
            " ",
            "    ",
            "\t",
            "word",
            "Two words.",
            "Ж",
            "中文。",
            "“quote.”",
            "12",
            "U.S.",
            "\x00",
            "\x0c",
        ),
        *(
            "# ",
            "## ",
            "- ",
            "1. ",
            "> ",
            "| a | b |\n|---|---|\n| c | d |\n",
            "```\n",
            "~~~",
            "---\n",
            "===\n",
            "+++\n",
        ),
        *(
            "*",
            "**",
            "_",
            "`",
            "~~",
            "[",
            "](u)",
            "![",
            "][r]",
            "[r]: /u 'T'\n",
            "[^1]",
            "[^1]: ",
            "<",
            ">",
            "&amp;",
            "&",
        ),
        *(
            "<b>",
            "</b>",
            "<p>",
            "</p>",
            "<div>",
            "<br>",
            "<!-- c -->",
            "<!--",
            "<script>",
            "</script>",
            "<a title='x'>",
        ),
        *(
            "$x$",
            "$$",
            ":::note\n",
            "{{< x >}}",
            "{% x %}",
            "{#id}",
            "!!! note\n",
            "\\",
            ": ",
            "<!-- l10n:off -->",
            "\ufeff",
        ),
        *(
            "title: x\n",
            "http://a.b/c",
            "a@b.cd",
            "\ufffc",
            "<td>",
            "<img alt=a>",
            "<title>",
            "</title>",
            "]]>",
            "<?x?>",
        ),
    )
)
TEXTS = st.lists(FRAGMENTS, max_size=30).map("".join) | st.text(st.characters(codec="utf-8"), max_size=80)
ACTIVE = st.sampled_from((*ATTACKS, *MARKDOWN_ATTACKS, *MDX_ATTACKS))
TRANSLATIONS = st.sampled_from(HOSTILE) | TEXTS | st.tuples(TEXTS, ACTIVE, TEXTS).map("".join)


@pytest.mark.parametrize("name", NAMES)
@given(source=TEXTS)
def test_law_1_untouched(name: str, source: str) -> None:
    """Every UTF-8 input parses, and building it with no translation gives its bytes."""
    article = page(source.encode(), name)
    assert build(article, {}, locale("ru")).content == source.encode()
    assert written(article.document, {}) == source.encode()


@pytest.mark.parametrize("name", NAMES)
@given(source=TEXTS, translations=st.lists(TRANSLATIONS, min_size=1, max_size=8))
def test_law_2_same_structure(name: str, source: str, translations: list[str]) -> None:
    """Whatever the translations say, the built article has its source's structure, markup, and their exact words."""
    article = page(source.encode(), name)
    texts = {segment.text: translations[number % len(translations)] for number, segment in enumerate(article.segments)}
    built = build(article, texts, locale("ru"))
    after = article.format.parse(built.content, article.options)
    before = article.document
    assert after.skeleton == before.skeleton
    assert [block.shape for block in after.blocks] == [block.shape for block in before.blocks]
    for old, new in zip(before.blocks, after.blocks, strict=True):
        items = [Counter(article.format.active(block.text, block.kind)) for block in (old, new)]
        assert items[0] == items[1] or (name == "a.txt" and items[1] < items[0])


COMMONMARK = st.sampled_from(
    (
        *(
            "\n",
            "\n\n",
            " ",
            "word",
            "Two words.",
            "中文。",
            "“q.”",
            "12",
            "真",
            "，",
            "（",
            "）",
            "# ",
            "- ",
            "1. ",
            "> ",
        ),
        *("*", "**", "_", "`", "[", "](u)", "![", "\\", "&amp;", "<b>b</b>", "<br>"),
    )
)
"""What all renderers read alike, and browsers too: a tag without its end reaches further than its paragraph."""


@given(
    source=st.lists(COMMONMARK, max_size=25).map("".join),
    translations=st.lists(
        st.lists(COMMONMARK | st.sampled_from(["<b>", "</b>"]), max_size=12).map("".join) | st.sampled_from(HOSTILE),
        min_size=1,
        max_size=6,
    ),
)
def test_law_2_in_the_eyes_of_a_renderer(source: str, translations: list[str]) -> None:
    """Whatever the translations say, others see the same blocks, with the same emphasis, links and tags in each."""
    article = page(source.encode(), options=ParseOptions(anchors="off"))
    texts = {segment.text: translations[number % len(translations)] for number, segment in enumerate(article.segments)}
    content = build(article, texts, locale("zh_CN")).content.decode()
    before, after = markdown_it([source, content])
    assert structure(after) == structure(before)


@pytest.mark.parametrize(
    ("name", "source", "translation"),
    [
        ("a.md", "It is <b>late</b> now.", "Уже <b>поздно."),
        ("a.html", "It is <b>late</b> now.", "Уже <b>поздно."),
        ("a.html", "It is <b>late</b> now.", "Уже поздно</b>."),
        ("a.md", "It is <b>late</b>, <b>very</b>.", "Уже <b>поздно<b>, очень</b>."),
    ],
)
def test_a_tag_that_lost_its_end_is_refused(name: str, source: str, translation: str) -> None:
    article = page(source.encode(), name)
    assert [segment.text for segment in build(article, {source: translation}, locale("ru")).refused] == [source]


@given(text=TEXTS.filter(lambda text: "\n" not in text and "\r" not in text))
def test_law_3_markup_comes_back(text: str) -> None:
    """Laying back what was lifted off restores the sentence."""
    assert lay(lift(text, markdown_format.marks(text))) == text


@pytest.mark.parametrize("name", NAMES)
@given(source=TEXTS)
def test_segments_join_to_their_blocks(name: str, source: str) -> None:
    article = page(source.encode(), name)
    for number, block in enumerate(article.document.blocks):
        parts = [segment for segment in article.segments if segment.block == number]
        assert not parts or "".join(part.text + part.gap for part in parts) == block.text


@pytest.mark.parametrize("name", NAMES)
@given(source=TEXTS)
def test_escaping_is_idempotent(name: str, source: str) -> None:
    for block in page(source.encode(), name).document.blocks:
        once = block.writer.escape(block.text)
        assert block.writer.escape(once) == once


@given(words=st.text(st.characters(codec="utf-8", min_codepoint=0x20), max_size=40))
def test_words_survive_markdown(words: str) -> None:
    """What an engine wrote is encoded so that it holds no markup, and reads the same."""
    encoded = markdown_format.encode(words)
    assert not markdown_format.marks(encoded) or "://" in words or "@" in words or "www." in words
    assert markdown_format.decode(encoded) in {words, html.unescape(words)}


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
@settings(max_examples=25)
@given(data=st.data())
def test_laws_over_our_own_articles(path: Path, data: st.DataObject) -> None:
    """Some segments translated, some hostile: the structure stays; none translated: the bytes stay."""
    form = format_of(path)
    source = path.read_bytes()
    document = form.parse(source, ParseOptions())
    article = page(source, path.name)
    assert article.segments == segments(document, language="en", by="sentence")
    assert build(article, {}, locale("ru")).content == source
    chosen = data.draw(st.lists(st.sampled_from([segment.text for segment in article.segments]), max_size=6))
    texts = {text: data.draw(TRANSLATIONS) for text in chosen}
    after = form.parse(build(article, texts, locale("ru")).content, article.options)
    assert after.skeleton == document.skeleton
    assert [block.shape for block in after.blocks] == [block.shape for block in document.blocks]
