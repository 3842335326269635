"""Localised articles: texts spliced into the source, parsed again and compared before anybody sees them.

Law 2: a built article has the structure of its source, and each block shows exactly the words that were put there; what
cannot be placed so is refused, and the source stands in. Law 8: it holds no active content that its source has not.
A person may excuse a text: then other links, lost code and lost emphasis are published, the two laws hold all the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from l10n.document import EMPHASES, PLAIN, Block, Document, Kind, Reference, splice
from l10n.formats import Difference, Format, ParseOptions, difference
from l10n.inline import construct, shape
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
    active: Mapping[str, Difference] = field(default_factory=dict)
    """Of the refused ones that bring in active content: what differs, by source text."""


def build(page: Page, texts: Mapping[str, str], locale: Locale, excused: Collection[str] = ()) -> Built:
    """The article with the translations of `texts` (by source text) in place.

    A segment without a text, or with an empty one, keeps its source; an article none of whose texts differ from the
    source is returned byte for byte. `excused`: source texts whose translations may have other markup, as long as the
    article keeps its structure and nothing active comes in.
    """
    wanted = [
        number
        for number, segment in enumerate(page.segments)
        if texts.get(segment.text, "").strip() and texts[segment.text] != segment.text
    ]
    sound = [number for number in wanted if _is_sound(page, page.segments[number], texts, excused)]
    content, kept = _placed(_Work(page, texts, locale, frozenset(excused)), sound)
    refused = tuple(page.segments[number] for number in wanted if number not in kept)
    differing = {each.text: active_difference(page.format, each, texts[each.text]) for each in refused}
    return Built(content, refused, {text: found for text, found in differing.items() if found.added})


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
    if active_difference(form, segment, translation):
        return False
    if segment.kind in PLAIN:
        return segment.note != RENDERED or _same_shape(form, segment.text, translation)
    return _same_shape(form, segment.text, translation) or (
        form.mended(translation, segment.text, emphasis) is not None
    )


RENDERED: Final = "admonition"
"""The note of titles in which renderers read Markdown, unlike in other titles."""


def _same_shape(form: Format, source: str, translation: str) -> bool:
    return shape(form.marks(source)) == shape(form.marks(translation))


def active_difference(form: Format, segment: Segment, translation: str) -> Difference:
    """How the active content of a translation differs from that of its source."""
    return _active_difference(form, segment.kind, segment.text, translation)


def _active_difference(form: Format, kind: Kind, source: str, translation: str) -> Difference:
    found = difference(form.active(source, kind), form.active(translation, kind))
    return Difference(found.added) if form.may_lose_active() else found


def mended(page: Page, segment: Segment, translation: str) -> str | None:
    """What a build writes for a translation whose emphasis no parser would see, on its own; None where it is seen."""
    form = page.format
    if segment.kind in PLAIN or _same_shape(form, segment.text, translation):
        return None
    return form.mended(translation, segment.text, page.options.emphasis)


def _is_sound(page: Page, segment: Segment, texts: Mapping[str, str], excused: Collection[str]) -> bool:
    translation = texts[segment.text]
    if segment.text in excused and may_be_excused(page.format, segment, translation):
        return True
    return same_markup(page.format, segment, translation, page.options.emphasis)


# --- texts that a person excuses ---

_HARMLESS: Final = frozenset("link image code emphasis strong strikethrough address break a area img".split())  # noqa: SIM905
"""What a translation may have more of than its source, as long as nothing active comes in by it."""
_UNPAIRED: Final = "without its end"


def may_be_excused(form: Format, segment: Segment, translation: str) -> bool:
    """Whether a person may have a translation published with this markup, which differs from that of its source.

    Another link, and code, emphasis or pairs of tags that are lost or added as Markdown; never a lone tag, nor anything
    active that the source has not.
    """
    if active_difference(form, segment, translation).added:
        return False
    items, own = form.active(translation, segment.kind), form.active(segment.text, segment.kind)
    if _balance(items) != _balance(own):
        return False
    before, after = (Counter(mark.label for mark in form.marks(each)) for each in (segment.text, translation))
    return all(construct(label) in _HARMLESS and not label.endswith(_UNPAIRED) for label in after - before)


def _balance(items: Sequence[str]) -> Counter[str]:
    """By element, how many start tags there are more than end tags; elements without content may go."""
    found: Counter[str] = Counter()
    for item in items:
        name = construct(f"tag {item}") if item.startswith("<") else ""
        if name and name not in _VOID:
            found[name.removeprefix("/")] += -1 if name.startswith("/") else 1
    return Counter({name: count for name, count in found.items() if count})


_VOID: Final = frozenset("area base br col embed hr img input link meta param source track wbr !--".split())  # noqa: SIM905


# --- placing ---


@dataclass(frozen=True, slots=True)
class _Work:
    """What is built: texts by source text, into a locale."""

    page: Page
    texts: Mapping[str, str]
    locale: Locale
    excused: frozenset[str]


def _placed(work: _Work, wanted: Sequence[int]) -> tuple[bytes, set[int]]:
    """The article with all of `wanted` that can be placed together (tried at once, then by halves), and which."""
    content = work.page.document.source
    kept: list[int] = []
    groups = [list(wanted)] if wanted else []
    while groups:
        group = groups.pop()
        if (tried := _tried(work, sorted([*kept, *group]))) is not None:
            content = tried
            kept += group
        elif len(group) > 1:
            middle = len(group) // 2
            groups += [group[middle:], group[:middle]]
    return content, set(kept)


def _tried(work: _Work, numbers: Sequence[int]) -> bytes | None:
    """The article with these segments replaced, if it is parsed as the same structure with just these texts."""
    page = work.page
    before = page.document.blocks
    new = _block_texts(page, work.texts, work.locale, numbers)
    escaped = {number: before[number].writer.escape(text) for number, text in new.items()}
    content = _content(page, escaped, work.locale)
    after = page.format.parse(content, page.options)
    if after.skeleton != page.document.skeleton or len(after.blocks) != len(before):
        return None
    lenient = {page.segments[number].block for number in numbers if page.segments[number].text in work.excused}
    for number, (old, block) in enumerate(zip(before, after.blocks, strict=True)):
        if block.text != escaped.get(number, old.text):
            return None
        if not _fits(page.format, old, block, excused=number in lenient, changed=number in escaped):
            return None
    return content


def _fits(form: Format, old: Block, block: Block, *, excused: bool, changed: bool) -> bool:
    """Whether a block as built may take the place of the source's."""
    if not excused and block.shape != old.shape:
        return False
    found = _active_difference(form, old.kind, old.text, block.text) if changed else Difference()
    return not (found.added if excused else found)


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
