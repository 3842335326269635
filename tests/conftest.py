"""Settings of all tests: in continuous integration the laws are tried on the same examples each time."""

import os
from pathlib import Path

import pytest
from hypothesis import settings
from packages import PAIRS, archive

from l10n import models

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three test models, installed."""
    folder = tmp_path_factory.mktemp("models")
    for pair in PAIRS:
        models.install(archive(pair), folder)
    return folder
