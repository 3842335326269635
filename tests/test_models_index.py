"""An index is believed in nothing: what is offered are well-formed models, the highest version of each pair."""

import json
import shutil
from pathlib import Path

import pytest
from command import MODELS
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import InputError, UsageError
from l10n.models import route
from l10n.models.index import ARGOS_INDEX, Index, index_url, location, online, parse
from l10n.models.mirror import read_folder
from l10n.models.supply import open_index

ENTRY = {
    "package_version": "1.9",
    "argos_version": "1.9.1",
    "from_code": "en",
    "from_name": "English",
    "to_code": "ru",
    "to_name": "Russian",
    "links": ["https://example.com/translate-en_ru-1_9.argosmodel"],
}


def index_of(*entries: object) -> Index:
    return parse(json.dumps(entries).encode(), "index.json")


def entry(pair: str = "en_ru", version: str = "1.9", **more: object) -> dict[str, object]:
    first, _, second = pair.partition("_")
    return ENTRY | {"from_code": first, "to_code": second, "package_version": version} | more


def test_an_entry_of_the_argos_index_is_an_offer() -> None:
    (offer,) = index_of(ENTRY).offers

    assert (offer.pair, offer.version, offer.from_name, offer.to_name) == ("en_ru", "1.9", "English", "Russian")
    assert offer.links == ("https://example.com/translate-en_ru-1_9.argosmodel",)
    assert offer.name == "translate-en_ru-1_9.argosmodel"


def test_the_highest_version_of_a_pair_is_best_as_a_number() -> None:
    index = index_of(entry(version="1.9"), entry(version="1.10"), entry("de_en"), entry(version="1.2"))

    assert [(offer.pair, offer.version) for offer in index.best] == [("de_en", "1.9"), ("en_ru", "1.10")]


def test_the_way_is_chosen_as_among_installed_models() -> None:
    index = index_of(entry("ru_en"), entry("en_zh"), entry("ru_de"), entry("de_zh"))

    assert [offer.pair for offer in route(index.best, "ru", "zh")] == ["ru_en", "en_zh"]


def test_packages_that_do_not_translate_are_passed_over_silently() -> None:
    assert index_of({"type": "sbd", "code": "sbd-en"}, ENTRY).skipped == ()


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ("text", "it is not an object"),
        (entry(from_code="../x"), "from_code is '../x'"),
        (entry(to_code=None), "to_code is 'None'"),
        (entry(to_code=["ru"]), "to_code is \"['ru']\""),
        (entry(package_version=1.9), "package_version is '1.9'"),
        (entry(version="1/../../9"), "package_version is '1/../../9'"),
        (entry(links="https://example.com"), "links is not a list"),
        (entry(sha256="abc"), "sha256 is 'abc'"),
    ],
)
def test_a_malformed_entry_is_left_out_with_its_place(wrong: object, reason: str) -> None:
    """The others are offered none the less."""
    index = index_of(ENTRY, wrong)

    assert len(index.offers) == 1
    assert index.skipped == (f"index.json: entry 2 is left out: {reason}",)


@pytest.mark.parametrize("content", [b"", b"<html>", b"\xff", b"{}", b"1", b"[" * 100_000, b'[{"a": ]'])
def test_what_is_no_index_is_refused_with_its_place(content: bytes) -> None:
    with pytest.raises(InputError, match=r"^https://example\.com/index\.json: is no index of models"):
        parse(content, "https://example.com/index.json")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.lists(ANYTHING | st.dictionaries(st.sampled_from(sorted([*ENTRY, "type", "sha256"])), ANYTHING)))
def test_no_list_of_anything_breaks_the_parser(entries: list[object]) -> None:
    index = index_of(*entries)
    assert len(index.offers) + len(index.skipped) <= len(entries)


def test_links_of_unknown_schemes_are_skipped() -> None:
    links = [
        "ipfs://Qm",
        "https://example.com/a",
        "file:///etc/passwd",
        7,
        "http://example.com/b",
        "https://a b",
        "c",
        "http://[",
        "http:///x",
    ]
    index = online(index_of(entry(links=links), entry("en_zh", links=["ipfs://Qm"])))

    assert [offer.links for offer in index.offers] == [("https://example.com/a", "http://example.com/b")]
    assert index.skipped == ("index.json: en_zh 1.9 is left out: it has no http or https link",)


# --- where the index is ---


def test_the_index_is_where_the_user_the_environment_or_argos_says() -> None:
    assert location("https://here", {"ARGOS_PACKAGE_INDEX": "https://there"}) == "https://here"
    assert location(None, {"ARGOS_PACKAGE_INDEX": "https://there"}) == "https://there"
    assert location(None, {}) == ARGOS_INDEX


@pytest.mark.parametrize(
    ("place", "url"),
    [
        (ARGOS_INDEX, f"{ARGOS_INDEX}index.json"),
        ("http://mirror.example/models", "http://mirror.example/models/index.json"),
        ("https://mirror.example/all.json", "https://mirror.example/all.json"),
        ("models", None),
        ("C:\\models", None),
    ],
)
def test_an_address_of_a_folder_means_its_index(place: str, url: str | None) -> None:
    assert index_url(place) == url


def test_an_address_of_another_kind_is_refused() -> None:
    with pytest.raises(UsageError, match=r"ftp://example\.com: an index is a folder or an http or https address"):
        open_index("ftp://example.com")


# --- folders ---


def mirror(folder: Path, *pairs: str) -> Path:
    """A folder with some of the test models."""
    folder.mkdir(parents=True, exist_ok=True)
    for pair in pairs:
        shutil.copy(MODELS / f"translate-{pair}-1_0.argosmodel", folder)
    return folder


def test_a_folder_of_archives_is_an_index_by_their_own_metadata(tmp_path: Path) -> None:
    folder = mirror(tmp_path, "en_ru", "en_zh")
    (folder / "broken.argosmodel").write_bytes(b"no archive")
    (folder / "README.txt").write_text("models")

    index = read_folder(str(folder))

    assert [(offer.pair, offer.version, offer.file) for offer in index.best] == [
        ("en_ru", "1.0", folder / "translate-en_ru-1_0.argosmodel"),
        ("en_zh", "1.0", folder / "translate-en_zh-1_0.argosmodel"),
    ]
    assert index.skipped == (f"{folder / 'broken.argosmodel'}: is left out: File is not a zip file",)


def test_the_links_of_a_folders_index_lead_to_its_files(tmp_path: Path) -> None:
    """Relative ones by path, addresses by the name of the file; a link never leads out of the folder."""
    folder = mirror(tmp_path / "mirror", "en_zh")
    mirror(folder / "russian", "en_ru")
    mirror(tmp_path, "ru_en")
    entries = [
        entry("en_ru", links=["russian/translate-en_ru-1_0.argosmodel"]),
        entry("en_zh", links=["ipfs://Qm", "https://example.com/x/translate-en_zh-1_0.argosmodel"]),
        entry("ru_en", links=["../translate-ru_en-1_0.argosmodel", str(tmp_path / "translate-ru_en-1_0.argosmodel")]),
    ]
    (folder / "index.json").write_text(json.dumps(entries))

    index = read_folder(str(folder))

    assert {offer.pair: offer.file for offer in index.offers} == {
        "en_ru": folder / "russian" / "translate-en_ru-1_0.argosmodel",
        "en_zh": folder / "translate-en_zh-1_0.argosmodel",
    }
    assert index.skipped == (f"{folder / 'index.json'}: ru_en 1.9 is left out: its file is not in the folder",)
    assert read_folder(str(folder / "index.json")).offers == index.offers


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none: cannot be read as a folder of models: No such file"):
        read_folder(str(tmp_path / "none"))
