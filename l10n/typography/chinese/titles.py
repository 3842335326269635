"""Works that are marked up as such in the source, and 《》 around them in the translation.

Source: GB/T 15834—2011, 4.15; HTML, section 4.5.6: `cite` is the title of a work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.inline import Lifted, Wrap, construct
from l10n.typography.chinese.marks import HAN
from l10n.typography.sheet import Change, Repair, Sheet

_SMALL: Final = frozenset("a an and as at but by for from in into nor of on or the to with".split())  # noqa: SIM905
_WORD = re.compile(r"[^\W_][\w'’.-]*")
_EMPHASES: Final = frozenset({"emphasis", "em", "i"})
_PAIRS: Final = {"《": "》", "〈": "〉"}


def marked_works(sheet: Sheet) -> Iterator[Repair]:
    """A work that the source marks up (`*The New York Times*`, `<cite>`) stands in 《》; emphasis does not.

    Bad:  据*纽约时报*报道
    Good: 据《*纽约时报*》报道
    """
    for wrap in _works(sheet.lifted, sheet.source):
        if not _in_marks(sheet.view, wrap):
            yield Change(wrap.start, wrap.start, "《"), Change(wrap.end, wrap.end, "》")


def titles(sheet: Sheet) -> Iterator[Repair]:
    """As `marked_works`, where the house has them put right."""
    if sheet.house.titles == "apply" and sheet.lifted.wraps:
        yield from marked_works(sheet)


def _works(target: Lifted, source: Lifted) -> Iterator[Wrap]:
    """The markup of works: of a label that the source has as often, and around nothing but works."""
    for label in dict.fromkeys(wrap.label for wrap in target.wraps):
        ours, theirs = ([wrap for wrap in each.wraps if wrap.label == label] for each in (target, source))
        if len(ours) == len(theirs) and all(_is_work(wrap, source.words) for wrap in theirs):
            yield from ours


def _is_work(wrap: Wrap, words: str) -> bool:
    """Whether markup is that of a work: `cite`, or emphasis on words that all have capitals as titles do."""
    kind = construct(wrap.label)
    if kind == "cite":
        return True
    if kind not in _EMPHASES:
        return False
    found = _WORD.findall(words[wrap.start : wrap.end])
    return len(found) > 1 and all(not word[0].islower() or word in _SMALL for word in found) and found[0][0].isupper()


def _in_marks(view: str, wrap: Wrap) -> bool:
    """Whether title marks stand around or inside the markup already, or quotation marks do."""
    inside = view[wrap.start : wrap.end]
    outside = view[max(0, wrap.start - 1) : wrap.start]
    return inside[:1] in {*_PAIRS, "“", "「"} or outside in {*_PAIRS, "“", "「"}


_PUBLICATIONS: Final = (
    "时报|日报|晚报|早报|周报|快报|晨报|先驱报|卫报|邮报|新闻报|导报|公报|周刊|月刊|杂志|"
    "學報|時報|日報|晚報|早報|週報|週刊|雜誌|衛報|郵報"
)
_PUBLICATION = re.compile(rf"[“「](?P<title>[{HAN}A-Za-z·]{{1,10}}(?:{_PUBLICATIONS}))[”」]")


def named(sheet: Sheet) -> Iterator[Repair]:
    """Newspapers, journals, books, films and laws stand in 《》; prizes, ships and companies do not.

    Bad:  据“纽约时报”报道
    Good: 据《纽约时报》报道
    """
    if sheet.house.titles == "report" and sheet.lifted.wraps:
        yield from marked_works(sheet)
    for found in _PUBLICATION.finditer(sheet.view):
        yield Change(found.start(), found.start() + 1, "《"), Change(found.end() - 1, found.end(), "》")
