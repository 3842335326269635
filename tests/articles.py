"""Articles of tests: parsed pages, and fixture files of articles with their translations and what must be built."""

from pathlib import Path, PurePosixPath

import pytest

from l10n.build import Page
from l10n.document import ParseOptions
from l10n.formats import format_of
from l10n.segments import segments


def page(source: bytes, name: str = "article.md", by: str = "sentence", options: ParseOptions | None = None) -> Page:
    """An article as a build gets it; its name says the format."""
    form = format_of(PurePosixPath(name))
    chosen = options or ParseOptions()
    document = form.parse(source, chosen)
    return Page(document, segments(document, language="en", by=by), form, chosen)


def cases(path: Path) -> list[object]:
    """The cases of a fixture file: (article, translations, built article) by title."""
    found = path.read_text(encoding="utf-8").split("\n@@@ ")[1:]
    parts = [part.split("\n", 1) for part in found]
    return [
        pytest.param(
            _article(parts[at][1]), _translations(parts[at + 1][1]), _article(parts[at + 2][1]), id=parts[at][0]
        )
        for at in range(0, len(parts), 3)
    ]


def _article(text: str) -> bytes:
    return (text.replace("·", " ").rstrip("\n") + "\n").encode()


def _translations(lines: str) -> dict[str, str]:
    pairs = (line.split(" => ", 1) for line in lines.strip("\n").split("\n"))
    return {_shown(source): _shown(translation) for source, translation in pairs}


def _shown(text: str) -> str:
    return text.replace("¶", "\n").replace("·", " ")
