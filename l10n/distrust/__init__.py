"""Distrust: faults of a machine draft that two texts alone give away, without knowing either language well.

Rules prefer silence: on good human translations they hardly ever speak. Thresholds are from NTREX-128 (1,997 pairs of
news sentences, en to ru and zh), unless their constant says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n.distrust.copies import copied
from l10n.distrust.fault import Fault
from l10n.distrust.language import foreign, mixed
from l10n.distrust.loops import loops
from l10n.distrust.lost import incomplete
from l10n.distrust.numbers import numbers
from l10n.distrust.relatives import related
from l10n.distrust.text import cut, disproportionate, leaked
from l10n.locales import Locale

__all__ = ["SCORE_FLOOR", "Fault", "faults", "shared_code"]

SCORE_FLOOR = -1.5
"""Log-probability per piece below which an engine guesses. A start value, to be fitted to drafts that people edited."""


_CODE = re.compile(r"`[^`]*`|</?[A-Za-z][^<>]*>|\]\([^()\s]*\)|\]\[[^\[\]]*\]")
"""Code and markup that may have been left in a text; where both texts have it, it is nobody's words."""
_SIGN = re.compile(r"[`<\]]")


def faults(  # noqa: PLR0913 - two texts, their languages, and what the engine says
    source: str,
    draft: str,
    source_locale: Locale,
    target: Locale,
    *,
    score: float | None = None,
    cut_off: bool = False,
) -> tuple[Fault, ...]:
    """What is wrong with `draft` as a translation of `source`, by rule, in a stable order.

    Both are plain words: markup lifted off, protected spans and code as themselves or left out. `score` is the engine's
    log-probability per piece, `cut_off` whether it stopped at its limit. An empty draft has no other fault; nor has one
    without a source.
    """
    if not source.strip():
        return ()
    if not draft.strip():
        return (Fault("empty", "the draft is empty"),)
    return tuple(_faults(source, draft, source_locale, target, score=score, cut_off=cut_off))


def shared_code(source: str, draft: str) -> tuple[str, ...]:
    """The code and the markup that both texts show, the longest first."""
    found = set(_CODE.findall(source)).intersection(_CODE.findall(draft)) if _SIGN.search(source) else ()
    return tuple(sorted(found, key=lambda code: (-len(code), code)))


def _faults(  # noqa: PLR0913 - the same as above, as a generator
    source: str, draft: str, source_locale: Locale, target: Locale, *, score: float | None, cut_off: bool
) -> Iterator[Fault]:
    yield from leaked(source, draft)
    for code in shared_code(source, draft):
        source, draft = source.replace(code, " "), draft.replace(code, " ")
    if cut_off:
        yield Fault("cut-off", "the engine stopped before the end; the rest is missing")
    else:
        yield from cut(source, draft, target)
        yield from incomplete(source, draft, source_locale, target)
    yield from loops(source, draft, target)
    yield from copied(source, draft, source_locale, target)
    yield from foreign(source, draft, source_locale, target)
    yield from related(source, draft, source_locale, target)
    yield from mixed(source, draft, source_locale, target)
    yield from disproportionate(source, draft, target)
    yield from numbers(source, draft, source_locale, target)
    if score is not None and score < SCORE_FLOOR:
        yield Fault(
            "score", f"the engine was not sure of it ({score:.2f}, below {SCORE_FLOOR}): compare it with the source"
        )
