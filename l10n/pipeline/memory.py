"""The memory of a project: which files it is made of, and what it offers for the open entries of catalogues."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from l10n import catalogue as po
from l10n.catalogue import Catalogue, Entry, Provenance, State
from l10n.document import PLAIN, Kind
from l10n.errors import InputError
from l10n.formats import SUFFIXES, Format
from l10n.locales import Locale
from l10n.memory import LEAST, CatalogueSource, Index, Match, Offer, Pair, Source, TmxSource, of_alike, of_same
from l10n.project import CACHES, Project
from l10n.store import is_file
from l10n.typography import Style, Text, amended

INDEX = f"{CACHES}/memory.sqlite"
LONGEST = 2000
"""Characters of a sentence for which others like it are looked for: no sentence is longer, and hardly a paragraph."""


def sources(project: Project) -> tuple[Source, ...]:
    """The files that the project's pairs are in: the catalogues of its articles, and what was imported."""
    catalogues = (
        CatalogueSource(path, project.relative(path), str(name), locale, border=project.border)
        for locale in project.locales
        for name in project.articles(SUFFIXES)
        if is_file(path := project.catalogue(name, locale))
    )
    imported = (
        TmxSource(
            path,
            project.relative(path),
            project.relative(path).as_posix(),
            project.source_locale,
            project.locales,
            border=project.border,
        )
        for path in sorted(project.memory_folder.glob("*.tmx"))
    )
    return (*catalogues, *imported)


def remembered(project: Project, locales: Iterable[Locale]) -> tuple[tuple[Pair, ...], tuple[InputError, ...]]:
    """All pairs of these locales, in the order of their files, and what could not be read."""
    tags = {locale.tag for locale in locales}
    found: list[Pair] = []
    errors: list[InputError] = []
    for source in sources(project):
        try:
            found += [pair for pair in source.pairs(source.read()) if pair.locale in tags]
        except InputError as error:
            errors.append(error)
    return tuple(found), tuple(errors)


@dataclass(frozen=True, slots=True)
class Offers:
    """What the memory of a locale offers, by sentence."""

    same: Mapping[str, tuple[Match, ...]]
    alike: Mapping[str, Offer]
    trusting: bool = False

    def offer(self, source: str, before: str | None, after: str | None) -> Offer | None:
        """The offer for a sentence between its neighbours."""
        if source in self.same:
            return of_same(source, self.same[source], before, after, trusting=self.trusting)
        return self.alike.get(source)

    def __contains__(self, source: str) -> bool:
        return source in self.same or source in self.alike


class Memory:
    """The memory of a project; its index is brought up to date when the memory is first asked."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._index = Index(project.root / INDEX)
        self._errors: tuple[tuple[Source, InputError], ...] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._index.__exit__(kind, error, at)

    def errors(self, locale: Locale) -> tuple[InputError, ...]:
        """The files of a locale, and imported ones, that could not be read."""
        self._update()
        tags = {locale.tag, None}
        return tuple(error for source, error in self._errors or () if source.of_locale in tags)

    def search(self, locale: Locale, text: str, limit: int, least: float = LEAST) -> tuple[Match, ...]:
        """The best matches of a text."""
        self._update()
        return self._index.alike(locale.tag, text, limit, least)

    def offers(self, locale: Locale, sentences: Iterable[str]) -> Offers:
        """What there is for these sentences."""
        self._update()
        wanted = tuple(dict.fromkeys(sentences))
        same = self._index.exact(locale.tag, wanted)
        rest = (sentence for sentence in wanted if sentence not in same)
        alike = {sentence: offer for sentence in rest if (offer := self._alike(locale, sentence))}
        return Offers(same, alike, self._project.configuration.memory_trust == "reviewed")

    def _alike(self, locale: Locale, sentence: str) -> Offer | None:
        if len(sentence) > LONGEST:
            return None
        least = float(self._project.configuration.memory_least)
        matches = self._index.alike(locale.tag, sentence, least=min(LEAST, least))
        return of_alike(sentence, matches, self._project.source_locale, locale, least=least)

    def _update(self) -> None:
        if self._errors is None:
            self._errors = self._index.update(sources(self._project))


def filled(
    catalogue: Catalogue, offers: Offers, is_open: Callable[[Entry], bool], *, form: Format, style: Style | None
) -> Catalogue:
    """The catalogue, of an article in this format, with what is offered for its open entries.

    `style`: how the typography of what was made of a sentence like theirs is put right; a person's own words stay.
    """
    neighbours = _neighbours(catalogue)

    def entry_filled(entry: Entry) -> Entry:
        if not is_open(entry) or (offer := offers.offer(entry.source, *neighbours[entry.source])) is None:
            return entry
        text = offer.translation if offer.likeness == 100.0 or style is None else _set(entry, offer, form, style)
        if entry.state is State.MACHINE and entry.translation == text and not offer.reviewed:
            return entry
        likeness = "-" if offer.likeness == 100.0 else f"{int(offer.likeness)}%"
        provenance = Provenance("memory", offer.origin, likeness)
        if offer.reviewed:
            return po.trusted(entry, text, provenance)
        return po.drafted(entry, text, provenance, offer.doubts)

    return po.with_entries(catalogue, map(entry_filled, catalogue.entries))


def _set(entry: Entry, offer: Offer, form: Format, style: Style) -> str:
    kind = _kind(entry)
    marks = () if kind in PLAIN else form.marks(entry.source)
    return amended(Text(entry.source, marks, offer.translation, form, kind), style).text


def _kind(entry: Entry) -> Kind:
    """What an entry's first note says that it is."""
    named = entry.notes[0].partition(":")[0] if entry.notes else ""
    return next((kind for kind in Kind if kind == named), Kind.PARAGRAPH)


def _neighbours(catalogue: Catalogue) -> dict[str, tuple[str | None, str | None]]:
    return dict(_between(entry.source for entry in catalogue.live if not entry.foreign))


def _between(sentences: Iterable[str]) -> Iterator[tuple[str, tuple[str | None, str | None]]]:
    found = [None, *sentences, None]
    for before, sentence, after in zip(found, found[1:], found[2:], strict=False):
        if sentence is not None:
            yield sentence, (before, after)
