"""Checks of what readers will see of a translation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from l10n.checks.finding import Finding, shown
from l10n.checks.localised import SIGNS, Pair
from l10n.document import PLAIN
from l10n.formats import Format
from l10n.inline import shape
from l10n.links import DeadLink, Kind
from l10n.problem import Severity


def check_emphasis(pair: Pair) -> Iterator[Finding]:
    """Emphasis is seen as it was written: between a letter and a punctuation mark, CommonMark sees none.

    Bad:  **真，**她说。
    Good: **真**，她说。
    """
    page, source, translation = pair.of.page, pair.segment.text, pair.entry.translation
    if SIGNS.isdisjoint(translation):
        return
    if pair.written != translation:
        message = f"readers would see the signs, not the emphasis; the built article has {shown(pair.written)}"
        moved = page.format.mended(translation, source, "move") or ""
        hint = f"to be sure, write {shown(moved)}" if moved and "&#" not in moved else "nothing need be done"
        yield Finding(message, hint)
    elif _shows_signs(pair.format, source, translation) and pair.segment.kind not in PLAIN:
        hint = "write a backslash before them if they are meant; else mark as many words as the source does"
        yield Finding(f"signs of emphasis are shown as they are: {shown(translation)}", hint, Severity.WARNING)


def _shows_signs(form: Format, source: str, translation: str) -> bool:
    """Whether a parser sees the markup of the source, but more was meant; as long as the source itself is clear."""
    if shape(form.marks(source)) != shape(form.marks(translation)):
        return False
    return form.mended(translation, source, "off") is None and form.mended(source, source, "off") is not None


def check_link(dead: Iterable[DeadLink]) -> Iterator[Finding]:
    """What an article links to or shows is there, and inside of the project.

    Bad:  ![Map](images/mpa.png)
    Good: ![Map](images/map.png)
    """
    for each in dead:
        if each.kind is Kind.ABSENT:
            message, hint = f"leads to nothing: {shown(each.address)}", "correct the address, or add the file"
        else:
            message = f"leads out of the project, or to a hidden file: {shown(each.address)}"
            hint = "it is not published; put a copy below the articles"
        yield Finding(message, hint, article_line=each.line)
