"""The glossary at work: the examples are in `data/terms`, one file for notes, one for the check, one for drafts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path, PurePosixPath

import pytest
from articles import page
from drafts import of_page
from engine import Phrasebook
from growth import growth
from hypothesis import given
from hypothesis import strategies as st

from l10n import catalogue as po
from l10n.build import same_markup
from l10n.catalogue import Catalogue, Entry
from l10n.checks import Localised, check
from l10n.inline import OBJECT, Atom, Lifted, Wrap, lift
from l10n.locales import Locale, locale
from l10n.pipeline.articles import read
from l10n.pipeline.check import check_articles
from l10n.pipeline.extract import extract
from l10n.pipeline.translate import Order, translate
from l10n.project import Configuration, Project
from l10n.protect import prose
from l10n.terms import Glossary, Term, found_names, named, names, noted, russian, spoken, terms, territories
from l10n.translate import Context, Probe, SegmentDraft
from l10n.translate.terminology import corrected

DATA = Path(__file__).parent / "data" / "terms"
ENGLISH, RUSSIAN, CHINESE = locale("en"), locale("ru"), locale("zh_CN")
GLOSSARY = Glossary(ENGLISH, terms([DATA / "glossary.csv"], ENGLISH))
OURS = Path(__file__).parent.parent

needs = {
    "lemmas": pytest.mark.skipif(not russian.installed(), reason="pymorphy3 is not installed: the extra `ru`"),
    "stems": pytest.mark.skipif(russian.installed(), reason="pymorphy3 is installed: words are known by their forms"),
}


def cases(name: str) -> Iterator[object]:
    """The cases of a fixture file: the locale, then its fields."""
    into, marks = RUSSIAN, []
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            _, tag, *conditions = line.split()
            into, marks = locale(tag), [needs[each] for each in conditions]
        elif line and not line.startswith("#"):
            yield pytest.param(into, *(field.strip() for field in line.split("=>")), marks=marks, id=line)


def words_of(source: str) -> str:
    article = page(f"{source}\n".encode())
    (segment,) = article.segments
    return prose(lift(segment.text, segment.marks, article.format.decode).words, terms=GLOSSARY.sources)


# --- notes ---


@pytest.mark.parametrize(("into", "source", "expected"), list(cases("notes.txt")))
def test_a_translator_is_told_the_terms_of_a_sentence(into: Locale, source: str, expected: str) -> None:
    assert " ;; ".join(noted(words_of(source), GLOSSARY, into)) == expected


@given(st.lists(st.sampled_from(["night", "train", "trains", " ", "-", "'s", "IT", "C++", "x", "夜"]), max_size=12))
def test_found_terms_are_in_order_and_never_overlap(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = GLOSSARY.found(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(text[each.start : each.end].lower().startswith(each.term.source[:2].lower()) for each in found)


def test_terms_of_a_language_without_blanks_are_found_inside_its_sentences() -> None:
    glossary = Glossary(CHINESE, (Term("夜行列车", {"ru": ("ночной поезд",)}), Term("列车", {"ru": ("поезд",)})))
    assert noted("我们坐夜行列车去。", glossary, RUSSIAN) == ("term: 夜行列车 = ночной поезд",)


def test_a_large_glossary_is_quick() -> None:
    """5,000 terms; the first sentence pays for the index."""
    sentence = "The night train left for term17 of the day, and nobody said why it had to leave so early. " * 2
    glossaries = {
        size: Glossary(ENGLISH, tuple(Term(f"term{number} of the day", {"ru": ("x",)}) for number in range(size)))
        for size in (50, 5000)
    }
    assert [len(glossary.found(sentence)) for glossary in glossaries.values()] == [2, 2]

    def sought(size: int) -> None:
        for _ in range(50):
            glossaries[size].found(sentence)

    assert growth(sought, 50, factor=100) < 5


# --- the check ---


def checked(into: Locale, source: str, translation: str, *flags: str) -> list[str]:
    article = page(f"{source}\n".encode())
    catalogue = Catalogue(None, (Entry(article.segments[0].text, translation, flags=flags, line=7),))
    found = check(Localised(Path("a.md"), Path("a.po"), article, catalogue, into, "none", GLOSSARY))
    return [str(problem.severity) for problem in found if problem.rule == "term"]


@pytest.mark.parametrize(("into", "source", "translation", "expected"), list(cases("check.txt")))
def test_a_translation_says_the_terms_of_its_source(into: Locale, source: str, translation: str, expected: str) -> None:
    assert checked(into, source, translation) == ([] if expected == "ok" else [expected])


def test_drafts_are_checked_and_missing_translations_are_not() -> None:
    assert checked(RUSSIAN, "The fighter left.", "Воин улетел.", "fuzzy") == ["error"]
    assert checked(RUSSIAN, "The fighter left.", "") == []


# --- drafts ---


def drafted(source: str, answer: str, into: Locale) -> tuple[SegmentDraft, bool]:
    """The draft, and whether it has the markup of its source."""
    article = page(f"{source}\n".encode())
    sentence = source.replace("**", "").replace("l10n", "XX1")
    engine = Phrasebook({sentence: answer}, otherwise=str)
    (draft,) = of_page(article, engine, Context(ENGLISH, into, Probe("en"), GLOSSARY.terms))
    return draft, same_markup(article.format, article.segments[0], draft.text)


@pytest.mark.parametrize(("into", "source", "answer", "expected"), list(cases("drafts.txt")))
def test_terms_of_a_draft_are_put_right(into: Locale, source: str, answer: str, expected: str) -> None:
    draft, marked = drafted(source, answer, into)
    about_terms = [doubt for doubt in draft.doubts if doubt.startswith("term: ")]
    assert draft.text + " ?" * bool(about_terms) == expected
    assert marked


WORDS = st.sampled_from(["fighter", "боец", "бойцов", "истребитель", "night", "train", "\ufffc", " ", ".", "Он"])


@given(st.lists(WORDS, max_size=8), st.data())
def test_markup_stays_around_its_words_whatever_is_put_in(pieces: list[str], data: st.DataObject) -> None:
    """Atoms keep their places, wraps their nesting, and each wrap that held no wrong word holds what it held."""
    words = "".join(pieces)
    start = data.draw(st.integers(0, len(words)))
    wrap = Wrap(start, data.draw(st.integers(start, len(words))), "**", "**", "strong")
    draft = Lifted(words, tuple(Atom(str(n), "code") for n in range(words.count(OBJECT))), (wrap,))
    context = Context(ENGLISH, RUSSIAN, Probe("en"), GLOSSARY.terms)
    new, _ = corrected(Lifted("The fighter and the night train."), draft, context)
    (moved,) = new.wraps
    assert new.atoms == draft.atoms
    assert new.words.count(OBJECT) == len(new.atoms)
    for before, after in (
        (words[: wrap.start], new.words[: moved.start]),
        (words[wrap.start : wrap.end], new.words[moved.start : moved.end]),
        (words[wrap.end :], new.words[moved.end :]),
    ):
        assert after == before or any(each in before.lower() for each in ("fighter", "бо", "train"))


# --- names of the CLDR ---


def test_names_have_no_everyday_words() -> None:
    known = names(ENGLISH, RUSSIAN)
    assert known["Kazakhstan"] == "Казахстан"
    assert known["US dollar"] == "доллар США"
    assert known["Swahili"] == "суахили"
    assert not {"Chad", "Jordan", "Turkey", "Georgia", "Polish", "pound", "real", "won", "World"} & set(known)
    assert set(territories(ENGLISH, RUSSIAN)) < set(known)


def test_names_are_left_out_where_they_do_not_differ_or_the_source_is_not_english() -> None:
    assert "Portugal" not in names(ENGLISH, locale("es"))
    assert not names(RUSSIAN, ENGLISH)


@pytest.mark.parametrize("into", [RUSSIAN, CHINESE], ids=["ru", "zh_CN"])
def test_no_name_is_found_wrongly_in_our_own_reviewed_articles(into: Locale) -> None:
    """Each name of a source is in its reviewed translation, and none was left in English: no draft would be altered."""
    for path in sorted((OURS / "locales" / into.name).rglob("*.po")):
        for entry in po.parse(path.read_bytes(), path).live:
            for name in found_names(entry.source, named(ENGLISH, into)):
                assert spoken(entry.translation, name.term.into(into), into), entry.source
            assert not found_names(entry.translation, named(ENGLISH, into)), entry.translation


# --- extraction ---


def project(folder: Path, article: str, glossary: str) -> Project:
    (folder / "source").mkdir()
    (folder / "source" / "a.md").write_text(article, encoding="utf-8")
    (folder / "glossary.csv").write_text(glossary, encoding="utf-8")
    return Project(folder, Configuration(locales=("ru", "zh_CN")))


def notes(of: Project, into: str) -> list[str]:
    path = of.catalogue(PurePosixPath("a.md"), locale(into))
    return [note for entry in po.parse(path.read_bytes(), path).live for note in entry.notes]


def test_catalogues_get_the_terms_of_their_locale_and_templates_none(tmp_path: Path) -> None:
    here = project(tmp_path, "The fighter left.\n", "source,ru\nfighter,истребитель\n")
    extract(here, read(here))
    assert notes(here, "ru") == ["paragraph", "term: fighter = истребитель"]
    assert notes(here, "zh_CN") == ["paragraph"]
    assert "term:" not in here.template(PurePosixPath("a.md")).read_text(encoding="utf-8")


def test_a_changed_glossary_renews_notes_and_an_unchanged_one_is_not_read(tmp_path: Path) -> None:
    here = project(tmp_path, "The fighter left.\n", "source,ru\nfighter,боец\n")
    extract(here, read(here))
    assert extract(here, read(here)).written == ()
    (tmp_path / "glossary.csv").write_text("source,ru\nfighter,истребитель\n", encoding="utf-8")
    (written,) = extract(here, read(here)).written
    assert written == here.catalogue(PurePosixPath("a.md"), RUSSIAN)
    assert notes(here, "ru") == ["paragraph", "term: fighter = истребитель"]


def test_a_damaged_glossary_is_named_and_leaves_catalogues_alone(tmp_path: Path) -> None:
    here = project(tmp_path, "The fighter left.\n", "source,ru\nfighter,истребитель\n")
    extract(here, read(here))
    before = notes(here, "ru")
    (tmp_path / "glossary.csv").write_text("sauce,ru\n", encoding="utf-8")
    done = [
        extract(here, read(here)),
        check_articles(read(here), here.locales, "none"),
    ]
    assert [str(error) for outcome in done for error in outcome.errors] == [
        "glossary.csv:1: no column `source` in the header; is it the column 'sauce'?"
    ] * 2
    order = Order(here.locales, "pseudo")
    assert len(translate(here, read(here), order).errors) == 1
    assert notes(here, "ru") == before
