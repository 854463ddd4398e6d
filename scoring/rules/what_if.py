"""What a board would become by another answer key: the same teams, before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Held:
    """What a team has on one of the two boards. Benchmarks have no rank."""

    value: float | None
    rank: int | None


@dataclass(frozen=True)
class Change:
    """A team that has no score on one of the boards has no value there. Below 0 places: how many it would fall."""

    team: str
    old_value: float | None = None
    old_rank: int | None = None
    new_value: float | None = None
    new_rank: int | None = None

    @property
    def places(self) -> int | None:
        return None if self.old_rank is None or self.new_rank is None else self.old_rank - self.new_rank


def changes(names: Mapping[int, str], old: Mapping[int, Held], new: Mapping[int, Held]) -> list[Change]:
    """In the order of the board to come; then those who would no longer be on it."""
    teams = [*new, *(team for team in old if team not in new)]
    return [_change(names[team], old.get(team), new.get(team)) for team in teams]


def _change(name: str, old: Held | None, new: Held | None) -> Change:
    before, after = (held or Held(None, None) for held in (old, new))
    return Change(name, before.value, before.rank, after.value, after.rank)


def movers(rows: Sequence[Change], most: int) -> list[Change]:
    """Who would climb or fall the furthest."""
    moving = [row for row in rows if row.places]
    return sorted(moving, key=lambda row: -abs(row.places or 0))[:most]
