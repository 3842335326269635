"""Templates and catalogues brought up to date with the articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from l10n import catalogue as po
from l10n.build import Page
from l10n.catalogue import Catalogue, Entry
from l10n.errors import InputError, L10nError
from l10n.inline import lift
from l10n.locales import Locale
from l10n.merge import Manner, Wanted, merge
from l10n.pipeline.articles import (
    STAMPS,
    Article,
    Reading,
    Terminology,
    damage,
    handled,
    localised_page,
    remembered_segments,
    stamp,
    stamp_of,
)
from l10n.pipeline.moves import Orphan, departed, heirs, with_departed
from l10n.pipeline.orphans import removed_orphans
from l10n.pipeline.outcome import Outcome, Progress, silent, together
from l10n.project import Project
from l10n.protect import prose
from l10n.recut import recut
from l10n.segments import Segment
from l10n.stamps import Stamps
from l10n.store import ANY
from l10n.terms import Glossary, noted

_Make = Callable[[bytes | None], Catalogue]
"""Makes a file from the bytes that it has now."""


@dataclass(frozen=True, slots=True)
class _Stage:
    """What all articles of one extraction share."""

    terminology: Terminology
    inherited: Mapping[str, Mapping[PurePosixPath, Orphan]]
    """By locale, the catalogues that articles had under another name."""
    stamps: Stamps
    dry: bool


def extract(project: Project, reading: Reading, progress: Progress = silent, *, dry: bool = False) -> Outcome:
    """Templates and catalogues brought up to date with the articles; people's work is kept, wherever it moved to.

    `dry`: nothing is written or removed, and the outcome names the files that would be.
    """
    inherited = {locale.name: heirs(project, reading.articles, locale) for locale in project.locales}
    with Stamps(project.root / STAMPS, project.border) as stamps, progress("Extracting", len(reading.articles)) as step:
        stage = _Stage(Terminology(project), inherited, stamps, dry)
        done: list[_Extracted] = []
        for article in reading.articles:
            if (extracted := _extract_one(article, stage)) is not None:
                done.append(extracted)
            step(1)
        outcome = together([each.outcome for each in done])
        left = removed_orphans(project, stamps, dry=True) if dry else _finished(project, done, stage)
        return outcome + left


@dataclass(frozen=True, slots=True)
class _Extracted:
    """An article that was extracted, as it was not up to date."""

    article: Article
    made: Mapping[Path, _Make]
    outcome: Outcome
    stamp: str
    """Of the article with its files as they were written."""


def _extract_one(article: Article, stage: _Stage) -> _Extracted | None:
    made = dict(_extractions(article, stage))
    if stage.stamps.done(_work(article), stamp(article, made, stage.terminology.fingerprint)) is not None:
        return None
    written: list[Path] = []
    errors: list[L10nError] = []
    contents: list[bytes] = []
    for path, make in made.items():
        try:
            with handled(article):
                changed, catalogue, content = _brought(article.project, path, make, dry=stage.dry)
            contents.append(content)
            if changed:
                written.append(path)
            if catalogue.broken:
                errors += damage(article.project, path)
        except InputError as error:
            errors.append(error)
    if not errors and not stage.dry:
        inherited = [found[article.name] for found in stage.inherited.values() if article.name in found]
        errors += _removed(article.project, inherited)
    done = stamp_of(article, contents, stage.terminology.fingerprint)
    return _Extracted(article, made, Outcome(tuple(written), tuple(errors)), done)


def _work(article: Article) -> str:
    return f"extract {article.name}"


def _finished(project: Project, done: Sequence[_Extracted], stage: _Stage) -> Outcome:
    """What is left to do when all articles are extracted; only then the work counts as done.

    Whoever stops a command before that has all of it done again by the next one.
    """
    written = {path for each in done for path in each.outcome.written}
    paths = [path for each in done for path in each.made]
    outcome = _rejoined(project, paths) if paths else Outcome()
    unfinished = {error.path for error in outcome.errors if isinstance(error, InputError)}
    outcome += removed_orphans(project, stage.stamps)
    for each in done:
        if not each.outcome.errors and unfinished.isdisjoint(map(project.relative, each.made)):
            rejoined = any(path in outcome.written for path in each.made)
            done_now = stamp(each.article, each.made, stage.terminology.fingerprint) if rejoined else each.stamp
            stage.stamps.remember(_work(each.article), done_now)
            remembered_segments(each.article, stage.stamps)
    return replace(outcome, written=tuple(path for path in outcome.written if path not in written))


def _brought(project: Project, path: Path, make: _Make, *, dry: bool) -> tuple[bool, Catalogue, bytes]:
    """Whether a file was not up to date, and what it has then. InputError where it is damaged, or cannot be written."""
    made: list[tuple[Catalogue, bytes]] = []

    def change(now: bytes | None) -> bytes:
        catalogue = make(now)
        made.append((catalogue, po.dump(catalogue)))
        return made[-1][1]

    if dry:
        now = project.read(path)
        behind = change(now) != now and (now is None or _texts(po.parse(now, path)) != _texts(made[-1][0]))
        return behind, *made[-1]
    return project.update(path, change), *made[-1]


def _texts(catalogue: Catalogue) -> list[tuple[object, ...]]:
    """What a build needs of a catalogue. Notes, references and obsolete entries wait for the next extraction.

    A translator's editor and gettext's tools may leave a stale note or previous source, and drop or wrap what we wrote.
    """
    return [(entry.key, entry.translation, entry.plurals) for entry in catalogue.live]


def _removed(project: Project, inherited: Iterable[Orphan]) -> Iterator[InputError]:
    """What the heir has now, template included, lies nowhere else any more; why it could not be removed."""
    for orphan in inherited:
        name = PurePosixPath(orphan.path.relative_to(_folder_of(project, orphan.path)).as_posix()).with_suffix("")
        try:
            # The catalogue goes last: as long as it is there, the next extraction finds both.
            project.remove(project.template(name), ANY)
            project.remove(orphan.path, orphan.content)
        except InputError as error:
            yield error


def _folder_of(project: Project, path: Path) -> Path:
    """The folder of a locale's catalogues that holds one."""
    folders = [project.catalogue(PurePosixPath("x"), locale).parent for locale in project.locales]
    return next(folder for folder in folders if path.is_relative_to(folder))


def _rejoined(project: Project, paths: Iterable[Path]) -> Outcome:
    """Sentences that came from another article have their translations again; `paths`: the catalogues to look at."""
    changed: list[Path] = []
    errors: list[InputError] = []
    wanted = set(paths)
    for locale in project.locales:
        folder = project.catalogue(PurePosixPath("x"), locale).parent
        fresh = sorted(path for path in wanted if path.is_relative_to(folder))
        known = departed(project, locale) if fresh else {}
        for path in fresh if known else ():
            try:
                if project.update(path, partial(_with_departed, project, path, known)):
                    changed.append(path)
            except InputError as error:
                errors.append(error)
    return Outcome(tuple(changed), tuple(errors))


def _with_departed(project: Project, path: Path, known: Mapping[str, Entry], now: bytes | None) -> bytes | None:
    return None if now is None else po.dump(with_departed(po.parse(now, project.relative(path)), known))


def _extractions(article: Article, stage: _Stage) -> Iterator[tuple[Path, _Make]]:
    project = article.project
    yield project.template(article.name), partial(_new_template, article)
    for locale in project.locales:
        orphan = stage.inherited[locale.name].get(article.name)
        make = partial(merged, article, locale, stage.terminology, orphan)
        yield project.catalogue(article.name, locale), make


def _new_template(article: Article, now: bytes | None) -> Catalogue:
    project = article.project
    path = project.relative(project.template(article.name))
    old = po.template(project=project.name) if now is None else po.parse(now, path)
    return merge(old, _wanted(article, article.page))


def merged(
    article: Article, locale: Locale, terminology: Terminology, orphan: Orphan | None, now: bytes | None
) -> Catalogue:
    """The catalogue of an article brought up to date, or a new one. InputError where either is damaged.

    `orphan`: the catalogue that the article had under another name; `now`: the bytes of the one that it has.
    """
    project = article.project
    if now is None:
        old = orphan.catalogue if orphan else None
    else:
        old = po.parse(now, project.relative(project.catalogue(article.name, locale)))
    if old is None:
        old = po.new(language=locale.header, plural_forms=locale.plural_forms, project=project.name)
    else:
        by = project.configuration.segmentation
        old = recut(article.page.document, old, project.source_locale, locale, by)
    page = localised_page(project, article.page, old)
    glossary = terminology.glossary
    terms = (_terms_of(page, segment, glossary, locale) for segment in page.segments)
    found = zip(_wanted(article, page), terms, strict=True)
    manner = Manner(project.source_locale.argos, keep_cosmetic=project.configuration.cosmetic == "keep")
    return merge(old, [replace(wanted, notes=(*wanted.notes, *more)) for wanted, more in found], manner)


def _terms_of(page: Page, segment: Segment, glossary: Glossary, locale: Locale) -> tuple[str, ...]:
    """A note for each term of a segment; those in code and addresses are none."""
    words = lift(segment.text, segment.marks, page.format.decode).words
    found = noted(words, glossary, locale)
    return noted(prose(words, terms=glossary.sources), glossary, locale) if found else ()


def _wanted(article: Article, page: Page) -> list[Wanted]:
    project = article.project
    reference = f"{project.configuration.source}/{article.name}"
    return [
        Wanted(segment.text, (_note(segment),), _reference(project, page, segment, reference))
        for segment in page.segments
    ]


def _note(segment: Segment) -> str:
    return f"{segment.kind}: {segment.note}" if segment.note else str(segment.kind)


def _reference(project: Project, page: Page, segment: Segment, reference: str) -> str:
    if project.configuration.references == "file":
        return reference
    return f"{reference}:{page.document.line(page.document.blocks[segment.block].start)}"
