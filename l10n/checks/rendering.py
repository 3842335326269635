"""Checks of what readers will see of a translation."""

from __future__ import annotations

from collections.abc import Iterator

from l10n.build import mended
from l10n.checks.finding import Finding, shown
from l10n.checks.localised import Localised, Pair
from l10n.links import Kind

LINK = "link"


def check_emphasis(pair: Pair) -> Iterator[Finding]:
    """Emphasis is seen as it was written: between a letter and a punctuation mark, CommonMark sees none.

    Bad:  **真，**她说。
    Good: **真**，她说。
    """
    page, translation = pair.of.page, pair.entry.translation
    written = mended(page, pair.segment, translation)
    if written is None:
        return
    message = f"no renderer sees this emphasis; a build writes {shown(written)}"
    moved = page.format.mended(translation, pair.segment.text, "move") or ""
    hint = f"to be sure, write {shown(moved)}" if moved and "&#" not in moved else "nothing need be done"
    yield Finding(message, hint)


def check_link(localised: Localised) -> Iterator[Finding]:
    """What an article links to or shows is there, and inside of the project.

    Bad:  ![Map](images/mpa.png)
    Good: ![Map](images/map.png)
    """
    for each in localised.dead:
        if each.kind is Kind.ABSENT:
            message, hint = f"leads to nothing: {shown(each.address)}", "correct the address, or add the file"
        else:
            message = f"leads out of the project, or to a hidden file: {shown(each.address)}"
            hint = "it is not published; put a copy below the articles"
        yield Finding(message, hint, article_line=each.line)
