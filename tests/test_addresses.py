"""Addresses are cut alike in source and translation: beside Markdown in raw HTML, brackets, quotes, any stops."""

from pathlib import Path

import pytest
from articles import page

from l10n.catalogue import Catalogue, Entry
from l10n.checks import Localised, check
from l10n.inline import addresses
from l10n.locales import locale
from l10n.terms import Glossary


def problems(source: str, translation: str) -> list[str]:
    """What the rules of addresses and markup say of the only text of an article."""
    article = page(source.encode())
    catalogue = Catalogue(None, (Entry(article.segments[0].text, translation),))
    about = Localised(Path("a.md"), Path("a.po"), article, catalogue, locale("ru"), "none", Glossary(locale("en")))
    return [each.rule for each in check(about) if each.rule in {"urls", "markup", "active"}]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("<p>See [the page](https://e.example/x) now.</p>", "См. [страницу](https://e.example/x) сейчас."),
        ('<p>See [it](https://e.example/x "T") now.</p>', 'См. [то](https://e.example/x "Т") сейчас.'),
        ("<p>See [it](https://e.example/x), now.</p>", "见[页面](https://e.example/x)，现在。"),
        ("<td>See (https://e.example/x).</td>", "См. (https://e.example/x)."),
        ("<p>See **https://e.example/x** now.</p>", "См. **https://e.example/x** тут."),
        ("<p>See `https://e.example/x` now.</p>", "См. `https://e.example/x` тут."),
        ("<p>See _https://e.example/x_y_ now.</p>", "См. _https://e.example/x_y_ тут."),
        ("See [see https://e.example/x] now.", "См. (https://e.example/x) тут."),
        ("See {https://e.example/x} now.", "См. «https://e.example/x» тут."),
        ('See "https://e.example/x" now.', "См. „https://e.example/x“ тут."),
        ("See https://e.example/x... now.", "См. https://e.example/x… тут."),
        ("See https://e.example/x - now.", "См. https://e.example/x—тут."),
        ("See https://e.example/x.", "见https://e.example/x。"),
        ("See (https://e.example/x_(y)).", "见（https://e.example/x_(y)）。"),
    ],
)
def test_an_address_beside_other_marks_is_the_same(source: str, translation: str) -> None:
    assert problems(f"{source}\n", translation) == []
    assert "urls" in problems(f"{source}\n", translation.replace("e.example/x", "e.example/z"))


@pytest.mark.parametrize("end", [")", "]", "}", ".", "*", "_", ").", "**.", "]]"])
def test_the_end_of_an_address_is_found_in_one_pass(end: str) -> None:
    (found,) = addresses("https://e.example/x" + end * 20_000, ())
    assert (found.start, found.end) == (0, len("https://e.example/x"))
