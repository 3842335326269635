"""How long the search for drafts in a history of thousands of commits takes.

Run it with `uv run python tests/bench/history.py [CATALOGUES] [COMMITS]`. Each catalogue of 60 sentences is drafted in
the first commit; each further commit rewrites one draft, as a person would, and drafts a new sentence.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from l10n import catalogue as po
from l10n.catalogue import Catalogue, Entry, Provenance, digest
from l10n.drafts import DraftKey
from l10n.git import contents, versions
from l10n.history import drafts_in

SENTENCES = 60


def drafted(number: int, sentence: int) -> Entry:
    """A draft that no other sentence has."""
    source = f"Sentence {sentence} of article {number}, which is about as long as a sentence of the news."
    entry = Entry(source, notes=("paragraph",), references=(f"source/{number}.md",))
    return po.drafted(entry, f"Черновик {sentence} статьи {number}, примерно такой же длины.", Provenance("argos"))


def written(number: int, catalogue: Catalogue) -> bytes:
    """One file as `git fast-import` takes it."""
    content = po.dump(catalogue)
    return b"M 100644 inline locales/ru/LC_MESSAGES/%d.md.po\ndata %d\n%s\n" % (number, len(content), content)


def history(catalogues: int, commits: int) -> Iterator[bytes]:
    """The stream for `git fast-import`."""
    header = po.new(language="ru", plural_forms="nplurals=1; plural=0;", project="bench")
    now = [
        po.with_entries(header, [drafted(number, sentence) for sentence in range(SENTENCES)])
        for number in range(catalogues)
    ]
    for at in range(commits):
        yield b"commit refs/heads/main\ncommitter A <a@example.org> %d +0000\ndata 0\n" % (10**9 + at)
        if not at:
            yield from (written(number, catalogue) for number, catalogue in enumerate(now))
            continue
        number, turn = at % catalogues, at // catalogues
        entries = list(now[number].entries)
        entries[turn % len(entries)] = po.reviewed(entries[turn % len(entries)], f"Слова человека {at}.")
        now[number] = po.with_entries(now[number], [*entries, drafted(number, SENTENCES + turn)])
        yield written(number, now[number])


def rewritten(folder: Path, catalogues: int) -> set[DraftKey]:
    """The drafts that people have rewritten."""
    names = versions(folder, ("locales",), ".po")[:catalogues]
    found = (po.parse(content, Path()) for content in contents(folder, names))
    return {
        (entry.source, entry.provenance.digest)
        for catalogue in found
        for entry in catalogue.entries
        if entry.provenance and entry.provenance.digest != digest(entry.translation)
    }


def main() -> None:
    """Build the repository, then search it: for all drafts, and for one that is nowhere."""
    catalogues, commits = (*map(int, sys.argv[1:]), *(200, 5000)[len(sys.argv) - 1 :])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run(["git", "init", "-q", "-b", "main", folder], check=True)
        with subprocess.Popen(["git", "fast-import", "--quiet"], cwd=folder, stdin=subprocess.PIPE) as importer:
            assert importer.stdin is not None
            for chunk in history(catalogues, commits):
                importer.stdin.write(chunk)
        wanted = rewritten(folder, catalogues)
        names: tuple[str, ...] = ()
        for label, keys in (("all", wanted), ("all and an unknown one", wanted | {("nowhere", "00000000")})):
            started = time.monotonic()
            names = versions(folder, ("locales",), ".po")
            listed = time.monotonic()
            found = drafts_in(contents(folder, names), keys)
            seconds = time.monotonic() - listed
            print(
                f"{label}: {len(found)} of {len(keys)} drafts in {len(names)} versions, {commits} commits: "
                f"listed in {listed - started:.1f} s, searched in {seconds:.1f} s"
            )
        size = sum(len(content) for content in islice(contents(folder, names), 200)) / 200
        print(
            f"{size / 1000:.0f} KB a version, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000} MB at most"
        )


if __name__ == "__main__":
    main()
