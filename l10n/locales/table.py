"""The table of locales: what a language is called by gettext, HTML, Argos and Babel."""

# ruff: noqa: PLC0415  Babel is imported inside functions, because commands that need no dates must start fast.
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from l10n.errors import UsageError

if TYPE_CHECKING:
    import babel

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Locale:
    """A language as each of the worlds we talk to spells it."""

    name: str
    """Folder and gettext name, as the project spells it: `ru`, `pt_BR`, `zh_CN` or `zh_Hans`."""
    tag: str
    """BCP-47, for HTML `lang`: `ru`, `pt-BR`, `zh-Hans`. Two names of one language have equal tags."""
    header: str
    """`Language:` of a PO file. Never a script subtag: Poedit rewrites `zh_Hans` to `zh`."""
    argos: str
    """The language code of Argos Translate: `ru`, `pb`, `zh`, `zt`."""
    babel: str
    """The identifier Babel parses: `ru`, `pt_BR`, `zh_Hans`."""
    plural_forms: str
    """The value of gettext's `Plural-Forms:` header."""
    direction: Direction
    spaced: bool
    """Whether blanks separate words and sentences."""
    script: str
    """What it is written in, by ISO 15924: `Cyrl`, `Hans`, `Latn`."""

    @property
    def language(self) -> str:
        """Its language alone, by BCP-47: `zh` of `zh-Hans`."""
        return self.tag.partition("-")[0]


_ONE = "nplurals=1; plural=0;"
_TWO = "nplurals=2; plural=(n != 1);"
_FRENCH = "nplurals=2; plural=(n > 1);"
_SLAVIC = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
_CZECH = "nplurals=3; plural=((n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2);"

_PLURALS: Mapping[str, str] = {
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);": "ar",
    "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);": "pl",
    "nplurals=3; plural=(n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2);": "ro",
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2);": "lt",
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);": "lv",
    "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);": "sl",
    _SLAVIC: "ru uk be sr hr bs",
    _CZECH: "cs sk",
    _FRENCH: "fr fa hi bn",
    _ONE: "ja ko vi th id ms lo km my",
    _TWO: "en de es it nl sv da fi nb nn el hu bg ca et eu gl eo az tr he ur sq pt ka",
}
"""Plural header, as GNU gettext and Weblate write it, and the languages whose other names are all the same code."""

_SPECIAL: Mapping[str, tuple[str, str, str, str, str, str]] = {
    # name       tag           header       argos babel         plurals  also written
    "zh_CN": ("zh-Hans", "zh_CN", "zh", "zh_Hans", _ONE, "zh zh_Hans_CN cmn cmn_Hans cmn_Hans_CN zh_CHS"),
    "zh_TW": ("zh-Hant", "zh_TW", "zt", "zh_Hant", _ONE, "zt zh_Hant_TW cmn_Hant cmn_Hant_TW zh_CHT"),
    "zh_Hans": ("zh-Hans", "zh_CN", "zh", "zh_Hans", _ONE, ""),
    "zh_Hant": ("zh-Hant", "zh_TW", "zt", "zh_Hant", _ONE, ""),
    "zh_SG": ("zh-Hans-SG", "zh_SG", "zh", "zh_Hans_SG", _ONE, "zh_Hans_SG"),
    "zh_HK": ("zh-Hant-HK", "zh_HK", "zt", "zh_Hant_HK", _ONE, "zh_Hant_HK"),
    "zh_MO": ("zh-Hant-MO", "zh_MO", "zt", "zh_Hant_MO", _ONE, "zh_Hant_MO"),
    "pt_BR": ("pt-BR", "pt_BR", "pb", "pt_BR", _FRENCH, "pb"),
    "no": ("no", "no", "nb", "no", _TWO, ""),
    "tl": ("tl", "tl", "tl", "fil", _FRENCH, ""),
    "sr@latin": ("sr-Latn", "sr@latin", "sr", "sr_Latn", _SLAVIC, "sr_Latn"),
    "he": ("he", "he", "he", "he", _TWO, "iw"),
    "id": ("id", "id", "id", "id", _ONE, "in"),
}
"""Languages that the worlds spell differently. The last column is read, never written."""

_RTL = frozenset({"ar", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})
_SCRIPTS: Mapping[str, str] = {
    "Arab": "ar fa ur",
    "Beng": "bn",
    "Cyrl": "ru uk be sr bg",
    "Deva": "hi",
    "Geor": "ka",
    "Grek": "el",
    "Hebr": "he",
    "Jpan": "ja",
    "Khmr": "km",
    "Kore": "ko",
    "Laoo": "lo",
    "Mymr": "my",
    "Thai": "th",
}
"""Script, as CLDR's likely subtags name it, and the languages above that it writes; all others are written in Latin."""
_SCRIPT_FOLDERS = frozenset({"zh_Hans", "zh_Hant"})
"""A hyphen is no folder name of gettext's: `zh-Hans` asks for the usual folder, `zh_Hans` is a folder of that name."""

_ARGOS_BY_LANGUAGE: Mapping[str, str] = {"fil": "tl", "no": "nb"}


def locale(name: str) -> Locale:
    """The locale called `name`, in whichever of the usual spellings.

    Raises UsageError, naming the nearest known locale. Source of the rules: gettext manual, Header Entry; BCP-47.
    """
    return _locale(name.strip())


@lru_cache(maxsize=256)
def _locale(name: str) -> Locale:
    spelling = _normalised(name)
    canonical = _aliases().get(spelling, spelling)
    if "-" in name and canonical in _SCRIPT_FOLDERS:
        canonical = _SPECIAL[canonical][1]
    if canonical in _SPECIAL:
        return _special(canonical)
    return _plain(canonical) or _from_babel(canonical, asked=name)


def _normalised(name: str) -> str:
    """`PT-br.UTF-8` as gettext writes it: `pt_BR`."""
    code, at, variant = name.partition(".")[0].partition("@")
    first, *rest = code.replace("-", "_").split("_")
    return "_".join([first.lower(), *map(_subtag, rest)]) + at + variant.lower()


def _subtag(part: str) -> str:
    return part.title() if len(part) == 4 and part.isalpha() else part.upper()


@lru_cache(maxsize=1)
def _aliases() -> Mapping[str, str]:
    return {_normalised(alias): name for name, row in _SPECIAL.items() for alias in row[5].split()}


def _special(name: str) -> Locale:
    tag, header, argos, identifier, plurals, _ = _SPECIAL[name]
    script = next((part for part in tag.split("-") if len(part) == 4), _script_table().get(name, "Latn"))
    return Locale(name, tag, header, argos, identifier, plurals, _direction(name), _spaced(name), script)


@lru_cache(maxsize=1)
def _script_table() -> Mapping[str, str]:
    return {name: script for script, names in _SCRIPTS.items() for name in names.split()}


def _plain(name: str) -> Locale | None:
    plurals = _plural_table().get(name)
    if plurals is None:
        return None
    script = _script_table().get(name, "Latn")
    return Locale(name, name, name, name, name, plurals, _direction(name), _spaced(name), script)


@lru_cache(maxsize=1)
def _plural_table() -> Mapping[str, str]:
    return {name: plurals for plurals, names in _PLURALS.items() for name in names.split()}


def _direction(name: str) -> Direction:
    return "rtl" if name.partition("_")[0] in _RTL else "ltr"


def _spaced(name: str) -> bool:
    return name.partition("_")[0] not in _UNSPACED


def _from_babel(name: str, *, asked: str) -> Locale:
    from babel import Locale as Known
    from babel import UnknownLocaleError
    from babel.messages.plurals import get_plural

    try:
        known = Known.parse(name.partition("@")[0])
    except (UnknownLocaleError, ValueError, TypeError):
        raise UsageError(_unknown(asked)) from None
    asked_language, _, rest = name.partition("_")
    language = known.language
    if language != asked_language:  # an older or longer code, such as `rus`
        return _locale(f"{language}_{rest}" if rest else language)
    return Locale(
        name=name,
        tag=name.replace("_", "-").partition("@")[0],
        header=name,
        argos=_ARGOS_BY_LANGUAGE.get(language, language),
        babel=str(known),
        plural_forms=_plural_table().get(language) or get_plural(known).plural_forms,
        direction="rtl" if known.text_direction == "rtl" else "ltr",
        spaced=_spaced(language),
        script=_likely_script(known),
    )


def _likely_script(known: babel.Locale) -> str:
    """The script a name says, or else the one its language is likely written in (CLDR); `Zzzz` where nobody knows."""
    from babel.core import get_global

    likely = get_global("likely_subtags")
    language, territory = known.language, known.territory
    full = likely.get(f"{language}_{territory}") or likely.get(language) or ""
    return known.script or next((part for part in full.split("_") if len(part) == 4), "Zzzz")


def is_same_language(one: Locale, other: Locale) -> bool:
    """Whether two locales are one language of one region, in one script, as CLDR's likely subtags complete them.

    `en` is `en_US` and `zh` is `zh_Hans`; `en_GB` and `zh_TW` are others, and so is `pt_BR` from `pt`, which Argos
    translates by a model of its own.
    """
    if one.tag == other.tag:
        return True
    if one.language != other.language or one.argos != other.argos or one.script != other.script:
        return False
    return _region(one) == _region(other)


def _region(of: Locale) -> str:
    """The territory that a name says, or else the one where its language and script are likely used."""
    from babel import Locale as Known
    from babel.core import get_global

    known = Known.parse(of.babel)
    likely = get_global("likely_subtags")
    full = likely.get(f"{known.language}_{of.script}") or likely.get(known.language) or ""
    return known.territory or full.rpartition("_")[2]


def _unknown(name: str) -> str:
    from babel.localedata import locale_identifiers

    known = sorted({*_plural_table(), *_SPECIAL, *locale_identifiers()})
    near = get_close_matches(_normalised(name), known, n=1, cutoff=0.5)
    advice = f"did you mean {near[0]}?" if near else "expected a name such as ru, zh_CN or pt_BR"
    return f"unknown locale {name!r}; {advice}"
