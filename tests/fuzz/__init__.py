"""Coverage-guided fuzzing of every parser; `uv run --with atheris python tests/fuzz --help`."""
