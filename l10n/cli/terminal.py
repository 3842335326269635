"""What commands share: the session's options, how they print, progress bars, messages and exit codes.

The only module that writes to a stream, but for the screen of a review. Texts for people pass `visible`, so that no
name, source or translation acts in a terminal or a log; data for programs stays as it is unless a terminal shows it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TextIO

import click

from l10n.columns import inert, visible, visible_lines
from l10n.errors import L10nError, OutputError

if TYPE_CHECKING:  # `l10n --version` and `--help` import no stage
    from l10n.pipeline.outcome import Outcome
    from l10n.project import Project

_MOST = 12
"""Lines about deleted files; where there are more, their number is told."""


WAIT_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Session:
    """The global options."""

    folder: Path | None
    quiet: bool
    verbose: bool
    wait: float = WAIT_SECONDS
    """How long another command that writes in the project is waited for."""

    def project(self) -> Project:
        """The project to work on. UsageError where there is none."""
        from l10n.project import open_project  # noqa: PLC0415 - see above

        return open_project(self.folder)

    def hold(self, project: Project, *, sweep: bool = True) -> None:
        """Have the project for this command alone until it ends; what killed commands left is swept.

        For every command that writes in a project, before it reads; one may `sweep` itself. BusyError where
        another one takes too long.
        """
        from l10n.store import alone  # noqa: PLC0415 - see above

        context = click.get_current_context()
        context.with_resource(alone(project.root, f"l10n {context.info_name}", self.wait, self.say))
        if sweep:
            project.sweep()

    def say(self, message: str) -> None:
        """A message for people, on standard error."""
        if not self.quiet:
            _err(inert(visible(message)))

    def say_all(self, messages: Iterable[str]) -> None:
        """Messages for people, a line each."""
        for message in messages:
            self.say(message)

    def tell_written(self, project: Project, outcome: Outcome) -> None:
        """The files that changed, where the user wants to know."""
        if self.verbose:
            for path in (*outcome.written, *outcome.copied):
                self.say(f"wrote {project.relative(path).as_posix()}")

    def tell_outdated(self, outcome: Outcome) -> None:
        """How many outdated texts readers are shown, and how many they are not, where there are any."""
        shown = outcome.shown
        if shown.outdated or shown.replaced:
            self.say(f"outdated texts: {shown.outdated} published, {shown.replaced} replaced by their source")

    def tell_below(self, outcome: Outcome, required: str) -> None:
        """For how many segments their source stands in."""
        said = counted(outcome.shown.below, "segment is", "segments are")
        self.say(f"{said} below `{required}` or refused; `l10n check` names them")

    def tell_kept(self, project: Project, outcome: Outcome) -> None:
        """The localised articles that go on being published as they were once."""
        for path in outcome.kept:
            place = project.relative(path).as_posix()
            self.say(f"{place}: stays as an earlier build wrote it; delete it, or translate what its article says now")

    def tell_removed(self, project: Project, removed: Sequence[Path]) -> None:
        """The files that were deleted: some lines of them, or all where the user wants to know."""
        shown = removed if self.verbose else removed[:_MOST]
        self.say_all(f"removed {project.relative(path).as_posix()}" for path in shown)
        if len(removed) > len(shown):
            self.say(f"removed {len(removed) - len(shown)} more such files")

    @contextmanager
    def progress(self, label: str, total: int) -> Iterator[Callable[[int], None]]:
        """A bar on standard error, silent where nobody looks."""
        if self.quiet or not is_terminal(sys.stderr):
            yield lambda _: None
            return
        started = monotonic()
        with click.progressbar(
            length=max(total, 1), label=visible(label), file=sys.stderr, show_pos=True, item_show_func=_rate
        ) as bar:

            def step(steps: int) -> None:
                steps = min(steps, max(total, 1) - bar.pos)
                bar.update(steps, (bar.pos + steps) / max(monotonic() - started, 0.001))

            yield step


def _rate(rate: float | None) -> str | None:
    """How many steps a second, behind the time left."""
    return None if rate is None else f"{rate:.3g}/s"


# --- printing ---


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person is at the other end; a stream that was closed before the start is None."""
    return stream is not None and stream.isatty()


def counted(count: int, one: str, many: str = "") -> str:
    """A number and what is counted: `1 entry`, `2 entries`; by default the plural has an s."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def tell(line: str) -> None:
    """A line for people on standard output."""
    _out((inert(visible(line)) + "\n").encode(_encoding(), "backslashreplace"))


def tell_all(text: str) -> None:
    """Lines for people on standard output; each has its end."""
    _out(inert(visible_lines(text)).encode(_encoding(), "backslashreplace"))


_FOR_PEOPLE = frozenset({"text", "table", "markdown", "csv"})
"""Formats that a person looks at, in a terminal, a log or a sheet; all others are data."""


def show(text: str, form: str) -> None:
    """A result in one of the formats of `--format`."""
    if form in _FOR_PEOPLE:
        tell_all(text)
    else:
        hand_over(encoded(text))


def encoded(text: str) -> bytes:
    """UTF-8; a byte of a name that is none becomes an escape, as JSON has them."""
    return text.encode("utf-8", "backslashreplace")


def hand_over(content: bytes) -> None:
    """Data for a program on standard output, byte for byte; at a terminal as people can look at it."""
    if is_terminal(sys.stdout):
        text = content.decode("utf-8", "replace")
        _out(visible_lines(text).encode(_encoding(), "backslashreplace"))
    else:
        _out(content)


def complain(message: str) -> None:
    """An error message on one line, also where the user wants quiet."""
    _err(inert(f"l10n: {visible(message)}"))


def complain_all(text: str) -> None:
    """The lines of an error message, each with its end."""
    _err(inert(visible_lines(text)).removesuffix("\n"))


def asked(question: str) -> bool:
    """A person's answer to a question, on standard error."""
    return click.confirm(visible(question), err=True)


def _encoding() -> str:
    return (sys.stdout and sys.stdout.encoding) or "utf-8"


def _out(content: bytes) -> None:
    """OutputError where it cannot be written, BrokenPipeError where nobody reads on."""
    if sys.stdout is None:
        raise OutputError("standard output is closed: nothing can be written to it")
    with _told_once():
        click.echo(content, nl=False)


def _err(text: str) -> None:
    """Where standard error cannot be written, nobody can be told."""
    with suppress(OSError):
        click.echo(text.encode(getattr(sys.stderr, "encoding", None) or "utf-8", "backslashreplace"), err=True)


def end_output() -> None:
    """Write what waits in the streams, so that no failure is left to the end of Python.

    OutputError where standard output cannot be written, BrokenPipeError where nobody reads on.
    """
    with _told_once():
        if sys.stdout is not None:
            sys.stdout.flush()


@contextmanager
def _told_once() -> Iterator[None]:
    """What cannot be written is given up, and said once."""
    try:
        yield
    except OSError as error:
        drop_output()
        if isinstance(error, BrokenPipeError):
            raise
        raise OutputError(f"standard output cannot be written: {error.strerror}") from error


def drop_output() -> None:
    """Give up standard output and error: Python would try to write the rest at its end, and fail once more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None and not _flushes(stream):
            os.dup2(nowhere, stream.fileno())


def _flushes(stream: TextIO) -> bool:
    try:
        stream.flush()
    except (OSError, ValueError):
        return False
    return True


# --- results ---


def exit_code(outcome: Outcome, *, failed: bool = False) -> int:
    """What the command returns: unreadable files first, then missing models, then problems."""
    if outcome.errors:
        return max(error.exit_code for error in outcome.errors)
    if outcome.untranslated:
        return 3
    return 1 if failed else 0


def report_errors(errors: Iterable[L10nError]) -> None:
    """Each file that could not be read, and that the others were done."""
    for error in errors:
        complain(str(error))


def report_untranslated(outcome: Outcome) -> None:
    """One line for each locale without a model."""
    for locale, reason in (outcome.untranslated or {}).items():
        complain(f"{locale}: {reason}")
