"""The lock says the same on every machine, and installed models are what was noted and locked."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from command import MODELS
from hypothesis import given
from hypothesis import strategies as st
from test_models import KILLED_AT, package, rooted, zipped

from l10n import models
from l10n.errors import InputError
from l10n.models import lock as locks
from l10n.models.installed import digest, hashes
from l10n.models.lock import Lock, Locked, dump, parse
from l10n.models.record import recorded
from l10n.models.verify import Finding, verify

EN_RU = MODELS / "translate-en_ru-1_0.argosmodel"
PATH = Path("l10n.lock")
SHA256 = hashlib.sha256(EN_RU.read_bytes()).hexdigest()

CODES = st.from_regex(r"[a-z]{2,3}", fullmatch=True)
HASHES = st.binary(min_size=32, max_size=32).map(bytes.hex)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
LINKS = st.text(st.characters(exclude_categories=["Cs", "Cc"]))
MODELS_ = st.builds(Locked, CODES, CODES, TEXTS, HASHES, LINKS, st.just("") | HASHES)


@given(st.lists(MODELS_))
def test_a_lock_comes_back_from_its_file(entries: list[Locked]) -> None:
    """Whatever stands in it, and in whatever order it was written."""
    lock = Lock().with_models(entries)

    assert parse(dump(lock), PATH) == lock
    assert dump(Lock().with_models(reversed(lock.models))) == dump(lock)


@given(st.lists(MODELS_), MODELS_)
def test_a_new_model_changes_no_other(entries: list[Locked], new: Locked) -> None:
    before = Lock().with_models(entries)
    after = before.with_models([new])

    assert after.get(new.pair) == new
    assert [model for model in after.models if model.pair != new.pair] == [
        model for model in before.models if model.pair != new.pair
    ]


def test_a_lock_is_made_to_be_read_and_merged() -> None:
    link = "https://example.com/translate-en_ru-1_9.argosmodel"
    lock = Lock((Locked("en", "ru", "1.9", "0" * 64, link, "1" * 64),))

    assert dump(lock).decode().splitlines() == [
        "# Written by l10n: the models of this project. `l10n models install` installs exactly these.",
        "form = 1",
        "",
        "[[model]]",
        'from = "en"',
        'to = "ru"',
        'version = "1.9"',
        f'sha256 = "{"0" * 64}"',
        f'files = "{"1" * 64}"',
        f'link = "{link}"',
    ]


def test_where_there_is_no_file_nothing_is_locked(tmp_path: Path) -> None:
    assert locks.read(tmp_path / "l10n.lock") == Lock()


GOOD = dump(Lock((Locked("en", "ru", "1.9", "0" * 64, "x"),))).decode()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<<<<<<< ours\n", "Invalid"),
        ("", "form is None, this l10n knows 1"),
        (GOOD.replace("form = 1", "form = 2"), "form is 2, this l10n knows 1"),
        ("form = 1\nmodel = 3\n", "model must be a list of tables"),
        ("form = 1\nmodel = [3]\n", "model must be a list of tables"),
        (GOOD.replace('"ru"', '"../ru"'), "to is '../ru'"),
        (GOOD.replace('"1.9"', "1.9"), "version is '1.9'"),
        (GOOD.replace("0" * 64, "0"), "sha256 is '0'"),
        (GOOD.replace('"x"', '"\\u0000"'), "link is"),
        (GOOD + 'files = "x"\n', "files is 'x'"),
        (GOOD + GOOD.partition("\n\n")[2], "it names a pair of languages twice"),
        ("a = " + "[" * 10_000, "is no lock"),
    ],
)
def test_a_damaged_lock_is_refused_with_its_place(text: str, reason: str) -> None:
    with pytest.raises(InputError) as refusal:
        parse(text.encode(), PATH)

    assert str(refusal.value).startswith("l10n.lock: is no lock of models")
    assert reason in str(refusal.value)


# --- records ---


def test_an_installation_is_noted_outside_the_package(tmp_path: Path) -> None:
    """What engines and fingerprints see of a package is what its archive holds."""
    model = models.install(EN_RU, tmp_path / "models").model
    record = recorded(model.path)

    assert record
    assert (record.sha256, record.pair) == (SHA256, "en_ru")
    assert digest(record.files) == models.fingerprint(model)
    assert set(record.files) == {
        path.relative_to(model.path).as_posix() for path in model.path.rglob("*") if path.is_file()
    }


def test_notes_of_other_programs_in_a_package_are_not_part_of_it(tmp_path: Path) -> None:
    model = models.install(EN_RU, tmp_path / "models").model
    before = models.fingerprint(model)
    (model.path / ".DS_Store").write_bytes(b"")

    assert models.fingerprint(model) == before


def test_a_removed_model_leaves_no_note(tmp_path: Path) -> None:
    models.remove(models.install(EN_RU, tmp_path / "models").model)

    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [".gitignore"]


@pytest.mark.parametrize("note", [b"", b"[]", b"{}", b"\xff", b'{"sha256": 1, "pair": 2, "files": 3}', b"[" * 99_999])
def test_a_damaged_note_is_as_none(tmp_path: Path, note: bytes) -> None:
    model = models.install(EN_RU, tmp_path / "models").model
    (path,) = (tmp_path / ".l10n").rglob("*.json")
    path.write_bytes(note)

    assert recorded(model.path) is None


def test_no_note_lies_about_a_package_whose_replacement_was_killed(tmp_path: Path) -> None:
    """Whenever the installation dies, the note is that of the package which is there, or there is none."""
    old = zipped(tmp_path / "old.argosmodel", rooted(package("1.0")))
    new = zipped(tmp_path / "new.argosmodel", rooted(package("2.0")))
    steps = 0
    while True:
        steps += 1
        folder = tmp_path / str(steps) / "models"
        models.install(old, folder)
        run = subprocess.run([sys.executable, "-c", KILLED_AT, str(steps), new, folder], check=False)
        assert complaints(folder, Lock()) == []
        if run.returncode == 0:
            break

    assert steps > 5


# --- verifying ---


def locked(folder: Path) -> Lock:
    """The lock for the model installed in a folder."""
    (model,) = models.installed([folder])
    return Lock((Locked("en", "ru", "1.0", SHA256, "x", models.fingerprint(model)),))


def complaints(folder: Path, lock: Lock) -> list[str]:
    return [complaint for finding in verify([folder], lock) for complaint in finding.complaints]


def test_a_model_as_installed_and_locked_is_fine(tmp_path: Path) -> None:
    path = models.install(EN_RU, tmp_path / "models").model.path

    assert verify([tmp_path / "models"], Lock()) == (Finding("en_ru", "1.0", path),)
    assert complaints(tmp_path / "models", locked(tmp_path / "models")) == []


def test_each_file_that_is_not_as_installed_is_named(tmp_path: Path) -> None:
    path = models.install(EN_RU, tmp_path / "models").model.path
    with (path / "model" / "model.bin").open("r+b") as file:
        file.write(b"\0")
    (path / "README.md").unlink()
    (path / "more.txt").touch()

    assert complaints(tmp_path / "models", Lock()) == [
        "README.md is missing",
        "model/model.bin was changed",
        "more.txt was added",
    ]


def test_a_model_whose_heart_is_gone_is_named(tmp_path: Path) -> None:
    """It is no model any more, but known to have been one."""
    path = models.install(EN_RU, tmp_path / "models").model.path
    (path / "model" / "model.bin").unlink()

    assert verify([tmp_path / "models"], Lock()) == (Finding("en_ru", "", path, ("model/model.bin is missing",)),)


def test_a_model_of_another_program_is_unknown_but_can_be_as_locked(tmp_path: Path) -> None:
    folder = tmp_path / "models"
    path = models.install(EN_RU, folder).model.path
    lock = locked(folder)
    for note in (tmp_path / ".l10n").rglob("*.json"):
        note.unlink()

    assert verify([folder], Lock()) == (Finding("en_ru", "1.0", path, known=False),)
    assert verify([folder], lock) == (Finding("en_ru", "1.0", path),)
    (path / "README.md").write_bytes(b"other")
    assert complaints(folder, lock) == ["its files are not those of the locked 1.0"]


def test_a_model_of_another_archive_than_the_locked_one_is_named(tmp_path: Path) -> None:
    models.install(EN_RU, tmp_path / "models")
    lock = Lock((Locked("en", "ru", "1.9", "0" * 64, "x"),))

    assert complaints(tmp_path / "models", lock) == [
        f"it was installed from another archive than the locked 1.9: {SHA256}"
    ]


def test_a_model_that_is_only_locked_is_named(tmp_path: Path) -> None:
    lock = Lock((Locked("en", "ru", "1.9", "0" * 64, "x"),))

    assert complaints(tmp_path, lock) == ["it is locked, but not installed"]
    assert hashes(tmp_path) == {}
