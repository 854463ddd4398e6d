"""Which of a team's submissions decides at the close."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from competition.models.competitions import SelectionMode
from scoring.judging.metrics.metric import Direction
from scoring.judging.standings import Entry, in_order


@dataclass(frozen=True)
class Candidate:
    submission: int
    public: float
    private: float | None  # None: the metric says nothing about the private rows
    received_at: datetime
    picked: bool = False

    @property
    def moment(self) -> tuple[datetime, int]:
        """The earlier of two equal scores is the better one; of the same instant, the one that was stored first."""
        return self.received_at, self.submission


@dataclass(frozen=True)
class Selection:
    decides: Candidate
    candidates: list[Candidate]
    automatic: bool = False  # nothing was picked: the best public ones stand in


@dataclass(frozen=True)
class Way:
    mode: SelectionMode
    picks: int
    direction: Direction


def select(counted: Sequence[Candidate], way: Way) -> Selection | None:
    """Of the submissions that count. None where there is none."""
    if not counted:
        return None
    if way.mode is SelectionMode.NEWEST:
        newest = max(counted, key=lambda candidate: candidate.moment)
        return Selection(newest, [newest])
    if way.mode is SelectionMode.BEST_EVER:
        return _best(counted, way)
    picked = [candidate for candidate in counted if candidate.picked]
    if picked:
        return _best(picked, way)
    return _best(by_public(counted, way.direction)[: way.picks], way, automatic=True)


def by_public(candidates: Sequence[Candidate], direction: Direction) -> list[Candidate]:
    entries = [Entry(candidate, candidate.public, candidate.moment) for candidate in candidates]
    return [entry.who for entry in in_order(entries, direction)]


def by_private(candidates: Sequence[Candidate], direction: Direction) -> list[Candidate]:
    entries = [Entry(candidate, candidate.private, candidate.moment) for candidate in candidates]
    return [entry.who for entry in in_order(entries, direction)]


def _best(candidates: Sequence[Candidate], way: Way, *, automatic: bool = False) -> Selection:
    ordered = by_private(candidates, way.direction)
    return Selection(ordered[0], ordered, automatic)
