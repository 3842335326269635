"""Runs commands with the hook: by forks of one process, which has read all modules, or as processes of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from copy import copy
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from command import environment

from torture.hook import Plan

CHILD = Path(__file__).parent / "child.py"


@dataclass(frozen=True)
class Step:
    """A step of writing that a command took."""

    number: int
    name: str
    path: str
    hit: bool


@dataclass(frozen=True)
class End:
    """How a command ended: its exit status (None: it hung and was killed), what it said, the steps that it took."""

    code: int | None
    output: str
    errors: str
    steps: tuple[Step, ...]

    @property
    def hit(self) -> Step | None:
        """The step at which something happened."""
        return next((step for step in self.steps if step.hit), None)


class Machine:
    """One process that forks a child for each command; `alone`: each command is started as people start it."""

    def __init__(
        self,
        folder: Path,
        *,
        alone: bool = False,
        nobody: bool = False,
        umask: int = 0o022,
        modules: Path | None = None,
    ) -> None:
        self.folder = folder
        self.alone = alone
        self.nobody = nobody
        self.modules = modules or folder / "modules"
        self.umask = umask
        folder.mkdir(parents=True, exist_ok=True)
        if nobody:
            folder.chmod(0o777)
        self._process = subprocess.Popen(
            [sys.executable, str(CHILD)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        assert self._answer() == "ready"
        self.commands = frozenset(json.loads(self._answer()))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    @property
    def quick(self) -> Machine:
        """The same, by forks: for what nothing happens to."""
        other = copy(self)
        other.alone = False
        return other

    def run(self, project: Path, arguments: Sequence[str], plan: Plan | None = None, **settings: str) -> End:
        """The command in a project, to its end, with what a plan has for it."""
        plan = self.plan(project) if plan is None else replace(plan, diary=self.diary, root=str(project.resolve()))
        surroundings = environment(project / ".home", {"GIT_CONFIG_NOSYSTEM": "1", **settings})
        code = (self._alone if self.alone else self._forked)(project, arguments, plan, surroundings)
        said, complained = (
            (self.folder / name).read_text(encoding="utf-8", errors="replace") for name in ("output", "errors")
        )
        return End(code, said, complained, self.steps())

    def plan(self, project: Path) -> Plan:
        """A plan by which nothing happens, with a new diary."""
        return Plan(self.diary, str(project.resolve()))

    @property
    def diary(self) -> str:
        """Where steps are written down."""
        return str(self.folder / "diary")

    def forget(self) -> None:
        """Begin a new diary."""
        (self.folder / "diary").unlink(missing_ok=True)

    def steps(self) -> tuple[Step, ...]:
        """What the diary has."""
        path = self.folder / "diary"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        cells = [line.split("\t", 3) for line in lines]
        return tuple(Step(int(number), name, shown, kind == "HIT") for kind, number, name, shown in cells)

    def command(self, plan: Plan) -> list[str]:
        """How git or a terminal starts `l10n` with the hook."""
        return [sys.executable, str(CHILD), json.dumps(asdict(plan))]

    def _forked(self, project: Path, arguments: Sequence[str], plan: Plan, surroundings: dict[str, str]) -> int | None:
        self.forget()
        request = {
            "folder": str(project),
            "arguments": list(arguments),
            "plan": asdict(plan),
            "environment": surroundings,
            "output": str(self.folder / "output"),
            "errors": str(self.folder / "errors"),
            "umask": self.umask,
            "nobody": self.nobody,
            "modules": str(self.modules),
        }
        assert self._process.stdin
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        code: int | None = json.loads(self._answer())
        return code

    def _answer(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().strip()

    def _alone(self, project: Path, arguments: Sequence[str], plan: Plan, surroundings: dict[str, str]) -> int | None:
        self.forget()
        with (self.folder / "output").open("wb") as output, (self.folder / "errors").open("wb") as errors:
            try:
                return subprocess.run(
                    [*self.command(plan), *arguments],
                    cwd=project,
                    env=surroundings,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=errors,
                    umask=self.umask,
                    timeout=120,
                    check=False,
                ).returncode
            except subprocess.TimeoutExpired:
                return None
