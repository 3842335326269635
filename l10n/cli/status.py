"""`l10n status`: how far each article is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from shutil import get_terminal_size

import click

from l10n.cli import options
from l10n.cli.terminal import Session, counted, exit_code, report_errors, show
from l10n.layout import Stray
from l10n.pipeline.status import status
from l10n.pipeline.strays import strays, told
from l10n.project import REQUIREMENTS
from l10n.report.status import as_json, badge, markdown, table
from l10n.status import Counts, Row

FORMATS: Mapping[str, Callable[[Sequence[Row], Sequence[Stray]], str]] = {
    "table": lambda rows, _: table(rows, width=get_terminal_size((100, 24)).columns),
    "json": as_json,
    "markdown": lambda rows, _: markdown(rows),
    "badge": lambda rows, _: badge(rows),
}


@click.command("status")
@options.paths
@options.locales
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="table", show_default=True)
@click.option("--require", type=click.Choice(REQUIREMENTS), help="Return 1 where a segment is below this state.")
@click.pass_obj
def command(session: Session, paths: tuple[Path, ...], names: tuple[str, ...], form: str, require: str | None) -> None:
    """Count what is reviewed, drafted, outdated and missing, by article and locale.

    What is not extracted, or cannot be read, is missing.
    """
    project = session.project()
    rows, outcome = status(project, paths, options.chosen(project, names), require)
    found = strays(project) if not paths and not names else ()
    show(FORMATS[form](rows, found).rstrip("\n") + "\n", form)
    report_errors(outcome.errors)
    counts = sum((row.counts for row in rows), Counts())
    if counts.unextracted:
        session.say(f"{counted(counts.unextracted, 'segment is', 'segments are')} in no catalogue: run `l10n extract`")
    session.say_all(told(found))
    below = counts.below(require) if require else 0
    if below:
        session.say(f"{counted(below, 'segment is', 'segments are')} below `{require}`; `l10n check` names them")
    sys.exit(exit_code(outcome, failed=bool(below)))
