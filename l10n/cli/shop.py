"""Models fetched for commands: which ones, from where, into which folder, and noted in the lock."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from l10n.cli.terminal import Session, complain, tell
from l10n.errors import L10nError, ModelMissingError
from l10n.locales import locale
from l10n.models import Model, argos_folder, find, fingerprint, installed, remove, route
from l10n.models import lock as locks
from l10n.models.index import SUFFIX, Index, Offer, is_address, location
from l10n.models.installation import install
from l10n.models.installed import hashes, older, version_key
from l10n.models.lock import Lock, Locked
from l10n.models.record import differences, recorded
from l10n.models.supply import DOWNLOADS, Supply, locked_offer, open_index, supply
from l10n.models.verify import is_as_locked
from l10n.project import CONFIGURATION, Configuration, Project
from l10n.store import check_file


@dataclass(frozen=True, slots=True)
class Shop:
    """Where models come from and go to, for one run of a command."""

    session: Session
    project: Project | None
    index: str
    """Address or folder."""
    here: bool = False
    """Whether they go into the project's own folder."""

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where models are looked for, the project's own first."""
        return (self.project.model_folder, argos_folder()) if self.project else (argos_folder(),)

    @property
    def folder(self) -> Path:
        """Where models are installed."""
        return self.session.project().model_folder if self.here else argos_folder()

    @property
    def supply(self) -> Supply:
        """How they are fetched."""
        root = self.project.root if self.project else argos_folder().parent
        return Supply(self.folder, root / DOWNLOADS, progress=self.session.progress)

    @property
    def source(self) -> str:
        """Argos code of the language to translate from."""
        return (self.project.source_locale if self.project else locale(Configuration().source_language)).argos

    @property
    def lock(self) -> Lock:
        """What is locked so far. InputError where the file is damaged."""
        return locks.read(self.project.root / locks.FILE) if self.project else Lock()

    def open(self) -> Index:
        """What is offered; what had to be left out is said."""
        index = open_index(self.index)
        if self.session.verbose:
            for reason in index.skipped:
                self.session.say(reason)
        return index

    def remember(self, locked: Locked) -> None:
        """Note a model in the lock of the project, if there is a project."""
        if self.project:
            path = self.project.root / locks.FILE
            try:
                locks.add(path, [locked])
            except OSError as error:
                raise L10nError(f"{path}: cannot be written: {error.strerror}") from error


def shop(session: Session, index: str | None = None, *, here: bool = False) -> Shop:
    """What a command works with; without a project where none is near. UsageError where its configuration is wrong."""
    start = Path.cwd().absolute()
    near = session.folder or any(os.path.lexists(root / CONFIGURATION) for root in (start, *start.parents))
    project = session.project() if near or here else None
    if project:
        project.check_models()
    return Shop(session, project, location(index), here)


# --- what is wanted ---


def is_file(name: str) -> bool:
    """Whether an argument names an archive, not a locale or a pair of languages."""
    return name.endswith(SUFFIX) or Path(name).is_file()


def offers_for(name: str, index: Index, source: str) -> tuple[Offer, ...]:
    """The models for a locale (the direct one, else two) or a pair such as `en_ru`.

    ModelMissingError where the index has none; UsageError for what is neither a locale nor a pair.
    """
    offers = index.best
    known = {code for offer in offers for code in (offer.from_code, offer.to_code)}
    first, _, second = name.partition("_")
    if re.fullmatch(r"[a-z]{2,3}_[a-z]{2,3}", name) and {first, second} <= known:
        exact = find(offers, first, second)
        way: tuple[Offer, ...] = (exact,) if exact else ()
        wish = f"no model {name}"
    else:
        target = locale(name).argos
        way = route(offers, source, target)
        wish = f"no model from {source} into {target}, and no two that lead there"
    if not way:
        raise ModelMissingError(f"{index.place}: {wish}; `l10n models list --available` shows what there is")
    return way


# --- installing ---


def install_file(from_: Shop, path: Path) -> None:
    """Install an archive and lock it. InputError, before anything is done, where the lock is damaged."""
    _ = from_.lock
    done = install(path, from_.folder)
    _installed(from_, done.model, done.sha256, str(path))


def install_offers(from_: Shop, offers: Iterable[Offer]) -> None:
    """Install what is not there yet, and lock all of it. InputError, before all else, where the lock is damaged."""
    _ = from_.lock
    for offer in {offer.pair: offer for offer in offers}.values():
        present = find(installed(from_.folders), offer.from_code, offer.to_code)
        if present is None or not _keeps(from_, present, offer):
            put(from_, offer)


def put(from_: Shop, offer: Offer) -> Model:
    """Fetch, install and lock a model."""
    done = supply(offer, from_.supply)
    _installed(from_, done.installed.model, done.installed.sha256, done.link)
    return done.installed.model


def renew(from_: Shop, model: Model, offer: Offer) -> None:
    """Install a newer version where the model is, and lock it if the model is locked."""
    was_locked = from_.lock.get(model.pair) is not None
    done = supply(offer, replace(from_.supply, folder=model.path.parent))
    new = done.installed.model
    if new.path != model.path:
        remove(model)
    tell(f"{model.pair} {model.version} is now {new.version} in {new.path}")
    if was_locked:
        from_.remember(_locked(from_, new, done.installed.sha256, done.link))


def catch_up(from_: Shop, model: Model, offer: Offer | None) -> None:
    """Do what is left of an update that was stopped: the lock names the newer model, and the older one is gone."""
    record, known = recorded(model.path), from_.lock.get(model.pair)
    is_behind = known is not None and version_key(known.version) < version_key(model.version)
    same = offer if offer and version_key(offer.version) == version_key(model.version) else None
    if is_behind and record:
        from_.remember(_locked(from_, model, record.sha256, _link_of(same) if same else ""))
    elif is_behind and same:  # nobody knows its archive
        renew(from_, model, same)
    for old in older(model):
        if is_behind or recorded(old.path):  # another program may want what it installed
            remove(old)


def _installed(from_: Shop, model: Model, sha256: str, link: str) -> None:
    tell(f"{model.pair} {model.version} installed in {model.path}")
    from_.session.say(f"sha256 {sha256}")
    from_.remember(_locked(from_, model, sha256, link))


def _keeps(from_: Shop, model: Model, offer: Offer) -> bool:
    """Whether an installed model does; then it is locked too, which needs to know its archive."""
    if version_key(model.version) < version_key(offer.version):
        return False
    record = recorded(model.path)
    if from_.project and record is None:
        return False
    if record and differences(record, hashes(model.path)):
        return False
    same = version_key(model.version) == version_key(offer.version)
    if record and same and offer.sha256 not in {"", record.sha256}:
        return False
    tell(f"{model.pair} {model.version} is installed already in {model.path}")
    if record:
        known = from_.lock.get(model.pair)
        link = _link_of(offer) if same else ""
        if known and known.sha256 == record.sha256:
            link = known.link or link
        from_.remember(_locked(from_, model, record.sha256, link))
    return True


def _link_of(offer: Offer) -> str:
    return offer.links[0] if offer.links else str(offer.file or "")


def _locked(from_: Shop, model: Model, sha256: str, link: str) -> Locked:
    files = fingerprint(model) if from_.project else ""
    return Locked(model.from_code, model.to_code, model.version, sha256, _portable(from_.project, link), files)


def _portable(project: Project | None, link: str) -> str:
    """A link as other machines can use it: an address, a path below the project, or a file's name."""
    if not link or is_address(link) or project is None:
        return link
    path, root = Path(link).absolute(), project.root.resolve()
    text = path.resolve().relative_to(root).as_posix() if path.resolve().is_relative_to(root) else path.name
    return os.fsencode(text).decode("utf-8", "replace")


# --- restoring ---


def restore(from_: Shop, project: Project, *, indexed: bool) -> bool:
    """Install exactly what the lock names; whether every locked model is the one that is used then."""
    index = from_.open() if indexed else None
    complete = True
    for locked in from_.lock.models:
        present = find(installed(from_.folders), locked.from_code, locked.to_code)
        if present and is_as_locked(present, locked):
            tell(f"{locked.pair} {locked.version} is installed as locked in {present.path}")
            continue
        offer = locked_offer(index.offers if index else (), _wanted(project, locked))
        done = supply(offer, from_.supply).installed.model
        tell(f"{done.pair} {done.version} installed as locked in {done.path}")
        complete &= _is_used(from_, done)
    return complete


def _wanted(project: Project, locked: Locked) -> Offer:
    address = is_address(locked.link)
    file = None if address else _own_file(project, locked.link)
    return Offer(
        locked.from_code,
        locked.to_code,
        locked.version,
        links=(locked.link,) if address else (),
        file=file,
        sha256=locked.sha256,
    )


def _own_file(project: Project, link: str) -> Path | None:
    """The file of the project that a lock names; None where there is none, or it lies elsewhere."""
    try:
        check_file(project.root / link, project.border)
    except OSError:
        return None
    file = project.root / link
    return file if file.is_file() else None


def _is_used(from_: Shop, model: Model) -> bool:
    used = find(installed(from_.folders), model.from_code, model.to_code)
    if used is None or used.path == model.path:
        return True
    complain(
        f"{used.path}: {used.pair} {used.version} is used, as it is newer than the locked {model.version}; "
        f"`l10n models remove {used.pair}` takes it away"
    )
    return False
