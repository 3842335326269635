"""Articles and their catalogues as they lie on disk."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePath, PurePosixPath
from unicodedata import category

from l10n import catalogue as po
from l10n.build import Page
from l10n.catalogue import Catalogue
from l10n.document import Document, ParseOptions
from l10n.errors import InputError
from l10n.formats import SUFFIXES, format_of
from l10n.locales import Locale
from l10n.parsing import readable
from l10n.project import CACHES, Project
from l10n.publishing import Publishing
from l10n.recut import localised_segments
from l10n.segments import segments
from l10n.stamps import Stamps, digest_of, fingerprint
from l10n.terms import Glossary, installed, terms

STAMPS = f"{CACHES}/stamps.json"


@dataclass(frozen=True)
class Article:
    """An article read; it is parsed when a stage first asks for its page."""

    name: PurePosixPath
    """Its path below `source`."""
    source: bytes
    project: Project

    @cached_property
    def page(self) -> Page:
        """The article parsed. InputError where it is damaged."""
        return page_of(self.project, self.name, self.source)


@dataclass(frozen=True, slots=True)
class Reading:
    """Articles, and those that could not be read."""

    articles: tuple[Article, ...]
    errors: tuple[InputError, ...] = ()


def read(project: Project, paths: Sequence[Path] = (), names: Iterable[PurePosixPath] | None = None) -> Reading:
    """The articles at or below `paths`, or the named ones. UsageError where a path holds none."""
    articles: list[Article] = []
    found, errors = nameable(project, project.articles(SUFFIXES, paths) if names is None else names)
    errors += project.unreadable_folders() if names is None and not paths else ()
    for name in found:
        path = project.source / name
        try:
            articles.append(Article(name, contents(project, path), project))
        except InputError as error:
            errors.append(error)
    return Reading(tuple(articles), tuple(errors))


def contents(project: Project, path: Path) -> bytes:
    """The bytes of a file that must be there. InputError where it is not, or cannot be read."""
    found = project.read(path)
    if found is None:
        raise InputError(project.relative(path), f"cannot be read: {os.strerror(errno.ENOENT)}")
    return found


def nameable(project: Project, names: Iterable[PurePosixPath]) -> tuple[list[PurePosixPath], list[InputError]]:
    """The articles that a catalogue can name and a line of a report shows, and an error for each other one."""
    found = list(names)
    unfit = [name for name in found if any(map(_is_unfit, str(name)))]
    reason = "its name has control characters, or is not UTF-8; rename the article"
    return (
        [name for name in found if name not in unfit],
        [InputError(legible(project.relative(project.source / name)), reason) for name in unfit],
    )


def _is_unfit(sign: str) -> bool:
    """Whether it is a control character, a line's or paragraph's end, or a byte that is no UTF-8."""
    return category(sign) in ("Cc", "Cs", "Zl", "Zp")


def legible(path: PurePath) -> str:
    """A path that any terminal and file can show: characters that no name should have as Python escapes them."""
    return "".join(repr(sign)[1:-1] if _is_unfit(sign) else sign for sign in str(path))


def page_of(project: Project, name: PurePosixPath, source: bytes) -> Page:
    """An article as it is, or was, parsed and cut; its name says the format. InputError where it is damaged."""
    path = project.source / name
    document = document_of(project, path, source, project.options)
    with readable(project.relative(path)):
        cut = segments(document, language=project.source_locale.argos, by=project.configuration.segmentation)
    return Page(document, cut, format_of(name), project.options)


def document_of(project: Project, path: Path, source: bytes, options: ParseOptions) -> Document:
    """An article parsed, its format told by its path. InputError where it is damaged."""
    with readable(project.relative(path)):
        try:
            return format_of(path).parse(source, options)
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            reason = f"not UTF-8 at byte {error.start}: {error.reason}; save the article as UTF-8"
            raise InputError(project.relative(path), reason, line=line) from error


def handled(article: Article) -> AbstractContextManager[None]:
    """Whatever a stage meets in an article or its translations, depth and size included, is an InputError of its own.

    The other articles go on.
    """
    return readable(article.project.relative(article.project.source / article.name), "cannot be worked on")


def catalogue_of(project: Project, name: PurePosixPath, locale: Locale) -> Catalogue | None:
    """The catalogue of an article, or None where there is none. InputError where it is damaged."""
    return parsed(project, project.catalogue(name, locale))


def parsed(project: Project, path: Path) -> Catalogue | None:
    """A catalogue or template, or None where there is none. InputError where it is damaged."""
    content = project.read(path)
    return None if content is None else po.parse(content, project.relative(path))


def damage(project: Project, path: Path) -> tuple[InputError, ...]:
    """What is broken in a catalogue that can be read otherwise: an error for each entry, with its line."""
    catalogue = parsed(project, path)
    return broken(project, path, catalogue) if catalogue else ()


def broken(project: Project, path: Path, catalogue: Catalogue) -> tuple[InputError, ...]:
    """An error for each entry of a catalogue that cannot be read, with its line."""
    place = project.relative(path)
    return tuple(InputError(place, f"{entry.broken}; {entry.remedy}", line=entry.line) for entry in catalogue.broken)


def publishing(project: Project, require: str) -> Publishing:
    """Which texts of the project's catalogues are published where this state is required."""
    return Publishing(require, project.configuration.build_outdated, project.source_locale.argos)


def localised_page(project: Project, page: Page, catalogue: Catalogue | None) -> Page:
    """The page cut as its catalogue has it, where only an older cut has people's words."""
    if catalogue is None:
        return page
    by = project.configuration.segmentation
    found = localised_segments(page.document, catalogue, project.source_locale, by, page.segments)
    return page if found is page.segments else replace(page, segments=found)


@dataclass(frozen=True)
class Terminology:
    """The glossary of a project; it is parsed when a stage first needs a term."""

    project: Project

    @cached_property
    def fingerprint(self) -> str:
        """A digest of its files, and of whether words are known by their forms."""
        files = (bytes_at(self.project, path) for path in self.project.glossaries)
        return fingerprint(f"glossary {installed()}", files)

    @cached_property
    def glossary(self) -> Glossary:
        """Its terms. InputError where it is damaged."""
        try:
            return Glossary(self.project.source_locale, terms(self.project.glossaries, self.project.source_locale))
        except InputError as error:
            raise InputError(self.project.relative(error.path), error.reason, line=error.line) from error


def stamp(article: Article, files: Iterable[Path], *more: str) -> str:
    """The fingerprint of an article with the files made from it, as they are now."""
    return stamp_of(article, (bytes_at(article.project, path) for path in files), *more)


def stamp_of(article: Article, contents: Iterable[bytes | None], *more: str) -> str:
    """The same of files that a stage has read or written: what somebody saved since is none of its work."""
    project = article.project
    settings = "\0".join((project.name, repr(project.configuration), *more))
    return fingerprint(settings, (article.source, *contents))


def remembered_segments(article: Article, stamps: Stamps) -> tuple[int, str]:
    """How many different segments an article has, and a digest of them; it is parsed only when it is new or edited.

    InputError where it is damaged.
    """
    name, known = f"segments {article.name}", stamp(article, ())
    numbers, probes = stamps.done(name, known), stamps.probes(name)
    if numbers and len(probes) == 1:
        return numbers[0], probes[0]
    texts = frozenset(segment.text for segment in article.page.segments)
    digest = digest_of(texts)
    stamps.remember(name, known, (len(texts),), (digest,))
    return len(texts), digest


def bytes_at(project: Project, path: Path) -> bytes | None:
    """The bytes of a file; None where there is none that can be read."""
    try:
        return project.read(path)
    except InputError:
        return None
