"""The stages of the main job over many articles, and all file work: read, extract, translate, build, check, count.

Each stage reads what it needs, writes only files whose bytes change, and goes on past an unreadable file, which it
returns as an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path, PurePosixPath

from l10n import catalogue as po
from l10n.build import Built, Page, build
from l10n.cache import Cache
from l10n.catalogue import Catalogue, Entry, Provenance, State
from l10n.checks import Localised, check
from l10n.engines import Draft, Engine, Setup, open_engine
from l10n.errors import InputError, L10nError, ModelMissingError
from l10n.formats import SUFFIXES, format_of
from l10n.locales import Locale
from l10n.memory import Memory, memory
from l10n.merge import Wanted, merge
from l10n.models import argos_folder
from l10n.problem import Problem
from l10n.project import CACHES, Project
from l10n.recut import localised_segments, recut
from l10n.segments import Segment, segments
from l10n.stamps import Stamps, fingerprint
from l10n.status import Row, count
from l10n.store import write_atomic
from l10n.translate import Request, drafts, request

Progress = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]
"""Opens a progress display for so many steps, and takes how many have been done."""

STAMPS = f"{CACHES}/stamps.json"
_USABLE: Mapping[str, frozenset[State]] = {
    "reviewed": frozenset({State.REVIEWED}),
    "machine": frozenset({State.REVIEWED, State.OUTDATED, State.MACHINE}),
    "none": frozenset({State.REVIEWED, State.OUTDATED, State.MACHINE}),
}
"""States whose text a build uses, by what it requires."""


def silent(label: str, total: int) -> AbstractContextManager[Callable[[int], None]]:
    """No progress display."""
    del label, total
    return nullcontext(lambda _: None)


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
        return _page(self.project, self.name, self.source)


@dataclass(frozen=True, slots=True)
class Reading:
    """Articles, and those that could not be read."""

    articles: tuple[Article, ...]
    errors: tuple[InputError, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a stage did."""

    written: tuple[Path, ...] = ()
    errors: tuple[L10nError, ...] = ()
    """Files that could not be read; the others were done."""
    problems: tuple[Problem, ...] = ()
    untranslated: Mapping[str, str] | None = None
    """By locale, why entries stayed untranslated: one line that says what to install."""
    drafted: int = 0
    below: int = 0
    """Segments whose state is lower than what was required, so that their source stands in."""

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(
            self.written + other.written,
            tuple({str(error): error for error in (*self.errors, *other.errors)}.values()),
            self.problems + other.problems,
            {**(self.untranslated or {}), **(other.untranslated or {})},
            self.drafted + other.drafted,
            self.below + other.below,
        )


# --- reading ---


def read(project: Project, paths: Sequence[Path] = ()) -> Reading:
    """The articles at or below `paths`. UsageError where a path holds none."""
    articles, errors = [], []
    for name in project.articles(SUFFIXES, paths):
        path = project.source / name
        try:
            articles.append(Article(name, path.read_bytes(), project))
        except OSError as error:
            errors.append(InputError(project.relative(path), f"cannot be read: {error.strerror}"))
    return Reading(tuple(articles), tuple(errors))


def _page(project: Project, name: PurePosixPath, source: bytes) -> Page:
    form = format_of(name)
    try:
        document = form.parse(source, project.options)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        reason = f"not UTF-8 at byte {error.start}: {error.reason}; save the article as UTF-8"
        raise InputError(project.relative(project.source / name), reason, line=line) from error
    cut = segments(document, language=project.source_locale.argos, by=project.configuration.segmentation)
    return Page(document, cut, form, project.options)


def _catalogue(project: Project, name: PurePosixPath, locale: Locale) -> Catalogue | None:
    """The catalogue of an article, or None where there is none. InputError where it is damaged."""
    return _parsed(project, project.catalogue(name, locale))


def _parsed(project: Project, path: Path) -> Catalogue | None:
    try:
        return po.parse(path.read_bytes(), project.relative(path))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(project.relative(path), f"cannot be read: {error.strerror}") from error


def _localised_page(project: Project, page: Page, catalogue: Catalogue | None) -> Page:
    if catalogue is None:
        return page
    by = project.configuration.segmentation
    found = localised_segments(page.document, catalogue, project.source_locale, by, page.segments)
    return page if found is page.segments else replace(page, segments=found)


# --- extract ---


def extract(project: Project, reading: Reading, progress: Progress = silent) -> Outcome:
    """Templates and catalogues brought up to date with the articles; people's work is kept."""
    outcome = Outcome()
    with Stamps(project.root / STAMPS) as stamps, progress("Extracting", len(reading.articles)) as step:
        for article in reading.articles:
            outcome += _extract_one(article, stamps)
            step(1)
    return outcome


def _extract_one(article: Article, stamps: Stamps) -> Outcome:
    made = dict(_extractions(article))
    name = f"extract {article.name}"
    if stamps.done(name, _stamp(article, made)) is not None:
        return Outcome()
    written: list[Path] = []
    errors: list[L10nError] = []
    for path, make in made.items():
        try:
            if write_atomic(path, po.dump(make())):
                written.append(path)
        except InputError as error:
            errors.append(error)
    if not errors:
        stamps.remember(name, _stamp(article, made))
    return Outcome(tuple(written), tuple(errors))


def _stamp(article: Article, files: Iterable[Path], *more: str) -> str:
    """The fingerprint of an article with the files made from it."""
    project = article.project
    settings = "\0".join((project.name, repr(project.configuration), *more))
    return fingerprint(settings, (article.source, *map(_bytes, files)))


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _extractions(article: Article) -> Iterator[tuple[Path, Callable[[], Catalogue]]]:
    project = article.project
    yield project.template(article.name), partial(_new_template, article)
    for locale in project.locales:
        yield project.catalogue(article.name, locale), partial(_merged, article, locale)


def _new_template(article: Article) -> Catalogue:
    project = article.project
    old = _parsed(project, project.template(article.name)) or po.template(project=project.name)
    return merge(old, _wanted(article, article.page))


def _merged(article: Article, locale: Locale) -> Catalogue:
    project = article.project
    old = _catalogue(project, article.name, locale)
    if old is None:
        old = po.new(language=locale.header, plural_forms=locale.plural_forms, project=project.name)
    else:
        by = project.configuration.segmentation
        old = recut(article.page.document, old, project.source_locale, locale, by)
    return merge(old, _wanted(article, _localised_page(project, article.page, old)))


def _wanted(article: Article, page: Page) -> list[Wanted]:
    project = article.project
    reference = f"{project.configuration.source}/{article.name}"
    return [
        Wanted(segment.text, (_note(segment),), _reference(project, page, segment, reference))
        for segment in page.segments
    ]


def _note(segment: Segment) -> str:
    return f"{segment.kind}: {segment.note}" if segment.note else str(segment.kind)


def _reference(project: Project, page: Page, segment: Segment, reference: str) -> str:
    if project.configuration.references == "file":
        return reference
    return f"{reference}:{page.document.line(page.document.blocks[segment.block].start)}"


# --- translate ---


@dataclass(frozen=True, slots=True)
class Order:
    """What to translate, and how."""

    locales: tuple[Locale, ...]
    engine: str
    retranslate: bool = False
    """Renew drafts that nobody has touched, too."""


def translate(project: Project, reading: Reading, order: Order, progress: Progress = silent) -> Outcome:
    """Missing entries filled with drafts: from the memory first, then by the engine. No other text is touched."""
    outcome = Outcome()
    for locale in order.locales:
        outcome += _translate_into(project, reading, order, locale, progress)
    return outcome


def _translate_into(project: Project, reading: Reading, order: Order, locale: Locale, progress: Progress) -> Outcome:
    catalogues, errors = _catalogues(project, [article.name for article in reading.articles], locale)
    if not any(_is_open(entry, order) for catalogue in catalogues.values() for entry in catalogue.live):
        return Outcome(errors=tuple(errors.values()))
    others = [name for name in project.articles(SUFFIXES) if name not in catalogues and name not in errors]
    elsewhere, more = _catalogues(project, others, locale)
    known = memory((str(name), catalogue) for name, catalogue in sorted((catalogues | elsewhere).items()))
    filled = {name: _from_memory(catalogue, known) for name, catalogue in catalogues.items()}
    wanted, unread = _open_requests(reading, filled, locale, order)
    untranslated: dict[str, str] = {}
    answers: dict[PurePosixPath, dict[str, tuple[Draft, Engine]]] = {}
    if wanted:
        try:
            answers = _drafted(project, order, locale, wanted, progress)
        except ModelMissingError as error:
            untranslated[locale.name] = str(error)
    done = {name: _with_drafts(catalogue, answers.get(name, {}), order) for name, catalogue in filled.items()}
    changed = {name: catalogue for name, catalogue in done.items() if catalogue is not catalogues[name]}
    written = [
        path
        for name, catalogue in changed.items()
        if write_atomic(path := project.catalogue(name, locale), po.dump(catalogue))
    ]
    return Outcome(
        tuple(written),
        (*errors.values(), *more.values(), *unread),
        untranslated=untranslated,
        drafted=sum(_differing(catalogues[name], catalogue) for name, catalogue in changed.items()),
    )


def _open_requests(
    reading: Reading, catalogues: Mapping[PurePosixPath, Catalogue], locale: Locale, order: Order
) -> tuple[list[tuple[Article, list[Request]]], list[InputError]]:
    """The articles with segments that need a draft, and those that could not be parsed."""
    wanted: list[tuple[Article, list[Request]]] = []
    errors: list[InputError] = []
    for article in reading.articles:
        try:
            if article.name in catalogues and (found := _requests(article, catalogues[article.name], locale, order)):
                wanted.append((article, found))
        except InputError as error:
            errors.append(error)
    return wanted, errors


def _catalogues(
    project: Project, names: Iterable[PurePosixPath], locale: Locale
) -> tuple[dict[PurePosixPath, Catalogue], dict[PurePosixPath, L10nError]]:
    found: dict[PurePosixPath, Catalogue] = {}
    errors: dict[PurePosixPath, L10nError] = {}
    for name in names:
        try:
            if (catalogue := _catalogue(project, name, locale)) is not None:
                found[name] = catalogue
        except InputError as error:
            errors[name] = error
    return found, errors


def _differing(before: Catalogue, after: Catalogue) -> int:
    return sum(old != new for old, new in zip(before.entries, after.entries, strict=True))


def _from_memory(catalogue: Catalogue, known: Memory) -> Catalogue:
    def filled(entry: Entry) -> Entry:
        match = known.get(entry.source)
        if entry.state is not State.MISSING or entry.foreign or match is None:
            return entry
        return po.drafted(entry, match.translation, Provenance("memory", match.origin))

    return _mapped(catalogue, filled)


def _mapped(catalogue: Catalogue, change: Callable[[Entry], Entry]) -> Catalogue:
    entries = [change(entry) for entry in catalogue.entries]
    unchanged = all(new is old for new, old in zip(entries, catalogue.entries, strict=True))
    return catalogue if unchanged else po.with_entries(catalogue, entries)


def _requests(article: Article, catalogue: Catalogue, locale: Locale, order: Order) -> list[Request]:
    """The segments of an article that need a draft, once each."""
    open_texts = {entry.source for entry in catalogue.live if _is_open(entry, order)}
    if not open_texts:
        return []
    page = _localised_page(article.project, article.page, catalogue)
    found = {segment.text: segment for segment in reversed(page.segments) if segment.text in open_texts}
    source = article.project.source_locale
    return [request(segment, page.format, source, locale) for segment in reversed(found.values())]


def _is_open(entry: Entry, order: Order) -> bool:
    if entry.foreign:
        return False
    untouched = entry.state is State.MACHINE and not entry.touched
    return entry.state is State.MISSING or (order.retranslate and untouched)


def _drafted(
    project: Project,
    order: Order,
    locale: Locale,
    wanted: Sequence[tuple[Article, list[Request]]],
    progress: Progress,
) -> dict[PurePosixPath, dict[str, tuple[Draft, Engine]]]:
    setup = Setup((project.model_folder, argos_folder()))
    engine = open_engine(order.engine, project.source_locale.argos, locale.argos, setup)
    owners = [article.name for article, found in wanted for _ in found]
    asked = [each for _, found in wanted for each in found]
    answers: dict[PurePosixPath, dict[str, tuple[Draft, Engine]]] = {}
    label = f"Translating into {locale.name}"
    with Cache(project.root / CACHES / "cache.sqlite") as cache, progress(label, len(asked)) as step:
        for owner, (each, draft) in zip(owners, drafts(asked, engine, cache, step), strict=True):
            answers.setdefault(owner, {})[each.segment.text] = (draft, engine)
    return answers


def _with_drafts(catalogue: Catalogue, answers: Mapping[str, tuple[Draft, Engine]], order: Order) -> Catalogue:
    def filled(entry: Entry) -> Entry:
        if entry.source not in answers or not _is_open(entry, order):
            return entry
        draft, engine = answers[entry.source]
        if not draft.text.strip() or (entry.state is State.MACHINE and entry.translation == draft.text):
            return entry
        origin = engine.origin
        return po.drafted(entry, draft.text, Provenance(origin.engine, origin.model, origin.version, draft.score))

    return _mapped(catalogue, filled)


# --- build ---


def build_articles(
    project: Project, reading: Reading, locales: Sequence[Locale], require: str, progress: Progress = silent
) -> Outcome:
    """Localised articles written; the source stands in where a translation is below `require` or breaks markup."""
    outcome = Outcome()
    total = len(reading.articles) * len(locales)
    with Stamps(project.root / STAMPS) as stamps, progress("Building", total) as step:
        for article in reading.articles:
            for locale in locales:
                try:
                    outcome += _build_one(article, locale, require, stamps)
                except InputError as error:
                    outcome += Outcome(errors=(error,))
                step(1)
    return outcome


def _build_one(article: Article, locale: Locale, require: str, stamps: Stamps) -> Outcome:
    project = article.project
    path = project.built(article.name, locale)
    files = (project.catalogue(article.name, locale), path)
    name = f"build {locale.name} {article.name}"
    if (known := stamps.done(name, _stamp(article, files, require))) is not None:
        return Outcome(below=known)
    catalogue = _catalogue(project, article.name, locale)
    page = _localised_page(project, article.page, catalogue)
    texts = _texts(catalogue, _USABLE[require])
    built = build(page, texts, locale)
    below = 0 if require == "none" else _standing_in(page, texts, built)
    if below and project.configuration.build_fallback == "skip":
        return Outcome(below=below)
    written = (path,) if write_atomic(path, built.content) else ()
    stamps.remember(name, _stamp(article, files, require), below)
    return Outcome(written, below=below)


def _texts(catalogue: Catalogue | None, usable: frozenset[State]) -> dict[str, str]:
    entries = catalogue.live if catalogue else ()
    return {entry.source: entry.translation for entry in entries if entry.state in usable and not entry.foreign}


def _standing_in(page: Page, texts: Mapping[str, str], built: Built) -> int:
    """How many segments show their source because there is no text for them, or none that can be placed."""
    missing = sum(segment.text not in texts for segment in page.segments)
    return missing + len(built.refused)


# --- check, count ---


def check_articles(reading: Reading, locales: Sequence[Locale], require: str, progress: Progress = silent) -> Outcome:
    """What is wrong with the articles' catalogues; nothing is written."""
    problems: list[Problem] = []
    errors: list[L10nError] = []
    with progress("Checking", len(reading.articles) * len(locales)) as step:
        for article in reading.articles:
            for locale in locales:
                try:
                    problems += check(_localised(article, locale, require))
                except InputError as error:
                    errors.append(error)
                step(1)
    return Outcome() + Outcome(errors=tuple(errors), problems=tuple(sorted(problems)))


def _localised(article: Article, locale: Locale, require: str) -> Localised:
    project = article.project
    catalogue = _catalogue(project, article.name, locale)
    return Localised(
        project.relative(project.source / article.name),
        project.relative(project.catalogue(article.name, locale)),
        _localised_page(project, article.page, catalogue),
        catalogue,
        locale,
        require,
    )


def status(project: Project, paths: Sequence[Path], locales: Sequence[Locale]) -> tuple[tuple[Row, ...], Outcome]:
    """The counts of each article and locale; only catalogues are read."""
    rows: list[Row] = []
    errors: list[L10nError] = []
    for name in project.articles(SUFFIXES, paths):
        for locale in locales:
            try:
                catalogue = _catalogue(project, name, locale)
            except InputError as error:
                errors.append(error)
                continue
            rows.append(Row(str(name), locale.name, count(catalogue) if catalogue else None))
    return tuple(rows), Outcome(errors=tuple(errors))
