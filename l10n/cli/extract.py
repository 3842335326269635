"""`l10n extract`: articles to catalogues."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from l10n import pipeline
from l10n.cli import options
from l10n.cli.terminal import Session, exit_code, report_errors


@click.command("extract")
@options.paths
@click.pass_obj
def command(session: Session, paths: tuple[Path, ...]) -> None:
    """Bring templates and catalogues up to date with the articles.

    New sentences become entries, rewritten ones keep their old translation as outdated, removed ones become obsolete.
    No translation is ever lost or altered.
    """
    project = session.project()
    reading = pipeline.read(project, paths)
    outcome = pipeline.Outcome(errors=reading.errors) + pipeline.extract(project, reading, session.progress)
    session.tell_written(project, outcome)
    report_errors(outcome.errors)
    session.say(f"{len(reading.articles)} articles read, {len(outcome.written)} files written")
    sys.exit(exit_code(outcome))
