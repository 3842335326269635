"""Scripts: which one a letter belongs to, and which ones a language writes.

Names are those of ISO 15924. Ranges are whole blocks of Unicode 15.1 (Blocks.txt): enough to tell words apart.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache

_BLOCKS: tuple[tuple[int, int, str], ...] = (
    (0x0041, 0x024F, "Latn"),
    (0x0250, 0x02AF, "Latn"),
    (0x0370, 0x03FF, "Grek"),
    (0x0400, 0x052F, "Cyrl"),
    (0x0530, 0x058F, "Armn"),
    (0x0590, 0x05FF, "Hebr"),
    (0x0600, 0x06FF, "Arab"),
    (0x0700, 0x074F, "Syrc"),
    (0x0750, 0x077F, "Arab"),
    (0x0780, 0x07BF, "Thaa"),
    (0x0870, 0x08FF, "Arab"),
    (0x0900, 0x097F, "Deva"),
    (0x0980, 0x09FF, "Beng"),
    (0x0A00, 0x0A7F, "Guru"),
    (0x0A80, 0x0AFF, "Gujr"),
    (0x0B00, 0x0B7F, "Orya"),
    (0x0B80, 0x0BFF, "Taml"),
    (0x0C00, 0x0C7F, "Telu"),
    (0x0C80, 0x0CFF, "Knda"),
    (0x0D00, 0x0D7F, "Mlym"),
    (0x0D80, 0x0DFF, "Sinh"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x0E80, 0x0EFF, "Laoo"),
    (0x0F00, 0x0FFF, "Tibt"),
    (0x1000, 0x109F, "Mymr"),
    (0x10A0, 0x10FF, "Geor"),
    (0x1100, 0x11FF, "Hang"),
    (0x1200, 0x139F, "Ethi"),
    (0x13A0, 0x13FF, "Cher"),
    (0x1780, 0x17FF, "Khmr"),
    (0x1800, 0x18AF, "Mong"),
    (0x1C80, 0x1C8F, "Cyrl"),
    (0x1C90, 0x1CBF, "Geor"),
    (0x1E00, 0x1EFF, "Latn"),
    (0x1F00, 0x1FFF, "Grek"),
    (0x2C60, 0x2C7F, "Latn"),
    (0x2D00, 0x2D2F, "Geor"),
    (0x2DE0, 0x2DFF, "Cyrl"),
    (0x2E80, 0x2FDF, "Hani"),
    (0x3005, 0x3007, "Hani"),
    (0x3040, 0x309F, "Hira"),
    (0x30A0, 0x30FF, "Kana"),
    (0x3100, 0x312F, "Bopo"),
    (0x3130, 0x318F, "Hang"),
    (0x31A0, 0x31BF, "Bopo"),
    (0x31F0, 0x31FF, "Kana"),
    (0x3400, 0x4DBF, "Hani"),
    (0x4E00, 0x9FFF, "Hani"),
    (0xA640, 0xA69F, "Cyrl"),
    (0xA720, 0xA7FF, "Latn"),
    (0xAB30, 0xAB6F, "Latn"),
    (0xAC00, 0xD7FF, "Hang"),
    (0xF900, 0xFAFF, "Hani"),
    (0xFB00, 0xFB06, "Latn"),
    (0xFB13, 0xFB17, "Armn"),
    (0xFB1D, 0xFB4F, "Hebr"),
    (0xFB50, 0xFDFF, "Arab"),
    (0xFE70, 0xFEFE, "Arab"),
    (0xFF21, 0xFF5A, "Latn"),
    (0xFF66, 0xFF9D, "Kana"),
    (0x20000, 0x3FFFF, "Hani"),
)
_STARTS = [start for start, _, _ in _BLOCKS]
_COMMON = frozenset("ªºµ")
"""Letters by category that stand among figures in any script."""

_WRITES: Mapping[str, frozenset[str]] = {
    "Hans": frozenset({"Hani", "Bopo"}),
    "Hant": frozenset({"Hani", "Bopo"}),
    "Jpan": frozenset({"Hani", "Hira", "Kana"}),
    "Kore": frozenset({"Hang", "Hani"}),
}
UNSPACED = frozenset({"Hani", "Hira", "Kana", "Bopo", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"})
"""Scripts whose words stand without blanks between them."""


@lru_cache(maxsize=1 << 16)
def script_of(character: str) -> str:
    """The script of a letter, `""` for what is no letter or of no one script, `Zzzz` for a letter we do not know."""
    if not character.isalpha() or character in _COMMON:
        return ""
    code = ord(character)
    at = bisect_right(_STARTS, code) - 1
    if at >= 0 and code <= _BLOCKS[at][1]:
        return _BLOCKS[at][2]
    return "" if unicodedata.category(character) == "Lm" or 0x2100 <= code <= 0x214F else "Zzzz"


def written_in(script: str) -> frozenset[str]:
    """The scripts of the letters of a language's script: `Jpan` is Han, Hiragana and Katakana."""
    return _WRITES.get(script, frozenset({script}))


def letters(scripts: frozenset[str]) -> str:
    """The characters of these scripts, marks included, as ranges for a character class."""
    return "".join(f"{re.escape(chr(start))}-{re.escape(chr(end))}" for start, end, name in _BLOCKS if name in scripts)


@lru_cache(maxsize=64)
def letter_of(scripts: frozenset[str]) -> re.Pattern[str]:
    """One letter of any of these scripts; quicker than `script_of` for each character, marks of the blocks included."""
    return re.compile(f"[{letters(scripts)}]")


@lru_cache(maxsize=64)
def run_of(scripts: frozenset[str]) -> re.Pattern[str]:
    """Letters of these scripts in a row."""
    return re.compile(f"[{letters(scripts)}]+")


@lru_cache(maxsize=64)
def letter_outside(scripts: frozenset[str]) -> re.Pattern[str]:
    """One letter, and no figure, of none of these scripts."""
    return re.compile(rf"[^\W\d_{letters(scripts)}]")


@lru_cache(maxsize=32)
def others(script: str) -> str:
    """The characters of all scripts but those of `script`, marks included, as ranges for a character class."""
    own = written_in(script)
    ranges = (
        f"{re.escape(chr(start))}-{re.escape(chr(end))}"
        for start, end, name in _BLOCKS
        if name not in own and (start, name) != (0x0041, "Latn")
    )
    return "".join(ranges) + ("" if "Latn" in own else "A-Za-zÀ-ÖØ-öø-\u024f")
