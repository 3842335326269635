"""`l10n extract`: articles to catalogues."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from l10n.cli import options
from l10n.cli.terminal import Session, counted, exit_code, report_errors, tell
from l10n.pipeline.articles import Reading, read
from l10n.pipeline.extract import extract
from l10n.pipeline.outcome import Outcome
from l10n.pipeline.strays import strays, told
from l10n.project import Project
from l10n.store import is_file


@click.command("extract")
@options.paths
@click.option("--check", "dry", is_flag=True, help="Write nothing; name the files that would change, and return 1.")
@click.pass_obj
def command(session: Session, paths: tuple[Path, ...], *, dry: bool) -> None:
    """Bring templates and catalogues up to date with the articles.

    New sentences become entries, rewritten ones keep their old translation as outdated, removed ones become obsolete.
    No translation is ever lost or altered.
    """
    project = session.project()
    if not dry:
        session.hold(project)
    reading = read(project, paths)
    outcome = Outcome(errors=reading.errors) + extract(project, reading, session.progress, dry=dry)
    report_errors(outcome.errors)
    if dry:
        _tell_behind(session, project, reading, outcome)
        sys.exit(exit_code(outcome, failed=bool(outcome.written or outcome.removed)))
    session.tell_written(project, outcome)
    session.tell_removed(project, outcome.removed)
    session.say_all(told(strays(project) if not paths else ()))
    session.say(f"{counted(len(reading.articles), 'article')} read, {counted(len(outcome.written), 'file')} written")
    sys.exit(exit_code(outcome))


def _tell_behind(session: Session, project: Project, reading: Reading, outcome: Outcome) -> None:
    """A line for each file that is behind its article, and what to do."""
    for path in outcome.written:
        missing = f"there is no {project.relative(path).as_posix()}"
        tell(f"{project.relative(path).as_posix()}: behind its article" if is_file(path) else missing)
    for path in outcome.removed:
        tell(f"{project.relative(path).as_posix()}: of an article that is gone, and nothing in it is its own")
    behind = len(outcome.written) + len(outcome.removed)
    todo = f"{counted(behind, 'file')} would change: run `l10n extract`" if behind else "every file is in step"
    session.say(f"{counted(len(reading.articles), 'article')} read, {todo}")
