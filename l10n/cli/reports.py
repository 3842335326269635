"""Where reports of `l10n check` go: to standard output, and to files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from l10n.cli.terminal import encoded, show
from l10n.errors import UsageError
from l10n.report.findings import Report
from l10n.report.problems import FORMATS
from l10n.store import ANY, write_atomic


def reported(context: click.Context, option: click.Parameter, values: Sequence[str]) -> tuple[tuple[str, Path], ...]:
    """Each `FORMAT=FILE` of an option parsed."""
    del context, option
    pairs = [value.partition("=")[::2] for value in values]
    for form, name in pairs:
        if form not in FORMATS or not name:
            raise click.BadParameter(f"must be FORMAT=FILE, where FORMAT is one of {', '.join(FORMATS)}")
    return tuple((form, Path(name)) for form, name in pairs)


def report_to(report: Report, form: str, files: Iterable[tuple[str, Path]]) -> None:
    """The report on standard output in one format, and in files in others. UsageError where one cannot be written."""
    show(FORMATS[form](report), form)
    for kind, path in files:
        try:
            write_atomic(path, encoded(FORMATS[kind](report)), ANY)
        except OSError as error:
            raise UsageError(f"{path}: cannot be written: {error.strerror}") from error
