"""What the rules of typography make of professional translations, by rule, and how long they take.

    uv run python tests/bench/typography.py FOLDER

FOLDER holds `newstest2019-src.eng.txt` and `newstest2019-ref.*.txt` of NTREX-128, a sentence a line (Federmann et al.
2022, CC BY-SA 4.0, https://github.com/MicrosoftTranslator/NTREX). With a locale and a rule behind it, each place of the
rule is shown.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from l10n.formats import format_of
from l10n.house import Level
from l10n.inline import Lifted
from l10n.locales import locale
from l10n.typography import Fault, Style, Text, faults, findings

REFERENCES = {"ru": "rus", "zh_CN": "zho-CN", "zh_TW": "zho-TW"}
TEXT = format_of(Path("a.txt"))


def sentences(folder: Path, name: str) -> list[str]:
    return (folder / f"newstest2019-{name}.txt").read_text(encoding="utf-8").splitlines()


def measured(sources: Sequence[str], targets: Sequence[str], style: Style) -> tuple[list[tuple[Fault, ...]], float]:
    """What is found in each sentence, and the microseconds that one takes."""
    tuple(faults(Lifted(""), Lifted("俄"), style))  # lists of characters are loaded once
    started = time.perf_counter()
    found = [findings(Text(source, (), target, TEXT), style) for source, target in zip(sources, targets, strict=True)]
    return found, (time.perf_counter() - started) / len(found) * 1e6


def table(folder: Path) -> None:
    sources = sentences(folder, "src.eng")
    for name, code in REFERENCES.items():
        found, microseconds = measured(sources, sentences(folder, f"ref.{code}"), Style(locale(name)))
        for level, verb in ((Level.SAFE, "changed"), (Level.REPORTED, "reported")):
            rules = [{fault.rule for fault in each if fault.level is level} for each in found]
            counts = Counter(rule for each in rules for rule in each).most_common()
            print(f"{name}: {sum(map(bool, rules))} of {len(found)} {verb}; {microseconds:.0f} µs a sentence")
            print("  " + ", ".join(f"{rule} {count}" for rule, count in counts))


def places(folder: Path, name: str, rule: str) -> None:
    targets = sentences(folder, f"ref.{REFERENCES[name]}")
    found, _ = measured(sentences(folder, "src.eng"), targets, Style(locale(name)))
    for number, (target, each) in enumerate(zip(targets, found, strict=True), start=1):
        for fault in each:
            if fault.rule == rule:
                before, after = target[max(0, fault.start - 15) : fault.start], target[fault.end : fault.end + 15]
                print(f"{number}: {before}[{fault.found}→{fault.suggestion}]{after}")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        places(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
    else:
        table(Path(sys.argv[1]))
