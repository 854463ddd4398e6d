from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.competition.world import files, world

__all__ = ["files", "world"]


@pytest.fixture
def messages(settings: Settings) -> Callable[[], list[str]]:
    """What the live worker would hear."""
    folder: Path = settings.BROKER_FOLDER
    for message in folder.glob("*.live.msg"):
        message.unlink()
    return lambda: [message.read_text() for message in sorted(folder.glob("*.live.msg"))]
