"""Checks of addresses: what must be the same letter for letter, or nobody gets there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from l10n.checks.finding import Finding
from l10n.checks.localised import Pair
from l10n.inline import Mark, addresses
from l10n.problem import Severity

_ADDRESS, _ANY_TAG = "address ", "#tag"
_HANDLE = re.compile(r"(?<![A-Za-z0-9_@./])@[A-Za-z][A-Za-z0-9_]+")
_SIGNS = ("@", "#", "://", "www")
_TAG = re.compile(r"(?<![A-Za-z0-9_&/#])#[^\W\d_]\w*")


def check_urls(pair: Pair) -> Iterator[Finding]:
    """A translation has the URLs, e-mail addresses, @handles and #tags of its source.

    A tag may be translated; one that is lost is a warning.

    Bad:  msgid "See https://example.org/a_b." with msgstr "См. https://example.org/a b."
    Good: msgid "See https://example.org/a." with msgstr "见https://example.org/a。"
    """
    marked = pair.segment.marks or pair.marks
    if not marked and not any(sign in pair.told or sign in pair.said for sign in _SIGNS):
        return
    source, target = _addresses(pair.told, pair.segment.marks), _addresses(pair.said, pair.marks)
    if source == target:
        return
    parts = (("lost", source - target), ("not in the source", target - source))
    message = "; ".join(f"{name}: {', '.join(sorted(found))}" for name, found in parts if found)
    only_tags = (source - target) + (target - source) == Counter({_ANY_TAG: abs(source[_ANY_TAG] - target[_ANY_TAG])})
    hint = "write each as it is in the source, with a blank or a mark behind it"
    yield Finding(message, hint, Severity.WARNING if only_tags else None)


def _addresses(words: str, marks: Sequence[Mark]) -> Counter[str]:
    """What must stay; of tags only how many there are, as they may be translated."""
    found = [mark.label.removeprefix(_ADDRESS) for mark in marks if mark.label.startswith(_ADDRESS)]
    found += [words[mark.start : mark.end] for mark in addresses(words, ())]
    if "@" in words:
        found += _HANDLE.findall(words)
    if "#" in words:
        found += [_ANY_TAG for _ in _TAG.findall(words)]
    return Counter(found)
