"""TMX 1.4b written: one unit for each pair, the same bytes for the same pairs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from l10n import __version__
from l10n.locales import Locale
from l10n.memory.pair import Pair
from l10n.memory.tmx import AFTER, BEFORE, TOOL

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML file can hold (XML 1.0, production 2)."""
_HEADER = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool={tool} creationtoolversion={version} segtype="sentence" o-tmf="gettext PO"\
 adminlang="en" srclang={source} datatype="plaintext"/>
<body>
"""
_FOOTER = "</body>\n</tmx>\n"


def tmx(pairs: Iterable[Pair], source: Locale) -> bytes:
    """The pairs as a TMX file in UTF-8, each once; those with characters that XML cannot hold are left out.

    Inline markup stays in the text as it is written in articles.
    """
    header = _HEADER.format(tool=quoteattr(TOOL), version=quoteattr(__version__), source=quoteattr(source.tag))
    units = (_unit(pair, source.tag) for pair in dict.fromkeys(pairs) if writable(pair))
    return "".join([header, *units, _FOOTER]).encode()


def writable(pair: Pair) -> bool:
    """Whether XML can hold a pair, and there is something in it."""
    texts = (pair.source, pair.translation, pair.before or "", pair.after or "")
    return bool(pair.source.strip() and pair.translation.strip()) and not any(map(_NOT_XML.search, texts))


def _unit(pair: Pair, source: str) -> str:
    return "".join(["<tu>\n", *_properties(pair), *_variants(pair, source), "</tu>\n"])


def _properties(pair: Pair) -> Iterator[str]:
    for name, text in ((BEFORE, pair.before), (AFTER, pair.after)):
        if text is not None:
            yield f"<prop type={quoteattr(name)}>{_escaped(text)}</prop>\n"


def _variants(pair: Pair, source: str) -> Iterator[str]:
    for tag, text in ((source, pair.source), (pair.locale, pair.translation)):
        yield f"<tuv xml:lang={quoteattr(tag)}><seg>{_escaped(text)}</seg></tuv>\n"


def _escaped(text: str) -> str:
    """A carriage return as a reference, since XML readers make a line feed of it."""
    return escape(text, {"\r": "&#13;"})
