"""What the edits of real authors mean to us: how many translations stay published, and how many sentences find theirs.

Run it with `uv run python tests/bench/change.py REPOSITORY…`, git repositories with Markdown in English. An edit is a
pair of sentences that stand in one another's place between neighbours that did not change, in two neighbouring versions
of an article. Strangers are different sentences of one article as it is now that are alike by their letters.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from articles import page

from l10n.change import MEANING_CHANGES, change, is_edit
from l10n.merge import ALIKE, SAME_PLACE
from l10n.similarity import likeness, similar

VERSIONS = 700
LONGEST = 200_000


def git(repository: str, *arguments: str) -> bytes:
    """What git answers."""
    return subprocess.run(["git", "-C", repository, *arguments], capture_output=True, check=True).stdout


def segments(content: bytes) -> list[str]:
    """The sentences of an article; none of one that is too long."""
    return [each.text for each in page(content, "a.md").segments] if len(content) <= LONGEST else []


def versions(repository: str) -> list[tuple[str, str]]:
    """Some commits with an article that they changed, the same in every run."""
    told = git(
        repository, "log", "--no-merges", "--format=:%H", "--name-only", "--diff-filter=M", "--", "*.md"
    ).decode()
    found: list[tuple[str, str]] = []
    commit = ""
    for line in told.splitlines():
        if line.startswith(":"):
            commit = line[1:]
        elif line and "release-notes" not in line:
            found.append((commit, line))
    random.Random(1).shuffle(found)  # noqa: S311 - the same in every run
    return found[:VERSIONS]


def edits(repository: str) -> Iterator[tuple[str, str]]:
    """Sentences that an author edited."""
    for commit, name in versions(repository):
        try:
            old, new = (segments(git(repository, "show", f"{each}:{name}")) for each in (f"{commit}~1", commit))
        except subprocess.CalledProcessError:  # renamed
            continue
        before, after = set(old), set(new)
        for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind == "replace" and j - i == m - k:
                pairs = zip(old[i:j], new[k:m], strict=True)
                yield from ((one, other) for one, other in pairs if one not in after and other not in before)


def strangers(repository: str) -> Iterator[tuple[str, str]]:
    """Different sentences of one article that are alike by their letters."""
    for name in git(repository, "ls-tree", "-r", "--name-only", "HEAD").decode().splitlines():
        if name.endswith(".md"):
            found = list(dict.fromkeys(segments(git(repository, "show", f"HEAD:{name}"))))
            for at, one in enumerate(found):
                yield from ((one, found[at + 1 + hit]) for hit, _ in similar(one, found[at + 1 :], least=ALIKE))


def main() -> None:
    """Prints counts."""
    known = dict.fromkeys(pair for repository in sys.argv[1:] for pair in edits(repository))
    found = [pair for pair in known if likeness(*pair) >= ALIKE - SAME_PLACE]
    kinds = Counter(change(*pair, "en").kind for pair in found)
    kept = sum(number for kind, number in kinds.items() if kind not in MEANING_CHANGES)
    print(f"{len(found)} edits: {kept} published, {sum(is_edit(*pair, 'en') for pair in found)} find their translation")
    print(", ".join(f"{number} {kind}" for kind, number in kinds.most_common()))
    alike = [pair for repository in sys.argv[1:] for pair in strangers(repository)]
    taken = [pair for pair in alike if is_edit(*pair, "en")]
    wrong = sum(change(*pair, "en").kind not in MEANING_CHANGES for pair in taken)
    print(f"{len(alike)} strangers: {len(taken)} taken for edits, {wrong} of them published")


if __name__ == "__main__":
    main()
