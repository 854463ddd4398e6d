"""What an item of the checklist is: a title, and a look at the material."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scoring.opening.material import Material
from scoring.opening.plan import State, Way

MOST_DETAILS = 20
MOST_NAMES = 8


@dataclass(frozen=True)
class Finding:
    """`found` is one plain sentence; `details` are short ones. Neither holds a value of the answers or
    tells which rows are public."""

    state: State
    found: str
    remedy: str = ""
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Check:
    """`look` gives None where the item has nothing to do with the competition: it is left out."""

    id: str
    title: str
    look: Callable[[Material], Finding | None]


def good(found: str, details: Sequence[str] = ()) -> Finding:
    return Finding(State.GOOD, found, details=tuple(details[:MOST_DETAILS]))


def warning(found: str, remedy: str, details: Sequence[str] = ()) -> Finding:
    return Finding(State.WARNING, found, remedy, tuple(details[:MOST_DETAILS]))


def bad(found: str, remedy: str, details: Sequence[str] = ()) -> Finding:
    return Finding(State.BAD, found, remedy, tuple(details[:MOST_DETAILS]))


def by_way(material: Material, *, cut: str, files: str) -> str:
    """How to mend it depends on who makes the files."""
    return cut if material.way is Way.CUT else files


def count(number: int, noun: str, plural: str = "") -> str:
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    shown = [f"“{shortened(name)}”" for name in names[:MOST_NAMES]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more else "")


def shortened(name: str, longest: int = 40) -> str:
    return name if len(name) <= longest else name[:longest] + "…"


def share(part: float) -> str:
    """A share as people say it: 12 %, 0.3 %, less than 0.1 %."""
    if 0 < part < 0.001:
        return "less than 0.1 %"
    if 0.999 < part < 1:
        return "more than 99.9 %"
    return f"{100 * part:.1f} %" if part < 0.1 or part > 0.99 else f"{100 * part:.0f} %"


def figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 1_000 else f"{value:.3g}"
