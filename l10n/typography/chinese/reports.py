"""What is said of Chinese text and left to a person, since it is right in one sentence and wrong in another.

Sources: GB/T 15834—2011 (clauses 4.5, 4.8 to 4.10, 4.13, 4.15); GB/T 15835—2011, 出版物上数字用法 (5.3); CLREQ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from l10n.typography.chinese.marks import HAN
from l10n.typography.sheet import Change, Repair, Sheet

_HALF = re.compile(rf"(?<=[A-Za-z0-9%])(?P<mark>[,;:?!])(?P<blank> ?)(?=[{HAN}])")


def punct(sheet: Sheet) -> Iterator[Repair]:
    """Between Latin and Han, punctuation is likely that of the Chinese sentence.

    Bad:  一架Su-35,已坠毁
    Good: 一架Su-35，已坠毁
    """
    for found in _HALF.finditer(sheet.view):
        yield (Change(*found.span(), chr(ord(found["mark"]) + 0xFEE0)),)


_SINGLE_QUOTED = re.compile(rf"(?<=[{HAN}，。：])'(?P<words>[^'“”‘’\n]{{1,40}})'(?=[{HAN}，。！？”]|\Z)")
_CORNER: Final = {"「": "“", "」": "”", "『": "‘", "』": "’"}
_CORNERS = re.compile("[「」『』]")


def quotes(sheet: Sheet) -> Iterator[Repair]:
    """Quotations stand in “…”, those inside of them in ‘…’; in Taiwan in 「…」 and 『…』.

    Bad:  他称「这很危险」
    Good: 他称“这很危险”
    """
    for found in _SINGLE_QUOTED.finditer(sheet.view):
        before = sheet.view[: found.start()]
        inside = any(before.count(opens) > before.count(closes) for opens, closes in ("“”", "「」"))
        opens, closes = ("『』" if inside else "「」") if sheet.script == "Hant" else ("‘’" if inside else "“”")
        yield Change(found.start(), found.start() + 1, opens), Change(found.end() - 1, found.end(), closes)
    if sheet.script == "Hans" and (corners := tuple(_CORNERS.finditer(sheet.view))):
        yield tuple(Change(*found.span(), _CORNER[found[0]]) for found in corners)


_SINGLE_DASH = re.compile(rf"(?<=[{HAN}”」])[—–](?=[{HAN}“「])")


def dash(sheet: Sheet) -> Iterator[Repair]:
    """A single dash without blanks joins places and times (北京—上海); what breaks a sentence is a double one.

    Bad:  目标只有一个—胜利
    Good: 目标只有一个——胜利
    """
    for found in _SINGLE_DASH.finditer(sheet.view):
        yield (Change(*found.span(), "——"),)


_NAME_STOP = re.compile(rf"(?<=[{HAN}])\.(?=[{HAN}])")
_INITIALS = re.compile(rf"(?<![A-Za-z])[A-Z](?:·[A-Z])*·(?=[{HAN}])")


def name_dot(sheet: Sheet) -> Iterator[Repair]:
    """A point between Han is likely one of a name, which is U+00B7; initials have points.

    Bad:  伊隆.马斯克, J·F·肯尼迪
    Good: 伊隆·马斯克, J.F.肯尼迪
    """
    for found in _NAME_STOP.finditer(sheet.view):
        yield (Change(*found.span(), "·"),)
    for found in _INITIALS.finditer(sheet.view):
        yield (Change(*found.span(), found[0].replace("·", ".")),)


_LIST = re.compile(
    rf"(?<![{HAN}，、A-Za-z0-9”》」])[{HAN}]{{1,3}}(?:，[{HAN}]{{1,3}}){{2,}}(?![{HAN}，、A-Za-z0-9“《「])"
)


def enum(sheet: Sheet) -> Iterator[Repair]:
    """、 parts the words of a list; ， parts clauses (GB/T 15834, 4.5).

    Bad:  苹果，梨，香蕉
    Good: 苹果、梨、香蕉
    """
    for found in _LIST.finditer(sheet.view):
        yield tuple(Change(at, at + 1, "、") for at, sign in enumerate(found[0], found.start()) if sign == "，")


_FRAGMENT = re.compile(rf"(?<=[{HAN}])[“「][^“”「」。！？：\n]{{1,60}}(?P<stop>。)[”」](?=\Z|[{HAN}])")
_WHOLE = re.compile(rf"(?<=[说道示称問问說稱]：)[“「](?P<words>[^“”「」\n]{{6,80}}[{HAN}])[”」](?P<stop>。)")


def quote_stop(sheet: Sheet) -> Iterator[Repair]:
    """。 stands inside a whole quotation and outside a part of one (GB/T 15834).

    Bad:  他称此举“很危险。”
    Good: 他称此举“很危险”。他说：“我会去。”
    """
    for found in _FRAGMENT.finditer(sheet.view):
        yield Change(*found.span("stop"), ""), Change(found.end(), found.end(), "。")
    for found in _WHOLE.finditer(sheet.view):
        yield Change(found.end("words"), found.end("words"), "。"), Change(*found.span("stop"), "")


_INTRODUCED = re.compile(
    r"(?:说|表示|指出|写道|补充道|問道|问道|答道|說|寫道)(?P<comma>，?)(?=[“「][^“”「」\n]{1,80}[。！？][”」])"
)

_INTERRUPTED = re.compile(r"[”」][^。！？”」\n]{0,58}\Z")


def quote_intro(sheet: Sheet) -> Iterator[Repair]:
    """： stands before a whole quotation; the second half of an interrupted one keeps its comma.

    Bad:  他说，“我会去。”
    Good: 他说：“我会去。” and “不，”他说，“我会去。”
    """
    for found in _INTRODUCED.finditer(sheet.view):
        if not _INTERRUPTED.search(sheet.view, max(0, found.start() - 60), found.start()):
            yield (Change(*found.span("comma"), "："),)


_QUANTITY: Final = (
    "公里|千米|米|厘米|公斤|千克|克|吨|噸|岁|歲|天|周|週|个月|個月|小时|小時|分钟|分鐘|秒|人|名|次|倍|"
    "美元|元|万|萬|亿|億|度|%|℃"
)
_RANGE = re.compile(
    rf"(?<![A-Za-z0-9_.,:/~～-])(?P<first>\d{{1,4}})(?P<hyphen>[-–])(?P<second>\d{{1,4}})"
    rf"(?: ?(?:(?P<years>年)|(?:{_QUANTITY})))"
)


def numbers_range(sheet: Sheet) -> Iterator[Repair]:
    """～ stands between quantities, — between years, - in designations (GB/T 15834, 4.13).

    Bad:  射程5-10公里
    Good: 射程5～10公里
    """
    for found in _RANGE.finditer(sheet.view):
        if int(found["first"]) < int(found["second"]):
            dated = found["years"] and len(found["first"]) == 4
            yield (Change(*found.span("hyphen"), "—" if dated else "～"),)


_SIZES: Final = {"千": 1000, "百": 100}
_MIXED = re.compile(r"(?<![A-Za-z0-9_.,])(?P<number>\d{1,3}(?:\.\d)?)(?P<size>[千百])(?![米克瓦卡兆帕赫伏字分])")


def mixed_number(sheet: Sheet) -> Iterator[Repair]:
    """Only 万 and 亿 stand behind figures (GB/T 15835, 5.3).

    Bad:  约3千人
    Good: 约3000人
    """
    for found in _MIXED.finditer(sheet.view):
        value = Decimal(found["number"]) * _SIZES[found["size"]]
        if value == value.to_integral_value():
            yield (Change(*found.span(), str(int(value))),)


_SHOUTS = re.compile("(?<!！)！{2,}|(?<!？)？{2,}")


def repeat(sheet: Sheet) -> Iterator[Repair]:
    """One exclamation or question mark is enough.

    Bad:  太好了！！
    Good: 太好了！
    """
    for found in _SHOUTS.finditer(sheet.view):
        yield (Change(found.start() + 1, found.end(), ""),)


_LATIN_BRACKETS = re.compile(rf"\((?P<inside>[^()（）{HAN}\n]{{1,80}})\)")


def parens(sheet: Sheet) -> Iterator[Repair]:
    """Brackets are of one width in a text; in Taiwan those around Latin are often half-width.

    Bad:  路透社(Reuters)和美联社（美国）
    Good: 路透社（Reuters）和美联社（美国）
    """
    if "（" in sheet.view and sheet.script == "Hans":
        for found in _LATIN_BRACKETS.finditer(sheet.view):
            yield Change(found.start(), found.start() + 1, "（"), Change(found.end() - 1, found.end(), "）")
