"""Relatives: a draft in a language that is written like the target's, told by letters and words that the target lacks.

Ukrainian for Russian, Traditional for Simplified Chinese, English for German. Small tables do: of the NTREX-128
references of 40 letters they find 99.7 % in Ukrainian, 97.5 % in Bulgarian and 97 % in Serbian among Russian, 99.8 % of
the Chinese ones in the other script, and speak on none of the right ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from l10n.distrust.fault import Fault
from l10n.distrust.han import SIMPLIFIED, TRADITIONAL
from l10n.locales import Locale

_ALPHABETS: Final[Mapping[str, str]] = {
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюяѝ",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџшѐѝ",
}
"""Letters of languages in Cyrillic: CLDR's main exemplar characters."""
_CYRILLIC: Final = "".join(map(chr, (*range(0x0400, 0x0482), *range(0x048A, 0x0530))))
_FOREIGN: Final[Mapping[str, str]] = {"Hans": TRADITIONAL, "Hant": SIMPLIFIED}
"""Characters by the script that does not write them."""
_RUSSIAN: Final = "и что как это его был была были или только если когда она они чтобы также после очень"
_WORDS: Final[Mapping[str, str]] = {
    "ru": (
        "че ще са със съм беше което който която които този тази това тези няма във през към бъде само също още се су"
        r" си ги бе ся тя един една двете преди когато където години година според обаче има повече (?<=\w\s)е(?=\s\w)"
        " као више због након нису"
    ),
    "uk": _RUSSIAN,
    "be": _RUSSIAN,
    "bg": "что это его был была были только если она они чтобы очень",
}
"""Words of the nearest relatives that the language does not have: Bulgarian and Serbian, or Russian."""
_ENGLISH: Final = "the of and that with from this which they would have been were there their"
_LEAST_WORDS, _ENGLISH_SHARE = 3, 0.2
_TITLE = re.compile("«[^«»]{1,40}»|“[^“”]{1,40}”|„[^„“]{1,40}“|「[^「」]{1,20}」|《[^《》]{1,20}》")
_ENOUGH: Final = 8
"""Letters outside of titles from which these may be another language's."""
_WORD = re.compile(r"[^\W\d_]+")
_HARD = re.compile(r"(?<!\w)\w*ъ(?![еёюяиъ])\w+", re.IGNORECASE)
"""A word that Russian cannot spell."""
_RUSSIAN_ONLY = re.compile("[ыэё]", re.IGNORECASE)
"""Letters of most Russian sentences, which neither Bulgarian nor Serbian has."""


def related(source: str, draft: str, source_locale: Locale, target: Locale) -> Iterator[Fault]:
    """Rule `language`: letters, characters or words of a language that is written like the target's."""
    letters = [letter for letter in _unwritten(target.language, target.script).findall(draft) if letter not in source]
    if letters and (outside := _outside(draft)):
        letters = [
            letter for letter in _unwritten(target.language, target.script).findall(outside) if letter not in source
        ]
    found = "".join(dict.fromkeys(letters)) or " ".join(_words(draft, source_locale, target))
    if found:
        yield Fault("language", f"in another language: {found[:40]}")


def _outside(draft: str) -> str:
    """What stands outside of titles in quotation marks, where that is enough to be judged."""
    outside = _TITLE.sub("", draft)
    return outside if sum(map(len, _WORD.findall(outside))) >= _ENOUGH else ""


@lru_cache(maxsize=64)
def _unwritten(language: str, script: str) -> re.Pattern[str]:
    """A letter of a script that a language does not write."""
    if script == "Cyrl" and language in _ALPHABETS:
        own = _ALPHABETS[language] + _ALPHABETS[language].upper()
        return re.compile(f"[{''.join(letter for letter in _CYRILLIC if letter not in own)}]")
    return re.compile(f"[{_FOREIGN[script]}]" if script in _FOREIGN else r"(?!)")


def _words(draft: str, source: Locale, target: Locale) -> list[str]:
    """Enough telling words of a relative, or none."""
    language = target.language
    if target.script == "Latn" and source.language == "en" != language:
        return _english(draft)
    known = _telling(language)
    if known is None or target.script != "Cyrl" or (language == "ru" and _RUSSIAN_ONLY.search(draft)):
        return []
    return known.findall(draft) + (_HARD.findall(draft) if language == "ru" else [])


@lru_cache(maxsize=16)
def _telling(language: str) -> re.Pattern[str] | None:
    words = _WORDS.get(language)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words.split())})(?![\w-])", re.IGNORECASE) if words else None


def _english(draft: str) -> list[str]:
    words = [word.lower() for word in _WORD.findall(draft)]
    found = [word for word in words if word in _ENGLISH.split()]
    telling = len(set(found)) >= _LEAST_WORDS and len(found) >= _ENGLISH_SHARE * len(words)
    return found if telling else []
