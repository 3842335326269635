"""Russian typography, by the name of each rule.

Ours, since no kept library serves: typus breaks URLs and puts thin spaces everywhere, chakert breaks attributes, etpgrf
emits entities and leaves nested quotations; typograf is JavaScript.
"""

from __future__ import annotations

from l10n.house import Level
from l10n.typography.russian import marks, numbers, reports
from l10n.typography.sheet import Rule

_FIGURES = tuple("0123456789")
_SIZES = ("тыс", "млн", "млрд", "трлн")

RULES: tuple[Rule, ...] = (
    Rule("ru.homoglyph", Level.SAFE, marks.homoglyph, tuple("AaBEeKMHOoPpCcTXxy")),
    Rule("ru.double-space", Level.SAFE, marks.double_space, ("  ",)),
    Rule("ru.hellip", Level.SAFE, marks.hellip, ("...",)),
    Rule("ru.space-punct", Level.SAFE, marks.space_punct, (" ,", " .", " ;", " :", " !", " ?", " …")),
    Rule("ru.quotes", Level.SAFE, marks.quotes, tuple("\"“”„«'‘")),
    Rule("ru.quote-stop", Level.SAFE, marks.quote_stop, (".»", ",»", ".“", ",“")),
    Rule("ru.dash", Level.SAFE, marks.dash, ("- ", "– ", "— ", "-\u00a0", "–\u00a0", "—\u00a0")),
    Rule("ru.nbsp-number", Level.SAFE, numbers.nbsp_number, ("№", "§")),
    Rule("ru.initials", Level.SAFE, marks.initials, (".",)),
    Rule("ru.year-range", Level.SAFE, numbers.year_range, ("-1", "-2")),
    Rule("ru.year", Level.SAFE, numbers.year, ("г.", "в.")),
    Rule("ru.thousands", Level.SAFE, numbers.thousands, _FIGURES),
    Rule("ru.decimal", Level.SAFE, numbers.decimal, ("%", "‰", *_SIZES)),
    Rule("ru.magnitude", Level.SAFE, numbers.magnitude, _SIZES),
    Rule("ru.unit", Level.SAFE, numbers.unit, _FIGURES),
    Rule("ru.percent", Level.SAFE, numbers.percent, ("%", "‰")),
    Rule("ru.ordinal", Level.SAFE, numbers.ordinal, ("-ы", "-о", "-а")),
    Rule("ru.abbr", Level.SAFE, marks.abbr, ("т.", "Т.", "и.", "И.")),
    Rule("ru.quote-mark", Level.REPORTED, reports.quote_mark, ("».",)),
    Rule("ru.speech-dash", Level.REPORTED, reports.speech_dash, ("», ", "»,\u00a0")),
    Rule("ru.initials", Level.REPORTED, reports.single_initial, (". ",)),
    Rule("ru.range", Level.REPORTED, reports.numbers_range, tuple(f"-{figure}" for figure in _FIGURES)),
    Rule("ru.decimal", Level.REPORTED, reports.decimal_point, tuple(f".{figure}" for figure in _FIGURES)),
    Rule("ru.thousands", Level.REPORTED, reports.grouping, _FIGURES),
    Rule("ru.ordinal", Level.REPORTED, reports.ordinal_date, tuple(f"-{sign}" for sign in "огеймыях")),
    Rule("ru.minus", Level.REPORTED, reports.minus, ("°",)),
    Rule("ru.currency", Level.REPORTED, reports.currency, ("$", "€", "долл.", "евро")),
    Rule("ru.yo", Level.REPORTED, reports.yo, tuple("еёЕЁ")),
)
