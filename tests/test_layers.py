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
    ("rewrites",),
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


WRITERS: dict[str, str] = {
    "store": "owns it",
    "cli.init": "makes the folder that a project is to lie in",
    "cli.terminal": "opens the device that drops output",
    "database": "SQLite writes by itself; a damaged file is set aside",
    "engines.argos.decode": "a temporary folder of the system",
    "git": "a temporary file of the system, without a name",
    "models.archive": "unpacks into a workshop of the store",
    "models.installation": "moves packages between a workshop and the folder of packages",
    "models.partial": "downloads, opened by the store",
    "models.supply": "makes the folder of other programs' models",
    "pipeline.clean": "deletes what lies in the folder of caches, where that is no link",
    "pipeline.manifest": "takes away empty folders",
}
"""The modules that write, move or delete files themselves, and why; all others ask `l10n.store`."""
READERS: dict[str, str] = {
    "cli.memory": "a file that was named on the command line, which may be a pipe",
    "driver": "temporary files of git",
    "engines": "models",
    "models": "models, their archives and indexes",
    "pipeline.manifest": "digests of files however large, after a look at what they are",
}
"""The same for modules that read."""
_WRITING = {"write_text", "write_bytes", "unlink", "rename", "rmdir", "mkdir", "touch", "symlink_to", "hardlink_to"}
_WRITING_OF_OS = {"rename", "remove", "unlink", "mkdir", "makedirs", "link", "symlink", "rmdir", "open", "truncate"}
_HARMLESS_OF_SHUTIL = {"get_terminal_size", "which"}


def opens_files(node: ast.Call) -> str:
    """Whether a call writes files, or reads one: `write`, `read`, or nothing."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    owner = node.func.value.id if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name) else ""
    if owner in {"shutil", "tempfile"} or name in {"TemporaryFile", "TemporaryDirectory", "mkdtemp"}:
        return "" if name in _HARMLESS_OF_SHUTIL else "write"
    if owner == "os":
        return "write" if name in _WRITING_OF_OS or name == "replace" else ""
    moves = name == "replace" and isinstance(node.func, ast.Attribute) and len(node.args) == 1 and not node.keywords
    if name in _WRITING or moves:
        return "write"
    if name == "open":
        values = [*node.args, *(each.value for each in node.keywords if each.arg == "mode")]
        mode = [each.value for each in values if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        writes = any(set(each) & set("wax+") and set(each) <= set("rwaxbt+") for each in mode)
        return "write" if writes else "read" if mode else ""
    return "read" if name in {"read_bytes", "read_text"} else ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: name_of(path) or "l10n")
def test_files_of_a_project_are_opened_by_the_store_alone(path: Path) -> None:
    """It looks where they lie, compares before it replaces, and replaces at one stroke."""
    module = name_of(path)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        kind = opens_files(node) if isinstance(node, ast.Call) else ""
        owners = {"write": WRITERS, "read": {**WRITERS, **READERS}}.get(kind, {})
        owned = any(module == owner or module.startswith(f"{owner}.") for owner in owners)
        assert not kind or owned, f"{module}:{getattr(node, 'lineno', 0)} opens a file"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("path.write_text('x')", "write"),
        ("open(name, 'w')", "write"),
        ("path.open('ab')", "write"),
        ("open(name, mode='rb')", "read"),
        ("path.open('rb')", "read"),
        ("os.replace(a, b)", "write"),
        ("new.replace(old)", "write"),
        ("text.replace('a', 'b')", ""),
        ("replace(entry, raw='')", ""),
        ("shutil.copyfile(a, b)", "write"),
        ("path.read_bytes()", "read"),
        ("index.open()", ""),
    ],
)
def test_calls_that_open_files_are_told(code: str, kind: str) -> None:
    (call,) = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call))
    assert opens_files(call) == kind


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
