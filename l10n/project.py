"""A user's project: its configuration, its articles, and where everything of an article lies."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import get_close_matches
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from l10n import house
from l10n.document import EMPHASES, FRONT_MATTER_KEYS, TRANSLATED_ATTRIBUTES, ParseOptions
from l10n.errors import UsageError
from l10n.locales import (
    CURRENCIES,
    DATE_ORDERS,
    DATE_STYLES,
    Conventions,
    Locale,
    is_date_style,
    locale,
)

CONFIGURATION = "l10n.toml"
CACHES = ".l10n"
MODELS = "models"
GLOSSARIES = ("glossary.csv", "glossary.tbx")
"""Read both, where they are there; the first counts where they contradict each other."""
MEMORY = "memory"
QUALITIES = ("fast", "balanced", "best")
"""What `--quality` takes: how much time drafts may take."""
REQUIREMENTS = ("reviewed", "machine", "none")
"""What `--require` takes: the lowest state whose text is used."""


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
class Configuration:
    """`l10n.toml`, every key with its default."""

    name: str = ""
    """Shown in the header of catalogues; the folder's name where empty."""
    source_language: str = "en"
    locales: tuple[str, ...] = ("ru", "zh_CN")
    source: str = "source"
    catalogues: str = "locales"
    output: str = "build"
    exclude: tuple[str, ...] = ()
    """Articles to leave alone, as patterns below `source`."""
    segmentation: str = "sentence"
    engine: str = "argos"
    quality: str = "best"
    traditional_chinese: str = "auto"
    """How it is made: by a `model`, by `opencc` from Simplified Chinese, or `auto`: by a model if there is one."""
    front_matter: tuple[str, ...] = FRONT_MATTER_KEYS
    attributes: tuple[str, ...] = TRANSLATED_ATTRIBUTES
    anchors: str = "attribute"
    references: str = "file"
    """What `#:` names: the `file`, or the file and `line`."""
    cosmetic: str = "keep"
    """Whether a translation stays reviewed through a cosmetic change of its sentence: `keep`, or `outdate`."""
    designations: bool = True
    """Whether aircraft, missiles and vehicles are called as the press of the locale calls them."""
    dates_style: tuple[tuple[str, str], ...] = ()
    """Babel's `long` and so on, or a pattern of the CLDR, by locale; for all others where the locale is empty."""
    dates_order: str = "unknown"
    """In which order articles write dates in figures: `DMY`, `MDY`; where it is `unknown`, they are left alone."""
    numbers_currency: str = "name"
    """How money is written: by `name` where no case depends on it, by `symbol` or `code`, or as in the `source`."""
    numbers_grouping: int = 0
    """From how many digits on numbers are parted into groups of three; 0: as the language does."""
    numbers_myriads: bool = True
    """Whether Chinese counts by 万 and 亿."""
    numbers_myriads_from: int = 1_000_000
    """From which value on it does so where an article has figures alone."""
    memory_trust: str = "draft"
    """What a translation of the same sentence between the same neighbours becomes: a `draft`, or `reviewed`."""
    memory_least: int = 80
    """How alike, in per cent, a sentence must be for its translation to be offered as a draft."""
    build_require: str = "machine"
    build_fallback: str = "source"
    build_outdated: str = "require"
    """What stands in for a sentence that changed under its translation: the old `translation`, the `source`, or what
    `build.require` says."""
    build_emphasis: str = EMPHASES[0]
    """How emphasis is written that no renderer would see: by a character reference (`entity`) beside it, by a `move` of
    punctuation out of it, by `tags`; or it is refused (`off`)."""
    build_assets: str = "copy"
    """What becomes of the files that articles show or link to: a `copy` beside the built article, a `link` back to the
    file itself, or `none` of both."""
    links_rewrite: tuple[tuple[str, str], ...] = ()
    """What addresses begin with, and what they begin with in a locale: `/en/`, `/{locale}/`."""
    links_localised: tuple[str, ...] = ("{stem}.{locale}{suffix}",)
    """Where a version of a file for a locale may lie, beside the file, or from `source` on where it begins with `/`."""
    links_fallback: str = "source"
    """Where a link to an article leads that is not built in a locale: to its `source`, or where it led: `keep`."""
    check_require: str = "reviewed"
    check_fail_on: str = "error"
    """The lowest severity that makes `l10n check` return 1."""
    check_baseline: str = ""
    """A file of problems that are known and do not count; none where empty."""
    check_rules: tuple[tuple[str, str], ...] = ()
    """Rules and their severities."""
    check_paths: tuple[PathRules, ...] = ()
    check_limits: tuple[tuple[str, float], ...] = ()
    """What checks allow, by name."""
    typography_drafts: bool = True
    """Whether drafts are put right."""
    typography_off: tuple[str, ...] = ()
    """Rules that do not count."""
    typography_percent: str = "tight"
    typography_latin_space: str = "usual"
    typography_yo: str = "optional"
    typography_titles: str = "report"
    typography_currency: str = "any"


_Check = Callable[[str, object], object]


def _text(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise UsageError(f"{key} must be a string, not {value!r}")
    return value


def _folder(key: str, value: object) -> str:
    return _inside(key, value, "folder")


def _file(key: str, value: object) -> str:
    return _inside(key, value, "file") if value else ""


def _inside(key: str, value: object, what: str) -> str:
    text = _text(key, value)
    if not text or PurePosixPath(text).is_absolute() or ".." in PurePosixPath(text).parts:
        raise UsageError(f"{key} must be a {what} inside the project, not {text!r}")
    return text


def _texts(key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise UsageError(f"{key} must be a list of strings, not {value!r}")
    return tuple(value)


def _switch(key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise UsageError(f"{key} must be true or false, not {value!r}")
    return value


def _some_of(*known: str) -> _Check:
    def check(key: str, value: object) -> tuple[str, ...]:
        found = _texts(key, value)
        if unknown := next((item for item in found if item not in known), None):
            raise UsageError(f"{key}: unknown rule {unknown!r}{nearest(unknown, known)}")
        return found

    return check


def _one_of(*known: str) -> _Check:
    def check(key: str, value: object) -> str:
        if value not in known:
            raise UsageError(f"{key} must be one of {', '.join(known)}, not {value!r}{nearest(str(value), known)}")
        return str(value)

    return check


def _whole(least: int, most: int) -> _Check:
    def check(key: str, value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise UsageError(f"{key} must be a whole number from {least} to {most}, not {value!r}")
        return value

    return check


def _date_styles(key: str, value: object) -> tuple[tuple[str, str], ...]:
    """One style for all locales, or a table of styles by locale."""
    styles = value if isinstance(value, dict) else {"": value}
    return tuple((name, _date_style(f"{key}.{name}" if name else key, name, style)) for name, style in styles.items())


def _date_style(key: str, name: str, value: object) -> str:
    style = _text(key, value)
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


def _rules(key: str, value: object) -> tuple[tuple[str, str], ...]:
    severity = _one_of(*SEVERITIES)
    return tuple((rule, str(severity(f"{key}.{rule}", each))) for rule, each in _table(key, value).items())


_PREFIX_FIELDS = ("locale", "tag", "language")
_PATTERN_FIELDS = ("locale", "stem", "suffix", "name", "path")


def _prefixes(key: str, value: object) -> tuple[tuple[str, str], ...]:
    found = [(old, _fillable(f"{key}.{old}", new, _PREFIX_FIELDS)) for old, new in _table(key, value).items()]
    if any(not old for old, _ in found):
        raise UsageError(f"{key}: an empty prefix would rewrite every address")
    return tuple(found)


def _patterns(key: str, value: object) -> tuple[str, ...]:
    found = tuple(_fillable(key, pattern, _PATTERN_FIELDS) for pattern in _texts(key, value))
    for pattern in found:
        if "{locale}" not in pattern or ".." in PurePosixPath(pattern).parts:
            raise UsageError(f"{key} must name {{locale}} and stay below the folder, not {pattern!r}")
    return found


def _fillable(key: str, value: object, known: Sequence[str]) -> str:
    """A text whose braces hold known names only."""
    text = _text(key, value)
    names = re.findall(r"\{([^{}]*)\}", text)
    rest = re.sub(r"\{[^{}]*\}", "", text)
    for name in [*names, *("{" for _ in rest if _ in "{}")]:
        if name not in known:
            raise UsageError(f"{key}: unknown {name!r} in {text!r}; known: {', '.join(known)}{nearest(name, known)}")
    return text


def _numbers(key: str, value: object) -> tuple[tuple[str, float], ...]:
    found = _table(key, value)
    for name, number in found.items():
        if not isinstance(number, int | float) or isinstance(number, bool):
            raise UsageError(f"{key}.{name} must be a number, not {number!r}")
    return tuple((name, float(str(number))) for name, number in found.items())


def _path_rules(key: str, value: object) -> tuple[PathRules, ...]:
    if not isinstance(value, list):
        raise UsageError(f"{key} must be an array of tables: write [[{key}]]")
    return tuple(_path_rule(key, _table(key, item)) for item in value)


def _path_rule(key: str, item: Mapping[str, object]) -> PathRules:
    known = [field.name for field in fields(PathRules)]
    for name in item:
        if name not in known:
            raise UsageError(f"unknown key {key}.{name}{nearest(name, known)}")
    locales = _texts(f"{key}.locales", item.get("locales", []))
    for name in locales:
        locale(name)
    return PathRules(
        _texts(f"{key}.paths", item.get("paths", [])), locales, _rules(f"{key}.rules", item.get("rules", {}))
    )


KEYS: Mapping[str, _Check] = {
    "name": _text,
    "source_language": _text,
    "locales": _texts,
    "source": _folder,
    "catalogues": _folder,
    "output": _folder,
    "exclude": _texts,
    "segmentation": _one_of("sentence", "paragraph"),
    "engine": _text,
    "quality": _one_of(*QUALITIES),
    "traditional_chinese": _one_of("auto", "model", "opencc"),
    "front_matter": _texts,
    "attributes": _texts,
    "anchors": _one_of("attribute", "html", "off"),
    "references": _one_of("file", "line"),
    "cosmetic": _one_of("keep", "outdate"),
    "designations": _switch,
    "dates.style": _date_styles,
    "dates.order": _one_of(*DATE_ORDERS),
    "numbers.currency": _one_of(*CURRENCIES),
    "numbers.grouping": _whole(0, 10),
    "numbers.myriads": _switch,
    "numbers.myriads_from": _whole(10_000, 10**15),
    "memory.trust": _one_of("draft", "reviewed"),
    "memory.least": _whole(50, 100),
    "build.require": _one_of(*REQUIREMENTS),
    "build.fallback": _one_of("source", "skip"),
    "build.outdated": _one_of("require", "translation", "source"),
    "build.emphasis": _one_of(*EMPHASES),
    "build.assets": _one_of("copy", "link", "none"),
    "links.rewrite": _prefixes,
    "links.localised": _patterns,
    "links.fallback": _one_of("source", "keep"),
    "check.require": _one_of(*REQUIREMENTS),
    "check.fail_on": _one_of("error", "warning", "info"),
    "check.baseline": _file,
    "check.rules": _rules,
    "check.paths": _path_rules,
    "check.limits": _numbers,
    "typography.drafts": _switch,
    "typography.off": _some_of(*house.RULES),
    "typography.percent": _one_of(*house.PERCENT),
    "typography.latin_space": _one_of(*house.LATIN_SPACE),
    "typography.yo": _one_of(*house.YO),
    "typography.titles": _one_of(*house.TITLES),
    "typography.currency": _one_of(*house.CURRENCY),
}
"""Every key of `l10n.toml`, a table's keys with its name before a dot, and what it must be."""
assert {key.replace(".", "_") for key in KEYS} == {field.name for field in fields(Configuration)}


def nearest(word: str, known: Iterable[str]) -> str:
    """A question that names the nearest known word, or nothing."""
    found = get_close_matches(word, list(known), n=1)
    return f"; did you mean {found[0]!r}?" if found else ""


def configuration(text: str, path: Path) -> Configuration:
    """What `l10n.toml` says. UsageError names the file, and the key with the nearest known one."""
    try:
        values = dict(_flat(tomllib.loads(text)))
        checked = {key.replace(".", "_"): _check_of(key)(key, value) for key, value in values.items()}
    except (tomllib.TOMLDecodeError, UsageError) as error:
        raise UsageError(f"{path}: {error}") from error
    return Configuration(**checked)  # type: ignore[arg-type]  # KEYS checks each value's type


def _check_of(key: str) -> _Check:
    if key not in KEYS:
        raise UsageError(f"unknown key {key!r}{nearest(key, KEYS)}")
    return KEYS[key]


def _flat(table: Mapping[str, object]) -> Iterable[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{inner}", found) for inner, found in value.items())
        else:
            yield key, value


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with a configuration."""

    root: Path
    configuration: Configuration

    @property
    def name(self) -> str:
        """What catalogues call the project."""
        return self.configuration.name or self.root.resolve().name

    @property
    def locales(self) -> tuple[Locale, ...]:
        """The locales to translate into, in the order of the configuration."""
        return tuple(locale(name) for name in self.configuration.locales)

    @property
    def source_locale(self) -> Locale:
        """The language of the articles."""
        return locale(self.configuration.source_language)

    @property
    def source(self) -> Path:
        """Where the articles lie."""
        return self.root / self.configuration.source

    def conventions(self, into: Locale) -> Conventions:
        """How dates and numbers are written in a locale."""
        chosen = self.configuration
        styles = {locale(name).tag if name else "": style for name, style in chosen.dates_style}
        return Conventions(
            date_style=styles.get(into.tag, styles.get("", "long")),
            date_order=chosen.dates_order,
            currency=chosen.numbers_currency,
            percent=chosen.typography_percent,
            grouping=chosen.numbers_grouping,
            myriads=chosen.numbers_myriads,
            myriads_from=chosen.numbers_myriads_from,
            designations=chosen.designations,
        )

    @property
    def options(self) -> ParseOptions:
        """What of an article is for translators."""
        said = self.configuration
        return ParseOptions(said.front_matter, said.attributes, said.anchors, emphasis=said.build_emphasis)

    @property
    def house(self) -> house.House:
        """What it chose in matters of typography."""
        chosen = self.configuration
        return house.House(
            chosen.typography_drafts,
            frozenset(chosen.typography_off),
            chosen.typography_percent,
            chosen.typography_latin_space,
            chosen.typography_yo,
            chosen.typography_titles,
            chosen.typography_currency,
        )

    @property
    def glossaries(self) -> tuple[Path, ...]:
        """Where the terms are, if there are any."""
        return tuple(self.root / name for name in GLOSSARIES)

    @property
    def model_folder(self) -> Path:
        """The project's own models."""
        return self.root / MODELS

    @property
    def memory_folder(self) -> Path:
        """Where imported pairs lie, as TMX."""
        return self.root / MEMORY

    def template(self, article: PurePosixPath) -> Path:
        """The POT file of an article, given by its path below `source`."""
        return self.root / self.configuration.catalogues / "templates" / f"{article}.pot"

    def catalogue(self, article: PurePosixPath, into: Locale) -> Path:
        """The PO file of an article in a locale."""
        return self.root / self.configuration.catalogues / into.name / "LC_MESSAGES" / f"{article}.po"

    def built(self, article: PurePosixPath, into: Locale) -> Path:
        """The localised article."""
        return self.root / self.configuration.output / into.name / article

    def relative(self, path: Path) -> Path:
        """A path as messages show it."""
        return path.relative_to(self.root) if path.is_relative_to(self.root) else path

    def articles(self, suffixes: frozenset[str], paths: Sequence[Path] = ()) -> tuple[PurePosixPath, ...]:
        """The articles at or below `paths`, or all of them, sorted.

        `suffixes`: of the files that are articles. UsageError where a path holds none.
        """
        if not self.source.is_dir():
            raise UsageError(f"{self.source}: there is no folder of articles; `l10n init` makes one")
        wanted = [path.resolve() for path in paths]
        found = {article: (self.source / article).resolve() for article in self._all(suffixes)}
        for path, given in zip(wanted, paths, strict=True):
            if not any(place.is_relative_to(path) for place in found.values()):
                raise UsageError(
                    f"{given}: no article of {self.configuration.source}/ (known: {' '.join(sorted(suffixes))})"
                )
        return tuple(
            article
            for article, place in sorted(found.items())
            if not wanted or any(place.is_relative_to(path) for path in wanted)
        )

    def _all(self, suffixes: frozenset[str]) -> Iterable[PurePosixPath]:
        for path in self.source.rglob("*"):
            article = PurePosixPath(path.relative_to(self.source).as_posix())
            hidden = any(part.startswith(".") for part in article.parts)
            excluded = any(fnmatch(str(article), pattern) for pattern in self.configuration.exclude)
            if path.suffix.lower() in suffixes and not hidden and not excluded and path.is_file():
                yield article


def open_project(folder: Path | None) -> Project:
    """The project at `folder`, or at the nearest folder above the current one that has a configuration.

    UsageError where there is none, or its configuration is wrong.
    """
    start = (folder or Path.cwd()).absolute()
    candidates = [start] if folder else [start, *start.parents]
    for root in candidates:
        path = root / CONFIGURATION
        if path.is_file():
            project = Project(root, configuration(_read(path), path))
            _ = project.locales, project.source_locale  # names that are no locales are found here
            return project
    raise UsageError(f"{start}: no {CONFIGURATION} here or above; `l10n init` starts a project")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from error
