"""Drafts in the syntax of their article: markup, escapes, and what the target's script asks of both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from l10n.formats import Format
from l10n.inline import OBJECT, Lifted, lay, shape

_UNSPACED: Final = "[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff“”‘’…—]"
_BLANK: Final = re.compile(rf"(?<={_UNSPACED})\s+(?={_UNSPACED})")


@dataclass(frozen=True, slots=True)
class Native:
    """How a sentence is written, and so its draft."""

    source: str
    lifted: Lifted
    """The sentence without its markup."""
    form: Format
    plain: bool
    """Whether it is shown as it is, so that what looks like markup is none."""

    def written(self, draft: Lifted) -> str | None:
        """The draft with the markup of the sentence, and no other; None where it cannot be written so."""
        wanted = () if self.plain else shape(self.form.marks(self.source))
        tried = [lay(spelled, encode) for spelled in _emphases(draft) for encode in self._encodings(draft.words)]
        seen = (text for text in tried if self.plain or shape(self.form.marks(text)) == wanted)
        return next(seen, None) or next(self._unseen(tried), None)

    def _unseen(self, tried: Sequence[str]) -> Iterator[str]:
        """Drafts with emphasis that no renderer would see: with its punctuation moved out, or as a build mends it."""
        for text in tried:
            moved = self.form.mended(text, self.source, "move")
            if moved is not None:
                yield text if "&#" in moved else moved

    def words(self, draft: Lifted) -> str:
        """The words and atoms of a draft."""
        return lay(draft, self.form.encode)

    def _encodings(self, words: str) -> Iterator[Callable[[str], str]]:
        """Signs are escaped as the source has them: without need, only where it does so, too."""
        escaped = lay(self.lifted, self.form.encode) == self.source
        harmless = all(self.form.decode(run) == run for run in words.split(OBJECT))
        if harmless and not escaped:
            yield str
        yield self.form.encode


def _emphases(draft: Lifted) -> Iterator[Lifted]:
    """The draft as it is, and with emphasis by `*`: `_` is none between letters (CommonMark 0.31.2, section 6.2)."""
    yield draft
    if any("_" in wrap.opener for wrap in draft.wraps):
        wraps = (
            replace(wrap, opener=wrap.opener.replace("_", "*"), closer=wrap.closer.replace("_", "*"))
            if not wrap.opener.strip("_")
            else wrap
            for wrap in draft.wraps
        )
        yield replace(draft, wraps=tuple(wraps))


def tight(draft: Lifted) -> Lifted:
    """The draft without blanks between characters of a script that writes none."""
    blanks = [found.span() for found in _BLANK.finditer(draft.words)]

    def moved(place: int) -> int:
        return place - sum(min(end, place) - start for start, end in blanks if start < place)

    wraps = tuple(replace(wrap, start=moved(wrap.start), end=moved(wrap.end)) for wrap in draft.wraps)
    return Lifted(_BLANK.sub("", draft.words), draft.atoms, wraps)
