"""Repositories of tests: git as Anna runs it, on a machine without settings."""

import shutil
import subprocess
from pathlib import Path

import pytest
from command import environment

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
IDENTITY = {f"GIT_{role}_NAME": "Anna" for role in ("AUTHOR", "COMMITTER")} | {
    f"GIT_{role}_EMAIL": "anna@example.org" for role in ("AUTHOR", "COMMITTER")
}


def git(folder: Path, *arguments: str, given: bytes = b"", fails: bool = False) -> str:
    """What git says, on either stream; it must do its work, or refuse it."""
    settings = {"GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8", **IDENTITY}
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=environment(folder / ".home", settings),
        input=given,
        capture_output=True,
        check=False,
    )
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert bool(done.returncode) is fails, said
    return said


def commit(folder: Path, message: str = "next") -> None:
    """All that is new or changed."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)
