"""What stands beside built articles: the articles that they link to, and the files that they show, copied."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from l10n.errors import InputError
from l10n.formats import Format
from l10n.links import Lead, Site, lead
from l10n.locales import Locale
from l10n.store import is_file


@dataclass(frozen=True)
class LocalisedSite:
    """A project's articles and files, and the articles that a build is about to write."""

    site: Site
    planned: frozenset[tuple[PurePosixPath, Locale]]

    def is_built(self, article: PurePosixPath, locale: Locale) -> bool:
        """Whether an article is there in a locale, or will be."""
        known = article in self.site.articles
        return known and ((article, locale) in self.planned or is_file(self.site.project.built(article, locale)))

    def leads(self, form: Format, content: bytes, article: PurePosixPath, locale: Locale) -> Mapping[str, Lead]:
        """Where each address in a built article leads."""
        addresses = dict.fromkeys(each.target for each in form.references(content))
        return {
            address: lead(self.site, article, locale, address, lambda name: self.is_built(name, locale))
            for address in addresses
        }

    def probes(self, leads: Iterable[Lead]) -> tuple[str, ...]:
        """What the leads of an article depend on, in words for `states`."""
        found = [probe for each in leads for probe in (*each.probes, *([f"copy {each.file}"] if each.file else []))]
        return tuple(dict.fromkeys(found))

    def states(self, probes: Iterable[str], locale: Locale) -> tuple[str, ...]:
        """Each probe with what it comes to now."""
        return tuple(f"{probe} {self._state(probe, locale)}" for probe in probes)

    def _state(self, probe: str, locale: Locale) -> str:
        kind, _, path = probe.partition(" ")
        if kind == "built":
            return str(self.is_built(PurePosixPath(path), locale))
        if kind == "file":
            return str(self.site.holds(PurePosixPath(path)))
        copy = self._copy(PurePosixPath(path), locale)
        return f"{_signature(self.site.project.root / path)} {_signature(copy)}"

    def _copy(self, file: PurePosixPath, locale: Locale) -> Path:
        return self.site.project.built(file.relative_to(self.site.folder), locale)

    def copies(self, leads: Iterable[Lead], locale: Locale) -> tuple[Path, ...]:
        """Where the files that go beside the built articles are put."""
        return tuple(self._copy(file, locale) for file in dict.fromkeys(each.file for each in leads if each.file))

    def copied(self, leads: Iterable[Lead], locale: Locale) -> tuple[tuple[Path, ...], tuple[InputError, ...]]:
        """Files put beside the built articles: those that are new or changed, and those that could not be."""
        done, errors = [], []
        for file in dict.fromkeys(each.file for each in leads if each.file):
            path = self._copy(file, locale)
            try:
                if self._put(file, path):
                    done.append(path)
            except OSError as error:
                reason = error.strerror or str(error)
                shown = self.site.project.relative(path)
                errors.append(InputError(Path(file), f"cannot be copied to {shown}: {reason}"))
        return tuple(done), tuple(errors)

    def _put(self, file: PurePosixPath, path: Path) -> bool:
        """Whether the copy is new or changed. OSError where it cannot be written, or would lie somewhere else."""
        project = self.site.project
        output = Path(os.path.realpath(project.root / project.configuration.output))
        if not Path(os.path.realpath(path)).is_relative_to(output):
            raise OSError(f"a link leads out of {project.configuration.output}/; remove it")
        return project.copy(project.root / file, path)


def _signature(path: Path) -> str:
    """What tells that a file was changed: it may be large, so that nobody wants it read again.

    Its size, its time, which a program may set as it likes, and the time of its last change in any way, which none
    may set.
    """
    try:
        found = path.stat()
    except OSError:
        return "-"
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"
