"""Checks of a catalogue as a file: what gettext's own tools would refuse, and what its header says of its language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from gettext import c2py  # reads C expressions and nothing else; what it cannot read is a ValueError
from typing import Final

from l10n.catalogue import UTF8, Catalogue, Entry
from l10n.checks.finding import Finding, shown
from l10n.checks.localised import Localised
from l10n.errors import UsageError
from l10n.locales import Locale, locale
from l10n.parsing import DAMAGE
from l10n.problem import Severity

_ASKED_FOR: Final = (
    "Project-Id-Version",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
)
_PLACEHOLDERS: Final = re.compile(
    r"PACKAGE VERSION|YEAR-MO-DA HO:MI\+ZONE|FULL NAME <EMAIL@ADDRESS>|LANGUAGE <LL@li\.org>|CHARSET|ENCODING"
)
_PLURAL_FORMS: Final = re.compile(r"\s*nplurals\s*=\s*(?P<count>\d{1,2})\s*;\s*plural\s*=\s*(?P<form>[^;]+);?\s*")
_COUNTED: Final = (*range(200), 1000, 1001, 1_000_000)
"""Numbers that tell any two plural expressions in use apart."""
_FORMAT: Final = re.compile(r"(?!no-)[a-z-]+-format")
_DIRECTIVE: Final = re.compile(
    r"%(?:\(\w+\))?(?:\d+\$)?[-#0 +']*(?:\*|\d+)?(?:\.(?:\*|\d+))?[hlLqjzt]*.|\{[^{}]*\}|%\Z"
)


def check_po(localised: Localised) -> Iterator[Finding]:
    r"""A catalogue's header is whole and its folder's, and `msgfmt --check --use-fuzzy` accepts every entry.

    Bad:  "Language: uk\n" in the header of a catalogue below locales/ru
    Good: "Language: ru\n"
    """
    catalogue = localised.catalogue
    if catalogue is None:
        return
    header = catalogue.header
    if header is None:
        hint = "run `l10n extract` on a copy without this catalogue, and take the header from there"
        yield Finding("the catalogue has no header", hint, entry=Entry(""))
    else:
        for finding in _of_header(catalogue, localised.locale):
            yield Finding(finding.message, finding.hint, finding.severity, header)
    for entry in catalogue.live:
        yield from _of_entry(entry, catalogue)


def _of_header(catalogue: Catalogue, target: Locale) -> Iterator[Finding]:
    yield from _fields(catalogue)
    yield from _charset(catalogue)
    yield from _language(catalogue.field("Language"), target)
    yield from _plural_forms(catalogue, target)


def _fields(catalogue: Catalogue) -> Iterator[Finding]:
    """Severity as msgfmt's: it warns of these."""
    known = {name.lower() for name, _ in catalogue.fields}
    if missing := [name for name in _ASKED_FOR if name.lower() not in known]:
        yield Finding(f"not in the header: {', '.join(missing)}", "add them, if only empty", Severity.WARNING)
    for name, value in catalogue.fields:
        if found := _PLACEHOLDERS.search(value):
            yield Finding(f"{name} still says “{found[0]}”", "write what is so, or nothing", Severity.WARNING)


def _charset(catalogue: Catalogue) -> Iterator[Finding]:
    hint = f"save it as {UTF8} without a byte order mark, and say so in the header"
    if catalogue.bom:
        yield Finding("the file begins with a byte order mark, which gettext refuses", hint)
    named = re.search(r"charset=([\w.:+-]+)", catalogue.field("Content-Type"), re.IGNORECASE)
    if named is None:
        yield Finding("Content-Type names no charset", hint)
    elif named[1].upper().replace("-", "") != "UTF8":
        yield Finding(f"the charset is {named[1]}", hint, Severity.WARNING)


def _language(named: str, target: Locale) -> Iterator[Finding]:
    hint = f"write `Language: {target.header}`"
    if not named:
        yield Finding("the header does not say its language", hint, Severity.WARNING)
        return
    try:
        language = locale(named)
    except UsageError:
        yield Finding(f"the header's language {named!r} is none that is known", hint)
        return
    if language.tag != target.tag:
        yield Finding(f"the header says {named}, the folder {target.name}", f"{hint}, or move the file")


def _plural_forms(catalogue: Catalogue, target: Locale) -> Iterator[Finding]:
    """Compared is what expressions mean: no two programs write them alike."""
    said, hint = catalogue.field("Plural-Forms"), f"write `Plural-Forms: {target.plural_forms}`"
    needed = any(entry.plurals for entry in catalogue.live)
    if not said:
        if needed:
            yield Finding("there are plurals, but no Plural-Forms in the header", hint)
        return
    forms = _forms(said)
    if forms is None:
        yield Finding(f"Plural-Forms cannot be read: {said}", hint)
    elif max(forms[1]) >= forms[0]:
        yield Finding(f"Plural-Forms counts {forms[0]} forms, but uses form {max(forms[1])}", hint)
    elif forms != _forms(target.plural_forms):
        severity = None if needed else Severity.WARNING
        yield Finding(f"Plural-Forms are not those of {target.name}: {said}", hint, severity)


@lru_cache(maxsize=256)
def _forms(written: str) -> tuple[int, tuple[int, ...]] | None:
    """How many forms there are, and which one each of some numbers takes; None for what cannot be read."""
    match = _PLURAL_FORMS.fullmatch(written)
    if match is None:
        return None
    try:
        form: Callable[[int], int] = c2py(match["form"])
        return int(match["count"]), tuple(map(form, _COUNTED))
    except (SyntaxError, *DAMAGE):  # what is nested too deeply
        return None


def _of_entry(entry: Entry, catalogue: Catalogue) -> Iterator[Finding]:
    sources = [entry.source, *filter(None, [entry.plural_source])]
    texts = [text for text in (entry.translation, *entry.plurals) if text]
    for name, outer in (("begin", str.startswith), ("end", str.endswith)):
        if texts and len({outer(text, "\n") for text in (*sources, *texts)}) > 1:
            hint = r"take it (\n) out of the translation, or put it in"
            yield Finding(f"source and translation do not both {name} with a line break", hint, entry=entry)
    forms = _forms(catalogue.field("Plural-Forms"))
    if entry.plurals and forms and len(entry.plurals) != forms[0]:
        yield Finding(f"{len(entry.plurals)} of {forms[0]} plural forms", "translate each form", entry=entry)
    flags = [flag for flag in entry.flags if _FORMAT.fullmatch(flag)]
    if flags and texts and not _same_directives(sources, texts):
        message = f"{flags[0]}: placeholders differ from the source's: {shown(texts[0])}"
        yield Finding(message, f"make them equal, or delete the flag {flags[0]} if this is prose", entry=entry)


def _same_directives(sources: list[str], texts: list[str]) -> bool:
    """Whether each text has the placeholders of one of the sources; `%%` is none."""
    wanted = [_directives(source) for source in sources]
    return all(_directives(text) in wanted for text in texts)


def _directives(text: str) -> Counter[str]:
    return Counter(found for found in _DIRECTIVE.findall(text) if found != "%%")
