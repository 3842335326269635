"""`l10n memory`: pairs from and to other programs, and a look at what there is."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from l10n.cli import options
from l10n.cli.terminal import Session, complain, counted, hand_over, report_errors, show, tell
from l10n.columns import visible
from l10n.errors import InputError, UsageError
from l10n.locales import Locale
from l10n.memory import LEAST, LeftOut, Match, Pair, Reason, read_tmx, tmx, writable
from l10n.pipeline.memory import Memory, remembered
from l10n.project import Project
from l10n.store import ANY, write_atomic

SCHEMA = "l10n-memory/1"
NAMED = 20
"""Pairs that are left out for one reason and named, unless the user wants to know of all."""


@click.group("memory")
def command() -> None:
    """Import, export and search reviewed translations.

    The memory is what people have reviewed in all catalogues, and what was imported: TMX files in `memory/`.
    """


@command.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@options.locales
@click.option("--replace", is_flag=True, help="Replace what was imported by the same name.")
@click.pass_obj
def import_files(session: Session, files: tuple[Path, ...], names: tuple[str, ...], *, replace: bool) -> None:
    """Import pairs from TMX files into `memory/`, which may be committed.

    Kept are pairs from the language of the articles into the locales of the project, in a file of the same name.
    """
    project = session.project()
    session.hold(project)
    locales = options.chosen(project, names)
    errors = []
    for file in files:
        try:
            _import(session, project, file, locales, replace=replace)
        except InputError as error:
            errors.append(error)
    report_errors(errors)
    sys.exit(errors[0].exit_code if errors else 0)


def _import(session: Session, project: Project, file: Path, locales: Sequence[Locale], *, replace: bool) -> None:
    target = project.memory_folder / f"{file.stem}.tmx"
    shown = project.relative(target).as_posix()
    every = list(read_tmx(_read(file), file, project.source_locale, locales))
    found = list(dict.fromkeys(each for each in every if isinstance(each, Pair)))
    left_out = [each for each in every if isinstance(each, LeftOut)]
    shares = f", {len(left_out)} left out: {_reasons(left_out)}" if left_out else ""
    _name(session, file, left_out)
    if not found:
        way = f"{project.source_locale.tag} into {_listed(locales)}"
        raise InputError(file, f"no pairs from {way}{shares}; nothing imported")
    content = tmx(found, project.source_locale)

    def change(now: bytes | None) -> bytes:
        if not replace and now not in (None, content):
            raise UsageError(f"{shown} was imported before; --replace imports it anew, or rename the file")
        return content

    project.update(target, change)
    tell(f"{counted(len(found), 'pair')} imported into {shown}{shares}")
    _tell_left_out(session, found)


def _reasons(left_out: Sequence[LeftOut]) -> str:
    """Why pairs were left out, with how many of each where there are several reasons."""
    counts = Counter(each.reason for each in left_out)
    return ", ".join(f"{reason} ({count})" if len(counts) > 1 else reason for reason, count in counts.items())


def _name(session: Session, file: Path, left_out: Sequence[LeftOut]) -> None:
    """Where pairs were left out; those of other languages are counted alone."""
    for reason in Reason:
        each = [one for one in left_out if one.reason is reason and reason is not Reason.OTHER]
        for one in each if session.verbose else each[:NAMED]:
            session.say(f"{file}:{one.line}: left out: {reason}{f': {one.shown[:80]}' if one.shown else ''}")
        if len(each) > NAMED and not session.verbose:
            session.say(f"{file}: {len(each) - NAMED} more: {reason}; --verbose names them")


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputError(file, f"cannot be read: {error.strerror}") from error


@command.command("export")
@options.locales
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file; standard output without."
)
@click.pass_obj
def export(session: Session, names: tuple[str, ...], output: Path | None) -> None:
    """Export the memory as TMX 1.4b: each reviewed pair once, with the sentences around it."""
    project = session.project()
    found, errors = remembered(project, options.chosen(project, names))
    each = list(dict.fromkeys(found))
    content = tmx(each, project.source_locale)
    if output is None:
        hand_over(content)
    else:
        write_atomic(output, content, ANY)
        session.say(f"{counted(sum(writable(pair) for pair in each), 'pair')} exported to {output}")
    _tell_left_out(session, each)
    report_errors(errors)
    sys.exit(errors[0].exit_code if errors else 0)


def _tell_left_out(session: Session, found: Sequence[Pair]) -> None:
    if left_out := sum(not writable(pair) for pair in found):
        session.say(f"{counted(left_out, 'pair')} left out, with characters that XML cannot hold")


@command.command("search")
@click.argument("text")
@options.locales
@click.option(
    "--least", type=click.FloatRange(50.0, 100.0), default=LEAST, show_default=True, help="How alike, in per cent."
)
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="Matches for each locale.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.pass_obj
def search(session: Session, text: str, names: tuple[str, ...], *, least: float, limit: int, form: str) -> None:
    """Show translations of TEXT and of sentences like it, the most alike first."""
    project = session.project()
    found: dict[str, tuple[Match, ...]] = {}
    errors: list[InputError] = []
    with Memory(project) as memory:
        for locale in options.chosen(project, names):
            found[locale.name] = memory.search(locale, text, limit, least)
            errors += memory.errors(locale)
    show((_as_json(text, found) if form == "json" else _as_table(found)) + "\n", form)
    for error in dict.fromkeys(map(str, errors)):
        complain(error)
    sys.exit(errors[0].exit_code if errors else 0)


def _as_table(found: Mapping[str, Sequence[Match]]) -> str:
    lines = [
        "\n       ".join(
            map(visible, (f"{match.likeness:>4.0f}%  {locale}  {match.origin}", match.source, match.translation))
        )
        for locale, matches in found.items()
        for match in matches
    ]
    return "\n".join(lines) or "Nothing like it."


def _as_json(text: str, found: Mapping[str, Sequence[Match]]) -> str:
    matches = [
        {
            "locale": locale,
            "likeness": round(match.likeness, 1),
            "source": match.source,
            "translation": match.translation,
            "origin": match.origin,
            "before": match.before,
            "after": match.after,
        }
        for locale, each in found.items()
        for match in each
    ]
    return json.dumps({"schema": SCHEMA, "text": text, "matches": matches}, indent=2, ensure_ascii=False)


def _listed(locales: Sequence[Locale]) -> str:
    return ", ".join(locale.tag for locale in locales)
