"""A working tree in which a branch has put whatever a program might run by mistake."""

from __future__ import annotations

from pathlib import Path

from command import write

MODULES = (
    *("click", "polib", "rapidfuzz", "usercustomize", "sitecustomize", "tomllib", "pip", "uv", "venv", "ensurepip"),
    *("json", "random", "logging", "pickle", "hashlib", "multiprocessing", "concurrent", "site", "encodings", "runpy"),
)
"""Names of modules that Python, we or our tools import."""


PROGRAMS = ("pip", "python", "python3", "uv", "l10n", "git")
"""What virtual environments hold."""


def intrude(folder: Path, marker: Path) -> None:
    """Modules, a package of our own name, and programs that write a file when they are run; settings of uv."""
    for name in MODULES:
        write(folder / f"{name}.py", f"open({str(marker)!r}, 'a').write(__name__)\n")
    write(folder / "l10n/__init__.py", f"open({str(marker)!r}, 'a').write(__name__)\n")
    for environment in (".l10n-ci", ".venv", "venv"):
        for name in PROGRAMS:
            path = write(folder / environment / "bin" / name, f"#!/bin/sh\necho $0 >>'{marker}'\n")
            path.chmod(0o755)
    write(folder / "uv.toml", 'index-url = "http://127.0.0.1:9/simple"\n')
    write(folder / "pyproject.toml", '[tool.uv]\nindex-url = "http://127.0.0.1:9/simple"\n')
    write(folder / ".python-version", "3.99\n")
