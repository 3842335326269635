"""`l10n check`: the CI gate."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from l10n import __version__, pipeline
from l10n.cli import options
from l10n.cli.terminal import Session, exit_code, report_errors
from l10n.problem import Severity
from l10n.report.problems import FORMATS


@click.command("check")
@options.paths
@options.locales
@options.require
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.pass_obj
def command(session: Session, paths: tuple[Path, ...], names: tuple[str, ...], require: str | None, form: str) -> None:
    """Fail when a segment is untranslated, unreviewed, outdated, not extracted or broken. Changes nothing.

    `--require` is `reviewed` unless configured: with `machine` drafts are enough, with `none` only broken markup and
    catalogues behind their articles are problems.
    """
    project = session.project()
    reading = pipeline.read(project, paths)
    outcome = pipeline.Outcome(errors=reading.errors)
    needed = require or project.configuration.check_require
    outcome += pipeline.check_articles(reading, options.chosen(project, names), needed, session.progress)
    click.echo(FORMATS[form](outcome.problems, version=__version__).rstrip("\n"))
    report_errors(outcome.errors)
    failed = any(problem.severity is Severity.ERROR for problem in outcome.problems)
    sys.exit(exit_code(outcome, failed=failed))
