"""`l10n` in a process of its own, with the hook: by a fork of this one, which has read all modules already, or alone.

`python child.py` answers requests, a line of JSON each, until its input ends. `python child.py PLAN ARGUMENT…` is the
command itself, as git or a terminal starts it. The defaults of all signals are set before the command begins.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from torture.hook import Plan, install

PATIENCE = 60.0
NOBODY = 65534


def command(plan: Plan, arguments: list[str]) -> NoReturn:
    """The command with the hook, from here to its end."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    from l10n.cli import main  # noqa: PLC0415

    install(plan)
    sys.argv = ["l10n", *arguments]
    main()
    raise AssertionError


def _forked(request: dict[str, Any]) -> NoReturn:
    """The life of a child: other rights, folder, surroundings and streams, then the command."""
    code = 70
    try:
        os.setsid()
        for number, name in ((0, os.devnull), (1, request["output"]), (2, request["errors"])):
            opened = os.open(name, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
            os.dup2(opened, number)
        os.umask(request["umask"])
        if request["nobody"] and os.getuid() == 0:
            _import_all(Path(request["modules"]))
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        os.chdir(request["folder"])
        os.environ.clear()
        os.environ.update(request["environment"])
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        command(Plan(**request["plan"]), request["arguments"])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(bool(end.code))
    except BaseException:  # noqa: BLE001 - what a command must never end in; it is told like Python does
        traceback.print_exc()
        code = 1
    finally:
        if not request["nobody"]:
            _note_modules(Path(request["modules"]))
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (OSError, ValueError):
                code = code or 120
        os._exit(code)


def _note_modules(names: Path) -> None:
    known = names.read_text(encoding="utf-8").split() if names.exists() else []
    names.write_text("\n".join({*known, *sys.modules}), encoding="utf-8")


def _import_all(names: Path) -> None:
    """What commands import when they need it, while this process may still read where it is installed."""
    for name in names.read_text(encoding="utf-8").split():
        with suppress(ImportError):
            import_module(name)


def _status(process: int) -> int | None:
    """The exit status as `subprocess` tells it, or None where the process did not end in time and was killed."""
    until = time.monotonic() + PATIENCE
    pause = 0.001
    while True:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > until:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            return None
        time.sleep(pause)
        pause = min(pause * 1.5, 0.02)


def serve() -> None:
    """Fork a child for each request, and say how it ended."""
    from l10n.cli import COMMANDS  # noqa: PLC0415 - see `command`

    for name in COMMANDS:
        import_module(f"l10n.cli.{name.replace('-', '_')}")
    for module in ("polib", "l10n.engines.pseudo", "l10n.formats.markdown", "l10n.formats.html", "l10n.formats.text"):
        import_module(module)
    print("ready", flush=True)
    print(json.dumps(list(COMMANDS)), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        process = os.fork()
        if not process:
            _forked(request)
        print(json.dumps(_status(process)), flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        command(Plan(**json.loads(sys.argv[1])), sys.argv[2:])
    serve()
