"""Checks of how the files of a project lie: what no article accounts for goes stale unseen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from l10n.layout import Kind, Stray


def check_orphan(strays: Iterable[Stray]) -> Iterator[Stray]:
    """Every catalogue and template has its article.

    Bad:  locales/ru/LC_MESSAGES/gone.md.po, where there is no source/gone.md
    Good: the catalogue deleted with its article, once its translations are not needed any more
    """
    yield from _of(Kind.ORPHAN, strays)


def check_unlisted_locale(strays: Iterable[Stray]) -> Iterator[Stray]:
    """Every folder of catalogues is of a locale that l10n.toml names.

    Bad:  locales/de/LC_MESSAGES/visit.md.po, which a platform added, with locales = ["ru"]
    Good: the same with locales = ["ru", "de"]
    """
    yield from _of(Kind.UNLISTED_LOCALE, strays)


def check_leftover(strays: Iterable[Stray]) -> Iterator[Stray]:
    """Every localised article has its article.

    Bad:  build/ru/gone.md, where there is no source/gone.md
    Good: `l10n build` run after the article was deleted: it removes what it wrote
    """
    yield from _of(Kind.LEFTOVER, strays)


def check_name_clash(strays: Iterable[Stray]) -> Iterator[Stray]:
    """No two articles have names that are one where capitals do not count, as on macOS and Windows.

    Bad:  source/Visit.md beside source/visit.md
    Good: source/visit.md and source/visit-2.md
    """
    yield from _of(Kind.NAME_CLASH, strays)


def _of(kind: Kind, strays: Iterable[Stray]) -> Iterator[Stray]:
    return (each for each in strays if each.kind is kind)
