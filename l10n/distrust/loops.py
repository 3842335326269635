"""Loops: an engine that says the same again and again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import eq

from l10n.distrust.fault import Fault
from l10n.locales import Locale

_WORD = re.compile(r"[^\W\d_]+")
_NO_LETTERS = re.compile(r"[\W\d_]+")
_FIGURES = re.compile(r"\d+")
"""What ends a loop: `4比6、7比6、6比3` is none."""
_LATIN = re.compile(r"[A-Za-z]+")
_LONGEST_WORDS, _LONGEST_CHARACTERS = 8, 12
_TIMES = 3
"""How often in a row makes a loop: fired on 0 of 1,997 human ru segments, 1 of zh."""
_SINGLE, _WIDTH = 4, 6
"""In an unspaced language: how often a single character makes a loop, and how many characters a longer one takes."""
_CHARACTER_LOOP = re.compile(rf"(.)\1{{{_SINGLE - 1},}}|(.{{2,{_LONGEST_CHARACTERS}}}?)\2{{{_TIMES - 1},}}")
_PART, _OFTEN = 0.4, 4
"""A loop with other words between: one n-gram makes 40 % of a text and comes four times. House choice, 0 in our own."""


def loops(source: str, draft: str, target: Locale) -> Iterator[Fault]:
    """Rule `loop`: a phrase comes three times in a row, or over and over, and nothing in the source does."""
    between = " " if target.spaced else ""
    found = next((again for part in _FIGURES.split(draft) if (again := _again(part, target))), ())
    if found and not _repeats(source):
        yield Fault("loop", f"says “{between.join(found)}” again and again")


def _again(text: str, target: Locale) -> tuple[str, ...]:
    if target.spaced:
        tokens = text.casefold().split()
        return (_words_again(_words(text)) if _may_loop(tokens, _TIMES - 1) else ()) or _stutter(tokens)
    return _characters_again(_LATIN.sub("", _characters(text)))


def _words_again(words: Sequence[str]) -> tuple[str, ...]:
    if not words or not _may_loop(words, _TIMES):
        return ()
    return _loop(words, _LONGEST_WORDS, _TIMES, 1) or _frequent(words)


def _may_loop(tokens: Sequence[str], often: int) -> bool:
    """Whether two tokens in a row come so often, or one twice in a row; every loop has such.

    Words with their punctuation may do so once less than without.
    """
    if any(map(eq, tokens, tokens[1:])):
        return True
    again = len(tokens) - len(set(tokens))
    return again >= 2 * (often - 1) and max(Counter(pairwise(tokens)).values(), default=0) >= often


def _characters_again(characters: str) -> tuple[str, ...]:
    if not characters or not _may_loop(characters, _TIMES):
        return ()
    loop = _CHARACTER_LOOP.search(characters)
    return tuple(loop[1] or loop[2]) if loop else _frequent(characters)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _characters(text: str) -> str:
    return _NO_LETTERS.sub("", text.casefold())


def _repeats(source: str) -> bool:
    """Whether the source says something again and again itself, as words or as letters."""
    words, letters = _words(source), _characters(source)
    return bool(
        _loop(words, _LONGEST_WORDS, _TIMES, 1)
        or _loop(letters, 4, _SINGLE, _WIDTH)
        or _frequent(words)
        or _frequent(letters)
    )


def _loop(tokens: Sequence[str], longest: int, single: int, width: int) -> tuple[str, ...]:
    """The shortest n-gram that comes often enough in a row, or nothing.

    `single` is how often one token must come, `width` how many tokens a loop of more must take.
    """
    for size in range(1, longest + 1):
        equal = 0
        for at in range(size, len(tokens)):
            equal = equal + 1 if tokens[at] == tokens[at - size] else 0
            if equal + size >= (single if size == 1 else max(size * _TIMES, width)):
                return tuple(tokens[at - size + 1 : at + 1])
    return ()


def _stutter(words: Sequence[str]) -> tuple[str, ...]:
    """A piece of one word that goes on for twelve letters, or one letter for eight."""
    for word in words:
        long = len(word) >= 12 or (len(word) >= 8 and word[4] == word[5])
        found = _loop(word, 4, 8, 12) if long and len(set(word)) <= len(word) - 7 else ()
        if found:
            return found
    return ()


def _frequent(tokens: Sequence[str]) -> tuple[str, ...]:
    """The three tokens that make a great part of the text, or nothing."""
    grams = Counter(zip(tokens, tokens[1:], tokens[2:], strict=False))
    gram, often = grams.most_common(1)[0] if grams else ((), 0)
    return gram if often >= _OFTEN and often * 3 >= _PART * len(tokens) else ()
