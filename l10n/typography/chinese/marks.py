"""Chinese punctuation: full-width marks, quotation marks, dashes, omission marks.

Sources: GB/T 15834—2011, 标点符号用法; W3C, Requirements for Chinese Text Layout (CLREQ); sparanoid's
chinese-copywriting-guidelines. Taiwan differs in its quotation marks and in blanks beside Latin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from l10n.typography.quotes import CLOSES, OPENS, UNCLEAR, is_even, marks_of, paired
from l10n.typography.sheet import MASK, Change, Repair, Sheet

HAN: Final = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
CLOSERS: Final = "”’》〉）」』】"
OPENERS: Final = "“‘《〈（「『【"
IS_HAN = re.compile(f"[{HAN}]")
_LATIN = re.compile("[A-Za-z]")

_FULL_WIDTH: Final = {sign: sign + 0xFEE0 for sign in map(ord, ",;:?!")}
_HALF = re.compile(
    rf"(?<=[{HAN}{CLOSERS}])(?P<before> *)(?P<marks>[?!]+(?!=)|,+|[;:](?![-)(DPp/:]|[a-z0-9_+]+:))(?P<behind> *)"
)
_BEHIND_SIGN = re.compile(
    rf"(?:(?<=\ufffc)|(?<=[%‰℃]))(?P<before> *)(?<!\ufffc )(?P<marks>[,;:?!])(?P<behind> *)(?=[{HAN}{OPENERS}])"
)


def punct(sheet: Sheet) -> Iterator[Repair]:
    """Behind Han, what closes and %, punctuation is full-width, without blanks; between figures it stays.

    Bad:  俄罗斯国防部周一表示, 一架无人机坠毁。
    Good: 俄罗斯国防部周一表示，一架无人机坠毁。比分为3:2
    """
    for found in (*_HALF.finditer(sheet.view), *_BEHIND_SIGN.finditer(sheet.view)):
        yield (Change(*found.span("marks"), found["marks"].translate(_FULL_WIDTH)), *_blanks(found, sheet))


def _blanks(found: re.Match[str], sheet: Sheet) -> Iterator[Change]:
    """The blanks around a mark, taken out; but where markup ends, which a blank may end: `**注意:** 这是`."""
    edges = {place for wrap in sheet.lifted.wraps for place in (wrap.start, wrap.end)}
    for name in ("before", "behind"):
        if found[name] and edges.isdisjoint(found.span(name)):
            yield Change(*found.span(name), "")


_STOP = re.compile(
    rf"(?<=[{HAN}{CLOSERS}%])(?P<before>)(?P<stop>\.)(?P<behind>)"
    rf"(?=\Z|[”’」』）\"]| +(?:[{HAN}{OPENERS}\"]|[A-Z][A-Za-z]))"
    rf"|(?<=[{HAN}{CLOSERS}%])(?P<spaced> +)\.(?=\Z)"
)
_LAST_STOP = re.compile(r"(?:(?P<word>[A-Za-z]{2,})|[A-Za-z](?:\d+|[+]+|#)|\d)(?P<stop>\.)[”’」』]?\Z")
_SHORTENED: Final = frozenset("inc ltd co corp jr sr dr mr mrs ms no st vs etc plc llc".split())  # noqa: SIM905


def stop(sheet: Sheet) -> Iterator[Repair]:
    """A sentence ends with 。, also one that is mostly Han and whose last word is Latin.

    Bad:  该软件主要使用 Python.
    Good: 该软件主要使用 Python。
    """
    for found in _STOP.finditer(sheet.view):
        yield (Change(*found.span(), "。"),)
    last = _LAST_STOP.search(sheet.view, max(0, len(sheet.view) - 40))
    if last and (last["word"] or "").lower() not in _SHORTENED and _is_mostly_han(sheet.view):
        yield (Change(*last.span("stop"), "。"),)


def _is_mostly_han(view: str) -> bool:
    return len(IS_HAN.findall(view)) > len(_LATIN.findall(view))


# --- quotation marks ---

_PARTNERS: Final = {"“": "”", "‘": "’", "「": "」", "『": "』"}
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[A-Za-z\s]|\Z)")


def quotes(sheet: Sheet) -> Iterator[Repair]:
    """Quotations stand in “…”, in Taiwan in 「…」 and inside of them in 『…』; only where all are balanced.

    Single straight marks count where the source quotes with single ones, as the British press does.

    Bad:  他说:"你好!"
    Good: 他说：“你好！”
    """
    if not is_even(sheet.source.words):
        return
    if '"' in sheet.view:
        yield from _straight(sheet, '"', sheet.view)
    elif _SINGLE_QUOTED.search(sheet.source.words) and "'" in sheet.view:
        yield from _straight(sheet, "'", _STRAIGHT_APOSTROPHE.sub(MASK, sheet.view))
    elif sheet.script == "Hant":
        yield from _traditional(sheet)


_INCHES = re.compile(r"\d[\"']")
_SINGLE_QUOTED = re.compile(r"(?<![^\W_])['‘](?=[^\W\d_])(?:[^'’]|(?<=\w)['’](?=\w))*['’](?!\w)")
_STRAIGHT_APOSTROPHE = re.compile(r"(?<=[A-Za-z])'(?=[A-Za-z\s]|\Z)")
_HOLDS = re.compile(r"\w|…|\.\.|\ufffc|\ufdd0")


def _straight(sheet: Sheet, mark: str, view: str) -> Iterator[Repair]:
    """Straight marks in turn, where there is an even number of them and none is an inch or a foot."""
    places = [at for at, sign in enumerate(view) if sign == mark]
    mixed = any(sign in sheet.view for sign in "“”「」")
    if len(places) % 2 or mixed or any(found[0] in sheet.source.words for found in _INCHES.finditer(sheet.view)):
        return
    pairs = zip(places[::2], places[1::2], strict=True)
    if any(not _HOLDS.search(sheet.view, start + 1, end) for start, end in pairs):
        return  # one inside of another
    signs = "「」" if sheet.script == "Hant" else "“”"
    yield tuple(Change(at, at + 1, signs[number % 2]) for number, at in enumerate(places))


def _traditional(sheet: Sheet) -> Iterator[Repair]:
    view = _APOSTROPHE.sub("'", sheet.view)
    found = paired(view, _PARTNERS, _role)
    wanted = [
        (place, ("「『"[depth % 2], "」』"[depth % 2])[not opens]) for place, depth, opens in marks_of(found or ())
    ]
    changes = tuple(Change(at, at + 1, sign) for at, sign in sorted(wanted) if view[at] != sign)
    if changes and any(view[change.start] in "“”‘’" for change in changes):
        yield changes


def _role(text: str, at: int, is_open: bool, before: str) -> str:  # noqa: FBT001
    del is_open, before
    return OPENS if text[at] in _PARTNERS else CLOSES if text[at] in "”’」』" else UNCLEAR


# --- dashes, omissions, brackets ---

_OMISSION = re.compile(
    rf"(?<=[{HAN}]) +(?:\.{{6}}|\.{{3}}) *(?=[{HAN}])"
    r"|(?<![.…])(?:\.{6}|\.{3})(?![.…])|(?<!。)。{3,}|(?<![….])…(?![….])"
)
_BESIDE_OMISSION = re.compile(f"[{HAN}{CLOSERS}{OPENERS}，。、；：？！]")


def ellipsis(sheet: Sheet) -> Iterator[Repair]:
    """The omission mark beside Han is two signs, six points.

    Bad:  等等...
    Good: 等等……
    """
    for found in _OMISSION.finditer(sheet.view):
        before, behind = sheet.at(found.start() - 1), sheet.at(found.end())
        if (
            (_BESIDE_OMISSION.match(before) and not _LATIN.match(behind))
            or IS_HAN.match(behind)
            or (found[0][0] == "。" and before)
        ):
            yield (Change(*found.span(), "……"),)


_TIMES = re.compile(
    rf"(?:(?:周|週|星期)[一二三四五六日天]|[一二三四五六七八九十]月) +[-–—] +(?:周|週|星期|[{HAN}]{{1,2}}月)"
)
_FIRST_DASH = re.compile(rf"\A(?:--|[–—]|——) *(?=[{HAN}])")
_DASH = re.compile(
    rf"(?<=[{HAN}{CLOSERS}，。！？…])(?: +(?:-{{1,2}}|[–—―⸺]|——) *|(?:--|―{{1,2}}|⸺|——?) +|--|―{{1,2}}|⸺)"
    rf"(?=[{HAN}{OPENERS}\"])"
)


def dash(sheet: Sheet) -> Iterator[Repair]:
    """A dash between Han or quotations is two signs, U+2014 twice, without blanks; Taiwan may have ⸺.

    Between days it is a range and left alone; a hyphen at the start is an item's.

    Bad:  目标只有一个 - 胜利
    Good: 目标只有一个——胜利；苏-35
    """
    if first := _FIRST_DASH.match(sheet.view):
        yield (Change(*first.span(), "——"),)
    for found in _DASH.finditer(sheet.view):
        sign = found[0].strip()
        spaced = found[0][0] == " ", found[0][-1] == " "
        if sign in {"-", "–", "—"} and not (any(spaced) if sign == "—" else all(spaced)):
            continue
        if _TIMES.search(sheet.view, max(0, found.start() - 3), found.end() + 3):
            continue
        yield (Change(*found.span(), "⸺" if sign == "⸺" and sheet.script == "Hant" else "——"),)


_BRACKETS: Final = {"(": "（", ")": "）"}


def parens(sheet: Sheet) -> Iterator[Repair]:
    """Brackets that hold Han are full-width; only where all are balanced.

    Bad:  (照片：路透社)
    Good: （照片：路透社）
    """
    for start, end in _bracketed(sheet.view) or ():
        changes = tuple(
            Change(at, at + 1, _BRACKETS[sheet.view[at]]) for at in (start, end) if sheet.view[at] in _BRACKETS
        )
        if changes:
            yield changes


def _bracketed(view: str) -> Sequence[tuple[int, int]] | None:
    """The pairs of brackets that hold Han; None where some are not paired."""
    found: list[tuple[int, int]] = []
    around: list[int] = []
    counts = [0, *accumulate(IS_HAN.match(sign) is not None for sign in view)]
    for at, sign in enumerate(view):
        if sign in "(（":
            around.append(at)
        elif sign in ")）":
            if not around:
                return None
            start = around.pop()
            if counts[at] > counts[start]:
                found.append((start, at))
    return None if around else found


_NAME_DOT = re.compile(rf"(?<=[{HAN}])[•‧・∙](?=[{HAN}])")


def name_dot(sheet: Sheet) -> Iterator[Repair]:
    """U+00B7 parts the parts of a name (CLREQ).

    Bad:  约翰•史密斯
    Good: 约翰·史密斯
    """
    for found in _NAME_DOT.finditer(sheet.view):
        yield (Change(*found.span(), "·"),)


_REPEATED = re.compile(r"(?<!，)，{2,}|(?<!。)。。(?!。)|(?<!、)、{2,}|(?<!；)；{2,}|(?<!：)：{2,}")


def repeat(sheet: Sheet) -> Iterator[Repair]:
    """A mark stands once.

    Bad:  他来了。。
    Good: 他来了。
    """
    for found in _REPEATED.finditer(sheet.view):
        yield (Change(found.start() + 1, found.end(), ""),)


_WIDE: Final = {
    code: code - 0xFEE0
    for code in (*map(ord, "，．"), *range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_WIDE_RUN = re.compile("[０-９Ａ-Ｚａ-ｚ]+(?:(?:，(?=[０-９]{3}(?![０-９]))|．)[０-９]+)*")


def fullwidth(sheet: Sheet) -> Iterator[Repair]:
    """Figures, with the signs inside of them, and Latin letters are half-width.

    Bad:  价格为１２３美元
    Good: 价格为123美元
    """
    for found in _WIDE_RUN.finditer(sheet.view):
        yield (Change(*found.span(), found[0].translate(_WIDE)),)
