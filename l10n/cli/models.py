"""`l10n models`: Argos packages on this machine, in the project, and in the index."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from l10n.cli.shop import Shop, catch_up, install_file, install_offers, is_file, offers_for, renew, restore, shop
from l10n.cli.terminal import Session, show, tell
from l10n.errors import L10nError, UsageError
from l10n.models import BrokenModel, Model, broken, find, installed, remove
from l10n.models.index import Index, Offer
from l10n.models.installed import version_key
from l10n.models.verify import Finding, verify
from l10n.project import MODELS

_Command = Callable[..., Any]
_index: Callable[[_Command], _Command] = click.option(
    "--index", metavar="URL|DIR", help="Where models are offered: an index, or a folder of archives."
)


@click.group("models")
def command() -> None:
    """List, install, verify, update and remove engine models (Argos packages, `*.argosmodel`).

    They are looked for in the project's own `models/` and where Argos Translate keeps its packages, so that models
    installed by other Argos programs are used too. Models are offered by the Argos index, by a mirror of it
    (`--index URL`, or the variable ARGOS_PACKAGE_INDEX) or by a folder of archives (`--index DIR`), which needs no
    network.
    """


# --- list ---


@command.command("list")
@click.option("--available", is_flag=True, help="What the index offers, too.")
@_index
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.pass_obj
def list_models(session: Session, index: str | None, form: str, *, available: bool) -> None:
    """List the installed models, and folders among them that are none."""
    from_ = shop(session, index)
    models, damaged = installed(from_.folders), broken(from_.folders)
    offered = from_.open() if available or index else None
    if form == "json":
        show(_as_json(models, damaged, offered) + "\n", form)
    elif offered:
        _list_offered(offered, models)
    else:
        _list_installed(session, models, damaged)


def _list_installed(session: Session, models: Sequence[Model], damaged: Sequence[BrokenModel]) -> None:
    for model in models:
        tell(f"{model.pair:<10} {model.version:<8} {model.path}")
    for folder in damaged:
        session.say(f"{folder.path}: no model: {folder.reason}")
    if not models:
        session.say("no models; `l10n models install ru` installs what Russian needs, `list --available` shows all")


def _list_offered(index: Index, models: Sequence[Model]) -> None:
    for offer in index.best:
        present = find(models, offer.from_code, offer.to_code)
        names = f"{offer.from_name} → {offer.to_name}" if offer.from_name and offer.to_name else ""
        mark = f"installed: {present.version or 'unknown version'}" if present else ""
        tell(f"{offer.pair:<10} {offer.version:<8} {names:<32} {mark}".rstrip())


def _as_json(models: Iterable[Model], damaged: Iterable[BrokenModel], offered: Index | None) -> str:
    content: dict[str, object] = {"schema": "l10n-models/1"}
    content["models"] = [
        {"from": model.from_code, "to": model.to_code, "version": model.version, "path": str(model.path)}
        for model in models
    ]
    content["broken"] = [{"path": str(folder.path), "reason": folder.reason} for folder in damaged]
    if offered:
        content["available"] = [_offer_as_json(offer) for offer in offered.best]
    return json.dumps(content, indent=2, ensure_ascii=False)


def _offer_as_json(offer: Offer) -> dict[str, object]:
    return {
        "from": offer.from_code,
        "to": offer.to_code,
        "version": offer.version,
        "sha256": offer.sha256 or None,
        "links": list(offer.links),
        "path": str(offer.file) if offer.file else None,
    }


# --- install, update, remove ---


@command.command("install")
@click.argument("names", nargs=-1, metavar="[LOCALE|PAIR|FILE]...")
@_index
@click.option("--here", is_flag=True, help=f"Into the project's own {MODELS}/ instead of Argos Translate's folder.")
@click.pass_obj
def install_models(session: Session, names: tuple[str, ...], index: str | None, *, here: bool) -> None:
    """Install the models that locales need, or those of pairs such as en_ru, or archives.

    For a LOCALE, the model from the project's language into it is fetched, or two that lead there, through English if
    possible. In a project everything is noted in l10n.lock; without arguments, exactly what that file names is
    installed. A damaged or unsafe archive, or one with another hash, is refused whole.
    """
    from_ = shop(session, index, here=here)
    if here and from_.project:
        session.hold(from_.project)
    if not names:
        _restore(from_, indexed=index is not None)
        return
    files = [name for name in names if is_file(name)]
    others = [name for name in names if name not in files]
    offered = from_.open() if others else None
    offers = [offer for name in others if offered for offer in offers_for(name, offered, from_.source)]
    for name in files:
        install_file(from_, Path(name))
    install_offers(from_, offers)


def _restore(from_: Shop, *, indexed: bool) -> None:
    if from_.project is None or not from_.lock.models:
        raise UsageError(
            "no l10n.lock names models here; name locales, pairs or files: `l10n models install ru`, "
            "`l10n models install en_ru`, `l10n models install FILE.argosmodel`"
        )
    if not restore(from_, from_.project, indexed=indexed):
        sys.exit(1)


@command.command("update")
@click.argument("pairs", nargs=-1, metavar="[PAIR]...")
@_index
@click.pass_obj
def update_models(session: Session, pairs: tuple[str, ...], index: str | None) -> None:
    """Install newer versions of the installed models, or of those of a PAIR, in their places."""
    from_ = shop(session, index)
    if from_.project:
        session.hold(from_.project)
    models = _of_pairs(installed(from_.folders), pairs)
    offers = from_.open().best if models else ()
    for model in models:
        offer = find(offers, model.from_code, model.to_code)
        if offer is None or version_key(offer.version) <= version_key(model.version):
            session.say(f"{model.pair} {model.version} is the newest")
            catch_up(from_, model, offer)
        else:
            renew(from_, model, offer)


@command.command("remove")
@click.argument("pairs", nargs=-1, required=True, metavar="PAIR...")
@click.pass_obj
def remove_models(session: Session, pairs: tuple[str, ...]) -> None:
    """Remove the models of a PAIR, such as en_ru, in the first folder that has one."""
    from_ = shop(session)
    if from_.project:
        session.hold(from_.project)
    for model in _of_pairs(installed(from_.folders), pairs):
        remove(model)
        tell(f"{model.pair} {model.version} removed from {model.path.parent}")
        if from_.lock.get(model.pair):
            session.say(f"l10n.lock still names {model.pair}; `l10n models install` brings it back")


def _of_pairs(models: Sequence[Model], pairs: Sequence[str]) -> list[Model]:
    """The models of these pairs, or all. UsageError for a pair that is not installed."""
    known = {model.pair: model for model in models}
    for pair in pairs:
        if pair not in known:
            raise UsageError(f"no model {pair} is installed ({', '.join(known) or 'none is'})")
    return [known[pair] for pair in pairs] if pairs else list(models)


# --- verify ---


@command.command("verify")
@click.argument("pairs", nargs=-1, metavar="[PAIR]...")
@click.pass_obj
def verify_models(session: Session, pairs: tuple[str, ...]) -> None:
    """Hash the installed models again: is every file as it was installed, and as l10n.lock says?

    Returns 1 if not. Models that other programs installed are unknown, not wrong.
    """
    from_ = shop(session)
    try:
        findings = verify(from_.folders, from_.lock)
    except OSError as error:
        raise L10nError(f"{error.filename}: cannot be read: {error.strerror}") from error
    if unknown := set(pairs) - {finding.pair for finding in findings}:
        raise UsageError(f"no model {', '.join(sorted(unknown))} is installed or locked")
    wanted = [finding for finding in findings if not pairs or finding.pair in pairs]
    for finding in wanted:
        for line in _lines(finding):
            tell(line)
    if any(finding.complaints for finding in wanted):
        session.say("`l10n models install` in a project, or with the name of a locale or file, installs a model again")
        sys.exit(1)


def _lines(finding: Finding) -> Iterable[str]:
    name = " ".join(filter(None, (finding.pair, finding.version)))
    place = f" in {finding.path}" if finding.path else ""
    if finding.complaints:
        return [f"{name}: {complaint}{place}" for complaint in finding.complaints]
    if not finding.known:
        return [f"{name}: unknown: not installed by l10n, so there is nothing to compare with{place}"]
    return [f"{name}: as installed{place}"]
