"""The drafts of an engine, in the order of their sentences, and those of an article, in the order of its segments."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from l10n.build import Page
from l10n.cache import Cache
from l10n.engines import Draft, Engine, Manner
from l10n.translate import Context, SegmentDraft, drafts, request


def answers(engine: Engine, sentences: Sequence[str], manner: Manner = Manner.PLAIN) -> list[Draft]:
    """The draft of each sentence; each index must have come exactly once."""
    found = list(engine.translate(sentences, manner))
    assert sorted(index for index, _ in found) == list(range(len(sentences)))
    return [draft for _, draft in sorted(found, key=lambda pair: pair[0])]


def texts(engine: Engine, sentences: Sequence[str], manner: Manner = Manner.PLAIN) -> list[str]:
    """The text of each draft."""
    return [draft.text for draft in answers(engine, sentences, manner)]


def is_near(draft: Draft, expected: Draft) -> bool:
    """Whether two drafts are equal, but for the score's second decimal.

    The 8-bit kernels of CTranslate2 round, and saturate, in other ways on other processors.
    """
    scores = (draft.score, expected.score)
    alike = None not in scores and draft.score == pytest.approx(expected.score, abs=0.01)
    return replace(draft, score=None) == replace(expected, score=None) and (alike or scores == (None, None))


def of_page(article: Page, engine: Engine, context: Context, cache: Path = Path(":memory:")) -> list[SegmentDraft]:
    """The draft of each segment."""
    asked = [request(segment, article.format, context.source, context.target) for segment in article.segments]
    with Cache(cache) as known:
        return [draft for _, draft in sorted(drafts(asked, engine, known, context), key=lambda each: each[0])]
