"""What readers see, judged by others: Markdown rendered by markdown-it-py and commonmark.js, HTML read by html5lib."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import html5lib
import pytest
from markdown_it import MarkdownIt

JUDGES = Path(__file__).parent / ".judges"
COMMONMARK_JS = shutil.which("node") is not None and (JUDGES / "node_modules" / "commonmark").is_dir()

Renderer = Callable[[Sequence[str]], list[str]]
"""HTML of several Markdown texts."""


def markdown_it(texts: Sequence[str]) -> list[str]:
    """markdown-it-py, with the tables and the strikethrough of GFM."""
    renderer = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return [renderer.render(text) for text in texts]


_SCRIPT = """
const { Parser, HtmlRenderer } = require("commonmark");
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
const html = texts.map(text => new HtmlRenderer().render(new Parser().parse(text)));
process.stdout.write(JSON.stringify(html));
"""


def commonmark_js(texts: Sequence[str]) -> list[str]:
    """The renderer of CommonMark's own authors."""
    done = subprocess.run(
        ["node", "-e", _SCRIPT], cwd=JUDGES, input=json.dumps(texts).encode(), capture_output=True, check=True
    )
    return [str(html) for html in json.loads(done.stdout)]


RENDERERS = [
    pytest.param(markdown_it, id="markdown-it-py"),
    pytest.param(
        commonmark_js,
        id="commonmark.js",
        marks=pytest.mark.skipif(not COMMONMARK_JS, reason="commonmark.js is not installed: see .ci/run"),
    ),
]

_INLINE = frozenset(re.split(" ", "a abbr b code del em i img input kbd mark q s small span strong sub sup u"))
_SAME = {"s": "del"}


@dataclass
class Shown:
    """A block as its reader sees it."""

    name: str
    text: str
    events: list[str]
    """Its inline elements, each as the path of those around it, sorted: translations reorder."""


def shown(html: str) -> list[Shown]:
    """The blocks of a page, in order; text outside of all blocks is one of its own."""
    blocks = [Shown("", "", [])]
    _read(html5lib.parseFragment(html, namespaceHTMLElements=False), blocks, blocks[0], ())
    return [Shown(block.name, " ".join(block.text.split()), sorted(block.events)) for block in blocks]


def structure(html: str) -> list[tuple[str, list[str]]]:
    """Blocks and their inline events, without their words."""
    return [(block.name, block.events) for block in shown(html)]


def _read(element: Any, blocks: list[Shown], block: Shown, around: tuple[str, ...]) -> None:
    block.text += element.text or ""
    for child in element:
        name = str(child.tag) if isinstance(child.tag, str) else ""
        if name in _INLINE:
            inside = (*around, _event(name, child))
            block.events.append(" > ".join(inside))
            _read(child, blocks, block, inside)
        elif name:
            blocks.append(Shown(name, "", []))
            _read(child, blocks, blocks[-1], ())
        block.text += child.tail or ""


def _event(name: str, element: Any) -> str:
    target = element.get("href") or element.get("src") or ("".join(element.itertext()) if name == "code" else "")
    return f"{_SAME.get(name, name)} {target}".rstrip()
