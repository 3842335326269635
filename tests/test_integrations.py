"""The GitHub Action, the GitLab template and the hooks of pre-commit, run for real in projects of other people."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import composite
import pytest
import yaml
from command import environment, l10n, write
from composite import Run
from intruders import intrude
from judges import judge, node, program

from l10n import __version__
from l10n.formats import SUFFIXES

TOP = Path(__file__).parent.parent
PO = "locales/ru/LC_MESSAGES/visit.md.po"
OVERRIDES = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["tool"]["uv"]["override-dependencies"]
TEXT = "# Visit\n\nThe minister left.\n"


@pytest.fixture(scope="session")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The environment of a machine that has Python, git and the package registries, and nothing of ours."""
    home = tmp_path_factory.mktemp("home")
    kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "UV_", "SSL_", "HTTP"))}
    clean = {name: value for name, value in environment(home, {}).items() if name != "PYTHONPATH"}
    folders = [folder for folder in clean["PATH"].split(os.pathsep) if not folder.startswith(sys.prefix)]
    clean["PATH"] = os.pathsep.join(folders)
    caches = {name: value for name, value in os.environ.items() if name in {"HOME", "XDG_CACHE_HOME", "PYENV_ROOT"}}
    asked = subprocess.run(
        [program("uv"), "pip", "install", "--dry-run", "--quiet", "--target", home / "x", "hatchling"],
        env={**clean, **kept, **caches},
        capture_output=True,
        check=False,
    )
    if asked.returncode:
        pytest.skip("no package registry to install from")
    named = {"GIT_CONFIG_GLOBAL": str(write(home / "gitconfig", "[user]\nname = A\nemail = a@example.org\n"))}
    return {**clean, **kept, **caches, **named}


@pytest.fixture
def project(tmp_path: Path, machine: Mapping[str, str]) -> Iterator[Path]:
    """A repository with an article whose first entry is translated, the second not; nothing in it may be run."""
    folder = tmp_path / "a project"
    write(folder / "l10n.toml", 'locales = ["ru"]\n')
    write(folder / "README.md", "# Read\n")
    write(folder / ".gitignore", ".l10n/\n.gitlab-ci-local/\n")
    write(folder / "source/visit.md", TEXT)
    l10n(folder, "extract", home=tmp_path / "home")
    translate(folder, "Visit", "Визит")
    intrude(folder, tmp_path / "run")
    git(folder, machine, "init", "--quiet", "--initial-branch=main")
    commit(folder, machine)
    yield folder
    assert not (tmp_path / "run").exists(), (tmp_path / "run").read_text("utf-8")


def translate(project: Path, source: str, translation: str) -> None:
    text = (project / PO).read_text("utf-8")
    head, found, tail = text.partition(f'msgid "{source}"\nmsgstr "')
    assert found
    write(project / PO, head + found + translation + tail[tail.index('"\n') :])


def git(project: Path, machine: Mapping[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [program("git"), *arguments], cwd=project, env=machine, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit(project: Path, machine: Mapping[str, str]) -> None:
    git(project, machine, "add", "--all")
    git(project, machine, "commit", "--quiet", "--message=x")


def tool(
    package: str, *arguments: str | Path, cwd: Path, machine: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """A program of PyPI in a process and environment of its own."""
    command = [program("uv"), "tool", "run", "--quiet", "--from", package, package.partition("==")[0]]
    return subprocess.run([*command, *arguments], cwd=cwd, env=machine, capture_output=True, text=True, check=False)


# --- the GitHub Action


def test_the_action_is_what_github_takes(machine: Mapping[str, str]) -> None:
    """Judges: the published schema, and GitHub's own parser."""
    schema = "vendor.github-actions"
    done = tool("check-jsonschema==0.39.0", "--builtin-schema", schema, TOP / "action.yml", cwd=TOP, machine=machine)
    assert done.returncode == 0, done.stdout
    judge("@actions/workflow-parser")
    script = """
        import {readFileSync} from 'node:fs';
        import {register} from 'node:module';
        // The parser was made for bundlers, which need no attribute to import JSON.
        const hook = `export const load = (url, context, next) =>
            next(url, url.endsWith('.json') ? {...context, importAttributes: {type: 'json'}} : context);`;
        register('data:text/javascript,' + encodeURIComponent(hook));
        const {parseAction} = await import('@actions/workflow-parser/actions/action-parser');
        const {NoOperationTraceWriter} = await import('@actions/workflow-parser');
        const errors = content =>
            parseAction({name: 'action.yml', content}, new NoOperationTraceWriter()).context.errors.getErrors();
        const good = readFileSync(given.path, 'utf8');
        const all = [good, good.replace('composite', 'bash'), good.replace('shell: bash', 'shel: bash')].map(errors);
        console.log(JSON.stringify(all.map(found => found.map(String))));
    """
    good, *bad = json.loads(node(script, path=str(TOP / "action.yml")))
    assert good == []
    assert all(bad)


def test_the_action_annotates_and_fails_and_offers_sarif(
    project: Path, tmp_path: Path, machine: Mapping[str, str]
) -> None:
    temp = tmp_path / "runner temp"
    temp.mkdir()
    before = git(project, machine, "status", "--porcelain", "--ignored")
    done = composite.run(
        TOP, Run(project, temp, dict(machine)), upload_sarif="true", extras="ru", python_version="3.13"
    )
    assert done.failed
    line = (project / PO).read_text("utf-8").splitlines().index('msgid "The minister left."') - 1
    assert done.log.startswith(f"::error title=l10n missing,file={PO},line={line}::ru: not translated"), done.errors
    assert done.outputs["exit-code"] == "1"
    (run,) = json.loads(Path(done.outputs["sarif"]).read_text("utf-8"))["runs"]
    assert (run["tool"]["driver"]["version"], len(run["results"])) == (__version__, 1)
    assert done.used == [
        ("actions/setup-python@v5", {"python-version": "3.13"}),
        ("github/codeql-action/upload-sarif@v3", {"sarif_file": done.outputs["sarif"], "category": "l10n"}),
    ]
    tools = temp / "l10n/tools/article-l10n"
    assert list(tools.rglob("pymorphy3/__init__.py"))
    assert not list(tools.rglob("torch/__init__.py"))
    assert set(git(project, machine, "status", "--porcelain", "--ignored").split("\n")) - {"!! .l10n/"} == set(
        before.split("\n")
    ) - {"!! .l10n/"}


def test_the_action_passes_on_its_inputs(project: Path, tmp_path: Path, machine: Mapping[str, str]) -> None:
    """In a folder of the repository, with hostile words, a base to compare with, and a published version."""
    (project / "my site").mkdir()
    for name in ("l10n.toml", "source", "locales"):
        (project / name).rename(project / "my site" / name)
    commit(project, machine)
    git(project, machine, "switch", "--quiet", "--create", "branch")
    write(project / "my site/source/new.md", "Fresh\n")
    wheels = tmp_path / "wheels"
    done = subprocess.run(
        [program("uv"), "build", "--quiet", "--wheel", "--out-dir", wheels, TOP],
        env=machine,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    temp = tmp_path / "temp"
    temp.mkdir()
    runner = {**machine, "UV_FIND_LINKS": str(wheels)}
    found = composite.run(
        TOP,
        Run(project, temp, dict(runner)),
        project="my site",
        diff="main",
        locale="ru",
        require="machine",
        version=__version__,
        args="--fail-on\nwarning",
        paths="my site/source\nmy site/locales/ru",
    )
    place = "title=l10n not-extracted,file=my site/source/new.md,line=1"
    message = "ru: there is no locales/ru/LC_MESSAGES/new.md.po%0Arun `l10n extract`"
    assert found.log == f"::error {place}::{message}\n", found.errors
    assert found.used == []
    words = '"; touch pwned; $(touch pwned)'
    hostile = composite.run(TOP, Run(project, temp, dict(runner)), version=__version__, diff=words, project="my site")
    assert (hostile.outputs["exit-code"], list(project.rglob("pwned"))) == ("2", [])
    assert "git knows no such branch" in hostile.errors


# --- the GitLab template


def test_the_gitlab_template_is_what_gitlab_takes(tmp_path: Path, machine: Mapping[str, str]) -> None:
    """Judge: GitLab's schema; what stands before `---` are the inputs of a component, which it does not know."""
    text = (TOP / "templates/l10n.yml").read_text("utf-8")
    inputs, jobs = yaml.safe_load_all(text)
    assert set(inputs) == {"spec"}
    path = write(tmp_path / ".gitlab-ci.yml", text.partition("\n---\n")[2])
    done = tool("check-jsonschema==0.39.0", "--builtin-schema", "vendor.gitlab-ci", path, cwd=tmp_path, machine=machine)
    assert done.returncode == 0, done.stdout
    used = {word.partition(" ]]")[0] for word in text.split("$[[ inputs.")[1:]}
    assert used == set(inputs["spec"]["inputs"])
    assert set(jobs) == {"l10n-check"}


@pytest.mark.parametrize("name", ["action.yml", "templates/l10n.yml"])
def test_nothing_that_a_branch_brings_is_taken_for_remembered(name: str) -> None:
    """A `.l10n/checks.sqlite` that says that nothing is wrong: caches are deleted before anything is checked."""
    text = (TOP / name).read_text("utf-8")
    assert 0 < text.index(" clean --caches ") < text.index(" extract --check ")


def test_the_gitlab_template_leaves_out_what_the_project_does() -> None:
    (line,) = [line for line in (TOP / "templates/l10n.yml").read_text("utf-8").splitlines() if "printf" in line]
    words = line.partition('\\n" ')[2].partition(" >")[0].split()
    assert [f"{word}; sys_platform == 'never'" for word in words] == OVERRIDES


def test_the_gitlab_template_runs_and_leaves_its_reports(project: Path, machine: Mapping[str, str]) -> None:
    """Run by gitlab-ci-local, which expands the inputs, checks the result by GitLab's schema and runs the job."""
    runner = judge("gitlab-ci-local", "package.json").parent.parent / ".bin/gitlab-ci-local"
    program("rsync")
    write(project / "templates/l10n.yml", (TOP / "templates/l10n.yml").read_text("utf-8"))
    inputs = {"package": str(TOP), "require": "reviewed", "args": "--locale ru"}
    write(project / ".gitlab-ci.yml", yaml.safe_dump({"include": [{"local": "templates/l10n.yml", "inputs": inputs}]}))
    commit(project, machine)
    git(project, machine, "remote", "add", "origin", "https://gitlab.example.org/group/project.git")
    git(project, machine, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(project, machine, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    done = subprocess.run(
        [program("node"), runner, "--force-shell-executor", "--shell-isolation", "--no-color"],
        cwd=project,
        env=machine,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "not translated: “The minister left.”" in done.stdout
    built = project / ".gitlab-ci-local/builds/l10n-check"
    (issue,) = json.loads((built / "gl-code-quality-report.json").read_text("utf-8"))
    assert (issue["check_name"], issue["location"]["path"]) == ("missing", PO)
    root = ET.fromstring((built / "l10n-junit.xml").read_text("utf-8"))  # noqa: S314 - our own output
    assert root.get("failures") == "1"


# --- the hooks of pre-commit


@pytest.fixture(scope="session")
def hooks(tmp_path_factory: pytest.TempPathFactory, machine: Mapping[str, str]) -> Path:
    """This repository as it is now, as one with a single commit."""
    folder = tmp_path_factory.mktemp("hooks") / "l10n"
    folder.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(TOP / name, folder / name)
    for name in ("l10n", "templates"):
        shutil.copytree(TOP / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    git(folder, machine, "init", "--quiet", "--initial-branch=main")
    commit(folder, machine)
    return folder


@pytest.fixture(scope="session")
def pre_commit(tmp_path_factory: pytest.TempPathFactory, machine: Mapping[str, str]) -> Mapping[str, str]:
    """The environment with a place for pre-commit, which keeps what it installed for all tests."""
    return {**machine, "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit"))}


def hooked(project: Path, hooks: Path, machine: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the hooks on what is staged, or as told."""
    listed = [{"id": "l10n-extract-check"}, {"id": "l10n-check"}]
    repository = {"repo": str(hooks), "rev": git(hooks, machine, "rev-parse", "HEAD"), "hooks": listed}
    write(project / ".pre-commit-config.yaml", yaml.safe_dump({"repos": [repository]}))
    git(project, machine, "add", "--all")
    return tool("pre-commit==4.7.0", "run", "--verbose", *arguments, cwd=project, machine=machine)


def test_the_manifest_of_the_hooks_is_valid_and_knows_all_formats(machine: Mapping[str, str]) -> None:
    manifest = TOP / ".pre-commit-hooks.yaml"
    done = tool("pre-commit==4.7.0", "validate-manifest", manifest, cwd=TOP, machine=machine)
    assert done.returncode == 0, done.stdout + done.stderr
    for hook in yaml.safe_load(manifest.read_text("utf-8")):
        names = "|".join(sorted(suffix.removeprefix(".") for suffix in (*SUFFIXES, ".po", ".pot")))
        assert hook["files"] == rf"\.({names})$"


def test_the_hooks_stop_a_commit_that_breaks_a_catalogue(
    project: Path, hooks: Path, pre_commit: Mapping[str, str]
) -> None:
    translate(project, "Visit", "Визит <b>")
    broken = hooked(project, hooks, pre_commit)
    assert broken.returncode == 1
    assert f"{PO}:" in broken.stdout
    assert "error[active] ru" in broken.stdout
    translate(project, "Visit", "Визит")
    translate(project, "The minister left.", "Министр уехал.")
    mended = hooked(project, hooks, pre_commit, "--all-files")
    assert mended.returncode == 0, mended.stdout


def test_the_hooks_stop_a_commit_of_an_article_without_its_catalogues(
    project: Path, hooks: Path, pre_commit: Mapping[str, str]
) -> None:
    write(project / "source/new.md", "Fresh\n")
    done = hooked(project, hooks, pre_commit)
    assert done.returncode == 1
    assert "there is no locales/ru/LC_MESSAGES/new.md.po" in done.stdout
    assert "there is no locales/templates/new.md.pot" in done.stdout


# --- the README


def test_the_examples_of_the_readme_are_valid(tmp_path: Path, machine: Mapping[str, str]) -> None:
    section = (TOP / "README.md").read_text("utf-8").partition("\n## In CI\n")[2].partition("\n## ")[0]
    workflow, jobs, hooks = (part.partition("\n```")[0] for part in section.split("```yaml\n")[1:])
    for schema, text in (("vendor.github-workflows", workflow), ("vendor.gitlab-ci", jobs)):
        path = write(tmp_path / f"{schema}.yml", text)
        done = tool("check-jsonschema==0.39.0", "--builtin-schema", schema, path, cwd=tmp_path, machine=machine)
        assert done.returncode == 0, done.stdout
    (_, step) = yaml.safe_load(workflow)["jobs"]["l10n"]["steps"]
    assert set(step["with"]) <= set(yaml.safe_load((TOP / "action.yml").read_text("utf-8"))["inputs"])
    (component,) = yaml.safe_load(jobs)["include"]
    spec, _ = yaml.safe_load_all((TOP / "templates/l10n.yml").read_text("utf-8"))
    assert set(component["inputs"]) <= set(spec["spec"]["inputs"])
    path = write(tmp_path / ".pre-commit-config.yaml", hooks)
    done = tool("pre-commit==4.7.0", "validate-config", path, cwd=tmp_path, machine=machine)
    assert done.returncode == 0, done.stdout + done.stderr
    known = {hook["id"] for hook in yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    assert {hook["id"] for hook in yaml.safe_load(hooks)["repos"][0]["hooks"]} == known
