"""What commands share: the session's options, progress bars, messages and exit codes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click

from l10n.errors import L10nError

if TYPE_CHECKING:  # `l10n --version` and `--help` import no stage
    from l10n.pipeline.outcome import Outcome
    from l10n.project import Project


@dataclass(frozen=True, slots=True)
class Session:
    """The global options."""

    folder: Path | None
    quiet: bool
    verbose: bool

    def project(self) -> Project:
        """The project to work on. UsageError where there is none."""
        from l10n.project import open_project  # noqa: PLC0415 - see above

        return open_project(self.folder)

    def say(self, message: str) -> None:
        """A message for people, on standard error."""
        if not self.quiet:
            click.echo(message, err=True)

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

    @contextmanager
    def progress(self, label: str, total: int) -> Iterator[Callable[[int], None]]:
        """A bar on standard error, silent where nobody looks."""
        if self.quiet or not sys.stderr.isatty():
            yield lambda _: None
            return
        started = monotonic()
        with click.progressbar(
            length=max(total, 1), label=label, file=sys.stderr, show_pos=True, item_show_func=_rate
        ) as bar:

            def step(steps: int) -> None:
                steps = min(steps, max(total, 1) - bar.pos)
                bar.update(steps, (bar.pos + steps) / max(monotonic() - started, 0.001))

            yield step


def _rate(rate: float | None) -> str | None:
    """How many steps a second, behind the time left."""
    return None if rate is None else f"{rate:.3g}/s"


def complain(message: str) -> None:
    """An error message, also where the user wants quiet."""
    click.echo(f"l10n: {message}", err=True)


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
