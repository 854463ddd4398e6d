from pathlib import Path

import pytest
from pytest_django import Settings

from competition.serving.statics import collect_when_changed


@pytest.fixture
def source(tmp_path: Path, settings: Settings) -> Path:
    """One stylesheet, to be collected with the compression and the hashed names of a real site."""
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "look.css").write_text("body { margin: 0 }")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [folder]
    settings.STATIC_ROOT = tmp_path / "static"
    return folder


def test_static_files_are_collected_once_and_again_when_they_change(source: Path, settings: Settings) -> None:
    assert [collect_when_changed(), collect_when_changed()] == [True, False]
    (source / "look.css").write_text("body { margin: 1px }")
    assert [collect_when_changed(), collect_when_changed()] == [True, False]
    assert (settings.STATIC_ROOT / "look.css").read_text() == "body { margin: 1px }"


def test_a_collection_that_broke_off_is_done_again(source: Path, settings: Settings) -> None:
    collect_when_changed()
    (settings.STATIC_ROOT / ".collected").unlink()
    assert collect_when_changed()
