"""How good the checks are: how often each rule speaks of good translations, what it finds of faults, what it costs.

Run it with `uv run python tests/bench/checks.py [--reference FOLDER]`. Good translations are the 560 segments of
`tests/data/reference`, and with `--reference` those of NTREX-128 (1,997 segments of news by professional translators,
CC BY-SA 4.0, https://github.com/MicrosoftTranslator/NTREX), whose files `newstest2019-*.txt` are in FOLDER. Faults are
put into them by a seeded random: `tests/faults.py`.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from faults import COLUMNS, KINDS, SEVERITIES, Good, found, own_sample, pair_of, recall

from l10n.checks.rule import PairCheck, name_of
from l10n.checks.table import PAIR_CHECKS
from l10n.distrust.numbers import quantities
from l10n.locales import locale
from l10n.problem import Severity

FILES: Mapping[str, str] = {"ru": "rus", "zh_CN": "zho-CN", "zh_TW": "zho-TW"}
OTHERS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "ru": ("zho-CN", ("ukr", "bul", "srp-Cyrl")),
    "zh_CN": ("rus", ("zho-TW", "jpn")),
    "zh_TW": ("rus", ("zho-CN", "jpn")),
}
"""What a locale's texts must not be taken for: another locale's, and those of languages that are written alike."""
Column = tuple[str, str]
"""A sample and a locale."""
ELSEWHERE = frozenset({"term", "designation", "name-untranslated", "edited-source", "typography", "emphasis", "ignore"})
"""Rules of words that are known beforehand, of typesetting and markup, and of what a source was: not measured here."""


def ntrex(folder: Path, into: str) -> list[Good]:
    """The pairs of NTREX-128 for a locale."""
    other, relatives = OTHERS[into]
    targets, others = lines(folder, f"ref.{FILES[into]}"), lines(folder, f"ref.{other}")
    known = [lines(folder, f"ref.{each}") for each in relatives if (folder / file_of(f"ref.{each}")).exists()]
    spaced = locale(into).spaced
    return [
        Good(source, target, (others[at], known[at % len(known)][at]), spaced)
        for at, (source, target) in enumerate(zip(lines(folder, "src.eng"), targets, strict=True))
    ]


def file_of(name: str) -> str:
    return f"newstest2019-{name}.txt"


def lines(folder: Path, name: str) -> list[str]:
    return (folder / file_of(name)).read_text(encoding="utf-8").removesuffix("\n").split("\n")


def spoken(sample: Sequence[Good], into: str) -> tuple[Counter[str], Counter[Severity]]:
    """Of how many good translations each rule speaks, with its own severity, and of how many any error, any warning."""
    rules: Counter[str] = Counter()
    severities: Counter[Severity] = Counter()
    for good in sample:
        said = found(pair_of(good.source, good.target, into))
        rules.update(rule for rule, severity in said.items() if severity is SEVERITIES[rule])
        severities.update(set(said.values()))
    return rules, severities


def costs(sample: Sequence[Good], into: str) -> dict[str, float]:
    """What each rule takes for a segment whose markup is lifted off, in microseconds; the best of three."""
    return {name_of(check): min(_timed(check, sample, into) for _ in range(3)) for check in PAIR_CHECKS}


def _timed(check: PairCheck, sample: Sequence[Good], into: str) -> float:
    pairs = [pair_of(good.source, good.target, into) for good in sample]
    assert all(pair.told for pair in pairs)
    quantities.cache_clear()  # a text comes once in life
    started = time.process_time()
    for pair in pairs:
        list(check(pair))
    return (time.process_time() - started) / len(pairs) * 1e6


def precision_table(samples: Mapping[Column, Sequence[Good]]) -> Iterator[str]:
    """A row for each rule: on what share of good translations it speaks, and what it costs on average."""
    said = {column: spoken(sample, column[1]) for column, sample in samples.items()}
    cost = Counter[str]()
    for column, sample in samples.items():
        cost.update({rule: taken / len(samples) for rule, taken in costs(sample, column[1]).items()})
    yield f"| rule | severity | {' | '.join(map(headed, samples))} | µs |"
    yield f"|---|---|{'---:|' * len(samples)}---:|"
    for rule, severity in SEVERITIES.items():
        if rule not in ELSEWHERE:
            cells = (share(said[column][0][rule], len(sample)) for column, sample in samples.items())
            yield f"| `{rule}` | {severity} | {' | '.join(cells)} | {cost[rule]:.0f} |"
    for severity in (Severity.ERROR, Severity.WARNING):
        cells = (f"**{share(said[column][1][severity], len(sample))}**" for column, sample in samples.items())
        yield f"| any {severity} | | {' | '.join(cells)} | |"
    total = sum(cost[rule] for rule in SEVERITIES if rule not in ELSEWHERE)
    yield f"| all rules | | {' | '.join('' for _ in samples)} | {total:.0f} |"


def recall_table(samples: Mapping[Column, Sequence[Good]]) -> Iterator[str]:
    """A row for each kind of fault: what share of how many is found."""
    yield f"| fault | found by | {' | '.join(map(headed, samples))} |"
    yield f"|---|---|{'---:|' * len(samples)}"
    for name, kind in KINDS.items():
        cells = []
        for (_, into), sample in samples.items():
            number, missed = recall(name, tuple(sample), into)
            cells.append(f"{1 - len(missed) / number:.1%} of {number}".replace("100.0%", "100%") if number else "–")
        yield f"| {name} | {', '.join(f'`{rule}`' for rule in kind.rules)} | {' | '.join(cells)} |"


def headed(column: Column) -> str:
    return " ".join(column)


def share(number: int, of: int) -> str:
    return f"{number / of:.2%}" if number else "0"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reference", type=Path, help="a folder with the files of NTREX-128")
    chosen = parser.parse_args()
    samples: dict[Column, Sequence[Good]] = {("own", into): own_sample(into) for into in COLUMNS}
    if chosen.reference:
        samples |= {("NTREX", into): ntrex(chosen.reference, into) for into in FILES}
    print("\n".join(precision_table(samples)), end="\n\n")
    print("\n".join(recall_table(samples)))


if __name__ == "__main__":
    main()
