"""Credits: who made a picture, or where figures are from, at the end of a caption or in a line of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from l10n.locales.common import is_common
from l10n.locales.datelines import Edit, Writing
from l10n.locales.frames import CREDITS, Frames, frames, press
from l10n.locales.people import PARTICLES, joints
from l10n.locales.table import Locale, locale

OBJECT: Final = "\ufffc"
"""Markup that stands for itself, as in lifted words (`l10n.inline`): an address, a picture."""

_LONGEST: Final = 120
_WORDS: Final = 7
"""Words of one name in a credit; more are a sentence."""
_OPENING, _CLOSING = "([（【", ")]）】"
_FINAL = ".!?…。！？”’\"'"
_BETWEEN: Final = re.compile(
    r"(?P<slash>\s*[/|]\s*)|(?P<comma>\s*[,，]\s*)|(?P<platform>\s+(?:via|on|for|through)\s+)|(?P<list>\s+(?:and|&|и)\s+)"
)
_SMALL: Final = PARTICLES | {"of", "the", "and", "for", "in", "at"}
_WORD: Final = re.compile(r"@?[\w.'’&+-]+|" + OBJECT)

_MINISTRY = r"(?:MoD|Ministry of Defen[cs]e|Defen[cs]e Ministry|Department of Defense|Defense Department)"
_COUNTRIES: Final[Mapping[str, tuple[str, str, str, str]]] = {
    # as credits name the country                        ru             uk               zh         zh_Hant
    r"Russia(?:n(?: Federation)?)?|the Russian Federation": ("России", "Росії", "俄罗斯", "俄羅斯"),
    r"Ukraine|Ukrainian": ("Украины", "України", "乌克兰", "烏克蘭"),
    r"Belarus(?:ian)?": ("Белоруссии", "Білорусі", "白俄罗斯", "白俄羅斯"),
    r"China|Chinese": ("Китая", "Китаю", "中国", "中國"),
    r"UK|U\.K\.|British|the UK|the United Kingdom": ("Великобритании", "Великої Британії", "英国", "英國"),
    r"US|U\.S\.|USA|American|the US|the United States": ("США", "США", "美国", "美國"),
    r"Israel|Israeli": ("Израиля", "Ізраїлю", "以色列", "以色列"),
    r"Iran|Iranian": ("Ирана", "Ірану", "伊朗", "伊朗"),
    r"France|French": ("Франции", "Франції", "法国", "法國"),
    r"Germany|German": ("Германии", "Німеччини", "德国", "德國"),
    r"Poland|Polish": ("Польши", "Польщі", "波兰", "波蘭"),
    r"Turkey|Türkiye|Turkish": ("Турции", "Туреччини", "土耳其", "土耳其"),
}
_MINISTRIES: Final[Mapping[str, tuple[int, str]]] = {
    "ru": (0, "Минобороны {}"),
    "uk": (1, "Міноборони {}"),
    "zh": (2, "{}国防部"),
    "zh_Hant": (3, "{}國防部"),
}
"""How newspapers credit the ministries of defence, which hand out most pictures of wars."""


def credit_edits(text: str, into: Writing) -> tuple[Edit, ...]:
    """What changes in the credit that a text is, or ends in, when a locale writes it; nothing where there is none.

    In order, without overlap; together they are all of the credit but a full stop and brackets. Names that the glossary
    lacks stay, and are edits too, so that nobody else changes them.
    """
    written = frames(into.target)
    if written is None:
        return ()
    code = locale(into.language).language
    for label in _label(code).finditer(text, max(0, len(text) - 2 * _LONGEST)):
        end = len(text.rstrip(_CLOSING + ".。 \t"))
        who = text[label.end() : end]
        bracket = _bracket(text, label.start(), end)
        if bracket is not None and _begins(text, label) and _is_credit(who, into):
            kind = next(kind for kind, said in label.groupdict().items() if said)
            word = Edit(label.start(), label.end(), written.credits[kind])
            opening = _opened(text, label.start(), bracket, into.target)
            return *opening, word, *_names(who, label.end(), written, into), *_closed(text, end, bracket, into.target)
    return ()


def _bracket(text: str, start: int, end: int) -> str | None:
    """The brackets around a credit, or nothing where there are none; None where only one of them is there."""
    before, after = text[:start].rstrip()[-1:], text[end:].strip(" \t.。")
    opening = before if before and before in _OPENING else ""
    if not opening:
        return "" if not after else None
    return opening + after if after and after in _CLOSING and _OPENING.index(opening) == _CLOSING.index(after) else None


def _opened(text: str, start: int, bracket: str, target: Locale) -> Iterator[Edit]:
    """What stands before a credit: no blank, and a full-width bracket, where the language has no blanks."""
    before = text[:start].rstrip()
    if bracket:
        at = len(before) - 1 if target.spaced else len(before[:-1].rstrip())
        yield Edit(at, start, bracket[0] if target.spaced else "（")
    elif not target.spaced and before and before[-1] in _FINAL and len(before) < start:
        yield Edit(len(before), start, "")


def _closed(text: str, end: int, bracket: str, target: Locale) -> Iterator[Edit]:
    """The bracket behind a credit, and a full stop as the language writes it."""
    for at in range(end, len(text.rstrip())):
        if text[at] in _CLOSING and bracket:
            yield Edit(at, at + 1, text[at] if target.spaced else "）")
        elif text[at] == "." and not target.spaced:
            yield Edit(at, at + 1, "。")


@lru_cache(maxsize=32)
def _label(code: str) -> re.Pattern[str]:
    words = CREDITS.get(code, CREDITS["en"])
    said = "|".join(f"(?P<{kind}>{word})" for kind, word in words.items())
    joined = r"\s*[:：]\s*(?:courtesy\s+of\s+)?|\s+(?:by|courtesy(?:\s+of)?)\s+"
    return re.compile(rf"(?<!\w)(?:{said})(?:{joined})(?=\S)", re.IGNORECASE)


def _begins(text: str, label: re.Match[str]) -> bool:
    """Whether a credit may begin here: with the text, in brackets, or behind a sentence.

    Of a picture also behind a caption without a full stop, if it has a capital and a colon: `… in Kyiv Photo: Reuters`.
    """
    start = label.start()
    before = text[:start].rstrip()
    if not before or before[-1] in _OPENING + _FINAL:
        return True
    said = label[0].rstrip()
    return said[0].isupper() and said[-1] in ":：" and "source" not in said.lower() and text[start - 1].isspace()


def _is_credit(who: str, into: Writing) -> bool:
    """Whether a text is names, and neither a sentence nor common words."""
    if not who or len(who) > _LONGEST or re.search(r"[:：;!?()]|[.]\s+[A-Z][a-z]{3,}\s+[a-z]", who):
        return False
    return all(_is_owner(who[start:end], into) for start, end, _ in _owners(who))


def _is_owner(name: str, into: Writing) -> bool:
    if is_common(name, into.language) and _owner(name, into) == name:
        return False
    words = name.split()
    named = [word for word in words if word not in _SMALL]
    return (
        0 < len(words) <= _WORDS
        and bool(named)
        and all(_WORD.fullmatch(word) and not word[0].islower() for word in named)
    )


def _owners(who: str) -> Iterator[tuple[int, int, str]]:
    """The names of a credit, and what stands behind each: `slash`, `comma`, `platform`, `list` or nothing."""
    at = 0
    for found in _BETWEEN.finditer(who):
        yield at, found.start(), str(found.lastgroup)
        at = found.end()
    yield at, len(who), ""


def _names(who: str, shift: int, written: Frames, into: Writing) -> Iterator[Edit]:
    owners = list(_owners(who))
    for (start, end, joint), following in zip(owners, [*owners[1:], None], strict=True):
        yield Edit(shift + start, shift + end, _owner(who[start:end], into))
        if following is not None:
            between = _joint(who[end : following[0]], joint, written, into.target)
            yield Edit(shift + end, shift + following[0], between)


def _joint(said: str, joint: str, written: Frames, target: Locale) -> str:
    if joint == "platform":
        return written.by_platform.replace("{}", "")
    if joint == "list":
        return joints(target, 2)[1]
    return "，" if joint == "comma" and not target.spaced else said


def _owner(name: str, into: Writing) -> str:
    """What the glossary calls it, else a ministry by its own name in the press of the locale, else the name."""
    named = into.named(name)
    return named if named != name else _ministry(name, into.target) or name


def _ministry(name: str, target: Locale) -> str | None:
    key = press(target)
    found = _ministry_of().fullmatch(name) if key in _MINISTRIES else None
    if found is None:
        return None
    column, frame = _MINISTRIES[key]
    number = next(at for at in range(len(_COUNTRIES)) if found[f"before{at}"] or found[f"after{at}"])
    return frame.format(list(_COUNTRIES.values())[number][column])


def _countries(side: str) -> str:
    return "|".join(f"(?P<{side}{at}>{names})" for at, names in enumerate(_COUNTRIES))


@lru_cache(maxsize=1)
def _ministry_of() -> re.Pattern[str]:
    of = rf"{_MINISTRY}\s+of\s+(?:{_countries('after')})"
    return re.compile(rf"(?:the\s+)?(?:(?:{_countries('before')})\s+{_MINISTRY}|{of})", re.IGNORECASE)
