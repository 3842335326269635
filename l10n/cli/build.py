"""`l10n build`: localised articles."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from l10n.cli import options
from l10n.cli.terminal import Session, exit_code, report_errors
from l10n.pipeline.articles import read
from l10n.pipeline.build import build_articles
from l10n.pipeline.outcome import Outcome


@click.command("build")
@options.paths
@options.locales
@options.require
@click.pass_obj
def command(session: Session, paths: tuple[Path, ...], names: tuple[str, ...], require: str | None) -> None:
    """Write the localised articles.

    Where a translation is below the required state (`machine` unless configured) the source text stands in, or with
    `fallback = "skip"` the article is not written, and the command returns 1. With `--require none` whatever there is
    is used, and that is no failure.
    """
    project = session.project()
    session.hold(project)
    needed = require or project.configuration.build_require
    reading = read(project, paths)
    locales = options.chosen(project, names)
    outcome = Outcome(errors=reading.errors)
    outcome += build_articles(project, reading, locales, needed, session.progress)
    session.tell_written(project, outcome)
    report_errors(outcome.errors)
    articles = len(reading.articles) * len(locales)
    beside = f", {len(outcome.copied)} files beside them" if outcome.copied else ""
    session.say(f"{articles} localised articles, {len(outcome.written)} of them new or changed{beside}")
    session.tell_outdated(outcome)
    if outcome.shown.below:
        session.say(f"{outcome.shown.below} segments are below `{needed}` or refused; `l10n check` names them")
    sys.exit(exit_code(outcome, failed=bool(outcome.shown.below)))
