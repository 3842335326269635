"""Existing translations taken over: which entries get the text that a person wrote in a translated article.

Only what is certain becomes reviewed; the rest is left for the translator, with what may belong to it as comments.
Law: an entry that a person has worked on stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from l10n import catalogue as po
from l10n.align import Pair, Side, align
from l10n.build import Page, same_markup
from l10n.catalogue import Catalogue, Entry
from l10n.distrust import faults
from l10n.document import Document
from l10n.formats import Format
from l10n.inline import delimiters
from l10n.locales import Locale
from l10n.segments import Segment

_CANDIDATES = 3
"""Texts that are shown at most for an entry whose place is not known."""


@dataclass(frozen=True, slots=True)
class Left:
    """A segment whose translation, if there is one, is for a person to find."""

    source: str
    rule: str
    """Why: `absent`, `unsure`, `merged`, `split`, `markup`, or what was distrusted: `numbers`, `copy`…"""
    message: str
    candidates: tuple[str, ...] = ()
    """What stands in its place in the translated article."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """What was taken over into one catalogue, in entries."""

    article: str
    locale: str
    adopted: int
    kept: int
    """Entries that a person had worked on before: they stay."""
    left: tuple[Left, ...]
    unused: tuple[str, ...]
    """Texts of the translated article that translate nothing in the source."""

    @property
    def total(self) -> int:
        """All entries of the article."""
        return self.adopted + self.kept + len(self.left)


@dataclass(frozen=True, slots=True)
class Languages:
    """From which language into which, and how articles are cut."""

    source: Locale
    target: Locale
    by: str
    """`sentence` or `paragraph`."""


def adopt(
    article: str, page: Page, translated: Document, catalogue: Catalogue, languages: Languages
) -> tuple[Catalogue, Adoption]:
    """The catalogue with all that is certain of a translated article, and an account of it.

    The catalogue must be up to date with `page`.
    """
    source, target = Side(page.document, languages.source), Side(translated, languages.target)
    pairs = align(source, target, page.segments, languages.by)
    found = _by_text(_findings(pairs, page.format, languages))
    wanted = [entry for entry in catalogue.live if not entry.foreign and entry.source in found]
    untouched = [entry for entry in wanted if entry.untouched]
    filled = {entry.key: _filled(entry, found[entry.source]) for entry in untouched}
    left = tuple(reason for entry in untouched if (reason := _reason(found[entry.source])))
    unused = tuple(each.text for pair in pairs if not pair.sources for each in pair.targets)
    kept = len(wanted) - len(untouched)
    account = Adoption(article, languages.target.name, len(untouched) - len(left), kept, left, unused)
    return _with(catalogue, filled), account


_Finding = str | Left
"""A certain translation, or why there is none."""


def _by_text(found: Iterable[tuple[str, _Finding]]) -> Mapping[str, Sequence[_Finding]]:
    """What was found for each text, which may stand in an article more than once."""
    texts: dict[str, list[_Finding]] = {}
    for source, finding in found:
        texts.setdefault(source, []).append(finding)
    return texts


def _translations(found: Iterable[_Finding]) -> list[str]:
    return list(dict.fromkeys(each for each in found if isinstance(each, str)))


def _reason(found: Sequence[_Finding]) -> Left | None:
    """Why a text is left, if it is."""
    return None if _translations(found) else next(each for each in found if isinstance(each, Left))


def _filled(entry: Entry, found: Sequence[_Finding]) -> Entry:
    reason = _reason(found)
    if reason:
        return po.with_candidates(entry, f"{reason.rule}: {reason.message}", reason.candidates)
    first, *others = _translations(found)
    return po.adopted(entry, first, others)


def _with(catalogue: Catalogue, filled: Mapping[tuple[str | None, str], Entry]) -> Catalogue:
    entries = (entry if entry.obsolete else filled.get(entry.key, entry) for entry in catalogue.entries)
    return po.with_entries(catalogue, entries)


# --- what is certain


def _findings(pairs: Sequence[Pair], form: Format, languages: Languages) -> Iterator[tuple[str, _Finding]]:
    """For each segment its translation, or why it is left."""
    for certain, run in groupby(pairs, key=lambda pair: pair.certain):
        doubtful = tuple(run)
        spare = () if certain else tuple(each.text for pair in doubtful if not pair.sources for each in pair.targets)
        for pair in doubtful:
            for segment in pair.sources:
                yield segment.text, _finding(segment, pair, spare, form, languages)


def _finding(segment: Segment, pair: Pair, spare: tuple[str, ...], form: Format, languages: Languages) -> _Finding:
    texts = tuple(each.text for each in pair.targets)
    single = len(pair.sources) == len(texts) == 1
    reason = (_fault(segment, texts[0], form, languages) if single else None) or _doubt(pair)
    if not reason:
        return texts[0]
    return Left(segment.text, *reason, texts or spare[:_CANDIDATES])


def _doubt(pair: Pair) -> tuple[str, str] | None:
    """Why a pair is not taken: rule and message."""
    if not pair.targets:
        return "absent", "nothing in the translated article is certain to stand for it"
    if len(pair.sources) > 1:
        told = " ".join(each.text for each in pair.sources)
        return "merged", f'the text below may translate all of "{told}"'
    if len(pair.targets) > 1:
        return "split", "the texts below may translate it together"
    return None if pair.certain else ("unsure", "the text below stands in its place, but may be another's translation")


def _fault(segment: Segment, text: str, form: Format, languages: Languages) -> tuple[str, str] | None:
    """What speaks against a translation whose place is certain."""
    if not text.strip():
        return "absent", "the translation is empty"
    if not same_markup(form, segment, text):
        return "markup", "the text below has other markup than the source"
    found = faults(_words(segment.text, form), _words(text, form), languages.source, languages.target)
    return (found[0].rule, found[0].message) if found else None


def _words(text: str, form: Format) -> str:
    """The words of a text without markup, links' addresses and code."""
    for start, end in _descending(span for mark in form.marks(text) for span in delimiters(mark)):
        text = text[:start] + text[end:]
    return form.decode(text)


def _descending(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    return sorted(spans, reverse=True)
