"""Before and after of a line in the log, side by side, in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from competition.rules.instants import said as instant_said

NOTHING = "–"
# What a field is called on the page on which it is changed, where that is not its own name.
CALLED = {"slug": "address", "accent": "colour", "tagline": "one line", "sha256": "SHA-256", "digits": "digits shown"}
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d\S*(Z|[+-]\d\d:\d\d)\Z")


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


def details(before: Mapping[str, Any], after: Mapping[str, Any], zone: str) -> list[Detail]:
    """Only what differs where both sides tell; a number of nothing is not worth a line."""
    names = [*before, *(name for name in after if name not in before)]
    return [
        Detail(
            CALLED.get(name, name.replace("_", " ")),
            said(before.get(name), zone),
            said(after.get(name), zone),
            name in before and name in after,
        )
        for name in names
        if before.get(name) != after.get(name) and (name in before or _worth_telling(after[name]))
    ]


def _worth_telling(value: Any) -> bool:
    return value is False or bool(value)


def said(value: Any, zone: str) -> str:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(said(inner, zone) for inner in value) or NOTHING
    if isinstance(value, dict):
        return ", ".join(f"{name} {said(inner, zone)}" for name, inner in value.items()) or NOTHING
    if isinstance(value, str) and INSTANT.match(value):
        return instant_said(datetime.fromisoformat(value), zone)
    return str(value)
