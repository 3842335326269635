"""Mutation test of the modules that keep people's words: `uv run python tests/bench/mutants.py [MODULE…] --sample 20`.

Each mutant is a module with one small change: a condition turned round or decided, `and` for `or`, a comparison or a
number shifted, a call or a condition of a loop left out. The module's own tests run on it, in a fork that imports the
changed source instead of the file; where none fails, the mutant survives and is listed. What survived, and why that is
right, stands in `tests/mutants.md`.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.abc
import importlib.machinery
import importlib.util
import os
import random
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Final

ROOT: Final = Path(__file__).parent.parent.parent
SECONDS: Final = 180
"""After which a mutant counts as noticed: it runs for ever."""
MODULES: Final = {
    "l10n.catalogue.edit": ("catalogue", "catalogue_tools", "merge"),
    "l10n.catalogue.entry": ("catalogue", "catalogue_tools", "merge"),
    "l10n.catalogue.file": ("catalogue", "odd_catalogues"),
    "l10n.catalogue.form": ("catalogue", "odd_catalogues"),
    "l10n.catalogue.read": ("catalogue", "odd_catalogues"),
    "l10n.catalogue.scan": ("catalogue", "odd_catalogues"),
    "l10n.merge": ("merge", "edits", "thirty_edits"),
    "l10n.threeway": ("threeway", "merge_driver"),
    "l10n.recut": ("recut",),
    "l10n.pipeline.moves": ("moves", "orphans"),
    "l10n.build": ("markdown", "html", "text", "laws"),
    "l10n.segments": ("markdown", "html", "text", "recut"),
    "l10n.formats.switches": ("switches", "html"),
}
"""The tests of each module, without `test_`."""


@dataclass(frozen=True)
class Mutant:
    """A changed module."""

    line: int
    what: str
    tree: ast.Module


# --- changes


def _changes(node: ast.AST) -> Iterator[tuple[str, ast.AST | None]]:
    """What a node may become, in words; None: it goes."""
    if isinstance(node, ast.Compare):
        yield from _other_comparison(node)
    elif isinstance(node, ast.BoolOp):
        word = "or" if isinstance(node.op, ast.And) else "and"
        yield f"{word} instead", ast.BoolOp(ast.Or() if word == "or" else ast.And(), node.values)
        for number in range(len(node.values)):
            left = [each for at, each in enumerate(node.values) if at != number]
            yield f"without `{ast.unparse(node.values[number])}`", ast.BoolOp(node.op, left) if left[1:] else left[0]
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "without `not`", node.operand
    elif isinstance(node, ast.If | ast.IfExp):
        for verdict in (True, False):
            changed = copy.copy(node)
            changed.test = ast.Constant(verdict)
            yield f"`if {ast.unparse(node.test)}` is always {verdict}", changed
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield f"{node.value + 1} instead of {node.value}", ast.Constant(node.value + 1)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield f"without `{ast.unparse(node)}`", ast.Pass()
    elif isinstance(node, ast.comprehension) and node.ifs:
        changed_loop = copy.copy(node)
        changed_loop.ifs = []
        yield f"without `if {ast.unparse(node.ifs[0])}`", changed_loop


_OTHER: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


def _other_comparison(node: ast.Compare) -> Iterator[tuple[str, ast.AST]]:
    changed = ast.Compare(node.left, [_OTHER[type(node.ops[0])](), *node.ops[1:]], node.comparators)
    yield f"`{ast.unparse(changed)}`", changed


def mutants(source: str) -> list[Mutant]:
    """All mutants of a module; docstrings, annotations and types are left alone."""
    tree = ast.parse(source)
    found = []
    for number, node in enumerate(ast.walk(tree)):
        for which, (what, _) in enumerate(_changes(node)):
            changed = ast.parse(source)
            target = next(each for at, each in enumerate(ast.walk(changed)) if at == number)
            new = list(_changes(target))[which][1]
            _Swap(target, new).visit(changed)
            found.append(Mutant(getattr(node, "lineno", 0) or _line(node), what, ast.fix_missing_locations(changed)))
    return found


def _line(node: ast.AST) -> int:
    return next((each.lineno for each in ast.walk(node) if isinstance(each, ast.expr)), 0)


class _Swap(ast.NodeTransformer):
    """Puts a node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST | None) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST | None:
        return self._new if node is self._old else self.generic_visit(node)


# --- trials


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module from a tree instead of its file."""

    def __init__(self, name: str, tree: ast.Module) -> None:
        self._name, self._tree = name, tree

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        del path, target
        if fullname != self._name:
            return None
        return importlib.util.spec_from_file_location(fullname, _file(fullname), loader=self)

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self._tree, str(_file(self._name)), "exec"), module.__dict__)  # noqa: S102 - our own source


def _file(name: str) -> Path:
    return ROOT / f"{name.replace('.', '/')}.py"


def noticed(name: str, mutant: Mutant) -> bool:
    """Whether a test fails on a mutant, or never ends."""
    process = os.fork()
    if not process:
        signal.alarm(SECONDS)
        sys.meta_path.insert(0, _Changed(name, mutant.tree))
        os._exit(_tested(name))
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) != 0


def _tested(name: str) -> int:
    """The exit code of the tests of a module, silent."""
    import pytest  # noqa: PLC0415 - read in the parent already

    files = [str(ROOT / "tests" / f"test_{each}.py") for each in MODULES[name]]
    with redirect_stdout(StringIO()):
        return int(pytest.main(["-x", "-q", "-n0", "-p", "no:cacheprovider", "--no-header", *files]))


def main() -> int:
    """Try mutants of the modules; survivors are listed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=f"all by default: {', '.join(MODULES)}")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="so many of each module, by chance")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    import polib  # noqa: F401, PLC0415 - once for all forks
    import pytest  # noqa: F401, PLC0415

    os.chdir(ROOT)
    os.environ["CI"] = "1"  # the laws are tried on the same examples each time
    for name in given.modules or MODULES:
        found = mutants(_file(name).read_text(encoding="utf-8"))
        chosen = random.Random(f"{name} {given.seed}").sample(found, min(given.sample or len(found), len(found)))  # noqa: S311
        if noticed(name, Mutant(0, "", ast.parse(_file(name).read_text(encoding="utf-8")))):
            print(f"{name}: its tests fail without any change", flush=True)
            return 1
        left = [mutant for mutant in sorted(chosen, key=lambda each: each.line) if not noticed(name, mutant)]
        print(f"{name}: {len(chosen) - len(left)} of {len(chosen)} noticed ({len(found)} mutants)", flush=True)
        for mutant in left:
            print(f"    {mutant.line}: {mutant.what}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
