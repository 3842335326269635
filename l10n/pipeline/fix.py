"""The typography of what people wrote, put right where they ask for it: first shown, then written."""

from __future__ import annotations

import operator
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from l10n import catalogue as po
from l10n.build import Page, build
from l10n.catalogue import Catalogue, Entry
from l10n.errors import InputError, L10nError, UsageError
from l10n.exemptions import exemptions
from l10n.house import RULES, Level
from l10n.locales import Locale
from l10n.patch import Block, unified
from l10n.pipeline.articles import Article, Reading, broken, handled, localised_page
from l10n.pipeline.outcome import Outcome, Progress, silent, together
from l10n.pipeline.style import style_of
from l10n.project import Project, nearest
from l10n.segments import Segment
from l10n.typography import Amended, Style, Text, amended, rules_of, safe_names


@dataclass(frozen=True, slots=True)
class Fix:
    """An entry whose translation is put right."""

    entry: Entry
    """As it is."""
    done: Amended


@dataclass(frozen=True, slots=True)
class Fixed:
    """A catalogue with what may be put right in it."""

    path: Path
    name: str
    """Its path in the project, with `/`."""
    locale: Locale
    before: bytes
    after: bytes
    fixes: tuple[Fix, ...]
    """In file order."""

    @property
    def diff(self) -> bytes:
        """The change as a unified diff, relative to the project's folder; each hunk names the rules."""
        return unified(self.name, self.before, self.after, tuple(_blocks(self)))


def chosen_rules(names: Sequence[str]) -> frozenset[str]:
    """The rules to apply, all where none is named. UsageError for a name that is none, or of a rule that only tells."""
    known = safe_names()
    for name in names:
        if name not in known:
            reason = "tells only, and puts nothing right" if name in RULES else "is unknown"
            hint = nearest(name, sorted(known)) or f"; choose from {', '.join(sorted(known))}"
            raise UsageError(f"the rule {name!r} {reason}{hint}")
    return frozenset(names or RULES)


def fixes(
    project: Project,
    reading: Reading,
    locales: Sequence[Locale],
    rules: Collection[str],
    progress: Progress = silent,
) -> tuple[tuple[Fixed, ...], Outcome]:
    """What may be put right in the catalogues of articles; nothing is written.

    Only texts that people wrote or touched: reviewed, outdated, and drafts that somebody began to work on. No text
    whose markup would change, or that a build would refuse for it.
    """
    found: list[Fixed] = []
    errors: list[L10nError] = [*reading.errors]
    styles = {locale.name: _limited(style_of(project, locale), rules) for locale in locales}
    with progress("Reading", len(reading.articles) * len(locales)) as step:
        for article, locale in product(reading.articles, locales):
            style = styles[locale.name]
            try:
                with handled(article):
                    fixed, damaged = _fixed(article, style) if style else (None, ())
                found += [fixed] if fixed else []
                errors += damaged
            except InputError as error:
                errors.append(error)
            step(1)
    return tuple(found), Outcome(errors=tuple(errors))


def _limited(style: Style | None, rules: Collection[str]) -> Style | None:
    if style is None:
        return None
    off = style.house.off | frozenset(name for name in RULES if name not in rules)
    limited = replace(style, house=replace(style.house, off=off))
    return limited if rules_of(limited, Level.SAFE) else None


def _fixed(article: Article, style: Style) -> tuple[Fixed | None, tuple[InputError, ...]]:
    """What may be put right in a catalogue, if there is any, and the entries of it that cannot be read."""
    project = article.project
    path = project.catalogue(article.name, style.locale)
    if (before := project.read(path)) is None:
        return None, ()
    catalogue = po.parse(before, project.relative(path))
    damaged = broken(project, path, catalogue)
    page = localised_page(project, article.page, catalogue)
    offered = tuple(_offered(catalogue, page, style))
    exempt = exemptions(project.configuration.check_ignore, article.name, style.locale)
    sound = _sound(offered, page, style.locale, exempt.excused(catalogue))
    if not sound:
        return None, damaged
    after = po.dump(_applied(catalogue, sound))
    name = project.relative(path).as_posix()
    return Fixed(path, name, style.locale, before, after, sound), damaged


def _applied(catalogue: Catalogue, fixes: Iterable[Fix]) -> Catalogue:
    """The catalogue with the fixes of entries whose translations are as they were shown."""
    shown = {(fix.entry.source, fix.entry.translation): fix for fix in fixes}
    return po.with_entries(
        catalogue,
        (
            po.amended(entry, shown[text].done.text)
            if _is_open(entry) and (text := (entry.source, entry.translation)) in shown
            else entry
            for entry in catalogue.entries
        ),
    )


def _is_open(entry: Entry) -> bool:
    """Whether a person had a hand in a text of the article as it is."""
    return entry.live and not entry.foreign and entry.human


def _offered(catalogue: Catalogue, page: Page, style: Style) -> Iterator[Fix]:
    segments = {segment.text: segment for segment in reversed(page.segments)}
    for entry in filter(_is_open, catalogue.entries):
        if segment := segments.get(entry.source):
            done = amended(_text(segment, entry, page), style)
            if done.text != entry.translation:
                yield Fix(entry, done)


def _text(segment: Segment, entry: Entry, page: Page) -> Text:
    return Text(segment.text, segment.marks, entry.translation, page.format, segment.kind)


def _sound(offered: Iterable[Fix], page: Page, locale: Locale, excused: frozenset[str]) -> tuple[Fix, ...]:
    """Those that no build would refuse which publishes the text as it is."""
    fixes = {fix.entry.source: fix for fix in offered}
    if not fixes:
        return ()
    now, then = (
        {segment.text for segment in build(page, texts, locale, excused).refused}
        for texts in (
            {source: fix.entry.translation for source, fix in fixes.items()},
            {source: fix.done.text for source, fix in fixes.items()},
        )
    )
    return tuple(fix for source, fix in fixes.items() if source not in then or source in now)


# --- shown and written ---


def _blocks(fixed: Fixed) -> Iterator[Block]:
    """Where each entry stands before and after."""
    rules = {fix.entry.key: _heading(fix) for fix in fixed.fixes}
    old, new = (po.parse(content, fixed.path).entries for content in (fixed.before, fixed.after))
    for before, after in zip(old, new, strict=True):
        if before.raw != after.raw:
            start, new_start = before.line - 1, after.line - 1
            heading = rules.get(before.key, "")
            yield Block(start, start + _height(before), new_start, new_start + _height(after), heading)


def _heading(fix: Fix) -> str:
    """The rules, and what of the change nobody sees in a diff."""
    before, after = (text.translate(_BLANKS) for text in (fix.entry.translation, fix.done.text))
    return ", ".join(fix.done.rules) + (" (no-break spaces)" if before == after else "")


_BLANKS = {ord(blank): " " for blank in "\u00a0\u2009\u202f"}
"""Blanks that look like a common one."""


def _height(entry: Entry) -> int:
    return entry.raw.count("\n") + 1


def write(project: Project, found: Sequence[Fixed]) -> Outcome:
    """Writes what was shown.

    What somebody saved since stays: a text that is another one now is left alone, and is one of the outcome's errors.
    """
    return together([_written(project, fixed) for fixed in found])


def _written(project: Project, fixed: Fixed) -> Outcome:
    name = project.relative(fixed.path)
    left: list[int] = []

    def change(now: bytes | None) -> bytes | None:
        left.append(len(fixed.fixes))
        if now is None:
            return None
        catalogue = po.parse(now, name)
        done = _applied(catalogue, fixed.fixes)
        left.append(len(fixed.fixes) - sum(map(operator.ne, catalogue.entries, done.entries)))
        return po.dump(done)

    try:
        written = (fixed.path,) if project.update(fixed.path, change) else ()
    except InputError as error:
        return Outcome(errors=(error,))
    if not left[-1]:
        return Outcome(written)
    reason = f"somebody changed {left[-1]} of these entries meanwhile; run the command again"
    return Outcome(written, (InputError(name, reason),))
