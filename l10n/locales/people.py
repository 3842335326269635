"""Who is named in a byline or a credit: people, and the agencies and papers that they work for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from l10n.locales.cldr import known
from l10n.locales.table import Locale

PARTICLES = frozenset(
    {"al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la", "van", "von", "zu"}
)
JOINING = re.compile(r"(?<!\s)\s++(?:and|&|и|und|et|y|e|та|і)\s+|和|与")
_COMMA = re.compile(r"(?:(?<!\s)\s++)?+[,，、]\s*")
_AGENCIES = frozenset(
    {
        *("reuters", "ap", "afp", "epa", "dpa", "upi", "ansa", "efe", "pa", "tass", "ria", "ria novosti", "interfax"),
        *("xinhua", "ukrinform", "anadolu", "kyodo", "yonhap", "bloomberg", "associated press", "agence france-presse"),
        *("getty", "getty images", "shutterstock", "unsplash", "alamy", "pexels", "wikimedia", "wikimedia commons"),
        *("flickr", "istock", "zuma", "imago", "nasa", "esa", "bbc", "cnn", "sputnik", "sky news", "euronews"),
        *("telegram", "twitter", "x", "facebook", "instagram", "youtube", "tiktok", "reddit", "vk", "airlive"),
    }
)
"""Agencies, archives and platforms, whose names stay as they are in every language; in lower case."""
_DESK = re.compile(
    r"\b(?:news|press|times|post|media|agency|tv|radio|editor|correspondent|reporter|staff|desk|journal|herald|bureau|"
    r"magazine|daily|weekly|university|institute|contributor|writer|team)\b",
    re.IGNORECASE,
)

Named = Callable[[str], str]
"""What a glossary calls somebody; the name itself where it says nothing."""


def is_name(text: str) -> bool:
    """Whether a text may be the name of a person or an agency: up to five words with capitals, and particles."""
    words = text.split()
    return 1 <= len(words) <= 5 and all(map(_is_name_word, words)) and words[0].lower() not in PARTICLES


def _is_name_word(word: str) -> bool:
    letters = re.sub(r"[.'’·-]", "", word)
    return letters.isalpha() and (not letters[0].islower() or word in PARTICLES)


def is_agency(name: str) -> bool:
    """Whether a name is that of an agency, an archive or a platform."""
    return name.strip(" .").lower() in _AGENCIES


@dataclass(frozen=True, slots=True)
class Listed:
    """A name in a list of authors, at characters `start:end`, and what is written before it."""

    start: int
    end: int
    joint_start: int
    """Where what joins it to the name before begins; `start` for the first."""
    author: bool
    """Whether it is one of the authors, and not where they work."""


def listed(text: str) -> tuple[Listed, ...]:
    """The names of a list such as `Anna Lee, John Brown and Li Na, Reuters`, in order."""
    pieces = list(_pieces(text))
    joined = max((at for at, piece in enumerate(pieces) if JOINING.fullmatch(text[piece[2] : piece[0]])), default=0)
    authors = joined or _authors_by_comma([text[start:end] for start, end, _ in pieces])
    return tuple(Listed(*piece, author=at <= authors) for at, piece in enumerate(pieces))


def _pieces(text: str) -> Iterator[tuple[int, int, int]]:
    joints = sorted(found.span() for pattern in (JOINING, _COMMA) for found in pattern.finditer(text))
    start = joint = 0
    for begin, end in joints:
        if begin > start:
            yield start, begin, joint
            joint = begin
        start = end
    if start < len(text):
        yield start, len(text), joint


def _authors_by_comma(names: Sequence[str]) -> int:
    """The number of the last author: a comma may part authors, or one of them from an agency."""
    last = 0
    for at, name in enumerate(names[1:], 1):
        if " " not in name or is_agency(name) or _DESK.search(name):
            break
        last = at
    return last


@lru_cache(maxsize=32)
def joints(target: Locale, count: int) -> tuple[str, ...]:
    """What stands before each of so many names of a list, by CLDR's patterns; nothing before the first."""
    patterns = known(target.babel).list_patterns["standard"]
    names = ["2"] if count == 2 else ["start", *["middle"] * (count - 3), "end"]
    between = [str(patterns[name]).removeprefix("{0}").removesuffix("{1}") for name in names]
    return ("", *between)[:count]
