"""Markdown articles: what the built article looks like."""

import json
from pathlib import Path

import pytest
import yaml
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


READERS = [pytest.param(yaml.SafeLoader, id="PyYAML"), pytest.param(yaml.CSafeLoader, id="libyaml")]
HEADS = (
    *("title: %", "a: {x: 1, title: %}", "a: [{title: %}]", "title: '%'", 'title: "%"', "title: % # c"),
    *("title: |\n  %\nb: 1", "title: >\n  %"),
)
ODD = (
    *("Flow text here? x", "Да?", "а\tб", "а: б", "а:б", "а #б", "#а", "- а", "? а", ": а", "да, нет", "[а", "{а}"),
    *("yes", "No", "null", "~", "1e3", "0o17", "12:30", "2024-01-01", "1_000", ".5", "+7", "=", "<<", "!а", "&а", "*а"),
    *("'а'", '"а"', "а'б", 'а"б', "%а", "@а", "`а`", "|", ">", "а\\б", "а\u0085б", "а\u2028б", "\ufeffа", "а:", "а?"),
    *("---", "...", "--- а", "key: value", "а\x07б", "а\x7fб", "😀", "\u00a0а", "а }", "а ]", "а, title: б"),
)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("head", HEADS)
def test_front_matter_is_read_alike_by_both_readers_of_yaml(head: str, reader: type[yaml.SafeLoader]) -> None:
    """The value that was translated, and every other one as it was."""
    source = f"---\nfirst: 1\n{head.replace('%', 'Some words here')}\nlast: 2\n---\nBody.\n"
    before = reader(source.split("---")[1]).get_single_data()
    article = page(source.encode())
    text = next(each.text for each in article.segments if each.text != "Body.")
    for odd in ODD:
        built = build(article, {text: odd}, locale("ru"))
        front = built.content.decode().removeprefix("---\n").rpartition("---\nBody.")[0]
        expected = (
            text
            if built.refused
            else next(block.text for block in article.format.parse(built.content, article.options).blocks)
        )
        found = reader(front).get_single_data()
        assert _with_title(found, "") == _with_title(before, ""), (odd, front)
        assert _title(found).strip(" \t\n") == expected, (odd, front)


def _title(value: object) -> str:
    match value:
        case {"title": str(title)}:
            return title
        case {"a": inner} | [inner]:
            return _title(inner)
        case _:
            raise AssertionError(value)


def _with_title(value: object, title: str) -> object:
    if isinstance(value, dict):
        return {key: title if key == "title" else _with_title(each, title) for key, each in value.items()}
    return [_with_title(each, title) for each in value] if isinstance(value, list) else value


def test_front_matter_may_be_json() -> None:
    source = '{\n  "title": "Say \\"hi\\"", "tags": ["title"],\n  "more": {"summary": "In short", "n": 1}\n}\n\nBody.\n'
    article = page(source.encode())
    assert [segment.text for segment in article.segments] == ['Say "hi"', "In short", "Body."]
    texts = {'Say "hi"': 'Скажи «"а\\б"»', "In short": "{Кратко}", "Body.": "Текст."}
    content = build(article, texts, locale("ru")).content.decode()
    head, _, body = content.rpartition("\n\n")
    assert body == "Текст.\n"
    assert json.loads(head) == {"title": 'Скажи «"а\\б"»', "tags": ["title"], "more": {"summary": "{Кратко}", "n": 1}}


@pytest.mark.parametrize("source", ['{ "a" words', '{"a": 1} and more', "{}x", '{"a": [', '{"title": "\\ud800"}'])
def test_what_begins_like_json_may_be_text(source: str) -> None:
    """Nothing ends in an error, and half a character is no text."""
    article = page(f"{source}\n\nBody.\n".encode())
    assert article.segments[-1].text == "Body."
    assert "\ud800" not in article.segments[0].text
