"""Chinese typography, Simplified and Traditional, by the name of each rule.

Ours, since no kept library serves: autocorrect and cjk-text-formatter make 。 of the point in 伊隆.马斯克, and
the first changes code; pangu writes Japanese dots and parts `**` from its word.
"""

from __future__ import annotations

from l10n.house import Level
from l10n.typography.chinese import marks, reports, spaces
from l10n.typography.chinese.script import script
from l10n.typography.chinese.titles import named, titles
from l10n.typography.sheet import Rule

RULES: tuple[Rule, ...] = (
    Rule("zh.fullwidth", Level.SAFE, marks.fullwidth, ""),
    Rule("zh.ellipsis", Level.SAFE, marks.ellipsis, ".。…"),
    Rule("zh.repeat", Level.SAFE, marks.repeat, "，。、；："),
    Rule("zh.quotes", Level.SAFE, marks.quotes, '"“‘「『'),
    Rule("zh.dash", Level.SAFE, marks.dash, "-–—―⸺"),
    Rule("zh.parens", Level.SAFE, marks.parens, "()"),
    Rule("zh.punct", Level.SAFE, marks.punct, ",;:?!"),
    Rule("zh.stop", Level.SAFE, marks.stop, "."),
    Rule("zh.name-dot", Level.SAFE, marks.name_dot, "•‧・∙"),
    Rule("zh.percent", Level.SAFE, spaces.percent, "%‰℃°"),
    Rule("zh.han-space", Level.SAFE, spaces.han_space, " "),
    Rule("zh.punct-space", Level.SAFE, spaces.punct_space, " "),
    Rule("zh.latin-space", Level.SAFE, spaces.latin_space, ""),
    Rule("zh.titles", Level.SAFE, titles, ""),
    Rule("zh.titles", Level.REPORTED, named, ""),
    Rule("zh.quotes", Level.REPORTED, reports.quotes, "'「『」』"),
    Rule("zh.dash", Level.REPORTED, reports.dash, "—–"),
    Rule("zh.name-dot", Level.REPORTED, reports.name_dot, ".·"),
    Rule("zh.enum", Level.REPORTED, reports.enum, "，"),
    Rule("zh.quote-stop", Level.REPORTED, reports.quote_stop, "”」"),
    Rule("zh.quote-intro", Level.REPORTED, reports.quote_intro, "“「"),
    Rule("zh.range", Level.REPORTED, reports.numbers_range, "-–"),
    Rule("zh.mixed-number", Level.REPORTED, reports.mixed_number, "千百"),
    Rule("zh.repeat", Level.REPORTED, reports.repeat, "！？"),
    Rule("zh.parens", Level.REPORTED, reports.parens, "("),
    Rule("zh.script", Level.REPORTED, script, "", advises=False),
)
