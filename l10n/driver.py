"""The merge driver: catalogues of two branches merged in files, as git asks for it, and git told to ask.

git starts it once for each catalogue, so it stands on its own and imports no stage.
"""

from __future__ import annotations

from pathlib import Path

from l10n import catalogue as po
from l10n.catalogue import Catalogue
from l10n.errors import InputError, UsageError
from l10n.store import Border, read, retried, sweep, update, write_atomic
from l10n.threeway import merge_branches, undecided

DRIVER = "l10n"
"""What the merge driver is called in git's settings and attributes."""
SHARED = ".gitattributes"
"""The file at the top of the working tree that tells every clone which files a driver is for."""
ATTRIBUTES = (f"*.po merge={DRIVER}", f"*.pot merge={DRIVER}")


def merge_files(base: Path, ours: Path, theirs: Path, out: Path, shown: Path | None = None) -> int:
    """Three versions of a catalogue merged and written to `out`; how many entries wait for a decision.

    `shown`: what messages call the file. InputError where a version is unreadable or damaged, or `out` not writable.
    """
    sweep(out.parent)  # git's own folder for a merge; nobody else comes by
    try:
        return retried(lambda: _merged(base, ours, theirs, out, shown))
    except OSError as error:
        raise InputError(shown or out, f"cannot be written: {error.strerror}") from error


def _merged(base: Path, ours: Path, theirs: Path, out: Path, shown: Path | None) -> int:
    """As `merge_files`. ChangedError where somebody saved `out` since it was read."""
    was = out.read_bytes() if out.exists() else None
    old, mine, other = (_parsed(path, shown) for path in (base, ours, theirs))
    merged = merge_branches(old, mine, other)
    write_atomic(out, po.dump(merged), was)
    return len(undecided(merged, mine, other))


def install(folder: Path, command: str, *, shared: bool = False) -> tuple[str, ...]:
    """The repository at `folder` told to merge catalogues by `command`; what was changed, a line each.

    git learns which files it is for from its own `info/attributes`, which no other clone sees, or (`shared`) from the
    `.gitattributes` that every clone gets: one that lacks the driver's settings then merges catalogues as text.
    UsageError where there is no repository, and where `.gitattributes` leads out of it.
    """
    from l10n import git  # noqa: PLC0415 - not needed for a merge

    top = git.repository(folder)
    settings = {
        f"merge.{DRIVER}.name": "l10n: catalogues, entry by entry",
        f"merge.{DRIVER}.driver": f"{command.replace('%', '%%')} %O %A %B --name %P",
    }
    path = top / SHARED if shared else git.own_file(top, "info/attributes")
    if shared and not path.resolve().is_relative_to(top.resolve()):
        raise UsageError(f"{path}: is a link that leads out of the repository; nothing is written")
    done = [f"git config {name} {value!r}" for name, value in settings.items() if git.configure(top, name, value)]
    border = Border(top) if shared else None
    return (*done, *(f"{path}: {line}" for line in _with_lines(path, border)))


def holds(folder: Path, program: Path) -> bool:
    """Whether a program lies in the working tree of the repository at `folder`, which a checkout may change."""
    from l10n import git  # noqa: PLC0415 - as above

    return program.absolute().is_relative_to(git.repository(folder).resolve())


def shared_lines(folder: Path) -> tuple[str, ...]:
    """The lines of the repository's `.gitattributes` that name the driver, for every clone."""
    from l10n import git  # noqa: PLC0415 - as above

    top = git.repository(folder)
    try:
        content = read(top / SHARED, Border(top))
    except OSError:
        return ()
    return tuple(line for line in _lines(content) if line in ATTRIBUTES)


def _with_lines(path: Path, border: Border | None) -> tuple[str, ...]:
    """The file with the lines that git needs; those that were added. InputError where it cannot be written."""
    added: list[str] = []

    def change(now: bytes | None) -> bytes | None:
        old = now or b""
        added[:] = [line for line in ATTRIBUTES if line not in _lines(old)]
        newline = b"\r\n" if b"\r\n" in old else b"\n"
        start = old + newline if old and not old.endswith(b"\n") else old
        return start + b"".join(line.encode() + newline for line in added) if added else None

    try:
        update(path, change, border)
    except OSError as error:
        raise InputError(path, f"cannot be written: {error.strerror}") from error
    return tuple(added)


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8", "surrogateescape").splitlines()


def _parsed(path: Path, shown: Path | None) -> Catalogue:
    name = shown or path
    try:
        return po.parse(path.read_bytes(), name)
    except OSError as error:
        raise InputError(name, f"cannot be read: {error.strerror}") from error
