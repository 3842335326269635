"""What an author's edit of a sentence means for its translation: nothing, another wording, another fact, the reverse.

A cosmetic change leaves what is said as it is: blanks, quotation marks, dashes, capitals, a slip of the pen within a
word. Everything that might say something else is none, so a change is called cosmetic only where all of it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from l10n.lines import closed_up
from l10n.similarity import slip


class ChangeKind(StrEnum):
    """From the one that matters least to the one that matters most."""

    COSMETIC = "cosmetic"
    WORDING = "wording"
    FACT = "number or name"
    NEGATION = "negation"


MEANING_CHANGES: Final = frozenset({ChangeKind.FACT, ChangeKind.NEGATION})
"""Changes after which a translation of the old sentence says what the new one does not."""


@dataclass(frozen=True, slots=True)
class Change:
    """How a sentence was edited."""

    kind: ChangeKind
    old: str
    """The words that went, as far as they fit into a note."""
    new: str
    """The words that came."""

    def __str__(self) -> str:
        if not self.old and not self.new:
            return str(self.kind)
        shown = f"{self.old or '∅'} → {self.new or '∅'}"
        return f"{self.kind}: {shown}"


_WORD: Final = re.compile(r"\d+(?:[.,:/-]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|_")
_UNIFORM: Final = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'"})
_DASHES: Final = re.compile(r"\s*(?:--+|[–—―])\s*")
_NOTE: Final = 60

_NEGATIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "en": "not no never none nor neither nobody nothing nowhere cannot without unless hardly barely except",
        "ru": "не нет ни без никогда никто ничто нигде нельзя кроме едва",
        "zh": "不 没 無 无 未 非 别 勿 莫",
        "de": "nicht kein keine keinen keinem keiner keines nie niemals niemand nichts weder ohne außer kaum",
        "fr": "ne pas non jamais rien personne aucun aucune ni sans sauf guère",
        "es": "no nunca jamás nadie nada ninguno ninguna ni sin salvo apenas",
        "pt": "não nunca jamais ninguém nada nenhum nenhuma nem sem salvo",
        "it": "non mai nessuno nessuna niente nulla né senza tranne",
    }
)
"""Words that turn a sentence round, by language."""


def change(old: str, new: str, language: str) -> Change:
    """How `old` became `new`. `language`: of both, as Argos names it."""
    before, after = _words(old), _words(new)
    gone, come = _differing(before, after)
    kind = _kind(gone, come, before, after, language)
    return Change(kind, _shown(gone), _shown(come))


def _kind(
    gone: Sequence[str], come: Sequence[str], before: Sequence[str], after: Sequence[str], language: str
) -> ChangeKind:
    if _turning(gone, language) != _turning(come, language):
        return ChangeKind.NEGATION
    if [word.casefold() for word in gone] == [word.casefold() for word in come]:
        return ChangeKind.COSMETIC
    if _facts(gone, before) != _facts(come, after) and not _is_slip(gone, come):
        return ChangeKind.FACT
    return ChangeKind.COSMETIC if _is_slip(gone, come) else ChangeKind.WORDING


def _words(text: str) -> list[str]:
    """Words, numbers and signs, with quotation marks, dashes and ellipses made alike; spaces do not count.

    Nor do those between Han characters, which part no words.
    """
    uniform = _DASHES.sub(" – ", unicodedata.normalize("NFC", text).translate(_UNIFORM)).replace("…", "...")
    return ['"' if word == "'" else word for word in _WORD.findall(closed_up(uniform))]


def _differing(before: Sequence[str], after: Sequence[str]) -> tuple[list[str], list[str]]:
    gone: list[str] = []
    come: list[str] = []
    for name, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if name != "equal":
            gone += before[i:j]
            come += after[k:m]
    return gone, come


def _turning(words: Sequence[str], language: str) -> Counter[str]:
    """The words that turn a sentence round; Han is looked at sign by sign, English contractions at their end."""
    known = set(_NEGATIONS.get(language, "").split())
    if language in {"zh", "zt", "ja"}:
        return Counter(sign for word in words for sign in word if sign in known)
    return Counter("not" if word.lower().endswith("n't") else word.lower() for word in words if _turns(word, known))


def _turns(word: str, known: set[str]) -> bool:
    return word.lower() in known or word.lower().endswith("n't")


def _facts(words: Sequence[str], sentence: Sequence[str]) -> Counter[str]:
    """Numbers, and names: words with a capital that do not begin the sentence, unless all of it is in capitals."""
    first = next((word for word in sentence if word[0].isalpha()), "")
    shouted = all(word.isupper() for word in sentence if word[0].isalpha())
    return Counter(
        word.casefold() for word in words if word[0].isdigit() or (word[0].isupper() and word != first and not shouted)
    )


_PREFIXES: Final = ("un", "in", "im", "ir", "il", "dis", "non", "mis", "de", "re", "не", "без", "бес")
_CONFUSED: Final = frozenset(
    frozenset(pair.split("/"))
    for line in (
        "casual/causal united/untied desert/dessert through/thorough marital/martial trial/trail diary/dairy",
        "angel/angle quiet/quite loose/lose elude/delude formally/formerly personal/personnel later/latter",
    )
    for pair in line.split()
)
"""Words of English that a slip turns into each other."""


def _is_slip(gone: Sequence[str], come: Sequence[str]) -> bool:
    """Whether word for word the same is meant: a letter too many, too few, or two in the wrong order, inside a word."""
    return len(gone) == len(come) and bool(gone) and all(map(_slipped, gone, come))


def _slipped(old: str, new: str) -> bool:
    one, other = old.casefold(), new.casefold()
    if one == other:
        return True
    if {one, other} in _CONFUSED or one.startswith(_PREFIXES) != other.startswith(_PREFIXES):
        return False
    return old[0].isalpha() and slip(one, other)


def _shown(words: Sequence[str]) -> str:
    text = " ".join(words)
    return text if len(text) <= _NOTE else f"{text[: _NOTE - 1]}…"
