"""The command line: each command parses its options, calls one stage of the pipeline, prints and exits.

Standard output carries results, standard error carries progress and messages. Commands are imported when they are used.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from traceback import extract_tb
from typing import Any

import click

from l10n import __version__
from l10n.cli.interruption import heed_signals, interrupted_code
from l10n.cli.terminal import WAIT_SECONDS, Session, complain, complain_all, drop_output, end_output
from l10n.errors import InputError, L10nError, OutputError
from l10n.parsing import DAMAGE, reason

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
    "clean": "delete caches, what builds wrote, and what killed commands left",
    "models": "list, install, verify, update and remove engine models",
    "memory": "import, export and search reviewed translations",
}
"""Each is a module of this package that has `command` (`-` is `_` there); in the order of the help text."""


class _ReaderGone(Exception):  # noqa: N818 - no error of anybody's
    """Nobody reads the output any more. click would make exit code 1 of a BrokenPipeError, which would be a finding."""


class Commands(click.Group):
    """The commands of the table, imported one at a time."""

    def make_context(self, *arguments: Any, **extra: Any) -> click.Context:
        """As click has it; `--help` prints here."""
        try:
            return super().make_context(*arguments, **extra)
        except BrokenPipeError as error:
            raise _ReaderGone from error

    def invoke(self, ctx: click.Context) -> Any:
        """As click has it."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _ReaderGone from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the table."""
        del ctx
        return list(COMMANDS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click has it; the nearest command is named where there is none of the name."""
        if args and args[0] not in COMMANDS:
            from difflib import get_close_matches  # noqa: PLC0415 - slow to import, and seldom needed

            if nearest := get_close_matches(args[0], COMMANDS, n=1):
                ctx.fail(f"No such command {args[0]!r}; did you mean {nearest[0]!r}?")
        return super().resolve_command(ctx, args)

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
@click.option(
    "--wait",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    default=WAIT_SECONDS,
    show_default=True,
    help="How long to wait for another command that writes in the project.",
)
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processor cores to use; all of them by default.")
@click.pass_context
def cli(ctx: click.Context, project: Path | None, wait: float, jobs: int | None, *, quiet: bool, verbose: bool) -> None:
    """Turn articles into reviewed, localised articles, offline.

    Articles (Markdown, HTML, plain text) below source/ become gettext catalogues below locales/, drafted by an engine
    on this machine and reviewed by people in any PO editor, and localised articles below build/.

    Exit codes: 0 fine, 1 problems found, 2 wrong usage or configuration, or output that cannot be written, 3 no model
    for a locale, 4 an unreadable file, 75 another command is at work in the project, 130 interrupted (143 by SIGTERM,
    129 by SIGHUP; nothing is lost).
    """
    if jobs and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:jobs])
    ctx.obj = Session(project, quiet=quiet, verbose=verbose, wait=wait)


NOBODY_READS = 141
"""128 and the number of SIGPIPE: what a shell reports of any program whose reader has gone."""


def main() -> None:
    """The command `l10n`."""
    heed_signals()
    code = _ended(lambda: int(cli.main(standalone_mode=False) or 0))
    after = _ended(_flushed)
    drop_output()
    sys.exit(after or code)


def _flushed() -> int:
    end_output()
    return 0


def _ended(work: Callable[[], int]) -> int:
    """The exit code of a piece of work, whatever ends it; what a person must know is said in one line."""
    try:
        return work()
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else bool(error.code)
    except (_ReaderGone, BrokenPipeError):
        return NOBODY_READS
    except (click.ClickException, click.exceptions.Exit) as error:
        return _misused(error)
    except (L10nError, OSError, *DAMAGE) as error:
        return _failed(error)
    except (click.Abort, KeyboardInterrupt, ImportError) as error:
        # KeyboardInterrupt becomes the cause of an ImportError while an extension is loaded.
        if isinstance(error, ImportError) and not isinstance(error.__cause__, KeyboardInterrupt):
            raise
        complain("interrupted; what was finished is kept, and the next run goes on from there")
        return interrupted_code(error)


def _misused(error: click.ClickException | click.exceptions.Exit) -> int:
    """As click shows it, without the characters that an argument may have brought along."""
    if isinstance(error, click.ClickException):
        shown = io.StringIO()
        error.show(file=shown)
        complain_all(shown.getvalue() + _where_it_stands(error))
    return error.exit_code


def _where_it_stands(error: click.ClickException) -> str:
    """A line for an option of all commands that was given behind one."""
    if not isinstance(error, click.NoSuchOption) or error.ctx is None or error.ctx.parent is None:
        return ""
    options = [each for each in cli.params if isinstance(each, click.Option) and error.option_name in each.opts]
    if not options:
        return ""
    given = error.option_name if options[0].is_flag else f"{error.option_name} {options[0].metavar or options[0].name}"
    command = error.ctx.command_path.removeprefix(f"{error.ctx.find_root().command_path} ")
    return f"{error.option_name} stands before the command: `l10n {given} {command}`\n"


def _failed(error: Exception) -> int:
    if isinstance(error, L10nError):
        complain(str(error))
        return error.exit_code
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        complain(f"{place}{error.strerror or error}; what was finished is kept")
        return OutputError.exit_code
    last = extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__}: {reason(error)}, at {Path(last.filename).name}:{last.lineno}"
    complain(f"an input is not as l10n expects it ({what}); what was finished is kept; please report this")
    return InputError.exit_code
