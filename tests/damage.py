"""Translated articles as they are found: what translators and editors do to them, by chance but the same each time."""

import random
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from articles import page

from l10n import catalogue as po
from l10n.align import Pair, Side, align
from l10n.build import Page, build
from l10n.document import Block, Document, Kind, splice
from l10n.locales import Locale, locale
from l10n.segments import block_segments, joint

ROOT = Path(__file__).parent.parent
OWN = ("features/night-train.html", "guides/translating-with-l10n.md", "news/joint-exercise.txt")
ADDED: Mapping[str, tuple[str, str]] = {
    "ru": ("Что было дальше", "Примечание переводчика: все имена вымышлены."),
    "zh_CN": ("后来发生了什么", "译者注：文中姓名均为虚构。"),
}
"""A heading and a sentence that no source has."""


@dataclass(frozen=True)
class Translated:
    """An article of this repository with its translation, built."""

    page: Page
    locale: Locale
    texts: Mapping[str, str]
    """The truth: translations by source text."""
    content: bytes

    def parsed(self, content: bytes) -> Document:
        """A translated article as `adopt` reads it."""
        return self.page.format.parse(content, replace(self.page.options, language=self.locale.argos))

    def aligned(self, content: bytes) -> tuple[Pair, ...]:
        """The article beside a translation."""
        source = Side(self.page.document, locale("en"))
        return align(source, Side(self.parsed(content), self.locale), self.page.segments, "sentence")

    def is_right(self, pair: Pair) -> bool:
        """Whether a pair of one segment and one text is what the catalogue says."""
        return self.texts[pair.sources[0].text] == pair.targets[0].text


def own(name: str, into: str) -> Translated:
    """An article of this repository in a locale, from its reviewed catalogue."""
    source = page((ROOT / "source" / name).read_bytes(), name)
    path = ROOT / "locales" / into / "LC_MESSAGES" / f"{name}.po"
    texts = {entry.source: entry.translation for entry in po.parse(path.read_bytes(), path).live}
    return Translated(source, locale(into), texts, build(source, texts, locale(into)).content)


# --- damage: each takes a translated article and a source of chance, and returns the damaged one


T = TypeVar("T")
Damage = Callable[[Document, Locale, random.Random], bytes]
_PROSE = frozenset({Kind.PARAGRAPH, Kind.QUOTATION, Kind.ITEM})


def drop_paragraph(document: Document, _: Locale, chance: random.Random) -> bytes:
    before, block = _chosen(_neighbours(document, _PROSE), chance)
    return splice(document.source, [(before.end, block.end, b"")])


def merge_paragraphs(document: Document, into: Locale, chance: random.Random) -> bytes:
    pairs = _neighbours(document, {Kind.PARAGRAPH})
    if not pairs:  # the guide has code or a list between any two
        return document.source
    before, block = _chosen(pairs, chance)
    return splice(document.source, [(before.end, block.start, b" " * into.spaced)])


def drop_sentence(document: Document, into: Locale, chance: random.Random) -> bytes:
    block, found = _long_paragraph(document, into, chance)
    found.pop(chance.randrange(len(found)))
    return _with_sentences(document, block, found, into)


def merge_sentences(document: Document, into: Locale, chance: random.Random) -> bytes:
    block, found = _long_paragraph(document, into, chance)
    at = chance.randrange(len(found) - 1)
    first, second = found[at].rstrip(".。!?！？"), found[at + 1]
    found[at : at + 2] = [f"{first}{', ' if into.spaced else '，'}{second[0].lower()}{second[1:]}"]
    return _with_sentences(document, block, found, into)


def swap_items(document: Document, _: Locale, chance: random.Random) -> bytes:
    pairs = _neighbours(document, {Kind.ITEM})
    one, other = _chosen(pairs, chance)
    return splice(
        document.source,
        [(one.start, one.end, one.writer.place(other.text)), (other.start, other.end, other.writer.place(one.text))],
    )


def move_item(document: Document, _: Locale, chance: random.Random) -> bytes:
    """The first of three items becomes the last."""
    pairs = _neighbours(document, {Kind.ITEM})
    threes = [(one, two, pair[1]) for (one, two), pair in pairwise(pairs) if two is pair[0]]
    if not threes:  # other damage may have taken the third
        return document.source
    items = _chosen(threes, chance)
    moved = zip(items, (*items[1:], items[0]), strict=True)
    return splice(document.source, [(at.start, at.end, at.writer.place(item.text)) for at, item in moved])


def swap_sentences(document: Document, into: Locale, chance: random.Random) -> bytes:
    block, found = _long_paragraph(document, into, chance)
    at = chance.randrange(len(found) - 1)
    found[at : at + 2] = found[at : at + 2][::-1]
    return _with_sentences(document, block, found, into)


def add_heading(document: Document, into: Locale, chance: random.Random) -> bytes:
    return _with_block(document, ADDED[into.name][0], chance, heading=True)


def add_paragraph(document: Document, into: Locale, chance: random.Random) -> bytes:
    return _with_block(document, ADDED[into.name][1], chance, heading=False)


def add_sentence(document: Document, into: Locale, chance: random.Random) -> bytes:
    block, found = _long_paragraph(document, into, chance)
    found.insert(chance.randrange(len(found) + 1), ADDED[into.name][1])
    return _with_sentences(document, block, found, into)


DAMAGES: tuple[Damage, ...] = (
    drop_paragraph,
    merge_paragraphs,
    drop_sentence,
    merge_sentences,
    swap_items,
    move_item,
    swap_sentences,
    add_heading,
    add_paragraph,
    add_sentence,
)


def damaged(article: Translated, seed: int, kinds: Collection[Damage]) -> bytes:
    """The translated article with one damage of each kind."""
    chance = random.Random(f"{seed} {len(article.content)}")  # noqa: S311 - the same each time
    content = article.content
    for damage in kinds:
        content = damage(article.parsed(content), article.locale, chance)
    return content


def _chosen(found: list[T], chance: random.Random) -> T:
    return found[chance.randrange(len(found))]


def _neighbours(document: Document, kinds: Collection[Kind]) -> list[tuple[Block, Block]]:
    """Blocks of one kind with nothing but structure between them."""
    found = []
    for one, other in zip(document.blocks, document.blocks[1:], strict=False):
        between = document.source[one.end : other.start]
        same = one.kind is other.kind and one.kind in kinds and one.words and other.words
        if same and len(between) < 40 and b"```" not in between:
            found.append((one, other))
    return found


def _long_paragraph(document: Document, into: Locale, chance: random.Random) -> tuple[Block, list[str]]:
    """A block of several sentences, and these."""
    cut = [(block, _sentences(block, into)) for block in document.blocks if block.kind in _PROSE]
    return _chosen([(block, found) for block, found in cut if len(found) > 1], chance)


def _sentences(block: Block, into: Locale) -> list[str]:
    return [segment.text for segment in block_segments(0, block, into.argos, whole=False)]


def _with_sentences(document: Document, block: Block, found: list[str], into: Locale) -> bytes:
    text = joint(" ", into).join(found)
    return splice(document.source, [(block.start, block.end, block.writer.place(block.writer.escape(text)))])


_OPENING = re.compile(rb"(?:\n\n|<p[^<>]*>\s*)\Z")


def _with_block(document: Document, text: str, chance: random.Random, *, heading: bool) -> bytes:
    """The article with a block more, before one of its paragraphs."""
    source = document.source
    places = [
        (block.start, found[0])
        for block in document.blocks
        if block.kind is Kind.PARAGRAPH and (found := _OPENING.search(source, 0, block.start))
    ]
    start, opening = _chosen(places, chance)
    if opening.startswith(b"<"):
        tag = "h2" if heading else "p"
        at, new = start - len(opening), f"<{tag}>{text}</{tag}>\n"
    else:
        markdown = b"\n# " in source
        at, new = start, f"{'## ' if heading and markdown else ''}{text}\n\n"
    return splice(source, [(at, at, new.encode())])
