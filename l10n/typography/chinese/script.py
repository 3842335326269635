"""Characters of the other script: Traditional ones in Simplified Chinese, and the reverse.

The only module that knows zhon, whose lists are those of CC-CEDICT.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from l10n.typography.sheet import Change, Repair, Sheet


def script(sheet: Sheet) -> Iterator[Repair]:
    """No character is of the other script alone. There is no suggestion: which one is meant depends on the word.

    Bad:  俄羅斯, in Simplified Chinese
    Good: 俄罗斯
    """
    for found in _foreign(sheet.script).finditer(sheet.view):
        yield (Change(*found.span(), ""),)


@lru_cache(maxsize=2)
def _foreign(own: str) -> re.Pattern[str]:
    from zhon import cedict  # noqa: PLC0415 - only texts that are checked need it

    simplified, traditional = set(cedict.simplified), set(cedict.traditional)
    other = traditional - simplified if own == "Hans" else simplified - traditional
    return re.compile(f"[{''.join(sorted(other))}]+")
