"""Which sentence an entry that cannot be read may be of: it must not get a second entry while nobody has mended it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Final

from l10n.catalogue.entry import Entry
from l10n.catalogue.file import Catalogue
from l10n.similarity import likeness

_STRINGS: Final = re.compile(r"^[ \t]*msg(?:id|ctxt|str|id_plural)?(?:\[\d*\])?(?=[ \t\"])", re.MULTILINE)
_COMMENT: Final = re.compile(r"^[ \t]*#.*$", re.MULTILINE)
_TRANSLATION: Final = re.compile(r"^[ \t]*msgstr", re.MULTILINE)
_ESCAPE: Final = re.compile(r"\\[a-z]")
_ALIKE: Final = 90.0
"""How alike the letters of a damaged msgid and of its sentence are at least, of 100."""
_LONG: Final = 12
"""Letters of the shortest sentence that is sought within an entry; a shorter one may be part of another's."""


def held(catalogue: Catalogue, sources: Collection[str]) -> frozenset[str]:
    """Those of the sentences that have no entry but, perhaps, one that cannot be read."""
    damaged = [entry for entry in catalogue.broken if not entry.source]
    if not damaged:
        return frozenset()
    readable = {entry.source for entry in catalogue.entries if not entry.foreign}
    return frozenset(source for source in sources if source not in readable and _in_any(source, damaged))


def _in_any(source: str, damaged: Iterable[Entry]) -> bool:
    letters = _letters(source)
    return bool(letters) and any(_is_of(letters, entry) for entry in damaged)


def _is_of(letters: str, entry: Entry) -> bool:
    text = _COMMENT.sub("", entry.raw)
    msgid = _letters(_TRANSLATION.split(text, maxsplit=1)[0])
    if letters == msgid or likeness(letters, msgid) >= _ALIKE:
        return True
    return len(letters) >= _LONG and letters in _letters(text)


def _letters(text: str) -> str:
    """The letters and digits of a text, without keywords and escapes."""
    return "".join(filter(str.isalnum, _ESCAPE.sub("", _STRINGS.sub("", text))))
