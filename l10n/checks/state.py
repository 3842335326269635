"""Checks of what is translated: nothing missing, nothing unread, nothing outdated, nothing that a build must refuse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from l10n.build import Page, build
from l10n.catalogue import Catalogue, Entry, State
from l10n.locales import Locale
from l10n.problem import Problem, Severity
from l10n.terms import Glossary


@dataclass(frozen=True)
class Localised:
    """An article in a locale, as checks look at it."""

    article: Path
    """Relative to the project, as is `path`."""
    path: Path
    """Of the catalogue."""
    page: Page
    catalogue: Catalogue | None
    """None where there is no catalogue yet."""
    locale: Locale
    require: str
    """The lowest state that is enough: `reviewed`, `machine` or `none`."""
    glossary: Glossary

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """The live entries by source text."""
        entries = self.catalogue.live if self.catalogue else ()
        return {entry.source: entry for entry in entries if not entry.foreign}

    @cached_property
    def wanted(self) -> dict[str, Entry]:
        """The entries of the segments that the article has now."""
        texts = dict.fromkeys(segment.text for segment in self.page.segments)
        return {text: self.entries[text] for text in texts if text in self.entries}

    def problem(self, rule: str, entry: Entry, message: str, hint: str, severity: Severity = Severity.ERROR) -> Problem:
        """A problem of one entry, at its line of the catalogue."""
        return Problem(self.path, entry.line, rule, message, severity, self.locale.name, hint)


Check = Callable[[Localised], Iterator[Problem]]


def check_broken(localised: Localised) -> Iterator[Problem]:
    r"""Every entry of the catalogue can be read, and is the only one of its sentence.

    Bad:  msgid "He left."
          msgstr "Он "ушёл"."
    Good: the same with msgstr "Он \"ушёл\"."
    """
    for entry in localised.catalogue.broken if localised.catalogue else ():
        hint = "delete one of the two" if entry.source else "mend it in a text editor"
        yield localised.problem("broken", entry, entry.broken, hint)


def check_missing(localised: Localised) -> Iterator[Problem]:
    """Every segment has a translation.

    Bad:  msgid "He left." with msgstr ""
    Good: msgid "He left." with msgstr "Он ушёл."
    """
    if localised.require == "none":
        return
    for entry in localised.wanted.values():
        if entry.state is State.MISSING:
            hint = "translate it in the catalogue, or run `l10n translate` for a draft"
            yield localised.problem("missing", entry, f"not translated: {shown(entry.source)}", hint)


def check_machine(localised: Localised) -> Iterator[Problem]:
    """Every machine draft has been reviewed.

    Bad:  #, fuzzy
          # l10n:mt argos en_ru 1.9 h=3f9a1c07
    Good: the same entry without `fuzzy`
    """
    if localised.require != "reviewed":
        return
    for entry in localised.wanted.values():
        if entry.state is State.MACHINE:
            hint = "read it in a PO editor and clear `fuzzy` (Needs work)"
            yield localised.problem("machine", entry, f"a draft that nobody has reviewed: {shown(entry.source)}", hint)


def check_outdated(localised: Localised) -> Iterator[Problem]:
    """No translation is of an earlier source.

    Bad:  #, fuzzy
          #| msgid "He left at noon."
          msgid "He left at one."
    Good: the translation brought up to date, `fuzzy` cleared
    """
    if localised.require != "reviewed":
        return
    for entry in localised.wanted.values():
        if entry.state is State.OUTDATED:
            message = f"the source changed under the translation: {shown(entry.source)}"
            hint = f"it was: {shown(entry.previous or '')}; bring the translation up to date and clear `fuzzy`"
            yield localised.problem("outdated", entry, message, hint)


def check_not_extracted(localised: Localised) -> Iterator[Problem]:
    """Every segment of the article is in its catalogue.

    Bad:  an article edited after the last `l10n extract`
    Good: `l10n extract` run and its catalogues committed with the article
    """
    hint = "run `l10n extract`"
    for segment in localised.page.segments:
        if segment.text not in localised.entries:
            document = localised.page.document
            line = document.line(document.blocks[segment.block].start)
            message = f"not in {localised.path.as_posix()}: {shown(segment.text)}"
            if localised.catalogue is None:
                message, line = f"there is no {localised.path.as_posix()}", 1
            yield Problem(
                localised.article, line, "not-extracted", message, Severity.ERROR, localised.locale.name, hint
            )
            if localised.catalogue is None:
                return


def check_markup(localised: Localised) -> Iterator[Problem]:
    """A translation has the markup of its source, and the built article its structure.

    Bad:  msgid "See [the guide](guide.md)." with msgstr "См. [руководство](guide.md"
    Good: msgid "See [the guide](guide.md)." with msgstr "См. [руководство](guide.md)."
    """
    texts = {source: entry.translation for source, entry in localised.wanted.items() if entry.translated}
    hint = "keep every link, tag, code span and placeholder of the source; until then the source stands in"
    refused = build(localised.page, texts, localised.locale).refused
    for source in dict.fromkeys(segment.text for segment in refused):
        entry = localised.entries[source]
        message = f"markup differs from the source's: {shown(entry.translation)}"
        yield localised.problem("markup", entry, message, hint)


def shown(text: str) -> str:
    """A text short enough for a message."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= 72 else f"“{line[:70]}…”"
