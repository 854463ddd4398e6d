"""How files are called in an archive that may be unpacked on any system."""

import re

UNSAFE = re.compile(r"[^\w.-]+")


def zip_name(team: str, number: int, file_name: str) -> str:
    """In a folder of the team's, and never twice the same: the number leads."""
    return f"{_safe(team)[:60]}/{number}_{_safe(file_name)[-100:]}"


def _safe(name: str) -> str:
    return UNSAFE.sub("_", name).strip("._") or "unnamed"
