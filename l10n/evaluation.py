"""Drafts beside what people made of them: how much was rewritten, by whom it was drafted, and what scores foretold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from math import sqrt
from pathlib import Path
from typing import Final

from l10n.catalogue import Entry, Provenance, State
from l10n.drafts import DraftKey
from l10n.locales import Locale
from l10n.overlap import Overlap, overlap
from l10n.similarity import edits


class Fate(StrEnum):
    """What became of a draft."""

    ACCEPTED = "accepted"
    """Reviewed as it was."""
    EDITED = "edited"
    """Reviewed, and rewritten."""
    BEGUN = "begun"
    """Changed by a person who has not reviewed it yet."""
    UNTOUCHED = "untouched"
    REWORDED = "reworded"
    """Reviewed after the author had changed the sentence: that says nothing about the engine."""


def fate(entry: Entry) -> Fate | None:
    """What became of an entry's draft; None where there is none: a person's own work, an outdated or an old entry."""
    if entry.provenance is None or entry.foreign:
        return None
    if entry.accepted:
        return Fate.ACCEPTED if entry.provenance.is_for(entry.source) else Fate.REWORDED
    if entry.state is State.REVIEWED:
        return Fate.EDITED
    if entry.state in {State.MACHINE, State.UNFINISHED}:
        return Fate.UNTOUCHED if entry.state is State.MACHINE else Fate.BEGUN
    return None


@dataclass(frozen=True, slots=True)
class Work:
    """What it took to make a draft the final text; sums stand for many."""

    edits: int = 0
    """Letters put in, left out or replaced."""
    length: int = 0
    """Letters of the longer text."""
    word_edits: int = 0
    """The same in words, where no blanks part them in letters."""
    words: int = 0
    """Words of the final text."""

    @property
    def share(self) -> float:
        """Letters of all letters: 0 (nothing was changed) to 1."""
        return self.edits / self.length if self.length else 0.0

    @property
    def hter(self) -> float:
        """Edits for each word of the final text: Snover et al. (2006)'s HTER, where a word moved counts as two."""
        return self.word_edits / self.words if self.words else 0.0

    def __add__(self, other: Work) -> Work:
        return Work(
            self.edits + other.edits,
            self.length + other.length,
            self.word_edits + other.word_edits,
            self.words + other.words,
        )


def work(draft: str, final: str, locale: Locale) -> Work:
    """What it took to make a draft the final text; both are compared as written, markup included."""
    before, after = _words(draft, locale), _words(final, locale)
    return Work(edits(draft, final), max(len(draft), len(final)), edits(before, after), len(after))


def _words(text: str, locale: Locale) -> list[str]:
    return text.split() if locale.spaced else [char for char in text if not char.isspace()]


@dataclass(frozen=True, slots=True)
class Drafted:
    """An entry that an engine or the memory drafted."""

    article: str
    locale: Locale
    path: Path
    """Its catalogue."""
    entry: Entry
    provenance: Provenance
    fate: Fate
    draft: str | None = None
    """What was drafted; None where that is not known."""

    @property
    def key(self) -> DraftKey:
        """What its draft is known by."""
        return self.entry.source, self.provenance.digest

    @property
    def decided(self) -> bool:
        """Whether a person has reviewed it."""
        return self.fate in {Fate.ACCEPTED, Fate.EDITED}

    @property
    def unknown(self) -> bool:
        """Whether it was rewritten, and nobody knows from what."""
        return self.fate is Fate.EDITED and self.draft is None

    @property
    def work(self) -> Work | None:
        """What it took to review it; None where nobody has, or nobody knows."""
        if not self.decided or self.draft is None:
            return None
        return work(self.draft, self.entry.translation, self.locale)


@dataclass(frozen=True, slots=True)
class Group:
    """What a row is about, beside its locale; empty where it is about all."""

    engine: str = ""
    model: str = ""
    version: str = ""
    article: str = ""

    def __str__(self) -> str:
        words = (self.engine, self.model, self.version, self.article)
        return " ".join(word for word in words if word and word != "-")


MEMORY: Final = "memory"


def _by_model(each: Drafted) -> Group:
    made = each.provenance
    return Group(made.engine) if made.engine == MEMORY else Group(made.engine, made.model, made.version)


BY: Mapping[str, Callable[[Drafted], Group]] = {
    "engine": lambda each: Group(each.provenance.engine),
    "model": _by_model,
    "locale": lambda _: Group(),
    "article": lambda each: Group(article=each.article),
}
"""How drafts may be grouped, each locale for itself; where the memory found a draft is no model."""


MOST_UNKNOWN: Final = 0.2
"""The share of edited drafts that may be unknown where figures are given."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A score that parts drafts: most of those below it were rewritten."""

    score: float
    below: int
    """Drafts with a lower score."""
    edited: int
    """Those of them that were rewritten."""


@dataclass(frozen=True, slots=True)
class Row:
    """The drafts of a group in one locale."""

    group: Group
    locale: Locale
    fates: Mapping[Fate, int]
    unknown: int
    """Of the edited ones: those whose draft is not known. They are in none of the figures below but the scores."""
    work: Work
    overlap: Overlap | None
    """Their likeness; None where it is not telling, or there is no sacrebleu."""
    accepted_score: float | None
    """What engines gave the accepted drafts, on average."""
    edited_score: float | None
    threshold: Threshold | None

    @property
    def compared(self) -> int:
        """Drafts that were reviewed, and are known."""
        return self.fates[Fate.ACCEPTED] + self.fates[Fate.EDITED] - self.unknown

    @property
    def telling(self) -> bool:
        """Whether the figures may be shown: accepted drafts are always known, and alone would flatter the engine."""
        return self.compared > 0 and self.unknown <= MOST_UNKNOWN * self.fates[Fate.EDITED]


def rows(drafted: Iterable[Drafted], by: str, done: Callable[[int], object] = lambda _: None) -> tuple[Row, ...]:
    """The drafts grouped (a key of BY), the locales in their order, in each the least rewritten first.

    `done` is told of how many drafts at a time the figures are there: sacrebleu compares some 2,000 a second.
    """
    groups: dict[tuple[str, Group], list[Drafted]] = {}
    for each in drafted:
        groups.setdefault((each.locale.name, BY[by](each)), []).append(each)
    order = {name: number for number, name in enumerate(dict.fromkeys(name for name, _ in groups))}
    found = []
    for (_, group), members in groups.items():
        found.append(_row(group, members))
        done(len(members))
    return tuple(
        sorted(found, key=lambda row: (order[row.locale.name], not row.telling, row.work.share, str(row.group)))
    )


def _row(group: Group, drafted: Sequence[Drafted]) -> Row:
    counts = Counter(each.fate for each in drafted)
    done = [each for each in drafted if each.decided]
    row = Row(
        group,
        drafted[0].locale,
        {each: counts[each] for each in Fate},
        sum(each.unknown for each in drafted),
        sum((one for each in done if (one := each.work)), Work()),
        None,
        _mean_score(done, Fate.ACCEPTED),
        _mean_score(done, Fate.EDITED),
        _threshold_of(done),
    )
    pairs = [(each.draft, each.entry.translation) for each in done if each.draft is not None]
    return replace(row, overlap=overlap(pairs, row.locale)) if row.telling else row


def _mean_score(drafted: Iterable[Drafted], wanted: Fate) -> float | None:
    scores = [each.provenance.score for each in drafted if each.fate is wanted]
    known = [score for score in scores if score is not None]
    return sum(known) / len(known) if known else None


def _threshold_of(drafted: Sequence[Drafted]) -> Threshold | None:
    """Of one model's drafts only: each has a scale of its own."""
    scored = [(each.provenance.score, each) for each in drafted if each.provenance.score is not None]
    if len({_by_model(each) for _, each in scored}) != 1:
        return None
    return threshold([(score, each.fate is Fate.EDITED) for score, each in scored])


LEAST_SCORED: Final = 50
"""Reviewed drafts with a score, below which nothing is suggested."""
LEAST_BELOW: Final = 10
SIGMAS: Final = 2.0
"""How many standard deviations from a toss of coins the drafts below a threshold must be."""


def threshold(scored: Iterable[tuple[float, bool]]) -> Threshold | None:
    """The score below which most drafts were rewritten, from (score, was it rewritten).

    Of all scores the one where leaving out what is below spares the most rewritten drafts, less the accepted ones that
    it costs: more than half of those below were rewritten, and at most half of those above. None where the data do not
    suffice, or no score parts them so.
    """
    ranked = sorted(scored)
    if len(ranked) < LEAST_SCORED:
        return None
    best, below, edited = None, 0, 0
    for score, same in groupby(ranked, key=lambda pair: pair[0]):
        if below and (best is None or 2 * edited - below > 2 * best.edited - best.below):
            best = Threshold(score, below, edited)
        members = [was_edited for _, was_edited in same]
        below, edited = below + len(members), edited + sum(members)
    if best is None or 2 * edited - below > 2 * best.edited - best.below:
        return None
    sure = best.below >= LEAST_BELOW and 2 * best.edited - best.below >= SIGMAS * sqrt(best.below)
    return best if sure else None
