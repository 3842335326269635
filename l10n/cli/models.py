"""`l10n models`: Argos packages on this machine and in the project."""

from __future__ import annotations

import json
from pathlib import Path

import click

from l10n.cli.terminal import Session
from l10n.errors import UsageError
from l10n.models import BrokenModel, Model, argos_folder, broken, install, installed, remove
from l10n.project import MODELS


@click.group("models")
def command() -> None:
    """List, install and remove engine models (Argos packages, `*.argosmodel`).

    They are looked for in the project's own `models/` and where Argos Translate keeps its packages, so that models
    installed by other Argos programs are used too.
    """


def _folders(session: Session) -> tuple[Path, ...]:
    """Where models are looked for, the project's own first."""
    try:
        return session.project().model_folder, argos_folder()
    except UsageError:
        return (argos_folder(),)


@command.command("list")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.pass_obj
def list_models(session: Session, form: str) -> None:
    """List the installed models, and folders among them that are none."""
    folders = _folders(session)
    models, damaged = installed(folders), broken(folders)
    if form == "json":
        click.echo(_as_json(models, damaged))
        return
    for model in models:
        click.echo(f"{model.pair:<10} {model.version:<8} {model.path}")
    for folder in damaged:
        session.say(f"{folder.path}: no model: {folder.reason}")
    if not models:
        session.say("no models; `l10n models install FILE.argosmodel` installs one")


def _as_json(models: tuple[Model, ...], damaged: tuple[BrokenModel, ...]) -> str:
    found = [
        {"from": model.from_code, "to": model.to_code, "version": model.version, "path": str(model.path)}
        for model in models
    ]
    refused = [{"path": str(folder.path), "reason": folder.reason} for folder in damaged]
    return json.dumps({"schema": "l10n-models/1", "models": found, "broken": refused}, indent=2, ensure_ascii=False)


@command.command("install")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--here", is_flag=True, help=f"Into the project's own {MODELS}/ instead of Argos Translate's folder.")
@click.pass_obj
def install_files(session: Session, files: tuple[Path, ...], *, here: bool) -> None:
    """Install models from files.

    A damaged or unsafe archive is refused whole, and nothing of it is left behind.
    """
    folder = session.project().model_folder if here else argos_folder()
    for file in files:
        done = install(file, folder)
        click.echo(f"{done.model.pair} {done.model.version} installed in {done.model.path}")
        session.say(f"sha256 {done.sha256}")


@command.command("remove")
@click.argument("pairs", nargs=-1, required=True, metavar="PAIR...")
@click.pass_obj
def remove_models(session: Session, pairs: tuple[str, ...]) -> None:
    """Remove the models of a PAIR, such as en_ru, in the first folder that has one."""
    models = installed(_folders(session))
    for pair in pairs:
        found = [model for model in models if model.pair == pair]
        if not found:
            raise UsageError(f"no model {pair} is installed ({', '.join(model.pair for model in models) or 'none is'})")
        remove(found[0])
        click.echo(f"{pair} {found[0].version} removed from {found[0].path.parent}")
