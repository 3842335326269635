"""Drafts for commands that translate: models that are missing are fetched on the way, if that is wanted.

Nothing is fetched unasked: by an option, or by the answer of a person at a terminal.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from l10n.cli.terminal import Session, asked, complain, is_terminal
from l10n.errors import L10nError
from l10n.locales import Locale
from l10n.pipeline.articles import Reading
from l10n.pipeline.outcome import Outcome
from l10n.pipeline.translate import Order
from l10n.pipeline.translate import translate as translate_articles
from l10n.project import Project

if TYPE_CHECKING:  # what goes online is slow to import, and seldom needed
    from l10n.cli.shop import Shop


def translate(session: Session, project: Project, reading: Reading, order: Order, *, fetch: bool) -> Outcome:
    """Drafts; models that are missing are fetched if `fetch` or a person at the terminal says so."""
    outcome = translate_articles(project, reading, order, session.progress)
    missing = [each for each in order.locales if each.name in (outcome.untranslated or {})]
    if order.engine != "argos" or not missing:
        return outcome
    from l10n.cli.shop import shop  # noqa: PLC0415 - see above

    names = " ".join(each.name for each in missing)
    from_ = replace(shop(session), project=project)
    if not fetch and not _agreed(f"Fetch the models for {names} from {from_.index}?"):
        session.say(f"`l10n models install {names}` fetches what is missing, and so does --install-models")
        return outcome
    got = tuple(_fetched(from_, missing))
    if not got:
        return outcome
    left = {name: why for name, why in (outcome.untranslated or {}).items() if name not in {each.name for each in got}}
    again = translate_articles(project, reading, replace(order, locales=got), session.progress)
    return replace(outcome, untranslated=left) + again


def _agreed(question: str) -> bool:
    """A person's answer; no where nobody is at a terminal."""
    if not (is_terminal(sys.stdin) and is_terminal(sys.stderr)):
        return False
    return asked(question)


def _fetched(from_: Shop, locales: Sequence[Locale]) -> Iterable[Locale]:
    """The locales whose models could be installed; why others could not is said."""
    from l10n.cli.shop import install_offers, offers_for  # noqa: PLC0415 - see above

    try:
        index = from_.open()
    except L10nError as error:
        complain(str(error))
        return
    for each in locales:
        try:
            install_offers(from_, offers_for(each.name, index, from_.source))
        except L10nError as error:
            complain(str(error))
        else:
            yield each
