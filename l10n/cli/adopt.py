"""`l10n adopt`: existing translations into catalogues."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from l10n.cli import options
from l10n.cli.terminal import Session, exit_code, report_errors, show
from l10n.pipeline.adopt import adopt, matched
from l10n.report.adoption import as_json, text

FORMATS = {"text": text, "json": as_json}
_PLACE = click.Path(exists=True, path_type=Path)


@click.command("adopt")
@click.argument("source", type=_PLACE)
@click.argument("translated", type=_PLACE)
@click.option("-l", "--locale", "name", required=True, metavar="LOCALE", help="The language of TRANSLATED.")
@click.option("--dry-run", is_flag=True, help="Say what would be adopted, and write nothing.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.pass_obj
def command(session: Session, source: Path, translated: Path, name: str, form: str, *, dry_run: bool) -> None:
    """Take over an existing translation of an article, or of a folder of articles.

    SOURCE is an article below the project's articles, TRANSLATED the same in another language and in the same format;
    of two folders, files with the same path below them belong together. Sentences whose translation is certain become
    reviewed. The others are left, with what may translate them in comments; then the command returns 1. What somebody
    has translated or begun in the catalogue stays.
    """
    project = session.project()
    if not dry_run:
        session.hold(project)
    (locale,) = options.chosen(project, (name,))
    found = matched(project, source, translated)
    accounts, outcome = adopt(project, found, locale, dry_run=dry_run, progress=session.progress)
    session.tell_written(project, outcome)
    show(FORMATS[form](accounts, found.untranslated, found.unknown), form)
    report_errors(outcome.errors)
    sys.exit(exit_code(outcome, failed=bool(found.untranslated) or any(account.left for account in accounts)))
