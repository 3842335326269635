"""`l10n check`: the CI gate."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from l10n import __version__
from l10n.checks import RULES, policy
from l10n.checks.baseline import excusable
from l10n.cli import options
from l10n.cli.reports import report_to, reported
from l10n.cli.terminal import Session, counted, exit_code, report_errors, show
from l10n.errors import InputError, UsageError
from l10n.git import folder_in_repository
from l10n.pipeline.articles import read
from l10n.pipeline.baseline import BASELINE, without_known
from l10n.pipeline.baseline import write_baseline as write_known
from l10n.pipeline.check import check_articles, unreadable
from l10n.pipeline.outcome import Outcome
from l10n.pipeline.scope import scope as scope_of
from l10n.pipeline.touched import touched as touched_since
from l10n.problem import Severity
from l10n.project import Project, nearest
from l10n.report.findings import Report
from l10n.report.problems import FORMATS
from l10n.report.rules import manual, table

_LEVELS = [str(severity) for severity in Severity]
_REPORT = "Write a report to a file, too; may be given several times."
_DIFF = "Only problems of what HEAD's branch and the working tree changed since they left BASE."
_EXPLAIN = "Say what a rule asks for, with examples, and do nothing else."


@click.command("check")
@options.paths
@options.locales
@options.require
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--report", "reports", multiple=True, callback=reported, metavar="FORMAT=FILE", help=_REPORT)
@click.option("--diff", "base", metavar="BASE", help=_DIFF)
@click.option("--ignore-unknown", is_flag=True, help="Leave out PATHS at which nothing of the project lies.")
@click.option("--rule", "only", multiple=True, metavar="RULE", help="Only this rule; may be given several times.")
@click.option("--fail-on", type=click.Choice(_LEVELS), help="The lowest severity that fails; `error` by default.")
@click.option("--baseline", type=click.Path(path_type=Path), help="A file of known problems, which do not count.")
@click.option("--write-baseline", is_flag=True, help="Make all present problems known ones.")
@click.option(
    "--rules", is_flag=True, help="List the rules and what they are worth in this project, and do nothing else."
)
@click.option("--explain", metavar="RULE", help=_EXPLAIN)
@click.pass_obj
def command(
    session: Session,
    paths: tuple[Path, ...],
    names: tuple[str, ...],
    *,
    require: str | None,
    form: str,
    reports: tuple[tuple[str, Path], ...],
    base: str | None,
    ignore_unknown: bool,
    only: tuple[str, ...],
    fail_on: str | None,
    baseline: Path | None,
    explain: str | None,
    write_baseline: bool,
    rules: bool,
) -> None:
    """Fail when a segment is untranslated, unreviewed, outdated, not extracted, broken or wrong. Changes nothing.

    PATHS are articles, catalogues and templates, or folders of them.

    `--require` is `reviewed` unless configured: with `machine` drafts are enough, with `none` only what is wrong with
    the texts and catalogues behind their articles are problems. What rules are worth is set in l10n.toml; a comment
    `# l10n:ignore RULE` excepts an entry.
    """
    if rules or explain is not None:
        show(_about_rules(session, explain), "text")
        return
    wanted = [_known(rule) for rule in only]
    project = session.project()
    if write_baseline:
        session.hold(project)
    settings = project.configuration
    touched = None if base is None else touched_since(project, base)
    scope = scope_of(project, paths, touched, ignore_unknown=ignore_unknown)
    reading = read(project, names=scope.articles)
    unseen = project.unreadable_folders() if not paths and touched is None else ()
    outcome = Outcome(errors=(*reading.errors, *unseen))
    locales = options.chosen(project, names)
    outcome += check_articles(reading, locales, require or settings.check_require, session.progress, scope)
    if wanted:
        outcome = replace(outcome, problems=tuple(each for each in outcome.problems if each.rule in wanted))
    whole = not (paths or names or wanted or touched)
    file = _baseline(project, baseline, write=write_baseline)
    if write_baseline and file:
        _write(session, project, file, outcome, whole=whole)
        return
    sifted = without_known(project, file, outcome)
    failing = _LEVELS[: _LEVELS.index(fail_on or settings.check_fail_on) + 1]
    code = exit_code(outcome, failed=any(problem.severity in failing for problem in sifted.new))
    problems = tuple(sorted((*sifted.new, *unreadable(outcome.errors))))
    report = Report(problems, __version__, RULES, code, folder_in_repository(project.root))
    report_to(report, form, reports)
    if sifted.known:
        session.say(f"in the baseline: {counted(sifted.known, 'known problem')}")
    if sifted.gone and whole:
        session.say(f"{sifted.gone} of the baseline are gone; `l10n check --write-baseline` takes them out")
    for rule in policy(settings, RULES).firm:
        session.say(f"l10n.toml: the rule {rule} stays an error: a build refuses what it finds")
    report_errors(error for error in outcome.errors if form != "text" or not isinstance(error, InputError))
    sys.exit(code)


def _about_rules(session: Session, explain: str | None) -> str:
    severities = _severities(session)
    if explain is None:
        return table(RULES.values(), severities)
    return manual(RULES[_known(explain)], severities)


def _severities(session: Session) -> Mapping[str, Severity | None]:
    """What the project says of rules; nothing where there is no project."""
    try:
        project = session.project()
    except UsageError:
        if session.folder is not None:
            raise
        return {}
    return policy(project.configuration, RULES).severities


def _known(rule: str) -> str:
    if rule not in RULES:
        raise UsageError(f"unknown rule {rule!r}{nearest(rule, RULES)} (`l10n check --rules` lists them)")
    return rule


def _baseline(project: Project, given: Path | None, *, write: bool) -> Path | None:
    """The file of known problems, if there is to be one."""
    if given is not None:
        return given.absolute()
    name = project.configuration.check_baseline or (BASELINE if write else "")
    return project.root / name if name else None


def _write(session: Session, project: Project, file: Path, outcome: Outcome, *, whole: bool) -> None:
    if not whole:
        raise UsageError("--write-baseline is of the whole project: give no paths, locales, rules or base")
    shown = project.relative(file).as_posix()
    written = write_known(project, file, outcome)
    known = len(excusable(outcome.problems))
    session.say(f"{shown}: {counted(known, 'known problem')}{'' if written else ', as before'}")
    if refused := len(outcome.problems) - known:
        session.say(f"{refused} more stay errors, since a build refuses them: correct these translations")
    if project.configuration.check_baseline != shown:
        configured = f', or `baseline = "{shown}"` below [check] in l10n.toml'
        inside = file.is_relative_to(project.root)
        session.say(f"l10n check uses it with `--baseline {shown}`{configured if inside else ''}")
    report_errors(outcome.errors)
    sys.exit(exit_code(outcome))
