"""The merge driver: catalogues of two branches merged in files, as git asks for it, and git told to ask.

git starts it once for each catalogue, so it stands on its own and imports no stage.
"""

from __future__ import annotations

from pathlib import Path

from l10n import catalogue as po
from l10n.catalogue import Catalogue
from l10n.errors import InputError
from l10n.store import write_atomic
from l10n.threeway import merge_branches, undecided

DRIVER = "l10n"
"""What the merge driver is called in git's settings and in `.gitattributes`."""
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


def install(folder: Path, command: str) -> tuple[str, ...]:
    """The repository at `folder` told to merge catalogues by `command`; what was changed, a line each."""
    from l10n import git  # noqa: PLC0415 - not needed for a merge

    top = git.repository(folder)
    settings = {
        f"merge.{DRIVER}.name": "l10n: catalogues, entry by entry",
        f"merge.{DRIVER}.driver": f"{command} %O %A %B --name %P",
    }
    done = [f"git config {name} {value!r}" for name, value in settings.items() if git.configure(top, name, value)]
    path = top / ".gitattributes"
    old = path.read_bytes() if path.exists() else b""
    lines = old.decode("utf-8", "surrogateescape").splitlines()
    added = [line for line in ATTRIBUTES if line not in lines]
    if added:
        newline = b"\r\n" if b"\r\n" in old else b"\n"
        start = old + newline if old and not old.endswith(b"\n") else old
        write_atomic(path, start + b"".join(line.encode() + newline for line in added))
    return (*done, *(f"{path}: {line}" for line in added))


def _parsed(path: Path, shown: Path | None) -> Catalogue:
    name = shown or path
    try:
        return po.parse(path.read_bytes(), name)
    except OSError as error:
        raise InputError(name, f"cannot be read: {error.strerror}") from error
