"""A review of catalogues on disk: each decision is saved at once, over what other programs saved meanwhile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path

from l10n import catalogue as po
from l10n.build import build
from l10n.catalogue import Catalogue, Entry
from l10n.errors import InputError
from l10n.exemptions import exemptions
from l10n.inline import shape
from l10n.locales import Locale
from l10n.memory import Match
from l10n.pipeline.articles import Article, Reading, catalogue_of, localised_page
from l10n.pipeline.memory import sources
from l10n.pipeline.outcome import Outcome
from l10n.project import Project
from l10n.review import Act, Decision, Item, Session, decide, forgotten, reloaded, start
from l10n.store import ChangedError, retried

_CHANGED = "somebody changed this entry meanwhile; here it is as it is now"


@dataclass(frozen=True, slots=True)
class Place:
    """What a catalogue of a review belongs to."""

    article: Article
    locale: Locale
    path: Path


@dataclass(frozen=True)
class Desk:
    """Where the catalogues of a review lie, with what helps to decide."""

    project: Project
    places: Mapping[str, Place]
    """By the name that the review has for the catalogue: its path in the project."""

    @cached_property
    def memories(self) -> dict[str, dict[str, Match]]:
        """The reviewed translations of each locale, as they are when they are first asked for."""
        locales = {place.locale.name: place.locale for place in self.places.values()}
        return {name: _known(self.project, locale) for name, locale in locales.items()}

    def match(self, item: Item) -> Match | None:
        """What people made of the same sentence elsewhere."""
        return self.memories[self.places[item.catalogue].locale.name].get(item.source)

    def refusal(self, session: Session, item: Item, text: str) -> str:
        """Why a build would not publish a text, empty where it would."""
        place = self.places[item.catalogue]
        try:
            page = localised_page(self.project, place.article.page, session.catalogues[item.catalogue])
        except InputError as error:
            return str(error)
        name, catalogue = place.article.name, session.catalogues[item.catalogue]
        exempt = exemptions(self.project.configuration.check_ignore, name, place.locale)
        built = build(page, {item.source: text}, place.locale, exempt.excused(catalogue))
        if not built.refused:
            return ""
        if item.source in built.active:
            return f"the translation {built.active[item.source]}"
        before, after = (Counter(shape(page.format.marks(each))) for each in (item.source, text))
        found = [*(f"lacks {mark}" for mark in before - after), *(f"adds {mark}" for mark in after - before)]
        return "markup differs from the source's: " + ("; ".join(found) or "it would change the article's structure")


def open_desk(
    project: Project, reading: Reading, locales: Sequence[Locale], *, everything: bool = False
) -> tuple[Desk, Session, Outcome]:
    """A desk for the catalogues of articles, and the review of what waits for a person in them, or of `everything`.

    Articles without a catalogue are left out; damaged catalogues are the outcome's errors.
    """
    places: dict[str, Place] = {}
    catalogues: dict[str, Catalogue] = {}
    errors: list[InputError] = []
    for article, locale in product(reading.articles, locales):
        path = project.catalogue(article.name, locale)
        name = project.relative(path).as_posix()
        try:
            if (catalogue := catalogue_of(project, article.name, locale)) is not None:
                places[name], catalogues[name] = Place(article, locale, path), catalogue
        except InputError as error:
            errors.append(error)
    outcome = Outcome(errors=(*reading.errors, *errors))
    return Desk(project, places), start(catalogues, everything=everything), outcome


def take(desk: Desk, session: Session, decision: Decision) -> tuple[Session, str]:
    """The review after a decision, which is on disk then; or as it was, and why nothing was decided.

    An entry that is not on disk as it was shown is shown again instead. InputError where the catalogue cannot be read
    or written.
    """
    if decision.act not in {Act.ACCEPT, Act.EDIT, Act.UNDO}:
        return decide(session, decision), ""
    try:
        return retried(lambda: _taken(desk, session, decision))
    except ChangedError as error:
        name = desk.project.relative(Path(error.filename))
        raise InputError(name, f"cannot be written: {error.strerror}") from error


def _taken(desk: Desk, session: Session, decision: Decision) -> tuple[Session, str]:
    """As `take`, for decisions that change a catalogue. ChangedError where somebody saved it since it was read."""
    last = session.history[-1] if session.history else None
    undoing = decision.act is Act.UNDO
    item = (last.item if last else None) if undoing else session.item
    expected = (last.after if last else None) if undoing else session.entry
    if item is None or expected is None:
        return session, "nothing is left to undo" if undoing else "there is nothing to decide on"
    was = _read(desk, item.catalogue)
    fresh = reloaded(session, item.catalogue, po.parse(was, Path(item.catalogue)))
    if fresh.entry_of(item) != expected:
        return (forgotten(fresh), f"not undone: {_CHANGED}") if undoing else (fresh, _CHANGED)
    text = expected.translation if decision.act is Act.ACCEPT else decision.text
    reason = "" if undoing else _unfit(desk, fresh, item, text)
    if reason:
        return fresh, reason
    done = decide(fresh, decision)
    desk.project.write(desk.places[item.catalogue].path, po.dump(done.catalogues[item.catalogue]), was)
    return done, ""


def _unfit(desk: Desk, session: Session, item: Item, text: str) -> str:
    """Why a text may not be reviewed, and what to do; empty where it may."""
    reason = desk.refusal(session, item, text) if text.strip() else "there is no text yet"
    return f"{reason}: edit it" if reason else ""


def _read(desk: Desk, name: str) -> bytes:
    found = desk.project.read(desk.places[name].path)
    if found is None:
        raise InputError(name, "somebody removed this catalogue")
    return found


def _known(project: Project, locale: Locale) -> dict[str, Match]:
    """The reviewed translations of a locale by sentence, of each the first; a damaged file has nothing to offer."""
    found: dict[str, Match] = {}
    for source in sources(project):
        try:
            pairs = [pair for pair in source.pairs(source.read()) if pair.locale == locale.tag]
        except InputError:
            continue
        for pair in pairs:
            found.setdefault(pair.source, Match(pair.source, pair.translation, source.origin))
    return found


def offered(match: Match | None, entry: Entry) -> Match | None:
    """A match that says something else than the entry does."""
    return match if match and match.translation != entry.translation else None
