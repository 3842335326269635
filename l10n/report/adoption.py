"""What was taken over of existing translations: text for people, JSON for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from l10n.adoption import Adoption
from l10n.columns import visible

SCHEMA = "l10n-adopt/1"


def text(accounts: Sequence[Adoption], untranslated: Sequence[str], unknown: Sequence[str]) -> str:
    """A line for each article, the totals of several, texts that translate nothing, and files without a counterpart."""
    lines = [f"{each.article} {each.locale}: {_counts([each])}" for each in accounts]
    lines += [f"all articles: {_counts(accounts)}"] if len(accounts) > 1 else []
    lines += [
        f"{each.article} {each.locale}: translates nothing: {words}" for each in accounts for words in each.unused
    ]
    lines += [f"no translation: {name}" for name in untranslated]
    lines += [f"no article: {name}" for name in unknown]
    return "".join(f"{visible(line)}\n" for line in lines)


def _counts(accounts: Sequence[Adoption]) -> str:
    adopted, kept, left, total = _sums(accounts)
    shares = [f"{adopted} of {total} segments adopted"]
    shares += [f"{kept} already translated"] if kept else []
    shares += [f"{left} left for the translator"] if left else []
    return ", ".join(shares)


def _sums(accounts: Sequence[Adoption]) -> tuple[int, int, int, int]:
    adopted, kept = sum(each.adopted for each in accounts), sum(each.kept for each in accounts)
    return adopted, kept, sum(len(each.left) for each in accounts), sum(each.total for each in accounts)


def as_json(accounts: Sequence[Adoption], untranslated: Sequence[str], unknown: Sequence[str]) -> str:
    """All of it, with every text that was left; the schema's version changes when a field does."""
    adopted, kept, left, total = _sums(accounts)
    found = {
        "schema": SCHEMA,
        "articles": [{**asdict(each), "total": each.total} for each in accounts],
        "total": {"adopted": adopted, "kept": kept, "left": left, "total": total},
        "untranslated": list(untranslated),
        "unknown": list(unknown),
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"
