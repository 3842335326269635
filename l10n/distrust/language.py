"""Faults of a draft's language: the source's own words, or letters that its readers do not write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from l10n.distrust.fault import Fault
from l10n.distrust.text import HAN, HAN_WEIGHT
from l10n.inline import addresses
from l10n.locales import Locale
from l10n.scripts import letter_of, letter_outside, run_of, script_of, written_in

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s,]")
"""A word, or a mark, which ends a run of words: `usr/local/bin` is a name."""
_ORDINARY_WORDS = 3
"""Lower-case words a source must have: names, numbers and titles are rightly copied."""
_HEADING = 4
"""Words from which a line in capitals is a heading and no name."""
_RUN = 5
_HAN_RUN = 10
"""Words, or Han characters, in a row that no translation shares with its source."""


def copied(source: str, draft: str, source_locale: Locale, target: Locale) -> Iterator[Fault]:
    """Rule `copy`: the draft is its source, or has a long run of the source's words."""
    if source_locale.tag == target.tag or not _may_be_copied(draft, source_locale):
        return
    words, drafted = _tokens(source, source_locale), _tokens(draft, source_locale)
    if source.isupper() and source_locale.spaced:
        yield from _still_shouted(words, drafted)
        return
    if sum(map(_ordinary, words)) < _ORDINARY_WORDS:
        return
    if _letters(words) == _letters(drafted):
        yield Fault("copy", "the draft is its source")
        return
    run = _shared(words, drafted, _RUN if source_locale.spaced else _HAN_RUN)
    if run:
        yield Fault("copy", f"still in the source's language: “{(' ' if source_locale.spaced else '').join(run)}”")


def _may_be_copied(draft: str, source: Locale) -> bool:
    runs = run_of(written_in(source.script)).findall(draft)
    return len(runs) >= (_ORDINARY_WORDS if source.spaced else 1)


def _still_shouted(words: Sequence[str], drafted: Sequence[str]) -> Iterator[Fault]:
    """Models take words in capitals for names; a third of a heading may be names."""
    long = {word.casefold() for word in words if len(word) > 2 and word[0].isalpha()}
    kept = long & {word.casefold() for word in drafted}
    if len(words) >= _HEADING and len(kept) > max(1, len(long) / 3):
        yield Fault("copy", f"words in capitals were not translated: “{' '.join(sorted(kept))}”")


def _tokens(text: str, source: Locale) -> list[str]:
    for address in reversed(addresses(text, ())):
        text = f"{text[: address.start]} {text[address.end :]}"
    if source.spaced:
        return [match[0] for match in _WORD.finditer(text)]
    own = written_in(source.script)
    return [character for character in text if script_of(character) in own]


def _letters(words: Sequence[str]) -> list[str]:
    return [word.casefold() for word in words if word[0].isalnum()]


def _ordinary(word: str) -> bool:
    return word.islower() or (word.isalpha() and not word.isupper() and not word.istitle())


def _shared(words: Sequence[str], drafted: Sequence[str], size: int) -> Sequence[str]:
    """The first run of that many source words that the draft has too, three of them ordinary."""
    runs = {tuple(drafted[at : at + size]) for at in range(len(drafted) - size + 1)}
    for at in range(len(words) - size + 1):
        run = words[at : at + size]
        if (
            tuple(run) in runs
            and all(word[0].isalnum() for word in run)
            and sum(map(_ordinary, run)) >= _ORDINARY_WORDS
        ):
            return run
    return ()


_LEAST_SHARE = 0.6
"""Of letters in the target's script, a Han character counting as several. Fired on 94 of 15,672 ru and 125 of 13,633
zh_CN messages of developers' tools (gettext catalogues of a Debian system), whose words are often code."""
_ENOUGH, _ENOUGH_HAN = 15, 8
"""Letters that a draft must have to be judged."""
_NOT_WRITTEN: Mapping[str, str] = {"ru": "іїєґўІЇЄҐЎ"}
"""Letters of the same script that a language does not have: Ukrainian in a Russian draft."""


def foreign(source: str, draft: str, source_locale: Locale, target: Locale) -> Iterator[Fault]:
    """Rule `script`: letters that neither language writes; a single one of another script may be a symbol (α, π)."""
    known = written_in(target.script) | written_in(source_locale.script) | {"Latn"}
    strange = [letter for letter in letter_outside(known).findall(draft) if script_of(letter) and letter not in source]
    if len(strange) < 2:
        strange = [letter for letter in _not_written(target).findall(draft) if letter not in source]
    if strange:
        yield Fault("script", f"letters of another language: {''.join(strange[:12])}")


@lru_cache(maxsize=64)
def _not_written(target: Locale) -> re.Pattern[str]:
    return re.compile(f"[{_NOT_WRITTEN[target.tag]}]" if target.tag in _NOT_WRITTEN else r"(?!)")


def mixed(source: str, draft: str, source_locale: Locale, target: Locale) -> Iterator[Fault]:
    """Rule `script`: too few letters of the target's script, names and addresses left out."""
    own = written_in(target.script)
    known = own | written_in(source_locale.script) | {"Latn"}
    if not letter_outside(own).search(draft) or _enough_inside(draft, own, known):
        return
    words = _without_names(source, draft)
    inside, total = len(letter_of(own).findall(words)), len(letter_of(known).findall(words))
    enough = total >= (_ENOUGH if target.spaced else _ENOUGH_HAN)
    if enough and not _enough_inside(words, own, known):
        yield Fault("script", f"only {inside} of {total} letters are {target.script}")


def _enough_inside(text: str, own: frozenset[str], known: frozenset[str]) -> bool:
    inside, total = len(letter_of(own).findall(text)), len(letter_of(known).findall(text))
    weighed = inside * (HAN_WEIGHT if own & HAN else 1)
    return weighed >= _LEAST_SHARE * (weighed + total - inside)


_NAME = re.compile(r"[A-Za-z0-9À-\u024f][A-Za-z0-9À-\u024f_.'’/@:+-]*")


def _without_names(source: str, draft: str) -> str:
    """The draft without addresses and without Latin words of the source that are no ordinary ones: names, code."""
    for address in reversed(addresses(draft, ())):
        draft = f"{draft[: address.start]} {draft[address.end :]}"
    names = {match[0].rstrip(".:") for match in _NAME.finditer(source)}
    return _NAME.sub(lambda match: " " if _is_name(match[0].rstrip(".:"), names) else match[0], draft)


def _is_name(word: str, names: set[str]) -> bool:
    return word in names and not (word.isalpha() and word.islower())
