"""It renders as meant: the emphasis, code and links of each built block are its source's, in the eyes of others.

Scripts without blanks make emphasis that CommonMark leaves as literal `**` (its issue 650); a build mends it.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from articles import page
from engine import Phrasebook
from hostile import HOSTILE, pseudo
from hypothesis import assume, given
from hypothesis import strategies as st
from rendering import RENDERERS, Renderer, markdown_it, shown, structure
from specification import AVAILABLE, examples

from l10n import catalogue as po
from l10n.build import build
from l10n.cache import Cache
from l10n.catalogue import Entry
from l10n.checks import Localised, check
from l10n.document import Block, ParseOptions
from l10n.formats import markdown
from l10n.inline import MarkKind
from l10n.locales import locale
from l10n.problem import Severity
from l10n.terms import Glossary
from l10n.translate import Context, Probe, drafts, request

CHINESE = locale("zh_CN")
EXAMPLES = dict(examples()) if AVAILABLE else {}
LINES = (Path(__file__).parent / "data" / "markdown" / "emphasis.txt").read_text(encoding="utf-8").splitlines()
CASES = [line.split(" | ") for line in LINES if line and not line.startswith("#")][1:]
PLAIN = ParseOptions(anchors="off")
WAYS = ("entity", "move", "tags")


def built(source: str, translations: dict[str, str], emphasis: str = "entity") -> str:
    """A Markdown article as it is built, none of its translations refused."""
    article = page(source.encode(), options=ParseOptions(emphasis=emphasis), by="paragraph")
    done = build(article, translations, CHINESE)
    assert done.refused == ()
    return done.content.decode()


def words(text: str) -> str:
    """The words of a text whose markup is nothing but emphasis, as they were written."""
    return " ".join(
        re.sub(r"(?<!\\)(\*+(?! )|(?<! )\*+|~~|__|(?<![a-z])_(?![a-z]))", "", text).replace("\\", "").split()
    )


# --- examples ---


def test_there_are_examples_in_three_languages() -> None:
    text = "".join(translation for _, translation, _ in CASES)
    scripts = (r"[\u4e00-\u9fff]", r"[\u3040-\u30ff]", r"[\uac00-\ud7af]")
    assert len(CASES) >= 40
    assert all(re.search(script, text) for script in scripts)


@pytest.mark.parametrize(("source", "translation", "expected"), CASES)
def test_emphasis_that_nobody_would_see_is_mended(source: str, translation: str, expected: str) -> None:
    assert built(source, {source: translation}) == expected


@pytest.mark.parametrize("emphasis", WAYS)
@pytest.mark.parametrize("renderer", RENDERERS)
def test_mended_emphasis_is_that_of_the_source(renderer: Renderer, emphasis: str) -> None:
    """In each way, and for each renderer: the same inline events, and the words that were written."""
    cases = [case for case in CASES if renderer is markdown_it or "~" not in case[0]]  # CommonMark has no strikethrough
    sources, articles = [case[0] for case in cases], [built(case[0], {case[0]: case[1]}, emphasis) for case in cases]
    for (source, translation, _), before, after in zip(cases, renderer(sources), renderer(articles), strict=True):
        assert structure(after) == structure(before), (source, translation)
        if not re.search(r"[~\[`<&]", translation):
            assert shown(after)[-1].text == words(translation)


@pytest.mark.parametrize("renderer", RENDERERS)
def test_without_mending_each_of_them_shows_its_signs(renderer: Renderer) -> None:
    """The examples are real: as they were translated, renderers see other emphasis than the source's."""
    sources, translations = [case[0] for case in CASES], [case[1] for case in CASES]
    pairs = zip(renderer(sources), renderer(translations), CASES, strict=True)
    seen = [case for before, after, case in pairs if structure(before) == structure(after)]
    assert [case for case in seen if not re.search("[~🌞]", case[0])] == []


def test_off_refuses_it_as_other_broken_markup() -> None:
    article = page(b"**Really**, she said.\n", options=ParseOptions(emphasis="off"))
    done = build(article, {"**Really**, she said.": "**真，**她说。"}, CHINESE)
    assert done.content == b"**Really**, she said.\n"
    assert [segment.text for segment in done.refused] == ["**Really**, she said."]


@pytest.mark.parametrize(
    ("emphasis", "expected"),
    [
        ("entity", "**真，**&#22905;说**“好”**。"),
        ("move", "**真**，她说“**好**”。"),
        ("tags", "<strong>真，</strong>她说<strong>“好”</strong>。"),
    ],
)
def test_ways_of_mending(emphasis: str, expected: str) -> None:
    source = "**Really**, she said **“good”**."
    translation = "**真，**她说**“好”**。"
    if emphasis == "entity":
        expected = expected.replace("说**", "&#35828;**")
    assert built(source, {source: translation}, emphasis) == expected


def test_sentences_that_are_joined_without_a_blank_are_mended_together() -> None:
    """Each alone is seen; behind the stop of the first, and before the letter of the second, nothing is."""
    article = page(b"**He left.** She stayed.\n")
    done = build(article, {"**He left.**": "**他走了。**", "She stayed.": "她留下了。"}, CHINESE)
    assert done.refused == ()
    assert done.content.decode() == "**他走了。**&#22905;留下了。\n"


def test_a_sentence_of_another_markup_is_refused_as_before() -> None:
    for translation in ("*真，*她说。", "真，她说。", "**真，她说。"):
        article = page(b"**Really**, she said.\n")
        assert build(article, {"**Really**, she said.": translation}, CHINESE).refused, translation


# --- drafts and checks ---


@pytest.mark.parametrize(
    ("source", "phrases", "draft"),
    [
        (
            "He said **“good”** then.",
            {"He said “good” then.": "他说“好”那时。", "“good”": "“好”"},
            "他说“**好**”那时。",
        ),
        (
            "See **[the guide](g.md)** first.",
            {"See the guide first.": "请先看指南再说。", "the guide": "指南"},
            "请先看**[指南](g.md)**再说。",
        ),
        (
            "It is **key (note)** here.",
            {"It is key (note) here.": "这是重点（注）内容。", "key (note)": "重点（注）"},
            "这是**重点（注）**内容。",
        ),
    ],
)
def test_drafts_keep_native_emphasis_that_a_build_mends(source: str, phrases: dict[str, str], draft: str) -> None:
    """Punctuation moves out where that is all; else a translator sees plain `**`, and a build mends it."""
    article = page(source.encode())
    asked = [request(article.segments[0], article.format, locale("en"), CHINESE)]
    context = Context(locale("en"), CHINESE, Probe("en"), ())
    with Cache(Path(":memory:")) as cache:
        ((_, ours),) = drafts(asked, Phrasebook(phrases), cache, context)
    assert (ours.text, ours.doubts) == (draft, ())
    before, after = markdown_it([source, built(source, {source: ours.text})])
    assert structure(after) == structure(before)


def test_a_check_says_what_a_build_writes_and_how_to_need_no_mending() -> None:
    article = page(b"**Really**, she said.\n\nThe **key (note)** of it.\n\nIt is **late**.\n")
    texts = {
        "**Really**, she said.": "**真，**她说。",
        "The **key (note)** of it.": "**重点（注）**内容。",
        "It is **late**.": "**晚了**。",
    }
    catalogue = po.Catalogue(None, tuple(Entry(source, translation) for source, translation in texts.items()))
    into = Localised(Path("a.md"), Path("a.po"), article, catalogue, CHINESE, "reviewed", Glossary(locale("en")))
    problems = [each for each in check(into) if each.rule in {"emphasis", "markup"}]
    assert [(each.rule, each.severity, each.message, each.hint) for each in problems] == [
        (
            "emphasis",
            Severity.INFO,
            "readers would see the signs, not the emphasis; the built article has “**真，**&#22905;说。”",
            "to be sure, write “**真**，她说。”",
        ),
        (
            "emphasis",
            Severity.INFO,
            "readers would see the signs, not the emphasis; the built article has “**重点（注）**&#20869;容。”",
            "nothing need be done",
        ),
    ]


@pytest.mark.parametrize(
    ("source", "translation", "found"),
    [
        ("Really, she said.", "**真，**她说。", True),
        ("**Really**, she said.", "**真**，她说\\*\\*好\\*\\*。", False),
        ("Prices*, fees*.", "价格*，费用*。", False),
        ("Prices, fees.", "价格*，费用*。", True),
        ("**Really**, she said.", "**真**，她说。*", False),
        ("A name_of_it.", "名称 name_of_it。", False),
        ("It is 2 * 3 * 4.", "是 2 * 3 * 4。", False),
    ],
)
def test_a_check_sees_signs_that_would_be_shown(source: str, translation: str, found: bool) -> None:  # noqa: FBT001
    """More was meant than the source has, and by chance a parser sees as much as in the source."""
    article = page(source.encode())
    catalogue = po.Catalogue(None, (Entry(article.segments[0].text, translation),))
    into = Localised(Path("a.md"), Path("a.po"), article, catalogue, CHINESE, "reviewed", Glossary(locale("en")))
    problems = [each for each in check(into) if each.rule == "emphasis"]
    assert [each.severity for each in problems] == [Severity.WARNING] * found


def test_a_paragraph_of_stars_takes_no_time() -> None:
    """Signs without end are no emphasis; what is one may be long."""
    assert markdown.mended("**，a" * 50_000, "**a**", "entity") is None
    many = "**真，**她" * 200
    assert markdown.mended(many, "**a** " * 200, "entity") == "**真，**&#22905;" * 200


# --- laws ---


def chinese(block: Block) -> str:
    """The block's text in characters, with punctuation inside of each emphasis at both of its ends."""
    text = re.sub("[ж ]+", "字", pseudo(block))
    pairs = [mark for mark in markdown.marks(text) if mark.kind is MarkKind.PAIR and text[mark.start] in "*_~"]
    cuts = [(mark.inner_start, "“") for mark in pairs] + [(mark.inner_end, "，") for mark in pairs]
    for at, sign in sorted(cuts, reverse=True):
        text = text[:at] + sign + text[at:]
    return text


THREE_TILDES = "gfm 493"
"""`~~~not~~~` is no strikethrough by GFM, and so to us; to markdown-it it is."""
ONLY_A_PIPE = "ж\\|ж"
"""markdown-it takes a line with an escaped pipe over `---` for a table, where GFM and we see a heading."""
OTHERS = [text for text in HOSTILE if text != ONLY_A_PIPE][::5]
TRANSLATIONS = [pseudo, chinese, *(lambda _, text=text: text for text in OTHERS)]


@pytest.mark.skipif(not AVAILABLE, reason="the specifications' examples are not installed: see .ci/run")
@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize("form", TRANSLATIONS, ids=["pseudo", "chinese", *OTHERS])
def test_law_2_for_renderers(renderer: Renderer, form: Callable[[Block], str]) -> None:
    """Every block of the specifications' examples translated: others see the events of the source in each."""
    articles = {
        name: page(source.encode(), by="paragraph", options=PLAIN)
        for name, source in EXAMPLES.items()
        if name != THREE_TILDES
    }
    texts = {name: {block.text: form(block) for block in each.document.blocks} for name, each in articles.items()}
    contents = [build(each, texts[name], CHINESE).content.decode() for name, each in articles.items()]
    pairs = zip(articles, renderer([EXAMPLES[name] for name in articles]), renderer(contents), strict=True)
    assert {name for name, before, after in pairs if structure(before) != structure(after)} == set()


SIGNS = st.sampled_from(
    ["，", "。", "！", "“", "”", "（", "）", "《", "》", "、", ":", "…", "🌞", "€", "·", ".", "(", "!"]
)
PIECES = st.lists(SIGNS | st.sampled_from("真她说好计划のは中文a1"), min_size=1, max_size=4).map("".join)
WRAPS = st.sampled_from(["*", "**", "***"])
Part = str | tuple[str, "list[Part]"]


@st.composite
def emphasised(draw: st.DrawFn, depth: int = 2) -> list[Part]:
    """Words, and among them emphases: each its sign and its parts; never two side by side."""
    parts: list[Part] = []
    for _ in range(draw(st.integers(1, 3))):
        inner: list[Part] = draw(emphasised(depth - 1)) if depth > 1 and draw(st.booleans()) else [draw(PIECES)]
        parts += [draw(PIECES), (draw(WRAPS), inner)]
    return [*parts, draw(PIECES)]


def written(parts: list[Part], words: str = "") -> str:
    """The parts as Markdown; `words` in place of each piece."""
    return "".join(
        (words or part) if isinstance(part, str) else f"{part[0]}{written(part[1], words)}{part[0]}" for part in parts
    )


ELEMENTS = {"*": ("<em>", "</em>"), "**": ("<strong>", "</strong>"), "***": ("<em><strong>", "</strong></em>")}


def html(parts: list[Part]) -> str:
    """The parts as they are meant."""
    return "".join(part if isinstance(part, str) else html(part[1]).join(ELEMENTS[part[0]]) for part in parts)


@pytest.mark.parametrize("emphasis", WAYS)
@given(parts=emphasised())
def test_law_2_for_emphasis_in_scripts_without_blanks(emphasis: str, parts: list[Part]) -> None:
    """Whatever punctuation stands at its edges: all emphasis is the source's, and every word is there in its place."""
    (meant,) = shown(f"<p>{html(parts)}</p>")[1:]
    source = written(parts, words="x")
    assume(structure(markdown_it([source])[0])[1:] == [(meant.name, meant.events)])
    content = built(source, {source: written(parts)}, emphasis)
    (seen,) = shown(markdown_it([content])[0])[1:]
    assert seen.text == meant.text
    assert seen.events == meant.events
