"""A line of a board, as everybody in the course may see it, and what is worked out from its neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from scoring.judging.standings import Medal, bands


@dataclass(frozen=True)
class Member:
    key: int
    alias: str


@dataclass(frozen=True)
class Bracket:
    """Neighbours that the public rows cannot tell apart. `last` is None where they go on below what is shown."""

    first: int
    last: int | None
    heads: bool = False
    ends: bool = False

    def __str__(self) -> str:
        return f"Ranks {self.first}–{self.last}" if self.last else f"Rank {self.first} and those after it"


@dataclass(frozen=True)
class Line:
    team: int
    name: str
    members: tuple[Member, ...]
    rank: int | None  # None: a benchmark
    value: float
    score: str
    interval: tuple[float, float] | None
    history: tuple[float, ...]
    entries: int
    last_at: datetime
    change: int | None = None  # places gained in a day; None where nobody knows
    new: bool = False
    medal: Medal | None = None
    bracket: Bracket | None = None


def medal_of(order: float, zones: Sequence[float]) -> Medal | None:
    """`zones` are the worst that still has gold, silver, bronze. Whoever equals it has the medal too."""
    return next((medal for medal, worst in zip(Medal, zones, strict=False) if order <= worst), None)


def zone_ends(ranked: int) -> list[int]:
    """Positions, from 0, of the last team in each zone."""
    return [end - 1 for end in bands(ranked)] if ranked else []


def brackets(begins: Sequence[int | None], first: int, *, more: bool) -> list[Bracket | None]:
    """Of neighbouring teams, given where each one's bracket begins. The first stands at position `first`; `more` says
    that others follow. A team that is alone in its bracket has none, nor has one whose place changed since."""
    known = [begin if begin and begin <= first + place else None for place, begin in enumerate(begins)]
    found: list[Bracket | None] = []
    for place, begin in enumerate(known):
        last = place
        while begin and last + 1 < len(known) and known[last + 1] == begin:
            last += 1
        end = None if more and last == len(known) - 1 else first + last
        heads, ends = place == 0 or known[place - 1] != begin, end == first + place
        found.append(Bracket(begin, end, heads, ends) if begin and begin != end else None)
    return found
