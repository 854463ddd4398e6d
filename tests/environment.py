"""Loaded before Django's settings: the tests run as the demo does, in a folder of their own."""

import os
import tempfile

os.environ.setdefault("HOLDOUT_DEMO", "1")
os.environ.setdefault("HOLDOUT_VAR", tempfile.mkdtemp(prefix="holdout-tests-"))
