from pathlib import Path

import pytest
from pytest_django import Settings

from competition.actions.demo import load_demo
from competition.models.courses import Course
from competition.models.people import User

pytestmark = pytest.mark.django_db


def test_a_demo_that_ends_half_way_leaves_nothing(settings: Settings, tmp_path: Path) -> None:
    """So that the next start loads it: a file lies where the folder of the inbox should be."""
    settings.INBOX_FILES = tmp_path / "inbox"
    settings.INBOX_FILES.touch()
    with pytest.raises(OSError, match="inbox"):
        load_demo()
    assert (User.objects.count(), Course.objects.count()) == (0, 0)
