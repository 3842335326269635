"""The check of a project as a whole: one sentence, one translation, and the reverse."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import NamedTuple

from l10n.catalogue import State, digest
from l10n.checks.finding import shown, subject
from l10n.checks.localised import Localised
from l10n.locales import Locale

INCONSISTENT = "inconsistent"
_CHARACTERS = 4
"""Characters that stand for a word in a language without blanks."""


class Said(NamedTuple):
    """What somebody stands for: a reviewed translation, known by digests of both texts."""

    line: int
    """Of the catalogue."""
    source: str
    translation: str
    shown_source: str
    shown: str
    subject: str
    article_line: int


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What is reviewed of an article in a locale."""

    name: PurePath
    """The article below `source`."""
    article: Path
    """The same, relative to the project, as is `path`."""
    path: Path
    """Of the catalogue."""
    locale: Locale
    said: Sequence[Said]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A translation that another one contradicts."""

    where: Reviewed
    said: Said
    message: str
    hint: str


def said(localised: Localised) -> Iterator[Said]:
    """The reviewed translations of an article that should be the same elsewhere."""
    blanks, least = localised.glossary.source.spaced, localised.limits.inconsistent
    for entry in localised.wanted.values():
        text = entry.source
        long = text.count(" ") + 1 >= least if blanks else len(text) >= least * _CHARACTERS
        if long and entry.state is State.REVIEWED and INCONSISTENT not in localised.exemptions.of(entry):
            digests = digest(text.casefold()), digest(entry.translation)
            texts = shown(text), shown(entry.translation)
            yield Said(entry.line, *digests, *texts, subject(entry), localised.lines[text])


def check_inconsistent(found: Sequence[Reviewed]) -> Iterator[Disagreement]:
    """A sentence has one reviewed translation in the whole project, and no two sentences share one.

    Bad:  msgid "He left early." with msgstr "Он ушёл рано." here and with msgstr "Он рано уехал." there
    Good: the same msgstr in both catalogues, or `# l10n:ignore inconsistent` where they mean different things
    """
    for group in _groups(found, lambda each: each.source):
        if len({said.translation for _, said in group}) > 1:
            yield from (Disagreement(where, said, *_otherwise(said, group)) for where, said in group)
    for group in _groups(found, lambda each: each.translation):
        if len({said.source for _, said in group}) > 1:
            yield from (Disagreement(where, said, *_for_another(said, group)) for where, said in group)


_Group = list[tuple[Reviewed, Said]]


def _groups(found: Sequence[Reviewed], key: Callable[[Said], str]) -> Iterator[_Group]:
    """What has one key in one locale, in the order of the articles."""
    groups: dict[tuple[str, str], _Group] = {}
    for where in found:
        locale = where.locale.name
        for said in where.said:
            groups.setdefault((locale, key(said)), []).append((where, said))
    yield from groups.values()


def _otherwise(each: Said, group: _Group) -> tuple[str, str]:
    where, other = next(one for one in group if one[1].translation != each.translation)
    place = f"{where.path.as_posix()}:{other.line}"
    return f"translated otherwise in {place}: {each.shown_source}", f"here {each.shown}, there {other.shown}"


def _for_another(each: Said, group: _Group) -> tuple[str, str]:
    where, other = next(one for one in group if one[1].source != each.source)
    place = f"{where.path.as_posix()}:{other.line}"
    return f"the translation of another sentence, too, in {place}: {each.shown}", f"there of {other.shown_source}"
