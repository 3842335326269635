"""The layers of the design: a module imports only from layers to its left, and each library has one owner."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import l10n, write

PACKAGE = Path(__file__).parent.parent / "l10n"

LAYERS: tuple[tuple[str, ...], ...] = (
    ("columns", "errors", "house", "patch", "problem", "scripts"),
    ("store",),
    ("lines", "locales", "parsing"),
    ("inline",),
    ("document",),
    ("segmentation", "project", "similarity", "overlap", "database", "git", "terms", "figures"),
    ("segments", "protect", "distrust", "change", "drafts"),
    ("formats",),
    ("catalogue",),
    ("exemptions", "publishing"),
    ("align", "evaluation", "history", "merge", "memory", "recut", "review", "status"),
    ("threeway",),
    ("driver",),
    ("models",),
    ("engines",),
    ("cache", "build", "layout", "links", "stamps", "typography"),
    ("adoption", "translate"),
    ("checks",),
    ("report",),
    ("pipeline",),
    ("cli",),
    ("__main__",),
)
"""From left to right; modules of one layer do not import each other, packages import within themselves."""

OWNERS: dict[str, set[str]] = {
    "polib": {"catalogue.form"},
    "babel": {"locales"},
    "argostranslate": {"models.tokenizer"},
    "ctranslate2": {"engines.argos.decode"},
    "sentencepiece": {"engines.argos.pieces", "engines.firefox.translator"},
    "fxtranslate": {"engines.firefox.translator"},
    "click": {"cli"},
    "pyromark": {"formats.markdown"},
    "tomllib": {"parsing"},
    "yaml": {"formats.markdown.front_matter"},
    "sentencex": {"segmentation"},
    "rapidfuzz": {"similarity"},
    "sqlite3": {"database"},
    "opencc": {"engines.opencc"},
    "urllib3": {"models.download"},
    "pymorphy3": {"terms.russian"},
    "sacrebleu": {"overlap"},
    "zhon": {"typography.chinese.script"},
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative imports hide layers"
            yield node.module
            if node.module == "l10n":
                yield from (f"l10n.{alias.name}" for alias in node.names if alias.name != "__version__")


def layer_of(module: str) -> int:
    return next(number for number, names in enumerate(LAYERS) if module.split(".", 1)[0] in names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: name_of(path) or "l10n")
def test_imports_come_from_the_left(path: Path) -> None:
    """A module imports from layers to its left, or from its own package."""
    module = name_of(path)
    if not module:
        return
    for imported in imports(path):
        if imported.startswith("l10n."):
            other = imported.removeprefix("l10n.")
            same_package = other.split(".")[0] == module.split(".")[0]
            assert same_package or layer_of(other) < layer_of(module), f"{module} imports {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: name_of(path) or "l10n")
def test_each_library_has_one_owner(path: Path) -> None:
    """A library is imported by its owner alone, so that its objects cross no border."""
    module = name_of(path)
    for imported in imports(path):
        owners = OWNERS.get(imported.split(".", 1)[0])
        owned = owners is None or any(module == owner or module.startswith(f"{owner}.") for owner in owners)
        assert owned, f"{module} imports {imported}"


def test_the_engine_never_imports_the_translating_half_of_argos() -> None:
    """`argostranslate.translate` loads PyTorch and fetches models at run time."""
    offenders = [name_of(path) for path in MODULES for name in imports(path) if name == "argostranslate.translate"]
    assert offenders == []


def test_a_command_imports_only_the_stages_that_it_uses(tmp_path: Path) -> None:
    """What `l10n status` counts needs no engine, no check and no date: it answers in a quarter of a second.

    An article that is new or edited is parsed, of course.
    """
    write(tmp_path / "l10n.toml", 'locales = ["ru"]\n')
    write(tmp_path / "source/a.md", "Rain\n")
    l10n(tmp_path, "extract")
    done = l10n(tmp_path, "status", PYTHONPROFILEIMPORTTIME="1")
    assert done.returncode == 0, done.stderr
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "l10n.pipeline.status" in imported
    heavy = {"babel", "urllib.request", *(f"l10n.{name}" for name in ("checks", "engines", "translate", "typography"))}
    assert not heavy & imported
