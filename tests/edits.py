"""Authors at work: random edits of an article's sentences, with the truth of which sentence became which."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from articles import page

from l10n.formats import SUFFIXES

SOURCES = Path(__file__).parent.parent / "source"
WORDS = ("quite", "again", "soon", "old", "new", "often", "local", "first", "long", "later", "small", "open")


@dataclass(frozen=True)
class Edited:
    """An article after some edits."""

    sentences: tuple[str, ...]
    unchanged: dict[str, str]
    """The old sentence of each new one that an author did not touch."""
    light: dict[str, str]
    """The old sentence of each new one in which an author changed a few words."""


def articles() -> list[tuple[str, ...]]:
    """The sentences of this repository's articles, each once."""
    found = []
    for path in sorted(path for path in SOURCES.rglob("*") if path.suffix in SUFFIXES):
        segments = page(path.read_bytes(), path.name).segments
        found.append(tuple(dict.fromkeys(segment.text for segment in segments)))
    return found


def edited(sentences: Sequence[str], draw: random.Random, changes: int) -> Edited:
    """So many edits: words changed, sentences dropped, added and moved, paragraphs moved."""
    now = [(sentence, sentence) for sentence in sentences]
    for _ in range(changes):
        edit = draw.choice((_word, _word, _word, _drop, _add, _move, _move_paragraph))
        edit(now, draw)
    kept: dict[str, str] = {}
    light: dict[str, str] = {}
    for new, old in now:
        if old and new == old:
            kept[new] = old
        elif old and new not in kept:
            light[new] = old
    return Edited(tuple(new for new, _ in now), kept, {new: old for new, old in light.items() if new not in sentences})


_Lines = list[tuple[str, str]]


def _word(now: _Lines, draw: random.Random) -> None:
    """One word of a sentence with more than three: replaced, added, dropped, or misspelt."""
    at = draw.randrange(len(now))
    sentence, old = now[at]
    places = [found.span() for found in re.finditer(r"[A-Za-z]{3,}", sentence)]
    if len(places) < 4:
        return
    start, end = draw.choice(places)
    word = sentence[start:end]
    new = draw.choice((draw.choice(WORDS), f"{draw.choice(WORDS)} {word}", "", word[:1] + word[2:], word + "s"))
    now[at] = (sentence[:start] + new + sentence[end:], old)


def _drop(now: _Lines, draw: random.Random) -> None:
    if len(now) > 5:
        del now[draw.randrange(len(now))]


def _add(now: _Lines, draw: random.Random) -> None:
    words = " ".join(draw.choices(WORDS, k=draw.randint(4, 12)))
    now.insert(draw.randrange(len(now) + 1), (f"Then {words}.", ""))


def _move(now: _Lines, draw: random.Random) -> None:
    line = now.pop(draw.randrange(len(now)))
    now.insert(draw.randrange(len(now) + 1), line)


def _move_paragraph(now: _Lines, draw: random.Random) -> None:
    at = draw.randrange(len(now))
    some = now[at : at + 4]
    del now[at : at + 4]
    to = draw.randrange(len(now) + 1)
    now[to:to] = some
