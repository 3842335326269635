"""`l10n clean`: what may be deleted without losing a word."""

from __future__ import annotations

import sys

import click

from l10n.cli.terminal import Session, complain, tell
from l10n.pipeline.clean import Cleaned, clean
from l10n.pipeline.strays import told
from l10n.project import Project


@click.command("clean")
@click.option("--caches", is_flag=True, help="Only caches: drafts, checks and whatever else is in .l10n/.")
@click.option("--outputs", is_flag=True, help="Only what builds wrote, and nobody changed since.")
@click.option("--dry-run", "dry", is_flag=True, help="Delete nothing; name what would be deleted.")
@click.pass_obj
def command(session: Session, *, caches: bool, outputs: bool, dry: bool) -> None:
    """Delete caches, what builds wrote, and what killed commands left.

    All of it can be made again; drafts then take as long as they did at first. Catalogues, templates, articles,
    l10n.lock, memory/ and models/ are never touched, nor a file that no build wrote or that was changed since.
    """
    project = session.project()
    if not dry:
        session.hold(project, sweep=False)
    cleaned = clean(project, caches=caches or not outputs, outputs=outputs or not caches, dry=dry)
    _tell(session, project, cleaned, dry=dry)
    for error in cleaned.errors:
        complain(str(error))
    sys.exit(max((error.exit_code for error in cleaned.errors), default=0))


def _tell(session: Session, project: Project, cleaned: Cleaned, *, dry: bool) -> None:
    gone = (*cleaned.outputs, *cleaned.caches, *cleaned.unfinished)
    for path in gone:
        tell(f"{'would remove' if dry else 'removed'} {project.relative(path).as_posix()}")
    session.say_all(told(cleaned.left))
    done = "would be removed" if dry else "removed"
    session.say(f"{len(gone)} files and folders {done}, {cleaned.bytes / 1_000_000:.1f} MB")
