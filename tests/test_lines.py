"""Lines put together: a line break is a space only in languages that have spaces."""

from pathlib import Path, PurePosixPath

import pytest
from articles import page
from command import write
from hypothesis import given
from hypothesis import strategies as st

from l10n import catalogue as po
from l10n.build import build
from l10n.catalogue import State
from l10n.change import ChangeKind, change
from l10n.document import ParseOptions
from l10n.formats import format_of
from l10n.inline import shape
from l10n.lines import closed_up, joint
from l10n.locales import locale
from l10n.pipeline.adopt import adopt, matched
from l10n.pipeline.articles import read
from l10n.pipeline.extract import extract
from l10n.project import Configuration, Project

# --- two characters


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("于1850年", "建造"),
        ("港口，", "由该镇"),
        ("建造。", "第二"),
        ("他说：", "“好”"),
        ("“好”", "他说"),
        ("他说“好。”", "“不好。”"),
        ("中文……", "后来"),
        ("中文——", "后来"),
        ("很好🎉", "后来"),
        ("ひらがな", "カタカナ"),
        ("ｶﾀｶﾅ", "漢字"),
        ("ﾞ", "漢字"),
        ("（注）", "正文"),
        ("全角１", "２数字"),
        ("ㄅㄆ", "ㄇ"),
        ("𠀀", "𠀁"),
        ("か\u3099", "き"),
        ("葛\U000e0100", "城"),
        ("ท่าเรือนี้", "สร้างขึ้น"),
        ("ທ່າເຮືອ", "ນີ້"),
        ("កំពង់ផែ", "នេះ"),
        ("ဆိပ်ကမ်း", "သည်"),
        ("གྲུ་ཁ་", "འདི་"),
    ],
)
def test_between_scripts_without_spaces_a_line_break_is_nothing(left: str, right: str) -> None:
    assert joint(left, right) == ""


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The harbour", "was built"),
        ("Гавань", "построили"),
        ("이 항구는", "지어졌다"),
        ("항구", "항구"),
        ("港口", "항구"),
        ("הנמל", "נבנה"),
        ("الميناء", "بني"),
        ("बंदरगाह", "बना"),
        ("“Yes.”", "“No.”"),
        ("Yes…", "no"),
        ("Yes 🎉", "no"),
        ("“中文”", "means"),
        ("word —", "word"),
        ("港口", "built"),
        ("built", "港口"),
        ("共有", "5人"),
        ("港口,", "港口"),
        ("港口", "(1850)"),
        ("", "港口"),
        ("港口", ""),
    ],
)
def test_between_others_it_is_a_space(left: str, right: str) -> None:
    assert joint(left, right) == " "


@pytest.mark.parametrize(
    ("left", "right", "tight"),
    [
        ("共有", "5人", ""),
        ("5", "人", ""),
        ("使用", "Linux", ""),
        ("Linux", "系统", ""),
        ("增长5%", "以上", ""),
        ("Linux", "system", " "),
        ("항구", "5", " "),
        ("港口", "гавань", " "),
    ],
)
def test_beside_latin_it_is_what_the_house_writes(left: str, right: str, tight: str) -> None:
    assert (joint(left, right, ""), joint(left, right, " ")) == (tight, " ")


# --- articles

LATIN = "\n\nThe harbour\nwas built.\n"
WANTED = "这个港口由该镇于1850年建造。"


def texts(source: str, name: str = "a.md", latin: str = " ") -> list[str]:
    document = format_of(PurePosixPath(name)).parse(source.encode(), ParseOptions(language="zh", latin_joint=latin))
    return [block.text for block in document.blocks]


@pytest.mark.parametrize(
    ("source", "name", "wanted"),
    [
        ("这个港口由该镇于1850年\n建造。\n", "a.md", WANTED),
        ("这个港口由该镇于1850年\r\n建造。\r\n", "a.md", WANTED),
        ("这个港口由该镇于1850年\r建造。\r", "a.md", WANTED),
        ("这个港口由该镇于1850年 \n  建造。\n", "a.md", WANTED),
        ("- 这个港口由该镇于1850年\n  建造。\n", "a.md", WANTED),
        ("- 这个港口由该镇于1850年\n建造。\n", "a.md", WANTED),
        ("1. > 这个港口由该镇于1850年\n   > 建造。\n", "a.md", WANTED),
        ("> 这个港口由该镇于1850年\n> 建造。\n", "a.md", WANTED),
        ("> > 这个港口由该镇于1850年\n> > 建造。\n", "a.md", WANTED),
        ("> 这个港口由该镇于1850年\n建造。\n", "a.md", WANTED),
        ("这个港口由该镇于1850年\n建造。\n=====\n", "a.md", WANTED),
        ("[^1]: 这个港口由该镇于1850年\n    建造。\n\n好[^1]。\n", "a.md", WANTED),
        ("**这个港口由该镇于1850年\n建造。**\n", "a.md", f"**{WANTED}**"),
        ("**这个港口由该镇于1850年**\n建造。\n", "a.md", "**这个港口由该镇于1850年**建造。"),
        ("这个港口由该镇于1850年\n**建造**。\n", "a.md", "这个港口由该镇于1850年**建造**。"),
        ("这个港口由~~该镇~~\n*于1850年*\n建造。\n", "a.md", "这个港口由~~该镇~~*于1850年*建造。"),
        ("这个[港口](a.md)\n由该镇建造。\n", "a.md", "这个[港口](a.md)由该镇建造。"),
        ('这个[港口\n由该镇](a.md "港")\n建造。\n', "a.md", '这个[港口由该镇](a.md "港")建造。'),
        ("这个\n[港口](a.md)由该镇建造。\n", "a.md", "这个[港口](a.md)由该镇建造。"),
        ("这个[港口][h]\n由该镇建造。\n\n[h]: a.md\n", "a.md", "这个[港口][h]由该镇建造。"),
        ("这个港口[^1]\n由该镇建造。\n\n[^1]: 好\n", "a.md", "这个港口[^1]由该镇建造。"),
        ("这个<b>港口</b>\n由该镇建造。\n", "a.md", "这个<b>港口</b>由该镇建造。"),
        ("这个<b\nclass='港'>港口</b>由该镇建造。\n", "a.md", "这个<b class='港'>港口</b>由该镇建造。"),
        ("这个`港\n口`由该镇建造。\n", "a.md", "这个`港 口`由该镇建造。"),
        ("**注意。**\n这个港口\n", "a.md", "**注意。** 这个港口"),
        ("这个港口\n**“好”** 吗\n", "a.md", "这个港口 **“好”** 吗"),
        ("**这个**\n**港口**\n", "a.md", "**这个** **港口**"),
        ("_这个_\n港口\n", "a.md", "_这个_ 港口"),
        ("这个\n_港口_\n", "a.md", "这个 _港口_"),
        ("这个`port`\n由该镇建造。\n", "a.md", "这个`port` 由该镇建造。"),
        ("![这个港口\n由该镇建造](a.png)\n", "a.md", "这个港口由该镇建造"),
        ("这个港口由该镇于1850年  \n建造。\n", "a.md", "这个港口由该镇于1850年  \n建造。"),
        ("这个港口由该镇于1850年\\\n建造。\n", "a.md", "这个港口由该镇于1850年\\\n建造。"),
        ("这个港口由该镇于1850年<br>\n建造。\n", "a.md", "这个港口由该镇于1850年<br>建造。"),
        ("ท่าเรือนี้\nสร้างขึ้น\n", "a.md", "ท่าเรือนี้สร้างขึ้น"),
        ("이 항구는\n지어졌다.\n", "a.md", "이 항구는 지어졌다."),
        ("---\ntitle: >\n  这个港口由该镇于1850年\n  建造。\n---\n", "a.md", WANTED),
        ("---\ntitle: >-\r\n  这个港口由该镇于1850年\r\n  建造。\r\n---\r\n", "a.md", None),
        ("---\ntitle: 这个港口由该镇于1850年\n  建造。\n---\n", "a.md", WANTED),
        ('---\ntitle: "这个港口由该镇于1850年\n  建造。"\n---\n', "a.md", WANTED),
        ("---\ntitle: '这个港口由该镇于1850年\n\n  建造。'\n---\n", "a.md", "这个港口由该镇于1850年 建造。"),
        ("---\ntitle: |\n  这个港口\n  由该镇建造。\n---\n", "a.md", "这个港口\n由该镇建造。"),
        ("---\ntitle: >\n  The harbour\n  港口\n---\n", "a.md", "The harbour 港口"),
        ("<p>这个港口由该镇于1850年\n建造。</p>", "a.html", WANTED),
        ("<p>\n    这个港口由该镇于1850年\n    建造。\n</p>", "a.html", WANTED),
        ("<p>这个港口由该镇于1850年\r\n\t建造。</p>", "a.html", WANTED),
        ("<ul><li>这个港口由该镇于1850年\n建造。", "a.html", WANTED),
        ("<table><tr><td>这个港口由该镇于1850年\n建造。", "a.html", WANTED),
        ("<p>这个<b>港口</b>\n由该镇建造。</p>", "a.html", "这个<b>港口</b>由该镇建造。"),
        ("<p>这个\n<a href='a'>港口\n由</a>该镇建造。</p>", "a.html", "这个<a href='a'>港口由</a>该镇建造。"),
        ("<p>这个<a\n  title='港\n口'>港口</a>由该镇建造。</p>", "a.html", None),
        ("<p>这个<code>港\n口</code>由该镇建造。</p>", "a.html", "这个<code>港 口</code>由该镇建造。"),
        ("<p>这个港口<br>\n由该镇建造。</p>", "a.html", "这个港口<br>由该镇建造。"),
        ("<title>这个港口由该镇于1850年\n建造。</title>", "a.html", WANTED),
        ("<img alt='这个港口由该镇于1850年\n建造。'>", "a.html", WANTED),
        ("<p>이 항구는\n지어졌다.</p>", "a.html", "이 항구는 지어졌다."),
        ("港" * 30 + "\n" + "口" * 30 + "\n", "a.txt", "港" * 30 + "口" * 30),
        ("항구 " * 12 + "항구\n" + "항구 " * 12 + "항구\n", "a.txt", "항구 " * 25 + "항구"),
    ],
)
def test_every_kind_of_block_puts_its_lines_together_alike(source: str, name: str, wanted: str | None) -> None:
    found = texts(source, name)

    if wanted is None:
        assert not any(" " in text for text in found if "<" not in text)
    else:
        assert wanted in found


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("港口共有\n5人使用\nLinux\n系统。\n", "a.md"),
        ("<p>港口共有\n5人使用\nLinux\n系统。</p>", "a.html"),
        ("---\ntitle: >\n  港口共有\n  5人使用\n  Linux\n  系统。\n---\n", "a.md"),
    ],
)
def test_the_house_decides_beside_latin(source: str, name: str) -> None:
    assert texts(source, name, "") == ["港口共有5人使用Linux系统。"]
    assert texts(source, name, " ") == ["港口共有 5人使用 Linux 系统。"]


@given(st.lists(st.text("港口ภาa1。“”. *_`<b>\n", max_size=6), min_size=1, max_size=4).map("\n".join))
def test_no_letter_is_lost_between_lines(source: str) -> None:
    for name in ("a.md", "a.html", "a.txt"):
        document = format_of(PurePosixPath(name)).parse(source.encode(), ParseOptions())
        for block in document.blocks:
            written = source.encode()[block.start : block.end].decode()
            letters = [each for each in written if each in "港口ภาa1。“”."]
            assert [each for each in block.text if each in "港口ภาa1。“”."] == letters
            assert block.writer.escape(block.writer.escape(block.text)) == block.writer.escape(block.text)


def test_a_translation_on_several_lines_becomes_one_as_its_language_has_it() -> None:
    for name in ("a.md", "a.html", "a.txt"):
        (block,) = page(b"The harbour was built.\n", name).document.blocks
        assert block.writer.escape("这个港口\n建造。") == "这个港口建造。"
        assert block.writer.escape("Гавань\nпостроили.") == "Гавань построили."


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("**注意。**\n这个港口\n", "**注意。**这个港口"),
        ("这个港口\n**“好”** 吗\n", "这个港口**“好”** 吗"),
        ("_这个_\n港口\n", "_这个_ 港口"),
    ],
)
def test_an_adopted_text_has_no_space_for_emphasis_that_a_build_mends(source: str, wanted: str) -> None:
    options = ParseOptions(language="zh", emphasis_seen=False)
    (block,) = format_of(PurePosixPath("a.md")).parse(source.encode(), options).blocks
    assert block.text == wanted


WORDS = st.sampled_from(["港口", "建造。", "，", "5", "ab", "`x`"])
MARKED = st.sampled_from(
    [
        *("[港口](b)", "**港口**", "*港口*", "***港口***", "_港口_", "~~港口~~", "**注意：**", "*（注）*", "**“好”**"),
        *("_“好”_", "**ab**", "**[港口](b)**", "[**港口**](b)", "**港\n口**"),
    ]
)
GAPS = st.sampled_from(["\n", " "])


@given(st.lists(st.builds("{}{}{}{}".format, WORDS, GAPS, MARKED, GAPS), max_size=4))
def test_lines_are_put_together_without_changing_what_is_emphasised(parts: list[str]) -> None:
    """What the article has as markup, its text has on its own."""
    article = page("".join(parts).encode(), "a.md", by="paragraph")
    for segment in article.segments:
        own, article_s = shape(article.format.marks(segment.text)), shape(segment.marks)
        assert [mark for mark in own if "break" not in mark] == [mark for mark in article_s if "break" not in mark]


@given(
    st.lists(WORDS | MARKED | st.sampled_from([" ", "\n", "\r\n", "> ", "- ", "<b>", "</b>", "**", "*"]), max_size=12)
)
def test_law_1_an_article_whose_lines_are_put_together_is_built_as_it_was(parts: list[str]) -> None:
    source = "".join(parts).encode()
    for name in ("a.md", "a.html", "a.txt"):
        article = page(source, name)
        assert build(article, {}, locale("ru")).content == source


# --- what depends on it


@pytest.mark.parametrize(
    ("latin_space", "name", "expected"),
    [
        ("usual", "zh_CN", "这个港口由该镇于1850年建造，共5人。"),
        ("none", "zh_CN", "这个港口由该镇于1850年建造，共5人。"),
        ("space", "zh_CN", "这个港口由该镇于1850年建造，共 5人。"),
        ("keep", "zh_CN", "这个港口由该镇于1850年建造，共 5人。"),
        ("usual", "zh_TW", "這個港口由該鎮於1850年建造，共 5人。"),
        ("usual", "ja", "这个港口由该镇于1850年建造，共5人。"),
    ],
)
def test_an_adopted_text_has_no_space_where_its_line_broke(
    tmp_path: Path, latin_space: str, name: str, expected: str
) -> None:
    write(tmp_path / "source" / "a.md", "The harbour was built in 1850 by the town for 5 people.\n")
    translated = write(tmp_path / "old" / "a.md", "这个港口由该镇于1850年\n建造，共\n5人。\n")
    if name == "zh_TW":
        write(translated, "這個港口由該鎮於1850年\n建造，共\n5人。\n")
    project = Project(tmp_path, Configuration(locales=(name,), typography_latin_space=latin_space))

    found = matched(project, tmp_path / "source" / "a.md", translated)
    adopt(project, found, locale(name))

    path = project.catalogue(PurePosixPath("a.md"), locale(name))
    assert [entry.translation for entry in po.parse(path.read_bytes(), path).live] == [expected]


def test_a_reviewed_text_of_a_chinese_article_stays_reviewed(tmp_path: Path) -> None:
    """Its sentence was told with a space in it, as every line break was one."""
    write(tmp_path / "source" / "a.md", "这个港口由该镇于1850年\n建造。\n")
    project = Project(tmp_path, Configuration(locales=("ru",), source_language="zh_CN"))
    extract(project, read(project))
    path = project.catalogue(PurePosixPath("a.md"), locale("ru"))
    old = path.read_text(encoding="utf-8").replace("年建造", "年 建造").replace('msgstr ""\n\n', "@", 1)
    old = old[: -len('msgstr ""\n')] + 'msgstr "Эту гавань город построил в 1850 году."\n'
    path.write_text(old.replace("@", 'msgstr ""\n\n', 1), encoding="utf-8")

    extract(project, read(project))

    (entry,) = po.parse(path.read_bytes(), path).live
    assert (entry.source, entry.translation) == (WANTED, "Эту гавань город построил в 1850 году.")
    assert entry.state is State.REVIEWED


def test_a_space_between_han_is_no_change_of_a_sentence() -> None:
    """Catalogues made when a line break was always a space keep their translations."""
    assert change("这个港口于1850年 建造。", "这个港口于1850年建造。", "zh").kind is ChangeKind.COSMETIC
    assert closed_up("港 口 is 港\n口") == "港口 is 港口"
