"""What all sentences of one run share on their way through an engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from l10n.cache import Call
from l10n.engines import Origin, Quality
from l10n.locales import DEFAULTS, Conventions, Locale, Writing
from l10n.terms import Glossary, Term
from l10n.translate.probe import Probe
from l10n.typography import Style


@dataclass(frozen=True)
class Context:
    """The languages, what must not be translated, and what is known of the model."""

    source: Locale
    target: Locale
    probe: Probe
    terms: Sequence[Term] = ()
    judged: bool = True
    """Whether drafts are meant to be translations, and may be distrusted; text for layout tests is not."""
    style: Style | None = None
    """How the typography of drafts is put right; None where they are left as the engine wrote them."""
    conventions: Conventions = DEFAULTS
    """How the project writes dates and numbers."""
    engine: str = ""
    """What the engine is called by `--engine`."""
    quality: Quality = Quality.BEST

    def call(self, origin: Origin) -> Call:
        """How an engine of that origin was opened."""
        return Call(origin, self.source.tag, self.target.tag, self.quality, self.engine)

    @cached_property
    def glossary(self) -> Glossary:
        """The terms, ready to be found."""
        return Glossary(self.source, tuple(self.terms))

    @cached_property
    def writing(self) -> Writing:
        """How datelines and credits are written; people and agencies are called as the glossary has them."""
        return Writing(self.source.argos, self.target, self.conventions, self._named)

    def _named(self, name: str) -> str:
        found = [each.term for each in self.glossary.found(name) if (each.start, each.end) == (0, len(name))]
        return next((words[0] for term in found if (words := term.into(self.target))), name)
