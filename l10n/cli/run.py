"""`l10n run`: the main job."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from l10n.cli import fetch, options
from l10n.cli.terminal import Session, exit_code, report_errors, report_untranslated, show
from l10n.engines import Quality, check_name
from l10n.pipeline.articles import read
from l10n.pipeline.build import build_articles
from l10n.pipeline.extract import extract
from l10n.pipeline.outcome import Outcome
from l10n.pipeline.status import status
from l10n.pipeline.strays import strays, told
from l10n.pipeline.translate import Order
from l10n.report.status import table


@click.command("run")
@options.paths
@options.locales
@click.option("--engine", metavar="NAME", help="The engine for drafts instead of the configured one.")
@options.require
@options.install_models
@click.pass_obj
def command(
    session: Session,
    paths: tuple[Path, ...],
    names: tuple[str, ...],
    engine: str | None,
    require: str | None,
    *,
    install_models: bool,
) -> None:
    """Extract, translate, build, and show the status.

    PATHS are articles or folders of them; all articles by default. Without a model for a locale everything else is
    still done, and the command returns 3 if entries stayed untranslated for that reason.
    """
    project = session.project()
    session.hold(project)
    settings = project.configuration
    check_name(engine or settings.engine)
    locales = options.chosen(project, names)
    reading = read(project, paths)
    needed = require or settings.build_require
    outcome = Outcome(errors=reading.errors)
    outcome += extract(project, reading, session.progress)
    order = Order(locales, engine or settings.engine, quality=Quality(settings.quality))
    outcome += fetch.translate(session, project, reading, order, fetch=install_models)
    outcome += build_articles(project, reading, locales, needed, session.progress)
    rows, counted = status(project, paths, locales)
    outcome += counted
    session.tell_written(project, outcome)
    session.tell_removed(project, outcome.removed)
    session.tell_kept(project, outcome)
    show(table(rows, width=_width()), "table")
    report_errors(outcome.errors)
    report_untranslated(outcome)
    session.say_all(told(strays(project) if not paths and not names else ()))
    session.tell_outdated(outcome)
    if outcome.shown.below:
        session.tell_below(outcome, needed)
    sys.exit(exit_code(outcome, failed=bool(outcome.shown.below)))


def _width() -> int:
    from shutil import get_terminal_size  # noqa: PLC0415 - only where a table is shown

    return get_terminal_size((100, 24)).columns
