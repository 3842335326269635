"""Locales: what a language is called by gettext, HTML, Argos and Babel, and how its dates and numbers are written.

The only package that knows Babel. Babel is imported when first needed: most look-ups are answered by the tables here.
"""

from __future__ import annotations

from l10n.locales.cldr import NameKind, cldr_names, language_name, plural_form
from l10n.locales.conventions import (
    CURRENCIES,
    DATE_ORDERS,
    DATE_STYLES,
    DEFAULTS,
    Conventions,
    is_date_style,
)
from l10n.locales.credits import credit_edits
from l10n.locales.datelines import Edit, Writing, dateline_edits, is_dateline, is_moment, lone_moment_edits
from l10n.locales.dates import DateStyle, FoundDate, find_dates, find_numeric_dates, format_date
from l10n.locales.people import is_agency
from l10n.locales.table import Direction, Locale, is_same_language, locale

__all__ = [
    "CURRENCIES",
    "DATE_ORDERS",
    "DATE_STYLES",
    "DEFAULTS",
    "Conventions",
    "DateStyle",
    "Direction",
    "Edit",
    "FoundDate",
    "Locale",
    "NameKind",
    "Writing",
    "cldr_names",
    "credit_edits",
    "dateline_edits",
    "find_dates",
    "find_numeric_dates",
    "format_date",
    "is_agency",
    "is_date_style",
    "is_dateline",
    "is_moment",
    "is_same_language",
    "language_name",
    "locale",
    "lone_moment_edits",
    "plural_form",
]
