"""Blanks in Chinese text: none between characters and beside their marks; beside Latin as the house has it.

Sources: CLREQ; sparanoid's chinese-copywriting-guidelines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.typography.chinese.marks import HAN
from l10n.typography.sheet import Change, Repair, Sheet

_CHAPTER = re.compile(rf"第 ?[{HAN}\d]{{1,6}} ?[章节節回篇卷编編部幕课課条條]\Z")
_TAG = re.compile(r"[@#＃]\w{1,40}\Z")
_BETWEEN = re.compile(rf"(?<=[{HAN}]) +(?=[{HAN}])")


def han_space(sheet: Sheet) -> Iterator[Repair]:
    """No blank stands between characters, but behind the number of a chapter, and behind a tag or an account.

    Bad:  我 们 认为
    Good: 我们认为；第一章 开始
    """
    for found in _BETWEEN.finditer(sheet.view):
        before = sheet.view[max(0, found.start() - 41) : found.start()]
        if not _CHAPTER.search(before[-11:]) and not _TAG.search(before):
            yield (Change(*found.span(), ""),)


_PLAIN: Final = "，。、；：？！"
_WIDE: Final = f"{_PLAIN}（）《》〈〉「」『』【】"
_CURLY: Final = "“”‘’…—"
_BESIDE = re.compile(
    rf"(?<=[{_WIDE}]) +(?=[^\s–—-])|(?<=[^\s\ufdd0])(?<![A-Za-z0-9] ) +(?=[{_WIDE}])"
    rf"|(?<=[{HAN}]) +(?=[{_CURLY}])|(?<=[{_CURLY}]) +(?=[{HAN}{_WIDE}{_CURLY}])|(?<=”) +(?=[{HAN}])"
)


def punct_space(sheet: Sheet) -> Iterator[Repair]:
    """No blank stands beside a full-width mark; beside a curly one, which Latin has too, none next to Han.

    Bad:  他说 ，“好” 。
    Good: 他说，“好”。
    """
    for found in _BESIDE.finditer(sheet.view):
        yield (Change(*found.span(), ""),)


_SIGN = re.compile(r"(?<=\d) +(?=[%‰℃°])")


def percent(sheet: Sheet) -> Iterator[Repair]:
    """No blank stands before %, ‰, ℃ and °.

    Bad:  失业率为 5 %。
    Good: 失业率为 5%。
    """
    for found in _SIGN.finditer(sheet.view):
        yield (Change(*found.span(), ""),)


_SPACED = re.compile(rf"(?<=[{HAN}]) +(?=[A-Za-z0-9])(?!(?<=[日号號] )\d\d?:\d\d)|(?<=[A-Za-z0-9%‰℃]) +(?=[{HAN}])")
"""But for the blank between a date and a time of day (CLDR)."""
_UNSPACED = re.compile(
    rf"(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%‰℃])(?=[{HAN}])|(?<=[{HAN}]) {{2,}}(?=[A-Za-z0-9])"
)


def latin_space(sheet: Sheet) -> Iterator[Repair]:
    """Beside Latin letters and figures stands what the house has: nothing, a space, or what the translator wrote.

    Bad:  一架 Su-35 战斗机, where the house has `none`
    Good: 一架Su-35战斗机
    """
    usual = "space" if sheet.script == "Hant" else "none"
    wanted = usual if sheet.house.latin_space == "usual" else sheet.house.latin_space
    if wanted != "keep":
        pattern, new = (_UNSPACED, " ") if wanted == "space" else (_SPACED, "")
        for found in pattern.finditer(sheet.view):
            yield (Change(*found.span(), new),)
