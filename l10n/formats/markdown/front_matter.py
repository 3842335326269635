"""Front matter: the YAML (`---`), TOML (`+++`) or JSON head of a Markdown article, and which values translators get.

Owner of PyYAML. Values are replaced at their spans; keys, comments, order and quoting of everything else stay.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from l10n.document import Block, Kind
from l10n.formats.markdown.json_head import json_head
from l10n.inline import has_letter
from l10n.lines import joint
from l10n.parsing import MalformedError, toml_of

_YAML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?---[ \t]*(?:\r\n|\r|\n)(?P<body>.*?)^(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)",
    re.DOTALL | re.MULTILINE,
)
_TOML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\+\+\+[ \t]*(?:\r\n|\r|\n)(?P<body>.*?)^\+\+\+[ \t]*(?=[\r\n]|\Z)", re.DOTALL | re.MULTILINE
)
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The head of an article."""

    end: int
    """Where the article proper begins, in bytes; 0 without a head, 3 after a bare BOM."""
    blocks: tuple[Block, ...]
    skeleton: tuple[str, ...]


def front_matter(source: bytes, keys: tuple[str, ...], latin: str = " ") -> FrontMatter:
    """The head of an article: none, opaque (no valid YAML or TOML), or with a block for each value of `keys`.

    `latin`: as for `joint`.

    Raises MalformedError for one whose depth or numbers no parser takes.
    """
    for pattern, values in ((_YAML, _yaml_blocks), (_TOML, _toml_blocks)):
        if found := pattern.match(source):
            blocks = values(source, found.start("body"), found["body"], keys, latin)
            if blocks is None:
                continue
            return FrontMatter(found.end(), blocks, tuple(f"front matter {block.note}" for block in blocks))
    start = len(_BOM) if source.startswith(_BOM) else 0
    if head := json_head(source, start, keys):
        end, blocks = head
        return FrontMatter(end, blocks, tuple(f"front matter {block.note}" for block in blocks))
    return FrontMatter(start, (), ())


# --- YAML ---


@dataclass(frozen=True, slots=True)
class YamlWriter:
    """A YAML scalar, in the style that it had as long as that style can hold the text."""

    style: str
    indent: str
    newline: str

    def escape(self, text: str) -> str:
        """One line, unless the value is a literal block."""
        if self.style == "|":
            return "\n".join(line.strip(" \t") for line in re.split(r"\r\n|\r|\n", text)).strip("\n")
        return _joined(text)

    def place(self, text: str) -> bytes:
        """The scalar with its quotes, or the indented lines of a block."""
        return self._styled(text).encode()

    def _styled(self, text: str) -> str:
        if self.style in "|>" and self.style:
            lines = [line and self.indent + line for line in text.split("\n")]
            block = self.newline.join([self.style + "-", *lines])
            if _is_read_as(text, f"k: {block}\n"):
                return block
        for candidate in self._candidates(text):
            if all(_is_read_as(text, place.replace("%", candidate)) for place in _PLACES):
                return candidate
        return _double_quoted(text)

    def _candidates(self, text: str) -> Iterator[str]:
        if self.style == "'":
            yield "'" + text.replace("'", "''") + "'"
        elif not self.style and not _MAY_BE_SYNTAX.search(text):
            yield text


_PLACES = ("k: %\n", "[%]", "{a: 1, k: %}", "- k: % # c\n")
_MAY_BE_SYNTAX = re.compile(r"[,\[\]{}\t]|^[-+.\d][\w.+:-]*$")
"""What makes a plain scalar syntax in a flow collection, or a number to one reader or another."""
_READERS = (yaml.CSafeLoader, yaml.SafeLoader)
"""libyaml, as most programs have it, and PyYAML's own, which MkDocs and Pelican may have: they differ."""


def _is_read_as(text: str, written: str) -> bool:
    """Whether each reader finds just this text as the last value of what is written."""
    return all(_scalar_of(written, reader) == text for reader in _READERS)


def _double_quoted(text: str) -> str:
    dumped: str = yaml.dump(text, default_style='"', allow_unicode=True, width=1_000_000_000)
    return dumped.rstrip("\n")


_Reader = type[yaml.CSafeLoader] | type[yaml.SafeLoader]


def _composed(text: str, reader: _Reader = yaml.CSafeLoader) -> yaml.Node | None:
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=reader)
    except (yaml.YAMLError, RecursionError):
        return None
    return node


def _refuse_depth(text: str) -> None:
    """MalformedError for what libyaml refuses for its depth alone (1,000 levels)."""
    try:
        yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        if "maximum nesting" in str(error):
            raise MalformedError("front matter: it is nested too deeply", line=1) from error


def _scalar_of(text: str, reader: _Reader = yaml.CSafeLoader) -> str | None:
    """The string that the last value in `text` has, or None where it is no string, or the third."""
    node = _composed(text, reader)
    while isinstance(node, yaml.CollectionNode) and 0 < len(node.value) < 3:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    if isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:str":
        return str(node.value)
    return None


def _yaml_blocks(
    source: bytes, offset: int, body: bytes, keys: tuple[str, ...], latin: str
) -> tuple[Block, ...] | None:
    text = body.decode()
    node = _composed(text)
    if node is None and text.strip():
        if not re.search(r"^[\w-]+[ \t]*:", text, re.MULTILINE):
            return None
        _refuse_depth(text)
        return ()
    if node is not None and not isinstance(node, yaml.MappingNode):
        return None
    newline = "\r\n" if b"\r\n" in source[:offset] else "\n"
    blocks = []
    for key, value in _strings(node) if node is not None else ():
        if key in keys and value.value.strip():
            blocks.append(_yaml_block(text, offset, _Value(key, value, latin), newline))
    return tuple(sorted(blocks, key=lambda block: block.start))


def _strings(root: yaml.Node) -> Iterator[tuple[str, yaml.ScalarNode]]:
    """Each (key, string) of a mapping and of the mappings below it, in order; an aliased node is visited once."""
    seen = {id(root)}
    opened = [_children(root)]
    while opened:
        key, node = next(opened[-1], (None, None))
        if node is None:
            opened.pop()
        elif id(node) not in seen:
            if not isinstance(node, yaml.ScalarNode):
                seen.add(id(node))
                opened.append(_children(node))
            elif key is not None and node.tag == "tag:yaml.org,2002:str":
                seen.add(id(node))
                yield key, node


def _children(node: yaml.Node) -> Iterator[tuple[str | None, yaml.Node]]:
    """What stands below a node, each with its key in a mapping."""
    if isinstance(node, yaml.SequenceNode):
        yield from ((None, item) for item in node.value)
    elif isinstance(node, yaml.MappingNode):
        yield from ((str(key.value) if isinstance(key, yaml.ScalarNode) else "", value) for key, value in node.value)


@dataclass(frozen=True, slots=True)
class _Value:
    """A string of YAML with its key."""

    key: str
    node: yaml.ScalarNode
    latin: str

    def text(self, raw: str) -> str:
        """The string, written as `raw`: folded lines are put together as their script has it, those of a block kept."""
        value = str(self.node.value)
        if self.node.style == "|":
            return value
        if value.isascii() or "\n" not in raw.strip():
            return " ".join(value.split("\n"))
        closed = _scalar_of(f"k: {_FOLD.sub(self._fold, raw)}\n")
        same = closed is not None and "".join(closed.split()) == "".join(value.split())
        return " ".join((closed if closed and same else value).split("\n"))

    def _fold(self, found: re.Match[str]) -> str:
        start, end = found.span()
        around = found.string[max(0, start - _LOOKED_AT) : start], found.string[end : end + _LOOKED_AT]
        return found[0] if joint(*around, self.latin) else ""


_FOLD = re.compile(r"(?:(?<![ \t])[ \t]++)?+(?:\r\n|\r|\n)[ \t]*(?=[^\s])")
"""A line end that YAML makes a space of."""
_LOOKED_AT = 100
"""Characters on each side of it."""


def _joined(text: str) -> str:
    """A text on one line."""
    first, *others = re.split(r"\r\n|\r|\n", text)
    for line in others:
        right = line.strip(" \t")
        first = first.rstrip(" \t") + joint(first, right) + right if first.strip(" \t") and right else first + right
    return first.strip(" \t")


def _yaml_block(text: str, offset: int, value: _Value, newline: str) -> Block:
    key, node = value.key, value.node
    start, end = node.start_mark.index, node.end_mark.index
    style = node.style or ""
    raw = text[start:end]
    # The mark of a block scalar ends before the next key; its own last line ends earlier.
    end = start + len(raw.rstrip(" \t\r\n")) if style in {"|", ">"} else end
    indent = re.search(r"\n([ ]+)[^ \r\n]", raw)
    words = value.text(raw)
    writer = YamlWriter(style, indent[1] if indent else "  ", newline)
    return Block(
        offset + len(text[:start].encode()),
        offset + len(text[:end].encode()),
        Kind.FRONT_MATTER,
        writer.escape(words),
        writer,
        note=key,
        words=has_letter(words),
    )


# --- TOML ---

_TOML_STRING = re.compile(
    r"""^[ \t]*(?P<key>[\w-]+)[ \t]*=[ \t]*(?P<value>"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*')(?=[ \t]*(?:\#|\r|\n|\Z))""",
    re.MULTILINE,
)

_TOML_QUOTED = re.compile(
    r"""(?P<long>"{3}(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}|'{3}(?:[^']|'{1,2}(?!'))*'{3,5})"""
    r"""|"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*'|\#[^\r\n]*""",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class TomlWriter:
    """A TOML string on one line; a literal one becomes basic where it cannot hold the text."""

    literal: bool

    def escape(self, text: str) -> str:
        """One line."""
        return _joined(text)

    def place(self, text: str) -> bytes:
        """The string with its quotes."""
        if self.literal and "'" not in text and not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", text):
            return f"'{text}'".encode()
        return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f").encode()


def _toml_blocks(
    source: bytes, offset: int, body: bytes, keys: tuple[str, ...], latin: str
) -> tuple[Block, ...] | None:
    del source, latin
    text = body.decode()
    try:
        toml_of(text.replace("\r\n", "\n"))
    except MalformedError as error:
        raise MalformedError(f"front matter: {error}", line=1) from error
    except ValueError:
        return ()
    return tuple(
        _toml_block(text, offset, found)
        for found in _TOML_STRING.finditer(_without_multiline(text))
        if found["key"] in keys and found["value"][1:-1].strip()
    )


def _without_multiline(text: str) -> str:
    """Valid TOML with multi-line strings blanked out, at the same length: their lines are no keys.

    Comments and other strings are read, too: three quotation marks in them open nothing.
    """
    return _TOML_QUOTED.sub(lambda found: " " * len(found[0]) if found["long"] else found[0], text)


def _toml_block(text: str, offset: int, found: re.Match[str]) -> Block:
    writer = TomlWriter(literal=found["value"].startswith("'"))
    value = str(toml_of("v = " + found["value"])["v"])
    return Block(
        offset + len(text[: found.start("value")].encode()),
        offset + len(text[: found.end("value")].encode()),
        Kind.FRONT_MATTER,
        writer.escape(value),
        writer,
        note=found["key"],
        words=has_letter(value),
    )
