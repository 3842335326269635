"""Translations that would break an article if they were only pasted in, and harmless ones that touch every segment."""

import re

from l10n.document import Block
from l10n.inline import delimiters

HOSTILE = (
    *("# ж", "- ж", "+ ж", "1. ж", "1) ж", "> ж", "ж\n===", "ж\n---", "---", "***", "* * *", "```", "~~~", "    ж"),
    *("ж  \n---", "=== ж", "| ж | z |", "ж\n-|-", "[x]: /u", "[^1]: x", "[ ] x", "[!NOTE]", "<!-- ж", "ж -->"),
    *("<div>", "</div>", "<?x", "<!X", "<b>", "</b>", "ж \\", "\\", "a & b", "&copy;", "ж #", "ж {#id}", "ж ##"),
    *("$$", "$ж$", "!!! x", "::: x", "{{< x >}}", "{% x %}", "`ж", "*ж", "**ж**", "_ж_", "[ж](u)", "![ж](u)", "[ж]"),
    *("ж|ж", "ж\\|ж", ": ж", "ж\n\nж", "<p>ж</p>\n\nж", "+++", "ж  ", "\tж", "ж\rж", "2024. Да", "- Да", "ж \"'"),
    *("\x00ж", "ж\x0cж", 'import x from "y"', "</summary>", "ж\\\nж", "]]>", "{{ x }}", "\u2028ж", "https://ж.example"),
)


def pseudo(block: Block) -> str:
    """The block's text with every letter outside its markup replaced, and a word more."""
    kept = {at for mark in block.marks for start, end in delimiters(mark) for at in range(start, end)}
    kept |= {at for found in re.finditer(r"&#?\w+;", block.text) for at in range(*found.span())}
    letters = (
        "ж" if char.isascii() and char.isalpha() and at not in kept else char for at, char in enumerate(block.text)
    )
    return "".join(letters) + " ж"
