"""The memory at work: in `l10n translate`, and in the command `l10n memory`."""

import json
from pathlib import Path

import pytest
from command import l10n, write

from l10n import catalogue as po
from l10n.catalogue import Entry, State
from l10n.errors import UsageError
from l10n.locales import locale
from l10n.memory import Pair, pairs, tmx
from l10n.pipeline.articles import read
from l10n.pipeline.extract import extract
from l10n.pipeline.outcome import Outcome
from l10n.pipeline.translate import Order
from l10n.pipeline.translate import translate as translate_articles
from l10n.project import Configuration, Project, open_project

EN, RU = locale("en"), locale("ru")
OLD = "# News\n\nThe minister left on Monday. It cost 12 euros. Nobody said why.\n"
REVIEWED = {
    "News": "Новости",
    "The minister left on Monday.": "Министр уехал в понедельник.",
    "It cost 12 euros.": "Это стоило 12 евро.",
    "Nobody said why.": "Никто не сказал почему.",
}


def path(project: Project, name: str) -> Path:
    return project.catalogue(Path(name), RU)  # type: ignore[arg-type]


def entries(project: Project, name: str) -> dict[str, Entry]:
    return {entry.source: entry for entry in po.parse(path(project, name).read_bytes(), path(project, name)).live}


def review(project: Project, name: str, words: dict[str, str]) -> None:
    """A person translates what is in the table."""
    lines = path(project, name).read_text(encoding="utf-8")
    for source, translation in words.items():
        lines = lines.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{translation}"')
    path(project, name).write_text(lines, encoding="utf-8")


def started(folder: Path, article: str, **settings: object) -> Project:
    """A project with a reviewed article, `old.md`, and a new one, `new.md`, extracted."""
    project = Project(folder, Configuration(locales=("ru",), **settings))  # type: ignore[arg-type]
    write(folder / "l10n.toml", 'locales = ["ru"]\n')
    write(project.source / "old.md", OLD)
    extract(project, read(project))
    review(project, "old.md", REVIEWED)
    write(project.source / "new.md", article)
    extract(project, read(project))
    return project


def translate(project: Project, *, retranslate: bool = False) -> Outcome:
    order = Order(project.locales, "pseudo", retranslate=retranslate)
    return translate_articles(project, read(project), order)


def test_matches_are_drafted_before_the_engine_is_asked(tmp_path: Path) -> None:
    project = started(tmp_path, "It cost 14 euros. The minister left on Monday. It rained.\n")

    tally = translate(project).tally

    found = entries(project, "new.md")
    assert (tally.from_memory, tally.by_engine) == (2, 1)
    assert found["The minister left on Monday."].translation == REVIEWED["The minister left on Monday."]
    assert found["It cost 14 euros."].translation == "Это стоило 14 евро."
    assert (
        found["It cost 14 euros."].notes[-1] == "draft: memory: 94 % like “It cost 12 euros.”, with [-12-]{+14+} put in"
    )
    assert {entry.state for entry in found.values()} == {State.MACHINE}
    engines = [entry.provenance.engine for entry in found.values() if entry.provenance]
    assert engines == ["memory", "memory", "pseudo"]


def test_what_says_something_else_is_left_to_the_engine(tmp_path: Path) -> None:
    project = started(tmp_path, "The minister never left on Monday.\n")

    assert translate(project).tally.by_engine == 1


def test_how_alike_is_the_project_s_choice(tmp_path: Path) -> None:
    article = "The minister went on Monday.\n"

    assert translate(started(tmp_path / "one", article)).tally.from_memory == 1
    assert translate(started(tmp_path / "two", article, memory_least=95)).tally.from_memory == 0


def test_a_trusting_project_takes_the_same_sentence_between_the_same_neighbours_as_reviewed(tmp_path: Path) -> None:
    project = started(tmp_path, OLD + "\nIt rained.\n", memory_trust="reviewed")

    translate(project)

    states = {source: entry.state for source, entry in entries(project, "new.md").items()}
    assert states == {
        "News": State.REVIEWED,
        "The minister left on Monday.": State.REVIEWED,
        "It cost 12 euros.": State.REVIEWED,
        "Nobody said why.": State.MACHINE,
        "It rained.": State.MACHINE,
    }
    trusted = entries(project, "new.md")["It cost 12 euros."]
    assert trusted.accepted
    assert trusted.provenance is not None
    assert (trusted.provenance.engine, trusted.provenance.model) == ("memory", "old.md")


def test_no_project_trusts_unless_it_says_so(tmp_path: Path) -> None:
    project = started(tmp_path, OLD)

    translate(project)

    assert {entry.state for entry in entries(project, "new.md").values()} == {State.MACHINE}


def test_renewed_drafts_come_from_the_memory_first(tmp_path: Path) -> None:
    project = started(tmp_path, "It rained.\n")
    translate(project)
    write(project.memory_folder / "a.tmx", tmx([Pair("ru", "It rained.", "Шёл дождь.")], EN).decode())

    translate(project, retranslate=True)
    again = translate(project, retranslate=True)

    assert entries(project, "new.md")["It rained."].translation == "Шёл дождь."
    assert again.written == ()


def test_a_damaged_import_is_named_and_the_rest_is_done(tmp_path: Path) -> None:
    project = started(tmp_path, "The minister left on Monday.\n")
    write(project.memory_folder / "bad.tmx", "<tmx>")

    outcome = translate(project)

    assert [str(error).partition(":")[0] for error in outcome.errors] == [str(Path("memory/bad.tmx"))]
    assert outcome.tally.from_memory == 1


@pytest.mark.parametrize("value", ["49", "101", '"80"', "true", "80.5"])
def test_a_likeness_is_a_whole_number_of_per_cent(tmp_path: Path, value: str) -> None:
    write(tmp_path / "l10n.toml", f"[memory]\nleast = {value}\n")

    with pytest.raises(UsageError, match=r"memory\.least must be a whole number from 50 to 100"):
        open_project(tmp_path)


# ------------------------------------------------------------------------------------------------------- the command


def other_project_s(folder: Path, *found: Pair) -> Path:
    return write(folder / "other" / "Old pairs.tmx", tmx(found, EN).decode())


def test_pairs_are_imported_and_used(tmp_path: Path) -> None:
    project = started(tmp_path, "It rained.\n")
    file = other_project_s(tmp_path, Pair("ru", "It rained.", "Шёл дождь."), Pair("de", "It rained.", "Es regnete."))

    done = l10n(tmp_path, "memory", "import", str(file))

    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "1 pair imported into memory/Old pairs.tmx, 1 left out: other languages\n",
        "",
    )
    assert translate(project).tally.from_memory == 1
    assert entries(project, "new.md")["It rained."].translation == "Шёл дождь."


def test_an_import_of_the_same_name_is_replaced_only_when_asked(tmp_path: Path) -> None:
    started(tmp_path, "It rained.\n")
    file = other_project_s(tmp_path, Pair("ru", "It rained.", "Шёл дождь."))
    l10n(tmp_path, "memory", "import", str(file))
    before = (tmp_path / "memory" / file.name).read_bytes()
    other_project_s(tmp_path, Pair("ru", "It rained.", "Дождило."))

    refused = l10n(tmp_path, "memory", "import", str(file))

    assert refused.returncode == 2
    assert "--replace" in refused.stderr
    assert (tmp_path / "memory" / file.name).read_bytes() == before
    assert l10n(tmp_path, "memory", "import", "--replace", str(file)).returncode == 0
    assert (tmp_path / "memory" / file.name).read_bytes() != before


def test_a_file_without_pairs_for_the_project_is_refused(tmp_path: Path) -> None:
    started(tmp_path, "It rained.\n")
    bad, good = (
        other_project_s(tmp_path, Pair("de", "Yes.", "Ja.")),
        write(tmp_path / "good.tmx", tmx([Pair("ru", "Yes.", "Да.")], EN).decode()),
    )

    done = l10n(tmp_path, "memory", "import", str(bad), str(good))

    assert done.returncode == 4
    assert "no pairs from en into ru" in done.stderr
    assert [file.name for file in (tmp_path / "memory").iterdir()] == ["good.tmx"]


def test_what_is_left_out_is_counted_and_named(tmp_path: Path) -> None:
    started(tmp_path, "It rained.\n")
    kept = (
        "<tu><tuv xml:lang='en'><seg>Press <ph>`a`</ph>.</seg></tuv>"
        "<tuv xml:lang='ru'><seg>Жми <ph>`a`</ph>.</seg></tuv></tu>"
    )
    lost, empty = kept.replace("`a`", "&lt;f0&gt;"), kept.replace("Жми <ph>`a`</ph>.", "")
    write(tmp_path / "a.tmx", f"<tmx><header/><body>\n{lost}\n{kept}\n{lost * 2}\n</body></tmx>")
    write(tmp_path / "b.tmx", f"<tmx><header/><body>\n{lost}\n{kept}\n{empty}\n</body></tmx>")
    write(tmp_path / "c.tmx", f"<tmx><header/><body>\n{lost * 30}\n</body></tmx>")

    done = l10n(tmp_path, "memory", "import", "a.tmx", "b.tmx", "c.tmx")

    assert done.stdout.splitlines() == [
        "1 pair imported into memory/a.tmx, 3 left out: inline code that cannot be kept",
        "1 pair imported into memory/b.tmx, 2 left out: inline code that cannot be kept (1), no text (1)",
    ]
    assert "a.tmx:2: left out: inline code that cannot be kept: Press [<f0>].\na.tmx:4: left out" in done.stderr
    assert "b.tmx:4: left out: no text: Press [`a`]." in done.stderr
    assert "c.tmx: 10 more: inline code that cannot be kept; --verbose names them" in done.stderr
    assert (
        "c.tmx: no pairs from en into ru, 30 left out: inline code that cannot be kept; nothing imported" in done.stderr
    )


def test_the_memory_is_exported_whole_and_imports_again(tmp_path: Path) -> None:
    project = started(tmp_path, "It rained.\n")
    l10n(tmp_path, "memory", "import", str(other_project_s(tmp_path, Pair("ru", "Yes.", "Да."))))

    done = l10n(tmp_path, "memory", "export", "-l", "ru", "-o", "all.tmx")

    found = list(pairs((tmp_path / "all.tmx").read_bytes(), Path("all.tmx"), EN, project.locales))
    assert done.returncode == 0
    assert {pair.source: pair.translation for pair in found} == REVIEWED | {"Yes.": "Да."}
    assert found[1] == Pair("ru", *list(REVIEWED.items())[1], "News", "It cost 12 euros.")
    assert l10n(tmp_path, "memory", "export").stdout.encode() == (tmp_path / "all.tmx").read_bytes()


def test_the_memory_can_be_searched(tmp_path: Path) -> None:
    started(tmp_path, "It rained.\n")

    done = l10n(tmp_path, "memory", "search", "The minister left on Sunday.", "--format", "json")
    found = json.loads(done.stdout)

    assert found["schema"] == "l10n-memory/1"
    assert [(each["locale"], each["likeness"], each["origin"]) for each in found["matches"]] == [("ru", 92.9, "old.md")]
    table = l10n(tmp_path, "memory", "search", "The minister left on Sunday.").stdout
    assert table.splitlines()[0].split() == ["93%", "ru", "old.md"]
    assert l10n(tmp_path, "memory", "search", "Quite another matter").stdout == "Nothing like it.\n"
