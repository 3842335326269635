"""The strays of a project, as commands tell them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from l10n.columns import visible
from l10n.layout import Layout, Stray
from l10n.locales import Locale
from l10n.pipeline.manifest import Manifest
from l10n.project import Project

_MOST = 12
"""Lines for people; where there are more, they want a list."""


def strays(project: Project) -> tuple[Stray, ...]:
    """Everything that no article accounts for, sorted. UsageError where there is no folder of articles."""
    manifest = Manifest(project)
    layout = Layout(project, manifest.is_intact)
    changed = {each.path: each for each in manifest.strays(manifest.stale) if not layout.is_off(each.kind)}
    found = {each.path: each for each in layout.strays}
    return tuple(sorted((changed | found).values()))


def of_locales(found: Iterable[Stray], locales: Sequence[Locale]) -> tuple[Stray, ...]:
    """Those of some locales, and those of none."""
    names = {"", *(each.name for each in locales)}
    return tuple(each for each in found if each.locale in names)


def told(found: Sequence[Stray]) -> tuple[str, ...]:
    """A line for each, and one that says how many more there are."""
    shown = tuple(visible(f"{each.shown}: {each.message}; {each.hint}") for each in found[:_MOST])
    more = len(found) - len(shown)
    return (*shown, f"{more} more such files: `l10n check` names them all") if more > 0 else shown
