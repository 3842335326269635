"""The torture test in short: a few signals, errors and moves, each inside of a step of writing; see `tests/torture`."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("the hook reads /proc", allow_module_level=True)

from repository import needs_git
from torture import ordeals, worlds
from torture.machine import Machine
from torture.projects import scenarios
from torture.trials import Ground, Trial

pytestmark = needs_git


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    folder = tmp_path_factory.mktemp("torture")
    with Machine(folder / "machine") as machine:
        yield Ground(folder / "trials", machine, scenarios(folder / "projects", machine))


def held(trials: list[Trial]) -> None:
    """All of them hit, and nothing is wrong after any."""
    assert trials
    assert [trial for trial in trials if trial.hit is None or trial.faults] == []


COMMANDS = (
    *("run", "extract", "translate", "retranslate", "build", "fix", "adopt", "memory import", "merge", "rebase"),
    *("baseline", "models install", "models update", "models remove", "init"),
)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_kill_inside_of_a_write_leaves_old_or_new_files_and_the_next_run_ends_the_work(
    ground: Ground, name: str
) -> None:
    (step,) = ordeals.placed(random.Random(name), ground.steps(name), 1)  # noqa: S311
    held([ground.trial(name, step.number, "SIGKILL")])


@pytest.mark.parametrize(
    ("name", "what", "step"),
    [
        ("run", "SIGTERM", "write"),
        ("extract", "SIGINT", "rename"),
        ("translate", "SIGHUP", "commit"),
        ("build", "SIGTERM", "open"),
        ("review", "SIGTERM", "write"),
        ("run", "ENOSPC", "write"),
        ("extract", "ENOSPC+", "fsync"),
        ("translate", "EROFS+", "open"),
        ("build", "EIO", "rename"),
        ("fix", "EACCES", "open"),
        ("models update", "ENOSPC+", "write"),
        ("init", "EROFS", "open"),
    ],
)
def test_an_interruption_or_an_error_inside_of_a_write_leaves_nothing_behind(
    ground: Ground, name: str, what: str, step: str
) -> None:
    (place,) = ordeals.placed(random.Random(what), ground.steps(name), 1, frozenset({step}))  # noqa: S311
    held([ground.trial(name, place.number, what)])


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("extract", "remove source/news"),
        ("run", f"remove {ordeals.CATALOGUE}"),
        ("translate", f"folder {ordeals.CATALOGUE}"),
        ("build", "remove build"),
        ("run", "remove .l10n"),
    ],
)
def test_what_is_taken_away_in_mid_run_costs_no_words(ground: Ground, name: str, what: str) -> None:
    (step,) = ordeals.placed(random.Random(what), ground.steps(name), 1)  # noqa: S311
    held([ground.trial(name, step.number, what, moved=True)])


@pytest.mark.parametrize("verb", ["lock", "remove", "cut"])
def test_a_database_that_is_locked_or_damaged_while_it_is_open_costs_time_only(ground: Ground, verb: str) -> None:
    path = ".l10n/drafts.sqlite"
    steps = [step for step in ground.steps("translate") if step.path == path]
    (step,) = ordeals.placed(random.Random(verb), steps, 1, frozenset({"commit"}))  # noqa: S311
    held([ground.trial("translate", step.number, f"{verb} {path}", busy=0.1)])


def test_what_is_saved_while_a_command_is_about_to_write_is_kept(ground: Ground) -> None:
    held(list(islice(ordeals.saves(ground, random.Random(1), 1), 3)))  # noqa: S311


@pytest.mark.parametrize("edit", ["a picture", "a catalogue"])
def test_what_was_edited_is_seen_whatever_the_clock_says(ground: Ground, edit: str) -> None:
    assert [trial.faults for trial in worlds.clocks(ground, ["the same"], [edit])] == [()]


def test_runs_at_once_come_to_the_same_as_one(ground: Ground) -> None:
    assert worlds.two_runs(ground).faults == ()


def test_a_change_of_branches_in_mid_run_costs_no_words(ground: Ground) -> None:
    held([worlds.checkout(ground, "write")])


def test_articles_of_all_names_are_built_or_named(ground: Ground, tmp_path: Path) -> None:
    assert worlds.articles_of_all_names(ground, tmp_path).faults == ()
