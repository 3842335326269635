"""A runner of composite actions: what GitHub does with `action.yml`, with GitHub's own evaluator of expressions.

Steps that run a script are run in bash as the runner runs them; steps that use another action are only told.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from judges import judge, node, program

_EVALUATE = """
    import {Lexer, Parser, Evaluator, data} from '@actions/expressions';
    const states = {always: true, success: !given.failed, failure: given.failed, cancelled: false};
    const functions = Object.entries(states).map(([name, state]) =>
        ({name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(state)}));
    const context = JSON.parse(JSON.stringify(given.contexts), data.reviver);
    const evaluated = text => {
        const parsed = new Parser(new Lexer(text).lex().tokens, Object.keys(given.contexts), functions).parse();
        const calls = new Map(functions.map(each => [each.name, each]));
        return new Evaluator(parsed, context, calls).evaluate();
    };
    const filled = text => String(text)
        .replace(/\\$\\{\\{(.*?)\\}\\}/gs, (_, expression) => evaluated(expression).coerceString());
    const truth = text => !['', 'false', '0'].includes(evaluated(text).coerceString());
    const stated = new RegExp(`\\\\b(${Object.keys(states).join('|')})\\\\(`);
    const condition = given.condition || 'success()';
    const each = (values, of) => Object.fromEntries(Object.entries(values).map(([key, value]) => [key, of(value)]));
    console.log(JSON.stringify({
        runs: truth(stated.test(condition) ? condition : `success() && (${condition})`),
        values: each(given.values, values => each(values, filled)),
    }));
"""


@dataclass
class Run:
    """A run of an action: where it takes place, and how it went."""

    workspace: Path
    temp: Path
    environment: dict[str, str]
    """Of the runner."""
    failed: bool = False
    log: str = ""
    errors: str = ""
    used: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    """The other actions that would be used, with what they are given."""
    outputs: dict[str, str] = field(default_factory=dict)


def run(action: Path, result: Run, **inputs: str) -> Run:
    """Runs the action of a folder, with these inputs (`_` for `-`)."""
    judge("@actions/expressions")
    given = yaml.safe_load((action / "action.yml").read_text("utf-8"))
    assert given["runs"]["using"] == "composite"
    names = {name.replace("-", "_"): name for name in given["inputs"]}
    chosen = {name: str(each.get("default", "")) for name, each in given["inputs"].items()}
    contexts: dict[str, Any] = {
        "inputs": chosen | {names[name]: value for name, value in inputs.items()},
        "github": {"action_path": str(action), "workspace": str(result.workspace)},
        "runner": {"temp": str(result.temp)},
        "steps": {},
    }
    for step in given["runs"]["steps"]:
        found = _evaluated(contexts, {"env": step.get("env", {}), "with": step.get("with", {})}, result, step.get("if"))
        if found["runs"] and "uses" in step:
            result.used.append((step["uses"], found["values"]["with"]))
        elif found["runs"]:
            outputs = _run_step(step, found["values"]["env"], result)
            contexts["steps"][step.get("id", "")] = {"outputs": outputs}
    values = {"outputs": {name: each["value"] for name, each in given["outputs"].items()}}
    result.outputs = _evaluated(contexts, values, result)["values"]["outputs"]
    return result


def _evaluated(
    contexts: Mapping[str, Any], values: Mapping[str, Any], result: Run, condition: str | None = None
) -> dict[str, Any]:
    said = node(_EVALUATE, contexts=contexts, condition=condition or "", failed=result.failed, values=values)
    found: dict[str, Any] = json.loads(said)
    return found


def _run_step(step: Mapping[str, Any], values: Mapping[str, str], result: Run) -> dict[str, str]:
    """Runs a step's script as the runner does; its outputs."""
    assert step["shell"] == "bash"
    assert "${{" not in step["run"], "what people give as inputs must never become part of a script"
    files = {name: result.temp / name for name in ("GITHUB_OUTPUT", "GITHUB_PATH")}
    for file in files.values():
        file.write_text("", "utf-8")
    script = result.temp / "step.sh"
    script.write_text(step["run"], "utf-8")
    done = subprocess.run(
        [program("bash"), "--noprofile", "--norc", "-e", "-o", "pipefail", script],
        cwd=result.workspace,
        env={**result.environment, **{name: str(file) for name, file in files.items()}, **values},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    result.log += done.stdout
    result.errors += done.stderr
    result.failed = result.failed or done.returncode != 0
    for folder in files["GITHUB_PATH"].read_text("utf-8").splitlines():
        result.environment["PATH"] = f"{folder}{os.pathsep}{result.environment['PATH']}"
    lines = files["GITHUB_OUTPUT"].read_text("utf-8").splitlines()
    return {name: value for name, _, value in (line.partition("=") for line in lines)}
