#!/usr/bin/env bash
# Runs the l10n of this checkout for pre-commit. uv keeps an environment beside it, made at the first use, and unlike
# pip leaves out PyTorch, which argostranslate asks for and l10n does without (pyproject.toml).
set -euo pipefail
checkout="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
if ! command -v uv >/dev/null; then
    echo "l10n's hooks need uv: pip install uv" >&2
    exit 2
fi
# git runs hooks at the top of the working tree: Python must import nothing from there.
exec env -u VIRTUAL_ENV -u UV_PROJECT_ENVIRONMENT PYTHONSAFEPATH=1 uv run --quiet --project "$checkout" --no-dev l10n "$@"
