"""Words that a vocabulary cannot spell, hidden from the model behind words that models copy, and put back.

Measured on Mozilla's English to Portuguese: `info@example.com` became `info-example.com`, `{name}` `-name-`, `привет`
`As de`; of 16 sentences with such words, 15 kept each `XX1` and all kept each `ABC-1`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

FORMS: Final = ("XX{}", "ABC-{}")
"""What stands for a word, by its number; the second where the first does not come back."""

_EDGES: Final = ".,;:!?\"'()[]"
_GROUP: Final = re.compile(r"[<{⟦][^<{⟦]*?[>}⟧]")
"""What may be markup. Two of them may enclose words to be translated, and a `⟦` is one half of a pair."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A text without the words that cannot be spelled."""

    text: str
    words: tuple[str, ...]
    form: str

    def revealed(self, answer: str) -> str | None:
        """The answer with the words; None where it does not have each of them once."""
        stand_in = re.compile(self.form.replace("{}", r"(\d{1,4})"))
        numbers = sorted(int(found[1]) for found in stand_in.finditer(answer))
        if numbers != list(range(1, len(self.words) + 1)):
            return None
        return stand_in.sub(lambda found: self.words[int(found[1]) - 1], answer)


def hide(text: str, known: Callable[[str], bool], form: str) -> Hidden | None:
    """A text with a stand-in for each word that has a character not `known`; None where there is none, or no use.

    Placeholders and words that may be enclosed by markup stay, since what is hidden is not translated.
    """
    words: list[str] = []

    def stand_in(found: re.Match[str]) -> str:
        word = found[0]
        core = word.strip(_EDGES)
        if all(map(known, core)) or "⟦" in word or len(_GROUP.findall(word)) > 1:
            return word
        words.append(core)
        return word.replace(core, form.format(len(words)), 1)

    hidden = re.sub(r"\S+", stand_in, text)
    clashes = re.search(form.replace("{}", r"\d"), text)
    return Hidden(hidden, tuple(words), form) if words and not clashes else None
