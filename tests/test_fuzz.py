"""Every parser on its seeds and on what fuzzing once found: see `tests/fuzz`."""

import pytest
from fuzz.seeds import own
from fuzz.targets import TARGETS


@pytest.mark.parametrize("target", TARGETS)
def test_a_parser_stands_its_seeds_and_what_was_found(target: str) -> None:
    for content in own(target):
        TARGETS[target](content)


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xef\xbb\xbf",
        b"\xff\xfe\x00",
        b"\x00",
        b"\r",
        b"[" * 5000,
        b"{" * 5000,
        b"9" * 6000,
        b"<a>" * 3000,
        b"\xed\xa0\x80",
    ],
    ids=["empty", "BOM", "UTF-16", "NUL", "CR", "lists", "tables", "digits", "tags", "surrogate"],
)
def test_a_parser_stands_what_no_file_has(target: str, content: bytes) -> None:
    TARGETS[target](content)
