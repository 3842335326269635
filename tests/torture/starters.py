"""How git and a terminal start the command: `l10n` is not the first process there, and people do the rest."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from command import environment
from repository import IDENTITY, git
from terminal import Terminal

from torture.hook import Plan
from torture.machine import End, Machine


def merge(machine: Machine, project: Path, arguments: tuple[str, ...], plan: Plan) -> End:
    """`git merge`, with the command as its driver; the exit status is the driver's that was hit, else git's."""
    return _git(machine, project, ("merge", "--no-edit", *arguments), plan)


def rebase(machine: Machine, project: Path, arguments: tuple[str, ...], plan: Plan) -> End:
    """`git rebase`, likewise."""
    return _git(machine, project, ("rebase", *arguments), plan)


def undone(project: Path) -> None:
    """What a person does when git stopped in the midst."""
    for command, sign in (("merge", "MERGE_HEAD"), ("rebase", "rebase-merge")):
        if (project / ".git" / sign).exists():
            git(project, command, "--abort")


def _git(machine: Machine, project: Path, words: tuple[str, ...], plan: Plan) -> End:
    machine.forget()
    ends = machine.folder / "ends"
    ends.unlink(missing_ok=True)
    driver = shlex.join(machine.command(plan))
    git(
        project,
        "config",
        "merge.l10n.driver",
        f"{driver} merge-po %O %A %B --name %P; code=$?; echo $code >>{ends}; exit $code",
    )
    surroundings = environment(project / ".home", {"GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8", **IDENTITY})
    done = subprocess.run(["git", *words], cwd=project, env=surroundings, capture_output=True, text=True, check=False)
    codes = [int(line) for line in ends.read_text(encoding="utf-8").split()] if ends.exists() else []
    steps = machine.steps()
    struck = any(step.hit for step in steps)
    code = next((each for each in codes if each), 0) if struck else done.returncode
    return End(-9 if code == 137 else code, done.stdout, done.stderr, steps)


def review(machine: Machine, project: Path, arguments: tuple[str, ...], plan: Plan) -> End:
    """A person who accepts whatever may be accepted, and skips the rest."""
    machine.forget()
    with Terminal(project, *arguments, command=machine.command(plan)) as terminal:
        screen = terminal.type("")
        while screen is not None and re.search(r"\d+ of \d+", screen):
            place = re.findall(r"\d+ of \d+", screen)[-1]
            screen = terminal.type("a")
            if screen is not None and place in screen:
                screen = terminal.type("s")
        if screen is not None:
            terminal.type("q")
        said = terminal.screen
        code = terminal.process.wait()
    return End(code, said, said, machine.steps())


STARTERS: Mapping[str, Callable[[Machine, Path, tuple[str, ...], Plan], End]] = {
    "command": lambda machine, project, arguments, plan: machine.run(project, arguments, plan),
    "merge": merge,
    "rebase": rebase,
    "review": review,
}
