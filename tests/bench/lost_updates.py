"""Whether a save of an editor is ever lost: thousands of them at the worst moments of commands that write catalogues.

Run it with `uv run python tests/bench/lost_updates.py [SAVES IN SMALL CATALOGUES] [SAVES IN LARGE ONES]`. An editor
that shares no code with l10n saves when our file is complete and about to be renamed, and between our reading and
writing; by a new file and over the old one; in any entry and in the very one that the command works on. After each
command every text that was saved must be in the catalogue: live and reviewed, or outdated where the author changed its
sentence.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from editors import COMMANDS, POINTS, Translator

SIZES = {10: 1600, 3000: 400}


def saves(sentences: int, wanted: int) -> None:
    """Commands with saves until there were so many; prints a line."""
    draw = random.Random(sentences)  # noqa: S311 - reproducible, and nothing secret
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        translator = Translator(Path(folder), sentences)
        several = [points for length in (2, 3, 4) for points in product(POINTS, repeat=length)]
        while translator.saves < wanted:
            command = draw.choice(COMMANDS)
            if draw.random() < 0.25:
                translator.run(command, draw.choice(POINTS), same_entry=True)
            else:
                translator.run(command, *draw.choice(several))
    seconds = time.monotonic() - started
    print(f"{sentences:>5} entries: {translator.saves} saves, {len(translator.lost)} lost, {seconds:.0f} s")


if __name__ == "__main__":
    for (size, default), given in zip(SIZES.items(), [*map(int, sys.argv[1:]), None, None], strict=False):
        saves(size, default if given is None else given)
