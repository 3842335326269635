"""Settings of all tests: no law is decided by the clock; continuous integration tries the same examples each time."""

import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from packages import PAIRS, archive

from l10n import models

# A shell that starts a suite in the background lets it, and all that it starts, ignore Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)

# A busy machine is slow, which says nothing of the code. Continuous integration runs the laws twice, so that half of
# Hypothesis' own number of examples is as many in all.
settings.register_profile("l10n", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("l10n"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "l10n")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three test models, installed."""
    folder = tmp_path_factory.mktemp("models")
    for pair in PAIRS:
        models.install(archive(pair), folder)
    return folder
