"""A line of a board, as everybody in the course may see it, and the zones of medals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from scoring.judging.standings import Medal, bands
from scoring.rules.brackets import Bracket


@dataclass(frozen=True)
class Member:
    key: int
    alias: str


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
