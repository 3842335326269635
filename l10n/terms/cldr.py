"""Names of countries, languages and currencies, which nobody needs to list: from the CLDR, by Babel.

Few on purpose. A name that is an everyday word, an adjective or a person's name as well is left out, and so is one that
is part of a longer name (`New Mexico`, `Bank of China`): better none than a wrong one. From English only, which is the
language of these lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from l10n.locales import Locale, NameKind, cldr_names
from l10n.terms.glossary import Found, Glossary
from l10n.terms.term import Term

_AMBIGUOUS: Final = frozenset(
    {
        *("BM", "CC", "CX", "GE", "GG", "GN", "IM", "JE", "JO", "MS", "NU", "PA", "TD", "TO", "TR"),
        *("QO", "XA", "XB", "ZZ"),
    }
)
"""Bermuda (shorts), Cocos, Christmas Island, Georgia (a state, a typeface), Guernsey and Jersey (cattle, cloth), Guinea
(a coin, a pig), Man, Jordan (a given name), Montserrat (a typeface), Niue, Panama (a hat), Chad (a given name), Tonga,
Turkey (a bird); and codes that are no countries."""
_LANGUAGES: Final = frozenset({"eo", "hi", "ia", "pt_BR", "sa", "sw", "ur", "vo"})
"""The languages whose English names are no adjectives: of most, such as `Polish`, readers expect another form. An
exception, which is why they are listed and not those that are left out."""
_EURO: Final = "EUR"
"""The currency whose name is one word and nothing else; `pound`, `real` and `won` are everyday words."""

_FUNCTION_WORDS: Final = frozenset(
    {
        *("Across", "After", "Against", "Although", "Among", "And", "Around", "As", "At", "Because", "Before"),
        *("Between", "Beyond", "But", "By", "During", "Even", "For", "From", "If", "In", "Inside", "Into"),
        *("Is", "Like", "Near", "Of", "Off", "On", "Only", "Or", "Outside", "Over", "Since", "So", "Than"),
        *("That", "The", "Then", "Though", "Through", "Throughout", "To", "Toward", "Towards", "Under"),
        *("Unlike", "Until", "When", "Where", "While", "With", "Within", "Without", "Yet"),
    }
)
"""What a sentence may begin with before a name, without being part of it."""
_BEFORE: Final = re.compile(r"([^\W_][\w.'’-]*)[ \u00a0]\Z")
_OF: Final = re.compile(r"[A-Z][\w.'’-]*[ \u00a0]of[ \u00a0](?:the[ \u00a0])?\Z")
_AFTER: Final = re.compile(r"[ \u00a0][A-Z]|[-‐‑–][^\W_]")


def names(source: Locale, target: Locale) -> Mapping[str, str]:
    """The names of countries, languages and currencies that need no glossary, as the target has them."""
    return _names(source, target)


def territories(source: Locale, target: Locale) -> Mapping[str, str]:
    """The names of countries among them."""
    return _of_kind("territories", source, target)


@lru_cache(maxsize=128)
def named(source: Locale, target: Locale, *, only_territories: bool = False) -> Glossary:
    """The names as terms of one target."""
    chosen = territories(source, target) if only_territories else names(source, target)
    found = (
        Term(name, MappingProxyType({target.tag: (translation,)}), case_sensitive=True, note="CLDR")
        for name, translation in chosen.items()
    )
    return Glossary(source, tuple(found))


def found_names(text: str, glossary: Glossary) -> tuple[Found, ...]:
    """The names in a text that are not part of a longer one."""
    return tuple(each for each in glossary.found(text) if not _is_part(text, each))


def _is_part(text: str, found: Found) -> bool:
    possessive = text[: found.end].endswith(("'s", "’s"))
    if not possessive and _AFTER.match(text, found.end):
        return True
    before = text[max(0, found.start - 80) : found.start]
    if before.endswith(("-", "‐", "‑", "–")) or _OF.search(before):
        return True
    word = _BEFORE.search(before)
    return word is not None and word[1][0].isupper() and word[1] not in _FUNCTION_WORDS


@lru_cache(maxsize=128)
def _names(source: Locale, target: Locale) -> Mapping[str, str]:
    kinds: tuple[NameKind, ...] = ("currencies", "languages", "territories")
    return MappingProxyType({name: put for kind in kinds for name, put in _of_kind(kind, source, target).items()})


@lru_cache(maxsize=256)
def _of_kind(kind: NameKind, source: Locale, target: Locale) -> Mapping[str, str]:
    if source.language != "en":
        return MappingProxyType({})
    theirs = cldr_names(kind, target)
    pairs = (
        (name, put)
        for code, written in cldr_names(kind, source).items()
        if code in theirs and _is_used(kind, code, written)
        for name, put in _spelt(written, theirs[code])
    )
    return MappingProxyType({name: put for name, put in pairs if name != put})


def _is_used(kind: NameKind, code: str, name: str) -> bool:
    if kind == "territories":
        return code not in _AMBIGUOUS and " - " not in name
    if kind == "languages":
        return code in _LANGUAGES
    words = name.split()
    return code == _EURO or (len(words) > 1 and words[-1].islower() and words[0][0].isupper())


def _spelt(name: str, translation: str) -> Iterator[tuple[str, str]]:
    """A name as articles write it: `Myanmar` for `Myanmar (Burma)`, `and` for `&`."""
    short, put = (re.sub(r"\s*[(（][^()（）]*[)）]", "", each) for each in (name, translation))
    if "," not in put and put:
        yield short, put
        if " & " in short:
            yield short.replace(" & ", " and "), put
