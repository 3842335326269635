"""Drafts and what people made of them, from catalogues, from the kept drafts and from git's history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from l10n.catalogue import digest
from l10n.change import ChangeKind, change
from l10n.drafts import DraftKey, WrittenDrafts
from l10n.errors import InputError, L10nError, UsageError
from l10n.evaluation import Drafted, Fate, Row, fate, rows
from l10n.formats import SUFFIXES
from l10n.git import contents, versions
from l10n.history import drafts_in
from l10n.locales import Locale
from l10n.pipeline.articles import catalogue_of
from l10n.pipeline.outcome import Outcome, Progress, silent
from l10n.pipeline.translate import DRAFTS
from l10n.project import Project


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The drafts of catalogues."""

    drafted: tuple[Drafted, ...]
    """By locale, article and place in the catalogue."""
    engines: tuple[str, ...]
    """Whose drafts there are, also those that were not asked for."""
    unsearched: tuple[str, ...]
    """Why drafts were not looked for somewhere."""
    outcome: Outcome


def evaluate(
    project: Project,
    paths: Sequence[Path],
    locales: Sequence[Locale],
    engine: str | None = None,
    progress: Progress = silent,
) -> Evaluated:
    """What became of all drafts, or of an engine's; nothing is written."""
    found, errors = _drafted(project, paths, locales, progress)
    wanted = [each for each in found if engine in {None, each.provenance.engine}]
    texts, unsearched = _texts(project, wanted, progress)
    language = project.source_locale.argos
    drafted = tuple(_with_draft(each, texts, language) if each.fate is Fate.EDITED else each for each in wanted)
    engines = tuple(sorted({each.provenance.engine for each in found}))
    return Evaluated(drafted, engines, unsearched, Outcome(errors=errors))


def compared(drafted: Sequence[Drafted], by: str, progress: Progress = silent) -> tuple[Row, ...]:
    """The figures of drafts, grouped (a key of `l10n.evaluation.BY`)."""
    with progress("Comparing", len(drafted)) as step:
        return rows(drafted, by, step)


def _drafted(
    project: Project, paths: Sequence[Path], locales: Sequence[Locale], progress: Progress
) -> tuple[list[Drafted], tuple[InputError, ...]]:
    names = project.articles(SUFFIXES, paths)
    found: list[Drafted] = []
    errors: list[InputError] = []
    with progress("Reading catalogues", len(names) * len(locales)) as step:
        for locale in locales:
            for name in names:
                try:
                    found += _in_catalogue(project, name, locale)
                except InputError as error:
                    errors.append(error)
                step(1)
    return found, tuple(errors)


def _in_catalogue(project: Project, name: PurePosixPath, locale: Locale) -> Iterator[Drafted]:
    """An accepted draft is its own text; what an edited one was is not known yet."""
    catalogue = catalogue_of(project, name, locale)
    path = project.relative(project.catalogue(name, locale))
    for entry in catalogue.entries if catalogue else ():
        known, provenance = fate(entry), entry.provenance
        if known and provenance:
            draft = None if known in {Fate.EDITED, Fate.BEGUN} else entry.translation
            yield Drafted(str(name), locale, path, entry, provenance, known, draft)


_Texts = dict[str, dict[str, str]]
"""Drafts by their digest, then by the sentence that they were made for."""


def _with_draft(each: Drafted, texts: _Texts, language: str) -> Drafted:
    """The entry with what was drafted, where that is known, and was for this sentence or one that says the same."""
    now = each.entry.source
    known = texts.get(each.provenance.digest, {})
    same = [now] if now in known else [old for old in sorted(known) if _says_the_same(old, now, language)]
    if not known:
        return each
    return replace(each, draft=known[same[0]]) if same else replace(each, fate=Fate.REWORDED)


def _says_the_same(old: str, new: str, language: str) -> bool:
    return change(old, new, language).kind is ChangeKind.COSMETIC


def _texts(project: Project, drafted: Iterable[Drafted], progress: Progress) -> tuple[_Texts, tuple[str, ...]]:
    """What the edited drafts were, as far as it is known, and why it was not looked for somewhere."""
    edited = [each for each in drafted if each.fate is Fate.EDITED]
    found, reason = _kept(project, edited)
    left = [each for each in edited if each.key not in found]
    older, no_history = _from_history(project, left, progress) if left else ({}, "")
    texts: _Texts = {}
    for (source, mark), text in {**found, **older}.items():
        texts.setdefault(mark, {})[source] = text
    return texts, tuple(filter(None, (reason if left else "", no_history)))


def _kept(project: Project, drafted: Iterable[Drafted]) -> tuple[dict[DraftKey, str], str]:
    texts: dict[DraftKey, str] = {}
    digests: dict[Locale, list[str]] = {}
    for each in drafted:
        digests.setdefault(each.locale, []).append(each.provenance.digest)
    try:
        with WrittenDrafts(project.root / DRAFTS) as written:
            for locale, wanted in digests.items():
                texts |= written.known(locale, wanted)
    except L10nError as error:
        return {}, str(error)
    return {key: text for key, text in texts.items() if digest(text) == key[1]}, ""


def _from_history(project: Project, drafted: Sequence[Drafted], progress: Progress) -> tuple[dict[DraftKey, str], str]:
    folders = {project.catalogue(PurePosixPath("x"), each.locale).parent for each in drafted}
    below = sorted(project.relative(folder).as_posix() for folder in folders)
    try:
        names = versions(project.root, below, ".po")
    except UsageError as error:
        return {}, f"git's history was not searched: {error}"
    with progress("Searching git's history", len(names)) as step, closing(contents(project.root, names)) as found:

        def counted() -> Iterator[bytes]:
            for content in found:
                yield content
                step(1)

        return drafts_in(counted(), [each.key for each in drafted]), ""
