"""Nothing outside a project is read or written, and nothing but files is opened, whatever its working tree holds."""

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command import write

from l10n import store
from l10n.cli import _ended, cli
from l10n.store import ANY, Border, NotAFileError, OutsideError

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows grants links to few users, and has no such pipes")

SECRET = "The secret of this machine.\n"  # noqa: S105


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles, drafted and built; everything that can be there is there."""
    root = tmp_path_factory.mktemp("built")
    write(root / "l10n.toml", 'locales = ["ru"]\nengine = "pseudo"\n[check]\nbaseline = "known.json"\n')
    write(root / "source/a.md", "Rain and snow.\n")
    write(root / "source/b.md", "Sun and wind.\n")
    write(root / "glossary.csv", "source,ru\nrain,дождь\n")
    write(root / "memory/old.tmx", TMX)
    assert run(root, "run") == 0
    assert run(root, "check", "--write-baseline") == 0
    return root


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of it, beside which others keep their files."""
    write(tmp_path / "elsewhere/secret.txt", SECRET)
    write(tmp_path / "elsewhere/kept", SECRET)
    return shutil.copytree(built, tmp_path / "project")


TMX = """<?xml version="1.0"?><tmx version="1.4"><header srclang="en"/><body><tu>
<tuv xml:lang="en"><seg>Fog.</seg></tuv><tuv xml:lang="ru"><seg>Туман.</seg></tuv></tu></body></tmx>"""


def run(root: Path, *arguments: str) -> int:
    """The exit code of a command, in this process."""
    return _ended(lambda: int(cli.main(["--project", str(root), *arguments], standalone_mode=False) or 0))


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path) -> Iterator[Path]:
    """What lies beside the project is as it was, whatever a test does."""
    yield tmp_path / "elsewhere"
    if (tmp_path / "elsewhere").exists():
        assert tree(tmp_path / "elsewhere") == dict.fromkeys(("secret.txt", "kept"), SECRET.encode())


def linked(path: Path, target: Path | str) -> None:
    """A link in the place of whatever is there."""
    if path.is_dir() and not path.is_symlink():
        path.rename(path.with_name(f"{path.name}.before"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(target)


# --- what is read


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("source/env.txt", "/proc/self/environ"),
        ("source/env.txt", "../../elsewhere/secret.txt"),
        ("source/env.txt", "{elsewhere}/secret.txt"),
        ("source/env.txt", "../.git/config"),
        ("source/env.txt", "../.env"),
        ("source/env.txt", "hop.txt"),
        ("locales/ru/LC_MESSAGES/a.md.po", "../../../../elsewhere/secret.txt"),
        ("locales/templates/a.md.pot", "{elsewhere}/secret.txt"),
        ("glossary.csv", "../elsewhere/secret.txt"),
        ("glossary.tbx", "../elsewhere/secret.txt"),
        ("memory/other.tmx", "../../elsewhere/secret.txt"),
    ],
)
def test_a_link_that_leads_out_is_named_and_what_it_leads_to_is_not_read(
    project: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str], link: str, target: str
) -> None:
    """The other articles are done."""
    write(project / ".git/config", SECRET)
    write(project / ".env", SECRET)
    linked(project / "source/hop.txt", elsewhere / "secret.txt")
    (project / "source/hop.txt").rename(project / "source/.hop.txt")
    linked(project / link, target.format(elsewhere=elsewhere).replace("hop", ".hop"))
    write(project / "source/b.md", "Sun and wind. A new sentence.\n")
    capsys.readouterr()
    assert run(project, "run") == 4
    lines = [line for line in said(capsys).splitlines() if link in line]
    assert lines
    assert all("a link leads" in line for line in lines)
    made = b"".join(tree(project / "build").values()) + b"".join(tree(project / "locales").values())
    assert b"secret" not in made
    assert "ñéŵ" in (project / "build/ru/b.md").read_text(encoding="utf-8") or link.startswith("glossary")


def test_a_link_that_stays_inside_works(project: Path) -> None:
    write(project / "shared/x.md", "A shared sentence.\n")
    linked(project / "source/x.md", "../shared/x.md")
    assert run(project, "run") == 0
    assert (project / "build/ru/x.md").exists()


def test_articles_that_lie_elsewhere_are_none(
    project: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    linked(project / "source", elsewhere)
    for command in ("run", "status", "check", "extract"):
        capsys.readouterr()
        assert run(project, command) == 4
        assert "source: cannot be read: a link leads out of the project" in said(capsys)


@pytest.mark.parametrize("name", ["l10n.toml", "known.json"])
def test_settings_that_lie_elsewhere_are_refused(
    project: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    linked(project / name, elsewhere / "secret.txt")
    assert run(project, "check") in {2, 4}
    assert "a link leads out of the project" in said(capsys)
    assert "secret" not in said(capsys)


def test_models_that_lie_elsewhere_are_not_used(
    project: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "models").mkdir()
    linked(project / "models/en_ru", elsewhere)
    write(project / "source/b.md", "Another sentence.\n")
    capsys.readouterr()
    assert run(project, "run") == 4
    assert "models/en_ru: a link leads out of the project" in said(capsys)
    assert run(project, "models", "list") == 4


# --- what is written


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("build/ru/a.md", "{elsewhere}/secret.txt"),
        ("build/ru/a.md", "{elsewhere}/made"),
        ("build/ru", "{elsewhere}"),
        ("build", "{elsewhere}"),
        ("build", "../elsewhere"),
        ("build/ru/a.md", "../../source/b.md"),
        ("build/ru/a.md", "../../locales/ru/LC_MESSAGES/b.md.po"),
        ("build/ru/a.md", "../../l10n.toml"),
        ("build/ru/a.md", "../../.git/config"),
        ("build/ru", "../source"),
        ("build", "source"),
        ("build/ru", "../.git"),
        ("locales/ru/LC_MESSAGES/a.md.po", "{elsewhere}/made"),
        ("locales/ru/LC_MESSAGES", "{elsewhere}"),
        ("locales/ru", "{elsewhere}"),
        ("locales", "{elsewhere}"),
        ("locales/ru/LC_MESSAGES", "../../source"),
        ("locales/templates", "{elsewhere}"),
        ("locales/templates/a.md.pot", "../../source/b.md"),
        (".l10n", "{elsewhere}"),
        (".l10n/stamps.json", "{elsewhere}/secret.txt"),
        (".l10n/stamps.json", "{elsewhere}/made"),
        (".l10n/cache.sqlite", "{elsewhere}/secret.txt"),
        (".l10n/memory.sqlite", "{elsewhere}/made"),
        (".l10n/drafts.sqlite-wal", "{elsewhere}/made"),
        (".l10n/lock", "{elsewhere}/secret.txt"),
        (".l10n/write.lock", "{elsewhere}/made"),
        (".l10n/unfinished", "{elsewhere}"),
        (".l10n/.gitignore", "{elsewhere}/made"),
    ],
)
def test_nothing_is_written_where_a_link_leads_out_or_into_other_files(
    project: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str], link: str, target: str
) -> None:
    """Neither outside, nor over an article, a catalogue, the configuration or anything hidden."""
    write(project / ".git/config", SECRET)
    kept = {name: (project / name).read_bytes() for name in ("l10n.toml", ".git/config")}
    sources = tree(project / "source")
    catalogue = (project / "locales/ru/LC_MESSAGES/b.md.po").read_bytes()
    linked(project / link, target.format(elsewhere=elsewhere))
    write(project / "source/a.md", "Rain and snow. A new sentence.\n")
    capsys.readouterr()
    code = run(project, "run")
    if not link.startswith(".l10n"):
        assert code == 4
        assert any(link in line for line in said(capsys).splitlines())
    assert code in {0, 4}
    assert {name: (project / name).read_bytes() for name in kept} == kept
    assert tree(project / "source") == {**sources, "a.md": b"Rain and snow. A new sentence.\n"}
    if link.startswith("build"):
        assert (project / "locales/ru/LC_MESSAGES/b.md.po").read_bytes() == catalogue
    assert sorted(elsewhere.iterdir()) == [elsewhere / "kept", elsewhere / "secret.txt"]


def test_a_baseline_and_a_lock_of_models_are_not_written_elsewhere(
    project: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    linked(project / "known.json", elsewhere / "made")
    write(project / "source/a.md", "Rain and snow. A new sentence.\n")
    assert run(project, "check", "--write-baseline") == 4
    assert "known.json: cannot be written: a link leads out of the project" in said(capsys)
    linked(project / "l10n.lock", elsewhere / "made")
    with pytest.raises(OutsideError):
        store.update(project / "l10n.lock", lambda _: b"x", Border(project))


def test_a_folder_of_somebody_else_in_front_of_the_project_is_no_matter(tmp_path: Path) -> None:
    """A link in the path that leads to the project is its owner's."""
    write(tmp_path / "disk/p/l10n.toml", 'locales = ["ru"]\nengine = "pseudo"\n')
    write(tmp_path / "disk/p/source/a.md", "Rain.\n")
    (tmp_path / "p").symlink_to(tmp_path / "disk/p")
    assert run(tmp_path / "p", "run") == 0
    assert (tmp_path / "disk/p/build/ru/a.md").exists()


# --- look and open are one act


def swapping(monkeypatch: pytest.MonkeyPatch, at: int, swap: Callable[[], None]) -> None:
    """Somebody who acts just before the n-th time that a file or folder is opened."""
    left = [at]
    real = os.open

    def opened(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        left[0] -= 1
        if left[0] == 0:
            swap()
        return real(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", opened)


@pytest.mark.parametrize("writing", [True, False])
@pytest.mark.parametrize("swapped", ["build", "build/ru", "build/ru/a.md"])
def test_a_folder_swapped_for_a_link_at_any_moment_leads_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swapped: str, *, writing: bool
) -> None:
    """Before each opening in turn: what is read is the project's, what is written stays in it, or nothing is done."""
    outcomes = set()
    for at in range(1, 40):
        root, away = tmp_path / f"{at}/project", tmp_path / f"{at}/away"
        write(root / "build/ru/a.md", "old")
        for name in ("a.md", "ru/a.md"):
            write(away / name, "secret")
        target = {"build": away, "build/ru": away / "ru", "build/ru/a.md": away / "a.md"}[swapped]

        def swap(path: Path = root / swapped, target: Path = target) -> None:
            path.rename(path.with_name("moved"))
            path.symlink_to(target)

        with monkeypatch.context() as patched:
            swapping(patched, at, swap)
            try:
                if writing:
                    store.write_atomic(root / "build/ru/a.md", b"ours", b"old", Border(root))
                else:
                    assert store.read(root / "build/ru/a.md", Border(root)) == b"old"
                outcomes.add("done")
            except OSError:
                outcomes.add("refused")
        assert {path.read_bytes() for path in away.rglob("*") if path.is_file()} == {b"secret"}
        assert len(list(away.rglob("*"))) == 3
    assert outcomes == {"done", "refused"}


# --- other things than files


def pipe(path: Path) -> None:
    os.mkfifo(path)


def plug(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # a socket's name has 108 bytes at most
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(here)


def folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("make", [pipe, plug, folder])
@pytest.mark.parametrize(
    ("name", "command", "codes"),
    [
        ("glossary.csv", "run", {4}),
        ("glossary.tbx", "check", {4}),
        ("l10n.toml", "status", {2}),
        ("locales/ru/LC_MESSAGES/a.md.po", "run", {4}),
        ("locales/ru/LC_MESSAGES/a.md.po", "status", {4}),
        ("locales/ru/LC_MESSAGES/a.md.po", "check", {4}),
        ("locales/ru/LC_MESSAGES/a.md.po", "fix", {4}),
        ("locales/templates/a.md.pot", "extract", {4}),
        ("build/ru/a.md", "build", {4}),
        ("memory/old.tmx", "translate", {4}),
        ("known.json", "check", {4}),
        (".l10n/stamps.json", "run", {0}),
        (".l10n/cache.sqlite", "run", {0, 1, 4}),
        (".l10n/memory.sqlite", "run", {0, 1, 4}),
        (".l10n/checks.sqlite", "check", {0, 1}),
        (".l10n/lock", "run", {0}),
        (".l10n/write.lock", "run", {0}),
    ],
)
def test_what_is_no_file_is_named_and_nothing_waits(
    project: Path, make: Callable[[Path], None], name: str, command: str, codes: set[int]
) -> None:
    (project / name).unlink(missing_ok=True)
    make(project / name)
    write(project / "source/b.md", "Sun and wind. A new sentence.\n")
    assert command != "translate" or run(project, "extract") == 0
    assert run(project, command) in codes


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("make", [pipe, plug])
@pytest.mark.parametrize("command", ["run", "check", "status"])
def test_an_article_that_is_no_file_is_named_as_any_other_unreadable_one(
    project: Path, make: Callable[[Path], None], command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    make(project / "source/c.md")
    assert run(project, command) == 4
    shown = capsys.readouterr()
    assert "c.md" in shown.out + shown.err
    assert "named pipe" in shown.out + shown.err


def test_a_special_file_is_told_from_a_file(tmp_path: Path) -> None:
    pipe(tmp_path / "pipe")
    with pytest.raises(NotAFileError, match="named pipe"):
        store.read(tmp_path / "pipe", Border(tmp_path))
    with pytest.raises(NotAFileError, match="named pipe"):
        store.write_atomic(tmp_path / "pipe", b"ours", ANY, Border(tmp_path))


# --- names in the configuration


@pytest.mark.parametrize("key", ["source", "catalogues", "output", "check.baseline"])
@pytest.mark.parametrize(
    "value",
    ["../x", "a/../../x", "/srv/x", "..\\\\x", "C:/x", "C:x", "\\\\\\\\host\\\\x", ".git", ".git/x", "x/.git", ".GIT",
     "git~1", ".github/workflows", "x\\u0000y", "x\\ny"],
)  # fmt: skip
def test_a_name_in_the_configuration_never_leads_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], key: str, value: str
) -> None:
    table, _, name = key.rpartition(".")
    head = f"[{table}]\n" if table else ""
    write(tmp_path / "l10n.toml", f'{head}{name} = "{value}"\n')
    assert run(tmp_path, "status") == 2
    assert key in said(capsys)


@pytest.mark.parametrize("value", ["../{locale}/{name}", "/../{locale}", "C:/{locale}", "..\\\\{locale}"])
def test_a_picture_of_a_locale_never_lies_elsewhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], value: str
) -> None:
    write(tmp_path / "l10n.toml", f'[links]\nlocalised = ["{value}"]\n')
    assert run(tmp_path, "status") == 2
    assert "links.localised" in said(capsys)


@pytest.mark.parametrize("name", ["../ru", ".git", "ru/../..", "templates", "/ru", "ru\\\\x"])
def test_a_locale_is_no_path(tmp_path: Path, name: str) -> None:
    write(tmp_path / "l10n.toml", f'locales = ["{name}"]\n')
    assert run(tmp_path, "status") == 2


def test_where_no_folder_can_be_held_open_caches_are_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows: a hidden name is no fault where no link led to it; where one did, it is."""
    monkeypatch.setattr("l10n.store.borders._WALKS", False)
    assert store.write_atomic(tmp_path / ".l10n" / "built.json", b"{}", ANY, Border(tmp_path))
    (tmp_path / "link").symlink_to(".l10n")
    with pytest.raises(OSError, match="hidden"):
        store.write_atomic(tmp_path / "link" / "built.json", b"[]", ANY, Border(tmp_path))
