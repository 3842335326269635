"""`l10n build`: localised articles."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from l10n.cli import options
from l10n.cli.terminal import Session, counted, exit_code, report_errors, show
from l10n.layout import Kind
from l10n.pipeline.articles import read
from l10n.pipeline.build import build_articles
from l10n.pipeline.outcome import Outcome
from l10n.pipeline.strays import strays, told
from l10n.project import Project
from l10n.report.building import Building, as_json


@click.command("build")
@options.paths
@options.locales
@options.require
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to say what was done.")
@click.pass_obj
def command(session: Session, paths: tuple[Path, ...], names: tuple[str, ...], require: str | None, form: str) -> None:
    """Write the localised articles.

    Where a translation is below the required state (`machine` unless configured) the source text stands in, or with
    `fallback = "skip"` the article is not written, and the command returns 1. With `--require none` whatever there is
    is used, and that is no failure.

    Files that a build wrote for an article or a locale that is gone are removed, if nobody changed them since.
    """
    project = session.project()
    session.hold(project)
    needed = require or project.configuration.build_require
    reading = read(project, paths)
    locales = options.chosen(project, names)
    outcome = Outcome(errors=reading.errors)
    outcome += build_articles(project, reading, locales, needed, session.progress)
    session.tell_written(project, outcome)
    session.tell_removed(project, outcome.removed)
    session.tell_kept(project, outcome)
    report_errors(outcome.errors)
    whole = not paths and not names
    session.say_all(told([each for each in strays(project) if each.kind is Kind.LEFTOVER] if whole else ()))
    articles = len(reading.articles) * len(locales)
    beside = f", {counted(len(outcome.copied), 'file')} beside them" if outcome.copied else ""
    session.say(f"{counted(articles, 'localised article')}, {len(outcome.written)} of them new or changed{beside}")
    session.tell_outdated(outcome)
    if outcome.shown.below:
        session.tell_below(outcome, needed)
    code = exit_code(outcome, failed=bool(outcome.shown.below))
    if form == "json":
        show(as_json(_building(project, outcome, articles, needed, code)) + "\n", form)
    sys.exit(code)


def _building(project: Project, outcome: Outcome, articles: int, require: str, code: int) -> Building:
    done = (outcome.written, outcome.copied, outcome.removed, outcome.kept)
    written, copied, removed, kept = (tuple(map(project.relative, paths)) for paths in done)
    shown, errors = outcome.shown, tuple(map(str, outcome.errors))
    counts = (shown.below, shown.outdated, shown.replaced)
    return Building(require, articles, written, copied, removed, kept, *counts, errors, code)
