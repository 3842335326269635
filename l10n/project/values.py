"""What values of `l10n.toml` must be: each check returns a value of the type that is wanted, or raises UsageError."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import get_close_matches
from math import isfinite
from pathlib import PurePosixPath, PureWindowsPath
from unicodedata import category

from l10n.errors import UsageError
from l10n.locales import DATE_STYLES, Locale, is_date_style, locale
from l10n.store import is_hidden

SEVERITIES = ("error", "warning", "info", "off")
"""What a rule may be set to."""


@dataclass(frozen=True, slots=True)
class PathRules:
    """What rules are set to in some articles: an item of `[[check.paths]]`."""

    paths: tuple[str, ...]
    """Patterns below `source`; all articles where empty."""
    locales: tuple[str, ...]
    """All where empty."""
    rules: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Ignored:
    """An entry that is excepted from a rule: an item of `[[check.ignore]]`."""

    article: str
    """Its name below `source`."""
    rule: str
    source: str
    """The hash of the source text, as `l10n check` tells it."""
    locales: tuple[str, ...] = ()
    """All where empty."""


def nearest(word: str, known: Iterable[str]) -> str:
    """A question that names the nearest known word, or nothing."""
    found = get_close_matches(word, list(known), n=1)
    return f"; did you mean {found[0]!r}?" if found else ""


Check = Callable[[str, object], object]


def text(key: str, value: object) -> str:
    """A string."""
    if not isinstance(value, str):
        raise UsageError(f"{key} must be a string, not {value!r}")
    if any(map(_is_control, value)):
        raise UsageError(f"{key} must not have control characters, as {value!r} has")
    return value


def _is_control(character: str) -> bool:
    return category(character) in {"Cc", "Cs", "Zl", "Zp"}


def folder(key: str, value: object) -> str:
    """A folder inside of the project, relative to it."""
    return _inside(key, value, "folder")


def file(key: str, value: object) -> str:
    """A file inside of the project, or nothing."""
    return _inside(key, value, "file") if value else ""


def _inside(key: str, value: object, what: str) -> str:
    path = plain(key, value)
    if not path or _leads_out(path):
        raise UsageError(f"{key} must be a {what} inside the project, not {path!r}")
    if any(map(is_hidden, PurePosixPath(path).parts)):
        raise UsageError(f"{key} must not be a hidden {what}, which git and other tools keep their own in: {path!r}")
    return path


def _leads_out(path: str) -> bool:
    """Whether a path may lead out of the folder that it is relative to, on any system."""
    windows = PureWindowsPath(path)
    return bool(windows.drive or windows.root or ".." in windows.parts) or not path.isprintable()


def plain(key: str, value: object) -> str:
    """A string without placeholders: a brace would only become part of a name."""
    path = text(key, value)
    if found := re.search(r"\{([^{}]*)\}?", path):
        hint = nearest(found[1], _PATTERN_FIELDS)
        raise UsageError(f"{key}: unknown {found[0]!r} in {path!r}{hint} (only keys of [links] take placeholders)")
    return path


def globs(key: str, value: object) -> tuple[str, ...]:
    """A list of patterns in which `*`, `?` and `[…]` stand for letters of a path, and nothing else does."""
    return tuple(each if "[{]" in each else plain(key, each) for each in texts(key, value))


def texts(key: str, value: object) -> tuple[str, ...]:
    """A list of strings."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise UsageError(f"{key} must be a list of strings, not {value!r}")
    return tuple(text(key, item) for item in value)


def known_locale(key: str, name: str) -> Locale:
    """The locale of a name. UsageError names the key, and the nearest known one."""
    try:
        return locale(name)
    except UsageError as error:
        raise UsageError(f"{key}: {error}") from error


def locales(key: str, value: object) -> tuple[str, ...]:
    """A list of names of locales, each of them once."""
    found = texts(key, value)
    seen: dict[str, Locale] = {}
    for each in (known_locale(key, name) for name in found):
        if first := seen.get(each.tag):
            both = f"{first.name} twice" if first == each else f"{first.name} and {each.name}, which are one language"
            raise UsageError(f"{key} has {both}; take one of them out")
        seen[each.tag] = each
    return found


def switch(key: str, value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise UsageError(f"{key} must be true or false, not {value!r}")
    return value


def some_of(*known: str) -> Check:
    """A list of known names of rules."""

    def check(key: str, value: object) -> tuple[str, ...]:
        found = texts(key, value)
        if unknown := next((item for item in found if item not in known), None):
            raise UsageError(f"{key}: unknown rule {unknown!r}{nearest(unknown, known)}")
        return found

    return check


def one_of(*known: str) -> Check:
    """One of known words."""

    def check(key: str, value: object) -> str:
        if value not in known:
            raise UsageError(f"{key} must be one of {', '.join(known)}, not {value!r}{nearest(str(value), known)}")
        return str(value)

    return check


def whole(least: int, most: int) -> Check:
    """A whole number in a range."""

    def check(key: str, value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise UsageError(f"{key} must be a whole number from {least} to {most}, not {value!r}")
        return value

    return check


def date_styles(key: str, value: object) -> tuple[tuple[str, str], ...]:
    """One style for all locales, or a table of styles by locale."""
    styles = value if isinstance(value, dict) else {"": value}
    return tuple((name, _date_style(f"{key}.{name}" if name else key, name, style)) for name, style in styles.items())


def _date_style(key: str, name: str, value: object) -> str:
    style = text(key, value)
    if name:
        locale(name)
    if not is_date_style(style):
        known, hint = ", ".join(DATE_STYLES), nearest(style, DATE_STYLES)
        raise UsageError(f"{key} must be one of {known}, or a pattern such as 'd MMMM y', not {style!r}{hint}")
    return style


def _table(key: str, value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise UsageError(f"{key} must be a table, not {value!r}")
    return value


def rules(key: str, value: object) -> tuple[tuple[str, str], ...]:
    """A table of rules and what they are set to."""
    severity = one_of(*SEVERITIES)
    return tuple((rule, str(severity(f"{key}.{rule}", each))) for rule, each in _table(key, value).items())


_PREFIX_FIELDS = ("locale", "tag", "language")
_PATTERN_FIELDS = ("locale", "stem", "suffix", "name", "path")


def prefixes(key: str, value: object) -> tuple[tuple[str, str], ...]:
    """A table of what addresses begin with and what takes its place."""
    found = [(old, _fillable(f"{key}.{old}", new, _PREFIX_FIELDS)) for old, new in _table(key, value).items()]
    for old, _ in found:
        if not plain(key, old):
            raise UsageError(f"{key}: an empty prefix would rewrite every address")
    return tuple(found)


def patterns(key: str, value: object) -> tuple[str, ...]:
    """A list of places where a version of a file for a locale may lie."""
    found = tuple(_fillable(key, pattern, _PATTERN_FIELDS) for pattern in texts(key, value))
    for pattern in found:
        if "{locale}" not in pattern or _leads_out(pattern.removeprefix("/")):
            raise UsageError(f"{key} must name {{locale}} and stay below the folder, not {pattern!r}")
        if not any(f"{{{name}}}" in pattern for name in ("stem", "name", "path")):
            raise UsageError(f"{key}: {pattern!r} is one file for all; name {{stem}}, {{name}} or {{path}}, too")
    return found


def _fillable(key: str, value: object, known: Sequence[str]) -> str:
    """A text whose braces hold known names only."""
    pattern = text(key, value)
    names = re.findall(r"\{([^{}]*)\}", pattern)
    rest = re.sub(r"\{[^{}]*\}", "", pattern)
    for name in [*names, *(brace for brace in rest if brace in "{}")]:
        if name not in known:
            raise UsageError(f"{key}: unknown {name!r} in {pattern!r}; known: {', '.join(known)}{nearest(name, known)}")
    return pattern


def numbers(key: str, value: object) -> tuple[tuple[str, float], ...]:
    """A table of numbers."""
    found = _table(key, value)
    for name, number in found.items():
        if not isinstance(number, int | float) or isinstance(number, bool) or not isfinite(number):
            raise UsageError(f"{key}.{name} must be a number, not {number!r}")
    return tuple((name, float(str(number))) for name, number in found.items())


def path_rules(key: str, value: object) -> tuple[PathRules, ...]:
    """An array of tables: what rules are set to in some articles."""
    if not isinstance(value, list):
        raise UsageError(f"{key} must be an array of tables: write [[{key}]]")
    return tuple(_path_rule(key, _table(key, item)) for item in value)


_HASH = re.compile("[0-9a-f]{8}")


def ignored(key: str, value: object) -> tuple[Ignored, ...]:
    """An array of tables: entries that are excepted from a rule."""
    if not isinstance(value, list):
        raise UsageError(f"{key} must be an array of tables: write [[{key}]]")
    return tuple(_ignored(key, _table(key, item)) for item in value)


def _ignored(key: str, item: Mapping[str, object]) -> Ignored:
    _only_known(key, item, Ignored)
    article, rule, source = (text(f"{key}.{name}", item.get(name, "")) for name in ("article", "rule", "source"))
    if not article or not rule or not _HASH.fullmatch(source):
        wanted = "an article, a rule and the hash of a source text (8 characters, as `l10n check` tells it)"
        raise UsageError(f"{key} must name {wanted}, not {dict(item)!r}")
    return Ignored(article, rule, source, locales(f"{key}.locales", item.get("locales", [])))


def _only_known(key: str, item: Mapping[str, object], kind: type[PathRules | Ignored]) -> None:
    known = [field.name for field in fields(kind)]
    for name in item:
        if name not in known:
            raise UsageError(f"unknown key {key}.{name}{nearest(name, known)}")


def _path_rule(key: str, item: Mapping[str, object]) -> PathRules:
    _only_known(key, item, PathRules)
    return PathRules(
        globs(f"{key}.paths", item.get("paths", [])),
        locales(f"{key}.locales", item.get("locales", [])),
        rules(f"{key}.rules", item.get("rules", {})),
    )
