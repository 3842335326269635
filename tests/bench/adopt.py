"""How much of an existing translation `l10n adopt` takes, and how much of that is wrong, by damage.

Run from the repository: `uv run python tests/bench/adopt.py [SEEDS]`.
"""

import sys
from collections.abc import Collection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from damage import DAMAGES, OWN, Damage, Translated, damaged, own


def row(articles: Collection[Translated], seeds: int, kinds: Collection[Damage]) -> tuple[int, int, int]:
    """Segments, certain pairs, and wrong ones among these."""
    total = taken = wrong = 0
    for article in articles:
        for seed in range(seeds):
            certain = [pair for pair in article.aligned(damaged(article, seed, kinds)) if pair.certain]
            total += len(article.page.segments)
            taken += len(certain)
            wrong += sum(not article.is_right(pair) for pair in certain)
    return total, taken, wrong


def main() -> None:
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    articles = [own(name, into) for into in ("ru", "zh_CN") for name in OWN]
    rows: dict[str, Collection[Damage]] = {"nothing": (), **{each.__name__: (each,) for each in DAMAGES}}
    print(f"{'damage':<18} segments  adopted  wrong")
    for name, kinds in [*rows.items(), ("all of them", DAMAGES)]:
        total, taken, wrong = row(articles, seeds if kinds else 1, kinds)
        print(f"{name:<18} {total:>8}  {taken / total:>6.1%}  {wrong:>5}", flush=True)


if __name__ == "__main__":
    main()
