"""What builds wrote: a list in `.l10n/` of every localised article and copied file, with a digest of its bytes.

A build removes what it wrote for articles and locales that are gone, and nothing else: a file that is not on the list,
or was changed since, stays and is named. The list may be deleted at any time; files that it named are then other
people's, until they are built again. It may be damaged, copied from elsewhere or made by an enemy: what it names is
removed only where localised articles lie, and only with the very bytes that it says.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Final, Self

from l10n.errors import InputError, UsageError
from l10n.formats import SUFFIXES
from l10n.layout import Kind, Stray, folded
from l10n.locales import Locale, locale
from l10n.parsing import DAMAGE, json_of
from l10n.project import CACHES, MEMORY, MODELS, Project
from l10n.store import ANY

MANIFEST: Final = f"{CACHES}/built.json"
_SCHEMA: Final = "l10n-built/1"
_DIGEST: Final = re.compile("[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class Written:
    """A file that a build wrote."""

    digest: str
    articles: frozenset[PurePosixPath]
    """The articles that need it, by their paths below `source`: a localised article its own, a picture any number."""


class Manifest:
    """The files that builds wrote, by their paths relative to the project; saved at the end."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._files: dict[PurePosixPath, Written] = {}
        self._changed = False
        self.load()

    def load(self) -> None:
        """Read the list; what is damaged in it is left out."""
        try:
            found = json_of(self._project.read(self._project.root / MANIFEST) or b"")
            files = found["files"] if found["schema"] == _SCHEMA else {}
            self._files = dict(_entries(files.items()))
        except (InputError, *DAMAGE):
            self._files = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._changed:
            with suppress(InputError, OSError):
                self._project.write(self._project.root / MANIFEST, self._dump(), ANY)

    def _dump(self) -> bytes:
        files = {
            path.as_posix(): [each.digest, *sorted(name.as_posix() for name in each.articles)]
            for path, each in sorted(self._files.items())
        }
        return json.dumps({"schema": _SCHEMA, "files": files}, indent=0).encode()

    def has(self, path: Path) -> bool:
        """Whether a file is on the list."""
        return self._place(path) in self._files

    def remember(self, article: PurePosixPath, into: Locale, made: Mapping[Path, str]) -> None:
        """Note the files that an article needs in a locale, each with the digest of its bytes, and no others."""
        new = {self._place(path): digest for path, digest in made.items()}
        folder = self._place(self._project.root / self._project.configuration.output / into.name)
        before = dict(self._files)
        for path, each in before.items():
            if article in each.articles and path not in new and path.is_relative_to(folder):
                self._files[path] = Written(each.digest, each.articles - {article})
        for path, digest in new.items():
            others = self._files[path].articles if path in self._files else frozenset()
            self._files[path] = Written(digest, others | {article})
        self._changed = self._changed or self._files != before

    def is_intact(self, path: PurePosixPath) -> bool:
        """Whether a file lies where localised articles do, and is as a build wrote it."""
        known = self._files.get(path)
        return known is not None and self._is_in_place(path) and digest_of_file(self._path(path)) == known.digest

    @property
    def files(self) -> tuple[PurePosixPath, ...]:
        """Everything on the list, sorted."""
        return tuple(sorted(self._files))

    @property
    def stale(self) -> tuple[PurePosixPath, ...]:
        """Files that no article needs any more, sorted: it is gone, or its locale is."""
        return tuple(
            path
            for path, each in sorted(self._files.items())
            if not self._is_of_a_locale(path) or not any(map(self._is_there, each.articles))
        )

    def remove(self, paths: Iterable[PurePosixPath], *, dry: bool = False) -> tuple[Path, ...]:
        """Delete those files that are as they were written, and folders that this empties; which ones.

        A file that is gone already leaves the list. InputError where one cannot be deleted.
        """
        done: list[Path] = []
        wanted = tuple(paths)
        others = {folded(path.as_posix()): path for path in self._files if path not in set(wanted)}
        for path in wanted:
            file, other = self._path(path), others.get(folded(path.as_posix()))
            if self.is_intact(path) and not (other and _is_same(file, self._path(other))):
                done.append(file)
                if not dry:
                    self._delete(file, self._files[path].digest)
            elif os.path.lexists(file) and not other:
                continue
            if not dry:
                del self._files[path]
                self._changed = True
        return tuple(done)

    def _delete(self, file: Path, digest: str) -> None:
        content = self._project.read(file)
        if content is not None and digest_of_bytes(content) == digest:
            self._project.remove(file, content)
        output = self._project.root / self._project.configuration.output
        with suppress(OSError):  # a folder that is not empty
            for folder in file.parents:
                if folder == output or not folder.is_relative_to(output):
                    break
                folder.rmdir()

    def strays(self, paths: Iterable[PurePosixPath]) -> Iterator[Stray]:
        """Those of the files that are there, and cannot be removed since they were changed, or lie elsewhere now."""
        hint = "delete it if nobody needs it"
        for path in paths:
            if os.path.lexists(self._path(path)) and not self.is_intact(path):
                message = "somebody changed it since `l10n build` wrote it, so it stays"
                if not self._is_in_place(path):
                    message = "`l10n build` wrote it, but not where it deletes: for another `output`, or through a link"
                yield Stray(path, Kind.LEFTOVER, message, hint)

    def _place(self, path: Path) -> PurePosixPath:
        return PurePosixPath(path.relative_to(self._project.root).as_posix())

    def _path(self, path: PurePosixPath) -> Path:
        return self._project.root / path

    @cached_property
    def _articles(self) -> frozenset[PurePosixPath]:
        return frozenset(self._project.articles(SUFFIXES))

    def _is_there(self, article: PurePosixPath) -> bool:
        """Whether an article is there, or may be: a folder that cannot be read hides it only."""
        if article in self._articles:
            return True
        if any(fnmatch(str(article), pattern) for pattern in self._project.configuration.exclude):
            return False
        try:
            (self._project.source / article).lstat()
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return False
        except OSError:
            return True
        return True

    def _is_of_a_locale(self, path: PurePosixPath) -> bool:
        output = PurePosixPath(self._project.configuration.output)
        return any(path.is_relative_to(output / each.name) for each in self._project.locales)

    def _is_in_place(self, path: PurePosixPath) -> bool:
        """Whether it is a file where a build writes in any locale, and no link leads there."""
        said = self._project.configuration
        output = PurePosixPath(said.output)
        if not path.is_relative_to(output):
            return False
        into, *rest = path.relative_to(output).parts
        kept = [f"{said.catalogues}/templates", MODELS, MEMORY, CACHES]
        kept += [said.source] if PurePosixPath(said.source).is_relative_to(output) else []
        catalogue = path.is_relative_to(said.catalogues) and path.suffix in {".po", ".pot"}
        if not rest or not _is_locale(into) or catalogue or any(map(path.is_relative_to, kept)):
            return False
        return _is_plain(self._project.root, path)


def _entries(items: Iterable[tuple[object, object]]) -> Iterator[tuple[PurePosixPath, Written]]:
    for name, value in items:
        if isinstance(name, str) and isinstance(value, list) and all(isinstance(each, str) for each in value):
            path = PurePosixPath(name)
            sound = not path.is_absolute() and not any(part.startswith(".") for part in path.parts)
            if value and sound and path.as_posix() == name and _DIGEST.fullmatch(value[0]):
                yield path, Written(value[0], frozenset(map(PurePosixPath, value[1:])))


def _is_locale(name: str) -> bool:
    try:
        return locale(name).name == name
    except UsageError:
        return False


def _is_same(one: Path, other: Path) -> bool:
    """Whether two names are one file: an article renamed in its capitals alone, on macOS or Windows."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def _is_plain(root: Path, path: PurePosixPath) -> bool:
    """Whether a file of a project is one, and none of the folders above it a link."""
    try:
        mode = (root / path).lstat().st_mode
    except (OSError, ValueError):
        return False
    real = Path(os.path.realpath(root))
    return stat.S_ISREG(mode) and Path(os.path.realpath(root / path)) == real / path


def digest_of_file(path: Path) -> str:
    """A digest of a file's bytes, never all of them in memory; empty where it cannot be read."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=20)).hexdigest()
    except OSError:
        return ""


def digest_of_bytes(content: bytes) -> str:
    """The same of bytes at hand."""
    return hashlib.blake2b(content, digest_size=20).hexdigest()
