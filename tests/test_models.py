"""Packages are installed whole or not at all, and one bad folder hides no other."""

import json
import os
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from l10n import models
from l10n.errors import InputError, L10nError
from l10n.models import BrokenModel, Model
from l10n.models import archive as archives

ARCHIVES = Path(__file__).parent / "models"
EN_RU = ARCHIVES / "translate-en_ru-1_0.argosmodel"
NAME = "translate-en_ru-1_0"
METADATA = {"from_code": "en", "to_code": "ru", "package_version": "1.0"}
PACKAGE = {"metadata.json": json.dumps(METADATA), "model/model.bin": "weights", "sentencepiece.model": "pieces"}


def folder_of(parent: Path, name: str, files: dict[str, str]) -> Path:
    """A folder with files, as if somebody had put it among the packages."""
    for inner, text in files.items():
        path = parent / name / inner
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return parent / name


def package(version: str = "1.0", **metadata: object) -> dict[str, str]:
    """The files of a package with another version, languages or anything else in its metadata."""
    return PACKAGE | {"metadata.json": json.dumps(METADATA | {"package_version": version} | metadata)}


def zipped(path: Path, files: dict[str, str | bytes]) -> Path:
    """An archive with exactly these names in it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(name)
            member.filename = name  # as given: no tidying
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return path


def rooted(files: dict[str, str], root: str = NAME) -> dict[str, str | bytes]:
    return {f"{root}/{name}": text for name, text in files.items()}


def listed(folder: Path) -> list[str]:
    """Everything in a folder, hidden things included."""
    return sorted(path.name for path in folder.iterdir())


def pairs(found: tuple[Model, ...]) -> list[str]:
    return [model.pair for model in found]


# ---------------------------------------------------------------------------------------------------- installing


def test_a_package_is_installed_under_the_name_of_its_root_folder(tmp_path: Path) -> None:
    result = models.install(EN_RU, tmp_path / "models")

    assert result.model == Model("en", "ru", "1.0", tmp_path / "models" / NAME, "translate-en_ru")
    assert models.installed([tmp_path / "models"]) == (result.model,)
    assert listed(tmp_path / "models") == [NAME]


def test_an_installation_tells_the_sha256_of_its_archive(tmp_path: Path) -> None:
    known = subprocess.run(["sha256sum", EN_RU], capture_output=True, text=True, check=True).stdout.split()[0]

    assert models.install(EN_RU, tmp_path).sha256 == known


def test_a_new_version_takes_the_place_of_a_folder_of_the_same_name(tmp_path: Path) -> None:
    folder_of(tmp_path, NAME, package("0.9") | {"left over.txt": ""})

    model = models.install(EN_RU, tmp_path).model

    assert model.version == "1.0"
    assert not (model.path / "left over.txt").exists()
    assert listed(tmp_path) == [NAME]


def test_a_package_with_byte_pairs_and_extra_files_is_installed(tmp_path: Path) -> None:
    files = package("1.7", target_prefix=">>rus<<") | {
        "bpe.model": "#version: 0.2\n",
        "stanza/en/x.pt": "",
        "README.md": "",
    }
    del files["sentencepiece.model"]

    model = models.install(zipped(tmp_path / "a.argosmodel", rooted(files)), tmp_path / "models").model

    assert (model.version, model.target_prefix) == ("1.7", ">>rus<<")
    assert (model.path / "stanza" / "en" / "x.pt").exists()


def without(name: str) -> dict[str, str]:
    return {key: text for key, text in PACKAGE.items() if key != name}


UNACCEPTABLE: dict[str, tuple[dict[str, str | bytes], str]] = {
    "empty": ({}, "is an empty archive"),
    "no root folder": (dict(PACKAGE), "must hold one folder"),
    "two root folders": (rooted(PACKAGE) | {"other/readme": ""}, f"must hold one folder, but holds other, {NAME}"),
    "a file beside the root": (rooted(PACKAGE) | {"readme": ""}, "must hold one folder"),
    "only a file": ({"metadata.json": "{}"}, "must hold one folder, but holds a file outside of it"),
    "a way out": (rooted(PACKAGE) | {f"{NAME}/../../evil": ""}, f"unsafe file name: '{NAME}/../../evil'"),
    "a root that is the way out": (rooted(PACKAGE, ".."), "unsafe file name"),
    "a hidden root": (rooted(PACKAGE, ".hidden"), "unsafe file name"),
    "an absolute path": (rooted(PACKAGE) | {"/etc/evil": ""}, "unsafe file name: '/etc/evil'"),
    "a drive": (rooted(PACKAGE, "C:"), "unsafe file name"),
    "a backslash": (rooted(PACKAGE) | {f"{NAME}/..\\evil": ""}, "unsafe file name"),
    "a line break": (rooted(PACKAGE) | {f"{NAME}/a\nb": ""}, "unsafe file name"),
    "a file that is a folder": (rooted(PACKAGE) | {f"{NAME}/a": "", f"{NAME}/a/b": ""}, "a file that is a folder"),
    "no metadata": (rooted(without("metadata.json")), "is no Argos package: there is no metadata.json"),
    "no model": (rooted(without("model/model.bin")), "there is no model/model.bin"),
    "no tokenizer": (rooted(without("sentencepiece.model")), "there is no sentencepiece.model or bpe.model"),
    "broken metadata": (rooted(PACKAGE | {"metadata.json": "{"}), "metadata.json cannot be read"),
    "metadata that is a list": (rooted(PACKAGE | {"metadata.json": "[]"}), "metadata.json is not a JSON object"),
    "no language": (rooted(package(from_code="")), "from_code names no language"),
    "a language that is a path": (rooted(package(to_code="../x")), "to_code names no language"),
    "a version that is a number": (rooted(package(package_version=1)), "package_version is not a text"),
    "another kind of package": (rooted(package(type="sbd")), "not one that translates"),
    "a bomb": (rooted(PACKAGE) | {f"{NAME}/zeros": bytes(10_000_000)}, "would unpack to more than 100 times its size"),
}


@pytest.mark.parametrize(("files", "reason"), UNACCEPTABLE.values(), ids=UNACCEPTABLE)
def test_an_archive_that_is_no_safe_package_is_refused_whole(
    tmp_path: Path, files: dict[str, str | bytes], reason: str
) -> None:
    """The message names the archive and what is wrong; the former installation stays as it was."""
    archive = zipped(tmp_path / "bad.argosmodel", files)
    former = folder_of(tmp_path / "models", NAME, PACKAGE)

    with pytest.raises(InputError) as refusal:
        models.install(archive, tmp_path / "models")

    assert str(refusal.value).startswith(f"{archive}: ")
    assert reason in str(refusal.value)
    assert listed(tmp_path / "models") == [NAME]
    assert listed(former) == ["metadata.json", "model", "sentencepiece.model"]
    assert listed(tmp_path) == [".l10n", "bad.argosmodel", "models"]


def cut_short(content: bytes) -> bytes:
    return content[: len(content) // 2]


def one_byte_flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :]


def not_zipped(content: bytes) -> bytes:
    return b"<!DOCTYPE html><title>404 Not Found</title>" + content[:100]


def nothing(_content: bytes) -> bytes:
    return b""


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (cut_short, "is cut short"),
        (one_byte_flipped, "is damaged"),
        (not_zipped, "is not a zip archive"),
        (nothing, "is not a zip archive"),
    ],
)
def test_a_damaged_archive_is_refused_whole(tmp_path: Path, damage: Callable[[bytes], bytes], reason: str) -> None:
    archive = tmp_path / "damaged.argosmodel"
    archive.write_bytes(damage(EN_RU.read_bytes()))

    with pytest.raises(InputError, match=reason):
        models.install(archive, tmp_path / "models")

    assert listed(tmp_path / "models") == []


def test_an_archive_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"lost\.argosmodel: cannot be read: No such file"):
        models.install(tmp_path / "lost.argosmodel", tmp_path / "models")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file")

    with pytest.raises(
        L10nError, match=r"models: translate-en_ru-1_0\.argosmodel cannot be installed here: File exists"
    ):
        models.install(EN_RU, tmp_path / "models")


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "link.argosmodel", rooted(PACKAGE))
    with zipfile.ZipFile(archive, "a") as content:
        link = zipfile.ZipInfo(f"{NAME}/link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        content.writestr(link, "/etc/passwd")

    with pytest.raises(InputError, match="holds a link or device"):
        models.install(archive, tmp_path / "models")


def test_two_files_of_one_name_in_an_archive_are_refused(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "twice.argosmodel", rooted(PACKAGE))
    with zipfile.ZipFile(archive, "a") as content, pytest.warns(UserWarning, match="Duplicate name"):
        content.writestr(f"{NAME}/metadata.json", "{}")

    with pytest.raises(InputError, match="holds two files of one name"):
        models.install(archive, tmp_path / "models")


def test_an_encrypted_file_in_an_archive_is_refused(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "secret.argosmodel", rooted(PACKAGE))
    content = bytearray(archive.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1  # the flags in the list at the end of the archive
    archive.write_bytes(content)

    with pytest.raises(InputError, match="holds an encrypted file"):
        models.install(archive, tmp_path / "models")


@pytest.mark.parametrize(("limit", "value"), [("MAX_MEMBERS", 2), ("MAX_UNPACKED_BYTES", 1000)])
def test_archives_beyond_the_limits_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(archives, limit, value)

    with pytest.raises(InputError, match=f"more than {value}"):
        models.install(EN_RU, tmp_path / "models")


KILLED_AT = """
import os, signal, sys
from pathlib import Path
from l10n import models

steps = 0

def kill_at_step(event, _arguments):
    global steps
    if event in {"os.rename", "os.mkdir", "os.remove", "os.rmdir"}:
        steps += 1
        if steps == int(sys.argv[1]):
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(kill_at_step)
models.install(Path(sys.argv[2]), Path(sys.argv[3]))
"""


def test_an_installation_that_is_killed_leaves_only_whole_packages(tmp_path: Path) -> None:
    """Killed before any of its steps on the disk, the former or the new package is there; the next one succeeds."""
    archive = zipped(tmp_path / "new.argosmodel", rooted(package("2.0")))
    seen = []
    for step in range(1, 100):
        folder = tmp_path / str(step)
        folder_of(folder, NAME, package("1.0"))
        if subprocess.run([sys.executable, "-c", KILLED_AT, str(step), archive, folder], check=False).returncode == 0:
            break

        (model,) = models.installed([folder])
        seen.append(model.version)
        assert models.broken([folder]) == ()
        assert models.install(archive, folder).model.version == "2.0"
        assert [name for name in listed(folder) if not name.startswith((".installing-", ".removing-"))] == [NAME]

    assert seen == sorted(seen)
    assert set(seen) == {"1.0", "2.0"}


def test_a_replacement_that_was_cut_off_between_its_two_renames_still_has_the_former_package(tmp_path: Path) -> None:
    former = folder_of(tmp_path, f".{NAME}.old", package("0.9"))

    (model,) = models.installed([tmp_path])
    assert (model.path, model.version) == (former, "0.9")

    assert models.install(EN_RU, tmp_path).model.version == "1.0"
    assert listed(tmp_path) == [NAME]


# ------------------------------------------------------------------------------------------------------- looking


def test_broken_folders_do_not_hide_the_others_and_are_reported(tmp_path: Path) -> None:
    good = folder_of(tmp_path, "good", PACKAGE)
    empty = tmp_path / "empty"
    empty.mkdir()
    garbled = folder_of(tmp_path, "garbled", PACKAGE | {"metadata.json": '{"from_code": '})
    bare = folder_of(tmp_path, "no model", without("model/model.bin"))
    mute = folder_of(tmp_path, "no tokenizer", without("sentencepiece.model"))
    folder_of(tmp_path, ".installing-x", without("model/model.bin"))
    (tmp_path / "a file.argosmodel").touch()

    assert [model.path for model in models.installed([tmp_path])] == [good]
    reported = models.broken([tmp_path])
    assert [each.path for each in reported] == [empty, garbled, bare, mute]
    assert BrokenModel(empty, "there is no metadata.json") in reported
    assert BrokenModel(mute, "there is no sentencepiece.model or bpe.model") in reported


def test_packages_that_split_sentences_are_neither_models_nor_broken(tmp_path: Path) -> None:
    folder_of(tmp_path, "sbd", {"metadata.json": '{"type": "sbd"}'})

    assert models.installed([tmp_path]) == ()
    assert models.broken([tmp_path]) == ()


def test_folders_that_do_not_exist_hold_nothing(tmp_path: Path) -> None:
    assert models.installed([tmp_path / "none"]) == ()


def test_the_highest_version_of_a_pair_is_taken_wherever_it_is(tmp_path: Path) -> None:
    """As numbers: 1.10 is above 1.9. Of equal versions, the first folder's."""
    first, second = tmp_path / "project", tmp_path / "argos"
    folder_of(first, "a", package("1.9"))
    folder_of(second, "b", package("1.10"))
    folder_of(second, "z", package("1.2", from_code="de", to_code="en"))
    folder_of(first, "z", package("1.2", from_code="de", to_code="en"))

    german, russian = models.installed([first, second])

    assert (german.path, russian.path) == (first / "z", second / "b")


def model(from_code: str, to_code: str) -> Model:
    return Model(from_code, to_code, "1.0", Path("/m"), f"translate-{from_code}_{to_code}")


@pytest.mark.parametrize(
    ("available", "way"),
    [
        ("ru_zh ru_en en_zh", ["ru_zh"]),
        ("ru_en en_zh ru_de de_zh", ["ru_en", "en_zh"]),
        ("ru_en de_zh ru_de", ["ru_de", "de_zh"]),
        ("ru_fr fr_zh ru_de de_zh", ["ru_de", "de_zh"]),
        ("ru_en zh_en", []),
        ("ru_en en_de de_zh", []),
        ("", []),
    ],
)
def test_the_way_from_russian_to_chinese(available: str, way: list[str]) -> None:
    """Direct before through English before through any other language; never through two."""
    found = [model(*pair.split("_")) for pair in available.split()]

    assert pairs(models.route(found, "ru", "zh")) == way


def test_no_way_leads_from_a_language_to_itself() -> None:
    assert models.route([model("en", "ru"), model("ru", "en")], "en", "en") == ()


def test_a_removed_model_is_gone_with_its_cut_off_replacement(tmp_path: Path) -> None:
    folder_of(tmp_path, f".{NAME}.old", PACKAGE)
    models.remove(models.install(EN_RU, tmp_path).model)

    assert listed(tmp_path) == []


def test_a_fingerprint_tells_a_package_from_a_changed_one(tmp_path: Path) -> None:
    installed = models.install(EN_RU, tmp_path / "one").model
    again = models.install(EN_RU, tmp_path / "two").model
    before = models.fingerprint(installed)

    assert models.fingerprint(again) == before
    (installed.path / "model" / "model.bin").write_bytes(b"other")
    assert models.fingerprint(installed) != before


# ------------------------------------------------------------------------------------------------ Argos' own folder


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"XDG_DATA_HOME": "share"},
        {"ARGOS_PACKAGES_DIR": "packages"},
        {"ARGOS_PACKAGES_DIR": "packages", "XDG_DATA_HOME": "share"},
        {"XDG_CONFIG_HOME": "config"},
        {"SNAP": "snap", "SNAP_USER_DATA": "snap-data"},
    ],
)
def test_argos_own_folder_is_where_argos_translate_says(tmp_path: Path, variables: dict[str, str]) -> None:
    settings = tmp_path / "config" / "argos-translate" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"ARGOS_PACKAGES_DIR": str(tmp_path / "from-settings")}))
    named = {name: str(tmp_path / value) for name, value in variables.items()}
    environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], **named}
    program = "import l10n.models as m; mine = m.argos_folder(); import argostranslate.settings as a; "

    told = subprocess.run(
        [sys.executable, "-c", program + "print(mine, a.package_data_dir, sep='\\n')"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()

    assert told[0] == told[1]


def test_looking_for_argos_own_folder_creates_nothing(tmp_path: Path) -> None:
    assert models.argos_folder({"XDG_DATA_HOME": str(tmp_path)}) == tmp_path / "argos-translate" / "packages"
    assert listed(tmp_path) == []
