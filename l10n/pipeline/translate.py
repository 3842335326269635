"""Missing entries filled with drafts: from the memory, from the cache, from an engine.

All articles of a locale are asked for together. A catalogue is written as soon as its last draft is there, and when the
run is interrupted, with what is there. What a person saved in it meanwhile stands: the file is read again before it is
written, and only entries that are still open get a draft.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from l10n import __version__
from l10n import catalogue as po
from l10n.cache import Cache
from l10n.catalogue import Catalogue, Entry, Provenance, State
from l10n.drafts import DraftKey, WrittenDrafts
from l10n.engines import Engine, Origin, Quality, Setup, memory_is_short, open_engine
from l10n.engines.checked import checked
from l10n.engines.opencc import TRADITIONAL, open_traditional
from l10n.engines.pseudo import PSEUDO
from l10n.errors import EngineError, InputError, L10nError, ModelMissingError
from l10n.formats import format_of
from l10n.locales import Locale
from l10n.models import argos_folder
from l10n.pipeline.articles import Article, Reading, Terminology, broken, catalogue_of, handled, localised_page
from l10n.pipeline.memory import Memory, Offers, filled
from l10n.pipeline.outcome import Outcome, Progress, Tally, silent
from l10n.pipeline.style import style_of
from l10n.project import CACHES, Project
from l10n.translate import Context, Probe, Request, SegmentDraft, drafts, request
from l10n.typography import Style

TABLES = Origin("l10n", "tables", __version__)
"""Where datelines, credits and lone dates come from: no engine is to be praised or blamed for them."""
DRAFTS = f"{CACHES}/drafts.sqlite"
"""Where drafts are kept as they were written, for `l10n eval`."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to translate, and how."""

    locales: tuple[Locale, ...]
    engine: str
    retranslate: bool = False
    """Renew drafts that nobody has touched, too."""
    quality: Quality = Quality.BEST
    min_score: float | None = None
    """Drafts with a lower score are left out; natural logarithm of the probability of a piece, so 0 is the highest."""


def translate(project: Project, reading: Reading, order: Order, progress: Progress = silent) -> Outcome:
    """Missing entries filled with drafts: from the memory first, then by the engine. No other text is touched."""
    started = time.monotonic()
    own, outcome = _own_models(project)
    setup = Setup((*own, argos_folder()), order.quality)
    with Memory(project) as memory, WrittenDrafts(project.root / DRAFTS) as written:
        for locale in order.locales:
            drafts_set = project.house.drafts and order.engine != PSEUDO
            job = _Job(order, locale, setup, memory, written, style_of(project, locale) if drafts_set else None)
            outcome += _translate_into(project, reading, job, progress)
            if memory_is_short():
                setup.shelf.clear()
    return outcome + Outcome(tally=Tally(seconds=time.monotonic() - started))


def _own_models(project: Project) -> tuple[tuple[Path, ...], Outcome]:
    try:
        project.check_models()
    except InputError as error:
        return (), Outcome(errors=(error,))
    return (project.model_folder,), Outcome()


@dataclass(frozen=True, slots=True)
class _Job:
    order: Order
    locale: Locale
    setup: Setup
    memory: Memory
    written: WrittenDrafts
    style: Style | None = None
    """How the typography of drafts is put right."""

    def is_open(self, entry: Entry) -> bool:
        """Whether an entry is to get a draft."""
        if entry.foreign:
            return False
        return entry.state is State.MISSING or (self.order.retranslate and entry.state is State.MACHINE)


def _translate_into(project: Project, reading: Reading, job: _Job, progress: Progress) -> Outcome:
    catalogues, errors = _catalogues(project, [article.name for article in reading.articles], job.locale)
    damaged = tuple(
        error
        for name, catalogue in catalogues.items()
        for error in broken(project, project.catalogue(name, job.locale), catalogue)
    )
    wanted = [entry.source for catalogue in catalogues.values() for entry in catalogue.live if job.is_open(entry)]
    if not wanted:
        return Outcome(errors=(*errors.values(), *damaged))
    offers = job.memory.offers(job.locale, wanted)
    offered = {
        name: filled(catalogue, offers, job.is_open, form=format_of(name), style=job.style)
        for name, catalogue in catalogues.items()
    }
    asked, unread = _open_requests(reading, offered, job, offers)
    outcome = Outcome(errors=(*errors.values(), *damaged, *job.memory.errors(job.locale), *unread))
    writer = _Writer(project, job, offers)
    try:
        _draft(project, job, asked, writer, progress)
    except ModelMissingError as error:
        outcome += Outcome(untranslated={job.locale.name: str(error)})
    except (InputError, EngineError) as error:  # a damaged glossary, or an engine of other people
        outcome += Outcome(errors=(error,))
    finally:
        writer.write_rest([name for name, catalogue in offered.items() if catalogue is not catalogues[name]])
    return outcome + writer.outcome()


def _draft(
    project: Project, job: _Job, wanted: Mapping[PurePosixPath, Sequence[Request]], writer: _Writer, progress: Progress
) -> None:
    """Ask the engine for what is wanted; each draft goes to the writer as it comes."""
    if not wanted:
        return
    source, target = project.source_locale, job.locale
    engine = checked(_opened(project, job), job.order.engine)
    judged = job.order.engine != PSEUDO
    terms, conventions = Terminology(project).glossary.terms, project.conventions(target)
    probe = Probe(source.argos)
    context = Context(
        source,
        target,
        probe,
        terms,
        judged=judged,
        style=job.style,
        conventions=conventions,
        engine=job.order.engine,
        quality=job.order.quality,
    )
    owners = [name for name, found in wanted.items() for _ in found]
    asked = [each for found in wanted.values() for each in found]
    left = {name: len(found) for name, found in wanted.items()}
    label = f"Translating into {target.name}"
    with Cache(project.root / CACHES / "cache.sqlite") as cache, progress(label, len(asked)) as step:
        for number, draft in drafts(asked, engine, cache, context):
            name = owners[number]
            writer.take(name, asked[number], draft, engine)
            left[name] -= 1
            if not left[name]:
                writer.write(name)
            step(1)
    writer.errors += [EngineError(f"{target.name}: the engine {job.order.engine} {each}") for each in engine.breaches]


def _opened(project: Project, job: _Job) -> Engine:
    """The engine for a locale; Traditional Chinese may be made from Simplified."""

    def into(code: str) -> Engine:
        return open_engine(job.order.engine, project.source_locale.argos, code, job.setup)

    if job.locale.argos != TRADITIONAL:
        return into(job.locale.argos)
    return open_traditional(into, job.locale.tag, project.configuration.traditional_chinese)


# --- what to ask ---


def _catalogues(
    project: Project, names: Iterable[PurePosixPath], locale: Locale
) -> tuple[dict[PurePosixPath, Catalogue], dict[PurePosixPath, L10nError]]:
    found: dict[PurePosixPath, Catalogue] = {}
    errors: dict[PurePosixPath, L10nError] = {}
    for name in names:
        try:
            if (catalogue := catalogue_of(project, name, locale)) is not None:
                found[name] = catalogue
        except InputError as error:
            errors[name] = error
    return found, errors


def _open_requests(
    reading: Reading, catalogues: Mapping[PurePosixPath, Catalogue], job: _Job, offers: Offers
) -> tuple[dict[PurePosixPath, list[Request]], list[InputError]]:
    """The segments that need a draft by article, and the articles that could not be parsed."""
    wanted: dict[PurePosixPath, list[Request]] = {}
    errors: list[InputError] = []
    for article in reading.articles:
        try:
            with handled(article):
                if article.name in catalogues and (found := _requests(article, catalogues[article.name], job, offers)):
                    wanted[article.name] = found
        except InputError as error:
            errors.append(error)
    return wanted, errors


def _requests(article: Article, catalogue: Catalogue, job: _Job, offers: Offers) -> list[Request]:
    """The segments of an article that need a draft and for which the memory has none, once each."""
    open_texts = {entry.source for entry in catalogue.live if job.is_open(entry) and entry.source not in offers}
    if not open_texts:
        return []
    page = localised_page(article.project, article.page, catalogue)
    found = {segment.text: segment for segment in reversed(page.segments) if segment.text in open_texts}
    source = article.project.source_locale
    return [request(segment, page.format, source, job.locale) for segment in reversed(found.values())]


# --- what is written ---


@dataclass(slots=True)
class _Writer:
    """Gathers the drafts of a locale and writes catalogues."""

    project: Project
    job: _Job
    offers: Offers
    drafts: dict[PurePosixPath, dict[str, tuple[SegmentDraft, Origin]]] = field(default_factory=dict)
    written: list[Path] = field(default_factory=list)
    errors: list[L10nError] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)

    def take(self, name: PurePosixPath, each: Request, draft: SegmentDraft, engine: Engine) -> None:
        """Keep a draft of an article until the article is written; a poor one is counted and left out."""
        least = self.job.order.min_score
        if not draft.text.strip():
            self.tally += Tally(failed=1)
        elif least is not None and draft.score is not None and draft.score < least:
            self.tally += Tally(below=1)
        else:
            by_engine = Tally(by_engine=1) if draft.fresh else Tally(from_cache=1)
            self.tally += Tally(by_tables=1) if draft.settled else by_engine
            origin = TABLES if draft.settled else engine.origin
            self.drafts.setdefault(name, {})[each.segment.text] = (draft, origin)

    def write_rest(self, names: Iterable[PurePosixPath]) -> None:
        """Write the catalogues that still have drafts waiting, and those of `names`."""
        for name in dict.fromkeys([*self.drafts, *names]):
            self.write(name)

    def write(self, name: PurePosixPath) -> None:
        """Put what is known and drafted into the catalogue as it lies on disk now."""
        answers = self.drafts.pop(name, {})
        path = self.project.catalogue(name, self.job.locale)
        tallies = [Tally()]

        def change(content: bytes | None) -> bytes | None:
            if content is None:
                return None
            now = po.parse(content, self.project.relative(path))
            offered = filled(now, self.offers, self.job.is_open, form=format_of(name), style=self.job.style)
            done = _with_drafts(offered, answers, self.job)
            tallies.append(Tally(drafted=_differing(now, done), from_memory=_differing(now, offered)))
            if done is now:
                return None
            self._keep(now, done)
            return po.dump(done)

        try:
            if self.project.update(path, change):
                self.written.append(path)
            self.tally += tallies[-1]
        except InputError as error:
            self.errors.append(error)

    def _keep(self, before: Catalogue, after: Catalogue) -> None:
        """Keep the drafts that are about to be written: a kill in between leaves one that nobody asks for.

        Where they cannot be kept, the catalogue is written all the same.
        """
        try:
            self.job.written.keep(self.job.locale, dict(_fresh_drafts(before, after)))
        except L10nError as error:
            if str(error) not in map(str, self.errors):
                self.errors.append(error)

    def outcome(self) -> Outcome:
        """What was written."""
        return Outcome(tuple(dict.fromkeys(self.written)), tuple(self.errors), tally=self.tally)


def _with_drafts(catalogue: Catalogue, answers: Mapping[str, tuple[SegmentDraft, Origin]], job: _Job) -> Catalogue:
    def drafted(entry: Entry) -> Entry:
        if entry.source not in answers or not job.is_open(entry):
            return entry
        draft, origin = answers[entry.source]
        if entry.state is State.MACHINE and entry.translation == draft.text:
            return entry
        provenance = Provenance(origin.engine, origin.model, origin.version, draft.score)
        return po.drafted(entry, draft.text, provenance, draft.doubts)

    return po.with_entries(catalogue, map(drafted, catalogue.entries))


def _fresh_drafts(before: Catalogue, after: Catalogue) -> Iterator[tuple[DraftKey, str]]:
    for old, new in zip(before.entries, after.entries, strict=True):
        if old != new and new.provenance:
            yield (new.source, new.provenance.digest), new.translation


def _differing(before: Catalogue, after: Catalogue) -> int:
    return sum(old != new for old, new in zip(before.entries, after.entries, strict=True))
