"""Checks of what is translated: nothing missing, nothing unread, nothing outdated, nothing that a build must refuse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from l10n.build import active_difference
from l10n.catalogue import FORMER, Entry, State, held
from l10n.checks.finding import Finding, shown
from l10n.checks.localised import Localised
from l10n.problem import Severity
from l10n.publishing import Reason


def check_broken(localised: Localised) -> Iterator[Finding]:
    r"""Every entry of the catalogue can be read, and is the only one of its sentence.

    Bad:  msgid "He left."
          msgstr "Он "ушёл"."
    Good: the same with msgstr "Он \"ушёл\"."
    """
    for entry in localised.catalogue.broken if localised.catalogue else ():
        yield Finding(entry.broken, entry.remedy, entry=entry)


def check_missing(localised: Localised) -> Iterator[Finding]:
    """Every segment has a translation.

    Bad:  msgid "He left." with msgstr ""
    Good: msgid "He left." with msgstr "Он ушёл."
    """
    if localised.require == "none":
        return
    for entry in localised.wanted.values():
        if entry.state is State.MISSING:
            hint = "translate it in the catalogue, or run `l10n translate` for a draft"
            yield Finding(f"not translated: {shown(entry.source)}", hint, entry=entry)


def check_machine(localised: Localised) -> Iterator[Finding]:
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
            yield Finding(f"a draft that nobody has reviewed: {shown(entry.source)}", hint, entry=entry)


def check_unfinished(localised: Localised) -> Iterator[Finding]:
    """No translation is somebody's unfinished work.

    Bad:  #, fuzzy
          msgid "He left at noon." with msgstr "Он уш"
    Good: the translation finished, `fuzzy` cleared
    """
    for entry in localised.wanted.values():
        if localised.withheld(entry) is Reason.UNFINISHED:
            message = f"somebody's unfinished translation: {shown(entry.translation)}"
            hint = f"{_to_finish(entry)} (Needs work); until then the source stands in"
            yield Finding(message, hint, entry=entry)


def _to_finish(entry: Entry) -> str:
    """The next step; two branches may have disagreed on the entry, or a text may have lost its place to another."""
    if any(line.startswith(FORMER) for line in entry.comments):
        return "choose between it and the text in its comment `l10n:was`, delete that comment, and clear `fuzzy`"
    return "finish it and clear `fuzzy`"


def check_outdated(localised: Localised) -> Iterator[Finding]:
    """No translation is of an earlier source.

    Bad:  #, fuzzy
          #| msgid "He left at noon."
          msgid "He left at one."
    Good: the translation brought up to date, `fuzzy` cleared
    """
    severity = Severity.WARNING if localised.require == "none" else None
    for entry in localised.wanted.values():
        if entry.state is State.OUTDATED:
            reason = localised.withheld(entry)
            if reason or localised.require == "reviewed":
                yield _outdated(entry, reason, severity, localised.require)


def _outdated(entry: Entry, reason: Reason | None, severity: Severity | None, required: str) -> Finding:
    message = f"the source changed under the translation{_WHY.get(reason, '')}: {shown(entry.source)}"
    was = "the source that it was made for is lost"
    if entry.previous is not None:
        was = f"it was: {shown(entry.previous)}"
    hint = f"{was}; bring the translation up to date and clear `fuzzy`{_until_then(reason, required)}"
    return Finding(message, hint, severity, entry=entry)


def _until_then(reason: Reason | None, required: str) -> str:
    """What a build does meanwhile; `check` may require more than it: then an outdated text may well be published."""
    if reason is Reason.OUTDATED and required == "reviewed":
        return "; until then a build that requires `reviewed` shows the source"
    return "; until then the source stands in" if reason else ""


_WHY: Mapping[Reason | None, str] = MappingProxyType(
    {
        Reason.MEANING: " and says something else",
        Reason.BEGUN: ", which nobody has stood for as it is",
    }
)


def check_not_extracted(localised: Localised) -> Iterator[Finding]:
    """Every segment of the article is in its catalogue.

    Bad:  an article edited after the last `l10n extract`
    Good: `l10n extract` run and its catalogues committed with the article
    """
    hint = "run `l10n extract`"
    texts = [segment.text for segment in localised.page.segments]
    damaged = held(localised.catalogue, texts) if localised.catalogue else ()  # named as broken
    for segment in localised.page.segments:
        if segment.text not in localised.entries and segment.text not in damaged:
            line = localised.line(segment)
            message = f"not in {localised.path.as_posix()}: {shown(segment.text)}"
            if localised.catalogue is None:
                message, line = f"there is no {localised.path.as_posix()}", 1
            yield Finding(message, hint, article_line=line)
            if localised.catalogue is None:
                return


def check_markup(localised: Localised) -> Iterator[Finding]:
    """A translation has the markup of its source, and the built article its structure.

    Bad:  msgid "See [the guide](guide.md)." with msgstr "См. [руководство](guide.md"
    Good: msgid "See [the guide](guide.md)." with msgstr "См. [руководство](guide.md)."
    """
    hint = "keep every link, tag, code span and placeholder of the source; until then the source stands in"
    built, excused = localised.built, localised.exemptions.excused(localised.catalogue)
    for segment in {each.text: each for each in built.refused if each.text not in built.active}.values():
        entry = localised.entries[segment.text]
        lost = active_difference(localised.page.format, segment, entry.translation)
        what = f"it {lost}: " if lost else ""
        message = f"markup differs from the source's: {what}{shown(entry.translation)}"
        if segment.text in excused:
            message = f"no exemption helps, the structure of the article would change: {shown(entry.translation)}"
        yield Finding(message, hint, entry=entry)


def check_active(localised: Localised) -> Iterator[Finding]:
    """A translation has no tags, template marks, attribute lists or expressions but those of its source.

    They run in a browser, or in the program that makes the site, in titles and front matter as well as in prose.

    Bad:  msgid "A title" with msgstr "Заголовок <img src=x onerror=alert(1)>"
          msgid "Hello." with msgstr "Привет, {process.env.HOME}." in an MDX article
    Good: msgid "Press <kbd>Esc</kbd>" with msgstr "Нажмите <kbd>Esc</kbd>"
    """
    hint = "write them as in the source; until then the source stands in"
    for source, found in localised.built.active.items():
        entry = localised.entries[source]
        yield Finding(f"the translation {found}: {shown(entry.translation)}", hint, entry=entry)
