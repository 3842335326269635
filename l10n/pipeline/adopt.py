"""Existing translations taken over into catalogues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final

from l10n import catalogue as po
from l10n.adoption import Adoption, Languages
from l10n.adoption import adopt as taken_over
from l10n.errors import InputError, UsageError
from l10n.formats import SUFFIXES, format_of
from l10n.locales import Locale
from l10n.pipeline.articles import Article, Terminology, contents, document_of, handled, localised_page
from l10n.pipeline.extract import merged
from l10n.pipeline.outcome import Outcome, Progress, silent
from l10n.project import Project
from l10n.scripts import written_in
from l10n.store import Border, is_file, read

_TIGHT: Final = frozenset({"Hani", "Hira", "Kana"})
"""Scripts of which a house says what stands between them and Latin letters."""


@dataclass(frozen=True, slots=True)
class Matched:
    """Articles with the files that translate them."""

    pairs: tuple[tuple[PurePosixPath, Path], ...]
    """Articles by their path below `source`."""
    folder: Path | None = None
    """What the files lie in; None where one was named itself."""
    untranslated: tuple[str, ...] = ()
    """Articles without such a file."""
    unknown: tuple[str, ...] = ()
    """Files without such an article, by their path below the folder of translations."""


def matched(project: Project, source: Path, translated: Path) -> Matched:
    """An article with its translation, or the articles of a folder with the files of equal paths in another.

    UsageError where `source` is not below the project's, holds no article, or the formats differ.
    """
    if not source.resolve().is_relative_to(project.source.resolve()):
        place = project.relative(project.source / source.name)
        raise UsageError(f"{source}: not below {project.configuration.source}/; put the article at {place} first")
    if source.is_dir() != translated.is_dir():
        raise UsageError(f"{source} and {translated}: give two files or two folders")
    articles = project.articles(SUFFIXES, [source])
    if not source.is_dir():
        _refuse_other_format(articles[0], translated)
        return Matched(((articles[0], translated),))
    base = PurePosixPath(source.resolve().relative_to(project.source.resolve()).as_posix())
    places = {article: translated / article.relative_to(base) for article in articles}
    expected = {place for place in places.values() if is_file(place)}
    return Matched(
        tuple((article, place) for article, place in places.items() if place in expected),
        translated,
        tuple(str(article) for article, place in places.items() if place not in expected),
        tuple(path.relative_to(translated).as_posix() for path in _files(translated) if path not in expected),
    )


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in SUFFIXES and path.is_file())


def _refuse_other_format(article: PurePosixPath, translated: Path) -> None:
    known = translated.suffix.lower() in SUFFIXES
    if not known or format_of(translated) is not format_of(article):
        raise UsageError(f"{translated}: not in the format of {article}; convert it to {article.suffix} first")


def adopt(
    project: Project, found: Matched, locale: Locale, *, dry_run: bool = False, progress: Progress = silent
) -> tuple[tuple[Adoption, ...], Outcome]:
    """Catalogues filled with what is certain of existing translations, made where there were none.

    `dry_run`: nothing is written.
    """
    accounts: list[Adoption] = []
    outcome = Outcome()
    with progress("Adopting", len(found.pairs)) as step:
        for name, path in found.pairs:
            try:
                article = Article(name, contents(project, project.source / name), project)
                with handled(article):
                    account, written = _adopt_one(article, path, found.folder, locale, dry_run=dry_run)
                accounts.append(account)
                outcome += Outcome(written)
            except InputError as error:
                outcome += Outcome(errors=(error,))
            step(1)
    return tuple(accounts), outcome


def _adopt_one(
    article: Article, path: Path, folder: Path | None, locale: Locale, *, dry_run: bool
) -> tuple[Adoption, tuple[Path, ...]]:
    project = article.project
    options = replace(
        project.options, language=locale.argos, latin_joint=_latin_joint(project, locale), emphasis_seen=False
    )
    translated = document_of(project, path, _bytes(project, path, folder), options)
    languages = Languages(project.source_locale, locale, project.configuration.segmentation)
    accounts: list[Adoption] = []

    def change(now: bytes | None) -> bytes | None:
        catalogue = merged(article, locale, Terminology(project), None, now)
        page = localised_page(project, article.page, catalogue)
        done, account = taken_over(str(article.name), page, translated, catalogue, languages)
        accounts.append(account)
        return None if dry_run else po.dump(done)

    place = project.catalogue(article.name, locale)
    written = project.update(place, change)
    return accounts[-1], (place,) if written else ()


def _latin_joint(project: Project, locale: Locale) -> str:
    """What a line break beside Latin letters and digits stands for: what the house writes there."""
    if written_in(locale.script).isdisjoint(_TIGHT):
        return " "
    usual = "space" if locale.script == "Hant" else "none"
    chosen = project.house.latin_space
    return "" if (usual if chosen == "usual" else chosen) == "none" else " "


def _bytes(project: Project, path: Path, folder: Path | None) -> bytes:
    """The bytes of a translation: of a file that was named, or of one in a folder that was, and below it."""
    try:
        return read(path, Border(folder) if folder else None)
    except OSError as error:
        raise InputError(project.relative(path), f"cannot be read: {error.strerror}") from error
