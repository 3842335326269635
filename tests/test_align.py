"""Existing translations are found sentence by sentence, and what is not certain is not taken."""

import math
from collections.abc import Collection, Iterator

import pytest
from damage import DAMAGES, OWN, Damage, Translated, damaged, own
from hypothesis import given
from hypothesis import strategies as st

from l10n.align import Side, align
from l10n.align.lattice import Point, aligned
from l10n.document import Document, ParseOptions
from l10n.formats import markdown, text
from l10n.locales import locale
from l10n.segments import segments

LOCALES = ("ru", "zh_CN")
ENGLISH, RUSSIAN = locale("en"), locale("ru")


@pytest.fixture(scope="module")
def translated() -> tuple[Translated, ...]:
    """The articles of this repository, in each of its locales."""
    return tuple(own(name, into) for into in LOCALES for name in OWN)


def pairs(source: Document, target: Document) -> list[tuple[tuple[str, ...], tuple[str, ...], bool]]:
    """What belongs to what, and whether it is certain."""
    cut = segments(source, language="en", by="sentence")
    found = align(Side(source, ENGLISH), Side(target, RUSSIAN), cut, "sentence")
    texts = [(pair.sources, pair.targets, pair.certain) for pair in found]
    return [(tuple(s.text for s in one), tuple(t.text for t in other), sure) for one, other, sure in texts]


def of_markdown(source: str, target: str) -> list[tuple[tuple[str, ...], tuple[str, ...], bool]]:
    return pairs(*(markdown.parse(each.encode(), ParseOptions()) for each in (source, target)))


def test_a_translation_of_the_same_structure_is_recovered(translated: tuple[Translated, ...]) -> None:
    """Of 308 segments, 301 are certain, and all of these are what the catalogues say."""
    found = [(article, article.aligned(article.content)) for article in translated]
    certain = [(article, pair) for article, aligned in found for pair in aligned if pair.certain]
    assert len(certain) >= 0.97 * sum(len(article.page.segments) for article in translated)
    assert all(article.is_right(pair) for article, pair in certain)


@pytest.mark.parametrize(
    "kinds",
    [*([damage] for damage in DAMAGES), DAMAGES],
    ids=lambda kinds: kinds[0].__name__ if len(kinds) == 1 else "all",
)
def test_a_damaged_translation_misleads_nobody(translated: tuple[Translated, ...], kinds: Collection[Damage]) -> None:
    """Whatever happened to the translated article: what is taken is right, and it is most of what is there."""
    taken = right = total = 0
    for seed, article in enumerate(translated):
        certain = [pair for pair in article.aligned(damaged(article, seed, kinds)) if pair.certain]
        taken += len(certain)
        right += sum(article.is_right(pair) for pair in certain)
        total += len(article.page.segments)
    assert taken - right <= 0.001 * total
    assert right >= (0.85 if len(kinds) == 1 else 0.5) * total


def test_two_sentences_told_in_one_are_left() -> None:
    found = of_markdown(
        "He left on Monday. She stayed with the children.\n",
        "Он уехал в понедельник, а она осталась с детьми.\n",
    )
    assert found == [
        (
            ("He left on Monday.", "She stayed with the children."),
            ("Он уехал в понедельник, а она осталась с детьми.",),
            False,
        )
    ]


def test_a_paragraph_that_was_left_out_shifts_nothing() -> None:
    """Numbers say which one is missing."""
    found = of_markdown("Price: $5.\n\nPrice: $17.\n\nPrice: $90.\n", "Цена: 5 долларов.\n\nЦена: 90 долларов.\n")
    assert (("Price: $17.",), (), False) in found
    assert [one for one, other, _ in found if other == ("Цена: 90 долларов.",)] == [("Price: $90.",)]


def test_links_find_their_paragraph_in_another_place() -> None:
    found = of_markdown(
        "Read [this](/a) first, slowly.\n\nRead [that](/b) next, slowly.\n",
        "Потом, не спеша, [вот это](/b).\n\nСперва, не спеша, [вон то](/a).\n",
    )
    assert {one: other for one, other, _ in found} == {
        ("Read [this](/a) first, slowly.",): ("Сперва, не спеша, [вон то](/a).",),
        ("Read [that](/b) next, slowly.",): ("Потом, не спеша, [вот это](/b).",),
    }


def test_names_in_another_alphabet_are_recognised() -> None:
    """Nothing but the names tells these items apart, and one of them is missing."""
    sources = [f"- the port of {name}\n" for name in ("Velin", "Hadrun", "Norvand", "Karvelia", "Lesna", "Tarn")]
    targets = [f"- порт {name}\n" for name in ("Велин", "Хадрун", "Карвелия", "Лесна", "Тарн")]
    told = {one: other for one, other, _ in of_markdown("".join(sources), "".join(targets))}
    assert told["the port of Norvand",] == ()
    assert told["the port of Hadrun",] == ("порт Хадрун",)
    assert told["the port of Karvelia",] == ("порт Карвелия",)


def test_neighbours_that_nothing_tells_apart_are_not_certain() -> None:
    """Two lines of one length without a number or a name may as well have been swapped."""
    found = of_markdown("- one red coat\n- one old boat\n", "- старая лодка\n- красный плащ\n")
    assert not any(sure for _, _, sure in found)


@pytest.mark.parametrize("target", ["", "\n\n", "# Заголовок\n", "Совсем другое.\n\n" * 30])
def test_another_article_is_no_translation(target: str) -> None:
    found = of_markdown("The minister left on Monday. Nobody knew why.\n\n## See also\n\n- the news\n", target)
    assert not any(sure for _, _, sure in found)
    assert [each for one, _, _ in found for each in one] == [
        "The minister left on Monday.",
        "Nobody knew why.",
        "See also",
        "the news",
    ]


def test_each_text_is_in_one_pair() -> None:
    """Whatever is aligned with whatever, nothing is lost and nothing is used twice."""
    options = ParseOptions()
    one = text.parse(b"One. Two! Three?\n\nFour.\n", options)
    other = text.parse("Раз. Два!\n\nТри? Четыре.\n\nПять.\n".encode(), options)
    found = pairs(one, other)
    assert [each for source, _, _ in found for each in source] == ["One.", "Two!", "Three?", "Four."]
    assert sorted(each for _, target, _ in found for each in target) == sorted(
        ["Раз.", "Два!", "Три?", "Четыре.", "Пять."]
    )


@given(st.text("ab1.!?«»()# \n-*[]：。а", max_size=80), st.text("ab1.!?«»()# \n-*[]：。а", max_size=80))
def test_any_two_articles_can_be_aligned(source: str, target: str) -> None:
    options = ParseOptions()
    document = markdown.parse(source.encode(), options)
    found = pairs(document, markdown.parse(target.encode(), options))
    aligned_texts = sorted(each for one, _, _ in found for each in one)
    assert aligned_texts == sorted(segment.text for segment in segments(document, language="en", by="sentence"))


# --- all alignments at once

SHAPES = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2))
WEIGHTS = st.lists(st.floats(-5, 5), min_size=7, max_size=7)


def paths(at: Point, end: Point) -> Iterator[list[tuple[Point, Point]]]:
    """Every alignment, one by one."""
    if at == end:
        yield []
    for take, give in SHAPES:
        to = at[0] + take, at[1] + give
        if to[0] <= end[0] and to[1] <= end[1]:
            yield from ([(at, to), *rest] for rest in paths(to, end))


@given(st.integers(0, 4), st.integers(0, 4), WEIGHTS)
def test_probabilities_are_those_of_counting_all_alignments(sources: int, targets: int, weights: list[float]) -> None:
    def weigh(i: range, j: range) -> float:
        return weights[(3 * i.start + 5 * i.stop + 2 * j.start + j.stop) % len(weights)]

    def weight(path: list[tuple[Point, Point]]) -> float:
        return sum(weigh(range(at[0], to[0]), range(at[1], to[1])) for at, to in path)

    every = [(path, weight(path)) for path in paths((0, 0), (sources, targets))]
    total = sum(math.exp(each) for _, each in every)
    found = aligned(sources, targets, SHAPES, weigh)
    best = [((bead.source.start, bead.target.start), (bead.source.stop, bead.target.stop)) for bead in found]
    assert weight(best) == pytest.approx(max(each for _, each in every))
    for bead, step in zip(found, best, strict=True):
        with_it = sum(math.exp(each) for path, each in every if step in path)
        assert bead.probability == pytest.approx(with_it / total)
