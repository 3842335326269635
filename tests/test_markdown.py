"""Markdown articles: what the built article looks like."""

from pathlib import Path

import pytest
from articles import cases, page

from l10n.build import build
from l10n.document import ParseOptions
from l10n.locales import locale

DATA = Path(__file__).parent / "data"
RUSSIAN = locale("ru")


@pytest.mark.parametrize(("article", "translations", "built"), cases(DATA / "markdown" / "splices.txt"))
def test_only_translated_places_change(article: bytes, translations: dict[str, str], built: bytes) -> None:
    assert build(page(article), translations, RUSSIAN).content.decode() == built.decode()


@pytest.mark.parametrize("form", ["md", "txt"])
@pytest.mark.parametrize(
    "source",
    [
        b"One.\r\n\r\nTwo.\r\n",
        b"\xef\xbb\xbfOne.\n\nTwo.\n",
        b"One.\n\nTwo.",
        b"One.\n\n\tTwo.\t\n",
        b"\x0cOne.\n\nTwo.\n",
        b"One.\n\n\x00\n\nTwo.\n",
        b"One.\r\rTwo.\r",
    ],
    ids=["CRLF", "BOM", "no last line end", "tabs", "form feed", "NUL", "CR"],
)
def test_bytes_around_the_words_are_kept(source: bytes, form: str) -> None:
    """Line ends, BOM, tabs, form feeds, NUL and a missing last line end are the article's own."""
    built = build(page(source, f"a.{form}"), {"One.": "Раз.", "Two.": "Два."}, RUSSIAN).content
    tab_is_code = form == "md" and b"\t" in source
    expected = source.replace(b"One.", "Раз.".encode())
    assert built == (expected if tab_is_code else expected.replace(b"Two.", "Два.".encode()))


def test_front_matter_keys_are_configurable() -> None:
    options = ParseOptions(front_matter=("lead",))
    source = b"---\ntitle: Left\nlead: Taken\n---\n"
    assert [segment.text for segment in page(source, options=options).segments] == ["Taken"]


@pytest.mark.parametrize(
    ("anchors", "heading"),
    [
        ("attribute", "## Визит {#the-visit-of-april}\n"),
        ("html", '## <a id="the-visit-of-april"></a>Визит\n'),
        ("off", "## Визит\n"),
    ],
)
def test_anchors(anchors: str, heading: str) -> None:
    """A translated page keeps the anchors of its source; building the built page again adds none."""
    options = ParseOptions(anchors=anchors)
    first = build(page(b"## The *visit* of April\n", options=options), {"The *visit* of April": "*Визит*"}, RUSSIAN)
    assert first.content.decode() == heading.replace("Визит", "*Визит*")
    again = build(page(first.content, options=options), {"*Визит*": "*Visit*"}, RUSSIAN)
    assert again.content.decode() == heading.replace("Визит", "*Visit*")


def test_untranslated_page_gets_no_anchor() -> None:
    source = b"## The visit\n\nText.\n"
    assert build(page(source), {}, RUSSIAN).content == source
    assert build(page(source), {"Text.": "Text."}, RUSSIAN).content == source


def test_paragraph_may_be_one_segment() -> None:
    source = b"He left. She stayed.\n\n# Head. Line\n"
    assert [segment.text for segment in page(source, by="paragraph").segments] == ["He left. She stayed.", "Head. Line"]


def test_chinese_sentences_are_joined_without_a_blank() -> None:
    translations = {"He left.": "他走了。", "She stayed.": "她留下了。"}
    built = build(page(b"He left. She stayed.\n"), translations, locale("zh_CN"))
    assert built.content.decode() == "他走了。她留下了。\n"


def test_a_sentence_without_translation_stands_in() -> None:
    built = build(page(b"He left. She stayed.\n"), {"She stayed.": "Она осталась."}, RUSSIAN)
    assert built.content.decode() == "He left. Она осталась.\n"


@pytest.mark.parametrize(
    "text",
    [
        'd = """\ntitle = "No."\n"""',
        "d = '''\ntitle = \"No.\"\n'''",
        'd = """\ntitle = \'No.\'\n"""',
        "d = '''\ntitle = 'No.'\n'''",
        'd = """a \\""" b\ntitle = "No."\n"""',
        'd = """\n\'\'\'\ntitle = "No."\n\'\'\'\n"""',
        'd = \'\'\'\n"""\ntitle = "No."\n"""\n\'\'\'',
        '# """ is how they begin\nd = """\ntitle = "No."\n"""',
        'e = \'"""\'\nd = """\ntitle = "No."\n"""',
        "e = \"'''\"\nd = '''\ntitle = \"No.\"\n'''",
        'd = """a""""\ne = """\ntitle = "No."\n"""',
        'd = [ """\ntitle = "No."\n""", "x" ]',
    ],
)
def test_what_looks_like_a_key_inside_of_a_toml_string_is_none(text: str) -> None:
    source = f'+++\n{text}\ntitle = "Yes."\n+++\n\nBody.\n'.encode()
    assert [segment.text for segment in page(source).segments] == ["Yes.", "Body."]
