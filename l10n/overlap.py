"""How much of drafts is in the final texts, over a whole corpus: chrF and BLEU, as everybody computes them (sacrebleu).

Post (2018), A Call for Clarity in Reporting BLEU Scores: a score means something only with its signature.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final

from l10n.locales import Locale

EXTRA: Final = "article-l10n[eval]"
"""What brings sacrebleu."""
_HAN: Final = frozenset({"Hans", "Hant"})


@dataclass(frozen=True, slots=True)
class Overlap:
    """The scores of a corpus, from 0 to 100 (all drafts are as the final texts)."""

    chrf: float
    bleu: float
    chrf_signature: str
    bleu_signature: str


def available() -> bool:
    """Whether sacrebleu is installed."""
    return find_spec("sacrebleu") is not None


def overlap(pairs: Sequence[tuple[str, str]], locale: Locale) -> Overlap | None:
    """The scores of (draft, final text) pairs in one locale; None where there is no pair, or no sacrebleu."""
    if not pairs or not available():
        return None
    from sacrebleu.metrics.bleu import BLEU  # noqa: PLC0415 - optional, and slow to import
    from sacrebleu.metrics.chrf import CHRF  # noqa: PLC0415 - see above

    drafts, finals = [draft for draft, _ in pairs], [final for _, final in pairs]
    # `force` only keeps it from advice about texts with a blank before their full stop.
    chrf, bleu = CHRF(), BLEU(tokenize=tokenizer(locale), force=True)
    return Overlap(
        float(chrf.corpus_score(drafts, [finals]).score),
        float(bleu.corpus_score(drafts, [finals]).score),
        str(chrf.get_signature()),
        str(bleu.get_signature()),
    )


def tokenizer(locale: Locale) -> str:
    """How sacrebleu cuts a language into words for BLEU.

    As in the WMT evaluations: `zh` for Chinese, `13a` where blanks part words. Japanese would need MeCab, and others
    without blanks have none: each of their characters is a word.
    """
    if locale.script in _HAN:
        return "zh"
    return "13a" if locale.spaced else "char"
