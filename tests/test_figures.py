"""Money, units and large numbers: known before an engine is asked, and put right in what it wrote."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from articles import page
from babel.numbers import format_compact_decimal, format_decimal, format_percent, get_currency_name
from babel.units import format_unit
from drafts import of_page
from engine import Phrasebook
from hypothesis import given
from hypothesis import strategies as st
from vectors import Vector, vectors

from l10n.distrust.numbers import numbers, quantities
from l10n.figures import renotated
from l10n.locales import DEFAULTS, Conventions, Locale, locale
from l10n.locales.measures import Amount, currency_name, format_amount, format_quantity
from l10n.locales.numbers import format_large, format_myriads, format_number, parse_number, spellings
from l10n.terms import wrong_designations
from l10n.translate import Context, Probe
from l10n.translate.known import spans

ENGLISH, RUSSIAN = locale("en"), locale("ru")
TARGETS = ["ru", "uk", "zh_CN", "zh_TW", "de", "fr"]


def drafted(source: str, into: str, answers: dict[str, str], conventions: Conventions = DEFAULTS) -> str:
    """The draft of a sentence by an engine that answers as the table says, and else with the sentence."""
    context = Context(ENGLISH, locale(into), Probe("en"), conventions=conventions)
    (draft,) = of_page(page(source.encode() + b"\n"), Phrasebook(answers, otherwise=str), context)
    return draft.text


def renoted(source: str, draft: str, into: str, conventions: Conventions = DEFAULTS) -> str:
    for figure in reversed(renotated(source, draft, (ENGLISH, locale(into)), conventions)):
        draft = draft[: figure.start] + figure.text + draft[figure.end :]
    return draft


def named(vector: Vector) -> str:
    return f"{vector.locale}-{vector.source[:40]}-{vector.draft[:20]}"


@pytest.mark.parametrize("vector", vectors("known.txt"), ids=named)
def test_a_figure_that_is_one_phrase_is_known_before_the_engine(vector: Vector) -> None:
    assert drafted(vector.source, vector.locale, {}) == vector.expected


@pytest.mark.parametrize("vector", vectors("notation.txt"), ids=named)
def test_a_number_that_an_engine_wrote_gets_the_locale_s_notation(vector: Vector) -> None:
    assert renoted(vector.source, vector.draft, vector.locale) == vector.expected
    assert renoted(vector.source, vector.expected, vector.locale) == vector.expected


def test_numbers_are_put_right_around_markup_and_code() -> None:
    answers = {"About 12,000 troops and XX1 came.": "Пришли около 12,000 военных и XX1."}
    assert (
        drafted("About 12,000 troops and `12,000` came.", "ru", answers)
        == "Пришли около 12\u00a0000 военных и `12,000`."
    )


def test_a_number_that_the_engine_loses_is_asked_for_in_the_locale_s_notation() -> None:
    answers = {"About 12,000 troops came.": "Пришли военные.", "About XX1 troops came.": "Пришли около XX1 военных."}
    assert drafted("About 12,000 troops came.", "ru", answers) == "Пришли около 12\u00a0000 военных."
    answers = {"About 1.5 million people.": "很多人。", "About XX1 people.": "大约XX1人。"}
    assert drafted("About 1.5 million people.", "zh_CN", answers) == "大约150万人。"


@pytest.mark.parametrize(
    ("conventions", "source", "into", "expected"),
    [
        (Conventions(currency="symbol"), "It is $1.5 billion.", "ru", "It is $1,5\u00a0млрд."),
        (Conventions(currency="symbol"), "It is $1.5 billion.", "zh_CN", "It is $15亿."),
        (Conventions(currency="code"), "It is $1.5 billion.", "ru", "It is 1,5\u00a0млрд\u00a0USD."),
        (Conventions(percent="space"), "It is 12.5%.", "ru", "It is 12,5\u00a0%."),
        (Conventions(percent="space"), "It is 12.5%.", "zh_CN", "It is 12.5%."),
        (Conventions(grouping=4), "It is 1,500 km.", "ru", "It is 1\u00a0500\u00a0км."),
        (Conventions(grouping=6), "It is $12,000.", "ru", "It is $12000."),
        (Conventions(myriads=False), "It is $1.5 million.", "zh_CN", "It is 1,500,000美元."),
        (Conventions(myriads_from=10_000), "It is $12,000.", "zh_CN", "It is 1.2万美元."),
        (Conventions(date_order="DMY"), "It is 04/05/2023.", "ru", "It is 04.05.2023."),
        (Conventions(date_order="MDY"), "It is 04/05/2023.", "zh_CN", "It is 2023/4/5."),
    ],
)
def test_a_project_chooses_how_figures_are_written(
    conventions: Conventions, source: str, into: str, expected: str
) -> None:
    assert drafted(source, into, {}, conventions) == expected


def test_without_myriads_numbers_are_written_out() -> None:
    off = replace(DEFAULTS, myriads=False)
    assert renoted("1.5 million people", "150万人", "zh_CN", off) == "1,500,000人"
    assert renoted("About 12,000 troops", "约1.2万名士兵", "zh_CN", off) == "约12,000名士兵"


# --- ranges ---


@pytest.mark.parametrize(
    ("source", "russian", "chinese", "german"),
    [
        ("5–10 %", "5–10%", "5%～10%", "5–10~%"),
        ("5-10%", "5–10%", "5%～10%", "5–10~%"),
        ("5 - 10 %", "5–10%", "5%～10%", "5–10~%"),
        ("20%–30%", "20–30%", "20%～30%", "20–30~%"),
        ("10-15 km/h", "10–15~км/ч", "10～15公里/小时", "10–15~km/h"),
        ("10-15km/h", "10–15~км/ч", "10～15公里/小时", "10–15~km/h"),
        ("3–5 °C", "3–5~°C", "3～5°C", "3–5~°C"),
        ("−5–−3 °C", "−5…−3~°C", "−5～−3°C", "−5…−3~°C"),
        ("1.5–2.5 kg", "1,5–2,5~кг", "1.5～2.5公斤", "1,5–2,5~kg"),
        ("1,000–2,000 km", "1000–2000~км", "1,000～2,000公里", "1.000–2.000~km"),
        ("5 g–10 kg", "5~г–10~кг", "5克～10公斤", "5~g–10~kg"),
        ("2—3 m", "2–3~м", "2～3米", "2–3~m"),
        ("5–10 Mbps", "5–10 Mbps", "5–10 Mbps", "5–10 Mbps"),
        ("$5–10", "$5–10", "5至10美元", "$5–10"),
        ("€5-€10", "€5–10", "5至10欧元", "€5–10"),
        ("$5–10 million", "5–10~млн~долларов", "500万至1000万美元", "$5–10 million"),
        ("$5-$10 million", "5–10~млн~долларов", "500万至1000万美元", "$5–10 million"),
        ("$5 million–$10 million", "5–10~млн~долларов", "500万至1000万美元", "$5–10 million"),
        ("£5bn-£10bn", "5–10~млрд~фунтов стерлингов", "50亿至100亿英镑", "£5bn-£10bn"),
        ("$500,000–$1 million", "$500~000 – 1~млн~долларов", "500,000至100万美元", "$500,000–$1 million"),
        ("5–10 €", "5–10 €", "5–10 €", "5–10 €"),
        ("≈5 km", "≈5~км", "≈5公里", "≈5~km"),
    ],
)
def test_a_range_stays_whole(source: str, russian: str, chinese: str, german: str) -> None:
    for into, expected in (("ru", russian), ("zh_CN", chinese), ("de", german)):
        assert drafted(f"It was {source} then.", into, {}) == f"It was {expected} then.".replace("~", "\u00a0")
        book = Phrasebook(otherwise=lambda sentence: sentence.replace("It was", "So").replace("then", "da"))
        context = Context(ENGLISH, locale(into), Probe("en"))
        of_page(page(f"It was {source} then.\n".encode()), book, context)
        assert not any(re.search(r"\d[-–—~]?(?:XX|ABC-)\d|(?:XX|ABC-)\d[-–—]\d", asked) for asked in book.asked)


@pytest.mark.parametrize(
    "source",
    [
        "between 5 and 10 percent",
        "from 5 to 10 kg",
        "5 to 10% of it",
        "between 5 and 10 %",
        "from −5 to +3 °C",
        "5 or 10 kg",
        "5–10 per cent",
        "¥5–10 million",
        ".5–1%",
        "5 to 10 USD",
        "100–200 mg/dL",
        "5–10 minutes",
        "10–15-kg bags",
        "5-10-15 kg",
        "pages 5–10",
        "5-10 May",
    ],
)
def test_a_range_that_its_sentence_governs_is_all_the_engine_s(source: str) -> None:
    for into in ("ru", "zh_CN", "de"):
        book = Phrasebook(otherwise=str)
        of_page(page(f"It was {source} then.\n".encode()), book, Context(ENGLISH, locale(into), Probe("en")))
        assert book.asked[0] == f"It was {source} then."


# --- laws ---

_AMOUNTS = st.builds(
    lambda whole, point, word: f"{whole:,}{point}{word}",
    st.integers(1, 10**9),
    st.sampled_from(["", ".5", ".25"]),
    st.sampled_from([" million", " billion", " thousand", " trillion", " km", " percent", " people", ""]),
)
_DRAFTS = st.lists(
    st.one_of(
        _AMOUNTS,
        st.sampled_from(
            ["военных", "миллиона", "млн", "万", "亿", "百万", "人", "12,000", "1.5", "1.5万", "v1.5", "17:30", "2023"]
        ),
        st.integers(0, 10**7).map(lambda number: f"{number:,}".replace(",", "\u00a0")),
    ),
    max_size=5,
)


@given(st.lists(_AMOUNTS, max_size=3), _DRAFTS, st.sampled_from(TARGETS), st.booleans())
def test_notation_changes_no_value_and_does_so_once(told: list[str], words: list[str], into: str, copied: bool) -> None:  # noqa: FBT001
    source = " and ".join(told)
    draft = " | ".join([*words, *(told if copied else [])])
    once = renoted(source, draft, into)
    assert renoted(source, once, into) == once
    assert re.sub(
        r"[\d.,\s\u00a0\u202f]|млн|млрд|трлн|тыс\.|тис\.|[万萬亿億兆千百十]|thousand|[mbtr]+illion", "", once
    ) == re.sub(r"[\d.,\s\u00a0\u202f]|млн|млрд|трлн|тыс\.|тис\.|[万萬亿億兆千百十]|thousand|[mbtr]+illion", "", draft)
    written = quantities(once, locale(into)).figures
    assert all(figure.values & _values(draft, locale(into), ENGLISH) for figure in written)
    assert all(values & _values(once, locale(into)) for values in _readings(draft, locale(into)).values())


def _readings(text: str, into: Locale) -> dict[str, frozenset[Decimal]]:
    """What each number of a text may mean to a reader of its language, or in the notation of the source."""
    found: dict[str, frozenset[Decimal]] = {}
    for language in (into, ENGLISH):
        for figure in quantities(text, language).figures:
            found[figure.written] = found.get(figure.written, frozenset()) | figure.values
    return found


def _values(text: str, *languages: Locale) -> frozenset[Decimal]:
    return frozenset().union(
        *(figure.values for language in languages for figure in quantities(text, language).figures)
    )


@given(st.lists(_AMOUNTS, min_size=1, max_size=3), st.sampled_from(TARGETS))
def test_what_an_engine_copied_has_the_same_values_afterwards(told: list[str], into: str) -> None:
    source = "; ".join(told)
    assert list(numbers(source, renoted(source, source, into), ENGLISH, locale(into))) == []


@given(st.integers(0, 10**12), st.integers(0, 4), st.sampled_from([*TARGETS, "es", "it", "pt", "en"]))
def test_a_number_is_read_again_as_it_was_written(digits: int, fraction: int, into: str) -> None:
    text = str(digits).rjust(fraction + 1, "0")
    number = parse_number(f"{text[:-fraction]}.{text[-fraction:]}" if fraction else text, ENGLISH)
    assert number is not None
    written = format_number(number, locale(into), DEFAULTS)
    assert parse_number(written, locale(into)) == number
    assert written in spellings(number)


@given(st.integers(1, 10**15))
def test_myriads_are_exact(value: int) -> None:
    written = format_myriads(parse_number(str(value), ENGLISH).value, locale("zh_CN"))  # type: ignore[union-attr]
    if written is not None:
        assert list(numbers(f"{value}", written, ENGLISH, locale("zh_CN"))) == []


# --- traps of Babel ---


def test_babel_has_no_long_compact_form_for_chinese() -> None:
    with pytest.raises(KeyError):
        format_compact_decimal(1_500_000, locale="zh_Hans", format_type="long")
    assert format_large(parse_number("1.5", ENGLISH), 6, locale("zh_CN"), DEFAULTS) == "150万"  # type: ignore[arg-type]


def test_a_percentage_is_not_rounded_as_babel_s_default_does() -> None:
    assert format_percent(0.125, locale="ru") == "12\u00a0%"
    assert format_quantity(parse_number("12.5", ENGLISH), "%", locale("ru"), DEFAULTS) == "12,5%"  # type: ignore[arg-type]


def test_after_a_magnitude_russian_has_the_genitive_plural_whatever_the_number() -> None:
    assert get_currency_name("USD", count=1, locale="ru") == "доллар США"
    for figures in ("1", "2", "1.5", "21"):
        number = parse_number(figures, ENGLISH)
        assert number is not None
        written = format_amount(Amount(number, 9, "USD", "$"), locale("ru"), DEFAULTS)
        assert written is not None
        assert written.endswith("\u00a0млрд\u00a0долларов")
    assert currency_name("EUR", locale("ru")) == "евро"


def test_narrow_no_break_spaces_become_no_break_spaces() -> None:
    assert "\u202f" in format_decimal(1234567, locale="fr")
    number = parse_number("1,234,567", ENGLISH)
    assert number is not None
    assert format_number(number, locale("fr"), DEFAULTS) == "1\u00a0234\u00a0567"


def test_units_are_short_where_babel_s_long_form_is_english() -> None:
    assert format_unit(21, "kilometer", "long", locale="zh_Hans") == "21 kilometer"
    number = parse_number("21", ENGLISH)
    assert number is not None
    assert format_quantity(number, "km", locale("zh_CN"), DEFAULTS) == "21公里"


@pytest.mark.parametrize("text", ["1.234.567", "12,34", "1,2345", "1 23", "x", "", "1.", "1" * 40, "1.234,5"])
def test_what_has_another_notation_is_no_number(text: str) -> None:
    assert parse_number(text, ENGLISH) is None


@pytest.mark.parametrize(
    "text",
    [
        "1,000 " * 9000,
        "1," * 20000,
        "1" * 50000,
        "$" * 50000,
        "$1.5 billion " * 4000,
        "Su-35 " * 8000,
        "Photo: A, " * 5000,
    ],
    ids=lambda text: text[:10],
)
def test_the_longest_sentence_takes_no_more_than_its_length(text: str) -> None:
    """Where work grew with the square of the length, these would take minutes."""
    context = Context(ENGLISH, RUSSIAN, Probe("en"))
    assert all(span.start < span.end for span in spans(text, context))
    assert len(renoted(text, text, "ru")) >= len(text) // 2
    assert len(list(wrong_designations(text, text, RUSSIAN, context.glossary))) <= 1
