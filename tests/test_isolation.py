"""No program that we start runs code of the checked-out tree, whatever a branch brings there."""

from __future__ import annotations

import ast
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from command import environment, in_a_process, l10n, write
from intruders import intrude
from repository import commit, git, needs_git

from l10n.driver import install
from l10n.git import branch_point, changes, contents, versions

TOP = Path(__file__).parent.parent
PACKAGE = TOP / "l10n"
PO = "locales/ru/LC_MESSAGES/visit.md.po"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with two branches that touch a catalogue, one of which brings modules of many names."""
    folder = tmp_path / "a project"
    write(folder / "l10n.toml", 'locales = ["ru"]\n')
    write(folder / ".gitignore", "/.l10n/\n/.home/\n")
    write(folder / "source/visit.md", "# Visit\n\nThe minister left.\n")
    assert l10n(folder, "extract").returncode == 0
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    git(folder, "switch", "-q", "-c", "boris")
    translate(folder, "Visit", "Визит")
    intrude(folder, tmp_path / "run")
    commit(folder)
    git(folder, "switch", "-q", "main")
    translate(folder, "The minister left.", "Министр уехал.")
    intrude(folder, tmp_path / "run")
    commit(folder)
    return folder


def isolated(folder: Path, *arguments: str, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    """Runs `l10n` as its installed script does: nothing of the current folder is on the path."""
    command: list[str] = [python, "-I", "-m", "l10n", *arguments]
    home = environment(folder.parent / "home", {})
    return subprocess.run(command, cwd=folder, env=home, capture_output=True, text=True, check=False)


def translate(folder: Path, source: str, translation: str) -> None:
    text = (folder / PO).read_text(encoding="utf-8")
    write(folder / PO, text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{translation}"'))


# --- git's merge driver


@needs_git
def test_a_merge_imports_nothing_from_the_working_tree(project: Path, tmp_path: Path) -> None:
    assert isolated(project, "merge-po", "--install").returncode == 0
    git(project, "merge", "--no-edit", "boris")
    merged = (project / PO).read_text(encoding="utf-8")
    assert 'msgstr "Визит"' in merged
    assert 'msgstr "Министр уехал."' in merged
    assert not (tmp_path / "run").exists()


@needs_git
@pytest.mark.parametrize("old", ["{python} -m l10n merge-po %O %A %B --name %P", "somebody else's", ""])
def test_installing_again_repairs_an_old_setting(project: Path, old: str) -> None:
    git(project, "config", "merge.l10n.driver", old.format(python=sys.executable))
    assert isolated(project, "merge-po", "--install").returncode == 0
    words = shlex.split(git(project, "config", "merge.l10n.driver"))
    assert words == [sys.executable, "-I", "-m", "l10n", "merge-po", "%O", "%A", "%B", "--name", "%P"]


@needs_git
def test_a_driver_of_an_old_setting_says_so_and_merges(tmp_path: Path) -> None:
    for name in ("base", "ours", "theirs"):
        write(tmp_path / name, 'msgid ""\nmsgstr "Language: ru\\n"\n')
    words = ("merge-po", "base", "ours", "theirs", "--name", "ru.po")
    done = in_a_process(tmp_path, *words, surroundings=environment(tmp_path / "home", {}))
    assert (done.returncode, done.stderr.count("run `l10n merge-po --install` again")) == (0, 1)
    safe = isolated(tmp_path, *words)
    assert (safe.returncode, safe.stderr) == (0, "")


@needs_git
def test_the_program_of_the_driver_may_lie_in_any_folder(project: Path, tmp_path: Path) -> None:
    """A shell reads the setting, after git has put names in place of `%A` and its like."""
    name = 'Anna\'s "own" folder, 100%Off %A %% $HOME; `b` \\'
    program = write(
        tmp_path / name / "driver", f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -I -m l10n merge-po "$@"\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    install(project, shlex.quote(str(program)))
    git(project, "merge", "--no-edit", "boris")
    assert 'msgstr "Визит"' in (project / PO).read_text(encoding="utf-8")


@needs_git
def test_an_interpreter_inside_the_working_tree_is_named(project: Path) -> None:
    """A branch may bring another one."""
    python = project / ".venv/bin/python"
    python.unlink()
    write(project / ".venv/pyvenv.cfg", Path(sys.prefix, "pyvenv.cfg").read_text("utf-8"))
    python.symlink_to(Path(sys.executable).resolve())
    packages = Path(sys.prefix, "lib", f"python3.{sys.version_info.minor}", "site-packages")
    (project / ".venv/lib" / packages.parent.name).mkdir(parents=True)
    (project / ".venv/lib" / packages.parent.name / "site-packages").symlink_to(packages)
    done = isolated(project, "merge-po", "--install", python=str(python))
    assert f"{python} lies in the working tree" in done.stderr


# --- git as we start it


@needs_git
def test_git_starts_no_program_that_a_repository_names(tmp_path: Path) -> None:
    """No monitor, no hook, no converter and no other diff, whatever its settings and attributes say."""
    folder = tmp_path / "project"
    write(folder / "source/a.md", "Rain\n")
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    run = tmp_path / "run"
    program = write(tmp_path / "program", f'#!/bin/sh\necho "$0" >>{shlex.quote(str(run))}\ncat "$1"\n')
    program.chmod(0o755)
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for hook in ("post-index-change", "fsmonitor-watchman", "post-checkout", "reference-transaction"):
        shutil.copy(program, hooks / hook)
    for name in ("core.fsmonitor", "diff.external", "diff.md.textconv", "diff.md.command", "core.pager"):
        git(folder, "config", name, str(program))
    git(folder, "config", "core.hooksPath", str(hooks))
    write(folder / ".git/info/attributes", "*.md diff=md\n")
    write(folder / "source/a.md", "Snow\n")
    write(folder / "source/b.md", "Hail\n")
    run.unlink(missing_ok=True)
    assert {str(change.path) for change in changes(folder, branch_point(folder, "main"))} == {
        "source/a.md",
        "source/b.md",
    }
    assert list(contents(folder, versions(folder, ["source"], ".md"))) == [b"Rain\n"]
    assert not run.exists()


@needs_git
def test_a_folder_that_looks_like_a_repository_is_none(tmp_path: Path) -> None:
    """A branch can bring files named HEAD and config, but no `.git`: its settings must not count."""
    git(tmp_path, "init", "-q", "-b", "main")
    folder = tmp_path / "project"
    git(tmp_path, "init", "-q", "--bare", str(folder))
    write(
        folder / "config",
        '[core]\nbare = false\nworktree = .\nfsmonitor = touch run\n[filter "x"]\nclean = touch run\n',
    )
    done = l10n(folder, "check", "--diff", "main")
    assert done.returncode == 2
    assert not list(tmp_path.rglob("run"))


@needs_git
def test_a_git_of_the_current_folder_is_not_started(tmp_path: Path) -> None:
    program = write(tmp_path / "git", "#!/bin/sh\ntouch run\n")
    program.chmod(0o755)
    done = l10n(
        tmp_path, "merge-po", "--install", PATH=f".:{os.environ['PATH']}", GIT_CEILING_DIRECTORIES=str(tmp_path.parent)
    )
    assert "not a git repository" in done.stderr
    assert not (tmp_path / "run").exists()


# --- worker processes


CHECKS = """
import sys
from l10n import cli
from l10n.pipeline import judging
judging._SHARE, judging.cores = 1, lambda: 2
if __name__ == "__main__":
    sys.argv = ["l10n", "check", "--require", "none"]
    cli.main()
"""


def test_the_workers_of_a_check_import_nothing_from_the_current_folder(tmp_path: Path) -> None:
    """They are started by `python -c`, which puts it first on the path, before Python's own modules."""
    folder = tmp_path / "project"
    write(folder / "l10n.toml", 'locales = ["ru"]\n')
    for name in "abcd":
        write(folder / f"source/{name}.md", f"Rain {name}\n")
    l10n(folder, "extract")
    intrude(folder, tmp_path / "run")
    script = write(tmp_path / "elsewhere/script.py", CHECKS)
    done = subprocess.run(
        [sys.executable, script], cwd=folder, env=environment(tmp_path, {}), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "run").exists()


# --- every interpreter that we start, by the words of our files


def python_files() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


STARTS = re.compile(
    r"\b(subprocess|multiprocessing|ProcessPoolExecutor|os\.(system|popen|exec\w*|spawn\w*|posix_spawn\w*)|pty|runpy)\b"
)
KNOWN = {
    "cli/merge_po.py": "whether an interpreter finds l10n: isolated",
    "engines/firefox/pool.py": "workers: `-P`",
    "git.py": "git, as this file tests",
    "pipeline/judging.py": "workers: PYTHONSAFEPATH",
}
"""The modules that start processes, and how they keep the current folder out."""


def test_only_known_modules_start_processes() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path, tree in python_files()
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom | ast.Attribute | ast.Name) and STARTS.search(ast.unparse(node))
    }
    assert found == set(KNOWN)


def test_python_is_never_started_with_the_current_folder_on_its_path() -> None:
    """Each list that starts with an interpreter goes on with `-I` or `-P`."""
    for path, tree in python_files():
        for node in ast.walk(tree):
            if isinstance(node, ast.List | ast.Tuple) and node.elts and "sys.executable" in ast.unparse(node.elts[0]):
                assert ast.unparse(node.elts[1]) in {"'-I'", "'-P'"}, f"{path}:{node.lineno}"


def scripts() -> Iterator[tuple[str, str]]:
    """The shell scripts of the action, the template and the hooks."""
    for step in yaml.safe_load((TOP / "action.yml").read_text("utf-8"))["runs"]["steps"]:
        if "run" in step:
            yield f"action.yml: {step['name']}", step["run"]
    *_, jobs = yaml.safe_load_all((TOP / "templates/l10n.yml").read_text("utf-8"))
    for name, job in jobs.items():
        yield f"templates/l10n.yml: {name}", "\n".join(job["script"])
    for path in sorted((TOP / "templates").glob("*.sh")):
        yield path.name, path.read_text("utf-8")


PYTHON = re.compile(r'^\s*(?:[A-Z_]+="?[^"\s]*"?\s+)*"?(?:\S*/|\$\{?)?python3?\}?"?\s(?P<rest>.*)')
"""A command that starts an interpreter, by name, path or variable."""


def test_each_interpreter_of_a_script_is_isolated() -> None:
    for name, script in scripts():
        for line in script.splitlines():
            found = PYTHON.search(line)
            assert not found or found["rest"].lstrip().startswith(("-I ", "-I\t")), f"{name}: {line}"


@pytest.mark.parametrize(("name", "script"), [pytest.param(*each, id=each[0]) for each in scripts()])
def test_no_script_makes_or_runs_anything_below_the_current_folder(name: str, script: str) -> None:
    """Programs are named by PATH or by a folder of our own; a virtual environment there may be a branch's."""
    relative = re.compile(r"(?:^|[\s\"'=])(?:\./|\$PWD|\.l10n|\.venv|[\w.-]+/bin/)")
    assert not relative.search(script), name
