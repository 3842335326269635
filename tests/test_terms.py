"""The glossary: what its rows say, and what a damaged one is told."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from l10n.errors import InputError
from l10n.terms import Term, terms


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
    assert fighter == Term("fighter", {"ru": "истребитель", "zh-Hans": "战斗机"}, note="the aircraft", pos="noun")
    assert poedit == Term("Poedit", {}, keep=True, case_sensitive=True)


@pytest.mark.parametrize("written", ["zh_CN", "zh-Hans", "zh_Hans", "zh"])
def test_a_locale_has_one_column_however_it_is_spelt(tmp_path: Path, written: str) -> None:
    (term,) = terms(glossary(tmp_path, f"source,{written}\nsea,海\n"))
    assert term.targets == {"zh-Hans": "海"}


@pytest.mark.parametrize("written", ["yes", "TRUE", "1", "X"])
def test_what_means_yes(tmp_path: Path, written: str) -> None:
    assert terms(glossary(tmp_path, f"source,do-not-translate\nPoedit,{written}\n"))[0].keep


@pytest.mark.parametrize("written", ["no", "False", "0", ""])
def test_what_means_no(tmp_path: Path, written: str) -> None:
    assert not terms(glossary(tmp_path, f"source,do-not-translate\nPoedit,{written}\n"))[0].keep


def test_the_table_may_come_from_a_spreadsheet(tmp_path: Path) -> None:
    text = b'\xef\xbb\xbfSource , ru\r\n"sea, the ""wide"" one",\xd0\xbc\xd0\xbe\xd1\x80\xd0\xb5\r\n,\r\n\r\nport\r\n'
    assert [(each.source, dict(each.targets)) for each in terms(glossary(tmp_path, text))] == [
        ('sea, the "wide" one', {"ru": "море"}),
        ("port", {}),
    ]


def test_terms_cannot_be_changed(tmp_path: Path) -> None:
    (term,) = terms(glossary(tmp_path, "source,ru\nsea,море\n"))
    with pytest.raises(TypeError):
        term.targets["ru"] = "океан"  # type: ignore[index]
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
