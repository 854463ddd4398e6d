"""The version is the newest heading of the changelog, so that the two can't differ."""

import re
from pathlib import Path

HEADING = re.compile(r"^## (\d+\.\d+\.\d+)", re.MULTILINE)


def newest_version(changelog: Path) -> str:
    found = HEADING.search(changelog.read_text(encoding="utf-8"))
    if not found:
        raise ValueError(f"{changelog.name} has no heading with a version, such as “## 1.4.0”.")
    return found.group(1)
