"""What a course file would change, field by field, as lines to be read before anything is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from typing import Any

NOTHING = "–"
ONE_LINE = 70
MOST_LINES = 12


@dataclass(frozen=True)
class Difference:
    name: str
    before: str
    after: str

    def lines(self) -> list[str]:
        if "\n" in self.before + self.after or max(len(self.before), len(self.after)) > ONE_LINE:
            return [f"{self.name}:", *(f"  {line}" for line in changed_lines(self.before, self.after))]
        return [f"{self.name}: {self.before or NOTHING} → {self.after or NOTHING}"]


@dataclass(frozen=True)
class Section:
    """`in_a_name`: what is done here is done by a person, not by the machine."""

    title: str
    differences: tuple[Difference, ...] = ()
    is_new: bool = False
    in_a_name: bool = False
    notes: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        return self.is_new or bool(self.differences)

    @property
    def state(self) -> str:
        return "new" if self.is_new else "changed" if self.differences else "unchanged"

    def lines(self) -> list[str]:
        told = [f"  {line}" for each in self.differences for line in each.lines()]
        return [f"{self.title}: {self.state}", *told, *(f"  {note}" for note in self.notes)]


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Of what `after` names; the rest stays."""
    found = [Difference(name, said(before.get(name)), said(value)) for name, value in after.items()]
    return tuple(each for each in found if each.before != each.after)


def said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {said(inner)}" for name, inner in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(said, value))
    return str(value)


def changed_lines(before: str, after: str) -> list[str]:
    found = [*unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")][2:]
    shown = [cut(line) for line in found if not line.startswith("@@")]
    more = len(shown) - MOST_LINES
    return [*shown[:MOST_LINES], f"… and {more} more lines"] if more > 1 else shown


def cut(line: str) -> str:
    return line if len(line) <= 2 * ONE_LINE else f"{line[: 2 * ONE_LINE]}…"
