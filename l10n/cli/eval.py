"""`l10n eval`: which engine saves translators most work."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import get_terminal_size

import click

from l10n.cli import options
from l10n.cli.terminal import Session, exit_code, report_errors, show
from l10n.evaluation import BY
from l10n.overlap import EXTRA, available
from l10n.pipeline.evaluate import compared, evaluate
from l10n.report.evaluation import Report, as_csv, as_json, table

FORMATS: Mapping[str, Callable[[Report], str]] = {
    "table": lambda report: table(report, width=get_terminal_size((100, 24)).columns),
    "json": as_json,
    "csv": as_csv,
}


@click.command("eval")
@options.paths
@options.locales
@click.option("--by", type=click.Choice(list(BY)), default="engine", show_default=True, help="What a line stands for.")
@click.option("--engine", metavar="NAME", help="Only drafts by this engine; `memory` is one.")
@click.option("--segments", is_flag=True, help="List each reviewed draft with its final text.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="table", show_default=True)
@click.pass_obj
def command(
    session: Session,
    paths: tuple[Path, ...],
    names: tuple[str, ...],
    by: str,
    engine: str | None,
    *,
    form: str,
    segments: bool,
) -> None:
    """Compare drafts with the reviewed texts that replaced them: how much of each did people keep?

    Drafts are known from .l10n/drafts.sqlite and from git's history: commit them before people edit them. Nothing is
    written.
    """
    project = session.project()
    found = evaluate(project, paths, options.chosen(project, names), engine, session.progress)
    needed = form != "csv" or not segments
    rows = compared(found.drafted, by, session.progress) if needed else ()
    report = Report(rows, found.drafted, by, segments, found.unsearched, found.engines)
    show(FORMATS[form](report).rstrip("\n") + "\n", form)
    if found.drafted and not available():
        session.say(f"chrF and BLEU need sacrebleu: pip install '{EXTRA}'")
    report_errors(found.outcome.errors)
    sys.exit(exit_code(found.outcome))
