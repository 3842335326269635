"""What is asked of git: where a repository is, its settings, and what files were before."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Generator, Sequence
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile

from l10n.errors import UsageError


def repository(folder: Path) -> Path:
    """The top of the working tree that a folder is in. UsageError where there is none, or no git."""
    return Path(_git(folder, "rev-parse", "--show-toplevel"))


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
        command = [_program(), "cat-file", "--batch", "--buffer"]
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


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(  # noqa: S603 - the words are ours, and no shell reads them
        [_program(), *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        env=_offline(),
        check=False,
    )
    if done.returncode:
        raise UsageError(f"{folder}: git says: {done.stderr.strip()}")
    return done.stdout.removesuffix("\n")


def _program() -> str:
    program = shutil.which("git")
    if program is None:
        raise UsageError("git is not installed, or not on PATH")
    return program


def _offline() -> dict[str, str]:
    """A partial clone would fetch what it lacks."""
    return {**os.environ, "GIT_NO_LAZY_FETCH": "1"}
