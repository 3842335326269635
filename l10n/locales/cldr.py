"""What the CLDR, by Babel, knows of a language: names and plurals."""

# ruff: noqa: PLC0415  Babel is imported inside functions, because commands that need no dates must start fast.
from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from l10n.locales.table import Locale

if TYPE_CHECKING:
    import babel


@lru_cache(maxsize=32)
def known(identifier: str) -> babel.Locale:
    """Babel's own locale, for the modules of this package."""
    from babel import Locale as Known

    return Known.parse(identifier)


def language_name(named: Locale, reader: Locale) -> str:
    """What readers of `reader` call the language of `named`: `китайский, упрощенное письмо`; its tag where unknown."""
    names = known(reader.babel).languages
    parts = named.babel.split("_")
    for length in range(len(parts), 0, -1):
        found = names.get("_".join(parts[:length]))
        if found:
            return _with_territory(found, parts[length:], reader)
    return named.tag


def _with_territory(language: str, rest: list[str], reader: Locale) -> str:
    territory = known(reader.babel).territories.get(rest[-1]) if rest else None
    return f"{language} ({territory})" if territory else language


NameKind = Literal["territories", "languages", "currencies"]


def cldr_names(kind: NameKind, reader: Locale) -> Mapping[str, str]:
    """What readers of `reader` call countries, languages or currencies, by code, as Babel has it from the CLDR.

    Currencies are those in use, in the singular as after a 1: `US dollar`. Regions that have a number for a code, such
    as Europe, are left out.
    """
    from babel.numbers import get_currency_name, get_territory_currencies

    reading = known(reader.babel)
    if kind == "currencies":
        used = {str(code) for country in reading.territories for code in get_territory_currencies(str(country))}
        return {code: get_currency_name(code, count=1, locale=reading) for code in sorted(used)}
    found: Mapping[str, str] = getattr(reading, kind)
    return {code: name for code, name in found.items() if not code.isdigit()}


def plural_form(number: str, target: Locale) -> str:
    """Which form of a word the language puts behind a number, by CLDR's names: `one`, `few`, `many`, `other`.

    `number`: digits, with a point before its fraction. ValueError where it is none.
    """
    try:
        return str(known(target.babel).plural_form(Decimal(number)))
    except InvalidOperation:
        raise ValueError(f"not a number: {number!r}") from None
