"""`python -m l10n`, and the command `l10n`: where an interruption while modules load is told as any other."""

from __future__ import annotations

import os
import sys

_INTERRUPTED = 130


def main() -> None:
    """The command `l10n`."""
    try:
        from l10n.cli import main as command  # noqa: PLC0415 - loading takes a tenth of a second
    except KeyboardInterrupt:
        os.write(2, b"l10n: interrupted before anything was done\n")
        sys.exit(_INTERRUPTED)
    command()


if __name__ == "__main__":
    main()
