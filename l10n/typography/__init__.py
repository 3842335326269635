"""Typography: quotation marks, dashes, blanks and numbers as a language writes them.

Rules come in two levels. What is safe is put right in drafts, and offered by `l10n fix` for what people wrote; the rest
is reported. A rule sees words with their markup lifted off and answers with changes, so that markup keeps its place;
code, addresses, placeholders, entities and terms are hidden from it. Laws: putting right twice is the same as once;
what is not balanced is left alone; no letter and no figure comes or goes but where the rule is about them.

`sheet` has the edits, `russian` and `chinese` the rules, `typeset` runs them over words, `amend` over native text.
"""

from __future__ import annotations

from l10n.typography.amend import Amended, Text, amended, findings
from l10n.typography.typeset import Fault, Style, faults, has_rules, rules_of, safe_names, typeset

__all__ = [
    "Amended",
    "Fault",
    "Style",
    "Text",
    "amended",
    "faults",
    "findings",
    "has_rules",
    "rules_of",
    "safe_names",
    "typeset",
]
