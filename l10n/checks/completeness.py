"""Checks that a translation says all that its source says, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n.catalogue import State, unchanged_since
from l10n.change import MEANING_CHANGES, change
from l10n.checks.finding import Finding, shown
from l10n.checks.localised import Pair
from l10n.distrust.lost import incomplete
from l10n.distrust.text import disproportionate
from l10n.locales import Locale
from l10n.segmentation import sentences


def check_length(pair: Pair) -> Iterator[Finding]:
    """A translation is neither far shorter nor far longer than translations into its language are.

    Bad:  msgid "The Russian Defence Ministry said on Monday that a fighter had intercepted a drone." with
          msgstr "俄罗斯国防部。"
    Good: the same with msgstr "俄罗斯国防部周一表示，一架战斗机拦截了一架无人机。"
    """
    for fault in disproportionate(pair.told, pair.said, pair.locale, factor=pair.limits.length):
        yield Finding(f"{fault.message}: {shown(pair.entry.translation)}", "read both to the end")


def check_incomplete(pair: Pair) -> Iterator[Finding]:
    """No half of a text got lost: its length, figures, names, clauses and end together tell.

    Bad:  msgid "The mayor said on Friday that the bridge, closed since 2019, would open in May." with
          msgstr "Мэр сказал в пятницу, что мост"
    Good: the same with msgstr "Мэр сказал в пятницу, что мост, закрытый с 2019 года, откроется в мае."
    """
    texts = pair.told, pair.said, pair.source_locale, pair.locale
    for fault in incomplete(*texts, bar=pair.limits.incomplete):
        yield Finding(f"{fault.message}: {shown(pair.entry.translation)}", "translate what is missing")


_MANY = 2
_INNER_END = re.compile(r"[.!?…。！？｡؟।۔][\"'”’»)\]]*+(?:\s++|(?<=[。！？｡؟।۔]))\S")
_INTERRUPTED = re.compile(r"[,.?!][\"”’']\s[^.!?\"“”]{1,120}\.\s+[\"“‘]")
"""Speech with `he said.` in its middle, which many languages write as one sentence."""


def check_sentences(pair: Pair) -> Iterator[Finding]:
    """A translation has as many sentences as its source, or one more.

    Bad:  msgid "He left. She stayed." with msgstr "Он ушёл."
    Good: msgid "It was on Monday. Mr. Smith left." with msgstr "Это было в понедельник. Г-н Смит ушёл."
    """
    source, target = pair.told, pair.said
    inner = len(_INNER_END.findall(source)), len(_INNER_END.findall(target))
    if inner[0] == inner[1] or (not inner[0] and inner[1] < _MANY):
        return
    told, said = _count(source, pair.source_locale), _count(target, pair.locale)
    joined = len(_INTERRUPTED.findall(source)) if said < told else 0
    if said < told - joined or said > told + 1 + (told > _MANY):
        yield Finding(f"{said} of {told} sentences: {shown(pair.entry.translation)}", "is anything missing, or added?")


def _count(text: str, locale: Locale) -> int:
    return len(sentences(text, language=locale.tag)) if _INNER_END.search(text) else 1


def check_edited_source(pair: Pair) -> Iterator[Finding]:
    """No translation outlives a change of its source's facts without a change of its own.

    Bad:  #| msgid "It opens at 12." with msgid "It opens at 14.", cleared with its old msgstr "Открытие в 12."
    Good: the same with msgstr "Открытие в 14."
    """
    entry = pair.entry
    if entry.previous is None or not unchanged_since(entry):
        return
    edited = change(entry.previous, entry.source, pair.source_locale.argos)
    if entry.state is State.OUTDATED or edited.kind in MEANING_CHANGES:
        yield Finding(f"the source changed, the translation did not: {edited}", "bring the translation up to date")
