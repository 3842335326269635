"""`l10n.toml`: every key, its default, and what it must be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from l10n import house
from l10n.document import EMPHASES, FRONT_MATTER_KEYS, TRANSLATED_ATTRIBUTES
from l10n.errors import UsageError
from l10n.locales import CURRENCIES, DATE_ORDERS, is_same_language, locale
from l10n.parsing import DAMAGE, TOMLError, reason, toml_fault, toml_of
from l10n.project.values import (
    Check,
    Ignored,
    PathRules,
    date_styles,
    file,
    folder,
    globs,
    ignored,
    known_locale,
    locales,
    nearest,
    numbers,
    one_of,
    path_rules,
    patterns,
    prefixes,
    rules,
    some_of,
    switch,
    text,
    texts,
    whole,
)

QUALITIES = ("fast", "balanced", "best")
"""What `--quality` takes: how much time drafts may take."""
REQUIREMENTS = ("reviewed", "machine", "none")
"""What `--require` takes: the lowest state whose text is used."""


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
    """What is published where a sentence changed under its translation: the old `translation`, the `source`, the old
    text where only the `wording` changed, or what follows from the required state (`require`)."""
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
    check_ignore: tuple[Ignored, ...] = ()
    """Entries that are excepted from a rule."""
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


KEYS: Mapping[str, Check] = {
    "name": text,
    "source_language": text,
    "locales": locales,
    "source": folder,
    "catalogues": folder,
    "output": folder,
    "exclude": globs,
    "segmentation": one_of("sentence", "paragraph"),
    "engine": text,
    "quality": one_of(*QUALITIES),
    "traditional_chinese": one_of("auto", "model", "opencc"),
    "front_matter": texts,
    "attributes": texts,
    "anchors": one_of("attribute", "html", "off"),
    "references": one_of("file", "line"),
    "cosmetic": one_of("keep", "outdate"),
    "designations": switch,
    "dates.style": date_styles,
    "dates.order": one_of(*DATE_ORDERS),
    "numbers.currency": one_of(*CURRENCIES),
    "numbers.grouping": whole(0, 10),
    "numbers.myriads": switch,
    "numbers.myriads_from": whole(10_000, 10**15),
    "memory.trust": one_of("draft", "reviewed"),
    "memory.least": whole(50, 100),
    "build.require": one_of(*REQUIREMENTS),
    "build.fallback": one_of("source", "skip"),
    "build.outdated": one_of("require", "wording", "translation", "source"),
    "build.emphasis": one_of(*EMPHASES),
    "build.assets": one_of("copy", "link", "none"),
    "links.rewrite": prefixes,
    "links.localised": patterns,
    "links.fallback": one_of("source", "keep"),
    "check.require": one_of(*REQUIREMENTS),
    "check.fail_on": one_of("error", "warning", "info"),
    "check.baseline": file,
    "check.rules": rules,
    "check.paths": path_rules,
    "check.ignore": ignored,
    "check.limits": numbers,
    "typography.drafts": switch,
    "typography.off": some_of(*house.RULES),
    "typography.percent": one_of(*house.PERCENT),
    "typography.latin_space": one_of(*house.LATIN_SPACE),
    "typography.yo": one_of(*house.YO),
    "typography.titles": one_of(*house.TITLES),
    "typography.currency": one_of(*house.CURRENCY),
}
"""Every key of `l10n.toml`, a table's keys with its name before a dot, and what it must be."""
_TABLES = frozenset(key.partition(".")[0] for key in KEYS if "." in key)
assert {key.replace(".", "_") for key in KEYS} == {field.name for field in fields(Configuration)}


def configuration(text: str, path: Path) -> Configuration:
    """What `l10n.toml` says. UsageError names the file, and the key with the nearest known one."""
    try:
        values = dict(_flat(toml_of(text)))
        checked = {key.replace(".", "_"): _check_of(key)(key, value) for key, value in values.items()}
        found = Configuration(**checked)  # type: ignore[arg-type]  # KEYS checks each value's type
        _apart(found)
    except TOMLError as error:
        what, line = toml_fault(error, text)
        raise UsageError(f"{path}:{line}: not TOML: {what}; {_GRAMMAR}") from error
    except (UsageError, *DAMAGE) as error:
        raise UsageError(f"{path}: {reason(error)}") from error
    return found


_GRAMMAR = "put text in quotation marks and lists in brackets, and set each key once"


def _apart(found: Configuration) -> None:
    """UsageError where a file would be written over another one, or an article translated into its own language."""
    source, output = _folded(found.source), _folded(found.output)
    if source == output:
        raise UsageError(f"output must be another folder than source, not {found.output!r}")
    language = known_locale("source_language", found.source_language)
    for target in map(locale, found.locales):
        if is_same_language(target, language):
            reason = f"{target.name} is the language of the articles (source_language = {found.source_language!r})"
            raise UsageError(f"locales: {reason}; take it out")
        if source.is_relative_to(output / _folded(target.name)):
            reason = f"localised articles would lie in {found.output}/{target.name}/, where the articles are"
            raise UsageError(f"output: {reason}; choose another folder")


def _folded(folder: str) -> PurePosixPath:
    """A path as file systems compare it that know neither capitals nor how a letter is composed."""
    return PurePosixPath(normalize("NFC", folder).casefold())


def _check_of(key: str) -> Check:
    if key not in KEYS:
        raise UsageError(f"unknown key {key!r}{nearest(key, [*KEYS, *sorted(_TABLES)])}")
    return KEYS[key]


def _flat(table: Mapping[str, object]) -> Iterable[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(value, dict) and (value or key in _TABLES):
            yield from ((f"{key}.{inner}", found) for inner, found in value.items())
        else:
            yield key, value
