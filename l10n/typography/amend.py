"""Translations in the syntax of their article put right: what no rule changed keeps its characters, and all markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from l10n.document import PLAIN, Kind
from l10n.formats import Format
from l10n.inline import Lifted, Mark, lay, lift, shape
from l10n.typography.typeset import Fault, Limits, Style, Typeset, has_rules, reported, typeset


@dataclass(frozen=True, slots=True)
class Text:
    """A source sentence and its translation."""

    source: str
    marks: Sequence[Mark]
    """The markup of the source."""
    translation: str
    form: Format
    kind: Kind = Kind.PARAGRAPH
    """A dateline is in the locale's own form, which no rule touches; in a plain kind what looks like markup is none."""


@dataclass(frozen=True, slots=True)
class Amended:
    """A translation put right."""

    text: str
    faults: tuple[Fault, ...] = ()
    """What was put right; places in the words without markup."""

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules behind it, each once."""
        return tuple(dict.fromkeys(fault.rule for fault in self.faults))


def amended(text: Text, style: Style) -> Amended:
    """The translation with all that is safe put right, byte for byte as it was elsewhere.

    What is the source itself stays. Markup stays around its words: where repairs beside it would break it (the flanking
    rules of CommonMark, section 6.2), they are left out, or else the whole rule.
    """
    return _amended(text, style)[0]


def findings(text: Text, style: Style) -> tuple[Fault, ...]:
    """What `amended` would put right, then what is only told."""
    done, state = _amended(text, style)
    return (*done.faults, *(reported(state, style) if state else ()))


def _amended(text: Text, style: Style) -> tuple[Amended, Typeset | None]:
    if not has_rules(style.locale) or text.translation == text.source or text.kind is Kind.DATELINE:
        return Amended(text.translation), None
    source = lift(text.source, text.marks)
    target = lift(text.translation, () if text.kind in PLAIN else text.form.marks(text.translation))
    done = typeset(source, target, style)
    new = _native(text, done)
    if new is None:
        done, new = _in_part(text, source, target, style)
    return Amended(new, done.faults), done


def _in_part(text: Text, source: Lifted, target: Lifted, style: Style) -> tuple[Typeset, str]:
    """What the rules can do together without breaking markup, each as well as it can."""
    limits, best = Limits(frozenset()), (typeset(source, target, style, Limits(frozenset())), text.translation)
    for name in _fired(source, target, style):
        rules = (limits.rules or frozenset()) | {name}
        for tried in (Limits(rules, limits.shy), Limits(rules, limits.shy | {name})):
            done = typeset(source, target, style, tried)
            if (new := _native(text, done)) is not None:
                limits, best = tried, (done, new)
                break
    return best


def _fired(source: Lifted, target: Lifted, style: Style) -> Iterable[str]:
    return dict.fromkeys(fault.rule for fault in typeset(source, target, style).faults)


def _native(text: Text, done: Typeset) -> str | None:
    """The words with their markup; None where that would be read in another way."""
    new = lay(done.lifted) if done.faults else text.translation
    if done.faults and text.form.active(new, text.kind) != text.form.active(text.translation, text.kind):
        return None  # quotation marks of an attribute or a template
    if text.kind in PLAIN or not done.faults:
        return new
    marks = text.form.marks(new)
    same = shape(marks) == shape(text.form.marks(text.translation))
    return new if same and lift(new, marks) == done.lifted else None
