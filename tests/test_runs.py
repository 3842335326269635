"""One command at a time writes in a project; a second one waits, says for whom, and gives up."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import l10n, write

from l10n.errors import BusyError
from l10n.pipeline.articles import read
from l10n.pipeline.review import open_desk, take
from l10n.project import open_project
from l10n.review import Act, Decision
from l10n.store import alone

HOLDING = """
import pathlib, sys
from l10n.store import alone
with alone(pathlib.Path(sys.argv[1]), "l10n translate", 0, print):
    print("ready", flush=True)
    sys.stdin.read()
"""


def holding(root: Path) -> "subprocess.Popen[bytes]":
    running = subprocess.Popen([sys.executable, "-c", HOLDING, root], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert running.stdout
    assert running.stdout.readline() == b"ready\n"
    return running


def test_a_second_command_says_for_whom_it_waits_and_gives_up(tmp_path: Path) -> None:
    told: list[str] = []
    with holding(tmp_path) as first:
        with pytest.raises(BusyError, match=rf"`l10n translate` \(process {first.pid}, since \d\d:\d\d:\d\d\)"):
            alone(tmp_path, "l10n run", 0.01, told.append).__enter__()
        first.communicate()
    assert told == [told[0]]
    assert f"waiting for `l10n translate` (process {first.pid}, since " in told[0]
    with alone(tmp_path, "l10n run", 0, told.append):
        pass
    assert len(told) == 1


def test_the_lock_of_a_killed_process_does_not_hold(tmp_path: Path) -> None:
    with holding(tmp_path) as first:
        first.kill()
        first.wait()
    with alone(tmp_path, "l10n run", 0, pytest.fail):
        pass


def test_a_second_command_goes_on_when_the_first_is_done(tmp_path: Path) -> None:
    with holding(tmp_path) as first:

        def let_it_end(_: str) -> None:
            assert first.stdin
            first.stdin.close()

        with alone(tmp_path, "l10n run", 60, let_it_end):
            assert first.wait() == 0


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path / "l10n.toml", 'locales = ["ru"]\nengine = "pseudo"\n')
    write(tmp_path / "source/a.md", "Rain and snow.\n")
    return tmp_path


def test_commands_that_write_wait_and_commands_that_read_do_not(project: Path) -> None:
    with holding(project) as first:
        for command in ("run", "extract", "translate", "build"):
            done = l10n(project, "--wait", "0", command)
            assert (done.returncode, "`l10n translate` (process" in done.stderr) == (75, True), command
            assert done.stderr.count("\n") == 1
        for reading in (("status",), ("extract", "--check"), ("check",), ("fix",)):
            done = l10n(project, "--wait", "0", *reading)
            assert done.returncode in {0, 1}, reading
            assert "process" not in done.stderr
        first.communicate()
    assert l10n(project, "--wait", "0", "run").returncode == 0


def test_a_review_and_a_merge_do_not_wait_for_a_long_run(project: Path) -> None:
    """Nor does the run wait for a review that is open: each save is compared with what was read."""
    assert l10n(project, "run").returncode == 0
    path = project / "locales/ru/LC_MESSAGES/a.md.po"
    versions = [write(project / name, path.read_text("utf-8")) for name in ("base", "ours", "theirs")]
    with holding(project) as first:
        opened = open_project(project)
        desk, session, _ = open_desk(opened, read(opened), opened.locales)
        _, message = take(desk, session, Decision(Act.ACCEPT))
        assert (message, "#, fuzzy" in path.read_text("utf-8")) == ("", False)
        assert l10n(project, "--wait", "0", "merge-po", *map(str, versions)).returncode == 0
        first.communicate()


def test_the_folder_of_caches_may_be_deleted_while_a_command_waits(tmp_path: Path) -> None:
    """What is locked then is the new file, not one that is gone."""
    with holding(tmp_path) as first:

        def deleting(_: str) -> None:
            shutil.rmtree(tmp_path / ".l10n")
            assert first.stdin
            first.stdin.close()

        with (
            alone(tmp_path, "l10n run", 60, deleting),
            pytest.raises(BusyError),
            alone(tmp_path, "l10n build", 0, pytest.fail),
        ):
            pass
