"""Files read and written: nothing that somebody saves meanwhile is lost, nothing half written is left."""

import errno
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from command import write

from l10n import driver, store
from l10n.cli import _ended, cli
from l10n.models import lock
from l10n.store import ANY, Border, ChangedError


def saving(monkeypatch: pytest.MonkeyPatch, *saves: Callable[[], object]) -> None:
    """An editor that saves at the worst moment: our file is complete, its rename is near; once for each of `saves`."""
    left = list(saves)
    synced = os.fsync

    def fsync(descriptor: int) -> None:
        synced(descriptor)
        if left and stat.S_ISREG(os.fstat(descriptor).st_mode):
            left.pop(0)()

    monkeypatch.setattr(os, "fsync", fsync)


def replaced(path: Path, content: bytes) -> None:
    """As Poedit and vim save: a new file takes the name."""
    new = path.with_name("editor's")
    new.write_bytes(content)
    new.replace(path)


def overwritten(path: Path, content: bytes) -> None:
    """As nano saves: the same file has other bytes."""
    path.write_bytes(content)


@pytest.mark.parametrize("save", [replaced, overwritten])
def test_what_an_editor_saves_before_the_rename_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, save: Callable[[Path, bytes], None]
) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"read")
    saving(monkeypatch, lambda: save(path, b"saved"))
    with pytest.raises(ChangedError, match="somebody saved it meanwhile"):
        store.write_atomic(path, b"ours", b"read", Border(tmp_path))
    assert path.read_bytes() == b"saved"
    assert {each.name for each in tmp_path.iterdir()} == {".l10n", "a.po"}


def test_a_file_that_somebody_makes_meanwhile_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.po"
    saving(monkeypatch, lambda: path.write_bytes(b"saved"))
    with pytest.raises(ChangedError):
        store.write_atomic(path, b"ours", None, Border(tmp_path))
    assert path.read_bytes() == b"saved"


def test_a_file_that_somebody_deletes_meanwhile_stays_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"read")
    saving(monkeypatch, path.unlink)
    with pytest.raises(ChangedError):
        store.write_atomic(path, b"ours", b"read", Border(tmp_path))
    assert not path.exists()


def test_somebody_who_saves_the_very_same_is_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"read")
    saving(monkeypatch, lambda: path.write_bytes(b"ours"))
    assert not store.write_atomic(path, b"ours", b"read", Border(tmp_path))


def test_a_change_is_made_again_on_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"1")
    saving(monkeypatch, lambda: path.write_bytes(b"2"), lambda: path.write_bytes(b"3"))
    assert store.update(path, lambda now: (now or b"") + b" and ours")
    assert path.read_bytes() == b"3 and ours"


def test_who_saves_again_and_again_has_the_last_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"0")
    saving(monkeypatch, *(lambda number=number: path.write_bytes(b"%d" % number) for number in range(1, 50)))
    with pytest.raises(ChangedError):
        store.update(path, lambda now: (now or b"") + b" and ours")
    assert path.read_bytes() in {b"4", b"5", b"6"}


def test_a_file_that_was_saved_meanwhile_is_not_deleted(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"saved")
    with pytest.raises(ChangedError):
        store.remove(path, b"read", Border(tmp_path))
    assert store.remove(path, b"saved", Border(tmp_path))
    assert not store.remove(path, b"saved", Border(tmp_path))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everything")
def test_a_read_only_file_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"read")
    path.chmod(0o444)
    with pytest.raises(PermissionError, match="read-only"):
        store.write_atomic(path, b"ours", ANY, Border(tmp_path))
    assert path.read_bytes() == b"read"


# --- what a killed process leaves behind

DYING = """
import os, pathlib, signal, sys
from l10n.store import Border, write_atomic, ANY
root = pathlib.Path(sys.argv[1])
os.fsync = lambda descriptor: os.kill(os.getpid(), signal.SIGKILL)
write_atomic(root / "locales/ru/a.po", b"ours", ANY, Border(root) if sys.argv[2] == "project" else None)
"""


@pytest.mark.parametrize("where", ["project", "elsewhere"])
def test_what_a_killed_process_left_is_swept_and_git_never_sees_it(tmp_path: Path, where: str) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    assert subprocess.run([sys.executable, "-c", DYING, tmp_path, where], check=False).returncode < 0
    left = list(tmp_path.rglob(".l10n-*.tmp"))
    assert len(left) == 1
    subprocess.run(["git", "add", "-A"], cwd=tmp_path, check=True)
    committed = subprocess.run(["git", "ls-files"], cwd=tmp_path, check=True, capture_output=True).stdout
    assert (committed == b"") is (where == "project")
    store.sweep(tmp_path, [tmp_path / "locales"])
    assert list(tmp_path.rglob(".l10n-*.tmp")) == []


def test_what_an_older_version_left_is_swept_a_day_later(tmp_path: Path) -> None:
    """Its names hold no process."""
    old, new = tmp_path / ".installing-abcdefgh", tmp_path / ".removing-abcdefgh"
    for each in (old, new, tmp_path / ".installing-notes"):
        write(each / "model.bin", "half a model")
    for path in (old / "model.bin", old):
        os.utime(path, (0, 0))
    store.sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".installing-notes", ".removing-abcdefgh"]


WORKING = """
import os, pathlib, sys, time
from l10n.store import Border, write_atomic, workshop, ANY
root = pathlib.Path(sys.argv[1])
def wait(descriptor):
    print("ready", flush=True)
    sys.stdin.read()
os.fsync = wait
with workshop(root) as folder:
    (folder / "model.bin").write_bytes(b"half a model")
    write_atomic(root / "a.po", b"ours", ANY, Border(root))
    assert (folder / "model.bin").exists()
print("done", flush=True)
"""


def test_nothing_of_a_living_process_is_swept(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WORKING, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as working:
        assert working.stdout
        assert working.stdout.readline() == b"ready\n"
        store.sweep(tmp_path)
        said, _ = working.communicate()
    assert said == b"done\n"
    assert (tmp_path / "a.po").read_bytes() == b"ours"


def test_the_lock_tells_a_living_process_whose_number_means_nothing_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In another container its number is another's, or nobody's."""
    monkeypatch.setattr("l10n.store.temporary._is_alive", lambda process: process < 0)
    with store.workshop(tmp_path) as folder:
        (folder / "model.bin").write_bytes(b"half a model")
        store.sweep(tmp_path)
        assert (folder / "model.bin").exists()
    assert list((tmp_path / ".l10n/unfinished").iterdir()) == []


# --- what goes wrong while commands work


def run(root: Path, *arguments: str) -> int:
    """The exit code of a command, in this process."""
    return _ended(lambda: int(cli.main(["--project", str(root), *arguments], standalone_mode=False) or 0))


def test_the_number_tells_a_living_process_where_there_are_no_locks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(descriptor: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK), descriptor)

    monkeypatch.setattr("l10n.store.temporary.lock", no_locks)
    with store.workshop(tmp_path) as folder:
        (folder / "model.bin").write_bytes(b"half a model")
        store.sweep(tmp_path)
        assert (folder / "model.bin").exists()
        monkeypatch.setattr("l10n.store.temporary._is_alive", lambda process: process < 0)
        store.sweep(tmp_path)
        assert not folder.exists()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_at(tmp_path / "project")


def project_at(root: Path) -> Path:
    write(root / "l10n.toml", 'locales = ["ru"]\nengine = "pseudo"\nname = "Weather"\n')
    write(root / "source/a.md", "Rain and snow.\n")
    write(root / "source/b.md", "Sun and wind.\n")
    return root


def files(root: Path) -> dict[str, bytes]:
    found = (path for name in ("locales", "build") for path in (root / name).rglob("*") if path.is_file())
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


@pytest.mark.parametrize("number", range(1, 9))
def test_a_full_disk_at_any_write_stops_one_file(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: int
) -> None:
    """It is named, exit code 4; the other article is done, nothing is torn or left, and the next run does the rest."""
    undisturbed = project_at(tmp_path / "undisturbed")
    assert run(undisturbed, "run") == 0
    synced, left = os.fsync, [number]

    def fsync(descriptor: int) -> None:
        left[0] -= stat.S_ISREG(os.fstat(descriptor).st_mode)
        if left[0] == 0:
            left[0] -= 1
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        synced(descriptor)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fsync)
        code = run(project, "run")
    said = [line for line in capsys.readouterr().err.splitlines() if "No space left" in line]
    assert (code, len(said)) in {(4, 1), (0, 0)}  # of a cache nothing is said
    assert len(files(project)) >= 4
    assert list(project.rglob(".l10n-*")) == []
    assert run(project, "run") == 0
    assert files(project) == files(undisturbed)


def test_folders_that_are_removed_in_mid_run_are_made_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before each file is renamed, in turn."""
    real = os.replace
    for number in range(1, 8):
        left = [number]

        def replace(*names: str, left: list[int] = left, **folders: int) -> None:
            left[0] -= 1
            if left[0] == 0:
                for name in ("locales", "build", ".l10n"):
                    shutil.rmtree(project / name, ignore_errors=True)
            real(names[0], names[1], **folders)

        with monkeypatch.context() as patched:
            patched.setattr(os, "replace", replace)
            assert run(project, "run") in {0, 4}
        assert run(project, "run") == 0
        assert len(files(project)) == 6


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everything")
def test_a_checkout_that_may_not_be_written_can_be_read(project: Path) -> None:
    assert run(project, "run") == 0
    for path in [project, *project.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        for command, code in ((("status",), 0), (("check",), 1), (("fix",), 0), (("extract", "--check"), 0)):
            assert run(project, *command) == code, command
        write_protected = run(project, "run")
    finally:
        for path in [project, *(each for each in project.rglob("*") if each.is_dir())]:
            path.chmod(0o755)
    assert write_protected in {0, 4}


# --- files beside catalogues that a person may have open


def test_models_that_somebody_locks_meanwhile_stay_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "l10n.lock"
    ours, theirs = (lock.Locked("en", code, "1.0", "0" * 64, "") for code in ("ru", "zh"))
    saving(monkeypatch, lambda: path.write_bytes(lock.dump(lock.Lock((theirs,)))))
    assert lock.add(path, [ours])
    assert lock.read(path).models == (ours, theirs)


def test_lines_of_git_attributes_that_somebody_adds_meanwhile_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / ".gitattributes"
    path.write_bytes(b"*.md text\n")
    saving(monkeypatch, lambda: path.write_bytes(b"*.md text\n*.png binary\n"))
    assert driver._with_lines(path, Border(tmp_path)) == driver.ATTRIBUTES
    assert path.read_bytes().startswith(b"*.md text\n*.png binary\n*.po merge")


def test_a_file_that_is_merged_by_hand_is_merged_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def entry(source: str, translation: str) -> str:
        return f'\nmsgid "{source}"\nmsgstr "{translation}"\n'

    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    base = write(tmp_path / "base.po", head + entry("Rain.", "") + entry("Snow.", "") + entry("Fog.", ""))
    ours = write(tmp_path / "ours.po", head + entry("Rain.", "Дождь.") + entry("Snow.", "") + entry("Fog.", ""))
    theirs = write(tmp_path / "theirs.po", head + entry("Rain.", "") + entry("Snow.", "Снег.") + entry("Fog.", ""))
    saved = head + entry("Rain.", "Дождь.") + entry("Snow.", "") + entry("Fog.", "Туман.")
    saving(monkeypatch, lambda: ours.write_bytes(saved.encode()))
    driver.merge_files(base, ours, theirs, ours)
    assert ours.read_bytes().decode() == head + entry("Rain.", "Дождь.") + entry("Snow.", "Снег.") + entry(
        "Fog.", "Туман."
    )


def test_a_catalogue_that_is_translated_while_one_is_adopted(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project / "source/a.md", "Rain and snow fall today.\n\n# News\n")
    translated = write(project / "old/a.md", "Сегодня идут дождь и снег.\n\n# Новости\n")
    assert run(project, "extract") == 0
    path = project / "locales/ru/LC_MESSAGES/a.md.po"
    saved = path.read_text("utf-8").replace('msgid "News"\nmsgstr ""', 'msgid "News"\nmsgstr "Вести"')
    saving(monkeypatch, lambda: path.write_bytes(saved.encode()))
    assert run(project, "adopt", str(project / "source/a.md"), str(translated), "-l", "ru") in {0, 1}
    assert 'msgstr "Вести"' in path.read_text("utf-8")
    assert 'msgstr "Сегодня идут дождь и снег."' in path.read_text("utf-8")
