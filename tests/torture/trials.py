"""One trial: a fresh project, a command that something happens to, the judge, the command again, the judge again."""

from __future__ import annotations

import shutil
import signal
from dataclasses import dataclass, replace
from pathlib import Path

from torture import judge
from torture.hook import Plan
from torture.machine import End, Machine, Step
from torture.projects import Scenario
from torture.starters import STARTERS, undone

INTERRUPTED = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129}
"""Exit codes, as the documentation has them."""


@dataclass(frozen=True)
class Trial:
    """What came of one: where it hit, if it did, and what is wrong."""

    scenario: str
    what: str
    hit: Step | None
    faults: tuple[str, ...]
    code: int | None = 0


class Ground:
    """A folder in which trials are made, and what each scenario comes to where nothing disturbs it."""

    def __init__(self, folder: Path, machine: Machine, scenarios: dict[str, Scenario]) -> None:
        self.machine = machine
        self.scenarios = scenarios
        self._folder = folder
        self._done: dict[str, tuple[End, dict[str, bytes], str]] = {}
        self._before: dict[str, dict[str, bytes]] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def fresh(self, scenario: Scenario) -> Path:
        """The project of a scenario, as it is at the start."""
        project = self._folder / "project"
        if project.exists():
            _writable(project)
            shutil.rmtree(project)
        shutil.copytree(scenario.start, project, symlinks=True)
        return project

    def before(self, scenario: Scenario) -> dict[str, bytes]:
        """Its files then."""
        if scenario.name not in self._before:
            self._before[scenario.name] = judge.files(scenario.start)
        return self._before[scenario.name]

    def undisturbed(self, scenario: Scenario) -> tuple[End, dict[str, bytes], str]:
        """How the command ends, the files and git's word after it; it must write, end well and be judged well."""
        if scenario.name not in self._done:
            project = self.fresh(scenario)
            end = self._start(scenario, project)
            after = judge.files(project)
            assert end.code in scenario.codes, end
            assert end.steps, f"{scenario.name} writes nothing and proves nothing"
            assert not judge.faults(project, self.before(scenario)), judge.faults(project, self.before(scenario))
            assert not judge.left_over(project)
            self._done[scenario.name] = end, after, judge.status(project)
        return self._done[scenario.name]

    def steps(self, name: str) -> tuple[Step, ...]:
        """The steps that a scenario has where nothing disturbs it."""
        return self.undisturbed(self.scenarios[name])[0].steps

    def _start(self, scenario: Scenario, project: Path, plan: Plan | None = None) -> End:
        machine = self.machine if plan else self.machine.quick
        return STARTERS[scenario.kind](machine, project, scenario.arguments, plan or machine.plan(project))

    def trial(self, name: str, at: int, what: str, *, moved: bool = False, busy: float = 0.0) -> Trial:
        """Something happens at a step of a scenario; the command is judged, run again, and judged again.

        `moved`: a person puts back what was taken away, before the command is run again.
        """
        scenario = self.scenarios[name]
        self.undisturbed(scenario)
        project = self.fresh(scenario)
        plan = replace(self.machine.plan(project), at=at, what=what, busy=busy)
        end = self._start(scenario, project, plan)
        undone(project)
        now, before = judge.files(project), self.before(scenario)
        taken = moved and "locales" in what  # a page may be older than what was taken away
        found = [*_of_end(end, what), *judge.torn(now), *([] if taken else judge.made_up(now, before))]
        if moved and what != "remove build":  # which is made again
            _put_back(scenario.start, project, Path(what.split(" ")[1]))
        found += judge.lost(judge.files(project), before)
        if what not in {"SIGKILL", "EACCES+", "EROFS+"}:  # after which nobody can delete anything
            found += [f"left over: {path}" for path in judge.left_over(project)]
        found += self._again(scenario, project, what if moved else "")
        return Trial(name, what, end.hit, tuple(found), end.code)

    def save(self, name: str, at: int, path: str) -> Trial:
        """Somebody saves a catalogue at a step of a scenario; the words must be there at once, and at last."""
        scenario = self.scenarios[name]
        project = self.fresh(scenario)
        old = judge.TOKEN.findall((project / path).read_text(encoding="utf-8"))[0]
        new = old[:-4] + old[:-5:-1] + old[-1]  # a token with one letter more, which is nowhere else
        plan = replace(self.machine.plan(project), at=at, what=f"save {path} {old} {new}")
        end = self._start(scenario, project, plan)
        found = [*_of_end(end, plan.what), *judge.faults(project, self.before(scenario), frozenset({old}))]
        for moment in ("at once", "at last"):
            texts = "".join(each.read_text(encoding="utf-8") for each in project.rglob("*.po"))
            if end.hit and new not in texts:
                found.append(f"{moment}: what somebody saved in {path} is lost")
            self._start(scenario, project)
        return Trial(name, "save", end.hit, tuple(found), end.code)

    def _again(self, scenario: Scenario, project: Path, moved: str) -> list[str]:
        """What is wrong after the same command, undisturbed: everything must be as if nothing had been.

        `moved`: what somebody else changed. Where it was catalogues or articles, no undisturbed run has seen the same.
        """
        _, after, said = self.undisturbed(scenario)
        end = self._start(scenario, project)
        found = [] if end.code in scenario.codes else [f"again: exit code {end.code}: {end.errors[-500:]}"]
        found += [f"again: {each}" for each in judge.faults(project, self.before(scenario))]
        differences = judge.differences(judge.files(project), after)
        found += [
            f"not as undisturbed: {name}"
            for name in differences
            if not (moved and ("locales" in moved or "source" in moved))
            and not (moved and name not in after and name in self.before(scenario))  # who wrote it, is forgotten
        ]
        found += [f"left over at last: {path}" for path in judge.left_over(project)]
        now = judge.status(project)
        return [*found, *([f"git status: {now!r}, not {said!r}"] if now != said and not moved else [])]


def _of_end(end: End, what: str) -> list[str]:
    """What is wrong with how a command ended."""
    if end.hit is None:
        return []
    wrong = []
    if "Traceback" in end.errors or end.code == 70:
        wrong.append(f"traceback: {end.errors[-700:]}")
    if what.startswith("SIG"):
        expected = -signal.SIGKILL if what == "SIGKILL" else INTERRUPTED[what]
        if end.code != expected:
            wrong.append(f"exit code {end.code}, not {expected}: {end.errors[-300:]}")
    elif end.code is None or end.code < 0:
        wrong.append(f"exit code {end.code}: {end.errors[-300:]}")
    return wrong


def _put_back(start: Path, project: Path, moved: Path) -> None:
    """What was taken away below a path is there again as it was at the start; a folder in a file's place is gone."""
    aside = project / "source/old-news"
    if aside.exists():
        shutil.rmtree(aside)
    if (start / moved).is_file() and (project / moved).is_dir():
        shutil.rmtree(project / moved)
    kept = judge.tokens(judge.files(project))
    for path in (start / moved, *(start / moved).rglob("*")):
        place = project / path.relative_to(start)
        if path.is_file() and (not place.exists() or not judge.tokens({path.name: path.read_bytes()}) <= kept):
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, place)


def _writable(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
