from pathlib import Path

import pytest
from pytest_django import Settings

from tests.competition.world import files

__all__ = ["files", "real_site"]


@pytest.fixture(autouse=True)
def real_site(db: None, files: Path, settings: Settings) -> None:
    """As on a real site, but for a cache that can be looked into."""
    settings.DEMO = False
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
