"""The laws of typography over hostile text, for every locale and every choice of the house."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.formats import format_of
from l10n.house import CURRENCY, LATIN_SPACE, PERCENT, TITLES, YO, House
from l10n.inline import OBJECT, Atom, Lifted, Wrap, crossing, has_letter, lay, lift, shape
from l10n.locales import locale
from l10n.typography import Style, Text, amended, faults, findings, typeset

MARKDOWN, HTML = format_of(Path("a.md")), format_of(Path("a.html"))
PIECES = [
    *"\"'“”„«»‘’「」『』《》（）()[]{}<>.,;:!?…。，、；：？！-–—―⸺·•・ \u00a0\u202f\u3000№§%‰°$€&*_`~\\#@/\n0123456789",
    *"аяЁИТВчгмкABCaopxI这是说年Ａ１俄羅", "  ", "...", "--", " - ", " — ", "Пушкин",
    "млн.", "тыс.", "гг.", "км/ч", "т.д.", "5-ый",
    "2014-2022", "12,000", "1.5", "http://a.b/c", "a@b.co", "{x}",
    "`c`", "**", "</em>", "<em>", "&quot;", OBJECT, "Su-35",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
sources = st.one_of(st.just(""), texts)
houses = st.builds(
    House,
    percent=st.sampled_from(PERCENT),
    latin_space=st.sampled_from(LATIN_SPACE),
    yo=st.sampled_from(YO),
    titles=st.sampled_from(TITLES),
    currency=st.sampled_from(CURRENCY),
)
styles = st.builds(
    Style,
    st.sampled_from(["ru", "zh_CN", "zh_TW", "zh_HK", "de"]).map(locale),
    houses,
    st.sampled_from([(), ("Su-35",)]),
)


@st.composite
def lifted(draw: st.DrawFn) -> Lifted:
    """Words with atoms for their objects and wraps that are nested and hold letters."""
    words = draw(texts)
    atoms = tuple(Atom(f"`{number}`", f"code {number}") for number in range(words.count(OBJECT)))
    wraps: list[Wrap] = []
    for number in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(words)))
        end = draw(st.integers(start, len(words)))
        wrap = Wrap(start, end, f"<{number}>", f"</{number}>", f"label {number}")
        if has_letter(words[start:end]) and not crossing([*wraps, wrap]):
            wraps.append(wrap)
    return Lifted(words, atoms, tuple(sorted(wraps, key=lambda each: (each.start, -each.end))))


@given(lifted(), sources, styles)
def test_twice_is_once(target: Lifted, source: str, style: Style) -> None:
    once = typeset(Lifted(source), target, style)
    again = typeset(Lifted(source), once.lifted, style)
    assert again.lifted == once.lifted
    assert not again.faults


@given(lifted(), sources, styles)
def test_atoms_and_wraps_stay_and_never_cross(target: Lifted, source: str, style: Style) -> None:
    done = typeset(Lifted(source), target, style).lifted
    assert done.atoms == target.atoms
    assert [wrap.label for wrap in done.wraps] == [wrap.label for wrap in target.wraps]
    assert lay(done).count(OBJECT) == 0
    for before, after in zip(target.wraps, done.wraps, strict=True):
        assert _core(target.words[before.start : before.end]) == _core(done.words[after.start : after.end])


_LIKE = str.maketrans("AaBEeKMHOoPpCcTXxyЁё０１２３４５６７８９Ａ", "АаВЕеКМНОоРрСсТХхуЕе0123456789А")


def _core(words: str) -> str:
    """The letters and figures of a text, each as the other script's twin; ы, which only stands in 5-ый, is left out."""
    like = words.translate(_LIKE).replace("ы", "")
    return "".join(sign for sign in like if sign.isalnum() or sign == OBJECT)


@given(texts, sources, styles)
def test_no_letter_and_no_figure_comes_or_goes(target: str, source: str, style: Style) -> None:
    done = typeset(Lifted(source), lift(target, ()), style).lifted.words
    assert _core(done) == _core(target)


@pytest.mark.parametrize("form", [MARKDOWN, HTML], ids=["markdown", "html"])
@given(data=st.data())
@settings(max_examples=60)
def test_native_text_keeps_its_markup(form: object, data: st.DataObject) -> None:
    known = MARKDOWN if form is MARKDOWN else HTML
    source, target, style = data.draw(sources), data.draw(texts), data.draw(styles)
    text = Text(source, known.marks(source), target, known)
    done = amended(text, style)
    assert shape(known.marks(done.text)) == shape(known.marks(target))
    again = amended(Text(source, known.marks(source), done.text, known), style)
    assert again.text == done.text
    for fault in findings(text, style):
        words = lift(target, known.marks(target)).words
        assert 0 <= fault.start <= fault.end <= len(words)


LONG = 20_000
HOSTILE = [
    *" \"“«»„.,-–—!…。，“‘「(（)）5%#_a.\\&/:~'@$*IАя这{[<`·",
    "1,", "1.", "1 ", "5-", "5-5 ", "А.", "А. ", "т.", "т. ", "a ", "a. ", "a-", "a_", "a/", "这 ", "这,", "这.",
    "这，", "第", "这…", "1千",
    "№ ", " -", " - ", " .", "» ", ".»", ",«", '"a"', '"a" ', "“a", "I-", "12345 ", "а\u00a0",
    "5 км/", "$1", "1 млн", "_a", "a.b", "a@",
    "http://", "ёе", "Aа", "１", "'a'这", "“这。”", "说，“", "(a)（", "a: b", "--a",
    "#a", "\ufffc ", "\n ", "5-ый", "2014-2015",
]  # fmt: skip


@pytest.mark.parametrize("name", ["ru", "zh_CN", "zh_TW"])
@pytest.mark.parametrize("unit", HOSTILE, ids=repr)
def test_no_text_takes_long(name: str, unit: str) -> None:
    words = unit * (LONG // len(unit))
    started = time.process_time()
    list(faults(Lifted(unit * 2), Lifted(words), Style(locale(name))))
    assert time.process_time() - started < 3, "not linear"
