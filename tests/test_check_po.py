"""The rule `po`: what gettext's `msgfmt` refuses is named, and what is wrong with a header."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from articles import page

from l10n.catalogue import new, parse
from l10n.checks import Localised
from l10n.checks.catalogue import check_po
from l10n.locales import locale
from l10n.problem import Severity
from l10n.terms import Glossary

FIELDS = {
    "Project-Id-Version": "x",
    "PO-Revision-Date": "",
    "Last-Translator": "",
    "Language-Team": "",
    "Language": "ru",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
RUSSIAN = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
POEDIT = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
PLAIN = 'msgid "He left."\nmsgstr "Он ушёл."\n'
PLURAL = 'msgid "a ship"\nmsgid_plural "ships"\nmsgstr[0] "а"\nmsgstr[1] "б"\nmsgstr[2] "в"\n'


def header(**fields: str | None) -> str:
    """A header with some fields set, or left out."""
    chosen = {**FIELDS, **{name.replace("_", "-"): value for name, value in fields.items()}}
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in chosen.items() if value is not None)
    return f'msgid ""\nmsgstr ""\n{lines}\n'


def said(text: str, into: str = "ru") -> list[tuple[str, str]]:
    """What the rule says: severities and messages."""
    localised = Localised(
        Path("a.md"),
        Path("a.po"),
        page(b"He left.\n"),
        parse(text.encode(), Path("a.po")),
        locale(into),
        "none",
        Glossary(locale("en")),
    )
    return [(str(finding.severity or Severity.ERROR), finding.message) for finding in check_po(localised)]


def refused(text: str, folder: Path) -> bool:
    """Whether msgfmt refuses a catalogue, drafts included."""
    path = folder / "a.po"
    path.write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["msgfmt", "--check", "--use-fuzzy", "-o", "/dev/null", str(path)], capture_output=True, check=False
    )
    return done.returncode != 0


SOUND = {
    "plain": header() + PLAIN,
    "plurals": header(Plural_Forms=RUSSIAN) + PLURAL,
    "plurals as Poedit writes them": header(Plural_Forms=POEDIT) + PLURAL,
    "newlines of both": header() + 'msgid "a\\n"\nmsgstr "б\\n"\n',
    "nothing yet": header() + 'msgid "a\\n"\nmsgstr ""\n',
    "a flag that forbids": header() + '#, no-c-format\nmsgid "50% of"\nmsgstr "50 % из"\n',
    "equal placeholders": header() + '#, c-format\nmsgid "%d of %s"\nmsgstr "%d из %s"\n',
    "other case": header() + PLAIN.replace("He", "She") + "\n" + PLAIN,
}
FATAL = {
    "a byte order mark": "\ufeff" + header() + PLAIN,
    "no header": PLAIN,
    "a newline lost": header() + 'msgid "a\\n"\nmsgstr "б"\n',
    "a newline too many": header() + 'msgid "a"\nmsgstr "\\nб"\n',
    "a newline lost in a draft": header() + '#, fuzzy\nmsgid "a\\n"\nmsgstr "б"\n',
    "a flag on prose": header() + '#, python-format\nmsgid "50% of the"\nmsgstr "50 % из"\n',
    "a placeholder lost": header() + '#, c-format\nmsgid "%d ships"\nmsgstr "корабли"\n',
    "another placeholder": header() + '#, python-brace-format\nmsgid "{a} x"\nmsgstr "{b} x"\n',
    "plurals without a rule": header() + PLURAL,
    "too few plurals": header(Plural_Forms=RUSSIAN) + PLURAL.replace('msgstr[2] "в"\n', ""),
    "a rule that is none": header(Plural_Forms="nplurals=3; plural=n/;") + PLAIN,
    "a rule that divides by nothing": header(Plural_Forms="nplurals=1; plural=n%0;") + PLAIN,
    "a rule that counts too far": header(Plural_Forms="nplurals=1; plural=(n != 1);") + PLAIN,
}
ODD = {
    "no language": (header(Language=None) + PLAIN, "warning", "does not say its language"),
    "another language": (header(Language="uk") + PLAIN, "error", "the header says uk, the folder ru"),
    "no language at all": (header(Language="Russian") + PLAIN, "error", "none that is known"),
    "no charset": (header(Content_Type="text/plain") + PLAIN, "error", "names no charset"),
    "another charset": (
        header(Content_Type="text/plain; charset=KOI8-R") + 'msgid "a"\nmsgstr "b"\n',
        "warning",
        "charset is KOI8-R",
    ),
    "a field missing": (header(MIME_Version=None) + PLAIN, "warning", "MIME-Version"),
    "a placeholder": (header(Last_Translator="FULL NAME <EMAIL@ADDRESS>") + PLAIN, "warning", "Last-Translator"),
    "another rule": (header(Plural_Forms="nplurals=2; plural=(n != 1);") + PLAIN, "warning", "not those of ru"),
    "another rule for plurals": (
        header(Plural_Forms="nplurals=2; plural=(n != 1);") + PLURAL.replace('msgstr[2] "в"\n', ""),
        "error",
        "not those of ru",
    ),
}


@pytest.mark.parametrize("name", SOUND)
def test_sound_catalogues_are_left_alone(name: str) -> None:
    assert said(SOUND[name]) == []


@pytest.mark.parametrize("name", FATAL)
def test_what_gettext_refuses_is_an_error(name: str) -> None:
    assert "error" in [severity for severity, _ in said(FATAL[name])]


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")
def test_gettext_agrees(tmp_path: Path) -> None:
    assert [name for name, text in SOUND.items() if refused(text, tmp_path)] == []
    assert [name for name, text in FATAL.items() if not refused(text, tmp_path)] == []


@pytest.mark.parametrize("name", ODD)
def test_odd_headers_are_named(name: str) -> None:
    text, severity, message = ODD[name]
    assert any(one == severity and message in other for one, other in said(text)), said(text)


@pytest.mark.parametrize(
    ("into", "written"), [("zh_Hans", "zh_CN"), ("zh_CN", "zh"), ("zh_TW", "zh_Hant"), ("pt_BR", "pt-BR")]
)
def test_a_language_may_be_spelt_as_any_program_spells_it(into: str, written: str) -> None:
    assert said(header(Language=written) + 'msgid "a"\nmsgstr "b"\n', into) == []


@pytest.mark.parametrize("name", ["ru", "uk", "pl", "ar", "fr", "pt_BR", "zh_CN", "ja", "de"])
def test_our_own_headers_are_sound(name: str) -> None:
    made = new(language=locale(name).header, plural_forms=locale(name).plural_forms, project="x")
    localised = Localised(Path("a"), Path("b"), page(b"a\n"), made, locale(name), "none", Glossary(locale("en")))
    assert list(check_po(localised)) == []


def test_a_finding_names_the_entry_at_fault() -> None:
    catalogue = parse(FATAL["a newline lost"].encode(), Path("a.po"))
    localised = Localised(Path("a"), Path("b"), page(b"a\n"), catalogue, locale("ru"), "none", Glossary(locale("en")))
    (finding,) = check_po(localised)
    assert finding.entry is catalogue.entries[0]
