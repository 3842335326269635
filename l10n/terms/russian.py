"""Russian words and their forms, by pymorphy3 where it is installed (extra `ru`).

The only module that knows pymorphy3. It is imported with the first word that needs it: its dictionary is 16 MB.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@lru_cache(maxsize=1)
def _analyzer() -> MorphAnalyzer | None:
    try:
        import pymorphy3  # noqa: PLC0415 - an optional extra
    except ImportError:
        return None
    return pymorphy3.MorphAnalyzer()


def installed() -> bool:
    """Whether words can be told from their forms; nothing is loaded to tell."""
    return find_spec("pymorphy3") is not None


@lru_cache(maxsize=65536)
def lemmas(word: str) -> frozenset[str]:
    """Every dictionary form that a word may have, ё as е: `стали` is стать or сталь. Nothing without pymorphy3."""
    analyzer = _analyzer()
    if analyzer is None:
        return frozenset()
    return frozenset(parse.normal_form.replace("ё", "е") for parse in analyzer.parse(word))


@lru_cache(maxsize=65536)
def with_yo(word: str) -> str | None:
    """A word in е as it is in ё, if it can be nothing else: `еще` is ещё, `все` may be все. None without pymorphy3."""
    analyzer = _analyzer()
    if analyzer is None or "е" not in word.lower():
        return None
    known = [parse.word for parse in analyzer.parse(word) if parse.is_known]
    spellings = {spelling for spelling in known if "ё" in spelling and len(spelling) == len(word)}
    if len(spellings) != 1 or len(spellings) != len(set(known)):
        return None
    pairs = zip(word, spellings.pop(), strict=True)
    return "".join(("Ё" if sign.isupper() else "ё") if new == "ё" else sign for sign, new in pairs)


def inflected(target: str, like: str, lemma: str) -> str | None:
    """The words of `target` in the case and number that the form `like` of the word `lemma` has.

    None without pymorphy3, where `like` may be more than one form or is no single noun, and where `target` is no noun
    in the nominative with adjectives before it; what stands behind the noun (`доллар США`) stays.
    """
    analyzer = _analyzer()
    if analyzer is None or not _WORD.fullmatch(like):
        return None
    forms = {
        (parse.tag.case, parse.tag.number)
        for parse in analyzer.parse(like)
        if parse.tag.POS == "NOUN" and parse.normal_form.replace("ё", "е") == lemma.lower().replace("ё", "е")
    }
    if len(forms) != 1:
        return None
    case, number = forms.pop()
    return _phrase(analyzer, target, case, number) if case and number else None


def _phrase(analyzer: MorphAnalyzer, target: str, case: str, number: str) -> str | None:
    words = target.split()
    for at, word in enumerate(words):
        noun = _noun(analyzer, word)
        if noun is not None:
            grammemes = {case, number if noun.tag.number == "sing" else noun.tag.number}
            head = noun.inflect(grammemes)
            before = [_adjective(analyzer, each, noun, grammemes) for each in words[:at]]
            if head is None or None in before:
                return None
            return " ".join([*filter(None, before), _cased(head.word, word), *words[at + 1 :]])
    return None


def _noun(analyzer: MorphAnalyzer, word: str) -> Parse | None:
    found = [parse for parse in analyzer.parse(word) if parse.tag.POS == "NOUN" and parse.tag.case == "nomn"]
    return found[0] if found and len({parse.tag.number for parse in found}) == 1 else None


def _adjective(analyzer: MorphAnalyzer, word: str, noun: Parse, grammemes: set[str]) -> str | None:
    adjectives = [parse for parse in analyzer.parse(word) if parse.tag.POS in {"ADJF", "PRTF"}]
    agreeing = [parse for parse in adjectives if parse.tag.case == "nomn" and parse.tag.number == noun.tag.number]
    wanted = set(grammemes)
    if "sing" in grammemes and noun.tag.gender:
        wanted.add(noun.tag.gender)
    if "accs" in grammemes and noun.tag.animacy and ("plur" in grammemes or noun.tag.gender == "masc"):
        wanted.add(noun.tag.animacy)
    form = agreeing[0].inflect(wanted) if agreeing else None
    return _cased(form.word, word) if form else None


def _cased(word: str, like: str) -> str:
    """The word with the capitals of its dictionary form: pymorphy3 writes none."""
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word
