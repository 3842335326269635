"""`l10n translate`: drafts."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from l10n import pipeline
from l10n.cli import options
from l10n.cli.terminal import Session, exit_code, report_errors, report_untranslated


@click.command("translate")
@options.paths
@options.locales
@click.option("--engine", metavar="NAME", help="The engine instead of the configured one: argos, firefox, pseudo, …")
@click.option("--retranslate", is_flag=True, help="Renew drafts that nobody has touched, too.")
@click.pass_obj
def command(
    session: Session, paths: tuple[Path, ...], names: tuple[str, ...], engine: str | None, *, retranslate: bool
) -> None:
    """Fill missing entries with drafts: from the memory first, then by the engine.

    Drafts are marked `fuzzy` until a person has read them. What a person wrote, reviewed or began is never touched.
    """
    project = session.project()
    order = pipeline.Order(
        options.chosen(project, names), engine or project.configuration.engine, retranslate=retranslate
    )
    reading = pipeline.read(project, paths)
    outcome = pipeline.Outcome(errors=reading.errors)
    outcome += pipeline.translate(project, reading, order, session.progress)
    session.tell_written(project, outcome)
    report_errors(outcome.errors)
    report_untranslated(outcome)
    session.say(f"{outcome.drafted} entries drafted, {len(outcome.written)} catalogues written")
    sys.exit(exit_code(outcome))
