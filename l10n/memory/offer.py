"""What the memory offers for an entry: a reviewed translation of its sentence, or of one like it, adapted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from l10n.change import MEANING_CHANGES, change
from l10n.distrust.numerals import spelled
from l10n.locales import Locale
from l10n.memory.pair import Match, normal
from l10n.memory.swap import literals, swapped

_SHOWN = 80
"""Characters of a text that a note quotes."""
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|\*+|(?<!\w)_+|_+(?!\w)|`+|~~|!?\[|\]\(?|\{[^{}]*\}|\\\S")


@dataclass(frozen=True, slots=True)
class Offer:
    """A draft from the memory."""

    translation: str
    origin: str
    likeness: float = 100.0
    doubts: tuple[str, ...] = ()
    reviewed: bool = False
    """Whether it is a person's word on this very sentence between the same neighbours."""


def of_same(source: str, matches: Sequence[Match], before: str | None, after: str | None, *, trusting: bool) -> Offer:
    """The offer for a sentence whose translations are known: that between the same neighbours, or else the first.

    It counts as reviewed where the project trusts the memory, not a blank differs, there is a neighbour, and all
    translations between these neighbours agree.
    """
    best = max(matches, key=lambda match: _shared(match, before, after))
    twins = {match.translation for match in matches if _shared(match, before, after) == 2}
    known = before is not None or after is not None
    reviewed = trusting and known and len(twins) == 1 and best.source == source
    return Offer(best.translation, best.origin, reviewed=reviewed)


def _shared(match: Match, before: str | None, after: str | None) -> int:
    """How many of its neighbours are the same; beginnings and ends of articles are neighbours, too."""
    return sum(
        normal(one or "") == normal(other or "") for one, other in ((match.before, before), (match.after, after))
    )


def of_alike(sentence: str, matches: Sequence[Match], source: Locale, target: Locale, *, least: float) -> Offer | None:
    """The best offer for a sentence that is like others: one that swapped words make the same, or else the most alike.

    `least`: how alike, from 0 to 100, where more than swapped words differs. None where more than the wording or the
    markup differs, as such a draft says something else.
    """
    offers = [offer for match in matches if (offer := _offer(sentence, match, source, target, least))]
    return max(offers, key=lambda each: (each[0], each[1].likeness))[1] if offers else None


def _offer(sentence: str, match: Match, source: Locale, target: Locale, least: float) -> tuple[bool, Offer] | None:
    """The offer that a match comes to, and whether it says the same."""
    made = swapped(match.source, sentence, match.translation, source, target)
    same = normal(made.source) == normal(sentence)
    if not same and (match.likeness < least or not _may_stand(made.source, sentence, source)):
        return None
    return same, Offer(made.translation, match.origin, match.likeness, (_note(sentence, match, same=same),))


def _may_stand(old: str, new: str, source: Locale) -> bool:
    """Whether the translation of the one is of use for the other."""
    if change(old, new, source.argos).kind in MEANING_CHANGES:
        return False
    if literals(old, source) != literals(new, source) or Counter(_MARKUP.findall(old)) != Counter(_MARKUP.findall(new)):
        return False
    # Articles and `each` are read as 1, `no` as 0.
    numbers = [{number for number in spelled(text, source.argos) if number > 1} for text in (old, new)]
    return numbers[0] == numbers[1]


def _note(sentence: str, match: Match, *, same: bool) -> str:
    found = ", ".join(_differences(match.source.split(), sentence.split()))
    said = f"memory: {int(match.likeness)} % like “{_shown(match.source)}”"
    return f"{said}, with {_shown(found)} put in" if same else f"{said}: {_shown(found)}"


def _differences(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """As `wdiff` writes them: [-old words-]{+new words+}."""
    for name, start, end, other, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if name != "equal":
            gone, come = " ".join(old[start:end]), " ".join(new[other:last])
            yield f"[-{gone}-]" * bool(gone) + f"{{+{come}+}}" * bool(come)


def _shown(text: str) -> str:
    return text if len(text) <= 2 * _SHOWN else f"{text[:_SHOWN]} … {text[-_SHOWN:]}"
