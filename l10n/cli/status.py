"""`l10n status`: how far each article is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from shutil import get_terminal_size

import click

from l10n.cli import options
from l10n.cli.terminal import Session, exit_code, report_errors
from l10n.pipeline.status import status
from l10n.report.status import as_json, badge, markdown, table
from l10n.status import Row

FORMATS: Mapping[str, Callable[[Sequence[Row]], str]] = {
    "table": lambda rows: table(rows, width=get_terminal_size((100, 24)).columns),
    "json": as_json,
    "markdown": markdown,
    "badge": badge,
}


@click.command("status")
@options.paths
@options.locales
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="table", show_default=True)
@click.pass_obj
def command(session: Session, paths: tuple[Path, ...], names: tuple[str, ...], form: str) -> None:
    """Count what is reviewed, drafted, outdated and missing, by article and locale."""
    project = session.project()
    rows, outcome = status(project, paths, options.chosen(project, names))
    click.echo(FORMATS[form](rows).rstrip("\n"))
    report_errors(outcome.errors)
    sys.exit(exit_code(outcome))
