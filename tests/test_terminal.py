"""What is not ours and goes to a terminal, a log or a sheet: nothing of it acts there, whichever command prints it."""

import ast
import errno
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from command import environment, write

from l10n.catalogue import Entry
from l10n.cli import cli, main
from l10n.cli import terminal as printing
from l10n.cli.card import Card, drawn
from l10n.columns import inert, visible, visible_lines
from l10n.memory import Match
from l10n.report.evaluation import _cell as cell
from l10n.report.status import markdown
from l10n.status import Counts, Row

ESCAPE = "\x1b]0;PWNED\x07"
TURNED = "\u202e"
EVIL = f"{ESCAPE}\x9b31m{TURNED}\u2066\u200f\u061c\u2028\u2029\x7f\U000e0041"
ACTIVE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff\U000e0000-\U000e007f]"
)


# --- the one function ---


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Дом, 房子, é, 👨‍👩‍👧, می‌خواهم", "Дом, 房子, é, 👨‍👩‍👧, می‌خواهم"),
        ("\x1b[31mred\x07\x00", "␛[31mred␇␀"),
        ("a\nb\tc\r", "a↵b␉c␍"),
        ("\x7f\x85\x9b", "␡<U+0085><U+009B>"),
        ("a\u202eb\u202c", "a<U+202E>b<U+202C>"),
        ("\u200e\u200f\u061c", "<U+200E><U+200F><U+061C>"),
        ("\u2066\u2067\u2068\u2069", "<U+2066><U+2067><U+2068><U+2069>"),
        ("\u2028\u2029", "<U+2028><U+2029>"),
        ("\udc80\ud800", "<U+DC80><U+D800>"),
        ("\U000e0001\U000e0041", "<U+E0001><U+E0041>"),
        ("\ufff9\u206a\U0001d173", "<U+FFF9><U+206A><U+1D173>"),
    ],
)
def test_what_acts_is_shown_instead(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert visible_lines(f"{text}\n\t") == visible(text).replace("↵", "\n").replace("␉", "\t") + "\n\t"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error file=a::x", "<U+003A>:error file=a::x"),
        ("ok\n \t::set-output name=a::b", "ok\n \t<U+003A>:set-output name=a::b"),
        ("\u3000::add-mask::x", "\u3000<U+003A>:add-mask::x"),
        ("a ##[error]b", "a <U+0023>#[error]b"),
        ("##vso[task.setvariable variable=a]b", "<U+0023>#vso[task.setvariable variable=a]b"),
        ("##teamcity[testFailed]", "<U+0023>#teamcity[testFailed]"),
        (":::note Title", ":::note Title"),
        ("std::vector, a :: b, ## Heading", "std::vector, a :: b, ## Heading"),
        ("::: warning\n:::", "::: warning\n:::"),
    ],
)
def test_no_line_is_a_command_to_continuous_integration(text: str, shown: str) -> None:
    assert inert(text) == shown


# --- every command ---


def leaves(command: click.Command, *names: str) -> Iterator[tuple[str, ...]]:
    """All commands that do something, by their words."""
    if not isinstance(command, click.Group):
        yield names
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        found = command.get_command(context, name)
        assert found is not None
        yield from leaves(found, *names, name)


COMMANDS: dict[tuple[str, ...], list[list[str]]] = {
    ("init",): [["init", f"new{TURNED}"]],
    ("run",): [["-v", "run", "--engine", "pseudo"]],
    ("extract",): [["-v", "extract"], ["extract", "--check"]],
    ("translate",): [["-v", "translate", "--engine", "pseudo"], ["translate", "--engine", EVIL]],
    ("adopt",): [
        ["adopt", f"source/a{TURNED}.md", f"source/a{TURNED}.md", "-l", "ru", "--dry-run"],
        ["adopt", "source", "old", "-l", "ru", "--dry-run"],
    ],
    ("build",): [["-v", "build"], ["build", f"no{EVIL}"], ["build", "-l", EVIL]],
    ("check",): [
        *(["check", "--format", form] for form in ("text", "github")),
        ["check", "--rule", EVIL],
        ["check", "--baseline", f"b{TURNED}.json"],
        ["check", "--diff", f"main{TURNED}"],
        ["check", "--report", f"text=a{TURNED}/../b"],
        ["check", "--explain", EVIL],
        ["check", "--rules"],
    ],
    ("fix",): [["fix", "--rule", EVIL]],
    ("clean",): [["-v", "clean"], ["clean", "--help"]],
    ("status",): [["status"], ["status", "--format", "markdown"], ["status", "--format", "badge"]],
    ("eval",): [
        ["eval"],
        ["eval", "--segments"],
        ["eval", "--segments", "--format", "csv"],
        ["eval", "--by", "article"],
    ],
    ("review",): [["review"]],
    ("merge-po",): [["merge-po", "bad.po", "bad.po", "bad.po", "--name", f"a{EVIL}.po"], ["merge-po", f"x{EVIL}"]],
    ("models", "list"): [["-v", "models", "list"], ["-v", "models", "list", "--index", "index"]],
    ("models", "install"): [["models", "install", f"x{EVIL}"], ["models", "install", f"bad{TURNED}.argosmodel"]],
    ("models", "update"): [["models", "update", f"x{EVIL}"]],
    ("models", "verify"): [["models", "verify"], ["models", "verify", f"x{EVIL}"]],
    ("models", "remove"): [["models", "remove", f"x{EVIL}"]],
    ("memory", "import"): [["memory", "import", f"bad{TURNED}.tmx"], ["memory", "import", f"good{TURNED}.tmx"]],
    ("memory", "export"): [["memory", "export", "-o", f"out{TURNED}.tmx"]],
    ("memory", "search"): [["memory", "search", "The minister left at noon", "--least", "50"]],
}
"""What is tried of each command."""


def test_no_command_is_forgotten() -> None:
    assert set(COMMANDS) == set(leaves(cli))


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in which every name and every text tries to act."""
    monkeypatch.chdir(tmp_path)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / ".home"))
    write(tmp_path / "l10n.toml", 'locales = ["ru"]\n')
    write(tmp_path / "glossary.csv", f"source,ru,ru:forbidden,note\nminister,министр{EVIL},визирь{EVIL},{EVIL}\n")
    text = f"The minister {EVIL} left at noon.\n\n[A {TURNED} link](nowhere{TURNED}.md)\n"
    for name in (f"a{TURNED}", "::error::b", f"c{ESCAPE}", "d\n::error::e", "##[error]f"):
        write(tmp_path / f"source/{name}.md", text)
    write(tmp_path / f"old/g{TURNED}.md", text)
    assert run("extract") == 4
    for path in sorted(tmp_path.glob("locales/ru/LC_MESSAGES/*.po")):
        content = path.read_text(encoding="utf-8")
        content = re.sub('^msgstr ""$', lambda _: f'msgstr "визирь {EVIL} 5 = ?"', content, flags=re.MULTILINE)
        content = content.replace('msgstr "визирь', 'msgstr ""\n"Language: ru\\n"\n"визирь', 1)
        path.write_text(
            f"{content}\n# l10n:mt {EVIL} {EVIL} 1 h=00000000\n# {EVIL}\n{ESCAPE} bad line\n", encoding="utf-8"
        )
    write(tmp_path / f"locales/ru/LC_MESSAGES/a{TURNED}.md.po", f'msgid "{EVIL}"\nmsgstr "x"\n\n{EVIL} bad line\n')
    write(tmp_path / "bad.po", f'{EVIL} bad\nmsgid ""\nmsgstr ""\n')
    write(tmp_path / f"bad{TURNED}.tmx", f"<tmx><{TURNED}")
    unit = "".join(
        f'<tuv xml:lang="{code}"><seg>{words} left at noon {TURNED}\x85</seg></tuv>'
        for code, words in (("en", "The minister"), ("ru", "Министр"))
    )
    write(tmp_path / f"good{TURNED}.tmx", f'<?xml version="1.0"?><tmx version="1.4"><body><tu>{unit}</tu></body></tmx>')
    write(
        tmp_path / f"memory/{TURNED}m.tmx",
        f'<?xml version="1.0"?><tmx version="1.4"><body><tu>{unit}</tu></body></tmx>',
    )
    write(tmp_path / f"bad{TURNED}.argosmodel", "no zip")
    write(tmp_path / f"models/m{TURNED}/metadata.json", '{"from_code": "\\u001b]0;x"}')
    write(tmp_path / "index/index.json", '[{"from_code": "\\u001b\\u202e", "links": 1}, {"from_code": "\\u202e"}]')
    return tmp_path


def run(*arguments: str) -> int:
    """A command as a process would run it; its exit code."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["l10n", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
    return int(ended.value.code or 0)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_command_lets_anything_act(
    hostile: Path, words: tuple[str, ...], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    del hostile
    said = b""
    for arguments in COMMANDS[words]:
        run(*arguments)
        told = capfdbinary.readouterr()
        said += told.out + told.err
    text = said.decode()
    assert not ACTIVE.search(text), ACTIVE.findall(text)
    assert "Traceback" not in text
    if "--format" not in COMMANDS[words][0]:
        assert not re.search(r"^\s*::[a-z]+[^\n]*::|##\[", text, re.MULTILINE), text


def test_no_module_of_the_command_line_writes_by_itself() -> None:
    """A command that comes tomorrow cannot forget to look: there is no way around the module that prints."""
    allowed = {"terminal.py", "review.py"}
    ways = {"echo", "secho", "print", "pager", "echo_via_pager", "confirm", "prompt", "writelines"}
    for path in Path(printing.__file__).parent.glob("*.py"):
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        names = {getattr(call.func, "attr", getattr(call.func, "id", "")): call.lineno for call in calls}
        found = {name: line for name, line in names.items() if name in ways}
        assert not found or path.name in allowed, f"{path.name}: {found}"


def test_data_is_untouched_in_a_pipe_and_shown_at_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """A diff that `git apply` takes must not change; a person looks at it at a terminal."""
    content = f" ::error::x\n+{EVIL}\n".encode()
    printing.hand_over(content)
    assert capfdbinary.readouterr().out == content
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    printing.hand_over(content)
    assert not ACTIVE.search(capfdbinary.readouterr().out.decode())


# --- sheets and tables ---


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://example.org","x")',
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "  =1",
        '"=1',
        "'=1",
        "\u00a0=1",
        "\ufeff=1",
        "\u200b=1",
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM",
        "|cmd",
        "%x",
        "- item",
        "\n=1",
    ],
)
def test_a_text_in_a_sheet_is_no_formula(text: str) -> None:
    assert cell(text) == f"'{visible_lines(text)}"


@pytest.mark.parametrize("value", [-5, 0.25, -0.21, None, "5 = 5", "a-b", "минус", "“=” is a sign", ""])
def test_numbers_and_plain_texts_stay(value: float | str | None) -> None:
    assert cell(value) == value


def test_a_name_in_a_markdown_table_is_a_name() -> None:
    rows = [Row("a|b<script>`*[x](y)&_z_\n.md", "zh_CN", Counts(reviewed=1))]
    line = markdown(rows).splitlines()[2]
    assert line.startswith(r"| a\|b\<script\>\`\*\[x\](y)\&\_z\_↵.md | zh_CN | 100% |")


@pytest.mark.parametrize(
    "error", [ValueError, KeyError, TypeError, RecursionError, MemoryError, UnicodeError, OverflowError]
)
def test_what_nobody_foresaw_is_one_line_too(
    error: type[Exception], small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says where, for a report; no gate takes it for a finding."""

    def fail(*_: object) -> None:
        raise error(f"x {EVIL}")

    monkeypatch.chdir(small)
    monkeypatch.setattr(printing.Session, "project", fail)
    assert run("status") == 4
    said = capsys.readouterr().err
    assert said.startswith(f"l10n: an input is not as l10n expects it ({error.__name__}: ")
    assert said.count("\n") == 1
    assert not ACTIVE.search(said)


# --- outputs that cannot be written ---


def process(project: Path, *arguments: str, out: int | None = subprocess.PIPE, **settings: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "l10n", *arguments],
        cwd=project,
        env=environment(project / ".home", settings),
        stdout=out,
        stderr=subprocess.PIPE,
        check=False,
    )
    return done.returncode, (done.stdout or b"").decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    write(tmp_path / "l10n.toml", 'locales = ["ru"]\n')
    write(tmp_path / "source/дом.md", "Rain →\n")
    return tmp_path


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_told_in_one_line(small: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        code, _, said = process(small, "-q", "status", out=full.fileno())
    assert (code, said) == (2, f"l10n: standard output cannot be written: {os.strerror(errno.ENOSPC)}\n")


def test_a_reader_that_has_gone_is_no_finding(small: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    code, _, said = process(small, "-q", "status", out=writing)
    os.close(writing)
    assert (code, said) == (141, "")


def test_a_terminal_that_knows_only_ascii_gets_escapes(small: Path) -> None:
    code, out, said = process(small, "-q", "status", PYTHONIOENCODING="ascii")
    assert (code, said) == (0, "")
    assert "\\u0434\\u043e\\u043c.md" in out


@pytest.mark.parametrize(("closed", "arguments", "code"), [("2>&-", "run --engine pseudo", 0), ("<&-", "review", 2)])
def test_other_streams_that_are_closed(small: Path, closed: str, arguments: str, code: int) -> None:
    """Work is done all the same; what needs a terminal says so."""
    shell = ["sh", "-c", f"exec {sys.executable} -m l10n {arguments} {closed}"]
    done = subprocess.run(shell, cwd=small, env=environment(small, {}), capture_output=True, text=True, check=False)
    assert done.returncode == code, done
    assert "Traceback" not in done.stderr


def test_a_review_shows_nothing_that_acts() -> None:
    """Styles are ours; title, texts, notes, comments, matches and messages are not."""
    entry = Entry(EVIL, EVIL, notes=(EVIL,), comments=(EVIL, f"l10n:was {EVIL}"), flags=("fuzzy",), previous=EVIL + "x")
    match = Match(EVIL, EVIL, EVIL, 90.0, None, None)
    shown = click.unstyle(drawn(Card(EVIL, entry, entry, entry, match, EVIL, EVIL), 40))
    assert "PWNED" in shown
    assert not ACTIVE.search(shown)


def test_standard_output_that_is_closed(small: Path) -> None:
    shell = ["sh", "-c", f"exec {sys.executable} -m l10n -q status >&-"]
    done = subprocess.run(shell, cwd=small, env=environment(small, {}), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "l10n: standard output is closed: nothing can be written to it\n")
