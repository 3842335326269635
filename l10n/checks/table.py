"""The table of checks, and the rules that they are of: adding a check is a function and a line here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from l10n.checks.addresses import check_urls
from l10n.checks.catalogue import check_po
from l10n.checks.characters import check_homoglyph, check_invisible
from l10n.checks.completeness import check_edited_source, check_incomplete, check_length, check_sentences
from l10n.checks.consistency import check_inconsistent
from l10n.checks.figures import check_numbers
from l10n.checks.finding import Finding
from l10n.checks.language import check_residue, check_script_share, check_untranslated, check_wrong_language
from l10n.checks.layout import check_leftover, check_name_clash, check_orphan, check_unlisted_locale
from l10n.checks.leakage import check_leakage
from l10n.checks.localised import Pair
from l10n.checks.names import check_designation, check_name_untranslated
from l10n.checks.policy import UNEXCEPTABLE, WHY_NOT
from l10n.checks.punctuation import check_brackets, check_capital, check_end_punct, check_quotes, check_spaces
from l10n.checks.rendering import check_emphasis, check_link
from l10n.checks.repetition import check_doubled_word, check_repetition
from l10n.checks.rule import ArticleCheck, LayoutCheck, LinkCheck, PairCheck, ProjectCheck, Rule, rules
from l10n.checks.state import (
    check_active,
    check_broken,
    check_machine,
    check_markup,
    check_missing,
    check_not_extracted,
    check_outdated,
    check_unfinished,
)
from l10n.checks.terms import check_term
from l10n.checks.typography import check_typography, check_yo
from l10n.exemptions import IGNORE, named
from l10n.problem import Severity
from l10n.project import nearest


def check_ignore(pair: Pair) -> Iterator[Finding]:
    """A comment that excepts an entry names rules that there are, and that a build can do without.

    Bad:  # l10n:ignore number
          # l10n:ignore outdated
    Good: # l10n:ignore numbers (the source is wrong)
    """
    hint = "`l10n check --rules` lists them"
    rules = named(pair.entry)
    if not rules and any(line.startswith(IGNORE) for line in pair.entry.comments):
        yield Finding(f"`{IGNORE}` names no rule", hint)
    for name in rules:
        if name not in RULES:
            yield Finding(f"`{IGNORE}`: unknown rule {name!r}{nearest(name, RULES)}", hint)
        elif name in UNEXCEPTABLE:
            yield Finding(f"`{IGNORE} {name}` has no effect: {WHY_NOT}", "take it out, and correct the translation")


ARTICLE_CHECKS: Mapping[ArticleCheck, Severity] = {
    check_broken: Severity.ERROR,
    check_missing: Severity.ERROR,
    check_machine: Severity.ERROR,
    check_unfinished: Severity.ERROR,
    check_outdated: Severity.ERROR,
    check_not_extracted: Severity.ERROR,
    check_markup: Severity.ERROR,
    check_active: Severity.ERROR,
    check_po: Severity.ERROR,
    check_yo: Severity.INFO,
}
"""Checks of an article as a whole."""
PAIR_CHECKS: Mapping[PairCheck, Severity] = {
    check_untranslated: Severity.ERROR,
    check_script_share: Severity.ERROR,
    check_wrong_language: Severity.ERROR,
    check_repetition: Severity.ERROR,
    check_leakage: Severity.ERROR,
    check_urls: Severity.ERROR,
    check_homoglyph: Severity.ERROR,
    check_term: Severity.WARNING,
    check_designation: Severity.WARNING,
    check_name_untranslated: Severity.INFO,
    check_numbers: Severity.WARNING,
    check_length: Severity.WARNING,
    check_incomplete: Severity.WARNING,
    check_residue: Severity.WARNING,
    check_doubled_word: Severity.WARNING,
    check_brackets: Severity.WARNING,
    check_invisible: Severity.WARNING,
    check_edited_source: Severity.WARNING,
    check_quotes: Severity.INFO,
    check_end_punct: Severity.INFO,
    check_sentences: Severity.INFO,
    check_capital: Severity.INFO,
    check_spaces: Severity.INFO,
    check_typography: Severity.INFO,
    check_emphasis: Severity.INFO,
    check_ignore: Severity.WARNING,
}
"""Checks of one translated entry."""
PROJECT_CHECKS: Mapping[ProjectCheck, Severity] = {
    check_inconsistent: Severity.INFO,
}
"""Checks of all articles together."""
LINK_CHECKS: Mapping[LinkCheck, Severity] = {
    check_link: Severity.WARNING,
}
"""Checks of an article's links."""
LAYOUT_CHECKS: Mapping[LayoutCheck, Severity] = {
    check_orphan: Severity.WARNING,
    check_unlisted_locale: Severity.WARNING,
    check_leftover: Severity.WARNING,
    check_name_clash: Severity.WARNING,
}
"""Checks of the files that no article accounts for."""
RULES: Mapping[str, Rule] = rules((ARTICLE_CHECKS, PAIR_CHECKS, LINK_CHECKS, PROJECT_CHECKS, LAYOUT_CHECKS))
