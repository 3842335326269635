"""One segment in a catalogue: its source, its translation, its state, and who wrote what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

FUZZY = "fuzzy"
MACHINE = "l10n:mt "
"""How the translator comment of a machine draft starts; it says which engine wrote what."""
KEPT = "l10n:outdated "
"""How the translator comment starts that says what a translation was before its source changed."""
SIGNS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", '"': '"', "\\": "\\"}
"""What stands for a letter behind a backslash in a PO string."""
CHANGE = "change: "
"""How the note starts that says how the sentence of an outdated translation was edited."""
DOUBT = "draft: "
"""How the note starts that says what was doubted of a draft."""
LEFT = "l10n:left "
"""How the translator comment starts that says why an existing translation was not adopted."""
FORMER = "l10n:was "
"""How the translator comment starts that keeps a person's text which another one replaced."""


class State(StrEnum):
    """What may be done with an entry's translation, from nothing to publishing it."""

    MISSING = "missing"
    MACHINE = "machine"
    """An engine's or the memory's draft, as it was drafted."""
    UNFINISHED = "unfinished"
    """A person's own fuzzy text: begun from nothing, or from a draft."""
    OUTDATED = "outdated"
    """The source changed under a person's translation."""
    REVIEWED = "reviewed"
    OBSOLETE = "obsolete"
    BROKEN = "broken"
    """No PO, or a second entry of a sentence: kept as it stands until a person mends it."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which engine drafted a translation: `l10n:mt argos en_zh 1.9 s=-0.21 m=52d0a1f3 h=3f9a1c07` in one comment line.

    Tools take the comment along when they move a text to another sentence.
    """

    engine: str
    model: str = "-"
    version: str = "-"
    score: float | None = None
    digest: str = ""
    """`digest(translation)` of the draft as written; tells accepted and edited drafts apart."""
    made_for: str = ""
    """`digest(source)` of the sentence that was drafted; empty in the comments of older versions, which lack it."""

    def is_for(self, source: str) -> bool:
        """Whether it was this sentence that was drafted, as far as is known."""
        return not self.made_for or self.made_for == digest(source)

    def __str__(self) -> str:
        words = [re.sub(r"[\s=]+", "_", word) or "-" for word in (self.engine, self.model, self.version)]
        if self.score is not None:
            words.append(f"s={self.score:.2f}")
        if self.made_for:
            words.append(f"m={self.made_for}")
        return MACHINE + " ".join([*words, f"h={self.digest}"])


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an outdated translation was before its source changed, in one comment: `l10n:outdated reviewed h=3f9a1c07`.

    The previous source (`#|`) is lost in many tools; the comment stays in all of them.
    """

    reviewed: bool
    """Whether a person stood for it; else it was unfinished."""
    digest: str = ""
    """`digest(translation)` at that time."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One segment in a catalogue; made anew by the functions below, never altered."""

    source: str
    translation: str = ""
    context: str | None = None
    flags: tuple[str, ...] = ()
    previous: str | None = None
    """The source that an outdated translation was made for; None also where a tool dropped it."""
    notes: tuple[str, ...] = ()
    """What a translator must know (`#.`); written by extraction."""
    comments: tuple[str, ...] = ()
    """What translators and engines wrote (`# `), a line each."""
    references: tuple[str, ...] = ()
    """Where the segment stands (`#:`)."""
    obsolete: bool = False
    plural_source: str | None = None
    plurals: tuple[str, ...] = ()
    """The forms of an entry with a plural: other programs' work, read and kept."""
    previous_context: str | None = None
    previous_plural: str | None = None
    broken: str = ""
    """Why nothing may be done with it: it is no PO, or there is another one of its sentence; else empty."""
    line: int = field(default=0, compare=False)
    """Where it starts in the file it was read from, counted from 1, and if it is no PO, the line at fault; 0 for an
    entry made since."""
    raw: str = field(default="", compare=False, repr=False)
    """Its text as read, without the last line end; empty when it must be formatted."""
    gap: str = field(default="", compare=False, repr=False)
    """The blank lines before it, as read."""

    @property
    def key(self) -> tuple[str | None, str]:
        """What gettext knows it by: no file may have two entries of one key."""
        return self.context, self.source

    @property
    def foreign(self) -> bool:
        """Whether it is broken or has a context or a plural, which extraction never makes."""
        return bool(self.broken) or self.context is not None or self.plural_source is not None or bool(self.plurals)

    @property
    def remedy(self) -> str:
        """What a person does about a broken entry."""
        return "delete one of the two" if self.source else "correct it in a text editor"

    @property
    def live(self) -> bool:
        """Whether it is of the article as it is now: neither obsolete nor broken."""
        return not self.obsolete and not self.broken

    @property
    def fuzzy(self) -> bool:
        """Whether its text waits for a person: a draft, or outdated."""
        return FUZZY in self.flags

    @property
    def translated(self) -> bool:
        """Whether it has a text, of a plural every form."""
        return all(self.plurals) if self.plurals else bool(self.translation)

    @property
    def provenance(self) -> Provenance | None:
        """Who drafted its translation; None for a person's."""
        return _provenance(self.comments)

    @property
    def stamp(self) -> Stamp | None:
        """What an outdated translation was before its source changed, as its comment says; None where there is none."""
        return _stamp(self.comments)

    @property
    def state(self) -> State:
        """The one state that the entry is in."""
        if self.broken:
            return State.BROKEN
        if self.obsolete:
            return State.OBSOLETE
        if not self.translated:
            return State.MISSING
        return self._fuzzy_state if self.fuzzy else State.REVIEWED

    @property
    def _fuzzy_state(self) -> State:
        """Outdated by its previous source or by its stamp, either of which a tool may have dropped.

        Also by its draft, where that was made for another sentence: somebody may have accepted it before a tool moved
        it here, which `fuzzy` hides.
        """
        if self.previous is not None or self.is_as_stamped:
            return State.OUTDATED
        made = self.provenance
        if made is None or made.digest != digest(self.translation):
            return State.UNFINISHED
        return State.MACHINE if made.is_for(self.source) else State.OUTDATED

    @property
    def is_as_stamped(self) -> bool:
        """Whether it still has the text that it had when its source changed, as its stamp says."""
        stamp = self.stamp
        return stamp is not None and stamp.digest == digest(self.translation)

    @property
    def moved(self) -> bool:
        """Whether it is outdated, and nothing but its draft tells: it was made for another sentence."""
        return self.state is State.OUTDATED and self.previous is None and not self.is_as_stamped

    @property
    def untouched(self) -> bool:
        """Whether no person has worked on it: it is live, and missing or a draft as it was drafted."""
        return self.state in {State.MISSING, State.MACHINE} and not self.foreign

    @property
    def accepted(self) -> bool:
        """Whether it is a machine draft reviewed without a change."""
        return self.state is State.REVIEWED and self.is_as_drafted

    @property
    def edited(self) -> bool:
        """Whether it is a machine draft that its reviewer rewrote."""
        return self.state is State.REVIEWED and self.provenance is not None and not self.is_as_drafted

    @property
    def human(self) -> bool:
        """Whether a person wrote, touched or reviewed its text, obsolete or not: it must not be lost."""
        has_text = bool(self.translation) or any(self.plurals)
        return has_text and not (self.fuzzy and self._fuzzy_state is State.MACHINE)

    @property
    def rank(self) -> tuple[bool, bool, bool]:
        """Of twins, the lowest is used: a person's, then a translated, then a live one."""
        return not self.human, not self.translated, self.obsolete

    @property
    def is_as_drafted(self) -> bool:
        """Whether it still has the text that an engine or the memory drafted."""
        provenance = self.provenance
        return provenance is not None and provenance.digest == digest(self.translation)


def digest(text: str) -> str:
    """The first 8 hexadecimal digits of a text's SHA-256, as kept in a draft's provenance."""
    import hashlib  # noqa: PLC0415 - a third of this module's import time, and most commands on no drafts need none

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


_DIGEST = re.compile(r"(?:^|\s)h=(?P<digest>[0-9a-f]{8})(?:\s|$)")
_MADE_FOR = re.compile(r"(?<=\sm=)\S*")
_SCORE = re.compile(r"(?:^|\s)s=(?P<score>[-+]?\d+(?:\.\d+)?)(?:\s|$)")
_MACHINE = re.compile(
    r"(?<!\S)l10n:mt(?:(?:\s+(?!l10n:)\S+){0,6}?\s+h=[0-9a-f]{8}(?!\S)|(?:[^\S\n]+(?!l10n:)\S+)*)(?!\S)"
)
"""The comment on a draft up to its digest, also where a tool wrapped it, or joined it to others; else its line."""
_STAMP = re.compile(r"(?<!\S)l10n:outdated(?:\s+(?P<was>reviewed|draft))?(?:\s+h=(?P<digest>[0-9a-f]{8}))?(?!\S)")


def _provenance(comments: Sequence[str]) -> Provenance | None:
    text = "\n".join(comments)
    match = _MACHINE.search(text) if MACHINE.strip() in text else None
    if match is None:
        return None
    words = [word for word in match[0].split()[1:] if "=" not in word]
    engine, model, version = (*words, "-", "-", "-")[:3]
    found, scored, made_for = (each.search(match[0]) for each in (_DIGEST, _SCORE, _MADE_FOR))
    score = float(scored["score"]) if scored else None
    return Provenance(engine, model, version, score, found["digest"] if found else "", made_for[0] if made_for else "")


def _stamp(comments: Sequence[str]) -> Stamp | None:
    text = "\n".join(comments)
    match = _STAMP.search(text) if KEPT.strip() in text else None
    return Stamp(match["was"] != "draft", match["digest"] or "") if match else None


def drafted_for(comments: Sequence[str], source: str) -> tuple[str, ...]:
    """The comments where the one that names the engine says that it drafted this sentence, if it says of which."""
    text = "\n".join(comments)
    match = _MACHINE.search(text)
    if match is None:
        return tuple(comments)
    made = _MADE_FOR.sub(digest(source), match[0])
    return tuple(f"{text[: match.start()]}{made}{text[match.end() :]}".split("\n"))


def without_machine(comments: Sequence[str]) -> tuple[str, ...]:
    """The comments without the one that names the engine; what a tool joined to it stays."""
    return _without(_MACHINE, comments)


def without_stamp(comments: Sequence[str]) -> tuple[str, ...]:
    """The comments without the one on an outdated translation; what a tool joined to it stays."""
    return _without(_STAMP, comments)


def _without(pattern: re.Pattern[str], comments: Sequence[str]) -> tuple[str, ...]:
    text = "\n".join(comments)
    if not pattern.search(text):
        return tuple(comments)
    lines = pattern.sub("\0", text).split("\n")
    kept = (" ".join(line.replace("\0", " ").split()) if "\0" in line else line for line in lines)
    return tuple(line for line, old in zip(kept, lines, strict=True) if line or "\0" not in old)
