"""`l10n translate`: drafts."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from l10n.cli import fetch, options
from l10n.cli.terminal import Session, counted, exit_code, report_errors, report_untranslated
from l10n.engines import Quality, check_name
from l10n.pipeline.articles import read
from l10n.pipeline.outcome import Outcome
from l10n.pipeline.translate import Order
from l10n.store import is_file

_MIN_SCORE = "Leave entries empty whose draft has a lower score, such as -0.8; 0 is the highest."


@click.command("translate")
@options.paths
@options.locales
@click.option("--engine", metavar="NAME", help="The engine instead of the configured one: argos, firefox, pseudo, …")
@options.quality
@click.option("--min-score", type=click.FloatRange(max=0.0), metavar="SCORE", help=_MIN_SCORE)
@click.option("--retranslate", is_flag=True, help="Renew drafts that nobody has touched, too.")
@options.install_models
@click.pass_obj
def command(
    session: Session,
    paths: tuple[Path, ...],
    names: tuple[str, ...],
    engine: str | None,
    quality: str | None,
    *,
    min_score: float | None,
    retranslate: bool,
    install_models: bool,
) -> None:
    """Fill missing entries with drafts: from the memory first, then from the cache, then by the engine.

    Drafts are marked `fuzzy` until a person has read them. What a person wrote, reviewed or began is never touched.
    """
    project = session.project()
    session.hold(project)
    settings = project.configuration
    check_name(engine or settings.engine)
    order = Order(
        options.chosen(project, names),
        engine or settings.engine,
        retranslate=retranslate,
        quality=Quality(quality or settings.quality),
        min_score=min_score,
    )
    reading = read(project, paths)
    outcome = Outcome(errors=reading.errors)
    outcome += fetch.translate(session, project, reading, order, fetch=install_models)
    session.tell_written(project, outcome)
    report_errors(outcome.errors)
    report_untranslated(outcome)
    session.say(summary(outcome, order.engine))
    places = [project.catalogue(each.name, locale) for each in reading.articles for locale in order.locales]
    if lacking := sum(not is_file(place) for place in places):
        session.say(f"{counted(lacking, 'catalogue is', 'catalogues are')} not there yet: run `l10n extract` first")
    sys.exit(exit_code(outcome))


def summary(outcome: Outcome, engine: str) -> str:
    """One line that says where the drafts came from, what is missing, and how long it took."""
    tally = outcome.tally
    counts = {
        "from the memory": tally.from_memory,
        "from the cache": tally.from_cache,
        f"by {engine}": tally.by_engine,
        "by tables of the locale": tally.by_tables,
        "without an answer": tally.failed,
        "left out for their score": tally.below,
    }
    shares = ", ".join(f"{count} {origin}" for origin, count in counts.items() if count)
    drafted, written = counted(tally.drafted, "entry", "entries"), counted(len(outcome.written), "catalogue")
    done = f"{drafted} drafted, {written} written in {tally.seconds:.1f} s"
    return f"{done}: {shares}" if shares else done
