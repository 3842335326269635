"""What an author's edit of a sentence means for its translation: nothing, another wording, or another meaning.

A cosmetic change leaves what is said as it is: spaces, quotation marks, dashes, capitals, a slip of the pen within a
word. A change of wording says the same in other words, as far as a program can tell: no number, time, unit, name or
piece of code came, went or changed places, no negation and no opposite, and most words of content are still there.
Everything else changes the meaning. Where it is in doubt, a change is the graver one: a translator looks once more.
"""

from __future__ import annotations

from l10n.change.kinds import MEANING_CHANGES, Change, ChangeKind

__all__ = ["MEANING_CHANGES", "Change", "ChangeKind", "change", "is_edit"]


def change(old: str, new: str, code: str) -> Change:
    """How `old` became `new`. `code`: the language of both, as Argos names it."""
    from l10n.change import edit  # noqa: PLC0415 - 50 ms that only an edited sentence needs

    return edit.change(old, new, code)


def is_edit(old: str, new: str, code: str) -> bool:
    """Whether two sentences are alike enough for one to be the other, edited. `code`: as in `change`."""
    from l10n.change import edit  # noqa: PLC0415 - see above

    return edit.is_edit(old, new, code)
