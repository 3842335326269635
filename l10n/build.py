"""Localised articles: texts spliced into the source, parsed again and compared before anybody sees them.

Law 2: a built article has the structure of its source, and each block shows exactly the words that were put there; what
cannot be placed so is refused, and the source stands in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from l10n.document import EMPHASES, PLAIN, Document, Reference, splice
from l10n.formats import Format, ParseOptions
from l10n.inline import shape
from l10n.locales import Locale
from l10n.segments import Segment, joined


@dataclass(frozen=True, slots=True)
class Page:
    """A document in its format, cut into segments: what a build starts from."""

    document: Document
    segments: tuple[Segment, ...]
    format: Format
    options: ParseOptions


@dataclass(frozen=True, slots=True)
class Built:
    """A localised article."""

    content: bytes
    refused: tuple[Segment, ...]
    """Segments whose translation could not be placed without breaking the article."""


def build(page: Page, texts: Mapping[str, str], locale: Locale) -> Built:
    """The article with the translations of `texts` (by source text) in place.

    A segment without a text, or with an empty one, keeps its source; an article none of whose texts differ from the
    source is returned byte for byte.
    """
    wanted = [
        number
        for number, segment in enumerate(page.segments)
        if texts.get(segment.text, "").strip() and texts[segment.text] != segment.text
    ]
    sound = [number for number in wanted if _is_sound(page, page.segments[number], texts)]
    content, kept = _placed(page, texts, locale, sound)
    return Built(content, tuple(page.segments[number] for number in wanted if number not in kept))


def readdressed(page: Page, content: bytes, address: Callable[[str], str]) -> bytes:
    """The built article with each address of a link or file as `address` has it; one that breaks the article stays."""
    found = page.format.references(content)
    new = {number: _address(address(each.target)) for number, each in enumerate(found)}
    changed = [number for number, each in enumerate(found) if new[number] != _address(each.target)]
    if not changed:
        return content
    done = _with_addresses(page, content, found, {number: new[number] for number in changed})
    if done is not None:
        return done
    best, kept = content, dict[int, str]()
    for number in changed:
        tried = {**kept, number: new[number]}
        if (done := _with_addresses(page, content, found, tried)) is not None:
            best, kept = done, tried
    return best


def _with_addresses(page: Page, content: bytes, found: Sequence[Reference], new: Mapping[int, str]) -> bytes | None:
    """The article with these addresses, if it then refers to just them and is the same otherwise."""
    escaped = ((found[number], address.replace("&", "&amp;")) for number, address in new.items())
    changed = splice(content, ((each.start, each.end, address.encode()) for each, address in escaped))
    expected = [new.get(number, each.target) for number, each in enumerate(found)]
    if [each.target for each in page.format.references(changed)] != expected:
        return None
    before, after = (page.format.parse(each, page.options) for each in (content, changed))
    same = [block.kind for block in before.blocks] == [block.kind for block in after.blocks]
    return changed if same and len(before.skeleton) == len(after.skeleton) else None


_IN_ADDRESSES = frozenset("-._~/:?#@!$+,;=&%")


def _address(text: str) -> str:
    """An address in which nothing is syntax of Markdown or HTML, except for `&`."""
    return "".join(char if char.isalnum() or char in _IN_ADDRESSES else quote(char, errors="replace") for char in text)


def same_markup(form: Format, segment: Segment, translation: str, emphasis: str = EMPHASES[0]) -> bool:
    """Whether a translation, looked at on its own, has the markup of its source.

    `emphasis`: how a build writes emphasis that was meant, but that no parser would see.
    """
    if segment.kind in PLAIN or shape(form.marks(segment.text)) == shape(form.marks(translation)):
        return True
    return form.mended(translation, segment.text, emphasis) is not None


def mended(page: Page, segment: Segment, translation: str) -> str | None:
    """What a build writes for a translation whose emphasis no parser would see, on its own; None where it is seen."""
    form = page.format
    if segment.kind in PLAIN or shape(form.marks(segment.text)) == shape(form.marks(translation)):
        return None
    return form.mended(translation, segment.text, page.options.emphasis)


def _is_sound(page: Page, segment: Segment, texts: Mapping[str, str]) -> bool:
    return same_markup(page.format, segment, texts[segment.text], page.options.emphasis)


def _placed(page: Page, texts: Mapping[str, str], locale: Locale, wanted: Sequence[int]) -> tuple[bytes, set[int]]:
    """The article with all of `wanted` that can be placed together (tried at once, then by halves), and which."""
    content = page.document.source
    kept: list[int] = []
    groups = [list(wanted)] if wanted else []
    while groups:
        group = groups.pop()
        if (tried := _tried(page, texts, locale, sorted([*kept, *group]))) is not None:
            content = tried
            kept += group
        elif len(group) > 1:
            middle = len(group) // 2
            groups += [group[middle:], group[:middle]]
    return content, set(kept)


def _tried(page: Page, texts: Mapping[str, str], locale: Locale, numbers: Sequence[int]) -> bytes | None:
    """The article with these segments replaced, if it is parsed as the same structure with just these texts."""
    before = page.document.blocks
    new = _block_texts(page, texts, locale, numbers)
    escaped = {number: before[number].writer.escape(text) for number, text in new.items()}
    content = _content(page, escaped, locale)
    after = page.format.parse(content, page.options)
    if after.skeleton != page.document.skeleton or len(after.blocks) != len(before):
        return None
    same = all(
        block.text == escaped.get(number, old.text) and block.shape == old.shape
        for number, (old, block) in enumerate(zip(before, after.blocks, strict=True))
    )
    return content if same else None


def _block_texts(page: Page, texts: Mapping[str, str], locale: Locale, numbers: Sequence[int]) -> dict[int, str]:
    """New texts by block, where a segment of the block is among `numbers`."""
    chosen = set(numbers)
    blocks: dict[int, list[int]] = {}
    for number, segment in enumerate(page.segments):
        blocks.setdefault(segment.block, []).append(number)
    return {
        block: _seen(
            page,
            block,
            joined(
                [page.segments[number] for number in members],
                {at: texts[page.segments[number].text] for at, number in enumerate(members) if number in chosen},
                locale,
            ),
        )
        for block, members in blocks.items()
        if not chosen.isdisjoint(members)
    }


def _seen(page: Page, number: int, text: str) -> str:
    """The text of a block with its emphasis as a parser sees it: sentences without blanks between are one to it."""
    block = page.document.blocks[number]
    if block.kind in PLAIN or shape(page.format.marks(text)) == shape(page.format.marks(block.text)):
        return text
    return page.format.mended(text, block.text, page.options.emphasis) or text


def _content(page: Page, escaped: Mapping[int, str], locale: Locale) -> bytes:
    """The article with these texts, by block, written in place, and what a translated page says of itself."""
    blocks = page.document.blocks
    changes = [
        (blocks[number].start, blocks[number].end, blocks[number].writer.place(text))
        for number, text in escaped.items()
    ]
    patches = [(patch.start, patch.end, _filled(patch.template, locale).encode()) for patch in page.document.patches]
    return splice(page.document.source, [*changes, *patches])


def _filled(template: str, locale: Locale) -> str:
    return template.replace("%lang%", locale.tag).replace("%dir%", locale.direction)
