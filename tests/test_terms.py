"""The glossary: what its rows say, and what a damaged one is told."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from l10n import terms as glossaries
from l10n.errors import InputError
from l10n.locales import locale
from l10n.terms import Term

DATA = Path(__file__).parent / "data" / "terms"
ENGLISH = locale("en")


def terms(path: Path) -> tuple[Term, ...]:
    return glossaries.terms([path], ENGLISH)


def glossary(folder: Path, text: str | bytes) -> Path:
    path = folder / "glossary.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_no_glossary_has_no_terms(tmp_path: Path) -> None:
    assert terms(tmp_path / "glossary.csv") == ()


def test_a_row_is_a_term(tmp_path: Path) -> None:
    text = (
        "source,ru,zh_CN,do-not-translate,case,pos,note,owner\n"
        "fighter,истребитель,战斗机,,,noun,the aircraft,Anna\n"
        "Poedit,,,yes,x,,,\n"
    )
    fighter, poedit = terms(glossary(tmp_path, text))
    assert fighter == Term("fighter", {"ru": ("истребитель",), "zh-Hans": ("战斗机",)}, note="the aircraft", pos="noun")
    assert poedit == Term("Poedit", {}, keep=True, case_sensitive=True)


@pytest.mark.parametrize("written", ["zh_CN", "zh-Hans", "zh_Hans", "zh"])
def test_a_locale_has_one_column_however_it_is_spelt(tmp_path: Path, written: str) -> None:
    (term,) = terms(glossary(tmp_path, f"source,{written}\nsea,海\n"))
    assert term.targets == {"zh-Hans": ("海",)}


def test_a_cell_may_hold_several_words_and_a_column_forbidden_ones(tmp_path: Path) -> None:
    (term,) = terms(glossary(tmp_path, "source,ru,RU:Forbidden\nfighter,истребитель | самолёт |,боец|воин\n"))
    assert term.into(locale("ru")) == ("истребитель", "самолёт")
    assert term.never(locale("ru")) == ("боец", "воин")


@pytest.mark.parametrize(
    ("column", "wanted", "found"),
    [("pt", "pt_BR", True), ("ru_RU", "ru", True), ("zh_TW", "zh_HK", True), ("zh_TW", "zh_CN", False)],
)
def test_a_region_may_use_the_words_of_its_language(tmp_path: Path, column: str, wanted: str, *, found: bool) -> None:
    (term,) = terms(glossary(tmp_path, f"source,{column}\nsea,x\n"))
    assert bool(term.into(locale(wanted))) is found


@pytest.mark.parametrize("written", ["yes", "TRUE", "1", "X"])
def test_what_means_yes(tmp_path: Path, written: str) -> None:
    assert terms(glossary(tmp_path, f"source,do-not-translate\nPoedit,{written}\n"))[0].keep


@pytest.mark.parametrize("written", ["no", "False", "0", ""])
def test_what_means_no(tmp_path: Path, written: str) -> None:
    assert not terms(glossary(tmp_path, f"source,do-not-translate\nPoedit,{written}\n"))[0].keep


def test_the_table_may_come_from_a_spreadsheet(tmp_path: Path) -> None:
    text = b'\xef\xbb\xbfSource , ru\r\n"sea, the ""wide"" one",\xd0\xbc\xd0\xbe\xd1\x80\xd0\xb5\r\n,\r\n\r\nport\r\n'
    assert [(each.source, dict(each.targets)) for each in terms(glossary(tmp_path, text))] == [
        ('sea, the "wide" one', {"ru": ("море",)}),
        ("port", {}),
    ]


def test_terms_cannot_be_changed(tmp_path: Path) -> None:
    (term,) = terms(glossary(tmp_path, "source,ru\nsea,море\n"))
    with pytest.raises(TypeError):
        term.targets["ru"] = ("океан",)  # type: ignore[index]
    assert hash(term) == hash(Term("sea"))


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "no column `source`"),
        ("sourse,ru\nsea,море\n", 1, "is it the column 'sourse'"),
        ("ru,zh\nморе,海\n", 1, "no column `source`"),
        ("source,zh,zh_CN\nsea,海,海\n", 1, "two columns for 'zh-Hans'"),
        ("source,ru\nsea,море\n,порт\n", 3, "no `source`"),
        ('source,ru\n"a\nb",море\nsea,море\nsea,океан\n', 5, "'sea' stands in line 4"),
        ("source,ru\nsea,море,океан\n", 2, "more cells"),
        ("source,do-not-translate\nsea,perhaps\n", 2, "'perhaps'; write yes or no"),
        ("source,ru,ru:forbidden\nsea,море|океан,океан\n", 2, "'океан' is both wanted and forbidden"),
        ("source,ru,ru:forbiden\nsea,море,океан\n", 1, "is it 'ru:forbidden'"),
        ("source,ru:forbidden,ru:FORBIDDEN\nsea,море,океан\n", 1, "two columns for 'ru:forbidden'"),
        ("source,case\nsea,upper\n", 2, "`case` is 'upper'"),
        ('source,ru\n"sea,море\n', 2, "damaged row"),
        ("source,ru\nsea,море\n".encode("cp1251"), 2, "not UTF-8"),
    ],
)
def test_a_damaged_glossary_names_the_line(tmp_path: Path, text: str | bytes, line: int, reason: str) -> None:
    with pytest.raises(InputError) as refusal:
        terms(glossary(tmp_path, text))
    assert refusal.value.line == line
    assert reason in refusal.value.reason


def test_a_folder_is_no_glossary(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        terms(tmp_path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: f"source,ru\n{text}".encode(errors="replace")))
def test_any_file_is_a_glossary_or_an_input_error(tmp_path: Path, content: bytes) -> None:
    with suppress(InputError):
        sources = [term.source for term in terms(glossary(tmp_path, content))]
        assert len(set(sources)) == len(sources)


# --- TBX ---


def test_tbx_basic() -> None:
    """A reference to the usual DTD is no harm: it is not read."""
    fighter, jet = terms(DATA / "basic.tbx")
    assert fighter == Term(
        "fighter", {"ru": ("истребитель", "самолёт-истребитель", "боец")}, note="the aircraft", pos=""
    )
    assert fighter.forbidden == {}, "another concept of the same word allows it"
    assert jet == Term(
        "fighter jet",
        {"ru": ("истребитель", "самолёт-истребитель")},
        {"ru": ("боец",)},
        note="the aircraft",
    )


def test_tbx_core() -> None:
    assert terms(DATA / "core.tbx") == (
        Term("Night Train", {"zh-Hans": ("夜行列车",)}, {"zh-Hans": ("夜车",)}, note="the service", pos="properNoun"),
    )


def test_tbx_may_be_read_from_the_other_side() -> None:
    found = glossaries.terms([DATA / "basic.tbx"], locale("ru"))
    assert [each.source for each in found] == ["самолёт-истребитель", "истребитель", "боец"]
    assert found[1].into(ENGLISH) == ("fighter", "fighter jet")


def test_the_table_counts_before_tbx(tmp_path: Path) -> None:
    table = glossary(tmp_path, "source,ru\nfighter,боевик\n")
    found = glossaries.terms([table, DATA / "basic.tbx"], ENGLISH)
    assert [(each.source, each.into(locale("ru"))[0]) for each in found] == [
        ("fighter", "боевик"),
        ("fighter jet", "истребитель"),
    ]


BOMB = '<!DOCTYPE tbx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><tbx><text>&b;</text></tbx>'
FILE = '<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tbx><text>&x;</text></tbx>'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not well-formed"),
        (b"<tbx><text></tbx>", "not well-formed"),
        (b"<html/>", "no TBX: the root is <html>"),
        (BOMB.encode(), "declares a DTD of its own"),
        (FILE.encode(), "declares a DTD of its own"),
        (b'<!DOCTYPE tbx SYSTEM "tbx.dtd"><tbx><text>&x;</text></tbx>', "uses the entity 'x'"),
        (b'<?xml version="1.0" encoding="none"?><tbx/>', "encoding"),
        (b"<tbx>\xff</tbx>", "not well-formed"),
    ],
)
def test_a_damaged_or_hostile_tbx_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "glossary.tbx"
    path.write_bytes(content)
    with pytest.raises(InputError) as refusal:
        terms(path)
    assert reason in refusal.value.reason
    assert refusal.value.line is not None


PIECES = st.sampled_from(
    [
        *("<tbx>", "</tbx>", "<text>", "<term>", "</term>", "<termSec>", "</termSec>", "<langSec>", "</langSec>"),
        *("<conceptEntry>", "</conceptEntry>", "море", "&lt;", "&x;", "<!--", "<termNote/>"),
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60) | st.lists(PIECES, max_size=12).map(lambda each: f"<tbx>{''.join(each)}</tbx>".encode()))
def test_any_file_is_tbx_or_an_input_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "glossary.tbx"
    path.write_bytes(content)
    with suppress(InputError):
        sources = [term.source for term in terms(path)]
        assert len(set(sources)) == len(sources)
