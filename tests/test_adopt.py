"""`l10n adopt`: a catalogue from an article and the translation that somebody made of it before."""

import json
import shutil
from pathlib import Path

import pytest
from command import l10n, write

from l10n import catalogue as po
from l10n.catalogue import Entry, Provenance, State, adopted, digest, drafted, with_candidates

DATA = Path(__file__).parent / "data" / "adopt"
ROOT = Path(__file__).parent.parent


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the article of the examples, which has no catalogue yet."""
    write(tmp_path / "l10n.toml", 'name = "harvest"\nlocales = ["ru", "zh_CN"]\n')
    write(tmp_path / "source" / "harvest.md", (DATA / "harvest.md").read_text(encoding="utf-8"))
    return tmp_path


@pytest.fixture
def translation() -> str:
    """A translator merged two sentences, lost a link, got a figure wrong, dropped a paragraph and added one."""
    return str(DATA / "harvest.ru.md")


def entries(project: Path, name: str = "harvest.md") -> dict[str, Entry]:
    path = project / "locales" / "ru" / "LC_MESSAGES" / f"{name}.po"
    return {entry.source: entry for entry in po.parse(path.read_bytes(), path).live}


def test_what_is_certain_is_reviewed_and_the_rest_is_left_with_both_texts(project: Path, translation: str) -> None:
    done = l10n(project, "adopt", "source/harvest.md", translation, "-l", "ru")
    assert done.returncode == 1, done.stderr
    assert done.stdout == (
        "harvest.md ru: 7 of 13 segments adopted, 6 left for the translator\n"
        "harvest.md ru: translates nothing: *От редакции:* оставайтесь с нами.\n"
    )
    made = project / "locales" / "ru" / "LC_MESSAGES" / "harvest.md.po"
    assert made.read_text(encoding="utf-8") == (DATA / "harvest.ru.po").read_text(encoding="utf-8")


def test_adopting_twice_changes_nothing(project: Path, translation: str) -> None:
    l10n(project, "adopt", "source/harvest.md", translation, "-l", "ru")
    done = l10n(project, "adopt", "source/harvest.md", translation, "-l", "ru")
    counts, _ = done.stdout.splitlines()
    assert counts == "harvest.md ru: 0 of 13 segments adopted, 7 already translated, 6 left for the translator"
    made = project / "locales" / "ru" / "LC_MESSAGES" / "harvest.md.po"
    assert made.read_bytes() == (DATA / "harvest.ru.po").read_bytes()


def test_a_person_s_words_stay_and_drafts_give_way(project: Path, translation: str) -> None:
    path = project / "locales" / "ru" / "LC_MESSAGES" / "harvest.md.po"
    l10n(project, "extract")
    l10n(project, "translate", "--engine", "pseudo", "-l", "ru")
    catalogue = po.parse(path.read_bytes(), path)
    mine = [
        Entry(entry.source, "Моё.") if entry.source == "Nobody had expected that." else entry
        for entry in catalogue.entries
    ]
    path.write_bytes(po.dump(po.with_entries(catalogue, mine)))
    done = l10n(project, "adopt", "source/harvest.md", translation, "-l", "ru")
    assert "6 of 13 segments adopted, 1 already translated, 6 left" in done.stdout
    found = entries(project)
    assert found["Nobody had expected that."].translation == "Моё."
    assert found["What comes next"].state is State.REVIEWED
    assert found["What comes next"].provenance is None
    assert found["40 apple trees;"].state is State.MACHINE


def test_a_dry_run_writes_nothing(project: Path, translation: str) -> None:
    done = l10n(project, "adopt", "source/harvest.md", translation, "-l", "ru", "--dry-run")
    assert "7 of 13 segments adopted" in done.stdout
    assert not (project / "locales").exists()


def test_json_says_why_each_segment_was_left(project: Path, translation: str) -> None:
    done = l10n(project, "adopt", "source/harvest.md", translation, "-l", "ru", "--format", "json")
    report = json.loads(done.stdout)
    assert report["schema"] == "l10n-adopt/1"
    assert report["total"] == {"adopted": 7, "kept": 0, "left": 6, "total": 13}
    (article,) = report["articles"]
    rules = {left["source"]: left["rule"] for left in article["left"]}
    assert rules["The rain came late."] == "merged"
    assert rules["40 apple trees;"] == "numbers"
    assert rules["The price of bread has not changed."] == "absent"
    assert article["unused"] == ["*От редакции:* оставайтесь с нами."]


def test_the_translations_of_this_repository_are_adopted_back(tmp_path: Path) -> None:
    """Folders of pairs: built from reviewed catalogues, then adopted without them."""
    for name in ("source", "locales"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "l10n.toml", tmp_path)
    assert l10n(tmp_path, "build").returncode == 0
    shutil.move(tmp_path / "locales", tmp_path / "before")
    for into in ("ru", "zh_CN"):
        done = l10n(tmp_path, "adopt", "source", f"build/{into}", "-l", into, "--format", "json")
        total = json.loads(done.stdout)["total"]
        assert total["adopted"] >= 0.97 * total["total"]
        for path in sorted((tmp_path / "locales" / into).rglob("*.po")):
            before = tmp_path / "before" / path.relative_to(tmp_path / "locales")
            known = {entry.source: entry.translation for entry in po.parse(before.read_bytes(), before).live}
            found = {entry.source: entry for entry in po.parse(path.read_bytes(), path).live}
            assert known.keys() == found.keys()
            assert all(not each.translation or each.translation == known[source] for source, each in found.items())


def test_all_taken_is_no_problem(project: Path) -> None:
    write(project / "source" / "note.txt", "Velin won in 2019.\n")
    old = write(project / "old.txt", "Велин победил в 2019 году.\n")
    done = l10n(project, "adopt", "source/note.txt", str(old), "-l", "ru")
    assert (done.returncode, done.stdout) == (0, "note.txt ru: 1 of 1 segments adopted\n")


def test_sentences_that_were_never_translated_are_not_adopted(project: Path) -> None:
    done = l10n(project, "adopt", "source/harvest.md", "source/harvest.md", "-l", "ru")
    assert done.returncode == 1
    assert not any(entry.translation for source, entry in entries(project).items() if len(source.split()) > 5)


def test_files_without_a_counterpart_are_listed(project: Path) -> None:
    write(project / "source" / "news" / "a.txt", "Velin won in 2019.\n")
    write(project / "source" / "news" / "b.txt", "Hadrun lost.\n")
    write(project / "old" / "a.txt", "Велин победил в 2019 году.\n")
    write(project / "old" / "c.txt", "Норванд отстал.\n")
    done = l10n(project, "adopt", "source/news", "old", "-l", "ru")
    assert done.returncode == 1
    assert done.stdout == ("news/a.txt ru: 1 of 1 segments adopted\nno translation: news/b.txt\nno article: c.txt\n")


def test_paragraphs_are_adopted_where_entries_are_paragraphs(project: Path) -> None:
    """Then merged sentences are no matter."""
    write(project / "l10n.toml", 'segmentation = "paragraph"\nlocales = ["ru"]\n')
    write(project / "source" / "note.md", "He left Velin in 2019. She stayed.\n")
    old = write(project / "old.md", "Он уехал из Велина в 2019 году, а она осталась.\n")
    done = l10n(project, "adopt", "source/note.md", str(old), "-l", "ru")
    assert done.returncode == 0, done.stdout
    assert [entry.translation for entry in entries(project, "note.md").values()] == [
        "Он уехал из Велина в 2019 году, а она осталась."
    ]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("outside.md", "old.md", "-l", "ru"), "put the article at source/outside.md first"),
        (("source/harvest.md", "old.txt", "-l", "ru"), "convert it to .md first"),
        (("source/harvest.md", "old.docx", "-l", "ru"), "convert it to .md first"),
        (("source/harvest.md", "source", "-l", "ru"), "give two files or two folders"),
        (("source/harvest.md", "old.md", "-l", "de"), "add it in l10n.toml"),
        (("source/harvest.md", "old.md"), "--locale"),
    ],
)
def test_wrong_usage_names_the_next_step(project: Path, arguments: tuple[str, ...], says: str) -> None:
    for name in ("outside.md", "old.md", "old.txt", "old.docx"):
        write(project / name, "Velin.\n")
    done = l10n(project, "adopt", *arguments)
    assert done.returncode == 2
    assert says in done.stderr


def test_a_translation_that_is_not_utf_8_is_named(project: Path) -> None:
    (project / "old.md").write_bytes("Урожай".encode("cp1251"))
    done = l10n(project, "adopt", "source/harvest.md", "old.md", "-l", "ru")
    assert done.returncode == 4
    assert "old.md:1: not UTF-8" in done.stderr


# --- entries


def test_an_adopted_draft_is_a_draft_no_more() -> None:
    draft = drafted(Entry("He left.", comments=("note",)), "[Ĥé ļéƒţ.]", Provenance("pseudo"), ("loops: Ĥé",))
    assert adopted(draft, "Он ушёл.", ("Он уехал.",)) == Entry(
        "He left.", "Он ушёл.", comments=("note", 'l10n:was "Он уехал."')
    )


def test_reasons_do_not_pile_up() -> None:
    first = with_candidates(Entry("He left."), "unsure: here?", ("Он ушёл.",))
    again = with_candidates(first, "unsure: there?", ("Он ушёл.",))
    assert again.comments == ("l10n:left unsure: there?", 'l10n:was "Он ушёл."')
    assert adopted(again, "Он ушёл.").comments == ()


@pytest.mark.parametrize(
    "entry",
    [
        Entry("He left.", "Он ушёл."),
        Entry("He left.", "Он ушёл.", flags=("fuzzy",), previous="He went."),
        Entry("He left.", "Он у", flags=("fuzzy",), comments=(f"l10n:mt pseudo - - h={digest('Он')}",)),
        Entry("He left.", obsolete=True),
        Entry("He left.", context="menu"),
    ],
    ids=["reviewed", "outdated", "begun", "obsolete", "foreign"],
)
def test_what_somebody_worked_on_is_never_overwritten(entry: Entry) -> None:
    with pytest.raises(ValueError, match="cannot be adopted"):
        adopted(entry, "Она ушла.")
