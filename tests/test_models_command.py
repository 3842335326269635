"""`l10n models` as people use it: with an index on a server, a folder without a network, and a lock for the team."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from command import MODELS, environment, l10n, write
from server import Behaviour, Site, cut_off, serving, status

from l10n import models

NAMES = {pair: f"translate-{pair}-1_0.argosmodel" for pair in ("en_ru", "en_zh", "ru_en")}
ARCHIVES = {pair: (MODELS / name).read_bytes() for pair, name in NAMES.items()}
HASHES = {pair: hashlib.sha256(content).hexdigest() for pair, content in ARCHIVES.items()}


def version(pair: str, number: str, folder: Path) -> bytes:
    """The archive of a test model with another version."""
    path = folder / f"{pair}-{number}"
    with zipfile.ZipFile(MODELS / NAMES[pair]) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("metadata.json"):
                content = json.dumps(json.loads(content) | {"package_version": number}).encode()
            new.writestr(name.replace("1_0", number.replace(".", "_"), 1), content)
    return path.read_bytes()


@pytest.fixture
def site() -> Iterator[Site]:
    """A server with an index of the three test models."""
    with serving() as site:
        for pair in NAMES:
            offer(site, pair)
        yield site


def unpacked_by_argos(project: Path) -> None:
    """A model put in place as Argos Translate does it."""
    with zipfile.ZipFile(MODELS / NAMES["en_ru"]) as archive:
        archive.extractall(packages(project))


def offer(
    site: Site, pair: str, *behaviours: Behaviour, content: bytes = b"", number: str = "1.0", **more: object
) -> None:
    """Put a model on a server and into its index."""
    path = f"/{pair}-{number}.argosmodel"
    link = site.put(path, content or ARCHIVES[pair], *behaviours)
    first, second = pair.split("_")
    entry = {"from_code": first, "to_code": second, "package_version": number, "links": [link], **more}
    site.put("/index.json", json.dumps([*json.loads(site.files.get("/index.json", b"[]")), entry]).encode())


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project for Russian and Chinese, with one article."""
    folder = tmp_path / "project"
    write(folder / "l10n.toml", 'locales = ["ru", "zh_CN"]\n')
    write(folder / "source" / "a.md", "The cat sat on the mat.\n")
    return folder


def installed(project: Path) -> dict[str, str]:
    """Versions by pair, of what the project's user has."""
    return {model.pair: model.version for model in models.installed([packages(project)])}


def packages(project: Path) -> Path:
    return project / ".home" / "XDG_DATA_HOME" / "argos-translate" / "packages"


def lock(project: Path) -> str:
    return (project / "l10n.lock").read_text(encoding="utf-8")


def done(result: subprocess.CompletedProcess[str]) -> str:
    assert result.returncode == 0, result.stderr
    return result.stdout


# --- install ---


def test_the_models_of_locales_are_installed_and_locked(project: Path, site: Site) -> None:
    out = done(l10n(project, "models", "install", "ru", "zh_CN", "--index", site.url))

    assert [line.partition(" in ")[0] for line in out.splitlines()] == ["en_ru 1.0 installed", "en_zh 1.0 installed"]
    assert installed(project) == {"en_ru": "1.0", "en_zh": "1.0"}
    assert f'sha256 = "{HASHES["en_zh"]}"' in lock(project)
    assert f'link = "{site.url}/en_zh-1.0.argosmodel"' in lock(project)
    assert list((project / ".l10n" / "downloads").iterdir()) == []


def test_a_way_through_english_installs_both_models(project: Path, site: Site) -> None:
    write(project / "l10n.toml", 'source_language = "ru"\nlocales = ["zh-Hans"]\n')

    done(l10n(project, "models", "install", "zh-Hans", "--index", site.url))

    assert installed(project) == {"ru_en": "1.0", "en_zh": "1.0"}


def test_what_is_installed_already_is_not_fetched_again(project: Path, site: Site) -> None:
    done(l10n(project, "models", "install", "ru", "--index", site.url))
    before = lock(project)
    out = done(l10n(project, "models", "install", "ru", "en_ru", "--index", site.url))

    assert out.startswith("en_ru 1.0 is installed already in ")
    assert site.asked("/en_ru-1.0.argosmodel") == [None]
    assert lock(project) == before


def test_what_another_program_installed_is_installed_again_to_be_locked(project: Path, site: Site) -> None:
    """Its archive is not known; outside of a project that does not matter."""
    unpacked_by_argos(project)

    out = done(l10n(project.parent, "models", "install", "ru", "--index", site.url, home=project / ".home"))
    assert out.startswith("en_ru 1.0 is installed already")
    done(l10n(project, "models", "install", "ru", "--index", site.url))
    assert HASHES["en_ru"] in lock(project)


def test_an_archive_with_another_hash_is_another_model(project: Path, site: Site, tmp_path: Path) -> None:
    """Though its version is the same: the index says what is right."""
    other = version("en_ru", "1.0", tmp_path)
    done(l10n(project, "models", "install", "ru", "--index", str(MODELS)))
    site.put("/index.json", b"[]")
    offer(site, "en_ru", content=other, sha256=hashlib.sha256(other).hexdigest())

    done(l10n(project, "models", "install", "ru", "--index", site.url))

    assert hashlib.sha256(other).hexdigest() in lock(project)


def test_a_locked_address_is_not_replaced_by_the_name_of_a_file(project: Path, site: Site) -> None:
    done(l10n(project, "models", "install", "ru", "--index", site.url))
    before = lock(project)
    done(l10n(project, "models", "install", "ru", "--index", str(MODELS)))

    assert lock(project) == before


def test_the_index_may_be_named_by_argos_own_variable(project: Path, site: Site) -> None:
    done(l10n(project, "models", "install", "en_ru", ARGOS_PACKAGE_INDEX=site.url + "/"))
    assert installed(project) == {"en_ru": "1.0"}


def test_a_project_may_have_models_of_its_own(project: Path, site: Site) -> None:
    done(l10n(project, "models", "install", "ru", "--here", "--index", site.url))
    assert [path.name for path in (project / "models").iterdir()] == ["translate-en_ru-1_0"]


def test_a_folder_is_an_index_without_a_network(project: Path) -> None:
    out = done(l10n(project, "models", "install", "ru", "--index", str(MODELS)))

    assert out.startswith("en_ru 1.0 installed")
    assert f'link = "{NAMES["en_ru"]}"' in lock(project)


def test_outside_of_a_project_nothing_is_locked(tmp_path: Path) -> None:
    done(l10n(tmp_path, "models", "install", "ru", "--index", str(MODELS)))

    assert installed(tmp_path) == {"en_ru": "1.0"}
    assert [path.name for path in tmp_path.iterdir()] == [".home"]


def test_files_and_locales_may_stand_side_by_side(project: Path) -> None:
    file = str(MODELS / NAMES["en_zh"])
    done(l10n(project, "models", "install", file, "ru", "--index", str(MODELS)))

    assert installed(project) == {"en_ru": "1.0", "en_zh": "1.0"}
    assert lock(project).count("[[model]]") == 2


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["de"], 3, "no model from en into de, and no two that lead there; `l10n models list --available` shows"),
        (["zh_en"], 3, "no model zh_en"),
        (["klingon"], 2, "klingon"),
        (["lost.argosmodel"], 4, "lost.argosmodel: cannot be read"),
        ([], 2, "no l10n.lock names models here; name locales, pairs or files: `l10n models install ru`"),
        (["ru", "--index", "nowhere"], 4, "nowhere: cannot be read as a folder of models"),
        (["ru", "--index", "ftp://x"], 2, "ftp://x: an index is a folder or an http or https address"),
    ],
)
def test_what_cannot_be_installed_is_said_with_the_next_step(
    project: Path, arguments: list[str], code: int, said: str
) -> None:
    result = l10n(project, "models", "install", *arguments, ARGOS_PACKAGE_INDEX=str(MODELS))

    assert (result.returncode, said in result.stderr) == (code, True), result.stderr
    assert not (project / "l10n.lock").exists()


def test_the_next_link_is_tried_when_one_fails(project: Path, site: Site) -> None:
    good = f"{site.url}/en_ru-1.0.argosmodel"
    site.put("/other", ARCHIVES["en_zh"])
    site.put("/garbage", b"no archive")
    links = ["ipfs://Qm", f"{site.url}/lost", f"{site.url}/garbage", f"{site.url}/other", good]
    offer(site, "en_ru", number="1.1", links=links, content=ARCHIVES["en_ru"])

    done(l10n(project, "models", "install", "ru", "--index", site.url))

    assert [path for path, _ in site.requests] == [
        "/index.json",
        "/lost",
        "/garbage",
        "/other",
        "/en_ru-1.0.argosmodel",
    ]
    assert f'link = "{good}"' in lock(project)


def test_what_is_wrong_with_every_link_is_said_and_nothing_is_installed(project: Path, site: Site) -> None:
    """Another model, and another hash than the index says, though the archive is fine."""
    other = site.put("/other", ARCHIVES["en_zh"])
    links = [f"{site.url}/lost", other]
    offer(site, "en_ru", number="1.1", links=links)
    offer(site, "en_zh", number="1.1", links=[f"{site.url}/lost"])
    assert l10n(project, "models", "install", "zh", "--index", site.url).returncode == 4
    assert list((project / ".l10n" / "downloads").iterdir()) == []
    result = l10n(project, "models", "install", "ru", "--index", site.url)

    assert result.returncode == 4
    assert f"{site.url}/lost: cannot be downloaded: the server answers 404" in result.stderr
    assert f"{other}: holds the model en_zh, not en_ru" in result.stderr

    offer(site, "en_ru", number="1.2", sha256="0" * 64)
    result = l10n(project, "models", "install", "ru", "--index", site.url)

    assert f"is another file: its SHA-256 is {HASHES['en_ru']}, not {'0' * 64}" in result.stderr
    assert installed(project) == {}
    assert not (project / "l10n.lock").exists()
    assert list((project / ".l10n" / "downloads").iterdir()) == []


def test_an_overloaded_server_and_a_broken_connection_only_cost_time(project: Path, site: Site) -> None:
    offer(site, "en_ru", status(503), cut_off(100_000), number="1.1")

    done(l10n(project, "models", "install", "ru", "--index", site.url))

    first, second, third = site.asked("/en_ru-1.1.argosmodel")
    assert (first, second) == (None, None)
    assert third
    assert third.startswith("bytes=")


KILLED_AT = """
import os, signal, sys

steps = 0

def kill_at_step(event, _arguments):
    global steps
    if event in {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.truncate", "socket.connect"}:
        steps += 1
        if steps == int(sys.argv[1]):
            os.kill(os.getpid(), signal.SIGKILL)

from l10n.cli import cli
sys.addaudithook(kill_at_step)
cli(sys.argv[2:])
"""


def test_a_command_that_is_killed_leaves_old_or_new(project: Path, site: Site, tmp_path: Path) -> None:
    """Before any of its steps on the disk: models and lock are whole, and the next run finishes the work."""
    offer(site, "en_ru", number="2.0", content=version("en_ru", "2.0", tmp_path))
    done(l10n(project, "models", "install", str(MODELS / NAMES["en_ru"])))
    former = shutil.copytree(project, tmp_path / "former")
    seen = []
    step = 0
    while True:
        step += 1
        shutil.rmtree(project)
        shutil.copytree(former, project)
        run = subprocess.run(
            [sys.executable, "-c", KILLED_AT, str(step), "models", "install", "ru", "--index", site.url],
            cwd=project,
            env=environment(project / ".home", {}),
            capture_output=True,
            check=False,
        )
        assert models.broken([packages(project)]) == ()
        seen.append((installed(project)["en_ru"], 'version = "2.0"' in lock(project)))
        if run.returncode != -signal.SIGKILL:
            break

    assert run.returncode == 0
    assert seen == sorted(seen)
    assert {number for number, _ in seen} == {"1.0", "2.0"}
    assert seen[0] == ("1.0", False)
    assert seen[-1] == ("2.0", True)


def test_a_bomb_from_the_network_is_refused_whole(project: Path, site: Site, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("translate-en_ru-1_1/zeros", bytes(10_000_000))
    offer(site, "en_ru", number="1.1", content=(tmp_path / "bomb").read_bytes())

    result = l10n(project, "models", "install", "ru", "--index", site.url)

    assert result.returncode == 4
    assert f"{site.url}/en_ru-1.1.argosmodel: would unpack to more than 100 times its size" in result.stderr
    assert list(packages(project).iterdir()) == []


# --- the lock ---


def test_a_lock_brings_the_same_models_to_another_machine(project: Path, site: Site) -> None:
    done(l10n(project, "models", "install", "ru", "zh_CN", "--index", site.url))
    before = lock(project)
    offer(site, "en_ru", number="9.0")
    home = project.parent / "another"

    out = done(l10n(project, "models", "install", home=home))
    assert [line.partition(" in ")[0] for line in out.splitlines()] == [
        "en_ru 1.0 installed as locked",
        "en_zh 1.0 installed as locked",
    ]
    again = done(l10n(project, "models", "install", home=home))
    assert again.count("is installed as locked") == 2
    assert site.asked("/en_ru-1.0.argosmodel") == [None, None]
    assert lock(project) == before


def test_a_lock_is_restored_from_a_folder_without_a_network(project: Path, site: Site) -> None:
    done(l10n(project, "models", "install", "ru", "--index", site.url))
    shutil.rmtree(packages(project))
    asked = len(site.requests)

    done(l10n(project, "models", "install", "--index", str(MODELS)))

    assert installed(project) == {"en_ru": "1.0"}
    assert len(site.requests) == asked


def test_an_archive_with_another_hash_than_the_locked_one_is_refused(project: Path, site: Site) -> None:
    done(l10n(project, "models", "install", "ru", "--index", site.url))
    shutil.rmtree(packages(project))
    site.files["/en_ru-1.0.argosmodel"] = ARCHIVES["en_zh"]

    result = l10n(project, "models", "install")

    assert result.returncode == 4
    assert f"is another file: its SHA-256 is {HASHES['en_zh']}, not {HASHES['en_ru']}" in result.stderr
    assert installed(project) == {}


def test_a_changed_model_is_restored(project: Path) -> None:
    done(l10n(project, "models", "install", "ru", "--index", str(MODELS)))
    (model,) = models.installed([packages(project)])
    (model.path / "model" / "model.bin").write_bytes(b"tampered")
    shutil.copytree(MODELS, project / "archives", ignore=shutil.ignore_patterns("*.py"))
    named = lock(project)
    write(project / "l10n.lock", named.replace(NAMES["en_ru"], str(MODELS / NAMES["en_ru"])))
    assert "no address of this model is known" in l10n(project, "models", "install").stderr  # outside the project
    write(project / "l10n.lock", named.replace(NAMES["en_ru"], f"archives/{NAMES['en_ru']}"))

    done(l10n(project, "models", "install"))

    assert l10n(project, "models", "verify").returncode == 0


def test_a_newer_model_that_hides_the_locked_one_is_named(project: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer.argosmodel"
    newer.write_bytes(version("en_ru", "2.0", tmp_path))
    done(l10n(project, "models", "install", "ru", "--index", str(MODELS)))
    before = lock(project)
    done(l10n(project, "models", "install", str(newer)))
    write(project / "l10n.lock", before)

    result = l10n(project, "models", "install", "--index", str(MODELS))

    assert result.returncode == 1
    assert "en_ru 2.0 is used, as it is newer than the locked 1.0; `l10n models remove en_ru`" in result.stderr


def test_a_damaged_lock_is_named(project: Path) -> None:
    write(project / "l10n.lock", "<<<<<<< ours\n")

    result = l10n(project, "models", "install")

    assert result.returncode == 4
    assert "l10n.lock: is no lock of models" in result.stderr
    assert l10n(project, "models", "install", "ru", "--index", str(MODELS)).returncode == 4
    assert installed(project) == {}


def test_a_lock_whose_file_is_elsewhere_says_how_to_name_it(project: Path) -> None:
    done(l10n(project, "models", "install", "ru", "--index", str(MODELS)))
    shutil.rmtree(packages(project))

    result = l10n(project, "models", "install")

    assert result.returncode == 4
    assert "en_ru: no address of this model is known; `--index` names an index that has it" in result.stderr


# --- verify, list, update ---


def test_verify_passes_over_sound_models_and_names_a_changed_file(project: Path) -> None:
    done(l10n(project, "models", "install", "ru", "zh_CN", "--index", str(MODELS)))
    out = done(l10n(project, "models", "verify"))
    assert [line.partition(" in ")[0] for line in out.splitlines()] == [
        "en_ru 1.0: as installed",
        "en_zh 1.0: as installed",
    ]

    (path,) = packages(project).glob("*en_zh*")
    (path / "sentencepiece.model").write_bytes(b"tampered")
    result = l10n(project, "models", "verify")
    assert result.returncode == 1
    assert f"en_zh 1.0: sentencepiece.model was changed in {path}" in result.stdout.splitlines()
    assert l10n(project, "models", "verify", "en_ru").returncode == 0
    assert l10n(project, "models", "verify", "de_en").returncode == 2

    done(l10n(project, "models", "install", "zh_CN", "--index", str(MODELS)))
    assert l10n(project, "models", "verify").returncode == 0


def test_verify_says_when_a_model_is_unknown(project: Path) -> None:
    unpacked_by_argos(project)

    out = done(l10n(project, "models", "verify"))
    assert out.startswith("en_ru 1.0: unknown: not installed by l10n, so there is nothing to compare with in ")


def test_what_the_index_offers_is_listed(project: Path, site: Site) -> None:
    done(l10n(project, "models", "install", "ru", "--index", site.url))
    offer(site, "en_ru", number="1.10", from_name="English", to_name="Russian")

    out = done(l10n(project, "models", "list", "--available", "--index", site.url))
    assert [line.split() for line in out.splitlines()] == [
        ["en_ru", "1.10", "English", "→", "Russian", "installed:", "1.0"],
        ["en_zh", "1.0"],
        ["ru_en", "1.0"],
    ]
    told = json.loads(done(l10n(project, "models", "list", "--available", "--index", site.url, "--format", "json")))
    assert told["schema"] == "l10n-models/1"
    assert [model["to"] for model in told["models"]] == ["ru"]
    assert told["available"][1] == {
        "from": "en",
        "to": "zh",
        "version": "1.0",
        "sha256": None,
        "links": [f"{site.url}/en_zh-1.0.argosmodel"],
        "path": None,
    }


def test_listing_what_is_installed_asks_nobody(project: Path, site: Site) -> None:
    done(l10n(project, "models", "list", ARGOS_PACKAGE_INDEX=site.url))
    assert site.requests == []


def test_an_update_takes_the_place_of_the_old_version(project: Path, site: Site, tmp_path: Path) -> None:
    done(l10n(project, "models", "install", "ru", "zh_CN", "--index", site.url))
    offer(site, "en_ru", number="1.10", content=version("en_ru", "1.10", tmp_path))

    result = l10n(project, "models", "update", "--index", site.url)

    assert "en_ru 1.0 is now 1.10" in done(result)
    assert "en_zh 1.0 is the newest" in result.stderr
    assert installed(project) == {"en_ru": "1.10", "en_zh": "1.0"}
    assert [path.name for path in packages(project).glob("*en_ru*")] == ["translate-en_ru-1_10"]
    assert 'version = "1.10"' in lock(project)
    assert done(l10n(project, "models", "verify"))
    assert l10n(project, "models", "update", "de_en", "--index", site.url).returncode == 2


def test_an_update_that_was_stopped_is_finished_by_the_next_one(project: Path, site: Site, tmp_path: Path) -> None:
    """The new model was in place, the old one not yet gone, and the lock not yet written."""
    done(l10n(project, "models", "install", "ru", "--index", site.url))
    old = packages(project) / "translate-en_ru-1_0"
    shutil.copytree(old, tmp_path / "old")
    locked = lock(project)
    offer(site, "en_ru", content=version("en_ru", "1.1", tmp_path), number="1.1")
    done(l10n(project, "models", "update", "--index", site.url))
    updated = lock(project)
    shutil.copytree(tmp_path / "old", old)
    write(project / "l10n.lock", locked)
    done(l10n(project, "models", "update", "--index", site.url))
    assert lock(project) == updated != locked
    assert not old.exists()


def test_an_update_locks_only_what_was_locked(project: Path, site: Site, tmp_path: Path) -> None:
    done(l10n(project.parent, "models", "install", "ru", "--index", site.url, home=project / ".home"))
    offer(site, "en_ru", number="1.10", content=version("en_ru", "1.10", tmp_path))

    done(l10n(project, "models", "update", "--index", site.url))

    assert installed(project) == {"en_ru": "1.10"}
    assert not (project / "l10n.lock").exists()


def test_leftovers_of_killed_installations_are_swept_but_not_those_in_use(project: Path) -> None:
    parent = packages(project).parent
    old, new, own = (parent / name for name in (".installing-abcdefgh", ".removing-hgfedcba", ".installing-notes"))
    for folder in (old, new, own):
        write(folder / "package" / "model.bin", "bytes")
    for folder in (old, own):
        for path in (*folder.rglob("*"), folder):
            os.utime(path, (0, 0))

    partial = write(project / ".l10n" / "downloads" / "old.argosmodel.part", "bytes")
    os.utime(partial, (0, 0))

    done(l10n(project, "models", "install", "ru", "--index", str(MODELS)))

    assert not partial.exists()
    assert {path.name for path in parent.iterdir()} == {".l10n", "packages", new.name, own.name}


# --- run, translate ---


def test_models_that_are_missing_are_fetched_on_the_way(project: Path, site: Site) -> None:
    result = l10n(project, "run", "--install-models", ARGOS_PACKAGE_INDEX=site.url)

    assert result.returncode == 0, result.stderr
    assert installed(project) == {"en_ru": "1.0", "en_zh": "1.0"}
    assert "Тхе" in (project / "build" / "ru" / "a.md").read_text(encoding="utf-8")


def test_the_other_locales_are_done_where_one_has_no_model(project: Path, site: Site) -> None:
    write(project / "l10n.toml", 'locales = ["ru", "de"]\n')
    done(l10n(project, "extract"))

    result = l10n(project, "translate", "--install-models", ARGOS_PACKAGE_INDEX=site.url)

    assert result.returncode == 3
    assert "no model from en into de" in result.stderr
    assert "1 entry drafted" in result.stderr


def test_nothing_is_fetched_unasked(project: Path, site: Site) -> None:
    result = l10n(project, "run", ARGOS_PACKAGE_INDEX=site.url)

    assert result.returncode == 3
    assert "`l10n models install ru zh_CN` fetches what is missing, and so does --install-models" in result.stderr
    assert site.requests == []


def test_no_model_is_fetched_for_another_engine(project: Path, site: Site) -> None:
    done(l10n(project, "run", "--engine", "pseudo", "--install-models", ARGOS_PACKAGE_INDEX=site.url))
    assert site.requests == []


def at_a_terminal(project: Path, site: Site, answer: bytes) -> str:
    """What `l10n run` shows to a person at a terminal who gives this answer."""
    pty = pytest.importorskip("pty", reason="this system has no terminals of that kind")
    terminal, end = pty.openpty()
    settings = environment(project / ".home", {"ARGOS_PACKAGE_INDEX": site.url})
    command = [sys.executable, "-m", "l10n", "run"]
    with subprocess.Popen(command, cwd=project, env=settings, stdin=end, stdout=end, stderr=end):
        os.close(end)
        os.write(terminal, answer)
        shown = b""
        with suppress(OSError):  # Linux: the other end is closed
            while block := os.read(terminal, 4096):
                shown += block
    os.close(terminal)
    return shown.decode()


def test_a_person_at_a_terminal_is_asked(project: Path, site: Site) -> None:
    shown = at_a_terminal(project, site, b"n\n")
    assert f"Fetch the models for ru zh_CN from {site.url}? [y/N]" in shown
    assert site.requests == []

    at_a_terminal(project, site, b"y\n")
    assert installed(project) == {"en_ru": "1.0", "en_zh": "1.0"}
