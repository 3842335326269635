"""A sentence read into words: which are numbers, times, units, names, code, and which say little on their own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Final

from l10n.change import chinese
from l10n.change.languages import Language, language
from l10n.inline import unescape
from l10n.lines import closed_up

UNSPACED: Final = frozenset({"zh", "zt", "ja"})


class Role(StrEnum):
    """What a word does in its sentence; those up to CODE are facts."""

    NUMBER = "number"
    TIME = "time"
    UNIT = "unit"
    SYMBOL = "symbol"
    NAME = "name"
    PERSON = "person"
    CODE = "code"
    MAYBE_NAME = "maybe name"
    """It has a capital for another reason: it begins the sentence, or all words of a title have one."""
    WORD = "word"
    MARK = "mark"
    """Punctuation and markup."""


FACTS: Final = (Role.NUMBER, Role.TIME, Role.UNIT, Role.SYMBOL, Role.NAME, Role.PERSON, Role.CODE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number, sign or piece of code."""

    text: str
    role: Role
    key: str
    """What it says, however it is written: `12` for twelve."""
    turning: str = ""
    """The key of a word that turns the sentence round; else empty."""
    common: bool = False
    """Whether it carries no content on its own."""

    @property
    def folded(self) -> str:
        """Its text without regard to capitals."""
        return self.text.casefold()

    @property
    def is_content(self) -> bool:
        """Whether it tells what the sentence is about."""
        return self.role is not Role.MARK and not self.common


_UNIFORM: Final = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "…": "...", "−": "-", "‑": "-"}
)
_RAISED: Final = re.compile("[⁰¹²³⁴-⁹]")
_INVISIBLE: Final = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
_DASHES: Final = re.compile(r"(?:(?<!\s)\s++)?+(?:(?<!-)--+(?![-\w])|[–—―])\s*|(?<=\d)-(?=\d)")
_FULL: Final[Mapping[str, str]] = {"ca": "can", "wo": "will", "sha": "shall", "ll": "will", "re": "are", "ve": "have"}
_CONTRACTIONS: Final = (
    (re.compile(r"\b(ca|wo|sha)n't\b", re.IGNORECASE), lambda match: f"{_FULL[match[1].lower()]} not"),
    (re.compile(r"\bcannot\b", re.IGNORECASE), lambda _: "can not"),
    (re.compile(r"(?<=[a-z])n't\b", re.IGNORECASE), lambda _: " not"),
    (re.compile(r"(?<=[a-z])'(ll|re|ve)\b", re.IGNORECASE), lambda match: f" {_FULL[match[1].lower()]}"),
    (re.compile(r"\b(it|he|she|that|there|here|what|who)'s\b", re.IGNORECASE), lambda match: f"{match[1]} is"),
    (re.compile(r"\b(I)'m\b"), lambda match: f"{match[1]} am"),
    (re.compile(r"\b(let)'s\b", re.IGNORECASE), lambda match: f"{match[1]} us"),
    (re.compile(r"\b(?:far from|anything but|yet to)\b", re.IGNORECASE), lambda _: "not"),
    (re.compile(r"\bhave to\b|\bhas to\b|\bneeds? to\b", re.IGNORECASE), lambda _: "must"),
)
_ELIDED: Final = "[cdjlmnst]|(?:jus|lors|puis|quoi)?qu|(?:[dns]e|su|da|a|que)l?l|quest|un|com|dov"
_ELISIONS: Final = re.compile(rf"\b({_ELIDED})'(?=[^\W\d_])", re.IGNORECASE)
_CODE: Final = (
    r"(?<!`)(?P<ticks>`++)[^`]++(?P=ticks)(?!`)",  # `code`
    r"https?://[^\s<>\"')\]]+|www\.[^\s<>\"')\]]+|(?<![\w.+-])[\w.+-]++@[\w-]+\.[\w.-]+|(?<=\]\()[^()\s]+",  # addresses
    r"\{\{[^{}]*\}\}|\$?\{[^{}\s]*\}|%\(\w+\)[sd]|%[sd]\b",  # placeholders
    r"</?[A-Za-z][^<>=]*=[^<>]*>",  # tags with attributes
    r"(?<![\w-])--?[A-Za-z][\w-]*|(?<!\w)\w+\(\)|@[A-Za-z]\w*",  # options, functions, handles
    # names of files, and of what stands in code
    r"[A-Za-z]\w*(?:_[^\W_]\w*)+|[A-Za-z]\w*\.[a-z]{1,5}(?![^\W_])(?:\.[a-z]+)*|(?<!\w)/?\w+(?:/\w+){2,}/?",
)
_LETTER: Final = rf"[^\W\d_{chinese.HAN}]"
_TOKEN: Final = re.compile(
    rf"(?P<code>{'|'.join(_CODE)})|(?P<tag></?[A-Za-z][^<>]*>)"
    r"|(?P<number>(?:(?<![\w.,)])[-+±])?\d+(?:[.,:/'\u00a0\u202f ](?=\d)\d+)*)(?P<ordinal>(?:st|nd|rd|th)\b)?"
    rf"|(?P<han>[{chinese.HAN}])|(?P<word>{_LETTER}(?:[^\W_{chinese.HAN}]|'(?=[^\W\d_]))*)|(?P<mark>\S)"
)
_ENDS: Final = frozenset(".!?。！？:：;；")
_FACT_SIGNS: Final = frozenset("%‰°′″<>=+&@^#~→←↑↓")
_MARKUP: Final = frozenset("*_`[](){}\"'|\\")
_SENSES: Final = "may march us it who polish turkey china august mobile reading nice job bill mark"
_CASED: Final = frozenset(_SENSES.split())
"""Words that are another word with a capital."""


@lru_cache(maxsize=512)
def words(text: str, code: str) -> tuple[Word, ...]:
    """The words of a sentence in a language, as Argos names it."""
    found = tuple(_tokens(_uniform(text, code), code))
    return _named(_measured(found, language(code)), code)


def _uniform(text: str, code: str) -> str:
    """The text with quotation marks, dashes, ellipses and contractions made alike; Han characters stand close."""
    plain = _RAISED.sub(lambda match: f"^{match[0]}", unescape(text) if "&" in text else text)
    text = unicodedata.normalize("NFKC", plain).translate(_UNIFORM)
    text = closed_up(_DASHES.sub(" – ", _INVISIBLE.sub("", text)))
    if code in {"fr", "it"}:
        text = _ELISIONS.sub(r"\1 ", text)
    if code == "en":
        for pattern, full in _CONTRACTIONS:
            text = pattern.sub(full, text)
    return text


def _tokens(text: str, code: str) -> Iterator[Word]:
    at = 0
    while match := _TOKEN.search(text, at):
        at = match.end()
        token = match[0]
        if match["code"]:
            yield Word(token, Role.CODE, token.strip("`"))
        elif match["number"]:
            yield Word(token, Role.NUMBER, _value(match["number"], code) + ("." if match["ordinal"] else ""))
        elif match["han"]:
            word = _han(text, match.start())
            at = match.start() + len(word.text)
            yield word
        elif match["word"]:
            yield _word(token, code)
        elif match["tag"]:
            yield Word(token, Role.MARK, token)
        else:
            yield _sign(token)


def _value(written: str, code: str) -> str:
    """A number without what parts its groups, with a point before its fraction."""
    if re.search(r"[:/]", written):
        return written
    prefix, digits = (written[0], written[1:]) if written[0] in "-±" else ("", written.lstrip("+"))
    group, point = (",", ".") if code in {"en", *UNSPACED} else (".", ",")
    if re.fullmatch(rf"\d{{1,3}}(?:[{group}'\u00a0\u202f ]\d{{3}})+(?:[{point}]\d+)?", digits):
        digits = re.sub(rf"[{group}'\u00a0\u202f ]", "", digits)
    return prefix + (digits.replace(",", ".") if point == "," and digits.count(",") == 1 else digits)


def _sign(sign: str) -> Word:
    is_symbol = unicodedata.category(sign[0]) in {"Sc", "Sm", "So"} and sign not in _MARKUP
    if sign in _FACT_SIGNS or is_symbol:
        return Word(sign, Role.SYMBOL, sign)
    return Word(sign, Role.MARK, sign, turning="?" if sign in "?？" else "")


_compiled = lru_cache(maxsize=1024)(re.compile)


@lru_cache(maxsize=16384)
def _word(text: str, code: str) -> Word:
    """A word by what its language's lists say of it, on its own."""
    spoken, lower = language(code), text.casefold().removesuffix("'s")
    if any(sign.isdigit() for sign in text) or _CAMEL.search(text):
        return Word(text, Role.NAME, lower)
    if lower in spoken.persons:
        return Word(text, Role.PERSON, spoken.persons[lower], common=True)
    tables = ((Role.NUMBER, spoken.numbers), (Role.TIME, spoken.times), (Role.UNIT, spoken.units))
    for role, table in tables if spoken.quantity.fullmatch(lower) else ():
        for key, pattern in table:
            if _compiled(pattern).fullmatch(lower):
                return _quantity(Word(text, role, key or lower, common=lower in spoken.common), code)
    if spoken.peoples is not None and spoken.peoples.fullmatch(lower) and not text[0].isupper():
        return Word(text, Role.NAME, stem(lower, code))
    return _plain(text, lower, code)


_CAMEL: Final = re.compile(r"[^\W\d_A-Z][A-Z]")
"""A capital within a word: iPhone, GitHub."""
_CAPITALS: Final = frozenset({"may", "march", "mar", "sat", "sun", "jan"})
"""Times of English only with a capital."""
_ARTICLES: Final = frozenset({"un", "une", "una", "um", "uma"})


def _quantity(word: Word, code: str) -> Word:
    """A number, time or unit, unless it is another word that is written alike."""
    lower = word.text.casefold()
    if code == "en" and lower in _CAPITALS and not word.text[0].isupper():
        return _plain(word.text, lower, code)
    if lower in _ARTICLES or (code == "en" and lower == "am"):
        return Word(word.text, Role.WORD, lower, common=True)
    return word


def _plain(text: str, lower: str, code: str) -> Word:
    spoken = language(code)
    return Word(text, Role.WORD, stem(lower, code), spoken.turning.get(lower, ""), lower in spoken.common)


def _han(text: str, at: int) -> Word:
    """The Chinese word that begins here, as far as it is known; else the one character."""
    found = _IDIOMS.match(text, at)
    if found:
        return Word(found[0], Role.WORD, found[0])
    for role, pattern in ((Role.TIME, chinese.TIME), (Role.NAME, chinese.NAME), (Role.NUMBER, chinese.NUMBER)):
        if found := pattern.match(text, at):
            return Word(found[0], role, _han_value(found[0]) if role is Role.NUMBER else found[0])
    if (
        at
        and (text[at - 1].isdigit() or text[at - 1] in _HAN_NUMERALS or text[at - 1] == " ")
        and (found := chinese.UNIT.match(text, at))
    ):
        return Word(found[0], Role.UNIT, found[0])
    sign = text[at]
    if sign in "他她":
        return Word(sign, Role.PERSON, sign, common=True)
    return Word(sign, Role.WORD, sign, sign if sign in chinese.TURNING else "", sign in chinese.FUNCTION)


_IDIOMS: Final = re.compile("|".join(sorted(chinese.IDIOMS.split(), key=len, reverse=True)))
_HAN_NUMERALS: Final = frozenset("零〇一二两兩三四五六七八九十百千万萬亿億兆半多余几")
_HAN_DIGITS: Final = {
    sign: value
    for value, signs in enumerate(("零〇", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九"))
    for sign in signs
}
_HAN_UNITS: Final = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}


def _han_value(written: str) -> str:
    """The value of a Chinese numeral; the numeral itself where it is none that adds up."""
    ordinal, signs = ("." if written[0] == "第" else ""), written.removeprefix("第")
    if not signs or any(sign not in _HAN_DIGITS and sign not in _HAN_UNITS for sign in signs):
        return written
    if all(sign in _HAN_DIGITS for sign in signs):
        return "".join(str(_HAN_DIGITS[sign]) for sign in signs) + ordinal
    total = part = digit = 0
    for sign in signs:
        if sign in _HAN_DIGITS:
            digit = _HAN_DIGITS[sign]
        elif (unit := _HAN_UNITS[sign]) >= 10**4:
            total, part, digit = (total + part + digit or 1) * unit, 0, 0
        else:
            part, digit = part + (digit or 1) * unit, 0
    return str(total + part + digit) + ordinal


_ENDINGS: Final = re.compile(r"(?:(?<=[sxz])es|(?<=[cs]h)es|(?<=[^s])s|ed|ing|ly|'s|')$")


_AMERICAN: Final[Mapping[str, str]] = {
    "our": "or",
    "isation": "ization",
    "ise": "ize",
    "ising": "izing",
    "yse": "yze",
    "ogue": "og",
    "tre": "ter",
    "lled": "led",
    "lling": "ling",
}
_SPELLINGS: Final = re.compile(
    r"(?<=[a-z]{3})our(?![a-z]{4})|(?<=[a-z]{3})(?:isation|ise|ising|yse|ogue|tre|lled|lling)(?![a-z]{3})"
)


@lru_cache(maxsize=16384)
def stem(word: str, code: str) -> str:
    """A word without its ending: enough to know it in another form."""
    if code == "en":
        word = _SPELLINGS.sub(lambda match: _AMERICAN[match[0]], word)
        short = _ENDINGS.sub("", word)
        short = short if len(short) >= 3 else word
        short = short[:-1] if len(short) > 3 and short[-1] == short[-2] and short[-1] not in "lse" else short
        return short.rstrip("e") if len(short) > 3 else short
    return word[: max(4, round(len(word) * 0.7))]


def _measured(found: Sequence[Word], spoken: Language) -> tuple[Word, ...]:
    """The words with what stands around numbers as part of them: `5 mg` is no `5 g`, `at least 5` no `at most 5`."""
    made = list(found)
    for at, word in enumerate(found):
        before = found[at - 1] if at else None
        if word.role is Role.NUMBER and before is not None:
            made[at] = replace(word, key=" ".join((*_bounds(found[max(0, at - 2) : at], spoken), word.key)))
        if (
            before is not None
            and before.role is Role.NUMBER
            and before.text[-1:].isdigit()
            and _is_short_unit(word, spoken)
        ):
            made[at] = replace(word, role=Role.UNIT, key=word.text)
    return tuple(made)


_LINKS: Final = frozenset("than als de di que do à a чем".split())  # noqa: SIM905
"""What links a bound to its number: more than 5."""


def _bounds(before: Sequence[Word], spoken: Language) -> list[str]:
    """The words in front of a number that say how it is meant, the nearest last."""
    texts = [word.folded for word in before]
    if not texts or (texts[-1] not in spoken.bounds and texts[-1] not in _LINKS):
        return []
    return [text for text in texts if text in spoken.bounds]


def _is_short_unit(word: Word, spoken: Language) -> bool:
    is_plain = word.role is Role.WORD and word.folded not in spoken.starters and not word.turning
    return is_plain and len(word.text) <= _SHORT and word.text[0] < "\u2e80"


_SHORT: Final = 3


def _named(found: Sequence[Word], code: str) -> tuple[Word, ...]:
    """The words with capitals as names, where no beginning and no title explains the capital."""
    starts = _starts(found)
    cased = [
        at
        for at, word in enumerate(found)
        if word.role is Role.WORD and word.text[0].isalpha() and word.text[0] < "\u2e80"
    ]
    inner = [found[at] for at in cased if at not in starts and not found[at].common]
    capitals = sum(word.text[0].isupper() for word in inner)
    is_title = (
        code == "de" or (len(inner) >= _TITLE_WORDS and capitals > _TITLE_SHARE * len(inner)) or _is_shouted(found)
    )
    made = list(found)
    for at in cased:
        word = found[at]
        if word.text[0].isupper():
            explained = at in starts or is_title
            role = Role.MAYBE_NAME if explained else Role.NAME
            if word.common and (explained or len(word.text) == 1):
                continue
            made[at] = replace(word, role=role, key=word.folded.removesuffix("'s").removesuffix("'"), common=False)
    return tuple(made)


_TITLE_WORDS: Final = 2
_TITLE_SHARE: Final = 0.7


def _is_shouted(found: Sequence[Word]) -> bool:
    letters = [word for word in found if word.text[0].isalpha() and word.role is not Role.CODE]
    return len(letters) > 1 and all(word.text.isupper() for word in letters)


def _starts(found: Sequence[Word]) -> frozenset[int]:
    """Where sentences begin."""
    starts: set[int] = set()
    fresh = True
    for at, word in enumerate(found):
        if word.role is Role.MARK or word.role is Role.SYMBOL:
            fresh = fresh or word.text in _ENDS
            continue
        if fresh:
            starts.add(at)
        fresh = False
    return frozenset(starts)


def has_other_sense(one: Word, other: Word) -> bool:
    """Whether one word with and without a capital are two: `us` and `US`, where no beginning explains the capital."""
    if Role.NAME not in {one.role, other.role}:
        return False
    return one.text != other.text and one.folded == other.folded and one.folded in _CASED
