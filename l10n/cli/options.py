"""Options that several commands take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from l10n.errors import UsageError
from l10n.locales import Locale, locale
from l10n.project import QUALITIES, REQUIREMENTS, Project

_Command = Callable[..., Any]

paths: Callable[[_Command], _Command] = click.argument(
    "paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATHS]..."
)
locales: Callable[[_Command], _Command] = click.option(
    "-l", "--locale", "names", multiple=True, metavar="LOCALE", help="Only this locale; may be given several times."
)
require: Callable[[_Command], _Command] = click.option(
    "--require", type=click.Choice(REQUIREMENTS), help="The lowest state that is enough."
)
quality: Callable[[_Command], _Command] = click.option(
    "--quality", type=click.Choice(QUALITIES), help="How much time drafts may take; the configured one by default."
)
install_models: Callable[[_Command], _Command] = click.option(
    "--install-models", is_flag=True, help="Fetch and install models that are missing, without asking."
)


def chosen(project: Project, names: Sequence[str]) -> tuple[Locale, ...]:
    """The project's locales, or those of them that were named. UsageError for any other."""
    if not names:
        return project.locales
    wanted = {locale(name).tag for name in names}
    known = {each.tag: each for each in project.locales}
    if unknown := wanted - set(known):
        listed = ", ".join(each.name for each in project.locales)
        raise UsageError(f"{', '.join(sorted(unknown))} is no locale of this project ({listed}); add it in l10n.toml")
    return tuple(each for each in project.locales if each.tag in wanted)
