"""Checks of the language: a translation is written in its own, all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n.checks.finding import Finding, shown
from l10n.checks.localised import Pair
from l10n.distrust.copies import WHOLE, left
from l10n.distrust.language import foreign
from l10n.distrust.relatives import related
from l10n.locales import language_name, locale


def check_untranslated(pair: Pair) -> Iterator[Finding]:
    """No translation is its source, or holds words of its source in a row; names may stay.

    Bad:  msgid "The ministry declined to comment." with msgstr "The ministry declined to comment."
    Good: msgid "NATO" with msgstr "NATO"
    """
    for fault in pair.copied:
        if fault == WHOLE or not pair.mixed:
            yield Finding(f"not translated: {fault.message}: {_said(pair)}", "translate it")


def check_script_share(pair: Pair) -> Iterator[Finding]:
    """A translation is written in the script of its language, but for names of the source.

    Bad:  msgid "The jet returned to base." with msgstr "The jet вернулся to base."
    Good: msgid "Anna Lee works for Sky News." with msgstr "Анна Ли работает на Sky News."
    """
    for fault in pair.mixed:
        if WHOLE not in pair.copied:
            yield Finding(f"{fault.message}: {_said(pair)}", "translate the rest of it")


def check_wrong_language(pair: Pair) -> Iterator[Finding]:
    """No translation is in a language that is written like its own.

    Bad:  msgid "He said" in ru with msgstr "Він сказав"
    Good: msgid "He said" in ru with msgstr "Он сказал"
    """
    texts = pair.told, pair.said, pair.source_locale, pair.locale
    for fault in (*foreign(*texts), *related(*texts)):
        yield Finding(f"{fault.message}: {_said(pair)}", f"write it in {language_name(pair.locale, locale('en'))}")
        return


def check_residue(pair: Pair) -> Iterator[Finding]:
    """No ordinary word of the source is left in a translation that is written in another script.

    Bad:  msgid "They deployed drones nearby." with msgstr "Они развернули drones поблизости."
    Good: msgid "the iPhone store" with msgstr "магазин iPhone"
    """
    texts = pair.told, pair.said, pair.source_locale, pair.locale
    words = [word for word in left(*texts) if len(word) >= pair.limits.residue]
    named = _named(pair.said) if words else frozenset()
    words = [word for word in words if word not in named]
    if words and not pair.copied and not pair.mixed:
        kept = {word for term in pair.of.glossary.terms if term.keep for word in term.source.split()}
        if found := [word for word in dict.fromkeys(words) if word not in kept]:
            said = ", ".join(f"“{word}”" for word in found[:5])
            yield Finding(f"not translated: {said}: {_said(pair)}", "translate it, or put it into the glossary to keep")


_BEFORE_WORD = re.compile(r"(?<![A-Za-z])([A-Za-z]++) (?=(([A-Za-z]++)(?:['’-][A-Za-z]+)*+))")


def _named(text: str) -> frozenset[str]:
    """The words behind one with a capital, which may be the end of a name that stayed: GNU gettext."""
    named = (found for found in _BEFORE_WORD.finditer(text) if not found[1].islower())
    return frozenset(word for found in named for word in (found[2], found[3]))


def _said(pair: Pair) -> str:
    return shown(pair.entry.translation)
