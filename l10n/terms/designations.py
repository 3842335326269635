"""Designations of aircraft, missiles and vehicles, as the press of each language writes them: Су-35, 苏-35.

They are letters and numbers with a hyphen, and do not change with their case. Lists are closed: what is not named here
is left to the glossary. Sources: usage of the Russian, Ukrainian and Chinese press.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from l10n.locales import Locale
from l10n.terms.glossary import Found, Glossary


@dataclass(frozen=True, slots=True)
class Designation:
    """A designation in a text, at characters `start:end`, and what it is in a locale."""

    start: int
    end: int
    source: str
    """Without the ending of a plural or possessive."""
    target: str


_AIRCRAFT: Final[Mapping[str, tuple[str, str, str, str]]] = {
    # en: ru, uk, zh_CN, zh_TW
    "Su": ("Су", "Су", "苏", "蘇"),
    "MiG": ("МиГ", "МіГ", "米格", "米格"),
    "Tu": ("Ту", "Ту", "图", "圖"),
    "Il": ("Ил", "Іл", "伊尔", "伊爾"),
    "Yak": ("Як", "Як", "雅克", "雅克"),
    "An": ("Ан", "Ан", "安", "安"),
    "Ka": ("Ка", "Ка", "卡", "卡"),
    "Mi": ("Ми", "Мі", "米", "米"),
}
_CYRILLIC: Final[Mapping[str, tuple[str, str]]] = {
    # prefix: in Cyrillic, and which numbers it has; Chinese keeps the Latin letters
    "S": ("С", "75|125|200|300|350|400|500|550"),
    "T": ("Т", "34|54|55|62|64|72|80|84|90|14|15"),
    "BMP": ("БМП", r"[123]"),
    "BMD": ("БМД", r"[1-4]"),
    "BTR": ("БТР", r"\d{1,3}"),
    "BM": ("БМ", r"\d{1,2}"),
    "TOS": ("ТОС", r"\d"),
    "Kh": ("Х", r"\d{1,3}"),
    "R": ("Р", "27|33|36|37|60|73|74|77"),
    "KAB": ("КАБ", r"\d{2,4}"),
    "FAB": ("ФАБ", r"\d{2,4}"),
    "RPG": ("РПГ", r"\d{1,2}"),
    "AK": ("АК", r"\d{2,3}"),
    "A": ("А", "50|100"),
    "RS": ("РС", "24|26|28"),
}
_NAMED: Final[Mapping[str, tuple[str, str, str, str]]] = {
    # a name that is one only with what stands behind its hyphen; in quotation marks
    "Iskander": ("Искандер", "Іскандер", "伊斯坎德尔", "伊斯坎德爾"),
    "Buk": ("Бук", "Бук", "山毛榉", "山毛櫸"),
    "Tor": ("Тор", "Тор", "道尔", "道爾"),
    "Pantsir": ("Панцирь", "Панцир", "铠甲", "鎧甲"),
    "Tornado": ("Торнадо", "Торнадо", "龙卷风", "龍捲風"),
    "Orlan": ("Орлан", "Орлан", "海鹰", "海鷹"),
    "Geran": ("Герань", "Герань", "天竺葵", "天竺葵"),
    "Lancet": ("Ланцет", "Ланцет", "柳叶刀", "柳葉刀"),
    "Shahed": ("Шахед", "Шахед", "沙希德", "沙希德"),
}
_SUFFIXES: Final[Mapping[str, str]] = {
    "Iskander": "[MKE]",
    "Buk": r"M[1-3]",
    "Tor": r"M[12][A-Z]{0,3}",
    "Pantsir": "S[12]?M?",
    "Tornado": "[GS]",
    "Orlan": r"\d{2}",
    "Geran": r"\d",
    "Lancet": r"\d",
    "Shahed": r"\d{3}",
}
_UNCHANGED: Final = (
    r"(?:F|MQ|RQ|AH|UH|CH|MH|KC|EA|AGM|AIM|GBU)-\d{1,3}[A-Z]{0,2}|B-(?:1|2|21|52)[A-Z]?|C-(?:5|17|130|135)[A-Z]?"
    r"|E-[2378][A-Z]?|P-[38][A-Z]?"
)
"""What the press of every language writes in Latin letters: F-16, MQ-9."""

_COLUMNS: Final[Mapping[str, int]] = {"ru": 0, "uk": 1, "zh_Hans": 2, "zh_Hant": 3}
_LETTERS: Final = str.maketrans(dict(zip("ABVGDEIKLMNOPRSTUFHY", "АБВГДЕИКЛМНОПРСТУФХЫ", strict=True)))
_UKRAINIAN: Final = str.maketrans("ИЫ", "ІИ")
_TRANSLATABLE: Final = frozenset("ABVGDEIKLMNOPRSTUFHY")
_QUOTES: Final[Mapping[str, tuple[str, str]]] = {
    "ru": ("«", "»"),
    "uk": ("«", "»"),
    "zh_Hans": ("“", "”"),
    "zh_Hant": ("「", "」"),
}
_QUOTED: Final = frozenset("\"'“”‘’«»„「」『』")

_HYPHENATED: Final = re.compile(r"[A-Za-z][-‐‑][A-Z\d]")
_ENDING: Final = re.compile(r"(?:['’]s|s)\Z")


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Compiled with the first text that may hold a designation."""
    return re.compile(
        r"(?<![\w/.@-])(?:"
        rf"(?P<aircraft>{'|'.join(_AIRCRAFT)})[-‐‑](?P<type>\d{{1,3}})(?P<version>[A-Z]{{0,3}}\d?)"
        + "".join(
            rf"|(?P<p{at}>{prefix})[-‐‑](?P<n{at}>{numbers})(?P<v{at}>[A-Z]{{0,3}}(?:-?\d)?)"
            for at, (prefix, (_, numbers)) in enumerate(_CYRILLIC.items())
        )
        + rf"|(?P<name>{'|'.join(_NAMED)})[-‐‑](?P<suffix>[A-Z\d]{{1,5}})"
        rf"|(?P<same>{_UNCHANGED})"
        r")(?:'s|’s|s)?(?![\w]|[-‐‑/]\w|\.\d)"
    )


def designations(text: str, target: Locale, glossary: Glossary) -> Iterator[Designation]:
    """The designations of a text and what they are in a locale, in order.

    Where a term of the glossary is one, it is as the glossary has it; where a term holds one, is to be kept, or says
    nothing for the locale, the designation is left alone.
    """
    key = _key(target)
    if key is None or not _HYPHENATED.search(text):
        return
    terms = glossary.found(text)
    ends = [each.end for each in terms]
    for found in _pattern().finditer(text):
        bare = _ENDING.sub("", found[0])
        end = found.start() + len(bare)
        at = bisect_right(ends, found.start())
        own = terms[at] if at < len(terms) and terms[at].start < end else None
        written = _listed(own, found.span(), target) if own else _written(found, bare, key, text)
        if written is not None:
            yield Designation(found.start(), found.end(), bare, written)


def _listed(own: Found, span: tuple[int, int], target: Locale) -> str | None:
    """What the glossary calls a designation that is one of its terms; a phrase with common words is for the engine."""
    words = own.term.into(target)
    if own.start != span[0] or own.end > span[1] or own.term.keep or not words:
        return None
    return None if any(word[:1].islower() for word in words[0].split()) else words[0]


def _written(found: re.Match[str], bare: str, key: str, text: str) -> str | None:
    """What the press of a locale calls a designation; None where a letter of it has no certain twin."""
    if found["same"]:
        return bare
    if found["aircraft"]:
        version = _version(found["version"], key)
        prefix = _AIRCRAFT[found["aircraft"]][_COLUMNS[key]]
        return None if version is None else f"{prefix}-{found['type']}{version}"
    if found["name"]:
        return _quoted(found, key, text)
    if key.startswith("zh"):
        return bare
    at = next(number for number in range(len(_CYRILLIC)) if found[f"p{number}"])
    version = _version(found[f"v{at}"], key)
    prefix = _CYRILLIC[found[f"p{at}"]][0]
    return None if version is None else f"{prefix}-{found[f'n{at}']}{version}"


def _version(letters: str, key: str) -> str | None:
    """What stands behind a number, in the letters of the language."""
    if key.startswith("zh"):
        return letters
    if not {sign for sign in letters if sign.isalpha()} <= _TRANSLATABLE:
        return None
    written = letters.translate(_LETTERS)
    return written.translate(_UKRAINIAN) if key == "uk" else written


def _quoted(found: re.Match[str], key: str, text: str) -> str | None:
    """A code name with its letters, in quotation marks unless it stands in some already."""
    version = _version(found["suffix"], key)
    if version is None or not re.fullmatch(_SUFFIXES[found["name"]], found["suffix"]):
        return None
    name = f"{_NAMED[found['name']][_COLUMNS[key]]}-{version}"
    opener, closer = _QUOTES[key]
    before = text[: found.start()][-1:]
    return name if before and before in _QUOTED else f"{opener}{name}{closer}"


def _key(target: Locale) -> str | None:
    """The column of a locale; None where nothing is known of its press."""
    parts = target.babel.split("_")
    return next((name for name in ("_".join(parts[:2]), parts[0]) if name in _COLUMNS), None)


# --- wrong ones ---

_TWINS: Final[Mapping[str, str]] = dict(zip("ABCEHIKMOPTXYaceiopxy", "АВСЕНІКМОРТХУасеіорху", strict=True))
"""Letters that look alike."""
_EITHER: Final[Mapping[str, str]] = {**_TWINS, **{cyrillic: latin for latin, cyrillic in _TWINS.items()}}
_HYPHEN: Final = r"[-‐‑–—− \u00a0]?"
_LETTER: Final = "A-Za-zА-Яа-яЁёІіЇїЄєҐґ0-9"


def wrong_designations(source: str, words: str, target: Locale, glossary: Glossary) -> Iterator[tuple[str, str]]:
    """What stands in a translation for a designation of its source and is none of the locale's: found, and expected.

    In Latin letters (`S-400`), in such as look like the right ones (`C-400`, a Latin `T-72`), with another hyphen or in
    other capitals. A translation that does without the designation, or calls it otherwise, has none that is wrong.
    Both texts are plain words.
    """
    names = {(each.source, each.target.strip("«»“”「」")): None for each in designations(source, target, glossary)}
    for name, expected in names:
        wrong = (found[0] for found in _lookalikes(name, expected).finditer(words) if found[0] != expected)
        yield from ((found, expected) for found in dict.fromkeys(wrong))


@lru_cache(maxsize=1024)
def _lookalikes(source: str, expected: str) -> re.Pattern[str]:
    """Both names, with any hyphen, in any case, and in letters that look like theirs."""
    said = "|".join("".join(map(_class, name)) for name in (source, expected))
    return re.compile(rf"(?<![{_LETTER}])(?:{said})(?![{_LETTER}]|[-‐‑]\w)", re.IGNORECASE)


def _class(sign: str) -> str:
    if sign in "-‐‑":
        return _HYPHEN
    return f"[{sign}{_EITHER[sign]}]" if sign in _EITHER else re.escape(sign)
