"""The example of an engine in the README is a package that works."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from command import environment, l10n, write

from l10n import catalogue as po
from l10n.engines import GROUP, Draft, Setup, engine_names, open_engine

ROOT = Path(__file__).parent.parent
EXAMPLE = Path(__file__).parent / "data" / "engine_example"


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder of packages with the example in it, as an installer leaves it: the module, and what the project says."""
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    folder = tmp_path / "packages"
    write(folder / "shouting.py", (EXAMPLE / "shouting.py").read_text(encoding="utf-8"))
    information = folder / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    write(information / "METADATA", f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n")
    points = "".join(f"{name} = {value}\n" for name, value in project["entry-points"][GROUP].items())
    write(information / "entry_points.txt", f"[{GROUP}]\n{points}")
    return folder


@pytest.mark.parametrize("name", ["pyproject.toml", "shouting.py"])
def test_the_readme_shows_the_example_as_it_is(name: str) -> None:
    language = {".toml": "toml", ".py": "python"}[Path(name).suffix]
    content = (EXAMPLE / name).read_text(encoding="utf-8")

    assert f"```{language}\n{content}```\n" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_example_is_found_and_translates(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(installed)

    engine = open_engine("shouting", "en", "ru", Setup())

    assert "shouting" in engine_names()
    assert list(engine.translate(["Yes.", "⟦0⟧No⟦/0⟧."])) == [(0, Draft("YES.", None)), (1, Draft("⟦0⟧NO⟦/0⟧.", None))]
    assert engine.origin.engine == "shouting"


def test_the_command_drafts_with_the_example(installed: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    l10n(project, "init", "-l", "ru")
    write(project / "source" / "welcome.md", "The **news** of today.\n")
    l10n(project, "extract")

    done = l10n(project, "translate", "--engine", "shouting", PYTHONPATH=f"{ROOT}:{installed}")

    assert done.returncode == 0, done.stderr
    path = project / "locales" / "ru" / "LC_MESSAGES" / "welcome.md.po"
    assert [entry.translation for entry in po.parse(path.read_bytes(), path).live] == ["THE **NEWS** OF TODAY."]


def test_the_example_is_an_engine_to_the_type_checker(tmp_path: Path) -> None:
    """As its author would ask, in a module beside it."""
    claim = write(
        tmp_path / "claim.py",
        "from l10n.engines import Engine, Factory, Setup\n"
        "from shouting import open_engine\n\n"
        "factory: Factory = open_engine\n"
        'engine: Engine = open_engine("en", "ru", Setup())\n',
    )
    told = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", f"--cache-dir={tmp_path}", str(claim), str(EXAMPLE / "shouting.py")],
        cwd=tmp_path,
        env=environment(tmp_path, {"MYPYPATH": f"{ROOT}:{EXAMPLE}"}),
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 0, told.stdout + told.stderr
