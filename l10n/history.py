"""Old versions of catalogues, searched for drafts that people have rewritten since.

A draft is known by its digest, so what is found is certain, in whichever catalogue it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from l10n.catalogue import digest, parse
from l10n.drafts import DraftKey
from l10n.errors import InputError

_DIGEST: Final = re.compile(rb"\bh=([0-9a-f]{8})\b")
_END: Final = re.compile(rb"\n(?:[ \t]*\r?\n|#[^~])")
"""What is behind an entry's last line: a blank line, or the next one's first comment."""


def drafts_in(versions: Iterable[bytes], wanted: Iterable[DraftKey]) -> dict[DraftKey, str]:
    """The drafts in versions of catalogues that have a wanted digest, those of other sentences, too.

    No more versions are read than it takes. Only the parts of one are parsed that carry a wanted digest and were not in
    an earlier one: a history of thousands of versions takes as long as reading it.
    """
    left = {key for key in wanted if key[1]}  # a tool may have cut a digest off
    found: dict[DraftKey, str] = {}
    parsed: set[bytes] = set()
    digests = {key[1] for key in left}
    marks = {each.encode() for each in digests}
    for content in versions if left else ():
        for part in _parts(content, marks):
            if part not in parsed:
                parsed.add(part)
                found |= _drafts(content[: _end(content, 0)] + b"\n\n" + part + b"\n", digests)
        left -= found.keys()
        if not left:
            break
    return found


def _parts(content: bytes, digests: set[bytes]) -> Iterator[bytes]:
    """From the line of a digest to where its entry ends."""
    for match in _DIGEST.finditer(content):
        if match[1] in digests:
            start = content.rfind(b"\n", 0, match.start()) + 1
            yield content[start : _end(content, match.end())]


def _end(content: bytes, start: int) -> int:
    end = _END.search(content, max(start, content.find(b"msgstr", start)))
    return end.start() if end else len(content)


def _drafts(content: bytes, digests: set[str]) -> dict[DraftKey, str]:
    try:
        catalogue = parse(content, Path())
    except InputError:  # somebody's merge conflict, long ago
        return {}
    entries = (entry for entry in catalogue.entries if not entry.foreign)
    texts = (((entry.source, digest(entry.translation)), entry.translation) for entry in entries)
    return {key: text for key, text in texts if key[1] in digests}
