"""No save of an editor is lost, wherever it falls; `tests/bench/lost_updates.py` does the same thousands of times."""

from pathlib import Path

import pytest
from editors import COMMANDS, POINTS, Translator


@pytest.mark.parametrize("command", COMMANDS)
def test_no_save_is_lost(tmp_path: Path, command: str) -> None:
    """Before the rename, between reading and writing, and at both; in another entry, and in the very same."""
    translator = Translator(tmp_path, 10)
    for points in (POINTS[:1], POINTS[1:], POINTS, POINTS[::-1]):
        translator.run(command, *points)
    for point in POINTS:
        translator.run(command, point, same_entry=True)
    assert (translator.saves, translator.lost) == (8, [])
