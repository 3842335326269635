"""The stages of the main job over many articles, and all file work: read, extract, translate, build, check, count.

Each stage reads what it needs, writes only files whose bytes change, and goes on past an unreadable file, which it
returns as an error.
"""

from __future__ import annotations

from l10n.pipeline.adopt import Matched, adopt, matched
from l10n.pipeline.articles import STAMPS, Article, Reading, read
from l10n.pipeline.baseline import BASELINE, without_known, write_baseline
from l10n.pipeline.build import build_articles
from l10n.pipeline.check import check_articles, unreadable
from l10n.pipeline.evaluate import Evaluated, compared, evaluate
from l10n.pipeline.extract import extract
from l10n.pipeline.outcome import Outcome, Progress, Tally, silent
from l10n.pipeline.scope import Scope, scope
from l10n.pipeline.status import status
from l10n.pipeline.touched import Touched, touched
from l10n.pipeline.translate import Order, translate

__all__ = [
    "BASELINE",
    "STAMPS",
    "Article",
    "Evaluated",
    "Matched",
    "Order",
    "Outcome",
    "Progress",
    "Reading",
    "Scope",
    "Tally",
    "Touched",
    "adopt",
    "build_articles",
    "check_articles",
    "compared",
    "evaluate",
    "extract",
    "matched",
    "read",
    "scope",
    "silent",
    "status",
    "touched",
    "translate",
    "unreadable",
    "without_known",
    "write_baseline",
]
