"""`l10n merge-po`: two branches' catalogues."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import click

from l10n import driver
from l10n.cli.terminal import Session, complain
from l10n.errors import InputError, UsageError

FAILED = 129
"""git takes 1 to 128 for a conflict left in the file, and more for a driver that did nothing (gitattributes(5))."""

_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("merge-po")
@click.argument("files", nargs=-1, type=_file, metavar="BASE OURS THEIRS")
@click.option("-o", "--output", "out", type=click.Path(dir_okay=False, path_type=Path), help="Not over OURS.")
@click.option("--name", type=click.Path(path_type=Path), metavar="PATH", help="What messages call the file.")
@click.option("--install", is_flag=True, help="Have git merge the catalogues of this repository so.")
@click.pass_obj
def command(session: Session, files: tuple[Path, ...], out: Path | None, name: Path | None, *, install: bool) -> None:
    """Merge two branches' versions of a catalogue or template, entry by entry: a merge driver for git.

    OURS is overwritten. Where two people translated a sentence differently, ours stays, fuzzy, with theirs in a
    comment, and `l10n check` fails until somebody has decided. Returns 0 when it is merged, and 129 when a version
    cannot be read.
    """
    if install:
        _install(session)
        return
    if len(files) != 3:
        raise UsageError("give BASE, OURS and THEIRS, or --install")
    base, ours, theirs = files
    try:
        open_entries = driver.merge_files(base, ours, theirs, out or ours, name)
    except InputError as error:
        complain(f"{error}; nothing is merged")
        sys.exit(FAILED)
    if open_entries:
        session.say(f"{name or out or ours}: {open_entries} entries have two translations now: decide, `# l10n:was`")


def _install(session: Session) -> None:
    """Settings of git and a line of .gitattributes; the interpreter is named, so that any shell finds it."""
    words = (Path(sys.executable).as_posix(), "-m", "l10n", "merge-po")
    for line in driver.install(session.folder or Path.cwd(), shlex.join(words)):
        click.echo(line)
    session.say("git merges catalogues entry by entry now; commit .gitattributes, and run this in every clone")
