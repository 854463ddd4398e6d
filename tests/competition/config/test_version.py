from pathlib import Path

import pytest
from django.conf import settings

from competition.config.version import newest_version


def test_the_site_knows_its_version_from_the_changelog() -> None:
    first_heading = next(
        line
        for line in (settings.BASE_DIR / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("## ")
    )
    assert first_heading.split()[1] == settings.VERSION


def test_a_changelog_without_a_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n")
    with pytest.raises(ValueError, match="has no heading with a version"):
        newest_version(tmp_path / "CHANGELOG.md")
