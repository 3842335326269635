"""Settings of all tests: in continuous integration the laws are tried on the same examples each time."""

import os

from hypothesis import settings

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
