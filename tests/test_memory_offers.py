"""What the memory offers for a sentence like a reviewed one: never a draft that says something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.locales import locale
from l10n.memory import Match, Offer, of_alike, of_same
from l10n.similarity import likeness

EN = locale("en")


def offered(old: str, translation: str, new: str, into: str = "ru", least: float = 80) -> Offer | None:
    match = Match(old, translation, "visit.md", likeness(old, new))
    return of_alike(new, [match], EN, locale(into), least=least)


@pytest.mark.parametrize(
    ("old", "translation", "new", "expected"),
    [
        ("It cost 12 euros.", "Это стоило 12 евро.", "It cost 14 euros.", "Это стоило 14 евро."),
        (
            "It cost 12,500 euros.",
            "Это стоило 12\u00a0500 евро.",
            "It cost 13,700 euros.",
            "Это стоило 13\u00a0700 евро.",
        ),
        ("It grew by 3.5 percent.", "Рост — 3,5 процента.", "It grew by 4.7 percent.", "Рост — 4,7 процента."),
        ("They won in 2019.", "Они победили в 2019 году.", "They won in 2022.", "Они победили в 2022 году."),
        ("Come at 12:30 today.", "Приходите в 12:30 дня.", "Come at 14:45 today.", "Приходите в 14:45 дня."),
        ("It took 2 days.", "Это заняло 2 дня.", "It took 3 days.", "Это заняло 3 дня."),
        (
            "He left on 17 April 2023.",
            "Он уехал 17 апреля 2023 года.",
            "He left on 2 May 2024.",
            "Он уехал 2 мая 2024 года.",
        ),
        (
            "The fair of May 3, 2021 was small.",
            "Ярмарка 3\u00a0мая 2021\u00a0г. была небольшой.",
            "The fair of June 5, 2022 was small.",
            "Ярмарка 5 июня 2022\u00a0г. была небольшой.",
        ),
        (
            "Install it on Linux today.",
            "Установите его в Linux сегодня.",
            "Install it on Windows today.",
            "Установите его в Windows сегодня.",
        ),
        (
            "See [the guide](guide.md) for more.",
            "Подробнее в [руководстве](guide.md).",
            "See [the guide](manual.md) for more.",
            "Подробнее в [руководстве](manual.md).",
        ),
        (
            "Run `l10n check` first.",
            "Сначала запустите `l10n check`.",
            "Run `l10n build` first.",
            "Сначала запустите `l10n build`.",
        ),
        (
            "From 5 to 7 people came.",
            "Пришли от 5 до 7 человек.",
            "From 6 to 8 people came.",
            "Пришли от 6 до 8 человек.",
        ),
    ],
)
def test_numbers_dates_and_names_are_put_in(old: str, translation: str, new: str, expected: str) -> None:
    offer = offered(old, translation, new)

    assert offer is not None
    assert offer.translation == expected


def test_chinese_needs_no_blanks_around_a_number() -> None:
    offer = offered("They sold 300 tickets.", "他们卖了300张票。", "They sold 450 tickets.", "zh_CN")

    assert offer is not None
    assert offer.translation == "他们卖了450张票。"


def test_a_chinese_date_with_its_weekday_is_put_in_whole() -> None:
    old, new = "He left on Monday, 17 April 2023.", "He left on Thursday, 2 May 2024."
    offer = offered(old, "他于2023年4月17日星期一离开。", new, "zh_CN", least=75)

    assert offer is not None
    assert offer.translation == "他于2024年5月2日星期四离开。"


@pytest.mark.parametrize(
    ("old", "translation", "new"),
    [
        ("The bridge is open now.", "Мост сейчас открыт.", "The bridge is not open now."),
        ("They never came back.", "Они не вернулись.", "They came back."),
        ("You can open the file.", "Вы можете открыть файл.", "You can't open the file."),
        ("It cost 12 euros.", "Это стоило двенадцать евро.", "It cost 14 euros."),
        ("It cost 12 or 12 euros.", "Это стоило 12 или 12 евро.", "It cost 14 or 12 euros."),
        ("It took 1 day.", "Это заняло 1 день.", "It took 5 days."),
        ("He has 2 dogs and cats.", "У него 2 собаки и кошки.", "He has 5 dogs and cats."),
        ("They sold 900 tickets.", "Они продали 900 билетов.", "They sold 1,200 tickets."),
        ("The talks were in Moscow.", "Переговоры прошли в Москве.", "The talks were in Minsk."),
        ("Two ministers left early.", "Два министра уехали рано.", "Ten ministers left early."),
        ("See **the guide** for more.", "Подробнее в **руководстве**.", "See the guide for more."),
        ("See [it](a.md), [them](b.md).", "См. [b](b.md).", "See [it](c.md), [them](b.md)."),
        ("It fell from 5 to 7.", "Упало с 5 до 7.", "It fell from 7 to 5."),
        ("Then Ann met Bob Lee.", "Потом Энн встретила Боба Ли.", "Then Bob Lee met Ann."),
        ("The minister left.", "Министр уехал.", "Nobody knew what the reason was."),
    ],
)
def test_what_would_say_something_else_is_not_offered(old: str, translation: str, new: str) -> None:
    assert offered(old, translation, new, least=50 if "minister" not in old else 80) is None


def test_another_wording_is_offered_where_it_is_alike_enough_and_shown() -> None:
    old, new = "The minister left early.", "The minister went early."
    offer = offered(old, "Министр рано уехал.", new)

    assert offer == Offer(
        "Министр рано уехал.",
        "visit.md",
        likeness(old, new),
        ("memory: 91 % like “The minister left early.”: [-left-]{+went+}",),
    )
    assert offered(old, "Министр рано уехал.", new, least=92) is None


def test_what_was_put_in_is_shown() -> None:
    offer = offered("It cost 12 euros.", "Это стоило 12 евро.", "It cost 14 euros.", least=100)

    assert offer is not None
    assert offer.doubts == ("memory: 94 % like “It cost 12 euros.”, with [-12-]{+14+} put in",)


def test_a_sentence_that_differs_in_its_number_alone_goes_before_one_more_alike() -> None:
    new = "It cost 14,250,000 euros."
    alike = Match("It costs 14,250,000 euros.", "Это стоит 14 250 000 евро.", "a.md", 98.0)
    number = Match("It cost 13,900,000 euros.", "Это стоило 13 900 000 евро.", "b.md", 84.0)

    offer = of_alike(new, [alike, number], EN, locale("ru"), least=80)

    assert offer is not None
    assert offer.translation == "Это стоило 14 250 000 евро."


SIGNS = st.text(st.sampled_from("12 3:.,`[]()*-Aa дня年4月") | st.characters(), max_size=30)


@given(old=SIGNS, translation=SIGNS, new=SIGNS, extra=st.sampled_from(["", " 12:30 дня", " 1.2.3 x", " 3 May 2020"]))
def test_no_text_upsets_it(old: str, translation: str, new: str, extra: str) -> None:
    """And where nothing differs, nothing is changed."""
    offered(old + extra, translation + extra, new + extra.replace("3", "4"), least=50)
    made = offered(old, translation, old)

    assert made is None or made.translation == translation


# ----------------------------------------------------------------------------------------------- the very same sentence

YES = Match("Yes.", "Да.", "a.md", before="Is it open?", after=None)
INDEED = Match("Yes.", "Действительно.", "b.md", before="It rained.", after="Nobody came.")


def same(*matches: Match, before: str | None, after: str | None = None, trusting: bool = True) -> Offer:
    return of_same("Yes.", matches, before, after, trusting=trusting)


def test_the_translation_between_the_same_neighbours_is_preferred() -> None:
    assert same(YES, INDEED, before="It rained.", after="Nobody came.", trusting=False).translation == "Действительно."
    assert same(INDEED, YES, before="Is it open?", trusting=False).translation == "Да."


def test_only_a_trusting_project_takes_it_for_reviewed() -> None:
    assert same(YES, before="Is it  open?").reviewed
    assert not same(YES, before="Is it open?", trusting=False).reviewed


def test_other_neighbours_are_no_proof() -> None:
    assert not same(YES, before="Is it shut?").reviewed
    assert not same(YES, before="Is it open?", after="Come in.").reviewed


def test_a_sentence_without_neighbours_proves_nothing() -> None:
    assert not same(Match("Yes.", "Да.", "a.md"), before=None).reviewed


def test_people_who_disagree_prove_nothing() -> None:
    other = Match("Yes.", "Так.", "c.md", before="Is it open?", after=None)

    assert not same(YES, other, before="Is it open?").reviewed


def test_a_sentence_with_other_blanks_is_not_the_very_same() -> None:
    assert not same(Match("Yes. ", "Да.", "a.md", before="Is it open?"), before="Is it open?").reviewed
