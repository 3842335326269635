"""Text that got lost: a draft that says much less than its source, told from several weak signs together.

Length alone is no judge: where it takes 1 % of good translations for halved ones, it finds four halved Chinese texts of
five. What went with the lost words tells more: figures, the sentence's end, quotations, clauses, names.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from l10n.distrust.fault import Fault
from l10n.distrust.numbers import differences, quantities
from l10n.distrust.text import unfinished, without_glosses
from l10n.locales import Locale

_TYPICAL: Final[Mapping[str, float]] = {"Latn": 1.08, "Cyrl": 1.02, "Grek": 1.1, "Hans": 0.315, "Hant": 0.31}
"""The median length of a translation for each character of English, by its script: NTREX-128, and our own sample beside
it; Latin and Greek from what is known of them. Other scripts, and other sources, are not judged."""
_LEAST: Final = 40
"""Characters of a source from which its translation may be judged."""
_SPREAD, _SHORT_SPREAD = 0.01, 2.2
"""Variance of the logarithm of that length: of any text, and by how much more for each character less."""
_SHORT: Final = -1.0
"""Deviations from the typical length from which other signs count."""
_BAR: Final = 5.0
"""Weights of the signs that make a fault. They and `_BAR` were fitted by logistic regression to NTREX-128 and halves
of it (ru, zh_CN, zh_TW), and rounded."""
_PER_DEVIATION, _PER_SHARE, _PER_CLAUSE = 2.2, 4.0, 0.7
_ALL_FIGURES = -0.8
_NO_END, _NO_QUOTATION = 2.0, 1.3

_NAME = re.compile(r"(?<=[a-z,’'-] )[A-Z][a-z]")
_CYRILLIC_NAME = re.compile(r"(?<=[а-яёіїєґў,»-] )[«„]?[А-ЯЁІЇЄҐЎ]")
_PAUSE = re.compile(r"[,;:—–，；：、]")
_QUOTE = re.compile(r'["“”„«»「」]')


@dataclass(frozen=True, slots=True)
class _Sign:
    weight: float
    message: str


def incomplete(source: str, draft: str, source_locale: Locale, target: Locale, *, bar: float = 1.0) -> Iterator[Fault]:
    """Rule `incomplete`: half of an English text or more got lost. `bar`: by how much stronger the signs must be."""
    english = source_locale.language == "en"
    if len(source) < _LEAST or not english or target.script not in _TYPICAL:
        return
    deviation, share = _length(source, draft, target)
    if deviation > _SHORT:
        return
    signs = [_Sign(-deviation * _PER_DEVIATION, f"{share:.0%} of the usual length")]
    signs += _signs(source, draft, source_locale, target)
    if sum(sign.weight for sign in signs) >= _BAR * bar:
        said = "; ".join(sign.message for sign in signs if sign.message)
        yield Fault("incomplete", f"says less than its source: {said}")


def _length(source: str, draft: str, target: Locale) -> tuple[float, float]:
    """By how many standard deviations a draft is longer than usual, and its length as a share of the usual one."""
    length = len(draft if target.spaced else without_glosses(draft))
    share = max(length, 1) / len(source) / _TYPICAL[target.script]
    return math.log(share) / math.sqrt(_SPREAD + _SHORT_SPREAD / len(source)), share


def _signs(source: str, draft: str, source_locale: Locale, target: Locale) -> Iterator[_Sign]:
    if unfinished(source, draft):
        yield _Sign(_NO_END, "ends without the mark of its source")
    if len(_QUOTE.findall(draft)) < len(_QUOTE.findall(source)):
        yield _Sign(_NO_QUOTATION, "lacks a quotation mark")
    if told := quantities(source, source_locale).told:
        lost = differences(source, draft, source_locale, target).lost
        weight = _PER_SHARE * len(lost) / told if lost else _ALL_FIGURES
        yield _Sign(weight, f"lost figures: {', '.join(lost[:5])}" if lost else "")
    yield _Sign(_PER_CLAUSE * _fewer(_PAUSE, source, _PAUSE, draft), "")
    if target.script == "Cyrl":
        yield _Sign(_PER_CLAUSE * _fewer(_NAME, source, _CYRILLIC_NAME, draft), "")


def _fewer(one: re.Pattern[str], source: str, other: re.Pattern[str], draft: str) -> float:
    """How many fewer there are, as a logarithm."""
    return math.log((len(one.findall(source)) + 1) / (len(other.findall(draft)) + 1))
