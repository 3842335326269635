"""Laws 1 and 2 over the examples of the CommonMark and GFM specifications."""

import pytest
from hostile import HOSTILE, pseudo
from specification import AVAILABLE, examples

from l10n.build import Page, build
from l10n.document import Document, ParseOptions, written
from l10n.formats import markdown
from l10n.locales import locale
from l10n.segments import segments

OPTIONS = ParseOptions()
EXAMPLES = dict(examples()) if AVAILABLE else {}

pytestmark = pytest.mark.skipif(not AVAILABLE, reason="the specifications' examples are not installed: see .ci/run")

LINK_ACROSS_LINES = {"commonmark 491", "gfm 501"}
"""`[link](<foo` / `bar>)` is text because of its line end; on one line it is a link, so its translation is refused."""


def same_structure(before: Document, after: Document) -> bool:
    shapes = [block.shape for block in before.blocks] == [block.shape for block in after.blocks]
    return before.skeleton == after.skeleton and len(before.blocks) == len(after.blocks) and shapes


@pytest.mark.parametrize("example", EXAMPLES)
def test_law_1_untouched(example: str) -> None:
    """Nothing translated: the same bytes."""
    source = EXAMPLES[example].encode()
    assert written(markdown.parse(source, OPTIONS), {}) == source


@pytest.mark.parametrize("example", [name for name in EXAMPLES if name not in LINK_ACROSS_LINES])
def test_law_2_every_text_translated(example: str) -> None:
    """Every block translated: the same structure carries exactly the translations."""
    document = markdown.parse(EXAMPLES[example].encode(), OPTIONS)
    texts = {number: pseudo(block) for number, block in enumerate(document.blocks)}
    built = markdown.parse(written(document, texts), OPTIONS)
    assert same_structure(document, built)
    expected = [block.writer.escape(texts[number]) for number, block in enumerate(document.blocks)]
    assert [block.text for block in built.blocks] == expected


@pytest.mark.parametrize("example", EXAMPLES)
def test_law_2_hostile_translations(example: str) -> None:
    """Whatever a translation says, the built article has the structure of its source."""
    document = markdown.parse(EXAMPLES[example].encode(), OPTIONS)
    cut = segments(document, language="en", by="paragraph")
    page = Page(document, cut, markdown, OPTIONS)
    for hostile in HOSTILE:
        built = build(page, {segment.text: hostile for segment in cut}, locale("ru"))
        assert same_structure(document, markdown.parse(built.content, OPTIONS)), hostile
