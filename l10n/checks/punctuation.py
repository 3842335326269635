"""Checks of punctuation: how a text ends, what it opens and closes, its blanks and its first capital."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from l10n.checks.finding import Finding, shown
from l10n.checks.localised import Pair
from l10n.inline import OBJECT
from l10n.locales import Locale
from l10n.scripts import written_in

# --- how it ends

_CLOSING: Final = "\"'”’“»›)]）】］」』》〉*_ \u00a0\u202f"
_MARKS: Final[Mapping[str, str]] = {
    **dict.fromkeys(".。．｡।۔።…⋯", "."),
    **dict.fromkeys("?？؟;", "?"),
    **dict.fromkeys("!！", "!"),
    **dict.fromkeys(":：", ":"),
    **dict.fromkeys("；؛", ";"),
}
"""Classes of marks. Greek asks with `;`."""
_ABBREVIATION = re.compile(
    r"\b(?:[^\W\d_]|Inc|Ltd|Co|Corp|Jr|Sr|St|No|etc|al|vs|approx|гг|вв|др|пр|руб|коп|тыс|стр|мин|сек|bzw|usw|Nr|Std)\."
    r"[\W_]*\Z"
)
"""A full stop that ends a word, whether or not a sentence."""
_STOPLESS: Final = frozenset({"Thai", "Laoo"})
"""Scripts that end sentences on a blank."""


def check_end_punct(pair: Pair) -> Iterator[Finding]:
    """A translation ends on the mark of its source, as its language writes it.

    Bad:  msgid "Is it true?" with msgstr "Это правда."
    Good: msgid "“I will go.”" with msgstr "«Я пойду»."
    """
    source, target = pair.told, pair.said
    wanted, found = _last(source, pair.source_locale), _last(target, pair.locale)
    if wanted == found or {wanted, found} == {".", ";"} or pair.locale.script in _STOPLESS:
        return
    if (not found and _ABBREVIATION.search(source)) or (not wanted and _ABBREVIATION.search(target)):
        return
    said = f"“{found}” instead of “{wanted}”" if found and wanted else f"“{wanted}” is missing"
    said = said if wanted else f"“{found}” is not in the source"
    yield Finding(f"ends differently: {said}: {shown(pair.entry.translation)}", "end it as the source ends")


def _last(text: str, locale: Locale) -> str:
    last = text.rstrip(_CLOSING)[-1:]
    if last == ";":
        return "?" if locale.script == "Grek" else ";"
    return _MARKS.get(last, "")


# --- what it opens

_QUOTE = re.compile(r"[\"“”„«»「」『』《》]")
_SOURCE_QUOTES: Final = re.compile(r"[\"“”„«»「」『』]")


def check_quotes(pair: Pair) -> Iterator[Finding]:
    """Every quotation mark that opens is closed, where the source closes its own.

    Bad:  msgid "He called it “a mistake”." with msgstr "Он назвал это «ошибкой."
    Good: msgid "He called it “a mistake”." with msgstr "Он назвал это «ошибкой»."
    """
    target = pair.said
    if not _QUOTE.search(target) or len(_SOURCE_QUOTES.findall(pair.told)) % 2:
        return
    if unequal := _unequal(target):
        yield Finding(f"{unequal}: {shown(pair.entry.translation)}", "close what is open")


def _unequal(text: str) -> str:
    """Which quotation marks do not pair. “ closes „ and opens ”."""
    count = text.count
    low, left, right = count("„"), count("“"), count("”")
    pairs = [(one, other) for one, other in ("«»", "「」", "『』", "《》") if count(one) != count(other)]
    if low + left + right and (low + right != left if low else left != right):
        pairs.append(("„“" if low else "“", "”"))
    if pairs:
        return f"unpaired {pairs[0][0]} {pairs[0][1]}"
    return 'unpaired "' if count('"') % 2 else ""


_BRACKETS: Final = {"(": ")", "[": "]", "{": "}"}
_BRACKET = re.compile(r"[()\[\]{}（）［］｛｝]")
_NARROW: Final = str.maketrans("（）［］｛｝", "()[]{}")
_LISTED = re.compile(r"(?:(?<=\s)|\A)\w{1,3}[.)]?\)")
"""The number of an item: `a)`, `1)`."""


def check_brackets(pair: Pair) -> Iterator[Finding]:
    """Every bracket that opens is closed, where the source closes its own.

    Bad:  msgid "He (Smith) said so." with msgstr "Он (Смит сказал так."
    Good: msgid "He (Smith) said so." with msgstr "他（史密斯）这样说。"
    """
    target = pair.said
    if not _BRACKET.search(target):
        return
    if (unequal := _open(target)) and not _open(pair.told):
        yield Finding(f"unpaired {unequal}: {shown(pair.entry.translation)}", "open and close each")


def _open(text: str) -> str:
    narrow = text.translate(_NARROW)
    unequal = [one for one, other in _BRACKETS.items() if narrow.count(one) != narrow.count(other)]
    if unequal == ["("] and narrow.count("(") == _LISTED.sub("", narrow).count(")"):
        return ""
    return " ".join(f"{one}{_BRACKETS[one]}" for one in unequal)


# --- blanks and capitals

_TWO_BLANKS = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff"
_BETWEEN_HAN = re.compile(f"(?![电電讯訊])[{_HAN}] +[{_HAN}]")
"""Agencies put a blank behind their dateline, and headlines, which end on no mark, one between their parts."""
_NARROW_MARK = re.compile(f'[{_HAN}][,;!?](?![0-9A-Za-z])|[{_HAN}]:(?![0-9/])|[{_HAN}]\\.(?=[\\s"”』」]|\\Z)')


def check_spaces(pair: Pair) -> Iterator[Finding]:
    """Blanks are single; between Han characters stand none, and behind them full-width marks.

    Bad:  msgid "Yes, it is." with msgstr "是的,没错。"
    Good: msgid "The score was 3:2." with msgstr "比分为3:2。"
    """
    source, target = pair.told, pair.said
    found = "two blanks" if "  " in target and _TWO_BLANKS.search(target) and not _TWO_BLANKS.search(source) else ""
    if not found and "Hani" in written_in(pair.locale.script):
        whole = _last(target, pair.locale) != ""
        found = "a blank between characters" if whole and _BETWEEN_HAN.search(target) else ""
        found = found or ("a half-width mark" if _NARROW_MARK.search(target) else "")
    if found:
        yield Finding(f"{found}: {shown(pair.entry.translation)}", "write one blank, none, or the full-width mark")


_FIRST = re.compile(rf"[^\w{OBJECT}]*(?P<first>[^\W_])(?P<word>[\w'’.-]*)")


def check_capital(pair: Pair) -> Iterator[Finding]:
    """A translation begins with a capital where its source does.

    Bad:  msgid "He left." with msgstr "он ушёл."
    Good: msgid "Apple showed the phone." with msgstr "iPhone показали вчера."
    """
    told, said = _FIRST.match(pair.told), _FIRST.match(pair.said)
    if told and said and told["first"].isupper() and said["first"].islower():
        word = said["first"] + said["word"]
        if word.islower() and word not in pair.told:
            yield Finding(f"begins with a small letter: {shown(pair.entry.translation)}", "begin with a capital")
