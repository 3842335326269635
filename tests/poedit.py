"""Poedit at work on one of our catalogues: opened on a virtual screen, one translation typed, saved, closed.

Run it with `python tests/poedit.py SCREENSHOT.png`: it makes a small project, drafts it, and pictures how its catalogue
looks in Poedit. It needs `apt-get install poedit xvfb xdotool imagemagick`. `tests/test_poedit.py` asserts what Poedit
leaves of a catalogue.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

NEEDED = ("poedit", "Xvfb", "xdotool")
PATIENCE = 60.0
"""Seconds that Poedit has for each step: a first start on a busy machine takes 10."""
SETTINGS = "enable_spellchecking=0\nuse_tm=0\n"


def missing() -> str:
    """The first program that is not installed, or nothing."""
    return next((name for name in NEEDED if shutil.which(name) is None), "")


def edit(path: Path, text: str, picture: Path | None = None) -> None:
    """The catalogue with `text` typed in place of the translation that Poedit shows first."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home, _screen() as screen:
        environment = {**os.environ, "DISPLAY": screen, "HOME": home, "XDG_CONFIG_HOME": home, "LC_ALL": "C.UTF-8"}
        settings = Path(home) / "poedit" / "config"
        settings.parent.mkdir()
        settings.write_text(SETTINGS)
        command = ["poedit", str(path)]
        if shutil.which("dbus-run-session"):
            command = ["dbus-run-session", "--", *command]
        with _running(command, environment) as poedit:
            _type_and_save(path, text, environment, picture)
            poedit.wait(PATIENCE)


def _type_and_save(path: Path, text: str, environment: dict[str, str], picture: Path | None) -> None:
    def do(*words: str) -> str:
        return subprocess.run(
            ["xdotool", *words], env=environment, capture_output=True, check=False, text=True
        ).stdout.strip()

    _until(lambda: bool(do("search", "--onlyvisible", "--name", f"{path.name}.*Poedit$")))
    window = do("search", "--onlyvisible", "--name", f"{path.name}.*Poedit$").split()[0]
    do("windowfocus", "--sync", window)
    time.sleep(1)
    if picture:
        do("mousemove", "--window", window, "200", "150", "click", "1")
        do("mousemove", "1090", "700")
        time.sleep(1)
        small = ("+dither", "-colors", "64", "-define", "png:compression-level=9", "-strip")
        subprocess.run(["import", "-window", window, *small, str(picture)], env=environment, check=True)
    before = path.read_bytes()
    # The field for the translation lies at the bottom left; there is no window manager to give it the focus.
    do("mousemove", "--window", window, "200", "600", "click", "1")
    do("key", "ctrl+a")
    do("type", "--delay", "30", text)
    time.sleep(0.5)
    do("key", "ctrl+s")
    _until(lambda: path.read_bytes() != before)
    time.sleep(0.5)
    do("key", "ctrl+q")


@contextmanager
def _screen() -> Iterator[str]:
    """The name of a virtual screen; X picks a free number."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1100x720x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as named:
                yield f":{named.readline().strip()}"
        finally:
            server.terminate()


@contextmanager
def _running(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet) as process:
        try:
            yield process
        finally:
            process.terminate()


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            message = "Poedit did not get there in time"
            raise TimeoutError(message)
        time.sleep(0.2)


def main() -> None:
    """Pictures a catalogue with drafts in Poedit."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        repository = Path(__file__).parent.parent
        shutil.copytree(repository / "source", root / "source")
        shutil.copytree(repository / "locales", root / "locales")
        path = root / "locales" / "ru" / "LC_MESSAGES" / "news" / "joint-exercise.txt.po"
        _draft_some(path)
        edit(path, "...", Path(sys.argv[1]))


def _draft_some(path: Path) -> None:
    from l10n.catalogue import Entry, Provenance, State, drafted, dump, parse, with_entries  # noqa: PLC0415

    catalogue = parse(path.read_bytes(), path)
    argos = Provenance("argos", "en_ru", "1.9", -0.21)

    def again(at: int, entry: Entry) -> Entry:
        reviewed = entry.state is State.REVIEWED and at % 4 == 2
        return drafted(Entry(entry.source, notes=entry.notes), entry.translation, argos) if reviewed else entry

    entries = [again(at, entry) for at, entry in enumerate(catalogue.entries)]
    path.write_bytes(dump(with_entries(catalogue, entries)))


if __name__ == "__main__":
    main()
