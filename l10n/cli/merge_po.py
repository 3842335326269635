"""`l10n merge-po`: two branches' catalogues."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import click

from l10n import driver
from l10n.cli.terminal import Session, complain, counted, tell
from l10n.errors import InputError, UsageError

FAILED = 129
"""git takes 1 to 128 for a conflict left in the file, and more for a driver that did nothing (gitattributes(5))."""

_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("merge-po")
@click.argument("files", nargs=-1, type=_file, metavar="BASE OURS THEIRS")
@click.option("-o", "--output", "out", type=click.Path(dir_okay=False, path_type=Path), help="Not over OURS.")
@click.option("--name", type=click.Path(path_type=Path), metavar="PATH", help="What messages call the file.")
@click.option("--install", is_flag=True, help="Have git merge the catalogues of this repository so.")
@click.option("--shared", is_flag=True, help="With --install: in .gitattributes, for every clone, to be committed.")
@click.pass_obj
def command(
    session: Session, files: tuple[Path, ...], out: Path | None, name: Path | None, *, install: bool, shared: bool
) -> None:
    """Merge two branches' versions of a catalogue or template, entry by entry: a merge driver for git.

    OURS is overwritten. Where two people translated a sentence differently, ours stays, fuzzy, with theirs in a
    comment, and `l10n check` fails until somebody has decided. Returns 0 when it is merged, and 129 when a version
    cannot be read.
    """
    if install:
        _install(session, shared=shared)
        return
    if len(files) != 3 or shared:
        raise UsageError("give BASE, OURS and THEIRS, or --install")
    base, ours, theirs = files
    if name and _runs_code_of_the_working_tree():
        complain("git starts l10n so that files of the working tree may be run: run `l10n merge-po --install` again")
    try:
        open_entries = driver.merge_files(base, ours, theirs, out or ours, name)
    except InputError as error:
        complain(f"{error}; nothing is merged")
        sys.exit(FAILED)
    if open_entries:
        said = counted(open_entries, "entry has", "entries have")
        session.say(f"{name or out or ours}: {said} two translations now; {_DECIDE}")


_DECIDE = "choose one, delete the comment `l10n:was` with the other, and clear `fuzzy`"


def _runs_code_of_the_working_tree() -> bool:
    """Whether git was told long ago to start the driver by `python -m`, which imports from the working tree first."""
    return "-m" in sys.orig_argv[1:2] and not sys.flags.safe_path


def _install(session: Session, *, shared: bool) -> None:
    folder = session.folder or Path.cwd()
    if driver.holds(folder, Path(sys.executable)):
        session.say(
            f"{sys.executable} lies in the working tree, where a branch may replace it: better install l10n outside"
        )
    for line in driver.install(folder, shlex.join(_command()), shared=shared):
        tell(line)
    if shared:
        session.say("git merges catalogues entry by entry now; commit .gitattributes, and run this in every clone")
        return
    session.say("git merges catalogues entry by entry in this clone now; run this in every clone")
    if lines := driver.shared_lines(folder):
        named = " and ".join(f"`{line}`" for line in lines)
        session.say(
            f".gitattributes names the driver, too ({named}): clones without it, Weblate's among them, merge"
            " catalogues as text; take the lines out unless every clone has the driver"
        )


def _command() -> tuple[str, ...]:
    """How git is to start the driver in any folder, of whatever branch, so that no file there is imported.

    `-I` leaves out the current folder, the user's packages and what `PYTHON…` variables say; `-P` the folder alone.
    """
    program = Path(sys.executable).as_posix()
    for option in ("-I", "-P"):
        tried = [program, option, "-c", "import l10n.cli"]
        if not subprocess.run(tried, capture_output=True, check=False).returncode:  # noqa: S603 - our own interpreter
            return (program, option, "-m", "l10n", "merge-po")
    raise UsageError(f"{program} finds l10n in the current folder alone; install it")
