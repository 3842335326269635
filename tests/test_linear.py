"""Time grows with the input and not with its square; `tests/bench/linear.py` tries every pattern, at 1 MB."""

import pytest
from articles import page
from drafts import of_page
from growth import growth
from pathological import CAUGHT, Pattern, repeated

from l10n.build import build
from l10n.engines import Setup, open_engine
from l10n.locales import locale
from l10n.translate import Context, Probe

RUSSIAN = locale("ru")


@pytest.mark.parametrize(("suffix", "pattern"), [(suffix, each) for suffix in CAUGHT for each in CAUGHT[suffix]])
def test_an_article_takes_time_as_it_is_long(suffix: str, pattern: Pattern) -> None:
    def work(size: int) -> None:
        article = page(repeated(pattern, size).encode(), f"article.{suffix}")
        build(article, {segment.text: f"{segment.text}!" for segment in article.segments}, RUSSIAN)

    assert growth(work, 3000) < 8 * 3  # quadratic: 64


@pytest.mark.parametrize("pattern", ["***a", "**真，**她说", "<b>a</b> "])
def test_a_draft_takes_time_as_its_sentence_is_long(pattern: str) -> None:
    engine, context = open_engine("pseudo", "en", "ru", Setup(())), Context(locale("en"), RUSSIAN, Probe("en"))

    assert growth(lambda size: of_page(page(repeated(pattern, size).encode()), engine, context), 2000) < 8 * 3
