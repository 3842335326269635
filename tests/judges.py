"""Outside judges: `.ci/run` installs them, those of the npm registry below `tests/.judges`."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

MODULES = Path(__file__).parent / ".judges/node_modules"


def judge(package: str, file: str = "") -> Path:
    """A file of an installed package, or its folder; the test is skipped where it is not there."""
    found = MODULES / package / file
    if not found.exists():
        pytest.skip(f"{package} is not installed below tests/.judges: run .ci/run")
    return found


def program(name: str) -> str:
    """A program on PATH; the test is skipped where it is not there."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed: run .ci/run")
    return found


_GIVEN = "import {readFileSync as read} from 'node:fs';\nconst given = JSON.parse(read(0, 'utf8'));"


def node(script: str, **given: object) -> str:
    """What an ECMAScript module writes; it finds what it is given as `given`."""
    done = subprocess.run(
        [program("node"), "--input-type=module", "--eval", f"{_GIVEN}\n{script}"],
        cwd=MODULES.parent,
        input=json.dumps(given),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def violations(schema: Path, values: Sequence[object]) -> list[object]:
    """What of a JSON Schema the values violate, as Ajv finds it: for each value a list of complaints."""
    judge("ajv-formats")
    script = """
        import {readFileSync} from 'node:fs';
        import {createRequire} from 'node:module';
        const require = createRequire(process.cwd() + '/');
        const schema = JSON.parse(readFileSync(given.schema));
        const {default: Ajv} = require(schema.$schema.includes('2020-12') ? 'ajv/dist/2020' : 'ajv');
        const ajv = new Ajv({strict: false, allErrors: true});
        require('ajv-formats')(ajv);
        const check = ajv.compile(schema);
        console.log(JSON.stringify(given.values.map(value => (check(value), check.errors ?? []))));
    """
    found: list[object] = json.loads(node(script, schema=str(schema), values=values))
    return found
