"""What the README says of this repository is so."""

import ast
import re
from pathlib import Path

TOP = Path(__file__).parent.parent
README = (TOP / "README.md").read_text("utf-8")


def section(title: str) -> str:
    """The text below a heading of the second level."""
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_continuous_integration_runs_the_commands_of_a_newcomer_word_for_word() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", section("Try it"), re.DOTALL)
    commands = [line for block in blocks for line in block.splitlines()]
    assert commands == ["pip install uv && uv run l10n run", "uv run pytest"]
    lines = (TOP / ".ci/run").read_text("utf-8").splitlines()
    assert [lines.index(command) for command in commands] == sorted(lines.index(command) for command in commands)


def test_each_promise_of_safety_names_a_test_that_is_there() -> None:
    named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", section("Safety"))
    assert len(named) > 20
    for file, name in named:
        tree = ast.parse((TOP / "tests" / file).read_text("utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, f"{file}::{name}"
