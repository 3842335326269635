"""Time grows with the input and not with its square; `tests/bench/linear.py` tries every pattern, at 1 MB."""

import pytest
from articles import page
from growth import growth
from pathological import CAUGHT, Pattern, repeated

from l10n.build import build
from l10n.locales import locale

RUSSIAN = locale("ru")


@pytest.mark.parametrize(("suffix", "pattern"), [(suffix, each) for suffix in CAUGHT for each in CAUGHT[suffix]])
def test_an_article_takes_time_as_it_is_long(suffix: str, pattern: Pattern) -> None:
    def work(size: int) -> None:
        article = page(repeated(pattern, size).encode(), f"article.{suffix}")
        build(article, {segment.text: f"{segment.text}!" for segment in article.segments}, RUSSIAN)

    assert growth(work, 3000) < 8 * 3  # quadratic: 64
