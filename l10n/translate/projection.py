"""Where the words of a span stand in a translation: by the decoder's attention, by likeness, by leaving them out.

Spans are (start, end) in characters. No function guesses: what is not found clearly is None.
Measured on one trained English to Portuguese model, 205 sentences a kind (share of the right span, overlap of one
half or more): the phrase found again 96 to 100 %, likeness from 75 of 100 on 96 to 99 %, leaving out 89 to 97 %.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Final

from l10n.engines import Link
from l10n.inline import OBJECT
from l10n.similarity import likeness

Span = tuple[int, int]

ALIKE: Final = 75
"""The likeness, of 100, from which a stretch of words counts as the translation of a phrase."""
CERTAIN: Final = 0.6
"""The part of the attention on a span that must fall into the stretch found for it, and of the stretch on the span."""

_PUNCTUATION: Final = r"[^\w\s" + OBJECT + "]"
_WORD: Final = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af]|" + OBJECT + r"|[^\W_]+(?:['’\-._][^\W_]+)*|\S"
)
"""A word, a Han or kana character, an object, or a sign."""


def tokens(text: str) -> list[Span]:
    """Words, Han characters and signs of a text."""
    return [found.span() for found in _WORD.finditer(text)]


def trimmed(text: str, span: Span, source: str, source_span: Span) -> Span | None:
    """The span without blanks at its ends, and with as many signs there as the source's span has."""
    start, end = span
    while start < end and (text[start].isspace() or _is_sign(text[start])):
        start += 1
    while start < end and (text[end - 1].isspace() or _is_sign(text[end - 1])):
        end -= 1
    if start == end:
        return None
    inner = source[slice(*source_span)].strip()
    before, after = (len(list(takewhile(_is_sign, signs))) for signs in (inner, reversed(inner)))
    start -= len(list(takewhile(_is_sign, reversed(text[max(0, start - before) : start]))))
    end += len(list(takewhile(_is_sign, text[end : end + after])))
    return start, end


def _is_sign(sign: str) -> bool:
    return re.match(_PUNCTUATION, sign) is not None


# --- by attention ---


def by_attention(links: Sequence[Link], source_span: Span, text: str) -> Span | None:
    """The stretch of whole words on which the attention to the span lies; None where it is scattered.

    `links`: of the translation `text`; the stretch is the one that gains most when a word counts for what it takes
    from the span, less one half.
    """
    words = tokens(text)
    shares = _shares(links, source_span, words)
    start, end = _best_run([share - 0.5 for share in shares])
    if start == end:
        return None
    inside = sum(shares[start:end])
    if inside < CERTAIN * sum(shares) or inside < CERTAIN * (end - start):
        return None
    return words[start][0], words[end - 1][1]


def _shares(links: Sequence[Link], source_span: Span, words: Sequence[Span]) -> list[float]:
    """Which part of each word comes from the span; 0 for a word that comes from nowhere."""
    inside, total, at = [0.0] * len(words), [0.0] * len(words), 0
    for link in sorted(links, key=lambda each: each.start):
        source = link.source_start, link.source_end
        part = _common(source, source_span) / (source[1] - source[0]) if source[0] < source[1] else 0.0
        while at < len(words) and words[at][1] <= link.start:
            at += 1
        for number in range(at, len(words)):
            if words[number][0] >= link.end:
                break
            weight = link.weight * _common((link.start, link.end), words[number])
            inside[number] += weight * part
            total[number] += weight
    return [one / whole if whole else 0.0 for one, whole in zip(inside, total, strict=True)]


def _common(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _best_run(gains: Sequence[float]) -> Span:
    """The run of items with the greatest sum (Kadane's algorithm); empty where none is above zero."""
    best, best_sum, since, running = (0, 0), 0.0, 0, 0.0
    for number, gain in enumerate(gains):
        if running <= 0:
            since, running = number, 0.0
        running += gain
        if running > best_sum:
            best, best_sum = (since, number + 1), running
    return best


# --- by the phrase alone ---


def by_phrase(phrase: str, text: str, within: Span) -> tuple[Span | None, bool]:
    """Where a phrase's own translation stands in the text, inside `within`, and whether that is sure.

    Sure is the phrase itself, found once, whatever its case; less sure the one stretch of words that is most alike.
    """
    wanted = _bare(phrase)
    if not wanted:
        return None, False
    found = [span for span in _occurrences(wanted, text) if within[0] <= span[0] and span[1] <= within[1]]
    if found:
        return (found[0], True) if len(found) == 1 else (None, False)
    return _most_alike(wanted, text, within), False


def _bare(phrase: str) -> str:
    return re.sub(rf"^(?:{_PUNCTUATION}|\s)+|(?:{_PUNCTUATION}|\s)+$", "", phrase)


def _occurrences(wanted: str, text: str) -> list[Span]:
    borders = {edge for span in tokens(text) for edge in span}
    found = re.finditer(re.escape(wanted), text, re.IGNORECASE)
    return [match.span() for match in found if {match.start(), match.end()} <= borders]


def _most_alike(wanted: str, text: str, within: Span) -> Span | None:
    words = [span for span in tokens(text) if within[0] <= span[0] and span[1] <= within[1]]
    size = len(tokens(wanted))
    scored: list[tuple[float, Span]] = []
    for length in range(max(1, size - 1), size + 2):
        for at in range(len(words) - length + 1):
            span = words[at][0], words[at + length - 1][1]
            score = likeness(wanted.casefold(), text[slice(*span)].casefold())
            if score >= ALIKE:
                scored.append((score, span))
    if not scored:
        return None
    best, span = max(scored, key=lambda each: each[0])
    rivals = [other for score, other in scored if score == best and not _common(other, span)]
    return None if rivals else span


# --- by leaving out ---


def by_occlusion(text: str, without: tuple[str, str], within: Span) -> Span | None:
    """Where a phrase stands in the text, from the translation without it: what stands left and right of its mask.

    It is what the text has between the words that both share on either side of the mask.
    """
    words = tokens(text)
    shown = _cases(text, words)
    left, right = (_cases(side, tokens(side)) for side in without)
    start, end = 0, len(shown)
    for block in SequenceMatcher(None, shown, [*left, _GAP, *right], autojunk=False).get_matching_blocks():
        if block.size and block.b + block.size <= len(left):
            start = max(start, block.a + block.size)
        elif block.size:
            end = min(end, block.a)
    if start >= end:
        return None
    span = words[start][0], words[end - 1][1]
    return span if within[0] <= span[0] and span[1] <= within[1] else None


_GAP: Final = ""
"""Equal to no word."""


def _cases(text: str, spans: Sequence[Span]) -> list[str]:
    return [text[start:end].casefold() for start, end in spans]
