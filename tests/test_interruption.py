"""Signals that ask a command to stop: all unwind it alike, and the exit code says which it was."""

import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest
from command import environment

from l10n.cli.interruption import Stopped, interrupted_code

if sys.platform == "win32":
    pytest.skip("signals are of POSIX", allow_module_level=True)

WAITING = """
import sys, time
from l10n.cli import cli, main

@cli.command("wait")
def wait():
    try:
        print("begun", flush=True)
        time.sleep(60)
    finally:
        print("cleaned", flush=True)

cli.get_command = lambda context, name: wait
sys.argv[1:] = ["wait"]
main()
"""


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=str
)
def test_a_signal_lets_a_command_clean_up_and_is_told_by_its_exit_code(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    with _waiting(tmp_path) as process:
        process.send_signal(number)
        said, complained = process.communicate()
    assert (process.returncode, said) == (code, "cleaned\n")
    assert complained.strip() == "l10n: interrupted; what was finished is kept, and the next run goes on from there"


def test_a_hang_up_that_is_ignored_stays_ignored(tmp_path: Path) -> None:
    """As below `nohup`."""
    old = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        process = _waiting(tmp_path)
    finally:
        signal.signal(signal.SIGHUP, old)
    with process:
        process.send_signal(signal.SIGHUP)
        process.send_signal(signal.SIGTERM)
        process.communicate()
    assert process.returncode == 143


def test_the_code_of_an_interruption_is_found_below_what_became_of_it() -> None:
    for became in (click.Abort(), ImportError()):
        became.__cause__ = Stopped(15)
        assert interrupted_code(became) == 143
    assert interrupted_code(click.Abort()) == 130
    assert interrupted_code(KeyboardInterrupt()) == 130


def _waiting(folder: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", WAITING],
        env=environment(folder, {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "begun\n"
    return process
