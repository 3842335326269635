"""An edit looked at word by word: see the package for what its kinds mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Final

from l10n.change.chinese import NATIONS, OPPOSITES, PAIRS, SURNAMES, may_be_name
from l10n.change.confused import CONFUSED
from l10n.change.kinds import Change, ChangeKind
from l10n.change.languages import KNOWN, language
from l10n.change.words import FACTS, UNSPACED, Role, Word, has_other_sense, stem, words
from l10n.similarity import likeness, slip


@dataclass(frozen=True, slots=True)
class _Edit:
    """Two versions of a sentence, and where they differ."""

    before: Sequence[Word]
    after: Sequence[Word]
    gone: Sequence[int]
    """Of `before`."""
    come: Sequence[int]
    """Of `after`."""
    code: str

    @property
    def gone_words(self) -> list[Word]:
        return [self.before[at] for at in self.gone]

    @property
    def come_words(self) -> list[Word]:
        return [self.after[at] for at in self.come]


_NOTE: Final = 60
_LONGEST_TEXT: Final = 10_000
"""Characters of a text up to which it is read as a sentence."""
_LONGEST: Final = 400
"""Words in which two versions may differ to be compared word by word; more are only told from the same words."""


@lru_cache(maxsize=1024)
def change(old: str, new: str, code: str) -> Change:
    """How `old` became `new`. `code`: the language of both, as Argos names it."""
    if max(len(old), len(new)) > _LONGEST_TEXT:
        return Change(ChangeKind.COSMETIC if old == new else ChangeKind.CONTENT, _cut(old), _cut(new))
    edit = _edit(words(old, code), words(new, code), code)
    gone, come = edit.gone_words, edit.come_words
    return Change(_kind(edit, gone, come), _shown(gone), _shown(come))


def _edit(before: Sequence[Word], after: Sequence[Word], code: str) -> _Edit:
    texts = [word.text for word in before], [word.text for word in after]
    first = next((at for at, (x, y) in enumerate(zip(*texts, strict=False)) if x != y), min(map(len, texts)))
    ends = zip(texts[0][first:][::-1], texts[1][first:][::-1], strict=False)
    last = next((at for at, (x, y) in enumerate(ends) if x != y), min(map(len, texts)) - first)
    old, new = (text[first : len(text) - last] for text in texts)
    if max(len(old), len(new)) > _LONGEST:
        return _Edit(before, after, range(first, first + len(old)), range(first, first + len(new)), code)
    gone: list[int] = []
    come: list[int] = []
    for name, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if name != "equal":
            gone += range(first + i, first + j)
            come += range(first + k, first + m)
    return _Edit(before, after, gone, come, code)


def _kind(edit: _Edit, gone: Sequence[Word], come: Sequence[Word]) -> ChangeKind:
    if not gone and not come:
        return ChangeKind.COSMETIC
    if _turns(edit) or _negates(gone, come, edit.code):
        return ChangeKind.NEGATION
    if _has_other_facts(edit):
        return ChangeKind.FACT
    if _says_opposite(edit):
        return ChangeKind.OPPOSITE
    if _is_same_but_for_capitals(edit) or _is_slip(edit):
        return ChangeKind.COSMETIC
    is_known = edit.code in KNOWN or all(word.role is Role.MARK for word in (*gone, *come))
    return ChangeKind.WORDING if is_known and _keeps_content(edit) else ChangeKind.CONTENT


def _is_same_but_for_capitals(edit: _Edit) -> bool:
    return [word.folded for word in edit.before] == [word.folded for word in edit.after]


# --- Negations


def _turns(edit: _Edit) -> bool:
    """Whether a word that turns the sentence round came, went, or stands before another word now."""
    moved = {word.folded for word in edit.gone_words} & {word.folded for word in edit.come_words}
    places = (range(len(edit.before)), range(len(edit.after))) if moved else (edit.gone, edit.come)
    return _turning(edit.before, places[0]) != _turning(edit.after, places[1])


def _turning(sentence: Sequence[Word], places: Sequence[int]) -> Counter[tuple[str, str]]:
    """The turning words at these places, each with the word that it stands before."""
    found: Counter[tuple[str, str]] = Counter()
    for at in places:
        if sentence[at].turning:
            following = sentence[at + 1].folded if at + 1 < len(sentence) else ""
            found[sentence[at].turning, following] += 1
    return found


def _negates(gone: Sequence[Word], come: Sequence[Word], code: str) -> bool:
    """Whether a word came for the same with a syllable that makes it its opposite: possible, impossible."""
    prefixes = language(code).prefixes
    if not prefixes:
        return False
    old, new = ({word.folded for word in side if word.role is not Role.MARK} for side in (gone, come))
    return any(_is_negated(one, other, prefixes) for one in old for other in new) or any(
        word in _NEGATING_FORMS for word in old ^ new
    )


_NEGATING_FORMS: Final = frozenset({"non"})
_STEM: Final = 4
"""Letters of the shortest word that a syllable in front of it negates."""


def _is_negated(one: str, other: str, prefixes: Sequence[str]) -> bool:
    shorter, longer = sorted((one, other), key=len)
    for prefix in prefixes:
        rest = longer.removeprefix(prefix)
        if (
            len(rest) < len(longer)
            and len(rest) >= _STEM
            and rest[:_STEM] == shorter[:_STEM]
            and _is_form(rest, shorter)
        ):
            return True
    return _is_form_by_ending(one, other)


def _is_form(one: str, other: str) -> bool:
    """Whether two words are forms of one, as far as their beginnings tell."""
    return _shared_beginning(one, other) >= max(_STEM, round(0.7 * max(len(one), len(other))))


def _shared_beginning(one: str, other: str) -> int:
    """How many letters two words begin alike with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (x, y) in pairs if x != y), min(len(one), len(other)))


def _is_form_by_ending(one: str, other: str) -> bool:
    """Whether one of two words ends as if without what the other is full of: careful, careless; herzlich, herzlos."""
    pairs = (("ful", "less"), ("fully", "lessly"), ("voll", "los"), ("volle", "lose"), ("haft", "los"))
    for full, less in pairs:
        for x, y in ((one, other), (other, one)):
            if x.endswith(full) and y.endswith(less) and x.removesuffix(full) == y.removesuffix(less):
                return True
    return False


# --- Facts


def _has_other_facts(edit: _Edit) -> bool:
    """Whether numbers, times, units, names or code are others, or in another order."""
    if _facts(edit.before, edit.after, edit.code) != _facts(edit.after, edit.before, edit.code):
        return True
    if any(has_other_sense(one, other) for one, other in _aligned(edit)):
        return True
    return edit.code in UNSPACED and _may_hold_a_name(edit)


def _aligned(edit: _Edit) -> list[tuple[Word, Word]]:
    """The words that differ, one in the place of another; none where their number differs."""
    gone, come = edit.gone_words, edit.come_words
    return list(zip(gone, come, strict=True)) if len(gone) == len(come) else []


def _facts(sentence: Sequence[Word], other: Sequence[Word], code: str) -> dict[Role, list[str]]:
    """The keys of the facts of a sentence by their roles, in order, without what `other` shows to be no fact."""
    found: dict[Role, list[str]] = {role: [] for role in FACTS}
    named = {word.folded for word in other if word.role in {Role.NAME, Role.MAYBE_NAME}}
    plain = {word.folded for word in other if word.role is Role.WORD}
    for word in sentence:
        if word.role is Role.MAYBE_NAME:
            if word.folded not in plain and not _is_explained(word, named, other, code):
                found[Role.NAME].append(word.key)
        elif word.role is Role.NAME:
            if word.folded not in plain:
                found[Role.NAME].append(word.key)
        elif word.role in found and not word.common:
            found[word.role].append(word.key)
        elif word.role is Role.PERSON:
            found[Role.PERSON].append(word.key)
    found[Role.PERSON] = list(dict.fromkeys(found[Role.PERSON]))
    return found


def _is_explained(word: Word, named: Collection[str], other: Sequence[Word], code: str) -> bool:
    """Whether a word that may be a name is none: a usual beginning, or the other version has it in another form."""
    if word.key in language(code).starters:
        return True
    if word.folded in named:
        return False
    root = stem(word.folded, code)
    return any(
        each.role in {Role.WORD, Role.MAYBE_NAME}
        and (stem(each.folded, code) == root or (each.folded[:1] == word.folded[:1] and _is_typo(word, each, code)))
        for each in other
    )


def _may_hold_a_name(edit: _Edit) -> bool:
    """Whether Chinese characters that changed may be of a name."""
    gone, come = (
        "".join(word.text for word in side if word.role is Role.WORD) for side in (edit.gone_words, edit.come_words)
    )
    if (may_be_name(gone) and may_be_name(come)) or (gone != come and gone in NATIONS and come in NATIONS):
        return True
    before = edit.before[edit.gone[0] - 1].text if edit.gone and edit.gone[0] else ""
    return len(gone) == len(come) == 1 and ((may_be_name(before + gone) and before != "") or {gone, come} <= SURNAMES)


# --- Opposites, slips, wording


def _says_opposite(edit: _Edit) -> bool:
    """Whether one of a group of opposites stands in the place of another, or two words changed places."""
    gone, come, code = edit.gone_words, edit.come_words, edit.code
    if _changed_places(gone, come):
        return True
    if code in UNSPACED:
        return _says_opposite_in_signs(edit)
    old, new = _meanings(gone, code), _meanings(come, code)
    return any(old[group] - new[group] and new[group] - old[group] for group in old.keys() & new.keys())


def _says_opposite_in_signs(edit: _Edit) -> bool:
    """The same where words are not parted: by single characters that changed, and by words of the whole sentence."""
    old_signs, new_signs = ({word.text for word in side} for side in (edit.gone_words, edit.come_words))
    if any(
        (left := old_signs.intersection(group)) and (right := new_signs.intersection(group)) and left != right
        for group in OPPOSITES
    ):
        return True
    before, after = ("".join(word.text for word in side) for side in (edit.before, edit.after))
    more = [[sum(map(after.count, side)) - sum(map(before.count, side)) for side in pair] for pair in PAIRS]
    return any(min(changes) < 0 < max(changes) for changes in more)


def _changed_places(gone: Sequence[Word], come: Sequence[Word]) -> bool:
    """Whether two words of content came back in another order: the dog bit the man."""
    names = [word.folded for word in gone if word.is_content], [word.folded for word in come if word.is_content]
    both = set(names[0]) & set(names[1])
    first, second = ([name for name in side if name in both] for side in names)
    return len(both) > 1 and sorted(first) == sorted(second) and first != second


def _meanings(side: Sequence[Word], code: str) -> dict[int, set[int]]:
    """By groups of opposites, which of their meanings the words have."""
    groups = language(code).opposites
    found: dict[int, set[int]] = {}
    for word in side:
        meanings = {**groups.get(_lemma(word.folded, code), {}), **groups.get(word.folded, {})}
        for group, meaning in meanings.items() if word.role is not Role.MARK else ():
            found.setdefault(group, set()).add(meaning)
    return found


@lru_cache(maxsize=4096)
def _lemma(word: str, code: str) -> str:
    """The word that the lists of opposites have for another form of it; the word itself where they have none."""
    groups = language(code).opposites
    if code != "en":
        forms = ((each, _shared_beginning(each, word)) for each in groups if each != word and each[:3] == word[:3])
        near = [(at, each) for each, at in forms if max(len(each), len(word)) - at <= min(at, _ENDING)]
        return max(near, default=(0, word))[1]
    root = stem(word, code)
    return next((each for each in groups if len(each) >= _STEM - 1 and stem(each, code) == root), word)


_ENDING: Final = 4
"""Letters of the longest ending in which forms of a word differ."""


def _is_slip(edit: _Edit) -> bool:
    """Whether word for word the same is meant: a letter too many, too few, or two in the wrong order, inside a word."""
    return edit.gone == edit.come and all(
        one.folded == other.folded or _is_typo(one, other, edit.code) for one, other in _aligned(edit)
    )


def _is_typo(one: Word, other: Word, code: str) -> bool:
    """Whether two words are one, misspelt: long ones, as many a short word becomes another by a letter."""
    texts = one.folded, other.folded
    if min(map(len, texts)) < _SURE_LENGTH or not texts[0][0].isalpha() or Role.NAME in {one.role, other.role}:
        return False
    return frozenset(texts) not in CONFUSED and not _negates([one], [other], code) and slip(*texts)


_SURE_LENGTH: Final = 8
"""Letters from which a word that is misspelt hardly ever is another word; the exceptions are CONFUSED."""


def _keeps_content(edit: _Edit) -> bool:
    """Whether most words of content are still there, and no clause came or went."""
    old, new = _content(edit.before, edit.code), _content(edit.after, edit.code)
    unit = 2 if edit.code in UNSPACED else 1
    if abs(len(old) - len(new)) > _ADDED * unit:
        return False
    longer = max(len(old), len(new))
    others = longer - _shared(old, new)
    if not others or any(_is_title(version, edit.code) for version in (edit.before, edit.after)):
        return not others
    return others < longer and others <= max(unit, _OTHER_SHARE * longer)


def _is_title(sentence: Sequence[Word], code: str) -> bool:
    """Whether it is a heading or cell of a few words: each of them says what it is about."""
    return _is_short([sentence], code) and not any(word.text in _SENTENCE_ENDS for word in sentence[-1:])


_SENTENCE_ENDS: Final = frozenset(".!?。！？…")


def is_edit(old: str, new: str, code: str) -> bool:
    """Whether two sentences are alike enough for one to be the other, edited. `code`: as in `change`.

    Articles, prepositions and the like do not count; of texts of up to four words more than half of the content is the
    same. A word that is misspelt is the same word.
    """
    if old == new:
        return True
    if likeness(old, new) >= _NEARLY_SAME:
        return True
    if max(len(old), len(new)) > _LONGEST_TEXT:
        return False
    before, after = words(old.replace("*", ""), code), words(new.replace("*", ""), code)
    least = _SHORT_SHARE if _is_short([before, after], code) else _EDIT_SHARE
    return _share(_content(before, code), _content(after, code)) > least


_NEARLY_SAME: Final = 90.0
"""Likeness of the letters that tells an edit alone: a common word that is misspelt."""
_ADDED: Final = 3
"""Words of content that may come or go without being a statement of their own."""
_SHORT_SHARE: Final = 0.5
_OTHER_SHARE: Final = 0.4
_EDIT_SHARE: Final = 0.34
"""Shares of the content words of the longer version that both have; measured as the module's tests say."""
_SHORT: Final = 4


def _is_short(versions: Sequence[Sequence[Word]], code: str) -> bool:
    lengths = (sum(word.role is not Role.MARK for word in version) for version in versions)
    return min(lengths) <= _SHORT * (2 if code in UNSPACED else 1)


def _content(sentence: Sequence[Word], code: str) -> list[str]:
    """What a sentence is about, whatever its numbers: the stems of its words that are not common.

    Of Chinese, each two characters.
    """
    common = language(code).common
    found = [
        word for word in sentence if word.is_content and word.role not in _QUANTITIES and word.folded not in common
    ]
    if not found:
        found = [word for word in sentence if word.role is not Role.MARK]
    if code in UNSPACED and len(found) > 1:
        return [one.folded + other.folded for one, other in pairwise(found)]
    return [stem(word.folded, code) for word in found]


_QUANTITIES: Final = frozenset({Role.NUMBER, Role.TIME, Role.UNIT, Role.SYMBOL})


def _share(old: Sequence[str], new: Sequence[str]) -> float:
    """Which part of the words of the longer list both have."""
    return _shared(old, new) / max(len(old), len(new), 1)


def _shared(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words both have, misspelt ones included."""
    left, right = Counter(old), Counter(new)
    same = (left & right).total()
    rest, others = list((left - right).elements()), list((right - left).elements())
    for word in rest[:_COMPARED]:
        twin = next((other for other in others[:_COMPARED] if word[0] == other[0] and slip(word, other)), None)
        if twin is not None:
            others.remove(twin)
            same += 1
    return same


_COMPARED: Final = 12
"""Words that are compared letter by letter; where more differ, a misspelt one decides nothing."""


def _shown(found: Sequence[Word]) -> str:
    return _cut(" ".join(word.text for word in found))


def _cut(text: str) -> str:
    return text if len(text) <= _NOTE else f"{text[: _NOTE - 1]}…"
