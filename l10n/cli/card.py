"""What a review shows of an entry: lines of text, as wide as the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import click

from l10n.catalogue import DOUBT, FORMER, KEPT, MACHINE, Entry, State
from l10n.columns import lines, visible
from l10n.memory import Match
from l10n.review import Part, difference

Run = tuple[str, dict[str, Any]]
"""A part of a line, and how `click.style` shows it."""

_DIM: dict[str, Any] = {"dim": True}
_PLAIN: dict[str, Any] = {}
_LABEL: dict[str, Any] = {"fg": "cyan"}
_WARNING: dict[str, Any] = {"fg": "yellow"}
_ERROR: dict[str, Any] = {"fg": "red"}
_PARTS: dict[Part, dict[str, Any]] = {Part.SAME: _PLAIN, Part.GONE: _ERROR, Part.NEW: {"fg": "green"}}
_SIGNS = {Part.SAME: ("", ""), Part.GONE: ("[-", "-]"), Part.NEW: ("{+", "+}")}
"""As wdiff writes it, so that it is told without colours, too."""
_LEAST = 20
"""Columns that a card takes in any terminal."""

KEYS = "a accept  e edit  s skip  n next  b back  u undo  q quit  ? help"
HELP = """\
a  accept the translation as it stands: it is reviewed
e  edit it in $VISUAL or $EDITOR; what you save is reviewed
s  skip: leave it as it is, go to the next entry that you have not decided on
n  next entry    b  the one before    (also the arrow keys)
u  undo your last decision, and the one before it, …
q  quit; every decision is saved already
Any key goes on."""


@dataclass(frozen=True, slots=True)
class Card:
    """An entry with all that helps to decide on it."""

    title: str
    """The article, the locale and how far the review is."""
    entry: Entry
    before: Entry | None
    after: Entry | None
    match: Match | None
    problem: str
    message: str = ""
    """What became of the last key."""


def drawn(card: Card, width: int) -> str:
    """The card for a terminal of so many columns."""
    width = max(width, _LEAST)
    return "\n".join(line for paragraph in _paragraphs(card) for line in _wrapped(paragraph, width)) + "\n"


def _paragraphs(card: Card) -> Iterator[Sequence[Run]]:
    entry = card.entry
    yield [(f"{card.title}  ", {"bold": True}), (_state(entry), _LABEL)]
    yield []
    if card.before:
        yield from (*_neighbour(card.before), [])
    yield from ([(note, _WARNING if note.startswith(DOUBT) else _LABEL)] for note in entry.notes)
    yield from ([(f"# {line}", _LABEL)] for line in entry.comments if not line.startswith((MACHINE, KEPT, FORMER)))
    if entry.state is State.OUTDATED and entry.previous is not None:
        yield [("was: ", _LABEL), *_difference(entry.previous, entry.source)]
    elif entry.state is State.OUTDATED:
        yield [("the source that this was made for is lost: compare every word", _WARNING)]
    yield [(entry.source, {"bold": True})]
    yield [(entry.translation or "no translation yet", _PLAIN if entry.translation else _DIM)]
    yield from ([(line.removeprefix("l10n:"), _LABEL)] for line in entry.comments if line.startswith((MACHINE, FORMER)))
    if card.match:
        yield [(f"memory ({card.match.origin}): ", _LABEL), (card.match.translation, _PLAIN)]
    if card.problem:
        yield [(f"problem: {card.problem}", _ERROR)]
    if card.after:
        yield from ([], *_neighbour(card.after))
    yield []
    if card.message:
        yield [(card.message, _WARNING)]
    yield [(KEYS, _DIM)]


def _state(entry: Entry) -> str:
    return "accepted" if entry.accepted else "edited" if entry.edited else entry.state


def _neighbour(entry: Entry) -> Sequence[Sequence[Run]]:
    return [(entry.source, _DIM)], [(entry.translation or "–", _DIM)]


def _difference(old: str, new: str) -> Iterator[Run]:
    for part, text in difference(old, new):
        start, end = _SIGNS[part]
        yield f"{start}{text}{end}", _PARTS[part]


def _wrapped(runs: Sequence[Run], width: int) -> Iterator[str]:
    """The lines of a paragraph, each part in its style."""
    shown = [(visible(text), style) for text, style in runs]
    for start, end in lines("".join(text for text, _ in shown), width):
        yield "".join(_cut(shown, start, end)).rstrip()


def _cut(runs: Sequence[Run], start: int, end: int) -> Iterator[str]:
    at = 0
    for text, style in runs:
        part = text[max(start - at, 0) : max(end - at, 0)]
        if part:
            yield click.style(part, **style)
        at += len(text)


_SCISSORS = "# ------ Nothing below this line is kept. ------"


def sheet(card: Card, text: str) -> str:
    """What an editor is opened with: the text, and the source below a line."""
    return "\n".join([text, "", *_below(card)]) + "\n"


def text_of(written: str, card: Card) -> str:
    """The text of an edited sheet, without the blanks around it; also where the line above the source is gone."""
    found = written.rstrip().split("\n")
    if _SCISSORS in found:
        found = found[: found.index(_SCISSORS)]
    below = _below(card)
    while found and found[-1] in below:
        found.pop()
    return "\n".join(found).strip()


def _below(card: Card) -> list[str]:
    return [_SCISSORS, *(f"# {' '.join(line.split())}" for line in (card.entry.source, *card.entry.notes))]
