"""A user's project: its configuration, its articles, and where everything of an article lies."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from l10n import house
from l10n.document import ParseOptions
from l10n.errors import InputError, UsageError
from l10n.locales import Conventions, Locale, locale
from l10n.parsing import reason
from l10n.project.configuration import KEYS, QUALITIES, REQUIREMENTS, Configuration, configuration
from l10n.project.values import Ignored, PathRules, nearest
from l10n.store import (
    CACHES,
    Border,
    Change,
    ChangedError,
    OutsideError,
    Was,
    copy_atomic,
    place,
    read,
    remove,
    retried,
    sweep,
    write_atomic,
)

__all__ = [
    "CACHES",
    "CONFIGURATION",
    "GLOSSARIES",
    "KEYS",
    "MEMORY",
    "MODELS",
    "QUALITIES",
    "REQUIREMENTS",
    "Configuration",
    "Ignored",
    "PathRules",
    "Project",
    "configuration",
    "nearest",
    "open_project",
]

CONFIGURATION = "l10n.toml"
MODELS = "models"
GLOSSARIES = ("glossary.csv", "glossary.tbx")
"""Read both, where they are there; the first counts where they contradict each other."""
MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with a configuration."""

    root: Path
    configuration: Configuration

    @property
    def name(self) -> str:
        """What catalogues call the project."""
        return self.configuration.name or self.root.resolve().name

    @property
    def locales(self) -> tuple[Locale, ...]:
        """The locales to translate into, in the order of the configuration."""
        return tuple(locale(name) for name in self.configuration.locales)

    @property
    def source_locale(self) -> Locale:
        """The language of the articles."""
        return locale(self.configuration.source_language)

    @property
    def source(self) -> Path:
        """Where the articles lie."""
        return self.root / self.configuration.source

    def conventions(self, into: Locale) -> Conventions:
        """How dates and numbers are written in a locale."""
        chosen = self.configuration
        styles = {locale(name).tag if name else "": style for name, style in chosen.dates_style}
        return Conventions(
            date_style=styles.get(into.tag, styles.get("", "long")),
            date_order=chosen.dates_order,
            currency=chosen.numbers_currency,
            percent=chosen.typography_percent,
            grouping=chosen.numbers_grouping,
            myriads=chosen.numbers_myriads,
            myriads_from=chosen.numbers_myriads_from,
            designations=chosen.designations,
        )

    @property
    def options(self) -> ParseOptions:
        """What of an article is for translators."""
        said = self.configuration
        language = self.source_locale.argos
        return ParseOptions(said.front_matter, said.attributes, said.anchors, language, said.build_emphasis)

    @property
    def house(self) -> house.House:
        """What it chose in matters of typography."""
        chosen = self.configuration
        return house.House(
            chosen.typography_drafts,
            frozenset(chosen.typography_off),
            chosen.typography_percent,
            chosen.typography_latin_space,
            chosen.typography_yo,
            chosen.typography_titles,
            chosen.typography_currency,
        )

    @property
    def border(self) -> Border:
        """What may be opened, and what no link leads into."""
        said = self.configuration
        folders = (said.source, said.catalogues, said.output, MEMORY, MODELS)
        return Border(self.root, (*folders, CONFIGURATION, *GLOSSARIES))

    def read(self, path: Path) -> bytes | None:
        """The bytes of a file of the project; None where there is none. InputError where it cannot be read."""
        try:
            return read(path, self.border)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise InputError(self.relative(path), f"cannot be read: {error.strerror}") from error

    def write(self, path: Path, content: bytes, was: Was) -> bool:
        """Makes `content` a file's bytes, as `write_atomic` does; whether it had others.

        InputError where it cannot be written; ChangedError where it is not what was read.
        """
        try:
            return write_atomic(path, content, was, self.border)
        except ChangedError:
            raise
        except OSError as error:
            raise self._unwritable(path, error) from error

    def update(self, path: Path, change: Change) -> bool:
        """Writes what `change` makes of a file's bytes, again if somebody saves it meanwhile; whether it was written.

        InputError where it cannot be read or written, or is saved again and again.
        """

        def attempt() -> bool:
            was = self.read(path)
            content = change(was)
            return content is not None and self.write(path, content, was)

        try:
            return retried(attempt)
        except ChangedError as error:
            raise self._unwritable(path, error) from error

    def copy(self, source: Path, path: Path) -> bool:
        """Makes a file a copy of another one of the project; whether it was none. Raises OSError."""
        return copy_atomic(source, path, self.border)

    def remove(self, path: Path, was: Was) -> bool:
        """Deletes a file; False where there is none. InputError where it is not what was read, or cannot be deleted."""
        try:
            return remove(path, was, self.border)
        except OSError as error:
            raise InputError(self.relative(path), f"cannot be deleted: {error.strerror}") from error

    def sweep(self, *, dry: bool = False) -> tuple[Path, ...]:
        """Delete what killed commands left half made, or only find it; what that is."""
        said = self.configuration
        return sweep(self.root, [self.root / name for name in (said.catalogues, said.output, MEMORY)], dry=dry)

    def _unwritable(self, path: Path, error: OSError) -> InputError:
        return InputError(self.relative(path), f"cannot be written: {error.strerror}")

    @property
    def glossaries(self) -> tuple[Path, ...]:
        """Where the terms are, if there are any."""
        return tuple(self.root / name for name in GLOSSARIES)

    @property
    def model_folder(self) -> Path:
        """The project's own models."""
        return self.root / MODELS

    def check_models(self) -> None:
        """InputError where a link among the project's own models leads elsewhere: none of them may be used then."""
        self._refuse_outside(self.model_folder)
        root = os.path.realpath(self.root)
        for folder, inner, files in os.walk(self.model_folder):
            for name in (*inner, *files):
                path = Path(folder, name)
                if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(root):
                    reason = "a link leads out of the project, so that no model of the project is used; remove it"
                    raise InputError(self.relative(path), reason)

    @property
    def memory_folder(self) -> Path:
        """Where imported pairs lie, as TMX."""
        return self.root / MEMORY

    def template(self, article: PurePosixPath) -> Path:
        """The POT file of an article, given by its path below `source`."""
        return self.root / self.configuration.catalogues / "templates" / f"{article}.pot"

    def catalogue(self, article: PurePosixPath, into: Locale) -> Path:
        """The PO file of an article in a locale."""
        return self.root / self.configuration.catalogues / into.name / "LC_MESSAGES" / f"{article}.po"

    def built(self, article: PurePosixPath, into: Locale) -> Path:
        """The localised article."""
        return self.root / self.configuration.output / into.name / article

    def relative(self, path: Path) -> Path:
        """A path as messages show it."""
        return path.relative_to(self.root) if path.is_relative_to(self.root) else path

    def articles(self, suffixes: frozenset[str], paths: Sequence[Path] = ()) -> tuple[PurePosixPath, ...]:
        """The articles at or below `paths`, or all of them, sorted.

        `suffixes`: of the files that are articles. UsageError where a path holds none.
        """
        self._refuse_outside(self.source)
        if not self.source.is_dir():
            raise UsageError(f"{self.source}: there is no folder of articles; `l10n init` makes one")
        wanted = [_real(path) for path in paths]
        found = {article: _real(self.source / article) for article in self._all(suffixes)}
        for path, given in zip(wanted, paths, strict=True):
            if not any(place.is_relative_to(path) for place in found.values()):
                raise UsageError(
                    f"{given}: no article of {self.configuration.source}/ (known: {' '.join(sorted(suffixes))})"
                )
        return tuple(
            article
            for article, place in sorted(found.items())
            if not wanted or any(place.is_relative_to(path) for path in wanted)
        )

    def _refuse_outside(self, folder: Path) -> None:
        """InputError where a folder is none of the project."""
        try:
            with place(folder / CONFIGURATION, self.border):
                return
        except OutsideError as error:
            raise InputError(self.relative(folder), f"cannot be read: {error.strerror}") from error
        except OSError:  # there is none, or it may not be read: said elsewhere
            return

    def _all(self, suffixes: frozenset[str]) -> Iterable[PurePosixPath]:
        folders = (self.root / self.configuration.output, self.root / self.configuration.catalogues)
        made = [folder for folder in folders if folder != self.source and folder.is_relative_to(self.source)]
        for path in self._files():
            article = PurePosixPath(path.relative_to(self.source).as_posix())
            hidden = any(part.startswith(".") for part in article.parts)
            excluded = any(fnmatch(str(article), pattern) for pattern in self.configuration.exclude)
            excluded = excluded or any(path.is_relative_to(each) for each in made)
            if path.suffix.lower() in suffixes and not hidden and not excluded:
                yield article

    def _files(self) -> Iterator[Path]:
        """All names below `source` but those of folders; no link to a folder is followed.

        A link that leads to nothing, a named pipe or a device is an article that cannot be read, and is named as one.
        """
        for folder, inner, files in os.walk(self.source):
            inner[:] = [name for name in inner if not name.startswith(".")]
            yield from (Path(folder, name) for name in files)

    def unreadable_folders(self) -> tuple[InputError, ...]:
        """Folders below `source` that cannot be read: nobody knows which articles they hold."""
        errors: list[OSError] = []
        for _, inner, _ in os.walk(self.source, onerror=errors.append):
            inner[:] = [name for name in inner if not name.startswith(".")]
        reason = "no article in it is seen; see to its rights"
        return tuple(
            InputError(self.relative(Path(error.filename)), f"cannot be read: {error.strerror}; {reason}")
            for error in errors
        )


def _real(path: Path) -> Path:
    """The path with its links resolved; links that lead in a circle, which `resolve` does not take, stay."""
    return Path(os.path.realpath(path))


def open_project(folder: Path | None) -> Project:
    """The project at `folder`, or at the nearest folder above the current one that has a configuration.

    UsageError where there is none, or its configuration is wrong.
    """
    start = (folder or Path.cwd()).absolute()
    candidates = [start] if folder else [start, *start.parents]
    for root in candidates:
        path = root / CONFIGURATION
        if os.path.lexists(path):
            return Project(root, configuration(_read(path), path))
    raise UsageError(f"{start}: no {CONFIGURATION} here or above; `l10n init` starts a project")


def _read(path: Path) -> str:
    try:
        text = read(path, Border(path.parent)).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: cannot be read: {reason(error)}; save it as UTF-8") from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")
