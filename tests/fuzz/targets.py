"""What every parser must stand, for any bytes: no exception but our own, and nothing lost of what was read.

A target takes the bytes of one file. It returns where all is well, and raises what is wrong.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache, partial
from pathlib import Path, PurePosixPath
from typing import Final

from l10n import catalogue as po
from l10n import models, stamps, terms
from l10n.build import Page, build
from l10n.checks import baseline
from l10n.document import ParseOptions
from l10n.errors import InputError, UsageError
from l10n.formats import format_of
from l10n.locales import locale
from l10n.memory import pairs
from l10n.models import index, lock
from l10n.models.installed import inspect
from l10n.project.configuration import configuration
from l10n.segments import segments

ENGLISH, RUSSIAN, CHINESE = (locale(name) for name in ("en", "ru", "zh_CN"))
Target = Callable[[bytes], object]
_SPLIT: Final = b"\xff\xfe\xfd"
"""Behind it stands what a translator answers to every sentence; it is no UTF-8."""


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="l10n-fuzz-"))


def _file(name: str, content: bytes) -> Path:
    path = _folder() / name
    path.write_bytes(content)
    return path


# --- articles


def article(name: str, given: bytes) -> None:
    """Law 1: without translations the page is the article; with any translation there is a page, and it is UTF-8."""
    content, _, answer = given.partition(_SPLIT)
    form, options = format_of(PurePosixPath(name)), ParseOptions()
    try:
        document = form.parse(content, options)
    except UnicodeDecodeError:
        return
    found = segments(document, language="en", by="sentence")
    page = Page(document, found, form, options)
    form.references(content)
    assert build(page, {}, RUSSIAN).content == content, "law 1: the page is not the article"
    said = answer.decode("utf-8", "replace")
    if said:
        built = build(page, dict.fromkeys((segment.text for segment in found), said), RUSSIAN)
        form.parse(built.content, options)


def head(fence: str, given: bytes) -> None:
    """Front matter of any kind before a body."""
    article("a.md", fence.encode() + b"\n" + given.replace(_SPLIT, b"") + b"\n" + fence.encode() + b"\n\nBody.\n")


# --- catalogues


def catalogue(given: bytes) -> None:
    """Written again it is the same; with every entry written anew it says the same; merging keeps people's words."""
    path = Path("a.po")
    try:
        read = po.parse(given, path)
    except InputError:
        return
    assert po.dump(read) == given, "dump(parse) is not the file"
    again = po.parse(po.dump(po.with_entries(read, [_anew(entry) for entry in read.entries])), path)
    wanted = [(entry.source, entry.translation) for entry in read.entries if not entry.foreign]
    assert [(entry.source, entry.translation) for entry in again.entries if not entry.foreign] == wanted


def _anew(entry: po.Entry) -> po.Entry:
    return entry if entry.foreign or entry.broken else replace(entry, raw="")


# --- what other programs hand over


def tmx(given: bytes) -> None:
    with suppress(InputError):
        list(pairs(given, Path("a.tmx"), ENGLISH, (RUSSIAN, CHINESE)))


def glossary(name: str, given: bytes) -> None:
    with suppress(InputError):
        found = terms.Glossary(ENGLISH, terms.terms([_file(name, given)], ENGLISH))
        found.found("The old bridge over the river is closed, 桥 is new.")


# --- our own files


def settings(given: bytes) -> None:
    with suppress(UsageError, UnicodeDecodeError):
        configuration(given.decode(), Path("l10n.toml"))


def locked(given: bytes) -> None:
    path = Path("l10n.lock")
    try:
        found = lock.parse(given, path)
    except InputError:
        return
    assert lock.parse(lock.dump(found), path) == found


def known(given: bytes) -> None:
    with suppress(InputError):
        assert isinstance(baseline.load(given, Path("a.json")), Counter)


def stamped(given: bytes) -> None:
    """A cache: whatever it holds, it costs time at most."""
    with stamps.Stamps(_file("stamps.json", given)) as found:
        found.done("extract a.md", "x")
        found.remember("extract a.md", "x", (1,))


def offers(given: bytes) -> None:
    with suppress(InputError):
        index.parse(given, "index.json")


def package(given: bytes) -> None:
    """The metadata of an installed model."""
    folder = _folder() / "translate-en_ru-1_0"
    (folder / "model").mkdir(parents=True, exist_ok=True)
    for name in ("model/model.bin", "sentencepiece.model"):
        (folder / name).touch()
    (folder / "metadata.json").write_bytes(given)
    inspect(folder)


def archive(given: bytes) -> None:
    """A model's archive: refused, or unpacked below its folder."""
    with suppress(InputError):
        models.install(_file("a.argosmodel", given), _folder() / "models")


TARGETS: Final[Mapping[str, Target]] = {
    "markdown": partial(article, "a.md"),
    "mdx": partial(article, "a.mdx"),
    "html": partial(article, "a.html"),
    "text": partial(article, "a.txt"),
    "yaml": partial(head, "---"),
    "toml": partial(head, "+++"),
    "po": catalogue,
    "tmx": tmx,
    "csv": partial(glossary, "glossary.csv"),
    "tbx": partial(glossary, "glossary.tbx"),
    "configuration": settings,
    "lock": locked,
    "baseline": known,
    "stamps": stamped,
    "index": offers,
    "metadata": package,
    "archive": archive,
}
