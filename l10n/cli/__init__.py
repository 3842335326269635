"""The command line: each command parses its options, calls one stage of the pipeline, prints and exits.

Standard output carries results, standard error carries progress and messages. Commands are imported when they are used.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from l10n import __version__
from l10n.cli.interruption import heed_signals, interrupted_code
from l10n.cli.terminal import Session, complain
from l10n.errors import L10nError

COMMANDS: Mapping[str, str] = {
    "init": "start a project: configuration, folders, a first article",
    "run": "extract, translate, build and show the status: the main job",
    "extract": "bring templates and catalogues up to date with the articles",
    "translate": "fill missing entries with drafts",
    "adopt": "take over an existing translation of an article",
    "build": "write the localised articles",
    "check": "fail when a segment is untranslated, unreviewed, outdated or broken",
    "fix": "show, or write, what typography puts right in what people wrote",
    "status": "count what is translated",
    "eval": "compare drafts with what people made of them: which engine saves most work",
    "review": "decide on drafts and changed sentences one by one, with the keyboard",
    "merge-po": "merge two branches' catalogues: a merge driver for git",
    "models": "list, install, verify, update and remove engine models",
    "memory": "import, export and search reviewed translations",
}
"""Each is a module of this package that has `command` (`-` is `_` there); in the order of the help text."""


class Commands(click.Group):
    """The commands of the table, imported one at a time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the table."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, or None."""
        if cmd_name not in COMMANDS:
            return None
        del ctx
        command: click.Command = import_module(f"l10n.cli.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table as it stands, so that help imports no command."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with `l10n init`, then `l10n run`.",
)
@click.version_option(__version__, prog_name="l10n")
@click.option("--project", type=click.Path(path_type=Path), metavar="DIR", help="The project's folder.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no messages but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Name each file that is written.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processor cores to use; all of them by default.")
@click.pass_context
def cli(ctx: click.Context, project: Path | None, jobs: int | None, *, quiet: bool, verbose: bool) -> None:
    """Turn articles into reviewed, localised articles, offline.

    Articles (Markdown, HTML, plain text) below source/ become gettext catalogues below locales/, drafted by an engine
    on this machine and reviewed by people in any PO editor, and localised articles below build/.

    Exit codes: 0 fine, 1 problems found, 2 wrong usage or configuration, 3 no model for a locale, 4 an unreadable file,
    130 interrupted (143 by SIGTERM, 129 by SIGHUP; nothing is lost).
    """
    if jobs and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:jobs])
    ctx.obj = Session(project, quiet=quiet, verbose=verbose)


def _interrupted(error: BaseException) -> NoReturn:
    complain("interrupted; what was finished is kept, and the next run goes on from there")
    sys.exit(interrupted_code(error))


def main() -> None:
    """The command `l10n`."""
    heed_signals()
    try:
        sys.exit(cli.main(standalone_mode=False) or 0)
    except L10nError as error:
        complain(str(error))
        sys.exit(error.exit_code)
    except click.exceptions.Exit as exit_request:
        sys.exit(exit_request.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt) as error:
        _interrupted(error)
    except ImportError as error:
        if not isinstance(error.__cause__, KeyboardInterrupt):  # what becomes of it while an extension is loaded
            raise
        _interrupted(error)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
