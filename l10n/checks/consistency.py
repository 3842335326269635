"""The check of a project as a whole: one sentence, one translation, and the reverse."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from l10n.catalogue import State, digest
from l10n.checks.finding import shown
from l10n.checks.localised import Localised
from l10n.checks.policy import ignored

INCONSISTENT = "inconsistent"
_WORDS = 3
"""A sentence of so many words says the same wherever it stands; `Home` or `Read more` may not."""
_CHARACTERS = 12
"""The same in a language without blanks."""


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """What somebody stands for: a reviewed translation, known by digests of both texts."""

    path: Path
    line: int
    locale: str
    source: str
    translation: str
    shown_source: str
    shown: str
    subject: str
    article: Path
    article_line: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A translation that another one contradicts."""

    said: Said
    message: str
    hint: str


def said(localised: Localised) -> Iterator[Said]:
    """The reviewed translations of an article that should be the same elsewhere."""
    blanks = localised.glossary.source.spaced
    for entry in localised.wanted.values():
        text = entry.source
        long = text.count(" ") + 1 >= _WORDS if blanks else len(text) >= _CHARACTERS
        if long and entry.state is State.REVIEWED and INCONSISTENT not in ignored(entry):
            digests = digest(text.casefold()), digest(entry.translation)
            subject = digest(f"{text}\0{entry.translation}")
            yield Said(
                localised.path,
                entry.line,
                localised.locale.name,
                *digests,
                shown(text),
                shown(entry.translation),
                subject,
                localised.article,
                localised.lines[text],
            )


def check_inconsistent(found: Iterable[Said]) -> Iterator[Disagreement]:
    """A sentence has one reviewed translation in the whole project, and no two sentences share one.

    Bad:  msgid "He left early." with msgstr "Он ушёл рано." here and with msgstr "Он рано уехал." there
    Good: the same msgstr in both catalogues, or `# l10n:ignore inconsistent` where they mean different things
    """
    ordered = sorted(found)
    for group in _groups(ordered, lambda each: (each.locale, each.source)):
        if len({each.translation for each in group}) > 1:
            yield from (Disagreement(each, *_otherwise(each, group)) for each in group)
    for group in _groups(ordered, lambda each: (each.locale, each.translation)):
        if len({each.source for each in group}) > 1:
            yield from (Disagreement(each, *_for_another(each, group)) for each in group)


def _groups(found: Iterable[Said], key: Callable[[Said], tuple[str, str]]) -> Iterator[list[Said]]:
    groups: dict[tuple[str, str], list[Said]] = {}
    for each in found:
        groups.setdefault(key(each), []).append(each)
    yield from groups.values()


def _otherwise(each: Said, group: Sequence[Said]) -> tuple[str, str]:
    other = next(one for one in group if one.translation != each.translation)
    place = f"{other.path.as_posix()}:{other.line}"
    return f"translated otherwise in {place}: {each.shown_source}", f"here {each.shown}, there {other.shown}"


def _for_another(each: Said, group: Sequence[Said]) -> tuple[str, str]:
    other = next(one for one in group if one.source != each.source)
    place = f"{other.path.as_posix()}:{other.line}"
    return f"the translation of another sentence, too, in {place}: {each.shown}", f"there of {other.shown_source}"
