"""Faults of a draft's language: letters that its readers do not write, or too few of those that they do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from l10n.distrust.fault import Fault
from l10n.distrust.text import HAN, HAN_WEIGHT
from l10n.inline import without_addresses
from l10n.locales import Locale
from l10n.scripts import letter_of, letter_outside, script_of, written_in

LEAST_SHARE = 0.6
"""Of letters in the target's script, a Han character counting as several. Fired on 94 of 15,672 ru and 125 of 13,633
zh_CN messages of developers' tools (gettext catalogues of a Debian system), whose words are often code."""
_ENOUGH, _ENOUGH_HAN = 15, 8
"""Letters that a draft must have to be judged."""


def foreign(source: str, draft: str, source_locale: Locale, target: Locale) -> Iterator[Fault]:
    """Rule `script`: letters that neither language writes; a single one of another script may be a symbol (α, π)."""
    found = _outside(source_locale.script, target.script).findall(draft)
    strange = [letter for letter in found if script_of(letter) and letter not in source]
    if len(strange) > 1:
        yield Fault("script", f"letters of another language: {''.join(strange[:12])}")


@lru_cache(maxsize=64)
def _outside(source: str, target: str) -> re.Pattern[str]:
    """A letter that neither of two scripts writes, nor Latin."""
    return letter_outside(written_in(target) | written_in(source) | {"Latn"})


def mixed(
    source: str, draft: str, source_locale: Locale, target: Locale, least: float = LEAST_SHARE
) -> Iterator[Fault]:
    """Rule `script`: too few letters of the target's script (a share of `least`), names and addresses left out."""
    own = written_in(target.script)
    known = own | written_in(source_locale.script) | {"Latn"}
    if not letter_outside(own).search(draft) or _enough_inside(draft, own, known, least):
        return
    words = _without_names(source, draft)
    inside, total = len(letter_of(own).findall(words)), len(letter_of(known).findall(words))
    enough = total >= (_ENOUGH if target.spaced else _ENOUGH_HAN)
    if enough and not _enough_inside(words, own, known, least):
        yield Fault("script", f"only {inside} of {total} letters are those of the language")


def _enough_inside(text: str, own: frozenset[str], known: frozenset[str], least: float) -> bool:
    inside, total = len(letter_of(own).findall(text)), len(letter_of(known).findall(text))
    weighed = inside * (HAN_WEIGHT if own & HAN else 1)
    return weighed >= least * (weighed + total - inside)


_NAME = re.compile(r"[A-Za-z0-9À-\u024f][A-Za-z0-9À-\u024f_.'’/@:+-]*")


def _without_names(source: str, draft: str) -> str:
    """The draft without addresses and without Latin words of the source that are no ordinary ones: names, code."""
    names = {match[0].rstrip(".:") for match in _NAME.finditer(source)}
    words = without_addresses(draft)
    return _NAME.sub(lambda match: " " if _is_name(match[0].rstrip(".:"), names) else match[0], words)


def _is_name(word: str, names: set[str]) -> bool:
    return word in names and not (word.isalpha() and word.islower())
