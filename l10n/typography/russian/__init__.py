"""Russian typography, by the name of each rule.

Ours, since no kept library serves: typus breaks URLs and puts thin spaces everywhere, chakert breaks attributes, etpgrf
emits entities and leaves nested quotations; typograf is JavaScript.
"""

from __future__ import annotations

from l10n.house import Level
from l10n.typography.russian import marks, numbers, reports
from l10n.typography.sheet import Rule

RULES: tuple[Rule, ...] = (
    Rule("ru.homoglyph", Level.SAFE, marks.homoglyph, "AaBEeKMHOoPpCcTXxy"),
    Rule("ru.double-space", Level.SAFE, marks.double_space, " "),
    Rule("ru.hellip", Level.SAFE, marks.hellip, "."),
    Rule("ru.space-punct", Level.SAFE, marks.space_punct, " "),
    Rule("ru.quotes", Level.SAFE, marks.quotes, '"“”„«»'),
    Rule("ru.quote-stop", Level.SAFE, marks.quote_stop, "»“"),
    Rule("ru.dash", Level.SAFE, marks.dash, "-–—"),
    Rule("ru.nbsp-number", Level.SAFE, numbers.nbsp_number, "№§"),
    Rule("ru.initials", Level.SAFE, marks.initials, "."),
    Rule("ru.year-range", Level.SAFE, numbers.year_range, "-"),
    Rule("ru.year", Level.SAFE, numbers.year, "0123456789IVXLC"),
    Rule("ru.thousands", Level.SAFE, numbers.thousands, "0123456789"),
    Rule("ru.decimal", Level.SAFE, numbers.decimal, "0123456789"),
    Rule("ru.magnitude", Level.SAFE, numbers.magnitude, "0123456789"),
    Rule("ru.unit", Level.SAFE, numbers.unit, "0123456789"),
    Rule("ru.percent", Level.SAFE, numbers.percent, "%‰"),
    Rule("ru.ordinal", Level.SAFE, numbers.ordinal, "-"),
    Rule("ru.abbr", Level.SAFE, marks.abbr, "тТиИ"),
    Rule("ru.quote-mark", Level.REPORTED, reports.quote_mark, "»"),
    Rule("ru.speech-dash", Level.REPORTED, reports.speech_dash, "»"),
    Rule("ru.initials", Level.REPORTED, reports.single_initial, "."),
    Rule("ru.range", Level.REPORTED, reports.numbers_range, "-"),
    Rule("ru.decimal", Level.REPORTED, reports.decimal_point, "0123456789"),
    Rule("ru.thousands", Level.REPORTED, reports.grouping, "0123456789"),
    Rule("ru.ordinal", Level.REPORTED, reports.ordinal_date, "-"),
    Rule("ru.minus", Level.REPORTED, reports.minus, "°"),
    Rule("ru.currency", Level.REPORTED, reports.currency, "$€де"),
    Rule("ru.yo", Level.REPORTED, reports.yo, "ёЁ"),
)
