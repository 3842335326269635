"""The command `l10n` as people run it: a process of its own, with nothing of this machine's models or settings."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

MODELS = Path(__file__).parent / "models"


def l10n(project: Path, *arguments: str, home: Path | None = None, **settings: str) -> subprocess.CompletedProcess[str]:
    """Runs `l10n` in a project's folder; `home` keeps installed models, an empty one by default."""
    return subprocess.run(
        [sys.executable, "-m", "l10n", *arguments],
        cwd=project,
        env=environment(home or project / ".home", settings),
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
