"""Copies: a draft that is its source, or in which words of the source were left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from l10n.distrust.fault import Fault
from l10n.inline import without_addresses
from l10n.locales import Locale
from l10n.scripts import letters, run_of, script_of, written_in

WHOLE = Fault("copy", "still the source, word for word")
"""The draft is nothing else."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s,]")
"""A word, or a mark, which ends a run of words: `usr/local/bin` is a name."""
_ORDINARY_WORDS = 3
"""Lower-case words a source must have: names, numbers and titles are rightly copied."""
_LEAST_WORDS, _TELLING = 2, 4
"""Words in a script that the target lacks, and letters of its ordinary words, from which a whole text is a copy."""
_SMALL = {"Latn": "a-zß-öø-ÿ", "Cyrl": "а-џ", "Grek": "ά-ώ"}
"""Small letters by script."""
_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        "the of to in on at for by with from and or but as is are was were be been has have had that which who it its "
        "this their they his her he she we you not will would after before when than about",
    )
)
"""What no English sentence of some length is without."""
_LATIN_RUN = re.compile(r"(?<![A-Za-z])(?:[A-Za-z]++(?:['’-][A-Za-z]++)*+[ ,.]++){4,}[A-Za-z]++")
"""Five words and more."""
_TITLE = re.compile(r"《[^《》]*》|[（(«“][^《》（）()«»“”]{1,30}[）)»”]")
"""What is named or glossed in its own words."""
_HEADING = 4
"""Words from which a line in capitals is a heading and no name."""
_RUN = 5
_HAN_RUN = 10
"""Words, or Han characters, in a row that no translation shares with its source."""


def copied(source: str, draft: str, source_locale: Locale, target: Locale) -> Iterator[Fault]:
    """Rule `copy`: the draft is its source, or words of a sentence of the source were left in it."""
    if source_locale.tag == target.tag or not _may_be_copied(draft, source_locale):
        return
    if source.isupper() and source_locale.spaced:
        yield from _still_shouted(_tokens(source, source_locale), _tokens(draft, source_locale))
    elif source_locale.script in _SMALL and _alien(source_locale, target):
        yield from _left_alien(source, draft, source_locale, target)
    else:
        yield from _left_run(_tokens(source, source_locale), _tokens(draft, source_locale), source_locale)


def _left_run(words: Sequence[str], drafted: Sequence[str], source: Locale) -> Iterator[Fault]:
    """Between languages of one script, where some words are rightly the same."""
    if sum(map(_ordinary, words)) < _ORDINARY_WORDS:
        return
    if _letters(words) == _letters(drafted):
        yield WHOLE
        return
    run = _shared(words, drafted, _RUN if source.spaced else _HAN_RUN)
    if run:
        yield Fault("copy", f"still in the source's language: “{(' ' if source.spaced else '').join(run)}”")


def _left_alien(source: str, draft: str, source_locale: Locale, target: Locale) -> Iterator[Fault]:
    """Between languages of two scripts: hardly a word in small letters is rightly the same."""
    words = left(source, draft, source_locale, target)
    if not words:
        return
    if len("".join(words)) >= _TELLING and _letters(_tokens(source, source_locale)) == _letters(
        _tokens(draft, source_locale)
    ):
        yield WHOLE
        return
    untitled = _TITLE.sub(" ", draft)
    outside = left(source, untitled, source_locale, target)
    if _are_prose(outside, source_locale) or _in_a_row(untitled, outside):
        yield Fault("copy", f"still in the source's language: “{' '.join(words)}”")


def _are_prose(words: Sequence[str], source: Locale) -> bool:
    """Whether words are part of a sentence, and no command such as `git commit`."""
    function = source.language != "en" or any(word in _FUNCTION_WORDS for word in words)
    return len(words) >= _ORDINARY_WORDS and function


def _in_a_row(draft: str, words: Sequence[str]) -> bool:
    """Whether one of the words stands among other Latin ones as in a sentence, with capitals and small letters."""
    telling = [word for word in words if len(word) >= _TELLING and word not in _FUNCTION_WORDS]
    return bool(telling) and any(
        not run.islower() and any(word in run.split() for word in telling) for run in _LATIN_RUN.findall(draft)
    )


def left(source: str, draft: str, source_locale: Locale, target: Locale) -> list[str]:
    """The words in small letters, of two at least, that a draft in another script has from its source; no addresses."""
    if source_locale.script not in _SMALL or not _alien(source_locale, target):
        return []
    small = _small_words(source_locale.script)
    found = small.findall(draft)
    known = set(small.findall(source)) if found else set()
    return [word for word in found if word in known]


@lru_cache(maxsize=8)
def _small_words(script: str) -> re.Pattern[str]:
    own = letters(written_in(script))
    return re.compile(rf"(?<![{own}0-9./@:#_’'\\-])[{_SMALL[script]}]{{2,}}(?![{own}0-9/@:_\\]|[.’'-][{own}0-9])")


def _alien(source: Locale, target: Locale) -> bool:
    return written_in(source.script).isdisjoint(written_in(target.script))


def _may_be_copied(draft: str, source: Locale) -> bool:
    runs = run_of(written_in(source.script)).findall(draft)
    return len(runs) >= (_LEAST_WORDS if source.spaced else 1)


def _still_shouted(words: Sequence[str], drafted: Sequence[str]) -> Iterator[Fault]:
    """Models take words in capitals for names; a third of a heading may be names."""
    long = {word.casefold() for word in words if len(word) > 2 and word[0].isalpha()}
    kept = long & {word.casefold() for word in drafted}
    if len(words) >= _HEADING and len(kept) > max(1, len(long) / 3):
        yield Fault("copy", f"words in capitals were not translated: “{' '.join(sorted(kept))}”")


def _tokens(text: str, source: Locale) -> list[str]:
    text = without_addresses(text)
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
