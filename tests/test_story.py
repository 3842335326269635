"""The main job as its users live through it, each command a process of its own, with real models."""

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import MODELS, environment, l10n, write

from l10n import catalogue as po
from l10n.catalogue import State

ARTICLE = """\
By Ann Lee • 17 April 2023 • 0:32

Two jets on a runway. Credit: Ministry of Defence

The minister said on Monday that the talks had begun. He left at 5 p.m. Monday for the U.S. embassy.

“The world is restless. We will go on with our work”. Lee said.
"""
NAME = "news/visit.txt"
needs_gettext = pytest.mark.skipif(shutil.which("msgattrib") is None, reason="gettext is not installed: see .ci/run")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A new project with one article."""
    assert l10n(tmp_path, "init").returncode == 0
    (tmp_path / "source" / "welcome.md").unlink()
    write(tmp_path / "source" / NAME, ARTICLE)
    return tmp_path


@pytest.fixture
def with_models(project: Path) -> Path:
    """The same, with models for both locales."""
    for pair in ("en_ru", "en_zh"):
        done = l10n(project, "models", "install", str(MODELS / f"translate-{pair}-1_0.argosmodel"))
        assert done.returncode == 0, done.stderr
    return project


def catalogue_path(project: Path, locale: str, name: str = NAME) -> Path:
    return project / "locales" / locale / "LC_MESSAGES" / f"{name}.po"


def catalogue(project: Path, locale: str, name: str = NAME) -> po.Catalogue:
    path = catalogue_path(project, locale, name)
    return po.parse(path.read_bytes(), path)


def review(project: Path, *locales: str) -> None:
    """Mark every draft as reviewed, with gettext's own tool."""
    for locale in locales:
        for path in (project / "locales" / locale).rglob("*.po"):
            subprocess.run(["msgattrib", "--clear-fuzzy", "--no-wrap", "-o", str(path), str(path)], check=True)


def test_extract_gives_the_segments_a_translator_expects(project: Path) -> None:
    """Dateline and credit are segments of their own; times, abbreviations and quotations are not torn apart."""
    assert l10n(project, "extract").returncode == 0
    assert [entry.source for entry in catalogue(project, "ru").live] == [
        "By Ann Lee • 17 April 2023 • 0:32",
        "Two jets on a runway.",
        "Credit: Ministry of Defence",
        "The minister said on Monday that the talks had begun.",
        "He left at 5 p.m. Monday for the U.S. embassy.",
        "“The world is restless.",
        "We will go on with our work”. Lee said.",
    ]


def test_extracting_again_writes_nothing(project: Path) -> None:
    l10n(project, "extract")
    again = l10n(project, "--verbose", "extract")
    assert "0 files written" in again.stderr
    assert "wrote" not in again.stderr


@needs_gettext
def test_from_article_to_reviewed_articles(with_models: Path) -> None:
    """Drafts, a build with the dateline in the locale’s own form, a check that names every draft, review."""
    project = with_models
    l10n(project, "extract")
    assert l10n(project, "translate").returncode == 0
    assert {entry.state for entry in catalogue(project, "zh_CN").live} == {State.MACHINE}
    for locale in ("ru", "zh_CN"):
        subprocess.run(
            ["msgfmt", "--check", "--use-fuzzy", "-o", "/dev/null", str(catalogue_path(project, locale))], check=True
        )

    built = l10n(project, "build", "--require", "machine")
    assert built.returncode == 0, built.stderr
    assert "17 апреля 2023\u00a0г. • 0:32" in (project / "build" / "ru" / NAME).read_text(encoding="utf-8")
    assert "2023年4月17日 • 0:32" in (project / "build" / "zh_CN" / NAME).read_text(encoding="utf-8")

    checked = l10n(project, "check")
    assert checked.returncode == 1
    assert checked.stdout.count("[machine]") == 2 * 7

    review(project, "ru", "zh_CN")
    accepted = l10n(project, "check")
    assert accepted.returncode == 0, accepted.stdout


@needs_gettext
def test_editing_one_sentence_makes_one_entry_outdated(with_models: Path) -> None:
    """Its translation stays, with the old source beside it, unpublished; every other entry keeps its bytes."""
    project = with_models
    l10n(project, "run")
    review(project, "ru", "zh_CN")
    before = catalogue(project, "ru")
    write(project / "source" / NAME, ARTICLE.replace("on Monday that the talks", "on Tuesday that the talks"))
    done = l10n(project, "run")
    assert (done.returncode, "outdated texts: 0 published, 2 replaced by their source" in done.stderr) == (1, True)
    after = catalogue(project, "ru")
    changed = [(old, new) for old, new in zip(before.live, after.live, strict=True) if old.raw != new.raw]
    ((old, new),) = changed
    assert new.state is State.OUTDATED
    assert (new.previous, new.translation) == (old.source, old.translation)
    assert "[outdated]" in l10n(project, "check", "-l", "ru").stdout

    write(project / "source" / NAME, ARTICLE)
    assert l10n(project, "run").returncode == 0
    assert catalogue(project, "ru") == before


def test_without_a_model_everything_else_is_done(project: Path) -> None:
    """One line for each locale says what is missing and how to install it; the exit code is 3."""
    done = l10n(project, "run")
    assert done.returncode == 3
    lines = [line for line in done.stderr.splitlines() if line.startswith("l10n: ")]
    assert len(lines) == 2
    assert all("models install" in line for line in lines)
    assert (project / "build" / "ru" / NAME).read_text(encoding="utf-8") == ARTICLE
    assert catalogue(project, "zh_CN").live


def test_pseudo_needs_no_model(project: Path) -> None:
    assert l10n(project, "run").returncode == 3
    assert l10n(project, "translate", "--engine", "pseudo").returncode == 0
    assert l10n(project, "run").returncode == 0


def test_the_models_of_the_project_come_first(project: Path) -> None:
    archive = MODELS / "translate-en_ru-1_0.argosmodel"
    assert l10n(project, "models", "install", "--here", str(archive)).returncode == 0
    listed = json.loads(l10n(project, "models", "list", "--format", "json").stdout)
    assert [(model["from"], model["to"]) for model in listed["models"]] == [("en", "ru")]
    assert Path(listed["models"][0]["path"]).is_relative_to(project / "models")
    assert l10n(project, "models", "remove", "en_ru").returncode == 0
    assert json.loads(l10n(project, "models", "list", "--format", "json").stdout)["models"] == []


def test_an_unreadable_article_stops_no_other(project: Path) -> None:
    """The article is named with its byte offset, the others are done, the exit code is 4."""
    (project / "source" / "latin.txt").write_bytes("Café\n".encode("latin-1"))
    done = l10n(project, "run", "--engine", "pseudo")
    assert done.returncode == 4
    assert done.stderr.count("source/latin.txt:1: not UTF-8 at byte 3") == 1
    assert (project / "build" / "ru" / NAME).is_file()


def test_a_damaged_catalogue_is_left_alone(project: Path) -> None:
    """It is named with its line, not written, and stops nothing else."""
    l10n(project, "extract")
    path = catalogue_path(project, "ru")
    damaged = b"<<<<<<< HEAD\n" + path.read_bytes()
    path.write_bytes(damaged)
    done = l10n(project, "run", "--engine", "pseudo")
    assert done.returncode == 4
    assert f"locales/ru/LC_MESSAGES/{NAME}.po:1: an unresolved merge conflict" in done.stderr
    assert path.read_bytes() == damaged
    assert (project / "build" / "zh_CN" / NAME).read_text(encoding="utf-8") != ARTICLE


def test_a_broken_entry_is_named_and_stops_no_other(project: Path) -> None:
    """It stays as it stands, once in the messages, with the line that it has when the command ends."""
    l10n(project, "extract")
    path = catalogue_path(project, "ru")
    broken = b'msgid "no end\nmsgstr ""'
    path.write_bytes(path.read_bytes() + b"\n" + broken + b"\n")
    done = l10n(project, "run", "--engine", "pseudo")
    assert done.returncode == 4
    line = path.read_bytes().split(b"\n").index(b'msgid "no end') + 1
    place = path.relative_to(project).as_posix()
    assert [text for text in done.stderr.splitlines() if "string that does not end" in text] == [
        f"l10n: {place}:{line}: a string that does not end, or text after its end; correct it in a text editor"
    ]
    assert path.read_bytes().count(broken) == 1
    assert all(entry.translation for entry in catalogue(project, "ru").live)
    assert f"{NAME}.po:{line}" in l10n(project, "check").stdout


@needs_gettext
def test_segmentation_can_be_changed_without_losing_a_word(with_models: Path) -> None:
    """Reviewed sentences become reviewed paragraphs, and these become sentences again."""
    project = with_models
    l10n(project, "run")
    review(project, "ru", "zh_CN")
    sentences = catalogue(project, "ru")
    built = (project / "build" / "ru" / NAME).read_bytes()
    configuration = project / "l10n.toml"
    by_sentence = configuration.read_text(encoding="utf-8")
    write(configuration, by_sentence.replace('# segmentation = "sentence"', 'segmentation = "paragraph"'))
    assert l10n(project, "run", "--require", "reviewed").returncode == 0
    assert (project / "build" / "ru" / NAME).read_bytes() == built
    assert len(catalogue(project, "ru").live) == 4
    write(configuration, by_sentence)
    assert l10n(project, "run", "--require", "reviewed").returncode == 0
    assert (project / "build" / "ru" / NAME).read_bytes() == built
    after = {entry.source: entry.translation for entry in catalogue(project, "ru").live}
    assert after == {entry.source: entry.translation for entry in sentences.live}


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("frobnicate",), 2, "No such command 'frobnicate'"),
        (("chek",), 2, "No such command 'chek'; did you mean 'check'?"),
        (("status", "-q"), 2, "\n-q stands before the command: `l10n -q status`\n"),
        (
            ("models", "list", "--wait", "1"),
            2,
            "\n--wait stands before the command: `l10n --wait SECONDS models list`\n",
        ),
        (("build", "--require", "perfect"), 2, "Invalid value for '--require'"),
        (("build", "-l", "de"), 2, "add it in l10n.toml"),
        (("build", "-l", "rus_XX_YY"), 2, "locale"),
        (("translate", "--engine", "argus"), 2, "did you mean 'argos'"),
        (("extract", "nowhere.md"), 2, "nowhere.md"),
        (("models", "remove", "en_xx"), 2, "no model en_xx"),
    ],
)
def test_wrong_usage_says_what_to_do(project: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    l10n(project, "extract")
    done = l10n(project, *arguments)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_translate_before_extract_names_extract(project: Path) -> None:
    done = l10n(project, "translate", "--engine", "pseudo")
    assert "0 entries drafted" in done.stderr
    assert "2 catalogues are not there yet: run `l10n extract` first\n" in done.stderr
    l10n(project, "extract")
    assert "not there yet" not in l10n(project, "translate", "--engine", "pseudo").stderr


@pytest.mark.parametrize("command", ["run", "translate"])
def test_an_unknown_engine_is_refused_before_anything_is_done(project: Path, command: str) -> None:
    """Even where no entry is missing, so that no engine would be asked."""
    done = l10n(project, command, "--engine", "psuedo")
    assert done.returncode == 2
    assert "did you mean 'pseudo'" in done.stderr
    assert not (project / "locales" / "ru").exists()
    l10n(project, "run", "--engine", "pseudo")
    assert l10n(project, command, "--engine", "psuedo").returncode == 2


def test_an_unknown_key_names_the_nearest(project: Path) -> None:
    write(project / "l10n.toml", 'locale = ["ru"]\n')
    done = l10n(project, "status")
    assert done.returncode == 2
    assert "unknown key 'locale'; did you mean 'locales'?" in done.stderr


def test_init_never_overwrites(project: Path) -> None:
    write(project / "l10n.toml", 'locales = ["ru"]\n')
    assert l10n(project, "init").returncode == 0
    assert (project / "l10n.toml").read_text(encoding="utf-8") == 'locales = ["ru"]\n'


def test_outside_a_project(tmp_path: Path) -> None:
    done = l10n(tmp_path, "status")
    assert done.returncode == 2
    assert "l10n init" in done.stderr


def test_interrupted_nothing_is_lost(with_models: Path) -> None:
    """Ctrl-C in the middle of a translation: every catalogue is complete, and the next run goes on from there."""
    project = with_models
    for number in range(120):
        text = " ".join(f"Sentence {number} {word} of a long article." for word in ("one", "two", "three", "four"))
        write(project / "source" / f"{number}.txt", text + "\n")
    assert l10n(project, "extract").returncode == 0
    command = [sys.executable, "-m", "l10n", "translate", "-l", "ru"]
    running = subprocess.Popen(command, cwd=project, env=environment(project / ".home", {}), stderr=subprocess.PIPE)
    while not (project / ".l10n" / "cache.sqlite").exists() and running.poll() is None:
        time.sleep(0.01)
    time.sleep(0.2)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate()
    assert running.returncode in {0, 130}, said
    assert b"Traceback" not in said
    assert all(catalogue(project, "ru", f"{number}.txt").live for number in range(120))
    assert l10n(project, "translate", "-l", "ru").returncode == 0
    states = {entry.state for number in range(120) for entry in catalogue(project, "ru", f"{number}.txt").live}
    assert states == {State.MACHINE}


def test_init_writes_its_article_where_a_killed_one_left_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    assert l10n(tmp_path, "init").returncode == 0
    assert (tmp_path / "source" / "welcome.md").is_file()
