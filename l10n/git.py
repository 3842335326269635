"""What is asked of git: where a repository is, its settings, what files were before, and what a branch changed."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile
from typing import Final

from l10n.errors import UsageError
from l10n.store import Border, read


@dataclass(frozen=True, slots=True)
class Change:
    """A file that a branch added, changed, renamed or deleted."""

    path: Path
    """Where it lies now, or lay, below the folder asked about."""
    before: str | None
    """The object name of its content where the branch began; None for a new file."""


_SAFE: Final = (
    "--no-optional-locks",
    *("-c", "core.fsmonitor=", "-c", f"core.hooksPath={os.devnull}"),
    # A branch may hold a folder that looks like a bare repository, with settings that name programs.
    *("-c", "safe.bareRepository=explicit"),
)
"""What keeps git from starting programs: it reads settings, but runs no monitor and no hook of any repository."""


def repository(folder: Path) -> Path:
    """The top of the working tree that a folder is in. UsageError where there is none, or no git."""
    return Path(_git(folder, "rev-parse", "--show-toplevel"))


def own_file(folder: Path, name: str) -> Path:
    """A file of the repository's own, such as `info/attributes`: below `.git`, or of a worktree where git looks."""
    return folder / _git(folder, "rev-parse", "--git-path", name)


def folder_in_repository(folder: Path) -> PurePosixPath:
    """Where a folder lies below the top of its working tree; `.` where it is in none. git itself is not asked."""
    resolved = folder.resolve()
    top = next((each for each in (resolved, *resolved.parents) if (each / ".git").exists()), resolved)
    return PurePosixPath(resolved.relative_to(top).as_posix())


def configure(folder: Path, name: str, value: str) -> bool:
    """Sets a setting of the repository's own (`git config`); False when it was so."""
    if _git(folder, "config", "--local", "--default", "", "--get", name) == value:
        return False
    _git(folder, "config", "--local", name, value)
    return True


def versions(folder: Path, below: Sequence[str], suffix: str) -> tuple[str, ...]:
    """What files below these folders, with names that end so, have ever held on any branch: the objects' names.

    Newest commit first, each content once; what a shallow or partial clone lacks is left out. UsageError where there is
    no repository, or no git.
    """
    listed = _git(
        folder,
        "--literal-pathspecs",
        *("rev-list", "--all", "--full-history", "--objects", "--missing=allow-any", "--"),
        *(below or (".",)),
    )
    lines = (line.partition(" ") for line in listed.split("\n"))
    return tuple(dict.fromkeys(name for name, _, path in lines if path.endswith(suffix)))


def contents(folder: Path, names: Sequence[str]) -> Generator[bytes]:
    """What these objects hold, in order, nothing for a missing one; git runs as long as the iterator does."""
    with TemporaryFile() as asked:  # no pipe: both ends could wait for each other
        asked.write("".join(f"{name}\n" for name in names).encode())
        asked.seek(0)
        command = [_program(), *_SAFE, "cat-file", "--batch", "--buffer"]
        with subprocess.Popen(  # noqa: S603 - the words are ours, and no shell reads them
            command, cwd=folder, stdin=asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_offline()
        ) as running:
            assert running.stdout is not None
            try:
                for _ in names:
                    heading = running.stdout.readline().split()
                    yield running.stdout.read(int(heading[2]) + 1)[:-1] if len(heading) == 3 else b""
            finally:
                running.kill()


def branch_point(folder: Path, base: str) -> str:
    """The commit at which HEAD's branch left `base`, a branch, tag or commit (`git merge-base`).

    UsageError where one of them is not there, or nothing is common to them, with the next step.
    """
    repository(folder)
    if _commit(folder, "HEAD") is None:
        raise UsageError(f"{folder}: nothing was committed yet, so nothing can be compared with {base}")
    commit = None if base.startswith("-") else _commit(folder, base)
    if commit is None:
        raise UsageError(f"{base}: git knows no such branch, tag or commit{_way_to(folder, base)}")
    found = _run(folder, "merge-base", commit, "HEAD")
    if found.returncode:
        raise UsageError(f"{base} and HEAD have no commit in common{_way_to(folder, base)}")
    return found.stdout.decode().strip()


def _commit(folder: Path, name: str) -> str | None:
    found = _run(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    return None if found.returncode else found.stdout.decode().strip()


def _way_to(folder: Path, base: str) -> str:
    """What to do about a commit that is not there."""
    if _git(folder, "rev-parse", "--is-shallow-repository") == "true":
        return (
            " in this shallow clone; fetch the whole history: `git fetch --unshallow`, in GitHub Actions"
            " `fetch-depth: 0` for `actions/checkout`, in GitLab CI the variable `GIT_DEPTH: 0`"
        )
    remote = f"origin/{base}"
    if not base.startswith(("-", "origin/")) and _commit(folder, remote):
        return f"; did you mean {remote!r}?"
    return "; `git fetch` may bring it"


def changes(folder: Path, commit: str) -> tuple[Change, ...]:
    """What differs below a folder between a commit and the working tree, new files that git ignores left out.

    Renames are followed as `git diff -M` finds them.
    """
    options = ("--raw", "-z", "-M", "--no-abbrev", "--no-ext-diff", "--no-textconv", "--relative")
    raw = _bytes(folder, "-c", "diff.autoRefreshIndex=false", "diff", *options, commit, "--", ".")
    added = _bytes(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    found = {change.path: change for change in _changes(_fields(raw), folder)}
    new = {path: Change(path, None) for path in map(_path, _fields(added))}
    return tuple(change for _, change in sorted({**new, **found}.items()))


def _fields(output: bytes) -> list[bytes]:
    return output.split(b"\0")[:-1]


def _changes(fields: Iterable[bytes], folder: Path) -> Iterator[Change]:
    """Reads `:mode mode object object status`, then a path, or of a rename two.

    Without writing its index, git takes files for changed whose times are: those are left out.
    """
    left = iter(fields)
    for field in left:
        _, _, before, _, status = field.decode("ascii").split(" ")
        path = _path(next(left))
        if status.startswith("R"):
            yield Change(path, None)
            path = _path(next(left))
        if status != "M" or not _holds(folder, folder / path, before):
            yield Change(path, before if before.strip("0") else None)


def _holds(folder: Path, path: Path, before: str) -> bool:
    """Whether a file has the content of an object still, as git names it by its hash."""
    try:
        content = read(path, Border(folder))
    except OSError:  # another thing than a file, too
        return False
    algorithm = "sha1" if len(before) == 40 else "sha256"
    return hashlib.new(algorithm, b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest() == before


def _path(name: bytes) -> Path:
    return Path(name.decode("utf-8", "surrogateescape"))


def _git(folder: Path, *arguments: str) -> str:
    return _bytes(folder, *arguments).decode("utf-8", "surrogateescape").removesuffix("\n")


def _bytes(folder: Path, *arguments: str) -> bytes:
    done = _run(folder, *arguments)
    if done.returncode:
        said = "; ".join(done.stderr.decode("utf-8", "replace").split("\n")).strip("; ")
        raise UsageError(f"{folder}: git says: {said}")
    return done.stdout


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - the words are ours or names of commits, and no shell reads them
        [_program(), *_SAFE, *arguments], cwd=folder, capture_output=True, env=_offline(), check=False
    )


def _program() -> str:
    """The full path of git. What lies in the current folder is not it, whatever PATH and Windows say."""
    folders = (folder for folder in os.get_exec_path() if Path(folder).is_absolute())
    programs = (shutil.which("git", path=folder) for folder in folders)
    program = next((found for found in programs if found and Path(found).is_absolute()), None)
    if program is None:
        raise UsageError("git is not installed, or not on PATH")
    return program


def _offline() -> dict[str, str]:
    """A partial clone would fetch what it lacks."""
    return {**os.environ, "GIT_NO_LAZY_FETCH": "1"}
