"""Loaded before Django's settings: the tests run as the demo does, each process of them in a folder of its own."""

import os
import tempfile

from hypothesis import settings

os.environ.setdefault("HOLDOUT_DEMO", "1")
os.environ.setdefault("HOLDOUT_VAR", tempfile.mkdtemp(prefix="holdout-tests-"))

# The worker processes inherit the folder; sharing it, one would count the other's requests and see its files.
if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    os.environ["HOLDOUT_VAR"] += f"-{worker}"

# How long an example takes says more about the neighbours than about the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
