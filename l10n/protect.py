"""What must come through a machine translation unchanged, in a sentence of plain words.

Marks are atoms, as code and URLs are: lifted off before an engine sees the sentence, laid in again after it. Dates in
words and plain numbers are not among them: engines write those as their readers do. What becomes of money, quantities
and designations such as `Su-35` is known (`l10n.figures`, `l10n.terms`), and laid in instead.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from l10n.figures import SHORT_UNIT as _SHORT_UNIT
from l10n.figures import UNIT as _UNIT
from l10n.inline import OBJECT, Mark, addresses, atom
from l10n.locales import Locale
from l10n.scripts import UNSPACED, others, script_of, written_in
from l10n.terms import Term

# --- symbols ---

_SYMBOL = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls that are no blanks
    "©®±×÷¬™\u2190-\u245f\u2460-\u2767\u2776-\u27e5\u27f0-\u2982\u2999-\u29d7\u29dc-\u29fb\u29fe-\u2bff"
    "\u303d\u3297\u3299\ue000-\uf8ff\ufffc\ufffd\U0001d000-\U0001d7ff\U0001f000-\U0001fbff\U000f0000-\U0010fffd"
)
"""Arrows, operators, boxes, dingbats, emoji, private use: blocks of Unicode 15.1. Paired brackets are punctuation."""
_JOINED = "\u200d\ufe0e\ufe0f\u20e3\U000e0020-\U000e007f"
"""What stands inside an emoji: joiners, presentation, keycap, the tags of a flag."""
_SYMBOLS = rf"(?:[{_SYMBOL}][{_JOINED}]*|[0-9#*]\ufe0f?\u20e3)+"

# --- addresses, files, code ---

_SUFFIXES = (
    "bat|bin|bz2|cfg|conf|cpp|cs|css|csv|dll|docx?|env|exe|gif|gz|hpp|html?|ico|ini|ipynb|iso|java|jpe?g|js|json|jsx|"
    "kt|lock|log|lua|md|mkv|mo|mov|mp3|mp4|odt|ogg|pdf|php|png|po|pot|pptx?|ps1|py|rar|rs|rst|sh|sql|svg|swift|tar|tgz|"
    "toml|ts|tsv|tsx|txt|vue|wav|webm|webp|xlsx?|xml|xz|ya?ml|zip|7z"
)
_DOMAIN = (
    r"(?<![A-Za-z0-9_.@/\\-])(?:(?!\d+\.[a-z]+(?![.\w]))(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"
    r"|(?<!\w)(?:[а-яё0-9](?:[а-яё0-9-]*[а-яё0-9])?\.)+рф)(?![A-Za-z0-9_@-]|\.\w)"
    r"(?::\d+)?(?:/(?:[A-Za-z0-9_.~%+=&?#/-]*[A-Za-z0-9_/~=-])?)?"
)
_PATH = (
    r"(?<![\w/.~:<])(?:(?:/[\w.@+-]+)+/(?!\w)|(?:/[\w.@+-]+)+/[\w.@+-]*\w|(?:~|\.{1,2})(?:/[\w.@+-]*\w)+/?)"
    rf"|(?<![\w/.~:*-])(?:[A-Za-z0-9_.*-]+/)+[A-Za-z0-9_.*-]*\.(?:{_SUFFIXES})(?![A-Za-z0-9_])"
    r"|(?<![A-Za-z0-9])[A-Za-z]:\\(?:[^\s<>\"|?*:;,]*[\w\\])?|\\\\[\w.-]+(?:\\[\w.$-]*\w)+"
)
_FILE = (
    rf"(?<![A-Za-z0-9_./@-])(?:[A-Za-z0-9_][A-Za-z0-9_-]*\.)+(?:{_SUFFIXES})(?![A-Za-z0-9_-]|\.\w)"
    r"|(?<![^\s(“«\"'，。：])\.[a-z][a-z0-9_-]+(?![A-Za-z0-9_])"
)
_IDENTIFIER = (
    r"(?<![A-Za-z0-9_])(?:_*[A-Za-z0-9]+(?:_+[A-Za-z0-9]+)+_*|_+[A-Za-z0-9]+_*|[A-Za-z0-9]+_+)(?:\(\))?(?![A-Za-z0-9_])"
    r"|(?<![A-Za-z0-9_])[A-Za-z_][A-Za-z0-9_]*(?:(?:::|->)~?[A-Za-z_][A-Za-z0-9_]*)+(?:\(\))?"
    # Of bounded length: otherwise each word of `a.a.a.…` would be a start from which all that follows is read.
    r"|(?<![A-Za-z0-9_])[A-Za-z_][A-Za-z0-9_.]{0,80}+\(\)"
    r"|(?<![A-Za-z0-9_.])(?:[A-Za-z_][A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)+|[A-Za-z0-9]*_[A-Za-z0-9_]*)\([^()\s]*\)"
    r"|_{2,}"
)
_VARIABLE = (
    r"\{\{[^{}\n]*\}\}|\$\{[^{}\n]*\}|\{%[^{}\n]*%\}|\{\d*\}|\{[A-Za-z_][\w.\[\]]*(?:![rsa])?(?::[^{}\s]*)?\}"
    r"|%\(\w+\)[#0 +-]*\d*(?:\.\d+)?[A-Za-z]|%\d+\$[a-z]|(?<![\d%])%[-+0#]?\d*(?:\.\d+)?[sdifuxr](?!\w)"
    r"|(?<!\w)\$[A-Z_][A-Z0-9_]+(?!\w)"
)
_ENTITY = (
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos|nbsp|[mn]dash|hellip|copy|reg|trade|[lr]aquo|[lr][sd]quo"
    r"|shy|euro|deg|middot|bull|times|thinsp|e[nm]sp|zwn?j);"
)
_OPTION = r"(?<![\w-])--[A-Za-z][\w-]*\w(?:=[^\s,;，；]*\w)?|(?<![^\s(])-[A-Za-z](?![^\s.,;:!?)])"
_TAG = (
    r"(?<![\w&/#])#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6})(?!\w)|(?<![\w&/#])#[^\W\d_]\w*"
    r"|(?<![\w.@/])@[A-Za-z_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?"
)

# --- dates, numbers, units ---

_NUMBER = r"(?:\d{1,3}(?:[ \u00a0\u202f,.’']\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
_BEFORE_NUMBER = r"(?<![A-Za-z0-9_])(?<!\d[.,:/-])(?<![A-Za-z][.-])"
_DATE = (
    r"(?<![\d-])\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-])"
    r"|(?<![\d.])\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})(?![\d]|\.\d)"
    r"|(?<![\d/])(?:\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{4}/\d{1,2}/\d{1,2})(?![\d/])"
)
_VERSION = (
    r"(?<![A-Za-z0-9_.])v?\d+(?:\.\d+)*\.x(?!\w)|(?<![A-Za-z0-9_.])v?\d+(?:\.\d+){2,}(?:-?(?:rc|alpha|beta|dev)[.-]?\d*)?"
    r"(?![A-Za-z0-9_])|(?<![A-Za-z0-9_.])v\d+(?:\.\d+)*(?![A-Za-z0-9_])"
)
_QUANTITY = (
    rf"{_BEFORE_NUMBER}[±−+-]?{_NUMBER}(?:(?:\s?(?:{_UNIT})|[ \u00a0\u202f]{_SHORT_UNIT})(?![A-Za-z0-9_/])"
    rf"|(?:\s?×\s?{_NUMBER})+)"
    r"|(?<![A-Za-z0-9_])(?:[KkMG]i?Bps|[KMG]iB|[kMG]bps|[kMG]Hz|[kMG]Wh|mAh)(?![A-Za-z0-9_])"
)
_CURRENCY = r"(?:US|AU?|CA?|HK|NZ|S|R)?\$|[€£¥₽₴₹₩₺₿₸₪₫¢]|(?:CN|RMB|JP)¥"
_CODE = (
    "USD|EUR|GBP|RUB|CNY|JPY|UAH|CHF|KZT|INR|KRW|TRY|PLN|CZK|SEK|NOK|DKK|CAD|AUD|NZD|BRL|MXN|ZAR|HKD|SGD|ILS|AED|BYN"
)
_MONEY = (
    rf"(?<![A-Za-z0-9_])(?:(?:{_CURRENCY})\s?|(?:{_CODE})[ \u00a0])-?{_NUMBER}(?![A-Za-z0-9_万亿萬億兆千百])"
    rf"|{_BEFORE_NUMBER}{_NUMBER}[ \u00a0\u202f]?(?:[€£₽₴₹₺₸]|(?:{_CODE})(?![A-Za-z0-9_]))"
)
_MAGNITUDE = re.compile(
    r"[ \u00a0\u202f-]*(?:thousand|million|billion|trillion|тыс|тысяч|млн|миллион|млрд|миллиард|трлн)"
)
"""What must stay together with its number where the target counts by ten thousands: `$1.5 billion`, 15亿美元."""
_PHONE = (
    r"(?<![\w+])\+\d{1,3}(?:[ \u00a0.-]?\(?\d{2,4}\)?){2,5}(?![\w])|(?<![\w(])\(\d{3}\) ?\d{3}-\d{4}(?!\w)"
    r"|(?<![\w-])\d{3}-\d{3}-\d{4}(?![\w-])|(?<!\w)8 ?\(\d{3,4}\) ?\d{2,3}-\d{2}-\d{2}(?!\w)"
    r"|ISBN(?:-1[03])?:? ?(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx](?!\w)"
)
_ELEMENT = (
    "(?:A[cglrstu]|B[aeir]?|C[adelorsu]?|F[er]?|G[ae]|H[eg]?|I[nr]?|K|Li|M[gno]|N[aei]?|O|P[btu]?|R[abn]|S[einr]?|Ti|"
    "U|V|W|Xe|Z[nr])"
)
_FORMULA = (
    rf"(?<![\w-])(?:{_ELEMENT}(?:[2-9]|[₀-₉]+)?)+(?:[2-4][+−]|[²³]?[⁺⁻]|(?<=[a-z])\+)(?!\w)"
    rf"|(?<![\w-])(?=[A-Za-z]*[2-9₂-₉])(?:{_ELEMENT}(?:[2-9]|[₀-₉]+)?){{2,}}(?![\w-])"
)

_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("entity", re.compile(_ENTITY)),
    ("variable", re.compile(_VARIABLE)),
    ("path", re.compile(_PATH)),
    ("file", re.compile(_FILE)),
    ("domain", re.compile(_DOMAIN)),
    ("code", re.compile(_IDENTIFIER)),
    ("option", re.compile(_OPTION)),
    ("tag", re.compile(_TAG)),
    ("date", re.compile(_DATE)),
    ("number", re.compile(_PHONE)),
    ("version", re.compile(_VERSION)),
    ("quantity", re.compile(_QUANTITY)),
    ("formula", re.compile(_FORMULA)),
    ("symbols", re.compile(_SYMBOLS)),
)
"""Labels and what they are written like. Where two match from the same character, the longer counts, then the first."""
_MONEY_RULE = re.compile(_MONEY)


def protected(text: str, source: Locale, target: Locale, terms: Sequence[Term] = ()) -> tuple[Mark, ...]:
    """The characters of a sentence that every language writes alike, as atoms in order, without overlap.

    Addresses, files, code, machine dates, versions, quantities with unit symbols, symbols, words in a script that
    `source` does not write (foreign ones, and those that are in the target's already), and the `terms` to be kept.
    The text is plain: markup and entities lifted off. Ordinary prose has no such marks.
    """
    found = sorted(_found(text, source, target, terms), key=lambda mark: (mark.start, -mark.end))
    return tuple(_without_overlap(found))


def _found(text: str, source: Locale, target: Locale, terms: Sequence[Term]) -> Iterator[Mark]:
    kept = tuple(term.source for term in terms if term.keep)
    if kept:
        yield from _matches("term", _any_of(kept), text)
    yield from addresses(text, ())
    for label, pattern in _RULES:
        yield from _matches(label, pattern, text)
    myriads = "Hani" in written_in(target.script)
    for mark in _matches("money", _MONEY_RULE, text):
        if not (myriads and _MAGNITUDE.match(text, mark.end)):
            yield mark
    yield from _matches("words", _foreign(source.script), text)


_TECHNICAL: Mapping[str, str] = {
    "entity": "&",
    "variable": "{%$",
    "path": "/\\",
    "file": ".",
    "domain": ".",
    "code": "_(:>",
    "option": "-",
    "tag": "#@",
}
"""Labels of what no reader reads as words, and characters one of which each has."""


def prose(words: str, *, terms: Collection[str] = ()) -> str:
    """Plain words with an `OBJECT` for each character of an address, file, placeholder or piece of code.

    What is one of the `terms` as a whole stays: `node.js` may be a name.
    """
    rules = (
        _matches(label, pattern, words)
        for label, pattern in _RULES
        if any(sign in words for sign in _TECHNICAL.get(label, ""))
    )
    signs = list(words)
    for mark in (*addresses(words, ()), *(mark for found in rules for mark in found)):
        if words[mark.start : mark.end] not in terms:
            signs[mark.start : mark.end] = OBJECT * (mark.end - mark.start)
    return "".join(signs)


def _matches(label: str, pattern: re.Pattern[str], text: str) -> Iterator[Mark]:
    for match in pattern.finditer(text):
        yield atom(match.start(), match.end(), f"{label} {match[0]}")


def _without_overlap(found: Sequence[Mark]) -> Iterator[Mark]:
    at = 0
    for mark in found:
        if mark.start >= at:
            yield mark
            at = mark.end


@lru_cache(maxsize=8)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words, the longest first, whole where their script puts blanks between words."""
    return re.compile("|".join(map(_whole, sorted(words, key=lambda word: (-len(word), word)))))


def _whole(word: str) -> str:
    before = r"(?<![^\W_])" if _bordered(word[0]) else ""
    after = r"(?![^\W_])" if _bordered(word[-1]) else ""
    return before + re.escape(word) + after


def _bordered(character: str) -> bool:
    return character.isalnum() and script_of(character) not in UNSPACED


@lru_cache(maxsize=16)
def _foreign(script: str) -> re.Pattern[str]:
    """Runs of words in any script but this one; a single stop or blank between two such words is part of the run."""
    letter = f"[{others(script)}]"
    word = rf"{letter}(?:[\d\u0300-\u036f'’.-]*[{others(script)}\u0300-\u036f]|-?\d+)*"
    return re.compile(rf"(?=[^\W_]){word}(?:(?:[ \u00a0\u3000]|[,、，·・:：] ?){word})*")


# --- what a sentence is already, and what nobody sees in it ---

_ALREADY = 0.8


def already_in(text: str, target: Locale) -> bool:
    """Whether a sentence is in the target language as far as its script tells: 80 % of its letters are.

    Says nothing where source and target share a script: that is for the caller to know. False without letters.
    """
    own = written_in(target.script)
    scripts = [script for script in map(script_of, text) if script]
    return bool(scripts) and sum(script in own for script in scripts) >= _ALREADY * len(scripts)


_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
_JOINERS = re.compile("[\u200c\u200d]+")
_SHAPED = frozenset(
    "Arab Syrc Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Mong Khmr Mymr".split()  # noqa: SIM905
)
"""Scripts whose letters change their shape beside a joiner: there it is spelling."""
_EMOJI = re.compile(f"[{_SYMBOL}{_JOINED}]")


def without_invisible(text: str) -> str:
    """The text without soft hyphens, zero-width blanks, byte order marks and bidirectional controls.

    Joiners stay inside emoji, and after letters whose script spells with them (Persian, Hindi).
    """
    seen = _INVISIBLE.sub("", text)
    return _JOINERS.sub(lambda match: match[0] if _joins(seen, match.start(), match.end()) else "", seen)


def _joins(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if before and script_of(before) in _SHAPED | {""} and after and script_of(after) in _SHAPED:
        return True
    return bool(before and after and _EMOJI.match(before) and _EMOJI.match(after))
