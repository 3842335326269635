"""The command `l10n` as people run it, with nothing of this machine's models or settings."""

import io
import os
import subprocess
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from l10n.cli import main

MODELS = Path(__file__).parent / "models"


def l10n(project: Path, *arguments: str, home: Path | None = None, **settings: str) -> subprocess.CompletedProcess[str]:
    """Runs `l10n` in a project's folder; `home` keeps installed models, an empty one by default.

    In this process, which takes a tenth of the time, unless a setting is Python's own.
    """
    surroundings = environment(home or project / ".home", settings)
    if any(name.startswith("PYTHON") for name in settings):
        return in_a_process(project, *arguments, surroundings=surroundings)
    with _streams() as (output, errors), _at(project, surroundings), _affinity():
        code = _exit_code(arguments)
    return subprocess.CompletedProcess(["l10n", *arguments], code, _text(output), _text(errors))


def in_a_process(project: Path, *arguments: str, surroundings: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Runs `l10n` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "l10n", *arguments],
        cwd=project,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def environment(home: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """Where nothing is installed: no models, no configuration."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    folders = {name: str(home / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    packages = str(Path(__file__).parent.parent)
    return {**kept, "HOME": str(home), **folders, "PYTHONPATH": packages, "PYTHONIOENCODING": "utf-8", **settings}


def write(path: Path, text: str) -> Path:
    """A file with this text, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def _exit_code(arguments: tuple[str, ...]) -> int:
    before = sys.argv
    sys.argv = ["l10n", *arguments]
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - as the interpreter does at its end
        traceback.print_exc()
        return 1
    finally:
        sys.argv = before
    return 0


@contextmanager
def _streams() -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    """Standard output and standard error, caught; nothing comes from standard input."""
    before = sys.stdin, sys.stdout, sys.stderr
    output, errors = _Kept(), _Kept()
    sys.stdin = io.TextIOWrapper(io.BytesIO())
    sys.stdout, sys.stderr = (
        io.TextIOWrapper(stream, encoding="utf-8", write_through=True) for stream in (output, errors)
    )
    try:
        yield output, errors
    finally:
        sys.stdin, sys.stdout, sys.stderr = before


class _Kept(io.BytesIO):
    """Bytes that are there after the stream was closed."""

    def close(self) -> None:
        """Stays open."""


@contextmanager
def _at(folder: Path, surroundings: Mapping[str, str]) -> Iterator[None]:
    """The working folder and the environment."""
    before, place = dict(os.environ), Path.cwd()
    os.environ.clear()
    os.environ.update(surroundings)
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(place)
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def _affinity() -> Iterator[None]:
    """The cores of this process, which `--jobs` changes."""
    before = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
    try:
        yield
    finally:
        if before is not None:
            os.sched_setaffinity(0, before)


def _text(stream: io.BytesIO) -> str:
    """As a program on this system reads it."""
    return io.TextIOWrapper(io.BytesIO(stream.getvalue()), encoding="utf-8").read()
