"""Typography: every vector of the reference, markup, and the laws over hostile text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from l10n.document import Kind
from l10n.formats import format_of
from l10n.house import RULES, House, Level
from l10n.inline import Lifted
from l10n.locales import locale
from l10n.typography import Style, Text, amended, findings, rules_of, typeset
from l10n.typography.russian.reports import mixed_yo
from l10n.typography.typeset import reported

DATA = Path(__file__).parent / "data" / "typography"
LINE = re.compile(
    r"(?P<rules>(?:ru|zh)\.[a-z.+-]+) +(?:\[(?P<source>[^\]]*)\] )?"
    r"(?:\{(?P<house>[^}]* = [^}]*)\} )?(?P<given>.+) → (?P<wanted>.+)"
)
MARKDOWN = format_of(Path("a.md"))


@dataclass(frozen=True, slots=True)
class Vector:
    locale: str
    rules: tuple[str, ...]
    source: str
    house: House
    given: str
    wanted: str

    def __str__(self) -> str:
        return f"{self.locale} {'+'.join(self.rules)} {self.given}"

    @property
    def style(self) -> Style:
        return Style(locale(self.locale), self.house)


def spaced(text: str) -> str:
    return text.replace("~", "\u00a0").replace("^", "\u202f")


def vectors(name: str) -> Iterator[Vector]:
    for line in (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            found = LINE.fullmatch(line)
            assert found, line
            prefix = found["rules"].partition(".")[0]
            rules = tuple(f"{prefix}.{each.removeprefix(f'{prefix}.')}" for each in found["rules"].split("+"))
            key, _, value = (found["house"] or "").partition(" = ")
            house = House(**{key: value}) if key else House()  # type: ignore[arg-type]
            yield Vector(name, rules, found["source"] or "", house, spaced(found["given"]), spaced(found["wanted"]))


VECTORS = [vector for name in ("ru", "zh_CN", "zh_TW") for vector in vectors(name)]


@pytest.mark.parametrize("vector", VECTORS, ids=str)
def test_vectors(vector: Vector) -> None:
    if vector.house.yo == "required":
        pytest.importorskip("pymorphy3", reason="the extra `ru` is not installed")
    done = typeset(Lifted(vector.source), Lifted(vector.given), vector.style)
    told = [fault for fault in reported(done, vector.style) if fault.rule in vector.rules]
    if vector.wanted.startswith("R: "):
        words = vector.given
        for fault in sorted(told, key=lambda each: -each.start):
            words = words[: fault.start] + (fault.suggestion or "") + words[fault.end :]
        assert told
        final = typeset(Lifted(vector.source), Lifted(words), vector.style).lifted.words
        assert final == vector.wanted.removeprefix("R: ")
        return
    wanted = vector.given if vector.wanted == "unchanged" else vector.wanted
    assert done.lifted.words == wanted
    if vector.wanted == "unchanged":
        assert not told
    else:
        assert set(vector.rules) <= {fault.rule for fault in done.faults}


def test_every_rule_has_a_name_a_manual_and_a_vector() -> None:
    """Named as configuration knows it; one line, a bad and a good example."""
    known = [rule for name in ("ru", "zh_CN") for level in Level for rule in rules_of(Style(locale(name)), level)]
    assert sorted({rule.name for rule in known}) == sorted(RULES)
    for rule in known:
        assert rule.work.__doc__
        assert "As `" in rule.work.__doc__ or all(word in rule.work.__doc__ for word in ("Bad:  ", "Good: "))
    assert {rule.name for rule in known} == {name for vector in VECTORS for name in vector.rules}


@pytest.mark.parametrize(
    ("name", "source", "given", "wanted"),
    [
        ("ru", '"**bold** text"', '"**жирный** текст"', "«**жирный** текст»"),
        ("ru", '**"bold" text**', '**"жирный" текст**', "**«жирный» текст**"),
        ("ru", "He called it «**a mistake.**»", "Он назвал это «**ошибкой.**»", "Он назвал это «**ошибкой**»."),
        ("ru", "See [№ 5](a...b.md).", "См. [акт №5](a...b.md)...", "См. [акт №\u00a05](a...b.md)…"),
        ("ru", "Run `a -- b`...", "Наберите `a -- b`...", "Наберите `a -- b`…"),
        (
            "ru",
            "Article **5 bis** and **no.** 5",
            "Статья №**5 бис** и **акт №** 5",
            "Статья №\u00a0**5 бис** и **акт №**\u00a05",
        ),
        ("ru", "a &quot;b&quot; \\*...", 'а &quot;б&quot; \\* "в"...', "а &quot;б&quot; \\* «в»…"),
        ("ru", '<a title="x...">x</a>', '<a title="х...">х - "у"</a>', '<a title="х...">х\u00a0— «у»</a>'),
        ("zh_CN", "We **think** so, he said.", "我们 **认为** 如此,他说.", "我们**认为**如此，他说。"),
        ("zh_CN", "**Note:** this is so.", "**注意:** 这是,对.", "**注意：** 这是，对。"),
        ("zh_CN", 'He said **"yes"**.', '他说 **"好"** .', "他说 **“好”**。"),
        ("zh_CN", "Install `npm`, then run.", "安装 `npm`, 然后运行.", "安装 `npm`，然后运行。"),
        ("zh_CN", "A **Su-35** fighter", "一架 **Su-35** 战斗机", "一架**Su-35**战斗机"),
        ("zh_CN", "See <https://a.example> .", "见 <https://a.example> ，好", "见 <https://a.example>，好"),
        ("zh_TW", 'He said "**yes**".', '他說"**好**"。', "他說「**好**」。"),
        ("zh_TW", "write in **Python** code", "用**Python**寫", "用 **Python** 寫"),
    ],
)
def test_markup_stays_around_its_words(name: str, source: str, given: str, wanted: str) -> None:
    text = Text(source, MARKDOWN.marks(source), given, MARKDOWN)
    assert amended(text, Style(locale(name))).text == wanted


TITLES = Style(locale("zh_CN"), House(titles="apply"))


@pytest.mark.parametrize(
    ("name", "source", "given", "wanted"),
    [
        ("a.md", "It was in *The New York Times*.", "刊于*纽约时报*。", "刊于《*纽约时报*》。"),
        ("a.md", "*War and Peace* and *The Idiot Boy*", "*战争与和平*和*白痴*", "《*战争与和平*》和《*白痴*》"),
        (
            "a.html",
            "In <cite>Emma</cite>, <em>very</em> late.",
            "在<cite>爱玛</cite><em>很</em>晚。",
            "在《<cite>爱玛</cite>》<em>很</em>晚。",
        ),
        ("a.md", "It was *very* late.", "那*很*晚。", "那*很*晚。"),
        ("a.md", "*The Idiot Boy* was *very* late.", "*白痴*很*晚*。", "*白痴*很*晚*。"),
        ("a.md", "In *The Idiot Boy*.", "在*《白痴》*里。", "在*《白痴》*里。"),
    ],
)
def test_works_that_the_source_marks_up_stand_in_title_marks(name: str, source: str, given: str, wanted: str) -> None:
    form = format_of(Path(name))
    assert amended(Text(source, form.marks(source), given, form), TITLES).text == wanted


def test_title_marks_are_only_asked_for_by_default() -> None:
    source = "It was in *The New York Times*."
    text = Text(source, MARKDOWN.marks(source), "刊于*纽约时报*。", MARKDOWN)
    assert amended(text, Style(locale("zh_CN"))).text == text.translation
    assert [(each.rule, each.suggestion) for each in findings(text, Style(locale("zh_CN")))] == [
        ("zh.titles", "《纽约时报》")
    ]


def test_words_spelled_both_with_yo_and_without_are_named() -> None:
    pytest.importorskip("pymorphy3", reason="the extra `ru` is not installed")
    texts = ["Он еще помнит все.", "Ещё самолёт. Это всё.", "Самолет и самолёты."]
    assert mixed_yo(texts) == {"еще": "ещё", "самолет": "самолёт"}
    assert mixed_yo(["Все еще."]) == {}


def test_the_readme_shows_what_the_rules_do() -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"^-(.*[\u0400-\u9fff].*)\n\+(.*)$", readme, re.MULTILINE)
    assert len(shown) == 2
    for (given, wanted), name in zip(shown, ("ru", "zh_CN"), strict=True):
        done = typeset(Lifted(""), Lifted(given), Style(locale(name))).lifted.words
        assert done.replace("\u00a0", " ") == wanted


def test_terms_and_rules_that_are_off_stay() -> None:
    given = Lifted('Группа "А - Б" - это "В"...')
    style = Style(locale("ru"), House(off=frozenset({"ru.hellip"})), keep=("А - Б",))
    assert typeset(Lifted(""), given, style).lifted.words == "Группа «А - Б»\u00a0— это «В»..."


def test_a_dateline_and_what_is_the_source_itself_stay() -> None:
    given = "17 апреля 2023 - 0:32..."
    assert amended(Text("a", (), given, MARKDOWN, Kind.DATELINE), Style(locale("ru"))).text == given
    assert amended(Text(given, (), given, MARKDOWN), Style(locale("ru"))).text == given


def test_what_looks_like_markup_in_a_title_is_none() -> None:
    given = 'Он *"да"* - \\"нет\\"'
    assert amended(Text("a", (), given, MARKDOWN, Kind.TITLE), Style(locale("ru"))).text == given.replace(
        " -", "\u00a0—"
    )
    assert amended(Text("a", (), given, MARKDOWN), Style(locale("ru"))).text == 'Он *«да»*\u00a0— \\"нет\\"'


@pytest.mark.parametrize(
    ("name", "given", "said", "advised"),
    [
        ("ru", "Город Киев - столица Украины.", "Город Киев - столица", "Город Киев\u00a0— столица"),
        ("zh_CN", "我们认为,如此。", "我们认为,如此。", "我们认为，如此。"),
        ("zh_CN", "这是俄羅斯。", "这是俄羅斯。", None),
    ],
)
def test_a_fault_is_shown_among_its_words(name: str, given: str, said: str, advised: str | None) -> None:
    (fault,) = findings(Text("a", (), given, MARKDOWN), Style(locale(name)))
    assert (fault.said, fault.advised) == (said, advised)


def test_a_term_that_stays_is_latin_all_the_same() -> None:
    style = Style(locale("zh_CN"), keep=("Node - js",))
    assert typeset(Lifted(""), Lifted("使用 Node - js 编写."), style).lifted.words == "使用Node - js编写。"


def test_a_language_without_rules_is_left_alone() -> None:
    text = Text("a", (), 'Er sagte: "Ja"...', MARKDOWN)
    assert amended(text, Style(locale("de"))).text == text.translation
    assert findings(text, Style(locale("de"))) == ()
