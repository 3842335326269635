"""The projects of the trials: articles, what people typed, what an author then changed, and the command for it.

Each sentence stands on a line of its own, and every translation that a person typed has a token that is nowhere else:
so a judge needs none of our code to see that a word is lost, or that a page says what nobody wrote.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

from command import MODELS, write
from repository import commit, git

from l10n import catalogue as po
from l10n.catalogue import Catalogue, Entry
from l10n.locales import locale
from l10n.memory import Pair, tmx
from torture.machine import Machine

LOCALES = ("ru", "zh_CN")
CONFIGURATION = 'locales = ["ru", "zh_CN"]\nengine = "pseudo"\nanchors = "off"\n'
WORDS = ("river", "stone", "window", "letter", "garden", "station", "summer", "teacher", "market", "bridge")
ARTICLES: Mapping[str, tuple[str, ...]] = {
    "news/visit.md": ("# A visit", "See [the map](map.png) of the town.", "The minister left.", "Nobody said why."),
    "news/late.md": ("# Late again", "The train waited for the snow.", "The teacher read a letter.", "It was summer."),
    "news/gone.md": ("# Gone", "The old market is closed.", "The stone stands by the river."),
    "guide.txt": ("Read this first.", "The garden opens early.", "A window was broken."),
    "page.html": ("<h1>The station</h1>", "<p>The bridge is new.</p>", "<p>The river is wide.</p>"),
}


@dataclass(frozen=True)
class Scenario:
    """A project on disk and a command that writes; both are the same each time."""

    name: str
    start: Path
    arguments: tuple[str, ...]
    codes: frozenset[int] = frozenset({0, 1})
    """How the command may end where nothing disturbs it."""
    kind: str = "command"
    """`command`, `merge`, `rebase` (git starts the command) or `review` (at a terminal)."""


def token(number: int, into: str) -> str:
    """What a person typed, once in the world: letters only, as numbers would be judged by the checks."""
    digits = f"{number:04}"
    return (
        "слово" + "".join("абвгдежзик"[int(each)] for each in digits)
        if into == "ru"
        else ("词" + "".join("甲乙丙丁戊己庚辛壬癸"[int(each)] for each in digits))
    )


def typed(catalogue: Catalogue, into: str, numbers: Iterator[int], but: tuple[str, ...] = ()) -> Catalogue:
    """A catalogue as a person leaves it: all is translated but sentences with these words."""
    return po.with_entries(catalogue, [_typed(entry, into, next(numbers), but) for entry in catalogue.entries])


def _typed(entry: Entry, into: str, number: int, but: tuple[str, ...]) -> Entry:
    if entry.obsolete or any(word in entry.source for word in but):
        return entry
    said = f"Это {token(number, into)} - да" if into == "ru" else f"这是 {token(number, into)} 吗"
    link = " [карта](map.png)" if "](map.png)" in entry.source else ""
    return po.reviewed(entry, said + link + ("." if entry.source.endswith(".") else ""))


def change(path: Path, how: Callable[[Catalogue], Catalogue]) -> None:
    """What a person saves in a catalogue."""
    path.write_bytes(po.dump(how(po.parse(path.read_bytes(), path))))


def article(project: Path, name: str, lines: tuple[str, ...]) -> None:
    """An article, one sentence a paragraph."""
    write(project / "source" / name, "\n\n".join(lines) + "\n")


class Workshop:
    """Makes the projects in a folder, each from the one before it."""

    def __init__(self, folder: Path, machine: Machine) -> None:
        self.folder = folder
        self.machine = machine

    def _from(self, old: str, new: str) -> Path:
        shutil.copytree(self.folder / old, self.folder / new, symlinks=True)
        return self.folder / new

    def _do(self, project: Path, *arguments: str) -> None:
        end = self.machine.run(project, arguments)
        assert end.code in {0, 1}, (arguments, end)

    def base(self) -> Path:
        """A project that people have translated, built and committed."""
        project = self.folder / "base"
        write(project / "l10n.toml", CONFIGURATION)
        write(project / ".gitignore", "/build/\n/.l10n/\n/.home/\n")
        (project / ".home").mkdir()
        for name, lines in ARTICLES.items():
            article(project, name, lines)
        (project / "source/news/map.png").write_bytes(b"\x89PNG picture")
        self._do(project, "extract")
        numbers = count(1)
        for path in sorted((project / "locales").rglob("*.po")):
            name = path.relative_to(project / "locales").parts[0]
            change(path, partial(typed, into=name, numbers=numbers, but=("letter", "window")))
        self._do(project, "run")
        git(project, "init", "-q", "-b", "main")
        commit(project, "translated")
        return project

    def edited(self) -> Path:
        """An author has rewritten, added, renamed and deleted; the catalogues are of yesterday."""
        project = self._from("base", "edited")
        article(
            project,
            "news/visit.md",
            (
                "# A visit",
                "See [the map](map.png) of the town.",
                "The old minister left.",
                "Some stayed.",
                "Nobody said why.",
            ),
        )
        article(project, "news/new.md", ("# New", "The summer was long.", "The stone stands by the river."))
        (project / "source/news/gone.md").unlink()
        (project / "source/archive").mkdir()
        (project / "source/news/late.md").rename(project / "source/archive/late.md")
        (project / "source/news/map.png").write_bytes(b"\x89PNG another picture")
        return project

    def extracted(self) -> Path:
        """The same, extracted: some entries are missing, some outdated."""
        project = self._from("edited", "extracted")
        self._do(project, "extract")
        return project

    def drafted(self) -> Path:
        """The same, with drafts of an engine that is older."""
        project = self._from("extracted", "drafted")
        for path in sorted((project / "locales").rglob("*.po")):
            change(path, _with_drafts)
        return project

    def adopting(self) -> Path:
        """An article that is new, and its translation as it was made somewhere else."""
        project = self._from("base", "adopting")
        lines = ("# Harbour", "The ship came at noon.", "It was cold.", "Nobody met it.")
        for name in ("harbour.md", "harbour-two.md"):
            article(project, name, lines)
            article(
                project,
                f"../old/{name}",
                ("# Гавань", "Корабль пришёл в полдень.", "Было холодно.", "Никто не встретил."),
            )
        self._do(project, "extract")
        return project

    def importing(self) -> Path:
        """A project with a file of another program's pairs."""
        project = self._from("base", "importing")
        pairs = [Pair("ru", f"The {word} is old.", f"Это {word} старое.") for word in WORDS]
        (project / "theirs.tmx").write_bytes(tmx(pairs, locale("en")))
        return project

    def shop(self, name: str, *steps: tuple[str, ...]) -> Path:
        """A project and folders of models, version 1.0 and 1.1, some of them installed."""
        project = self._from("base", name)
        for number in ("1.0", "1.1"):
            _archive(project / f".home/shop-{number}", "en_ru", number)
        for step in steps:
            self._do(project, *step)
        return project

    def branches(self, name: str) -> Path:
        """Two people have worked in the same catalogues on two branches; git asks for the driver."""
        project = self._from("base", name)
        shutil.rmtree(project / "build")  # it is older than what the two will type
        write(project / ".gitattributes", "*.po merge=l10n\n*.pot merge=l10n\n")
        git(project, "config", "merge.l10n.name", "entry by entry")
        commit(project, "attributes")
        for branch, start in (("boris", 5000), ("main", 6000)):
            git(project, "switch", "-q", *(["-c"] if branch == "boris" else []), branch)
            numbers = count(start)
            for path in sorted((project / "locales").rglob("news/visit.md.po")):
                into = path.relative_to(project / "locales").parts[0]
                change(path, partial(_some, into=into, numbers=numbers, branch=branch))
            commit(project, branch)
        if name == "rebase":
            git(project, "switch", "-q", "boris")
        return project


def _some(catalogue: Catalogue, into: str, numbers: Iterator[int], branch: str) -> Catalogue:
    """One works on the first entry, the other on the last."""
    live = list(catalogue.live)
    chosen = {entry.source for entry in (live[:1] if branch == "main" else live[-1:])}
    made = [_reworded(entry, into, next(numbers)) if entry.source in chosen else entry for entry in catalogue.entries]
    return po.with_entries(catalogue, made)


def _reworded(entry: Entry, into: str, number: int) -> Entry:
    """A word more in a text, or a text where there was none."""
    said = f"{token(number, into)} {entry.translation}".strip() if not entry.fuzzy else token(number, into)
    return po.reviewed(entry, said)


def _with_drafts(catalogue: Catalogue) -> Catalogue:
    provenance = po.Provenance("argos", "en_ru", "1.0", -0.5)
    made = [
        po.drafted(entry, "Черновик.", provenance) if entry.state is po.State.MISSING else entry
        for entry in catalogue.entries
    ]
    return po.with_entries(catalogue, made)


def _archive(folder: Path, pair: str, number: str) -> None:
    """The archive of a test model with this version."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"translate-{pair}-{number.replace('.', '_')}"
    with (
        zipfile.ZipFile(MODELS / f"translate-{pair}-1_0.argosmodel") as old,
        zipfile.ZipFile(folder / f"{name}.argosmodel", "w") as new,
    ):
        for each in old.namelist():
            content = old.read(each)
            if each.endswith("metadata.json"):
                content = json.dumps(json.loads(content) | {"package_version": number}).encode()
            new.writestr(each.replace("1_0", number.replace(".", "_"), 1), content)


def scenarios(folder: Path, machine: Machine) -> dict[str, Scenario]:
    """All of them, by name; their projects are made here, in this order."""
    work = Workshop(folder, machine)
    base, edited, extracted, drafted = work.base(), work.edited(), work.extracted(), work.drafted()
    empty = folder / "empty"
    (empty / ".home").mkdir(parents=True)
    git(empty, "init", "-q", "-b", "main")
    install = ("models", "install", "en_ru", "--here", "--index", ".home/shop-1.0")
    found = [
        Scenario("run", edited, ("run",)),
        Scenario("extract", edited, ("extract",)),
        Scenario("translate", extracted, ("translate",)),
        Scenario("retranslate", drafted, ("translate", "--retranslate")),
        Scenario("build", drafted, ("build",)),
        Scenario("fix", base, ("fix", "--write")),
        Scenario("adopt", work.adopting(), ("adopt", "-l", "ru", "source", "old")),
        Scenario("memory import", work.importing(), ("memory", "import", "theirs.tmx")),
        Scenario("merge", work.branches("merge"), ("boris",), kind="merge"),
        Scenario("rebase", work.branches("rebase"), ("main",), kind="rebase"),
        Scenario("review", drafted, ("review", "--locale", "ru"), kind="review"),
        Scenario("baseline", drafted, ("check", "--write-baseline", "--baseline", "known.json")),
        Scenario("models install", work.shop("install"), install),
        Scenario(
            "models update", work.shop("update", install), ("models", "update", "en_ru", "--index", ".home/shop-1.1")
        ),
        Scenario(
            "models remove",
            work.shop("remove", install),
            ("models", "remove", "en_ru"),
            codes=frozenset({0, 2}),  # the second time there is none
        ),
        Scenario("init", empty, ("init",)),
    ]
    if "clean" in machine.commands:
        found.append(Scenario("clean", drafted, ("clean",)))
    return {each.name: each for each in found}
