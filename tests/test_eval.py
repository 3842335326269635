"""`l10n eval`: drafts beside what people made of them, in real repositories; sacrebleu's own command is the judge."""

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path

import fastjsonschema
import pytest
from command import MODELS, environment, l10n, write
from hypothesis import given
from hypothesis import strategies as st
from repository import commit, git, needs_git

from l10n import catalogue as po
from l10n.catalogue import Catalogue, Entry, Provenance, State
from l10n.drafts import WrittenDrafts
from l10n.evaluation import Drafted, Fate, Threshold, Work, fate, rows, threshold, work
from l10n.locales import Locale, locale
from l10n.overlap import available, overlap, tokenizer
from l10n.pipeline.articles import read
from l10n.pipeline.evaluate import evaluate
from l10n.pipeline.extract import extract
from l10n.pipeline.translate import Order, translate
from l10n.project import Configuration, Project
from l10n.report.evaluation import Report, table

pytestmark = needs_git
needs_sacrebleu = pytest.mark.skipif(not available(), reason="sacrebleu is not installed: the extra `eval`")
SCHEMA = Path(__file__).parent / "data" / "eval" / "l10n-eval-1.schema.json"
RU, ZH, JA = locale("ru"), locale("zh_CN"), locale("ja")

ARTICLE = """\
# A visit

The minister left at noon. Nobody said **why**. The talks had begun on Monday.

It rained all day. The minister left at noon. The guests went to the old town, and some of them stayed.
"""
EDITS = {"Nobody said": "Никто не сказал **почему**.", "The guests": "Гости пошли в старый город."}
"""A person's words for the sentences that start so; the others are accepted as drafted, but for those below."""
OWN, LEFT = "The talks", "It rained"
"""One whose provenance a person takes away with the draft, and one that waits."""


def place(project: Path, name: str, article: str = "visit.md") -> Path:
    return project / "locales" / name / "LC_MESSAGES" / f"{article}.po"


def catalogue(project: Path, name: str, article: str = "visit.md") -> Catalogue:
    return po.parse(place(project, name, article).read_bytes(), Path(article))


def worked_on(entry: Entry) -> Entry:
    """What our translator makes of a draft."""
    if entry.source.startswith(LEFT):
        return entry
    if entry.source.startswith(OWN):
        comments = tuple(line for line in entry.comments if not line.startswith(po.MACHINE))
        return po.reviewed(Entry(entry.source, comments=comments, references=entry.references), "Переговоры начались.")
    words = next((text for start, text in EDITS.items() if entry.source.startswith(start)), entry.translation)
    return po.reviewed(entry, words)


def review(project: Path, *names: str, by: Callable[[Entry], Entry] = worked_on) -> None:
    for name in names:
        old = catalogue(project, name)
        place(project, name).write_bytes(po.dump(po.with_entries(old, map(by, old.entries))))


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project drafted by real models and committed, then reviewed and committed again."""
    project = tmp_path_factory.mktemp("story") / "project"
    project.mkdir()
    git(project, "init", "-q", "-b", "main")
    write(project / "l10n.toml", 'locales = ["ru", "zh_CN"]\n')
    write(project / ".gitignore", "/.l10n/\n/.home/\n/build/\n/models/\n")
    write(project / "source/visit.md", ARTICLE)
    for pair in ("en_ru", "en_zh"):
        archive = MODELS / f"translate-{pair}-1_0.argosmodel"
        assert l10n(project, "models", "install", "--here", str(archive)).returncode == 0
    assert l10n(project, "run").returncode == 0
    commit(project, "drafts")
    review(project, "ru", "zh_CN")
    commit(project, "reviewed")
    return project


def evaluated(project: Path, *arguments: str) -> dict[str, object]:
    """What the command prints as JSON, by the schema that we promise."""
    done = l10n(project, "eval", "--format", "json", *arguments)
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    fastjsonschema.compile(json.loads(SCHEMA.read_text(encoding="utf-8")))(found)
    return found


def fields(found: Mapping[str, object], *names: str) -> list[tuple[object, ...]]:
    listed = found["rows"]
    assert isinstance(listed, list)
    return [tuple(row[name] for name in names) for row in listed]


def files(project: Path) -> dict[str, bytes]:
    paths = (path for path in project.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {str(path.relative_to(project)): path.read_bytes() for path in paths}


# --- the story


def test_what_became_of_the_drafts(story: Path) -> None:
    found = evaluated(story)
    assert fields(found, "engine", "locale", "accepted", "edited", "unknown", "begun", "untouched", "compared") == [
        ("argos", "ru", 2, 2, 0, 0, 1, 4),
        ("argos", "zh_CN", 2, 2, 0, 0, 1, 4),
    ]
    assert found["unsearched"] == []


@pytest.mark.parametrize("cached", [True, False])
def test_an_author_who_changed_a_sentence_is_no_editor_of_drafts(story: Path, tmp_path: Path, *, cached: bool) -> None:
    """A draft rewritten for new words says nothing about the engine; a mere capital leaves it what it was."""
    copy = tmp_path / "copy"
    shutil.copytree(story, copy)
    article = ARTICLE.replace("went to the old town,", "went to the new town,").replace(
        "said **why**.", "said  **why**."
    )
    write(copy / "source/visit.md", article)
    assert l10n(copy, "extract").returncode == 0
    review(copy, "ru", by=lambda each: po.reviewed(each, "Гости в новом городе.") if each.previous else each)
    if not cached:
        shutil.rmtree(copy / ".l10n")
    assert fields(evaluated(copy, "-l", "ru"), "accepted", "edited", "unknown", "reworded") == [(2, 1, 0, 1)]
    assert (
        "after the author had changed their sentences, which count nowhere: 1." in l10n(copy, "eval", "-l", "ru").stdout
    )


@pytest.mark.parametrize("options", [(), ("--by", "model"), ("--segments",), ("--by", "article", "-l", "ru")])
def test_a_clone_without_caches_says_the_same(story: Path, tmp_path: Path, options: Sequence[str]) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(story), str(clone))
    assert evaluated(clone, *options) == evaluated(story, *options)


def test_without_git_the_kept_drafts_are_enough(story: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(story, copy, ignore=shutil.ignore_patterns(".git"))
    assert evaluated(copy) == evaluated(story)


def test_a_draft_that_is_nowhere_is_unknown(story: Path, tmp_path: Path) -> None:
    """No guess: it counts, and is in no figure; a clone of the last commit alone cannot know it."""
    clone = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth", "1", story.as_uri(), str(clone))
    found = evaluated(clone, "--segments", "-l", "ru")
    assert fields(found, "accepted", "edited", "unknown", "compared", "edits") == [(2, 2, 2, 2, 0)]
    assert fields(found, "chrf", "bleu", "changed", "hter") == [(None, None, None, None)]
    segments = found["segments"]
    assert isinstance(segments, list)
    assert [(each["fate"], each["draft"] is None, each["edits"]) for each in segments if each["fate"] == "edited"] == [
        ("edited", True, None)
    ] * 2
    shown = l10n(clone, "eval", "-l", "ru").stdout
    assert "Edited drafts that are not known any more: 2." in shown
    assert "  neither in .l10n/drafts.sqlite nor in git's history" in shown


def test_no_git_and_no_cache_is_said(story: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(story, copy, ignore=shutil.ignore_patterns(".git", ".l10n"))
    done = l10n(copy, "eval", GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert done.returncode == 0
    assert "git's history was not searched: " in done.stdout


def test_nothing_is_written(story: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(story), str(clone))
    before = files(clone)
    for form in ("table", "json", "csv"):
        assert l10n(clone, "eval", "--segments", "--format", form, home=tmp_path / "home").returncode == 0
    assert files(clone) == before


def test_the_segments_say_where_they_are(story: Path) -> None:
    lines = l10n(story, "eval", "--segments", "-l", "ru", "--engine", "argos").stdout.splitlines()
    path = "locales/ru/LC_MESSAGES/visit.md.po"
    at = next(number for number, line in enumerate(lines) if line.endswith("+ Никто не сказал **почему**."))
    line = next(entry.line for entry in catalogue(story, "ru").entries if entry.source.startswith("Nobody"))
    assert lines[at - 2].startswith(f"{path}:{line}: argos en_ru 1.0: edited, ")
    assert lines[at - 1].startswith("  - Нободы ")


def test_the_table_is_aligned(story: Path) -> None:
    heading, *lines = l10n(story, "eval", "--by", "model").stdout.splitlines()[:3]
    assert heading.split()[:6] == ["model", "locale", "accepted", "edited", "unknown", "untouched"]
    end = heading.index("accepted") + len("accepted")
    assert [line[end - 3 : end + 1] for line in lines] == ["  2 ", "  2 "]
    assert lines[0].startswith("argos en_ru 1.0  ru ")


def test_the_csv_has_the_fields_of_the_json(story: Path) -> None:
    for options in ((), ("--segments",)):
        shown = list(csv.DictReader(StringIO(l10n(story, "eval", "--format", "csv", *options).stdout)))
        found = evaluated(story, *options)["segments" if options else "rows"]
        assert isinstance(found, list)
        assert shown == [{name: "" if value is None else str(value) for name, value in row.items()} for row in found]


def test_an_engine_that_drafted_nothing(story: Path) -> None:
    assert l10n(story, "eval", "--engine", "memory").stdout == "No such drafts; there are some by argos.\n"
    assert evaluated(story, "--engine", "memory")["rows"] == []


def test_a_project_without_drafts(tmp_path: Path) -> None:
    write(tmp_path / "l10n.toml", 'locales = ["ru"]\n')
    write(tmp_path / "source/visit.md", ARTICLE)
    assert l10n(tmp_path, "eval").stdout == "No drafts yet: `l10n translate` makes some.\n"
    assert evaluated(tmp_path)["rows"] == []
    assert not (tmp_path / ".l10n").exists()


def test_drafts_that_nobody_reviewed(tmp_path: Path) -> None:
    write(tmp_path / "l10n.toml", 'locales = ["ru"]\n')
    write(tmp_path / "source/visit.md", ARTICLE)
    assert l10n(tmp_path, "run", "--engine", "pseudo").returncode == 0
    shown = l10n(tmp_path, "eval").stdout
    assert "Nothing is compared yet" in shown
    assert fields(evaluated(tmp_path), "engine", "untouched", "chrf", "changed") == [("pseudo", 6, None, None)]


def test_what_the_memory_found_is_its_own(tmp_path: Path) -> None:
    """One line for the memory, wherever it found the sentences."""
    write(tmp_path / "l10n.toml", 'locales = ["ru"]\n')
    write(tmp_path / "source/a.md", "The minister left at noon.\n")
    write(tmp_path / "source/b.md", "The minister left at noon. It rained.\n")
    assert l10n(tmp_path, "extract").returncode == 0
    old = catalogue(tmp_path, "ru", "a.md")
    entries = [po.reviewed(entry, "Министр уехал в полдень.") for entry in old.entries]
    place(tmp_path, "ru", "a.md").write_bytes(po.dump(po.with_entries(old, entries)))
    assert l10n(tmp_path, "translate", "--engine", "pseudo").returncode == 0
    drafted = catalogue(tmp_path, "ru", "b.md")
    edited = [
        po.reviewed(entry, "Министр ушёл в полдень.") if entry.provenance else entry for entry in drafted.entries[:1]
    ]
    place(tmp_path, "ru", "b.md").write_bytes(po.dump(po.with_entries(drafted, [*edited, *drafted.entries[1:]])))
    assert fields(evaluated(tmp_path, "--by", "model"), "engine", "model", "edited", "untouched", "edits") == [
        ("memory", None, 1, 0, 3),
        ("pseudo", "accents", 0, 1, 0),
    ]


def test_a_damaged_catalogue_stops_no_other(story: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(story, copy)
    path = place(copy, "ru")
    path.write_bytes(b"<<<<<<< HEAD\n" + path.read_bytes())
    done = l10n(copy, "eval", "--format", "json")
    assert done.returncode == 4
    assert "visit.md.po:1: an unresolved merge conflict" in done.stderr
    assert fields(json.loads(done.stdout), "locale") == [("zh_CN",)]


# --- laws of the kept drafts


def test_the_kept_drafts_never_influence_a_translation(tmp_path: Path) -> None:
    """Whatever is in the file, and without it, the same drafts are written."""
    made = []
    for lies in (False, True):
        project = tmp_path / str(lies) / "project"
        write(project / "l10n.toml", 'locales = ["ru"]\n')
        write(project / "source/visit.md", ARTICLE)
        assert l10n(project, "run", "--engine", "pseudo").returncode == 0
        if lies:
            entries = catalogue(project, "ru").entries
            with WrittenDrafts(project / ".l10n/drafts.sqlite") as written:
                for entry in entries:
                    assert entry.provenance
                    written.keep(RU, {(entry.source, entry.provenance.digest): "A lie."})
        else:
            shutil.rmtree(project / ".l10n")
        assert l10n(project, "translate", "--engine", "pseudo", "--retranslate").returncode == 0
        made.append(place(project, "ru").read_bytes())
    assert made[0] == made[1]


def test_a_lie_in_the_file_is_no_draft(tmp_path: Path) -> None:
    project = tmp_path
    write(project / "l10n.toml", 'locales = ["ru"]\n')
    write(project / "source/visit.md", "It rained.\n")
    assert l10n(project, "run", "--engine", "pseudo").returncode == 0
    (entry,) = catalogue(project, "ru").entries
    assert entry.provenance
    review(project, "ru", by=lambda each: po.reviewed(each, "Шёл дождь."))
    with WrittenDrafts(project / ".l10n/drafts.sqlite") as written:
        assert written.known(RU, [entry.provenance.digest])
        written.keep(RU, {(entry.source, entry.provenance.digest): "A lie."})
    assert fields(evaluated(project), "edited", "unknown") == [(1, 1)]


def project_at(folder: Path) -> Project:
    write(folder / "source/visit.md", ARTICLE)
    project = Project(folder, Configuration(locales=("ru",)))
    extract(project, read(project))
    return project


def test_a_run_killed_between_both_files_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The draft is kept first: killed then, the catalogue is the old one, and the next run writes and keeps as ever."""
    project = project_at(tmp_path)
    before = place(tmp_path, "ru").read_bytes()
    order = Order((RU,), "pseudo")

    def killed(*names: object, **folders: object) -> None:
        raise KeyboardInterrupt(names, folders)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            translate(project, read(project), order)
    assert place(tmp_path, "ru").read_bytes() == before
    assert evaluate(project, (), (RU,)).drafted == ()
    translate(project, read(project), order)
    review(tmp_path, "ru")
    found = evaluate(project, (), (RU,)).drafted
    assert [each.unknown for each in found if each.fate is Fate.EDITED] == [False, False]


def test_a_file_that_cannot_be_written_stops_no_draft(tmp_path: Path) -> None:
    """The error is said once, and the catalogue written."""
    project = project_at(tmp_path)
    (tmp_path / ".l10n" / "drafts.sqlite").mkdir(parents=True)
    done = translate(project, read(project), Order((RU,), "pseudo"))
    assert ["drafts.sqlite: the file of drafts cannot be used" in str(error) for error in done.errors] == [True]
    assert {entry.state for entry in catalogue(tmp_path, "ru").entries} == {State.MACHINE}


# --- the figures


def drafted(draft: str, final: str, score: float | None = None, into: str = "ru", article: str = "a.md") -> Drafted:
    """A draft by our engine, reviewed."""
    entry = po.reviewed(
        po.drafted(Entry(f"The source of {draft}"), draft, Provenance("argos", "en", "1", score)), final
    )
    made, known = entry.provenance, fate(entry)
    assert made
    assert known
    return Drafted(article, locale(into), Path(f"{article}.po"), entry, made, known, draft)


def report(some: Sequence[Drafted], by: str, *, segments: bool = False) -> Report:
    return Report(rows(some, by), some, by, segments)


def test_a_case_computed_by_hand() -> None:
    """A blank and four letters put in, the full stop replaced; one word replaced, one put in, of three."""
    assert work("Шёл дождь.", "Шёл дождь весь!", RU) == Work(6, 15, 2, 3)
    assert work("下雨了。", "今天下雨。", ZH) == Work(3, 5, 3, 5)
    assert work("**a** b", "**a** b", RU) == Work(0, 7, 0, 2)
    (row,) = rows([drafted("Шёл дождь.", "Шёл дождь весь!", -0.5), drafted("Да.", "Да.", -0.1)], "engine")
    assert (row.fates[Fate.ACCEPTED], row.fates[Fate.EDITED], row.compared) == (1, 1, 2)
    assert row.work == Work(6, 18, 2, 4)
    assert (row.work.share, row.work.hter) == (6 / 18, 0.5)
    assert (row.accepted_score, row.edited_score, row.threshold) == (-0.1, -0.5, None)


@given(st.text("аб д", max_size=12), st.text("аб д", max_size=12), st.sampled_from([RU, ZH]))
def test_a_draft_is_as_far_from_the_text_as_the_text_from_it(one: str, other: str, into: Locale) -> None:
    done = work(one, other, into)
    assert done.edits == work(other, one, into).edits
    assert (done.edits == 0) == (one == other)
    assert 0 <= done.share <= 1


def test_rows_stand_by_locale_and_the_least_rewritten_first() -> None:
    found = rows(
        [
            drafted("aaaa", "bbbb", article="bad.md"),
            drafted("aaaa", "aaab", article="good.md"),
            drafted("aaaa", "aaaa", into="ja", article="bad.md"),
        ],
        "article",
    )
    assert [(str(row.group), row.locale.name) for row in found] == [
        ("good.md", "ru"),
        ("bad.md", "ru"),
        ("bad.md", "ja"),
    ]


def test_a_score_that_parts_good_drafts_from_bad_ones_is_suggested() -> None:
    """Of the lowest, most were rewritten; of those at -0.3, five of eleven; of the others, none."""
    low = [(-0.9, True)] * 20 + [(-1.2, False)] * 2
    high = [(-0.8, True), *[(-0.3, True)] * 5, *[(-0.3, False)] * 6, *[(-0.2, False)] * 28]
    assert threshold(low + high) == Threshold(-0.3, 23, 21)
    assert threshold([*low, *high[1:], (-0.8, False)]) == Threshold(-0.8, 22, 20)


@pytest.mark.parametrize(
    "scored",
    [
        [(-0.9, True)] * 20 + [(-0.2, False)] * 20,
        [(-0.9, True)] * 60,
        [(-0.9, True)] * 9 + [(-0.2, False)] * 60,
        [(-0.9, True)] * 30 + [(-0.9, False)] * 25 + [(-0.2, False)] * 60,
        [(-0.9, False)] * 30 + [(-0.2, True)] * 30,
    ],
    ids=["too few", "all rewritten", "too few below", "by chance", "the wrong way round"],
)
def test_no_score_is_suggested_where_the_data_do_not_suffice(scored: list[tuple[float, bool]]) -> None:
    assert threshold(scored) is None


@given(st.lists(st.tuples(st.sampled_from([-0.9, -0.6, -0.3, -0.1]), st.booleans()), min_size=50, max_size=90))
def test_most_below_a_suggested_score_were_rewritten_and_most_above_were_not(scored: list[tuple[float, bool]]) -> None:
    found = threshold(scored)
    if found:
        below = [edited for score, edited in scored if score < found.score]
        above = [edited for score, edited in scored if score >= found.score]
        assert (len(below), sum(below)) == (found.below, found.edited)
        assert 2 * sum(below) > len(below)
        assert 2 * sum(above) <= len(above)


def test_scores_of_two_models_are_not_one_scale() -> None:
    one = [drafted(f"Текст {number}", "Другое", -0.9) for number in range(40)]
    one += [drafted(f"Да {number}", f"Да {number}", -0.2) for number in range(40)]
    (row,) = rows(one, "locale")
    assert row.threshold == Threshold(-0.2, 40, 40)
    other = drafted("Нет.", "Нет.", -0.2)
    entry = po.reviewed(po.drafted(Entry("No."), "Нет.", Provenance("argos", "en", "2", -0.2)), "Нет.")
    assert entry.provenance
    newer = Drafted("a.md", RU, other.path, entry, entry.provenance, Fate.ACCEPTED, "Нет.")
    assert rows([*one, newer], "engine")[0].threshold is None
    shown = table(report(one, "engine"), width=100)
    assert (
        "argos, ru: the mean score of drafts is -0.20 where they were accepted, -0.90 where they were edited; " in shown
    )
    assert "`--min-score -0.20` leaves out 40, of which 40 were edited" in shown


def test_no_sign_of_an_article_moves_the_cursor() -> None:
    shown = table(report([drafted("a\x1b[2J", "b\nc")], "engine", segments=True), width=100)
    assert "\x1b" not in shown
    assert "+ b↵c" in shown


def test_a_long_name_is_shortened_in_a_narrow_terminal() -> None:
    one = drafted("Да.", "Да.", article="a-very-long-folder/with-a-very-long-name-of-an-article.md")
    heading, line = table(report([one], "article"), width=90).splitlines()[:2]
    assert len(line) <= 90
    assert len(heading) == len(line)
    assert "…" in line


def test_figures_are_withheld_where_too_many_drafts_are_unknown() -> None:
    """Accepted drafts alone would say that nothing was changed."""
    some = [drafted("Да.", "Да."), *(drafted(f"Да {number}.", "Нет.") for number in range(4))]
    lost = [replace(drafted("Ой.", "Нет."), draft=None), replace(drafted("Эй.", "Нет."), draft=None)]
    assert rows([*some, lost[0]], "engine")[0].telling
    (row,) = rows([*some, *lost], "engine")
    assert (row.telling, row.overlap, row.compared, row.unknown) == (False, None, 5, 2)
    assert "Edited drafts that are not known any more: 2." in table(report([*some, *lost], "engine"), width=100)


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_the_same_is_printed_each_time(story: Path, form: str) -> None:
    options = ("eval", "--segments", "--by", "model", "--format", form)
    printed = {l10n(story, *options, PYTHONHASHSEED=seed).stdout for seed in ("1", "2", "3")}
    assert len(printed) == 1


# --- sacrebleu


def judged(folder: Path, pairs: Sequence[tuple[str, str]], tokenize: str) -> dict[str, tuple[float, str]]:
    """The scores and signatures that sacrebleu's own command gives to files."""
    write(folder / "drafts", "".join(f"{draft}\n" for draft, _ in pairs))
    write(folder / "finals", "".join(f"{final}\n" for _, final in pairs))
    command = [sys.executable, "-m", "sacrebleu", "finals", "-i", "drafts", "-m", "bleu", "chrf", "-w", "2"]
    done = subprocess.run([*command, "-tok", tokenize, "-f", "json"], cwd=folder, capture_output=True, check=True)
    return {each["name"]: (each["score"], each["signature"]) for each in json.loads(done.stdout)}


@needs_sacrebleu
@pytest.mark.parametrize(("name", "tokenize"), [("ru", "13a"), ("zh_CN", "zh")])
def test_sacrebleu_itself_gives_these_scores(story: Path, tmp_path: Path, name: str, tokenize: str) -> None:
    """To the drafts as git has them, and the texts as the catalogue has them."""
    path = f"locales/{name}/LC_MESSAGES/visit.md.po"
    before = po.parse(git(story, "show", f"HEAD~1:{path}").encode(), Path(path))
    drafts = {entry.source: entry.translation for entry in before.entries}
    after = catalogue(story, name).entries
    pairs = [(drafts[each.source], each.translation) for each in after if each.provenance and not each.fuzzy]
    scores = judged(tmp_path, pairs, tokenize)
    (row,) = fields(evaluated(story, "-l", name), "chrf", "chrf_signature", "bleu", "bleu_signature")
    assert row == (*scores["chrF2"], *scores["BLEU"])
    assert f"tok:{tokenize}|" in str(row[3])


@needs_sacrebleu
def test_japanese_is_scored_by_characters(tmp_path: Path) -> None:
    pairs = [("大臣は正午に出発した。", "大臣は昼に出発しました。"), ("雨が降った。", "雨が降った。")]
    found = overlap(pairs, JA)
    assert found
    scores = judged(tmp_path, pairs, "char")
    assert (round(found.bleu, 2), found.bleu_signature) == scores["BLEU"]
    assert (round(found.chrf, 2), found.chrf_signature) == scores["chrF2"]


@pytest.mark.parametrize(
    ("name", "tokenize"),
    [("ru", "13a"), ("ko", "13a"), ("zh_TW", "zh"), ("zh_Hans", "zh"), ("zh_HK", "zh"), ("ja", "char"), ("th", "char")],
)
def test_each_language_has_its_tokenizer(name: str, tokenize: str) -> None:
    assert tokenizer(locale(name)) == tokenize


@needs_sacrebleu
def test_drafts_that_were_all_accepted_score_100() -> None:
    found = overlap([("Шёл дождь весь день.", "Шёл дождь весь день.")], RU)
    assert found
    assert (round(found.chrf, 6), round(found.bleu, 6)) == (100.0, 100.0)


def test_without_sacrebleu_the_rest_is_there(story: Path) -> None:
    """One line says how to get chrF and BLEU."""
    program = "import sys; sys.modules['sacrebleu'] = None; from l10n.cli import main; sys.argv[0] = 'l10n'; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "eval", "-l", "ru"],
        cwd=story,
        env=environment(story / ".home", {}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0
    assert done.stderr == "chrF and BLEU need sacrebleu: pip install 'article-l10n[eval]'\n"
    assert done.stdout.split()[:8] == [
        *("engine", "locale", "accepted", "edited", "unknown", "untouched", "changed", "HTER")
    ]
