"""Before and after of a line in the log, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

NOTHING = "–"


@dataclass(frozen=True)
class Detail:
    name: str
    before: str
    after: str
    both: bool

    @property
    def shown(self) -> str:
        """Where only one side tells: what was taken away, or what is there now."""
        return self.after if self.after != NOTHING else self.before


def details(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Detail]:
    """Only what differs where both sides tell; a number of nothing is not worth a line."""
    names = [*before, *(name for name in after if name not in before)]
    return [
        Detail(name.replace("_", " "), said(before.get(name)), said(after.get(name)), name in before and name in after)
        for name in names
        if before.get(name) != after.get(name) and (name in before or after[name] != 0)
    ]


def said(value: Any) -> str:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(said, value)) or NOTHING
    if isinstance(value, dict):
        return ", ".join(f"{name} {said(inner)}" for name, inner in value.items()) or NOTHING
    return str(value)
