"""Measured over random edits of our own articles: what an author did not touch stays, and what he did is found."""

import random
from dataclasses import replace

import pytest
from catalogues import empty
from edits import articles, edited

from l10n.catalogue import State, with_entries
from l10n.merge import Manner, Wanted, merge


def wanted(sentences: tuple[str, ...]) -> list[Wanted]:
    return [Wanted(sentence, ("paragraph",), "a.md") for sentence in sentences]


@pytest.mark.parametrize("number", range(len(articles())))
def test_unchanged_sentences_stay_reviewed_and_edited_ones_are_found(number: int) -> None:
    sentences = articles()[number]
    missing = merge(empty(), wanted(sentences))
    catalogue = with_entries(
        missing, [replace(entry, translation=f"→ {entry.source}", raw="") for entry in missing.entries]
    )
    light = found = 0
    for seed in range(40):
        draw = random.Random(seed)  # noqa: S311 - the same edits in every run
        article = edited(sentences, draw, draw.randint(1, 30))
        merged = {entry.source: entry for entry in merge(catalogue, wanted(article.sentences), Manner()).live}
        assert list(merged) == list(dict.fromkeys(article.sentences))
        for new, old in article.unchanged.items():
            assert (merged[new].state, merged[new].translation) == (State.REVIEWED, f"→ {old}")
        light += len(article.light)
        found += sum(merged[new].translation == f"→ {old}" for new, old in article.light.items())
        given = [entry.translation for entry in merged.values() if entry.translation]
        assert len(set(given)) == len(given), "one old translation was given to two sentences"
    assert light > 100
    assert found >= 0.95 * light
