"""TMX: what other programs exchange is read with care, and what we write they read."""

import importlib.util
import json
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from html import escape, unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import InputError
from l10n.locales import locale
from l10n.memory import LeftOut, Pair, Reason, pairs, read_tmx, tmx

EN, RU, ZH = locale("en"), locale("ru"), locale("zh_CN")
DTD = Path(__file__).parent / "data" / "tmx" / "written.dtd"
LEFT = Pair("ru", "The minister left.", "Министр уехал.")

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n\r<>&\"']"), min_size=1
)
WORDS = TEXTS.filter(lambda text: bool(text.strip()) and not set(text) & {"\ufffe", "\uffff"})
PAIRS = st.lists(
    st.builds(Pair, st.sampled_from(["ru", "zh-Hans"]), WORDS, WORDS, st.none() | WORDS, st.none() | WORDS)
)


def read(content: str | bytes, *, source: str = "en", into: tuple[str, ...] = ("ru", "zh_CN")) -> list[Pair]:
    data = content.encode() if isinstance(content, str) else content
    return list(pairs(data, Path("old.tmx"), locale(source), [locale(name) for name in into]))


def file(*units: str, before: str = "") -> str:
    return f'<?xml version="1.0"?>{before}<tmx version="1.4"><header srclang="en"/><body>{"".join(units)}</body></tmx>'


def unit(source: str, translation: str, codes: tuple[str, str] = ("en", "ru")) -> str:
    texts = zip(codes, (source, translation), strict=True)
    variants = (f'<tuv xml:lang="{code}"><seg>{text}</seg></tuv>' for code, text in texts)
    return f"<tu>{''.join(variants)}</tu>"


@given(PAIRS)
def test_what_is_exported_is_imported_the_same(found: list[Pair]) -> None:
    """Law: every pair that XML can hold comes back, with its neighbours, in order, once."""
    content = tmx(found, EN)

    assert read(content) == list(dict.fromkeys(found))
    assert tmx(read(content), EN) == content


def test_a_pair_that_xml_cannot_hold_is_left_out() -> None:
    assert read(tmx([Pair("ru", "A bell: \x07", "Звонок"), LEFT], EN)) == [LEFT]


@pytest.mark.parametrize("codes", [("EN-US", "RU-RU"), ("en_GB", "ru"), ("EN", "ru_RU")])
def test_language_codes_are_read_as_they_are_meant(codes: tuple[str, str]) -> None:
    assert read(file(unit("The minister left.", "Министр уехал.", codes))) == [LEFT]


@pytest.mark.parametrize(
    ("code", "into", "tag"),
    [
        ("zh-CN", "zh_CN", "zh-Hans"),
        ("ZH-TW", "zh_TW", "zh-Hant"),
        ("pt-BR", "pt_BR", "pt-BR"),
        ("pt", "pt_BR", None),
        ("zh-TW", "zh_CN", None),
        ("x-klingon", "ru", None),
        ("", "ru", None),
    ],
)
def test_a_language_is_taken_for_no_other(code: str, into: str, tag: str | None) -> None:
    found = read(file(unit("Yes.", "Ja.", ("en", code))), into=(into,))

    assert [pair.locale for pair in found] == ([tag] if tag else [])


def test_each_language_of_a_unit_is_a_pair_of_its_own() -> None:
    languages = {"en": "Yes.", "ru-RU": "Да.", "zh-CN": "是。", "de": "Ja."}
    variants = "".join(f'<tuv xml:lang="{code}"><seg>{text}</seg></tuv>' for code, text in languages.items())

    assert read(file(f"<tu>{variants}</tu>")) == [Pair("ru", "Yes.", "Да."), Pair("zh-Hans", "Yes.", "是。")]


def test_the_old_attribute_of_languages_is_known() -> None:
    content = file(unit("Yes.", "Да.")).replace("xml:lang", "lang")

    assert read(content) == [Pair("ru", "Yes.", "Да.")]


KEPT = [
    # what the standard's codes hold, in the form of Markdown or HTML
    ('A <bpt i="1">&lt;b&gt;</bpt>bold<ept i="1">&lt;/b&gt;</ept> word', "A <b>bold</b> word"),
    ('A <bpt i="1">**</bpt>bold<ept i="1">**</ept> word', "A **bold** word"),
    ('A <bpt i="1">&lt;a href="b" class=\'c\'&gt;</bpt>bold<ept i="1">&lt;/a&gt;</ept> word',
     "A <a href=\"b\" class='c'>bold</a> word"),
    ('See <bpt i="1">[</bpt>here<ept i="1">](guide.md)</ept>', "See [here](guide.md)"),
    ('See <bpt i="1">[</bpt>here<ept i="1">][guide]</ept>', "See [here][guide]"),
    ("Press <ph>`OK`</ph> to send.", "Press `OK` to send."),
    ("Press <ph>``a`b``</ph> to send.", "Press ``a`b`` to send."),
    ("See <ph>https://a.org</ph> now.", "See https://a.org now."),
    ("See <ph>&lt;https://a.org&gt;</ph> now.", "See <https://a.org> now."),
    ("Write to <ph>a@b.org</ph> now.", "Write to a@b.org now."),
    ("Area is <ph>$x^2$</ph> here.", "Area is $x^2$ here."),
    ("Area is <ph>$$\\alpha_1$$</ph> here.", "Area is $$\\alpha_1$$ here."),
    ("Area is <ph>\\(x\\)</ph> here.", "Area is \\(x\\) here."),
    ("Ten <ph>&amp;nbsp;</ph> km.", "Ten &nbsp; km."),
    ("Ten<ph>&amp;nbsp;</ph>km.", "Ten&nbsp;km."),
    ("One<ph>&lt;br/&gt;</ph>two", "One<br/>two"),
    ("One <ph>&lt;kbd&gt;F1&lt;/kbd&gt;</ph> two", "One <kbd>F1</kbd> two"),
    ('One <ph>&lt;img src="a.png" alt="<sub>A cat</sub>"/&gt;</ph> two', 'One <img src="a.png" alt="A cat"/> two'),
    ("One <ph>![<sub>A <hi>cat</hi></sub>](a.png)</ph> two", "One ![A cat](a.png) two"),
    ("One <ph>![<sub>A <ph>`cat`</ph></sub>](a.png)</ph> two", "One ![A `cat`](a.png) two"),
    ("Good<ph>[^1]</ph>.", "Good[^1]."),
    ("Hello <ph>{name}</ph>", "Hello {name}"),
    ("Hello <ph>{0}</ph>", "Hello {0}"),
    ("Hello <ph>{{name}}</ph>", "Hello {{name}}"),
    ("Hello <ph>{{&lt; ref a.md &gt;}}</ph>", "Hello {{< ref a.md >}}"),
    ("Hello <ph>%s</ph> and <ph>%1$d</ph>", "Hello %s and %1$d"),
    ("Hello <ph>${name}</ph>", "Hello ${name}"),
    ("A <it pos='begin'>&lt;b&gt;</it>bold word", "A <b>bold word"),
    ("A <ut>&lt;b&gt;</ut>bold<ut>&lt;/b&gt;</ut> word", "A <b>bold</b> word"),
    ("A <ut>**</ut>bold<ut>**</ut> word", "A **bold** word"),
    ('A <ph x="1" assoc="p" type="x">OK</ph> word', "A OK word"),
    ("In <ph>C:\\temp</ph> now", "In C:\\temp now"),
    # an element that the standard does not make a code holds text
    ("A <hi>marked</hi> word", "A marked word"),
    ("A <hi/>word", "A word"),
    ('Click <g id="1">Save</g> now.', "Click Save now."),
    ('Click <mrk mtype="term">Save</mrk> now.', "Click Save now."),
    ('Click <pc id="1">Save <pc id="2">it</pc></pc> now.', "Click Save it now."),
    ("Click <unknown>Save <ph>`a`</ph></unknown> now.", "Click Save `a` now."),
    ("Click <g><g>Save</g></g> now.", "Click Save now."),
    ('One<x id="1" equiv-text="&lt;br/&gt;"/>two', "One<br/>two"),
    ('One <x id="1" equiv-text="{name}"/> two', "One {name} two"),
    # spaces
    ("  Press  <ph> `OK` </ph>\n  to send. ", "Press `OK` to send."),
    ("Press\t<ph>`OK`</ph>to send.", "Press `OK`to send."),
    ("Press<ph> </ph>it.", "Press it."),
    ("Ten\u00a0km\u202f%", "Ten\u00a0km\u202f%"),
    ("港口\n由该镇  建造，共\n5人。", "港口由该镇建造，共 5人。"),
    ("港口<ph>`a`</ph>由该镇\n<ph>`b`</ph>\n建造。", "港口`a`由该镇 `b` 建造。"),
]  # fmt: skip

LOST = [
    'A <bpt i="1">{\\b </bpt>bold<ept i="1">}</ept> word',
    'A <bpt i="1">{\\cs6\\f1 </bpt>bold<ept i="1">}</ept> word',
    "A <ut>{\\b </ut>bold<ut>}</ut> word",
    'One<ph x="1">&lt;g1/&gt;</ph> two',
    'One <bpt i="0">&lt;f0&gt;</bpt>two<ept i="0">&lt;/f0&gt;</ept>',
    "One <ph>&lt;br0/&gt;</ph> two",
    'One <ph>&lt;mq:ch val=" "/&gt;</ph> two',
    'One <bpt i="1">{b&gt;</bpt>two<ept i="1">&lt;b}</ept>',
    'One <bpt i="1">{1&gt;</bpt>two<ept i="1">&lt;1}</ept>',
    'One <bpt i="1">{1}</bpt>two<ept i="1">{2}</ept>',
    'One <bpt i="1">b</bpt>two<ept i="1">b</ept>',
    'One <bpt i="1">[1}</bpt>two<ept i="1">{2]</ept>',
    'One <bpt i="1" type="bold"/>two<ept i="1"/>',
    'One <ph x="1" type="17"/> two',
    "One <ph></ph> two",
    'One <x id="1"/> two',
    'One <bx id="1"/>two<ex id="1"/>',
    'One <g id="1"/> two',
    "One <unknown/> two",
    'One <x id="1" equiv-text="[1}"/> two',
    "A word<ph>\\footnote{<sub>its note</sub>}</ph>.",
    "A word<ph>&lt;cf bold=on&gt;</ph>.",
    "One <ph>&amp;lt;f0&amp;gt;</ph> two",
    "One <ph>\ufffc</ph> two",
    'One <bpt i="1">**</bpt>two',
    'One two<ept i="1">**</ept>',
]


def left_out(content: str) -> list[LeftOut]:
    found = read_tmx(content.encode(), Path("old.tmx"), EN, [RU, ZH])
    return [each for each in found if isinstance(each, LeftOut)]


@pytest.mark.parametrize(("segment", "text"), KEPT)
def test_codes_and_words_are_kept_as_an_article_has_them(segment: str, text: str) -> None:
    content = file(unit(segment, segment))

    assert read(content) == [Pair("ru", text, text)]
    assert left_out(content) == []
    assert read(tmx(read(content), EN)) == read(content)


@pytest.mark.parametrize("segment", LOST)
def test_a_text_with_a_hole_is_no_pair(segment: str) -> None:
    for content in (file(unit(segment, "Да.")), file(unit("Yes.", segment)), file(unit(segment, segment))):
        assert read(content) == []
        assert [each.reason for each in left_out(content)] == [Reason.CODE]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Press <ph>`OK`</ph> now.", "Нажмите."),
        ("Press it now.", "Нажмите <ph>`OK`</ph>."),
        ("Press <ph>`OK`</ph> now.", "Нажмите <ph>`Да`</ph>."),
        ("Press <ph>`OK`</ph> now.", "Нажмите <ph>`OK`</ph> <ph>`OK`</ph>."),
        ("See <ph>https://a.org</ph> now.", "Смотрите."),
        ('A <bpt i="1">**</bpt>bold<ept i="1">**</ept> word', "Жирное слово"),
        ('A <bpt i="1">**</bpt>bold<ept i="1">**</ept> word', '<bpt i="1">*</bpt>Жирное<ept i="1">*</ept> слово'),
        ('A <bpt i="1">&lt;b&gt;</bpt>bold<ept i="1">&lt;/b&gt;</ept> word', "Жирное слово"),
        ("Hello <ph>{name}</ph>", "Привет, <ph>{имя}</ph>"),
        ("Area is <ph>$x^2$</ph>.", "Площадь — <ph>$x^3$</ph>."),
    ],
)
def test_codes_must_be_those_of_the_other_language(source: str, translation: str) -> None:
    content = file(unit(source, translation))

    assert read(content) == []
    assert [each.reason for each in left_out(content)] == [Reason.DIFFERENT]


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ("Ten <ph>&amp;nbsp;</ph>km.", "Десять километров.", "Десять километров."),
        ("Press <ph>`OK`</ph> now.", "Нажмите `OK`.", "Нажмите `OK`."),
        ("See <ph>https://a.org/en</ph>.", "См. <ph>https://a.org/ru</ph>.", "См. https://a.org/ru."),
        ("<ph>{a}</ph> of <ph>{b}</ph>", "<ph>{b}</ph>: <ph>{a}</ph>", "{b}: {a}"),
        ('A <bpt i="1">__</bpt>b<ept i="1">__</ept>', '<bpt i="1">**</bpt>б<ept i="1">**</ept>', "**б**"),
    ],
)
def test_codes_may_move_and_lead_elsewhere(source: str, translation: str, expected: str) -> None:
    assert [pair.translation for pair in read(file(unit(source, translation)))] == [expected]


@pytest.mark.parametrize(
    ("units", "reason", "line"),
    [
        ('<tu>\n<tuv xml:lang="en"><seg>Yes.</seg></tuv>\n<tuv xml:lang="ru"><seg> </seg></tuv></tu>', "EMPTY", 3),
        ('<tu>\n<tuv xml:lang="en"><seg/></tuv>\n<tuv xml:lang="ru"><seg>Да.</seg></tuv></tu>', "EMPTY", 3),
        ('<tu>\n<tuv xml:lang="en"><seg>Yes.</seg></tuv>\n<tuv xml:lang="ru">Да.</tuv></tu>', "EMPTY", 3),
        ('<tu>\n<tuv xml:lang="en"><seg>Yes.</seg></tuv></tu>', "ALONE", 1),
        ('<tu>\n<tuv xml:lang="ru"><seg>Да.</seg></tuv></tu>', "ALONE", 2),
        ('<tu>\n<tuv xml:lang="en"><seg>Yes.</seg></tuv>\n<tuv><seg>Да.</seg></tuv></tu>', "UNKNOWN", 3),
        ('<tu><tuv xml:lang="en"><seg>Yes.</seg></tuv><tuv xml:lang="x-a"><seg>Да.</seg></tuv></tu>', "UNKNOWN", 1),
        ('<tu><tuv xml:lang="en"><seg>Yes.</seg></tuv><tuv xml:lang="de"><seg>Ja.</seg></tuv></tu>', "OTHER", 1),
    ],
)
def test_what_is_no_pair_is_counted_with_its_line(units: str, reason: str, line: int) -> None:
    content = file(units)

    assert read(content) == []
    assert [(each.reason, each.line) for each in left_out(content)] == [(Reason[reason], line)]


PARTS = st.lists(
    st.one_of(
        st.text("слово港 <b>*`{}[]$\\n", max_size=6).map(escape),
        st.sampled_from([ph for kept, _ in KEPT for ph in re.findall("<ph>.*?</ph>", kept) if "sub" not in ph]),
        st.builds(
            "<{0}>{1}</{0}>".format,
            st.sampled_from(["ph", "g", "hi", "ut", "it", "x", "sub"]),
            st.text("ab 港`", max_size=3),
        ),
    ),
    max_size=6,
).map("".join)


@given(PARTS, PARTS)
def test_no_letter_is_lost_from_a_pair_that_is_kept(source: str, translation: str) -> None:
    content = file(unit(f"a{source}", f"б{translation}"))
    found = read(content)

    assert len(found) + len(left_out(content)) == 1
    for pair in found:
        for text, written in ((pair.source, f"a{source}"), (pair.translation, f"б{translation}")):
            words = unescape(re.sub(r"<(?:[^<>]*)>", "", written))
            assert [each for each in text if each.isalnum()] == [each for each in words if each.isalnum()]
            assert "  " not in re.sub("`[^`]*`", "x", text)
            assert text == text.strip()


def test_two_translations_of_a_sentence_are_two_pairs() -> None:
    variants = '<tuv xml:lang="en"><seg>Yes.</seg></tuv><tuv xml:lang="ru"><seg>Да.</seg></tuv>'
    content = file(f'<tu>{variants}<tuv xml:lang="ru-RU"><seg>Так.</seg></tuv></tu>')

    assert read(content) == [Pair("ru", "Yes.", "Да."), Pair("ru", "Yes.", "Так.")]


def test_elements_out_of_place_lose_no_word() -> None:
    inner = unit("No.", "Нет.")
    nested = f'<tu><tuv xml:lang="en"><seg>Yes.</seg></tuv><tuv xml:lang="ru"><seg>Да.</seg></tuv>{inner}</tu>'

    assert read(file(nested)) == [Pair("ru", "Yes.", "Да."), Pair("ru", "No.", "Нет.")]
    assert read(file(unit("Yes<seg>, yes</seg>.", "Да<tuv>, да</tuv>."))) == [Pair("ru", "Yes, yes.", "Да, да.")]


def test_empty_translations_and_other_texts_are_no_pairs() -> None:
    note = '<tu><note>a note</note><prop type="x-client">ACME</prop></tu>'

    assert read(file(unit("Yes.", " "), unit("", "Да."), note)) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-5", "windows-1251"])
def test_files_come_in_many_encodings(encoding: str) -> None:
    content = file(unit("Yes.", "Да.")).replace('"1.0"', f'"1.0" encoding="{encoding.removesuffix("-sig")}"', 1)

    assert read(content.encode(encoding)) == [Pair("ru", "Yes.", "Да.")]


def test_a_document_type_is_not_looked_up() -> None:
    content = file(unit("Yes.", "Да."), before='<!DOCTYPE tmx SYSTEM "http://127.0.0.1:1/tmx14.dtd">')

    assert read(content) == [Pair("ru", "Yes.", "Да.")]


HOSTILE = {
    "billion laughs": file(unit("&b;", "Да."), before='<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'),
    "a file of this machine": file(unit("&x;", "Да."), before='<!DOCTYPE tmx [<!ENTITY x SYSTEM "/etc/hostname">]>'),
    "an unknown entity": file(unit("&nbsp;", "Да."), before='<!DOCTYPE tmx SYSTEM "tmx14.dtd">'),
    "cut short": file(unit("Yes.", "Да."))[:-20],
    "another format": "<html><body/></html>",
    "no XML": "Yes.\tДа.\n",
    "nothing": "",
    "an encoding that nobody has": '<?xml version="1.0" encoding="klingon"?><tmx/>',
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_honest_tmx_is_refused_with_its_place(content: str) -> None:
    with pytest.raises(InputError, match=r"^old\.tmx"):
        read(content)


@given(
    st.binary(max_size=200)
    | st.text(st.sampled_from('<>/="tuvsegmx &;![]'), max_size=60).map(lambda text: f"<tmx>{text}")
)
def test_no_bytes_are_anything_but_read_or_refused(content: str | bytes) -> None:
    with suppress(InputError):
        assert read(content) == []


# ------------------------------------------------------------------------------------------------------------- judges

SAMPLE = (
    LEFT,
    Pair("zh-Hans", "A <b>bold</b> & **new** “word”\twith\r\nbreaks", "“新”词 & <b>粗</b>", "Before.", "After."),
)


@pytest.mark.skipif(shutil.which("xmllint") is None, reason="xmllint is not installed (libxml2-utils)")
def test_what_is_exported_is_valid(tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_bytes(tmx(SAMPLE, EN))

    done = subprocess.run(
        ["xmllint", "--noout", "--nowarning", "--nonet", "--dtdvalid", str(DTD), str(tmp_path / "a.tmx")],
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr.decode()


READS_TMX = """
import json, sys
from translate.storage.tmx import tmxfile
store = tmxfile.parsefile(sys.argv[1])
print(json.dumps([[unit.source, unit.target] for unit in store.units]))
"""


def with_toolkit() -> list[str] | None:
    """How to run a program with the Translate Toolkit: a program of its own, as it is under the GPL."""
    if importlib.util.find_spec("translate"):
        return [sys.executable]
    if shutil.which("uv"):
        return ["uv", "run", "--quiet", "--no-project", "--offline", "--with", "translate-toolkit", "python"]
    return None


def test_the_translate_toolkit_reads_what_is_exported(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_bytes(tmx(SAMPLE, EN))
    python = with_toolkit()
    if python is None:
        pytest.skip("neither the Translate Toolkit nor uv is installed")
    done = subprocess.run([*python, "-c", READS_TMX, str(path)], capture_output=True, text=True, check=False)
    if done.returncode and "translate" in done.stderr:
        pytest.skip("the Translate Toolkit is not installed and cannot be had")

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [[pair.source, pair.translation] for pair in SAMPLE]
