"""What of a lifted sentence an engine must see: protected spans become atoms, what stands at its edges is left out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import Final

from l10n.inline import OBJECT, Atom, Lifted, Mark, Wrap, construct, has_letter, lay

Encode = Callable[[str], str]

CREDIT: Final = "credit"
_OUTSIDE: Final = frozenset({CREDIT, "break", "footnote", "image", "br", "img"})
"""Atoms that are no part of a sentence's grammar where they begin or end it."""


@dataclass(frozen=True, slots=True)
class Known:
    """Words whose translation needs no engine, at characters `start:end` of a sentence."""

    start: int
    end: int
    text: str
    """What they become."""
    label: str


def guarded(lifted: Lifted, spans: Sequence[Mark | Known], encode: Encode, source: str = "") -> Lifted:
    """The sentence with protected spans of its words as atoms; markup around nothing but atoms is an atom, too.

    What stands in the native text `source` as it reads is kept as it is written there; what is known already is laid in
    as what it becomes.
    """
    lifted = _with_atoms(lifted, _atoms(lifted, spans, encode, source))
    while wordless := [wrap for wrap in lifted.wraps if not has_letter(lifted.words[wrap.start : wrap.end])]:
        lifted = _collapsed(lifted, wordless[0], encode)
    return lifted


def _atoms(
    lifted: Lifted, spans: Iterable[Mark | Known], encode: Encode, source: str
) -> Iterator[tuple[int, int, Atom]]:
    """What becomes of the spans that hold no atom and no end of a wrap, in order."""
    ends = sorted({place for wrap in lifted.wraps for place in (wrap.start, wrap.end)})
    written = cache(lambda covered: _is_written(covered, source))
    for span in sorted(spans, key=lambda each: each.start):
        covered = lifted.words[span.start : span.end]
        cut = bisect_right(ends, span.start) < bisect_left(ends, span.end)
        if OBJECT not in covered and not cut:
            new = span.text if isinstance(span, Known) else covered
            native = new if written(covered) and _signs(new) <= _signs(covered) else encode(new)
            yield span.start, span.end, Atom(native, span.label, covered)


def _with_atoms(lifted: Lifted, places: Iterable[tuple[int, int, Atom]]) -> Lifted:
    """The sentence with atoms in disjoint places, which are in order and hold none; made at once for them all."""
    words, ends, shifts, at = [], [], [0], 0
    atoms: list[Atom] = []
    left = iter(lifted.atoms)
    for start, end, atom in places:
        before = lifted.words[at:start]
        words += [before, OBJECT]
        atoms += [*islice(left, before.count(OBJECT)), atom]
        ends.append(end)
        shifts.append(shifts[-1] + 1 - (end - start))
        at = end

    def moved(place: int) -> int:
        return place + shifts[bisect_right(ends, place)]

    wraps = tuple(replace(wrap, start=moved(wrap.start), end=moved(wrap.end)) for wrap in lifted.wraps)
    return Lifted("".join([*words, lifted.words[at:]]), (*atoms, *left), wraps)


def _is_written(covered: str, source: str) -> bool:
    """Whether words stand in a native text as they read."""
    return covered in source and f"\\{covered}" not in source


def _signs(text: str) -> set[str]:
    """The characters that may be markup."""
    return {sign for sign in text if sign.isascii() and not sign.isalnum() and sign not in " .,/%"}


def _collapsed(lifted: Lifted, wrap: Wrap, encode: Encode) -> Lifted:
    """The sentence with a wrap, and all that it holds, as one atom."""
    inner = tuple(each for each in lifted.wraps if wrap.start <= each.start and each.end <= wrap.end)
    held = part(replace(lifted, wraps=inner), wrap.start, wrap.end)
    credited = held.atoms and all(construct(atom.label) == CREDIT for atom in held.atoms)
    label = f"{CREDIT} {wrap.label}" if credited else wrap.label
    return _with_atom(lifted, wrap.start, wrap.end, inner, Atom(lay(held, encode), label, spoken_out(held)))


def spoken_out(lifted: Lifted) -> str:
    """The words of a sentence with its atoms as the source has them."""
    natives = iter(lifted.atoms)
    first, *others = lifted.words.split(OBJECT)
    spoken = ((atom := next(natives)).words or atom.native for _ in others)
    return first + "".join(word + rest for word, rest in zip(spoken, others, strict=True))


def _with_atom(lifted: Lifted, start: int, end: int, without: Sequence[Wrap], atom: Atom) -> Lifted:
    before, inside = (lifted.words[a:b].count(OBJECT) for a, b in ((0, start), (start, end)))
    shift = 1 - (end - start)
    wraps = tuple(
        replace(
            wrap,
            start=wrap.start + shift * (wrap.start >= end),
            end=wrap.end + shift * (wrap.end >= end),
        )
        for wrap in lifted.wraps
        if wrap not in without
    )
    atoms = (*lifted.atoms[:before], atom, *lifted.atoms[before + inside :])
    return Lifted(lifted.words[:start] + OBJECT + lifted.words[end:], atoms, wraps)


def edited(lifted: Lifted, start: int, end: int, text: str) -> Lifted:
    """The sentence with other words in one place, which holds no atom and no end of a wrap inside."""
    shift = len(text) - (end - start)
    wraps = tuple(
        replace(wrap, start=wrap.start + shift * (wrap.start >= end), end=wrap.end + shift * (wrap.end >= end))
        for wrap in lifted.wraps
    )
    return Lifted(lifted.words[:start] + text + lifted.words[end:], lifted.atoms, wraps)


def is_whole(lifted: Lifted, start: int, end: int) -> bool:
    """Whether some of the words hold no atom and no end of a wrap inside."""
    cuts = (place for wrap in lifted.wraps for place in (wrap.start, wrap.end))
    return OBJECT not in lifted.words[start:end] and not any(start < place < end for place in cuts)


def part(lifted: Lifted, start: int, end: int) -> Lifted:
    """Some of the words, with the atoms among them and the wraps that lie inside."""
    first = lifted.words[:start].count(OBJECT)
    words = lifted.words[start:end]
    wraps = tuple(
        replace(wrap, start=wrap.start - start, end=wrap.end - start)
        for wrap in lifted.wraps
        if start <= wrap.start and wrap.end <= end
    )
    return Lifted(words, lifted.atoms[first : first + words.count(OBJECT)], wraps)


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence, and which of its words are for the engine."""

    lifted: Lifted
    start: int
    end: int

    @property
    def inside(self) -> Lifted:
        """What is for the engine; markup around all of it stays outside."""
        inside = part(self.lifted, self.start, self.end)
        length = self.end - self.start
        return replace(inside, wraps=tuple(wrap for wrap in inside.wraps if wrap.end - wrap.start < length))

    def around(self, new: Lifted) -> Lifted:
        """The sentence with other words in the place of those for the engine."""
        shift = len(new.words) - (self.end - self.start)
        inner = (replace(wrap, start=wrap.start + self.start, end=wrap.end + self.start) for wrap in new.wraps)
        words, atoms = self.lifted.words, self.lifted.atoms
        first, inside = (words[a:b].count(OBJECT) for a, b in ((0, self.start), (self.start, self.end)))
        return Lifted(
            words[: self.start] + new.words + words[self.end :],
            (*atoms[:first], *new.atoms, *atoms[first + inside :]),
            (*self._outer(shift), *inner),
        )

    def _outer(self, shift: int) -> Iterator[Wrap]:
        for wrap in self.lifted.wraps:
            if wrap.end <= self.start or self.end <= wrap.start:
                moved = shift * (wrap.start >= self.end)
                yield replace(wrap, start=wrap.start + moved, end=wrap.end + moved)
            elif wrap.start <= self.start and self.end <= wrap.end:
                yield replace(wrap, end=wrap.end + shift)


def framed(lifted: Lifted) -> Frame:
    """The sentence without blanks, line breaks, images and footnote marks at its edges for the engine."""
    start, end = 0, len(lifted.words)
    atoms = iter(lifted.atoms)
    while start < end and (lifted.words[start].isspace() or _is_outside(lifted.words[start], atoms)):
        start += 1
    atoms = reversed(lifted.atoms)
    while start < end and (lifted.words[end - 1].isspace() or _is_outside(lifted.words[end - 1], atoms)):
        end -= 1
    return Frame(lifted, *_uncut(lifted.wraps, start, end))


def _uncut(wraps: Sequence[Wrap], start: int, end: int) -> tuple[int, int]:
    """The range, made longer where it would end inside a wrap that does not hold all of it."""
    cut = [wrap for wrap in wraps if _is_cut(wrap, start, end)]
    while cut:
        start, end = min(start, *(wrap.start for wrap in cut)), max(end, *(wrap.end for wrap in cut))
        cut = [wrap for wrap in wraps if _is_cut(wrap, start, end)]
    return start, end


def _is_cut(wrap: Wrap, start: int, end: int) -> bool:
    """Whether a range and a wrap have words in common, and words of the wrap alone."""
    shared = start < wrap.end and wrap.start < end
    return shared and not (wrap.start <= start and end <= wrap.end) and not (start <= wrap.start and wrap.end <= end)


def _is_outside(sign: str, atoms: Iterator[Atom]) -> bool:
    return sign == OBJECT and construct(next(atoms).label) in _OUTSIDE
