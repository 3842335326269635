"""Locales: what a language is called by gettext, HTML, Argos and Babel, and how its dates and numbers are written.

The only package that knows Babel. Babel is imported when first needed: most look-ups are answered by the tables here.
"""

from __future__ import annotations

from l10n.locales.cldr import NameKind, cldr_names, language_name, plural_form
from l10n.locales.datelines import is_dateline
from l10n.locales.dates import DateStyle, FoundDate, find_dates, format_date
from l10n.locales.table import Direction, Locale, locale

__all__ = [
    "DateStyle",
    "Direction",
    "FoundDate",
    "Locale",
    "NameKind",
    "cldr_names",
    "find_dates",
    "format_date",
    "is_dateline",
    "language_name",
    "locale",
    "plural_form",
]
