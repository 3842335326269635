"""`l10n check` as an engineer sets it up: severities, exceptions, a baseline, what is not looked at twice."""

import json
import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from command import l10n, write

from l10n.checks import RULES
from l10n.pipeline.articles import read
from l10n.pipeline.check import check_articles
from l10n.project import open_project
from l10n.terms import installed

HEADER = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
CATALOGUE = "locales/ru/LC_MESSAGES/visit.md.po"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two sentences: one says the glossary's term, the other one a forbidden word for it."""
    write(tmp_path / "l10n.toml", 'locales = ["ru"]\n')
    write(tmp_path / "glossary.csv", "source,ru,ru:forbidden\nnight train,ночной поезд,ночной экспресс\n")
    write(tmp_path / "source/visit.md", "The night train is late.\n\nWe took the night train.\n")
    assert l10n(tmp_path, "extract").returncode == 0
    translate(tmp_path, {"The night train is late.": "Ночной экспресс опаздывает."})
    translate(tmp_path, {"We took the night train.": "Мы поехали ночным поездом."})
    return tmp_path


def translate(project: Path, texts: dict[str, str], comment: str = "") -> None:
    path = project / CATALOGUE
    content = path.read_text(encoding="utf-8")
    for source, translation in texts.items():
        before, found, after = content.partition(f'msgid "{source}"\nmsgstr ')
        assert found
        head, _, block = before.rpartition("\n\n")
        content = f'{head}\n\n{comment}{block}{found}"{translation}"\n{after.partition(chr(10))[2]}'
    path.write_text(content, encoding="utf-8")


def rules_of(project: Path, *arguments: str) -> list[str]:
    found = json.loads(l10n(project, "check", "--format", "json", *arguments).stdout)["problems"]
    return [f"{each['severity']} {each['rule']}" for each in found]


def test_a_rule_is_worth_what_the_project_says(project: Path) -> None:
    assert rules_of(project) == ["error term"]
    write(project / "l10n.toml", 'locales = ["ru"]\n[check.rules]\nterm = "info"\n')
    assert rules_of(project) == ["info term"]
    assert l10n(project, "check").returncode == 0
    assert l10n(project, "check", "--fail-on", "info").returncode == 1
    write(project / "l10n.toml", 'locales = ["ru"]\n[check]\nfail_on = "info"\nrules = { term = "info" }\n')
    assert l10n(project, "check").returncode == 1
    write(project / "l10n.toml", 'locales = ["ru"]\n[[check.paths]]\npaths = ["vis*"]\nrules = { term = "off" }\n')
    assert rules_of(project) == []


def test_a_comment_excepts_its_entry_and_no_other(project: Path) -> None:
    translate(project, {"The night train is late.": "Ночной экспресс опаздывает."}, "# l10n:ignore term (a name)\n")
    assert rules_of(project) == []
    translate(project, {"We took the night train.": "Мы сели в ночной экспресс."})
    assert rules_of(project) == ["error term"]
    assert l10n(project, "extract").returncode == 0
    assert "# l10n:ignore term (a name)\n" in (project / CATALOGUE).read_text(encoding="utf-8")


def test_an_exception_from_no_rule_is_named(project: Path) -> None:
    translate(project, {"We took the night train.": "Мы поехали ночным поездом."}, "# l10n:ignore trem\n")
    done = l10n(project, "check")
    assert "warning[ignore] ru: `l10n:ignore`: unknown rule 'trem'; did you mean 'term'?" in done.stdout


def test_a_baseline_lets_an_old_project_begin(project: Path) -> None:
    written = l10n(project, "check", "--write-baseline")
    assert (written.returncode, (project / "l10n-baseline.json").exists()) == (0, True)
    write(project / "l10n.toml", 'locales = ["ru"]\n[check]\nbaseline = "l10n-baseline.json"\n')
    passed = l10n(project, "check")
    assert (passed.returncode, passed.stdout) == (0, "No problems.\n")
    assert "in the baseline: 1 known problem\n" in passed.stderr

    # Lines move: still known. The text changes: new.
    path = project / CATALOGUE
    path.write_text("# A comment of the translator.\n#\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert l10n(project, "check").returncode == 0
    translate(project, {"The night train is late.": "Ночной экспресс опоздал."})
    changed = l10n(project, "check")
    assert changed.returncode == 1
    assert "1 of the baseline are gone" in changed.stderr
    before = (project / "l10n-baseline.json").read_bytes()
    assert l10n(project, "check", "--write-baseline").returncode == 0
    assert (project / "l10n-baseline.json").read_bytes() != before
    assert l10n(project, "check").returncode == 0


@pytest.mark.parametrize(
    ("content", "message", "code"),
    [
        (None, "known.json: no such baseline; `l10n check --write-baseline` writes it", 2),
        ('{"schema": 1,\n "x"', "known.json:2: not JSON", 4),
        ('{"schema": "l10n-baseline/9"}', "known.json: not a baseline of this version", 4),
        ('{"schema": "l10n-baseline/1", "problems": [{"path": 1}]}', "known.json: not a baseline", 4),
        ("[]", "known.json: not a baseline", 4),
    ],
)
def test_a_baseline_that_cannot_be_read(project: Path, content: str | None, message: str, code: int) -> None:
    if content is not None:
        write(project / "known.json", content)
    done = l10n(project, "check", "--baseline", "known.json")
    assert (done.returncode, message in done.stderr) == (code, True), done.stderr


def test_a_baseline_outside_of_the_project_is_not_for_its_configuration(tmp_path: Path, project: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}.json"
    done = l10n(project, "check", "--write-baseline", "--baseline", str(outside))
    assert f"`--baseline {outside}`" in done.stderr
    assert "l10n.toml" not in done.stderr


def test_a_baseline_is_of_the_whole_project(project: Path) -> None:
    done = l10n(project, "check", "-l", "ru", "--write-baseline")
    assert (done.returncode, "give no paths, locales, rules or base" in done.stderr) == (2, True)


def test_only_some_rules(project: Path) -> None:
    assert rules_of(project, "--rule", "markup") == []
    assert rules_of(project, "--rule", "markup", "--rule", "term") == ["error term"]
    unknown = l10n(project, "check", "--rule", "trem")
    assert (unknown.returncode, "did you mean 'term'?" in unknown.stderr) == (2, True)


def test_a_rule_is_explained_anywhere(tmp_path: Path, project: Path) -> None:
    nowhere = tmp_path.parent / f"{tmp_path.name}-nowhere"
    nowhere.mkdir()
    listed = l10n(nowhere, "check", "--rules").stdout
    assert all(f"\n{name} " in f"\n{listed}" for name in RULES)
    explained = l10n(nowhere, "check", "--explain", "term").stdout
    assert explained.startswith(f"term: warning\n\n{RULES['term'].summary}\n")
    assert "Good: msgid" in explained
    write(project / "l10n.toml", 'locales = ["ru"]\n[check.rules]\nterm = "off"\n')
    assert l10n(project, "check", "--explain", "term").stdout.startswith("term: off, warning by default\n")


@pytest.mark.parametrize("name", [b"a\nb.md", b"bad\xff.md", b"a\x1b[2J.md"])
def test_an_article_whose_name_nobody_can_read_stops_itself_alone(project: Path, name: bytes) -> None:
    try:
        (project / "source" / os.fsdecode(name)).write_text("Hello.\n")
    except OSError:
        pytest.skip("the file system takes no such name")
    for command in (
        ["extract"],
        ["translate", "--engine", "pseudo"],
        ["build"],
        ["check", "--format", "json"],
        ["fix"],
        ["status"],
    ):
        done = l10n(project, *command)
        assert done.returncode == 4, done.stderr
        assert "rename the article" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_name_may_have_any_letters_and_blanks(project: Path) -> None:
    write(project / "source/می‌خواهم 100%s\u00a0👍🏽.md", "Hello.\n")
    assert l10n(project, "extract").returncode == 0


def test_one_sentence_with_two_translations(project: Path) -> None:
    write(project / "source/again.md", "The night train is late.\n")
    assert l10n(project, "extract").returncode == 0
    path = project / "locales/ru/LC_MESSAGES/again.md.po"
    content = path.read_text(encoding="utf-8")
    path.write_text(
        content.replace('msgstr ""\n', 'msgstr "Ночной поезд задержался."\n').replace(
            'msgstr "Ночной поезд задержался."\n', 'msgstr ""\n', 1
        ),
        encoding="utf-8",
    )
    done = l10n(project, "check", "--rule", "inconsistent").stdout
    assert "info[inconsistent] ru: translated otherwise in locales/ru/LC_MESSAGES/visit.md.po:" in done
    assert "here “Ночной поезд задержался.”, there “Ночной экспресс опаздывает.”" in done
    assert done.endswith("2 info in 2 files.\n")


def test_what_did_not_change_is_not_checked_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = open_project(project)
    first = check_articles(read(here), here.locales, "reviewed")
    assert len(first.problems) == 1

    def none_left(*_: object) -> object:
        raise AssertionError("checked again")

    monkeypatch.setattr("l10n.pipeline.judging.check", none_left)
    assert check_articles(read(here), here.locales, "reviewed") == first
    write(project / "glossary.csv", "source,ru\nnight train,поезд\n")
    with pytest.raises(AssertionError, match="checked again"):
        check_articles(read(here), here.locales, "reviewed")


@pytest.mark.parametrize("damage", ["garbage", "no database", "read-only"])
def test_the_cache_of_verdicts_may_be_lost(project: Path, damage: str) -> None:
    before = l10n(project, "check").stdout
    cache = project / ".l10n/checks.sqlite"
    if damage == "garbage":
        with sqlite3.connect(cache) as database:
            database.execute("UPDATE verdict_5 SET found = '[[[1]], 2]'")
    elif damage == "no database":
        cache.write_bytes(b"garbage" * 1000)
    else:
        shutil.rmtree(project / ".l10n")
        write(project / ".l10n", "a file where a folder should be")
    assert l10n(project, "check").stdout == before


def test_all_cores_say_the_same(project: Path) -> None:
    """Many articles are shared by processes; the answers and their order are those of one."""
    for at in range(120):
        shutil.copy(project / "source/visit.md", project / f"source/{at:03}.md")
        shutil.copy(project / CATALOGUE, project / f"locales/ru/LC_MESSAGES/{at:03}.md.po")
    write(project / "locales/ru/LC_MESSAGES/007.md.po", "<<<<<<< ours\n=======\n>>>>>>> theirs\n")
    alone = l10n(project, "--jobs", "1", "check", "--format", "json")
    shutil.rmtree(project / ".l10n")
    together = l10n(project, "check", "--format", "json")
    assert (together.returncode, together.stdout, together.stderr) == (4, alone.stdout, alone.stderr)
    assert len(json.loads(together.stdout)["problems"]) >= 120


def test_typography_is_told_and_points_to_what_mends_it(project: Path) -> None:
    translate(project, {"We took the night train.": "Мы - поехали ночным поездом..."})
    done = l10n(project, "check", "--rule", "typography").stdout
    assert "info[typography] ru: ru.dash: “Мы - поехали ночным” → “Мы\u00a0— поехали ночным”" in done
    assert "ru.hellip: " in done
    assert "`l10n fix` shows it as a diff" in done
    translate(project, {"We took the night train.": "В № 5 мы сели на Cу-35."})
    done = l10n(project, "check", "--rule", "typography").stdout
    assert "ru.nbsp-number: “В № 5 мы сели на” → “В №\u00a05 мы сели на” with a no-break space" in done
    assert "→ “№ 5 мы сели на Су-35.” in Cyrillic letters" in done
    write(
        project / "l10n.toml",
        'locales = ["ru"]\n[typography]\noff = ["ru.dash", "ru.hellip", "ru.nbsp-number", "ru.homoglyph"]\n',
    )
    assert l10n(project, "check", "--rule", "typography").stdout == "No problems.\n"


@pytest.mark.skipif(not installed(), reason="pymorphy3 is not installed: the extra `ru`")
def test_one_word_is_written_with_yo_and_without(project: Path) -> None:
    translate(project, {"The night train is late.": "Ночной поезд идёт поздно."})
    translate(project, {"We took the night train.": "Мы едем, он идет ночным поездом."})
    done = l10n(project, "check", "--rule", "yo").stdout
    assert "info[yo] ru: “идет” here, “идёт” in other entries" in done


def test_designations_and_names(project: Path) -> None:
    write(project / "source/arms.md", "By Anna Lee • 17 April 2023\n\nThe S-400 fired at the MiG-31K.\n")
    assert l10n(project, "extract").returncode == 0
    path = project / "locales/ru/LC_MESSAGES/arms.md.po"
    content = path.read_text(encoding="utf-8")
    for source, translation in {
        "By Anna Lee • 17 April 2023": "Автор: Anna Lee • 17 апреля 2023 г.",
        "The S-400 fired at the MiG-31K.": "C-400 обстреляла МиГ-31К.",
    }.items():
        content = content.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{translation}"')
    path.write_text(content, encoding="utf-8")
    assert rules_of(project, "source/arms.md") == ["info name-untranslated", "warning designation"]
    assert "“C-400” should be “С-400”" in l10n(project, "check", "source/arms.md").stdout
    write(project / "l10n.toml", 'locales = ["ru"]\ndesignations = false\n')
    assert rules_of(project, "source/arms.md") == ["info name-untranslated"]
    write(project / "glossary.csv", "source,ru\nAnna Lee,Анна Ли\n")
    assert rules_of(project, "source/arms.md") == ["warning term"]


def test_a_project_sets_how_far_a_translation_may_go(project: Path) -> None:
    translate(project, {"We took the night train.": "Мы took ночной поезд."})
    assert rules_of(project, "--rule", "residue") == ["warning residue"]
    write(project / "l10n.toml", 'locales = ["ru"]\n[check.limits]\nresidue = 5\n')
    assert rules_of(project, "--rule", "residue") == []
    translate(project, {"We took the night train.": "Мы took the ночной поезд сегодня."})
    assert rules_of(project, "--rule", "script-share") == []
    write(project / "l10n.toml", 'locales = ["ru"]\n[check.limits]\nscript-share = 0.9\n')
    assert rules_of(project, "--rule", "script-share") == ["error script-share"]


def test_emphasis_that_a_build_mends_is_no_leak(tmp_path: Path) -> None:
    """What translators may write as they are used to is told once, as information."""
    write(tmp_path / "l10n.toml", 'locales = ["zh_CN"]\n')
    write(tmp_path / "source/a.md", "He said **“it works”**.\n")
    assert l10n(tmp_path, "extract").returncode == 0
    path = tmp_path / "locales/zh_CN/LC_MESSAGES/a.md.po"
    content = path.read_text(encoding="utf-8")
    path.write_text(content.replace('”**."\nmsgstr ""', '”**."\nmsgstr "他说**“有效”**。"'), encoding="utf-8")
    assert rules_of(tmp_path) == ["info emphasis"]
