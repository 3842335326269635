"""The drafts of an engine, in the order of their sentences."""

from collections.abc import Sequence

from l10n.engines import Draft, Engine, Manner


def answers(engine: Engine, sentences: Sequence[str], manner: Manner = Manner.PLAIN) -> list[Draft]:
    """The draft of each sentence; each index must have come exactly once."""
    drafts = list(engine.translate(sentences, manner))
    assert sorted(index for index, _ in drafts) == list(range(len(sentences)))
    return [draft for _, draft in sorted(drafts, key=lambda pair: pair[0])]


def texts(engine: Engine, sentences: Sequence[str], manner: Manner = Manner.PLAIN) -> list[str]:
    """The text of each draft."""
    return [draft.text for draft in answers(engine, sentences, manner)]
