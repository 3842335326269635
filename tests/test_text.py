"""Plain-text articles: what the built article looks like."""

from pathlib import Path

import pytest
from articles import cases, page

from l10n.build import build
from l10n.document import Kind
from l10n.locales import locale

DATA = Path(__file__).parent / "data"
RUSSIAN = locale("ru")


@pytest.mark.parametrize(("article", "translations", "built"), cases(DATA / "text" / "splices.txt"))
def test_only_translated_places_change(article: bytes, translations: dict[str, str], built: bytes) -> None:
    assert build(page(article, "a.txt"), translations, RUSSIAN).content.decode() == built.decode()


def test_translators_are_told_what_a_line_is() -> None:
    source = b"Big news\n\nBy Ann Lee \xe2\x80\xa2 17 April 2023\n\nA jet. Credit: AP\n\nIt flew.\n\n- far\n"
    kinds = [block.kind for block in page(source, "a.txt").document.blocks]
    assert kinds == [Kind.HEADING, Kind.DATELINE, Kind.CAPTION, Kind.PARAGRAPH, Kind.ITEM]


def test_wrapped_chinese_is_broken_between_characters() -> None:
    """The lines of a wrapped paragraph are filled by columns, and no line starts with a closing mark."""
    source = (
        b"The ministry said on Monday that the two aircraft had met\n"
        b"over the gulf in the early morning, and that neither crew\n"
        b"had been in danger.\n"
    )
    (segment,) = page(source, "a.txt").segments
    text = "国防部周一表示，两架飞机清晨在海湾上空相遇，双方机组人员始终没有任何危险，也没有人受伤，一切正常。"
    built = build(page(source, "a.txt"), {segment.text: text}, locale("zh_CN")).content.decode()
    lines = built.splitlines()
    assert len(lines) == 2
    assert "".join(lines) == text
    assert not lines[1].startswith("，")
    assert [found.text for found in page(built.encode(), "a.txt").segments] == [text]


def test_what_a_catalogue_cannot_hold_stays_as_it_is() -> None:
    """Catalogues end a text at U+0000: a paragraph with one inside is no segment, and keeps its bytes."""
    article = page(b"One\x00two.\n\nThree.\n", "a.txt")
    assert [segment.text for segment in article.segments] == ["Three."]
    assert build(article, {"Three.": "Три."}, RUSSIAN).content == "One\x00two.\n\nТри.\n".encode()
