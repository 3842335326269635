"""Files read and written: nothing that somebody saves meanwhile is lost, nothing half written is left."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from l10n import store
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
