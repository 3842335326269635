"""`l10n fix`: the typography of what people wrote, shown as a diff and written when they say so."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from l10n import __version__
from l10n.cli import options
from l10n.cli.terminal import Session, exit_code, hand_over, report_errors, show
from l10n.pipeline.articles import read
from l10n.pipeline.fix import Fixed, chosen_rules, fixes, write
from l10n.report.fixes import Item, as_json


@click.command("fix")
@options.paths
@options.locales
@click.option("--rule", "rules", multiple=True, metavar="RULE", help="Only this rule; may be given several times.")
@click.option("--write", "writing", is_flag=True, help="Write what is shown; it stays in the state that it is in.")
@click.option("--format", "form", type=click.Choice(["diff", "json"]), default="diff", show_default=True)
@click.pass_obj
def command(
    session: Session,
    paths: tuple[Path, ...],
    names: tuple[str, ...],
    rules: tuple[str, ...],
    form: str,
    *,
    writing: bool,
) -> None:
    """Show what typography would put right in translations that people wrote, as a diff that `git apply` takes.

    Nothing is written without `--write`; then the command returns 1 if there is anything to do. Drafts that nobody
    has touched are left to `l10n translate`.
    """
    project = session.project()
    if writing:
        session.hold(project)
    chosen = chosen_rules(rules)
    reading = read(project, paths)
    found, outcome = fixes(project, reading, options.chosen(project, names), chosen, session.progress)
    if form == "json":
        items = [Item(each.name, each.locale.name, fix.entry, fix.done) for each in found for fix in each.fixes]
        show(as_json(items, version=__version__, written=writing), form)
    else:
        for each in found:
            hand_over(each.diff)
    if writing:
        outcome += write(project, found)
    session.tell_written(project, outcome)
    session.say(_summary(found, writing=writing))
    report_errors(outcome.errors)
    sys.exit(exit_code(outcome, failed=bool(found) and not writing))


def _summary(found: Sequence[Fixed], *, writing: bool) -> str:
    count = sum(len(each.fixes) for each in found)
    if not count:
        return "nothing to put right"
    places = f"{count} {'entry' if count == 1 else 'entries'} in {len(found)} {'file' if len(found) == 1 else 'files'}"
    return f"{places} put right" if writing else f"{places} may be put right: `--write` does so"
