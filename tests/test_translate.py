"""From segments to drafts: what an engine is asked, and what comes back into native text."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from articles import page
from drafts import of_page
from engine import Phrasebook
from hypothesis import given
from hypothesis import strategies as st

from l10n.build import build, same_markup
from l10n.cache import Cache
from l10n.engines import Draft, Engine, Link, Manner, Setup
from l10n.engines.pseudo import open_engine
from l10n.inline import shape
from l10n.locales import locale
from l10n.terms import Term
from l10n.translate import Context, Probe, drafts, request

ENGLISH, RUSSIAN = locale("en"), locale("ru")
PSEUDO = open_engine("en", "ru", Setup())


def context(into: str = "ru", terms: tuple[Term, ...] = ()) -> Context:
    return Context(ENGLISH, locale(into), Probe("en"), terms)


def drafted(
    source: str, engine: Engine = PSEUDO, name: str = "a.md", into: str = "ru", cache: Path = Path(":memory:")
) -> list[str]:
    """The drafts of an article's segments; by default the pseudo engine's."""
    return [draft.text for draft in of_page(page(source.encode(), name), engine, context(into), cache)]


# --- datelines ---


def test_a_dateline_is_put_in_the_locale_s_own_form() -> None:
    (ours,) = drafted("By Ann Lee • 17 April 2023 • 0:32\n", name="a.txt")
    assert ours.endswith(" • 17 апреля 2023\u00a0г. • 0:32")
    (chinese,) = drafted("17 April 2023 | 0:32\n", name="a.txt", into="zh_CN")
    assert chinese == "2023年4月17日 | 0:32"


def test_a_dateline_keeps_its_markup() -> None:
    """Dates inside tags' attributes are for machines."""
    source = '<p>By Ann Lee • <time datetime="2023-04-17T00:32">17 April 2023 • 0:32</time></p>'
    (ours,) = drafted(source, name="a.html")
    assert ours.endswith('<time datetime="2023-04-17T00:32">17 апреля 2023\u00a0г. • 0:32</time>')


# --- markup ---


@pytest.mark.parametrize(
    "source",
    [
        "See **the [guide](guide.md)** and `l10n run`, press <kbd>F1</kbd> &amp; wait.",
        "*All of it* is `code`.",
        "**A whole sentence in bold.**",
        "`Code` first, then [a *nested* link](u) and ![an image](i.png).",
        "[One](1) | [Two](2) | [Three](3)",
        "Wait, or write to info@example.com or go to https://example.com/a_b?c=1.",
        "The ~~first~~ second and _third_ time.",
    ],
)
def test_markup_comes_back_around_its_words(source: str) -> None:
    (ours,) = drafted(source + "\n")
    article = page(source.encode() + b"\n")
    assert same_markup(article.format, article.segments[0], ours)
    assert shape(article.format.marks(ours)) == shape(article.segments[0].marks)


def test_footnote_marks_stay_behind_their_words() -> None:
    book = Phrasebook({"It is free XX1, they say.": "Говорят, это свободно XX1."})
    (ours,) = drafted("It is free[^1], they say.\n\n[^1]: 12\n", book)
    assert ours == "Говорят, это свободно[^1]."


def test_a_footnote_mark_at_the_end_is_no_part_of_the_sentence() -> None:
    book = Phrasebook({"It is free.": "Это свободно."})
    (ours,) = drafted("It is free.[^1]\n\n[^1]: 12\n", book)
    assert (ours, book.asked) == ("Это свободно.[^1]", ["It is free."])


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("<br>It is free.<br/>\n", "a.md"),
        ("<br class='x'> It is free. <BR>\n", "a.md"),
        ("<img src='a.png'> It is free.\n", "a.md"),
        ("![](a.png) It is free.\n", "a.md"),
        ("<p><img src='a.png'> It is free.</p>", "a.html"),
    ],
)
def test_line_breaks_and_pictures_at_the_edges_are_no_part_of_the_sentence(source: str, name: str) -> None:
    book = Phrasebook({"It is free.": "Это свободно."})
    drafted(source, book, name)
    assert book.asked == ["It is free."]


@pytest.mark.parametrize(("source", "name"), [("Word<sup>1</sup> and.\n", "a.md"), ("Word<sup>1</sup> and.", "a.html")])
def test_a_mask_of_what_is_set_high_does_not_become_a_part_of_its_word(source: str, name: str) -> None:
    book = Phrasebook({"Word XX1 and.": "Слово XX1 и."})
    assert drafted(source, book, name) == ["Слово<sup>1</sup> и."]


def test_a_mask_that_is_lost_is_tried_in_another_form() -> None:
    book = Phrasebook(
        {"Open XX1 now.": "Откройте это сейчас.", "Open ABC-1 now.": "Откройте ABC-1 сейчас."},
        otherwise=str,
    )
    assert drafted("Open `a` now.\n", book) == ["Откройте `a` сейчас."]


def test_a_sentence_whose_masks_are_all_lost_is_translated_in_the_pieces_between() -> None:
    answers = {"Open XX1 now.": "Откройте.", "Open ABC-1 now.": "Откройте.", "Open": "Откройте", "now.": "сейчас."}
    assert drafted("Open `a` now.\n", Phrasebook(answers, otherwise=str)) == ["Откройте `a` сейчас."]


def test_a_mask_is_no_word_of_the_sentence() -> None:
    """The form `XX1` is not used where the sentence has it."""
    book = Phrasebook({"Not XX1 but ABC-1.": "Не XX1, а ABC-1."}, otherwise=str)
    assert drafted("Not XX1 but `a`.\n", book) == ["Не XX1, а `a`."]


def test_words_are_found_again_by_their_own_translation() -> None:
    book = Phrasebook({"See the guide now.": "Смотрите руководство сейчас.", "the guide": "Руководство"})
    assert drafted("See [the guide](g) now.\n", book) == ["Смотрите [руководство](g) сейчас."]


def test_words_are_found_by_leaving_them_out() -> None:
    book = Phrasebook(
        {"See the guide now.": "Читайте справку сейчас.", "See XX1 now.": "Читайте XX1 сейчас."},
        otherwise=lambda _: "?",
    )
    article = page(b"See *the guide* now.\n")
    (draft,) = of_page(article, book, context())
    assert draft.text == "Читайте *справку* сейчас."
    assert draft.doubts == ("markup: placed by likeness; see that it stands around the right words",)


def test_words_are_found_by_signs_around_them() -> None:
    book = Phrasebook(
        {"See the guide now.": "Читайте справку сейчас.", 'See "the guide" now.': "Читайте «справку» сейчас."},
        otherwise=lambda _: "?",
    )
    assert drafted("See *the guide* now.\n", book) == ["Читайте *справку* сейчас."]


def test_chinese_has_no_blanks_around_markup() -> None:
    book = Phrasebook({"See the guide now.": "现在 看 指南 。", "the guide": "指南"})
    assert drafted("See **the guide** now.\n", book, into="zh_CN") == ["现在看**指南**。"]


def test_emphasis_by_underscores_becomes_one_that_works_between_han_characters() -> None:
    book = Phrasebook({"See the guide now.": "现在看指南吧。", "the guide": "指南"})
    assert drafted("See _the guide_ now.\n", book, into="zh_CN") == ["现在看*指南*吧。"]


def test_lost_markup_gives_a_plain_draft_that_no_build_publishes() -> None:
    """A draft without a lie: the words alone, which the check reports and the build replaces by the source."""
    article = page(b"See **the guide** now.\n\nPlain words.\n")
    book = Phrasebook({"See the guide now.": "Смотрите.", "Plain words.": "Просто слова."}, otherwise=lambda _: "?")
    found = of_page(article, book, context())
    assert [draft.text for draft in found] == ["Смотрите.", "Просто слова."]
    assert found[0].doubts == ("markup: could not be placed; put it around the right words",)
    texts = {segment.text: draft.text for segment, draft in zip(article.segments, found, strict=True)}
    built = build(article, texts, RUSSIAN)
    assert built.content == "See **the guide** now.\n\nПросто слова.\n".encode()
    assert [segment.text for segment in built.refused] == ["See **the guide** now."]


WORDS = st.sampled_from(
    ["word", "**", "*", "_", "`x`", "[a](b)", "<b>", "</b>", "![i](j)", " ", " ", ".", "&amp;", "[", "]", "(1)", "XX1"]
)


@given(st.lists(WORDS, min_size=1, max_size=12).map(" ".join))
def test_whatever_the_markup_a_draft_has_it_or_says_so(source: str) -> None:
    article = page(source.encode() + b"\n")
    for segment, draft in zip(article.segments, of_page(article, PSEUDO, context()), strict=True):
        lost = any("could not be placed" in doubt for doubt in draft.doubts)
        assert lost or same_markup(article.format, segment, draft.text)


class Mangler(Phrasebook):
    """Answers with the words of the sentence shuffled, doubled and dropped, markup of its own among them."""

    def __init__(self, seed: int) -> None:
        super().__init__(otherwise=self._mangled)
        self.seed = seed

    def _mangled(self, sentence: str) -> str:
        draw = random.Random(f"{self.seed} {sentence}")  # noqa: S311 - equal sentences get equal answers
        words = [word for word in sentence.split() for _ in range(draw.choice((0, 1, 1, 1, 1, 2)))]
        for _ in range(draw.randint(0, 3)):
            words.insert(
                draw.randint(0, len(words)), draw.choice(["**", "`", "<b>", "]", "(", "\ufffc", "XX1", "слово", "\n"])
            )
        draw.shuffle(words) if draw.random() < 0.3 else None
        return draw.choice(["", " "]).join(words)

    def translate(self, sentences: Sequence[str], manner: Manner = Manner.PLAIN) -> Iterator[tuple[int, Draft]]:
        for number, draft in super().translate(sentences, manner):
            links = tuple(Link(at, at + 2, at % 7, at % 7 + 3, 0.5) for at in range(0, len(draft.text), 2))
            yield number, replace(draft, alignment=links if manner is Manner.ALIGNED else None)


@given(
    source=st.lists(WORDS, min_size=1, max_size=12).map(" ".join),
    seed=st.integers(0, 1000),
    into=st.sampled_from(["ru", "zh_CN"]),
)
def test_whatever_an_engine_answers_no_draft_lies_about_its_markup(source: str, seed: int, into: str) -> None:
    article = page(source.encode() + b"\n")
    for segment, draft in zip(article.segments, of_page(article, Mangler(seed), context(into)), strict=True):
        lost = not draft.text or any("could not be placed" in doubt for doubt in draft.doubts)
        assert lost or same_markup(article.format, segment, draft.text)


# --- what no engine sees ---


def test_protected_words_come_through_unchanged() -> None:
    book = Phrasebook({"Write to XX1 by XX2.": "Пишите до XX2 на XX1."})
    assert drafted("Write to info@example.com by 2023-04-17.\n", book) == ["Пишите до 2023-04-17 на info@example.com."]


def test_terms_that_are_not_to_be_translated_are_protected() -> None:
    article = page(b"Try Poedit now.\n")
    book = Phrasebook({"Try XX1 now.": "Попробуйте XX1."})
    asked = [request(article.segments[0], article.format, ENGLISH, RUSSIAN)]
    with Cache(Path(":memory:")) as cache:
        ((_, draft),) = drafts(asked, book, cache, context(terms=(Term("Poedit", keep=True),)))
    assert draft.text == "Попробуйте Poedit."


def test_numbers_and_code_alone_ask_no_engine() -> None:
    article = page(b"12\n\n`x`\n")
    assert article.segments == ()


def test_what_is_in_the_target_language_already_is_left_as_it_is() -> None:
    book = Phrasebook()
    assert drafted("«Привет, мир», — сказал он.\n", book) == ["«Привет, мир», — сказал он."]
    assert book.asked == []


# --- asking ---


def test_a_sentence_is_asked_once_and_then_known(tmp_path: Path) -> None:
    """However many articles hold it; a second run asks nothing."""
    first, second = page(b"It rained. It rained.\n"), page(b"It rained.\n\nIt snowed.\n")
    asked = [
        request(each, article.format, ENGLISH, RUSSIAN) for article in (first, second) for each in article.segments
    ]
    engine = Phrasebook()
    for fresh in (True, False):
        with Cache(tmp_path / "cache.sqlite") as cache:
            found = dict(drafts(asked, engine, cache, context()))
        assert [found[number].text for number in range(4)] == ["IT RAINED."] * 3 + ["IT SNOWED."]
        assert {draft.fresh for draft in found.values()} == {fresh}
    assert sorted(engine.asked) == ["It rained.", "It snowed."]


def test_every_answer_is_kept_before_the_next_one_is_made(tmp_path: Path) -> None:
    """A run that is killed loses no answer that it had."""
    article = page(b"One.\n\nTwo.\n\nThree.\n")
    asked = [request(each, article.format, ENGLISH, RUSSIAN) for each in article.segments]
    path, engine = tmp_path / "cache.sqlite", Phrasebook()
    with Cache(path) as cache, Cache(path) as other:
        for count, _ in enumerate(drafts(asked, engine, cache, context()), start=1):
            assert len(other.known(context().call(engine.origin), ["One.", "Two.", "Three."])) == count


@pytest.mark.parametrize(("into", "expected"), [("ru", "Шёл дождь. Шёл снег."), ("zh_CN", "下了雨。下了雪。")])
def test_a_paragraph_is_translated_sentence_by_sentence(into: str, expected: str) -> None:
    article = page(b"It rained. It snowed.\n", by="paragraph")
    rain, snow = expected.replace("。", "。|").replace(". ", ".|").split("|")[:2]
    engine = Phrasebook({"It rained.": rain, "It snowed.": snow})
    assert [draft.text for draft in of_page(article, engine, context(into))] == [expected]
    assert sorted(engine.asked) == ["It rained.", "It snowed."]


@pytest.mark.parametrize(
    "fenced",
    [
        "Закройте «окно» немедленно.",
        "«справку»",
        "Читайте «справку» сейчас, а потом идите домой и ждите.",
        "Не «читайте» её никогда.",
    ],
)
def test_a_draft_with_signs_is_believed_only_if_it_says_what_the_plain_one_says(fenced: str) -> None:
    """Signs lead engines astray; the plain draft is kept, and says that its markup could not be placed."""
    book = Phrasebook(
        {"See the guide now.": "Читайте справку сейчас."},
        otherwise=lambda sentence: fenced if "the guide" in sentence and sentence != "the guide" else "?",
    )
    (draft,) = of_page(page(b"See *the guide* now.\n"), book, context())
    assert draft.text == "Читайте справку сейчас."
    assert draft.doubts == ("markup: could not be placed; put it around the right words",)
