"""Where the links and pictures of a localised article lead.

Articles link to each other as their sources do, since a localised article lies beside the others of its locale as its
source does; only what is not there needs another address. Paths come from articles, so they are hostile: nothing
outside of the project, and nothing hidden in it, is ever named or copied.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from l10n.formats import SUFFIXES, format_of
from l10n.locales import Locale
from l10n.project import Project


class Kind(StrEnum):
    """What an address leads to."""

    ELSEWHERE = "another site, a place on the page, or an address that only a site generator knows"
    ARTICLE = "an article of the project"
    EXCLUDED = "an article that is left alone"
    FILE = "a file of the project"
    FOLDER = "a folder of the project"
    ABSENT = "nothing that is there"
    OUTSIDE = "a file outside of the project, or a hidden one"


@dataclass(frozen=True, slots=True)
class Target:
    """What an address of an article leads to."""

    kind: Kind
    path: PurePosixPath
    """Relative to the project; of an article, below `source`."""
    rest: str = ""
    """The query and the fragment, with their signs."""


@dataclass(frozen=True, slots=True)
class Lead:
    """The address that a localised article has for one of its source."""

    address: str
    file: PurePosixPath | None = None
    """The file that it leads to, relative to the project, if it belongs beside the article."""
    probes: tuple[str, ...] = ()
    """What was looked at: `built`, or `file`, and a path."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An address that an article has, and its line."""

    line: int
    address: str


@dataclass(frozen=True, slots=True)
class DeadLink:
    """A place of an article that leads to nothing a reader could see."""

    line: int
    address: str
    kind: Kind
    """`ABSENT` or `OUTSIDE`."""


@dataclass(frozen=True)
class Site:
    """The articles and files of a project, as articles name them."""

    project: Project

    @cached_property
    def articles(self) -> frozenset[PurePosixPath]:
        """All articles, by their paths below `source`."""
        return frozenset(self.project.articles(SUFFIXES))

    @property
    def folder(self) -> PurePosixPath:
        """Where the articles lie, relative to the project."""
        return PurePosixPath(self.project.configuration.source)

    def target(self, article: PurePosixPath, address: str) -> Target:
        """What an address in an article leads to; `article`: its path below `source`."""
        parts = _RELATIVE.fullmatch(address)
        if parts is None or not parts[1]:
            return Target(Kind.ELSEWHERE, PurePosixPath())
        name, rest = unquote(parts[1], errors="surrogateescape"), parts[2] or ""
        below = PurePosixPath(posixpath.normpath(posixpath.join(article.parent.as_posix(), name)))
        if below in self.articles:
            return Target(Kind.ARTICLE, below, rest)
        path = PurePosixPath(posixpath.normpath((self.folder / below).as_posix()))
        return Target(self._kind(below, path), path, rest)

    def _kind(self, below: PurePosixPath, path: PurePosixPath) -> Kind:
        if self.holds(path):
            return Kind.EXCLUDED if self._is_article(path) else Kind.FILE
        if self._as_pages(below) & self.articles:
            return Kind.ELSEWHERE
        if not _is_within(path) or self._exists(path, os.path.isfile):
            return Kind.OUTSIDE
        return Kind.FOLDER if self._exists(path, os.path.isdir) else Kind.ABSENT

    def _is_article(self, path: PurePosixPath) -> bool:
        return path.suffix.lower() in SUFFIXES and path.is_relative_to(self.folder)

    def _as_pages(self, path: PurePosixPath) -> frozenset[PurePosixPath]:
        """The articles that a site generator may show at an address: `x.html`, `x/` and `x` for `x.md`."""
        stems = [path, path / "index", path / "README"]
        if path.suffix.lower() in SUFFIXES:
            stems.append(path.with_suffix(""))
        return frozenset(stem.with_name(stem.name + suffix) for stem in stems if stem.name for suffix in SUFFIXES)

    def holds(self, path: PurePosixPath) -> bool:
        """Whether there is such a file inside of the project, neither it nor what a link leads to hidden."""
        if not _is_within(path) or not self._exists(path, os.path.isfile):
            return False
        root = Path(os.path.realpath(self.project.root))
        real = Path(os.path.realpath(self.project.root / path))
        return real.is_relative_to(root) and _is_within(PurePosixPath(real.relative_to(root).as_posix()))

    def _exists(self, path: PurePosixPath, of_kind: Callable[[Path], bool]) -> bool:
        try:
            return of_kind(self.project.root / path)
        except (OSError, ValueError):  # a name that no file can have
            return False


_RELATIVE = re.compile(
    r"(?!/|\\|[A-Za-z][A-Za-z0-9+.-]*:)([^?#\\{}<>%]*(?:%[0-9A-Fa-f]{2}[^?#\\{}<>%]*)*)([?#].*)?", re.DOTALL
)
"""A path without a scheme, a host or a root, and without the signs of templates; and what follows it."""


def _is_within(path: PurePosixPath) -> bool:
    """Whether a normalised path leads neither up nor to anything hidden."""
    return not any(part.startswith(".") for part in path.parts) and not path.is_absolute()


def lead(
    site: Site, article: PurePosixPath, locale: Locale, address: str, is_built: Callable[[PurePosixPath], bool]
) -> Lead:
    """Where an address of an article leads in its localised copy.

    `is_built`: whether an article is there in the locale, or will be.
    """
    if (rewritten := _rewritten(site.project, locale, address)) is not None:
        return Lead(rewritten)
    target = site.target(article, address)
    here = site.project.built(article, locale).parent
    if target.kind is Kind.ARTICLE:
        probes = (f"built {target.path}",)
        if is_built(target.path) or site.project.configuration.links_fallback == "keep":
            return Lead(address, probes=probes)
        return Lead(_back(site, here, site.folder / target.path, target.rest), probes=probes)
    if target.kind is Kind.EXCLUDED and site.project.configuration.links_fallback == "source":
        return Lead(_back(site, here, target.path, target.rest), probes=(f"file {target.path}",))
    if target.kind in {Kind.FILE, Kind.ABSENT}:
        return _file_lead(site, article, locale, address, target)
    return Lead(address)


def references(article: PurePosixPath, source: bytes) -> Iterator[Reference]:
    """The addresses of an article; `article`: its path below `source`."""
    at, line = 0, 1
    for each in sorted(format_of(article).references(source), key=lambda each: each.start):
        line += source.count(b"\n", at, each.start)
        at = each.start
        yield Reference(line, each.target)


def dead_links(site: Site, article: PurePosixPath, found: Iterable[Reference]) -> Iterator[DeadLink]:
    """Those that lead nowhere; with `assets = "none"` only articles are looked for, files lie elsewhere."""
    said = site.project.configuration
    for each in found:
        if any(each.address.startswith(old) for old, _ in said.links_rewrite):
            continue
        target = site.target(article, each.address)
        looked_for = said.build_assets != "none" or target.path.suffix.lower() in SUFFIXES
        if target.kind in {Kind.ABSENT, Kind.OUTSIDE} and looked_for:
            yield DeadLink(each.line, each.address, target.kind)


def _file_lead(site: Site, article: PurePosixPath, locale: Locale, address: str, target: Target) -> Lead:
    """Where the address of a file leads: to its version for the locale, beside the localised article or not."""
    tried = [*_versions(site, locale, target.path), target.path]
    found = next(filter(site.holds, tried), None)
    probes = tuple(f"file {each}" for each in tried[: tried.index(found) + 1 if found else None])
    if found is None:
        return Lead(address, probes=probes)
    assets = site.project.configuration.build_assets
    if assets == "link" or (assets == "copy" and not found.is_relative_to(site.folder)):
        here = site.project.built(article, locale).parent
        return Lead(_back(site, here, found, target.rest), probes=probes)
    moved = found != target.path
    relative = posixpath.relpath(found.as_posix(), (site.folder / article.parent).as_posix())
    new = _address(relative, target.rest) if moved else address
    return Lead(new, found if assets == "copy" else None, probes)


def _versions(site: Site, locale: Locale, path: PurePosixPath) -> Iterator[PurePosixPath]:
    """The names that a version of a file for a locale may have, the likeliest first."""
    below = path.relative_to(site.folder) if path.is_relative_to(site.folder) else None
    for pattern in site.project.configuration.links_localised:
        for name in dict.fromkeys((locale.name, locale.tag, locale.language)):
            if below is None and pattern.startswith("/"):
                continue
            filled = pattern.format(
                locale=name, stem=path.stem, suffix=path.suffix, name=path.name, path=below.as_posix() if below else ""
            )
            folder = site.folder if pattern.startswith("/") else path.parent
            yield PurePosixPath(posixpath.normpath((folder / filled.lstrip("/")).as_posix()))


def _rewritten(project: Project, locale: Locale, address: str) -> str | None:
    """The address with the longest configured prefix that it begins with replaced."""
    rules = [(old, new) for old, new in project.configuration.links_rewrite if address.startswith(old)]
    if not rules:
        return None
    old, new = max(rules, key=lambda rule: len(rule[0]))
    return new.format(locale=locale.name, tag=locale.tag, language=locale.language) + address[len(old) :]


def _back(site: Site, here: Path, path: PurePosixPath, rest: str) -> str:
    """The address of a file of the project itself, from where a localised article lies."""
    return _address(posixpath.relpath((site.project.root / path).as_posix(), here.as_posix()), rest)


def _address(path: str, rest: str) -> str:
    return "".join(char if char.isalnum() else quote(char, safe="/", errors="surrogateescape") for char in path) + rest
