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


ATTACKS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//e.example/x.js>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=https://e.example></iframe>",
    "<a href='javascript:alert(1)'>ж</a>",
    "<https:x/onmouseover=alert(1)>",
    "<style>*{display:none}</style>",
    "\\<script>alert(1)\\</script>",
    "<!-- ж -->",
    "<img src=x onerror=alert(1) ",
    "<script ",
    "<?php system('id'); ?>",
    "<%= File.read('/etc/passwd') %>",
    "{{ site.secret }}",
    "{{{ raw }}}",
    '{{< readfile "/etc/passwd" >}}',
    '{{% include "/etc/passwd" %}}',
    '{% include "/etc/passwd" %}',
    "{%- raw -%}",
    "{# ж #}",
    "&#123;&#123; constructor.constructor('alert(1)')() }}",
)
"""Active in every format and in every kind of text."""
MARKDOWN_ATTACKS = (
    '**ж**{: onclick="alert(1)"}',
    '**ж**{ onclick="alert(1)" }',
    "`ж`{=html}",
    "[ж](u){onclick=alert(1)}",
    'ж {: onclick="alert(1)"}',
    'ж  \n{onclick="alert(1)"}',
    "{::nomarkdown}<b>{:/}",
    '![`" onerror=alert(1) x="`](i.png)',
    '[ж](u "`\\" onmouseover=alert(1) x`")',
    '**ж**{: onclick="alert(1)" {x} y}',
    "{: onclick=alert(1)",
    "**ж**{onclick=alert(1)",
    '{ title="}" onclick=alert(1) }',
    "[ж](javascript:alert(1))",
    "[ж](<java\tscript:alert(1)>)",
    "[ж](&#x6A;avascript&colon;alert(1))",
    "![ж](data:text/html,x)",
    "<javascript:alert(1)>",
    "<vbscript:ж>",
    "[ж]: javascript:alert(1)",
    "{!/etc/passwd!}",
    '--8<-- "/etc/passwd"',
    "![[secret]]",
    "{include}`/etc/passwd`",
)
MDX_ATTACKS = ("{process.env.SECRET}", "{", "<Evil />", "<>ж</>", "{/* ж */}", "ж <3", "</", "ж </ ж")


def pseudo(block: Block) -> str:
    """The block's text with every letter outside its markup replaced, and a word more."""
    kept = {at for mark in block.marks for start, end in delimiters(mark) for at in range(start, end)}
    kept |= {at for found in re.finditer(r"&#?\w+;", block.text) for at in range(*found.span())}
    letters = (
        "ж" if char.isascii() and char.isalpha() and at not in kept else char for at, char in enumerate(block.text)
    )
    return "".join(letters) + " ж"
