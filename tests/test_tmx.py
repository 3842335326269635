"""TMX: what other programs exchange is read with care, and what we write they read."""

import importlib.util
import json
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import InputError
from l10n.locales import locale
from l10n.memory import Pair, pairs, tmx

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


@pytest.mark.parametrize(
    ("segment", "text"),
    [
        ('A <bpt i="1">&lt;b&gt;</bpt>bold<ept i="1">&lt;/b&gt;</ept> word', "A <b>bold</b> word"),
        ('A <bpt i="1">**</bpt>bold<ept i="1">**</ept> word', "A **bold** word"),
        ('See <bpt i="1">[</bpt>here<ept i="1">](guide.md)</ept>', "See [here](guide.md)"),
        ("Hello <ph>{name}</ph>", "Hello {name}"),
        ('A <bpt i="1">{\\b </bpt>bold<ept i="1">}</ept> word', "A bold word"),
        ('One<ph x="1">&lt;g1/&gt;</ph> two', "One two"),
        ("A <hi>marked</hi> word", "A marked word"),
        ("A word<ph>\\footnote{<sub>its note</sub>}</ph>.", "A word."),
    ],
)
def test_codes_stay_where_they_are_markup_of_articles(segment: str, text: str) -> None:
    assert read(file(unit(segment, "…"))) == [Pair("ru", text, "…")]


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
