"""The merge driver: catalogues of two branches merged in files, as git asks for it, and git told to ask.

git starts it once for each catalogue, so it stands on its own and imports no stage.
"""

from __future__ import annotations

from pathlib import Path

from l10n import catalogue as po
from l10n.catalogue import Catalogue
from l10n.errors import InputError, UsageError
from l10n.store import write_atomic
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
    old, mine, other = (_parsed(path, shown) for path in (base, ours, theirs))
    merged = merge_branches(old, mine, other)
    try:
        write_atomic(out, po.dump(merged))
    except OSError as error:
        raise InputError(shown or out, f"cannot be written: {error.strerror}") from error
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
    return (*done, *(f"{path}: {line}" for line in _with_lines(path)))


def holds(folder: Path, program: Path) -> bool:
    """Whether a program lies in the working tree of the repository at `folder`, which a checkout may change."""
    from l10n import git  # noqa: PLC0415 - as above

    return program.absolute().is_relative_to(git.repository(folder).resolve())


def shared_lines(folder: Path) -> tuple[str, ...]:
    """The lines of the repository's `.gitattributes` that name the driver, for every clone."""
    from l10n import git  # noqa: PLC0415 - as above

    return tuple(line for line in _lines(git.repository(folder) / SHARED)[1] if line in ATTRIBUTES)


def _with_lines(path: Path) -> tuple[str, ...]:
    """The file with the lines that git needs; those that were added."""
    old, lines = _lines(path)
    added = tuple(line for line in ATTRIBUTES if line not in lines)
    if added:
        newline = b"\r\n" if b"\r\n" in old else b"\n"
        start = old + newline if old and not old.endswith(b"\n") else old
        write_atomic(path, start + b"".join(line.encode() + newline for line in added))
    return added


def _lines(path: Path) -> tuple[bytes, list[str]]:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        content = b""
    return content, content.decode("utf-8", "surrogateescape").splitlines()


def _parsed(path: Path, shown: Path | None) -> Catalogue:
    name = shown or path
    try:
        return po.parse(path.read_bytes(), name)
    except OSError as error:
        raise InputError(name, f"cannot be read: {error.strerror}") from error
