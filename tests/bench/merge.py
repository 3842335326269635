"""What becomes of translations when an article is edited, by our merge and by GNU gettext's `msgmerge`.

Run it with `uv run python tests/bench/merge.py [SCRIPTS]`. Each script is up to thirty random edits of one of this
repository's articles, all of whose sentences have a translation (`tests/edits.py`): words changed, sentences dropped,
added and moved. Both merge the same catalogue with the same template. Kept: the share of untouched sentences whose
translation is still there, not fuzzy. Found: the share of lightly edited ones that have theirs. Wrong: sentences with
another one's translation.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from catalogues import empty
from edits import Edited, articles, edited

from l10n.catalogue import Catalogue, dump, parse, with_entries
from l10n.merge import Wanted, merge


@dataclass
class Score:
    """What one program did over all scripts."""

    seconds: float = 0.0
    kept: int = 0
    untouched: int = 0
    found: int = 0
    light: int = 0
    wrong: int = 0


def template(sentences: tuple[str, ...]) -> Catalogue:
    """The catalogue of an article, nothing translated."""
    return merge(empty(), [Wanted(sentence, ("paragraph",), "a.md") for sentence in sentences])


def by_us(old: Catalogue, new: Catalogue) -> Catalogue:
    """From bytes to bytes, as `msgmerge` works."""
    wanted = [Wanted(entry.source, entry.notes, entry.references[0]) for entry in new.entries]
    return parse(dump(merge(parse(dump(old), Path("a.po")), wanted)), Path("a.po"))


def by_gettext(old: Catalogue, new: Catalogue) -> Catalogue:
    """A process for each merge, which its users pay for, too."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("a.po", "a.pot")]
        for path, content in zip(paths, (old, new), strict=True):
            path.write_bytes(dump(content))
        done = subprocess.run(["msgmerge", "--quiet", *paths, "-o", "-"], capture_output=True, check=True)
    return parse(done.stdout, Path("a.po"))


def judge(score: Score, merged: Catalogue, article: Edited) -> None:
    """Count what became of each sentence."""
    entries = {entry.source: entry for entry in merged.live}
    for new, old in article.unchanged.items():
        score.untouched += 1
        score.kept += entries[new].translation == f"→ {old}" and not entries[new].fuzzy
    for new, old in article.light.items():
        score.light += 1
        score.found += entries[new].translation == f"→ {old}"
    origins = article.unchanged | article.light
    score.wrong += sum(
        bool(entry.translation) and entry.translation != f"→ {origins.get(source)}" for source, entry in entries.items()
    )


def main() -> None:
    """Prints a table."""
    scripts = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    merges: dict[str, Callable[[Catalogue, Catalogue], Catalogue]] = {"l10n": by_us, "msgmerge": by_gettext}
    scores = {name: Score() for name in merges}
    for sentences in articles():
        missing = template(sentences)
        old = with_entries(
            missing, [replace(entry, translation=f"→ {entry.source}", raw="") for entry in missing.entries]
        )
        for seed in range(scripts):
            draw = random.Random(seed)  # noqa: S311 - the same edits in every run
            article = edited(sentences, draw, draw.randint(1, 30))
            new = template(article.sentences)
            for name, program in merges.items():
                started = time.perf_counter()
                merged = program(old, new)
                scores[name].seconds += time.perf_counter() - started
                judge(scores[name], merged, article)
    print("| program | untouched kept | lightly edited found | wrong | a merge |")
    print("|---|---:|---:|---:|---:|")
    for name, each in scores.items():
        shares = f"{each.kept / each.untouched:.1%} | {each.found / each.light:.1%} | {each.wrong}"
        print(f"| {name} | {shares} | {1000 * each.seconds / scripts / len(articles()):.1f} ms |")


if __name__ == "__main__":
    main()
