"""Faults of a draft as a text: cut off, too short or too long, or with things in it that no writer wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n.distrust.fault import Fault
from l10n.locales import Locale
from l10n.scripts import letter_of, written_in

HAN = frozenset({"Hani", "Hira", "Kana"})
HAN_WEIGHT = 3
"""Letters of an alphabet that say what one Han character says: English to Chinese takes 0.34 characters for one."""

_LETTER = re.compile(r"[^\W\d_]")

_Bands = tuple[tuple[int, float, float], ...]
_BANDS: _Bands = ((20, 0.40, 3.0), (40, 0.45, 2.3), (80, 0.60, 1.9), (160, 0.62, 1.75))
"""From which length of the source on, the least and greatest length of a draft for each character (en to ru)."""
_HAN_BANDS: _Bands = ((20, 0.14, 1.4), (40, 0.16, 1.0), (80, 0.15, 0.75), (160, 0.16, 0.65))
"""The same from an alphabet into Han (en to zh)."""
_FROM_HAN_BANDS: _Bands = ((20, 0.40, 3.0),)
"""The same from Han, whose characters are weighed: nothing was measured, so the widest band holds for all lengths."""


_GLOSS = re.compile(r"\s*[（(][A-Za-z0-9À-\u024f .,'’&:·-]+[)）]|\s+")


def without_glosses(text: str) -> str:
    """A text in Han without blanks and without the Latin names that its writers put in parentheses behind theirs."""
    return _GLOSS.sub("", text)


def disproportionate(source: str, draft: str, target: Locale, *, factor: float = 1.0) -> Iterator[Fault]:
    """Rule `length`: the draft is far shorter or longer than translations are; sources under 20 characters may be.

    `factor`: by how much the bands are widened. Figures alone are as long in every language.
    """
    if not _LETTER.search(source):
        return
    into_han, from_han = bool(written_in(target.script) & HAN), _mostly_han(source)
    if into_han and not from_han:
        bands, length, drafted = _HAN_BANDS, len(source), len(without_glosses(draft))
    else:
        bands = _FROM_HAN_BANDS if from_han else _BANDS
        length, drafted = (_weight(source), _weight(draft)) if from_han or into_han else (len(source), len(draft))
    fitting = [(least, most) for start, least, most in bands if length >= start]
    if fitting:
        least, most = fitting[-1][0] / factor, fitting[-1][1] * factor
        ratio = drafted / length
        if not least <= ratio <= most:
            word = "short" if ratio < least else "long"
            yield Fault(
                "length", f"far too {word}: {ratio:.2f} of the source's length, expected {least:.2f} to {most:.2f}"
            )


def _mostly_han(text: str) -> bool:
    han = letter_of(HAN)
    return bool(han.search(text)) and len(han.findall(text)) * 2 > len(_LETTER.findall(text))


def _weight(text: str) -> int:
    return len(text) + (HAN_WEIGHT - 1) * len(letter_of(HAN).findall(text))


_CLOSING = "\"'”’»“)]）】』」》* \u00a0"
_FINAL = ".!?…。！？"
_OPEN_END = re.compile(r"[,，、(（\[«“„:：;；/-]\s*\Z")
_SHORT, _SHORT_HAN = 0.75, 0.55
"""Below this part of the typical length; Chinese captions often drop the full stop of their source."""
_TYPICAL, _TYPICAL_HAN = 1.0, 0.34
"""About the median length of a translation for each character of its source, 80 to 159 characters long."""
_LONG_ENOUGH = 40


def unfinished(source: str, draft: str) -> bool:
    """Whether the source ends as sentences do and the draft does not."""
    return source.rstrip(_CLOSING)[-1:] in tuple(_FINAL) and draft.rstrip(_CLOSING)[-1:] not in tuple(_FINAL)


def cut(source: str, draft: str, target: Locale) -> Iterator[Fault]:
    """Rule `cut-off`: the source ends as sentences do, the draft on a comma, or on no mark at all and shorter."""
    if not unfinished(source, draft):
        return
    if _OPEN_END.search(draft):
        yield Fault("cut-off", f"ends in the middle, on {draft.rstrip()[-1:]!r}")
        return
    from_han = _mostly_han(source)
    if written_in(target.script) & HAN and not from_han:
        least = _SHORT_HAN * _TYPICAL_HAN * len(source)
    else:
        least = _SHORT * _TYPICAL * len(source)
    if _weight(source) >= _LONG_ENOUGH and len(draft) < least:
        yield Fault("cut-off", "ends without the full stop of its source, and is short")


_LEAKS = re.compile(
    r"<(?:unk|s|/s|pad)>|⁇|▁|\ufffd|♪|@@(?=\s|\Z)|[⟦⟧]|\\u[0-9a-fA-F]{4}|&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]{2,8});"
    r"|(?:[ÐÑ].){3}|</?[A-Za-z][^<>]{0,80}>|\*\*|~~|`|\]\(|\A#{1,6}\s"
    r"|[（(【\[]\s*(?:笑声|掌声|鼓掌|音乐|大笑|众笑|смех|аплодисменты|музыка|laughter|applause|music)\s*[)）】\]]",
    re.IGNORECASE,
)
"""Pieces of vocabularies, placeholders, entities, mojibake, markup, notes of subtitles."""
_SIGN = re.compile(r"[<⁇▁\ufffd♪@⟦⟧\\&ÐÑ*~`\]#（(【\[]")
"""What each of these begins with, or holds."""
_NOTES = re.compile(r"laugh|applau|music|смех|сме[яё]|аплод|музык|笑|掌|乐", re.IGNORECASE)


def leaked(source: str, draft: str) -> Iterator[Fault]:
    """Rule `unknown`: pieces of an engine's vocabulary, markup, or notes such as (Applause), that the source lacks."""
    if not _SIGN.search(draft):
        return
    found = dict.fromkeys(match[0] for match in _LEAKS.finditer(draft))
    invented = [each for each in found if each not in source and not (each[-1] in ")）】]" and _NOTES.search(source))]
    if invented:
        yield Fault("unknown", f"not in the source: {' '.join(invented[:5])}")
