"""Where a command runs: with other rights, by other clocks, beside other programs, on files with other names."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Final

from command import MODELS, environment, write
from repository import commit, git
from terminal import Terminal

from torture import judge
from torture.hook import Plan
from torture.machine import Machine
from torture.projects import LOCALES, token
from torture.trials import Ground, Trial

ROOT: Final = 0
NOBODY: Final = 65534
CATALOGUE: Final = "locales/ru/LC_MESSAGES/news/visit.md.po"


def _trial(scenario: str, what: str, found: list[str], code: int | None = 0) -> Trial:
    return Trial(scenario, what, None, tuple(found), code)


# --- rights


def rights(ground: Ground, folder: Path) -> Iterator[Trial]:
    """Everything by a user without rights, with both umasks; it comes to the same files, with the rights they had."""
    for scenario in ground.scenarios.values():
        ground.undisturbed(scenario)
    for umask in (0o077, 0o000, 0o022):
        with Machine(folder / f"nobody-{umask:o}", nobody=True, umask=umask, modules=ground.machine.modules) as machine:
            for name, scenario in ground.scenarios.items():
                if scenario.kind == "command":
                    project = ground.fresh(scenario)
                    _give(project, NOBODY)
                    end = machine.run(project, scenario.arguments)
                    found = [] if end.code in scenario.codes else [f"exit code {end.code}: {end.errors[-300:]}"]
                    wanted = ground.undisturbed(scenario)[1]
                    found += [f"differs: {each}" for each in judge.differences(judge.files(project), wanted)]
                    found += _modes(scenario.start, project, umask)
                    yield _trial(name, f"nobody, umask {umask:03o}", found, end.code)


def _modes(start: Path, project: Path, umask: int) -> list[str]:
    """Files that are new have the rights that the umask leaves; those that were there keep theirs."""
    found = []
    for name in judge.files(project):
        mode = stat.S_IMODE((project / name).stat().st_mode)
        old = start / name
        wanted = stat.S_IMODE(old.stat().st_mode) if old.exists() else 0o666 & ~umask
        if mode != wanted and not name.startswith("models/"):  # what an archive holds has its own
            found.append(f"{name}: mode {mode:o}, not {wanted:o}")
    return found


def _give(folder: Path, owner: int) -> None:
    if os.getuid() == ROOT:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, owner, owner, follow_symlinks=False)


def others_files(ground: Ground, folder: Path) -> Iterator[Trial]:
    """Files and folders that belong to somebody else, or are read-only: named, left alone, and the others are done."""
    if os.getuid() != ROOT:
        return
    for name in ("run", "extract", "translate", "fix", "build"):
        ground.undisturbed(ground.scenarios[name])
    with Machine(folder / "others", nobody=True, modules=ground.machine.modules) as machine:
        for name, locked in (
            ("run", CATALOGUE),
            ("run", "locales/ru/LC_MESSAGES/news"),
            ("run", "build/ru/news"),
            ("run", "build"),
            ("extract", "locales/templates/news"),
            ("translate", ".l10n"),
            ("fix", CATALOGUE),
            ("build", "build/ru/news/visit.md"),
        ):
            scenario = ground.scenarios[name]
            project = ground.fresh(scenario)
            _give(project, NOBODY)
            place = project / locked
            _give(place, ROOT)
            place.chmod(0o755 if place.is_dir() else 0o444)
            end = machine.run(project, scenario.arguments)
            found = ["traceback"] if "Traceback" in end.errors else []
            found += judge.faults(project, ground.before(scenario))
            if locked in {CATALOGUE, "locales/ru/LC_MESSAGES/news"} and Path(locked).name not in end.errors:
                found.append(f"exit code {end.code}: nobody was told of {locked}: {end.errors[-300:]}")
            _give(project, NOBODY)
            place.chmod(0o755 if place.is_dir() else 0o644)
            machine.run(project, scenario.arguments)
            wanted = ground.undisturbed(scenario)[1]
            found += [f"differs: {each}" for each in judge.differences(judge.files(project), wanted)]
            yield _trial(name, f"{locked} of another owner", found, end.code)


# --- clocks

_HOUR: Final = 3_600_000_000_000
CLOCKS: Final[Mapping[str, Callable[[int], int]]] = {
    "the same": lambda stamp: stamp,
    "an hour back": lambda stamp: stamp - _HOUR,
    "a day ahead": lambda stamp: stamp + 24 * _HOUR,
    "full seconds": lambda stamp: stamp // 2_000_000_000 * 2_000_000_000,
    "1970": lambda _: 0,
}
"""What the stamp of an edited file may be, by the one that it had."""
EDITS: Final[Mapping[str, tuple[str, str, str]]] = {
    "an article": ("source/news/visit.md", "Nobody said why.", "Anybody can see."),
    "a text file": ("source/guide.txt", "opens early", "opens later"),
    "a page": ("source/page.html", "is wide", "is long"),
    "a catalogue": (CATALOGUE, "- да", "- не"),
    "a picture": ("source/news/map.png", "picture", "drawing"),
    "the settings": ("l10n.toml", 'anchors = "off"', 'anchors="html" '),
}
"""A file, and words in it with others that are as long."""


def clocks(ground: Ground, chosen: Collection[str] = CLOCKS, edits: Collection[str] = EDITS) -> Iterator[Trial]:
    """What was edited is seen, whatever its time stamp says: the files are those of a project without any cache."""
    scenario = ground.scenarios["fix"]  # it starts with what is translated, built and committed
    for clock, edit in product(chosen, edits):
        stamp, (name, old, new) = CLOCKS[clock], EDITS[edit]
        results = []
        for fresh in (False, True):
            project = ground.fresh(scenario)
            ground.machine.run(project, ("run",))
            _edit(project / name, old, new, stamp)
            if fresh:
                shutil.rmtree(project / ".l10n")
            end = ground.machine.run(project, ("run",))
            results.append((end.code, judge.files(project)))
        (code, seen), (wanted, afresh) = results
        found = [f"not seen in {each}" for each in judge.differences(seen, afresh)]
        found += [f"exit code {code}, not {wanted}"] if code != wanted else []
        yield _trial(edit, f"clock: {clock}", found, code)


def _edit(path: Path, old: str, new: str, stamp: Callable[[int], int]) -> None:
    """Other words of the same size, and a time stamp of choice."""
    before = path.stat()
    content = path.read_bytes()
    assert len(old.encode()) == len(new.encode())
    assert old.encode() in content, (path, old)
    path.write_bytes(content.replace(old.encode(), new.encode()))
    os.utime(path, ns=(before.st_atime_ns, stamp(before.st_mtime_ns)))


# --- two at once


def together(ground: Ground) -> Iterator[Trial]:
    """Two runs; a run beside a review; a run beside `git checkout`; a run after one that was killed with the lock."""
    yield two_runs(ground)
    yield _beside_review(ground)
    for at in ("rename", "write", "open"):
        yield checkout(ground, at)
    yield _killed(ground)


def _started(project: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "l10n", *arguments],
        cwd=project,
        env=environment(project / ".home", {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def two_runs(ground: Ground) -> Trial:
    scenario = ground.scenarios["run"]
    project = ground.fresh(scenario)
    runs = [_started(project, "run"), _started(project, "run"), _started(project, "extract")]
    ends = [(each.communicate()[1], each.returncode) for each in runs]
    found = [f"exit code {code}: {said[-300:]}" for said, code in ends if code not in scenario.codes]
    found += judge.faults(project, ground.before(scenario))
    wanted = ground.undisturbed(scenario)[1]
    found += [f"differs: {each}" for each in judge.differences(judge.files(project), wanted)]
    return _trial("run", "three at once", found)


def _beside_review(ground: Ground) -> Trial:
    """A person decides, a run comes by, the person goes on: every decision is there."""
    scenario = ground.scenarios["review"]
    project = ground.fresh(scenario)
    decided: list[str] = []
    with Terminal(project, "review", "--locale", "ru") as terminal:
        screen = terminal.type("")
        while screen is not None and re.search(r"\d+ of \d+", screen) and len(decided) < 6:
            place = re.findall(r"\d+ of \d+", screen)[-1]
            end = ground.machine.run(project, ("run",))
            if end.code not in scenario.codes:
                return _trial("review", "a run between two keys", [f"exit code {end.code}: {end.errors[-300:]}"])
            screen = terminal.type("a")
            if screen is not None and place in screen:
                screen = terminal.type("s")
            else:
                decided.append(place)
        if screen is not None:
            terminal.finish("q")
    found = judge.faults(project, ground.before(scenario))
    reviewed = sum(
        1
        for path in project.glob("locales/ru/**/*.po")
        for entry in judge.entries(path.read_bytes())
        if "fuzzy" not in entry.flags and "Черновик" in entry.msgstr
    )
    kept = sum(path.read_text(encoding="utf-8").count("Черновик") for path in project.glob("locales/ru/**/*.po"))
    found += [] if reviewed or not kept else ["no decision is there"]
    return _trial("review", "a run between two keys", found)


def checkout(ground: Ground, at: str) -> Trial:
    """Somebody changes branches in mid-run: the other branch's words are all there."""
    scenario = ground.scenarios["fix"]
    project = ground.fresh(scenario)
    path = project / CATALOGUE
    (old,) = judge.TOKEN.findall(path.read_text(encoding="utf-8"))[:1]
    new = token(9123, "ru")
    git(project, "switch", "-q", "-c", "other")
    path.write_bytes(path.read_bytes().replace(old.encode(), new.encode()))
    commit(project, "other words")
    git(project, "switch", "-q", "main")
    write(project / "source/news/visit.md", "# A visit\n\nAll is new.\n\nNobody said why.\n")
    steps = _steps(ground, project, at)
    if not steps:
        return _trial("run", "checkout", ["the command writes nothing"])
    plan = Plan("", "", at=steps[0], what="git switch --force other")
    end = ground.machine.run(project, ("run",), plan)
    found = [f"traceback: {end.errors[-400:]}"] if "Traceback" in end.errors else []
    text = path.read_text(encoding="utf-8")
    found += [] if new in text else [f"{new} of the other branch is lost"]
    found += judge.torn(judge.files(project))
    return Trial("run", f"checkout at {at}", end.hit, tuple(found), end.code)


def _steps(ground: Ground, project: Path, at: str) -> list[int]:
    """The steps of this kind that a run takes in a copy of the project."""
    copy = project.with_name("copy")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(project, copy, symlinks=True)
    end = ground.machine.run(copy, ("run",))
    shutil.rmtree(copy)
    return [step.number for step in end.steps if step.name == at]


def _killed(ground: Ground) -> Trial:
    """The lock of a killed run holds nobody up."""
    scenario = ground.scenarios["run"]
    project = ground.fresh(scenario)
    (at,) = [step.number for step in ground.steps("run") if step.name == "fsync"][:1]
    ground.machine.run(project, ("run",), Plan("", "", at=at, what="SIGKILL"))
    end = ground.machine.run(project, ("run",))
    found = [] if end.code in scenario.codes else [f"exit code {end.code}: {end.errors[-300:]}"]
    found += ["it waited"] if "wait" in end.errors else []
    return _trial("run", "after a killed one", found)


# --- names

NAMES: Final = (
    *("A.md", "a.md", "caf\u00e9.md", "cafe\u0301.md", "con.md", "aux.txt", "NUL.html", "com1.md", "lpt9.markdown"),
    *("a b.md", " a.md", "a .md", "-l.md", "--help.txt", "#a.md", "a#b.md", "a%20b.md", "a?b.md", "a*b.md", "a:b.md"),
    *("a'b.md", 'a"b.md', "a\\b.md", "$a.md", "`a`.md", "a&b.md", "<b>.md", "a|b.md", "[a](b).md", "a\tb.md"),
    *("日本.md", "ж.md", "\u202eabc.md", "a\u200bb.md", "😀.md", "a.md.md", "a.po.md", "index.ru.md"),
    *("x" * 200 + ".md", "x" * 248 + ".md", "x" * 252 + ".md", "ж" * 120 + ".md", "d/" * 40 + "deep.md"),
)


def names(ground: Ground, folder: Path) -> Iterator[Trial]:
    """Articles and members of archives with each name."""
    yield articles_of_all_names(ground, folder)
    yield from _archives(ground, folder)


def articles_of_all_names(ground: Ground, folder: Path) -> Trial:
    """One article of each name: it is extracted, translated and built, or named; the others are done in any case."""
    project = folder / "names"
    write(project / "l10n.toml", 'locales = ["ru", "zh_CN"]\nengine = "pseudo"\nanchors = "off"\n')
    for number, name in enumerate(NAMES):
        write(project / "source" / name, f"The river number {'I' * (number % 3 + 1)} is old.\n")
    end = ground.machine.run(project, ("run",))
    found = [f"traceback: {end.errors[-500:]}"] if "Traceback" in end.errors or end.code == 70 else []
    found += judge.torn(judge.files(project))
    for name in NAMES:
        there = [locale for locale in LOCALES if (project / "build" / locale / name).is_file()]
        if len(there) < len(LOCALES) and Path(name).name.split(".md")[0][:20].split("\t")[0] not in end.errors:
            found.append(f"{name!r}: is in {there}, and no word of it: {end.errors[-200:]}")
    again = ground.machine.run(project, ("run",))
    found += [
        f"again: {step.name} {step.path}"
        for step in again.steps
        if step.name == "rename" and not step.path.startswith(".l10n")
    ]
    return _trial("run", "names", found, end.code)


def _archives(ground: Ground, folder: Path) -> Iterator[Trial]:
    """A model's archive with a member of each name: refused whole, or unpacked; nothing lies outside."""
    project = folder / "archives"
    write(project / "l10n.toml", 'locales = ["ru"]\n')
    for name in (*NAMES, "model/MODEL.BIN", "Metadata.json", "../out", "/abs", "C:\\x", "a/../../out", "model/con"):
        archive = project / ".home/translate-en_ru-1_0.argosmodel"
        archive.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODELS / archive.name, archive)
        with zipfile.ZipFile(archive, "a") as opened:
            opened.writestr(f"translate-en_ru-1_0/{name}", b"x")
        end = ground.machine.run(project, ("models", "install", "--here", str(archive)))
        found = [f"traceback: {end.errors[-400:]}"] if "Traceback" in end.errors else []
        found += [f"left over: {each}" for each in judge.left_over(project)]
        found += [
            f"outside: {each}" for each in ("out", "abs") if (project / each).exists() or (folder / each).exists()
        ]
        models = project / "models"
        if end.code == 0 and not (models / "translate-en_ru-1_0/metadata.json").is_file():
            found.append("says that it is installed, and is not")
        shutil.rmtree(models, ignore_errors=True)
        yield _trial("models install", f"member {name[:30]!r}", found, end.code)
