"""What authors keep from translation between `l10n:off` and `l10n:on`, whatever else says the same inside."""

from pathlib import Path

import pytest
from articles import page
from hypothesis import given
from hypothesis import strategies as st

from l10n.formats import format_of
from l10n.formats.switches import heard

OFF, ON = "<!-- l10n:off -->", "<!-- l10n:on -->"
INNER = '<div translate="no">Own.</div>'
SHAPES = {
    "an element that is not translated inside": (OFF, INNER, "Still off.", ON, "On."),
    "two of them": (OFF, INNER, "Still off.", INNER, "Off yet.", ON, "On."),
    "one at once before the end": (OFF, "Off.", INNER, ON, "On."),
    "one around the end": (OFF, "Off.", '<div translate="no">Own.', ON, "Own too.", "</div>", "On."),
    "off twice": (OFF, "Off.", OFF, "Still off.", ON, "On."),
    "on twice": (OFF, "Off.", ON, ON, "On."),
    "off again": (OFF, "Off.", ON, "On.", OFF, INNER, "Off."),
}


def texts(source: str, name: str) -> list[str]:
    return [segment.text for segment in page(source.encode(), name).segments]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_off_stays_in_force_until_on(shape: str, name: str) -> None:
    paragraph = "{}" if name == "a.md" else "<p>{}</p>"
    lines = [line if line.startswith("<") else paragraph.format(line) for line in SHAPES[shape]]
    assert texts("\n\n".join(lines) + "\n", name) == ["On."]


@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_links_after_an_inner_element_are_still_off(name: str) -> None:
    link = '<p><a href="{}">x</a></p>'
    source = "\n\n".join([OFF, INNER, link.format("/en/off/"), ON, link.format("/en/on/")]) + "\n"
    assert [each.target for each in format_of(Path(name)).references(source.encode())] == ["/en/on/"]


@given(st.lists(st.sampled_from([OFF, ON, INNER, "text"]), max_size=12), st.sampled_from(["a.md", "a.html"]))
def test_a_text_is_for_translators_unless_the_last_switch_before_it_is_off(pieces: list[str], name: str) -> None:
    lines, expected, off = [], [], False
    for number, piece in enumerate(pieces):
        off = {OFF: True, ON: False}.get(piece, off)
        text = f"Text {number}."
        lines.append((text if name == "a.md" else f"<p>{text}</p>") if piece == "text" else piece)
        expected += [text] if piece == "text" and not off else []
    assert texts("\n\n".join(lines) + "\n", name) == expected


def test_ranges_that_hold_each_other_reach_as_far_as_the_longest() -> None:
    """A block after the inner range, and before the end of the outer one, is not for translators."""
    blocks = page(b"One.\n\nTwo.\n\nThree.\n\nFour.\n").document.blocks
    assert [block.text for block in heard(blocks, [(0, 19), (1, 3)])] == ["Four."]
    assert [block.text for block in heard(blocks, [(8, 9), (0, 2)])] == ["Three.", "Four."]
