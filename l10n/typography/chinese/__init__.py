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
    Rule("zh.fullwidth", Level.SAFE, marks.fullwidth),
    Rule("zh.ellipsis", Level.SAFE, marks.ellipsis, ("...", "。。。", "…")),
    Rule("zh.repeat", Level.SAFE, marks.repeat, tuple(2 * sign for sign in "，。、；：")),
    Rule("zh.quotes", Level.SAFE, marks.quotes, tuple("\"'“‘「『")),
    Rule("zh.parens", Level.SAFE, marks.parens, tuple("()")),
    Rule("zh.dash", Level.SAFE, marks.dash, tuple("-–—―⸺")),
    Rule("zh.punct", Level.SAFE, marks.punct, tuple(",;:?!")),
    Rule("zh.stop", Level.SAFE, marks.stop, (".",)),
    Rule("zh.name-dot", Level.SAFE, marks.name_dot, tuple("•‧・∙")),
    Rule("zh.percent", Level.SAFE, spaces.percent, tuple("%‰℃°")),
    Rule("zh.han-space", Level.SAFE, spaces.han_space, (" ",)),
    Rule("zh.punct-space", Level.SAFE, spaces.punct_space, (" ",)),
    Rule("zh.latin-space", Level.SAFE, spaces.latin_space),
    Rule("zh.titles", Level.SAFE, titles),
    Rule("zh.punct", Level.REPORTED, reports.punct, tuple(",;:?!")),
    Rule("zh.titles", Level.REPORTED, named),
    Rule("zh.quotes", Level.REPORTED, reports.quotes, tuple("'「『」』")),
    Rule("zh.dash", Level.REPORTED, reports.dash, tuple("—–")),
    Rule("zh.name-dot", Level.REPORTED, reports.name_dot, tuple(".·")),
    Rule("zh.enum", Level.REPORTED, reports.enum, ("，",)),
    Rule("zh.quote-stop", Level.REPORTED, reports.quote_stop, ("。”", "。」", "”。", "」。")),
    Rule("zh.quote-intro", Level.REPORTED, reports.quote_intro, tuple("“「")),
    Rule("zh.range", Level.REPORTED, reports.numbers_range, tuple("-–")),
    Rule("zh.mixed-number", Level.REPORTED, reports.mixed_number, tuple("千百")),
    Rule("zh.repeat", Level.REPORTED, reports.repeat, ("！！", "？？")),
    Rule("zh.parens", Level.REPORTED, reports.parens, ("(",)),
    Rule("zh.script", Level.REPORTED, script, advises=False),
)
