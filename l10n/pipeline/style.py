"""How a project writes a language."""

from __future__ import annotations

from l10n.errors import InputError
from l10n.locales import Locale
from l10n.pipeline.articles import Terminology
from l10n.project import Project
from l10n.typography import Style, has_rules


def style_of(project: Project, locale: Locale) -> Style | None:
    """What the rules of typography are to be for a locale; None where there are none.

    A glossary that is damaged keeps no terms; the stages that read it name it.
    """
    if not has_rules(locale):
        return None
    try:
        terms = Terminology(project).glossary.terms
    except InputError:
        terms = ()
    return Style(locale, project.house, tuple(term.source for term in terms if term.keep))
